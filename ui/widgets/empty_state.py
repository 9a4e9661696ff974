"""Never a blank table: an icon disc, what is true, what to do."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets import paint


class EmptyView(NamedTuple):
    """The words of an empty state."""

    icon: str
    title: str
    text: str = ""


def paint_empty(painter: QPainter, area: QRectF, view: EmptyView) -> float:
    """Paint an empty state in the middle of ``area``; returns the y below it."""
    disc, gap = theme.px(48), theme.px(12)
    wide = min(area.width() - theme.px(32), theme.px(460.0))
    painter.setFont(theme.font("body"))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    words = painter.boundingRect(QRectF(0, 0, wide, 400), flags, view.text)
    total = disc + gap + theme.line("subtitle") + theme.px(6) + words.height()
    y = max(area.y(), area.center().y() - total / 2)
    circle = QRectF(round(area.center().x() - disc / 2), round(y), disc, disc)
    paint.box(painter, circle, disc / 2, "accent_soft")
    icons.draw(painter, view.icon, circle, "accent", 24)
    y += disc + gap
    title = QRectF(area.x() + 8, y, area.width() - 16, theme.line("subtitle"))
    paint.text(painter, title, view.title, "subtitle", "text", paint.CENTER)
    y += theme.line("subtitle") + theme.px(6)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("text2"))
    painter.drawText(QRectF(area.center().x() - wide / 2, y, wide, words.height() + 4), flags, view.text)
    return float(y + words.height())


class EmptyState(QWidget):
    """An empty state in a layout; ``add(widget)`` puts a button under the words."""

    def __init__(
        self, icon: str, title: str, text: str = "", *, object_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.px(16))
        layout.addStretch(1)
        self._has_action = False
        self.set_view(EmptyView(icon, title, text))

    def set_view(self, view: EmptyView) -> None:
        """Change icon and words."""
        self._view = view
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.text)
        self.update()

    def add(self, action: QWidget) -> None:
        """Put what to do next under the words."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addStretch(0)
            self._has_action = True

    def sizeHint(self) -> QSize:
        """Room for disc, title and two lines."""
        return QSize(theme.px(300), theme.px(180))

    def minimumSizeHint(self) -> QSize:
        """Still readable in a narrow pane."""
        return QSize(theme.px(160), theme.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and words."""
        with paint.on(self) as painter:
            room = theme.px(56) if self._has_action else 0
            paint_empty(painter, QRectF(self.rect()).adjusted(0, 0, 0, -room), self._view)
