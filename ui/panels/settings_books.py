"""Buku agenda: where numbers come from, the first number when paper came before the program, and the year's end."""

from __future__ import annotations

from typing import Final

from desktop_app.queries.settings_read import BookRow, agenda_books
from desktop_app.services import agenda
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.badges import BadgeView
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.line_edit import NumberField
from ui.widgets.tables import Cell, Column, TableRow

DIRECTIONS: Final = {"incoming": "Surat masuk", "outgoing": "Surat keluar"}
SOURCES: Final = {"own": "Nomor dari program ini", "external": "Buku luar (SRIKANDI, Setda)"}


class BooksSection(TableSection):
    """The books of all years."""

    title = "Buku agenda"
    text = "Nomor urut per tahun tanpa bolong; nomor pertama hanya dapat diubah sebelum ada surat"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("year", "Tahun", 80),
            Column("direction", "Buku", 140),
            Column("source", "Sumber nomor"),
            Column("first", "Nomor pertama", 120, "right"),
            Column("used", "Terpakai", 88, "right"),
            Column("state", "Keadaan", 104),
        )
        empty = EmptyView("file-text", "Belum ada buku agenda", "Buka buku tahun ini dengan Ins.")
        super().__init__(desk, columns, object_name="set_books", empty=empty, row_height=36)
        self._books: tuple[BookRow, ...] = ()
        self._form = self.add_form(InlineForm("Buku agenda", "Simpan buku", object_name="book_form"), self._save)
        self._direction = ChoiceField(_choices(DIRECTIONS), "incoming", object_name="book_direction")
        self._year = NumberField(None, minimum=2020, maximum=2100, object_name="book_year")
        self._source = ChoiceField(_choices(SOURCES), "own", object_name="book_source")
        self._first = NumberField(1, minimum=1, object_name="book_first")
        self._form.add("direction", Field("Buku", self._direction))
        self._form.add("year", Field("Tahun", self._year))
        self._form.add("source", Field("Sumber nomor", self._source, "buku luar: nomornya diketik"))
        self._form.add("first_number", Field("Nomor pertama", self._first, "lanjutan dari buku kertas"))
        self.add_tool(
            "Buka buku", self.begin_add, key="Ins", icon="plus", action="open_agenda_book", name="set_book_add"
        )
        self.add_tool("Ubah", self.begin_edit, key="F2", action="open_agenda_book", name="set_book_edit")
        self.add_tool("Tutup buku", self.close_book, action="close_agenda_book", name="set_book_close")
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def load(self) -> None:
        """Read the books."""
        self.desk.read(agenda_books, self._show, channel="set_books")

    def _show(self, rows: tuple[BookRow, ...]) -> None:
        self._books = rows
        self.table.set_rows(
            [
                TableRow(
                    str(at),
                    {
                        "year": str(book.year),
                        "direction": Cell(DIRECTIONS[book.direction], strong=True),
                        "source": SOURCES[book.source],
                        "first": str(book.first_number),
                        "used": str(book.used),
                        "state": Cell(
                            badge=BadgeView("Ditutup") if book.closed else BadgeView("Dipakai", "ok", "check")
                        ),
                    },
                )
                for at, book in enumerate(rows)
            ]
        )
        if rows and not self.table.current_key():
            self.table.select("0")

    def begin_add(self) -> None:
        """Open a book, by default of next year."""
        self._put_book("incoming", self.desk.today().year + 1, "own", 1)
        self.open_form(self._form, "direction")

    def begin_edit(self) -> None:
        """Change the source or the first number of the chosen book."""
        at = self.chosen()
        if at is not None:
            book = self._books[at]
            self._put_book(book.direction, book.year, book.source, book.first_number)
            self.open_form(self._form, "source")

    def _put_book(self, direction: str, year: int, source: str, first: int) -> None:
        self._direction.set_current(direction)
        self._year.set_value(year)
        self._source.set_current(source)
        self._first.set_value(first)

    def _save(self) -> None:
        year, direction = self._year.value() or 0, self._direction.current() or "incoming"
        self.save(
            self._form,
            agenda.open_agenda_book,
            f"Buku {DIRECTIONS[direction].lower()} {year} disimpan",
            direction=direction,
            year=year,
            source=self._source.current() or "own",
            first_number=self._first.value() or 0,
        )

    def close_book(self) -> None:
        """No number can be taken from the chosen book any more."""
        at = self.chosen()
        if at is not None:
            book = self._books[at]
            said = f"Buku {DIRECTIONS[book.direction].lower()} {book.year} ditutup"
            self.act(agenda.close_agenda_book, said, direction=book.direction, year=book.year)

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Buka buku"), Hint(("F2",), "Ubah"))


def _choices(words: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label) for key, label in words.items())
