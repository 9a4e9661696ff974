"""Seats of a class: sure ones filled, held ones outlined, free ones are track; always with words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


def seat_words(sure: int, held: int, capacity: int) -> str:
    """``12/20``, ``12/20, 3 ditahan`` or ``penuh``."""
    if sure >= capacity:
        return "penuh"
    return f"{sure}/{capacity}, {held} ditahan" if held else f"{sure}/{capacity}"


def paint_fill(
    painter: QPainter, area: QRectF, sure: float, held: float, capacity: float, tone: paint.Tone = "accent"
) -> None:
    """Paint the bar into ``area`` (4 to 6 px high)."""
    radius = area.height() / 2
    paint.box(painter, area, radius, "track")
    if capacity <= 0:
        return
    unit = area.width() / capacity
    taken = min(sure + held, capacity) * unit
    if held > 0 and taken > 0:
        paint.box(painter, QRectF(area.x(), area.y(), taken, area.height()), radius, "surface", tone)
    solid = min(sure, capacity) * unit
    if solid > 0:
        paint.box(painter, QRectF(area.x(), area.y(), max(solid, area.height()), area.height()), radius, tone)


class FillBar(QWidget):
    """The bar with its words: ``FillBar(12, 3, 20, "t_ppk")``. ``words`` replaces the computed ones."""

    def __init__(
        self,
        sure: int = 0,
        held: int = 0,
        capacity: int = 0,
        tone: str = "accent",
        *,
        words: str = "",
        bar_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar_width = bar_width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_seats(sure, held, capacity, tone, words=words)

    def set_seats(self, sure: int, held: int, capacity: int, tone: str = "accent", *, words: str = "") -> None:
        """Show other numbers."""
        self._seats = (sure, held, capacity)
        self._tone = tone
        self._words = words or seat_words(sure, held, capacity)
        self.setAccessibleName(f"Kursi {self._words}")
        self.update()

    def sizeHint(self) -> QSize:
        """One caption line."""
        return QSize(theme.px(self._bar_width or 120) + theme.px(90), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and words."""
        with paint.on(self) as painter:
            words = paint.width_of(self._words, "caption")
            wide = theme.px(self._bar_width) if self._bar_width else self.width() - words - theme.px(14)
            high = theme.px(6)
            area = QRectF(0, round(self.height() / 2 - high / 2), max(wide, 8), high)
            paint_fill(painter, area, *self._seats, self._tone)
            rest = QRectF(area.right() + theme.px(14), 0, self.width() - area.right() - theme.px(14), self.height())
            paint.text(painter, rest, self._words, "caption", "text2")
