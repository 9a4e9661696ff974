"""The exact model (PLANNER.md, "What was found to work", formulation), as arrays.

Binary columns: ``o`` a session of a slot is held in a room, ``x`` a request starts at a slot, ``y`` it joins a
promised session, ``u`` it stays unplaced, ``a`` a trainer teaches at a slot; ``most`` and ``fewest`` trainer days.
Rooms are summed up in ``x`` (a third of the columns, nearly the same bound): this only matters where two sessions of
one topic begin on one day and their groups do not fit the rooms one by one. Such a slot is found when the plan is
read (``packing``) and then written out room by room (``split``), so that the model stays exact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.planner.choices import Choices, Slot

Vector = NDArray[np.float64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
INFINITE = float("inf")
NOWHERE = -1


class Column(NamedTuple):
    """What a column decides: kind ``o x y u a m f``, whom it concerns, at which slot, in which room."""

    kind: str
    subject: int = NOWHERE
    slot: Slot = (NOWHERE, NOWHERE)
    room: int = NOWHERE


@dataclass(frozen=True)
class Problem:
    """Columns, rows and costs of a mixed-integer problem; every column is a whole number."""

    cost: Vector
    lower: Vector
    upper: Vector
    row_lower: Vector
    row_upper: Vector
    starts: Numbers
    index: Numbers
    value: Vector
    offset: float = 0

    @property
    def rows_of_entries(self) -> Numbers:
        """The row of each entry."""
        return np.repeat(np.arange(len(self.row_lower), dtype=np.int32), np.diff(self.starts))


@dataclass(frozen=True)
class Model:
    """The problem of a whole instance with the meaning of its columns."""

    choices: Choices
    columns: list[Column]
    at: dict[Column, int]
    problem: Problem
    topic_of: Numbers
    split: frozenset[Slot]


@dataclass
class _Rows:
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, entries: list[tuple[int, float]]) -> None:
        """One row: lower <= sum of value x column <= upper."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.index += [column for column, _ in entries]
        self.value += [value for _, value in entries]
        self.starts.append(len(self.index))


def build(choices: Choices, split: frozenset[Slot] = frozenset()) -> Model:
    """The model of an instance, with the slots of ``split`` written out room by room."""
    return _Builder(choices, split).build()


