"""The calendar between two months: keys pressed before the next month was read count from the right day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.queries.calendar_page import CalendarPage
from ui import theme
from ui.panels.calendar_pane import CalendarPane

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def empty_page(pane: CalendarPane) -> CalendarPage:
    """What is read for the days on show when nothing is in them."""
    first, last = pane.span()
    return CalendarPage(first=first, last=last, sessions=(), marks=(), clashes=(), rooms=(), trainers=(), absences=())


def test_arrows_count_from_the_day_gone_to_before_its_month_is_read(qtbot: QtBot, qapp: QApplication) -> None:
    """A letter lifted over 12 August is carried to the 13th, not to a day of July."""
    theme.apply(qapp, "light")
    pane = CalendarPane(date(2026, 7, 13))
    qtbot.addWidget(pane)
    pane.show_page(empty_page(pane))
    pane.go(date(2026, 8, 12))
    QTest.keyClick(pane.month, Qt.Key.Key_Right)
    assert pane.cursor_day() == date(2026, 8, 13)
    pane.show_page(empty_page(pane))
    QTest.keyClick(pane.month, Qt.Key.Key_Left)
    assert (pane.cursor_day(), pane.month.cursor_day()) == (date(2026, 8, 12), date(2026, 8, 12))
