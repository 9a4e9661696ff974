"""Places of requests with their people, personal numbers in full and masked (DOMAIN.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from db.tables_office import organization
from db.tables_requests import participant, person, request
from desktop_app.queries.case_rows import ParticipantRow
from desktop_app.queries.gathered import Ids, among, wall_or_none
from desktop_app.sop.identity_numbers import check_nip, mask_email, mask_number, mask_phone, show_phone

NAME_FOLLOWS = "nama menyusul"

_PERSON = (
    person.c.full_name,
    person.c.nip,
    person.c.nik,
    person.c.npwp,
    person.c.position,
    person.c.rank_grade,
    person.c.mobile,
    person.c.email,
    person.c.address,
    person.c.spse_user_id,
    person.c.organization_text,
    person.c.user_group,
    person.c.brings_laptop,
    person.c.mobile_unreachable,
    person.c.email_unreachable,
    person.c.privacy_notice_at,
)


def places() -> Select[Any]:
    """Places with their person and request, one query for any number of them; narrow it with ``where``."""
    return (
        select(
            participant,
            *_PERSON,
            request.c.sender_name,
            request.c.kind.label("request_kind"),
            organization.c.name.label("person_organization"),
        )
        .join(request, request.c.id == participant.c.request_id)
        .join(person, person.c.id == participant.c.person_id, isouter=True)
        .join(organization, organization.c.id == person.c.organization_id, isouter=True)
        .where(participant.c.voided_at.is_(None))
    )


def participants_of(connection: Connection, ids: Ids, today: date) -> Mapping[int, tuple[ParticipantRow, ...]]:
    """Request id to all its places, the replaced and withdrawn ones too, in the order of the letter."""
    found: dict[int, tuple[ParticipantRow, ...]] = {}
    query = places().where(among(participant.c.request_id, ids)).order_by(participant.c.position_no, participant.c.id)
    for row in connection.execute(query).mappings():
        found[row["request_id"]] = (*found.get(row["request_id"], ()), participant_row(row, today))
    return found


def organization_of(row: RowMapping) -> str:
    """What a person says of his office; else the office he is known under; a letter's sender for its people."""
    named = row["organization_text"] or row["person_organization"]
    if named:
        return str(named)
    return str(row["sender_name"]) if row["request_kind"] == "letter" else "perseorangan"


def participant_row(row: RowMapping, today: date) -> ParticipantRow:
    """The finished row of one place."""
    nip, mobile, email = row["nip"] or "", row["mobile"] or "", row["email"] or ""
    return ParticipantRow(
        id=row["id"],
        position_no=row["position_no"],
        person_id=row["person_id"],
        full_name=row["full_name"] or "",
        nip=nip,
        nip_masked=mask_number(nip) if nip else "",
        nip_problem=nip_problem(nip, today),
        nik=row["nik"] or "",
        npwp=row["npwp"] or "",
        position=row["position"] or "",
        rank_grade=row["rank_grade"] or "",
        mobile=mobile,
        mobile_masked=mask_phone(mobile) if mobile else "",
        mobile_shown=show_phone(mobile) if mobile else "",
        email=email,
        email_masked=mask_email(email),
        organization=organization_of(row),
        user_group=row["user_group"] or "",
        address=row["address"] or "",
        spse_user_id=row["spse_user_id"] or "",
        brings_laptop=row["brings_laptop"],
        mobile_unreachable=bool(row["mobile_unreachable"]),
        email_unreachable=bool(row["email_unreachable"]),
        status=row["status"],
        replaced_by_id=row["replaced_by_id"],
        receipt_code=row["receipt_code"],
        privacy_notice_at=wall_or_none(row["privacy_notice_at"]),
    )


def nip_problem(nip: str, today: date) -> str:
    """Why a NIP is marked "periksa"; empty when it is fine or not given."""
    if not nip:
        return ""
    checked = check_nip(nip, today)
    return checked.messages[0] if checked.level != "ok" and checked.messages else ""
