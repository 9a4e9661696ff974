"""Tanda terima for the applicant: its own paper, and the stub of the disposition sheet (DOMAIN 3 no. 7)."""

from __future__ import annotations

from desktop_app.documents.common_data import Office, Official, RequestHead, SignatureSlot
from desktop_app.documents.desk_data import DispositionSheet, Receipt
from desktop_app.documents.letterhead import draw_signature
from desktop_app.documents.page import BODY, MARGIN_MM, SMALL, STRONG, Paper, PrintSetup, TextStyle
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.sheet_parts import NO_SETUP, SIDE_MM, draw_title, open_paper, sop_line, start_flow
from desktop_app.documents.text_flow import (
    Flow,
    baseline,
    block_height,
    draw_block,
    draw_field,
    fitted_style,
)
from desktop_app.documents.wording import long_date, moment, plain_date

STUB_MM = 62.0
KEEP = "Simpan lembar ini. Sebutkan nomor agenda saat bertanya ke helpdesk."


def draw_stub(paper: Paper, sheet: DispositionSheet, y: float) -> None:
    """Draw the cut line at ``y`` and the applicant's stub below it, with its own QR."""
    width = paper.width - 2 * SIDE_MM
    cut = TextStyle(size=7.0, grey=True, align="center")
    paper.line(MARGIN_MM, y, paper.width - MARGIN_MM, y, 0.6, dash=(3.0, 2.0))
    paper.text(paper.width / 2, y - 1.0, "potong di sini", cut)
    y += 4.0
    heading = TextStyle(size=11.5, bold=True)
    title = "TANDA TERIMA FORMULIR" if sheet.request.individual else "TANDA TERIMA SURAT"
    paper.text(SIDE_MM, y + baseline(heading), title, heading)
    y += heading.line_mm
    y = draw_block(paper, SIDE_MM, y, width, KEEP, SMALL) + 1.5
    right = SIDE_MM + width - QR_SIZE_MM
    draw_qr(paper, right, y, sheet.receipt_token)
    caption = TextStyle(size=6.5, grey=True, align="center")
    if sheet.receipt_token:
        paper.text(right + QR_SIZE_MM / 2, y + QR_SIZE_MM + 3.2, sheet.receipt_token, caption)
    clerk_width = 42.0
    clerk_x = right - clerk_width - 4.0
    _stub_fields(paper, sheet, SIDE_MM, y, clerk_x - SIDE_MM - 4.0)
    paper.text(clerk_x, y + baseline(BODY), "Petugas helpdesk,", BODY.sized(9.0))
    line_y = y + 22.0 + STRONG.line_mm
    look = fitted_style(sheet.clerk, STRONG, clerk_width, STRONG.line_mm * 2)
    draw_block(paper, clerk_x, line_y - block_height(sheet.clerk, look, clerk_width), clerk_width, sheet.clerk, look)
    paper.line(clerk_x, line_y, clerk_x + clerk_width, line_y, 0.6)


def _stub_fields(paper: Paper, sheet: DispositionSheet, x: float, y: float, width: float) -> None:
    request = sheet.request
    received = moment(request.received_at, sheet.office.zone_label)
    rows = [
        ("Nomor agenda", request.agenda_number, STRONG),
        ("Surat dari", request.sender, BODY),
        ("Hal", request.subject, BODY),
        ("Diterima", received, BODY),
        ("Perkiraan jadwal", sheet.expected, BODY),
    ]
    for label, value, style in rows:
        if value:
            look = style.sized(9.0)
            y = 0.9 + draw_field(paper, x, y, width, label, value, label_width=27.0, style=look, max_lines=3)


