"""The earliest day with its reasons, what wants a decision, and the remedy one button offers (issue B 3, 4, 5, 7)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from desktop_app.documents.calendar_file import ClassEvent, render_calendar
from desktop_app.errors import UserError
from desktop_app.queries.earliest import earliest_date
from desktop_app.queries.schedule_watch import RemedyKind, concerns, under_minimum
from desktop_app.services import office_calendar, office_places, scheduling, sessions
from desktop_app.services.office_calendar import ClosedDayEntry
from tests.queries.conftest import Desk

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def test_the_earliest_day_is_tomorrow_when_everything_is_free(desk: Desk) -> None:
    request = desk.approved(desk.letter())
    with desk.reading() as connection:
        found = earliest_date(connection, request, desk.now)
    # Friday 4 December begins a two-day class that would run into Saturday
    assert found.day == date(2026, 12, 7)
    assert [one.day for one in found.failed] == [date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6)]
    assert found.sentence.startswith("Paling cepat Sen, 7 Des 2026 (")
    assert found.sentence.endswith("), karena 4 Des: Sab 5 akhir pekan.")
    assert [(one.days_text, one.reason) for one in found.spans] == [
        ("Jum, 4 Des 2026", "Sab 5: akhir pekan"),
        ("5–6 Des", "akhir pekan"),
    ]


def test_the_day_that_is_named_is_one_the_drop_accepts(desk: Desk) -> None:
    """Seats set aside for individuals give way to a group that needs a class of its own, here as in the service."""
    request = desk.approved(desk.letter(participant_count=19, participants=()))
    desk.do("nurul", office_calendar.save_setting, name="reserved_for_individuals", value=3)
    with desk.reading() as connection:
        found = earliest_date(connection, request, desk.now)
    assert found.day == date(2026, 12, 7)
    placed = desk.do(
        "nurul",
        scheduling.schedule_request,
        request=request,
        first_day=found.day,
        room=found.room_code,
        trainers=found.trainer_handles,
    )
    assert placed.state == "SCHEDULED"


def test_a_class_of_the_topic_with_room_comes_first(desk: Desk) -> None:
    request = desk.approved(desk.letter())
    made = desk.do(
        "nurul", sessions.create_session, topic="spse-ppk", first_day=date(2026, 12, 7), room="lab", trainers=("andi",)
    )
    with desk.reading() as connection:
        found = earliest_date(connection, request, desk.now)
    assert (found.day, found.session_id) == (date(2026, 12, 7), made.session)


def test_an_individual_waits_for_a_class_made_for_others(desk: Desk) -> None:
    request = desk.approved(desk.form())
    with desk.reading() as connection:
        found = earliest_date(connection, request, desk.now)
    assert found.day is None and "Belum ada hari yang cocok" in found.sentence
    assert any("belum ada kelas topik ini" in one.reason for one in found.failed)


def test_an_unknown_request_is_said_to_be_unknown(desk: Desk) -> None:
    with desk.reading() as connection, pytest.raises(UserError):
        earliest_date(connection, 999, desk.now)


def test_a_holiday_declared_later_is_a_concern_with_another_day_as_remedy(desk: Desk) -> None:
    session = desk.scheduled(desk.approved(desk.letter()))
    desk.do(
        "nurul",
        office_calendar.add_closed_day,
        days=(ClosedDayEntry(day=date(2026, 12, 15), kind="local", name="HUT Kabupaten"),),
    )
    with desk.reading() as connection:
        (found,) = concerns(connection, *DECEMBER, desk.now)
    assert found.row.id == session and "HUT Kabupaten" in found.clash.sentence
    assert found.remedy is not None
    assert (found.remedy.kind, found.remedy.first_day) == (RemedyKind.OTHER_DAY, date(2026, 12, 16))


def test_a_trainer_who_falls_ill_is_replaced_by_one_who_teaches_the_topic(desk: Desk) -> None:
    desk.scheduled(desk.approved(desk.letter()))
    desk.do(
        "nurul",
        office_places.add_absence,
        trainer="andi",
        first_day=date(2026, 12, 15),
        last_day=date(2026, 12, 15),
        cause="sakit",
    )
    with desk.reading() as connection:
        (found,) = concerns(connection, *DECEMBER, desk.now)
    assert "Andi Pratama sakit" in found.clash.sentence
    assert found.remedy is not None and found.remedy.kind is RemedyKind.OTHER_DAY, "nobody else teaches it"
    desk.do("nurul", office_places.set_competence, trainer="maya", topics=("spse-ppk",))
    with desk.reading() as connection:
        (found,) = concerns(connection, *DECEMBER, desk.now)
    assert found.remedy is not None
    assert (found.remedy.kind, found.remedy.fields) == (RemedyKind.OTHER_TRAINER, {"trainers": ("maya",)})


def test_too_few_people_two_working_days_before_the_class(desk: Desk) -> None:
    desk.scheduled(desk.approved(desk.letter()), first_day=date(2026, 12, 7))
    with desk.office.store.writing() as unit:
        unit.connection.exec_driver_sql("UPDATE topic SET min_participants = 5")
    with desk.reading() as connection:
        assert [row.days[0] for row in under_minimum(connection, desk.now)] == [date(2026, 12, 7)]
    desk.at(9, days=-1)
    with desk.reading() as connection:
        assert under_minimum(connection, desk.now) == ()


def test_the_calendar_file_has_one_event_a_day_in_the_offices_time() -> None:
    event = ClassEvent(
        key="sesi:12",
        topic="SPSE untuk PPK; lanjutan",
        days=(date(2026, 12, 15), date(2026, 12, 16)),
        starts=time(8, 30),
        ends=time(15, 0),
        place="Ruang Pelatihan LPSE, lantai 2",
        trainers=("Andi Pratama",),
        state="Tetap",
    )
    data = render_calendar((event,), made_at=datetime(2026, 12, 3, 2, 0, tzinfo=UTC))
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(one["uid"]) for one in events] == ["sesi-12-1@loket-training", "sesi-12-2@loket-training"]
    assert events[0].decoded("dtstart") == datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
    assert str(events[1]["summary"]) == "Training SPSE untuk PPK; lanjutan (hari 2 dari 2)"
    assert str(events[0]["location"]) == "Ruang Pelatihan LPSE, lantai 2"
    assert str(events[0]["status"]) == "CONFIRMED"
