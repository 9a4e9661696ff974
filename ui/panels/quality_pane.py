"""Mutu baku in full: the tables of the report on screen, with the sentence that says what is wrong on top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout

from desktop_app.documents.quality_report import QualityPaper, QualityTable
from desktop_app.papers.making import Making
from desktop_app.papers.quality_papers import quality_paper
from desktop_app.papers.quality_workbook import KIND, make_quality_workbook
from ui import theme
from ui.desk import Desk
from ui.panels.archive_export import RegisterExport
from ui.panels.archive_report import Period, Sentence, Span, span_words
from ui.panels.paper_door import print_paper
from ui.panels.side_area import ScrollColumn
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choices import Chip
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column, row
from ui.widgets.tables import Column, DataTable, TableRow

ROW = 28
HEAD_PX, LETTER_PX, FEWEST = 22, 7, 10
"""A column is as wide as its head, and as a figure like "120,5 mnt"."""
NOTHING = EmptyView("search", "Tidak ada catatan pada masa ini")
ROWS = (("Langkah",), ("Bulan", "Pelaksana"), ("Kelas",), ("Instansi", "Kehadiran"))
"""Which tables stand side by side."""


class QualityPane(Pane):
    """``closed()`` back to the cases. The period is that of the charts; ``period_menu`` is shared with them."""

    closed = Signal()

    def __init__(self, desk: Desk, export: RegisterExport, period_menu: QMenu) -> None:
        super().__init__("surface", object_name="quality_pane")
        self._desk, self._export = desk, export
        self._span: Span | None = None
        self.back = Button("Berkas", "ghost", "Esc", "arrow-left", object_name="quality_back")
        self.chip = Chip("", menu=period_menu, object_name="quality_period")
        self.excel = Button("Excel", key_hint="Ctrl+E", icon="file-spreadsheet", object_name="quality_excel")
        self.pdf = Button("PDF", key_hint="Ctrl+P", icon="file-text", object_name="quality_pdf")
        self.banner = Banner(object_name="quality_banner")
        self.sentence = Sentence("quality_sentence")
        self.totals = Label("", "dense", "text2", wrap=True, object_name="quality_totals")
        self.note = Label("", "dense", "text2", wrap=True, object_name="quality_note")
        self.tables: dict[str, DataTable] = {}
        self._holders = {name: QVBoxLayout() for names in ROWS for name in names}
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.excel.clicked.connect(self.write_workbook)
        self.pdf.clicked.connect(self.print_current)

    def _lay_out(self) -> None:
        content = Pane("surface", object_name="quality_content")
        inner = column(self.sentence, self.totals, spacing=8, margins=(24, 4, 24, 16))
        for names in ROWS:
            beside = row(spacing=32)
            for name in names:
                self._holders[name].setSpacing(4)
                beside.addLayout(self._holders[name], 1)
            inner.addSpacing(8)
            inner.addLayout(beside)
        inner.addWidget(self.note)
        inner.addStretch(1)
        content.setLayout(inner)
        head = row(self.back, Label("Kinerja terhadap mutu baku", "subtitle"), self.chip, None, self.excel, self.pdf)
        head.setContentsMargins(16, 10, 24, 0)
        self.setLayout(column(head, self.banner, ScrollColumn(content, object_name="quality_column"), spacing=6))

    def start(self, period: Period) -> None:
        """Show a period, the keys in the first table."""
        self.read(period)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, period: Period) -> None:
        """Read the report of a period."""
        span, now = period.span(self._desk.today()), self._desk.now()
        self._span = span
        self.chip.set_label(span_words(span))
        self.chip.setToolTip(period.label)
        key = self._key()
        self._desk.read(
            lambda c: quality_paper(Making(connection=c, now=now), key), self._show, channel="archive.quality"
        )

    def _key(self) -> str:
        return "" if self._span is None else f"{self._span[0]}..{self._span[1]}"

    def _show(self, report: QualityPaper) -> None:
        self.sentence.say(report.sentence, late=any(bar.over for bar in report.bars))
        self.totals.setText(report.totals)
        self.note.setText(" ".join([*(one.note for one in report.tables if one.note), report.note]))
        for table in report.tables:
            if table.short not in self.tables:
                self._make(table)
            self._put_rows(self.tables[table.short], table)
        focus = self.window().focusWidget()
        if focus is self or not self.isAncestorOf(focus):
            self.tables[ROWS[0][0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, table: QualityTable) -> None:
        columns = [
            Column(
                str(at), head, 0 if not at else HEAD_PX + LETTER_PX * max(len(head), FEWEST), "right" if at else "left"
            )
            for at, head in enumerate(table.heads)
        ]
        name = f"quality_{table.short.lower()}"
        made = DataTable(table.title, columns, row_height=ROW, empty=NOTHING, object_name=name)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = self._holders[table.short]
        holder.addWidget(Label(table.title, "body_strong"))
        holder.addWidget(made)
        holder.addStretch(1)
        self.tables[table.short] = made

    def _put_rows(self, shown: DataTable, table: QualityTable) -> None:
        """Every row is visible: the page scrolls, not the table."""
        shown.set_rows(
            [
                TableRow(str(at), {str(place): one.text for place, one in enumerate(line)}, line[0].text)
                for at, line in enumerate(table.rows)
            ]
        )
        high = theme.px(ROW) * len(table.rows) if table.rows else theme.px(120)
        shown.setFixedHeight(high + shown.horizontalHeader().sizeHint().height() + 4)
        if table.rows and not shown.current_key():
            shown.select("0")

    def write_workbook(self) -> None:
        """Ctrl+E: the same tables as a workbook."""
        key, now = self._key(), self._desk.now()
        self._export.save(
            "laporan mutu baku", f"{KIND}-{key.replace('..', '-')}", lambda c: make_quality_workbook(c, key, now=now)
        )

    def print_current(self) -> None:
        """Ctrl+P: the report of this period, ready to print."""
        print_paper(self, self._desk, KIND, self._key())

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return (
            Hint(("Ctrl+E",), "Ekspor Excel"),
            Hint(("Ctrl+P",), "Pratinjau PDF"),
            Hint(("Ctrl+C",), "Salin baris"),
            Hint(("Tab",), "Tabel berikutnya"),
            Hint(("Esc",), "Kembali"),
        )
