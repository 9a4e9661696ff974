"""Surat tugas for the trainers of a session, or for the one who stands in (DOMAIN 5, 8.4)."""

from __future__ import annotations

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letter_texts import EMPTY_DATE, EMPTY_NUMBER
from desktop_app.documents.letterhead import draw_signature, signature_height
from desktop_app.documents.page import BODY, STRONG, PrintSetup, TextStyle
from desktop_app.documents.session_data import AssignmentLetter
from desktop_app.documents.sheet_parts import NO_SETUP, draw_heading, draw_title, open_paper, start_flow
from desktop_app.documents.text_flow import Flow, draw_block
from desktop_app.documents.wording import day_span, hours, plain_date, spaced_nip

SIDE_MM = 25.0
SIGNER_MM = 78.0
TEXT = TextStyle(size=11.0, leading=1.32)
TASK = "Menjadi trainer pada training {topic}"
CLOSING = "Surat tugas ini agar dilaksanakan dengan penuh tanggung jawab."


def render_assignment(
    data: AssignmentLetter, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the surat tugas as PDF; it has no blank form."""
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Surat Tugas {data.number}".strip(),
        subject=data.session.topic,
        keywords=(data.number, data.session.session_key, data.token),
    )
    flow = start_flow(paper, data.office, token=data.token, side=SIDE_MM)
    draw_title(flow, "SURAT TUGAS", f"Nomor: {data.number or EMPTY_NUMBER}")
    if data.basis:
        draw_heading(flow, "Dasar")
        flow.numbered(data.basis, TEXT)
    center = TextStyle(size=12.0, bold=True, align="center")
    flow.y += 2.0
    flow.paragraph("MEMERINTAHKAN", center)
    draw_heading(flow, "Kepada")
    _people(flow, data)
    draw_heading(flow, "Untuk")
    task = data.task or TASK.format(topic=data.session.topic)
    task += f", menggantikan {data.replaces}" if data.replaces else ""
    flow.paragraph(task if task.endswith(".") else f"{task}.", TEXT, justify=True)
    session = data.session
    for label, value in (
        ("Hari/tanggal", day_span(session.days)),
        ("Waktu", hours(session.start, session.end, data.office.zone_label)),
        ("Tempat", session.venue),
        ("Peserta", f"{session.participant_count} orang" if session.participant_count else ""),
    ):
        if value:
            flow.field(label, value, label_width=32.0, style=TEXT, label_style=TEXT)
    flow.y += 2.0
    flow.paragraph(CLOSING, TEXT, justify=True)
    _sign(flow, data)
    return paper.finish()


def _people(flow: Flow, data: AssignmentLetter) -> None:
    grid = Grid(
        flow,
        (
            GridColumn("No", 10.0, "right"),
            GridColumn("Nama / NIP", flow.width * 0.48),
            GridColumn("Pangkat/Golongan", flow.width * 0.24),
            GridColumn("Jabatan", flow.width * 0.28 - 10.0),
        ),
    )
    grid.start()
    small = TextStyle(size=8.0, grey=True)
    for number, official in enumerate(data.assigned, 1):
        name = [(official.name, STRONG), (spaced_nip(official.nip), small)]
        grid.row([[(f"{number}", BODY)], name, [(official.rank_grade, BODY)], [(official.title, BODY)]])
    flow.y += 2.0


def _sign(flow: Flow, data: AssignmentLetter) -> None:
    slot = SignatureSlot(role="", official=data.signer)
    flow.need(signature_height(slot, SIGNER_MM) + 16.0)
    x = flow.x + flow.width - SIGNER_MM
    dated = plain_date(data.dated) if data.dated else EMPTY_DATE
    y = draw_block(flow.paper, x, flow.y + 3.0, SIGNER_MM, f"Ditetapkan di {data.office.place}", BODY)
    y = draw_block(flow.paper, x, y, SIGNER_MM, f"pada tanggal {dated}", BODY)
    flow.y = draw_signature(flow.paper, slot, x, y + 2.0, SIGNER_MM, gap=20.0) + 3.0
    if data.carbon_copies:
        flow.paragraph("Tembusan:", BODY, gap=0.5)
        flow.numbered(data.carbon_copies, BODY, gap=0.0)
