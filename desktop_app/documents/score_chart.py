"""First and last test of a class as figures and a chart of two bars a band, in grey and tint for the photocopier."""

from __future__ import annotations

from desktop_app.documents.class_data import TestFigures
from desktop_app.documents.page import BODY, GREY, MM, SMALL, TINT, TextStyle
from desktop_app.documents.sheet_parts import draw_heading
from desktop_app.documents.text_flow import Flow, baseline

CHART_MM, BAR_MM, GAP_MM = 34.0, 9.0, 1.0
LABEL = TextStyle(size=8.0, align="center")


def draw_test_figures(flow: Flow, tests: TestFigures) -> None:
    """Draw "Hasil tes": averages, who passed, and how the scores lay before and after."""
    draw_heading(flow, "Hasil tes", room=CHART_MM + 26.0)
    before, after = ("-" if one is None else f"{one}" for one in (tests.average_before, tests.average_after))
    flow.field("Rata-rata", f"tes awal {before}, tes akhir {after}", label_width=38.0)
    if tests.tested:
        share = 100 * tests.passed // tests.tested
        words = f"{tests.passed} dari {tests.tested} orang ({share} %), nilai lulus {tests.pass_mark}"
        flow.field("Lulus", words, label_width=38.0)
    highest = max((max(one.before, one.after) for one in tests.bands), default=0)
    if highest:
        _chart(flow, tests, highest)


def _chart(flow: Flow, tests: TestFigures, highest: int) -> None:
    paper = flow.paper
    flow.need(CHART_MM + 14.0)
    base = flow.y + 5.0 + CHART_MM
    step = (flow.width - 40.0) / len(tests.bands)
    for at, band in enumerate(tests.bands):
        middle = flow.x + step * (at + 0.5)
        for x, count, shade in (
            (middle - BAR_MM - GAP_MM / 2, band.before, TINT),
            (middle + GAP_MM / 2, band.after, GREY),
        ):
            high = CHART_MM * count / highest
            paper.fill(x, base - high, BAR_MM, high, shade=shade)
            paper.rect(x, base - high, BAR_MM, high, 0.5)
            paper.text(x + BAR_MM / 2, base - high - 1.0, f"{count}", LABEL)
        paper.text(middle, base + LABEL.size / MM + 1.0, band.label, LABEL)
    paper.line(flow.x, base, flow.x + flow.width - 40.0, base, 0.8)
    _legend(flow, base)
    flow.y = base + 8.0
    flow.paragraph("Jumlah peserta menurut nilai tes.", SMALL)


def _legend(flow: Flow, base: float) -> None:
    x = flow.x + flow.width - 34.0
    for at, (words, shade) in enumerate((("tes awal", TINT), ("tes akhir", GREY))):
        y = base - CHART_MM + 8.0 * at
        flow.paper.fill(x, y, 5.0, 4.0, shade=shade)
        flow.paper.rect(x, y, 5.0, 4.0, 0.5)
        flow.paper.text(x + 7.0, y + baseline(BODY), words, BODY.sized(9.0))
