"""The search index says what the tables say after every way a row can change: acts, undo, restore, a destroyed key."""

from __future__ import annotations

import random
import string
import threading
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from db import search_index
from db.engine import connect
from db.faults import StoreInterrupted
from desktop_app.config import Access
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.queries.search import search
from desktop_app.services import data_folder, dispositions, endings, files, intake, notices, request_edits, scan_texts
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.undo import undo
from desktop_app.services.use_case import Act
from tests.office_fixtures import House

OFFICES = ("Dinas Kesehatan", "Kecamatan Sijuk", "Réseau Pengadaan", "RSUD dr. H. Marsidi Judono", "PT Élan (Contoh)")
NAMES = ("Budi Hartono", "Siti Nur'aini", "Ámi Wulandari", "I Made Oka", "Maria Ulfa", "Andi")


def letter(house: House, sender: str, number: str, names: tuple[str, ...] = (), **fields: Any) -> int:
    """Register a letter with named participants."""
    entries = tuple(ParticipantEntry(full_name=name) for name in names)
    values: dict[str, Any] = {
        "sender": sender,
        "topics": ("SPSE_PPK",),
        "participant_count": max(len(names), 1),
        "letter_date": date(2026, 11, 20),
        "letter_number": number,
        "contact_name": "Hendra Saputra",
        "contact_phone": "0812-3456-7890",
        "participants": entries,
    }
    return int(house.do("wulan", intake.register_letter, **{**values, **fields}).value.request)


def equal(house: House) -> None:
    """The lines are those of the tables, and every entry of the trigram index is that of the lines."""
    with house.office.store.reading() as connection:
        assert search_index.problems(connection) == []
    with house.office.store.writing() as unit:
        search_index.check_entries(unit.connection.connection.driver_connection)


def keys(house: House, text: str, **narrowed: Any) -> list[str]:
    """Keys of what is found."""
    with house.office.store.reading() as connection:
        return [hit.key for hit in search(connection, text, **narrowed)]


def test_every_way_of_writing_keeps_the_index_equal(house: House, tmp_path: Path) -> None:
    """Register, edit, name people, dispose with a note, tell, undo, restore from a backup."""
    one = letter(house, "Kecamatan Sijuk", "005/12/SIJUK/2026", ("Budi Hartono",))
    equal(house)
    edited = house.do("wulan", request_edits.edit_request, request=one, subject="Permohonan bimbingan katalog")
    assert keys(house, "katalog") == ["1/2026"]
    undo(house.office, Act(actor=house.actors["wulan"]), seq=edited.seq)
    assert keys(house, "bimbingan katalog") == []
    equal(house)
    house.do("wulan", intake.forward_to_head, request=one)
    house.do("suryadi", dispositions.approve_by_head, request=one, note="Utamakan bendahara desa")
    assert keys(house, "bendahara", kind="note") == ["1/2026"] and keys(house, "bendahara", kind="people") == []
    equal(house)
    made = data_folder.back_up(house.office, tmp_path / "backup")
    other = Access(tmp_path / "restored", house.access.key_file)
    data_folder.restore(other, made.path)
    restored = data_folder.open_office(other, house.clock)
    with restored.store.reading() as connection:
        assert search_index.problems(connection) == []
        assert [hit.key for hit in search(connection, "bendahara")] == ["1/2026"]
    assert data_folder.verify(restored).problems == ()
    restored.store.close()


def test_a_second_verification_does_not_read_the_index_of_the_first(house: House) -> None:
    """SQLite's integrity check keeps the list of segments it saw; those merged away since are no damage."""
    for number in range(35):
        letter(house, OFFICES[number % 5], str(number), ("Budi Hartono",))
        if number % 3 == 2:
            assert data_folder.verify(house.office).problems == ()


def test_an_act_that_changes_nothing_searched_leaves_the_index_alone(house: House) -> None:
    """A pause without a note adds no entry to the index; one with a note does."""

    def entries() -> int:
        with house.office.store.reading() as connection:
            return int(connection.exec_driver_sql("SELECT sum(length(block)) FROM search_index_data").scalar() or 0)

    one = letter(house, "Kecamatan Sijuk", "1", ("Budi Hartono",))
    before = entries()
    house.do("wulan", endings.pause_clock, request=one, cause="system_down")
    assert entries() == before
    house.do("wulan", endings.resume_clock, request=one)
    house.do("wulan", endings.pause_clock, request=one, cause="system_down", note="listrik padam")
    assert entries() != before and keys(house, "listrik") == ["1/2026"]
    equal(house)


