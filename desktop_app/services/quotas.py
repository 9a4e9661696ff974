"""Quotas that shrink: refused below what is promised, with whom it was promised to, by whatever door (issue B 2)."""

from __future__ import annotations

from sqlalchemy import RowMapping, select

from db.tables_office import room as room_table
from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.queries import clash_quota
from desktop_app.queries.clash_rows import SessionPlan
from desktop_app.queries.labels import joined
from desktop_app.services import seats
from desktop_app.services.use_case import Work
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.quota import quota_limit


def refuse_below(work: Work, limits: dict[int, int], field: str = "quota") -> None:
    """Raise :class:`RuleRefusal` beside ``field`` where a session would have fewer seats than are taken."""
    told: list[str] = []
    for session_id, limit in limits.items():
        taken = seats.seats_of(work, session_id).taken
        if taken > limit:
            where, whose = _name(work, session_id), _holders(work, session_id)
            told.append(f"Sudah ada {taken} kursi terisi di kelas {where}, kuota tidak dapat menjadi {limit}: {whose}.")
    if told:
        raise RuleRefusal(" ".join(told), field=field)


def moved_along(work: Work, row: RowMapping, plan: SessionPlan) -> dict[str, int]:
    """The seats of a class that goes into the room of ``plan``: never more than there are, and those set aside."""
    limit = min([row["quota"], *(number for _, number in clash_quota.limits(work.unit.connection, plan))])
    return {"quota": limit, "reserved_for_individuals": min(row["reserved_for_individuals"], limit - 1)}


def set_aside(reserved: int, limit: int) -> int:
    """Seats kept for individuals; raises :class:`UserError` for a number that cannot be."""
    if not 0 <= reserved <= limit:
        raise UserError(
            f"Kursi untuk perseorangan harus 0 sampai {limit}, terisi {reserved}. Periksa angkanya.", field="reserved"
        )
    return reserved


def _name(work: Work, session_id: int) -> str:
    days = seats.days_of(work, session_id)
    when = f" {date_range(days[0], days[-1])}" if days else ""
    return f"{work.unit.get(session_table, session_id)['title']}{when}"


def _holders(work: Work, session_id: int) -> str:
    """ "RSUD Contoh (8 orang) dan Rina Umpama"."""
    counted: dict[int, int] = {}
    for one in seats.held_seats(work, session_id=session_id):
        counted[one["request_id"]] = counted.get(one["request_id"], 0) + 1
    names: list[str] = []
    for request_id, people in counted.items():
        row = work.unit.get(request_table, request_id)
        names.append(row["sender_name"] if row["kind"] == "form" else f"{row['sender_name']} ({people} orang)")
    return joined(names)


def room_changes(work: Work, room_id: int, room_seats: int, computers: int | None) -> None:
    """Fewer seats or computers in a room: its classes to come shrink with it, or the change is refused."""
    planned = _planned(work, room_id=room_id)
    shrunk = {
        one["id"]: _limit(room_seats, computers, work.unit.get(topic_table, one["topic_id"])["quota"], one["quota"])
        for one in planned
    }
    fewest_are_computers = computers is not None and computers < room_seats
    _shrink(work, planned, shrunk, "computers" if fewest_are_computers else "seats")


def topic_changes(work: Work, topic_id: int, limit: int | None) -> None:
    """A smaller limit of a topic: its classes to come shrink with it, or the change is refused."""
    planned = _planned(work, topic_id=topic_id)
    shrunk: dict[int, int] = {}
    for one in planned:
        place = None if one["room_id"] is None else work.unit.get(room_table, one["room_id"])
        shrunk[one["id"]] = _limit(
            place["seats"] if place else None, place["computers"] if place else None, limit, one["quota"]
        )
    _shrink(work, planned, shrunk, "quota")


def _planned(work: Work, **where: int) -> list[RowMapping]:
    found = select(session_table).where(
        session_table.c.state.in_(seats.LIVE_SESSIONS),
        session_table.c.voided_at.is_(None),
        *(session_table.c[name] == value for name, value in where.items()),
    )
    return list(work.unit.connection.execute(found.order_by(session_table.c.id)).mappings())


def _limit(room_seats: int | None, computers: int | None, topic_limit: int | None, own: int) -> int:
    limit = quota_limit(room_seats=room_seats, computers=computers, topic_limit=topic_limit, own=own)
    return own if limit is None else limit


def _shrink(work: Work, planned: list[RowMapping], limits: dict[int, int], field: str) -> None:
    refuse_below(work, limits, field)
    for one in planned:
        if limits[one["id"]] < one["quota"]:
            work.unit.update(
                session_table,
                one["id"],
                quota=limits[one["id"]],
                reserved_for_individuals=min(one["reserved_for_individuals"], limits[one["id"]] - 1),
            )
