"""One clash check: people, quota, hours, competence, the clock, due days; each with the one remedy that solves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.errors import NeedsReason, RuleRefusal
from desktop_app.office_time import today
from desktop_app.queries.clashes import Clash, Level, SessionPlan, judge
from desktop_app.queries.office import load_calendar
from desktop_app.queries.remedies import Remedy, RemedyKind, remedy_for
from desktop_app.services import office_places, scheduling, sessions
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House

SINTA = ParticipantEntry(full_name="Sinta Umpama", mobile="081200000777")


def ids(house: House) -> dict[str, int]:
    """Rooms by code, officers by handle, the topic SIRUP."""
    with house.office.store.reading() as connection:
        found = {row.code: row.id for row in connection.exec_driver_sql("SELECT code, id FROM room")}
        found |= {row.handle: row.id for row in connection.exec_driver_sql("SELECT handle, id FROM officer")}
        found["SIRUP"] = connection.exec_driver_sql("SELECT id FROM topic WHERE code = 'SIRUP'").scalar_one()
    return found


def plan(house: House, **changed: Any) -> SessionPlan:
    """A class of SiRUP in the LPSE room with Andi on a free day."""
    known = ids(house)
    base = SessionPlan(
        topic_id=known["SIRUP"],
        days=(house.free_day(),),
        starts="08:30",
        ends="15:00",
        room_id=known["lpse"],
        trainer_ids=(known["andi"],),
    )
    return replace(base, **changed)


def asked(house: House, wanted: SessionPlan, about: str) -> tuple[Clash, Remedy | None]:
    """The clash of that kind and its remedy."""
    with house.office.store.reading() as connection:
        calendar = load_calendar(connection)
        now = house.clock.now()
        found = next(one for one in judge(connection, calendar, wanted, now).clashes if one.about == about)
        return found, remedy_for(connection, calendar, wanted, found, now)


def test_one_person_in_two_classes_of_a_day(house: House) -> None:
    """At the same hours refused by name, with another class as remedy; at other hours a warning with a reason."""
    first = house.request("SCHEDULING", people=1, participants=(SINTA,))
    second = house.request("SCHEDULING", people=1, participants=(SINTA,), sender="Dinas Umpama Lain")
    morning = house.session("FIXED")
    day = house._first_day(morning)
    house.because("nurul", scheduling.schedule_request, "x", request=first, session=morning)
    clashing = house.do(
        "nurul", sessions.create_session, topic="SIRUP", first_day=day, room="lab", trainers=("maya",), reserved=0
    ).value.session
    with pytest.raises(RuleRefusal, match="Sinta Umpama sudah duduk di kelas SiRUP"):
        house.because("nurul", scheduling.schedule_request, "x", request=second, session=clashing)
    free = house.session("FIXED")
    known = ids(house)
    wanted = plan(
        house,
        days=(day,),
        room_id=known["lab"],
        trainer_ids=(known["maya"],),
        session_id=clashing,
        request_ids=(second,),
    )
    clash, remedy = asked(house, wanted, "participant")
    assert (clash.level, clash.names, clash.session_id) == (Level.REFUSAL, ("Sinta Umpama",), morning)
    assert remedy is not None and (remedy.kind, remedy.session) == (RemedyKind.OTHER_CLASS, free)
    house.because("nurul", sessions.edit_session, "sore", session=clashing, starts="15:00", ends="16:00")
    with pytest.raises(NeedsReason, match="tidak bertumpuk"):
        house.do("nurul", scheduling.schedule_request, request=second, session=clashing)
    house.because("nurul", scheduling.schedule_request, "berurutan", request=second, session=clashing)


def test_two_trainers_ill_at_once_are_both_replaced_or_the_day_is(house: House) -> None:
    """And a room closed on the same day goes along in one remedy."""
    known = ids(house)
    wanted = plan(house, trainer_ids=(known["andi"], known["maya"]))
    day = wanted.days[0]
    for ill in ("andi", "maya"):
        house.do("nurul", office_places.set_competence, trainer=ill, topics=("SIRUP",))
        house.do("nurul", office_places.add_absence, trainer=ill, first_day=day, last_day=day, cause="sakit")
    house.do("nurul", office_places.set_competence, trainer="reza", topics=("SIRUP",))
    clash, remedy = asked(house, wanted, "trainer")
    assert clash.level is Level.REFUSAL and "sakit" in clash.sentence
    assert remedy is not None and remedy.fields == {"trainers": ("reza",)}
    house.do("nurul", office_places.close_room, room_id=known["lpse"], first_day=day, last_day=day, cause="cat")
    _, remedy = asked(house, wanted, "trainer")
    assert remedy is not None and remedy.fields["trainers"] == ("reza",) and remedy.fields["room"] != "lpse"
    house.do("nurul", office_places.add_absence, trainer="reza", first_day=day, last_day=day, cause="sakit")
    _, remedy = asked(house, wanted, "trainer")
    assert remedy is not None and remedy.kind is RemedyKind.OTHER_DAY and remedy.action == "move_session"


def test_hours_quota_competence_clock_and_deadline_name_their_remedy(house: House) -> None:
    """Each clash with what solves it."""
    known = ids(house)
    clash, remedy = asked(house, plan(house, starts="05:00", ends="09:00"), "hours")
    assert clash.level is Level.WARNING
    assert remedy is not None and remedy.kind is RemedyKind.OTHER_HOURS and remedy.starts >= "07:00"
    clash, remedy = asked(house, plan(house, quota=39), "quota")
    assert clash.level is Level.REFUSAL and "Kuota 39 melebihi" in clash.sentence
    assert remedy is not None and remedy.kind in (RemedyKind.OTHER_ROOM, RemedyKind.SMALLER_QUOTA)
    house.do("nurul", office_places.set_competence, trainer="reza", topics=())
    clash, remedy = asked(house, plan(house, trainer_ids=(known["reza"],)), "competence")
    assert clash.level is Level.WARNING and remedy is not None and remedy.kind is RemedyKind.OTHER_TRAINER
    clash, remedy = asked(house, plan(house, days=(today(house.clock.now()),), starts="08:00"), "past")
    assert clash.level is Level.REFUSAL and "sudah mulai" in clash.sentence
    assert remedy is not None and remedy.first_day is not None and remedy.first_day > today(house.clock.now())
    case = house.request("SCHEDULING", preferred_dates=(today(house.clock.now()) + timedelta(days=3),))
    late = plan(house, request_ids=(case,), days=(date(2026, 12, 14),))
    clash, remedy = asked(house, late, "deadline")
    assert clash.level is Level.NOTE and "terlambat" in clash.sentence
    assert remedy is not None and remedy.first_day is not None and remedy.first_day <= date(2026, 12, 2)
    clash, remedy = asked(house, late, "preferred")
    assert clash.level is Level.NOTE and remedy is not None
    assert remedy.first_day == today(house.clock.now()) + timedelta(days=3)


def test_a_room_out_of_use_and_a_topic_no_longer_taught(house: House) -> None:
    """Validity periods count on the day of the class."""
    known = ids(house)
    wanted = plan(house)
    before = wanted.days[0] - timedelta(days=1)
    house.do("nurul", office_places.edit_room, room_id=known["lpse"], valid_to=before)
    clash, remedy = asked(house, wanted, "room")
    assert clash.level is Level.REFUSAL and remedy is not None and remedy.kind is RemedyKind.OTHER_ROOM
    house.do("nurul", office_places.edit_topic, topic_id=known["SIRUP"], active_to=before)
    clash, _ = asked(house, wanted, "topic")
    assert clash.level is Level.WARNING
