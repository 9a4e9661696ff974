"""Better and better plans until the time is over or the best is proven (PLANNER.md, "Goals": behaviour, honesty).

Order: greedy; for larger instances the likely columns; each topic alone, for the bound; parts, then the whole model
from the best plan. Every plan is judged by ``rules`` before it counts, never by the solver's word: its cost is
recomputed, and a search that finished below its own plan is run again without the start.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.planner.bound import rounded_up, topic_bounds, with_topic_rows
from desktop_app.planner.choices import Choices, choices_of
from desktop_app.planner.greedy import first_plan
from desktop_app.planner.highs import Answer, minimise, reduced_costs
from desktop_app.planner.instance import Instance
from desktop_app.planner.model import Model, Vector, build
from desktop_app.planner.packing import DoesNotPack, read_plan, values_of
from desktop_app.planner.proof import SLACK, is_optimal
from desktop_app.planner.rules import Plan, judge
from desktop_app.planner.window_search import LIKELY, WindowSearch, likely, most_likely

TINY = 1_200
"""Columns up to which topics alone would take longer than they save (30 requests: about 1,000)."""

SMALL = 2_000
"""Columns up to which the whole model is searched at once (60 requests: about 1,500)."""

TOO_LARGE = 150_000
"""Columns beyond which only the greedy plan is shown: the solver would not have begun before the time is over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The best plan known, its recomputed cost, and the bound proven so far."""

    plan: Plan
    cost: float
    bound: float | None


Report = Callable[[Progress], None]


def solve(instance: Instance, seconds: float, on_progress: Report | None = None) -> Progress:
    """The best plan found in about ``seconds``; the rows of progress come as they are found."""
    return _Search(instance, seconds, on_progress).run()


class _Search:
    def __init__(self, instance: Instance, seconds: float, on_progress: Report | None) -> None:
        self.begun = time.monotonic()
        self.seconds, self.deadline = seconds, self.begun + seconds
        self.instance = instance
        self.report = on_progress or (lambda progress: None)
        self.choices: Choices = choices_of(instance)
        self.plan = first_plan(self.choices)
        self.cost = judge(instance, self.plan).cost
        self.bound: float | None = None
        self.topics: dict[int, float] = {}
        self.unreadable: set[tuple[int, int]] = set()
        self.model: Model

    def run(self) -> Progress:
        self._tell()
        if sum(map(len, self.choices.starts)) > TOO_LARGE or not self._time_left():
            return self._progress()
        self.model = build(self.choices)
        large = len(self.model.columns) > SMALL
        if large:
            self._likely_columns(0.18)
        if len(self.model.columns) > TINY:
            self._topics(0.45)
        if large:
            self._parts(0.6)
        while not self._done():
            if not self._whole():
                break
        return self._progress()

    # -- what is known -------------------------------------------------------------------------------------

    def _progress(self) -> Progress:
        return Progress(self.plan, self.cost, self.bound)

    def _tell(self) -> None:
        self.report(self._progress())

    def _time_left(self) -> float:
        return max(0.0, self.deadline - time.monotonic())

    def _done(self) -> bool:
        return self._time_left() <= 0 or is_optimal(self.cost, self.bound)

    def _offer(self, values: Vector) -> bool:
        """Judge the plan these columns say and keep it when it is better; False when it cannot be read."""
        try:
            plan = read_plan(self.model, values)
        except DoesNotPack as problem:
            self.unreadable |= problem.slots
            return False
        verdict = judge(self.instance, plan)
        if verdict.violations:
            return False
        if verdict.cost < self.cost - SLACK:
            self.plan, self.cost = plan, verdict.cost
            if self.bound is not None and self.bound > self.cost + SLACK:
                self.bound = None
            self._tell()
        return True

    def _prove(self, bound: float) -> None:
        """Keep a proven bound; never one that the known plan disproves, nor one about choices left out."""
        if not self.choices.complete or not math.isfinite(bound):
            return
        claimed = min(self.cost, rounded_up(max(0.0, bound), whole=self.instance.weights.whole))
        if self.bound is None or claimed > self.bound + SLACK:
            self.bound = claimed
            self._tell()

    # -- ways to a better plan -----------------------------------------------------------------------------

    def _likely_columns(self, share: float) -> None:
        costs = reduced_costs(self.model.problem)
        seconds = min(self._time_left(), share * self.seconds)
        most_likely(self.model, costs, values_of(self.model, self.plan), seconds, lambda v: void(self._offer(v)))

    def _topics(self, share: float) -> None:
        self.topics = topic_bounds(self.model, time.monotonic() + min(self._time_left(), share * self.seconds))
        self._prove(sum(self.topics.values()))

    def _parts(self, share: float) -> None:
        """Window search in a share of what is left; a slot that cannot be read is written out room by room."""
        deadline = time.monotonic() + share * self._time_left()
        while time.monotonic() < deadline and not self._done():
            self._split()
            flags = likely(reduced_costs(self.model.problem), LIKELY)
            search = WindowSearch(self.model, values_of(self.model, self.plan), flags, seed=len(self.model.split))
            search.run(deadline, self._offer, self.bound or 0.0)
            if not self.unreadable:
                return

    def _split(self) -> None:
        if self.unreadable:
            self.model = build(self.choices, self.model.split | self.unreadable)
            self.unreadable = set()

    def _whole(self) -> bool:
        """The whole model, from the best plan when it is large; True when it is worth another run."""
        self._split()
        large = len(self.model.columns) > SMALL
        answer = self._run_whole(with_start=large)
        if large and answer.finished and not self._done() and not self.unreadable:
            self._run_whole(with_start=False)
        return bool(self.unreadable)

    def _run_whole(self, *, with_start: bool) -> Answer:
        """HiGHS given a start sometimes stops "optimal" with a bound below its plan: hence the run without one."""
        answer = minimise(
            with_topic_rows(self.model, self.topics),
            seconds=self._time_left(),
            start=values_of(self.model, self.plan) if with_start else None,
            on_found=lambda values: void(self._offer(values)),
            on_proven=self._prove,
            straight=len(self.model.columns) <= TINY,
        )
        if answer.values is not None:
            self._offer(answer.values)
        self._prove(answer.bound)
        return answer


def void(value: object) -> None:
    """Drop a result where nobody asks for one."""
