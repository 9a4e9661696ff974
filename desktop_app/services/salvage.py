"""What can still be read of a damaged database, as a workbook: a last resort beside the newest backup (fault 10).

Pages that sqlcipher refuses are stepped over; every table says how many rows were read and how many were not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from db import keys
from db.engine import connect, driver
from db.store import FILE_NAME
from desktop_app.config import Access
from desktop_app.documents.export_file import write_atomically
from desktop_app.errors import Damaged
from desktop_app.services.data_folder import keys_named

SKIPPED = ("journal", "journal_change", "subject_key", "alembic_version", "draft")
"""What a person cannot read: chains, sealed images, keys."""

LONGEST_CELL = 32_000
BUNCH = 512
MOST_LOST = 2_000
"""Row numbers without an answer after which a table is given up: its tree is gone, not a page of it."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Where the workbook lies and how many rows of each table it holds; ``lost`` counts ranges that did not answer."""

    path: Path
    rows: dict[str, int]
    lost: dict[str, int]


def salvage(access: Access, target: Path) -> Salvaged:
    """Write every readable row into ``target`` (XLSX); the database itself is opened for reading only.

    Raises :class:`Damaged` when not even the first page can be read, :class:`WrongOrMissingKey`.
    """
    with keys_named():
        key = keys.open_key(access.data_dir, key_file=access.key_file, passphrase=access.passphrase)
    with closing(_Reader(access.data_dir / FILE_NAME, key)) as reader:
        try:
            tables = _tables(reader)
        except driver().DatabaseError:
            raise Damaged("Daftar isi berkas data tidak terbaca. Pulihkan dari cadangan.") from None
        counts: dict[str, int] = dict.fromkeys(tables, 0)
        lost: dict[str, int] = dict.fromkeys(tables, 0)
        done = write_atomically(target, lambda stream: _write(reader, stream, counts, lost))
    return Salvaged(done.path, counts, lost)


class _Reader:
    """Asks the damaged file; after a refused page sqlcipher answers nothing more on that connection: a new one then."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file, key
        self._raw: Any = None

    def ask(self, query: str, *values: int) -> list[tuple[Any, ...]]:
        """All rows of a query; raises the driver's ``DatabaseError`` when a page of them is not what was written."""
        try:
            if self._raw is None:
                self._raw = connect(self._file, self._key, read_only=True)
            return list(self._raw.execute(query, values).fetchall())
        except driver().DatabaseError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None


def _write(reader: _Reader, stream: BinaryIO, counts: dict[str, int], lost: dict[str, int]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in counts:
        sheet = book.create_sheet(table[:31])
        sheet.append([str(row[1]) for row in reader.ask(f'PRAGMA table_info("{table}")')])
        for row in _rows(reader, table, lost):
            sheet.append([_cell(sheet, value) for value in row])
            counts[table] += 1
    book.save(stream)


def _tables(reader: _Reader) -> list[str]:
    found = reader.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    return [str(name) for (name,) in found if name not in SKIPPED and not str(name).startswith(("sqlite_", "search_"))]


def _rows(reader: _Reader, table: str, lost: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """Rows by their number in bunches; a bunch that does not answer is halved down to the rows that are gone."""
    try:
        last = reader.ask(f'SELECT max(rowid) FROM "{table}"')[0][0] or 0
    except driver().DatabaseError:
        last = _last_readable(reader, table)
        lost[table] += 1
    waiting = [(first, min(first + BUNCH, last + 1)) for first in range(last // BUNCH * BUNCH, -1, -BUNCH)]
    while waiting and lost[table] < MOST_LOST:
        first, after = waiting.pop()
        try:
            query = f'SELECT * FROM "{table}" WHERE rowid >= ? AND rowid < ? ORDER BY rowid'
            found = reader.ask(query, first, after)
        except driver().DatabaseError:
            if after - first <= 1:
                lost[table] += 1
                continue
            middle = (first + after) // 2
            waiting += [(middle, after), (first, middle)]
            continue
        yield from found


def _last_readable(reader: _Reader, table: str) -> int:
    """How far row numbers may go when the end of the table does not answer: twice until nothing is there any more."""
    last = 1
    while last < 1 << 24:
        try:
            if not reader.ask(f'SELECT 1 FROM "{table}" WHERE rowid >= ? LIMIT 1', last):
                return last
        except driver().DatabaseError:
            pass
        last *= 2
    return last


def _cell(sheet: Any, value: Any) -> Any:
    """Text stays text: nothing a person typed becomes a formula."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value if isinstance(value, (int, float)) or value is None else repr(value)
    text = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
