"""Half days: what counts as come, and the office's threshold."""

from __future__ import annotations

import pytest

from desktop_app.sop.attendance import enough, halves_present

WHOLE, GONE_AT_NOON, CAME_AT_NOON, AWAY = ("PRESENT", ""), ("PRESENT", "SICK"), ("ABSENT", "PRESENT"), ("NO_SHOW", "")


@pytest.mark.parametrize(
    ("days", "halves"),
    [
        ((), 0),
        ((WHOLE,), 2),
        ((WHOLE, GONE_AT_NOON), 3),
        ((CAME_AT_NOON, AWAY), 1),
        ((WHOLE, WHOLE, AWAY), 4),
    ],
)
def test_share_of_half_days(days: tuple[tuple[str, str], ...], halves: int) -> None:
    assert halves_present(days) == halves


def test_the_threshold_is_reached_exactly_and_never_by_rounding() -> None:
    assert enough((WHOLE, GONE_AT_NOON), 75)
    assert not enough((WHOLE, GONE_AT_NOON), 76)
    assert not enough((WHOLE, WHOLE, AWAY), 67)
    assert enough((AWAY,), 0)
    assert not enough((), 0)
