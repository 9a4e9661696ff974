"""Frame of an official letter: kop, Nomor/Sifat/Lampiran/Hal, Yth., facts, signer, tembusan, attached list."""

from __future__ import annotations

from desktop_app.documents.common_data import Person, SessionFacts, SignatureSlot
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letter_texts import ATTACHED_PEOPLE, EMPTY_DATE, EMPTY_NUMBER, LIST_TITLE, PEOPLE
from desktop_app.documents.letterhead import draw_signature, signature_height
from desktop_app.documents.page import BODY, MARGIN_MM, STRONG, PrintSetup, TextStyle
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.session_data import LetterBlock
from desktop_app.documents.sheet_parts import FOOT_MM, open_paper, start_flow
from desktop_app.documents.text_flow import Flow, draw_block, draw_field
from desktop_app.documents.wording import day_span, hours, plain_date, spaced_nip

SIDE_MM = 25.0
TEXT = TextStyle(size=11.0, leading=1.32)
BOLD = TextStyle(size=11.0, leading=1.32, bold=True)
SIGNER_MM = 78.0


def open_letter(letter: LetterBlock, size: str, setup: PrintSetup, subject: str) -> Flow:
    """Begin a letter and draw everything down to the addressee."""
    paper = open_paper(
        letter.office,
        size,
        setup,
        title=f"{subject} {letter.number}".strip(),
        subject=subject,
        keywords=(letter.number, letter.token),
    )
    flow = start_flow(paper, letter.office, side=SIDE_MM)
    dated = f"{letter.office.place}, {plain_date(letter.dated) if letter.dated else EMPTY_DATE}"
    right = 64.0
    left = flow.width - right - 6.0
    draw_block(paper, flow.x + flow.width - right, flow.y, right, dated, TEXT)
    y = flow.y
    for label, value in (
        ("Nomor", letter.number or EMPTY_NUMBER),
        ("Sifat", letter.nature),
        ("Lampiran", letter.attachment),
        ("Hal", subject),
    ):
        y = draw_field(paper, flow.x, y, left, label, value, label_width=20.0, style=TEXT, label_style=BODY)
    flow.y = y + 5.0
    for index, line in enumerate(letter.addressee):
        flow.paragraph(f"Yth. {line}" if index == 0 else line, BOLD if index == 0 else TEXT, gap=0.0)
    flow.y += 5.0
    return flow


def facts(flow: Flow, session: SessionFacts, zone: str, *, people: int = 0, attached: bool = False) -> None:
    """Draw the block of a session's facts, indented; what is not known is left out."""
    template = ATTACHED_PEOPLE if attached else PEOPLE
    topic = session.topic + (f" ({session.batch})" if session.batch else "")
    rows = (
        ("Hari/tanggal", day_span(session.days)),
        ("Waktu", hours(session.start, session.end, zone)),
        ("Tempat", session.venue),
        ("Aplikasi", topic),
        ("Pengguna", session.user_group),
        ("Peserta", template.format(count=people) if people else ""),
        ("Trainer", ", ".join(session.trainers)),
        ("Perlengkapan", session.equipment),
    )
    inner = Flow(flow.paper, flow.x + 10.0, flow.width - 10.0, flow.y, flow.bottom, flow.on_new_page)
    for label, value in rows:
        if value:
            inner.field(label, value, label_width=30.0, style=TEXT, label_style=BODY)
    flow.y = inner.y + 2.5


def close_letter(flow: Flow, letter: LetterBlock) -> None:
    """Draw the signer at the right, the QR at the left, the tembusan below."""
    slot = SignatureSlot(role="", official=letter.signer)
    flow.need(signature_height(slot, SIGNER_MM) + 6.0)
    flow.y += 4.0
    draw_qr(flow.paper, flow.x, flow.y + 2.0, letter.token)
    below = flow.y + 4.0 + QR_SIZE_MM if letter.token else flow.y
    x = flow.x + flow.width - SIGNER_MM
    flow.y = max(draw_signature(flow.paper, slot, x, flow.y, SIGNER_MM, gap=20.0), below)
    if letter.carbon_copies:
        flow.y += 3.0
        flow.need(12.0)
        flow.paragraph("Tembusan:", BODY, gap=0.5)
        flow.numbered(letter.carbon_copies, BODY, gap=0.0)


def attach_people(flow: Flow, letter: LetterBlock, session: SessionFacts, people: tuple[Person, ...]) -> None:
    """Add the list of participants on pages of its own; never a NIK (DOMAIN 6.1)."""
    if not people:
        return
    flow.bottom = flow.paper.height - FOOT_MM
    flow.on_new_page = None
    flow.break_page()
    flow.y = MARGIN_MM + 2.0
    dated = plain_date(letter.dated) if letter.dated else EMPTY_DATE
    flow.field("Lampiran", "Surat", label_width=20.0, label_style=BODY)
    flow.field("Nomor", letter.number or EMPTY_NUMBER, label_width=20.0, label_style=BODY)
    flow.field("Tanggal", dated, label_width=20.0, label_style=BODY)
    flow.y += 3.0
    title = TextStyle(size=12.0, bold=True, align="center")
    flow.paragraph(f"{LIST_TITLE} TRAINING {session.topic.upper()}", title, gap=3.0)
    people_grid(flow, people)


def people_grid(flow: Flow, people: tuple[Person, ...]) -> None:
    """Draw the numbered table of people with NIP, position and organisation."""
    share = flow.width - 10.0
    grid = Grid(
        flow,
        (
            GridColumn("No", 10.0, "right"),
            GridColumn("Nama / NIP", share * 0.36),
            GridColumn("Jabatan", share * 0.24),
            GridColumn("Instansi / perusahaan", share * 0.4),
        ),
    )
    grid.start()
    text, small = BODY.sized(9.0), TextStyle(size=8.0, grey=True)
    for number, person in enumerate(people, 1):
        name = [(person.full_name, STRONG.sized(9.0)), (spaced_nip(person.nip), small)]
        grid.row(
            [[(f"{number}", text)], name, [(person.position, text)], [(person.organization, text)]],
            min_height=8.0,
        )
