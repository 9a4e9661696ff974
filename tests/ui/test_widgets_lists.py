"""Lists and tables: rows keep their place, and keys reach everything."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.badges import BadgeView
from ui.widgets.bars import BarPart
from ui.widgets.empty_state import EmptyView
from ui.widgets.grid import EntryColumn, EntryModel
from ui.widgets.lists import ListRow, MiniSteps, RowList, RowListModel, header
from ui.widgets.tables import Cell, Column, DataTable, TableModel, TableRow

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
    widget.setFocus()


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Qt's own judge of models; its findings are warnings and fail the test."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def rows(*keys: str) -> list[ListRow]:
    """Rows with keys."""
    return [ListRow(key, f"Surat {key}") for key in keys]


def sample() -> list[ListRow]:
    """Every form a row can take."""
    return [
        header("Perlu tindakan", 2),
        ListRow(
            "a",
            "Kecamatan Sijuk",
            "08.57",
            "SPSE untuk PPK · 4 orang",
            "Terlambat",
            "danger",
            True,
            steps=MiniSteps(3, "danger"),
        ),
        ListRow("b", "Dinas Kesehatan", "09.05", "e-Katalog", "18 dari 30 menit", progress=(BarPart(0.6),)),
        header("Selesai", 2),
        ListRow("c", "Kecamatan Badau", "08.33", "PPK · 2 orang", "Disetujui 08.40", "ok", icon="check"),
        ListRow(
            "d",
            "Dinas PU",
            badge=BadgeView("Pokja", "t_pokja"),
            detail="6 orang",
            status="hari ke-1 dari 7",
            compact=True,
            draggable=True,
            marker="t_pokja",
        ),
    ]


def test_the_model_is_sound_through_random_changes() -> None:
    """Removals, moves, insertions and changes in any mixture end at the rows wanted."""
    chance = random.Random(7)
    model = RowListModel()
    tester = watched(model)
    for _ in range(60):
        keys = chance.sample("abcdefghijkl", chance.randint(0, 12))
        wanted = [ListRow(key, f"{key}{chance.randint(0, 2)}") for key in keys]
        model.set_rows(wanted)
        assert list(model.rows()) == wanted
    assert tester.model() is model


def test_unchanged_rows_cause_no_signal(qtbot: QtBot) -> None:
    """A refresh that brings nothing new repaints nothing."""
    model = RowListModel(rows("a", "b"))
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_rows(rows("a", "b"))


def test_double_keys_are_refused() -> None:
    """Our bug, not the clerk's."""
    with pytest.raises(ValueError, match="unique"):
        RowListModel().set_rows(rows("a", "a"))


def test_the_chosen_row_stays_chosen(qtbot: QtBot) -> None:
    """Whatever comes above it."""
    view = RowList("Antrean", object_name="queue")
    shown(qtbot, view)
    view.set_rows(rows("a", "b", "c"))
    view.select("b")
    with qtbot.assertNotEmitted(view.current_changed):
        view.set_rows([header("Baru", 1), *rows("x", "c", "a", "b")])
    assert view.current_key() == "b"


def test_arrows_skip_headings_and_enter_opens(qtbot: QtBot) -> None:
    """Without the mouse."""
    view = RowList("Antrean")
    shown(qtbot, view)
    view.set_rows(sample())
    view.select_first()
    assert view.current_key() == "a"
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_key() == "c"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current_key() == "b"
    with qtbot.waitSignal(view.activated_row) as caught:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["b"]


def test_alt_arrow_asks_to_move_the_row(qtbot: QtBot) -> None:
    """Every drag has a key."""
    view = RowList("Antrean", draggable=True)
    shown(qtbot, view)
    view.set_rows(sample())
    view.select("d")
    with qtbot.waitSignal(view.moved_by_key) as caught:
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert caught.args == ["d", -1]


def test_rows_speak_in_one_sentence() -> None:
    """Dots and bars are words too."""
    row = sample()[1]
    assert row.spoken() == "Kecamatan Sijuk, SPSE untuk PPK · 4 orang, langkah 4 dari 8, Terlambat, 08.57"
    model = RowListModel(sample())
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == row.spoken()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_lists_paint_in_all_forms(qapp: QApplication, qtbot: QtBot, mode: theme.Mode, scale: float) -> None:
    """Also empty, with words."""
    view = RowList("Antrean", empty=EmptyView("inbox", "Semua selesai", "Surat baru muncul di sini."))
    shown(qtbot, view)
    theme.apply(qapp, mode, scale)
    assert not view.grab().isNull()
    view.set_rows(sample())
    view.select("a")
    assert not view.grab().isNull()
    assert view.sizeHintForRow(1) == theme.px(80)
    assert view.sizeHintForRow(5) == theme.px(56)


