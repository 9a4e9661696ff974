"""Seats of sessions, counted from their rows: the one count behind screens, planner and services (issue B 2)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, and_, case, func, select

from db.tables_requests import request
from db.tables_schedule import seat, session
from desktop_app.sop.quota import Seats

OFFERED = (seat.c.state == "HELD", seat.c.held_until.is_not(None))
"""A seat that is offered until a day and not accepted yet."""


def seats_in(connection: Connection, sessions: Iterable[int] | Select[tuple[int]]) -> dict[int, Seats]:
    """Session id to its seats: confirmed, held, offered until a day, taken by individuals, set aside for them."""
    wanted = sessions if isinstance(sessions, Select) else list(sessions)
    taken = (
        select(
            seat.c.session_id,
            func.sum(case((seat.c.state == "CONFIRMED", 1), else_=0)).label("confirmed"),
            func.sum(case((seat.c.state == "HELD", 1), else_=0)).label("held"),
            func.sum(case((request.c.kind == "form", 1), else_=0)).label("individuals"),
            func.sum(case((and_(*OFFERED), 1), else_=0)).label("offered"),
            func.min(case((and_(*OFFERED), seat.c.held_until))).label("held_until"),
        )
        .join(request, request.c.id == seat.c.request_id)
        .where(seat.c.session_id.in_(wanted), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
        .group_by(seat.c.session_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            session.c.id,
            session.c.quota,
            session.c.reserved_for_individuals,
            taken.c.confirmed,
            taken.c.held,
            taken.c.individuals,
            taken.c.offered,
            taken.c.held_until,
        )
        .join(taken, taken.c.session_id == session.c.id, isouter=True)
        .where(session.c.id.in_(wanted))
    )
    return {
        row.id: Seats(
            row.quota,
            row.confirmed or 0,
            row.held or 0,
            row.reserved_for_individuals,
            row.individuals or 0,
            row.offered or 0,
            row.held_until,
        )
        for row in rows
    }
