"""Which column is which: by the head row when there is one, else by what the cells look like; always changeable."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FIELDS: dict[str, str] = {
    "full_name": "Nama",
    "nip": "NIP / NI PPPK",
    "position": "Jabatan",
    "mobile": "No. HP",
    "email": "E-mail",
    "organization": "Instansi",
    "rank_grade": "Pangkat/Golongan",
    "user_group": "Peran pengguna",
    "npwp": "NPWP",
    "nik": "NIK",
    "spse_user_id": "User ID SPSE",
    "address": "Alamat",
    "brings_laptop": "Membawa laptop",
}
"""Identifiers of a person's fields with the words over their columns (DOMAIN.md section 2.2)."""

SKIP = ""
HEAD_WITHIN = 15
"""A letterhead or title may stand over the head row."""

_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("email", ("email", "e-mail", "surel")),
    ("spse_user_id", ("userid", "user", "username")),
    ("user_group", ("peran", "role")),
    ("brings_laptop", ("laptop",)),
    (
        "mobile",
        ("telepon", "telp", "tlp", "hp", "wa", "whatsapp", "handphone", "kontak", "ponsel", "telephone", "phone"),
    ),
    ("npwp", ("npwp",)),
    ("nip", ("nip", "nippppk", "nip/nik", "identitas", "nipppk", "nip/nipppk")),
    ("nik", ("nik", "ktp")),
    ("rank_grade", ("pangkat", "golongan", "gol", "pangkat/golongan", "pangkat/gol", "gol/ruang")),
    (
        "organization",
        ("instansi", "unit", "opd", "skpd", "dinas", "perusahaan", "kantor", "satker", "organisasi", "asal"),
    ),
    ("position", ("jabatan", "pekerjaan", "posisi", "tugas")),
    ("address", ("alamat",)),
    ("full_name", ("nama", "peserta", "name")),
    (SKIP, ("no", "nomor", "urut", "ket", "keterangan", "tanda", "ttd", "paraf")),
)
_PHONE = re.compile(r"^(\+?62|0|8)[\d\s().-]{7,16}$")
_NOT_A_WORD = re.compile(r"[^a-z/ .-]")


@dataclass(frozen=True, slots=True)
class Guess:
    """``fields`` names the field of each column ("" for none); ``head`` is the place of the head row, -1 for none."""

    fields: tuple[str, ...]
    head: int


def guess(rows: Sequence[Sequence[str]]) -> Guess:
    """Guess the columns of a table (without row numbers)."""
    wide = max((len(row) for row in rows), default=0)
    best, found = -1, 1
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        named = _named(row)
        if "full_name" in named and len(named) > found - (best < 0):
            best, found = at, len(named)
    if best < 0:
        return Guess(_by_looks(rows[:500], wide), -1)
    heads = [head_field(cell) or SKIP for cell in rows[best]]
    fields = [field if field and heads.index(field) == at else SKIP for at, field in enumerate(heads)]
    return Guess((*fields, *[SKIP] * (wide - len(fields))), best)


def _named(row: Sequence[str]) -> set[str]:
    if any(len(cell) > 60 for cell in row):
        return set()
    return {field for cell in row if (field := head_field(cell))}


def head_field(cell: str) -> str | None:
    """The field a heading means, "" for one that is left out, ``None`` for words that are no heading."""
    words = _NOT_A_WORD.sub(" ", cell.casefold()).split()
    for field, known in _HEADS:
        if any(word.strip(".") in known or word in known for word in words):
            return field
    return None


def _by_looks(rows: Sequence[Sequence[str]], wide: int) -> tuple[str, ...]:
    fields = [SKIP] * wide
    texts: list[int] = []
    for at in range(wide):
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        looks = _looks(cells, at)
        if looks == "text":
            texts.append(at)
        elif looks and looks not in fields:
            fields[at] = looks
    for field, at in zip(("full_name", "position", "organization"), texts, strict=False):
        fields[at] = field
    return tuple(fields)


def _looks(cells: Sequence[str], at: int) -> str:
    if not cells:
        return ""
    if _most(cells, lambda cell: "@" in cell and " " not in cell):
        return "email"
    if _most(cells, lambda cell: bool(_PHONE.match(cell)) and len(_digits(cell)) <= 14):
        return "mobile"
    if _most(cells, lambda cell: len(_digits(cell)) >= 15 and len(_digits(cell)) >= len(cell.replace(" ", "")) - 2):
        return "nik" if _most(cells, lambda cell: len(_digits(cell)) == 16) else "nip"
    if at == 0 and _most(cells, lambda cell: len(cell.strip(".")) <= 5 and cell.strip(".").isdigit()):
        return ""
    return "text"


def _most(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(test(cell) for cell in cells) * 2 > len(cells)


def _digits(cell: str) -> str:
    return "".join(sign for sign in cell if sign.isdigit())
