"""The topics of a letter: more than one, without leaving the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.panels.intake_fields import TopicsField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def field(qtbot: QtBot, qapp: QApplication) -> TopicsField:
    """Three topics to choose from."""
    theme.apply(qapp, "light")
    made = TopicsField(object_name="topics")
    made.set_topics([("SPSE", "SPSE"), ("E_KATALOG", "e-Katalog v6"), ("SIRUP", "SiRUP")])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.choice.setFocus()
    return made


def test_plus_takes_what_is_highlighted_and_asks_for_one_more(field: TopicsField) -> None:
    """Two letters, ``+``, two letters, Enter."""
    QTest.keyClicks(field.choice, "ka+")
    assert field.codes() == ("E_KATALOG",)
    assert field.choice.text() == "" and field.choice.hasFocus() and not field.choice.is_open()
    QTest.keyClicks(field.choice, "si")
    QTest.keyClick(field.choice, Qt.Key.Key_Return)
    assert field.codes() == ("E_KATALOG", "SIRUP")


def test_plus_where_nothing_fits_is_only_a_letter(field: TopicsField) -> None:
    """Nothing is taken that was not offered."""
    QTest.keyClicks(field.choice, "xx+")
    assert field.codes() == ()
