"""Officers take turns at the shared PC: lock, switch, tabs by Ctrl+number, the keys of F1, what is typed is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.use_case import Office
from tests.ui.window_office import PINS, make_office, open_window
from ui import theme
from ui.main_window import MainWindow
from ui.walk_keys import Typist

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office of this file lies."""
    return tmp_path_factory.mktemp("switching")


@pytest.fixture(scope="module")
def office(folder: Path) -> Office:
    """Four officers."""
    return make_office(folder)


@pytest.fixture
def hands(qtbot: QtBot, folder: Path, office: Office) -> Typist:
    """A person at the window."""
    return Typist(open_window(qtbot, folder, office))


def test_the_helpdesk_reads_every_tab_by_its_number(hands: Typist) -> None:
    """Ctrl+1 to Ctrl+5; each page shows and takes the focus."""
    hands.log_in(1, PINS["wulan"])
    for number, tab in enumerate(("helpdesk", "kabag", "kasubbag", "trainer", "arsip"), 1):
        hands.press(f"Ctrl+{number}")
        hands.settle()
        assert hands.window.top_bar.current_tab() == tab
        panel = hands.window.current_panel()
        assert panel is not None and panel.isVisible()
        assert panel.isAncestorOf(hands.focus()), f"{tab}: the keys go to {hands.focus_name()}"


def test_ctrl_l_locks_and_another_one_enters(hands: Typist) -> None:
    """The same window, other tabs, nobody's page left behind."""
    hands.log_in(1, PINS["wulan"])
    hands.press("Ctrl+L")
    hands.until(lambda: hands.window.desk is None, "terkunci")
    hands.log_in(2, PINS["suryadi"])
    window: MainWindow = hands.window
    assert window.desk is not None and window.desk.actor.handle == "suryadi"
    assert list(window._panels) == ["kabag"]
    hands.leave()
    hands.log_in(3, PINS["nurul"])
    assert window.top_bar.current_tab() == "kasubbag"


def test_a_letter_half_typed_survives_the_switch(hands: Typist) -> None:
    """Nothing is lost: the draft is there when the officer comes back."""
    hands.log_in(1, PINS["wulan"])
    hands.press("Ctrl+N")
    hands.until_focus("new_letter_sender")
    hands.write("Kelurahan Contoh")
    hands.press("Return")
    hands.settle()
    hands.leave()
    hands.log_in(2, PINS["suryadi"])
    hands.leave()
    hands.log_in(1, PINS["wulan"])
    hands.press("Ctrl+N")
    hands.settle()
    sender = hands.find("new_letter_sender")
    assert "Kelurahan Contoh" in sender.property("text")


def test_f1_shows_the_keys_of_the_screen(hands: Typist) -> None:
    """And Esc gives the focus back."""
    hands.log_in(1, PINS["wulan"])
    before = hands.focus_name()
    hands.press("F1")
    assert hands.focus_name() == "shortcut_sheet"
    assert "Ctrl+N" in hands.focus().accessibleDescription()
    hands.press("Escape")
    assert hands.focus_name() == before
