"""Formulir pendaftaran perseorangan: blank for the counter, or filled from what was registered (DOMAIN
2.2).

Corner marks and a QR make the ticked squares known to a reader of scans; NIP, NIK and phone have one box
for each digit (SCANS.md point 7). A filled form prints them as plain text.
"""

from __future__ import annotations

from desktop_app.documents.common_data import Official, Person, SignatureSlot
from desktop_app.documents.desk_data import RegistrationForm
from desktop_app.documents.letterhead import draw_signature, signature_height
from desktop_app.documents.page import BODY, LABEL, MARKED_MARGIN_MM, SMALL, STRONG, Paper, PrintSetup, TextStyle
from desktop_app.documents.sheet_parts import NO_SETUP, draw_title, open_paper, sop_line, start_flow
from desktop_app.documents.text_flow import Flow, baseline, block_height, draw_block, draw_one_line, fitted_style
from desktop_app.documents.wording import plain_date

LABEL_MM = 50.0
DEFAULT_NOTICE = (
    "Data ini hanya dipakai untuk mengatur training, menyampaikan jadwal, dan mencatat kehadiran. Saudara dapat "
    "meminta salinan dan perbaikan data di helpdesk."
)


def render_registration_form(
    form: RegistrationForm, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the form as PDF; ``blank`` prints empty lines even when a person is given."""
    person = None if blank else form.person
    title = "Formulir Pendaftaran Training"
    paper = open_paper(
        form.office,
        size,
        setup,
        title=f"{title} {form.agenda_number}".strip(),
        subject="Pendaftaran perseorangan",
        keywords=(form.agenda_number, form.form_token),
    )
    flow = start_flow(paper, form.office, token=form.form_token, side=MARKED_MARGIN_MM, marked=True)
    draw_title(flow, "FORMULIR PENDAFTARAN TRAINING", sop_line(form.office, "Peserta perseorangan"), gap=2.5)
    if form.agenda_number:
        flow.field("Nomor agenda", form.agenda_number, label_width=LABEL_MM, style=STRONG)
    _person_lines(flow, form, person)
    _choices(flow, "Peran pengguna LPSE", "peran", form.user_groups, (person.user_group,) if person else (), 3)
    _choices(flow, "Aplikasi yang diikuti", "aplikasi", form.topics, person.topics if person else (), 2)
    laptop = person.brings_laptop if person else None
    chosen = ("Ya",) if laptop else ("Tidak",) if laptop is False else ()
    _choices(flow, "Membawa laptop sendiri", "laptop", ("Ya", "Tidak"), chosen, 3)
    _attended(flow, person)
    _declaration(flow, form, person)
    return paper.finish()


def _person_lines(flow: Flow, form: RegistrationForm, person: Person | None) -> None:
    """Draw the fields in the order of DOMAIN 2.2, as lines, digit boxes or values."""
    rows: list[tuple[str, str, int]] = [
        ("Nama lengkap (dengan gelar)", person.full_name if person else "", 0),
        ("NIP / NI PPPK", person.nip if person else "", 18),
    ]
    if form.ask_nik:
        rows.append(("NIK", person.nik if person else "", 16))
    rows += [
        ("Jabatan", person.position if person else "", 0),
        ("Pangkat/Golongan", person.rank_grade if person else "", 0),
        ("Instansi / Perusahaan", person.organization if person else "", 0),
        ("NPWP perusahaan", person.npwp if person else "", 0),
        ("User ID SPSE", person.spse_user_id if person else "", 0),
        ("No. HP (WhatsApp/SMS)", person.mobile if person else "", 13),
        ("E-mail", person.email if person else "", 0),
        ("Alamat", person.address if person else "", 0),
    ]
    for label, value, digits in rows:
        _line(flow, label, value, digits if person is None else 0)


def _line(flow: Flow, label: str, value: str, digits: int) -> None:
    paper, x = flow.paper, flow.x + LABEL_MM + 3.0
    room = flow.width - LABEL_MM - 3.0
    pitch = 10.2 if paper.height > 300 else 8.4
    flow.need(pitch)
    base = flow.y + pitch - 2.6
    paper.text(flow.x, base, label, LABEL.sized(9.5))
    paper.text(flow.x + LABEL_MM, base, ":", LABEL)
    if digits:
        side = min(6.0, room / digits)
        for index in range(digits):
            paper.rect(x + index * side, base - 4.6, side, 6.0, 0.5)
    else:
        paper.line(x, base + 1.2, x + room, base + 1.2, 0.6, dash=(0.6, 1.8))
        _value(paper, x, base, room, value, pitch)
    flow.y += pitch


def _value(paper: Paper, x: float, base: float, room: float, value: str, pitch: float) -> None:
    """Stand what was registered on the line: one line on the label's height, more lines above it."""
    fitting = fitted_style(value, STRONG, room, pitch - 1.6)
    last = base - baseline(fitting) + fitting.line_mm
    draw_block(paper, x, last - block_height(value, fitting, room), room, value, fitting)


def _choices(
    flow: Flow, label: str, kind: str, options: tuple[str, ...], chosen: tuple[str, ...], columns: int
) -> None:
    """Draw options with tick boxes; what was chosen but is not offered any more is added."""
    chosen = tuple(choice for choice in chosen if choice)
    options = (*options, *(choice for choice in chosen if choice not in options))
    if not options:
        return
    pitch, paper = 6.0, flow.paper
    rows = -(-len(options) // columns)
    flow.need(min(rows * pitch + 2.0, 60.0))
    paper.text(flow.x, flow.y + 4.2, label, LABEL.sized(9.5))
    paper.text(flow.x + LABEL_MM, flow.y + 4.2, ":", LABEL)
    left = flow.x + LABEL_MM + 3.0
    column = (flow.width - LABEL_MM - 3.0) / columns
    for start in range(0, len(options), columns):
        flow.need(pitch)
        for place, option in enumerate(options[start : start + columns]):
            x, ticked = left + place * column, option in chosen
            paper.tick_box(f"{kind}:{start + place}", x, flow.y + 1.2, 3.8, ticked=ticked)
            draw_one_line(paper, x + 5.6, flow.y + 1.0, column - 7.0, option, TextStyle(size=9.0, bold=ticked))
        flow.y += pitch
    flow.y += 1.0


def _attended(flow: Flow, person: Person | None) -> None:
    _line(flow, "Pernah mengikuti training", person.attended_before if person else "", 0)


def _declaration(flow: Flow, form: RegistrationForm, person: Person | None) -> None:
    """Draw the privacy notice with its box, then place, date and signature."""
    notice = form.privacy_notice or DEFAULT_NOTICE
    small = SMALL.sized(8.5)
    width = 70.0
    slot = SignatureSlot(role="Pendaftar,", official=Official(name=person.full_name, title="") if person else None)
    height = block_height(notice, small, flow.width - 7.0)
    flow.need(height + signature_height(slot, width) + 10.0)
    flow.y += 1.5
    told = person is not None and person.privacy_notice_at is not None
    flow.paper.tick_box("data:pemberitahuan", flow.x, flow.y + 0.2, 3.8, ticked=told)
    flow.y = draw_block(flow.paper, flow.x + 7.0, flow.y, flow.width - 7.0, notice, small) + 2.5
    dated = plain_date(form.signed_on) if form.signed_on and person else "." * 30
    x = flow.x + flow.width - width
    text = f"{form.office.place}, {dated}"
    flow.y = draw_block(flow.paper, x, flow.y, width, text, BODY)
    flow.y = draw_signature(flow.paper, slot, x, flow.y, width, gap=14.0)
