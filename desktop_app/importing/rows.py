"""Rows of people judged one by one: taken whole, or refused whole with a reason; doubts are said and never block.

A number that is wrong is kept as it stands in the file and marked "periksa", as everywhere in the program
(DESIGN_SYSTEM.md): what cannot be stored, is no person, or is there twice is refused.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from desktop_app.importing.columns import FIELDS, SKIP
from desktop_app.sop.identity_numbers import check_email, check_nik, check_nip, check_npwp, check_phone
from desktop_app.sop.text_input import clean_line

LONGEST = 200
CHECKED = ("nip", "nik", "npwp", "mobile", "email")
LONG_NUMBERS = ("nip", "nik", "npwp")
_FORMULA = "=+@|\t"
_YES = frozenset({"ya", "y", "yes", "true", "1", "bawa", "membawa", "v", "x", "✓", "✔"})
_NO = frozenset({"tidak", "t", "no", "n", "false", "0", "-"})
_LETTER = re.compile(r"[^\W\d_]")
LOST_DIGITS = (
    "{label} tersimpan sebagai angka di Excel, jadi angka sesudah yang ke-15 hilang. Cocokkan dengan suratnya, "
    "lalu ketik ulang."
)


class PersonRow(NamedTuple):
    """One row: its number in the file, what is taken, why it is refused ("" when not), and what to look at."""

    number: int
    values: Mapping[str, Any]
    refused: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """All rows under the head row in their order; ``taken`` and ``refused`` together are all of them."""

    rows: tuple[PersonRow, ...]

    @property
    def taken(self) -> tuple[PersonRow, ...]:
        """Rows that may be saved."""
        return tuple(row for row in self.rows if not row.refused)

    @property
    def refused(self) -> tuple[PersonRow, ...]:
        """Rows that are left out, each with its reason."""
        return tuple(row for row in self.rows if row.refused)


@dataclass(slots=True)
class _Seen:
    """Where a number, a name or both stood first."""

    nips: dict[str, str]
    niks: dict[str, str]
    phones: dict[str, tuple[str, str]]
    names: dict[str, str]
    same: dict[tuple[str, str], str]


def judge(
    rows: Sequence[Sequence[Any]],
    fields: Sequence[str],
    today: date,
    *,
    inexact: Collection[tuple[int, int]] = (),
    present: Sequence[Mapping[str, str]] = (),
    with_nik: bool = True,
) -> Judged:
    """Judge ``rows`` (their number first) under ``fields``; ``present`` are the people who are there already.

    ``inexact`` names (row number, column) cells that Excel kept as a number too long for it. Without ``with_nik`` a
    column NIK is not taken at all (DOMAIN.md section 6.1: off by default).
    """
    seen = _Seen({}, {}, {}, {}, {})
    for person in present:
        _remember(seen, _marks(person), "yang sudah ada di daftar")
    columns = [(at, field) for at, field in enumerate(fields, 1) if field != SKIP and (with_nik or field != "nik")]
    looks_for_rings = gc.isenabled()
    gc.disable()  # a hundred thousand rows make no rings, and looking for them costs a quarter of the time
    try:
        return Judged(tuple(_judged(row, columns, today, inexact, seen) for row in rows))
    finally:
        if looks_for_rings:
            gc.enable()


def _judged(
    row: Sequence[Any],
    columns: Sequence[tuple[int, str]],
    today: date,
    inexact: Collection[tuple[int, int]],
    seen: _Seen,
) -> PersonRow:
    values: dict[str, Any] = {}
    number, wide = int(row[0]), len(row)
    for at, field in columns:
        cell = row[at] if at < wide else ""
        if not cell:
            continue
        if len(cell) <= LONGEST and cell.isascii() and cell.isprintable():
            values[field] = " ".join(cell.split())  # what clean_line does to such a cell, ten times as fast
            continue
        cleaned = clean_line(cell, LONGEST)
        values[field] = cleaned.text
        if cleaned.problem:
            return PersonRow(number, _shortened(values), f"{FIELDS[field]}: {cleaned.problem}")
    reason = _no_person(values)
    if reason:
        return PersonRow(number, values, reason)
    marks = _marks(values)
    reason = _twice(marks, seen)
    if reason:
        return PersonRow(number, values, reason)
    doubts = _numbers(values, today)
    doubts += _shared(marks, seen)
    if inexact:
        lost = [field for at, field in columns if (number, at - 1) in inexact and field in LONG_NUMBERS]
        doubts = [*(LOST_DIGITS.format(label=FIELDS[field]) for field in lost), *doubts]
    if "brings_laptop" in values:
        values["brings_laptop"] = _yes_or_no(values["brings_laptop"])
    _remember(seen, marks, f"baris {number}")
    return PersonRow(number, values, "", tuple(doubts))


def _shortened(values: dict[str, Any]) -> dict[str, Any]:
    """A refused row is shown, not saved: no need to carry its novels about."""
    return {field: text if len(text) <= LONGEST else f"{text[:60]}…" for field, text in values.items()}


def _no_person(values: Mapping[str, Any]) -> str:
    name = values.get("full_name", "")
    if not name:
        return "Nama kosong. Isi namanya di berkas, atau hapus barisnya."
    if name[0] in _FORMULA:
        return f"Nama diawali tanda “{name[0]}” (rumus Excel), bukan nama orang. Ketik namanya sebagai teks."
    if not _LETTER.search(name):
        return f"Nama “{name}” tidak memuat huruf. Periksa apakah kolom Nama sudah benar."
    return ""


class _Marks(NamedTuple):
    """What tells one person from another, without separators and case."""

    name: str
    nip: str
    nik: str
    phone: str
    email: str


def _marks(values: Mapping[str, Any]) -> _Marks:
    get = values.get
    return _Marks(
        " ".join(get("full_name", "").casefold().split()),
        _bare(get("nip", "")),
        _bare(get("nik", "")),
        _phone(get("mobile", "")),
        get("email", "").casefold(),
    )


def _twice(marks: _Marks, seen: _Seen) -> str:
    if marks.nip in seen.nips and len(marks.nip) == 18:
        return f"NIP sama dengan {seen.nips[marks.nip]}. Perbaiki NIP-nya, atau hapus salah satu baris."
    if marks.nik in seen.niks and len(marks.nik) == 16:
        return f"NIK sama dengan {seen.niks[marks.nik]}. Perbaiki NIK-nya, atau hapus salah satu baris."
    if marks.name in seen.names:
        for contact in (marks.phone, marks.email):
            same = seen.same.get((marks.name, contact)) if contact else None
            if same:
                return f"Nama dan kontak sama dengan {same}: orang yang sama dua kali. Hapus salah satu baris."
    return ""


def _numbers(values: dict[str, Any], today: date) -> list[str]:
    doubts: list[str] = []
    for field in CHECKED:
        text = values.get(field)
        if not text:
            continue
        if field == "mobile":
            checked = check_phone(text)
        elif field == "nip":
            checked = check_nip(text, today)
        elif field == "email":
            checked = check_email(text)
        elif field == "nik":
            checked = check_nik(text, today)
        else:
            checked = check_npwp(text)
        if checked.level != "error":
            values[field] = checked.value
        if checked.level != "ok":
            doubts.extend(checked.messages[:1])
    return doubts


def _shared(marks: _Marks, seen: _Seen) -> list[str]:
    doubts = []
    if marks.name in seen.names:
        doubts.append(f"Nama sama dengan {seen.names[marks.name]}. Pastikan dua orang yang berbeda.")
    if marks.phone in seen.phones and seen.phones[marks.phone][1] != marks.name:
        doubts.append(f"Nomor HP sama dengan {seen.phones[marks.phone][0]}. Pastikan nomor itu dipakai bersama.")
    return doubts


def _remember(seen: _Seen, marks: _Marks, where: str) -> None:
    if marks.nip:
        seen.nips.setdefault(marks.nip, where)
    if marks.nik:
        seen.niks.setdefault(marks.nik, where)
    if marks.phone:
        seen.phones.setdefault(marks.phone, (where, marks.name))
        seen.same.setdefault((marks.name, marks.phone), where)
    if marks.email:
        seen.same.setdefault((marks.name, marks.email), where)
    seen.names.setdefault(marks.name, where)


def _yes_or_no(text: str) -> bool | None:
    word = text.casefold().strip(" .")
    return True if word in _YES else False if word in _NO else None


def _phone(text: str) -> str:
    digits = _bare(text)
    if digits.startswith("62"):
        return f"0{digits[2:]}"
    return f"0{digits}" if digits.startswith("8") else digits


def _bare(text: str) -> str:
    return text if text.isalnum() or not text else text.translate(_SEPARATORS)


_SEPARATORS = {ord(sign): None for sign in " .-/()+"}
