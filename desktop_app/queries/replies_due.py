"""Rejected requests whose applicant got no reply yet: the clock stops only at the reply sent (DOMAIN 8.4)."""

from __future__ import annotations

from sqlalchemy import Connection, Select, select

from db.tables_requests import request
from db.tables_schedule import outgoing_letter
from desktop_app.sop.states import RequestState

REPLY = "penolakan"
_SENT = select(outgoing_letter.c.request_id).where(
    outgoing_letter.c.kind == REPLY,
    outgoing_letter.c.sent_at.is_not(None),
    outgoing_letter.c.voided_at.is_(None),
    outgoing_letter.c.request_id.is_not(None),
)


def replies_due() -> Select[int]:
    """Ids of the rejected requests without a reply that went out."""
    return select(request.c.id).where(request.c.state == RequestState.REJECTED.value, request.c.id.not_in(_SENT))


def reply_phrases(connection: Connection) -> dict[int, str]:
    """Request id to what is missing: "Ditolak · surat jawaban belum dibuat", or the number that waits to be sent."""
    numbers = {
        row.request_id: row.full_number
        for row in connection.execute(
            select(outgoing_letter.c.request_id, outgoing_letter.c.full_number)
            .where(
                outgoing_letter.c.kind == REPLY,
                outgoing_letter.c.voided_at.is_(None),
                outgoing_letter.c.request_id.in_(replies_due()),
            )
            .order_by(outgoing_letter.c.id)
        )
    }
    return {
        one: f"Ditolak · surat {numbers[one]} belum dikirim"
        if one in numbers
        else "Ditolak · surat jawaban belum dibuat"
        for one in connection.execute(replies_due()).scalars()
    }
