"""A proven bound from the topics: each one planned as if it had the rooms and trainers to itself.

The sum over the topics can never be above the best plan, for only the shared days of rooms and trainers and the
balance (never negative) are left out. Measured: dev-120-a 1,884 after 8 s (the whole model alone 1,853 after 240 s),
dev-300-a 3,736 after 14 s (3,723 after 390 s). Given to the whole model as rows, they carry its search as well.
"""

from __future__ import annotations

import math
import time

import numpy as np

from desktop_app.planner.highs import minimise, part_of, with_rows
from desktop_app.planner.model import Model, Numbers, Problem

LEAST_SECONDS = 0.3
"""Even when the time is over a topic gets this much: its relaxed problem alone gives a fair bound."""

ROUNDING = 1e-3
"""A bound is rounded up only beyond this, for the solver's own sums are not exact."""


def rounded_up(bound: float, *, whole: bool) -> float:
    """The bound as it may be claimed: the next whole number when every cost is one."""
    return float(math.ceil(bound - ROUNDING)) if whole and math.isfinite(bound) else bound


def columns_of(model: Model, topic: int) -> Numbers:
    """The columns of a topic."""
    return np.flatnonzero(model.topic_of == topic).astype(np.int32)


def topic_bounds(model: Model, deadline: float) -> dict[int, float]:
    """Proven cost of each topic alone, the small ones first; what is left of the time is shared by those to come."""
    topics = sorted(set(model.topic_of.tolist()) - {-1}, key=lambda one: len(columns_of(model, one)))
    whole = model.choices.instance.weights.whole
    proven: dict[int, float] = {}
    for done, topic in enumerate(topics):
        left = deadline - time.monotonic()
        seconds = max(LEAST_SECONDS, left / max(1.0, (len(topics) - done) / 2))
        bound = minimise(part_of(model.problem, columns_of(model, topic)), seconds=seconds).bound
        proven[topic] = rounded_up(max(0.0, bound), whole=whole) if math.isfinite(bound) else 0.0
    return proven


def with_topic_rows(model: Model, proven: dict[int, float]) -> Problem:
    """The whole problem with ``cost of a topic >= its bound``, a little below for the sake of sums."""
    rows = [(bound - ROUNDING, columns_of(model, topic)) for topic, bound in proven.items() if bound > ROUNDING]
    return with_rows(model.problem, rows) if rows else model.problem
