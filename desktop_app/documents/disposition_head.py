"""The upper part that both disposition templates share: kop, title, letter's head, Hal (DOMAIN 1.1).

Labels, their order and the three Sifat boxes are the standard form's; none ticked means "Biasa".
"""

from __future__ import annotations

from desktop_app.documents.common_data import Secrecy, Urgency
from desktop_app.documents.desk_data import DispositionSheet
from desktop_app.documents.letterhead import draw_letterhead
from desktop_app.documents.page import (
    BODY,
    LABEL,
    MARGIN_MM,
    MARKED_MARGIN_MM,
    SMALL,
    STRONG,
    Paper,
    TextStyle,
)
from desktop_app.documents.qr import QR_SIZE_MM, draw_qr
from desktop_app.documents.text_flow import (
    baseline,
    block_height,
    draw_field,
    draw_one_line,
    fitted_style,
)
from desktop_app.documents.wording import moment, plain_date

TITLE = TextStyle(size=14.0, bold=True, align="center", tracking=4.0)
BOX_MM = 3.6
HEAD_SPLIT = 0.47
PAD = 2.2
FOOT_NOTE = "Mohon tidak memisahkan lembar disposisi ini dari suratnya."


def title_block(paper: Paper, sheet: DispositionSheet, subtitle: str, *, small: bool) -> float:
    """Draw kop, QR, anchor and the letter-spaced title; return the y below.

    QR and journal anchor stand here because this is the part that comes back to the office.
    """
    x, width = MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM
    top = MARGIN_MM + (0.0 if small else 1.0)
    right = QR_SIZE_MM + 4.0
    y = draw_letterhead(paper, sheet.office.letterhead, x, top, width, scale=0.84 if small else 1.0, right=right)
    draw_qr(paper, x + width - QR_SIZE_MM - 2.0, top, sheet.sheet_token)
    y += 0.8 if small else 3.0
    anchor = SMALL.sized(6.5)
    if sheet.anchor:
        paper.text(x, y + baseline(anchor), f"Jangkar: {sheet.anchor}", anchor)
    code = TextStyle(size=6.5, grey=True, align="right")
    paper.text(x + width, y + baseline(code), sheet.sheet_token, code)
    title = TITLE.sized(12.5) if small else TITLE
    paper.text(x + width / 2, y + baseline(title), "LEMBAR DISPOSISI", title)
    y += title.line_mm
    if subtitle:
        line = TextStyle(size=8.5, grey=True, align="center")
        draw_one_line(paper, x, y, width, subtitle, line)
        y += line.line_mm
    return y + (1.0 if small else 2.5)


def head_box(paper: Paper, sheet: DispositionSheet, y: float, *, small: bool) -> float:
    """Draw the two-column head and the Hal row; return the y of the lower rule."""
    x, width = MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM
    middle = x + width * HEAD_SPLIT
    style = BODY.sized(9.0 if small else 10.0)
    gap = 0.6 if small else 1.8
    left_bottom = _left_fields(paper, sheet, x + PAD, y + PAD, middle - x - 2 * PAD, style, gap)
    right_bottom = _right_fields(paper, sheet, middle + PAD, y + PAD, x + width - middle - 2 * PAD, style, gap)
    bottom = max(left_bottom, right_bottom) - gap + PAD
    paper.line(middle, y, middle, bottom, 0.8)
    paper.rect(x, y, width, bottom - y, 0.8)
    subject = fitted_style(
        sheet.request.subject, STRONG.sized(style.size), width - 28.0, style.line_mm * (2 if small else 3)
    )
    draw_field(
        paper,
        x + PAD,
        bottom + PAD * 0.8,
        width - 2 * PAD,
        "Hal",
        sheet.request.subject,
        label_width=20.0,
        style=subject,
    )
    height = block_height(sheet.request.subject, subject, width - 2 * PAD - 23.0) + PAD * 1.6
    paper.rect(x, bottom, width, height, 0.8)
    return bottom + height


