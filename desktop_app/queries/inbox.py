"""Queues of the lanes with time against the standard, and the counts on tabs (pictures 01 to 03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, func, select

from db.tables_requests import archive_file, request, step_visit
from db.tables_schedule import session, session_day, session_trainer, training_report
from desktop_app.office_time import today
from desktop_app.queries.office import fold_name, officers
from desktop_app.queries.pool import individuals
from desktop_app.queries.queue_rows import (
    DONE_TODAY,
    NEEDS_OTHERS,
    NEEDS_YOU,
    WAITING_DISPOSITION,
    WAITING_SCHEDULE,
    Queue,
    QueueFilter,
    QueueRow,
    TabCounts,
)
from desktop_app.queries.queue_sources import Sources, collect, day_bounds, decided_ids, either, open_ids
from desktop_app.queries.queue_wording import Standing, needs_action, outcome_phrase, queue_row, standing
from desktop_app.queries.replies_due import replies_due, reply_phrases
from desktop_app.sop.states import ENDED, LANE_OF_ROLE, Lane, RequestState, Role

__all__ = [
    "Queue",
    "QueueRow",
    "TabCounts",
    "individuals",
    "officer_counts",
    "queue",
    "schedule_queue",
    "tab_counts",
]

TO_SCHEDULE = (
    RequestState.SCHEDULING,
    RequestState.WAITLISTED,
    RequestState.POSTPONED,
    RequestState.CANCELLED,
)
_SECTION_ORDER = (NEEDS_YOU, WAITING_DISPOSITION, WAITING_SCHEDULE, NEEDS_OTHERS, DONE_TODAY)
_URGENCY_ORDER = {"VERY_URGENT": 0, "URGENT": 1, "NORMAL": 2}
DECIDING_STEP = {Lane.DIVISION_HEAD: 3, Lane.SUBDIVISION_HEAD: 4}


def queue(
    connection: Connection,
    now: datetime,
    *,
    lane: Lane,
    officer_id: int | None = None,
    filter: QueueFilter = "all",
    text: str = "",
) -> Queue:
    """The queue of a lane at ``now`` (aware).

    Helpdesk: every open case and what ended today. Kabag and Kasubbag: letters to dispose of and today's decisions.
    Trainers: requests the Kasubbag assigned to ``officer_id`` (all of them for ``None``). ``mine`` filters what needs
    this lane's action, ``late`` what is past its standard in this lane; the counts are those before filter and text.
    """
    day = today(now)
    if lane is Lane.HELPDESK:
        ids = either(either(open_ids(), _ended_on(now)), replies_due())
        rows = _helpdesk(collect(connection, now, ids), reply_phrases(connection))
    elif lane in DECIDING_STEP:
        state = RequestState.WITH_HEAD if lane is Lane.DIVISION_HEAD else RequestState.WITH_SUBHEAD
        ids = either(open_ids((state,)), decided_ids(day, DECIDING_STEP[lane]))
        rows = _deciding(collect(connection, now, ids), lane, state)
    else:
        rows = _trainer(collect(connection, now, open_ids((*TO_SCHEDULE, RequestState.SCHEDULED))), officer_id)
    return _filtered(rows, filter, text)


def schedule_queue(connection: Connection, now: datetime, *, text: str = "") -> Queue:
    """Letters that wait for a date, in order of receipt; individuals are pooled apart (picture 03, left)."""
    ids = open_ids(TO_SCHEDULE).where(request.c.kind == "letter")
    sources = collect(connection, now, ids)
    rows = [_row(sources, row, Lane.SUBDIVISION_HEAD, lambda _: WAITING_SCHEDULE) for row in sources.requests]
    return _filtered(rows, "all", text)


def _ended_on(now: datetime) -> Select[int]:
    begin, end = day_bounds(today(now))
    closed = select(step_visit.c.request_id).where(
        step_visit.c.done_at >= begin, step_visit.c.done_at < end, step_visit.c.voided_at.is_(None)
    )
    filed = select(archive_file.c.request_id).where(
        archive_file.c.closed_at >= begin, archive_file.c.closed_at < end, archive_file.c.voided_at.is_(None)
    )
    return select(request.c.id).where(
        request.c.state.in_([state.value for state in ENDED - {RequestState.VOIDED}]),
        request.c.id.in_(closed.union_all(filed)),
    )


def _row(sources: Sources, row: RowMapping, lane: Lane, section: Callable[[Standing], str]) -> QueueRow:
    at = standing(sources, row, lane)
    return queue_row(sources, row, at, section(at), mine=needs_action(at))


def _helpdesk(sources: Sources, replies: Mapping[int, str]) -> list[QueueRow]:
    """Every open case, and a rejected one until its reply is on its way."""

    def section(at: Standing) -> str:
        if at.state in ENDED:
            return DONE_TODAY
        return NEEDS_YOU if needs_action(at) else NEEDS_OTHERS

    rows = [_row(sources, row, Lane.HELPDESK, section) for row in sources.requests]
    return [
        replace(row, section=NEEDS_YOU, mine=True, status=replies[row.request_id]) if row.request_id in replies else row
        for row in rows
    ]


def _deciding(sources: Sources, lane: Lane, waiting: RequestState) -> list[QueueRow]:
    rows: list[QueueRow] = []
    for row in sources.requests:
        at = standing(sources, row, lane)
        if at.state is waiting:
            rows.append(queue_row(sources, row, at, WAITING_DISPOSITION, mine=True))
            continue
        decisions = [one for one in sources.decided[row["id"]] if one["step_no"] == DECIDING_STEP[lane]]
        rows.append(queue_row(sources, row, at, DONE_TODAY, mine=False, outcome=outcome_phrase(decisions[-1])))
    return rows


def _trainer(sources: Sources, officer_id: int | None) -> list[QueueRow]:
    rows: list[QueueRow] = []
    for row in sources.requests:
        assigned = sources.trainers.get(row["id"], ())
        if not assigned or (officer_id is not None and officer_id not in assigned):
            continue
        at = standing(sources, row, Lane.TRAINER_TEAM)
        mine = at.state in TO_SCHEDULE
        rows.append(queue_row(sources, row, at, NEEDS_YOU if mine else NEEDS_OTHERS, mine=mine))
    return rows


def _filtered(rows: Iterable[QueueRow], chosen: QueueFilter, text: str) -> Queue:
    ordered = sorted(rows, key=_order)
    live = [row for row in ordered if row.section != DONE_TODAY]
    kept = ordered
    if chosen == "mine":
        kept = [row for row in ordered if row.mine]
    elif chosen == "late":
        kept = [row for row in ordered if row.late]
    wanted = fold_name(text)
    if wanted:
        kept = [row for row in kept if wanted in fold_name(f"{row.key} {row.sender} {row.summary} {row.state_label}")]
    return Queue(tuple(kept), len(live), sum(row.mine for row in live), sum(row.late for row in live))


def _order(row: QueueRow) -> tuple[int, int, datetime, int]:
    since = row.since if row.since is not None and row.section == WAITING_DISPOSITION else row.received_at
    return _SECTION_ORDER.index(row.section), _URGENCY_ORDER[row.urgency], since, row.request_id


def tab_counts(connection: Connection, now: datetime, *, officer_id: int | None = None) -> TabCounts:
    """What needs action on each tab; the trainer's number is that of ``officer_id``, or of all trainers."""
    states = Counter(
        {
            RequestState(row.state): row.cases
            for row in connection.execute(
                select(request.c.state, func.count().label("cases")).group_by(request.c.state)
            )
        }
    )
    waiting = sum(states[state] for state in TO_SCHEDULE)
    return TabCounts(
        helpdesk=queue(connection, now, lane=Lane.HELPDESK).mine,
        division_head=states[RequestState.WITH_HEAD],
        subdivision_head=states[RequestState.WITH_SUBHEAD] + waiting,
        trainer=_trainer_count(connection, now, officer_id),
    )


