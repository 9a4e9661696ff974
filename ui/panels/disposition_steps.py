"""The eight steps for an official: his own lateness in red, that of others is not his business (design, head)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.queries.case_rows import StepRow
from desktop_app.sop.states import Lane
from ui.panels.case_steps import step_views
from ui.widgets.sop_strip import StepView


def own_steps(rows: Sequence[StepRow], lane: Lane) -> tuple[StepView, ...]:
    """The steps of a case with other lanes' lateness left quiet."""
    return tuple(
        view if row.lane is lane else view._replace(tone="accent")
        for row, view in zip(rows, step_views(rows), strict=True)
    )
