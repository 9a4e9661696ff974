"""Participants, contacts and organizations: one record a person where we can tell, typed text kept as typed."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from db.tables_office import organization as organization_table
from db.tables_requests import participant as participant_table
from db.tables_requests import person as person_table
from desktop_app.errors import UserError
from desktop_app.queries.office import fold_name
from desktop_app.services.person_matching import same_person
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.identity_numbers import check_phone

MAX_PARTICIPANTS = 999
"""More people than this in one letter is a slip of the keyboard, not a training."""

SENDER_KINDS = ("regional_agency", "vendor", "vertical_agency", "village", "individual", "other")
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantEntry:
    """One person as typed; an empty name is a seat whose name follows later ("nama menyusul").

    A NIP that is wrong on the letter is kept as typed and shown as "periksa"; it never blocks (DOMAIN 6.2).
    """

    full_name: str = ""
    nip: str = ""
    position: str = ""
    mobile: str = ""
    email: str = ""
    organization: str = ""
    user_group: str = ""
    rank_grade: str = ""
    nik: str = ""
    npwp: str = ""
    address: str = ""
    spse_user_id: str = ""
    brings_laptop: bool | None = None


def new_code() -> str:
    """A short opaque code for receipts and sheets, without look-alike signs."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(10))


def is_code(text: str) -> bool:
    """Whether a text could be one of :func:`new_code`."""
    return len(text) == 10 and set(text) <= set(CODE_SIGNS)


def clean_entry(entry: ParticipantEntry, number: int) -> dict[str, Any]:
    """The columns of a person from an entry; raises :class:`UserError` at ``participants.N.field``."""

    def text(name: str, label: str) -> str:
        return line(getattr(entry, name), f"participants.{number}.{name}", label=f"Baris {number}, {label}")

    phone = text("mobile", "telepon")
    checked = check_phone(phone) if phone else None
    nip = text("nip", "NIP")
    return {
        "full_name": text("full_name", "nama"),
        "nip": "".join(nip.split()) if nip.replace(" ", "").isdigit() else nip,
        "nik": text("nik", "NIK"),
        "npwp": text("npwp", "NPWP"),
        "position": text("position", "jabatan"),
        "rank_grade": text("rank_grade", "pangkat"),
        "mobile": checked.value if checked and checked.level != "error" else phone,
        "email": text("email", "e-mail"),
        "address": text("address", "alamat"),
        "spse_user_id": text("spse_user_id", "user ID SPSE"),
        "organization_text": text("organization", "instansi"),
        "user_group": text("user_group", "peran"),
        "brings_laptop": entry.brings_laptop,
    }


def save_person(
    work: Work,
    values: dict[str, Any],
    organization_id: int | None,
    *,
    noticed: bool = False,
    taken: Collection[int] = (),
) -> int:
    """Find or make the record of a person and bring it up to date with what was typed; never one of ``taken``."""
    privacy: datetime | None = work.recorded_at if noticed else None
    found = same_person(work, values, organization_id, taken=taken)
    if found is not None:
        filled = {name: value for name, value in values.items() if value not in ("", None)}
        for column in ("mobile", "email"):
            if filled.get(column, found[column]) != found[column]:
                filled[f"{column}_unreachable"] = False  # another number is not known to be wrong
        if organization_id is not None:
            filled["organization_id"] = organization_id
        if privacy is not None and found["privacy_notice_at"] is None:
            filled["privacy_notice_at"] = privacy
        work.unit.update(person_table, found["id"], **filled)
        return int(found["id"])
    return work.unit.insert(
        person_table,
        subject_key_id=work.unit.new_subject(),
        organization_id=organization_id,
        privacy_notice_at=privacy,
        **values,
    )


_ACTIVE_PLACES = (
    select(participant_table)
    .where(
        participant_table.c.request_id == bindparam("case"),
        participant_table.c.status == "ACTIVE",
        participant_table.c.voided_at.is_(None),
    )
    .order_by(participant_table.c.position_no)
)