def _trainer_count(connection: Connection, now: datetime, officer_id: int | None) -> int:
    """Sessions that run today or whose report is missing."""
    mine = _sessions_to_do(connection, now)
    if officer_id is None:
        return len({session_id for session_id, _ in mine})
    return len({session_id for session_id, trainer in mine if trainer == officer_id})


def _sessions_to_do(connection: Connection, now: datetime) -> set[tuple[int, int]]:
    day = today(now)
    begun = select(session_day.c.session_id).where(session_day.c.day <= day, session_day.c.voided_at.is_(None))
    reported = select(training_report.c.session_id).where(
        training_report.c.sent_at.is_not(None), training_report.c.voided_at.is_(None)
    )
    found = connection.execute(
        select(session.c.id, session_trainer.c.officer_id)
        .join(session_trainer, session_trainer.c.session_id == session.c.id)
        .where(
            session.c.state.in_(("FIXED", "RUNNING", "DONE")),
            session.c.voided_at.is_(None),
            session_trainer.c.voided_at.is_(None),
            session.c.id.in_(begun),
            session.c.id.not_in(reported),
        )
    )
    return {(row.id, row.officer_id) for row in found}


def officer_counts(connection: Connection, now: datetime) -> dict[int, int]:
    """Officer id to the things that wait for him, for the login screen; an officer without work has 0."""
    counts = tab_counts(connection, now)
    by_lane = {
        Lane.HELPDESK: counts.helpdesk,
        Lane.DIVISION_HEAD: counts.division_head,
        Lane.SUBDIVISION_HEAD: counts.subdivision_head,
    }
    taught = Counter(trainer for _, trainer in _sessions_to_do(connection, now))
    return {
        one.id: sum(by_lane.get(LANE_OF_ROLE[role], 0) for role in one.roles if role in LANE_OF_ROLE)
        + (taught[one.id] if Role.TRAINER in one.roles else 0)
        for one in officers(connection, today(now))
    }
