"""Steps 6 and 7 by the services: every branch of DOMAIN 8.4 that begins with a call, and the letters that go out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.tables_requests import archive_file, person
from db.tables_requests import participant as participant_table
from db.tables_requests import request as request_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries import cases, session_read
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.register_span import Span
from desktop_app.queries.registers_read import outgoing_lines
from desktop_app.queries.reminders import reminders
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.queries.timeline import timeline
from desktop_app.services import agenda, notices, outgoing, request_edits, scheduling, session_moves, sessions, telling
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.undo import undo
from tests.office_fixtures import House


def case_of(house: House, request: int) -> CaseRow:
    """A case as it is on disk."""
    with house.office.store.reading() as connection:
        return cases.case(connection, request, house.clock.now())


def class_of(house: House, session: int) -> SessionDetail:
    """A class with its people."""
    with house.office.store.reading() as connection:
        return session_read.session(connection, session, house.clock.now())


def fixed(house: House, **fields: Any) -> int:
    """A letter whose class is fixed, nobody told yet."""
    made = house.request("SCHEDULED", **fields)
    house.do("nurul", sessions.fix_session, session=house.session_of(made))
    return made


def tell(house: House, request: int, **fields: Any) -> None:
    """Call everybody of a request in its class."""
    values: dict[str, Any] = {
        "channel": "telephone",
        "outcome": "REACHED",
        "participants": tuple(house.places(request)),
    }
    house.do("wulan", telling.tell_people, session=house.session_of(request), **{**values, **fields})


def test_call_and_answer_are_one_act_and_one_undo(house: House) -> None:
    """Told and confirmed with one key: the journal has one entry, undo takes back both, the history names it."""
    case = fixed(house)
    house.do("wulan", notices.archive_letter, request=case, storage_location="Lemari 1")
    before = house.state(case)
    done = house.do(
        "wulan",
        telling.tell_people,
        session=house.session_of(case),
        participants=tuple(house.places(case)),
        channel="telephone",
        outcome="REACHED",
        answer="PRESENT",
    )
    assert (before, house.state(case)) == ("SCHEDULED", "CONFIRMED")
    undo(house.office, house.act("wulan"), seq=done.seq)
    after = case_of(house, case)
    assert (after.state, after.contacts, after.confirmations) == ("SCHEDULED", (), ())


def test_people_of_two_letters_at_once_stand_in_both_histories(house: House) -> None:
    """One act on the class; each letter's step 6 ends and each letter's history tells it."""
    first = fixed(house)
    second = house.request("SCHEDULING")
    session = house.session_of(first)
    house.because("nurul", scheduling.schedule_request, "urutan disetujui", request=second, session=session)
    everybody = (*house.places(first), *house.places(second))
    house.do("wulan", telling.tell_people, session=session, participants=everybody, channel="sms", outcome="SENT")
    with house.office.store.reading() as connection:
        for request in (first, second):
            assert timeline(connection, request)[0].action == "tell_people"
            assert len(case_of(house, request).contacts) == 2


def test_a_group_is_one_attempt_through_its_contact_person(house: House) -> None:
    """The answer is for each of them."""
    case = fixed(house)
    tell(house, case, through_contact=True, answer="PRESENT")
    found = case_of(house, case)
    assert [one.participant_id for one in found.contacts] == [None]
    assert [one.answer for one in found.confirmations] == ["PRESENT", "PRESENT"]


def test_bad_choices_are_refused_beside_their_field(house: House) -> None:
    """Unknown words, nobody chosen, somebody without a seat."""
    case = fixed(house)
    for field, wrong in (("channel", "merpati"), ("outcome", "HALLO"), ("answer", "MUNGKIN"), ("participants", ())):
        with pytest.raises(UserError) as caught:
            tell(house, case, **{field: wrong})
        assert caught.value.field == field
    other = fixed(house)
    with pytest.raises(RuleRefusal, match="tidak punya kursi"):
        tell(house, case, participants=tuple(house.places(other)))


def test_wrong_numbers_are_flagged_at_their_source_and_cleared(house: House) -> None:
    """A person's own number at the person, the contact's at the letter; another number or a reached call clears it."""
    own = fixed(house, participants=(ParticipantEntry(full_name="Ada Umpama", mobile="081200000555"),), people=1)
    (place,) = house.places(own)
    someone = house.column(participant_table, place, "person_id")
    tell(house, own, outcome="WRONG_NUMBER")
    assert house.column(person, someone, "mobile_unreachable")
    assert not house.column(request_table, own, "contact_phone_unreachable")
    tell(house, own)
    assert not house.column(person, someone, "mobile_unreachable")
    tell(house, own, outcome="WRONG_NUMBER", through_contact=True)
    assert house.column(request_table, own, "contact_phone_unreachable")
    house.do("wulan", request_edits.edit_request, request=own, contact_phone="081200000999")
    assert not house.column(request_table, own, "contact_phone_unreachable")
    tell(house, own, channel="email", outcome="BOUNCED")
    assert house.column(request_table, own, "contact_email_unreachable")


def test_the_time_to_answer_begins_with_the_first_notice(house: House) -> None:
    """Fixed on one day, told two working days later: the deadline moves with the notice, a second call does not."""
    case = fixed(house)
    first = house.column(request_table, case, "confirm_by")
    house.clock.advance(days=2)
    tell(house, case, outcome="NO_ANSWER")
    assert house.column(request_table, case, "confirm_by") == first
    tell(house, case, outcome="REACHED")
    moved = house.column(request_table, case, "confirm_by")
    assert moved == first + timedelta(days=2)
    house.clock.advance(days=1)
    tell(house, case, outcome="REACHED")
    assert house.column(request_table, case, "confirm_by") == moved


def test_no_answer_is_listed_and_its_seat_released_by_the_kasubbag(house: House) -> None:
    """Three attempts, two days, two channels; after the deadline the seats go back and the line is named."""
    case = house.request("NOTIFIED")
    session = house.session_of(case)
    first, second = house.places(case)
    tell(house, case, outcome="NO_ANSWER", participants=(first,))
    with pytest.raises(RuleRefusal, match="belum lewat"):
        house.because("nurul", telling.release_unanswered, "x", session=session, participants=(first,))
    house.clock.advance(days=5)
    tell(house, case, channel="sms", outcome="SENT", participants=(first,))
    with house.office.store.reading() as connection:
        rows = reminders(connection, house.clock.now())
    assert [(one.person.participant_id, one.overdue) for one in rows] == [(first, True), (second, True)]
    assert rows[0].person.tries.enough and not rows[1].person.tries.enough
    assert rows[0].deadline_words.startswith("lewat ")
    tell(house, case, answer="PRESENT", participants=(second,))
    house.because("nurul", telling.release_unanswered, "tidak menjawab", session=session, participants=(first,))
    with pytest.raises(RuleRefusal, match="sudah menjawab"):
        house.because("nurul", telling.release_unanswered, "x", session=session, participants=(second,))
    found = case_of(house, case)
    assert {one.participant_id: one.answer for one in found.confirmations} == {first: "NO_ANSWER", second: "PRESENT"}
    assert found.state == "CONFIRMED"


def test_seats_kept_after_the_deadline_say_who_never_answered(house: House) -> None:
    """The other choice: everybody keeps his seat, the silence is on record."""
    case = house.request("NOTIFIED")
    first, second = house.places(case)
    tell(house, case, answer="PRESENT", participants=(first,))
    house.because("nurul", notices.close_confirmation, "kursi cukup", request=case)
    found = case_of(house, case)
    assert found.state == "CONFIRMED"
    assert {one.participant_id: one.answer for one in found.confirmations} == {first: "PRESENT", second: "NO_ANSWER"}


def test_after_a_reschedule_the_board_shows_who_believes_the_old_date(house: House) -> None:
    """Both told, the class moves, one is told again: the other still knows the old date until he is told."""
    case = house.request("NOTIFIED")
    tell(house, case, answer="PRESENT", through_contact=True)
    old = class_of(house, house.session_of(case)).row.days_text
    moved = house.because(
        "nurul", session_moves.move_session, "banjir", session=house.session_of(case), first_day=house.free_day()
    )
    new = moved.value.session
    assert {one.knows for one in class_of(house, new).people} == {old}
    first, _ = house.places(case)
    tell(house, case, participants=(first,))
    assert [(one.told, one.knows) for one in class_of(house, new).people] == [(True, ""), (False, old)]
    with house.office.store.reading() as connection:
        (row,) = (one for one in session_read.notice_board(connection, house.clock.now()) if one.session.id == new)
    assert row.believe_old == 1 and "1 tahu tanggal lama" in row.counts
    tell(house, case, channel="sms", outcome="SENT")
    assert not [one for one in class_of(house, new).people if one.knows]


def test_the_old_name_stays_as_replaced(house: House) -> None:
    """ "digantikan oleh": call, substitution and the new person's answer in one act."""
    case = house.request("NOTIFIED")
    first, _ = house.places(case)
    done = house.because(
        "wulan",
        notices.substitute_participant,
        "sakit",
        request=case,
        participant=first,
        substitute=ParticipantEntry(full_name="Pengganti Umpama"),
        channel="whatsapp",
        outcome="REACHED",
    )
    gone = {one.participant_id: one for one in class_of(house, house.session_of(case)).released}
    assert gone[first].replaced_by == "Pengganti Umpama"
    assert case_of(house, case).contacts[0].channel == "whatsapp"
    undo(house.office, house.act("wulan"), seq=done.seq)
    assert first in house.places(case)