def test_rows_changed_behind_the_services_are_noted(house: House) -> None:
    """A raw statement waits for the next transaction; verify says so until then."""
    letter(house, "Kecamatan Sijuk", "1", ("Budi Hartono",))
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("UPDATE person SET full_name = 'Zulkifli Anwar'")
    with house.office.store.reading() as connection:
        assert search_index.problems(connection) != []
    with house.office.store.writing():
        pass
    assert keys(house, "kifli an") == ["1/2026"]
    raw.execute("DELETE FROM search_text")
    search_index.note_all(raw)
    with house.office.store.writing():
        pass
    equal(house)
    raw.close()


def test_a_destroyed_key_takes_the_person_out(house: House) -> None:
    """Nothing of the name is left, not even in the blocks of the index; the case is still found by its number."""
    letter(house, "Kecamatan Sijuk", "7", ("Qyzanwar Xebulon",))
    letter(house, "Dinas Kesehatan", "8", ("Budi Hartono",))
    assert keys(house, "xebu") == ["1/2026"]
    with house.office.store.writing() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE subject_key SET key = NULL "
            "WHERE id IN (SELECT subject_key_id FROM person WHERE full_name LIKE 'Qyz%')"
        )
    assert keys(house, "xebu") == [] and keys(house, "1/2026") == ["1/2026"]
    equal(house)
    raw = connect(house.office.store.path, house.office.store.data_key, read_only=True)
    blocks = b"".join(bytes(row[0]) for row in raw.execute("SELECT block FROM search_index_data"))
    raw.close()
    assert b"xeb" not in blocks and b"qyz" not in blocks


@pytest.fixture
def many(house: House) -> House:
    """Thirty letters of a few offices and people."""
    chance = random.Random(7)
    for number in range(30):
        names = tuple(chance.sample(NAMES, chance.randint(1, 3)))
        letter(house, chance.choice(OFFICES), f"{chance.randint(1, 999)}/{chance.choice('ABC')}-{number}/2026", names)
    return house


def test_found_is_what_contains_every_word(many: House) -> None:
    """Every pair and triple of letters that stands somewhere, in any place of a word, without case and accents."""
    with many.office.store.reading() as connection:
        lines = {
            f"{number}/2026": search_index.plain(" ".join(values))
            for number, *values in connection.exec_driver_sql(
                "SELECT id % 10000000, number, sender, subject, people, note FROM search_text"
            )
        }
        telephone = "0812 3456 7890"
        chance = random.Random(3)
        pairs = {a + b for line in lines.values() for a, b in pairwise(line) if " " not in (a, b)}
        triples = {line[at : at + size] for line in lines.values() for at in range(0, len(line), 5) for size in (3, 5)}
        for asked in [*sorted(pairs), *chance.sample(sorted(triples), 120), "ÉLAN", "nur'a", "qq", '"', "AND", "*"]:
            words = search_index.plain(asked).split()
            if not words or any(len(word) < 2 for word in words) or asked.isdigit():
                continue
            wanted = [key for key, line in lines.items() if all(word in line for word in words)]
            wanted.sort(key=lambda key: -int(key.split("/")[0]))
            assert [hit.key for hit in search(connection, asked)] == wanted, asked
        assert len(search(connection, telephone)) == 30
        for letter_typed in string.ascii_lowercase:
            begins = [key for key, line in lines.items() if any(w.startswith(letter_typed) for w in line.split())]
            assert set(begins) <= {hit.key for hit in search(connection, letter_typed)}


def test_newest_first_narrowed_and_no_counting(many: House) -> None:
    """The typed number comes before the rest; chips narrow by kind, year and standing."""
    assert keys(many, "7")[0] == "7/2026"
    everything = keys(many, "permohonan")
    assert everything == sorted(everything, key=lambda key: -int(key.split("/")[0]))
    assert keys(many, "per", limit=5) == everything[:5]
    assert keys(many, "sijuk", year=2025) == [] and keys(many, "7/2026", year=2025) == []
    assert keys(many, "sijuk", stand="closed") == [] and keys(many, "sijuk", stand="open") == keys(many, "sijuk")
    assert keys(many, "") == keys(many, "   ") == []


