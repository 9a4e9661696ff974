"""The bottom bar: the keys that matter now at the left, saved and backup state at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


class Hint(NamedTuple):
    """Keys as on the keyboard and what they do: ``Hint(("Ctrl+N",), "Surat baru")``."""

    keys: tuple[str, ...]
    text: str

    def width(self) -> float:
        """Room it needs."""
        caps = sum(paint.keycap_width(key) + theme.px(6) for key in self.keys)
        return caps + theme.px(1) + paint.width_of(self.text, "caption")


class HintBar(QWidget):
    """32 high. Hints that do not fit are left out from the end; F1 shows all keys anyway."""

    def __init__(self, *, object_name: str = "hint_bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self._status, self._tone = "", "text2"
        self.setObjectName(object_name)
        self.setAccessibleName("Tombol yang berlaku")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.setAccessibleDescription("; ".join(f"{' '.join(h.keys)} {h.text}" for h in hints))
        self.update()

    def set_status(self, *parts: str, tone: str = "text2") -> None:
        """``set_status("Tersimpan 09.42", "Cadangan terakhir kemarin 16.00")``."""
        self._status, self._tone = "   ·   ".join(part for part in parts if part), tone
        self.update()

    def status(self) -> str:
        """The words at the right."""
        return self._status

    def sizeHint(self) -> QSize:
        """32 high at 100 %."""
        return QSize(theme.px(600), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """It may lose hints, not height."""
        return QSize(theme.px(200), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, hints and status."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("canvas"))
            paint.hline(painter, 0, self.width(), 0, "line")
            area = QRectF(16, 1, self.width() - 32, self.height() - 1)
            end = area.right() - paint.text(painter, area, self._status, "caption", self._tone, paint.RIGHT)
            x = area.x()
            for hint in self._hints:
                if x + hint.width() > end - theme.px(16):
                    break
                for key in hint.keys:
                    x += paint.keycap(painter, x, area.center().y(), key) + theme.px(6)
                room = QRectF(x + 1, area.y(), end - x, area.height())
                x += paint.text(painter, room, hint.text, "caption", "text2") + theme.px(21)
