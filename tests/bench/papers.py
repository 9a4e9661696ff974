"""Papers and workbooks against the barest way to put the same text on a page or into a cell."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.paper_kinds import render_paper
from desktop_app.documents.register_xlsx import render_register_xlsx
from tests.bench.pairing import Figure, paired
from tests.documents import samples

LINES = 60
"""Strings on one disposition sheet, about."""


def sheets_cpu(runs: int, sheets: int) -> Figure:
    """Disposition sheets with embedded fonts and QR against Helvetica lines without."""

    def ours() -> None:
        for _ in range(sheets):
            render_paper("disposisi", samples.SHEET, size="f4")

    def floor() -> None:
        for _ in range(sheets):
            canvas = Canvas(io.BytesIO(), pagesize=(215 * mm, 330 * mm))
            canvas.setFont("Helvetica", 10)
            for line in range(LINES):
                canvas.drawString(40, 900 - 14 * line, f"Surat dari : Dinas Contoh Pengadaan {line}")
            canvas.showPage()
            canvas.save()

    words = "Helvetica canvas of the same number of lines, no QR"
    return paired("sheets_cpu", ours, floor, goal=4.0, words=words, runs=runs, cpu=True)


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
    return paired("xlsx_cpu", ours, floor, goal=1.15, words=words, runs=runs, cpu=True)
