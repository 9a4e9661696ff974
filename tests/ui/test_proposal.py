"""Ctrl+J proposes, keys choose, lock, move and skip, Ctrl+Enter saves all in one act that one Ctrl+Z takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.planner.office_cards import Card
from desktop_app.planner.rules import NewSession
from desktop_app.services import office_places, scheduling
from desktop_app.sop.states import RequestState
from tests.ui.december_office import PPK
from tests.ui.december_page import CTRL, K, Opened, desk_of, focus_name
from ui.panels.kasubbag import KasubbagPage
from ui.panels.proposal_card import LeftOverCard, ProposalCard
from ui.panels.proposal_pane import STALE, ProposalPane

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MEMBALONG, PERHUBUNGAN = 14, 15
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def proposed(at: Opened) -> tuple[KasubbagPage, ProposalPane]:
    """The page with a finished proposal, opened by its key."""
    page = at.show(KasubbagPage)
    at.press((K.Key_J, CTRL))
    pane = page.proposal.pane
    sought(at, pane)
    return page, pane


def sought(at: Opened, pane: ProposalPane) -> None:
    """The search is over and its last plan is shown."""
    at.qtbot.waitUntil(lambda: pane.spread is not None and pane._halt.isHidden(), timeout=20_000)
    at.settled()


def current(pane: ProposalPane) -> Card:
    """The chosen line."""
    row = pane.current()
    assert isinstance(row, ProposalCard)
    return row.card


def line_of(pane: ProposalPane, words: str) -> Card:
    """The line with a sender."""
    assert pane.spread is not None
    return next(card for card in pane.spread.cards if words in card.who)


def choose(at: Opened, pane: ProposalPane, words: str) -> None:
    """Down to the line of a sender."""
    for _ in range(20):
        row = pane.current()
        if isinstance(row, ProposalCard) and words in row.card.who:
            return
        if isinstance(row, LeftOverCard) and words in row.left.who:
            return
        at.press(K.Key_Down)
    raise AssertionError(words)


def test_everything_that_waits_is_proposed_with_reasons_and_nothing_is_saved(sit: Sit) -> None:
    """Cards with day, senders, seats and a sentence; dashed chips; Esc leaves the office as it was."""
    at = sit("nurul")
    page, pane = proposed(at)
    assert pane.spread is not None and pane.spread.proven
    assert "Terbukti terbaik" in pane._gap.text()
    assert focus_name() == "proposal_card_0"
    assert all(card.why and card.where and card.added for card in pane.spread.cards)
    dashed = [chip for chip in page.calendar.month.month_model.chips if chip.proposed]
    assert len(dashed) == len(pane.spread.cards)
    assert at.case(MEMBALONG).state is RequestState.SCHEDULING
    at.press(K.Key_Escape)
    at.settled()
    assert pane.isHidden() and not [c for c in page.calendar.month.month_model.chips if c.proposed]
    assert page._left.isVisible() and focus_name() == "month_view"
    assert at.case(MEMBALONG).state is RequestState.SCHEDULING


def test_ctrl_enter_saves_all_lines_and_one_undo_takes_them_back(sit: Sit) -> None:
    """One act in the journal for the whole proposal."""
    at = sit("nurul")
    _, pane = proposed(at)
    assert pane.spread is not None
    at.act((K.Key_Return, CTRL))
    assert "usulan diterima" in at.said[-1]
    assert at.case(MEMBALONG).state is RequestState.SCHEDULED
    assert pane.isHidden()
    at.undo()
    assert at.case(MEMBALONG).state is RequestState.SCHEDULING


def test_a_moved_line_stays_where_it_was_put_and_the_rest_follows(sit: Sit) -> None:
    """G lifts it, the arrows carry it, the verdict is live, Enter sets it down locked."""
    at = sit("nurul")
    page, pane = proposed(at)
    choose(at, pane, "Membalong")
    before = current(pane).days[0]
    at.press(K.Key_G)
    assert focus_name() == "month_view" and page.carrying.is_carrying()
    for _ in range(4):
        at.press(K.Key_Right)
    ghost = page.calendar.month.ghost()
    assert ghost is not None and ghost.state == "no" and "hari kerja" in ghost.verdict
    at.press(K.Key_Return)
    assert page.carrying.is_carrying(), "a refused day keeps it in the hand"
    for _ in range(2):
        at.press(K.Key_Right)
    at.press(K.Key_Return)
    sought(at, pane)
    moved = line_of(pane, "Membalong")
    assert moved.days[0] != before and pane.is_locked(moved)
    assert focus_name().startswith("proposal_card")


def test_a_line_that_fills_a_class_can_go_to_a_class_of_its_own_or_another_one(sit: Sit) -> None:
    """G works on every line; a day where it cannot be says why with names, not codes."""
    at = sit("nurul")
    page, pane = proposed(at)
    assert pane.spread is not None
    filling = next(card for card in pane.spread.cards if not card.is_new)
    pane.choose(filling.key)
    at.press(K.Key_G)
    assert page.carrying.is_carrying()
    for _ in range(7):
        at.press(K.Key_Right)
        ghost = page.calendar.month.ghost()
        assert ghost is not None and ghost.verdict and "sesi:" not in ghost.verdict
    at.press(K.Key_Escape)
    assert not page.carrying.is_carrying() and page.proposal.is_open()


def test_a_skipped_line_waits_and_can_come_back(sit: Sit) -> None:
    """Del puts its letters under "Belum terjadwal"; Del there takes them in again."""
    at = sit("nurul")
    _, pane = proposed(at)
    choose(at, pane, "Membalong")
    at.press(K.Key_Delete)
    sought(at, pane)
    assert pane.spread is not None and "14/2026" in pane.spread.skipped
    left = next(one for one in pane.spread.left if one.key == "14/2026")
    assert left.skipped and left.why == "Dilewati."
    choose(at, pane, "Membalong")
    at.press(K.Key_Delete)
    sought(at, pane)
    assert "14/2026" not in pane.spread.skipped
    assert line_of(pane, "Membalong")


def test_a_locked_line_survives_while_others_are_skipped(sit: Sit) -> None:
    """K keeps it; K again lets it go."""
    at = sit("nurul")
    _, pane = proposed(at)
    choose(at, pane, "Membalong")
    kept = current(pane)
    at.press(K.Key_K)
    sought(at, pane)
    assert pane.is_locked(line_of(pane, "Membalong"))
    assert line_of(pane, "Membalong").days == kept.days
    choose(at, pane, "Membalong")
    at.press(K.Key_K)
    sought(at, pane)
    assert not pane.wishes.locked


def test_a_letter_scheduled_in_another_window_stops_the_whole_and_says_which(sit: Sit) -> None:
    """Nothing is saved; the pane says to propose again; R does."""
    at = sit("nurul")
    _, pane = proposed(at)
    at.december.do(
        "nurul",
        scheduling.schedule_request,
        request=PERHUBUNGAN,
        first_day=date(2026, 12, 28),
        topic=PPK,
        room="aula",
        trainers=("maya",),
    )
    at.act((K.Key_Return, CTRL))
    assert "sudah tidak menunggu" in pane._error.text() and "Tidak ada yang disimpan" in pane._error.text()
    assert at.case(MEMBALONG).state is RequestState.SCHEDULING
    pane.stale()
    assert pane._error.text() == STALE
    at.press(K.Key_R)
    sought(at, pane)
    at.act((K.Key_Return, CTRL))
    assert at.case(MEMBALONG).state is RequestState.SCHEDULED


def test_what_needs_a_reason_asks_for_it_in_the_pane_and_saves_with_it(sit: Sit) -> None:
    """The trainer's competence ended meanwhile. The letters of the reason are letters, Enter saves the whole."""
    at = sit("nurul")
    _, pane = proposed(at)
    line = line_of(pane, "Membalong").line
    assert isinstance(line, NewSession)
    at.december.do("nurul", office_places.set_competence, trainer=line.trainer, topics=("TOKO_DARING",))
    at.act((K.Key_Return, CTRL))
    assert pane.reason.isVisible() and focus_name() == "proposal_reason_text"
    assert at.case(MEMBALONG).state is RequestState.SCHEDULING
    at.press("krs: mengajar bersama")
    at.act(K.Key_Return)
    assert at.case(MEMBALONG).state is RequestState.SCHEDULED and pane.isHidden()


def test_stopping_and_closing_leave_no_child_behind(sit: Sit) -> None:
    """S ends the search with the plan so far; locking the screen ends it wholly."""
    at = sit("nurul")
    page = at.show(KasubbagPage)
    at.press((K.Key_J, CTRL))
    pane = page.proposal.pane
    at.qtbot.waitUntil(lambda: pane.spread is not None, timeout=8000)
    at.press(K.Key_S)
    at.qtbot.waitUntil(lambda: pane._halt.isHidden(), timeout=2000)
    assert pane.spread is not None and pane.accept_button.isEnabled()
    at.press(K.Key_R)
    assert page.close_down()
    assert pane.search._thread is None or not pane.search._thread.is_alive()


def test_who_may_not_schedule_gets_no_proposal(sit: Sit) -> None:
    """The helpdesk looks only."""
    at = sit("wulan")
    page = at.show(KasubbagPage)
    at.press((K.Key_J, CTRL))
    assert page.proposal.pane.isHidden() and not page.calendar.auto.isEnabled()
