"""The list of the Arsip tab: every case by its number, with the working days it took to a date (picture 06)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, collate, func, select, true

from db.tables_requests import archive_file, attachment, request, request_topic
from desktop_app.office_time import wall
from desktop_app.queries import gathered, search
from desktop_app.queries.labels import joined, people_phrase
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.search import among_found, found_ids
from desktop_app.queries.step_clocks import ClockRoom, clock_of, counts, late_typed
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import ENDED, REQUEST_STATE_LABELS, RequestState
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
    """The rows, how many match in all, and how many of the shown ones passed a standard."""

    rows: tuple[ArchiveRow, ...]
    total: int
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases, and in which order: a key of ``ORDERS``, downwards or not."""

    year: int | None = None
    topic_id: int | None = None
    organization_id: int | None = None
    ended_only: bool = False
    text: str = ""
    order: str = "number"
    down: bool = True


ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "number": (request.c.agenda_year, request.c.agenda_number),
    "day": (request.c.received_at, request.c.id),
    "sender": (collate(request.c.sender_name, "NOCASE"), request.c.id),
    "state": (request.c.state, request.c.agenda_year, request.c.agenda_number),
}
"""Columns a list is ordered by; each has an index, so that the first rows come at once however long the list is."""

PAGE = 100
"""Rows that are made at a time."""

JUDGED = 500
"""How many of the newest are looked through for those that passed a standard."""


def archive_rows(
    connection: Connection, now: datetime, *, over_only: bool = False, limit: int = JUDGED, **fields: Any
) -> ArchivePage:
    """The first rows of the list for a :class:`CaseFilter` of ``fields``; ``now`` is aware.

    ``over_only`` keeps cases in which a judged step or the schedule passed its standard ("Lewat mutu baku").
    """
    wanted = CaseFilter(**fields)
    total = connection.execute(select(func.count()).select_from(_ids(wanted).subquery())).scalar()
    made = rows_of(connection, now, connection.execute(_ids(wanted).limit(limit)).scalars().all())
    over = sum(one.over for one in made)
    return ArchivePage(tuple(one for one in made if one.over or not over_only), int(total or 0), over)


def first_rows(connection: Connection, now: datetime, wanted: CaseFilter) -> tuple[ArchiveRow, ...]:
    """The first page of the list."""
    return rows_of(connection, now, connection.execute(_ids(wanted).limit(PAGE)).scalars().all())


def rows_over(connection: Connection, now: datetime, wanted: CaseFilter) -> tuple[ArchiveRow, ...]:
    """Those of the first ``JUDGED`` rows that passed a standard ("Lewat mutu baku")."""
    ids = connection.execute(_ids(wanted).limit(JUDGED)).scalars().all()
    return tuple(one for one in rows_of(connection, now, ids) if one.over)


def ids_in_order(connection: Connection, wanted: CaseFilter) -> array[int]:
    """The ids of the whole list in its order, eight bytes each."""
    ids = array("q")
    for part in connection.execute(_ids(wanted)).scalars().partitions(PART):
        ids.extend(part)
    return ids


PART = 2000
"""Ids taken over at a time: short enough that the window's thread gets its turn in between."""


def rows_of(connection: Connection, now: datetime, ids: Sequence[int]) -> tuple[ArchiveRow, ...]:
    """The rows of these cases, in this order."""
    found = {
        row["id"]: row for row in connection.execute(select(request).where(request.c.id.in_(ids))).mappings().all()
    }
    rows = [found[one] for one in ids if one in found]
    return tuple(_rows(connection, rows, ClockRoom(load_calendar(connection), wall(now))))


def _ids(wanted: CaseFilter) -> Select[int]:
    if wanted.order == "number" and wanted.text.strip():
        return found_ids(wanted.text, down=wanted.down).where(cases_where(replace(wanted, text="")))
    columns = ORDERS[wanted.order]
    order = [column.desc() if wanted.down else column for column in columns]
    return select(request.c.id).where(cases_where(wanted)).order_by(*order)


def cases_where(wanted: CaseFilter) -> ColumnElement[bool]:
    """The condition on requests that a filter means."""
    condition: ColumnElement[bool] = true()
    if wanted.year is not None:
        condition &= request.c.agenda_year == wanted.year
    if wanted.topic_id is not None:
        asking = select(request_topic.c.request_id).where(
            request_topic.c.topic_id == wanted.topic_id, request_topic.c.voided_at.is_(None)
        )
        condition &= request.c.id.in_(asking)
    if wanted.organization_id is not None:
        condition &= request.c.organization_id == wanted.organization_id
    if wanted.ended_only:
        condition &= request.c.state.in_([state.value for state in ENDED | {RequestState.TRAINED}])
    if text := " ".join(wanted.text.split()):
        condition &= among_found(text)
    return condition


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
    over = tuple(sorted({one["step_no"] for one in finished if _passed(room, one, pauses)}))
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


def _passed(room: ClockRoom, visit: RowMapping, pauses: Sequence[Pause]) -> bool:
    return not late_typed(room, visit) and clock_of(room, visit, pauses).level == "over"


def years(connection: Connection) -> tuple[int, ...]:
    """The years of the agenda that have entries, the newest first."""
    return search.years(connection)
