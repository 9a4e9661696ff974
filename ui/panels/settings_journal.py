"""Jurnal: every act of the office with who, when and why; to read and to search, for nobody can change it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.queries.office_journal import PAGE, journal_page, rows_changed
from desktop_app.queries.timeline import TimelineRow
from desktop_app.sop.dates_in_words import clock, numeric_date
from ui.desk import Desk
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import row
from ui.widgets.tables import Cell, Column, DataTable, TableRow

TYPING_MS = 150
"""A pause in the typing before the journal is asked."""

MOST_LINES = 6
"""Changed rows told under the list."""

COLUMNS = (
    Column("seq", "Catatan", 80, "right"),
    Column("when", "Waktu", 152),
    Column("deed", "Tindakan"),
    Column("case", "Agenda", 96),
    Column("who", "Oleh"),
    Column("reason", "Alasan"),
)
NOTHING = EmptyView("search", "Tidak ada yang cocok", "Cari nama petugas, tindakan, alasan, atau agenda: 147/2026.")


class JournalSection(Section):
    """Newest first, a hundred at a time; what an act changed stands under the list."""

    title = "Jurnal"
    text = "Setiap tindakan tercatat berantai dan tidak dapat diubah; yang terbaru di atas"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_journal")
        self._rows: dict[str, TimelineRow] = {}
        self.search = LineEdit(
            placeholder="Cari petugas, tindakan, alasan, atau agenda",
            icon="search",
            max_length=100,
            object_name="journal_search",
            name="Cari di jurnal",
        )
        self.table = DataTable("Jurnal", COLUMNS, row_height=32, empty=NOTHING, object_name="journal_table")
        self.changes = Label("", "dense", "text2", wrap=True, selectable=True, object_name="journal_changes")
        self.older = Button("Lebih lama", "default", "F4", object_name="journal_older")
        self.older.clicked.connect(self.read_older)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.read_newest)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.table.current_changed.connect(self._tell)
        shortcut = QShortcut(QKeySequence("F4"), self)
        shortcut.activated.connect(self.read_older)
        self.middle.addLayout(row(self.search, self.older))
        self.middle.addWidget(self.table, 1)
        self.middle.addWidget(self.changes)

    def load(self) -> None:
        """New acts come on top; who has gone back to older ones is left where he is."""
        if len(self._rows) <= PAGE:
            self.read_newest()

    def read_newest(self) -> None:
        """The first page."""
        text = self.search.text()
        self.desk.read(lambda c: journal_page(c, text=text), self._show, channel="set_journal")

    def read_older(self) -> None:
        """The next page, under what is there."""
        if not self._rows or not self.older.isEnabled():
            return
        text, last = self.search.text(), min(one.seq for one in self._rows.values())
        self.desk.read(lambda c: journal_page(c, before_seq=last, text=text), self._add, channel="set_journal")

    def _show(self, found: tuple[TimelineRow, ...]) -> None:
        self._rows = {}
        self._add(found)

    def _add(self, found: tuple[TimelineRow, ...]) -> None:
        self._rows |= {str(one.seq): one for one in found}
        self.table.set_rows([_table_row(one) for one in self._rows.values()])
        self.older.allow(len(found) == PAGE, "Ini catatan yang paling lama.")
        self._tell(self.table.current_key())

    def _tell(self, key: str) -> None:
        """What the chosen act changed."""
        chosen = self._rows.get(key)
        if chosen is None:
            self.changes.setText("Pilih satu catatan untuk melihat apa yang berubah.")
            return

        def show(lines: tuple[str, ...]) -> None:
            undone = f" Diurungkan oleh catatan {chosen.undone_by}." if chosen.undone_by else ""
            more = f" … dan {len(lines) - MOST_LINES} baris lagi" if len(lines) > MOST_LINES else ""
            parts = " · ".join(lines[:MOST_LINES]) or "Tidak ada isian yang berubah."
            self.changes.setText(f"{chosen.sentence}.{undone} {parts}{more}")

        self.desk.read(lambda c: rows_changed(c, chosen.seq), show, channel="journal_changes")

    def first_focus(self) -> QWidget:
        """The search."""
        return self.search

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("F4",), "Lebih lama"),)


def _table_row(one: TimelineRow) -> TableRow:
    moment = one.occurred_at
    late = f", dicatat {numeric_date(one.recorded_at.date())}" if one.recorded_late else ""
    paper = " (dari lembar)" if one.from_paper else ""
    return TableRow(
        str(one.seq),
        {
            "seq": str(one.seq),
            "when": Cell(f"{numeric_date(moment.date())} {clock(moment)}", tone="text2"),
            "deed": Cell(f"{one.label}{paper}", strong=not one.undone_by, tone="text3" if one.undone_by else "text"),
            "case": one.request_key,
            "who": Cell(f"{one.who}{late}"),
            "reason": Cell(one.reason, tone="text2"),
        },
        tooltip=one.reason,
    )
