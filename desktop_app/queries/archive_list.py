"""The list of the Arsip tab: every case by its number, with the working days it took to a date (picture 06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from db.tables_requests import archive_file, attachment, request, request_topic
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.labels import joined, people_phrase
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.search import among_found
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


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The rows, how many match in all, and how many of the shown ones passed a standard."""

    rows: tuple[ArchiveRow, ...]
    total: int
    over: int


def archive_rows(
    connection: Connection,
    now: datetime,
    *,
    year: int | None = None,
    topic_id: int | None = None,
    organization_id: int | None = None,
    ended_only: bool = False,
    over_only: bool = False,
    text: str = "",
    limit: int = 500,
) -> ArchivePage:
    """The list, the newest number first, at most ``limit`` rows; ``now`` is aware.

    ``over_only`` keeps cases in which a judged step or the schedule passed its standard ("Lewat mutu baku").
    """
    condition = _condition(year, topic_id, organization_id, ended_only, " ".join(text.split()))
    total = int(connection.execute(select(func.count()).select_from(request).where(condition)).scalar() or 0)
    rows = (
        connection.execute(
            select(request)
            .where(condition)
            .order_by(request.c.agenda_year.desc(), request.c.agenda_number.desc())
            .limit(limit)
        )
        .mappings()
        .all()
    )
    made = _rows(connection, rows, ClockRoom(load_calendar(connection), wall(now)))
    over = sum(one.over for one in made)
    return ArchivePage(tuple(one for one in made if one.over or not over_only), total, over)


def _condition(
    year: int | None, topic_id: int | None, organization_id: int | None, ended_only: bool, text: str
) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = request.c.id > 0
    if year is not None:
        condition &= request.c.agenda_year == year
    if topic_id is not None:
        asking = select(request_topic.c.request_id).where(
            request_topic.c.topic_id == topic_id, request_topic.c.voided_at.is_(None)
        )
        condition &= request.c.id.in_(asking)
    if organization_id is not None:
        condition &= request.c.organization_id == organization_id
    if ended_only:
        condition &= request.c.state.in_([state.value for state in ENDED | {RequestState.TRAINED}])
    if text:
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
    )


def _passed(room: ClockRoom, visit: RowMapping, pauses: Sequence[Pause]) -> bool:
    return not late_typed(room, visit) and clock_of(room, visit, pauses).level == "over"


def years(connection: Connection) -> tuple[int, ...]:
    """The years of the agenda that have entries, the newest first."""
    found = select(request.c.agenda_year).distinct().order_by(request.c.agenda_year.desc())
    return tuple(connection.execute(found).scalars())
