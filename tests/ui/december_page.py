"""A page of the window on the sample day, driven by real keys on a real encrypted office."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.queries import cases
from desktop_app.sop.states import RequestState
from tests.ui import december_office
from tests.ui.december_office import December
from ui import theme
from ui.desk import Desk
from ui.dispatcher import Dispatcher
from ui.panel import Panel

P = TypeVar("P", bound=Panel)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
K = Qt.Key
ENTER = K.Key_Return


@cache
def template() -> Path:
    """The filled office, made once a run."""
    folder = Path(tempfile.mkdtemp(prefix="december-"))
    made = december_office.make(folder)
    december_office.fill(made)
    made.office.store.close()
    return folder


class Opened:
    """A shown page with what it said."""

    def __init__(self, qtbot: QtBot, december: December, handle: str, background: Background, ini: Path) -> None:
        self.qtbot, self.december = qtbot, december
        dispatcher = Dispatcher(december.office, december.actors[handle], background)
        self.desk = Desk(
            december.office, december.actors[handle], dispatcher, QSettings(str(ini), QSettings.Format.IniFormat)
        )
        self.said: list[str] = []
        self.broke: list[BaseException] = []
        dispatcher.said.connect(lambda words, _: self.said.append(words))
        dispatcher.broke.connect(self.broke.append)

    def show(self, made: Callable[[Desk], P]) -> P:
        """Make a page, show it as the window does, and wait for its rows."""
        page = made(self.desk)
        self.qtbot.addWidget(page)
        self.desk.dispatcher.changed.connect(page.refresh)
        page.resize(1366, 609)
        with self.qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.refresh(None)
        self.settled()
        return page

    def settled(self) -> None:
        """Every read and write under way has been answered."""
        dispatcher = self.desk.dispatcher
        self.qtbot.waitUntil(lambda: dispatcher._running == 0)
        QApplication.sendPostedEvents()
        assert not self.broke

    def press(self, *keys: Any) -> None:
        """Keys to whatever has the focus: a key, a (key, modifiers), or text."""
        for key in keys:
            target = focused()
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            elif isinstance(key, tuple):
                QTest.keyClick(target, key[0], key[1])
            else:
                QTest.keyClick(target, key)

    def act(self, *keys: Any) -> None:
        """Keys, then wait for what they started."""
        self.press(*keys)
        self.settled()

    def state(self, request_id: int) -> RequestState:
        """Where a request stands in the store."""
        with self.december.office.store.reading() as connection:
            return cases.case(connection, request_id, self.desk.now()).state

    def case(self, request_id: int) -> Any:
        """A case as it is stored now."""
        with self.december.office.store.reading() as connection:
            return cases.case(connection, request_id, self.desk.now())

    def undo(self) -> None:
        """Ctrl+Z of the window."""
        self.desk.dispatcher.undo()
        self.settled()


def focused() -> QWidget:
    """Who has the keys."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def focus_name() -> str:
    """Its object name."""
    return focused().objectName()


@contextmanager
def desk_of(qtbot: QtBot, qapp: QApplication, folder: Path, handle: str) -> Iterator[Opened]:
    """The office of the sample day with one officer at the desk."""
    theme.apply(qapp, "light")
    copy = folder / "office"
    shutil.copytree(template(), copy)
    december = december_office.reopen(copy)
    background = Background()
    opened = Opened(qtbot, december, handle, background, folder / "settings.ini")
    try:
        yield opened
        opened.settled()
    finally:
        background.finish()
        december.office.store.close()
