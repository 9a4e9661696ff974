"""Queues of the lanes with time against the standard, and the counts on tabs (pictures 01 to 03)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.queries.queue_rows import PoolRow, Queue, QueueFilter, TabCounts
from desktop_app.sop.states import Lane


def queue(
    connection: Connection,
    now: datetime,
    *,
    lane: Lane,
    officer_id: int | None = None,
    filter: QueueFilter = "all",
    text: str = "",
) -> Queue:
    """The queue of a lane: Helpdesk (open cases + ended today), Kabag and Kasubbag (waiting + done today), trainers."""
    raise NotImplementedError


def schedule_queue(connection: Connection, now: datetime, *, text: str = "") -> Queue:
    """Letters that wait for a date, in order of receipt (picture 03, left)."""
    raise NotImplementedError


def individuals(connection: Connection, now: datetime) -> tuple[PoolRow, ...]:
    """Individuals waiting per topic and the class that has room for them."""
    raise NotImplementedError


def tab_counts(connection: Connection, now: datetime, *, officer_id: int | None = None) -> TabCounts:
    """What needs action on each tab."""
    raise NotImplementedError


def officer_counts(connection: Connection, now: datetime) -> dict[int, int]:
    """Officer id to the things that wait for him, for the login screen."""
    raise NotImplementedError
