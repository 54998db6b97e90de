"""Whether a file is on a network drive, where processes on two machines share no memory. Known on Linux alone."""

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
# By the names that Linux gives to file systems.
_NETWORK = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "9p": "9P",
    "afs": "AFS",
    "ceph": "Ceph",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.sshfs": "SSHFS",
    "fuse.rclone": "rclone",
    "fuse.glusterfs": "GlusterFS",
    "ncpfs": "NCP",
}
_ESCAPED = re.compile(r"\\([0-7]{3})")


def network_drive(path: Path) -> str:
    """The kind of network drive that a file is on; "" where it is on a disk of this machine, or where nobody knows."""
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
    return _NETWORK.get(file_system(mounts, path.resolve()), "")


def file_system(mounts: str, path: Path) -> str:
    """The file system of the innermost mount that a path is under, by the lines of mountinfo: proc_pid_mountinfo(5)."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        # Of two mounts on one place the later hides the earlier.
        if path.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), after.split(" ", 1)[0]
    return kind
