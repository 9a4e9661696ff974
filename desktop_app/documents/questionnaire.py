"""Kuesioner: a blank sheet with a scale of boxes and lines for words; no name is asked (DOMAIN 3 no.

5, 6.1).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.documents.grid import Cell, Grid, GridColumn
from desktop_app.documents.page import BODY, MARKED_MARGIN_MM, SMALL, Paper, PrintSetup
from desktop_app.documents.session_data import Questionnaire
from desktop_app.documents.sheet_parts import NO_SETUP, draw_heading, draw_title, open_paper, start_flow
from desktop_app.documents.text_flow import Flow
from desktop_app.documents.wording import day_span

BOX = 4.0
INTRO = "Beri tanda centang pada satu kotak di tiap baris. Nama tidak perlu ditulis."


def render_questionnaire(
    data: Questionnaire, *, size: str = "a4", blank: bool = True, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the questionnaire as PDF; it is always blank."""
    topic = data.session.topic if data.session else ""
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Kuesioner Training {topic}".strip(),
        subject="Survei kepuasan peserta",
        keywords=(data.token,),
    )
    flow = start_flow(paper, data.office, token=data.token, side=MARKED_MARGIN_MM, marked=True)
    draw_title(flow, "KUESIONER TRAINING", "Survei kepuasan peserta", gap=2.0)
    dots = "." * 60
    flow.field("Training", topic or dots)
    flow.field("Tanggal", day_span(data.session.days) if data.session else dots)
    flow.field("Trainer", ", ".join(data.session.trainers) if data.session else dots)
    flow.y += 1.5
    flow.paragraph(INTRO, BODY)
    _scale(flow, data)
    for question in data.open_questions:
        draw_heading(flow, question, room=24.0)
        for _ in range(3):
            flow.need(8.5)
            flow.y += 8.5
            flow.paper.line(flow.x, flow.y - 1.0, flow.x + flow.width, flow.y - 1.0, 0.6, dash=(0.6, 1.8))
    flow.y += 3.0
    flow.paragraph("Terima kasih. Serahkan lembar ini kepada helpdesk atau trainer.", SMALL)
    return paper.finish()


def _scale(flow: Flow, data: Questionnaire) -> None:
    column = 20.0
    count = len(data.scale)
    columns = (
        GridColumn("No", 9.0, "right"),
        GridColumn("Pertanyaan", flow.width - 9.0 - column * count),
        *(GridColumn(label, column, "center") for label in data.scale),
    )
    grid = Grid(flow, columns)
    grid.start()
    for number, question in enumerate(data.questions, 1):
        cells: list[Cell] = [[(f"{number}", BODY)], [(question, BODY)], *([[]] * count)]
        grid.row(cells, min_height=9.0, middle=True, paint=_boxes(grid, number, count))
    flow.y += 2.0


def _boxes(grid: Grid, number: int, count: int) -> Callable[[Paper, float, float], None]:
    def paint(paper: Paper, y: float, height: float) -> None:
        edges = grid.edges()[-count - 1 :]
        for index in range(count):
            x = (edges[index] + edges[index + 1] - BOX) / 2
            paper.tick_box(f"tanya{number}:{index + 1}", x, y + (height - BOX) / 2, BOX)

    return paint
