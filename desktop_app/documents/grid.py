"""Ruled tables paged by hand: wrapped cells, heads repeated on each page, over-long rows split.

Cells are pieces of styled text, one under the other. A row moves whole to the next page when it fits there;
only a row taller than a page is split.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_app.documents.page import BODY, Paper, TextStyle
from desktop_app.documents.text_flow import Flow, baseline, width_mm, wrap

FRESH_MM = 45.0
"""Heads of a fresh page: what is taller than the rest of it cannot be kept together anyway."""

PAD_X = 1.6
PAD_Y = 1.1

Piece = tuple[str, TextStyle]
Cell = Sequence[Piece]
PaintRow = Callable[[Paper, float, float], None]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: title, width in mm, alignment of head and cells."""

    title: str
    width: float
    align: str = "left"
    subtitle: str = ""


@dataclass(slots=True)
class Grid:
    """A table in a flow. ``head_style`` sets the titles; ``line`` is the rule's width in points."""

    flow: Flow
    columns: tuple[GridColumn, ...]
    head_style: TextStyle = field(default_factory=lambda: TextStyle(size=8.5, bold=True))
    line: float = 0.6
    headless: bool = False

    @property
    def total_width(self) -> float:
        """Sum of the columns in mm."""
        return sum(column.width for column in self.columns)

    def edges(self) -> list[float]:
        """Return the x of every vertical rule, from left to right."""
        edges = [self.flow.x]
        for column in self.columns:
            edges.append(edges[-1] + column.width)
        return edges

    def head(self) -> None:
        """Draw the head here (tinted)."""
        sub = TextStyle(size=self.head_style.size - 1)
        cells: list[Cell] = []
        for column in self.columns:
            pieces: list[Piece] = [(column.title, self.head_style)]
            if column.subtitle:
                pieces.append((column.subtitle, sub))
            cells.append(pieces)
        lines = self._lines(cells)
        height = max(self._height(lines), 7.0)
        self.flow.paper.fill(self.flow.x, self.flow.y, self.total_width, height)
        self._paint(lines, height, middle=True)
        self.flow.y += height

    def start(self, room: float = 12.0) -> None:
        """Draw the first head, on a new page if fewer than ``room`` mm would be left below it."""
        self.flow.need(room + 8.0)
        if not self.headless:
            self.head()

    def row(
        self,
        cells: Sequence[Cell],
        *,
        min_height: float = 0.0,
        struck: bool = False,
        middle: bool = False,
        paint: PaintRow | None = None,
        keep: float = 0.0,
    ) -> None:
        """Draw a row; one with ``keep`` goes to the next page when fewer mm than that would be left behind it.

        ``paint(paper, y, height)`` adds own ink (zig-zag numbers, tick boxes) after the rules.
        """
        lines = self._lines(cells)
        height = max(self._height(lines), min_height)
        together = height + keep if height + keep < self.flow.bottom - FRESH_MM else height
        if self.flow.y + together > self.flow.bottom + 0.01:
            self._turn()
        while self._height(lines) > self.flow.bottom - self.flow.y:
            now, lines = self._split(lines, self.flow.bottom - self.flow.y)
            self._paint(now, self._height(now), struck=struck)
            self.flow.y += self._height(now)
            self._turn()
            height = max(self._height(lines), min(min_height, 6.0))
        self._paint(lines, height, struck=struck, middle=middle)
        if paint is not None:
            paint(self.flow.paper, self.flow.y, height)
        self.flow.y += height

    def row_height(self, cells: Sequence[Cell]) -> float:
        """Return the height in mm that the row needs."""
        return self._height(self._lines(cells))

    def _turn(self) -> None:
        self.flow.break_page()
        if not self.headless:
            self.head()

    def _lines(self, cells: Sequence[Cell]) -> list[list[Piece]]:
        result: list[list[Piece]] = []
        for column, cell in zip(self.columns, cells, strict=True):
            wrapped: list[Piece] = []
            for text, style in cell:
                if text:
                    wrapped.extend((line, style) for line in wrap(text, style, column.width - 2 * PAD_X))
            result.append(wrapped)
        return result

    @staticmethod
    def _height(lines: list[list[Piece]]) -> float:
        tallest = max((sum(style.line_mm for _, style in cell) for cell in lines), default=0.0)
        return max(tallest, BODY.line_mm) + 2 * PAD_Y

    @staticmethod
    def _split(lines: list[list[Piece]], room: float) -> tuple[list[list[Piece]], list[list[Piece]]]:
        now: list[list[Piece]] = []
        later: list[list[Piece]] = []
        for cell in lines:
            used, count = 2 * PAD_Y, 0
            while count < len(cell) and used + cell[count][1].line_mm <= room:
                used += cell[count][1].line_mm
                count += 1
            now.append(cell[:count])
            later.append(cell[count:])
        return now, later

    def _paint(self, lines: list[list[Piece]], height: float, *, struck: bool = False, middle: bool = False) -> None:
        paper, y, edges = self.flow.paper, self.flow.y, self.edges()
        for column, cell, left in zip(self.columns, lines, edges, strict=False):
            used = sum(style.line_mm for _, style in cell)
            top = y + ((height - used) / 2 if middle else PAD_Y)
            for text, style in cell:
                self._paint_line(column, left, top, text, style, struck)
                top += style.line_mm
        for edge in edges:
            paper.line(edge, y, edge, y + height, self.line)
        paper.line(edges[0], y, edges[-1], y, self.line)
        paper.line(edges[0], y + height, edges[-1], y + height, self.line)

    def _paint_line(
        self, column: GridColumn, left: float, top: float, text: str, style: TextStyle, struck: bool
    ) -> None:
        width = width_mm(text, style)
        room = column.width - 2 * PAD_X
        shift = {"left": 0.0, "center": (room - width) / 2, "right": room - width}[column.align]
        x = left + PAD_X + shift
        self.flow.paper.text(x, top + baseline(style), text, style)
        if struck and text and not style.italic:
            middle = top + baseline(style) - style.size * 0.09
            self.flow.paper.line(x, middle, x + width, middle, 0.7)
