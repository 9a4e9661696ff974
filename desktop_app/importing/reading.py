"""The one door for tables and forms from outside: a file or the clipboard in, a table to look at out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.errors import EnvironmentFault
from desktop_app.importing.columns import Guess, guess
from desktop_app.importing.refusals import LARGEST_FILE, TableRefused
from desktop_app.importing.rows import Judged, judge
from desktop_app.importing.worker import ask_child

CLIPBOARD = "papan klip"
LARGEST_PASTE = 4_000_000


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table as it was read: rows (their number first), the guessed columns, and where it came from.

    ``form`` holds the values of a filled form by our identifiers: the only content of a PDF form, and the sheet
    "Permohonan" of the workbook that was handed out.
    """

    source: str
    rows: tuple[Sequence[Any], ...]
    guess: Guess
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    inexact: frozenset[tuple[int, int]] = frozenset()
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_form(self) -> bool:
        """Whether one of our handed-out forms came back."""
        return bool(self.form)

    def head(self) -> tuple[str, ...]:
        """The words over the columns in the file; empty without a head row."""
        return tuple(str(cell) for cell in self.rows[self.guess.head][1:]) if self.guess.head >= 0 else ()

    def body(self) -> tuple[Sequence[Any], ...]:
        """The rows under the head row."""
        return self.rows[self.guess.head + 1 :]

    def judged(
        self,
        today: date,
        fields: Sequence[str] | None = None,
        *,
        present: Sequence[Mapping[str, str]] = (),
        with_nik: bool = True,
    ) -> Judged:
        """The rows judged under these columns (default: the guessed ones)."""
        chosen = self.guess.fields if fields is None else fields
        return judge(self.body(), chosen, today, inexact=self.inexact, present=present, with_nik=with_nik)


def read_table(path: Path) -> PeopleTable:
    """Read a file in a child process; raises :class:`TableRefused` or, for a drive that is gone, a fault."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TableRefused("terlalu_besar")
        data = path.read_bytes()
    except OSError:
        raise EnvironmentFault(
            f"Berkas “{path.name}” tidak dapat dibaca. Periksa apakah flash disk masih terpasang, lalu pilih lagi.",
            field="file",
        ) from None
    return table_of(data, path.name)


def table_of(data: bytes, name: str) -> PeopleTable:
    """As :func:`read_table`, for bytes."""
    said = ask_child(data)
    rows = tuple(said["rows"])
    return PeopleTable(
        name,
        rows,
        guess([row[1:] for row in rows[:500]]),
        said["sheet"],
        tuple(said["sheets"]),
        frozenset((number, column) for number, column in said["inexact"]),
        said["form"],
    )


def pasted_table(text: str) -> PeopleTable:
    """The table on the clipboard (tabs between cells, as Excel and Word copy it); no rows when there is none."""
    if len(text) > LARGEST_PASTE:
        raise TableRefused("terlalu_berat")
    lines = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    try:
        rows: tuple[tuple[Any, ...], ...] = tuple(
            (number, *line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)
        )
    except csv.Error as problem:
        raise TableRefused("rusak") from problem
    return PeopleTable(CLIPBOARD, rows, guess([row[1:] for row in rows[:500]]))