def test_the_letter_is_filed_with_place_code_and_file(house: House) -> None:
    """The file defaults to the letter's own number."""
    case = house.request("REGISTERED")
    house.do("wulan", notices.archive_letter, request=case, storage_location="Lemari 1")
    found = case_of(house, case)
    assert found.archive_file is not None
    assert (found.archive_file.dossier, found.archive_file.classification_code) == (found.key, "800.2.4.1")
    fields: dict[str, Any] = {
        "storage_location": "Lemari 2",
        "classification_code": "000.5.3.1",
        "dossier": "Training 2026",
    }
    house.do("wulan", notices.archive_letter, request=case, **fields)
    row = case_of(house, case).archive_file
    assert row is not None
    assert (row.storage_location, row.classification_code, row.dossier) == tuple(fields.values())
    assert house.column(archive_file, row.id, "dossier") == "Training 2026"


# --- letters -------------------------------------------------------------------------------------


def issue(house: House, case: int, kind: str = "undangan", reason: str | None = None, **fields: Any) -> str:
    """Issue a letter; its number."""
    envelope = {"reason": reason} if reason else None
    return str(
        house.do("wulan", outgoing.issue_letter, envelope=envelope, request=case, kind=kind, **fields).value.number
    )


def test_a_letter_fills_in_whom_and_what_it_is_about(house: House) -> None:
    """Subject by kind, addressee from the letter, the class it is about."""
    case = fixed(house, signer_position="Direktur")
    issue(house, case)
    (letter,) = case_of(house, case).letters
    assert (letter.subject, letter.addressee) == ("Pemberitahuan Jadwal Training", "Direktur RSUD Contoh Sehat")
    assert letter.session_id == house.session_of(case) and letter.sent_at is None


