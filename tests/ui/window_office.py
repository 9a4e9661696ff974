"""A real window over a set-up office: PINs are the handles' own numbers, backups at close are off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.services import data_folder, setup
from desktop_app.services.use_case import Office
from ui.main_window import MainWindow

PINS = {"wulan": "506345", "suryadi": "763509", "nurul": "583673", "andi": "466030"}
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def make_office(folder: Path, *, accepted: bool = True) -> Office:
    """An office of four officers, with known PINs."""
    office = data_folder.create(Access(folder / "data", folder / "key")).office
    plan = setup.read_plan(setup.example_text())
    few = tuple(one for one in plan.officers if one.handle in PINS)
    plan = setup.SetupPlan(
        officers=few, rooms=plan.rooms, topics=plan.topics, agenda_books=plan.agenda_books, settings=plan.settings
    )
    pins = setup.set_up(office, plan, pins=PINS)
    if accepted:
        setup.accept_pins(office, pins)
    return office


def open_window(qtbot: QtBot, folder: Path, office: Office | None) -> MainWindow:
    """The window on screen, with the office attached when there is one."""
    window = MainWindow(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window.backup_on_close = False
    qtbot.addWidget(window)
    window.resize(1366, 689)
    if office is not None:
        window.attach(office, Background())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def focus() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key to whatever has the focus."""
    QTest.keyClick(focus(), key, modifier)


def write(text: str) -> None:
    """Letters and digits to whatever has the focus."""
    QTest.keyClicks(focus(), text)


def until(qtbot: QtBot, true: Callable[[], bool], milliseconds: int = 8000) -> None:
    """Wait for the threads."""
    qtbot.waitUntil(true, timeout=milliseconds)
