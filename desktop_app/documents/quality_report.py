"""Laporan mutu baku to the Kabag: bars and figures of the steps, then months, lanes, offices, classes (picture 06)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.documents.common_data import Office, SignatureSlot
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, GREY, SMALL, TINT, PrintSetup, TextStyle
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, baseline, draw_one_line

CELL = TextStyle(size=8.5)
NUMBER = TextStyle(size=8.5)
LIMIT_AT = 0.7
"""Where on a bar the standard stands: beyond it there is room for what passed it."""

NAME_MM, FIGURE_MM, ROW_MM = 42.0, 34.0, 6.4


@dataclass(frozen=True, slots=True)
class QualityBar:
    """A step as a bar: ``share`` of its standard (1 is the standard itself), and the words at its end."""

    label: str
    share: float | None
    median: str
    on_time: str
    over: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as paper and screen write it, with its number (and that number's form) for the workbook."""

    text: str
    number: float | None = None
    form: str = "General"


@dataclass(frozen=True, slots=True)
class QualityTable:
    """A table with a heading; ``widths`` are shares.

    ``short`` names its sheet in the workbook, where ``charted`` tells the columns of its chart.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Figure, ...], ...]
    note: str = ""
    short: str = ""
    charted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPaper:
    """The report as paper prints it."""

    office: Office
    period: str
    sentence: str
    totals: str
    bars: tuple[QualityBar, ...]
    months: tuple[tuple[str, int], ...]
    tables: tuple[QualityTable, ...]
    signatures: tuple[SignatureSlot, ...] = ()
    note: str = ""


def render_quality(data: QualityPaper, *, size: str = "a4", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """The report as PDF."""
    title = "Laporan Mutu Baku"
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"{title} {data.period}",
        keywords=(data.period,),
        foot=f"{title} - {data.period}",
    )
    flow = start_flow(paper, data.office)
    draw_title(flow, "LAPORAN KINERJA TERHADAP MUTU BAKU", data.period, data.office.sop_reference, gap=4.0)
    flow.paragraph(data.sentence, TextStyle(size=11.0, bold=True), gap=1.5)
    flow.paragraph(data.totals, BODY, gap=2.0)
    draw_heading(flow, "Median terhadap mutu baku")
    _bars(flow, data.bars)
    if any(count for _, count in data.months):
        draw_heading(flow, "Permohonan per bulan", room=46.0)
        _columns(flow, data.months)
    for table in data.tables:
        _table(flow, table)
    flow.paragraph(data.note, SMALL)
    draw_signatures(flow, data.signatures, width=74.0)
    return paper.finish()


def _bars(flow: Flow, bars: tuple[QualityBar, ...]) -> None:
    room = flow.width - NAME_MM - FIGURE_MM
    flow.need(ROW_MM * len(bars) + 6.0)
    mark = flow.x + NAME_MM + room * LIMIT_AT
    small = TextStyle(size=7.5, grey=True, align="center")
    flow.paper.text(mark, flow.y + 2.5, "mutu baku", small)
    flow.y += 3.5
    for bar in bars:
        style = TextStyle(size=9.0, bold=bar.over)
        draw_one_line(flow.paper, flow.x, flow.y, NAME_MM - 3.0, bar.label, style)
        left = flow.x + NAME_MM
        flow.paper.fill(left, flow.y + 0.7, room, ROW_MM - 2.6)
        if bar.share is not None:
            wide = min(max(bar.share, 0.012) * LIMIT_AT, 1.0) * room
            flow.paper.fill(left, flow.y + 0.7, wide, ROW_MM - 2.6, shade=0.0 if bar.over else GREY)
        flow.paper.line(mark, flow.y, mark, flow.y + ROW_MM - 1.2, 1.2)
        words = TextStyle(size=9.0, bold=bar.over, align="right")
        flow.paper.text(left + room + 19.0, flow.y + baseline(words), bar.median, words)
        flow.paper.text(left + room + FIGURE_MM, flow.y + baseline(words), bar.on_time, words)
        flow.y += ROW_MM
    flow.y += 1.0


def _columns(flow: Flow, months: tuple[tuple[str, int], ...]) -> None:
    high, highest = 26.0, max(count for _, count in months)
    flow.need(high + 14.0)
    base = flow.y + high + 5.0
    step = flow.width / max(len(months), 6)
    label = TextStyle(size=8.0, align="center")
    for at, (name, count) in enumerate(months):
        middle = flow.x + step * (at + 0.5)
        tall = high * count / highest
        flow.paper.fill(middle - step * 0.3, base - tall, step * 0.6, tall, shade=TINT if not count else GREY)
        flow.paper.text(middle, base - tall - 1.0, f"{count}", label)
        flow.paper.text(middle, base + 4.0, name, label)
    flow.paper.line(flow.x, base, flow.x + step * len(months), base, 0.8)
    flow.y = base + 7.0


def _table(flow: Flow, table: QualityTable) -> None:
    draw_heading(flow, table.title, room=22.0)
    whole = sum(table.widths)
    columns = tuple(
        GridColumn(head, flow.width * width / whole, "left" if not at else "right")
        for at, (head, width) in enumerate(zip(table.heads, table.widths, strict=True))
    )
    grid = Grid(flow, columns, line=0.5)
    grid.start()
    for row in table.rows:
        cells: list[Cell] = [[(one.text, CELL if not at else NUMBER)] for at, one in enumerate(row)]
        grid.row(cells)
    if not table.rows:
        flow.paragraph("Tidak ada catatan pada masa ini.", BODY)
    flow.y += 1.5
    if table.note:
        flow.paragraph(table.note, SMALL)
