"""An instance read from JSON (PLANNER.md, "Instance"): what is wrong is refused with one Indonesian sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any, TypeVar, cast

from desktop_app.errors import UserError
from desktop_app.planner.instance import (
    FixedSession,
    Instance,
    Kind,
    Request,
    Room,
    Rules,
    Topic,
    Trainer,
    Weights,
)

MOST = 1_000_000_000
"""No count of people, days or seats is larger; beyond it sums would lose whole numbers."""

LONGEST_SHOWN = 40
"""Signs of a wrong value that its sentence repeats."""

Row = TypeVar("Row")


def instance_from_text(text: str) -> Instance:
    """The instance a JSON text says."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError("Berkas rencana bukan JSON yang benar. Periksa isinya.") from None
    return instance_from_data(raw)


def instance_from_data(raw: Any) -> Instance:
    """The instance of a parsed JSON value, fully checked."""
    item = _object(raw, "berkas rencana")
    instance = Instance(
        name=_optional_text(item, "name"),
        first_day=_day(item.get("first_day"), "first_day"),
        last_day=_day(item.get("last_day"), "last_day"),
        closed_days=frozenset(_days(item, "closed_days", "closed_days")),
        rooms=_rows(item, "rooms", _room),
        trainers=_rows(item, "trainers", _trainer),
        topics=_rows(item, "topics", _topic),
        requests=_rows(item, "requests", _request),
        sessions=_rows(item, "sessions", _session),
        rules=Rules(**_numbers(item, "rules", Rules, _count)),
        weights=Weights(**_numbers(item, "weights", Weights, _weight)),
    )
    if instance.first_day > instance.last_day:
        raise UserError(
            f"Hari pertama {instance.first_day} sesudah hari terakhir {instance.last_day}. Tukar tanggalnya."
        )
    _check_references(instance)
    return instance


def instance_to_data(instance: Instance) -> dict[str, Any]:
    """The instance as a JSON value (dates as text), for the solver's process."""
    return cast("dict[str, Any]", _plain(asdict(instance)))


def instance_from_program(data: Mapping[str, Any]) -> Instance:
    """Read back what :func:`instance_to_data` made, with what only the office knows (seats set aside, letters ...)."""
    rows = [{**row, "room": row["room"] or "", "trainer": row["trainer"] or ""} for row in data["sessions"]]
    sessions = tuple(
        replace(
            _session(row, row["id"]), room=row["room"] or None, trainer=row["trainer"] or None, reserved=row["reserved"]
        )
        for row in rows
    )
    known = instance_from_data({**data, "sessions": []})
    requests = tuple(
        replace(one, letter=row["letter"], busy=frozenset(_days(row, "busy", one.id)))
        for one, row in zip(known.requests, data["requests"], strict=True)
    )
    open_days = frozenset(_days(data, "open_days", "open_days"))
    return replace(known, sessions=sessions, requests=requests, open_days=open_days, reserved=data["reserved"])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(inner) for inner in value)
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _check_references(instance: Instance) -> None:
    topics, rooms = {t.id for t in instance.topics}, {r.id for r in instance.rooms}
    trainers = {t.id for t in instance.trainers}
    for trainer in instance.trainers:
        _known(trainer.topics, topics, "topik", f"trainer {trainer.id}")
    for request in instance.requests:
        _known([request.topic], topics, "topik", f"permohonan {request.id}")
    for session in instance.sessions:
        _known([session.topic], topics, "topik", f"kelas {session.id}")
        _known([session.room], rooms, "ruang", f"kelas {session.id}")
        _known([session.trainer], trainers, "trainer", f"kelas {session.id}")


def _known(ids: Iterable[str | None], known: set[str], what: str, where: str) -> None:
    for one in sorted(map(str, ids)):
        if one not in known:
            begun = f"{where[:1].upper()}{where[1:]} menyebut {what}"
            raise UserError(f"{begun} “{_shown(one)}” yang tidak ada dalam berkas. Perbaiki berkasnya.")


def _room(item: Mapping[str, Any], where: str) -> Room:
    capacity = _count(item.get("capacity"), f"capacity {where}")
    if capacity < 1:
        raise UserError(f"Ruang {where} berkapasitas 0. Isi jumlah kursinya atau hapus ruang itu.")
    return Room(where, capacity, frozenset(_days(item, "closed", f"closed {where}")))


def _trainer(item: Mapping[str, Any], where: str) -> Trainer:
    return Trainer(where, frozenset(_texts(item, "topics", where)), frozenset(_days(item, "away", f"away {where}")))


def _topic(item: Mapping[str, Any], where: str) -> Topic:
    days = _count(item.get("days"), f"days {where}")
    if not 1 <= days <= 31:
        raise UserError(f"Topik {where} berlangsung {days} hari. Isi 1 atau 2 hari.")
    least = _count(item.get("min_participants"), f"min_participants {where}")
    return Topic(where, days, least, _count(item.get("max_participants"), f"max_participants {where}"))


