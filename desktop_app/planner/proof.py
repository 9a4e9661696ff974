"""What the window and the child that searches agree on, without the child's numbers library."""

from __future__ import annotations

VERB = "--plan-worker"
"""How the built program is told to be the child."""

SLACK = 1e-6


def is_optimal(cost: float, bound: float | None) -> bool:
    """Whether the bound proves the cost."""
    return bound is not None and bound >= cost - SLACK * max(1.0, abs(cost))
