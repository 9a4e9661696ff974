"""Is a copy of the database whole?  Opened on a fresh connection, as a restore would open it.

sqlcipher's page HMACs (``cipher_integrity_check``) find every flipped bit; ``quick_check`` finds broken
structure, ``foreign_key_check`` orphans, row counts a short copy; the caller's hook replays the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from db.engine import connect, driver

Rehearse = Callable[[Any], list[str]]
"""Gets the open copy (raw sqlcipher connection, read only) and returns problems in words."""

_MOST_PROBLEMS = 20


def rehearsed(copy: Path, data_key: bytes, counts: Mapping[str, int], rehearse: Rehearse | None) -> list[str]:
    """Problems of *copy*; an empty list means it would be a good database tomorrow."""
    try:
        connection = connect(copy, data_key, read_only=True)
    except driver().DatabaseError as problem:
        return [f"open: {problem}"]
    try:
        problems = _checks(connection)
        found = table_counts(connection)
        problems += [
            f"count of {table}: {found.get(table, 0)} instead of {counts.get(table, 0)}"
            for table in sorted(found.keys() | counts.keys())
            if found.get(table) != counts.get(table)
        ]
        if rehearse is not None:
            problems += rehearse(connection)
    except driver().DatabaseError as problem:
        return [f"read: {problem}"]
    finally:
        connection.close()
    return problems[:_MOST_PROBLEMS]


def table_counts(connection: Any) -> dict[str, int]:
    """Rows of every table, the search index's own tables included."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND rootpage > 0"
    names = [str(row[0]) for row in connection.execute(query)]
    return {name: _count(connection, name) for name in names}


def _count(connection: Any, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])


def _checks(connection: Any) -> list[str]:
    problems = [f"page: {row[0]}" for row in connection.execute("PRAGMA cipher_integrity_check")]
    problems += [f"structure: {row[0]}" for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    problems += [
        f"foreign key: {row[0]} row {row[1]} -> {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_PROBLEMS)
    ]
    return problems
