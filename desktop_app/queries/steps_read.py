"""The eight SOP steps of a case with their clocks: what the strip, ``show KEY`` and the papers read (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from desktop_app.office_time import wall
from desktop_app.queries.case_rows import StepRow, StepState
from desktop_app.queries.gathered import wall_or_none
from desktop_app.queries.labels import LATE_NOTE
from desktop_app.queries.step_clocks import Clock, ClockRoom, clock_of, current_step, open_visit, visit_of_step
from desktop_app.sop.states import LANE_LABELS, Lane, RequestState
from desktop_app.sop.steps import STEPS, ClockKind, Step, brief_standard
from desktop_app.sop.working_time import Pause


def step_rows(
    room: ClockRoom,
    state: RequestState,
    visits: Sequence[RowMapping],
    pauses: Sequence[Pause],
    names: Mapping[int, str],
    *,
    training_days: int = 0,
) -> tuple[StepRow, ...]:
    """The steps 1 to 8; ``names`` are officers by id, ``training_days`` how many days the classes of the case last."""
    now = current_step(state, visits)
    rows: list[StepRow] = []
    for row in STEPS:
        shown = _shown_visit(visits, row.number, now)
        clock = None if shown is None else clock_of(room, shown, pauses, training_days=training_days)
        if row.number == now and state is RequestState.INCOMPLETE and clock is not None:
            clock = clock._replace(level="quiet", judged=False)
        rows.append(_step_row(row, _state(row.number, now, shown), shown, clock, visits, names))
    return tuple(rows)


def _shown_visit(visits: Sequence[RowMapping], number: int, now: int) -> RowMapping | None:
    if number == now:
        running = open_visit(visits)
        if running is not None and running["step_no"] == number:
            return running
    found = visit_of_step(visits, number)
    return None if now and number > now and found is not None and found["done_at"] is None else found


def _state(number: int, now: int, visit: RowMapping | None) -> StepState:
    if number == now:
        return "now"
    behind = visit is not None and visit["done_at"] is not None and (now == 0 or number < now)
    return "done" if behind else "next"


def _step_row(
    row: Step,
    state: StepState,
    visit: RowMapping | None,
    clock: Clock | None,
    visits: Sequence[RowMapping],
    names: Mapping[int, str],
) -> StepRow:
    finished = state == "done"
    by_paper = bool(visit is not None and visit["from_paper"])
    return StepRow(
        number=row.number,
        short=row.short,
        sentence=row.sentence,
        lane=row.lane,
        lane_label=LANE_LABELS[row.lane],
        state=state,
        standard=row.standard,
        standard_brief=brief_standard(row),
        unit="mnt" if row.clock in (ClockKind.COUNTER_MINUTES, ClockKind.WORKING_MINUTES) else "hari",
        limit=row.limit,
        **_clock_columns(clock),
        time_text=_time_text(row, state, clock),
        performed_by=_performer(row, visit, names) if finished else "",
        performed_by_lane=LANE_LABELS[row.lane] if finished else "",
        recorded_by=names.get(visit["recorded_by_id"], "") if visit is not None else "",
        acting_kind=(visit["acting_kind"] or "") if visit is not None else "",
        received_at=wall(visit["received_at"]) if visit is not None else None,
        started_at=wall_or_none(visit["started_at"]) if visit is not None else None,
        occurred_at=wall_or_none(visit["done_at"]) if visit is not None else None,
        recorded_at=wall_or_none(visit["recorded_at"]) if visit is not None else None,
        from_paper=by_paper,
        visits=sum(1 for one in visits if one["step_no"] == row.number),
        round=visit["round"] if visit is not None else 1,
        outcome=(visit["outcome"] or "") if visit is not None else "",
    )


def _clock_columns(clock: Clock | None) -> dict[str, Any]:
    """What the clock shows; nothing before the paper reached the lane."""
    late = clock is not None and clock.recorded_late
    return {
        "elapsed": clock.elapsed if clock else None,
        "minutes": clock.minutes if clock else None,
        "minutes_with_pauses": clock.minutes_with_pauses if clock else None,
        "level": clock.level if clock else "quiet",
        "judged": clock.judged if clock else False,
        "recorded_late": late,
        "late_note": LATE_NOTE if late else "",
    }


def _performer(row: Step, visit: RowMapping | None, names: Mapping[int, str]) -> str:
    """Who did the step: an officer's name, else the lane (applicants never log in)."""
    if row.lane is Lane.LPSE_USER or visit is None or visit["performed_by_id"] is None:
        return LANE_LABELS[row.lane]
    return names.get(visit["performed_by_id"], LANE_LABELS[row.lane])


def _time_text(row: Step, state: StepState, clock: Clock | None) -> str:
    """ "2 mnt / 5 mnt"; before the step its standard alone."""
    if state == "next" or clock is None:
        return brief_standard(row)
    return f"{clock.text} / {brief_standard(row)}"
