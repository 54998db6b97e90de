"""The list of what a site's folder holds of ours, and with which bytes; it lies in the folder itself."""

import hashlib
import re
from collections.abc import Mapping

import msgspec

from cfnews.site.opened import Opened

MANIFEST = ".cfnews-site.json"
_WHILE_WRITING = f"{MANIFEST}.new"
# Whoever may write the list could name other files in it: only such names are ours.
_OURS = re.compile(r"(?:(?:day|place|search|topic)/)?[a-z0-9][a-z0-9_-]*\.(?:html|css|js|atom|json)")

Known = dict[str, list[str]]
"""Digests by path: one each, and a second one of what is being put in its place."""


class _Manifest(msgspec.Struct, frozen=True, kw_only=True):
    cfnews_site: int
    files: Known


def read_manifest(folder: Opened) -> Known | None:
    """What is ours in the folder; None where no list says that it is a site."""
    body = folder.read(MANIFEST)
    try:
        found = msgspec.json.decode(body or b"", type=_Manifest)
    except msgspec.DecodeError:
        return None
    return {path: digests for path, digests in found.files.items() if _OURS.fullmatch(path)}


def write_manifest(folder: Opened, known: Mapping[str, list[str]]) -> None:
    """Writes the list: whole, and on the disk before anything else, for without it the folder is a stranger's."""
    body = msgspec.json.encode(_Manifest(cfnews_site=1, files=dict(sorted(known.items()))))
    if folder.is_there(_WHILE_WRITING):  # of a run that was ended
        folder.remove(_WHILE_WRITING)
    folder.create(_WHILE_WRITING, msgspec.json.format(body, indent=1) + b"\n", durable=True)
    folder.move(_WHILE_WRITING, MANIFEST)


def digest_of(body: bytes) -> str:
    """By which it is told whether a file is as it was written."""
    return hashlib.sha256(body).hexdigest()
