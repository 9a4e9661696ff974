"""Fifty planted strings: after a day of use, and after a death in it, none stands in plain on the disk (R17).

Looked through: the data folder with database, log, attachments, papers, drafts and backups, and the folder for
temporary files; file by file, in UTF-8 and UTF-16, also inside compressed members of ZIP files.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app import logs
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.papers import make_paper
from desktop_app.services import backup_rounds, drafts, files, intake
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House

PLANTED = tuple(f"Qx{number:02d}zwv" for number in range(50))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own for temporary files, so that it can be looked through."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def use(house: House, folder: Path) -> None:
    """Everything that could leave something behind: letters, people, scans, papers, drafts, faults, backups."""
    logs.start(house.access.data_dir)
    words = iter(PLANTED)
    for number in range(8):
        person = ParticipantEntry(
            full_name=f"{next(words)} Umpama",
            position=f"Staf {next(words)}",
            organization=f"Dinas {next(words)}",
            address=f"Jalan {next(words)}",
            spse_user_id=next(words),
            mobile=f"08120000030{number}",
        )
        contact = f"{PLANTED[40 + number]} Umpama"
        house.letter(people=1, participants=(person,), contact_name=contact, letter_number=f"{number}/X")
    house.do(
        "wulan",
        intake.register_letter,
        sender=f"{PLANTED[48]} Dinas",
        topics=("SIRUP",),
        participant_count=1,
        letter_date=date(2026, 11, 20),
        subject=f"Permohonan {PLANTED[49]}",
        letter_number="9/X",
        contact_name="Andi",
        contact_phone="081200000001",
    )
    scan = folder / "surat.pdf"
    scan.write_bytes(sample_letter(PLANTED[0], (PLANTED[1], PLANTED[2])))
    house.do("wulan", files.attach_scan, request=1, file=str(scan))
    scan.unlink()
    with house.office.store.reading() as connection:
        for kind in ("tanda-terima", "disposisi"):
            paper = make_paper(connection, kind, "1/2026", now=house.clock.now())
            files.store_paper(house.office, paper.data)
    officer = house.actors["wulan"].officer_id
    assert officer is not None
    drafts.save_draft(house.office, officer, "letter", {"sender": PLANTED[3], "people": [PLANTED[4]]})
    try:
        raise ValueError(f"{PLANTED[5]} {PLANTED[6]}")
    except ValueError as error:
        logging.getLogger("loket").error("a fault", exc_info=error)
    backup_rounds.make_round(house.office)


def pieces(file: Path) -> Iterator[bytes]:
    """The bytes of a file and, of a ZIP, those of its members."""
    yield file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def found_in(*folders: Path) -> list[str]:
    """Planted strings that stand in plain, with the file."""
    return [
        f"{word} in {file.name}"
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
        for piece in pieces(file)
        for word in PLANTED
        if word.encode() in piece or word.encode("utf-16-le") in piece
    ]


def test_nothing_planted_stands_in_plain_after_a_day(house: House, temporary: Path, tmp_path: Path) -> None:
    """While it is open, as a kill would leave it, and after a good close."""
    use(house, tmp_path)
    data = house.access.data_dir
    assert {"loket.db", "loket.db-wal"} <= {file.name for file in data.iterdir()}
    assert found_in(data, temporary) == []
    left = tmp_path / "as-left"
    shutil.copytree(data, left)
    backup_rounds.close(house.office)
    assert found_in(data, temporary, left) == []


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    """Plain, wide, or inside a ZIP: else the test above would prove nothing."""
    (tmp_path / "a").write_text(f"x {PLANTED[7]} y", encoding="utf-8")
    (tmp_path / "b").write_bytes(PLANTED[8].encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside", PLANTED[9] * 100)
    assert [one.split()[0] for one in sorted(found_in(tmp_path))] == [PLANTED[7], PLANTED[8], PLANTED[9]]
