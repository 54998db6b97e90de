"""The reader's editor on a copy of feeds.toml. The file itself is replaced whole, and only by one without a fault."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cfnews.catalogue.read import read_catalogue
from cfnews.cli.own_feeds import write_whole
from cfnews.cli.rule_names import NAMES
from cfnews.errors import CfnewsError, InvalidCatalogue
from cfnews.paths import Places, make_private_folder, shipped_feeds

_USUAL = ("editor", "nano", "vim", "vi")


class Edited(NamedTuple):
    """What became of an edit. `draft`: where a faulty one would wait; `resumed`: one had waited there."""

    path: Path
    draft: Path
    created: bool
    resumed: bool
    changed: bool


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The words that start the editor: $VISUAL, $EDITOR, else what is usual. Raises CfnewsError if there is none."""
    named = environment.get("VISUAL") or environment.get("EDITOR")
    try:
        words = shlex.split(named) if named else [found for name in _USUAL if (found := shutil.which(name))][:1]
    except ValueError as error:
        raise CfnewsError(f"the editor {named!r} cannot be started: {error}", "mend VISUAL or EDITOR") from error
    if not words:
        raise CfnewsError("no editor was found", "name one in EDITOR, such as EDITOR=nano")
    return words


def edit_feeds(places: Places, editor: list[str]) -> Edited:
    """Lets the reader edit the feeds file; where he has none of his own, the shipped one becomes it first.

    A draft that was left behind by a faulty edit is gone on with. Raises InvalidCatalogue if the result has faults,
    and CfnewsError if the editor fails or another program changes the file meanwhile.
    """
    path = places.config_feeds
    created = not path.exists()
    try:
        if created:
            make_private_folder(path.parent)
            source = places.feeds if places.feeds.exists() else shipped_feeds()
            write_whole(path, source.read_bytes(), 0o600)
        target = path.resolve()  # a link to the file stays one
        before = target.read_bytes()
        draft = target.with_name(target.name + ".draft")
        resumed = draft.exists()
        if not resumed:
            write_whole(draft, before, 0o600)
    except OSError as error:
        raise CfnewsError(
            f"{path} cannot be edited: {error.strerror}", "check the folder and its permissions"
        ) from error
    _run(editor, draft, before)
    return Edited(path, draft, created, resumed, _take_over(target, draft, before))


def _run(editor: list[str], draft: Path, before: bytes) -> None:
    words = f"the editor {editor[0]!r} cannot be started"
    try:
        code = subprocess.run([*editor, str(draft)], check=False).returncode
        words = f"the editor ended with {code}; nothing was changed"
    except OSError as error:
        code, words = 1, f"{words}: {error.strerror}"
    if code == 0:
        return
    kept = draft.exists() and draft.read_bytes() != before
    if not kept:
        draft.unlink(missing_ok=True)
    raise CfnewsError(words, f"what was edited is in {draft}" if kept else "name another in EDITOR")


def _take_over(target: Path, draft: Path, before: bytes) -> bool:
    """Puts the draft in the file's place; whether it says anything else than before."""
    try:
        after = draft.read_bytes()
        try:
            read_catalogue(draft, NAMES)
        except InvalidCatalogue as error:
            hint = (
                f"{target} is as it was; go on with: cfnews config edit, or give up with: rm {shlex.quote(str(draft))}"
            )
            raise InvalidCatalogue(error.message, hint) from error
        if target.read_bytes() != before:
            raise CfnewsError(f"{target} was changed by another program meanwhile", f"your edit is in {draft}")
        if after != before:
            write_whole(target, after, target.stat().st_mode & 0o777)
        draft.unlink()
    except OSError as error:
        raise CfnewsError(f"{target} cannot be written: {error.strerror}", f"your edit is in {draft}") from error
    return after != before
