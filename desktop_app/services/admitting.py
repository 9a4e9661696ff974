"""The door of every use case: what no form of an office can mean is refused at its field before anything is done.

A number no column holds, a day outside two centuries and half a sign come from a slip, a damaged paste or another
program; each would otherwise surface somewhere below as an error nobody can act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.errors import UserError
from desktop_app.services.text import block

if TYPE_CHECKING:
    from desktop_app.services.use_case import Act

ACTING_KINDS = ("Plt.", "Plh.", "a.n.", "u.b.")
LARGEST = 2**53
FIRST_YEAR, LAST_YEAR = 1900, 2199


def admit(given: Mapping[str, Any]) -> None:
    """Raise :class:`UserError` at the field that cannot be meant; entries of lists are ``field.number.part``."""
    for name, value in given.items():
        _admit(value, name)


def tidy(act: Act) -> Act:
    """The envelope as it is stored: its reason cleaned like every note, its mark one of the four."""
    reason = block(act.reason, "reason", label="Alasan") if act.reason is not None else None
    if act.acting_kind is not None and act.acting_kind not in ACTING_KINDS:
        raise UserError("Tanda Plt., Plh., a.n., atau u.b. tidak dikenal. Pilih dari daftar.", field="acting_kind")
    admit({"occurred_at": act.occurred_at, "performed_by": act.performed_by})
    return act if reason == act.reason else replace(act, reason=reason)


def _admit(value: Any, name: str) -> None:
    if isinstance(value, str):
        _admit_text(value, name)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not -LARGEST < value < LARGEST:
            raise UserError("Angka itu terlalu besar atau bukan angka. Periksa isiannya.", field=name)
    elif isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise UserError(f"Tahun {value.year} tidak wajar. Periksa tanggalnya.", field=name)
    else:
        for part, inner in _parts(value):
            _admit(inner, f"{name}.{part}")


def _admit_text(text: str, name: str) -> None:
    """Half of a pair and NUL cannot be stored anywhere; every field's own rule says the rest."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError("Ada tanda yang tidak dapat disimpan. Hapus, lalu ketik ulang dengan tangan.", field=name)


def _parts(value: Any) -> Iterable[tuple[object, Any]]:
    if is_dataclass(value) and not isinstance(value, type):
        return ((one.name, getattr(value, one.name)) for one in fields_of(value))
    if isinstance(value, Mapping):
        return ((part, inner) for pair in value.items() for part, inner in ((pair[0], pair[0]), pair))
    if isinstance(value, list | tuple):
        return enumerate(value, start=1)
    return ()
