"""Cleaning of typed and pasted text before it is stored (RELIABILITY.md row 16).

Text is kept exactly, in Unicode form NFC: Arabic, accents and emoji stay.  Only what cannot be seen and
would mislead or break is refused: control characters, halves of surrogate pairs, unassigned code points and
the bidi controls that turn the order of what a person reads.  Nothing is removed in silence except surplus
blanks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Python 3.11 knows Unicode 14; in these blocks an unassigned code point is an emoji newer than that, not
# damage.
_EMOJI_BLOCKS = range(0x1F300, 0x1FB00)
_LONG_QUOTE = re.compile(r"“([^”]{60})[^”]{20,}”", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``text`` to store or to show again; ``problem`` is an Indonesian sentence, or None when it may be
    stored.
    """

    text: str
    problem: str | None = None


def clean_line(text: str, max_length: int) -> Cleaned:
    """One line: NFC; tabs, line breaks and repeated blanks become one blank, blanks at the ends go.

    ``max_length`` counts characters (code points) after cleaning.
    """
    return _judged(" ".join(unicodedata.normalize("NFC", text).split()), max_length)


def clean_block(text: str, max_length: int) -> Cleaned:
    """Several lines: each cleaned like ``clean_line``; at most one empty line in a row; line ends become
    ``\\n``.
    """
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", unicodedata.normalize("NFC", text))
    joined = "\n".join(" ".join(line.split()) for line in lines)
    return _judged(re.sub(r"\n{3,}", "\n\n", joined).strip("\n"), max_length)


def shown(sentence: str) -> str:
    """A sentence fit for every screen and terminal: signs that cannot be seen become U+FFFD, and what it quotes
    of a too long input is cut to its beginning.
    """
    if not sentence.isprintable():
        sentence = "".join(one if one == "\n" or one.isprintable() else "\ufffd" for one in sentence)
    return _LONG_QUOTE.sub(lambda found: f"“{found[1]}…”", sentence)


def _judged(text: str, max_length: int) -> Cleaned:
    # What Python calls printable holds none of the refused signs; this spares the look at each one.
    if len(text) <= max_length and text.isprintable():
        return Cleaned(text)
    for place, sign in enumerate(text, start=1):
        if sign in _BIDI_CONTROLS:
            return Cleaned(
                text,
                f"Ada tanda pembalik arah tulisan yang tidak terlihat ({_code(sign)}) di huruf ke-{place}. "
                "Hapus bagian itu lalu ketik ulang dengan tangan.",
            )
        if _is_unstorable(sign):
            return Cleaned(
                text,
                f"Ada tanda yang tidak dapat disimpan ({_code(sign)}) di huruf ke-{place}. "
                "Hapus bagian itu lalu ketik ulang dengan tangan.",
            )
    surplus = len(text) - max_length
    if surplus > 0:
        sentence = f"Paling panjang {max_length} huruf, sekarang {len(text)}. Hapus {surplus} huruf."
        return Cleaned(text, sentence)
    return Cleaned(text)


def _is_unstorable(sign: str) -> bool:
    if sign == "\n":
        return False
    category = unicodedata.category(sign)
    return category in ("Cc", "Cs") or (category == "Cn" and ord(sign) not in _EMOJI_BLOCKS)


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
