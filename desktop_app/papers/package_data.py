"""The rows of a package as JSON and CSV, and the journal's entries about its cases, piece by piece."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from db.journal import image_value
from db.tables_journal import journal
from desktop_app.papers.package_scope import LEFT_OUT, YearScope

Rows = Iterable[dict[str, Any]]
JOURNAL = "jurnal"
_JOURNAL_COLUMNS = tuple(column for column in journal.columns if column.name not in ("client_key", "result"))


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that a package holds."""
    return tuple(column.name for column in table.columns if column.name not in LEFT_OUT)


def journal_columns() -> tuple[str, ...]:
    """What is told of an entry of the journal; its images stay sealed in the data file."""
    return tuple(column.name for column in _JOURNAL_COLUMNS)


def table_rows(connection: Connection, scope: YearScope, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table with dates as text, as JSON holds them."""
    for row in scope.rows(connection, table):
        yield {name: image_value(value) for name, value in row.items()}


def journal_rows(connection: Connection, scope: YearScope) -> Iterator[dict[str, Any]]:
    """Entries about the cases and classes of the package, each with its link of the chain."""
    found = (
        select(*_JOURNAL_COLUMNS)
        .where(or_(journal.c.request_id.in_(scope.requests), journal.c.session_id.in_(scope.sessions)))
        .order_by(journal.c.seq)
        .execution_options(yield_per=500)
    )
    for row in connection.execute(found).mappings():
        yield {name: image_value(value) for name, value in row.items()}


def as_json(rows: Rows) -> Iterator[bytes]:
    """A JSON array, one row a line."""
    before = "[\n"
    for row in rows:
        yield f"{before}{json.dumps(row, ensure_ascii=False, sort_keys=True)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def as_csv(columns: tuple[str, ...], rows: Rows) -> Iterator[bytes]:
    """CSV with a head, in UTF-8 with its mark so that Excel reads it; a cell never begins a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
        yield text.getvalue().encode("utf-8")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
