"""The numbered list attached to one disposition sheet for many individual forms (DOMAIN 8.3)."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.documents.desk_data import DispositionSheet
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, MARGIN_MM, MARKED_MARGIN_MM, STRONG, Paper, TextStyle
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.text_flow import Flow, draw_block
from desktop_app.documents.wording import short_moment


def add_listed_forms(paper: Paper, sheet: DispositionSheet) -> None:
    """Add the list on pages of its own, each with the sheet's QR; nothing when no forms are listed."""
    if not sheet.listed_forms:
        return
    width = paper.width - 2 * MARKED_MARGIN_MM
    flow = Flow(paper, MARKED_MARGIN_MM, width, 0.0, paper.height - MARGIN_MM - 7.0, list_head(sheet))
    flow.break_page()
    grid = Grid(
        flow,
        (
            GridColumn("No", 10.0, "right"),
            GridColumn("No. Agenda", 31.0),
            GridColumn("Nama", 46.0),
            GridColumn("Instansi / perusahaan", width - 140.0),
            GridColumn("Aplikasi", 32.0),
            GridColumn("Diterima", 21.0),
        ),
    )
    grid.start()
    text = BODY.sized(9.0)
    for number, form in enumerate(sheet.listed_forms, 1):
        cells = [
            [(f"{number}", text)],
            [(form.agenda_number, text)],
            [(form.full_name, STRONG.sized(9.0))],
            [(form.organization, text)],
            [(form.topic, text)],
            [(short_moment(form.received_at), text)],
        ]
        grid.row(cells, min_height=7.0)


def add_step_times(paper: Paper, sheet: DispositionSheet) -> None:
    """Add the times against the standard on a page of its own; only when the office asked for them."""
    if not sheet.step_times:
        return
    width = paper.width - 2 * MARKED_MARGIN_MM
    bottom = paper.height - MARGIN_MM - 7.0
    flow = Flow(paper, MARKED_MARGIN_MM, width, 0.0, bottom, list_head(sheet, "KENDALI LANGKAH SOP"))
    flow.break_page()
    columns = (
        GridColumn("No", 10.0, "right"),
        GridColumn("Langkah", width - 109.0),
        GridColumn("Mutu baku", 28.0),
        GridColumn("Selesai", 36.0),
        GridColumn("Lama", 35.0),
    )
    grid = Grid(flow, columns)
    grid.start()
    text = BODY.sized(9.0)
    for step in sheet.step_times:
        finished = short_moment(step.finished_at) if step.finished_at else ""
        words = (f"{step.step}", step.label, step.standard, finished, step.duration)
        grid.row([[(word, text)] for word in words], min_height=7.0)


def list_head(sheet: DispositionSheet, title: str = "") -> Callable[[Paper], float]:
    """Return the drawer of a continued page's head: marks, QR, title, agenda number."""
    count = f"{len(sheet.listed_forms)} formulir pendaftaran perseorangan"

    def draw(paper: Paper) -> float:
        x, width = MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM
        room = width - QR_SIZE_MM - 8.0
        paper.corner_marks()
        draw_qr(paper, x + width - QR_SIZE_MM - 2.0, MARGIN_MM + 1.0, sheet.sheet_token)
        heading = title or "LAMPIRAN LEMBAR DISPOSISI"
        y = draw_block(paper, x, MARGIN_MM + 3.0, room, heading, TextStyle(size=12.0, bold=True))
        y = draw_block(paper, x, y + 1.0, room, f"No. Agenda {sheet.request.agenda_number}", BODY)
        y = draw_block(paper, x, y, room, sheet.request.subject if title else count, BODY)
        return max(y, MARGIN_MM + 1.0 + QR_SIZE_MM) + 4.0

    return draw
