"""Small invented instances, and the best cost of one by trying everything."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop_app.planner.instance import FixedSession, Instance, Request, Room, Rules, Topic, Trainer, Weights
from desktop_app.planner.reading import instance_from_data, instance_to_data
from desktop_app.planner.rules import Joining, NewSession, Plan, judge
from tests.planner.check_plan import check

DATA = Path(__file__).parent / "data"
MONDAY = date(2026, 2, 2)


def given(name: str) -> Instance:
    """An instance of PLANNER.md."""
    return instance_from_data(json.loads((DATA / f"{name}.json").read_text("utf-8")))


def day(offset: int) -> date:
    """A day counted from the first Monday."""
    return MONDAY + timedelta(days=offset)


def verdict(instance: Instance, solution: dict[str, Any]) -> dict[str, Any]:
    """What the independent checker says of a solution."""
    return check(instance_to_data(instance), solution)


def invented(seed: int, requests: int = 4, span: int = 4) -> Instance:
    """A tiny random instance: two topics, one or two rooms and trainers, perhaps a promised session."""
    pick = random.Random(seed)
    topics = (
        Topic("a", pick.choice((1, 2)), pick.choice((1, 3, 5)), pick.choice((4, 8, 12))),
        Topic("b", 1, pick.choice((2, 4)), 10),
    )
    rooms = tuple(
        Room(f"r{n}", pick.choice((3, 6, 10)), frozenset({day(1)} if pick.random() < 0.3 else ()))
        for n in range(pick.choice((1, 2, 2)))
    )
    trainers = tuple(
        Trainer(f"t{n}", frozenset(pick.choice(("ab", "ab", "a"))), frozenset({day(2)} if pick.random() < 0.3 else ()))
        for n in range(pick.choice((1, 2, 2)))
    )
    sessions = (
        (FixedSession("s", "b", day(1), "r0", "t0", 6, 3, pick.choice((0, 0, 2))),) if pick.random() < 0.5 else ()
    )
    return Instance(
        f"invented-{seed}",
        MONDAY,
        day(span - 1),
        frozenset({day(3)} if pick.random() < 0.3 else ()),
        rooms,
        trainers,
        topics,
        tuple(_request(pick, number) for number in range(requests)),
        sessions,
        Rules(1, pick.choice((3, 28)), pick.choice((1, 7))),
        Weights(session_day=pick.choice((25, 60)), balance=pick.choice((0, 10)), late_per_participant_day=4),
    )


def invented_office(seed: int) -> Instance:
    """One with what only an office knows: seats set aside, a letter of two topics, busy people, an open Saturday."""
    pick, plain = random.Random(-seed), invented(seed)
    requests = list(plain.requests)
    requests[1] = replace(requests[0], id="q1", topic="b" if requests[0].topic == "a" else "a")
    requests[:2] = [replace(one, letter="q") for one in requests[:2]]
    requests[2] = replace(requests[2], busy=frozenset({day(pick.randrange(3))}))
    return replace(
        plain,
        first_day=day(1),
        last_day=day(5),
        closed_days=plain.closed_days | {day(2)},
        open_days=frozenset({day(5)}),
        requests=tuple(requests),
        reserved=pick.choice((0, 2, 4)),
    )


def _request(pick: random.Random, number: int) -> Request:
    group = pick.random() < 0.7
    wishes = tuple(day(pick.randrange(4)) for _ in range(pick.choice((0, 1, 2))))
    people = pick.randrange(2, 8) if group else 1
    received = day(-pick.randrange(1, 4))
    return Request(f"q{number}", received, people, pick.choice("aab"), wishes, "group" if group else "individual")


def best_cost(instance: Instance) -> float:
    """The cost of the best plan, by trying every one."""
    return _Enumeration(instance).best()


@dataclass
class _Enumeration:
    instance: Instance
    opened: list[NewSession] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    lowest: float = float("inf")

    def best(self) -> float:
        self._from(0)
        return self.lowest

    def _from(self, number: int) -> None:
        if number == len(self.instance.requests):
            joining = (Joining("s", tuple(self.joined)),) if self.joined else ()
            found = judge(self.instance, Plan(tuple(self.opened), joining, tuple(self.unplaced)))
            if not found.violations:
                self.lowest = min(self.lowest, found.cost)
            return
        request = self.instance.requests[number]
        self._in(self.unplaced, request.id, number)
        if self.instance.sessions and request.topic == "b":
            self._in(self.joined, request.id, number)
        for position, session in enumerate(self.opened):
            if session.topic == request.topic:
                members = (*session.requests, request.id)
                self.opened[position] = NewSession(session.topic, session.start, session.room, session.trainer, members)
                self._from(number + 1)
                self.opened[position] = session
        self._new(request, number)

    def _in(self, names: list[str], name: str, number: int) -> None:
        names.append(name)
        self._from(number + 1)
        names.pop()

    def _new(self, request: Request, number: int) -> None:
        for offset in range((self.instance.last_day - MONDAY).days + 1):
            for room in self.instance.rooms:
                for trainer in self.instance.trainers:
                    start = day(offset)
                    taken = any(
                        s.start == start and (s.room == room.id or s.trainer == trainer.id) for s in self.opened
                    )
                    if not taken and request.topic in trainer.topics and start not in room.closed | trainer.away:
                        self.opened.append(NewSession(request.topic, start, room.id, trainer.id, (request.id,)))
                        self._from(number + 1)
                        self.opened.pop()
