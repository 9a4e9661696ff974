"""The strokes all painted widgets share: ring, rounded fill, one line of text, keycap.

All lengths given here are design pixels; they grow with the text scale inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

Tone = str | QColor


def tint(tone: Tone) -> QColor:
    """A token name or a colour, as a colour."""
    return theme.color(tone) if isinstance(tone, str) else tone


@contextmanager
def on(device: QPaintDevice) -> Iterator[QPainter]:
    """A smooth painter that ends even when painting raises; a painter left open would end the process."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float = 4,
    fill: Tone | None = None,
    edge: Tone | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle whose border lies inside ``rect``, so neighbours stay where they are."""
    inset = width / 2 if edge is not None else 0
    painter.setPen(QPen(tint(edge), width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(tint(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def ring(painter: QPainter, rect: QRectF, radius: float = 6, tone: Tone = "accent") -> None:
    """The 2-px focus ring just inside ``rect``."""
    box(painter, rect, radius, edge=tone, width=2)


def hline(painter: QPainter, left: float, right: float, y: float, tone: Tone = "line2") -> None:
    """A crisp 1-px horizontal line on pixel row ``y``."""
    painter.fillRect(QRectF(left, y, right - left, 1), tint(tone))


def width_of(text: str, role: str) -> float:
    """How wide a text is in a type role."""
    return theme.metrics(role).horizontalAdvance(text)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: str = "body",
    tone: Tone = "text",
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line, elided at the right when it does not fit. Returns the width really used."""
    if not words or rect.width() <= 0:
        return 0.0
    metrics = theme.metrics(role)
    shown = words
    if metrics.horizontalAdvance(words) > rect.width() + 0.5:
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(theme.font(role))
    painter.setPen(tint(tone))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def keycap_width(key: str) -> float:
    """Width of a keycap with this key's name."""
    return max(width_of(key, "caption") + theme.px(11), theme.px(20))


def keycap(painter: QPainter, left: float, middle: float, key: str, tone: Tone = "text2", edge: Tone = "line") -> float:
    """A small key with its name, its left edge at ``left``; returns its width."""
    wide, high = keycap_width(key), theme.px(18)
    rect = QRectF(round(left), round(middle - high / 2), wide, high)
    fill = QColor(Qt.GlobalColor.transparent) if edge != "line" else theme.color("surface")
    box(painter, rect, 4, fill=fill, edge=edge)
    text(painter, rect, key, "caption", tone, CENTER)
    return wide


def tick(painter: QPainter, rect: QRectF, tone: Tone, width: float = 1.75) -> None:
    """A check mark that fills ``rect``."""
    pen = QPen(tint(tone), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, w, h = rect.x(), rect.y(), rect.width(), rect.height()
    painter.drawPolyline(
        [
            QPointF(x + w * 0.2, y + h * 0.54),
            QPointF(x + w * 0.42, y + h * 0.74),
            QPointF(x + w * 0.82, y + h * 0.28),
        ]
    )


def shows_focus(widget: QWidget) -> bool:
    """Real focus, or the ``ring`` property with which the sheet of components shows the state."""
    return widget.hasFocus() or bool(widget.property("ring"))


def look(widget: QWidget) -> str:
    """A state forced for the sheet of components ("hover", "press"), or an empty string."""
    return str(widget.property("look") or "")
