"""The eight steps for an official: his own lateness in red, that of others is not his business (design, head)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.queries.case_rows import StepRow
from desktop_app.sop.states import LANE_OF_ROLE
from ui.desk import Desk
from ui.panels.case_steps import step_views
from ui.widgets.sop_strip import StepView


def own_steps(rows: Sequence[StepRow], desk: Desk) -> tuple[StepView, ...]:
    """The steps of a case with the lateness of lanes that are not this officer's left quiet."""
    own = {LANE_OF_ROLE[role] for role in desk.actor.roles if role in LANE_OF_ROLE}
    return tuple(
        view if row.lane in own else view._replace(tone="accent")
        for row, view in zip(rows, step_views(rows), strict=True)
    )
