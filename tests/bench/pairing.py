"""Measuring two things in turn, A B A B, so that the ratio holds when the machine's speed drifts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench: ``ratio`` of ours to the floor, the goal, what the floor was, and how many runs.

    ``least`` turns the goal round: at least that much.
    """

    key: str
    ratio: float
    goal: float
    floor: str
    n: int
    least: bool = False

    @property
    def ok(self) -> bool:
        """Whether the goal is met in this run."""
        return self.ratio >= self.goal if self.least else self.ratio <= self.goal


def paired(
    key: str, ours: Callable[[], object], floor: Callable[[], object], *, goal: float, words: str, runs: int, cpu: bool
) -> Figure:
    """The median of the pairwise ratios after one warm-up of each; CPU time where waiting must not count."""
    clock = time.process_time if cpu else time.perf_counter

    def timed(work: Callable[[], object]) -> float:
        began = clock()
        work()
        return clock() - began

    timed(ours), timed(floor)
    ratios = []
    for _ in range(runs):
        one, other = timed(ours), timed(floor)
        ratios.append(one / max(other, 1e-9))
    return Figure(key, round(statistics.median(ratios), 3), goal, words, runs)
