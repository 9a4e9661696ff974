"""Clocks and calendars at their edges: the year turns, the clock jumps, a leap day, a holiday declared in mid-year."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from db import journal
from db.tables_requests import request as request_table
from desktop_app.errors import EnvironmentFault, NotAllowed, UserError
from desktop_app.office_time import at
from desktop_app.queries import inbox
from desktop_app.services import access, data_folder, office_calendar
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.sop.states import Lane
from tests.office_fixtures import PIN, House


def numbers(house: House) -> list[tuple[int, int]]:
    """Year and number of every case in the order they were saved."""
    with house.office.store.reading() as connection:
        found = select(request_table.c.agenda_year, request_table.c.agenda_number).order_by(request_table.c.id)
        return [(row.agenda_year, row.agenda_number) for row in connection.execute(found)]


def test_a_letter_half_typed_over_midnight_belongs_to_the_year_it_was_received_in(house: House) -> None:
    """Received at 23.58, saved after midnight: the old year's book; the next letter begins the new one."""
    house.letter()
    received = at(date(2026, 12, 31), time(23, 58))
    house.clock.put(at(date(2027, 1, 1), time(0, 3)))
    house.letter(received_at=received)
    house.letter()
    house.letter(received_at=received + timedelta(minutes=1))
    assert numbers(house) == [(2026, 1), (2026, 2), (2027, 1), (2026, 3)]
    assert data_folder.verify(house.office).problems == ()


@pytest.mark.parametrize("minutes", [-60, 5_256_000], ids=["an hour back", "ten years on"])
def test_a_clock_that_jumps_keeps_numbers_and_order(house: House, minutes: int) -> None:
    """Numbers go by what is there and the journal by its sequence; nothing is received in the future."""
    house.letter()
    house.clock.advance(minutes=minutes)
    house.letter()
    house.clock.advance(minutes=-minutes)
    house.letter()
    with house.office.store.reading() as connection:
        assert journal.verify_chain(connection).problems == []
    assert len(set(numbers(house))) == 3
    assert data_folder.verify(house.office).problems == ()
    with pytest.raises(UserError, match="belum terjadi"):
        house.letter(received_at=house.clock.now() + timedelta(days=1))


def test_a_clock_before_the_office_began_says_what_is_wrong(house: House) -> None:
    """Roles are dated, so nobody has one then: the sentence is about the clock, not about the officer."""
    house.letter()
    house.clock.advance(minutes=-525_600)
    with pytest.raises(EnvironmentFault, match="Jam komputer mundur"):
        house.letter()
    with pytest.raises(NotAllowed, match="Betulkan jamnya"):
        access.authenticate(house.office, "wulan", PIN)
    house.clock.advance(minutes=525_600)
    house.letter()
    assert numbers(house) == [(2026, 1), (2026, 2)]


def test_a_leap_day_is_a_day(house: House) -> None:
    """29 February 2028, a Tuesday: received, dated and counted."""
    house.clock.put(at(date(2028, 2, 29), time(9, 0)))
    case = house.letter(letter_date=date(2028, 2, 29))
    assert house.column(request_table, case, "letter_date") == date(2028, 2, 29)
    assert numbers(house) == [(2028, 1)]


def test_a_holiday_declared_later_moves_what_is_open_and_not_what_is_done(house: House) -> None:
    """The day off is taken out of the waiting of open steps as soon as it is entered."""
    house.clock.put(at(date(2026, 11, 26), time(15, 50)))
    house.request("WITH_HEAD")
    house.clock.put(at(date(2026, 11, 27), time(9, 0)))
    assert waited(house) > 60
    entry = ClosedDayEntry(day=date(2026, 11, 27), kind="local", name="Libur yang baru diumumkan")
    house.do("nurul", office_calendar.add_closed_day, days=(entry,))
    assert waited(house) < 10


def waited(house: House) -> int:
    """Working minutes the Kabag's letter lies there."""
    with house.office.store.reading() as connection:
        (row,) = inbox.queue(connection, house.clock.now(), lane=Lane.DIVISION_HEAD).rows
    assert row.elapsed is not None
    return row.elapsed


def test_the_wall_time_of_a_moment_does_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's time is WIB wherever the PC thinks it is."""
    import time as machine

    monkeypatch.setenv("TZ", "America/New_York")
    machine.tzset()
    try:
        assert at(date(2026, 11, 23), time(8, 0)).astimezone().utcoffset() == timedelta(hours=-5)
        assert at(date(2026, 11, 23), time(8, 0)) == datetime.fromisoformat("2026-11-23T08:00:00+07:00")
    finally:
        monkeypatch.undo()
        machine.tzset()
