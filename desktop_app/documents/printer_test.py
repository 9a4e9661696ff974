"""Halaman uji: a frame 20 mm from each edge with rulers, to measure how far a printer is off (DOMAIN 1.5)."""

from __future__ import annotations

from desktop_app.documents.page import BODY, PAGE_SIZES, Paper, PaperInfo, PrintSetup, TextStyle
from desktop_app.documents.text_flow import draw_block

EDGE_MM = 20.0
TITLE = "Halaman Uji Printer"
WORDS = (
    "Ukur jarak garis luar ke tepi kertas dengan penggaris. Seharusnya tepat 20 mm di keempat sisi.\n"
    "Bila garis kiri berjarak 22 mm, cetakan terlalu ke kanan 2 mm: isi geser kanan dengan -2.\n"
    "Bila garis atas berjarak 19 mm, cetakan terlalu ke atas 1 mm: isi geser bawah dengan 1.\n"
    "Simpan angkanya di Pengaturan, lalu cetak halaman ini sekali lagi."
)


def render_printer_test(size: str = "f4", setup: PrintSetup | None = None) -> bytes:
    """Return the page as PDF in one of :data:`PAGE_SIZES`."""
    paper = Paper(size, PaperInfo(TITLE), setup or PrintSetup())
    width, height = PAGE_SIZES[size]
    paper.rect(EDGE_MM, EDGE_MM, width - 2 * EDGE_MM, height - 2 * EDGE_MM, 0.4)
    middle_x, middle_y = width / 2, height / 2
    paper.line(middle_x - 10.0, middle_y, middle_x + 10.0, middle_y, 0.4)
    paper.line(middle_x, middle_y - 10.0, middle_x, middle_y + 10.0, 0.4)
    for step in range(-5, 6):
        long = 4.0 if step % 5 == 0 else 2.0
        for edge in (EDGE_MM, width - EDGE_MM):
            paper.line(edge + step, middle_y - long, edge + step, middle_y + long, 0.3)
        for edge in (EDGE_MM, height - EDGE_MM):
            paper.line(middle_x - long, edge + step, middle_x + long, edge + step, 0.3)
    room = width - 2 * EDGE_MM - 20.0
    y = draw_block(paper, EDGE_MM + 10.0, EDGE_MM + 12.0, room, TITLE, TextStyle(size=14.0, bold=True))
    draw_block(paper, EDGE_MM + 10.0, y + 3.0, room, WORDS, BODY)
    return paper.finish()
