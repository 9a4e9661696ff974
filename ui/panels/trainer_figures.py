"""Three figures over the class: who came, how the tests went, how much was taught (picture 05, top)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.bars import BarPart, paint_parts


class Figure(NamedTuple):
    """A number in words, what it counts, and its share of the whole."""

    value: str
    label: str
    share: float
    tone: str = "accent"


class Figures(QWidget):
    """Figures side by side, each over its bar."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self.setObjectName(object_name)
        self.setAccessibleName("Ringkasan kelas")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show other numbers."""
        self._figures = tuple(figures)
        self.setAccessibleDescription("; ".join(f"{one.value} {one.label}" for one in figures))
        self.update()

    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._figures

    def sizeHint(self) -> QSize:
        """A title line over a bar."""
        return QSize(theme.px(600), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """Three short figures."""
        return QSize(theme.px(420), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint number, label and bar."""
        if not self._figures:
            return
        gap = theme.px(16.0)
        wide = (self.width() - gap * (len(self._figures) - 1)) / len(self._figures)
        with paint.on(self) as painter:
            for at, one in enumerate(self._figures):
                left = at * (wide + gap)
                line = QRectF(left, 0, wide, theme.px(30))
                used = paint.text(painter, line, one.value, "title") + theme.px(12)
                paint.text(painter, line.adjusted(used, theme.px(3), 0, 0), one.label, "dense", "text2")
                bar = QRectF(left, theme.px(36), wide, theme.px(4))
                paint_parts(painter, bar, (BarPart(min(one.share, 1.0), one.tone),))
