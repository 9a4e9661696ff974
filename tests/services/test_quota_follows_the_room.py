"""Wherever a class goes, its seats are at most those of its room: moved, told again, continued, or taken back."""

from __future__ import annotations

import pytest

from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal
from desktop_app.services import class_pauses, office_calendar, office_places, scheduling, session_moves, sessions
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.services.undo import undo
from tests.office_fixtures import House
from tests.services.test_clashes_and_remedies import ids


def small_room(house: House, seats: int) -> None:
    """A room "sempit" of so many seats."""
    house.do("nurul", office_places.add_room, code="sempit", name="Ruang Sempit", seats=seats)


@pytest.mark.parametrize("state", ["SCHEDULED", "NOTIFIED"])
def test_a_class_moved_into_a_smaller_room_shrinks_with_it(house: House, state: str) -> None:
    """A tentative class and one that was told, which gets a new row: the room's two seats are all there are."""
    small_room(house, 2)
    case = house.request(state)
    old = house.session_of(case)
    moved = house.because(
        "nurul", session_moves.move_session, "atap bocor", session=old, first_day=house.free_day(), room="sempit"
    ).value.session
    assert (moved == old) is (state == "SCHEDULED")
    assert house.column(session_table, moved, "quota") == 2
    with pytest.raises(RuleRefusal, match="penuh"):
        house.because(
            "nurul", scheduling.schedule_request, "x", request=house.request("SCHEDULING", people=1), session=moved
        )


def test_a_follow_on_class_in_a_smaller_room_has_its_seats(house: House) -> None:
    """The rest of a class that was stopped, held in a room of three."""
    small_room(house, 3)
    session = house.session("RUNNING")
    house.do("andi", class_pauses.pause_class, session=session, cause="flood")
    made = house.do(
        "nurul", class_pauses.plan_follow_on, session=session, first_day=house.free_day(), room="sempit"
    ).value.follow_on
    assert made is not None and house.column(session_table, made, "quota") == 3


def test_a_class_is_not_taken_back_into_a_room_that_shrank_meanwhile(house: House) -> None:
    """Moved out, the room loses chairs, the move is undone: the calendar would promise chairs that are not there."""
    session = house.session("TENTATIVE", quota=12)
    moved = house.do("nurul", session_moves.move_session, session=session, first_day=house.free_day(), room="lab")
    house.do("nurul", office_places.edit_room, room_id=ids(house)["lpse"], seats=5)
    with pytest.raises(RuleRefusal, match="Kuota 12 melebihi kursi"):
        undo(house.office, house.act("nurul"), seq=moved.seq)
    assert house.column(session_table, session, "room_id") == ids(house)["lab"]


def test_a_cancelled_class_does_not_come_back_into_a_room_given_away(house: House) -> None:
    """Cancelled by mistake, the room is given to another class, then Urungkan: never two classes in one room."""
    session = house.session("TENTATIVE")
    day = house._first_day(session)
    gone = house.because("nurul", session_moves.cancel_session, "salah klik", session=session)
    fields = {"topic": "SIRUP", "first_day": day, "room": "lpse", "trainers": ("maya",)}
    other = house.because("nurul", sessions.create_session, "x", **fields).value.session
    with pytest.raises(RuleRefusal, match="ruang dipakai kelas"):
        undo(house.office, house.act("nurul"), seq=gone.seq)
    assert house.session_state(session) == "CANCELLED"
    house.because("nurul", session_moves.cancel_session, "yang ini yang salah", session=other)
    undo(house.office, house.act("nurul"), seq=gone.seq)
    assert house.session_state(session) == "TENTATIVE"


def test_a_class_is_not_taken_back_onto_a_day_closed_since(house: House) -> None:
    """Moved, then its old day is declared a holiday."""
    session = house.session("TENTATIVE")
    day = house._first_day(session)
    moved = house.do("nurul", session_moves.move_session, session=session, first_day=house.free_day())
    entry = ClosedDayEntry(day=day, kind="local", name="HUT Kabupaten")
    house.do("nurul", office_calendar.add_closed_day, days=(entry,))
    with pytest.raises(RuleRefusal, match="HUT Kabupaten"):
        undo(house.office, house.act("nurul"), seq=moved.seq)


def test_undo_of_a_harmless_act_does_not_mind_a_clash_that_was_there(house: House) -> None:
    """A trainer reported ill since stands against the class; that it was fixed may be taken back all the same."""
    session = house.session("TENTATIVE")
    day = house._first_day(session)
    fixed = house.do("nurul", sessions.fix_session, session=session)
    house.do("nurul", office_places.add_absence, trainer="andi", first_day=day, last_day=day, cause="sakit")
    undo(house.office, house.act("nurul"), seq=fixed.seq)
    assert house.session_state(session) == "TENTATIVE"


def test_a_move_away_from_a_holiday_may_be_taken_back(house: House) -> None:
    """It stood against the class before the move as well: Ctrl+Z gives back what was, though letters came in since."""
    session = house.session("TENTATIVE")
    day = house._first_day(session)
    entry = ClosedDayEntry(day=day, kind="local", name="HUT Kabupaten")
    house.do("nurul", office_calendar.add_closed_day, days=(entry,))
    moved = house.do("nurul", session_moves.move_session, session=session, first_day=house.free_day())
    house.request("SCHEDULED")
    undone = undo(house.office, house.act("nurul"), seq=moved.seq)
    assert house._first_day(session) == day
    undo(house.office, house.act("nurul"), seq=undone.seq)
    assert house._first_day(session) != day


def test_somebody_placed_elsewhere_meanwhile_does_not_get_the_old_seat_back_too(house: House) -> None:
    """Taken out of a class, then seated under another letter at the same hours: undo would seat one person twice."""
    from tests.services.test_clashes_and_remedies import SINTA

    first = house.request("SCHEDULING", people=1, participants=(SINTA,))
    second = house.request("SCHEDULING", people=1, participants=(SINTA,), sender="Dinas Umpama Lain")
    morning = house.session("FIXED")
    fields = {"topic": "SIRUP", "first_day": house._first_day(morning), "room": "lab", "trainers": ("maya",)}
    other = house.because("nurul", sessions.create_session, "x", **fields).value.session
    house.because("nurul", scheduling.schedule_request, "x", request=first, session=morning)
    out = house.because("nurul", scheduling.unschedule_request, "x", request=first)
    house.because("nurul", scheduling.schedule_request, "x", request=second, session=other)
    with pytest.raises(RuleRefusal, match="Sinta Umpama sudah duduk"):
        undo(house.office, house.act("nurul"), seq=out.seq)
    assert house.state(first) == "SCHEDULING"
