"""Every office that ever wrote, for the sender field: read once, then matched in memory while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from db.tables_office import agenda_book, organization
from db.tables_requests import request
from desktop_app.office_time import wall
from desktop_app.queries.office import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderRow:
    """A known sender with what his last letter said; ``folded`` is the name as it is searched."""

    id: int
    name: str
    folded: str
    kind: str
    letters_this_year: int
    last_received: date | None
    contact_name: str
    contact_phone: str
    contact_email: str
    signer_name: str
    signer_position: str


def known_senders(connection: Connection, this_year: int) -> tuple[SenderRow, ...]:
    """All senders, those who write most often first; two statements for any number of them."""
    letters = (
        select(
            request.c.organization_id,
            func.count().filter(request.c.agenda_year == this_year).label("letters"),
            func.max(request.c.id).label("last_id"),
        )
        .where(request.c.organization_id.is_not(None), request.c.state != "VOIDED", request.c.kind == "letter")
        .group_by(request.c.organization_id)
        .subquery()
    )
    found = connection.execute(
        select(
            organization.c.id,
            organization.c.name,
            organization.c.kind,
            organization.c.phone,
            organization.c.email,
            letters.c.letters,
            request.c.received_at,
            request.c.contact_name,
            request.c.contact_phone,
            request.c.contact_email,
            request.c.signer_name,
            request.c.signer_position,
        )
        .join(letters, letters.c.organization_id == organization.c.id, isouter=True)
        .join(request, request.c.id == letters.c.last_id, isouter=True)
        .where(organization.c.voided_at.is_(None))
        .order_by(func.coalesce(letters.c.letters, 0).desc(), organization.c.name)
    )
    return tuple(_sender(row) for row in found)


def _sender(row: Any) -> SenderRow:
    return SenderRow(
        id=row.id,
        name=row.name,
        folded=fold_name(row.name),
        kind=row.kind,
        letters_this_year=int(row.letters or 0),
        last_received=wall(row.received_at).date() if row.received_at else None,
        contact_name=row.contact_name or "",
        contact_phone=row.contact_phone or row.phone or "",
        contact_email=row.contact_email or row.email or "",
        signer_name=row.signer_name or "",
        signer_position=row.signer_position or "",
    )


def book_is_external(connection: Connection, year: int, direction: str = "incoming") -> bool:
    """Whether letters of ``year`` get their number from an outside book (SRIKANDI, Setda); "incoming" or "outgoing"."""
    source = connection.execute(
        select(agenda_book.c.source)
        .where(agenda_book.c.direction == direction, agenda_book.c.year <= year)
        .order_by(agenda_book.c.year.desc())
        .limit(1)
    ).scalar()
    return bool(source == "external")
