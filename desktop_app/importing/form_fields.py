"""A filled PDF form as values by our identifiers. Runs in the child process only."""

from __future__ import annotations

import io
from typing import Any

from desktop_app.importing.refusals import TableRefused

TOPIC = "topics:"
"""Tick boxes of the topics are named by this and the topic's code."""

MARK = "full_name"
"""A PDF with a field of this name is our form."""

CHOOSE = "(pilih)"
"""What a list shows while nothing is chosen."""

MOST_FIELDS = 400
OFF = ("", "/Off", "Off")


def read_form(data: bytes) -> dict[str, Any]:
    """Values of text fields and choices; ``topics`` holds the ticked codes, joined by commas."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TableRefused("terkunci")
        fields = reader.get_fields() or {}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise TableRefused("rusak") from problem
    if MARK not in fields or len(fields) > MOST_FIELDS:
        raise TableRefused("bukan_formulir")
    values: dict[str, str] = {}
    topics: list[str] = []
    for name, field in fields.items():
        value = field.get("/V", "")
        if name.startswith(TOPIC):
            if str(value) not in OFF:
                topics.append(name.removeprefix(TOPIC))
        elif field.get("/FT") == "/Btn":
            values[name] = "" if str(value) in OFF else "Ya"
        else:
            text = str(value or "").strip()
            values[name] = "" if text == CHOOSE else text
    if not any(values.values()) and not topics:
        raise TableRefused("formulir_kosong")
    return {**values, "topics": ",".join(topics)}
