"""File names from strangers, made harmless for every system the program runs on.

Stored files are named by their hash; a name is only text, and is cleaned when it is shown beside a
file or used for an export (RELIABILITY.md fault 27).
"""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = set('<>:"|?*')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_MOST_CHARACTERS = 120
_MOST_BYTES = 200
_LONGEST_EXTENSION = 10
_NAMELESS = "berkas"


def safe_name(name: str) -> str:
    """*name* without folders, control and direction characters, reserved words, or excess length.

    Never empty, never more than 120 characters or 200 bytes; the extension is kept.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join("_" if character in _FORBIDDEN else character for character in last if _is_shown(character))
    kept = " ".join(kept.split()).strip(". ")
    stem, dot, extension = kept.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION:
        stem, extension = kept, ""
    ending = f".{extension}" if extension else ""
    stem = _shortened(stem, _MOST_CHARACTERS - len(ending), _MOST_BYTES - len(ending.encode()))
    stem = stem.rstrip(". ") or _NAMELESS
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return stem + ending


def _is_shown(character: str) -> bool:
    """False for control, format (bidirectional, zero width), surrogate, private and unassigned characters."""
    return not unicodedata.category(character).startswith("C") or character in "\t\n"


def _shortened(text: str, characters: int, most_bytes: int) -> str:
    text = text[:characters]
    while len(text.encode("utf-8")) > most_bytes:
        text = text[:-1]
    return text
