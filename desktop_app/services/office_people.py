"""Officers: added, changed, given and relieved of roles, PINs reset; the last Administrator stays (RELIABILITY 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables_office import officer, officer_role
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import officers
from desktop_app.services.access import hash_secret, new_pin
from desktop_app.services.admitting import ACTING_KINDS
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import Role

_HANDLE = re.compile(r"[a-z][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class AddedOfficer:
    """The officer and the PIN for his first entry; the PIN stands in no journal and is shown once."""

    officer: int


@use_case("add_officer")
def add_officer(
    work: Work,
    *,
    handle: str,
    full_name: str,
    pin: str,
    title: str = "",
    nip: str = "",
    rank_grade: str = "",
    mobile: str = "",
    roles: tuple[str, ...] = (),
) -> AddedOfficer:
    """Add an officer with roles; ``pin`` is a random one-use PIN the caller made with :func:`access.new_pin`."""
    if not _HANDLE.fullmatch(handle):
        raise UserError("Nama masuk: 2–32 huruf kecil atau angka, diawali huruf, tanpa spasi.", field="handle")
    if work.unit.connection.execute(select(officer.c.id).where(officer.c.handle == handle)).first():
        raise UserError(f"Nama masuk “{handle}” sudah dipakai. Pilih yang lain.", field="handle")
    made = work.unit.insert(
        officer,
        handle=handle,
        full_name=line(full_name, "full_name", label="Nama lengkap", required=True),
        title=line(title, "title", label="Jabatan"),
        nip=line(nip, "nip", label="NIP"),
        rank_grade=line(rank_grade, "rank_grade", label="Pangkat"),
        mobile=line(mobile, "mobile", label="HP"),
        pin_hash=hash_secret(pin),
        pin_must_change=True,
        created_at=work.recorded_at,
    )
    for role in roles:
        _grant(work, made, role, today(work.recorded_at), None, None)
    return AddedOfficer(made)


@use_case("edit_officer")
def edit_officer(
    work: Work,
    *,
    officer_id: int,
    full_name: str | None = None,
    title: str | None = None,
    nip: str | None = None,
    rank_grade: str | None = None,
    mobile: str | None = None,
    active: bool | None = None,
) -> None:
    """Correct an officer's data or switch him off; the last Administrator cannot be switched off."""
    given = {"full_name": full_name, "title": title, "nip": nip, "rank_grade": rank_grade, "mobile": mobile}
    values: dict[str, object] = {
        name: line(value, name, required=name == "full_name") for name, value in given.items() if value is not None
    }
    if active is not None:
        if not active:
            _keep_one_administrator(work, officer_id)
        values["active"] = active
    work.unit.update(officer, officer_id, **values)


@use_case("grant_role")
def grant_role(
    work: Work,
    *,
    officer_id: int,
    role: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    acting_kind: str | None = None,
) -> None:
    """Give a role for a period; ``acting_kind`` Plt. or Plh. for one who stands in (DOMAIN 1.4)."""
    _grant(work, officer_id, role, valid_from or today(work.recorded_at), valid_to, acting_kind)


def _grant(
    work: Work, officer_id: int, role: str, valid_from: date, valid_to: date | None, acting_kind: str | None
) -> None:
    _known_role(role)
    if acting_kind is not None and acting_kind not in ACTING_KINDS:
        raise UserError("Tanda Plt., Plh., a.n., atau u.b. tidak dikenal. Pilih dari daftar.", field="acting_kind")
    if valid_to is not None and valid_to < valid_from:
        raise UserError("Masa peran berakhir sebelum mulai. Periksa tanggalnya.", field="valid_to")
    work.unit.insert(
        officer_role,
        officer_id=officer_id,
        role=role,
        acting_kind=acting_kind,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _known_role(role: str) -> None:
    if role not in {r.value for r in Role}:
        raise UserError(f"Peran “{role}” tidak dikenal. Pilih dari daftar.", field="role")


@use_case("withdraw_role")
def withdraw_role(work: Work, *, officer_id: int, role: str) -> None:
    """Take a role away from today on."""
    _known_role(role)
    if role == Role.ADMINISTRATOR:
        _keep_one_administrator(work, officer_id)
    held = work.unit.connection.execute(
        select(officer_role.c.id).where(
            officer_role.c.officer_id == officer_id,
            officer_role.c.role == role,
            officer_role.c.voided_at.is_(None),
        )
    ).all()
    if not held:
        raise RuleRefusal("Petugas itu tidak memegang peran tersebut. Segarkan layar, lalu pilih lagi.", field="role")
    for row in held:
        work.unit.update(officer_role, row.id, voided_at=work.recorded_at)


def _keep_one_administrator(work: Work, leaving: int) -> None:
    others = [
        o
        for o in officers(work.unit.connection, today(work.recorded_at))
        if Role.ADMINISTRATOR in o.roles and o.id != leaving
    ]
    if not others:
        raise RuleRefusal("Ini Administrator terakhir. Angkat Administrator lain dahulu.")


@use_case("reset_pin")
def reset_pin(work: Work, *, officer_id: int, pin: str) -> None:
    """Give an officer a new one-use PIN (made by :func:`access.new_pin`, never chosen by the administrator)."""
    work.unit.update(
        officer, officer_id, pin_hash=hash_secret(pin), pin_must_change=True, failed_attempts=0, last_failed_at=None
    )


__all__ = ["AddedOfficer", "add_officer", "edit_officer", "grant_role", "new_pin", "reset_pin", "withdraw_role"]
