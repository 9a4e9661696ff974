"""Every table of the program by name; importing this module fills the catalogue."""

from __future__ import annotations

from sqlalchemy import Table

from db import (
    tables_archive,
    tables_journal,
    tables_office,
    tables_requests,
    tables_schedule,
    tables_search,
    tables_teaching,
)
from db.metadata import metadata

UNJOURNALED = frozenset({"journal", "journal_change", "subject_key", "draft", "attachment_text", "search_text"})

__all__ = ["UNJOURNALED", "by_name", "journaled", "metadata"]

_MODULES = (
    tables_archive,
    tables_journal,
    tables_office,
    tables_requests,
    tables_schedule,
    tables_search,
    tables_teaching,
)


def by_name(name: str) -> Table:
    """Return the table called ``name``; raises ``KeyError`` for an unknown one."""
    return metadata.tables[name]


def journaled() -> tuple[Table, ...]:
    """Return the tables whose every change stands in the journal, parents first."""
    return tuple(table for table in metadata.sorted_tables if table.name not in UNJOURNALED)
