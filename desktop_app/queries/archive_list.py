"""The list of the Arsip tab: every case by its number, with the working days it took to a date (picture 06)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.tables_requests import archive_file, attachment, request
from desktop_app.office_time import wall
from desktop_app.queries import gathered, search
from desktop_app.queries.archive_filter import CaseFilter, ids_of
from desktop_app.queries.archive_order import ids_in_order, ids_over, passed
from desktop_app.queries.labels import joined, people_phrase
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.step_clocks import ClockRoom, clock_of, counts
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import REQUEST_STATE_LABELS, RequestState
from desktop_app.sop.working_time import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRow:
    """A line of the list; ``days_to_schedule`` are working days of step 5, ``over`` marks what passed a standard."""

    request_id: int
    key: str
    number: str
    received_at: datetime
    day: str
    sender: str
    summary: str
    topics: tuple[TopicChip, ...]
    state: RequestState
    state_label: str
    days_to_schedule: int | None
    days_text: str
    over: bool
    steps_over: tuple[int, ...]
    attachments: int
    storage_location: str
    letter_number: str
    people: int


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The first rows, how many match in all, and how many of these passed a standard."""

    rows: tuple[ArchiveRow, ...]
    total: int
    over: int


PAGE = 100
"""Rows that are made at a time."""


def archive_rows(
    connection: Connection, now: datetime, *, over_only: bool = False, limit: int = 500, **fields: Any
) -> ArchivePage:
    """The first rows of the list for a :class:`CaseFilter` of ``fields``; ``now`` is aware.

    ``over_only`` keeps cases in which a judged step or the schedule passed its standard ("Lewat mutu baku").
    """
    wanted = CaseFilter(**fields)
    ids, over = ids_in_order(connection, now, wanted), ids_over(connection, now, wanted)
    return ArchivePage(rows_of(connection, now, (over if over_only else ids)[:limit]), len(ids), len(over))


def first_rows(connection: Connection, now: datetime, wanted: CaseFilter) -> tuple[ArchiveRow, ...]:
    """The first page of a list whose order an index holds."""
    return rows_of(connection, now, connection.execute(ids_of(wanted).limit(PAGE)).scalars().all())


def whole_list(connection: Connection, now: datetime, wanted: CaseFilter) -> tuple[array[int], tuple[ArchiveRow, ...]]:
    """Every id of the list in its order, and its first page."""
    ids = ids_in_order(connection, now, wanted)
    return ids, rows_of(connection, now, ids[:PAGE])


def rows_of(connection: Connection, now: datetime, ids: Sequence[int]) -> tuple[ArchiveRow, ...]:
    """The rows of these cases, in this order."""
    found = {
        row["id"]: row for row in connection.execute(select(request).where(request.c.id.in_(ids))).mappings().all()
    }
    rows = [found[one] for one in ids if one in found]
    return tuple(_rows(connection, rows, ClockRoom(load_calendar(connection), wall(now))))


def _rows(connection: Connection, rows: Sequence[RowMapping], room: ClockRoom) -> list[ArchiveRow]:
    ids = {row["id"] for row in rows}
    topics = gathered.topics_of(connection, ids)
    visits = gathered.visits_of(connection, ids)
    pauses = gathered.pauses_of(connection, ids)
    scans = Counter(
        connection.execute(
            select(attachment.c.request_id).where(attachment.c.request_id.in_(ids), attachment.c.voided_at.is_(None))
        ).scalars()
    )
    places = {
        row.request_id: row.storage_location
        for row in connection.execute(
            select(archive_file).where(archive_file.c.request_id.in_(ids), archive_file.c.voided_at.is_(None))
        )
    }
    return [
        _row(row, topics.get(row["id"], ()), visits, pauses.get(row["id"], ()), room, scans[row["id"]], places)
        for row in rows
    ]


def _row(
    row: RowMapping,
    topics: tuple[TopicChip, ...],
    visits: Mapping[int, list[RowMapping]],
    pauses: Sequence[Pause],
    room: ClockRoom,
    scans: int,
    places: Mapping[int, str],
) -> ArchiveRow:
    finished = [one for one in visits.get(row["id"], []) if one["done_at"] is not None and counts(one)]
    over = tuple(sorted({one["step_no"] for one in finished if passed(room, one, pauses)}))
    fixed = [one for one in finished if one["step_no"] == 5]
    days = clock_of(room, fixed[-1], pauses).elapsed if fixed else None
    received = wall(row["received_at"])
    state = RequestState(row["state"])
    return ArchiveRow(
        request_id=row["id"],
        key=case_key(row["agenda_number"], row["agenda_year"]),
        number=str(row["agenda_number"]),
        received_at=received,
        day=date_range(received.date(), received.date(), with_year=received.year != room.now.year),
        sender=sender_phrase(row),
        summary=f"{joined(topic.name for topic in topics)}, {people_phrase(row['participant_count'])}",
        topics=topics,
        state=state,
        state_label=REQUEST_STATE_LABELS[state],
        days_to_schedule=days,
        days_text="–" if days is None else f"{days} hari",
        over=bool(over),
        steps_over=over,
        attachments=scans,
        storage_location=places.get(row["id"], ""),
        letter_number=row["letter_number"] or "",
        people=row["participant_count"],
    )


def years(connection: Connection) -> tuple[int, ...]:
    """The years of the agenda that have entries, the newest first."""
    return search.years(connection)
