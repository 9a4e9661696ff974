"""Do it, say it, offer to undo it: one sentence at the bottom of the work pane for eight seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.press import Pressable

LIFE_MS = 8000
_TICK_MS = 80


class _UndoButton(Pressable):
    """ "Urungkan" with its key, on the dark toast."""

    def __init__(self, text: str, key_hint: str, parent: QWidget) -> None:
        self._key_hint = key_hint
        super().__init__(text, object_name="toast_undo", parent=parent)

    def sizeHint(self) -> QSize:
        wide = paint.width_of(self._label, "body_strong") + theme.px(12)
        if self._key_hint:
            wide += paint.keycap_width(self._key_hint) + theme.px(10)
        return QSize(round(wide) + 2, theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            if paint.shows_focus(self):
                paint.ring(painter, area, 5, "toast_action")
            x = float(theme.px(6))
            wide = paint.text(painter, area.adjusted(x, 0, 0, 0), self._label, "body_strong", "toast_action")
            if self.state() in ("hover", "press"):
                paint.hline(painter, x, x + wide, area.center().y() + theme.px(8), "toast_action")
            if self._key_hint:
                left = x + wide + theme.px(10)
                paint.keycap(painter, left, area.center().y(), self._key_hint, "toast_text", "toast_action")


class _CloseButton(Pressable):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("", object_name="toast_close", name="Tutup", parent=parent)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(28), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.on(self) as painter:
            if paint.shows_focus(self):
                paint.ring(painter, QRectF(self.rect()), 5, "toast_action")
            icons.draw(painter, "x", QRectF(self.rect()), "toast_text")


class Toasts(QWidget):
    """The toast of a pane: ``toasts = Toasts(work_pane)``, then ``toasts.show_message("Surat … ke Kabag", undo)``.

    One at a time, the newest wins. The time stands still while pointed at or focused. ``undone()`` comes after
    "Urungkan"; Ctrl+Z belongs to the window, which may call ``undo()``.
    """

    undone = Signal()
    closed = Signal()

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._words, self._tone = "", "ok"
        self._undo: Callable[[], object] | None = None
        self._left = 0
        self._undo_button = _UndoButton("Urungkan", "Ctrl+Z", self)
        self._close_button = _CloseButton(self)
        self._undo_button.clicked.connect(self.undo)
        self._close_button.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 2)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(self._undo_button)
        layout.addWidget(self._close_button)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(120)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setObjectName("toast")
        self.hide()
        pane.installEventFilter(self)

    def show_message(
        self, words: str, undo: Callable[[], object] | None = None, *, tone: str = "ok", still: bool = False
    ) -> None:
        """Say what was done. ``undo`` adds "Urungkan"; ``still`` skips the slide (reduced motion, pictures)."""
        self._words, self._undo, self._tone = words, undo, tone
        self._undo_button.setVisible(undo is not None)
        self.setAccessibleName(words)
        self._left = LIFE_MS
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        if not still:
            end = self.pos()
            self._slide.stop()
            self._slide.setStartValue(end + QPoint(0, theme.px(16)))
            self._slide.setEndValue(end)
            self._slide.start()
        self.update()

    def words(self) -> str:
        """What is said now; empty when nothing is shown."""
        return "" if self.isHidden() else self._words

    def can_undo(self) -> bool:
        """Whether Ctrl+Z would undo what this toast says."""
        return not self.isHidden() and self._undo is not None

    def undo(self) -> None:
        """Take back what was said."""
        act = self._undo
        self.dismiss()
        if act is not None:
            act()
            self.undone.emit()

    def dismiss(self) -> None:
        """Hide; the act stays done."""
        self._timer.stop()
        self._undo = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _tick(self) -> None:
        if self.underMouse() or self._undo_button.hasFocus() or self._close_button.hasFocus():
            return
        self._left -= _TICK_MS
        if self._left <= 0:
            self.dismiss()
        self.update()

    def sizeHint(self) -> QSize:
        """48 high, as wide as the words and the buttons."""
        wide = theme.px(44) + paint.width_of(self._words, "body") + theme.px(24) + theme.px(36)
        if self._undo is not None:
            wide += self._undo_button.sizeHint().width() + theme.px(6)
        return QSize(round(wide) + 4, theme.px(48))

    def _place(self) -> None:
        pane = self.parentWidget()
        if pane is None:
            return
        wide = min(self.sizeHint().width(), pane.width() - 24)
        high = self.sizeHint().height()
        self.setGeometry((pane.width() - wide) // 2, pane.height() - high - theme.px(16), wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the pane changes size. Nothing here can raise."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and not self.isHidden():
            self._slide.stop()
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Pointing stops the time; paint at once so that it shows."""
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes while a button of the toast has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark sheet, the sentence and the line of time."""
        icon = {"ok": "circle-check", "warn": "triangle-alert", "danger": "circle-alert"}.get(self._tone, "info")
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            paint.box(painter, area, 6, "toast")
            icons.draw(painter, icon, QRectF(theme.px(12), 0, theme.px(24), area.height() - 2), "toast_action")
            end = (self._undo_button if self._undo is not None else self._close_button).x() - theme.px(8)
            words = QRectF(theme.px(44), 0, end - theme.px(44), area.height() - 2)
            paint.text(painter, words, self._words, "body", "toast_text")
            share = self._left / LIFE_MS
            bar = QRectF(8, area.bottom() - 3, (area.width() - 16) * share, 2)
            painter.fillRect(bar, theme.color("toast_action"))
