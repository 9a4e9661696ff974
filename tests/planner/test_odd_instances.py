"""Instances however odd: refused with a sentence, or answered with a plan that keeps every rule and with reasons."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.planner.choices import choices_of
from desktop_app.planner.explain import explain
from desktop_app.planner.greedy import first_plan
from desktop_app.planner.instance import FixedSession, Instance, Request, Room, Rules, Topic, Trainer, Weights
from desktop_app.planner.plan_json import plan_from_data, plan_to_data
from desktop_app.planner.proof import is_optimal
from desktop_app.planner.reading import (
    instance_from_data,
    instance_from_program,
    instance_from_text,
    instance_to_data,
)
from desktop_app.planner.rules import judge
from desktop_app.planner.solve import solve
from tests.planner.instances import DATA, MONDAY, day, verdict

DAYS = st.integers(-12, 30).map(day)
NUMBERS = st.integers(0, 40)
WHOLE = [*(st.integers(0, 90) for _ in range(7))]


def raw() -> dict[str, Any]:
    """A fresh copy of a sound instance."""
    loaded: dict[str, Any] = json.loads((DATA / "dev-030-a.json").read_text("utf-8"))
    return loaded


@st.composite
def odd_instances(draw: st.DrawFn) -> Instance:
    """Legal, but without trainers, rooms or open days as often as not; sessions full, past or on Sundays."""
    topics = tuple(
        Topic(f"t{n}", draw(st.sampled_from((1, 2, 3))), draw(st.integers(0, 9)), draw(NUMBERS))
        for n in range(draw(st.integers(1, 3)))
    )
    names = st.sampled_from([topic.id for topic in topics])
    rooms = tuple(
        Room(f"r{n}", draw(st.integers(1, 30)), draw(st.frozensets(DAYS, max_size=4)))
        for n in range(draw(st.integers(0, 3)))
    )
    trainers = tuple(
        Trainer(f"p{n}", draw(st.frozensets(names)), draw(st.frozensets(DAYS, max_size=4)))
        for n in range(draw(st.integers(0, 3)))
    )
    requests = tuple(
        Request(
            f"q{n}",
            draw(DAYS),
            draw(st.integers(1, 25)),
            draw(names),
            tuple(draw(st.lists(DAYS, max_size=3))),
            draw(st.sampled_from(("group", "individual"))),
        )
        for n in range(draw(st.integers(0, 9)))
    )
    sessions = tuple(_promised(draw, n, names, rooms, trainers) for n in range(draw(st.integers(0, 3))))
    first = draw(DAYS)
    return Instance(
        "odd",
        first,
        first + timedelta(days=draw(st.integers(0, 25))),
        draw(st.frozensets(DAYS, max_size=20)),
        rooms,
        trainers,
        topics,
        requests,
        tuple(one for one in sessions if one is not None),
        Rules(draw(st.integers(0, 5)), draw(st.integers(0, 40)), draw(st.integers(0, 9))),
        Weights(*(draw(number) for number in WHOLE)),
    )


def _promised(
    draw: st.DrawFn, number: int, names: st.SearchStrategy[str], rooms: tuple[Room, ...], trainers: tuple[Trainer, ...]
) -> FixedSession | None:
    if not rooms or not trainers:
        return None
    room, trainer = draw(st.sampled_from(rooms)), draw(st.sampled_from(trainers))
    quota, taken = draw(NUMBERS), draw(NUMBERS)
    return FixedSession(f"s{number}", draw(names), draw(DAYS), room.id, trainer.id, quota, taken)


@given(odd_instances())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_an_odd_instance_is_answered_with_a_legal_plan(instance: Instance) -> None:
    """Never an error, never a broken rule, never a false claim, a sentence for each line."""
    assert instance_from_data(instance_to_data(instance)) == instance
    for found in (solve(instance, 0), solve(instance, 4)):
        status = "optimal" if is_optimal(found.cost, found.bound) else "feasible"
        claims = {"cost": found.cost, "bound": found.bound, "status": status}
        said = verdict(instance, {**plan_to_data(found.plan), **claims})
        assert said["violations"] == []
    assert plan_from_data(plan_to_data(found.plan)) == found.plan
    lines = explain(instance, found.plan)
    assert sorted(one for line in lines for one in line.requests) == sorted(one.id for one in instance.requests)
    assert all(line.sentence.endswith(".") and len(line.sentence) > 20 for line in lines)


@pytest.mark.parametrize("reserved", [0, 3])
def test_an_instance_goes_to_the_child_and_back(reserved: int) -> None:
    """Fields that only the office knows go along."""
    session = FixedSession("s", "pokja-spse", MONDAY, None, None, 9, 1, reserved)
    instance = dataclasses.replace(instance_from_data(raw()), sessions=(session,))
    assert instance_from_program(json.loads(json.dumps(instance_to_data(instance)))) == instance


REFUSED: list[tuple[str, Any, str]] = [
    ("first_day", "2026-13-01", "Tanggal"),
    ("first_day", "20260201", "Tanggal"),
    ("first_day", None, "Tanggal"),
    ("last_day", "2020-01-01", "sesudah hari terakhir"),
    ("closed_days", "2026-02-03", "daftar"),
    ("closed_days", [7], "Tanggal"),
    ("rooms.0.capacity", 0, "berkapasitas 0"),
    ("rooms.0.capacity", -20, "mulai dari 0"),
    ("rooms.0.capacity", 1.5, "bilangan bulat"),
    ("rooms.0.capacity", float("nan"), "bilangan bulat"),
    ("rooms.0.capacity", True, "bilangan bulat"),
    ("rooms.0.capacity", 10**400, "tidak masuk akal"),
    ("rules.due_working_days", -(10**400), "tidak masuk akal"),
    ("weights.balance", 10**400, "tidak negatif"),
    ("rooms.1.id", "ruang-1", "dua kali"),
    ("rooms.1.id", "", "tidak mempunyai id"),
    ("rooms.1.id", "\ud800", "tanda yang rusak"),
    ("requests.3.topic", "silat\udfff", "tanda yang rusak"),
    ("trainers.0.topics", ["silat"], "silat"),
    ("trainers.0.topics", [3], "teks saja"),
    ("topics.0.days", 0, "1 atau 2 hari"),
    ("topics.0.min_participants", -5, "mulai dari 0"),
    ("requests.3.topic", "silat", "Permohonan P004 menyebut topik “silat”"),
    ("requests.3.topic", None, "teks"),
    ("requests.3.participants", 0, "tanpa peserta"),
    ("requests.3.participants", -2, "mulai dari 0"),
    ("requests.3.kind", "kelompok", "individual"),
    ("requests.3", "P004", "objek"),
    ("sessions.0.room", "gudang", "gudang"),
    ("sessions.0.trainer", "siapa", "siapa"),
    ("sessions.0.topic", "silat", "silat"),
    ("sessions.0.quota", -1, "mulai dari 0"),
    ("rules.window_calendar_days", -1, "mulai dari 0"),
    ("weights.balance", -10, "tidak negatif"),
    ("weights", [], "objek"),
]


@pytest.mark.parametrize(("where", "value", "said"), REFUSED, ids=lambda part: str(part)[:24])
def test_what_is_wrong_is_refused_with_a_sentence(where: str, value: Any, said: str) -> None:
    """The sentence names what is wrong; the exit code is 2."""
    data = raw()
    inner: Any = data
    *way, last = where.split(".")
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[int(last) if last.isdigit() else last] = value
    with pytest.raises(UserError, match=said) as refused:
        instance_from_data(data)
    assert len(refused.value.sentence) < 200


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '"x"'])
def test_what_is_no_instance_is_refused(text: str) -> None:
    """No JSON, too deep, or another value."""
    with pytest.raises(UserError):
        instance_from_text(text)


def changed(**fields: Any) -> Instance:
    """A sound instance with some fields changed."""
    return dataclasses.replace(instance_from_data(raw()), **fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"trainers": (), "sessions": ()}, "trainer"),
        ({"rooms": (), "sessions": ()}, "ruang"),
        ({"closed_days": frozenset(day(n) for n in range(40)), "sessions": ()}, "hari kerja terbuka"),
        ({"first_day": date(9999, 12, 1), "last_day": date.max, "sessions": ()}, "sudah lewat"),
        ({"first_day": date(2020, 1, 1), "last_day": date(2020, 2, 1), "sessions": ()}, "sesudah masa rencana"),
        ({"rules": Rules(30, 2, 7), "sessions": ()}, "menyisakan hari"),
        ({"rooms": (Room("kecil", 4),), "sessions": ()}, "minimal 5 orang, kelas terbesar hanya 4"),
        ({"rooms": (Room("kecil", 1),), "sessions": ()}, "melebihi kelas terbesar"),
    ],
)
def test_what_could_not_be_placed_says_what_would_change_it(fields: dict[str, Any], said: str) -> None:
    """No trainer, no room, no open day, rooms too small: an answer with reasons."""
    instance = changed(**fields)
    found = solve(instance, 5)
    sentences = [line.sentence for line in explain(instance, found.plan) if line.kind == "unplaced"]
    assert any(said in sentence for sentence in sentences), sentences


def test_a_class_longer_than_any_row_of_open_days_says_so() -> None:
    """Open days there are, but never so many in a row."""
    topics = tuple(dataclasses.replace(topic, days=31) for topic in instance_from_data(raw()).topics)
    instance = changed(topics=topics, sessions=())
    assert "31 hari kerja terbuka berturut-turut" in explain(instance, first_plan(choices_of(instance)))[0].sentence


def test_too_few_for_a_class_says_how_many_more() -> None:
    """A class below its minimum is not held."""
    instance = changed(requests=(Request("q", MONDAY, 2, "ppk-spse"),), sessions=())
    (line,) = explain(instance, solve(instance, 5).plan)
    assert "perlu 3 orang lagi" in line.sentence


def test_nothing_to_place_is_an_empty_plan() -> None:
    """The cost is the balance of what is promised already."""
    instance = changed(requests=())
    found = solve(instance, 5)
    assert (found.plan.sessions, found.plan.unplaced) == ((), ())
    assert is_optimal(found.cost, found.bound)


def test_enormous_numbers_do_not_slow_the_first_plan() -> None:
    """A horizon of eight thousand years, windows as wide, a room for a billion."""
    instance = changed(
        last_day=date.max,
        rooms=(Room("lapangan", 1_000_000_000),),
        rules=Rules(1, 1_000_000_000, 1_000_000_000),
        sessions=(),
    )
    plan = first_plan(choices_of(instance))
    assert judge(instance, plan).violations == []
    assert explain(instance, plan)
