"""Parts that most papers share: opening a paper, its title, footer, QR corner, and rows of signatures."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.documents.common_data import Office, SignatureSlot
from desktop_app.documents.letterhead import draw_letterhead, draw_signature, signature_height
from desktop_app.documents.page import (
    MARGIN_MM,
    SMALL,
    Paper,
    PaperInfo,
    PrintSetup,
    TextStyle,
)
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.text_flow import Flow, baseline, draw_one_line

SIDE_MM = 19.0
FOOT_MM = MARGIN_MM + 5.0
NO_SETUP = PrintSetup()
TITLE = TextStyle(size=14.0, bold=True, align="center")


def open_paper(
    office: Office,
    size: str,
    setup: PrintSetup,
    *,
    title: str,
    subject: str = "",
    keywords: Sequence[str] = (),
    foot: str = "",
    always_number: bool = False,
) -> Paper:
    """Begin a paper of the office: metadata and the footer "Halaman x dari y" (when there are several)."""
    info = PaperInfo(title, office.short_name, subject, tuple(keywords))

    def footer(paper: Paper, page: int, total: int) -> None:
        y = paper.height - MARGIN_MM - 0.4
        style = SMALL.sized(7.5)
        left = " - ".join(part for part in (foot, "CONTOH" if office.sample else "") if part)
        numbered = total > 1 or always_number
        draw_one_line(
            paper, SIDE_MM, y - baseline(style), paper.width - 2 * SIDE_MM - (34 if numbered else 0), left, style
        )
        if numbered:
            right = TextStyle(size=7.5, grey=True, align="right")
            paper.text(paper.width - SIDE_MM, y, f"Halaman {page} dari {total}", right)

    return Paper(size, info, setup, footer)


def start_flow(
    paper: Paper,
    office: Office,
    *,
    token: str = "",
    side: float = SIDE_MM,
    scale: float = 1.0,
    marked: bool = False,
) -> Flow:
    """Draw the kop (with the paper's QR at its right end if ``token``) and return the flow below it.

    ``marked`` draws the corner marks and keeps the QR clear of the one beside it.
    """
    width = paper.width - 2 * side
    clear = 2.0 if marked else 0.0
    if marked:
        paper.corner_marks()
    right = QR_SIZE_MM + 3.0 if token else 0.0
    top = MARGIN_MM + 1.0
    y = draw_letterhead(paper, office.letterhead, side, top, width, scale=scale, right=right)
    draw_qr(paper, side + width - QR_SIZE_MM - clear, top, token)
    return Flow(paper, side, width, y + 5.0, paper.height - FOOT_MM)


def draw_title(flow: Flow, title: str, *subtitles: str, gap: float = 4.0) -> None:
    """Draw a centred title (shrunk to one line) with smaller lines under it."""
    draw_one_line(flow.paper, flow.x, flow.y, flow.width, title, TITLE)
    flow.y += TITLE.line_mm
    small = TextStyle(size=9.5, grey=True, align="center")
    for line in subtitles:
        if line:
            draw_one_line(flow.paper, flow.x, flow.y, flow.width, line, small)
            flow.y += small.line_mm
    flow.y += gap


def draw_heading(flow: Flow, text: str, room: float = 14.0) -> None:
    """Draw a bold heading that is not left alone at the foot of a page."""
    style = TextStyle(size=10.5, bold=True)
    flow.need(style.line_mm + room)
    flow.y += 1.5
    flow.paper.text(flow.x, flow.y + baseline(style), text, style)
    flow.y += style.line_mm + 1.0


def draw_signatures(flow: Flow, slots: Sequence[SignatureSlot], *, width: float = 70.0) -> None:
    """Draw places to sign: one at the right.

    Two at both ends; a third centred below; never split by a page.
    """
    for start in range(0, len(slots), 2):
        pair = slots[start : start + 2]
        flow.need(max(signature_height(slot, width) for slot in pair) + 4.0)
        flow.y += 4.0
        right = flow.x + flow.width - width
        places = [right] if len(slots) == 1 else [flow.x, right]
        if len(pair) == 1 and start:
            places = [flow.x + (flow.width - width) / 2]
        flow.y = max(draw_signature(flow.paper, slot, x, flow.y, width) for slot, x in zip(pair, places, strict=False))


def sop_line(office: Office, about: str) -> str:
    """Return "Permohonan Training Aplikasi e-Procurement - SOP Nomor 24 Tahun 2020" or a part of it."""
    return " - ".join(part for part in (about, office.sop_reference) if part)
