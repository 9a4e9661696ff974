"""Agenda numbers, case keys and numbers of outgoing letters.

Source: DOMAIN.md 1.3.  A number runs within (book, calendar year), restarts with January, has no gaps and
is never used twice; a voided entry keeps its number.  This module only computes: the number is taken inside
the transaction that stores it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

LETTER_PRESETS = (
    "{klasifikasi}/{urut}/{unit}",
    "{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}",
    "{kode_keamanan}-{urut}/{instansi}/{unit}/{klasifikasi}/{bulan2}/{tahun}",
)
"""Presets 1 to 3 of DOMAIN 1.3: Permendagri 83/2022, local style with roman month, central government."""

DEFAULT_LETTER_TEMPLATE = "{klasifikasi}/{urut}/PBJ/{bulan_romawi}/{tahun}"
DEFAULT_AGENDA_TEMPLATE = "{urut4}/LPSE/{tahun}"

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_COUNTERS = ("urut", "urut3", "urut4")
_LETTER_TOKENS = (
    *_COUNTERS, "klasifikasi", "unit", "instansi", "bulan_romawi", "bulan2", "tahun", "kode_keamanan",
)  # fmt: skip
_AGENDA_TOKENS = (*_COUNTERS, "tahun")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_MAX_TEMPLATE = 100


class BadNumber(ValueError):
    """A case key or template that cannot be used; its text is an Indonesian sentence for the clerk."""


class CaseKey(NamedTuple):
    """Agenda number and its year, the key of a case on every screen."""

    number: int
    year: int

    def __str__(self) -> str:
        return case_key(self.number, self.year)


@dataclass(frozen=True, slots=True)
class LetterNumberParts:
    """What a letter-number template may print; ``issued_on`` is the date that stands on the letter.

    ``suffix`` marks an inserted number: "15.a" (nomor sisipan).
    """

    number: int
    issued_on: date
    classification: str = ""
    unit: str = ""
    agency: str = ""
    security_code: str = "B"
    suffix: str = ""


def case_key(number: int, year: int) -> str:
    """``147/2026``: without padding, the same on every screen (ARCHITECTURE 6).

    Raises BadNumber unless the number is positive and the year lies in 1900 to 9999.
    """
    if number < 1 or not 1900 <= year <= 9999:
        raise BadNumber(f"Nomor agenda {number}/{year} tidak mungkin. Nomor mulai dari 1, tahun mulai dari 1900.")
    return f"{number}/{year}"


def parse_case_key(text: str) -> CaseKey:
    """Number and year of ``147/2026`` or ``0147/2026``, blanks ignored.  Raises BadNumber with a sentence
    for the clerk.
    """
    match = re.fullmatch(r"\s*([0-9]{1,9})\s*/\s*([0-9]{4})\s*", text)
    if match is None:
        raise BadNumber(f"'{text.strip()}' bukan nomor agenda. Tulis nomor dan tahun, misalnya 147/2026.")
    key = CaseKey(int(match[1]), int(match[2]))
    case_key(*key)
    return key


def next_number(taken_max: int | None, first: int) -> int:
    """The number after the highest one taken (voided ones included), or ``first`` in an empty book.

    ``first`` is where an office begins in its year of change-over; later it leaves no gap (DOMAIN 1.3).
    """
    if taken_max is None:
        if first < 1:
            raise ValueError("the first number must be positive")
        return first
    return taken_max + 1


def agenda_year(received_at: date) -> int:
    """The agenda year of a paper: the calendar year (tahun takwim) of its receipt, wall time of the office."""
    return received_at.year


def roman_month(month: int) -> str:
    """``I`` to ``XII``; raises ValueError for another month."""
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not in 1..12")
    return _ROMAN[month - 1]


def check_template(template: str) -> list[str]:
    """What is wrong with a letter-number template, as Indonesian sentences; empty when it can be used."""
    return _problems(template, _LETTER_TOKENS)


def check_agenda_template(template: str) -> list[str]:
    """The same for the label of an agenda number on papers, which knows only the counters and {tahun}."""
    return _problems(template, _AGENDA_TOKENS)


def format_letter_number(template: str, parts: LetterNumberParts) -> str:
    """The number of an outgoing letter.  Raises BadNumber when the template cannot be used or a part it
    names is empty.
    """
    values = {
        **_counter_values(parts.number, parts.issued_on.year, parts.suffix),
        "klasifikasi": parts.classification,
        "unit": parts.unit,
        "instansi": parts.agency,
        "bulan_romawi": roman_month(parts.issued_on.month),
        "bulan2": f"{parts.issued_on.month:02d}",
        "kode_keamanan": parts.security_code,
    }
    return _fill(template, check_template(template), values)


def agenda_label(template: str, number: int, year: int) -> str:
    """The agenda number as the office prints it on papers, e.g. ``0147/LPSE/2026``.  Raises BadNumber for a
    bad template.
    """
    return _fill(template, check_agenda_template(template), _counter_values(number, year))


def parse_agenda_label(template: str, text: str) -> CaseKey | None:
    """The case a printed label names, or None when ``text`` is not of that form (or the template prints no
    year).

    Lets a clerk type the number as it stands on the paper; upper and lower case and padding do not matter.
    """
    if check_agenda_template(template) or "{tahun}" not in template:
        return None
    pattern, end, seen = "", 0, set[str]()
    for token in _TOKEN.finditer(template):
        pattern += re.escape(template[end : token.start()])
        group = "year" if token[1] == "tahun" else "number"
        digits = "[0-9]{4}" if group == "year" else "[0-9]{1,9}"
        pattern += f"(?P={group})" if group in seen else f"(?P<{group}>{digits})"
        seen.add(group)
        end = token.end()
    match = re.fullmatch(pattern + re.escape(template[end:]), text.strip(), re.IGNORECASE)
    if match is None:
        return None
    key = CaseKey(int(match["number"]), int(match["year"]))
    return key if key.number >= 1 and key.year >= 1900 else None


def _counter_values(number: int, year: int, suffix: str = "") -> dict[str, str]:
    if number < 1:
        raise BadNumber(f"Nomor urut {number} tidak mungkin. Nomor mulai dari 1.")
    tail = f".{suffix}" if suffix else ""
    return {
        "urut": f"{number}{tail}",
        "urut3": f"{number:03d}{tail}",
        "urut4": f"{number:04d}{tail}",
        "tahun": f"{year:04d}",
    }


def _fill(template: str, problems: list[str], values: dict[str, str]) -> str:
    if problems:
        raise BadNumber(" ".join(problems))
    for token in _TOKEN.findall(template):
        if not values[token].strip():
            raise BadNumber(f"Pola nomor memakai {{{token}}}, tetapi isinya kosong. Isi dulu, atau ubah polanya.")
    return _TOKEN.sub(lambda token: values[token[1]], template)


def _problems(template: str, known: tuple[str, ...]) -> list[str]:
    if not template.strip():
        return ["Pola nomor masih kosong. Pilih salah satu contoh, atau tulis sendiri."]
    problems = []
    tokens = _TOKEN.findall(template)
    choices = ", ".join(f"{{{token}}}" for token in known)
    for token in tokens:
        if token not in known:
            problems.append(f"{{{token}}} tidak dikenal. Yang dapat dipakai: {choices}.")
    if re.search(r"[{}]", _TOKEN.sub("", template)):
        problems.append("Kurung kurawal tidak berpasangan. Tulis seperti {urut}.")
    counters = [token for token in tokens if token in _COUNTERS]
    if not counters:
        problems.append("Pola nomor belum memuat {urut}. Tanpa itu setiap surat bernomor sama.")
    elif len(counters) > 1:
        problems.append("Pola nomor memuat nomor urut lebih dari satu kali. Pakai satu saja.")
    if not template.isprintable():
        problems.append("Pola nomor memuat tanda yang tidak terlihat atau ganti baris. Hapus tanda itu.")
    if len(template) > _MAX_TEMPLATE:
        problems.append(f"Pola nomor paling panjang {_MAX_TEMPLATE} huruf, sekarang {len(template)}.")
    return problems