class _Builder:
    def __init__(self, choices: Choices, split: frozenset[Slot]) -> None:
        self.choices, self.split = choices, split
        self.instance = choices.instance
        self.columns: list[Column] = []
        self.at: dict[Column, int] = {}
        self.cost: list[float] = []
        self.bounds: list[tuple[float, float]] = []
        self.rows = _Rows()
        self.members: defaultdict[Slot, list[int]] = defaultdict(list)
        for request, starts in enumerate(choices.starts):
            for start in starts:
                self.members[choices.topic_of[request], start].append(request)

    def build(self) -> Model:
        for slot, members in self.members.items():
            self._slot(slot, members)
        self._requests()
        self._promised()
        self._letters()
        self._days()
        self._balance()
        rows = self.rows
        problem = Problem(
            np.array(self.cost, float),
            np.array([low for low, _ in self.bounds], float),
            np.array([high for _, high in self.bounds], float),
            np.array(rows.lower, float),
            np.array(rows.upper, float),
            np.array(rows.starts, np.int32),
            np.array(rows.index, np.int32),
            np.array(rows.value, float),
        )
        topics = np.array([self._topic(column) for column in self.columns], np.int32)
        return Model(self.choices, self.columns, self.at, problem, topics, self.split)

    def _topic(self, column: Column) -> int:
        if column.kind in "oxa":
            return column.slot[0]
        return self.choices.topic_of[column.subject] if column.kind in "yu" else NOWHERE

    def _add(self, column: Column, cost: float, lower: float = 0, upper: float = 1) -> int:
        number = self.at[column] = len(self.columns)
        self.columns.append(column)
        self.cost.append(cost)
        self.bounds.append((lower, upper))
        return number

    def _slot(self, slot: Slot, members: list[int]) -> None:
        """Rooms, trainers and requests of one slot, with links, capacity and minimum."""
        place, topic = self.choices.places[slot], self.instance.topics[slot[0]]
        opened = {
            room: self._add(Column("o", slot=slot, room=room), self.instance.weights.session_day * topic.days)
            for room in place.rooms
        }
        teaching = [(self._add(Column("a", trainer, slot), 0), 1.0) for trainer in place.trainers]
        self.rows.add(0, 0, teaching + [(column, -1.0) for column in opened.values()])
        for rooms in [(room,) for room in place.rooms] if slot in self.split else [place.rooms]:
            self._seats(slot, members, {room: opened[room] for room in rooms}, topic.min_participants)

    def _seats(self, slot: Slot, members: list[int], opened: dict[int, int], least: int) -> None:
        """Who may sit in these rooms: each link by itself, for the summed capacity alone gives a worthless bound."""
        own = next(iter(opened)) if slot in self.split else NOWHERE
        seated: list[tuple[int, float]] = []
        for request in members:
            people = self.choices.people(request)
            fitting = [column for room, column in opened.items() if self.choices.seats(slot, room) >= people]
            if fitting:
                placed = self._add(Column("x", request, slot, own), self.choices.starts[request][slot[1]])
                seated.append((placed, float(people)))
                self.rows.add(-INFINITE, 0, [(placed, 1.0), *((column, -1.0) for column in fitting)])
        everybody = sum(people for _, people in seated)
        most = [(column, -min(everybody, float(self.choices.seats(slot, room)))) for room, column in opened.items()]
        self.rows.add(-INFINITE, 0, seated + most)
        self.rows.add(0, INFINITE, seated + [(column, -float(max(1, least))) for column in opened.values()])
        if self.instance.reserved:
            self._for_groups(slot, seated, opened)

    def _for_groups(self, slot: Slot, seated: list[tuple[int, float]], opened: dict[int, int]) -> None:
        """Several groups leave the seats set aside; one that needs them fills the row alone (exact for one room)."""
        shared = {room: float(self.choices.seats_for_groups(slot, room)) for room in opened}
        most = min(shared.values())
        groups = [
            (column, min(people, most))
            for column, people in seated
            if self.choices.is_group(self.columns[column].subject)
        ]
        self.rows.add(-INFINITE, 0, groups + [(column, -shared[room]) for room, column in opened.items()])

    def _requests(self) -> None:
        """Every request stands exactly once."""
        standing: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            if column.kind == "x":
                standing[column.subject].append((number, 1.0))
        for request, joins in enumerate(self.choices.joins):
            for session, cost in joins.items():
                standing[request].append((self._add(Column("y", request, room=session), cost), 1.0))
            standing[request].append((self._add(Column("u", request), self.choices.skip[request]), 1.0))
            self.rows.add(1, 1, standing[request])

    def _promised(self) -> None:
        """Free seats of promised sessions, those for groups apart."""
        joining: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for request, joins in enumerate(self.choices.joins):
            for session in joins:
                joining[session].append((self.at[Column("y", request, room=session)], request))
        for session, entries in joining.items():
            one = self.instance.sessions[session]
            people = [(column, float(self.choices.people(request))) for column, request in entries]
            self.rows.add(-INFINITE, one.quota - one.taken, people)
            if one.reserved:
                groups = [self.instance.requests[request].kind == "group" for _, request in entries]
                chosen = [entry for entry, group in zip(people, groups, strict=True) if group]
                self.rows.add(-INFINITE, one.quota - one.taken - one.reserved, chosen)

    def _letters(self) -> None:
        """The people of a letter with several topics sit in one class a day."""
        several = Counter(request.letter for request in self.instance.requests if request.letter)
        sitting: defaultdict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            if column.kind not in ("x", "y"):
                continue
            letter = self.instance.requests[column.subject].letter
            if several[letter] > 1:
                joins = column.kind == "y"
                days = self.choices.days_of_session(column.room) if joins else self.choices.places[column.slot].days
                for day in days:
                    sitting[letter, day].append((number, 1.0))
        for entries in sitting.values():
            if len(entries) > 1:
                self.rows.add(-INFINITE, 1, entries)

    def _days(self) -> None:
        """One session per room and per trainer a day."""
        using: defaultdict[tuple[str, int, int], list[tuple[int, float]]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            if column.kind in "oa":
                who = column.room if column.kind == "o" else column.subject
                for day in self.choices.places[column.slot].days:
                    using[column.kind, who, day].append((number, 1.0))
        for entries in using.values():
            if len(entries) > 1:
                self.rows.add(-INFINITE, 1, entries)

    def _balance(self) -> None:
        """Most and fewest training days over all trainers."""
        if not self.choices.load or not self.instance.weights.balance:
            return
        weight, load = self.instance.weights.balance, self.choices.load
        teaching: list[list[tuple[int, float]]] = [[] for _ in load]
        for number, column in enumerate(self.columns):
            if column.kind == "a":
                teaching[column.subject].append((number, float(len(self.choices.places[column.slot].days))))
        possible = max(days + sum(value for _, value in own) for days, own in zip(load, teaching, strict=True))
        most = self._add(Column("m"), weight, max(load), possible)
        fewest = self._add(Column("f"), -weight, min(load), possible)
        for days, own in zip(load, teaching, strict=True):
            self.rows.add(-INFINITE, -days, [*own, (most, -1.0)])
            self.rows.add(-days, INFINITE, [*own, (fewest, -1.0)])
