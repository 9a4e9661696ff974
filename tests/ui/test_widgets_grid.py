"""The grid of participants: typed down or pasted from Excel, judged cell by cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.grid import EntryColumn, EntryGrid, EntryModel, read_clipboard_table

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """In an active window."""
    qtbot.addWidget(widget)
    widget.resize(640, 400)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def check_nip(text: str) -> tuple[str, str]:
    """Eighteen digits."""
    digits = sum(c.isdigit() for c in text)
    return ("", "") if digits == 18 else ("error", f"NIP harus 18 angka, baru {digits}.")


def grid(qtbot: QtBot) -> EntryGrid:
    """A shown grid."""
    view = EntryGrid(
        "Peserta",
        [
            EntryColumn("name", "Nama"),
            EntryColumn("nip", "NIP", 180, check_nip),
            EntryColumn("job", "Jabatan", 120),
        ],
        object_name="people",
    )
    shown(qtbot, view)
    view.view.setFocus()
    view.view.setCurrentIndex(view.model.index(0, 0))
    return view


def test_the_grid_model_is_sound() -> None:
    """Through pastes, insertions and removals."""
    model = EntryModel([EntryColumn("name", "Nama"), EntryColumn("nip", "NIP", 0, check_nip)])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.paste(0, 0, [["Ani", "1"], ["Budi", ""]])
    model.insert_row(1)
    assert model.rowCount() == 4
    assert model.remove_row(0)
    assert not model.remove_row(model.rowCount() - 1)
    assert model.rows() == [{"name": "Budi", "nip": ""}]
    assert tester.model() is model


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Ani\t1\r\nBudi\t2\r\n", [["Ani", "1"], ["Budi", "2"]]),
        ('"Ani\nSari"\t1\n', [["Ani Sari", "1"]]),
        ("Nama\tNIP\nAni\t1", [["Ani", "1"]]),
        ("\t\n\n", []),
        ("Ani", [["Ani"]]),
    ],
)
def test_what_excel_puts_on_the_clipboard(text: str, table: list[list[str]]) -> None:
    """Quotes, heads and empty rows."""
    assert read_clipboard_table(text, ["Nama", "NIP", "Jabatan"]) == table


def test_ctrl_v_pastes_people(qtbot: QtBot) -> None:
    """Bad cells stay as pasted and the line under the grid says why."""
    view = grid(qtbot)
    QGuiApplication.clipboard().setText("Ani\t198201012010011001\tStaf\tlebih\nBudi\t123\tPPK\n")
    with qtbot.waitSignal(view.pasted) as caught:
        QTest.keyClick(view.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [2]
    assert [row["name"] for row in view.rows()] == ["Ani", "Budi"]
    assert view.rows()[1]["nip"] == "123"
    assert view.message() == "Baris 2: NIP harus 18 angka, baru 3."
    assert [problem.row for problem in view.problems()] == [1]
    assert not view.grab().isNull()
    view.go_to(view.problems()[0])
    assert view.view.currentIndex() == view.model.index(1, 1)


def test_typing_goes_on_from_cell_to_cell(qtbot: QtBot) -> None:
    """Type, Enter, type, Enter; a free row is always there."""
    view = grid(qtbot)
    for words in ("Ani", "198201012010011001", "Staf"):
        QTest.keyClicks(view.view, words[0])
        editor = view.view.findChild(QLineEdit, "cell_editor")
        assert isinstance(editor, QLineEdit)
        QTest.keyClicks(editor, words[1:])
        with qtbot.waitSignal(editor.destroyed):
            QTest.keyClick(editor, Qt.Key.Key_Return)
    assert view.rows() == [{"name": "Ani", "nip": "198201012010011001", "job": "Staf"}]
    assert view.view.currentIndex() == view.model.index(1, 0)
    assert view.model.rowCount() == 2


def test_ins_and_del(qtbot: QtBot) -> None:
    """Ins goes to the free row, Del empties a cell, Ctrl+Del takes the row away."""
    view = grid(qtbot)
    view.set_rows([{"name": "Ani", "nip": "1"}, {"name": "Budi"}])
    assert view.message().startswith("Baris 1")
    view.view.setCurrentIndex(view.model.index(0, 1))
    QTest.keyClick(view.view, Qt.Key.Key_Delete)
    assert view.message() == ""
    QTest.keyClick(view.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row["name"] for row in view.rows()] == ["Budi"]
    QTest.keyClick(view.view, Qt.Key.Key_Insert)
    assert view.view.currentIndex() == view.model.index(1, 0)


def test_tab_leaves_the_grid_from_the_free_row(qtbot: QtBot) -> None:
    """Nobody is caught in a table."""
    holder = QWidget()
    view = EntryGrid("Peserta", [EntryColumn("name", "Nama"), EntryColumn("job", "Jabatan")], parent=holder)
    after = QLineEdit(holder)
    QWidget.setTabOrder(view.view, after)
    shown(qtbot, holder)
    view.view.setFocus()
    view.view.setCurrentIndex(view.model.index(0, 0))
    QTest.keyClick(view.view, Qt.Key.Key_Tab)
    assert after.hasFocus()
