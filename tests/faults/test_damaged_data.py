"""A damaged database: said before it is written, a backup offered by the letters it lacks, rows saved to a workbook."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from db.engine import connect, driver
from desktop_app.errors import Damaged
from desktop_app.services import data_folder, restore_preview, salvage
from tests.office_fixtures import House

PAGE = 4096


def hurt(file: Path, pages: list[int]) -> None:
    """Turn one bit in the middle of each page."""
    with file.open("r+b") as raw:
        for page in pages:
            raw.seek(page * PAGE + PAGE // 2)
            octet = raw.read(1)[0]
            raw.seek(page * PAGE + PAGE // 2)
            raw.write(bytes([octet ^ 0x10]))


def hurt_rows(file: Path, key: bytes) -> None:
    """Turn a bit in every tenth page, sparing those that hold the table of contents."""
    pages = file.stat().st_size // PAGE
    for page in Random(4).sample(range(1, pages), pages // 10):
        hurt(file, [page])
        try:
            with closing(connect(file, key, read_only=True)) as raw:
                raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver().DatabaseError:
            hurt(file, [page])


def closed(house: House) -> Path:
    """The database file, folded and let go of."""
    house.office.store.checkpoint()
    house.office.store.close()
    return house.access.data_dir / "loket.db"


def test_a_restore_names_the_letters_that_would_be_gone(house: House, tmp_path: Path) -> None:
    """Two letters came after the backup: their numbers and days stand in the sentence."""
    house.letter()
    made = data_folder.back_up(house.office, tmp_path / "usb")
    house.letter()
    house.letter()
    found = restore_preview.preview(house.access, made.path)
    assert [(one.number, one.year) for one in found.missing] == [(2, 2026), (3, 2026)]
    assert "2 surat akan hilang: 2/2026 (23 November 2026), 3/2026" in found.sentence
    assert list(house.access.data_dir.glob(".pratinjau-*")) == []


def test_unreadable_data_say_from_which_letter_on_the_paper_is_needed(house: House, tmp_path: Path) -> None:
    """Nothing can be compared: the newest letter of the backup is named."""
    house.letter()
    made = data_folder.back_up(house.office, tmp_path / "usb")
    closed(house).write_bytes(b"\x00" * 20 * PAGE)
    found = restore_preview.preview(house.access, made.path)
    assert not found.readable
    assert "surat sesudah 1/2026 (23 November 2026) harus dicatat ulang" in found.sentence


def test_a_damaged_backup_is_named_as_such(house: House, tmp_path: Path) -> None:
    """Another one is to be chosen."""
    made = data_folder.back_up(house.office, tmp_path / "usb")
    made.path.write_bytes(made.path.read_bytes()[:-2000])
    with pytest.raises(Damaged, match="Pilih cadangan lain"):
        restore_preview.preview(house.access, made.path)


def test_rows_of_whole_pages_are_saved_from_a_damaged_file(house: House, tmp_path: Path) -> None:
    """Every tenth page is hurt: what the others hold stands in the workbook, as text, and what is lost is counted."""
    for _ in range(12):
        house.letter(sender="=1+1 Dinas Contoh")
    hurt_rows(closed(house), house.office.store.data_key)
    done = salvage.salvage(house.access, tmp_path / "selamat.xlsx")
    assert sum(done.rows.values()) > 50
    assert sum(done.lost.values()) > 0
    book = load_workbook(done.path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"journal", "subject_key"}.isdisjoint(book.sheetnames)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_whole_data_are_saved_whole(house: House, tmp_path: Path) -> None:
    """Without damage nothing is missing."""
    house.letter()
    with house.office.store.reading() as connection:
        people = connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
    closed(house)
    done = salvage.salvage(house.access, tmp_path / "selamat.xlsx")
    assert done.rows["person"] == people and done.rows["request"] == 1
    assert set(done.lost.values()) == {0}


def test_a_lost_first_page_says_so(house: House, tmp_path: Path) -> None:
    """Nothing to salvage: back to the backup."""
    hurt(closed(house), [0])
    with pytest.raises(Damaged, match="Pulihkan dari cadangan"):
        salvage.salvage(house.access, tmp_path / "selamat.xlsx")
    assert not (tmp_path / "selamat.xlsx").exists()


def flips_are_seen(house: House, flips: int) -> None:
    """One bit at a time, anywhere in the file: each is seen by the look at the pages or by the opening."""
    house.letter()
    file, key = closed(house), house.office.store.data_key
    dice, size = Random(11), file.stat().st_size
    for _ in range(flips):
        place, bit = dice.randrange(size), 1 << dice.randrange(8)
        turn(file, place, bit)
        assert is_seen(file, key), f"bit {bit} at {place}"
        turn(file, place, bit)
    assert not is_seen(file, key), "the file is whole again"


def turn(file: Path, place: int, bit: int) -> None:
    """Turn a bit over."""
    with file.open("r+b") as raw:
        raw.seek(place)
        octet = raw.read(1)[0]
        raw.seek(place)
        raw.write(bytes([octet ^ bit]))


def is_seen(file: Path, key: bytes) -> bool:
    """Whether the file is called damaged."""
    try:
        with closing(connect(file, key, read_only=True)) as raw:
            return raw.execute("PRAGMA cipher_integrity_check").fetchone() is not None
    except driver().DatabaseError:
        return True


def test_some_flipped_bits_are_seen(house: House) -> None:
    """R8, reduced."""
    flips_are_seen(house, 60)


@pytest.mark.full
def test_a_thousand_flipped_bits_are_seen(house: House) -> None:
    """R8."""
    flips_are_seen(house, 1000)
