"""Half days of attendance: what counts as come, and whether it is enough for a certificate (DOMAIN 8.4)."""

from __future__ import annotations

from collections.abc import Sequence

PRESENT = "PRESENT"
HALVES = 2


def halves_present(days: Sequence[tuple[str, str]]) -> int:
    """Half days come, of (morning, afternoon) statuses; an afternoon of its own is "" when it is like the morning."""
    return sum((morning == PRESENT) + ((afternoon or morning) == PRESENT) for morning, afternoon in days)


def enough(days: Sequence[tuple[str, str]], threshold: int) -> bool:
    """Whether the share reaches the office's threshold in percent."""
    return bool(days) and halves_present(days) * 100 >= threshold * HALVES * len(days)
