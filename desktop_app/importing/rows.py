"""Rows of people judged one by one: taken whole, or refused whole with a reason; doubts are said and never block.

A number that is wrong is kept as it stands in the file and marked "periksa", as everywhere in the program
(DESIGN_SYSTEM.md): what cannot be stored, is no person, or is there twice is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.importing.columns import FIELDS, SKIP
from desktop_app.sop.identity_numbers import check_email, check_nik, check_nip, check_npwp, check_phone
from desktop_app.sop.text_input import clean_line

LONGEST = 200
_FORMULA = "=+@|\t"
_YES = frozenset({"ya", "y", "yes", "true", "1", "bawa", "membawa", "v", "x", "✓", "✔"})
_NO = frozenset({"tidak", "t", "no", "n", "false", "0", "-"})
_LETTER = re.compile(r"[^\W\d_]")
LOST_DIGITS = (
    "{label} tersimpan sebagai angka di Excel, jadi angka sesudah yang ke-15 hilang. Cocokkan dengan suratnya, "
    "lalu ketik ulang."
)


@dataclass(frozen=True, slots=True)
class PersonRow:
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
        _remember(seen, person, "yang sudah ada di daftar")
    columns = [(at, field) for at, field in enumerate(fields, 1) if field != SKIP and (with_nik or field != "nik")]
    return Judged(tuple(_judged(row, columns, today, inexact, seen) for row in rows))


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
        cleaned = clean_line(cell, LONGEST)
        values[field] = cleaned.text
        if cleaned.problem:
            return PersonRow(number, _shortened(values), f"{FIELDS[field]}: {cleaned.problem}")
    reason = _no_person(values) or _twice(values, seen)
    if reason:
        return PersonRow(number, values, reason)
    doubts = [*_numbers(values, today), *_shared(values, seen)]
    if inexact:
        lost = [field for at, field in columns if (number, at - 1) in inexact and field in ("nip", "nik", "npwp")]
        doubts = [*(LOST_DIGITS.format(label=FIELDS[field]) for field in lost), *doubts]
    if "brings_laptop" in values:
        values["brings_laptop"] = _yes_or_no(values["brings_laptop"])
    _remember(seen, values, f"baris {number}")
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


def _twice(values: Mapping[str, Any], seen: _Seen) -> str:
    nip, nik = _bare(values.get("nip", "")), _bare(values.get("nik", ""))
    if len(nip) == 18 and nip in seen.nips:
        return f"NIP sama dengan {seen.nips[nip]}. Perbaiki NIP-nya, atau hapus salah satu baris."
    if len(nik) == 16 and nik in seen.niks:
        return f"NIK sama dengan {seen.niks[nik]}. Perbaiki NIK-nya, atau hapus salah satu baris."
    for contact in (_phone(values), str(values.get("email", "")).casefold()):
        same = seen.same.get((_fold(values["full_name"]), contact)) if contact else None
        if same:
            return f"Nama dan kontak sama dengan {same}: orang yang sama dua kali. Hapus salah satu baris."
    return ""


def _numbers(values: dict[str, Any], today: date) -> list[str]:
    doubts: list[str] = []
    for field in ("nip", "nik", "npwp", "mobile", "email"):
        text = values.get(field)
        if not text:
            continue
        if field == "nip":
            checked = check_nip(text, today)
        elif field == "nik":
            checked = check_nik(text, today)
        elif field == "npwp":
            checked = check_npwp(text)
        elif field == "mobile":
            checked = check_phone(text)
        else:
            checked = check_email(text)
        if checked.level != "error":
            values[field] = checked.value
        if checked.level != "ok":
            doubts.extend(checked.messages[:1])
    return doubts


def _shared(values: Mapping[str, Any], seen: _Seen) -> list[str]:
    doubts = []
    name = _fold(values["full_name"])
    if name in seen.names:
        doubts.append(f"Nama sama dengan {seen.names[name]}. Pastikan dua orang yang berbeda.")
    phone = _phone(values)
    if phone in seen.phones and seen.phones[phone][1] != name:
        doubts.append(f"Nomor HP sama dengan {seen.phones[phone][0]}. Pastikan nomor itu dipakai bersama.")
    return doubts


def _remember(seen: _Seen, values: Mapping[str, Any], where: str) -> None:
    name, phone = _fold(values.get("full_name", "")), _phone(values)
    if nip := _bare(values.get("nip", "")):
        seen.nips.setdefault(nip, where)
    if nik := _bare(values.get("nik", "")):
        seen.niks.setdefault(nik, where)
    if phone:
        seen.phones.setdefault(phone, (where, name))
    seen.names.setdefault(name, where)
    for contact in (phone, str(values.get("email", "")).casefold()):
        if contact:
            seen.same.setdefault((name, contact), where)


def _yes_or_no(text: str) -> bool | None:
    word = text.casefold().strip(" .")
    return True if word in _YES else False if word in _NO else None


def _phone(values: Mapping[str, Any]) -> str:
    digits = _bare(values.get("mobile", ""))
    if digits.startswith("62"):
        return f"0{digits[2:]}"
    return f"0{digits}" if digits.startswith("8") else digits


def _bare(text: str) -> str:
    return text.translate(_SEPARATORS) if text else ""


_SEPARATORS = {ord(sign): None for sign in " .-/()+"}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
