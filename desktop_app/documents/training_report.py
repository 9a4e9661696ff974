"""Laporan training with the attendance of each day and the recap of the questionnaire (DOMAIN 3 no. 5)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.documents.grid import Grid, GridColumn
from desktop_app.documents.letter_layout import people_grid
from desktop_app.documents.page import BODY, SMALL, Paper, PrintSetup
from desktop_app.documents.score_chart import draw_test_figures
from desktop_app.documents.session_data import QuestionScore, TrainingReport
from desktop_app.documents.sheet_parts import (
    NO_SETUP,
    draw_heading,
    draw_signatures,
    draw_title,
    open_paper,
    start_flow,
)
from desktop_app.documents.text_flow import Flow, draw_block
from desktop_app.documents.wording import counted, day_span, hours, joined, long_date, plain_date

HIGHEST_SCORE = 4.0
TEXT = BODY.sized(9.5)


def render_report(
    data: TrainingReport, *, size: str = "a4", blank: bool = False, setup: PrintSetup = NO_SETUP
) -> bytes:
    """Return the report as PDF; it has no blank form."""
    session = data.session
    paper = open_paper(
        data.office,
        size,
        setup,
        title=f"Laporan Training {session.topic}",
        subject=day_span(session.days),
        keywords=(data.number, session.session_key, data.token),
    )
    flow = start_flow(paper, data.office, token=data.token)
    draw_title(flow, "LAPORAN PELAKSANAAN TRAINING", f"Nomor: {data.number}" if data.number else "")
    _general(flow, data)
    _attendance(flow, data)
    if data.tests is not None:
        draw_test_figures(flow, data.tests)
    _list(flow, "Materi yang disampaikan", data.activities)
    _scores(flow, data.scores)
    _list(flow, "Pendapat peserta", data.comments)
    _list(flow, "Hambatan", data.problems)
    _list(flow, "Saran", data.suggestions)
    flow.need(50.0)
    flow.y += 4.0
    if data.dated is not None:
        text = f"{data.office.place}, {plain_date(data.dated)}"
        flow.y = draw_block(paper, flow.x + flow.width - 70.0, flow.y, 70.0, text) - 3.0
    draw_signatures(flow, data.signatures)
    if data.participants:
        flow.break_page()
        draw_heading(flow, "Lampiran: daftar peserta")
        people_grid(flow, data.participants)
    return paper.finish()


def _general(flow: Flow, data: TrainingReport) -> None:
    session = data.session
    rows = (
        ("Aplikasi", session.topic + (f" ({session.batch})" if session.batch else "")),
        ("Hari/tanggal", day_span(session.days)),
        ("Waktu", hours(session.start, session.end, data.office.zone_label)),
        ("Tempat", session.venue),
        ("Kelompok pengguna", session.user_group),
        ("Trainer", joined(session.trainers)),
        ("Asal permohonan", "; ".join(data.requested_by)),
        ("Peserta diundang", counted(data.invited)),
        ("Lama", f"{session.hours_jp} JP (45 menit)" if session.hours_jp else ""),
    )
    for label, value in rows:
        if value:
            flow.field(label, value, label_width=38.0)


def _attendance(flow: Flow, data: TrainingReport) -> None:
    if not data.day_counts:
        return
    draw_heading(flow, "Kehadiran")
    columns = (
        GridColumn("Hari/tanggal", flow.width - 126.0),
        GridColumn("Hadir", 18.0, "right"),
        GridColumn("Setengah hari", 22.0, "right"),
        GridColumn("Terlambat", 22.0, "right"),
        GridColumn("Pulang awal", 22.0, "right"),
        GridColumn("Tidak hadir", 22.0, "right"),
        GridColumn("Persen", 20.0, "right"),
    )
    grid = Grid(flow, columns)
    grid.start()
    for one in data.day_counts:
        total = one.present + one.half + one.absent
        share = f"{(100 * one.present + 50 * one.half) // total} %" if total else "-"
        counts = (one.present, one.half, one.late, one.early, one.absent)
        words = (long_date(one.day), *(f"{count}" for count in counts), share)
        grid.row([[(word, TEXT)] for word in words])
    flow.y += 2.0


def _scores(flow: Flow, scores: Sequence[QuestionScore]) -> None:
    """Draw the recap: average with a bar of its share of 4, number of answers."""
    if not scores:
        return
    draw_heading(flow, "Rekap kuesioner")
    bar = 45.0
    grid = Grid(
        flow,
        (
            GridColumn("No", 9.0, "right"),
            GridColumn("Pertanyaan", flow.width - 9.0 - bar - 38.0),
            GridColumn("Rata-rata (1-4)", 20.0, "right"),
            GridColumn("", bar),
            GridColumn("Jawaban", 18.0, "right"),
        ),
    )
    grid.start()
    for number, score in enumerate(scores, 1):
        average = f"{score.average:.2f}".replace(".", ",") if score.answers else "-"
        words = (f"{number}", score.question, average, "", f"{score.answers}")
        left = grid.edges()[3] + 2.0
        filled = (bar - 4.0) * max(0.0, min(1.0, score.average / HIGHEST_SCORE))

        def paint(paper: Paper, y: float, height: float, x: float = left, width: float = filled) -> None:
            paper.fill(x, y + height / 2 - 1.4, width, 2.8, shade=0.47)
            paper.rect(x, y + height / 2 - 1.4, bar - 4.0, 2.8, 0.5)

        grid.row([[(word, TEXT)] for word in words], paint=paint)
    answers = max(score.answers for score in scores)
    flow.y += 1.0
    flow.paragraph(f"Jawaban terbanyak pada satu pertanyaan: {answers} orang.", SMALL)


def _list(flow: Flow, heading: str, items: tuple[str, ...]) -> None:
    if items:
        draw_heading(flow, heading)
        flow.numbered(items)