def render_receipt(
    receipt: Receipt, *, size: str = "half_f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the tanda terima as PDF; it has no blank form, ``blank`` only empties the check marks."""
    request = receipt.request
    paper = open_paper(
        receipt.office,
        size,
        setup,
        title=f"Tanda Terima {request.agenda_number}",
        subject=request.subject,
        keywords=(request.agenda_number, receipt.token),
    )
    small = size == "half_f4"
    flow = start_flow(paper, receipt.office, token=receipt.token, scale=0.84 if small else 1.0)
    flow.y -= 3.0 if small else 0.0
    title = "TANDA TERIMA FORMULIR" if request.individual else "TANDA TERIMA SURAT"
    draw_title(flow, title, "" if small else sop_line(receipt.office, KEEP), gap=1.0 if small else 4.0)
    for label, value in request_rows(request, receipt.office):
        style = STRONG if label == "Nomor agenda" else BODY
        flow.field(label, value, label_width=34.0, style=style.sized(9.5 if small else 10.0))
    if receipt.expected:
        flow.field("Perkiraan jadwal", receipt.expected, label_width=34.0, style=BODY.sized(9.5))
    _checklist(flow, receipt, blank)
    _closing(flow, receipt, small)
    return paper.finish()


def request_rows(request: RequestHead, office: Office) -> list[tuple[str, str]]:
    """Return label and value of a request's head, without what is not known."""
    dated = f", {plain_date(request.letter_date)}" if request.letter_date else ""
    people = f"{request.participant_count} orang" if request.participant_count is not None else ""
    rows = [
        ("Nomor agenda", request.agenda_number),
        ("Diterima", moment(request.received_at, office.zone_label)),
        ("Pemohon" if request.individual else "Surat dari", request.sender),
        ("Nomor/tanggal surat", "" if request.individual else (request.letter_number or "tanpa nomor") + dated),
        ("Hal", request.subject),
        ("Aplikasi", ", ".join(request.topics)),
        ("Jumlah peserta", people),
        ("Narahubung", ", ".join(part for part in (request.contact_person, request.contact_phone) if part)),
        ("Lampiran", request.attachments),
    ]
    return [(label, value) for label, value in rows if value]


def _checklist(flow: Flow, receipt: Receipt, blank: bool) -> None:
    if not receipt.checklist:
        return
    label = SMALL.sized(9.0)
    flow.need(12.0)
    flow.paper.text(flow.x, flow.y + 1.0 + baseline(label), "Kelengkapan :", label)
    flow.y += label.line_mm + 1.5
    column = flow.width / 2 - 2.0
    items = receipt.checklist
    for start in range(0, len(items), 2):
        pair = items[start : start + 2]
        texts = [item.label + (f" - {item.remark}" if item.remark else "") for item in pair]
        height = max(block_height(text, BODY.sized(9.0), column - 6.0) for text in texts) + 0.6
        flow.need(height)
        for place, (item, text) in enumerate(zip(pair, texts, strict=True)):
            x = flow.x + place * (column + 4.0)
            flow.paper.tick_box("", x, flow.y + 0.3, 3.4, ticked=item.present and not blank)
            style = TextStyle(size=9.0, bold=not item.present)
            draw_block(flow.paper, x + 6.0, flow.y, column - 6.0, text, style)
        flow.y += height
    lacks = [item.label for item in items if not item.present]
    if lacks and not blank:
        until = f" paling lambat {long_date(receipt.complete_by)}" if receipt.complete_by else ""
        flow.y += 0.8
        text = f"Perlu dilengkapi{until}: {'; '.join(lacks)}. Permohonan tetap dicatat."
        flow.paragraph(text, STRONG.sized(9.0), gap=0.5)


def _closing(flow: Flow, receipt: Receipt, small: bool) -> None:
    width, gap = 62.0, 11.0 if small else 17.0
    flow.need(gap + 12.0)
    flow.y += 1.5
    left = SignatureSlot(role="Yang menyerahkan,")
    place = "Petugas helpdesk,"
    right = SignatureSlot(role=place, official=Official(name=receipt.clerk, title=""))
    draw_signature(flow.paper, left, flow.x, flow.y, width, gap=gap)
    flow.y = draw_signature(flow.paper, right, flow.x + flow.width - width, flow.y, width, gap=gap)
