"""The life of a class: draft, merged, held anyway, told again, its quota and equipment (issue B 3 to 6, 9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from db.tables_office import room as room_table
from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.equipment_read import equipment_of, equipment_words
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.schedule_watch import under_minimum
from desktop_app.services import (
    equipment,
    notices,
    office_calendar,
    office_places,
    scheduling,
    session_merges,
    session_moves,
    sessions,
)
from desktop_app.services.equipment import EquipmentTick
from desktop_app.services.office_calendar import ClosedDayEntry
from desktop_app.sop.quota import Seats
from tests.office_fixtures import House


def seats_of(house: House, session: int) -> Seats:
    """The seats as the calendar shows them."""
    with house.office.store.reading() as connection:
        return sessions_by_ids(connection, [session])[0].seats


def test_nobody_is_placed_in_a_draft_and_a_promised_class_goes_before_it(house: House) -> None:
    """A draft holds no people and its room only warns; made tentative it is judged again."""
    draft = house.session("DRAFT")
    case = house.request("SCHEDULING")
    with pytest.raises(RuleRefusal, match="masih konsep"):
        house.because("nurul", scheduling.schedule_request, "x", request=case, session=draft)
    fields: dict[str, Any] = {
        "topic": "SIRUP",
        "first_day": house._first_day(draft),
        "room": "lpse",
        "trainers": ("maya",),
    }
    with pytest.raises(NeedsReason, match="konsep kelas"):
        house.do("nurul", sessions.create_session, **fields)
    house.because("nurul", sessions.create_session, "konsepnya dibatalkan", **fields)
    with pytest.raises(RuleRefusal, match="ruang dipakai kelas"):
        house.do("nurul", session_merges.make_tentative, session=draft)


def test_a_class_below_its_minimum_is_held_anyway_merged_or_put_off(house: House) -> None:
    """Two working days before it is asked about; held anyway with the reason it is not asked about again."""
    case = house.request("NOTIFIED")
    session = house.session_of(case)
    house.clock.put(house.clock.now() + (house._first_day(session) - today(house.clock.now()) - timedelta(days=1)))
    with house.office.store.reading() as connection:
        assert [row.id for row in under_minimum(connection, house.clock.now())] == [session]
    house.because("nurul", session_merges.run_session_anyway, "diminta pimpinan", session=session)
    assert house.column(session_table, session, "run_reason") == "diminta pimpinan"
    with house.office.store.reading() as connection:
        assert under_minimum(connection, house.clock.now()) == ()


def test_merging_moves_everybody_as_one_act_and_begins_a_new_round(house: House) -> None:
    """The request keeps its date of receipt and is told again; the old class names its successor."""
    case = house.request("CONFIRMED")
    old, into = house.session_of(case), house.session("FIXED")
    received = house.column(request_table, case, "received_at")
    told = house.because("nurul", session_merges.merge_sessions, "peserta kurang", session=old, into=into).value
    assert told.requests == (case,) and house.session_of(case) == into
    assert (house.state(case), house.column(request_table, case, "round")) == ("SCHEDULED", 2)
    assert house.column(request_table, case, "received_at") == received
    assert house.session_state(old) == "CANCELLED" and house.column(session_table, old, "successor_id") == into
    house.do("wulan", notices.record_contact, request=case, channel="telephone", outcome="REACHED")
    assert house.state(case) == "NOTIFIED"


def test_nobody_moves_when_one_does_not_fit(house: House) -> None:
    """The refusal names who; another topic, a class that began and the class itself are refused too."""
    case = house.request("CONFIRMED")
    old = house.session_of(case)
    with pytest.raises(RuleRefusal, match="RSUD Contoh Sehat tidak muat"):
        house.because("nurul", session_merges.merge_sessions, "x", session=old, into=house.session("FIXED", quota=1))
    with pytest.raises(UserError, match="bukan kelas ini sendiri"):
        house.because("nurul", session_merges.merge_sessions, "x", session=old, into=old)
    other = house.do("nurul", sessions.create_session, topic="SIKAP", first_day=house.free_day(), room="lab").value
    with pytest.raises(RuleRefusal, match="topik lain"):
        house.because("nurul", session_merges.merge_sessions, "x", session=old, into=other.session)
    with pytest.raises(RuleRefusal, match="sudah mulai"):
        house.because("nurul", session_merges.merge_sessions, "x", session=old, into=house.session("DRAFT"))
    assert house.state(case) == "CONFIRMED" and house.session_of(case) == old


def test_another_room_of_a_told_class_is_told_again(house: House) -> None:
    """Without a reason refused; then seats wait for a new answer in round 2, the class stays."""
    case = house.request("CONFIRMED")
    session = house.session_of(case)
    house.do("nurul", sessions.edit_session, session=session, title="Kelas pagi")
    with pytest.raises(NeedsReason, match="sudah disampaikan"):
        house.do("nurul", sessions.edit_session, session=session, room="lab")
    assert house.state(case) == "CONFIRMED"
    house.because("nurul", sessions.edit_session, "proyektor rusak", session=session, room="lab")
    assert (house.state(case), house.column(request_table, case, "round")) == ("SCHEDULED", 2)
    assert (seats_of(house, session).confirmed, seats_of(house, session).held) == (0, 2)


def test_a_day_declared_closed_since_stops_the_class_from_being_fixed(house: House) -> None:
    """The sentence names the holiday."""
    session = house.session()
    entry = ClosedDayEntry(day=house._first_day(session), kind="local", name="HUT Kabupaten")
    house.do("nurul", office_calendar.add_closed_day, days=(entry,))
    with pytest.raises(RuleRefusal, match="HUT Kabupaten"):
        house.do("nurul", sessions.fix_session, session=session)


def test_a_room_or_topic_that_shrinks_below_what_is_promised_is_refused_with_whom(house: House) -> None:
    """By the form of the class, of the room and of the topic: the same list."""
    case = house.request("SCHEDULED", people=7)
    session = house.session_of(case)
    whom = r"Sudah ada 7 kursi terisi .*kuota tidak dapat menjadi 5: RSUD Contoh Sehat \(7 orang\)"
    room, topic = (house.column(session_table, session, name) for name in ("room_id", "topic_id"))
    with pytest.raises(RuleRefusal, match=whom):
        house.do("nurul", sessions.edit_session, session=session, quota=5)
    with pytest.raises(RuleRefusal, match=whom):
        house.do("nurul", office_places.edit_room, room_id=room, seats=5)
    with pytest.raises(RuleRefusal, match=whom):
        house.do("nurul", office_places.edit_room, room_id=room, computers=5)
    with pytest.raises(RuleRefusal, match=whom):
        house.do("nurul", office_places.edit_topic, topic_id=topic, quota=5)
    with pytest.raises(RuleRefusal, match="kuota tidak dapat menjadi 4"):
        house.do("nurul", office_places.add_room, code="kecil", name="Ruang Kecil", seats=4)
        house.do("nurul", sessions.edit_session, session=session, room="kecil")
    with pytest.raises(RuleRefusal) as caught:
        house.do("nurul", office_places.edit_room, room_id=room, seats=5)
    assert caught.value.field == "seats", "beside the number that is too small"
    with pytest.raises(RuleRefusal) as caught:
        house.do("nurul", office_places.edit_room, room_id=room, computers=5)
    assert caught.value.field == "computers"
    house.do("nurul", office_places.edit_room, room_id=room, seats=8)
    assert seats_of(house, session).quota == 8, "the class shrinks with its room"


def test_a_number_or_an_end_that_holds_no_longer_is_emptied(house: House) -> None:
    """Not given means unchanged, emptied means none; an end before the first day is said beside it."""

    def stored(table: Table, one: int, *names: str) -> tuple[Any, ...]:
        return tuple(house.column(table, one, name) for name in names)

    first, last = date(2026, 1, 1), date(2027, 12, 31)
    house.do("nurul", office_places.edit_topic, topic_id=1, quota=9, version="5.0", active_from=first, active_to=last)
    assert stored(topic_table, 1, "quota", "version", "active_from", "active_to") == (9, "5.0", first, last)
    house.do("nurul", office_places.edit_topic, topic_id=1, prerequisites="akun SPSE")
    assert stored(topic_table, 1, "quota", "prerequisites", "active_to") == (9, "akun SPSE", last)
    house.do("nurul", office_places.edit_topic, topic_id=1, emptied=("quota", "active_to"))
    assert stored(topic_table, 1, "quota", "active_from", "active_to") == (None, first, None)
    house.do("nurul", office_places.edit_room, room_id=1, computers=30, valid_to=last)
    house.do("nurul", office_places.edit_room, room_id=1, emptied=("computers", "valid_to"))
    assert stored(room_table, 1, "computers", "valid_to") == (None, None)
    with pytest.raises(UserError) as caught:
        house.do("nurul", office_places.edit_room, room_id=1, valid_from=last, valid_to=first)
    assert caught.value.field == "valid_to"


@pytest.mark.parametrize(
    ("use_case", "fields", "field"),
    [
        (office_places.add_room, {"code": "x", "name": "X", "seats": 0}, "seats"),
        (office_places.add_room, {"code": "x", "name": "X", "seats": -3}, "seats"),
        (office_places.add_room, {"code": "x", "name": "X", "seats": 9, "starts": "15:00", "ends": "08:00"}, "ends"),
        (office_places.edit_room, {"room_id": 1, "seats": 0}, "seats"),
        (office_places.edit_room, {"room_id": 1, "ends": "07:00"}, "ends"),
        (office_places.edit_topic, {"topic_id": 1, "quota": -1}, "quota"),
        (office_places.edit_topic, {"topic_id": 1, "min_participants": 0}, "min_participants"),
        (office_places.edit_topic, {"topic_id": 1, "min_participants": 99}, "min_participants"),
        (office_places.edit_topic, {"topic_id": 1, "default_days": 0}, "default_days"),
        (sessions.create_session, {"topic": "SIRUP", "room": "lpse", "quota": -2}, "quota"),
        (sessions.create_session, {"topic": "SIRUP", "room": "lpse", "reserved": -2}, "reserved"),
        (sessions.create_session, {"topic": "SIRUP", "room": "lpse", "quota": 99}, "quota"),
    ],
)
def test_numbers_that_cannot_be_are_refused_beside_their_field(
    house: House, use_case: Callable[..., Any], fields: dict[str, Any], field: str
) -> None:
    """A room of none, negative seats, a quota above the room: a sentence, nothing saved."""
    if use_case is sessions.create_session:
        fields = {**fields, "first_day": house.free_day()}
    with pytest.raises((UserError, RuleRefusal)) as caught:
        house.do("nurul", use_case, **fields)
    assert caught.value.field == field


def test_a_request_the_office_calls_off_can_be_taken_up_again(house: House) -> None:
    """Its seats are free, its date of receipt stays."""
    case = house.request("CONFIRMED")
    session = house.session_of(case)
    house.because("nurul", scheduling.cancel_request, "aplikasi tidak dipakai lagi", request=case)
    assert (house.state(case), seats_of(house, session).taken) == ("CANCELLED", 0)
    house.do("nurul", scheduling.return_to_queue, request=case)
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    assert house.state(case) == "SCHEDULED"


def test_nobody_is_placed_into_a_class_whose_hour_has_struck(house: House) -> None:
    """And no class is planned on an hour that is over; on paper typed later the day of the act counts."""
    session = house.session("FIXED")
    case = house.request("SCHEDULING")
    before = house.clock.now()
    house.clock.put(before + (house._first_day(session) - today(before)) + timedelta(hours=2))
    with pytest.raises(RuleRefusal, match="sudah mulai"):
        house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    with pytest.raises(RuleRefusal, match="sudah mulai"):
        house.because(
            "nurul", session_moves.move_session, "x", session=house.session(), first_day=today(house.clock.now())
        )
    house.do(
        "nurul",
        scheduling.schedule_request,
        envelope={"reason": "diketik kemudian", "occurred_at": before},
        request=case,
        session=session,
    )


def test_equipment_is_ticked_item_by_item_and_asked_of_the_room(house: House) -> None:
    """The SOP's six items; a later tick replaces the earlier one, an own item is added."""
    session = house.session("FIXED")
    with house.office.store.reading() as connection:
        assert [one.item for one in equipment_of(connection, session)][:4] == [
            "Meja",
            "Kursi",
            "Komputer/Laptop",
            "Proyektor",
        ]
    house.do(
        "andi",
        equipment.check_equipment,
        session=session,
        entries=(EquipmentTick(item="Internet", ready=False, note="putus"), EquipmentTick(item="Modem cadangan")),
    )
    told = house.do(
        "nurul", equipment.check_equipment, session=session, entries=(EquipmentTick(item="Proyektor"),)
    ).value
    assert told.missing == ("Internet",)
    with house.office.store.reading() as connection:
        lines = equipment_of(connection, session)
    assert equipment_words(lines) == "2 dari 7 siap, belum: Internet (putus)"
    assert lines[-1].item == "Modem cadangan" and lines[-1].checked_by.startswith("Andi")
    with pytest.raises(UserError):
        house.do("andi", equipment.check_equipment, session=session, entries=())