def _request(item: Mapping[str, Any], where: str) -> Request:
    people = _count(item.get("participants"), f"participants {where}")
    if people < 1:
        raise UserError(f"Permohonan {where} tanpa peserta. Isi jumlah pesertanya.")
    kind = item.get("kind", "group")
    if kind not in ("group", "individual"):
        raise UserError(f"Jenis permohonan {where} harus “group” atau “individual”.")
    preferred = tuple(_days(item, "preferred", f"preferred {where}"))
    received = _day(item.get("received"), f"received {where}")
    return Request(where, received, people, _text(item, "topic", where), preferred, cast("Kind", kind))


def _session(item: Mapping[str, Any], where: str) -> FixedSession:
    return FixedSession(
        where,
        _text(item, "topic", where),
        _day(item.get("start"), f"start {where}"),
        _text(item, "room", where),
        _text(item, "trainer", where),
        _count(item.get("quota"), f"quota {where}"),
        _count(item.get("taken"), f"taken {where}"),
    )


def _rows(item: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any], str], Row]) -> tuple[Row, ...]:
    found: dict[str, Row] = {}
    for number, raw in enumerate(_list(item, key, "berkas rencana"), 1):
        row = _object(raw, f"{key} ke-{number}")
        name = _text(row, "id", f"{key} ke-{number}")
        if not name:
            raise UserError(f"{key} ke-{number} tidak mempunyai id. Isi id-nya.")
        if name in found:
            raise UserError(f"Id “{_shown(name)}” dipakai dua kali dalam {key}. Beri id yang berbeda.")
        found[name] = read(row, name)
    return tuple(found.values())


def _object(raw: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise UserError(f"Isi {where} harus berupa objek JSON.")
    return raw


def _list(item: Mapping[str, Any], key: str, where: str) -> list[Any]:
    raw = item.get(key, [])
    if not isinstance(raw, list):
        raise UserError(f"“{key}” pada {where} harus berupa daftar.")
    return raw


def _text(item: Mapping[str, Any], key: str, where: str) -> str:
    raw = item.get(key)
    if not isinstance(raw, str):
        raise UserError(f"“{key}” pada {where} harus berupa teks.")
    return _writable(raw, key)


def _writable(text: str, key: str) -> str:
    """Half of a character (a lone surrogate) is valid JSON, but nothing can print it."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError(f"“{key}” memuat tanda yang rusak ({_shown(ascii(text))}). Perbaiki berkasnya.")
    return text


def _optional_text(item: Mapping[str, Any], key: str) -> str:
    return str(item.get(key) or "")


def _texts(item: Mapping[str, Any], key: str, where: str) -> list[str]:
    raw = _list(item, key, where)
    if not all(isinstance(one, str) for one in raw):
        raise UserError(f"“{key}” pada {where} harus berisi teks saja.")
    return [_writable(one, key) for one in raw]


def _day(raw: Any, where: str) -> date:
    try:
        if isinstance(raw, date):
            return raw
        if len(raw) != len("2026-01-31"):
            raise ValueError(raw)
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise UserError(f"Tanggal “{_shown(raw)}” ({where}) salah. Tulis seperti 2026-11-24.") from None


def _days(item: Mapping[str, Any], key: str, where: str) -> list[date]:
    return [_day(raw, where) for raw in _list(item, key, where)]


def _count(raw: Any, where: str) -> int:
    """A whole number that is not negative."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or (isinstance(raw, float) and not raw.is_integer()):
        raise UserError(f"Angka pada {where} harus bilangan bulat, bukan “{_shown(raw)}”.")
    if not 0 <= raw <= MOST:
        raise UserError(f"Angka {_shown(raw)} pada {where} tidak masuk akal. Isi bilangan bulat mulai dari 0.")
    return int(raw)


def _weight(raw: Any, where: str) -> float:
    # A whole number may be longer than any float: compared first, and only then turned into one.
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= MOST:
        raise UserError(f"Bobot {where} harus angka yang tidak negatif, bukan “{_shown(raw)}”.")
    return int(raw) if raw == int(raw) else float(raw)


def _shown(raw: Any) -> str:
    """A value as a sentence can hold it."""
    text = "angka yang sangat panjang" if isinstance(raw, int) and abs(raw) > MOST**2 else str(raw)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _numbers(item: Mapping[str, Any], key: str, kind: Any, read: Callable[[Any, str], float]) -> dict[str, Any]:
    """The fields of ``rules`` or ``weights`` that are given; the others keep PLANNER.md's value."""
    given = _object(item.get(key, {}), key)
    return {one.name: read(given[one.name], f"{key}.{one.name}") for one in fields(kind) if one.name in given}
