"""HiGHS behind one function: one thread, a start, a time limit, and what it found on the way.

``highspy`` is imported only when a problem is solved (ARCHITECTURE.md section 7).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from desktop_app.planner.model import Numbers, Problem, Vector

Found = Callable[[Vector], None]
Proven = Callable[[float], None]


@dataclass(frozen=True)
class Answer:
    """The best values known (``None``: none found), the proven bound, and whether the solver says it finished."""

    values: Vector | None
    bound: float
    finished: bool


def minimise(
    problem: Problem,
    *,
    seconds: float,
    start: Vector | None = None,
    on_found: Found | None = None,
    on_proven: Proven | None = None,
    stop: Callable[[], bool] | None = None,
    straight: bool = False,
) -> Answer:
    """Solve a problem in at most about ``seconds``; ``on_found`` and ``on_proven`` hear of progress.

    ``stop`` ends it early, with what it found. ``straight``: without restarts and without a second search by
    reduced costs (a quarter faster for 30 requests).
    """
    if not len(problem.cost):
        return Answer(np.zeros(0), problem.offset, True)
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", max(0.05, seconds))):
        solver.setOptionValue(option, value)
    if straight:
        solver.setOptionValue("mip_allow_restart", False)
        solver.setOptionValue("mip_heuristic_run_root_reduced_cost", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    solver.passModel(_as_highs(highspy, problem))
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = start.tolist()
        solver.setSolution(given)
    if on_found is not None:
        found = on_found
        solver.cbMipImprovingSolution.subscribe(lambda event: found(np.array(event.data_out.mip_solution, float)))
    if on_proven is not None:
        proven = on_proven
        solver.cbMipLogging.subscribe(lambda event: proven(float(event.data_out.mip_dual_bound)))
    if stop is not None:
        asked = stop
        solver.cbMipInterrupt.subscribe(lambda event: event.interrupt(asked()))
    solver.run()
    return _answer(highspy, solver)


def reduced_costs(problem: Problem) -> Vector:
    """What each column adds to the cost of the relaxed problem: large ones are seldom part of a good plan."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    relaxed = _as_highs(highspy, problem)
    relaxed.integrality_ = []
    solver.passModel(relaxed)
    solver.run()
    costs = np.array(solver.getSolution().col_dual, float)
    return costs if len(costs) == len(problem.cost) else problem.cost


def _answer(highspy: Any, solver: Any) -> Answer:
    information, status = solver.getInfo(), solver.getModelStatus()
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    finished = infeasible or status == highspy.HighsModelStatus.kOptimal
    has_values = information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value, float) if has_values else None
    bound = float("inf") if infeasible else float(information.mip_dual_bound)
    return Answer(values, bound, finished)


def _as_highs(highspy: Any, problem: Problem) -> Any:
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(problem.cost), len(problem.row_lower)
    made.offset_ = problem.offset
    made.col_cost_, made.col_lower_, made.col_upper_ = problem.cost, problem.lower, problem.upper
    made.row_lower_, made.row_upper_ = problem.row_lower, problem.row_upper
    made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    made.a_matrix_.start_, made.a_matrix_.index_ = problem.starts, problem.index
    made.a_matrix_.value_ = problem.value
    made.integrality_ = [highspy.HighsVarType.kInteger] * len(problem.cost)
    return made


def restricted(problem: Problem, free: Numbers, values: Vector) -> Problem:
    """The problem in which only the columns ``free`` may change; the others keep their ``values``."""
    is_free = np.zeros(len(problem.cost), bool)
    is_free[free] = True
    new_number = np.cumsum(is_free, dtype=np.int32) - 1
    rows = problem.rows_of_entries
    kept = is_free[problem.index]
    spent = np.bincount(
        rows[~kept], problem.value[~kept] * values[problem.index[~kept]], minlength=len(problem.row_lower)
    )
    counts = np.bincount(rows[kept], minlength=len(problem.row_lower))
    used = counts > 0
    return Problem(
        problem.cost[is_free],
        problem.lower[is_free],
        problem.upper[is_free],
        (problem.row_lower - spent)[used],
        (problem.row_upper - spent)[used],
        np.concatenate(([0], np.cumsum(counts[used]))).astype(np.int32),
        new_number[problem.index[kept]],
        problem.value[kept],
        problem.offset + float(problem.cost[~is_free] @ values[~is_free]),
    )


def part_of(problem: Problem, columns: Numbers) -> Problem:
    """The problem of these columns alone, a relaxation: of the rows shared with others only "at most" rows stay.

    (With positive entries and columns that are never negative, leaving out the others' entries only helps.)
    """
    inside = np.zeros(len(problem.cost), bool)
    inside[columns] = True
    rows, count = problem.rows_of_entries, len(problem.row_lower)
    own = inside[problem.index]
    shared = np.bincount(rows[~own], minlength=count) > 0
    negative = np.bincount(rows[problem.value < 0], minlength=count) > 0
    counts = np.bincount(rows[own], minlength=count)
    chosen = (counts > 0) & ~(shared & (negative | np.isfinite(problem.row_lower)))
    kept = own & chosen[rows]
    new_number = np.cumsum(inside, dtype=np.int32) - 1
    return Problem(
        problem.cost[inside],
        problem.lower[inside],
        problem.upper[inside],
        problem.row_lower[chosen],
        problem.row_upper[chosen],
        np.concatenate(([0], np.cumsum(counts[chosen]))).astype(np.int32),
        new_number[problem.index[kept]],
        problem.value[kept],
    )


def with_rows(problem: Problem, added: list[tuple[float, Numbers]]) -> Problem:
    """The problem with rows ``cost of these columns >= bound`` added (see ``bound``)."""
    costly = [columns[problem.cost[columns] != 0] for _, columns in added]
    bounds = np.array([bound for bound, _ in added], float)
    return _extended(
        problem, costly, [problem.cost[columns] for columns in costly], bounds, np.full(len(added), np.inf)
    )


def with_most_one(problem: Problem, groups: list[Numbers]) -> Problem:
    """The problem with rows "at most one of these columns" added."""
    ones = [np.ones(len(group)) for group in groups]
    return _extended(problem, groups, ones, np.full(len(groups), -np.inf), np.ones(len(groups)))


def _extended(
    problem: Problem, index: list[Numbers], value: list[Vector], row_lower: Vector, row_upper: Vector
) -> Problem:
    ends = problem.starts[-1] + np.cumsum([len(one) for one in index], dtype=np.int32)
    return replace(
        problem,
        row_lower=np.concatenate((problem.row_lower, row_lower)),
        row_upper=np.concatenate((problem.row_upper, row_upper)),
        starts=np.concatenate((problem.starts, ends)).astype(np.int32),
        index=np.concatenate((problem.index, *index)).astype(np.int32),
        value=np.concatenate((problem.value, *value)),
    )
