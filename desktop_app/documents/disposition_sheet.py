"""Lembar disposisi: the standard form and the chain form (DOMAIN 1.1), blank for the pen or filled.

Half F4 is one sheet; F4, A4 and legal carry the applicant's stub below a cut line. The corner marks enclose
only the part that comes back, and every tick box is remembered by name in :attr:`Paper.boxes`, so that a
scanned sheet is read without guessing. The wet paraf stays the legal act: a filled sheet says who recorded
it and when.
"""

from __future__ import annotations

from desktop_app.documents.desk_data import DispositionLine, DispositionSheet
from desktop_app.documents.disposition_head import PAD, foot_note, head_box, office_note, tick_line, title_block
from desktop_app.documents.disposition_lines import ChainTable, paraf_note
from desktop_app.documents.disposition_list import add_listed_forms, add_step_times, list_head
from desktop_app.documents.letterhead import official_title, signer_pieces
from desktop_app.documents.page import (
    BODY,
    LABEL,
    MARGIN_MM,
    MARKED_MARGIN_MM,
    SMALL,
    Paper,
    Placement,
    PrintSetup,
    TextStyle,
)
from desktop_app.documents.receipt import STUB_MM, draw_stub
from desktop_app.documents.sheet_parts import NO_SETUP, open_paper, sop_line
from desktop_app.documents.text_flow import (
    Flow,
    baseline,
    block_height,
    draw_block,
    draw_lines,
    fitted_style,
    wrap,
)

CANONICAL = (
    ("tanggapan", "Tanggapan dan Saran"),
    ("proses", "Proses lebih lanjut"),
    ("koordinasi", "Koordinasi/konfirmasikan"),
)
SIGNER_MM = 74.0
PARAF_MM = 7.0
"""Room for the pen between title and name."""

NOTE = TextStyle(italic=True)
NOTE_SMALLEST = 7.5
ABOUT = "Permohonan Training Aplikasi e-Procurement"


