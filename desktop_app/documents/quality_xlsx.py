"""Laporan mutu baku as a workbook: what is wrong first, then one sheet a table with real numbers and native charts."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from desktop_app.documents.quality_report import Figure, QualityPaper, QualityTable
from desktop_app.documents.register_xlsx import clean_text, set_paper

HEAD = PatternFill("solid", fgColor="EDEDED")
BOLD = Font(name="Arial", size=10, bold=True)
PLAIN = Font(name="Arial", size=10)
WIDEST = 60
EMPTY = "Tidak ada catatan pada masa ini."


def render_quality_xlsx(data: QualityPaper, size: str = "f4") -> bytes:
    """The report as a workbook; the same figures as on paper."""
    book = Workbook()
    book.properties.title = clean_text(f"Laporan Mutu Baku {data.period}")
    book.properties.creator = clean_text(data.office.short_name)
    _front(book.active, data)
    for table in data.tables:
        _sheet(book.create_sheet((table.short or table.title)[:31]), table, data.period)
    set_paper(book, size)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _front(sheet: Any, data: QualityPaper) -> None:
    sheet.title = "Ringkasan"
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 100
    lines = (
        ("Laporan", f"Kinerja terhadap mutu baku, {data.period}"),
        ("Kesimpulan", data.sentence),
        ("Jumlah", data.totals),
        ("Cara hitung", data.note),
    )
    for at, (label, words) in enumerate(lines, 1):
        _text(sheet.cell(at, 1), label, BOLD)
        _text(sheet.cell(at, 2), words, BOLD if label == "Kesimpulan" else PLAIN)
    _print_set_up(sheet, data.period)


def _text(cell: Any, words: str, font: Font) -> None:
    """Text is text whatever it begins with."""
    cell.value = clean_text(words)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _sheet(sheet: Any, table: QualityTable, period: str) -> None:
    for at, head in enumerate(table.heads, 1):
        _text(sheet.cell(1, at), head, BOLD)
        sheet.cell(1, at).fill = HEAD
        texts = [head, *(row[at - 1].text for row in table.rows)]
        sheet.column_dimensions[get_column_letter(at)].width = min(max(len(one) for one in texts) + 3, WIDEST)
    for number, row in enumerate(table.rows, 2):
        for at, figure in enumerate(row, 1):
            _figure(sheet.cell(number, at), figure)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.rows) + 1}"
    below = len(table.rows) + 3
    if not table.rows:
        _text(sheet.cell(2, 1), EMPTY, PLAIN)
    if table.note:
        _text(sheet.cell(below, 1), table.note, PLAIN)
        sheet.cell(below, 1).alignment = Alignment(wrap_text=False)
    if table.charted and table.rows:
        sheet.add_chart(_chart(sheet, table), f"A{below + 2}")
    _print_set_up(sheet, f"{table.title} - {period}")


def _figure(cell: Any, figure: Figure) -> None:
    if figure.number is None:
        _text(cell, figure.text, PLAIN)
        return
    cell.value = figure.number
    cell.number_format = figure.form
    cell.font = PLAIN


def _chart(sheet: Any, table: QualityTable) -> BarChart:
    chart = BarChart()
    chart.type = "col"
    chart.title = table.title
    chart.height, chart.width = 9, 22
    last = len(table.rows) + 1
    for column in table.charted:
        values = Reference(sheet, min_col=column + 1, min_row=1, max_row=last)
        chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    if len(table.charted) == 1:
        chart.legend = None
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
    return chart


def _print_set_up(sheet: Any, words: str) -> None:
    """Landscape, one page wide, the heads on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = clean_text(words).replace("&", "&&")[:200]
    sheet.oddFooter.right.text = "Halaman &P dari &N"
