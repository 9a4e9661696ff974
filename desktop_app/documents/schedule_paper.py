"""Jadwal Training, output of SOP step 5: month grids (Monday first) and the list of sessions (DOMAIN 3 no.
2).
"""

from __future__ import annotations

import calendar
from datetime import date

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letterhead import signature_height
from desktop_app.documents.page import BODY, SMALL, Paper, PrintSetup, TextStyle
from desktop_app.documents.session_data import SchedulePaper, ScheduleRow
from desktop_app.documents.sheet_parts import NO_SETUP, draw_signatures, draw_title, open_paper, sop_line, start_flow
from desktop_app.documents.text_flow import (
    Flow,
    baseline,
    draw_block,
    draw_one_line,
    fitted_style,
    width_mm,
)
from desktop_app.documents.wording import MONTHS, WEEKDAYS, clock, day_span, hours, plain_date

HOLIDAY = TextStyle(size=6.5, italic=True)
CHIP = TextStyle(size=7.0)
SMALLEST_CHIP = 5.5
"""Smaller than this nobody reads it on the notice board, in points."""
COLUMNS = (
    ("No", 9.0, "right"),
    ("Hari/Tanggal", 45.0, "left"),
    ("Waktu", 24.0, "left"),
    ("Aplikasi", 43.0, "left"),
    ("Kelompok pengguna", 31.0, "left"),
    ("Peserta", 17.0, "center"),
    ("Tempat", 36.0, "left"),
    ("Trainer", 34.0, "left"),
    ("Asal permohonan (no. agenda)", 33.0, "left"),
    ("Status", 20.0, "left"),
)


