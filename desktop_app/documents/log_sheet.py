"""Lembar catatan loket: the counter goes on by pen while the computer is down; typed afterwards (DOMAIN 8.4)."""

from __future__ import annotations

from desktop_app.documents.class_data import LogSheet
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.page import BODY, PrintSetup, TextStyle
from desktop_app.documents.sheet_parts import NO_SETUP, draw_title, open_paper, start_flow

INTRO = (
    "Dipakai selama komputer tidak dapat digunakan. Tulis jam surat diterima, beri tanda terima tulisan tangan, lalu "
    "ketik ke program dengan tanggal dan jam yang tertulis di sini. Nomor agenda diberikan program saat diketik."
)
NUMBER = TextStyle(size=8.0, grey=True)
ROW_MM, FOOT_ROOM_MM = 11.0, 12.0


def render_log(
    data: LogSheet, *, size: str = "f4_landscape", blank: bool = True, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the sheet as PDF; it is always blank, as many rows as the page holds and ``rows`` at least."""
    paper = open_paper(data.office, size, setup, title="Lembar Catatan Loket", subject="Catatan saat komputer mati")
    flow = start_flow(paper, data.office, scale=0.8)
    draw_title(flow, "LEMBAR CATATAN LOKET", "Saat komputer tidak dapat digunakan", gap=2.0)
    flow.field("Tanggal", "." * 40, label_width=34.0)
    flow.field("Petugas", "." * 40, label_width=34.0)
    flow.field("Mati pukul", "." * 14 + "  sampai  " + "." * 14 + "   Sebab: " + "." * 40, label_width=34.0)
    flow.y += 1.0
    flow.paragraph(INTRO, BODY.sized(9.0))
    fixed = 9.0 + 17.0 + 16.0 + 34.0 + 26.0 + 30.0
    share = (flow.width - fixed) / 10
    grid = Grid(
        flow,
        (
            GridColumn("No", 9.0, "right"),
            GridColumn("Jam diterima", 17.0),
            GridColumn("Pengirim / nama", share * 3.2),
            GridColumn("Nomor dan tanggal surat", share * 2.4),
            GridColumn("Hal / aplikasi", share * 2.4),
            GridColumn("Jumlah peserta", 16.0),
            GridColumn("Kontak", share * 2.0, subtitle="nama, HP"),
            GridColumn("Yang diserahkan", 34.0, subtitle="surat, formulir, daftar"),
            GridColumn("Paraf penerima", 26.0),
            GridColumn("Diketik", 30.0, subtitle="nomor agenda, paraf"),
        ),
    )
    grid.start(ROW_MM)
    rows = max(data.rows if flow.paper.height > 250 else 1, int((flow.bottom - flow.y - FOOT_ROOM_MM) / ROW_MM))
    for number in range(1, rows + 1):
        grid.row([[(f"{number}", NUMBER)], *([[]] * 9)], min_height=ROW_MM, middle=True)
    flow.y += 2.0
    flow.paragraph("Lembar ini disimpan bersama buku agenda sesudah seluruh baris diketik.", BODY.sized(8.5))
    return paper.finish()
