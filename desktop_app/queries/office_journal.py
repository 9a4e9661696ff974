"""The journal of the office for its administrator: leafed through, searched, each act with what it changed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, or_, select

from db import tables
from db.journal import changes_of, is_sealed_column
from db.tables_journal import journal
from db.tables_requests import request
from desktop_app.queries.timeline import TimelineRow, told
from desktop_app.queries.timeline_wording import DEEDS, deed
from desktop_app.sop.numbering import BadNumber, parse_case_key
from desktop_app.sop.workflow import ACTIONS

PAGE = 100
"""Acts shown at once; the older ones follow page by page."""

PERSONAL = "(data pribadi)"
"""What stands for a sealed value: the journal shows that it changed and who changed it, not what it says."""

NONE = "–"

_TABLES = {table.name: table for table in tables.journaled()}


def journal_page(
    connection: Connection, *, before_seq: int | None = None, limit: int = PAGE, text: str = ""
) -> tuple[TimelineRow, ...]:
    """A page of the journal, newest first, older than ``before_seq``.

    ``text`` is sought in the officer's name, the reason, the words of the deed, or is the key of a case ("147/2026").
    """
    condition: ColumnElement[bool] = journal.c.seq > 0
    if before_seq is not None:
        condition &= journal.c.seq < before_seq
    if wanted := text.strip():
        condition &= _mentions(wanted)
    return told(connection, condition, limit)


def _mentions(wanted: str) -> ColumnElement[bool]:
    try:
        key = parse_case_key(wanted)
    except BadNumber:
        folded = wanted.casefold()
        deeds = [name for name in {*ACTIONS, *DEEDS} if folded in deed(name).casefold()]
        return or_(
            journal.c.actor_name.contains(wanted, autoescape=True),
            journal.c.reason.contains(wanted, autoescape=True),
            journal.c.action.in_(deeds),
        )
    case = select(request.c.id).where(request.c.agenda_number == key.number, request.c.agenda_year == key.year)
    return journal.c.request_id.in_(case)


def rows_changed(connection: Connection, seq: int) -> tuple[str, ...]:
    """Every row an act made or changed, one line each, under the names of the data base."""
    lines = []
    for change in changes_of(connection, seq):
        table, before = _TABLES[change.table], change.before or {}
        parts = []
        for column, value in change.after.items():
            shown = PERSONAL if is_sealed_column(table, column) and value else _plain(value)
            if change.before is None:
                parts += [f"{column} {shown}"] if shown != NONE else []
            elif column in before:  # the subject of a row stands in every image, changed or not
                parts.append(
                    f"{column} {shown}" if shown == PERSONAL else f"{column} {_plain(before[column])} → {shown}"
                )
        head = f"{change.table} {change.row_id}{' baru' if change.before is None else ''}"
        lines.append(f"{head}: {', '.join(parts)}")
    return tuple(lines)


def _plain(value: object) -> str:
    return NONE if value in (None, "", [], {}) else str(value)
