"""One record a person across requests: found again, merged and split, corrected, erased."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from db import journal
from db.tables_journal import journal_change, subject_key
from db.tables_requests import participant
from db.tables_requests import person as person_table
from db.tables_requests import request as request_table
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.services import data_folder, erasure, files, intake, participants_import, person_records, request_edits
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.undo import undo
from tests.office_fixtures import House

RATNA = ParticipantEntry(full_name="Ratna Dewi", nip="198001012005012001", mobile="081270000001")


def record(house: House, case: int, at: int = 0) -> int:
    """The record behind a place."""
    return int(house.column(participant, house.places(case)[at], "person_id"))


def row(house: House, person: int) -> Any:
    """The record as it stands."""
    with house.office.store.reading() as connection:
        return connection.execute(select(person_table).where(person_table.c.id == person)).mappings().one()


def sound(house: House) -> None:
    """Chain, replay and stored files hold."""
    assert data_folder.verify(house.office).problems == ()


@pytest.mark.parametrize(
    "again",
    [
        ParticipantEntry(full_name="RATNA  DEWI", nip="19800101 200501 2 001"),
        ParticipantEntry(full_name="Ratna Dewi", mobile="+62 812-7000-0001"),
        ParticipantEntry(full_name="ratna dewi"),
    ],
)
def test_the_same_person_is_found_again(house: House, again: ParticipantEntry) -> None:
    """By NIP, by telephone, by name and office, however it was typed; what is new is added."""
    first = record(house, house.letter(participants=(RATNA,)))
    second = record(house, house.letter(participants=(again,)))
    assert second == first
    assert row(house, first)["mobile"] == "081270000001"


@pytest.mark.parametrize(
    "other",
    [
        ParticipantEntry(full_name="Ratna Dewanti", nip=RATNA.nip, mobile=RATNA.mobile),
        ParticipantEntry(full_name="Ratna Dewi", nip="198502022010012002"),
        ParticipantEntry(full_name="Ratna Dewi", mobile="081299999999"),
    ],
)
def test_somebody_else_gets_a_record(house: House, other: ParticipantEntry) -> None:
    """Another name under the same numbers, or the same name with another number, is another person."""
    first = record(house, house.letter(participants=(RATNA,)))
    assert record(house, house.letter(participants=(other,))) != first


def test_the_same_name_of_another_office_is_another_person(house: House) -> None:
    """A name alone says nothing."""
    only_name = ParticipantEntry(full_name="Ratna Dewi")
    first = record(house, house.letter(participants=(only_name,)))
    assert record(house, house.letter(sender="Dinas Lain", participants=(only_name,))) != first


def test_two_of_one_name_on_one_letter_are_two_and_stay_two(house: House) -> None:
    """Nobody gets two places; saving the list again makes nobody new."""
    two = (ParticipantEntry(full_name="Budi Santoso"), ParticipantEntry(full_name="Budi Santoso"))
    case = house.letter(participants=two)
    before = [record(house, case, at) for at in (0, 1)]
    assert before[0] != before[1]
    house.do("wulan", request_edits.set_participants, request=case, participants=two)
    assert [record(house, case, at) for at in (0, 1)] == before


def test_an_applicant_known_by_e_mail_alone_has_one_record(house: House) -> None:
    """The form's applicant and its one participant are the same record."""
    who = ParticipantEntry(full_name="Tono Contoh", email="tono@contoh.id")
    case = house.do("wulan", intake.register_form, applicant=who, topics=("SIKAP",), privacy_notice=True).value.request
    assert record(house, case) == house.column(request_table, case, "applicant_id")
    with house.office.store.reading() as connection:
        assert connection.execute(select(func.count()).where(person_table.c.email == "tono@contoh.id")).scalar() == 1


def test_people_of_a_file_fill_the_free_places_and_make_more(house: House) -> None:
    """Named ones stay; one act, one undo."""
    case = house.letter(people=3, participants=(RATNA,))
    new = tuple(ParticipantEntry(full_name=f"Orang {at}", organization="Dinas Contoh") for at in range(4))
    done = house.do("wulan", participants_import.import_participants, request=case, participants=new)
    assert (done.value.people, done.value.places) == (4, 5)
    assert house.column(request_table, case, "participant_count") == 5
    names = [row(house, record(house, case, at))["full_name"] for at in range(5)]
    assert names == ["Ratna Dewi", "Orang 0", "Orang 1", "Orang 2", "Orang 3"]
    undo(house.office, house.act("wulan"), seq=done.seq)
    assert house.column(request_table, case, "participant_count") == 3
    sound(house)


def test_one_bad_entry_takes_nobody(house: House) -> None:
    """Nothing half taken, and the field is named."""
    case = house.letter(people=3)
    before = [house.column(participant, one, "person_id") for one in house.places(case)]
    bad = (ParticipantEntry(full_name="Baik"), ParticipantEntry(position="tanpa nama"))
    with pytest.raises(UserError) as caught:
        house.do("wulan", participants_import.import_participants, request=case, participants=bad)
    assert caught.value.field == "participants.2.full_name"
    assert [house.column(participant, one, "person_id") for one in house.places(case)] == before


def test_with_seats_given_only_free_places_are_filled(house: House) -> None:
    """A place without a seat would belong to no class."""
    case = house.request("SCHEDULED")
    many = tuple(ParticipantEntry(full_name=f"Orang {at}") for at in range(9))
    with pytest.raises(UserError, match="Kursi sudah dibagi"):
        house.do("wulan", participants_import.import_participants, request=case, participants=many)


