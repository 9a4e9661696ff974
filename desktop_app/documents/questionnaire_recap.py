"""Rekap kuesioner: how often each box was ticked, the average with a bar, and what was written (DOMAIN 3 no. 5)."""

from __future__ import annotations

from desktop_app.documents.class_data import QuestionCounts, QuestionnaireRecap
from desktop_app.documents.grid import Grid, GridColumn, PaintRow
from desktop_app.documents.page import BODY, SMALL, Paper, PrintSetup
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, draw_block
from desktop_app.documents.wording import counted, day_span, joined, plain_date

TEXT = BODY.sized(9.5)
COUNT_MM, AVERAGE_MM, BAR_MM = 15.0, 17.0, 26.0


def render_recap(
    data: QuestionnaireRecap, *, size: str = "a4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the recap as PDF; it has no blank form."""
    session = data.session
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Rekap Kuesioner {session.topic}",
        subject=day_span(session.days),
        keywords=(session.session_key, data.token),
        foot=f"Rekap kuesioner - {session.topic}",
    )
    flow = start_flow(paper, data.office, token=data.token)
    draw_title(flow, "REKAP KUESIONER TRAINING", "Survei kepuasan peserta", gap=2.0)
    for label, value in (
        ("Training", session.topic),
        ("Hari/tanggal", day_span(session.days)),
        ("Tempat", session.venue),
        ("Trainer", joined(session.trainers)),
        ("Lembar masuk", f"{data.sheets} lembar dari {counted(data.present)} yang hadir"),
    ):
        flow.field(label, value)
    flow.y += 2.0
    _table(flow, data)
    for question, answers in data.comments:
        draw_heading(flow, question)
        flow.numbered(answers or ("Tidak ada jawaban tertulis.",), TEXT)
    flow.need(46.0)
    flow.y += 3.0
    if data.dated is not None:
        words = f"{data.office.place}, {plain_date(data.dated)}"
        flow.y = draw_block(paper, flow.x + flow.width - 70.0, flow.y, 70.0, words) - 3.0
    draw_signatures(flow, data.signatures)
    return paper.finish()


def _table(flow: Flow, data: QuestionnaireRecap) -> None:
    fixed = 9.0 + COUNT_MM * len(data.scale) + AVERAGE_MM + BAR_MM
    grid = Grid(
        flow,
        (
            GridColumn("No", 9.0, "right"),
            GridColumn("Pertanyaan", flow.width - fixed),
            *(
                GridColumn(label, COUNT_MM, "center", subtitle=f"nilai {mark}")
                for mark, label in enumerate(data.scale, 1)
            ),
            GridColumn("Rata-rata", AVERAGE_MM, "right"),
            GridColumn("", BAR_MM),
        ),
    )
    grid.start()
    for number, one in enumerate(data.questions, 1):
        words = (f"{number}", one.question, *(f"{count}" for count in one.counts), _average(one), "")
        grid.row([[(word, TEXT)] for word in words], middle=True, paint=_bar(grid, one, len(data.scale)))
    flow.y += 1.0
    asked = [one for one in data.questions if one.answers]
    if asked:
        whole = sum(one.average for one in asked) / len(asked)
        flow.paragraph(f"Rata-rata seluruh pertanyaan: {_comma(whole)} dari {len(data.scale)}.", BODY)
    else:
        flow.paragraph("Belum ada lembar kuesioner yang diisi.", SMALL)


def _bar(grid: Grid, one: QuestionCounts, highest: int) -> PaintRow:
    def paint(paper: Paper, y: float, height: float) -> None:
        left = grid.edges()[-2] + 2.0
        room = BAR_MM - 4.0
        paper.fill(left, y + height / 2 - 1.4, room * min(1.0, one.average / highest), 2.8, shade=0.47)
        paper.rect(left, y + height / 2 - 1.4, room, 2.8, 0.5)

    return paint


def _average(one: QuestionCounts) -> str:
    return _comma(one.average) if one.answers else "-"


def _comma(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
