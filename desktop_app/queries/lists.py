"""The arrays of ``list WHAT`` (ARCHITECTURE.md section 6): plain JSON data under the names of the contract.

``full`` gives personal numbers unmasked; the command line journals that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.office_time import WIB, today
from desktop_app.queries.labels import joined
from desktop_app.queries.office import officers
from desktop_app.queries.register_span import Span
from desktop_app.queries.registers_read import (
    agenda_lines,
    outgoing_lines,
    person_lines,
    session_lines,
)

Row = dict[str, Any]
Lister = Callable[[Connection, datetime, Span, bool], list[Row]]


def listing(
    connection: Connection, what: str, now: datetime, *, full: bool = False, year: int | None = None
) -> list[Row]:
    """permohonan, peserta, sesi, petugas, agenda-masuk, agenda-keluar; raises ``UserError`` for another word."""
    if what not in LISTERS:
        raise UserError(f"Daftar “{what}” tidak ada. Pilih: {', '.join(LISTERS)}.", field="what")
    return LISTERS[what](connection, now, Span(year=year), full)


def with_zone(moment: datetime) -> str:
    """A wall time of the office as ISO text with its offset ("2026-12-03T09:00:00+07:00")."""
    return moment.replace(tzinfo=WIB).isoformat(timespec="seconds")


def _requests(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "agenda": one.key,
            "state": one.state.value,
            "state_label": one.state_label,
            "kind": one.kind,
            "sender": one.sender,
            "letter_number": one.letter_number,
            "letter_date": one.letter_date.isoformat() if one.letter_date else None,
            "received_at": with_zone(one.received_at),
            "topics": one.topics,
            "participant_count": one.people,
            "step": one.step,
            "sessions": one.sessions,
        }
        for one in agenda_lines(connection, span)
    ]


def _participants(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "key": f"peserta:{one.participant_id}",
            "name": one.full_name,
            "nip": one.nip if full else one.nip_masked,
            "mobile": one.mobile if full else one.mobile_masked,
            "email": one.email if full else one.email_masked,
            "organization": one.organization,
            "position": one.position,
            "agenda": one.key,
            "sessions": one.sessions,
            "state": one.state_label,
        }
        for one in person_lines(connection, span)
    ]


def _sessions(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "key": one.key,
            "topic": one.topic.code,
            "title": one.title,
            "start": f"{one.days[0].isoformat()}T{one.starts}:00+07:00" if one.days else None,
            "days": [day.isoformat() for day in one.days],
            "quota": one.seats.quota,
            "taken": one.seats.taken,
            "state": one.state.value,
            "room": one.place,
            "trainers": list(one.trainers),
            "requests": list(one.request_keys),
        }
        for one in session_lines(connection, span)
    ]


def _officers(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "key": f"petugas:{one.handle}",
            "handle": one.handle,
            "name": one.full_name,
            "title": one.title,
            "roles": [role.value for role in one.roles],
            "active": one.active,
        }
        for one in officers(connection, today(now), only_active=False)
    ]


def _incoming(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "agenda": one.key,
            "number": one.number,
            "external_number": one.external_number,
            "received_at": with_zone(one.received_at),
            "sender": one.sender,
            "letter_number": one.letter_number,
            "letter_date": one.letter_date.isoformat() if one.letter_date else None,
            "subject": one.subject,
            "forwarded_to": one.forwarded_to,
            "remark": one.remark,
            "voided": one.voided,
            "void_reason": one.void_reason,
        }
        for one in agenda_lines(connection, span)
    ]


def _outgoing(connection: Connection, now: datetime, span: Span, full: bool) -> list[Row]:
    return [
        {
            "number": one.number,
            "letter_number": one.full_number,
            "kind": one.kind,
            "letter_date": one.letter_date.isoformat(),
            "sent_on": one.sent_on.isoformat() if one.sent_on else None,
            "addressee": joined([one.addressee, one.address]),
            "subject": one.subject,
            "agenda": one.key,
            "voided": one.voided,
            "void_reason": one.void_reason,
            "inserted_reason": one.inserted_reason,
        }
        for one in outgoing_lines(connection, span)
    ]


LISTERS: dict[str, Lister] = {
    "permohonan": _requests,
    "peserta": _participants,
    "sesi": _sessions,
    "petugas": _officers,
    "agenda-masuk": _incoming,
    "agenda-keluar": _outgoing,
}
"""What can be listed, by the contract's words."""