COLUMNS = (
    Column("tick", "", 44),
    Column("name", "Peserta", sortable=True),
    Column("score", "Tes akhir", 90, "right", sortable=True, editable=True),
    Column("result", "Hasil", 100),
)


def people() -> list[TableRow]:
    """Two people."""
    return [
        TableRow(
            "1",
            {
                "tick": Cell(checked=True),
                "name": Cell("Rina", "perseorangan"),
                "score": Cell("85", sort=85),
                "result": Cell(badge=BadgeView("Lulus", "ok", "check")),
            },
        ),
        TableRow(
            "2",
            {
                "tick": Cell(checked=False),
                "name": "Joko",
                "score": Cell("9", sort=9),
                "result": Cell("–", icon="clock"),
            },
        ),
    ]


def table(qtbot: QtBot) -> DataTable:
    """A shown table."""
    view = DataTable("Peserta", COLUMNS, object_name="people")
    shown(qtbot, view)
    view.set_rows(people())
    return view


def test_table_models_are_sound(qtbot: QtBot) -> None:
    """With rows, with a source, sorted."""
    model = TableModel(COLUMNS)
    tester = watched(model)
    model.set_rows(people())
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert model.key_at(0) == "2"
    model.set_rows(people()[:1])
    model.set_source([str(i) for i in range(1000)], lambda keys: [TableRow(k, {"name": k}) for k in keys])
    assert model.rowCount() == 1000
    assert tester.model() is model


def test_a_source_is_asked_only_for_what_is_seen() -> None:
    """A hundred thousand letters cost no more than a hundred."""
    asked: list[int] = []

    def fetch(keys: object) -> list[TableRow]:
        assert isinstance(keys, list)
        asked.append(len(keys))
        return [TableRow(key, {"name": key}) for key in keys]

    model = TableModel(COLUMNS)
    model.set_source([str(i) for i in range(100_000)], fetch)
    assert model.index(50_000, 1).data() == "50000"
    assert model.index(50_001, 1).data() == "50001"
    assert asked == [25]
    model.refresh()
    assert model.index(50_000, 1).data() == "50000"
    assert asked == [25, 25]


def test_space_ticks_the_row(qtbot: QtBot) -> None:
    """Whichever cell is current."""
    view = table(qtbot)
    view.select("2", 1)
    with qtbot.waitSignal(view.toggled) as caught:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert caught.args == ["2", "tick", True]


def test_a_click_in_the_check_cell_ticks_once(qtbot: QtBot) -> None:
    """The whole cell is the target."""
    view = table(qtbot)
    spot = view.visualRect(view.table_model.index(0, 0)).topLeft() + QPoint(3, 3)
    seen: list[tuple[str, bool]] = []
    view.toggled.connect(lambda key, column, on: seen.append((key, on)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert seen == [("1", False)]


def test_enter_opens_and_rows_stay_chosen(qtbot: QtBot) -> None:
    """Also when rows before it go."""
    view = table(qtbot)
    view.select("2")
    with qtbot.waitSignal(view.activated_row) as caught:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["2"]
    view.set_rows(people()[1:])
    assert view.current_key() == "2"


def test_scores_are_typed_into_the_cell(qtbot: QtBot) -> None:
    """F2 or just typing; the panel gets the text."""
    view = table(qtbot)
    view.select("1", 2)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "cell_editor")
    assert isinstance(editor, QLineEdit)
    editor.setText("90")
    with qtbot.waitSignal(view.edited) as caught, qtbot.waitSignal(editor.destroyed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert caught.args == ["1", "score", "90"]
    assert view.current_key() == "2"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tables_paint(qapp: QApplication, qtbot: QtBot, mode: theme.Mode) -> None:
    """Filled and empty."""
    view = table(qtbot)
    theme.apply(qapp, mode, 1.3)
    view.select("1", 2)
    assert not view.grab().isNull()
    assert view.rowHeight(0) == theme.px(44)
    view.set_empty(EmptyView("users", "Belum ada peserta"))
    view.set_rows([])
    assert not view.grab().isNull()


def test_an_invalid_index_is_harmless() -> None:
    """Views ask strange things."""
    for model in (RowListModel(), TableModel(COLUMNS), EntryModel([EntryColumn("a", "A")])):
        assert model.data(QModelIndex()) is None
