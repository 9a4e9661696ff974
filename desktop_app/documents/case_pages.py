"""Pages that only the file of a case has: its cover, tables of what was said and done, and a page for what is lost."""

from __future__ import annotations

from desktop_app.documents.case_data import CaseCover, CasePart, CaseTable
from desktop_app.documents.common_data import Office
from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, MARGIN_MM, Paper, TextStyle
from desktop_app.documents.sheet_parts import (
    FOOT_MM,
    NO_SETUP,
    SIDE_MM,
    draw_heading,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow

SIZE = "a4"
SMALL_TEXT = TextStyle(size=9.0)
WARNING = TextStyle(size=10.0, bold=True)


def render_cover(cover: CaseCover) -> bytes:
    """The cover with "daftar isi berkas"."""
    title = f"Berkas {cover.key}"
    paper = open_paper(cover.office, SIZE, NO_SETUP, title=title, keywords=(cover.key, cover.agenda_label), foot=title)
    flow = start_flow(paper, cover.office)
    draw_title(flow, "BERKAS PERMOHONAN TRAINING", f"Nomor agenda {cover.agenda_label}", gap=5.0)
    for label, value in cover.facts:
        flow.field(label, value, label_width=38.0)
    draw_heading(flow, "Penyimpanan dan retensi")
    for label, value in cover.keeping:
        flow.field(label, value, label_width=38.0)
    if cover.problems:
        draw_heading(flow, "Yang tidak dapat dimuat")
        for problem in cover.problems:
            flow.paragraph(problem, WARNING, gap=1.0)
    draw_heading(flow, "Daftar isi berkas")
    _contents(flow, cover)
    return paper.finish()


def _contents(flow: Flow, cover: CaseCover) -> None:
    width = flow.width
    columns = (
        GridColumn("No.", width * 0.07, "right"),
        GridColumn("Uraian", width * 0.51),
        GridColumn("Tingkat perkembangan", width * 0.22),
        GridColumn("Lembar", width * 0.09, "right"),
        GridColumn("Halaman", width * 0.11, "right"),
    )
    grid = Grid(flow, columns, line=0.5)
    grid.start()
    for number, line in enumerate(cover.contents, 1):
        texts = (f"{number}", line.title, line.copy, f"{line.pages}", f"{line.first_page}")
        grid.row([[(text, SMALL_TEXT)] for text in texts])


def render_table(table: CaseTable) -> bytes:
    """A table on as many pages as it needs."""
    paper = open_paper(
        table.office, SIZE, NO_SETUP, title=f"{table.title} {table.about}", foot=f"{table.title} - {table.about}"
    )
    flow = Flow(paper, SIDE_MM, paper.width - 2 * SIDE_MM, MARGIN_MM + 3.0, paper.height - FOOT_MM)
    draw_title(flow, table.title.upper(), table.about, gap=3.0)
    if not table.rows:
        flow.paragraph(table.nothing, BODY)
        return paper.finish()
    whole = sum(column.share for column in table.columns)
    grid = Grid(flow, tuple(GridColumn(one.title, flow.width * one.share / whole) for one in table.columns), line=0.5)
    grid.start()
    for row in table.rows:
        cells: list[Cell] = [[(text, SMALL_TEXT)] for text in row]
        grid.row(cells)
    return paper.finish()


def render_lost(office: Office, part: CasePart, about: str, where: str) -> bytes:
    """The page that stands where a damaged or missing part would be, so that nobody thinks it never existed."""
    paper = open_paper(office, SIZE, NO_SETUP, title=f"{part.title} (tidak dapat dimuat)", foot=about)
    flow = start_flow(paper, office)
    draw_title(flow, "BAGIAN INI TIDAK DAPAT DIMUAT", about, gap=6.0)
    flow.field("Bagian", f"{part.group}: {part.title}", label_width=38.0)
    flow.field("Sebab", part.lost, label_width=38.0)
    flow.field("Surat aslinya", where, label_width=38.0)
    flow.paragraph(
        "Cari aslinya di tempat itu dan pindai ulang, atau pulihkan dari cadangan (Pengaturan, Cadangan).",
        BODY,
        indent=0.0,
    )
    return paper.finish()


def render_picture(office: Office, part: CasePart) -> bytes | None:
    """A scanned picture on a page of its own, its proportions kept; ``None`` when it cannot be read."""
    paper: Paper = open_paper(office, SIZE, NO_SETUP, title=part.title)
    shown = paper.picture(MARGIN_MM, MARGIN_MM, paper.width - 2 * MARGIN_MM, paper.height - 2 * MARGIN_MM, part.content)
    return paper.finish() if shown else None
