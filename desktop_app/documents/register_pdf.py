"""Registers on paper: repeated heads, wrapped cells, "Halaman x dari y", closing with signatures (DOMAIN
1.2).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.letterhead import signature_height
from desktop_app.documents.page import BODY, MARGIN_MM, SMALL, STRONG, Paper, PrintSetup, TextStyle
from desktop_app.documents.register_data import RegisterDocument
from desktop_app.documents.registers import REGISTERS, ColumnKind, Register, values, written
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    SIDE_MM,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, block_height, draw_block
from desktop_app.documents.wording import plain_date

ALIGN = {ColumnKind.NUMBER: "right", ColumnKind.DATE: "center", ColumnKind.TIME: "center"}
TEXT = BODY.sized(8.5)
REMARK = TextStyle(size=8.5, italic=True)
SIGNATURE_MM = 80.0


def render_register_pdf(
    document: RegisterDocument, *, size: str = "f4_landscape", setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the register as PDF. Columns of width 0 mm are left to the workbook."""
    register = REGISTERS[document.kind]
    paper = open_paper(
        document.office,
        size,
        setup,
        title=f"{register.title} {document.period}",
        subject=register.title,
        keywords=(register.key, document.period),
        foot=f"{register.title} - {document.period}",
        always_number=True,
    )
    flow = start_flow(paper, document.office, scale=0.8)
    flow.y -= 2.0
    flow.on_new_page = _continued(register, document)
    draw_title(flow, register.title.upper(), document.period, document.filters, gap=2.0)
    _rows(flow, register, document)
    _closing(flow, document)
    return paper.finish()


def _continued(register: Register, document: RegisterDocument) -> Callable[[Paper], float]:
    def draw(paper: Paper) -> float:
        text = f"{register.title}, {document.period} (lanjutan)"
        return draw_block(paper, SIDE_MM, MARGIN_MM + 1.0, paper.width - 2 * SIDE_MM, text, STRONG.sized(9.0)) + 1.5

    return draw


def _rows(flow: Flow, register: Register, document: RegisterDocument) -> None:
    shown = [index for index, column in enumerate(register.columns) if column.width_mm]
    scale = flow.width / sum(register.columns[index].width_mm for index in shown)
    columns = []
    for index in shown:
        column = register.columns[index]
        columns.append(GridColumn(column.title, column.width_mm * scale, ALIGN.get(column.kind, "left")))
    grid = Grid(flow, tuple(columns), line=0.5)
    grid.start()
    last = len(document.rows) - 1
    closing = _closing_height(flow, document)
    for number, row in enumerate(document.rows):
        cells: list[Cell] = []
        found = values(register, row)
        for index in shown:
            remark = row.voided and register.columns[index].attribute == register.remark
            cells.append([(written(found[index]), REMARK if remark else TEXT)])
        grid.row(cells, struck=row.voided, keep=closing if number == last else 0.0)
    if not document.rows:
        flow.y += 2.0
        flow.paragraph("Tidak ada catatan pada masa ini.", BODY)


def _closing_height(flow: Flow, document: RegisterDocument) -> float:
    """What count, statement and signatures take: they never stand on a page without a line of the book."""
    height = 2.5 + SMALL.line_mm
    if document.closing:
        height += max(30.0, 6.0 + block_height(document.closing, BODY, flow.width))
    slots = _signing(document)
    return height + (max(signature_height(slot, SIGNATURE_MM) for slot in slots) + 8.0 if slots else 0.0)


def _signing(document: RegisterDocument) -> tuple[SignatureSlot, ...]:
    """The signatures, the last one under place and day."""
    slots = document.signatures
    if not slots or document.dated is None:
        return slots
    dated = f"{document.office.place}, {plain_date(document.dated)}"
    last = slots[-1]
    return (*slots[:-1], SignatureSlot(role="\n".join(p for p in (dated, last.role) if p), official=last.official))


def _closing(flow: Flow, document: RegisterDocument) -> None:
    """Draw the count, the thick line and statement of a closed book, then the signatures."""
    voided = sum(row.voided for row in document.rows)
    tail = f", {voided} di antaranya dibatalkan" if voided else ""
    flow.y += 1.5
    flow.paragraph(f"Jumlah: {len(document.rows)} baris{tail}.", SMALL, gap=1.0)
    if document.closing:
        flow.need(30.0)
        flow.paper.line(flow.x, flow.y + 1.0, flow.x + flow.width, flow.y + 1.0, 2.5)
        flow.y += 4.0
        flow.paragraph(document.closing, BODY)
    slots = _signing(document)
    if slots:
        flow.need(max(signature_height(slot, SIGNATURE_MM) for slot in slots) + 8.0)
        draw_signatures(flow, slots, width=SIGNATURE_MM)
