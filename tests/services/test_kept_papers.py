"""Papers that left the printer are kept with their hash: a changed or missing one is found by verify."""

from __future__ import annotations

import pytest

from desktop_app.papers.batch import make_batch
from desktop_app.services import data_folder, files
from tests.office_fixtures import House


def kept(house: House) -> str:
    """A batch of two papers of a class, kept in it; returns the hash of the document."""
    session = house.session("FIXED")
    with house.office.store.reading() as connection:
        wanted = [("daftar-hadir", f"sesi:{session}"), ("surat-tugas", f"sesi:{session}")]
        made = make_batch(connection, wanted, now=house.clock.now())
    sha256 = files.store_paper(house.office, made.data)
    for part in made.parts:
        house.do(
            "andi",
            files.keep_session_paper,
            session=session,
            kind=part.kind,
            title=part.title,
            sha256=sha256,
            pages=part.pages,
        )
    assert files.stored_bytes(house.office, sha256) == made.data
    return sha256


def test_verify_is_content_with_what_was_kept(house: House) -> None:
    kept(house)
    assert data_folder.verify(house.office).problems == ()


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_verify_finds_a_paper_that_changed_or_is_gone(house: House, damage: str) -> None:
    """One flipped byte in the stored paper, or no file at all."""
    sha256 = kept(house)
    (path,) = [
        one for one in house.access.data_dir.rglob("*") if one.is_file() and sha256[:12] in str(one).replace("/", "")
    ]
    if damage == "missing":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))
    words = "berubah" if damage == "changed" else "hilang"
    assert any(one.startswith(f"lampiran {words}") for one in data_folder.verify(house.office).problems)
