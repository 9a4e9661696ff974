"""F1: all keys of the screen, from data, over the work area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.focus_place import FocusPlace
from ui.widgets.hint_bar import Hint


class HintGroup(NamedTuple):
    """Keys that belong together: ``HintGroup("Helpdesk", (Hint(("F2",), "Ubah"), …))``."""

    title: str
    hints: tuple[Hint, ...]


class ShortcutSheet(QWidget):
    """``ShortcutSheet(window).open(groups)``; F1, Esc or a click closes, and the focus goes back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._groups: tuple[HintGroup, ...] = ()
        self._before = FocusPlace()
        self._over = window
        self.setObjectName("shortcut_sheet")
        self.setAccessibleName("Semua pintasan")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def open(self, groups: Sequence[HintGroup]) -> None:
        """Show these groups over the whole window."""
        self._groups = tuple(groups)
        words = (f"{g.title}: " + ", ".join(f"{' '.join(h.keys)} {h.text}" for h in g.hints) for g in groups)
        self.setAccessibleDescription(". ".join(words))
        self._before.remember(self._over.window())
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def dismiss(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        self._before.give_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, F1 and Enter close; other keys do nothing while the sheet is open."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere closes."""
        self.dismiss()

    def _columns(self) -> list[list[HintGroup]]:
        """Groups dealt into three columns of about equal length."""
        columns: list[list[HintGroup]] = [[], [], []]
        for group in self._groups:
            shortest = min(columns, key=lambda c: sum(len(g.hints) + 2 for g in c))
            shortest.append(group)
        return [column for column in columns if column]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a sheet in the middle of a dimmed window."""
        columns = self._columns()
        line = theme.px(26)
        longest = max((sum(len(g.hints) + 2 for g in c) for c in columns), default=1)
        high = min(self.height() - 32, theme.px(88) + longest * line)
        wide = min(self.width() - 32, theme.px(80) + len(columns) * theme.px(300))
        sheet = QRectF((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), QColor(12, 18, 20, 110))
            paint.box(painter, sheet, 8, "surface", "line")
            inner = sheet.adjusted(theme.px(32), theme.px(24), -theme.px(32), -theme.px(16))
            head = QRectF(inner.x(), inner.y(), inner.width(), theme.px(24))
            paint.text(painter, head, "Semua pintasan", "subtitle")
            closing = QRectF(head)
            used = paint.text(painter, closing, "tutup", "caption", "text2", paint.RIGHT)
            cap = paint.keycap_width("Esc")
            paint.keycap(painter, closing.right() - used - cap - 6, closing.center().y(), "Esc")
            step = inner.width() / max(len(columns), 1)
            for at, column in enumerate(columns):
                area = QRectF(inner.x() + at * step, head.bottom() + 8, step - theme.px(24), inner.height())
                self._paint_column(painter, area, column, line)

    def _paint_column(self, painter: QPainter, area: QRectF, groups: list[HintGroup], line: int) -> None:
        y = area.y()
        for group in groups:
            title = QRectF(area.x(), y, area.width(), line)
            paint.text(painter, title, group.title.upper(), "caption_strong", "text3")
            y += line
            for hint in group.hints:
                x = area.x()
                for key in hint.keys:
                    x += paint.keycap(painter, x, y + line / 2, key) + theme.px(4)
                left = max(x + theme.px(6), area.x() + theme.px(104))
                paint.text(painter, QRectF(left, y, area.right() - left, line), hint.text, "dense")
                y += line
            y += line / 2
