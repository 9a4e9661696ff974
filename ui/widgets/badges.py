"""Badges: a word on a soft fill, with an icon where it is a status. Never colour alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint

STATUS_ICONS: Final = {"ok": "check", "warn": "clock", "danger": "x", "accent": "repeat-2"}
"""The usual icon of a status tone, when a panel has no better one."""


class BadgeView(NamedTuple):
    """What a badge says. Tones: neutral, ok, warn, danger, holiday, accent, t_ppk and so on."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def status_badge(text: str, tone: str) -> BadgeView:
    """A status badge with the usual icon of its tone."""
    return BadgeView(text, tone, STATUS_ICONS.get(tone, ""))


def badge_size(view: BadgeView) -> QSize:
    """The exact size a badge needs."""
    wide = paint.width_of(view.text, "caption_strong") + theme.px(16)
    if view.icon:
        wide += theme.px(18)
    return QSize(round(wide) + 1, theme.px(20))


def paint_badge(painter: QPainter, left: float, middle: float, view: BadgeView) -> float:
    """Paint a badge centred on ``middle``; returns its width."""
    size = badge_size(view)
    area = QRectF(left, round(middle - size.height() / 2), size.width(), size.height())
    tone = "text2" if view.tone == "neutral" else view.tone
    paint.box(painter, area, area.height() / 2, theme.soft(view.tone))
    x = area.left() + theme.px(8)
    if view.icon:
        icons.draw(painter, view.icon, QRectF(x - theme.px(1), area.top(), theme.px(14), area.height()), tone, 14)
        x += theme.px(17)
    paint.text(painter, QRectF(x, area.top(), area.right() - x, area.height()), view.text, "caption_strong", tone)
    return float(size.width())


class Badge(QWidget):
    """A badge in a layout."""

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        icon: str = "",
        *,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = BadgeView(text, tone, icon)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_view(self._view)

    def set_view(self, view: BadgeView) -> None:
        """Change word, tone and icon."""
        self._view = view
        self.setAccessibleName(view.text)
        self.updateGeometry()
        self.update()

    def view(self) -> BadgeView:
        """What is shown."""
        return self._view

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return badge_size(self._view)

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        with paint.on(self) as painter:
            paint_badge(painter, 0, self.height() / 2, self._view)
