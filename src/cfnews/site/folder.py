"""A site's files put in place: each whole or not at all, only what differs, and nothing of anybody else's.

What the list of ours does not name is never replaced unasked and never removed; nor is a page removed that somebody has
changed. However a run ends, every page is whole, the list names all that is ours, and the next run completes the site.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cfnews.errors import CfnewsError, WrongUsage
from cfnews.site.manifest import MANIFEST, Known, digest_of, read_manifest, write_manifest
from cfnews.site.opened import Opened, opened

_NEW = ".cfnews-site-new"  # what is not in place yet; within the folder, so that it is on the same disk
_NAMED = 3
_BEFORE = 3  # of so many runs that were ended the bytes of a page may be


class Published(NamedTuple):
    """What came of it, in files; `kept` are pages no longer needed that somebody else has changed."""

    written: int
    unchanged: int
    removed: int
    kept: list[str]


def put(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> Published:
    """Makes these files, put in place in this order, those of the site in the folder.

    Raises WrongUsage for a folder that has other files and is no site yet, or has one in the way, unless `force` says
    that these may be replaced; StoreBusy while another cfnews publishes there; CfnewsError for what the system refuses.
    """
    try:
        with opened(folder) as held:
            known = _known(held, folder, force=force)
            for name in sorted({path.rpartition("/")[0] for path in (*known, *files)} - {""}):
                held.enter(name, create=any(path.startswith(f"{name}/") for path in files))
            changed = _changed(held, known, files, force=force)
            return _publish(held, known, files, changed)
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) and not Path(error.filename).is_absolute() else ""
        why = error.strerror or str(error)
        raise CfnewsError(f"{folder / where} cannot be written: {why}", "check the folder and the disk") from error


def _known(held: Opened, folder: Path, *, force: bool) -> Known:
    known = read_manifest(held)
    if known is None and not force and any(name not in (_NEW, f"{MANIFEST}.new") for name in held.names()):
        raise WrongUsage(
            f"{folder} has files in it, and is no site that cfnews wrote",
            "name an empty folder, or one that is not there; with --force what is in the way is replaced",
        )
    return known or {}


def _changed(held: Opened, known: Known, files: Mapping[str, bytes], *, force: bool) -> list[str]:
    """The files that are not as they must be. Raises WrongUsage for one in the way that is not ours."""
    found, strange = [], []
    for path, body in files.items():
        there = held.read(path)
        if there != body:
            found.append(path)
            if (path not in known or there is None) and held.is_there(path):
                strange.append(path)
    if strange and not force:
        more = f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
        raise WrongUsage(
            f"{', '.join(strange[:_NAMED])}{more} in the folder: not by cfnews, and a page would take the place",
            "move it away; with --force it is replaced",
        )
    return found


def _publish(held: Opened, known: Known, files: Mapping[str, bytes], changed: list[str]) -> Published:
    wanted = {path: [digest_of(body)] for path, body in files.items()}
    if changed:
        either = {path: list(dict.fromkeys([*known.get(path, [])[-_BEFORE:], *wanted[path]])) for path in wanted}
        write_manifest(held, known | either)
        _stage(held, files, changed)
        for number, path in enumerate(changed):
            held.move(f"{_NEW}/{number}", path)
    removed, kept = _remove(held, {path: digests for path, digests in known.items() if path not in wanted})
    if changed or wanted != known:
        write_manifest(held, wanted)
    held.clear(_NEW)
    return Published(len(changed), len(files) - len(changed), removed, kept)


def _stage(held: Opened, files: Mapping[str, bytes], changed: list[str]) -> None:
    """Writes all that differs beside the site, so that a full disk leaves the site as it was."""
    held.clear(_NEW)  # of a run that was ended
    held.enter(_NEW, create=True)
    for number, path in enumerate(changed):
        held.create(f"{_NEW}/{number}", files[path])


def _remove(held: Opened, stale: Known) -> tuple[int, list[str]]:
    """Removes pages that are no longer part of the site, unless they are no longer what was written."""
    removed, kept = 0, []
    for path, digests in stale.items():
        body = held.read(path)
        if body is not None and digest_of(body) in digests:
            held.remove(path)
            removed += 1
        elif held.is_there(path):
            kept.append(path)
    return removed, kept