def test_a_read_that_is_not_wanted_any_more_ends(many: House) -> None:
    """From another thread, in the middle or before it began; the connection stays good."""
    store = many.office.store
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000000) SELECT count(*) FROM n"
    stop = store.read_stop()
    threading.Timer(0.1, stop.stop).start()
    with pytest.raises(StoreInterrupted), store.reading(stop) as connection:
        connection.exec_driver_sql(slow)
    with pytest.raises(StoreInterrupted), store.reading(stop) as connection:
        connection.exec_driver_sql("SELECT 1")
    late = store.read_stop()
    with store.reading(late) as connection:
        connection.exec_driver_sql("SELECT 1")
    late.stop()
    assert keys(many, "sijuk")


def test_notes_of_a_call_and_an_office_that_is_renamed(house: House) -> None:
    """Whom one spoke to; the office's own name beside what the letter said."""
    told = house.request("NOTIFIED")
    house.do(
        "wulan", notices.record_contact, request=told, channel="telephone", outcome="REACHED", spoken_to="Ibu Zahwa"
    )
    assert len(keys(house, "zahwa")) == 1
    with house.office.store.writing() as unit:
        unit.connection.exec_driver_sql("UPDATE organization SET name = 'Bapperida Contoh'")
    assert keys(house, "bapperida")
    equal(house)


def test_what_a_scan_says_is_found_until_it_is_taken_out(house: House, tmp_path: Path) -> None:
    """The text layer of a PDF, read in the child process; a picture has none and is kept all the same."""
    one = letter(house, "Kecamatan Sijuk", "1", ("Budi Hartono",))
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("Kecamatan Sijuk", ("Bersama ini kami mohon pelatihan zebrafungsi.",)))
    attached = house.do("wulan", files.attach_scan, request=one, file=str(scan))
    assert keys(house, "zebraf", kind="scan") == ["1/2026"] and keys(house, "zebraf", kind="note") == []
    with house.office.store.reading() as connection:
        assert "zebrafungsi" in search(connection, "zebraf")[0].found_in
    equal(house)
    undo(house.office, Act(actor=house.actors["wulan"]), seq=attached.seq)
    assert keys(house, "zebraf") == []
    equal(house)


def _scan(house: House, folder: Path, case: int, words: str) -> Any:
    scan = folder / f"{words.split()[0]}.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", (words,)))
    return house.do("wulan", files.attach_scan, request=case, file=str(scan)).value


def _forget_texts(house: House) -> None:
    """As they lay before the search knew scans: attached, never read."""
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("DELETE FROM attachment_text")
    raw.close()
    with house.office.store.writing():
        pass


def test_scans_attached_the_old_way_are_read_later(house: House, tmp_path: Path) -> None:
    """A few at a time, once; a lost one is passed over and read when it is back; an erased one never."""
    case = letter(house, "Kecamatan Sijuk", "1")
    lost = _scan(house, tmp_path, case, "Memohon bimbingan")
    for words in ("Lampiran kurikulum", "Daftar peralatan"):
        _scan(house, tmp_path, case, words)
    assert keys(house, "kurikulum") == ["1/2026"]
    _forget_texts(house)
    assert keys(house, "kurikulum", kind="scan") == []
    place = files.attachments(house.office).path(lost.sha256)
    place.rename(tmp_path / "hilang")
    last = scan_texts.read_few(house.office, most=2)
    assert keys(house, "bimbingan") == [] and keys(house, "isi kurikulum") == []
    assert keys(house, "lampiran kurikulum") == ["1/2026"] and keys(house, "daftar peralatan") == []
    last = scan_texts.read_few(house.office, last)
    assert keys(house, "daftar peralatan") == ["1/2026"]
    with house.office.store.reading() as connection:
        assert scan_texts.has_unread(connection) and not scan_texts.has_unread(connection, last)
    (tmp_path / "hilang").rename(place)
    scan_texts.read_few(house.office)
    assert keys(house, "memohon bimbingan") == ["1/2026"]
    with house.office.store.reading() as connection:
        assert not scan_texts.has_unread(connection)
    equal(house)
    assert data_folder.verify(house.office).problems == ()
