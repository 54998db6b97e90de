"""Which file system a file is on, by the table of mounts."""

from pathlib import Path

import pytest

from cfnews.store import mounts
from cfnews.store.mounts import file_system, network_drive

TABLE = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:50 / /srv/desk rw,relatime shared:9 master:2 - nfs4 server:/desk rw,vers=4.2
41 22 0:51 / /srv/team\040room rw - cifs //server/team rw
42 40 8:2 / /srv/desk/local rw - xfs /dev/sdb1 rw
43 22 0:52 / /media/usb rw - vfat /dev/sdc1 rw
44 22 0:53 / /media/usb rw - fuse.sshfs host: rw
a line of no use
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/cfnews.db", "ext4"),
        ("/srv/desk/cfnews.db", "nfs4"),
        ("/srv/desktop/cfnews.db", "ext4"),
        ("/srv/desk/local/cfnews.db", "xfs"),
        ("/srv/team room/cfnews.db", "cifs"),
        ("/media/usb/cfnews.db", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_and_of_two_on_one_place_the_later_counts(path: str, kind: str) -> None:
    assert file_system(TABLE, Path(path)) == kind


def test_a_disk_of_this_machine_is_no_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:9 / {tmp_path} rw - smb3 //server/x rw\n", "utf-8")
    assert network_drive(Path("/elsewhere/cfnews.db")) == ""
    assert network_drive(tmp_path / "cfnews.db") == "SMB"


def test_where_there_is_no_table_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "missing")
    assert network_drive(tmp_path) == ""
