"""JSON to typed arguments and back: what the command line sends and what the journal remembers.

Knows the few shapes services use: str, int, bool, date, datetime, optional ones, tuples and frozen dataclasses.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Hashable
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop_app.errors import UserError
from desktop_app.office_time import WIB


def to_json(value: Any) -> Any:
    """Turn a service's value into plain JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(WIB).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        items = [to_json(item) for item in value]
        return sorted(items) if isinstance(value, set | frozenset) else items
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    return value


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def from_json(kind: Any, data: Any, field: str = "") -> Any:
    """Build a value of type ``kind``; raises :class:`UserError` naming the field and what was expected."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = get_args(kind)
        if data is None and type(None) in choices:
            return None
        return from_json(next(c for c in choices if c is not type(None)), data, field)
    if origin in (tuple, list):
        if not isinstance(data, list | tuple):
            raise _wrong(field, "daftar")
        item = get_args(kind)[0]
        return tuple(from_json(item, one, field) for one in data)
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, data, field)
    return _scalar(kind, data, field)


def _dataclass(kind: Any, data: Any, field: str) -> Any:
    if not isinstance(data, dict):
        raise _wrong(field, "objek")
    hints: dict[str, Any] = _hints(kind)
    known = {f.name: f for f in dataclasses.fields(kind)}
    _no_strangers(data, known)
    missing = [
        name
        for name, f in known.items()
        if name not in data and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise UserError(f"Isian “{missing[0]}” belum ada. Tambahkan, lalu kirim lagi.", field=missing[0])
    return kind(**{name: from_json(hints[name], value, name) for name, value in data.items()})


def _no_strangers(data: dict[str, Any], known: Any) -> None:
    for name in data:
        if name not in known:
            raise UserError(f"Isian “{name}” tidak dikenal. Yang dikenal: {', '.join(known)}.", field=name)


def _scalar(kind: Any, data: Any, field: str) -> Any:
    try:
        if kind is datetime:
            moment = datetime.fromisoformat(str(data))
            return moment if moment.tzinfo else moment.replace(tzinfo=WIB)
        if kind is date:
            return date.fromisoformat(str(data))
    except ValueError:
        raise _wrong(field, "tanggal seperti 2026-12-03 atau 2026-12-03T09:12") from None
    if kind is bool and not isinstance(data, bool):
        raise _wrong(field, "true atau false")
    if kind is int and (isinstance(data, bool) or not isinstance(data, int)):
        raise _wrong(field, "bilangan bulat")
    if kind is str and not isinstance(data, str):
        raise _wrong(field, "teks")
    return data


def _wrong(field: str, expected: str) -> UserError:
    return UserError(f"Isian “{field}” harus berupa {expected}. Perbaiki, lalu kirim lagi.", field=field or None)


def describe(kind: Any) -> str:
    """The name of a type as ``actions --json`` shows it: "text", "date", "list of …"."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(c for c in get_args(kind) if c is not type(None))
        return f"{describe(inner)} or null"
    if origin in (tuple, list):
        return f"list of {describe(get_args(kind)[0])}"
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return "{" + ", ".join(f"{f.name}: {describe(hints[f.name])}" for f in dataclasses.fields(kind)) + "}"
    names = {str: "text", int: "integer", bool: "boolean", date: "date", datetime: "datetime"}
    return names.get(kind, "json")


def arguments(function: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a use case from JSON; unknown and missing fields are refused by name."""
    import inspect

    parameters = {
        name: p
        for name, p in inspect.signature(function).parameters.items()
        if p.kind is inspect.Parameter.KEYWORD_ONLY
    }
    hints = _hints(function)
    _no_strangers(data, parameters)
    for name, parameter in parameters.items():
        if name not in data and parameter.default is inspect.Parameter.empty:
            raise UserError(f"Isian “{name}” belum ada. Tambahkan, lalu kirim lagi.", field=name)
    return {name: from_json(hints[name], value, name) for name, value in data.items()}
