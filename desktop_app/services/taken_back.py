"""What an undo brings back stands in the calendar as it is now: judged by the one clash check (issue B 2 and 4).

Between the act and its undo the room may have been given away or lost chairs, the trainer fallen ill, a person been
seated elsewhere. What stood against a class already before the undo, or before the act, is no reason to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from db.journal import Change
from db.tables import by_name
from db.tables_journal import journal_change
from db.tables_schedule import session as session_table
from db.unit_of_work import UnitOfWork
from desktop_app.errors import RuleRefusal
from desktop_app.queries.clashes import Clash, Level, judge
from desktop_app.queries.office import load_calendar
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.queries.schedule_watch import plan_of
from desktop_app.services.use_case import Office
from desktop_app.sop.states import SessionState

OFF = (SessionState.POSTPONED, SessionState.CANCELLED)
OF_A_CLASS = frozenset({"session_day", "session_trainer", "seat"})
SOURCES: dict[str, tuple[str, ...]] = {
    "day": ("closed_day", "open_day", "closed_period"),
    "room": ("room", "room_closure"),
    "trainer": ("trainer_absence",),
    "quota": ("room", "topic"),
}
"""Where a clash that is not with another class comes from."""


def fits_the_calendar(
    office: Office, unit: UnitOfWork, seq: int, changes: Iterable[Change], neutral: frozenset[int]
) -> None:
    """Raise :class:`RuleRefusal` when something that changed after act ``seq`` stands against what comes back of it.

    ``neutral`` are later acts that cancel each other out.
    """
    touched = sorted(set(_classes(unit, changes)))
    now = _refusals(unit.connection, touched)
    if not now:
        return
    with office.store.reading() as saved:  # a reader sees the file as it was before this transaction
        before = {clash.sentence for clash in _refusals(saved, touched)}
    for clash in now:
        if clash.sentence not in before and _came_after(unit.connection, seq, clash, neutral):
            raise RuleRefusal(f"Tidak dapat diurungkan lagi. {clash.sentence}")


def _came_after(connection: Connection, seq: int, clash: Clash, neutral: frozenset[int]) -> bool:
    """Whether what the clash is about was changed later than the act: else it was so before the act too."""
    rows: ColumnElement[bool] = journal_change.c.table_name.in_(SOURCES.get(clash.about, ()))
    if clash.session_id is not None:
        rows = or_(
            and_(journal_change.c.table_name == "session", journal_change.c.row_id == clash.session_id),
            *(
                and_(
                    journal_change.c.table_name == name,
                    journal_change.c.row_id.in_(
                        select(by_name(name).c.id).where(by_name(name).c.session_id == clash.session_id)
                    ),
                )
                for name in OF_A_CLASS
            ),
        )
    later = connection.execute(select(journal_change.c.seq).where(journal_change.c.seq > seq, rows)).scalars()
    return bool(set(later) - neutral)


def _classes(unit: UnitOfWork, changes: Iterable[Change]) -> Iterable[int]:
    for change in changes:
        if change.table == "session":
            yield change.row_id
        elif change.table in OF_A_CLASS:
            yield int(unit.get(by_name(change.table), change.row_id)["session_id"])


def _refusals(connection: Connection, sessions: list[int]) -> list[Clash]:
    """What refuses these classes, of those that are held; one agreed before the program came was never judged."""
    if not sessions:
        return []
    calendar = load_calendar(connection)
    off = set(
        connection.execute(
            select(session_table.c.id).where(session_table.c.id.in_(sessions), session_table.c.voided_at.is_not(None))
        ).scalars()
    )
    found: list[Clash] = []
    for row in sessions_by_ids(connection, sessions):
        if row.state in OFF or row.agreed_before or row.id in off:
            continue
        plan = replace(plan_of(connection, row), quota=row.seats.quota)
        found += judge(connection, calendar, plan).of(Level.REFUSAL)
    return found
