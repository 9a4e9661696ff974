"""Daftar hadir: who is expected, blank rows for walk-ins, zig-zag cells to sign in (DOMAIN 3 no. 3).

Odd numbers sign at the left, even ones in the middle of the cell. Up to three days share a sheet; more days
make further sheets. No NIK is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop_app.documents.common_data import Person, SignatureSlot
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, MARGIN_MM, SMALL, STRONG, Paper, PrintSetup, TextStyle
from desktop_app.documents.session_data import AttendanceList
from desktop_app.documents.sheet_parts import (
    FOOT_MM,
    NO_SETUP,
    SIDE_MM,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, baseline, draw_block
from desktop_app.documents.wording import day_span, hours, plain_date, short_date, spaced_nip

DAYS_A_SHEET = 3
ROW_MM, SMALLEST_ROW_MM = 10.5, 9.0
FOOT_ROOM_MM = 46.0
FEWEST_BLANK, MOST_BLANK = 3, 10
TEXT = BODY.sized(9.0)
FAINT = SMALL.sized(7.5)


def render_attendance(
    data: AttendanceList, *, size: str = "f4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the list as PDF; ``blank`` leaves every name empty (as many rows as the quota)."""
    session = data.session
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Daftar Hadir {session.topic}",
        subject=day_span(session.days),
        keywords=(session.session_key, data.token),
        foot=f"Daftar hadir - {session.topic}",
    )
    days = session.days or (date.min,)
    groups = [days[i : i + DAYS_A_SHEET] for i in range(0, len(days), DAYS_A_SHEET)]
    for index, group in enumerate(groups):
        if index:
            paper.new_page()
        flow = start_flow(paper, data.office, token=data.token)
        flow.on_new_page = _continued(data, group)
        _sheet(flow, data, group, blank)
    return paper.finish()


def _continued(data: AttendanceList, group: tuple[date, ...]) -> Callable[[Paper], float]:
    def draw(paper: Paper) -> float:
        text = f"Daftar hadir {data.session.topic}, {day_span(group)} (lanjutan)"
        width = paper.width - 2 * SIDE_MM
        return draw_block(paper, SIDE_MM, MARGIN_MM + 1.0, width, text, STRONG) + 2.0

    return draw


def _sheet(flow: Flow, data: AttendanceList, group: tuple[date, ...], blank: bool) -> None:
    session = data.session
    draw_title(flow, "DAFTAR HADIR PESERTA TRAINING", gap=2.0)
    when = f"{day_span(group)}, pukul {hours(session.start, session.end, data.office.zone_label)}"
    topic = session.topic + (f" ({session.batch})" if session.batch else "")
    for label, value in (
        ("Materi", topic),
        ("Hari, tanggal", when),
        ("Tempat", session.venue),
        ("Trainer", ", ".join(session.trainers)),
    ):
        flow.field(label, value, label_width=28.0, style=STRONG if label == "Materi" else BODY)
    flow.y += 2.0
    people: list[Person | None] = [] if blank else list(data.participants)
    registered = len(people)
    extra = min(MOST_BLANK, max(FEWEST_BLANK, data.blank_rows))
    people += [None] * (max(session.quota, extra) if blank else extra)
    grid = Grid(flow, _columns(flow.width, data, group))
    flow.bottom = flow.paper.height - FOOT_MM
    grid.start()
    pitch = _pitch(flow, len(people))
    for number, person in enumerate(people, 1):
        cells = _cells(data, number, person, len(group))
        paint = _zigzag(grid, number, len(group))
        grid.row(cells, min_height=pitch, middle=True, paint=paint)
    _foot(flow, data, registered, len(people), blank)


def _pitch(flow: Flow, rows: int) -> float:
    """Return the rows' height: a little lower when the whole list then ends with its signatures on this
    page.
    """
    share = (flow.bottom - flow.y - FOOT_ROOM_MM) / max(1, rows)
    return share if SMALLEST_ROW_MM <= share < ROW_MM else ROW_MM


def _columns(width: float, data: AttendanceList, group: tuple[date, ...]) -> tuple[GridColumn, ...]:
    sign = {1: 46.0, 2: 36.0}.get(len(group), 25.0)
    phone = 27.0 if data.show_mobile and len(group) == 1 else 0.0
    rest = width - 9.0 - phone - sign * len(group)
    columns = [
        GridColumn("No", 9.0, "center"),
        GridColumn("Nama / NIP", rest * 0.5),
        GridColumn("Instansi/Perusahaan, jabatan", rest * 0.5),
    ]
    if phone:
        columns.append(GridColumn("No. HP", phone))
    written = plain_date if len(group) < 3 else short_date
    for day in group:
        columns.append(GridColumn("Tanda tangan", sign, "center", subtitle=written(day)))
    return tuple(columns)


def _cells(data: AttendanceList, number: int, person: Person | None, days: int) -> list[Cell]:
    phone = data.show_mobile and days == 1
    cells: list[Cell] = [[(f"{number}", TEXT)]]
    if person is None:
        cells += [[], []]
    else:
        cells.append([(person.full_name, STRONG.sized(9.0)), (spaced_nip(person.nip), FAINT)])
        below = person.mobile if data.show_mobile and not phone else ""
        second = ", ".join(part for part in (person.position, below) if part)
        cells.append([(person.organization, TEXT.sized(8.5)), (second, FAINT)])
    if phone:
        cells.append([(person.mobile, TEXT.sized(8.5))] if person else [])
    return [*cells, *([[]] * days)]


def _zigzag(grid: Grid, number: int, days: int) -> Callable[[Paper, float, float], None]:
    def paint(paper: Paper, y: float, height: float) -> None:
        style = TextStyle(size=8.0, grey=True)
        for left, right in zip(grid.edges()[-days - 1 : -1], grid.edges()[-days:], strict=True):
            x = left + 1.6 if number % 2 else (left + right) / 2
            paper.text(x, y + (height - style.line_mm) / 2 + baseline(style), f"{number}.", style)

    return paint


def _foot(flow: Flow, data: AttendanceList, registered: int, total: int, blank: bool) -> None:
    flow.y += 2.0
    if not blank:
        quota = f" dari {data.session.quota} kursi" if data.session.quota else ""
        note = f"Terdaftar {registered} orang{quota}. Baris {registered + 1}-{total} "
        note += "untuk peserta yang hadir tanpa terdaftar."
        flow.paragraph(note, SMALL, gap=0.0)
    slots = data.signatures or (SignatureSlot(role="Trainer,"), SignatureSlot(role="Kasubbag LPSE,"))
    draw_signatures(flow, slots)
