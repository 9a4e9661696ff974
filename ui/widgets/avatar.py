"""The initials of a person in a disc, and the mark of the program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

_TITLES = {"drs", "dra", "dr", "ir", "h", "hj", "prof"}


def initials(name: str) -> str:
    """``Drs. Suryadi Hakim, M.Si.`` -> ``SH``: titles before the name and degrees after it do not count."""
    words = [w for w in name.split(",")[0].replace(".", " ").split() if w.lower() not in _TITLES]
    return "".join(word[0].upper() for word in words[:2])


def paint_avatar(painter: QPainter, area: QRectF, letters: str) -> None:
    """A soft disc with initials."""
    paint.box(painter, area, area.width() / 2, "accent_soft")
    role = "caption_strong" if area.width() < theme.px(40) else "subtitle"
    paint.text(painter, area, letters, role, "accent", paint.CENTER)


class Avatar(QWidget):
    """A person's initials; 36 px in rows, 40 px in the call pane."""

    def __init__(self, name: str, size: int = 36, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name)

    def set_person(self, name: str) -> None:
        """Show another person."""
        self._letters = initials(name)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        with paint.on(self) as painter:
            paint_avatar(painter, QRectF(self.rect()), self._letters)


def paint_mark(painter: QPainter, area: QRectF) -> None:
    """The mark: a tick that starts at a point, on the accent."""
    side = area.width()
    paint.box(painter, area, side * 0.22, "accent")
    pen = QPen(theme.color("on_accent"), side * 0.085)
    painter.setPen(pen)
    x, y = area.x(), area.y()
    painter.drawPolyline(
        [
            QPointF(x + side * 0.24, y + side * 0.5),
            QPointF(x + side * 0.43, y + side * 0.68),
            QPointF(x + side * 0.78, y + side * 0.32),
        ]
    )
    paint.box(painter, QRectF(x + side * 0.2, y + side * 0.7, side * 0.09, side * 0.09), 2, "on_accent")


class Mark(QWidget):
    """The mark of the program: 28 px in the top bar, 40 px at the login."""

    def __init__(self, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName("Loket Training")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        with paint.on(self) as painter:
            paint_mark(painter, QRectF(self.rect()))