def test_the_same_letter_twice_needs_a_reason(house: House) -> None:
    """And gets the next number with it."""
    case = fixed(house)
    assert "/1/PBJ/" in issue(house, case)
    with pytest.raises(NeedsReason, match="sudah bernomor"):
        issue(house, case)
    assert "/2/PBJ/" in issue(house, case, reason="surat pertama rusak")


def test_a_date_before_the_last_letter_gets_an_inserted_number(house: House) -> None:
    """Only with a reason, behind the last number of its day, shown in the book; the plain row goes on."""
    cases_ = [fixed(house) for _ in range(4)]
    day = today(house.clock.now())
    issue(house, cases_[0], letter_date=day - timedelta(days=3))
    issue(house, cases_[1], letter_date=day)
    back = day - timedelta(days=1)
    with pytest.raises(NeedsReason, match="nomor sisipan"):
        issue(house, cases_[2], letter_date=back)
    assert "/1.a/PBJ/" in issue(house, cases_[2], letter_date=back, reason="surat tertinggal")
    assert "/1.b/PBJ/" in issue(house, cases_[3], letter_date=back, reason="surat tertinggal")
    with pytest.raises(RuleRefusal, match="Belum ada nomor"):
        issue(house, cases_[3], "perubahan", letter_date=day - timedelta(days=9), reason="x")
    assert "/3/PBJ/" in issue(house, cases_[3], "perubahan", letter_date=day)
    with house.office.store.reading() as connection:
        lines = list(outgoing_lines(connection, Span(year=day.year)))
    assert [one.full_number.split("/")[1] for one in lines] == ["1", "1.a", "1.b", "2", "3"]
    assert lines[1].inserted_reason == "surat tertinggal"


