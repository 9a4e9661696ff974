"""The office as an instance: what waits, who and what is free, and what is promised already."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.office_time import today
from desktop_app.planner.explain import explain
from desktop_app.planner.from_office import instance_of_office
from desktop_app.planner.instance import Instance
from desktop_app.planner.plan_json import plan_to_data
from desktop_app.planner.rules import judge
from desktop_app.planner.solve import solve
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
