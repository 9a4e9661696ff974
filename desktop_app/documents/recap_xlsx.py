"""Rekap kuesioner as a workbook: a row a question with real numbers and a native chart, then what people wrote."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from desktop_app.documents.class_data import QuestionCounts, QuestionnaireRecap
from desktop_app.documents.register_xlsx import clean_text, set_paper

HEAD = PatternFill("solid", fgColor="EDEDED")
BOLD, PLAIN = Font(name="Arial", size=10, bold=True), Font(name="Arial", size=10)
QUESTION, MARK, COMMENT = 60, 13, 90
"""Widths of the columns in characters."""


def render_recap_xlsx(data: QuestionnaireRecap, size: str = "f4") -> bytes:
    """The same figures as on paper."""
    book = Workbook()
    title = f"{data.session.topic}, {data.sheets} lembar dari {data.present} peserta hadir"
    book.properties.title = clean_text(f"Rekap Kuesioner {data.session.topic}")
    book.properties.creator = clean_text(data.office.short_name)
    _marks(book.active, data, title)
    _comments(book.create_sheet("Komentar"), data, title)
    set_paper(book, size)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _marks(sheet: Any, data: QuestionnaireRecap, title: str) -> None:
    sheet.title = "Rekap"
    heads = ("Pertanyaan", *data.scale, "Jawaban", "Rata-rata")
    _head(sheet, heads, (QUESTION, *[MARK] * (len(heads) - 1)))
    for row, one in enumerate(data.questions, 2):
        _text(sheet.cell(row, 1), one.question)
        for at, count in enumerate((*one.counts, one.answers), 2):
            _number(sheet.cell(row, at), count, "0")
        if (mean := mean_of(one)) is not None:
            _number(sheet.cell(row, len(heads)), mean, "0.00")
    last = len(data.questions) + 1
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{last}"
    if data.questions:
        sheet.add_chart(_chart(sheet, len(data.scale), last), f"A{last + 2}")
    _print_set_up(sheet, title)


def mean_of(one: QuestionCounts) -> float | None:
    """The average mark of a question, ``None`` while nobody answered it."""
    if not one.answers:
        return None
    return sum(mark * count for mark, count in enumerate(one.counts, 1)) / one.answers


def _chart(sheet: Any, marks: int, last: int) -> BarChart:
    """One bar a question, stacked by mark; the first question on top as in the table."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = "Jawaban menurut nilai"
    chart.height, chart.width = 4 + 1.2 * last, 26
    chart.add_data(Reference(sheet, min_col=2, max_col=marks + 1, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorUnit = 1 if _highest(sheet, marks, last) <= 12 else None
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
    return chart


def _highest(sheet: Any, marks: int, last: int) -> int:
    return max(int(sheet.cell(row, marks + 2).value) for row in range(2, last + 1))


def _comments(sheet: Any, data: QuestionnaireRecap, title: str) -> None:
    _head(sheet, ("Pertanyaan", "Jawaban"), (QUESTION, COMMENT))
    rows = [(question, words) for question, answers in data.comments for words in answers]
    for row, pair in enumerate(rows, 2):
        for at, words in enumerate(pair, 1):
            _text(sheet.cell(row, at), words)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:B{len(rows) + 1}"
    _print_set_up(sheet, title)


def _head(sheet: Any, heads: tuple[str, ...], widths: tuple[int, ...]) -> None:
    for at, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        _text(sheet.cell(1, at), head, BOLD)
        sheet.cell(1, at).fill = HEAD
        sheet.column_dimensions[get_column_letter(at)].width = width


def _text(cell: Any, words: str, font: Font = PLAIN) -> None:
    """Text is text whatever it begins with."""
    cell.value = clean_text(words)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _number(cell: Any, value: float, form: str) -> None:
    cell.value, cell.number_format, cell.font = value, form, PLAIN
    cell.alignment = Alignment(vertical="top")


def _print_set_up(sheet: Any, words: str) -> None:
    """Landscape, one page wide, the heads on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = clean_text(words).replace("&", "&&")[:200]
    sheet.oddFooter.right.text = "Halaman &P dari &N"