def test_an_outside_book_gives_the_number(house: House) -> None:
    """SRIKANDI: typed, required, unique; with an own book it is refused."""
    first, second = fixed(house), fixed(house)
    with pytest.raises(UserError, match="bernomor sendiri"):
        issue(house, first, external_number="800/1/SRIKANDI")
    house.do("nurul", agenda.open_agenda_book, direction="outgoing", year=2026, source="external")
    with pytest.raises(UserError, match="belum diisi"):
        issue(house, first)
    assert issue(house, first, external_number="800/1/SRIKANDI") == "800/1/SRIKANDI"
    with pytest.raises(UserError, match="sudah dipakai"):
        issue(house, second, external_number="800/1/SRIKANDI")


def test_a_letter_is_sent_or_struck_out_once(house: House) -> None:
    """Sent by the letter channel or by its own act; a struck number is never used again."""
    case = fixed(house)
    issue(house, case)
    (letter,) = case_of(house, case).letters
    house.because("wulan", outgoing.void_letter, "salah ketik", request=case, letter=letter.id)
    with pytest.raises(UserError, match="tidak ditemukan"):
        house.do("wulan", outgoing.send_letter, request=case, letter=letter.id)
    assert "/2/PBJ/" in issue(house, case)
    tell(house, case, channel="letter", outcome="SENT")
    (letter,) = case_of(house, case).letters
    assert letter.sent_at is not None
    with pytest.raises(RuleRefusal, match="sudah dikirim"):
        house.because("wulan", outgoing.void_letter, "x", request=case, letter=letter.id)
    with pytest.raises(RuleRefusal, match="sudah tercatat"):
        house.do("wulan", outgoing.send_letter, request=case, letter=letter.id)


def test_a_template_that_lacks_a_part_refuses_before_a_number_is_taken(house: House) -> None:
    """Nothing is numbered, the sentence says where to mend it; the next letter is number 1."""
    from desktop_app.services import office_calendar

    case = fixed(house)
    house.do("nurul", office_calendar.save_setting, name="outgoing_unit", value="", valid_from=date(2026, 1, 1))
    with pytest.raises(UserError, match="Kop dan nomor surat"):
        issue(house, case)
    house.do("nurul", office_calendar.save_setting, name="outgoing_unit", value="PBJ", valid_from=date(2026, 1, 2))
    assert "/1/PBJ/" in issue(house, case)
