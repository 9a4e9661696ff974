"""Keys of the contract to ids: ``147/2026``, ``sesi:12``, ``peserta:88``, ``ruang:lab``, ``petugas:wulan``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from db.tables_office import officer, room, topic
from db.tables_requests import participant
from db.tables_schedule import session
from desktop_app.errors import UserError
from desktop_app.queries.cases import find_case

_CASE = re.compile(r"([1-9][0-9]{0,8})/([12][0-9]{3})")

FIELDS: dict[str, tuple[str, ...]] = {
    "permohonan": ("request", "first"),
    "sesi": ("session",),
    "peserta": ("participant",),
    "ruang": ("room_id", "room"),
    "petugas": ("officer_id", "trainer"),
    "topik": ("topic_id", "topic"),
}
"""The fields of use cases that a thing of this kind may fill, ids before codes."""

_BY_CODE: dict[str, tuple[Table, str]] = {
    "ruang": (room, "code"),
    "petugas": (officer, "handle"),
    "topik": (topic, "code"),
}
_BY_NUMBER: dict[str, Table] = {"sesi": session, "peserta": participant}
_KIND_OF_FIELD = {field: kind for kind, fields in FIELDS.items() for field in fields if field not in ("room", "topic")}
_KIND_OF_FIELD |= {"others": "permohonan", "participants": "peserta", "second": "permohonan"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing of the office: its kind, its id and, where it has one, its code."""

    kind: str
    id: int
    code: str = ""


def find(connection: Connection, key: str) -> Subject:
    """The thing a key names; raises :class:`UserError` with what is wrong with the key."""
    case = _CASE.fullmatch(key.strip())
    if case:
        found = find_case(connection, int(case[1]), int(case[2]))
        if found is None:
            raise UserError(f"Berkas {key} tidak ada dalam buku agenda. Periksa nomor dan tahunnya.", field="on")
        return Subject("permohonan", found)
    kind, _, name = key.strip().partition(":")
    if kind in _BY_NUMBER and re.fullmatch(r"[1-9][0-9]{0,8}", name):
        table = _BY_NUMBER[kind]
        if connection.execute(select(table.c.id).where(table.c.id == int(name))).first():
            return Subject(kind, int(name))
    elif kind in _BY_CODE and name:
        table, column = _BY_CODE[kind]
        row = connection.execute(select(table.c.id).where(table.c[column] == name)).first()
        if row:
            return Subject(kind, int(row.id), name)
    else:
        raise UserError(
            f"Kunci “{key}” tidak dikenal. Tulis seperti 147/2026, sesi:12, atau petugas:wulan.", field="on"
        )
    raise UserError(f"“{key}” tidak ditemukan. Periksa kuncinya.", field="on")


def place(subject: Subject, names: set[str]) -> dict[str, Any]:
    """The field of a use case with these field ``names`` that ``--on`` fills."""
    for field in FIELDS[subject.kind]:
        if field in names:
            return {field: subject.code if field in ("room", "topic", "trainer") else subject.id}
    raise UserError("Tindakan itu tidak memakai kunci --on seperti itu. Lihat “actions”.", field="on")


def resolved(connection: Connection, data: dict[str, Any]) -> dict[str, Any]:
    """``data`` with keys written as text turned into ids, in the fields that hold ids."""
    return {name: _value(connection, name, value) for name, value in data.items()}


def _value(connection: Connection, name: str, value: Any) -> Any:
    if name == "entries" and isinstance(value, list):
        return [resolved(connection, one) if isinstance(one, dict) else one for one in value]
    if name not in _KIND_OF_FIELD:
        return value
    if isinstance(value, list):
        return [_value(connection, name, one) for one in value]
    if isinstance(value, str) and (":" in value or "/" in value):
        found = find(connection, value)
        if found.kind != _KIND_OF_FIELD[name]:
            raise UserError(f"“{value}” bukan {_KIND_OF_FIELD[name]}. Periksa isian “{name}”.", field=name)
        return found.code if name == "trainer" else found.id
    return value
