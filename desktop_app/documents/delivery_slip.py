"""Lembar ekspedisi: who handed which letter to whom, with a cell to sign for the receiver (DOMAIN 1.2)."""

from __future__ import annotations

from desktop_app.documents.class_data import DeliverySlip
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, MARGIN_MM, SMALL, STRONG, Paper, PrintSetup
from desktop_app.documents.sheet_parts import NO_SETUP, draw_title, open_paper, start_flow
from desktop_app.documents.text_flow import draw_block
from desktop_app.documents.wording import clock, short_date

TEXT = BODY.sized(9.0)
BLANK_ROWS = 3
ROW_MM = 12.0


def render_delivery(
    data: DeliverySlip, *, size: str = "half_f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the slip as PDF; ``blank`` prints empty lines only; some follow where there is room."""
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Lembar Ekspedisi {data.about}".strip(),
        subject="Buku ekspedisi",
        keywords=(data.about, data.token),
        foot=f"Lembar ekspedisi {data.about}".strip(),
    )
    flow = start_flow(paper, data.office, token=data.token, scale=0.8 if size == "half_f4" else 1.0)

    def continued(page: Paper) -> float:
        words = f"Lembar ekspedisi {data.about} (lanjutan)"
        return draw_block(page, flow.x, MARGIN_MM + 1.0, flow.width, words, STRONG) + 2.0

    flow.on_new_page = continued
    draw_title(flow, "LEMBAR EKSPEDISI", data.about, gap=2.0)
    fixed = 9.0 + 20.0 + 30.0 + 38.0
    share = (flow.width - fixed) / 10
    grid = Grid(
        flow,
        (
            GridColumn("No", 9.0, "right"),
            GridColumn("Tanggal dan jam", 20.0),
            GridColumn("Nomor agenda", 30.0),
            GridColumn("Isi", share * 4),
            GridColumn("Dari", share * 3),
            GridColumn("Kepada", share * 3),
            GridColumn("Penerima", 38.0, subtitle="nama, tanda tangan, jam"),
        ),
    )
    grid.start(ROW_MM)
    lines = () if blank else data.lines
    for number, one in enumerate(lines, 1):
        when = f"{short_date(one.at.date())} {clock(one.at)}"
        words = (f"{number}", when, one.agenda_number, one.about, one.giver, one.receiver, "")
        grid.row([[(word, TEXT)] for word in words], min_height=ROW_MM, middle=True)
    room = int((flow.bottom - flow.y) / ROW_MM)
    empty = room if blank else min(BLANK_ROWS, room)
    for number in range(len(lines) + 1, len(lines) + 1 + empty):
        grid.row([[(f"{number}", SMALL)], *([[]] * 6)], min_height=ROW_MM, middle=True)
    return paper.finish()
