"""Who may sit down: number, PIN, the waiting time, one's own PIN after a one-use PIN, and the switch of officers."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.errors import Damaged
from desktop_app.services import access
from desktop_app.services.use_case import Office
from tests.ui.window_office import PINS, focus, make_office, open_window, press, until, write
from ui import theme
from ui.dialogs.fault_dialog import FaultDialog, fault_number, fault_report, show_fault, show_opening_fault
from ui.main_window import MainWindow
from ui.panels.login import LoginPage, OfficerCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office of this file lies."""
    return tmp_path_factory.mktemp("login")


@pytest.fixture(scope="module")
def office(folder: Path) -> Office:
    """Four officers who chose their PINs."""
    return make_office(folder)


def test_the_login_page_knows_neither_storage_nor_services() -> None:
    """It is painted while the data are still being opened."""
    code = "import ui.panels.login, sys; print([m for m in sys.modules if m.split('.')[0] in ('db', 'sqlalchemy')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def said(window: MainWindow, words: str) -> bool:
    """Whether these words stand beside the PIN field."""
    return words in window.login.pin.accessibleDescription()


def test_a_number_and_the_pin_let_an_officer_in(qtbot: QtBot, folder: Path, office: Office) -> None:
    """No mouse: 2, PIN, Enter."""
    window = open_window(qtbot, folder, office)
    assert focus().objectName() == "officer_wulan"
    press(KEY.Key_2)
    assert focus().objectName() == "login_pin"
    with qtbot.waitSignal(window.entered, timeout=8000) as came:
        write(PINS["suryadi"])
        press(KEY.Key_Return)
    assert came.args is not None and came.args[0].handle == "suryadi"


def test_a_wrong_pin_is_said_beside_the_field_and_then_waits(qtbot: QtBot, folder: Path, office: Office) -> None:
    """Three wrong ones, then a waiting time; the right one is refused until it is over."""
    window = open_window(qtbot, folder, office)
    field = window.login.pin.parentWidget()
    press(KEY.Key_4)
    for words in ("Sisa 2 kali", "Sisa 1 kali", "Tunggu 1 detik"):
        write("000001")
        press(KEY.Key_Return)
        until(qtbot, partial(said, window, words))
        assert focus().objectName() == "login_pin" and window.login.pin.text() == ""
    assert field is not None
    write(PINS["andi"])
    press(KEY.Key_Return)
    until(qtbot, lambda: "Coba lagi dalam" in window.login.pin.accessibleDescription() or window.desk is not None)


def test_arrows_walk_and_esc_goes_back(qtbot: QtBot) -> None:
    """The names are a list for the arrows; Esc in the PIN field goes back to them."""
    page = LoginPage("Kantor")
    qtbot.addWidget(page)
    page.resize(1366, 657)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_officers([OfficerCard(f"o{at}", f"Nama {at}", "Trainer", at) for at in range(8)])
    press(KEY.Key_Down)
    assert focus().objectName() == "officer_o2", "two columns: down is two further"
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    assert focus().objectName() == "login_pin"
    write("12")
    press(KEY.Key_Escape)
    assert focus().objectName() == "officer_o3" and page.pin.text() == ""
    assert "4 perlu tindakan" not in page.findChild(type(focus()), "officer_o0").accessibleName()  # type: ignore[union-attr]


def test_enter_twice_asks_once(qtbot: QtBot) -> None:
    """A second Enter while the PIN is being checked does nothing."""
    page = LoginPage()
    qtbot.addWidget(page)
    page.show_officers([OfficerCard("a", "A", "Trainer")])
    asked: list[str] = []
    page.entered.connect(lambda handle, pin: asked.append(pin))
    page.pin.setText("123987")
    page.pin.returnPressed.emit()
    page.pin.returnPressed.emit()
    assert asked == ["123987"]
    page.show_error("PIN salah.", wait_seconds=1)
    page.pin.setText("123987")
    page.pin.returnPressed.emit()
    assert asked == ["123987"], "the waiting time holds"


def test_a_one_use_pin_is_changed_before_anything_opens(qtbot: QtBot, tmp_path: Path) -> None:
    """Two fields that must agree; too easy is refused in words; then the officer is in."""
    window = open_window(qtbot, tmp_path, make_office(tmp_path, accepted=False))
    press(KEY.Key_2)
    write(PINS["suryadi"])
    press(KEY.Key_Return)
    until(qtbot, lambda: focus().objectName() == "change_pin_first")
    assert window.desk is None
    write("111111")
    press(KEY.Key_Return)
    write("111111")
    press(KEY.Key_Return)
    first = window.findChild(type(window.login.pin), "change_pin_first")
    assert first is not None
    until(qtbot, lambda: "mudah ditebak" in first.accessibleDescription())
    write("258036")
    press(KEY.Key_Return)
    write("258037")
    press(KEY.Key_Return)
    assert "belum sama" in focus().accessibleDescription()
    write("258036")
    with qtbot.waitSignal(window.entered, timeout=8000):
        press(KEY.Key_Return)


def test_a_fault_has_a_number_and_quotes_nothing_typed(qtbot: QtBot, folder: Path, office: Office) -> None:
    """The same fault has the same number; the report names places, never what a person typed."""
    window = open_window(qtbot, folder, office)
    try:
        raise ValueError("Budi 081200001111")
    except ValueError as error:
        report, number = fault_report(error), fault_number(error)
        dialog = show_fault(window, error)
        assert show_fault(window, error) is None, "one dialog at a time"
    assert "Budi" not in report and "test_login.py" in report
    assert dialog is not None and number in dialog.windowTitle()
    dialog.copy_report()
    assert QApplication.clipboard().text() == report
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(FaultDialog, "fault_dialog") is None)
    fault = show_opening_fault(window, Damaged("Berkas data rusak. Pulihkan dari cadangan."))
    assert fault is not None and "rusak" in fault.text.full_text()
    fault.reject()


@pytest.mark.parametrize("handle", PINS)
def test_no_other_window_flashes_while_an_officer_enters(
    qtbot: QtBot, folder: Path, office: Office, handle: str
) -> None:
    """A part shown before it has its place would be a window for a moment, and take the keys away."""
    window = open_window(qtbot, folder, office)
    window.enter(access.actor_for(office, handle))
    for tab in window._tabs:
        window.show_tab(tab)
    assert QApplication.activeWindow() is window
