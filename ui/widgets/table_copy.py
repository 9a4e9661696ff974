"""Rows on the clipboard as a table: tabs for a text editor, HTML for a spreadsheet or a letter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.widgets.table_rows import Cell, Column, TableRow

MOST_ROWS = 20_000
"""More than this belongs into an export, not onto the clipboard."""


def table_of(columns: Sequence[Column], rows: Sequence[TableRow]) -> list[list[str]]:
    """Titles and cells as words; a column without a title (icons) stays out."""
    told = [column for column in columns if column.title]
    return [[column.title for column in told], *([_words(row.cell(column.key)) for column in told] for row in rows)]


def put_on_clipboard(columns: Sequence[Column], rows: Sequence[TableRow]) -> None:
    """Both forms at once; who pastes takes the one he understands."""
    lines = table_of(columns, rows)
    content = QMimeData()
    content.setText("\n".join("\t".join(_one_line(words) for words in line) for line in lines))
    content.setHtml(_html(lines))
    QGuiApplication.clipboard().setMimeData(content)


def _words(cell: Cell) -> str:
    if cell.checked is not None:
        return "ya" if cell.checked else "tidak"
    return "; ".join(part for part in (cell.badge.text if cell.badge else "", cell.text, cell.detail) if part)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _html(lines: Sequence[Sequence[str]]) -> str:
    def row(tag: str, line: Sequence[str]) -> str:
        # Text stays text in a spreadsheet: 001/2026 is no date, and what begins with = is no formula.
        cells = "".join(f"<{tag} style=\"mso-number-format:'\\@'\">{escape(words)}</{tag}>" for words in line)
        return f"<tr>{cells}</tr>"

    return f"<table>{row('th', lines[0])}{''.join(row('td', line) for line in lines[1:])}</table>"
