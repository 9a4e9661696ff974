"""Who knows which date: told the one that holds now, or still believing the one before a reschedule (DOMAIN 8.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.tables_requests import request
from db.tables_schedule import contact_attempt, seat
from desktop_app.queries.gathered import days_of
from desktop_app.queries.labels import TOLD, days_phrase

Whom = tuple[int, int | None]
"""A request and one of its participants, or ``None`` for its contact person."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``now``: who was told in this round; ``before``: whom an earlier round told, with the days it said."""

    now: frozenset[Whom]
    before: Mapping[Whom, str]

    def told(self, request_id: int, participant_id: int) -> bool:
        """Told the date that holds now, himself or through the contact person."""
        return (request_id, participant_id) in self.now or (request_id, None) in self.now

    def believes(self, request_id: int, participant_id: int) -> str:
        """The old date this participant still believes; empty when there is none."""
        if self.told(request_id, participant_id):
            return ""
        return self.before.get((request_id, participant_id)) or self.before.get((request_id, None), "")


def date_knowledge(connection: Connection, requests: Collection[int]) -> Knowledge:
    """What the people of these requests were told, by two queries for all of them."""
    found = connection.execute(
        select(
            contact_attempt.c.request_id,
            contact_attempt.c.participant_id,
            contact_attempt.c.session_id,
            (contact_attempt.c.round == request.c.round).label("holds"),
        )
        .join(request, request.c.id == contact_attempt.c.request_id)
        .where(
            contact_attempt.c.request_id.in_(list(requests)),
            contact_attempt.c.outcome.in_(TOLD),
            contact_attempt.c.voided_at.is_(None),
        )
        .order_by(contact_attempt.c.id)
    ).all()
    days = days_of(connection, {row.session_id for row in found if not row.holds})
    return Knowledge(
        frozenset((row.request_id, row.participant_id) for row in found if row.holds),
        {
            (row.request_id, row.participant_id): days_phrase(days.get(row.session_id, ()))
            for row in found
            if not row.holds
        },
    )


def told_in(connection: Connection, session_id: int, requests: Collection[int]) -> int:
    """How many people with a seat in a class know the date that holds now; they must hear of a change."""
    known = date_knowledge(connection, requests)
    held = connection.execute(
        select(seat.c.request_id, seat.c.participant_id).where(
            seat.c.session_id == session_id, seat.c.state != "RELEASED", seat.c.voided_at.is_(None)
        )
    )
    return sum(known.told(one.request_id, one.participant_id) for one in held)
