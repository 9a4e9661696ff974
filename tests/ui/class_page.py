"""A page of the later steps in an active window, with real threads and the key presses of the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from tests.ui.class_office import ClassOffice
from ui import theme, translation
from ui.desk import Desk
from ui.dispatcher import Dispatcher
from ui.panel import Panel

P = TypeVar("P", bound=Panel)
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
SIZE = (1366, 609)
"""The client area of the common laptop without top bar and hint bar."""


@dataclass
class Page(Generic[P]):
    """The shown panel and what it said."""

    panel: P
    desk: Desk
    office: ClassOffice
    qtbot: QtBot
    said: list[str]

    def settle(self) -> None:
        """Wait until every read and write has been answered, and stayed so."""
        dispatcher = self.desk.dispatcher
        for _ in range(3):
            QTest.qWait(4)
            self.qtbot.waitUntil(lambda: dispatcher._running == 0, timeout=10_000)

    def press(self, *keys: str, into: QWidget | None = None) -> None:
        """Keys as they are written on the keyboard: "1", "Space", "Ctrl+Return"; settles after each."""
        for key in keys:
            target = into or QApplication.focusWidget() or self.panel
            name, chord = key.removeprefix("Ctrl+"), CTRL if key.startswith("Ctrl+") else PLAIN
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), chord)
            self.settle()

    def type(self, text: str) -> None:
        """Text into whatever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)


def show_page(
    qtbot: QtBot, office: ClassOffice, handle: str, make: Callable[[Desk], P], folder: Path, background: Background
) -> Page[P]:
    """The panel of an officer in a window of the smallest size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    translation.install(app)
    actor = office.actor(handle)
    dispatcher = Dispatcher(office.office, actor, background)
    said: list[str] = []
    dispatcher.said.connect(lambda words, _: said.append(words))
    dispatcher.broke.connect(lambda error: said.append(f"BROKE {error!r}"))
    desk = Desk(office.office, actor, dispatcher, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    panel = make(desk)
    dispatcher.setParent(panel)
    dispatcher.changed.connect(panel.refresh)
    qtbot.addWidget(panel)
    panel.resize(*SIZE)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    page = Page(panel, desk, office, qtbot, said)
    panel.refresh(None)
    page.settle()
    return page


def own_names(panel: QWidget) -> list[str]:
    """Object names of our own parts; Qt names its own by a prefix."""
    names = [one.objectName() for one in panel.findChildren(QWidget) if one.objectName()]
    return [name for name in names if not name.startswith("qt_") and "Scroll" not in name]
