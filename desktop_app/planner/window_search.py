"""Better plans for large instances: first only the likely columns, then part by part (PLANNER.md, LNS).

Columns with a large reduced cost in the relaxed problem are seldom part of a good plan: without them HiGHS finds in
5 s for dev-300-a what took 180 s with windows alone. After that: free a part, keep the rest, let HiGHS plan the part
anew. A part is some topics in a window of days; sessions that are kept keep their day and their people, but those in
the window may change room and trainer. Requests that could move into the part are free to do so.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_app.planner.choices import Slot
from desktop_app.planner.highs import Found, minimise, restricted, with_most_one
from desktop_app.planner.model import Flags, Model, Numbers, Problem, Vector

SHORTEST, LONGEST = 4, 60
QUICK, SLOW = 0.4, 1.4
ONE_PART_SECONDS = 2.5
MOST_LIKELY, LIKELY = 0.54, 0.65
MUCH_BETTER = 0.85
"""Shares of the columns, by reduced cost, that are kept at first and for a part."""


def likely(costs: Vector, share: float) -> Flags:
    """The columns among this share of the smallest reduced costs."""
    return costs <= np.quantile(costs, share) if len(costs) else np.zeros(0, bool)


def most_likely(model: Model, costs: Vector, values: Vector, seconds: float, on_found: Found) -> None:
    """Plan anew with the likely columns alone, at most one session a slot (so that every plan can be read).

    Two and a half times ``seconds`` when nothing much better was found by then: a slow machine only needs longer.
    """
    begun, before, lowest = time.monotonic(), float(model.problem.cost @ values), [float("inf")]
    free = np.flatnonzero(likely(costs, MOST_LIKELY) | (values > 0.5)).astype(np.int32)
    single = one_session_a_slot(model)

    def found(part: Vector) -> None:
        everything = np.zeros(len(values))
        everything[free] = np.round(part)
        lowest[0] = min(lowest[0], float(model.problem.cost @ everything))
        on_found(everything)

    def enough() -> bool:
        return time.monotonic() - begun > seconds and lowest[0] < MUCH_BETTER * before

    problem = restricted(single, free, np.zeros(len(values)))
    answer = minimise(problem, seconds=2.5 * seconds, start=values[free], on_found=found, stop=enough)
    if answer.values is not None:
        found(answer.values)


def one_session_a_slot(model: Model) -> Problem:
    """The problem with that row for every slot of several rooms."""
    opened: defaultdict[Slot, list[int]] = defaultdict(list)
    for number, column in enumerate(model.columns):
        if column.kind == "o":
            opened[column.slot].append(number)
    rows = [np.array(numbers, np.int32) for numbers in opened.values() if len(numbers) > 1]
    return with_most_one(model.problem, rows) if rows else model.problem


@dataclass
class _Shape:
    """A kind of part that grows when solved quickly and shrinks when not."""

    topics: int
    days: float

    def learn(self, seconds: float, *, finished: bool) -> None:
        if finished and seconds < QUICK:
            self.days = min(LONGEST, self.days * 1.25)
        elif not finished or seconds > SLOW:
            self.days = max(SHORTEST, self.days * 0.75)


class WindowSearch:
    """Betters the columns of a plan part by part until a deadline."""

    def __init__(self, model: Model, values: Vector, likely: Flags, seed: int) -> None:
        self.model, self.values, self.likely = model, values, likely
        self.cost = float(model.problem.cost @ values)
        self.readable = True
        self._random = random.Random(seed)
        columns = model.columns
        self._slot_topic = np.array([column.slot[0] for column in columns], np.int32)
        self._start = np.array([column.slot[1] for column in columns], np.int64)
        self._last = np.array([self._last_day(column.slot) for column in columns], np.int64)
        kinds = np.array([column.kind for column in columns])
        self._is_seat, self._is_session = kinds == "x", (kinds == "o") | (kinds == "a")
        self._request = np.array([c.subject if c.kind in "xyu" else -1 for c in columns], np.int32)
        self._always = (kinds == "m") | (kinds == "f")
        self._days = np.unique(self._start[self._is_seat])
        self._topics = sorted(set(self._slot_topic[self._is_seat].tolist()))
        everything = len(self._topics)
        self._shapes = [_Shape(everything, 6), _Shape(3, 16), _Shape(2, 24)]

    def _last_day(self, slot: Slot) -> int:
        return self.model.choices.places[slot].days[-1] if slot in self.model.choices.places else -1

    def run(self, deadline: float, on_better: Callable[[Vector], bool], target: float) -> None:
        """Better the plan until ``deadline`` or ``target``, or until ``on_better`` says that columns are no plan."""
        turn, self.readable = 0, True
        while len(self._days) and self.readable and time.monotonic() < deadline and self.cost > target + 1e-6:
            shape = self._shapes[turn % len(self._shapes)]
            turn += 1
            begun = time.monotonic()
            finished = self._try(self._chosen(shape), deadline, on_better)
            shape.learn(time.monotonic() - begun, finished=finished)

    def _chosen(self, shape: _Shape) -> Numbers:
        topics = self._random.sample(self._topics, min(shape.topics, len(self._topics)))
        size = min(len(self._days), round(shape.days))
        first = self._random.randrange(len(self._days) - size + 1)
        return self._free(topics, int(self._days[first]), int(self._days[first + size - 1]))

    def _free(self, topics: list[int], first: int, last: int) -> Numbers:
        """The columns that may change: slots of these topics and days, and the requests that could go there."""
        inside = np.isin(self._slot_topic, topics) & (self._start >= first) & (self._last <= last)
        chosen = self.values > 0.5
        movable = np.zeros(len(self.model.choices.starts) + 1, bool)
        movable[self._request[inside & self._is_seat]] = True
        movable[-1] = False
        held = {self.model.columns[number].slot for number in np.flatnonzero(chosen & self._is_session)}
        kept = np.array([column.slot in held for column in self.model.columns])
        of_movable = movable[self._request]
        open_seat = self._is_seat & of_movable & (inside | kept)
        other = of_movable & ~self._is_seat
        sessions = self._is_session & (inside | (kept & (self._last >= first) & (self._start <= last)))
        freed = (open_seat | other | sessions) & self.likely
        return np.flatnonzero(freed | self._always | (of_movable & chosen) | (sessions & chosen)).astype(np.int32)

    def _try(self, free: Numbers, deadline: float, on_better: Callable[[Vector], bool]) -> bool:
        """Plan the free columns anew; True when that was finished in time."""
        seconds = min(ONE_PART_SECONDS, deadline - time.monotonic())
        if seconds <= 0 or not len(free):
            return False
        part = restricted(self.model.problem, free, self.values)
        answer = minimise(part, seconds=seconds, start=self.values[free])
        if answer.values is not None:
            values = self.values.copy()
            values[free] = np.round(answer.values)
            cost = float(self.model.problem.cost @ values)
            self.readable = cost > self.cost + 1e-6 or on_better(values)
            if self.readable and cost <= self.cost + 1e-6:
                self.values, self.cost = values, cost
        return answer.finished
