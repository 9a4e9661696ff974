"""The model against full enumeration, and the instances of PLANNER.md."""

from __future__ import annotations

import dataclasses

import pytest

from desktop_app.planner.choices import choices_of
from desktop_app.planner.greedy import first_plan
from desktop_app.planner.instance import Instance, Request, Room, Topic, Trainer
from desktop_app.planner.model import build
from desktop_app.planner.packing import DoesNotPack, read_plan, values_of
from desktop_app.planner.plan_json import plan_to_data
from desktop_app.planner.proof import is_optimal
from desktop_app.planner.rules import Plan, judge
from desktop_app.planner.solve import Progress, solve
from tests.planner.instances import MONDAY, best_cost, day, given, invented, invented_office, verdict


def held_to_enumeration(instance: Instance) -> None:
    """Solved, proven, and exactly as good as the best of all plans."""
    found = solve(instance, 30)
    assert judge(instance, found.plan).violations == []
    assert found.cost == pytest.approx(best_cost(instance)), instance.name
    assert is_optimal(found.cost, found.bound), instance.name


@pytest.mark.parametrize("seed", range(30))
def test_a_small_instance_is_planned_as_well_as_by_trying_everything(seed: int) -> None:
    """The sums over rooms, the packing and the bound lose nothing."""
    held_to_enumeration(invented(seed))


@pytest.mark.parametrize("seed", range(6))
def test_what_only_an_office_knows_is_planned_as_well(seed: int) -> None:
    """Seats set aside for individuals, letters of several topics, people who sit elsewhere, open Saturdays."""
    held_to_enumeration(invented_office(seed))


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1_000, 1_300))
def test_many_small_instances_are_planned_as_well_as_by_trying_everything(seed: int) -> None:
    """Three of 400 such instances deceived HiGHS with a start (PLANNER.md)."""
    held_to_enumeration(invented(seed))
    held_to_enumeration(invented_office(seed))


@pytest.mark.parametrize(("name", "known"), [("dev-030-a", 478), ("dev-030-c", 418)])
def test_the_best_known_plan_is_found_and_proven(name: str, known: float) -> None:
    """PLANNER.md, table of instances."""
    found = solve(given(name), 60)
    assert (found.cost, found.bound) == (known, known)
    claims = {"cost": found.cost, "bound": found.bound, "status": "optimal"}
    assert verdict(given(name), {**plan_to_data(found.plan), **claims})["ok"]


def test_progress_only_betters_and_never_claims_too_much() -> None:
    """Each plan that is told is legal, each bound holds for the best plan."""
    instance, told = given("dev-030-a"), list[Progress]()
    best = solve(instance, 60, told.append)
    assert [one.cost for one in told] == sorted((one.cost for one in told), reverse=True)
    assert all(not judge(instance, one.plan).violations for one in told)
    assert all(one.bound is None or one.bound <= best.cost for one in told)


def two_full_classes_on_one_day() -> Instance:
    """Only one day is open, and the three groups fit the two rooms together but not one by one."""
    return Instance(
        "pack",
        MONDAY,
        MONDAY,
        frozenset(),
        (Room("r0", 6), Room("r1", 6)),
        (Trainer("t0", frozenset("a")), Trainer("t1", frozenset("a"))),
        (Topic("a", 1, 1, 6),),
        tuple(Request(f"q{n}", day(-3), 4, "a") for n in range(3)),
    )


def test_groups_that_fit_only_in_sum_are_not_put_together() -> None:
    """Summed up, 12 people fit 12 seats; the slot is then written out room by room."""
    instance = two_full_classes_on_one_day()
    model = build(choices_of(instance))
    values = values_of(model, Plan(unplaced=("q0", "q1", "q2")))
    for number, column in enumerate(model.columns):
        values[number] = {"u": 0.0, "m": 1.0, "f": 1.0}.get(column.kind, 1.0)
    with pytest.raises(DoesNotPack) as refused:
        read_plan(model, values)
    assert refused.value.slots == {(0, MONDAY.toordinal())}
    found = solve(instance, 20)
    assert (len(found.plan.unplaced), found.cost, found.bound) == (1, 350, 350)


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_survives_the_way_through_the_columns(seed: int) -> None:
    """What is given to the solver as a start is the plan, with its cost."""
    instance = invented(seed, requests=7, span=5)
    choices = choices_of(instance)
    plan, model = first_plan(choices), build(choices)
    values = values_of(model, plan)
    assert judge(instance, read_plan(model, values)).cost == judge(instance, plan).cost
    if instance.weights.balance:
        assert model.problem.cost @ values == pytest.approx(judge(instance, plan).cost)


def test_a_bound_is_not_claimed_when_choices_were_left_out() -> None:
    """A window of years is looked at only in part."""
    instance = given("dev-030-a")
    rules = dataclasses.replace(instance.rules, window_calendar_days=100_000)
    wide = dataclasses.replace(instance, last_day=day(5_000), rules=rules, requests=instance.requests[:3])
    assert not choices_of(wide).complete
    assert solve(wide, 5).bound is None