def _left_fields(
    paper: Paper, sheet: DispositionSheet, x: float, y: float, width: float, style: TextStyle, gap: float
) -> float:
    small = paper.size == "half_f4"
    request = sheet.request
    number = request.letter_number or ("formulir pendaftaran" if request.individual else "tanpa nomor")
    dated = plain_date(request.letter_date) if request.letter_date else "-"
    bold = STRONG.sized(style.size)
    for label, value, look in (
        ("Surat dari", request.sender, bold),
        ("No. Surat", number, style),
        ("Tgl. Surat", dated, style),
    ):
        y = gap + draw_field(
            paper, x, y, width, label, value, label_width=20.0, style=look, max_lines=2 if small else 3
        )
    return y


def _right_fields(
    paper: Paper, sheet: DispositionSheet, x: float, y: float, width: float, style: TextStyle, gap: float
) -> float:
    request = sheet.request
    received = moment(request.received_at, sheet.office.zone_label)
    y = gap + draw_field(paper, x, y, width, "Diterima Tgl", received, label_width=22.0, style=style, max_lines=2)
    y = gap + draw_field(
        paper,
        x,
        y,
        width,
        "No. Agenda",
        request.agenda_number,
        label_width=22.0,
        style=STRONG.sized(style.size),
        max_lines=2,
    )
    return gap + nature_boxes(paper, sheet, x, y, width, style)


def nature_boxes(paper: Paper, sheet: DispositionSheet, x: float, y: float, width: float, style: TextStyle) -> float:
    """Draw Sifat: three boxes on one line; secrecy and speed are ticked from their own fields (DOMAIN 1.1)."""
    request = sheet.request
    choices = (
        ("sangat_segera", "Sangat segera", request.urgency is Urgency.VERY_URGENT, 27.0),
        ("segera", "Segera", request.urgency is Urgency.URGENT, 17.0),
        ("rahasia", "Rahasia", request.secrecy in (Secrecy.CONFIDENTIAL, Secrecy.TOP_SECRET), 17.5),
    )
    paper.text(x, y + baseline(style), "Sifat", LABEL.sized(style.size))
    paper.text(x + 22.0, y + baseline(style), ":", LABEL.sized(style.size))
    left = x + 25.0
    stretch = min(1.1, (width - 25.0) / sum(step for *_, step in choices))
    for name, label, ticked, step in choices:
        paper.tick_box(f"sifat:{name}", left, y + (style.line_mm - BOX_MM) / 2, BOX_MM, ticked=ticked)
        look = style.sized(min(style.size, 9.0))
        draw_one_line(
            paper,
            left + BOX_MM + 1.0,
            y + (style.line_mm - look.line_mm) / 2,
            step * stretch - BOX_MM - 1.6,
            label,
            TextStyle(size=look.size, bold=ticked),
        )
        left += step * stretch
    return y + style.line_mm


def tick_line(
    paper: Paper, name: str, x: float, y: float, width: float, pitch: float, label: str, *, ticked: bool
) -> None:
    """Draw one box with its label in a line ``pitch`` mm high.

    An empty label leaves a dotted line to write on.
    """
    box = min(BOX_MM, pitch * 0.86)
    paper.tick_box(name, x, y + (pitch - box) / 2, box, ticked=ticked)
    if not label:
        paper.line(x + BOX_MM + 2.0, y + pitch - 1.0, x + width, y + pitch - 1.0, 0.6, dash=(0.6, 1.8))
        return
    style = TextStyle(size=9.5 if pitch >= 4.6 else 8.5, bold=ticked)
    top = y + (pitch - style.line_mm) / 2
    draw_one_line(paper, x + BOX_MM + 2.0, top, width - BOX_MM - 2.0, label, style)


def office_note(sheet: DispositionSheet) -> str:
    """Return the office's own foot note, or the customary one (DOMAIN 1.1, chain variant)."""
    return sheet.office.foot_note or FOOT_NOTE


def foot_note(paper: Paper, sheet: DispositionSheet, y: float) -> None:
    """Draw the customary note under the sheet, its top at ``y``."""
    width = paper.width - 2 * MARKED_MARGIN_MM
    draw_one_line(paper, MARKED_MARGIN_MM, y, width, office_note(sheet), SMALL.sized(7.0))
