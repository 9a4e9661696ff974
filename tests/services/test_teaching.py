"""Step 8 in its corners: half days, leaving early, pauses, a substitute trainer, questionnaires, certificates."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from db.tables_schedule import attendance, session_day, session_trainer
from db.tables_schedule import session as session_table
from db.tables_teaching import certificate, questionnaire_reply, session_pause
from desktop_app.errors import NotAllowed, RuleRefusal, UserError
from desktop_app.office_time import from_wall, today
from desktop_app.services import certificates, class_pauses, office_calendar, questionnaires, trainer_change, training
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.training import AttendanceEntry
from tests.office_fixtures import House


def people(house: House, session: int) -> list[int]:
    from tests.services.deeds import _people_in

    return list(_people_in(house, session))


def rows(house: House, table: Any, session: int) -> list[Any]:
    with house.office.store.reading() as connection:
        return list(connection.execute(select(table).where(table.c.session_id == session).order_by(table.c.id)).all())


def mark(house: House, session: int, **fields: Any) -> None:
    day = today(house.clock.now())
    house.do("andi", training.record_attendance, session=session, day=day, entries=(AttendanceEntry(**fields),))


def test_a_half_day_is_kept_beside_the_day(house: House) -> None:
    """Present in the morning, sick after the break; the same status twice is a whole day again."""
    session = house.session("RUNNING")
    who = people(house, session)[0]
    mark(house, session, participant=who, status="PRESENT", afternoon="SICK")
    row = next(one for one in rows(house, attendance, session) if one.participant_id == who)
    assert (row.status, row.afternoon) == ("PRESENT", "SICK")
    assert row.arrived_at is not None
    mark(house, session, participant=who, status="PRESENT", afternoon="PRESENT")
    row = next(one for one in rows(house, attendance, session) if one.participant_id == who)
    assert (row.status, row.afternoon) == ("PRESENT", None)


def test_leaving_early_keeps_the_arrival(house: House) -> None:
    session = house.session("RUNNING")
    who = people(house, session)[0]
    mark(house, session, participant=who)
    came = next(one for one in rows(house, attendance, session) if one.participant_id == who).arrived_at
    left = house.clock.now()
    mark(house, session, participant=who, left_at=left)
    row = next(one for one in rows(house, attendance, session) if one.participant_id == who)
    assert (row.arrived_at, row.left_at) == (came, left)
    with pytest.raises(UserError, match="tidak sesudah jam datang"):
        mark(house, session, participant=who, left_at=came - timedelta(minutes=5))
    with pytest.raises(UserError, match="pada hari kelas itu"):
        mark(house, session, participant=who, left_at=came - timedelta(days=1))
    mark(house, session, participant=who, status="ABSENT")
    row = next(one for one in rows(house, attendance, session) if one.participant_id == who)
    assert (row.arrived_at, row.left_at) == (None, None)


def test_a_voided_mark_counts_as_never_made_and_can_be_made_again(house: House) -> None:
    session = house.session("RUNNING")
    who, day = people(house, session)[0], today(house.clock.now())
    mark(house, session, participant=who, status="EXCUSED")
    house.because("andi", training.void_attendance, "salah orang", session=session, participant=who, day=day)
    with pytest.raises(RuleRefusal, match="Belum ada catatan hadir"):
        house.because("andi", training.void_attendance, "lagi", session=session, participant=who, day=day)
    mark(house, session, participant=who)
    row = next(one for one in rows(house, attendance, session) if one.participant_id == who)
    assert (row.status, row.voided_at) == ("PRESENT", None)


def test_power_fails_and_comes_back(house: House) -> None:
    """While a class stands still it cannot be finished; a second stop is refused."""
    session = house.session("RUNNING")
    house.do("andi", class_pauses.pause_class, session=session, cause="power", note="gardu")
    with pytest.raises(RuleRefusal, match="sudah dihentikan"):
        house.do("andi", class_pauses.pause_class, session=session, cause="flood")
    with pytest.raises(RuleRefusal, match="sedang dihentikan"):
        house.do("andi", training.finish_session, session=session)
    house.do("andi", class_pauses.resume_class, session=session)
    (pause,) = rows(house, session_pause, session)
    assert (pause.outcome, pause.cause, pause.note) == ("CONTINUED", "power", "gardu")
    assert pause.ends_at > pause.starts_at
    with pytest.raises(RuleRefusal, match="tidak sedang"):
        house.do("andi", class_pauses.resume_class, session=session)
    with pytest.raises(UserError, match="Sebab"):
        house.do("andi", class_pauses.pause_class, session=session, cause="malas")
    house.do("andi", training.finish_session, session=session)


def test_a_stop_noted_afterwards_has_both_ends(house: House) -> None:
    """On one day, behind us, not over another stop; it leaves the class running."""
    session = house.session("RUNNING")
    now = house.clock.now()
    begin = now - timedelta(minutes=30)
    stop = partial(house.do, "andi", class_pauses.pause_class, session=session, cause="network")
    for ends, sentence in (
        (begin - timedelta(minutes=1), "sesudah jam berhenti"),
        (begin + timedelta(days=1), "hari yang sama"),
        (now + timedelta(minutes=45), "belum terjadi"),
    ):
        with pytest.raises(UserError, match=sentence):
            stop(starts_at=begin, ends_at=ends)
    stop(starts_at=begin, ends_at=begin + timedelta(minutes=10))
    (pause,) = rows(house, session_pause, session)
    assert (pause.outcome, pause.ends_at) == ("CONTINUED", begin + timedelta(minutes=10))
    with pytest.raises(UserError, match="sudah tercatat berhenti"):
        stop(starts_at=begin + timedelta(minutes=5), ends_at=begin + timedelta(minutes=20))
    stop()
    with pytest.raises(RuleRefusal):
        house.do("andi", class_pauses.pause_class, session=session, cause="flood")


def test_a_class_of_another_day_is_not_paused(house: House) -> None:
    """Before its day a class is put off by the Kasubbag, not paused."""
    session = house.session("FIXED")
    with pytest.raises(RuleRefusal, match="bukan hari kelas"):
        house.do("andi", class_pauses.pause_class, session=session, cause="flood")


def test_the_rest_is_held_as_a_follow_on_class(house: House) -> None:
    """The same people sit in both; the case is trained only when the second is over, and is told the new date."""
    request = house.request("CONFIRMED")
    session = house.session_of(request)
    with house.office.store.reading() as connection:
        days = connection.execute(select(session_day.c.day).where(session_day.c.session_id == session)).scalars().all()
    house.clock.put(from_wall(datetime.combine(days[-1], time(9, 0))))
    entries = tuple(AttendanceEntry(participant=one) for one in people(house, session))
    house.do("andi", training.record_attendance, session=session, day=days[-1], entries=entries)
    house.do("andi", class_pauses.pause_class, session=session, cause="flood")
    with pytest.raises(NotAllowed):
        house.do("andi", class_pauses.plan_follow_on, session=session, first_day=house.free_day())
    with pytest.raises(UserError, match="lanjutan mulai sesudah"):
        house.do("nurul", class_pauses.plan_follow_on, session=session, first_day=days[-1])
    made = house.do("nurul", class_pauses.plan_follow_on, session=session, first_day=house.free_day()).value
    assert made.follow_on is not None
    assert people(house, made.follow_on) == people(house, session)
    assert house.state(request) == "SCHEDULED"
    house.do("andi", training.finish_session, session=session)
    assert house.state(request) != "TRAINED"
    assert house.column(session_table, made.follow_on, "title").endswith("(lanjutan)")
    (pause,) = rows(house, session_pause, session)
    assert (pause.outcome, pause.follow_on_id) == ("FOLLOW_ON", made.follow_on)
    house.clock.advance(days=60)
    house.do("andi", training.finish_session, session=made.follow_on)
    assert house.state(request) == "TRAINED"


def test_a_substitute_stands_in_with_the_reason(house: House) -> None:
    session = house.session("FIXED")
    house.because(
        "nurul", trainer_change.substitute_trainer, "demam", session=session, trainer="andi", substitute="maya"
    )
    old, new = rows(house, session_trainer, session)
    assert old.voided_at is not None and old.reason == "demam"
    assert (new.replaces_id, new.reason, new.voided_at) == (old.officer_id, "demam", None)
    with pytest.raises(RuleRefusal, match="tidak mengajar"):
        house.because(
            "nurul", trainer_change.substitute_trainer, "x", session=session, trainer="andi", substitute="reza"
        )
    with pytest.raises(UserError, match="sudah mengajar"):
        house.because(
            "nurul", trainer_change.substitute_trainer, "x", session=session, trainer="maya", substitute="maya"
        )


def test_a_questionnaire_is_checked_and_numbered(house: House) -> None:
    session = house.session("DONE")
    made = [
        house.do("andi", questionnaires.record_questionnaire, session=session, marks=marks).value.sheet_no
        for marks in ((1, 2, 3, 4, 0), (4, 4, 4, 4, 4))
    ]
    assert made == [1, 2]
    for wrong, sentence in (((1, 2), "5 pertanyaan"), ((1, 2, 3, 4, 9), "1 sampai 4"), ((0,) * 5, "kosong")):
        with pytest.raises(UserError, match=sentence):
            house.do("andi", questionnaires.record_questionnaire, session=session, marks=wrong)
    first = rows(house, questionnaire_reply, session)[0]
    assert first.questions[0] == "Materi sesuai dengan kebutuhan pekerjaan"
    house.because("andi", questionnaires.void_questionnaire, "dua kali", session=session, reply=first.id)
    with pytest.raises(RuleRefusal, match="sudah dibatalkan"):
        house.because("andi", questionnaires.void_questionnaire, "lagi", session=session, reply=first.id)


def test_certificates_only_when_the_office_wants_them_and_for_those_who_came(house: House) -> None:
    session = house.session("RUNNING")
    guest = ParticipantEntry(full_name="Tamu Umpama", mobile="081200000777")
    walked = house.do("andi", training.add_walk_in, session=session, person=guest, privacy_notice=True).value
    first = people(house, session)[0]
    mark(house, session, participant=first)
    mark(house, session, participant=walked.participant, afternoon="ABSENT")
    house.do("andi", training.finish_session, session=session)
    with pytest.raises(RuleRefusal, match="tidak menerbitkan sertifikat"):
        house.do("nurul", certificates.issue_certificates, session=session)
    house.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    with pytest.raises(RuleRefusal, match="tidak mencapai"):
        house.do("nurul", certificates.issue_certificates, session=session, participants=(walked.participant,))
    issued = house.do("nurul", certificates.issue_certificates, session=session).value.numbers
    came = [one for one in people(house, session) if one != walked.participant]
    assert issued == tuple(f"{at:03d}/SERT/PBJ/XII/2026" for at in range(1, len(came) + 1))
    assert house.do("nurul", certificates.issue_certificates, session=session).value.numbers == ()
    house.because("nurul", certificates.void_certificate, "nama salah", session=session, participant=first)
    again = house.do("nurul", certificates.issue_certificates, session=session).value.numbers
    assert again == (f"{len(came) + 1:03d}/SERT/PBJ/XII/2026",)
    kept = rows(house, certificate, session)
    assert [one.void_reason for one in kept if one.participant_id == first] == ["nama salah", None]
    assert len({one.token for one in kept}) == len(came) + 1
    with pytest.raises(UserError, match="0 sampai 100"):
        house.do("nurul", office_calendar.save_setting, name="certificate_percent", value=101)
