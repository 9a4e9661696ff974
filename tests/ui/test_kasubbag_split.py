"""B divides a group that does not fit; each part keeps the letter (DOMAIN 8.4, seats short)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.sop.states import RequestState
from tests.ui.december_page import ENTER, K, focus_name
from tests.ui.test_kasubbag import MEMBALONG, PPK_TOLD, Sit, lift, session, sit, verdict
from ui.panels.kasubbag import KasubbagPage

__all__ = ["sit"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
FULL_CLASS = 9


def test_a_group_that_does_not_fit_is_divided_by_keys(sit: Sit) -> None:
    """Two seats left, five people: B proposes two, they go in; the other three stay in the queue with their letter."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, MEMBALONG)
    page.calendar.go(date(2026, 12, 22))
    at.settled()
    while page.carrying.place() is None or page.carrying.place().session_id != FULL_CLASS:  # type: ignore[union-attr]
        at.press(K.Key_Space)
    assert verdict(page)[0] == "no" and "sisa 2 kursi" in verdict(page)[1]
    at.act("b")
    assert focus_name() == "calendar_reason_text" and page.calendar.reason.edit.text() == "2"
    at.act(ENTER)
    assert focus_name() == "month_view"
    ghost = page.calendar.month.ghost()
    assert ghost is not None and ghost.state == "ok" and "2 dari 5 orang" in ghost.detail
    at.act(ENTER)
    assert session(at, FULL_CLASS).seats.taken == 20
    assert at.state(MEMBALONG) is RequestState.SCHEDULING
    lift(at, page, MEMBALONG)
    page.calendar.go(date(2026, 12, 15))
    at.settled()
    at.act(ENTER)
    assert at.state(MEMBALONG) is RequestState.SCHEDULED
    assert {MEMBALONG} <= set(session(at, PPK_TOLD).request_ids) & set(session(at, FULL_CLASS).request_ids)


def test_dividing_into_nothing_or_everybody_is_said(sit: Sit) -> None:
    """0, 5 of 5 and words are no division; the letter stays in the hand."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    lift(at, page, MEMBALONG)
    for typed in ("0", "5", "dua"):
        at.act("b")
        page.calendar.reason.edit.selectAll()
        at.act(typed, ENTER)
        assert at.said[-1] == "Tulis angka 1 sampai 4: suratnya untuk 5 orang."
    assert page.carrying.is_carrying()