def render_schedule(
    data: SchedulePaper, *, size: str = "f4_landscape", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the schedule as PDF; it has no blank form."""
    period = _period(data)
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Jadwal Training {period}",
        subject="Jadwal Training",
        keywords=tuple(number for row in data.sessions for number in row.agenda_numbers),
    )
    flow = start_flow(paper, data.office, scale=0.8)
    flow.y -= 2.0
    for index, (year, month) in enumerate(data.months):
        if index:
            flow.break_page()
        heading = f"JADWAL TRAINING {MONTHS[month - 1].upper()} {year}"
        draw_title(flow, heading, sop_line(data.office, ""), gap=2.0)
        _month(flow, data, year, month)
    if data.months:
        flow.break_page()
    draw_title(flow, f"DAFTAR JADWAL TRAINING {period.upper()}", gap=2.0)
    _list(flow, data)
    _closing(flow, data)
    return paper.finish()


def _period(data: SchedulePaper) -> str:
    names = [f"{MONTHS[month - 1]} {year}" for year, month in data.months]
    return names[0] if len(names) == 1 else f"{names[0]} - {names[-1]}" if names else ""


def _month(flow: Flow, data: SchedulePaper, year: int, month: int) -> None:
    """Draw one month down to the foot of the page; weekends and holidays are tinted, holidays named."""
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    holidays: dict[date, list[str]] = {}
    for named in data.holidays:
        holidays.setdefault(named.day, []).append(named.name)
    column, head = flow.width / 7, 6.0
    row = (flow.bottom - flow.y - head - 1.0) / len(weeks)
    style = TextStyle(size=8.5, bold=True, align="center")
    for index, name in enumerate(WEEKDAYS):
        x = flow.x + index * column
        flow.paper.fill(x, flow.y, column, head)
        flow.paper.rect(x, flow.y, column, head, 0.7)
        draw_one_line(flow.paper, x, flow.y + 1.2, column, name, style)
    flow.y += head
    for week in weeks:
        for index, day in enumerate(week):
            x = flow.x + index * column
            names = holidays.get(day, [])
            if day.month == month and (index > 4 or names):
                flow.paper.fill(x, flow.y, column, row)
            flow.paper.rect(x, flow.y, column, row, 0.7)
            if day.month == month:
                _day(flow.paper, data, day, (x, flow.y, column, row), "; ".join(names))
        flow.y += row


def _day(paper: Paper, data: SchedulePaper, day: date, box: tuple[float, float, float, float], holiday: str) -> None:
    """Draw the number, the holiday's name and one framed line for each session; what is over is counted."""
    x, y, width, height = box
    bottom = y + height
    number = TextStyle(size=9.0, bold=True)
    paper.text(x + 1.3, y + 0.6 + baseline(number), f"{day.day}", number)
    if holiday:
        fitting = fitted_style(holiday, HOLIDAY, width - 9.0, 7.0)
        draw_block(paper, x + 7.5, y + 1.2, width - 9.0, holiday, fitting)
    sessions = [row for row in data.sessions if day in row.days]
    top, chip = y + (7.6 if holiday else 5.0), 6.9
    room = int((bottom - top - 0.3) / chip)
    shown = sessions if len(sessions) <= room else sessions[: max(0, room - 1)]
    for session in shown:
        paper.fill(x + 1.0, top, width - 2.0, chip - 0.6, shade=1.0)
        paper.rect(x + 1.0, top, width - 2.0, chip - 0.6, 0.5)
        _chip(paper, session, x + 1.8, top + 0.1, width - 3.6)
        top += chip
    if len(shown) < len(sessions):
        more = f"+{len(sessions) - len(shown)} lagi, lihat daftar"
        draw_one_line(paper, x + 1.8, top, width - 3.6, more, SMALL.sized(7.0))


def _chip(paper: Paper, session: ScheduleRow, x: float, y: float, width: float) -> None:
    """Two lines; a name too long for the box gives way to the short one, the list has it in full."""
    bold = TextStyle(size=7.0, bold=True)
    first = f"{clock(session.start)} {session.topic}"
    if session.user_group and not _readable(first, bold, width):
        first = f"{clock(session.start)} {session.user_group}"
    second = f"{session.seats_taken}/{session.quota}, {session.status}, {session.venue}"
    draw_one_line(paper, x, y, width, _cut(first, bold, width), bold)
    small = CHIP.sized(6.5)
    draw_one_line(paper, x, y + CHIP.line_mm * 0.97, width, _cut(second, small, width), small)


def _readable(text: str, style: TextStyle, width: float) -> bool:
    return width_mm(text, style.sized(SMALLEST_CHIP)) <= width


def _cut(text: str, style: TextStyle, width: float) -> str:
    """What can be read at the smallest size, the rest as an ellipsis."""
    if _readable(text, style, width):
        return text
    kept = text
    while kept and not _readable(f"{kept}…", style, width):
        kept = kept[:-1].rstrip(" ,")
    return f"{kept}…"


def _list(flow: Flow, data: SchedulePaper) -> None:
    scale = flow.width / sum(width for _, width, _ in COLUMNS)
    grid = Grid(flow, tuple(GridColumn(title, width * scale, align) for title, width, align in COLUMNS))
    grid.start()
    text = BODY.sized(9.0)
    for number, row in enumerate(data.sessions, 1):
        words = (
            f"{number}",
            day_span(row.days),
            hours(row.start, row.end, data.office.zone_label),
            row.topic,
            row.user_group,
            f"{row.seats_taken}/{row.quota}",
            row.venue,
            "\n".join(row.trainers),
            ", ".join(row.agenda_numbers),
            row.status,
        )
        grid.row([[(word, text)] for word in words], min_height=8.0)
    if not data.sessions:
        flow.y += 2.0
        flow.paragraph("Belum ada jadwal pada masa ini.", BODY)
    flow.y += 1.5
    flow.paragraph("Peserta: terisi/kuota. Jadwal berstatus tentatif dapat berubah.", SMALL)


def _closing(flow: Flow, data: SchedulePaper) -> None:
    if data.signer is None:
        return
    slot = SignatureSlot(role="", official=data.signer)
    flow.need(signature_height(slot, 80.0) + 10.0)
    if data.issued_on is not None:
        text = f"{data.office.place}, {plain_date(data.issued_on)}"
        draw_block(flow.paper, flow.x + flow.width - 80.0, flow.y, 80.0, text)
        flow.y += 1.0
    draw_signatures(flow, (slot,), width=80.0)
