"""Fields that are typed into: one line, several lines, a number."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint

DIGITS: Final = "0123456789."
LONGEST_NUMBER: Final = 15
_BREAKS: Final = re.compile(r"[\s\u2028\u2029]*[\r\n\t\u2028\u2029][\s\u2028\u2029]*")


def one_line(text: str) -> str:
    """Pasted text for a one-line field: line breaks and tabs become single spaces."""
    return _BREAKS.sub(" ", text.strip("\r\n\t\u2028\u2029"))


class LineEdit(QLineEdit):
    """One line of text, 32 high.

    ``icon`` stands left, ``key_hint`` and ``suffix`` right, ``set_ok(True)`` shows a green tick.
    Pastes from Word or Excel lose their line breaks. ``set_level`` is called by ``Field``.
    """

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        icon: str = "",
        key_hint: str = "",
        suffix: str = "",
        max_length: int = 0,
        width: int = 160,
        locked: bool = False,
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._icon, self._key_hint, self._suffix = icon, key_hint, suffix
        self._ok = False
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if max_length:
            self.setMaxLength(max_length)
        self.setReadOnly(locked)
        self.setText(text)
        self.textChanged.connect(self._drop_breaks)
        self._make_room()

    def set_ok(self, ok: bool) -> None:
        """Show or hide the tick that says "recognised"."""
        self._ok = ok
        self._make_room()
        self.update()

    def set_level(self, level: str) -> None:
        """Border by level: "" (quiet), "warning" or "error"."""
        self.setProperty("level", level)
        theme.restyle(self)

    def set_icon(self, icon: str) -> None:
        """Change the leading icon."""
        self._icon = icon
        self._make_room()
        self.update()

    def sizeHint(self) -> QSize:
        """The design height at the text scale."""
        return QSize(theme.px(self._width), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a count."""
        return QSize(theme.px(48), theme.px(32))

    def _trailing_width(self) -> int:
        wide = 0.0
        if self._key_hint:
            wide += paint.keycap_width(self._key_hint)
        if self._suffix:
            wide += paint.width_of(self._suffix, "dense") + theme.px(4)
        if self._ok:
            wide += theme.px(22)
        return round(wide)

    def _make_room(self) -> None:
        left = theme.px(26) if self._icon else 0
        self.setTextMargins(left, 0, self._trailing_width(), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Make room again when the text scale changed."""
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field of the style sheet, then what stands beside the text."""
        super().paintEvent(event)
        with paint.on(self) as painter:
            high = float(self.height())
            if self._icon:
                icons.draw(painter, self._icon, QRectF(theme.px(9), 0, theme.px(18), high), "text3")
            self._paint_trailing(painter, float(self.width() - theme.px(8)), high)

    def _paint_trailing(self, painter: QPainter, right: float, high: float) -> None:
        if self._key_hint:
            right -= paint.keycap_width(self._key_hint) - theme.px(2)
            paint.keycap(painter, right, high / 2, self._key_hint)
        if self._suffix:
            wide = paint.width_of(self._suffix, "dense")
            paint.text(painter, QRectF(right - wide - 2, 0, wide + 2, high), self._suffix, "dense", "text3")
            right -= wide + theme.px(6)
        if self._ok:
            icons.draw(painter, "check", QRectF(right - theme.px(18), 0, theme.px(18), high), "ok")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste as one line; everything else as usual."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.isReadOnly():
            self.insert(one_line(QGuiApplication.clipboard().text()))
            return
        super().keyPressEvent(event)

    def _drop_breaks(self, text: str) -> None:
        """The context menu and drops do not pass ``keyPressEvent``; clean what they brought."""
        if _BREAKS.search(text):
            self.setText(one_line(text))


class NoteEdit(QPlainTextEdit):
    """Several lines; Tab leaves the field. ``rows`` is its height in lines."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        rows: int = 2,
        max_length: int = 0,
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._max_length = rows, max_length
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.setPlainText(text)

    def text(self) -> str:
        """What is written, without blanks at the ends."""
        return self.toPlainText().strip()

    def setText(self, text: str) -> None:
        """Replace what is written."""
        self.setPlainText(text)

    def set_level(self, level: str) -> None:
        """Border by level: "" (quiet), "warning" or "error"."""
        self.setProperty("level", level)
        theme.restyle(self)

    def sizeHint(self) -> QSize:
        """So many lines."""
        return QSize(theme.px(200), self._rows * theme.line("body") + theme.px(14))

    def minimumSizeHint(self) -> QSize:
        """Never fewer lines than asked."""
        return QSize(theme.px(120), self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only, and no more than fits."""
        text = source.text().replace("\t", " ").replace("\r\n", "\n")
        if self._max_length:
            text = text[: max(0, self._max_length - len(self.toPlainText()))]
        self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop at the greatest length; keys with Ctrl or Alt pass on to the window."""
        full = self._max_length and len(self.toPlainText()) >= self._max_length
        if full and event.text().isprintable() and event.text() and not self.textCursor().hasSelection():
            return
        super().keyPressEvent(event)


class NumberField(LineEdit):
    """A whole number: ``value()`` is int or None; arrows count up and down; ``value_changed`` on each change."""

    value_changed = Signal(object)

    def __init__(
        self,
        value: int | None = None,
        *,
        minimum: int = 0,
        maximum: int = 9999,
        suffix: str = "",
        placeholder: str = "",
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._minimum, self._maximum = minimum, maximum
        super().__init__(suffix=suffix, placeholder=placeholder, object_name=object_name, name=name, parent=parent)
        self._last: int | None = None
        self.textChanged.connect(self._on_text)
        self.set_value(value)

    def value(self) -> int | None:
        """The number, or None while the field is empty. Not clipped: odd numbers are asked about, not changed."""
        digits = self.text().replace(".", "").replace(" ", "")
        return int(digits) if digits else None

    def in_range(self) -> bool:
        """Whether there is a number within the limits."""
        number = self.value()
        return number is not None and self._minimum <= number <= self._maximum

    def set_value(self, value: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else str(value))

    def _on_text(self, text: str) -> None:
        kept = "".join(c for c in text if c in DIGITS)[:LONGEST_NUMBER]
        if kept != text:
            at = self.cursorPosition() - (len(text) - len(kept))
            self.setText(kept)
            self.setCursorPosition(max(at, 0))
            return
        if self.value() != self._last:
            self._last = self.value()
            self.value_changed.emit(self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down count by one within the limits."""
        steps = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}
        if event.key() in steps and not self.isReadOnly() and not event.modifiers() & _CHORD:
            number = (self.value() or 0) + steps[event.key()]
            self.set_value(min(max(number, self._minimum), self._maximum))
            return
        super().keyPressEvent(event)


_CHORD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
)
