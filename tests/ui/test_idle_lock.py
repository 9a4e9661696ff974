"""The idle lock: its minutes are a setting with bounds, it locks, and what was half typed comes back (ASVS 7.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import journal
from desktop_app.queries.setting_names import IDLE_MINUTES
from desktop_app.services import office_calendar
from desktop_app.services.access import actor_for
from desktop_app.services.use_case import Act, Office
from tests.ui.window_office import CTRL, PINS, focus, make_office, open_window, press, until, write
from ui import theme
from ui.app import Presence
from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
KEY = Qt.Key


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A small office."""
    made = make_office(tmp_path)
    yield made
    made.store.close()


def enter(qtbot: QtBot, window: MainWindow, handle: str) -> None:
    """Log in without looking at the cards."""
    window.try_login(handle, PINS[handle])
    until(qtbot, lambda: window.desk is not None)


def set_minutes(office: Office, minutes: int) -> None:
    """Another computer of the office changes the setting."""
    act = Act(actor=actor_for(office, "nurul"))
    office_calendar.save_setting(office, act, name=IDLE_MINUTES, value=minutes)


def test_the_administrator_sets_the_minutes_within_bounds(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    """Never off and never an hour and more; the wrong number stays in its field; the new one holds at once."""
    window = open_window(qtbot, tmp_path, office)
    enter(qtbot, window, "nurul")
    assert window.idle_lock.minutes == 5
    section = window.show_tab("pengaturan").section("safety")  # type: ignore[attr-defined]
    until(qtbot, lambda: section.minutes.value() == 5 and section.minutes.isVisible())
    with qtbot.waitActive(window):
        window.activateWindow()
    for wrong in ("0", "61", ""):
        section.minutes.setFocus()
        section.minutes.selectAll()
        press(KEY.Key_Delete)
        write(wrong)
        press(KEY.Key_Return, CTRL)
        until(qtbot, lambda: "1 sampai 60" in section.minutes.accessibleDescription())
        assert section.minutes.text() == wrong and focus() is section.minutes
        assert window.idle_lock.minutes == 5
    write("12")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: window.idle_lock.minutes == 12)
    with office.store.reading() as connection:
        entry = journal.newest(connection)
        row = connection.exec_driver_sql("SELECT action, actor_name FROM journal WHERE seq = ?", (entry.seq,)).one()
    assert row[0] == "save_setting" and "Nurul" in row[1]


def test_another_computers_change_holds_here_too(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    """The window looks for changes of others; the lock follows."""
    window = open_window(qtbot, tmp_path, office)
    enter(qtbot, window, "wulan")
    set_minutes(office, 2)
    until(qtbot, lambda: window.idle_lock.minutes == 2)


def test_a_still_window_locks_and_a_key_puts_it_off(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    """Keys and clicks start the time anew; then the login page stands there, and the half letter comes back."""
    window = open_window(qtbot, tmp_path, office)
    watch = Presence(window)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    enter(qtbot, window, "wulan")
    QTest.keyClick(window, KEY.Key_N, CTRL)
    until(qtbot, lambda: focus().objectName().startswith("new_letter") or bool(focus().objectName()))
    write("Dinas Setengah")
    typed = focus().objectName()
    window.idle_lock.count(700)
    for _ in range(4):
        qtbot.wait(300)
        write("x")
        assert window.desk is not None, "a key puts the lock off"
    until(qtbot, lambda: window.desk is None)
    assert window.pages.currentWidget() is window.login
    assert not [one for one in window.findChildren(QWidget) if one.objectName() == typed and one.isVisible()]
    enter(qtbot, window, "wulan")
    QTest.keyClick(window, KEY.Key_N, CTRL)
    until(qtbot, lambda: getattr(window.findChild(QWidget, typed), "text", str)() == "Dinas Setengahxxxx")
    app.removeEventFilter(watch)
