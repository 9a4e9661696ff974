"""Sertifikat, A4 landscape, off by default in the office's settings (DOMAIN 3 no.

6). The back lists the subjects.
"""

from __future__ import annotations

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letter_texts import EMPTY_DATE, EMPTY_NUMBER
from desktop_app.documents.letterhead import draw_letterhead, draw_signature, signature_height
from desktop_app.documents.page import BODY, MARGIN_MM, Paper, PrintSetup, TextStyle
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.session_data import Certificate
from desktop_app.documents.sheet_parts import NO_SETUP, draw_title, open_paper
from desktop_app.documents.text_flow import Flow, draw_block, draw_one_line
from desktop_app.documents.wording import day_span, plain_date, spaced_nip

INSET = MARGIN_MM + 12.0
CENTER = TextStyle(size=12.0, align="center", leading=1.35)


def render_certificate(
    data: Certificate, *, size: str = "a4_landscape", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the certificate as PDF; it has no blank form."""
    person = data.person
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Sertifikat {person.full_name}",
        subject=data.session.topic,
        keywords=(data.number, data.token),
    )
    paper.footer = None
    _front(paper, data)
    if data.subjects:
        _back(paper, data)
    return paper.finish()


def _frame(paper: Paper) -> None:
    edge = MARGIN_MM + 0.5
    paper.rect(edge, edge, paper.width - 2 * edge, paper.height - 2 * edge, 2.0)
    paper.rect(edge + 1.6, edge + 1.6, paper.width - 2 * edge - 3.2, paper.height - 2 * edge - 3.2, 0.6)


def _front(paper: Paper, data: Certificate) -> None:
    person, session = data.person, data.session
    width = paper.width - 2 * INSET
    _frame(paper)
    y = draw_letterhead(paper, data.office.letterhead, INSET, MARGIN_MM + 6.0, width, scale=0.9) + 9.0
    title = TextStyle(size=26.0, bold=True, align="center", tracking=6.0)
    draw_one_line(paper, INSET, y, width, "SERTIFIKAT", title)
    y = draw_block(paper, INSET, y + title.line_mm, width, f"Nomor: {data.number or EMPTY_NUMBER}", CENTER)
    y = draw_block(paper, INSET, y + 6.0, width, "diberikan kepada", CENTER) + 2.0
    name = TextStyle(size=22.0, bold=True, align="center")
    draw_one_line(paper, INSET, y, width, person.full_name, name)
    y += name.line_mm
    nip = f"NIP. {spaced_nip(person.nip)}" if person.nip else ""
    for line in (nip, " - ".join(part for part in (person.position, person.organization) if part)):
        if line:
            draw_one_line(paper, INSET, y, width, line, CENTER.sized(11.0))
            y += CENTER.sized(11.0).line_mm
    hours = f" selama {session.hours_jp} JP" if session.hours_jp else ""
    text = (
        f"sebagai peserta training {session.topic} yang diselenggarakan pada {day_span(session.days)} "
        f"di {session.venue}{hours}."
    )
    y = draw_block(paper, INSET + 15.0, y + 6.0, width - 30.0, text, CENTER)
    _signer(paper, data, y)


def _signer(paper: Paper, data: Certificate, y: float) -> None:
    """Place date and signer at the right foot, the QR at the left foot."""
    width = 90.0
    slot = SignatureSlot(role="", official=data.signer)
    x = paper.width - INSET - width
    bottom = paper.height - MARGIN_MM - 5.0
    gap = 16.0
    top = max(y + 2.0, bottom - signature_height(slot, width, gap=gap) - BODY.line_mm)
    dated = plain_date(data.dated) if data.dated else EMPTY_DATE
    top = draw_block(paper, x, top, width, f"{data.office.place}, {dated}")
    draw_signature(paper, slot, x, top, width, gap=gap)
    draw_qr(paper, INSET, bottom - QR_SIZE_MM - 4.0, data.token)
    if data.office.sample:
        draw_one_line(paper, INSET, bottom - 3.2, paper.width - 2 * INSET, "CONTOH", CENTER.sized(8.0))
    if data.token:
        caption = TextStyle(size=7.0, grey=True, align="center")
        draw_one_line(paper, INSET - 5.0, bottom - 3.2, QR_SIZE_MM + 10.0, data.token, caption)


def _back(paper: Paper, data: Certificate) -> None:
    paper.new_page()
    _frame(paper)
    flow = Flow(paper, INSET, paper.width - 2 * INSET, MARGIN_MM + 9.0, paper.height - MARGIN_MM - 8.0)

    def continued(page: Paper) -> float:
        _frame(page)
        return MARGIN_MM + 9.0

    flow.on_new_page = continued
    draw_title(flow, "DAFTAR MATERI", data.session.topic)
    grid = Grid(
        flow,
        (
            GridColumn("No", 12.0, "right"),
            GridColumn("Materi", flow.width - 42.0),
            GridColumn("JP", 30.0, "right"),
        ),
    )
    grid.start()
    for number, subject in enumerate(data.subjects, 1):
        grid.row([[(word, BODY)] for word in (f"{number}", subject.subject, f"{subject.hours_jp}")])
    total = sum(subject.hours_jp for subject in data.subjects)
    bold = TextStyle(bold=True)
    grid.row([[], [("Jumlah", bold)], [(f"{total}", bold)]])
