"""The eight steps of a case as the strip shows them."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.queries.case_rows import StepRow
from ui.widgets.sop_strip import StepView


def step_views(rows: Iterable[StepRow]) -> tuple[StepView, ...]:
    """Rows of the query as steps of the strip: red only after the standard has really passed."""
    return tuple(_view(row) for row in rows)


def _view(row: StepRow) -> StepView:
    elapsed = row.time_text.partition(" / ")[0] if row.state != "next" and " / " in row.time_text else ""
    late = row.judged and row.level == "over"
    spoken = f"{row.sentence}. {row.lane_label}, mutu baku {row.standard}"
    if row.late_note:
        spoken += f", {row.late_note}"
    return StepView(
        row.number, row.short, row.standard_brief, row.state, elapsed, "danger" if late else "accent", spoken
    )
