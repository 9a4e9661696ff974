"""Which pasted column is which: by the head row when there is one, else by what the cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

KEYS = ("name", "nip", "position", "mobile", "email")

_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("email", ("email", "e-mail", "surel")),
    ("mobile", ("telepon", "telp", "hp", "wa", "whatsapp", "handphone", "kontak", "ponsel")),
    ("nip", ("nip", "nik", "nippppk", "nip/nik", "identitas")),
    ("position", ("jabatan", "pekerjaan", "posisi", "tugas")),
    ("name", ("nama", "peserta")),
    ("", ("no", "no.", "nomor", "ket", "keterangan", "instansi", "unit", "pangkat", "golongan", "gol")),
)
_PHONE = re.compile(r"^(\+?62|0|8)[\d\s().-]{7,16}$")


def read_people(table: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Rows of people from a pasted table; a head row is recognised, numbers and unknown columns are left out."""
    if not table:
        return []
    wide = max(len(row) for row in table)
    heads = [_head(cell) for cell in table[0]]
    named = [key for key in heads if key]
    if "name" in named and len(named) == len(set(named)):
        keys, rows = [key or "" for key in heads], table[1:]
    else:
        keys, rows = _by_looks(table, wide), table
    people = []
    for row in rows:
        person = {key: " ".join(cell.split()) for key, cell in zip(keys, row, strict=False) if key and cell.strip()}
        if person:
            people.append(person)
    return people


def _head(cell: str) -> str | None:
    words = re.sub(r"[^a-z/ .-]", " ", cell.casefold()).split()
    for key, known in _HEADS:
        if any(word.strip(".") in known or word in known for word in words):
            return key
    return None


def _by_looks(table: Sequence[Sequence[str]], wide: int) -> list[str]:
    keys = [""] * wide
    texts: list[int] = []
    for at in range(wide):
        cells = [row[at].strip() for row in table if at < len(row) and row[at].strip()]
        looks = _looks(cells, at)
        if looks == "text":
            texts.append(at)
        elif looks and looks not in keys:
            keys[at] = looks
    for key, at in zip(("name", "position"), texts, strict=False):
        keys[at] = key
    return keys


def _looks(cells: Sequence[str], at: int) -> str:
    def most(test: object) -> bool:
        return callable(test) and sum(bool(test(cell)) for cell in cells) * 2 > len(cells)

    if not cells:
        return ""
    if most(lambda cell: "@" in cell):
        return "email"
    if most(lambda cell: _PHONE.match(cell) and len(_digits(cell)) <= 14):
        return "mobile"
    if most(lambda cell: len(_digits(cell)) >= 15 and len(_digits(cell)) >= len(cell.replace(" ", "")) - 2):
        return "nip"
    if at == 0 and most(lambda cell: len(cell.strip(".")) <= 3 and cell.strip(".").isdigit()):
        return ""
    return "text"


def _digits(cell: str) -> str:
    return "".join(sign for sign in cell if sign.isdigit())