def test_merged_and_split_again(house: House) -> None:
    """Places move, empty fields are taken over, and all of it goes back, also long after the toast."""
    early = house.letter(participants=(ParticipantEntry(full_name="Ratna Dewi, S.E.", mobile="081270000077"),))
    late = house.letter(participants=(ParticipantEntry(full_name="Ratna Dewi", nip=RATNA.nip),))
    stays, goes = record(house, late), record(house, early)
    done = house.do("wulan", person_records.merge_people, person=stays, other=goes).value
    assert record(house, early) == record(house, late) == stays
    assert done.filled == ("mobile",) and row(house, stays)["mobile"] == "081270000077"
    again = house.letter(participants=(ParticipantEntry(full_name="Ratna Dewi, S.E.", mobile="081270000077"),))
    assert record(house, again) == stays, "the old name finds the record that stands for it"
    house.do("nurul", person_records.split_people, person=goes)
    assert record(house, early) == goes and record(house, late) == stays
    assert row(house, goes)["superseded_by_id"] is None
    sound(house)


def test_two_on_one_letter_are_not_one(house: House) -> None:
    """One person has one place."""
    case = house.letter(participants=(RATNA, ParticipantEntry(full_name="Ratna Dewanti")))
    with pytest.raises(RuleRefusal, match="terdaftar pada surat"):
        house.do("wulan", person_records.merge_people, person=record(house, case), other=record(house, case, 1))
    with pytest.raises(UserError, match="dua catatan yang berbeda"):
        house.do("wulan", person_records.merge_people, person=record(house, case), other=record(house, case))


def test_a_correction_is_everywhere_and_makes_a_number_good_again(house: House) -> None:
    """The form follows its applicant; a flagged number counts as reachable when it changes."""
    case = house.do(
        "wulan", intake.register_form, applicant=RATNA, topics=("SIKAP",), privacy_notice=True
    ).value.request
    who = record(house, case)
    with house.office.store.writing() as unit:
        unit.connection.execute(person_table.update().where(person_table.c.id == who).values(mobile_unreachable=True))
    entry = ParticipantEntry(full_name="Ratna Dewi, S.E.", nip=RATNA.nip, mobile="081270000009")
    done = house.do("wulan", person_records.correct_person, person=who, entry=entry)
    found = row(house, who)
    assert (found["full_name"], found["mobile"], found["mobile_unreachable"]) == (
        "Ratna Dewi, S.E.",
        "081270000009",
        False,
    )
    assert house.column(request_table, case, "sender_name") == "Ratna Dewi, S.E."
    assert house.column(request_table, case, "contact_phone") == "081270000009"
    undo(house.office, house.act("wulan"), seq=done.seq)
    assert row(house, who)["full_name"] == "Ratna Dewi"
    with pytest.raises(UserError, match="Nama belum diisi"):
        house.do("wulan", person_records.correct_person, person=who, entry=ParticipantEntry())


def test_an_erased_person_is_nowhere_and_the_journal_still_verifies(house: House, tmp_path: Any) -> None:
    """Key, words, scan and merged records go; the register's line, the chain and other people stay."""
    case = house.do(
        "wulan", intake.register_form, applicant=RATNA, topics=("SIKAP",), privacy_notice=True, note="rahasia"
    ).value.request
    letter = house.letter(participants=(ParticipantEntry(full_name="Dewi Ratna"), ParticipantEntry(full_name="Budi")))
    scan = tmp_path / "ratna.pdf"
    scan.write_bytes(sample_letter("Ratna Dewi", ("satu baris",)))
    kept = house.do("wulan", files.attach_scan, request=case, file=str(scan)).value.sha256
    who, other, budi = record(house, case), record(house, letter), record(house, letter, 1)
    house.do("wulan", person_records.merge_people, person=who, other=other)
    with pytest.raises(UserError, match="berita acara"):
        house.do("nurul", erasure.erase_people, people=(who,), destruction_number=" ")
    done = house.do("nurul", erasure.erase_people, people=(who,), destruction_number="000.5.6/12/2028").value
    assert done.requests == (case,)
    assert not files.attachments(house.office).exists(kept)
    assert erasure.remove_erased_files(house.office) == ()
    for one in (who, other):
        gone = row(house, one)
        assert (gone["full_name"], gone["nip"], gone["mobile"]) == ("data dihapus", "", "")
        assert gone["erased_at"] is not None
    assert house.column(request_table, case, "sender_name") == "data dihapus"
    assert house.column(request_table, case, "agenda_number") > 0
    assert row(house, budi)["full_name"] == "Budi"
    sound(house)
    raw = b"".join(path.read_bytes() for path in house.access.data_dir.rglob("*") if path.is_file())
    assert b"Ratna" not in raw
    with house.office.store.reading() as connection:
        keys = connection.execute(
            select(subject_key.c.key).where(subject_key.c.id == row(house, who)["subject_key_id"])
        ).scalars()
        assert list(keys) == [None]
        images = "".join(str(one) for one in connection.execute(select(journal_change.c.after)).scalars())
        assert "Ratna" not in images and "081270000001" not in images
        assert journal.verify_chain(connection).problems == []


def test_an_erased_record_can_neither_be_merged_nor_corrected(house: House) -> None:
    """And a new person of that name gets a record of his own."""
    case = house.letter(participants=(RATNA,))
    who = record(house, case)
    house.do("nurul", erasure.erase_people, people=(who,), destruction_number="1")
    with pytest.raises(UserError, match="sudah dihapus"):
        house.do("wulan", person_records.correct_person, person=who, entry=RATNA)
    assert record(house, house.letter(participants=(RATNA,))) != who
