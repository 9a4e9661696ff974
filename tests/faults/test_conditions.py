"""Little room, a clock that is wrong, a folder on the network or in a cloud: said before it costs work."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.services import data_folder, data_place, office_conditions
from tests.office_fixtures import House

USAGE = namedtuple("USAGE", "total used free")


def sentences(house: House) -> list[str]:
    """What the bar may say now."""
    return [one.sentence for one in office_conditions.conditions(house.office)]


def test_a_clock_set_back_is_said_and_numbers_go_on(house: House) -> None:
    """A year back: the bar says so, the next letter still gets the next number, the chain holds."""
    house.letter()
    assert sentences(house) == []
    house.clock.advance(minutes=-365 * 24 * 60)
    assert "Jam komputer mundur" in sentences(house)[0]
    house.clock.advance(minutes=365 * 24 * 60)
    house.letter()
    assert data_folder.verify(house.office).problems == ()


def test_a_clock_far_ahead_is_doubted(house: House) -> None:
    """Ten years on: perhaps the battery was changed."""
    house.letter()
    house.clock.advance(minutes=3650 * 24 * 60)
    assert "Periksa apakah tanggalnya benar" in sentences(house)[0]


def test_little_room_is_red(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below 500 MB the bar says how much is left; the disk's own answer is what is replaced here."""
    left = USAGE(1 << 40, 0, 312 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: left)
    (found,) = office_conditions.conditions(house.office)
    assert (found.tone, found.sentence) == ("danger", "Ruang disk tinggal 312 MB. Kosongkan sebelum penuh.")


MOUNTS = """
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/bersama rw,relatime - cifs //server/bersama rw
41 22 0:36 / /mnt/bersama/lokal rw - ext4 /dev/sdb1 rw
42 22 0:37 / /mnt/nama\\040panjang rw - nfs4 server:/data rw
""".splitlines()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/loket", "ext4"),
        ("/mnt/bersama", "cifs"),
        ("/mnt/bersama/data", "cifs"),
        ("/mnt/bersama/lokal/data", "ext4"),
        ("/mnt/bersamaan", "ext4"),
        ("/mnt/nama panjang/data", "nfs4"),
    ],
)
def test_the_mount_of_a_folder_is_the_longest_one_above_it(folder: str, kind: str) -> None:
    """As Linux lists mounts."""
    assert data_place.kind_of_mount(MOUNTS, folder.replace("/", os.sep)) == kind


def test_unc_paths_are_the_network() -> None:
    """By their form, on every system."""
    assert data_place.is_network_path(r"\\server\bersama\loket")
    assert not data_place.is_network_path(r"C:\Loket")


def test_a_new_office_is_not_begun_in_a_cloud_folder(tmp_path: Path) -> None:
    """The sentence says where instead; nothing was made."""
    folder = tmp_path / "OneDrive - Pemkab" / "loket"
    with pytest.raises(UserError, match="folder biasa"):
        data_folder.create(Access(folder, tmp_path / "key"))
    assert not folder.exists()


def test_a_used_recovery_code_is_told_to_everybody_for_a_week(house: House) -> None:
    """Whoever opened the envelope, every window says so; the new code is to be kept (ASVS 16.3.1)."""
    note = house.office.store.data_dir / data_folder.RECOVERY_NOTE
    note.write_text(house.clock.now().isoformat(), encoding="utf-8")
    house.clock.advance(days=6)
    assert any("Kode pemulihan dipakai" in one for one in sentences(house))
    house.clock.advance(days=2)
    assert not any("Kode pemulihan" in one for one in sentences(house))
