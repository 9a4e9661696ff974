"""The office as an instance: what waits, who and what is free, and what is promised already."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from db.tables_requests import participant
from desktop_app.office_time import today
from desktop_app.planner.explain import explain
from desktop_app.planner.from_office import instance_of_office
from desktop_app.planner.instance import Instance
from desktop_app.planner.plan_json import plan_to_data
from desktop_app.planner.rules import judge
from desktop_app.planner.solve import solve
from desktop_app.services import office_calendar, office_places, scheduling, sessions
from desktop_app.services.office_calendar import ClosedDayEntry
from tests.office_fixtures import House


def instance_of(house: House) -> Instance:
    """The instance of the house on its own day."""
    with house.office.store.reading() as connection:
        return instance_of_office(connection, today(house.clock.now()))


def test_what_waits_is_planned(house: House) -> None:
    """A letter in the queue and one on the waiting list; a registered one is not asked about."""
    house.request("SCHEDULING", people=6)
    house.request("WAITLISTED", people=5)
    house.request("REGISTERED")
    instance = instance_of(house)
    assert [(one.participants, one.topic, one.kind) for one in instance.requests] == [
        (6, "SIRUP", "group"),
        (5, "SIRUP", "group"),
    ]
    found = solve(instance, 10)
    assert judge(instance, found.plan).violations == []
    assert plan_to_data(found.plan)["unplaced"] == []
    assert len(explain(instance, found.plan)) == len(found.plan.sessions)


def test_a_promised_class_is_not_moved_but_filled(house: House) -> None:
    """Its room and trainer are taken, its free seats are offered, those for individuals are not."""
    made = house.session("FIXED", quota=9, reserved=4)
    house.request("SCHEDULING", people=6)
    house.request("SCHEDULING", people=5)
    instance = instance_of(house)
    (session,) = instance.sessions
    assert (session.id, session.quota, session.taken, session.reserved) == (f"sesi:{made}", 9, 0, 4)
    trainer = next(one for one in instance.trainers if one.id == session.trainer)
    assert session.start in trainer.away
    room = next(one for one in instance.rooms if one.id == session.room)
    assert session.start in room.closed
    found = solve(instance, 10)
    joined = [request for line in found.plan.into_existing for request in line.requests]
    assert [one.participants for one in instance.requests if one.id in joined] in ([], [5])


def test_a_class_whose_day_was_closed_since_is_not_filled(house: House) -> None:
    """It gets another date: nobody more is put in. A trainer who falls ill is replaced, that class takes people."""
    days = [house.free_day() for _ in range(2)]
    made = [
        house.do("nurul", sessions.create_session, topic="SIRUP", first_day=day, room="lpse", trainers=("andi",))
        for day in days
    ]
    entry = ClosedDayEntry(day=days[0], kind="local", name="HUT Kabupaten")
    house.do("nurul", office_calendar.add_closed_day, days=(entry,))
    house.do("nurul", office_places.add_absence, trainer="andi", first_day=days[1], last_day=days[1], cause="sakit")
    open_ones = [one.id for one in instance_of(house).sessions if one.quota > one.taken]
    assert open_ones == [f"sesi:{made[1].value.session}"]


def test_days_that_cannot_be_told_in_time_are_not_offered(house: House) -> None:
    """The first day leaves the working time for calls; weekends and holidays are closed."""
    instance = instance_of(house)
    assert instance.first_day >= today(house.clock.now()) + timedelta(days=1)
    assert date(2026, 12, 25) in instance.closed_days
    assert instance.requests == ()
    assert solve(instance, 5).plan.unplaced == ()


def test_a_letter_that_waited_long_is_still_placed(house: House) -> None:
    """The window grows with the oldest letter; being late is a cost, not a refusal."""
    house.request("SCHEDULING", people=7)
    house.clock.put(house.clock.now() + timedelta(days=60))
    instance = instance_of(house)
    assert len(solve(instance, 10).plan.sessions) == 1


def test_every_topic_without_a_class_is_planned_on_days_of_its_own(house: House) -> None:
    """A letter of two topics is two requests; the people never sit in two classes on one day."""
    house.request("SCHEDULING", topics=("SIRUP", "E_KATALOG"), people=6)
    instance = instance_of(house)
    names = [one.id for one in instance.requests]
    assert [name.partition(" ")[2] for name in names] == ["(SIRUP)", "(E_KATALOG)"]
    found = solve(instance, 10)
    assert judge(instance, found.plan).violations == [] and not found.plan.unplaced
    assert len({one.start for one in found.plan.sessions}) == 2


def test_a_topic_that_has_its_class_is_not_planned_again(house: House) -> None:
    """Only the other one waits, and not on the day of the first."""
    case = house.request("SCHEDULING", topics=("SIRUP", "E_KATALOG"), people=6)
    taken = house.free_day(4)
    house.do("nurul", scheduling.schedule_request, request=case, first_day=taken, topic="SIRUP", room="lpse",
             trainers=("andi",))  # fmt: skip
    (left,) = instance_of(house).requests
    assert left.topic == "E_KATALOG" and taken in left.busy


def test_an_open_saturday_can_be_proposed(house: House) -> None:
    """What the calendar calls a working day is one."""
    saturday = date(2026, 11, 28)
    house.do("nurul", office_calendar.add_open_day, day=saturday, cause="Lembur akhir tahun")
    case = house.request("SCHEDULING", people=6, preferred_dates=(saturday,))
    instance = instance_of(house)
    assert instance.open_days == {saturday} and saturday not in instance.closed_days
    assert [one.start for one in solve(instance, 10).plan.sessions] == [saturday], case


def test_new_classes_leave_the_seats_set_aside(house: House) -> None:
    """The setting holds for what is proposed too."""
    house.do("nurul", office_calendar.save_setting, name="reserved_for_individuals", value=6)
    assert instance_of(house).reserved == 6


def test_people_who_left_need_no_seat(house: House) -> None:
    """Four of five are planned when one withdrew."""
    case = house.request("SCHEDULED", people=5)
    with house.office.store.reading() as connection:
        one = connection.execute(select(participant.c.id).where(participant.c.request_id == case)).scalars().first()
    house.because("nurul", scheduling.release_seat, "tidak menjawab", request=case, participant=one)
    house.because("nurul", scheduling.unschedule_request, "diatur ulang", request=case)
    assert [one.participants for one in instance_of(house).requests] == [4]
