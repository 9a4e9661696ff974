"""From an empty folder to the login by keys alone; a wrong file says what is wrong; a second try keeps the office."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.config import Access
from desktop_app.services import setup
from tests.services.packages import make_package, registers_of
from tests.ui.class_office import open_copy
from tests.ui.window_office import CTRL, focus, open_window, press, until, write
from ui import theme
from ui.panels.first_setup import FirstSetupPage, begin_first_setup
from ui.panels.first_setup_work import Names, handle_for, plan_from_names

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def page_in(qtbot: QtBot, folder: Path) -> FirstSetupPage:
    """The page in the real window."""
    window = open_window(qtbot, folder, None)
    return begin_first_setup(window, Access(folder / "data", folder / "key"))


def test_names_by_keys_make_an_office(qtbot: QtBot, tmp_path: Path) -> None:
    """Five names, Ctrl+Enter, codes on screen and as PDF, Ctrl+Enter, login."""
    page = page_in(qtbot, tmp_path)
    until(qtbot, lambda: focus().objectName() == "setup_names")
    press(KEY.Key_Return, CTRL)
    assert focus().objectName() == "setup_head" and "belum diisi" in focus().accessibleDescription()
    for name in ("Drs. Suryadi Hakim, M.Si.", "Nurul Aini, S.Kom.", "Wulan Sari", "", "Andi Pratama", ""):
        write(name)
        press(KEY.Key_Return)
    write("0")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: focus().objectName() == "setup_save_pdf", 20_000)
    page.write_pdf(tmp_path / "kode.pdf")
    printed = pypdf.PdfReader(tmp_path / "kode.pdf").pages[0].extract_text()
    shown = page.result._code.full_text()
    assert shown in printed and "Wulan Sari" in printed
    window = page.window()
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: focus().objectName() == "officer_wulan")
    assert window.findChild(type(focus()), "officer_suryadi") is not None


def test_a_wrong_file_is_named_beside_its_field(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is made before the plan was read."""
    page = page_in(qtbot, tmp_path)
    press(KEY.Key_Down)
    assert page.form.way() == "file"
    page.form._plan.edit.setText(str(tmp_path / "tidak-ada.json"))
    press(KEY.Key_Return, CTRL)
    assert "tidak dapat dibaca" in page.form._plan.edit.accessibleDescription()
    (tmp_path / "salah.json").write_text("{", "utf-8")
    page.form._plan.edit.setText(str(tmp_path / "salah.json"))
    press(KEY.Key_Return, CTRL)
    assert "JSON" in page.form._plan.edit.accessibleDescription()
    assert not (tmp_path / "data").exists()


def test_a_backup_that_is_not_there_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    """The third way."""
    page = page_in(qtbot, tmp_path)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    assert page.form.way() == "backup"
    page.form._backup.edit.setText(str(tmp_path / "x.loket"))
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: "tidak ditemukan" in page.form._backup.edit.accessibleDescription())


def test_a_yearly_package_begins_an_office(
    qtbot: QtBot, tmp_path: Path, built_classes: tuple[Path, dict[str, int]]
) -> None:
    """The fourth way: a damaged package makes no folder; the whole one gives letters, officers and their PINs."""
    (tmp_path / "asal").mkdir()
    old = open_copy(*built_classes, tmp_path / "asal").office
    made = make_package(old, tmp_path / "paket")
    wanted = registers_of(old)
    old.store.close()
    page = page_in(qtbot, tmp_path)
    for _ in range(3):
        press(KEY.Key_Down)
    assert page.form.way() == "package"
    page.form._package.edit.setText(str(made.path))
    text = (made.path / "index.html").read_bytes()
    (made.path / "index.html").write_bytes(text + b" ")
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: "index.html: berubah" in page._error.full_text())
    assert not (tmp_path / "data").exists()
    (made.path / "index.html").write_bytes(text)
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: focus().objectName() == "setup_save_pdf", 20_000)
    assert {one.handle for one in page._prepared.pins} >= {"wulan", "nurul", "andi"}
    office = page._prepared.office
    assert office is not None and registers_of(office) == wanted
    press(KEY.Key_Return, CTRL)
    until(qtbot, lambda: focus().objectName() == "officer_wulan")


def test_a_plan_from_names_is_complete() -> None:
    """Handles from first names, unique; every role held; the year's book from the first number."""
    from datetime import date

    plan = plan_from_names(Names("Dr. H. Ali", "Ali Rahman", ("Siti", ""), ("Siti Aminah", ""), 148), date(2027, 1, 4))
    assert [one.handle for one in plan.officers] == ["siti", "ali", "ali2", "siti2"]
    assert plan.agenda_books[0].first_number == 148 and plan.agenda_books[0].year == 2027
    setup._check(plan)
    assert handle_for("٣", set()) == "petugas"
