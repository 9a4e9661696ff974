"""People of a file before they are taken: guessed columns that can be changed, each row with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop_app.importing.columns import FIELDS, SKIP
from desktop_app.importing.reading import PeopleTable
from desktop_app.importing.rows import Judged, PersonRow
from ui import theme
from ui.widgets.dialog_shell import DialogShell
from ui.widgets.empty_state import EmptyView
from ui.widgets.fields import Choice, ChoiceField, Field
from ui.widgets.labels import Label
from ui.widgets.pane import Pane
from ui.widgets.tables import Cell, Column, DataTable, TableRow

MOST_PEOPLE = 999
MOST_SHOWN_COLUMNS = 24
ACROSS = 4
EXAMPLE = 22
COLUMNS = (
    Column("number", "Baris", 52, "right"),
    Column("full_name", "Nama", 176),
    Column("nip", "NIP", 172),
    Column("position", "Jabatan", 122),
    Column("mobile", "No. HP", 126),
    Column("words", "Pemeriksaan"),
)
NOBODY = EmptyView("users", "Tidak ada baris", "Pilih kolom yang berisi nama.")
NO_NAME = "Belum ada kolom Nama. Pilih kolom mana yang berisi nama."


class PeopleImport(DialogShell):
    """``accepted`` by Ctrl+Enter; then :meth:`people` are the rows to take, by the identifiers of a person's fields."""

    def __init__(
        self,
        parent: QWidget,
        table: PeopleTable,
        today: date,
        *,
        present: Sequence[Mapping[str, str]] = (),
        with_nik: bool = False,
    ) -> None:
        super().__init__("Peserta dari berkas", "", "Ambil", object_name="people_import", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table, self._today, self._present, self._with_nik = table, today, present, with_nik
        self._judged = Judged(())
        self._rows: dict[str, PersonRow] = {}
        self.source = Label(_source(table), "dense", "text2", elide=True, object_name="import_source")
        self.summary = Label("", "body_strong", object_name="import_summary")
        self.rows = DataTable("Baris berkas", COLUMNS, empty=NOBODY, object_name="import_rows")
        self.words = Label("", "dense", "text2", wrap=True, object_name="import_words")
        self.words.setMinimumHeight(theme.px(36))
        self.choices: list[ChoiceField] = []
        for part in (self.source, self._columns(), self.summary, self.rows, self.words):
            self.body.addWidget(part, 1 if part is self.rows else 0)
        self.rows.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell())
        self.rows.setMinimumHeight(theme.px(150))
        self.resize(theme.px(1000), theme.px(600))
        self._judge()
        self.rows.setFocus()

    def _columns(self) -> QWidget:
        """One choice a column of the file, four across; more of them scroll."""
        inside = Pane("surface", object_name="import_columns")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        grid.setSpacing(8)
        items = [Choice(SKIP, "(tidak diambil)"), *(Choice(key, words) for key, words in FIELDS.items())]
        head, body = self._table.head(), self._table.body()
        for at, field in enumerate(self._table.guess.fields[:MOST_SHOWN_COLUMNS]):
            chosen = "" if field == "nik" and not self._with_nik else field
            name = _heading(head, body, at)
            choice = ChoiceField(items, chosen, object_name=f"import_column_{at + 1}", name=f"Kolom {at + 1}: {name}")
            choice.chosen.connect(lambda _: self._judge())
            self.choices.append(choice)
            grid.addWidget(Field(name, choice), at // ACROSS, at % ACROSS)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        area = QScrollArea()
        area.setObjectName("import_columns_area")
        area.setAccessibleName("Kolom berkas")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        lines = -(-len(self.choices) // ACROSS)
        area.setFixedHeight(min(inside.sizeHint().height() + theme.px(4), theme.px(150)) if lines else 0)
        return area

    def fields(self) -> tuple[str, ...]:
        """The field of each column as chosen now; a field chosen twice counts for the first column."""
        chosen: list[str] = []
        for choice in self.choices:
            field = choice.current()
            chosen.append(SKIP if field in chosen else field)
        return (*chosen, *[SKIP] * (len(self._table.guess.fields) - len(chosen)))

    def people(self) -> list[Mapping[str, Any]]:
        """What is taken."""
        return [row.values for row in self._judged.taken]

    def judged(self) -> Judged:
        """All rows with their reasons."""
        return self._judged

    def _judge(self) -> None:
        fields = self.fields()
        self._judged = self._table.judged(self._today, fields, present=self._present, with_nik=self._with_nik)
        order = sorted(self._judged.rows, key=lambda row: (not row.refused, not row.doubts, row.number))
        self._rows = {str(row.number): row for row in order}
        self.rows.table_model.set_source(list(self._rows), lambda keys: [_line(self._rows[key]) for key in keys])
        self.rows.select(next(iter(self._rows), ""))
        taken, refused = len(self._judged.taken), len(self._judged.refused)
        doubtful = sum(bool(row.doubts) for row in self._judged.taken)
        parts = [f"{taken} orang akan diambil"]
        if refused:
            parts.append(f"{refused} baris tidak diambil")
        if doubtful:
            parts.append(f"{doubtful} perlu diperiksa")
        self.summary.setText(" · ".join(parts))
        self.primary.set_label(f"Ambil {taken} orang")
        reason = NO_NAME if "full_name" not in fields else "Tidak ada baris yang dapat diambil."
        if taken > MOST_PEOPLE:
            reason = f"Satu surat paling banyak {MOST_PEOPLE} orang. Bagi berkasnya."
        self.primary.allow(0 < taken <= MOST_PEOPLE, reason)
        if not 0 < taken <= MOST_PEOPLE:
            self.words.setText(reason)
        else:
            self._tell()

    def _tell(self) -> None:
        """The whole sentence of the current row: its cell is too narrow for it."""
        row = self._rows.get(self.rows.current_key())
        said = " ".join((row.refused, *row.doubts)).strip() if row is not None else ""
        self.words.setText(f"Baris {row.number}: {said}" if row is not None and said else "")


def _line(row: PersonRow) -> TableRow:
    tone = "text3" if row.refused else "text"
    cells: dict[str, Cell | str] = {
        key: Cell(str(row.values.get(key) or ""), tone=tone) for key in ("full_name", "nip", "position", "mobile")
    }
    cells["number"] = Cell(str(row.number), tone="text2")
    if row.refused:
        cells["words"] = Cell(f"Tidak diambil: {row.refused}", tone="danger", icon="circle-alert")
    elif row.doubts:
        cells["words"] = Cell(row.doubts[0], tone="warn", icon="triangle-alert")
    else:
        cells["words"] = Cell("Baik", tone="text2", icon="check")
    return TableRow(str(row.number), cells, " ".join((row.refused, *row.doubts)).strip())


def _source(table: PeopleTable) -> str:
    parts = [table.source]
    if table.sheet:
        others = f" (satu dari {len(table.sheets)} lembar)" if len(table.sheets) > 1 else ""
        parts.append(f"lembar {table.sheet}{others}")
    head = f"judul kolom di baris {table.rows[table.guess.head][0]}" if table.guess.head >= 0 else "tanpa judul kolom"
    return " · ".join((*parts, head, f"{len(table.body())} baris berisi"))


def _heading(head: Sequence[str], body: Sequence[Sequence[Any]], at: int) -> str:
    """What stands over a column in the file; without a head row, the first thing in it."""
    words = " ".join(head[at].split()) if at < len(head) else ""
    if not words:
        words = next((str(row[at + 1]) for row in body[:20] if len(row) > at + 1 and row[at + 1]), f"kolom {at + 1}")
        words = f"“{words}”" if not head else f"kolom {at + 1}"
    return words if len(words) <= EXAMPLE else f"{words[: EXAMPLE - 1]}…"
