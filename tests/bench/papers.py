"""Papers and workbooks against the barest way to put the same text on a page or into a cell."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter
from openpyxl import Workbook
from pypdf import PdfReader
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.page import PrintSetup
from desktop_app.documents.paper_kinds import render_paper
from desktop_app.documents.pdf_file import PdfFile
from desktop_app.documents.register_data import RegisterDocument
from desktop_app.documents.register_xlsx import FORMATS, render_register_xlsx
from desktop_app.documents.registers import register_of, values
from tests.bench.pairing import Figure, paired
from tests.documents import samples


def class_sheets(count: int) -> Iterator[tuple[str, Any]]:
    """Attendance lists and invitations in turn, each with names, number and code of its own."""
    listed, invited = samples.VALUES["daftar-hadir"], samples.VALUES["undangan"]
    for at in range(count):
        if at % 2:
            people = tuple(
                dataclasses.replace(one, full_name=f"{one.full_name[:52]} {at}-{place}")
                for place, one in enumerate(listed.participants)
            )
            yield "daftar-hadir", dataclasses.replace(listed, participants=people, token=f"DH{at:08d}")
        else:
            letter = dataclasses.replace(invited.letter, number=f"800/{at}/PBJ/XI/2026", token=f"UN{at:08d}")
            yield "undangan", dataclasses.replace(invited, letter=letter)


def one_document(sheets: Iterable[tuple[str, Any]], out: BinaryIO | None = None) -> bytes:
    """All sheets in one file."""
    file = PdfFile("Cetak sekaligus", out=out)
    for kind, value in sheets:
        render_paper(kind, value, size="a4", setup=PrintSetup(into=file))
    return file.finish()


def bare_canvas(pages: list[list[str]]) -> bytes:
    """The same lines of text by ReportLab's canvas in Helvetica: no layout, no rule, no code, no embedded type."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(210 * mm, 297 * mm))
    for lines in pages:
        canvas.setFont("Helvetica", 9)
        for at, line in enumerate(lines):
            canvas.drawString(40, 800 - 12 * at, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def lines_of(pdf: bytes) -> list[list[str]]:
    """The lines of text of each page."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [[line for line in page.extract_text().splitlines() if line.strip()] for page in pages]


def sheets_cpu(runs: int, count: int) -> Figure:
    """Attendance lists and invitations with embedded type and QR, as one document."""
    sheets = list(class_sheets(count))
    pages = lines_of(one_document(sheets))
    words = f"bare Helvetica canvas of the same text, {count} sheets in one document"
    return paired(
        "sheets_cpu",
        lambda: one_document(sheets),
        lambda: bare_canvas(pages),
        goal=4.0,
        words=words,
        runs=runs,
        cpu=True,
    )


def dispositions_cpu(runs: int, count: int) -> Figure:
    """Disposition sheets with their stub, code and boxes, as one document."""
    sheets = [("disposisi", dataclasses.replace(samples.SHEET, sheet_token=f"LD{at:08d}")) for at in range(count)]
    pages = lines_of(one_document(sheets))
    words = f"bare Helvetica canvas of the same text, {count} sheets in one document"
    return paired(
        "dispositions_cpu",
        lambda: one_document(sheets),
        lambda: bare_canvas(pages),
        goal=4.0,
        words=words,
        runs=runs,
        cpu=True,
    )


def xlsx_cpu(runs: int, rows: int) -> Figure:
    """The incoming agenda book as a styled workbook against openpyxl's bare write-only loop."""
    book = samples.incoming(rows)

    def ours() -> None:
        render_register_xlsx(book)

    def floor() -> None:
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet()
        for row in book.rows:
            values = [getattr(row, name) for name in row.__slots__]
            sheet.append(
                [
                    value if isinstance(value, str | int | float | datetime) or value is None else str(value)
                    for value in values
                ]
            )
        workbook.save(io.BytesIO())

    words = "openpyxl write-only loop over the same values"
    made = paired("xlsx_cpu", ours, floor, goal=1.15, words=words, runs=runs, cpu=True)
    other = paired("", ours, lambda: _by_xlsxwriter(book), goal=0, words="", runs=runs, cpu=True)
    told = f"{words}; for information: {other.ratio} times xlsxwriter with constant_memory"
    return dataclasses.replace(made, floor=told)


def _by_xlsxwriter(book: RegisterDocument) -> None:
    """The same columns with a look each, by the library the user did not choose."""
    register = register_of(book.kind)
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        looks = [made.add_format({"border": 1, "num_format": FORMATS[one.kind]}) for one in register.columns]
        for at, row in enumerate(book.rows):
            for column, value in enumerate(values(register, row)):
                if isinstance(value, str):
                    sheet.write_string(at, column, value, looks[column])
                elif isinstance(value, date):
                    sheet.write_datetime(at, column, value, looks[column])
                elif value is not None:
                    sheet.write_number(at, column, value, looks[column])


_PEAK = """
import sys
from pathlib import Path
from desktop_app.documents.register_xlsx import render_register_xlsx
from tests.documents import samples

def status(name):
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return float(next(line for line in lines if line.startswith(name)).split()[1]) / 1024

render_register_xlsx(samples.incoming(100))
book = samples.incoming(int(sys.argv[1]))
before = status("VmRSS")
render_register_xlsx(book)
print(status("VmHWM") - before)
"""


def xlsx_memory(rows: int) -> Figure:
    """Megabytes a workbook adds at its peak over its rows, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _PEAK, str(rows)], capture_output=True, text=True, check=True)
    return Figure("xlsx_memory", round(float(done.stdout), 1), 45.0, f"MB at the peak, {rows} rows", 1)
