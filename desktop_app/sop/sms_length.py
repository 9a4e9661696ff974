"""How many SMS a text needs: GSM 7-bit with its extension table, UCS-2 as soon as one sign is outside (3GPP 23.038)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Signs of the extension table: an escape and the sign, two places each."""

SINGLE: Final = {"GSM-7": 160, "UCS-2": 70}
PART: Final = {"GSM-7": 153, "UCS-2": 67}
"""Places of a message alone, and of each part of a longer one (six bytes go to the head that joins them)."""


@dataclass(frozen=True, slots=True)
class SmsLength:
    """``places`` used under ``alphabet``; ``parts`` are the texts of the messages it is split into."""

    alphabet: str
    places: int
    parts: tuple[str, ...]
    foreign: tuple[str, ...]
    """The signs that force UCS-2, each once."""

    @property
    def room(self) -> int:
        """Places left in the last message."""
        limit = SINGLE if len(self.parts) == 1 else PART
        return limit[self.alphabet] - _places(self.parts[-1], self.alphabet)


def measure(text: str) -> SmsLength:
    """Count a text and split it; an escape or a surrogate pair is never torn apart by a split."""
    foreign = tuple(dict.fromkeys(sign for sign in text if sign not in BASIC and sign not in EXTENDED))
    alphabet = "UCS-2" if foreign else "GSM-7"
    places = _places(text, alphabet)
    if places <= SINGLE[alphabet]:
        return SmsLength(alphabet, places, (text,), foreign)
    parts: list[str] = []
    current, used = "", 0
    for sign in text:
        wide = _places(sign, alphabet)
        if used + wide > PART[alphabet]:
            parts.append(current)
            current, used = "", 0
        current += sign
        used += wide
    return SmsLength(alphabet, places, (*parts, current), foreign)


def _places(text: str, alphabet: str) -> int:
    if alphabet == "UCS-2":
        return len(text.encode("utf-16-be")) // 2
    return sum(2 if sign in EXTENDED else 1 for sign in text)


PLAIN: Final = str.maketrans(
    {
        "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
        "\u00a0": " ", "•": "-", "ê": "e", "ë": "e", "á": "a", "ó": "o", "ú": "u", "í": "i", "ç": "c",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """The text with typographic signs in their plain form, so that it stays in the 7-bit alphabet."""
    return text.translate(PLAIN)