def active_participants(work: Work, request_id: int) -> list[RowMapping]:
    """The places of a request that still count, in their order."""
    return list(work.unit.connection.execute(_ACTIVE_PLACES, {"case": request_id}).mappings())


def check_count(count: int) -> None:
    """Refuse a number of participants that no letter has; raises :class:`UserError` at ``participant_count``."""
    if not 1 <= count <= MAX_PARTICIPANTS:
        raise UserError(
            f"Jumlah peserta harus 1 sampai {MAX_PARTICIPANTS}, terisi {count}. Periksa angkanya.",
            field="participant_count",
        )


def fill_places(
    work: Work,
    request_id: int,
    entries: tuple[ParticipantEntry, ...],
    count: int,
    organization_id: int | None,
    *,
    noticed: bool = False,
    applicant_id: int | None = None,
) -> None:
    """Give a request ``count`` places and put the named people on the first of them.

    ``applicant_id`` is the record of the first of them where it was found already. Nobody gets two places.
    """
    check_count(count)
    if len(entries) > count:
        raise UserError(
            f"Ada {len(entries)} baris peserta, jumlahnya {count} orang. Samakan jumlah atau hapus barisnya.",
            field="participant_count",
        )
    cleaned = [clean_entry(entry, number) for number, entry in enumerate(entries, start=1)]
    places = active_participants(work, request_id)
    taken: set[int] = set()
    for number in range(max(count, len(places))):
        values = cleaned[number] if number < len(cleaned) else None
        person_id = applicant_id if number == 0 and values is not None else None
        if person_id is None and values is not None and any(value not in ("", None) for value in values.values()):
            person_id = save_person(work, values, organization_id, noticed=noticed, taken=taken)
        if person_id is not None:
            taken.add(person_id)
        if number < len(places):
            changes: dict[str, Any] = {"person_id": person_id} if values is not None else {}
            if number >= count:
                changes["status"] = "WITHDRAWN"
            if changes:
                work.unit.update(participant_table, places[number]["id"], **changes)
        else:
            work.unit.insert(
                participant_table,
                request_id=request_id,
                position_no=number + 1,
                person_id=person_id,
                status="ACTIVE",
                receipt_code=new_code(),
            )


def known_organization(work: Work, name: str, kind: str) -> int:
    """The organization of that name, added when it is new."""
    folded = fold_name(name)
    found = work.unit.connection.execute(
        select(organization_table.c.id).where(
            organization_table.c.search_name == folded, organization_table.c.voided_at.is_(None)
        )
    ).scalar()
    if found is not None:
        return int(found)
    return work.unit.insert(organization_table, name=name, search_name=folded, kind=kind)


@dataclass(frozen=True, slots=True)
class AddedOrganization:
    """The id of an organization."""

    organization: int


@use_case("add_organization")
def add_organization(
    work: Work, *, name: str, kind: str = "other", address: str = "", phone: str = "", email: str = ""
) -> AddedOrganization:
    """Add an office or company to the list of senders; an equal name gives the one already there."""
    made = known_organization(work, line(name, "name", label="Nama instansi", required=True), _kind(kind))
    work.unit.update(
        organization_table,
        made,
        address=line(address, "address", limit=500),
        phone=line(phone, "phone"),
        email=line(email, "email"),
    )
    return AddedOrganization(made)


@use_case("edit_organization")
def edit_organization(
    work: Work,
    *,
    organization: int,
    name: str,
    kind: str = "other",
    address: str = "",
    phone: str = "",
    email: str = "",
) -> AddedOrganization:
    """Correct the name, kind or address of an organization; its letters keep the name they came with."""
    cleaned = line(name, "name", label="Nama instansi", required=True)
    work.unit.update(
        organization_table,
        organization,
        name=cleaned,
        search_name=fold_name(cleaned),
        kind=_kind(kind),
        address=line(address, "address", limit=500),
        phone=line(phone, "phone"),
        email=line(email, "email"),
    )
    return AddedOrganization(organization)


def _kind(kind: str) -> str:
    if kind not in SENDER_KINDS:
        raise UserError(f"Jenis asal “{kind}” tidak dikenal. Pilih dari daftar.", field="sender_kind")
    return kind
