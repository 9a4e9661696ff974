"""The agenda book against a canvas paged by hand: the same cells, wrapped, ruled, with a head on every page."""

from __future__ import annotations

import io
import tracemalloc
from datetime import date, datetime, timedelta

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents import fonts
from desktop_app.documents.register_data import IncomingAgendaRow, RegisterDocument
from desktop_app.documents.register_pdf import render_register_pdf
from desktop_app.documents.registers import REGISTERS, values, written
from tests.bench.pairing import Figure, paired
from tests.documents.samples import OFFICE

MM = 72 / 25.4
WIDE, HIGH, SIDE, FOOT = 330 * MM, 215 * MM, 19 * MM, 18 * MM
SIZE, LEADING, PAD = 8.5, 10.7, 1.6 * MM


def book(count: int) -> RegisterDocument:
    """A book of letters that all differ, most of them two or three lines high."""
    rows = tuple(
        IncomingAgendaRow(
            agenda_number=number,
            received_at=datetime(2026, 1, 5, 8, 0) + timedelta(minutes=13 * number),
            sender=f"Dinas Contoh Urusan {number} Kabupaten Belitung, Bidang Umpama Nomor {number % 97}",
            letter_number=f"027/{number}/CONTOH-{number % 31}/XI/2026",
            letter_date=date(2026, 1, 2) + timedelta(days=number % 300),
            subject=f"Permohonan training SPSE untuk {number % 17 + 1} orang pejabat pembuat komitmen, surat {number}",
            attachment="1 berkas",
            forwarded_to="Kabag PBJ",
            remark="Diarsipkan" if number % 9 else f"Dijadwalkan ulang, lihat nomor {number - 3}",
        )
        for number in range(1, count + 1)
    )
    return RegisterDocument(kind="agenda-masuk", office=OFFICE, period="Tahun 2026", rows=rows)


def _canvas_book(document: RegisterDocument) -> bytes:
    """The barest book: canvas calls only, each row measured and moved to the next page by hand."""
    register = REGISTERS[document.kind]
    shown = [index for index, column in enumerate(register.columns) if column.width_mm]
    whole = sum(register.columns[index].width_mm for index in shown)
    widths = [register.columns[index].width_mm / whole * (WIDE - 2 * SIDE) for index in shown]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), pageCompression=1)
    face = fonts.face(False, False)

    def row(texts: list[str], y: float) -> float:
        cells = [simpleSplit(text, face, SIZE, width - 2 * PAD) for text, width in zip(texts, widths, strict=True)]
        height = max(len(cell) for cell in cells) * LEADING + 2 * PAD
        if y - height < FOOT:
            canvas.showPage()
            canvas.setFont(face, SIZE)
            y = row([register.columns[index].title for index in shown], HIGH - 14 * MM)
        x = SIDE
        for cell, width in zip(cells, widths, strict=True):
            canvas.rect(x, y - height, width, height)
            for number, line in enumerate(cell):
                canvas.drawString(x + PAD, y - PAD - (number + 0.8) * LEADING, line)
            x += width
        return y - height

    canvas.setFont(face, SIZE)
    y = row([register.columns[index].title for index in shown], HIGH - 14 * MM)
    for one in document.rows:
        found = values(register, one)
        y = row([written(found[index]) for index in shown], y)
    canvas.save()
    return out.getvalue()


def book_cpu(runs: int, rows: int) -> Figure:
    """The register as the office prints it, CPU."""
    fonts.register_fonts()
    document = book(rows)
    words = "reportlab canvas, same cells and font, wrapped and paged by hand"
    return paired(
        "book_cpu",
        lambda: render_register_pdf(document),
        lambda: _canvas_book(document),
        goal=1.2,
        words=words,
        runs=runs,
        cpu=True,
    )


def book_memory(rows: int) -> Figure:
    """The most that making the register adds to memory, in MB; the rows themselves are there before."""
    document = book(rows)
    render_register_pdf(book(50))
    tracemalloc.start()
    try:
        render_register_pdf(document)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return Figure("book_memory", round(peak / 1024 / 1024, 1), 64.0, "MB added while it is made", 1)
