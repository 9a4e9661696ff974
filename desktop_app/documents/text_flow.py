"""Text that wraps, shrinks and never clips: blocks, fitted lines, label rows, page flow.

Widths and heights in mm, ``y`` grows downwards. A word wider than its column is cut at the character, so
the longest realistic name or a long e-mail address stays inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.documents import fonts
from desktop_app.documents.page import BODY, LABEL, MARGIN_MM, MM, Paper, TextStyle

SMALLEST_PT = 6.0


def width_mm(text: str, style: TextStyle) -> float:
    """Return the width of one line in mm."""
    return fonts.text_width(fonts.printable(text), style.font, style.size) / MM


def wrap(text: str, style: TextStyle, width: float) -> list[str]:
    """Return the lines of ``text`` in a column of ``width`` mm; line breaks in the text are kept."""
    return list(_wrapped(text, style.font, style.size, round(width * MM, 3)))


@lru_cache(maxsize=8_000)
def _wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        lines.extend(_wrapped_line(fonts.printable(part), font, size, width))
    return tuple(lines)


def _wrapped_line(text: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    current: str | None = None
    for word in text.split(" "):
        candidate = word if current is None else f"{current} {word}"
        if fonts.text_width(candidate, font, size) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        pieces = _cut(word, font, size, width)
        lines.extend(pieces[:-1])
        current = pieces[-1]
    lines.append(current or "")
    return lines


def _cut(word: str, font: str, size: float, width: float) -> list[str]:
    """Cut a word that is wider than the column; after a slash, hyphen, dot or @ where one is near."""
    pieces: list[str] = []
    while fonts.text_width(word, font, size) > width and len(word) > 1:
        end = len(word) - 1
        while end > 1 and fonts.text_width(word[:end], font, size) > width:
            end -= 1
        soft = max(word.rfind(mark, 0, end) for mark in "/-.@_") + 1
        end = soft if soft > end // 2 else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def block_height(text: str, style: TextStyle, width: float) -> float:
    """Return the height in mm of ``text`` wrapped to ``width``."""
    return len(wrap(text, style, width)) * style.line_mm


def draw_block(
    paper: Paper,
    x: float,
    y: float,
    width: float,
    text: str,
    style: TextStyle = BODY,
    *,
    justify: bool = False,
) -> float:
    """Draw wrapped text with its top at ``y`` and return the y below it."""
    return draw_lines(paper, x, y, width, wrap(text, style, width), style, justify=justify)


def draw_lines(
    paper: Paper,
    x: float,
    y: float,
    width: float,
    lines: list[str],
    style: TextStyle,
    *,
    justify: bool = False,
) -> float:
    """Draw lines that are already wrapped; the last one is never stretched."""
    anchor = {"left": x, "center": x + width / 2, "right": x + width}[style.align]
    for index, line in enumerate(lines):
        stretch = 0.0
        gaps = line.count(" ")
        if justify and gaps and index < len(lines) - 1:
            spare = width * MM - fonts.text_width(line, style.font, style.size)
            stretch = spare / gaps if 0 < spare < 0.3 * width * MM else 0.0
        paper.text(anchor, y + baseline(style), line, style, stretch)
        y += style.line_mm
    return y


def baseline(style: TextStyle) -> float:
    """Return the distance in mm from the top of a line to its baseline."""
    return style.size * (0.5 * (style.leading - 1.0) + 0.86) / MM


def fitted_style(text: str, style: TextStyle, width: float, height: float) -> TextStyle:
    """Return the style shrunk, at most to 6 pt and then without limit, until the text fits width x height."""
    size = style.size
    while size > 2.0 and block_height(text, style.sized(size), width) > height + 0.01:
        size -= 0.25 if size > SMALLEST_PT else 0.5
    return style.sized(size)


def draw_one_line(paper: Paper, x: float, y: float, width: float, text: str, style: TextStyle) -> None:
    """Draw one line (top at ``y``), shrunk until it is no wider than ``width``."""
    natural = width_mm(text, style)
    fitting = style if natural <= width else style.sized(style.size * width / natural * 0.995)
    anchor = {"left": x, "center": x + width / 2, "right": x + width}[style.align]
    paper.text(anchor, y + baseline(style), text, fitting)


def draw_field(
    paper: Paper,
    x: float,
    y: float,
    width: float,
    label: str,
    value: str,
    *,
    label_width: float = 28.0,
    style: TextStyle = BODY,
    max_lines: int = 0,
    label_style: TextStyle = LABEL,
) -> float:
    """Draw "Label : value", the value wrapped (and shrunk to ``max_lines`` if given); return the y below."""
    paper.text(x, y + baseline(style), label, label_style.sized(style.size))
    paper.text(x + label_width, y + baseline(style), ":", label_style.sized(style.size))
    left = x + label_width + 3.0
    room = width - label_width - 3.0
    if max_lines:
        style = fitted_style(value, style, room, style.line_mm * max_lines)
    return draw_block(paper, left, y, room, value, style)


@dataclass(slots=True)
class Flow:
    """A column of text running over pages. ``on_new_page`` draws a continued page's head and returns its y."""

    paper: Paper
    x: float
    width: float
    y: float
    bottom: float
    on_new_page: Callable[[Paper], float] | None = None

    def need(self, height: float) -> bool:
        """Begin a new page unless ``height`` mm are left; True if it did."""
        if self.y + height <= self.bottom + 0.01:
            return False
        self.break_page()
        return True

    def break_page(self) -> None:
        """Begin a new page."""
        self.paper.new_page()
        self.y = self.on_new_page(self.paper) if self.on_new_page else MARGIN_MM + 5

    def paragraph(
        self,
        text: str,
        style: TextStyle = BODY,
        *,
        indent: float = 0.0,
        justify: bool = False,
        gap: float = 2.0,
    ) -> None:
        """Draw a paragraph line by line over pages."""
        lines = wrap(text, style, self.width - indent)
        for index, line in enumerate(lines):
            self.need(style.line_mm * (2 if index == 0 and len(lines) > 1 else 1))
            pair = [line, ""] if index < len(lines) - 1 else [line]
            draw_lines(self.paper, self.x + indent, self.y, self.width - indent, pair, style, justify=justify)
            self.y += style.line_mm
        self.y += gap

    def numbered(self, items: tuple[str, ...], style: TextStyle = BODY, *, gap: float = 1.0) -> None:
        """Draw a numbered list."""
        for number, item in enumerate(items, 1):
            self.need(style.line_mm)
            self.paper.text(self.x, self.y + baseline(style), f"{number}.", style)
            self.paragraph(item, style, indent=7.0, gap=gap)

    def field(
        self,
        label: str,
        value: str,
        *,
        label_width: float = 32.0,
        style: TextStyle = BODY,
        label_style: TextStyle = LABEL,
    ) -> None:
        """Draw "Label : value" and move on; a value taller than the page flows over it."""
        height = block_height(value, style, self.width - label_width - 3.0)
        if height > 60.0:
            self.paragraph(f"{label} :", label_style.sized(style.size), gap=0.5)
            self.paragraph(value, style, indent=label_width + 3.0, gap=0.8)
            return
        self.need(height)
        self.y = draw_field(
            self.paper,
            self.x,
            self.y,
            self.width,
            label,
            value,
            label_width=label_width,
            style=style,
            label_style=label_style,
        )
        self.y += 0.8
