"""Delivery slips and blank sheets of the counter by keys: Alt+L on a case, Alt+L without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.december_page import ALT, ENTER, K, Opened
from tests.ui.helpdesk_desk import MARSIDI, found, helpdesk, show
from ui.dialogs.paper_preview import PaperPreview
from ui.panels.helpdesk import HelpdeskPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def lines(menu: QMenu) -> dict[str, QAction]:
    """The lines of a menu by name."""
    return {one.objectName(): one for one in menu.actions() if one.objectName()}


def shown_title(at: Opened, page: HelpdeskPage) -> str:
    """The title of the preview, which is then closed."""
    at.settled()
    (dialog,) = [one for one in page.findChildren(PaperPreview) if one.isVisible()]
    title = dialog.windowTitle()
    at.settled()
    dialog.close()
    dialog.setParent(None)
    dialog.deleteLater()
    with at.qtbot.waitActive(page):
        page.activateWindow()
    page.side.filter.setFocus()
    return title


def test_without_a_case_alt_l_opens_the_papers_of_the_counter(at: Opened) -> None:
    """The first line is marked: Down and Enter reach each; the blank ones need no letter of that day."""
    page = show(at)
    at.press((K.Key_L, ALT))
    menu = page.side._counter.menu
    assert menu.isVisible()
    found_lines = lines(menu)
    assert list(found_lines) == ["counter_slip_today", "counter_slip_before", "counter_slip_blank", "counter_log"]
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, ENTER)
    assert shown_title(at, page).startswith("Lembar Ekspedisi 2026-")
    for name, title in (("counter_slip_blank", "Lembar Ekspedisi"), ("counter_log", "Lembar Catatan Loket")):
        at.press((K.Key_L, ALT))
        menu.close()
        lines(menu)[name].trigger()
        assert shown_title(at, page) == title


def test_the_menu_of_a_case_has_its_own_slip(at: Opened) -> None:
    """Alt+L on an open case: the slip carries its agenda number."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_case(case.request_id)
    at.settled()
    at.press((K.Key_L, ALT))
    assert page.case.menu.isVisible()
    page.case.menu.close()
    lines(page.case.menu)["counter_slip_case"].trigger()
    assert case.key.split("/")[0] in shown_title(at, page)
