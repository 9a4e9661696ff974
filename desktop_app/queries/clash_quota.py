"""Whether the seats of a planned session are enough, and not more than its room, computers and topic bear."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from db.tables_office import room, topic
from db.tables_schedule import seat
from desktop_app.queries.clash_rows import Clash, Level, SessionPlan


def seats_enough(connection: Connection, plan: SessionPlan) -> list[Clash]:
    """A refusal when more people sit already, or a larger quota was typed, than the least of the limits."""
    found = limits(connection, plan)
    people = people_in(connection, plan.session_id)
    for what, limit in found[:1]:
        if people > limit:
            words = f"Sudah {people} orang di kelas ini, {what} hanya {limit}."
            return [Clash(Level.REFUSAL, "quota", words)]
        if plan.quota is not None and plan.quota > limit:
            words = f"Kuota {plan.quota} melebihi {what} ({limit}). Kecilkan kuota atau pilih ruang lebih besar."
            return [Clash(Level.REFUSAL, "quota", words)]
    return []


def limits(connection: Connection, plan: SessionPlan) -> list[tuple[str, int]]:
    """What limits the seats with its number, the least first; "kursi Lab", "komputer Lab", "batas topik ini"."""
    found: list[tuple[str, int | None]] = []
    if plan.room_id is not None:
        place = select(room.c.name, room.c.seats, room.c.computers).where(room.c.id == plan.room_id)
        for row in connection.execute(place):
            found += [(f"kursi {row.name}", row.seats), (f"komputer {row.name}", row.computers)]
    limit = connection.execute(select(topic.c.quota).where(topic.c.id == plan.topic_id)).scalar()
    found.append(("batas topik ini", limit))
    return sorted(((what, limit) for what, limit in found if limit is not None), key=lambda one: one[1])


def people_in(connection: Connection, session_id: int | None) -> int:
    """How many seats of a session are taken."""
    if session_id is None:
        return 0
    taken = select(func.count()).where(
        seat.c.session_id == session_id, seat.c.state != "RELEASED", seat.c.voided_at.is_(None)
    )
    return int(connection.execute(taken).scalar() or 0)
