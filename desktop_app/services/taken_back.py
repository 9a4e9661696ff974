"""What an undo brings back stands in the calendar as it is now: judged by the one clash check (issue B 2 and 4).

Between the act and its undo the room may have been given away or lost chairs, the trainer fallen ill, a person been
seated elsewhere. What stood against a class already before the undo is no reason to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from db.journal import Change
from db.tables import by_name
from db.tables_schedule import session as session_table
from db.unit_of_work import UnitOfWork
from desktop_app.errors import RuleRefusal
from desktop_app.queries.clashes import Level, judge
from desktop_app.queries.office import load_calendar
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.schedule_watch import plan_of
from desktop_app.services.use_case import Office
from desktop_app.sop.states import SessionState

OFF = (SessionState.POSTPONED, SessionState.CANCELLED)
OF_A_CLASS = frozenset({"session_day", "session_trainer", "seat"})


def fits_the_calendar(office: Office, unit: UnitOfWork, changes: Iterable[Change]) -> None:
    """Raise :class:`RuleRefusal` when the rows taken back set something against a class that did not stand before."""
    touched = sorted(set(_classes(unit, changes)))
    now = _refusals(unit.connection, touched)
    if not now:
        return
    with office.store.reading() as saved:  # a reader sees the file as it was before this transaction
        before = _refusals(saved, touched)
    fresh = [sentence for sentence in now if sentence not in before]
    if fresh:
        raise RuleRefusal(f"Tidak dapat diurungkan lagi. {fresh[0]}")


def _classes(unit: UnitOfWork, changes: Iterable[Change]) -> Iterable[int]:
    for change in changes:
        if change.table == "session":
            yield change.row_id
        elif change.table in OF_A_CLASS:
            yield int(unit.get(by_name(change.table), change.row_id)["session_id"])


def _refusals(connection: Connection, sessions: list[int]) -> list[str]:
    """What refuses these classes, of those that are held; one agreed before the program came was never judged."""
    if not sessions:
        return []
    calendar = load_calendar(connection)
    off = set(
        connection.execute(
            select(session_table.c.id).where(session_table.c.id.in_(sessions), session_table.c.voided_at.is_not(None))
        ).scalars()
    )
    found: list[str] = []
    for row in sessions_by_ids(connection, sessions):
        if row.state in OFF or row.agreed_before or row.id in off:
            continue
        plan = replace(plan_of(connection, row), quota=row.seats.quota)
        found += [clash.sentence for clash in judge(connection, calendar, plan).of(Level.REFUSAL)]
    return found
