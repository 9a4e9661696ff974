"""Letterhead and officials as they were on a paper's own day (DOMAIN.md section 1.4)."""

from __future__ import annotations

import base64
from datetime import date

from sqlalchemy import Connection

from desktop_app.documents.common_data import Letterhead, Office, Official, SignatureSlot
from desktop_app.queries.office import OfficerRow, holder, officers, setting
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.setting_names import LETTERHEAD
from desktop_app.sop.states import ROLE_LABELS, Role

SOP_REFERENCE = "SOP Nomor 24 Tahun 2020"
SUPERIOR = {Role.SUBDIVISION_HEAD: Role.DIVISION_HEAD}
"""Whose name "a.n." stands for."""


def office_on(connection: Connection, day: date) -> Office:
    """The office on ``day``; a logo is stored in the letterhead as base64 of a PNG or JPEG."""
    head = setting(connection, LETTERHEAD, day)
    logo = head.get("logo")
    return Office(
        letterhead=Letterhead(
            lines=tuple(head["lines"]),
            address=head.get("address", ""),
            contact=head.get("contact", ""),
            logo=base64.b64decode(logo) if logo else None,
        ),
        place=head.get("place", ""),
        sop_reference=SOP_REFERENCE,
        sample=bool(head.get("sample", False)),
    )


def contact_line(connection: Connection, day: date) -> str:
    """Telephone or e-mail of the office as its letterhead gives it; empty when not known."""
    return str(setting(connection, LETTERHEAD, day).get("contact", ""))


def official_on(connection: Connection, role: Role, day: date) -> Official:
    """Who signs for ``role`` on ``day``; without a holder the title stands over an empty line."""
    found = holder(connection, role, day)
    if found is None:
        return Official(name="", title=ROLE_LABELS[role])
    return official(found, role)


def official(row: OfficerRow, role: Role, acting_kind: str | None = None) -> Official:
    """An officer as a paper names him; an acting one signs under the title of the office he fills."""
    prefix = acting_kind or row.acting_kind or ""
    superior = SUPERIOR.get(role)
    behalf = ROLE_LABELS[superior] if prefix in ("a.n.", "u.b.") and superior is not None else ""
    title = ROLE_LABELS[role] if prefix or not row.title else row.title
    return Official(
        name=row.full_name,
        title=title,
        nip=row.nip,
        rank_grade=row.rank_grade,
        signing_prefix=prefix,
        on_behalf_of=behalf,
    )


def signatures_of(
    connection: Connection, row: SessionRow, today: date, *, witness: bool = False
) -> tuple[SignatureSlot, ...]:
    """The first trainer of a class and the Kasubbag who knows of it; with ``witness`` a participant signs first."""
    day = row.days[-1] if row.days else today
    known = {one.id: one for one in officers(connection, day, only_active=False)}
    first = next((known[one] for one in row.trainer_ids if one in known), None)
    trainer = Official(name=first.full_name, title="", nip=first.nip) if first is not None else None
    slots = (
        SignatureSlot(role="Trainer,", official=trainer),
        SignatureSlot(role="Mengetahui,", official=official_on(connection, Role.SUBDIVISION_HEAD, day)),
    )
    return (SignatureSlot(role="Wakil peserta,"), *slots) if witness else slots
