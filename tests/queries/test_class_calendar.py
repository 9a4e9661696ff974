"""The .ics file of a class and of a trainer: what is called off stays in it as cancelled (issue B 8)."""

from __future__ import annotations

from datetime import date, datetime

import icalendar
import pytest

from desktop_app.errors import UserError
from desktop_app.office_time import WIB
from desktop_app.papers.class_calendar import CalendarBytes, make_calendar
from desktop_app.services import session_moves, sessions
from tests.queries.conftest import Desk


def made(desk: Desk, key: str) -> CalendarBytes:
    """The file as it is now."""
    with desk.reading() as connection:
        return make_calendar(connection, key, now=desk.now)


def klass(desk: Desk, day: int, trainer: str = "andi") -> int:
    """A one-day class of December."""
    return int(
        desk.do(
            "nurul",
            sessions.create_session,
            topic="spse-ppk",
            first_day=date(2026, 12, day),
            days=1,
            room="lab",
            trainers=(trainer,),
            reason="hanya dia yang ada",
        ).session
    )


def test_a_class_with_its_hours_place_and_people(desk: Desk) -> None:
    session = desk.scheduled(desk.approved(desk.letter()))
    found = made(desk, f"sesi:{session}")
    (event, *_) = icalendar.Calendar.from_ical(found.data).walk("VEVENT")
    assert found.classes == 1 and found.file_name == f"jadwal-sesi-{session}.ics"
    assert event.decoded("dtstart").astimezone(WIB) == datetime(2026, 12, 15, 8, 30, tzinfo=WIB)
    assert "RSUD dr. H. Marsidi Judono, 2 dari" in str(event["description"])
    assert str(event["status"]) == "CONFIRMED"


def test_a_trainers_file_has_his_classes_and_the_cancelled_ones(desk: Desk) -> None:
    kept, off = klass(desk, 8), klass(desk, 9)
    klass(desk, 10, "maya")
    desk.do("nurul", session_moves.cancel_session, session=off, reason="ruang dipakai pilkada")
    found = made(desk, "petugas:andi")
    events = {str(one["uid"]): one for one in icalendar.Calendar.from_ical(found.data).walk("VEVENT")}
    assert set(events) == {f"sesi-{kept}-1@loket-training", f"sesi-{off}-1@loket-training"}
    assert str(events[f"sesi-{off}-1@loket-training"]["status"]) == "CANCELLED"
    assert "ruang dipakai pilkada" in str(events[f"sesi-{off}-1@loket-training"]["description"])


@pytest.mark.parametrize(
    "key", ["sesi:999", "sesi:x", "petugas:nobody", "147/2026", "petugas:maya", "sesi:99999999999"]
)
def test_what_cannot_be_a_calendar_is_said(desk: Desk, key: str) -> None:
    with pytest.raises(UserError):
        made(desk, key)
