"""A bar over the work area that stays until its reason is gone: read only, no backup, clock wrong."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.buttons import Button, IconButton


class MessageBar(QWidget):
    """A soft bar with an icon and one sentence; subclasses add buttons at the right."""

    def __init__(self, tone: str, icon: str, height: int, object_name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._tone, self._icon, self._height, self._words = tone, icon, height, ""
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._actions = QHBoxLayout(self)
        self._actions.setContentsMargins(24, 0, 24, 0)
        self._actions.setSpacing(8)
        self._actions.addStretch(1)

    def words(self) -> str:
        """The sentence."""
        return self._words

    def _say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """The design height."""
        return QSize(theme.px(400), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Never thinner than the design."""
        return QSize(self._actions.minimumSize().width() + theme.px(80), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and the sentence up to the first button."""
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            painter.fillRect(area, theme.soft(self._tone))
            left = theme.px(24)
            icons.draw(painter, self._icon, QRectF(left, 0, theme.px(16), area.height()), self._tone)
            left += theme.px(24)
            ends = [item.x() for item in self.findChildren(QWidget) if item.parent() is self and not item.isHidden()]
            room = QRectF(left, 0, min([*ends, self.width() - 8]) - left - 8, area.height())
            paint.text(painter, room, self._words, "dense", "text")


class Banner(MessageBar):
    """``banner.show_message("Hanya baca: …", "warn", "Coba lagi")``; yellow for care, red for danger.

    ``action()`` when the button is pressed. Hidden until there is something to say; ``clear()`` hides it.
    """

    action = Signal()

    def __init__(self, *, object_name: str = "banner", parent: QWidget | None = None) -> None:
        super().__init__("warn", "triangle-alert", 40, object_name, parent)
        self._button = Button("", object_name=f"{object_name}_action", parent=self)
        self._button.clicked.connect(self.action)
        self._close = IconButton("x", "Tutup", size=28, object_name=f"{object_name}_close", parent=self)
        self._close.clicked.connect(self.clear)
        self._actions.addWidget(self._button)
        self._actions.addWidget(self._close)
        self.hide()

    def show_message(
        self,
        words: str,
        tone: Literal["warn", "danger"] = "warn",
        action: str = "",
        *,
        closable: bool = False,
    ) -> None:
        """Say it until ``clear``."""
        self._tone = tone
        self._icon = "circle-alert" if tone == "danger" else "triangle-alert"
        self._button.set_label(action)
        self._button.setVisible(bool(action))
        self._close.setVisible(closable)
        self._say(words)
        self.show()

    def clear(self) -> None:
        """Hide the bar."""
        self._say("")
        self.hide()
