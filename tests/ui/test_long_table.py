"""A table of very many rows: rows that come later, a choice that stays, columns that are remembered, Ctrl+C."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ui.widgets.badges import BadgeView
from ui.widgets.table_columns import ColumnMenu
from ui.widgets.tables import Cell, Column, DataTable, TableModel, TableRow

COLUMNS = (Column("number", "Nomor", 80), Column("name", "Nama"), Column("place", "Tempat", 90), Column("icon", "", 30))
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def row(key: str) -> TableRow:
    """A row that names its key."""
    return TableRow(key, {"number": key, "name": Cell(f"Nama <{key}>", "baris\tdua"), "icon": Cell(icon="paperclip")})


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    """A shown table of four columns."""
    view = DataTable("Panjang", COLUMNS, object_name="long")
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_a_million_rows_are_asked_for_page_by_page_and_come_later(qtbot: QtBot, table: DataTable) -> None:
    """One question a painting; what comes fills the page, what did not come is asked again."""
    asked: list[list[str]] = []
    model = table.table_model
    keys = array("q", range(1, 1_000_001))
    model.set_source(keys, asked.append, ready=[row(str(key)) for key in keys[:100]], later=True)  # type: ignore[arg-type]
    assert model.rowCount() == 1_000_000 and model.index(0, 0).data() == "1"
    qtbot.wait(20)
    assert asked == []
    table.scrollTo(model.index(499_995, 0), DataTable.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: bool(asked))
    assert [asked[-1][0], asked[-1][-1], len(asked[-1])] == ["499976", "500025", 50]
    assert model.index(499_995, 0).data() == ""
    model.supply([row(key) for key in asked[-1]])
    assert model.index(499_995, 0).data() == "499996" and model.index(500_001, 0).data() == "500002"
    table.scrollToBottom()
    qtbot.waitUntil(lambda: len(asked) == 2)
    table.scrollTo(model.index(700_000, 0), DataTable.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert set(asked[1]) < set(asked[2]), "what has not come yet is asked again with the rest"
    model.supply([row(key) for key in asked[2]])
    assert model.index(700_000, 0).data() == "700001" and model.index(999_999, 0).data() == "1000000"
    model.supply([row(key) for key in asked[0]])
    assert len(asked) == 3


def test_the_choice_stays_when_the_list_is_read_again(table: DataTable) -> None:
    """The whole behind the first page, and the same list with one row more at its end."""
    model = table.table_model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows([row(str(key)) for key in range(1, 101)])
    table.select("60")
    ready = [row(str(key)) for key in range(1, 101)]
    model.set_source(array("q", range(1, 5001)), lambda keys: None, ready=ready, later=True)
    assert table.current_key() == "60"
    model.set_source(array("q", range(1, 5002)), lambda keys: None, ready=ready, later=True)
    assert table.current_key() == "60" and model.rowCount() == 5001 and model.row_of("5001") == 5000
    assert model.row_of("6000") == -1 and tester.model() is model


def test_ctrl_c_copies_tabs_and_html(table: DataTable) -> None:
    """The chosen rows with titles; markup is escaped, icons stay out, text stays text."""
    table.setSelectionMode(DataTable.SelectionMode.ExtendedSelection)
    rows = [row("1"), TableRow("2", {"number": "=1+1", "name": Cell(badge=BadgeView("PPK", "t_ppk"))}), row("3")]
    table.set_rows(rows)
    table.select("1")
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    content = QGuiApplication.clipboard().mimeData()
    assert content.text().splitlines() == ["Nomor\tNama\tTempat", "1\tNama <1>; baris dua\t", "=1+1\tPPK\t"]
    assert "Nama &lt;1&gt;" in content.html() and "mso-number-format:'\\@'" in content.html()


def test_columns_are_chosen_and_remembered(qtbot: QtBot, table: DataTable, tmp_path: Path) -> None:
    """Off and on in the menu, off again in the next window; one stays."""
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    menu = ColumnMenu(table, settings, hidden=("place",), name="long")
    assert [column.key for column in table.shown_columns()] == ["number", "name", "icon"]
    acts = {act.text(): act for act in menu.actions()}
    acts["Tempat"].trigger()
    acts["Nomor"].trigger()
    assert [column.key for column in table.shown_columns()] == ["name", "place", "icon"]
    other = DataTable("Lain", COLUMNS, object_name="other")
    qtbot.addWidget(other)
    again = ColumnMenu(other, settings, hidden=("place",), name="long")
    assert [column.key for column in other.shown_columns()] == ["name", "place", "icon"]
    for act in again.actions():
        act.trigger() if act.isChecked() and act.isEnabled() else None
    assert sum(act.isChecked() for act in again.actions()) == 1


def test_a_long_list_asks_its_panel_for_what_is_copied(table: DataTable) -> None:
    """Ctrl+A and Ctrl+C over rows that are not here."""
    table.setSelectionMode(DataTable.SelectionMode.ExtendedSelection)
    caught: list[list[str]] = []
    table.copy_asked.connect(caught.append)
    table.table_model.set_source(array("q", range(1, 301)), lambda keys: None, later=True)
    table.selectionModel().select(
        table.table_model.index(250, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    table.copy()
    assert caught == [["251"]]
    assert isinstance(table.table_model, TableModel)
