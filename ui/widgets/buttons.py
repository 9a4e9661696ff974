"""Buttons: ``Button``, ``IconButton``, ``LinkButton``. Chips and segments are in ``choices``.

``clicked`` is the signal; ``allow(False, "kenapa")`` switches one off and says why in the tooltip.
One primary button per screen.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.choices import Chip, Segment, Segmented
from ui.widgets.press import Pressable

__all__ = ["Button", "Chip", "IconButton", "LinkButton", "Segment", "Segmented"]

Kind = Literal["primary", "default", "ghost", "danger"]

# kind -> state -> (fill, border, text, key hint); None paints nothing.
_Look = tuple[str | None, str | None, str, str]
_LOOKS: Final[dict[str, dict[str, _Look]]] = {
    "primary": {
        "rest": ("accent", None, "on_accent", "on_accent2"),
        "hover": ("accent_hover", None, "on_accent", "on_accent2"),
        "press": ("accent_press", None, "on_accent", "on_accent"),
    },
    "default": {
        "rest": ("surface", "control", "text", "text3"),
        "hover": ("hover", "control", "text", "text3"),
        "press": ("line2", "control", "text", "text3"),
    },
    "ghost": {
        "rest": (None, None, "text2", "text3"),
        "hover": ("hover", None, "text", "text3"),
        "press": ("line2", None, "text", "text3"),
    },
    "danger": {
        "rest": ("surface", "control", "danger", "text3"),
        "hover": ("danger_soft", "control", "danger", "danger"),
        "press": ("danger_soft", "danger", "danger", "danger"),
    },
}
_OFF: Final[_Look] = ("surface2", "line", "disabled", "disabled")


class Button(Pressable):
    """A push button that shows its key.

    ``key_hint`` is only painted; ``shortcut`` ("Ctrl+Return") also makes the key work within the window.
    ``large`` is 40 px high instead of 32. ``stretch`` lets it fill its column.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "default",
        key_hint: str = "",
        icon: str = "",
        *,
        shortcut: str = "",
        large: bool = False,
        stretch: bool = False,
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._kind, self._hint, self._icon, self._large = kind, key_hint, icon, large
        super().__init__(text, object_name=object_name, name=name, parent=parent)
        if stretch:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        if key_hint:
            self.setAccessibleDescription(f"Tombol {key_hint}")

    def set_key_hint(self, key_hint: str) -> None:
        """Change the painted key."""
        self._hint = key_hint
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon; an empty name removes it."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change the rank of the button."""
        self._kind = kind
        self.update()

    def _role(self) -> str:
        return "body_strong" if self._kind == "primary" else "body_medium"

    def _content_width(self) -> float:
        wide = paint.width_of(self._label, self._role())
        if self._icon:
            wide += theme.px(16) + theme.px(8)
        if self._hint:
            wide += theme.px(10) + paint.width_of(self._hint, "caption")
        return wide

    def sizeHint(self) -> QSize:
        """Text, icon and key hint with 12 px at both ends."""
        return QSize(round(self._content_width() + theme.px(24)) + 1, theme.px(40 if self._large else 32))

    def minimumSizeHint(self) -> QSize:
        """A button never hides its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill, ring, icon, text and key hint."""
        fill, edge, tone, hint_tone = _OFF if self.state() == "off" else _LOOKS[self._kind][self.state()]
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if paint.shows_focus(self):
                paint.ring(painter, area, 6)
                area = area.adjusted(3, 3, -3, -3)
            if fill or edge:
                paint.box(painter, area, 4, fill, edge)
            self._paint_content(painter, tone, hint_tone)

    def _paint_content(self, painter: QPainter, tone: str, hint_tone: str) -> None:
        area = QRectF(self.rect())
        x = max(area.left() + theme.px(10), area.center().x() - self._content_width() / 2)
        if self._icon:
            side = theme.px(16)
            icons.draw(painter, self._icon, QRectF(x, 0, side, area.height()), tone)
            x += side + theme.px(8)
        room = QRectF(x, 0, area.right() - x, area.height())
        x += paint.text(painter, room, self._label, self._role(), tone) + theme.px(10)
        if self._hint:
            paint.text(painter, QRectF(x, 0, area.right() - x, area.height()), self._hint, "caption", hint_tone)


class IconButton(Pressable):
    """A square button with an icon only. ``name`` is spoken and shown as the tooltip, with its key."""

    def __init__(
        self,
        icon: str,
        name: str,
        key_hint: str = "",
        *,
        shortcut: str = "",
        checkable: bool = False,
        tone: str = "text2",
        size: int = 32,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._icon, self._tone, self._size = icon, tone, size
        super().__init__("", object_name=object_name, name=name, parent=parent)
        self.setCheckable(checkable)
        self.setToolTip(f"{name} ({key_hint})" if key_hint else name)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))

    def set_icon(self, icon: str, name: str = "") -> None:
        """Change the picture, and the spoken name with it when given."""
        self._icon = icon
        if name:
            self._spoken = name
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square target of at least 28."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon on its state."""
        state = self.state()
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if state in ("hover", "press") or self.isChecked():
                soft = "accent_soft" if self.isChecked() else ("line2" if state == "press" else "hover")
                paint.box(painter, area, 4, soft)
            if paint.shows_focus(self):
                paint.ring(painter, area, 6)
            tone = "disabled" if state == "off" else ("accent" if self.isChecked() else self._tone)
            icons.draw(painter, self._icon, area, tone)


class LinkButton(Pressable):
    """A quiet act in accent text: "Hapus saringan", "Pakai 40". Underlined on hover."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        role: str = "body_medium",
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._role, self._icon = role, icon
        super().__init__(text, object_name=object_name, name=name, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Text with 6 px at both ends for the ring."""
        extra = theme.px(24) if self._icon else 0
        return QSize(round(paint.width_of(self._label, self._role)) + theme.px(12) + extra + 1, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined while pointed at."""
        tone = {"off": "disabled", "rest": "accent"}.get(self.state(), "accent_hover")
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if paint.shows_focus(self):
                paint.ring(painter, area, 4)
            x = float(theme.px(6))
            if self._icon:
                icons.draw(painter, self._icon, QRectF(x, 0, theme.px(16), area.height()), tone)
                x += theme.px(24)
            wide = paint.text(painter, area.adjusted(x, 0, 0, 0), self._label, self._role, tone)
            if self.state() in ("hover", "press"):
                paint.hline(painter, x, x + wide, area.center().y() + theme.px(8), tone)
