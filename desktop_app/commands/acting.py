"""``act``: one use case, by the same door as the window's buttons."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from db.tables_office import officer
from db.tables_requests import request
from db.tables_schedule import session
from desktop_app import composition
from desktop_app.commands import catalogue, signing_in, subjects
from desktop_app.commands.answers import answer
from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.services import wire
from desktop_app.services.access import new_pin
from desktop_app.services.use_case import Act, Actor, Office, Result
from desktop_app.sop.numbering import case_key
from desktop_app.sop.workflow import ACTIONS

LARGEST_DATA = 4 * 1024 * 1024


def act(access: Access, given: Namespace) -> int:
    """``act --as USER --action A [--on KEY] --key UUID --data JSON``."""
    data = _data(given.data)
    key = _key(given.key)
    function = catalogue.find(given.action)
    with composition.opened(access, saves=True) as office:
        actor = signing_in.officer(office, access, given.officer, given.action)
        fields = catalogue.fields_of(function)
        with office.store.reading() as connection:
            envelope = _envelope(connection, data, fields)
            data = subjects.resolved(connection, data)
            if given.on:
                data = {**subjects.place(subjects.find(connection, given.on), set(fields)), **data}
        made_pin = _one_use_pin(fields, data)
        arguments = wire.arguments(function, data)
        result = function(office, replace(Act(actor=actor, key=key), **envelope), **arguments)
        value = _told(office, given.action, result, made_pin)
    answer(given.json, value, [_sentence(given.action, value)])
    return 0


def _data(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_DATA:
        raise UserError("Isian --data lebih dari 4 MB. Perkecil, lalu kirim lagi.", field="data")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(
            "Isian --data bukan JSON yang benar. Periksa tanda kutip dan kurungnya.", field="data"
        ) from None
    if not isinstance(data, dict):
        raise UserError('Isian --data harus berupa objek JSON: {"nama": nilai}.', field="data")
    return data


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise UserError(f"Kunci simpan “{text}” bukan UUID. Buat yang baru, lalu kirim lagi.", field="key") from None


def _envelope(connection: Connection, data: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Take the envelope's words out of ``data``; a word that is a field of the use case serves both."""
    kinds: dict[str, Any] = {name: kind for name, kind in Act.__annotations__.items() if name in catalogue.ENVELOPE}
    envelope: dict[str, Any] = {}
    for name in kinds:
        if name not in data:
            continue
        value = data[name] if name in fields else data.pop(name)
        envelope[name] = _performer(connection, value) if name == "performed_by" else _typed(name, value)
    return envelope


def _typed(name: str, value: Any) -> Any:
    from datetime import datetime

    kinds: dict[str, Any] = {"occurred_at": datetime, "from_paper": bool, "reason": str, "acting_kind": str}
    return None if value is None else wire.from_json(kinds[name], value, name)


def _performer(connection: Connection, value: Any) -> int | None:
    if value is None:
        return None
    by_id = isinstance(value, int) and not isinstance(value, bool)
    column = officer.c.id if by_id else officer.c.handle
    name = value if by_id else str(value).removeprefix("petugas:")
    found = connection.execute(select(officer.c.id).where(column == name)).scalar()
    if found is None:
        raise UserError(f"Petugas “{value}” tidak dikenal. Periksa isian “performed_by”.", field="performed_by")
    return int(found)


def _one_use_pin(fields: dict[str, Any], data: dict[str, Any]) -> str | None:
    """Actions that hand out a one-use PIN get a random one when none is given."""
    if "pin" not in fields or "pin" in data:
        return None
    data["pin"] = new_pin()
    return str(data["pin"])


def _told(office: Office, action: str, result: Result[Any], made_pin: str | None) -> dict[str, Any]:
    value = wire.to_json(result.value)
    told: dict[str, Any] = {
        "action": action,
        "seq": result.seq,
        "replayed": result.replayed,
        "value": value,
        "changes": sorted([table, row_id] for table, row_id in result.changes),
    }
    with office.store.reading() as connection:
        told.update(_keys(connection, result, value if isinstance(value, dict) else {}))
    if made_pin is not None and not result.replayed:
        told["pin"] = made_pin
    return told


def _keys(connection: Connection, result: Result[Any], value: dict[str, Any]) -> dict[str, Any]:
    """The keys by which the next command names what was touched, and the states now."""
    keys: dict[str, Any] = {}
    request_id = value.get("request") or _only(result, "request")
    if request_id:
        row = connection.execute(
            select(request.c.agenda_number, request.c.agenda_year, request.c.state).where(request.c.id == request_id)
        ).first()
        if row:
            keys |= {"agenda": case_key(row.agenda_number, row.agenda_year), "state": row.state}
    session_id = value.get("session") or _only(result, "session")
    if session_id:
        state = connection.execute(select(session.c.state).where(session.c.id == session_id)).scalar()
        keys |= {"session": f"sesi:{session_id}", "session_state": state}
    return keys


def _only(result: Result[Any], table: str) -> int | None:
    touched = [row_id for name, row_id in result.changes if name == table]
    return touched[0] if len(touched) == 1 else None


def _sentence(action: str, told: dict[str, Any]) -> str:
    label = ACTIONS[action].label if action in ACTIONS else "Urungkan"
    parts = [label, *(str(told[name]) for name in ("agenda", "state", "session", "pin") if told.get(name))]
    return f"Tersimpan ({told['seq']}): {' · '.join(parts)}"


__all__ = ["Actor", "act"]
