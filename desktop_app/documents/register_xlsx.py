"""Registers as workbooks: the data sheet first, then "Ringkasan" with counts and a native chart.

Row 1 is the header, so that filters and other programs find it; title and period stand in the print header.
User text is always a string cell, never a formula (RELIABILITY row 28); dates and numbers are real. Control
characters are removed, and text over Excel's limit is cut with a mark (row 17).
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from desktop_app.documents.register_data import RegisterDocument, RegisterRow
from desktop_app.documents.registers import CellValue, ColumnKind, Register, register_of, summary, values

CELL_LIMIT = 32_767
CUT_MARK = " ... [dipotong]"
EXCEL_PAPER = {"f4": 14, "a4": 9}
"""Excel's numbers; F4 is its folio."""
LONGEST_NAME = 31
FORMATS = {
    ColumnKind.DATE: "dd/mm/yyyy",
    ColumnKind.MOMENT: 'dd/mm/yyyy hh"."mm',
    ColumnKind.TIME: 'hh"."mm',
    ColumnKind.NUMBER: "0",
    ColumnKind.TEXT: "General",
}
_TO_NUMBER: Any = to_excel
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return text that a workbook can hold: no control characters, at most 32,767 characters (UTF-16
    units).
    """
    if len(text) < CELL_LIMIT // 2 and text.isprintable():
        return text
    text = _CONTROL.sub("", text)
    if len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return text
    room = (CELL_LIMIT - len(CUT_MARK)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT_MARK


def render_register_xlsx(document: RegisterDocument, size: str = "f4") -> bytes:
    """Return the register as a workbook that prints on the office's paper, ``f4`` or ``a4``."""
    register = register_of(document.kind)
    book = Workbook(write_only=True)
    book.properties.title = clean_text(f"{register.title} {document.period}")
    book.properties.creator = clean_text(document.office.short_name)
    buffer = io.BytesIO()
    try:
        _data_sheet(book, register, document)
        _summary_sheet(book, register, document)
        set_paper(book, size)
        book.save(buffer)
    except BaseException:
        _abandon(book)
        raise
    return buffer.getvalue()


def _abandon(book: Any) -> None:
    """An export that was stopped leaves nothing: the library's rows so far lie in a file of plain text."""
    for sheet in book.worksheets:
        writer = getattr(sheet, "_writer", None)
        if writer is None:
            continue
        with contextlib.suppress(Exception):
            sheet.close()
        with contextlib.suppress(OSError, ValueError):
            writer.cleanup()


class _Pen:
    """Makes cells of one sheet; each look is set up once and copied, which is what makes 30,000 rows quick."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._looks: dict[tuple[str, bool, bool], Any] = {}
        line = Side(style="thin", color="B0B0B0")
        self._border = Border(left=line, right=line, top=line, bottom=line)

    def cell(self, value: CellValue, kind: ColumnKind, *, struck: bool = False, bold: bool = False) -> Any:
        """Return a cell; text is forced to be text whatever it begins with."""
        if isinstance(value, str):
            value = clean_text(value)
        elif isinstance(value, datetime | time):
            value = value.replace(tzinfo=None)
        plain: Any = value
        cell: Any = WriteOnlyCell(self._sheet, plain)
        if isinstance(value, str):
            cell.data_type = "s"
            kind = ColumnKind.TEXT
        look = self._looks.get((kind, struck, bold))
        if look is None:
            look = self._looks[(kind, struck, bold)] = self._new_look(kind, struck, bold)
        cell._style = look
        return cell

    def style_id(self, kind: ColumnKind, *, struck: bool) -> int:
        """The workbook's number of a look."""
        return int(self.cell(None, kind, struck=struck).style_id)

    def _new_look(self, kind: ColumnKind, struck: bool, bold: bool) -> Any:
        model: Any = WriteOnlyCell(self._sheet, None)
        model.font = Font(name="Arial", size=10, strike=struck, bold=bold)
        model.number_format = FORMATS[kind]
        model.border = self._border
        middle = kind is not ColumnKind.TEXT
        model.alignment = Alignment(
            vertical="center" if bold else "top", wrap_text=not middle, horizontal="center" if bold else None
        )
        if bold:
            model.fill = PatternFill("solid", fgColor="EDEDED")
        return model._style


class _Written:
    """What the library's writer asks of a cell; one object serves them all."""

    __slots__ = ("_value", "coordinate", "data_type", "style_id")
    _comment = None
    hyperlink = None
    has_style = True

    def __init__(self) -> None:
        self.coordinate, self.data_type, self.style_id = "", "n", 0
        self._value: str | float | None = None


