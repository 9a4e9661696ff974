"""Fixtures of the pages of steps 6 to 8 and the archive: one built office a run, a copy and threads a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from tests.ui import class_office as building
from tests.ui.class_office import ClassOffice
from ui import theme


class DressedBot(QtBot):
    """A widget tried alone stands in no window of ours: it gets the style sheet that the window would give it."""

    def addWidget(self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None) -> None:
        """Dress it, then let it be closed after the test."""
        theme.dress_window(widget)
        super().addWidget(widget, before_close_func=before_close_func)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's bot, for bare widgets."""
    del qapp
    return DressedBot(request)


@pytest.fixture(scope="session")
def built_classes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The office filled once."""
    folder = tmp_path_factory.mktemp("classes")
    return folder, building.build(folder)


@pytest.fixture
def class_office(built_classes: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[ClassOffice]:
    """A fresh copy on the sample morning."""
    opened = building.open_copy(*built_classes, tmp_path)
    yield opened
    opened.office.store.close()


@pytest.fixture
def class_threads(class_office: ClassOffice) -> Iterator[Background]:
    """Writer and readers; they end before the office is closed."""
    threads = Background()
    yield threads
    threads.finish()
