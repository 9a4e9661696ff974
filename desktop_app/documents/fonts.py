"""The one embedded typeface, its widths, and the characters it lacks.

Liberation Sans (metric-compatible with Arial, DOMAIN 1.5) is read from ``resources/fonts`` once a process.
A character without a glyph would print as a black box. It is never printed so: :func:`printable` first
tries its compatibility form ("ｆ" -> "f") and else writes ``[?]``; :func:`missing_glyphs` tells the caller
which characters those were, so that the screen can warn before the paper is out.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "LoketSans"
BOLD = "LoketSans-Bold"
ITALIC = "LoketSans-Italic"
BOLD_ITALIC = "LoketSans-BoldItalic"
UNPRINTABLE = "[?]"

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FONT_FILES = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}

_lock = threading.Lock()
_covered: frozenset[int] | None = None


def register_fonts() -> frozenset[int]:
    """Register the four faces (once) and return the code points that all of them can draw."""
    global _covered
    with _lock:
        if _covered is None:
            common: set[int] | None = None
            for name, file_name in FONT_FILES.items():
                font = TTFont(name, str(FONT_FOLDER / file_name))
                pdfmetrics.registerFont(font)
                codes = set(font.face.charToGlyph)
                common = codes if common is None else common & codes
            _covered = frozenset(code for code in common or () if _is_ink(chr(code)))
        return _covered


def _is_ink(char: str) -> bool:
    """Return whether the character is the plain space or visible by itself."""
    return char == " " or unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def face(bold: bool = False, italic: bool = False) -> str:
    """Return the registered name of the face."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of ``text`` in points."""
    return 0.001 * size * sum(map(_advances(font).__getitem__, text))


@lru_cache(maxsize=8)
def _advances(font: str) -> _Advances:
    register_fonts()
    return _Advances(pdfmetrics.getFont(font).face)


class _Advances(dict[str, float]):
    """Width of each character in thousandths of the size, asked of the face once."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        width = float(self._face.getCharWidth(ord(char)))
        self[char] = width
        return width


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` (each once, in order) that would be printed as ``[?]``."""
    found = [char for char in text if _drawn(char) == UNPRINTABLE]
    return tuple(dict.fromkeys(found))


def printable(text: str) -> str:
    """Return one line of text that the typeface can draw in full.

    Line breaks, tabs and other control characters become spaces; invisible format characters vanish; what
    the typeface lacks is replaced by its compatibility form or by ``[?]``.
    """
    if _ink().issuperset(text):
        return text
    return "".join(_drawn(char) for char in text)


@lru_cache(maxsize=1)
def _ink() -> frozenset[str]:
    """The characters that need no replacement."""
    return frozenset(map(chr, register_fonts()))


@lru_cache(maxsize=4_000)
def _drawn(char: str) -> str:
    """Return what is printed for one character."""
    category = unicodedata.category(char)
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if category == "Cf":
        return "-" if char == "\u2011" else ""
    covered = register_fonts()
    if ord(char) in covered:
        return char
    for form in ("NFKC", "NFKD"):
        plain = unicodedata.normalize(form, char)
        if plain != char and all(ord(part) in covered for part in plain):
            return plain
    return UNPRINTABLE
