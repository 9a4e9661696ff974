"""Workbooks and hostile files made for the tests of importing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

SHUFFLED = ("No", "No. HP", "Jabatan", "Nama Lengkap", "Instansi", "NIP", "Surel")
"""Headings of an office that has its own order."""

NAMES = (
    "Ratna Dewi", "Agus Salim", "Sri Wahyuni", "Bambang Irawan", "Lestari Putri", "Hendra Gunawan", "Yuni Astuti",
    "Rudi Hartono", "Maya Sari", "Dedi Kurniawan", "Fitri Handayani", "Eko Prasetyo", "Nina Marlina", "Arif Rahman",
    "Dewi Anggraini", "Joko Susilo", "Rina Melati", "Taufik Hidayat", "Wati Suryani", "Zainal Abidin",
)  # fmt: skip


def nip(at: int) -> str:
    """A NIP that passes every check."""
    return f"19800101200501{at % 2 + 1}{at + 1:03d}"


def person(at: int, name: str = "") -> list[str]:
    """One row under :data:`SHUFFLED`."""
    known = name or NAMES[at % len(NAMES)]
    mail = f"{known.split()[0].lower()}{at}@contoh.go.id"
    return [str(at + 1), f"0812700{at:05d}", "Staf Pengadaan", known, "Dinas Contoh", nip(at), mail]


def workbook(rows: Iterable[Sequence[Any]], sheet: str = "Lembar1") -> bytes:
    """An XLSX file."""
    book = Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def twenty_with_three_bad() -> bytes:
    """The letterhead, the headings and twenty people; three rows are no person, one NIP and one phone are odd."""
    rows: list[list[Any]] = [["PEMERINTAH KABUPATEN CONTOH"], ["Daftar peserta training"], [], list(SHUFFLED)]
    rows += [person(at) for at in range(20)]
    rows[4 + 3][3] = None  # no name
    rows[4 + 9][3] = "=HYPERLINK(A1)"
    rows[4 + 15][5] = nip(2)  # another person's NIP
    rows[4 + 6][5] = "1980010120050"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for down, row in enumerate(rows, 1):
        for right, cell in enumerate(row, 1):
            if cell is not None:
                sheet.cell(down, right).value = cell
                sheet.cell(down, right).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(name, content)
    return out.getvalue()


def old_container(*streams: str) -> bytes:
    """The head of an OLE container that names these streams (what an old or a locked workbook begins with)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(name.encode("utf-16-le") for name in streams)
