"""A plan as the JSON of PLANNER.md ("Solution"), and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.planner.rules import Joining, NewSession, Plan


def plan_to_data(plan: Plan) -> dict[str, Any]:
    """``sessions``, ``into_existing`` and ``unplaced``."""
    return {
        "sessions": [
            {
                "topic": one.topic,
                "start": one.start.isoformat(),
                "room": one.room,
                "trainer": one.trainer,
                "requests": list(one.requests),
            }
            for one in plan.sessions
        ],
        "into_existing": [{"session": one.session, "requests": list(one.requests)} for one in plan.into_existing],
        "unplaced": list(plan.unplaced),
    }


def plan_from_data(data: dict[str, Any]) -> Plan:
    """The plan such a JSON value says."""
    return Plan(
        tuple(
            NewSession(
                one["topic"],
                date.fromisoformat(one["start"]),
                one["room"],
                one["trainer"],
                tuple(one["requests"]),
            )
            for one in data["sessions"]
        ),
        tuple(Joining(one["session"], tuple(one["requests"])) for one in data["into_existing"]),
        tuple(data["unplaced"]),
    )
