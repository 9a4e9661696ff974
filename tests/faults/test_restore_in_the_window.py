"""The window over damaged data: nobody writes into them, the page says what a backup lacks, and it comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.config import Access
from desktop_app.services import backup_rounds, data_folder, run_mark
from tests.faults.test_damaged_data import PAGE, closed, hurt
from tests.office_fixtures import House
from tests.ui.window_office import CTRL, open_window, press, until, write
from ui.app import open_data
from ui.dialogs.fault_dialog import FaultDialog
from ui.main_window import MainWindow
from ui.panels.restore_page import RestorePage


def page_of(window: MainWindow) -> RestorePage | None:
    """The restore page, when it is what is shown."""
    shown = window.pages.currentWidget()
    return shown if isinstance(shown, RestorePage) else None


def opened(qtbot: QtBot, folder: Path, access: Access) -> MainWindow:
    """The window, opening the data as the program does."""
    window = open_window(qtbot, folder, None)
    window.backup_on_close = True
    open_data(window, access)
    return window


@pytest.fixture
def two_letters(house: House) -> House:
    """One letter in the backup, one after it."""
    house.letter()
    backup_rounds.make_round(house.office)
    house.letter()
    return house


def test_pages_that_were_changed_are_seen_before_anybody_enters(
    qtbot: QtBot, two_letters: House, tmp_path: Path
) -> None:
    """The page names the lost letter; Ctrl+Enter brings the backup back; what was there is kept aside."""
    file = closed(two_letters)
    hurt(file, [file.stat().st_size // PAGE - 3])
    window = opened(qtbot, tmp_path, two_letters.access)
    until(qtbot, lambda: page_of(window) is not None)
    page = page_of(window)
    assert page is not None and window.office is None
    until(qtbot, page.go.isEnabled)
    assert "2/2026" in page.words.text()
    press(Qt.Key.Key_Return, CTRL)
    until(qtbot, lambda: window.office is not None)
    assert window.pages.currentWidget() is window.login
    office = window.office
    assert office is not None and data_folder.verify(office).problems == ()
    (aside,) = two_letters.access.data_dir.glob("sebelum-pemulihan-*")
    assert (aside / "loket.db").exists()
    until(qtbot, lambda: window.keeper is not None and window.keeper.cover is not None)
    window.close()


def test_an_emptied_file_leads_to_the_same_page(qtbot: QtBot, two_letters: House, tmp_path: Path) -> None:
    """Esc leaves it: the login says why nobody can enter."""
    closed(two_letters).write_bytes(b"")
    window = opened(qtbot, tmp_path, two_letters.access)
    until(qtbot, lambda: page_of(window) is not None)
    page = page_of(window)
    assert page is not None
    until(qtbot, page.go.isEnabled)
    assert "sesudah 1/2026" in page.words.text()
    page.left.emit()
    until(qtbot, lambda: page_of(window) is None)
    until(qtbot, lambda: window.findChild(FaultDialog, "fault_dialog") is not None)
    window.close()


def test_a_sudden_end_is_told_at_the_next_start_with_the_last_letter(
    qtbot: QtBot, two_letters: House, tmp_path: Path
) -> None:
    """The mark of the last run is still there: everything is checked, the number of the last letter is said."""
    data_dir = two_letters.access.data_dir
    (data_dir / run_mark.MARK).write_text(json.dumps({"sejak": "2026-11-23"}), encoding="utf-8")
    closed(two_letters)
    window = opened(qtbot, tmp_path, two_letters.access)
    until(qtbot, lambda: "berhenti mendadak" in window.banner.words())
    assert "0002/LPSE/2026" in window.banner.words()
    until(qtbot, lambda: window.keeper is not None and window.keeper.cover is not None)
    window.close()
    assert not (data_dir / run_mark.MARK).exists()


def test_without_the_key_the_code_from_the_envelope_opens_and_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    """The key file is gone: the page asks for the code, shows the next one, and everybody is told of its use."""
    here = Access(tmp_path / "data", tmp_path / "key")
    made = data_folder.create(here)
    backup = backup_rounds.make_round(made.office).made[0]
    data_folder.close(made.office)
    (tmp_path / "key").unlink()
    window = opened(qtbot, tmp_path, here)
    until(qtbot, lambda: page_of(window) is not None)
    page = page_of(window)
    assert page is not None
    until(qtbot, lambda: "Kunci" in page.words.text())
    page.code.setFocus()
    write(made.recovery_code)
    press(Qt.Key.Key_Return)
    until(qtbot, page.go.isEnabled)
    assert page.chosen() == backup.path
    press(Qt.Key.Key_Return, CTRL)
    until(qtbot, lambda: "Kode pemulihan yang baru" in page.words.text())
    assert made.recovery_code not in page.words.text()
    press(Qt.Key.Key_Return, CTRL)
    until(qtbot, lambda: "Kode pemulihan dipakai" in window.banner.words())
    window.close()
