"""``list`` and ``show``: what the screens show, as data; full personal data only with ``--full``, and journaled."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection

from desktop_app import composition
from desktop_app.commands import signing_in, subjects
from desktop_app.commands.answers import answer
from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.queries import cases, class_events, lists, session_read, timeline
from desktop_app.services.disclosure import disclose
from desktop_app.services.use_case import Act, Office
from desktop_app.sop.dates_in_words import long_date

SECRETS = frozenset({"nik", "npwp", "address", "spse_user_id", "details", "receipt_code", "history"})
"""Fields without a masked form: only with ``--full``."""


def list_rows(access: Access, given: Namespace) -> int:
    """``list WHAT [--full]``: a JSON array."""
    with composition.opened(access) as office:
        _disclosed(office, access, given, given.what, None)
        with office.store.reading() as connection:
            rows = lists.listing(connection, given.what, office.clock.now(), full=given.full, year=given.year)
    answer(given.json, rows, ["\t".join(_cell(value) for value in row.values()) for row in rows])
    return 0


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def show(access: Access, given: Namespace) -> int:
    """``show KEY``: one case or class with all that belongs to it; ``sertifikat:CODE`` verifies a certificate."""
    kind, _, code = given.key.partition(":")
    if kind.strip().lower() == "sertifikat":
        return _certificate(access, given, code)
    with composition.opened(access) as office:
        with office.store.reading() as connection:
            subject = subjects.find(connection, given.key)
        if subject.kind not in ("permohonan", "sesi"):
            raise UserError("Yang dapat ditunjukkan: berkas (147/2026) dan kelas (sesi:12).", field="key")
        _disclosed(office, access, given, given.key, subject.id if subject.kind == "permohonan" else None)
        with office.store.reading() as connection:
            read = _case if subject.kind == "permohonan" else _session
            value = read(connection, subject.id, office.clock.now())
    shown = masked(value, full=given.full)
    answer(given.json, shown, _lines(shown))
    return 0


def _certificate(access: Access, given: Namespace, code: str) -> int:
    """Whether a code or number somebody shows is a certificate of this office, and whether it still holds."""
    with composition.opened(access) as office, office.store.reading() as connection:
        found = class_events.find_certificate(connection, code)
    if found is None:
        raise UserError(f"Tidak ada sertifikat dengan kode atau nomor “{code.strip()}”.", field="key")
    state = "berlaku" if found.valid else f"dibatalkan: {found.void_reason}"
    lines = [
        f"Sertifikat {found.full_number}: {state}",
        f"{found.name}, {found.organization or 'perseorangan'}",
        f"{found.topic}, {long_date(found.issued_on)}",
    ]
    answer(given.json, plain(found), lines)
    return 0


def _disclosed(office: Office, access: Access, given: Namespace, what: str, case: int | None) -> None:
    actor = signing_in.reader(office, access, given.officer)
    if given.full:
        disclose(office, Act(actor=actor), what=what, case=case)


def _case(connection: Connection, request_id: int, now: datetime) -> dict[str, Any]:
    value: dict[str, Any] = plain(cases.case(connection, request_id, now))
    value["agenda"] = value.pop("key")
    value["timeline"] = plain(timeline.timeline(connection, request_id))
    return value


def _session(connection: Connection, session_id: int, now: datetime) -> dict[str, Any]:
    value: dict[str, Any] = plain(session_read.session(connection, session_id, now))
    value.update(value.pop("row"))
    value["timeline"] = plain(timeline.session_timeline(connection, session_id))
    return value


def plain(value: Any) -> Any:
    """Rows as JSON data; their times are wall time of the office and get its offset."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return lists.with_zone(value) if value.tzinfo is None else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def masked(value: Any, *, full: bool) -> Any:
    """``value`` with personal numbers masked (``full``: in full), their shown and masked forms folded into one."""
    if isinstance(value, list):
        return [masked(one, full=full) for one in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for name, one in value.items():
        if name.endswith(("_masked", "_shown")):
            continue
        if not full and f"{name}_masked" in value:
            made[name] = value[f"{name}_masked"]
        elif not full and (name in SECRETS or f"{name}_shown" in value or name in ("nip", "mobile", "email")):
            continue
        else:
            made[name] = masked(one, full=full)
    return made


def _lines(shown: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {one}" for name, one in shown.items() if isinstance(one, str | int) and one not in ("", 0)]
    for step in shown.get("steps", []):
        lines.append(f"{step['number']}. {step['short']}: {step['time_text']} {step['performed_by']}".rstrip())
    return lines + [f"{one['when']}  {one['sentence']} ({one['who']})" for one in shown.get("timeline", [])]