def render_disposition(
    sheet: DispositionSheet, *, size: str = "half_f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the standard form as PDF; ``blank`` leaves ticks, note and paraf to the pen."""
    return _standard(sheet, size, blank, setup).finish()


def render_chain(
    sheet: DispositionSheet, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the chain form (disposisi berjenjang): one row for each of the SOP's three dispositions."""
    paper = _open(sheet, size, setup, "Lembar Disposisi Berjenjang")
    small, bottom = _frame(paper, sheet)
    y = title_block(paper, sheet, "" if small else "Disposisi berjenjang", small=small)
    y = head_box(paper, sheet, y, small=small)
    flow = Flow(
        paper, MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM, y, bottom - 5.0, list_head(sheet, "LANJUTAN")
    )
    ChainTable(flow).draw(sheet.chain, () if blank else sheet.lines, fill_to=bottom - 5.0)
    if paper.page_number == 0 and not small:
        foot_note(paper, sheet, bottom - 3.5)
    add_listed_forms(paper, sheet)
    add_step_times(paper, sheet)
    return paper.finish()


def tick_boxes(sheet: DispositionSheet, *, size: str = "half_f4") -> dict[str, Placement]:
    """Return where each tick box of the standard form lies, by name ("harap:proses"), for the sheet's
    reader.
    """
    paper = _standard(sheet, size, True, NO_SETUP)
    return dict(paper.boxes)


def _open(sheet: DispositionSheet, size: str, setup: PrintSetup, title: str) -> Paper:
    agenda = sheet.request.agenda_number
    return open_paper(
        sheet.office,
        size,
        setup,
        title=f"{title} {agenda}",
        subject=sheet.request.subject,
        keywords=(agenda, sheet.sheet_token),
        foot=office_note(sheet) if size == "half_f4" else "",
    )


def _frame(paper: Paper, sheet: DispositionSheet) -> tuple[bool, float]:
    """Draw corner marks (and the stub on full sheets); return (half sheet?, bottom of the office's part)."""
    small = paper.size == "half_f4"
    bottom = paper.height - MARGIN_MM
    if not small:
        bottom -= STUB_MM
        draw_stub(paper, sheet, bottom + 3.0)
    paper.corner_marks(bottom)
    return small, bottom


def _standard(sheet: DispositionSheet, size: str, blank: bool, setup: PrintSetup) -> Paper:
    paper = _open(sheet, size, setup, "Lembar Disposisi")
    small, bottom = _frame(paper, sheet)
    subtitle = "" if small else sop_line(sheet.office, ABOUT)
    y = title_block(paper, sheet, subtitle, small=small)
    y = head_box(paper, sheet, y, small=small)
    first = None if blank or not sheet.lines else sheet.lines[0]
    end = bottom - 5.0
    later = () if blank else sheet.lines[1:]
    chain_height = 0.0 if small else min(62.0, 0.32 * (end - y))
    y = _ticks(paper, sheet, y, first, _ticks_room(end - y, small) - chain_height, small)
    rest = _note(paper, sheet, y, end - chain_height, first)
    width = paper.width - 2 * MARKED_MARGIN_MM
    head = list_head(sheet, "LANJUTAN LEMBAR DISPOSISI")
    flow = Flow(paper, MARKED_MARGIN_MM, width, end - chain_height, end, head)
    if not small:
        foot_note(paper, sheet, bottom - 3.5)
        ChainTable(flow).draw(sheet.chain[2:], later, fill_to=end)
    flow.bottom = paper.height - MARGIN_MM - 7.0
    if rest or (small and later):
        flow.break_page()
        if rest:
            flow.paragraph("Catatan (lanjutan):", LABEL)
            flow.paragraph(" ".join(rest), NOTE, gap=3.0)
        if small:
            ChainTable(flow).draw((), later, fill_to=0.0)
    add_listed_forms(paper, sheet)
    add_step_times(paper, sheet)
    return paper


def _ticks(
    paper: Paper, sheet: DispositionSheet, y: float, first: DispositionLine | None, room: float, small: bool
) -> float:
    """Draw the two columns of boxes; the pitch follows the room and the number of boxes."""
    x, width = MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM
    middle = x + width / 2
    forward = _with_extra(
        [(f"{i}", label) for i, label in enumerate(sheet.forward_options)], first.forwarded_to if first else ()
    )
    asked = [*CANONICAL, *((f"sendiri{i}", label) for i, label in enumerate(sheet.own_instructions))]
    asked = _with_extra(asked, first.instructions if first else ())
    rows = max(len(forward), len(asked)) + 1
    pitch = min(5.0, room / (rows + 1.1)) if small else max(4.2, min(7.0, room * 0.5 / (rows + 1)))
    label = LABEL.sized(9.0 if small else 10.0)
    top = y + 1.0
    paper.text(x + PAD, top + baseline(label), "Diteruskan kepada Sdr. :", label)
    paper.text(middle + PAD, top + baseline(label), "Dengan hormat harap :", label)
    top += label.line_mm + 0.4
    column = middle - x - 2 * PAD
    for left, kind, entries, chosen in (
        (x + PAD, "kepada", forward, first.forwarded_to if first else ()),
        (middle + PAD, "harap", asked, first.instructions if first else ()),
    ):
        for i, (name, text) in enumerate([*entries, ("lain", "")]):
            line_y = top + i * pitch
            tick_line(paper, f"{kind}:{name}", left, line_y, column, pitch, text, ticked=text in chosen)
    bottom = top + rows * pitch + 1.0
    paper.line(middle, y, middle, bottom, 0.8)
    paper.rect(x, y, width, bottom - y, 0.8)
    return bottom


def _ticks_room(left: float, small: bool) -> float:
    """Return the mm for the boxes; on a half sheet at least 28 mm stay for note, paraf and name."""
    return max(26.0, min(41.0, left - 28.0)) if small else left


def _with_extra(options: list[tuple[str, str]], chosen: tuple[str, ...]) -> list[tuple[str, str]]:
    """Add what was chosen but is no longer among the options, so that a filled sheet tells everything."""
    known = {label for _, label in options}
    return [*options, *((f"tambahan{i}", label) for i, label in enumerate(chosen) if label not in known)]


def _note(paper: Paper, sheet: DispositionSheet, y: float, bottom: float, first: DispositionLine | None) -> list[str]:
    """Draw Catatan with the place of paraf and date, the superior's name below (DOMAIN 1.1, closing).

    A note too long for the box even at 7.5 pt is broken; the lines for the continued page are returned.
    """
    x, width = MARKED_MARGIN_MM, paper.width - 2 * MARKED_MARGIN_MM
    room = width - SIGNER_MM - 3 * PAD
    paper.rect(x, y, width, bottom - y, 0.8)
    paper.text(x + PAD, y + 1.0 + baseline(BODY), "Catatan :", LABEL)
    rest: list[str] = []
    if first is not None:
        record = paraf_note(first)
        small = SMALL.sized(7.5)
        note_bottom = bottom - 1.0 - (block_height(record, small, room) if record else 0.0)
        top = y + 1.4 + BODY.line_mm
        style = fitted_style(first.note, NOTE, room, note_bottom - top - 0.5)
        style = style if style.size >= NOTE_SMALLEST else NOTE.sized(NOTE_SMALLEST)
        lines = wrap(first.note, style, room)
        fitting = max(1, int((note_bottom - top - 0.5) / style.line_mm + 0.001))
        if len(lines) > fitting:
            lines, rest = [*lines[: fitting - 1], "(berlanjut pada lembar lanjutan)"], lines[fitting - 1 :]
        draw_lines(paper, x + PAD, top, room, lines, style)
        if record:
            draw_block(paper, x + PAD, note_bottom, room, record, small)
    _paraf(paper, sheet, x + width - SIGNER_MM - PAD, y + 1.2, bottom - 1.2, first)
    return rest


def _paraf(
    paper: Paper, sheet: DispositionSheet, x: float, y: float, bottom: float, first: DispositionLine | None
) -> None:
    """Draw title above and name below; both take a second line or shrink rather than meet."""
    official = first.officer if first is not None and first.officer is not None else sheet.signer
    pieces = [
        (text, fitted_style(text, look, SIGNER_MM, look.line_mm * 2)) for text, look in signer_pieces(official, 9.5)
    ]
    top = bottom - sum(block_height(text, look, SIGNER_MM) for text, look in pieces)
    titles = [one if official.signing_prefix else one.upper() for one in official_title(official)]
    style = TextStyle(size=9.5)
    share = max(style.line_mm, min(style.line_mm * 2, (top - y - PARAF_MM) / len(titles)))
    for words in titles:
        y = draw_block(paper, x, y, SIGNER_MM, words, fitted_style(words, style, SIGNER_MM, share))
    if first is None:
        paper.text(x, top - 1.6, "(paraf dan tanggal)", SMALL.sized(7.5))
    for text, look in pieces:
        top = draw_block(paper, x, top, SIGNER_MM, text, look)
