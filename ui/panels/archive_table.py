"""The list of the archive: any number of cases, sorted by a click on a head, columns to choose, Ctrl+C as a table.

The first hundred rows come at once through an index; behind them the ids of the whole list are read (eight bytes
each), and from then on only the rows that are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.queries import archive_list
from desktop_app.queries.archive_filter import COMPUTED, ORDERS, CaseFilter
from desktop_app.queries.archive_list import ArchiveRow
from desktop_app.queries.archive_order import ids_over
from ui.desk import Desk
from ui.widgets.badges import BadgeView
from ui.widgets.empty_state import EmptyView
from ui.widgets.table_columns import ColumnMenu
from ui.widgets.table_copy import MOST_ROWS, put_on_clipboard
from ui.widgets.tables import Cell, Column, DataTable, TableRow

COLUMNS = (
    Column("number", "Agenda", 68, sortable=True),
    Column("day", "Tanggal", 104, sortable=True),
    Column("sender", "Pengirim dan perihal", sortable=True),
    Column("letter", "Nomor surat", 150),
    Column("people", "Peserta", 64, "right"),
    Column("topic", "Topik", 104, sortable=True),
    Column("state", "Keadaan", 128, sortable=True),
    Column("days", "Sampai jadwal", 112, sortable=True),
    Column("place", "Tempat simpan", 140),
    Column("scan", "", 44, "center"),
)
AWAY = ("letter", "people", "place")
"""Columns that are off until they are chosen."""

FIRST = EmptyView(
    "folder-open", "Belum ada berkas", "Surat yang dicatat di Helpdesk muncul di sini. Punya paket arsip? Alt+I."
)


class ArchiveTable(DataTable):
    """``counted(total)`` when the whole list is known, ``judged(over)`` how many of them passed a standard."""

    counted = Signal(int)
    judged = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Berkas", COLUMNS, empty=FIRST, object_name="archive_table", parent=parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns = ColumnMenu(self, desk.settings, hidden=AWAY, name="archive_table")
        self._desk = desk
        self._wanted = CaseFilter()
        self._asked = False
        self.table_model.sort_requested.connect(self._on_sort)
        self.copy_asked.connect(self._on_copy)
        head = self.horizontalHeader()
        head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        head.setSortIndicatorShown(True)

    def show_cases(self, wanted: CaseFilter) -> None:
        """Show what is wanted, in the order that was chosen; asked again with the same, only what changed moves."""
        wanted = replace(wanted, order=self._wanted.order, down=self._wanted.down)
        again = self._asked and wanted == self._wanted
        self._wanted, self._asked = wanted, True
        self._read(again)

    def _read(self, again: bool) -> None:
        wanted, now = self._wanted, self._desk.now()
        if wanted.over or again or wanted.order in COMPUTED:
            self._read_all()
        else:
            self._desk.read(lambda c: archive_list.first_rows(c, now, wanted), self._show_first, channel="archive.list")

    def _show_first(self, rows: Sequence[ArchiveRow]) -> None:
        self.set_rows([table_row(one) for one in rows])
        self._choose_first()
        self._read_all()

    def _read_all(self) -> None:
        wanted, now = self._wanted, self._desk.now()
        self._desk.read(
            lambda c: archive_list.whole_list(c, now, wanted),
            lambda found: self._show_all(*found),
            channel="archive.list",
        )

    def _show_all(self, ids: array[int], rows: Sequence[ArchiveRow]) -> None:
        key, column = self.current_key(), max(self.currentIndex().column(), 0)
        self.table_model.set_source(ids, self._ask, ready=[table_row(one) for one in rows], later=True)
        if key and self.current_key() != key:
            self.select(key, column)
        self._choose_first()
        self.viewport().update()
        self.counted.emit(len(ids))
        wanted, now = self._wanted, self._desk.now()
        if wanted.over:
            self.judged.emit(len(ids))
        else:
            self._desk.read(lambda c: len(ids_over(c, now, wanted)), self.judged.emit, channel="archive.over")

    def _choose_first(self) -> None:
        if not self.current_key() and self.table_model.rowCount():
            self.select(self.table_model.key_at(0))

    def _ask(self, keys: Sequence[str]) -> None:
        ids, now = [int(key) for key in keys], self._desk.now()
        self._desk.read(
            lambda c: archive_list.rows_of(c, now, ids),
            lambda rows: self.table_model.supply([table_row(one) for one in rows]),
            channel="archive.rows",
        )

    def _on_head_clicked(self, section: int) -> None:
        """Every order is asked of the store: what is shown may be the first page of a long list."""
        key = self.table_model.columns[section].key
        if key in ORDERS or key in COMPUTED:
            down = not self._wanted.down if key == self._wanted.order else key in ("number", "day")
            self._on_sort(key, down)
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self.horizontalHeader().setSortIndicator(section, order)

    def _on_sort(self, key: str, down: bool) -> None:
        self._wanted = replace(self._wanted, order=key, down=down)
        self._read(again=False)

    def _on_copy(self, keys: Sequence[str]) -> None:
        if len(keys) > MOST_ROWS:
            self._desk.dispatcher.said.emit(
                f"Lebih dari {MOST_ROWS} baris: pakai Ekspor Excel (Ctrl+E), atau pilih lebih sedikit.", False
            )
            return
        ids, now = [int(key) for key in keys], self._desk.now()
        self._desk.read(lambda c: archive_list.rows_of(c, now, ids), self._copied, channel="archive.copy")

    def _copied(self, rows: Sequence[ArchiveRow]) -> None:
        put_on_clipboard(self.shown_columns(), [table_row(one) for one in rows])
        self._desk.dispatcher.said.emit(f"{len(rows)} baris disalin sebagai tabel", False)


def table_row(one: ArchiveRow) -> TableRow:
    """A case as a line of the list."""
    topic = one.topics[0] if one.topics else None
    more = f" +{len(one.topics) - 1}" if len(one.topics) > 1 else ""
    cells: dict[str, Cell | str] = {
        "number": Cell(one.number),
        "day": Cell(one.day),
        "sender": Cell(one.sender, one.summary),
        "letter": Cell(one.letter_number),
        "people": Cell(str(one.people)),
        "topic": Cell(badge=BadgeView(f"{topic.short_name}{more}", topic.color)) if topic else Cell("–"),
        "state": Cell(one.state_label, tone="text2"),
        "days": Cell(one.days_text, tone=_late_tone(one), icon="triangle-alert" if one.over else ""),
        "place": Cell(one.storage_location),
        "scan": Cell(icon="paperclip", tone="text2") if one.attachments else Cell(),
    }
    steps = ", ".join(str(step) for step in one.steps_over)
    over = f" · lewat mutu baku di langkah {steps}" if steps else ""
    place = f" · {one.storage_location}" if one.storage_location else ""
    return TableRow(str(one.request_id), cells, f"{one.key}{place}{over}")


def _late_tone(one: ArchiveRow) -> str:
    """Red when the schedule itself came late, yellow when another step did."""
    return "danger" if 5 in one.steps_over else "warn" if one.over else "text"
