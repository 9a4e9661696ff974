"""The pool of individuals: who waits per topic, and which class made for others has room (SOP step 2, remark)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, select

from db.tables_requests import request, request_topic
from desktop_app.office_time import today
from desktop_app.queries.gathered import topic_chips
from desktop_app.queries.labels import people_phrase
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.queue_rows import PoolRow, TopicChip
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.setting_names import OWN_CLASS_SIZE
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.office_calendar import OfficeCalendar


def individuals(connection: Connection, now: datetime) -> tuple[PoolRow, ...]:
    """Individuals waiting per topic, the fullest pool first, and the next class that has room for them."""
    from desktop_app.queries.schedule_read import upcoming

    waiting: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(
        select(request.c.id, request.c.participant_count, request_topic.c.topic_id)
        .join(request_topic, request_topic.c.request_id == request.c.id)
        .where(
            request.c.kind == "form",
            request.c.state.in_(("SCHEDULING", "WAITLISTED", "POSTPONED")),
            request_topic.c.voided_at.is_(None),
        )
        .order_by(request.c.received_at, request.c.id)
    ).mappings():
        waiting[row["topic_id"]].append(row)
    if not waiting:
        return ()
    chips, calendar = topic_chips(connection), load_calendar(connection)
    sessions = upcoming(connection, today(now))
    size = int(setting(connection, OWN_CLASS_SIZE, today(now)))
    rows = [
        _pool(chips[topic_id], people, _roomy(topic_id, sessions, calendar), size)
        for topic_id, people in waiting.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.waiting, row.topic.id)))


def _roomy(topic_id: int, sessions: tuple[SessionRow, ...], calendar: OfficeCalendar) -> SessionRow | None:
    """The next class of a topic with room, but not one whose day was closed since: it gets another date."""
    return next(
        (
            row
            for row in sessions
            if row.topic.id == topic_id and row.seats.left > 0 and all(map(calendar.is_working_day, row.days))
        ),
        None,
    )


def _pool(chip: TopicChip, people: list[RowMapping], roomy: SessionRow | None, size: int) -> PoolRow:
    waiting = sum(row["participant_count"] for row in people)
    fitting = min(waiting, roomy.seats.left) if roomy else 0
    if roomy is not None:
        fit = f"{fitting} muat di kelas {_span(roomy.days)}"
    elif waiting >= size:
        fit = "cukup untuk kelas sendiri"
    else:
        fit = f"tunggu {people_phrase(size - waiting)} lagi"
    return PoolRow(
        topic=chip,
        waiting=waiting,
        own_class_size=size,
        request_ids=tuple(row["id"] for row in people),
        session_id=roomy.id if roomy else None,
        session_days=_span(roomy.days) if roomy else "",
        fitting=fitting,
        meter=f"{waiting} dari {size} untuk kelas sendiri",
        fit=fit,
    )


def _span(days: tuple[date, ...]) -> str:
    return date_range(days[0], days[-1]) if days else ""
