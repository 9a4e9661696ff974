"""Typed text on its way into the store: cleaned, or refused beside its field."""

from __future__ import annotations

import re

from desktop_app.errors import UserError
from desktop_app.sop.text_input import clean_block, clean_line

LINE = 200
LONG_LINE = 500
BLOCK = 4000

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?")


def line(text: str, field: str, *, label: str = "", required: bool = False, limit: int = LINE) -> str:
    """One line of text; raises :class:`UserError` at ``field`` for what cannot be stored or is missing."""
    cleaned = clean_line(text, limit)
    if cleaned.problem:
        raise UserError(f"{label or field}: {cleaned.problem}", field=field)
    if required and not cleaned.text:
        raise UserError(f"{label or field} belum diisi. Isi dahulu, lalu simpan.", field=field)
    return cleaned.text


def block(text: str, field: str, *, label: str = "", limit: int = BLOCK) -> str:
    """A note of several lines."""
    cleaned = clean_block(text, limit)
    if cleaned.problem:
        raise UserError(f"{label or field}: {cleaned.problem}", field=field)
    return cleaned.text


def clock(text: str, field: str) -> str:
    """A time of day typed as 8, 8.30 or 08:30, as HH:MM."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise UserError(f"Jam “{text}” tidak dikenal. Tulis seperti 08.30.", field=field)
    return f"{int(found[1]):02}:{found[2] or '00'}"
