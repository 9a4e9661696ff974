"""The journal told as sentences: the history of a case, of a session, or of the office, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, or_, select

from db import tables
from db.journal import open_image
from db.tables_journal import journal, journal_change, subject_key
from db.tables_requests import request
from db.tables_schedule import confirmation, contact_attempt, passed_over
from desktop_app.office_time import wall
from desktop_app.queries.gathered import keys_and_senders, officer_names
from desktop_app.queries.labels import FROM_PAPER, LATE_NOTE
from desktop_app.queries.office import load_calendar
from desktop_app.queries.timeline_wording import COLUMNS, TOLD_WHEN_NEW, deed, value_words
from desktop_app.sop.dates_in_words import clock, short_date
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import ROLE_LABELS, Role
from desktop_app.sop.working_time import is_recorded_late

_ERASED = "(dihapus)"
_TABLES = {table.name: table for table in tables.journaled()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One act: ``sentence`` tells what, ``who`` by whom and on whose behalf; ``details`` lists "Nama: lama → baru".

    Times are wall time; ``when`` is the one the act happened at, with "dicatat kemudian" when it was typed later.
    """

    seq: int
    action: str
    label: str
    sentence: str
    who: str
    details: tuple[str, ...]
    occurred_at: datetime
    recorded_at: datetime
    when: str
    recorded_late: bool
    from_paper: bool
    reason: str
    request_id: int | None
    request_key: str
    session_id: int | None
    undone_by: int | None
    undoes: int | None


def timeline(connection: Connection, request_id: int) -> tuple[TimelineRow, ...]:
    """The history of a case, newest first: its own acts and those of its sessions that touched its rows.

    People of several letters may be told in one act on their class: its attempts and answers belong here too.
    """
    touched = [
        select(journal_change.c.seq).where(
            journal_change.c.table_name == table.name,
            journal_change.c.row_id.in_(rows.where(column == request_id)),
        )
        for table, column, rows in (
            (request, request.c.id, select(request.c.id)),
            (contact_attempt, contact_attempt.c.request_id, select(contact_attempt.c.id)),
            (confirmation, confirmation.c.request_id, select(confirmation.c.id)),
            (passed_over, passed_over.c.request_id, select(passed_over.c.id)),
        )
    ]
    return told(connection, or_(journal.c.request_id == request_id, *(journal.c.seq.in_(one) for one in touched)))


def session_timeline(connection: Connection, session_id: int) -> tuple[TimelineRow, ...]:
    """The history of a session, newest first."""
    return told(connection, journal.c.session_id == session_id)


def told(connection: Connection, condition: ColumnElement[bool], limit: int = 1000) -> tuple[TimelineRow, ...]:
    """The acts of the journal that meet a condition, newest first, told as sentences."""
    found = select(journal).where(condition).order_by(journal.c.seq.desc()).limit(limit)
    rows = connection.execute(found).mappings().all()
    seqs = [row["seq"] for row in rows]
    details = _details(connection, select(journal_change).where(journal_change.c.seq.in_(seqs)))
    undone = {
        row.undoes_seq: row.seq
        for row in connection.execute(select(journal.c.seq, journal.c.undoes_seq).where(journal.c.undoes_seq.in_(seqs)))
    }
    names = officer_names(connection)
    heads = keys_and_senders(connection, {row["request_id"] for row in rows if row["request_id"] is not None})
    calendar = load_calendar(connection)
    made: list[TimelineRow] = []
    for row in rows:
        occurred, recorded = wall(row["occurred_at"]), wall(row["recorded_at"])
        late = is_recorded_late(calendar, occurred, recorded)
        head = heads.get(row["request_id"])
        who = _who(row, names)
        made.append(
            TimelineRow(
                seq=row["seq"],
                action=row["action"],
                label=deed(row["action"]),
                sentence=f"{deed(row['action'])} oleh {who}",
                who=who,
                details=tuple(details[row["seq"]]),
                occurred_at=occurred,
                recorded_at=recorded,
                when=_when(occurred, recorded, late),
                recorded_late=late,
                from_paper=row["from_paper"],
                reason=row["reason"] or "",
                request_id=row["request_id"],
                request_key=case_key(head["agenda_number"], head["agenda_year"]) if head is not None else "",
                session_id=row["session_id"],
                undone_by=undone.get(row["seq"]),
                undoes=row["undoes_seq"],
            )
        )
    return tuple(made)


def _who(row: RowMapping, names: Mapping[int, str]) -> str:
    """ "Suryadi Hakim (Plh.), dicatat Wulan Sari dari lembar", or the actor with his role."""
    performer = names.get(row["performed_by_id"], "")
    acting = f" ({row['acting_kind']})" if row["acting_kind"] else ""
    if row["from_paper"]:
        return f"{performer or 'pejabat'}{acting}, dicatat {row['actor_name']} {FROM_PAPER}"
    if performer and performer != row["actor_name"]:
        return f"{performer}{acting}, dicatat {row['actor_name']}"
    role = row["actor_role"]
    place = f" ({ROLE_LABELS[Role(role)]})" if role in Role.__members__ else ""
    return f"{row['actor_name']}{acting or place}"


def _when(occurred: datetime, recorded: datetime, late: bool) -> str:
    when = f"{short_date(occurred.date())} {clock(occurred)}"
    return f"{when} · {LATE_NOTE} {short_date(recorded.date())} {clock(recorded)}" if late else when


def _details(connection: Connection, found: Select[Any]) -> defaultdict[int, list[str]]:
    """What each act changed, personal values opened with the keys that still exist."""
    rows = connection.execute(found.order_by(journal_change.c.seq, journal_change.c.ordinal)).mappings().all()
    keys = _keys(connection, rows)
    told: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        names = COLUMNS.get(row["table_name"])
        if names is None or (row["before"] is None and row["table_name"] not in TOLD_WHEN_NEW):
            continue
        told[row["seq"]].extend(_change(row, names, keys.get(row["after"].get("subject_key_id"))))
    return told


def _keys(connection: Connection, rows: Sequence[RowMapping]) -> dict[int, bytes | None]:
    wanted = {row["after"].get("subject_key_id") for row in rows} - {None}
    found = connection.execute(select(subject_key.c.id, subject_key.c.key).where(subject_key.c.id.in_(wanted)))
    return {row.id: row.key for row in found}


def _change(row: RowMapping, names: Mapping[str, str], key: bytes | None) -> list[str]:
    table = _TABLES[row["table_name"]]
    after = open_image(table, row["row_id"], row["after"], key)
    before = open_image(table, row["row_id"], row["before"] or {}, key)
    lines: list[str] = []
    for column, label in names.items():
        if column not in row["after"] or (row["before"] is not None and column not in row["before"]):
            continue
        new = value_words(table.name, column, after[column]) if column in after else _ERASED
        if row["before"] is None:
            lines += [f"{label}: {new}"] if new != "–" else []
            continue
        old = value_words(table.name, column, before[column]) if column in before else _ERASED
        lines.append(f"{label}: {old} → {new}")
    return lines
