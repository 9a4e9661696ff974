"""Areas of the window: fills and 1-px lines instead of cards, and two helpers for layouts."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint

Item = QWidget | QLayout | int | None


class Pane(QWidget):
    """A plain area. ``fill`` is a colour token; ``edges`` names the sides with a line ("left bottom")."""

    def __init__(
        self,
        fill: str = "surface",
        edges: str = "",
        *,
        edge_tone: str = "line",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill, self._edges, self._edge_tone = fill, frozenset(edges.split()), edge_tone
        self.setObjectName(object_name)

    def set_fill(self, fill: str) -> None:
        """Change the fill token."""
        self._fill = fill
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, then lines on the wanted sides."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color(self._fill))
            tone, wide, high = theme.color(self._edge_tone), self.width(), self.height()
            if "top" in self._edges:
                painter.fillRect(0, 0, wide, 1, tone)
            if "bottom" in self._edges:
                painter.fillRect(0, high - 1, wide, 1, tone)
            if "left" in self._edges:
                painter.fillRect(0, 0, 1, high, tone)
            if "right" in self._edges:
                painter.fillRect(wide - 1, 0, 1, high, tone)


class Bar(Pane):
    """A pane of a fixed design height (toolbar 48, action bar 56, hint bar 32) that grows with the text."""

    def __init__(
        self,
        height: int,
        fill: str = "surface",
        edges: str = "",
        *,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(fill, edges, object_name=object_name, parent=parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The design height at the current scale, or more if the content needs it."""
        base = super().sizeHint()
        return QSize(base.width(), max(theme.px(self._height), base.height()))

    def minimumSizeHint(self) -> QSize:
        """Never thinner than the design."""
        base = super().minimumSizeHint()
        return QSize(base.width(), max(theme.px(self._height), base.height()))


class Line(QWidget):
    """A 1-px line between two areas."""

    def __init__(self, *, vertical: bool = False, tone: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color(self._tone))


def _fill(layout: QHBoxLayout | QVBoxLayout, items: tuple[Item, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def row(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Things side by side. ``None`` is a stretch, a number is extra space."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    return layout


def column(*items: Item, spacing: int = 12, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Things under each other. ``None`` is a stretch, a number is extra space."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    return layout
