"""Importing people against bare calamine reading plus the same checks of names and numbers."""

from __future__ import annotations

import io
import random
from datetime import date
from typing import Any

import python_calamine
from openpyxl import Workbook

from desktop_app.importing.reading import table_of
from desktop_app.importing.rows import Judged
from desktop_app.sop.identity_numbers import check_email, check_nip, check_phone
from desktop_app.sop.text_input import clean_line
from tests.bench.pairing import Figure, paired

TODAY = date(2026, 11, 24)
HEADS = ("No", "Nama", "NIP", "Jabatan", "Instansi", "No. HP", "E-mail")
ODD: tuple[Any, ...] = (
    "", None, "=1+1", "@cmd", "-", "\u202eBudi", "A" * 300, 12.5, True, date(2026, 1, 2), "0812 7000 1111", "1980",
    "bukan@surel", "PT <Sinar> & Jaya", "\tTab", "x\ny", 198609262015051001, "😀", "Ñandú", "#REF!", " ",
)  # fmt: skip


def fuzzed(rows: int, seed: int = 7) -> bytes:
    """A workbook of people of whom one cell in twelve is something else."""
    dice = random.Random(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Peserta")
    sheet.append(HEADS)
    for at in range(1, rows + 1):
        year, month = dice.randint(1965, 1999), dice.randint(1, 12)
        row: list[Any] = [
            at,
            f"Peserta {dice.choice('ABCDEFGH')}{at}",
            f"{year}{month:02d}15{year + 25}01{dice.randint(1, 2)}{at % 999 + 1:03d}",
            dice.choice(("Staf", "Bendahara", "PPK", "Camat")),
            f"Dinas Contoh {dice.randint(1, 40)}",
            f"08{dice.choice('1235789')}{dice.randint(10**7, 10**9)}",
            f"orang{at}@contoh.go.id",
        ]
        for place in range(1, len(row)):
            if not dice.randrange(12):
                row[place] = dice.choice(ODD)
        sheet.append([cell if not isinstance(cell, str) else cell.replace("\x01", "") for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ours(data: bytes) -> Judged:
    """What the program does with a file: child, columns, every row judged."""
    return table_of(data, "peserta.xlsx").judged(TODAY)


def floor(data: bytes) -> int:
    """Reading in this process and the same checks a row, nothing else."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    good = 0
    for row in sheet.to_python(skip_empty_area=False)[1:]:
        _, name, nip, position, office, mobile, mail = (str(cell) for cell in row)
        checks = [clean_line(text, 200).problem for text in (name, nip, position, office, mobile, mail)]
        levels = [check_nip(nip, TODAY).level, check_phone(mobile).level, check_email(mail).level]
        good += not any(checks) and "error" not in levels
    return good


def import_rows(runs: int, rows: int) -> Figure:
    """Fuzzed rows read, judged and counted."""
    data = fuzzed(rows)
    words = f"python-calamine in this process plus the same checks, {rows} rows"
    return paired("import_rows", lambda: ours(data), lambda: floor(data), goal=1.5, words=words, runs=runs, cpu=False)