class _Rows:
    """Cells of the data rows, without the checks and style look-ups the library makes for each (half its time)."""

    def __init__(self, pen: _Pen, register: Register) -> None:
        self._register = register
        self._columns = [
            (
                get_column_letter(at),
                tuple(pen.style_id(column.kind, struck=struck) for struck in (False, True)),
                tuple(pen.style_id(ColumnKind.TEXT, struck=struck) for struck in (False, True)),
                column.attribute == register.remark,
            )
            for at, column in enumerate(register.columns, 1)
        ]
        self._cell = _Written()

    def cells(self, held: list[RegisterRow], number: int) -> Iterator[_Written]:
        """The cells of one row, one after the other in the same object: each is written before the next is made."""
        (row,) = held
        cell = self._cell
        for value, (letter, styles, texts, remark) in zip(values(self._register, row), self._columns, strict=True):
            struck = row.voided and not remark
            cell.coordinate = f"{letter}{number}"
            if isinstance(value, str):
                cell.data_type, cell._value, cell.style_id = "s", clean_text(value), texts[struck]
            else:
                cell.data_type, cell.style_id = "n", styles[struck]
                cell._value = _serial(value) if isinstance(value, date | time) else value
            yield cell


def _serial(moment: date | time) -> float:
    """Excel's number of a day or a time of day."""
    return float(_TO_NUMBER(moment.replace(tzinfo=None) if isinstance(moment, datetime | time) else moment))


def _data_sheet(book: Any, register: Register, document: RegisterDocument) -> None:
    sheet = book.create_sheet(sheet_name(register.title))
    last = get_column_letter(len(register.columns))
    for index, column in enumerate(register.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width_chars
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(document.rows) + 1}"
    _page_setup(sheet, register, document)
    pen = _Pen(sheet)
    sheet.append([pen.cell(column.title, ColumnKind.TEXT, bold=True) for column in register.columns])
    rows = _Rows(pen, register)
    sheet._values_to_row = rows.cells
    for row in document.rows:
        sheet.append([row])


def set_paper(book: Any, size: str) -> None:
    """Every sheet prints on the office's paper."""
    for sheet in book.worksheets:
        sheet.page_setup.paperSize = EXCEL_PAPER[size]


def _page_setup(sheet: Any, register: Register, document: RegisterDocument) -> None:
    """Set landscape, one page wide, the header row on each page, title and page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for side, inches in (("left", 0.52), ("right", 0.52), ("top", 0.8), ("bottom", 0.7)):
        setattr(sheet.page_margins, side, inches)
    sheet.oddHeader.center.text = _header_text(f"{register.title} - {document.period}")
    sheet.oddFooter.left.text = _header_text(document.office.short_name)
    sheet.oddFooter.right.text = "Halaman &P dari &N"


def _header_text(text: str) -> str:
    """Return text for a print header, where "&" begins a code; at most 200 characters."""
    return clean_text(text).replace("&", "&&")[:200]


def sheet_name(title: str) -> str:
    """A title as the name of a sheet, which has room for 31 signs; no word is cut in two."""
    if len(title) <= LONGEST_NAME:
        return title
    return title[: LONGEST_NAME + 1].rpartition(" ")[0] or title[:LONGEST_NAME]


def _summary_sheet(book: Any, register: Register, document: RegisterDocument) -> None:
    """Write totals and counts, and a native chart of them."""
    sheet = book.create_sheet("Ringkasan")
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 14
    pen = _Pen(sheet)
    text, number = ColumnKind.TEXT, ColumnKind.NUMBER
    voided = sum(row.voided for row in document.rows)
    lines: list[tuple[str, CellValue]] = [
        (register.title, document.period),
        ("Jumlah baris", len(document.rows)),
        ("Dibatalkan", voided),
        *document.counts,
    ]
    if document.filters:
        lines.insert(1, ("Saringan", document.filters))
    for label, value in lines:
        sheet.append([pen.cell(label, text), pen.cell(value, number)])
    counts = summary(register, document.rows)
    sheet.append([])
    first = len(lines) + 2
    sheet.append([pen.cell(register.counted_title, text, bold=True), pen.cell("Jumlah", text, bold=True)])
    for label, count in counts:
        sheet.append([pen.cell(label, text), pen.cell(count, number)])
    if counts:
        _chart(sheet, register, first, min(len(counts), 24))


def _chart(sheet: Any, register: Register, header_row: int, count: int) -> None:
    chart = BarChart()
    chart.type = "bar" if count > 12 else "col"
    chart.title = register.counted_title
    chart.legend = None
    chart.height, chart.width = 9, 18
    last = header_row + count
    chart.add_data(Reference(sheet, min_col=2, min_row=header_row, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=header_row + 1, max_row=last))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
    sheet.add_chart(chart, "D2")
