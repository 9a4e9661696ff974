"""A label over an editor, with the hint or the error on the label line so that the form never jumps."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets import paint

_TONES: Final = {
    "": ("text3", ""),
    "warning": ("warn", "triangle-alert"),
    "error": ("danger", "circle-alert"),
}


_LONGEST_CHAIN: Final = 5000


@runtime_checkable
class HasLevel(Protocol):
    """An editor whose border can warn."""

    def set_level(self, level: str) -> None:
        """Show "", "warning" or "error"."""
        ...


class _LineHint(QWidget):
    """The right part of the label line: a hint, or a warning or error with its icon."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.level = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str, level: str) -> None:
        self.words, self.level = words, level
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.line("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        tone, icon = _TONES[self.level]
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            room = area.adjusted(theme.px(20) if icon else 0, 0, 0, 0)
            used = paint.text(painter, room, self.words, "caption", tone, paint.RIGHT)
            if icon and used:
                side = theme.px(14)
                left = area.right() - used - side - theme.px(5)
                icons.draw(painter, icon, QRectF(left, 0, side, area.height()), tone, 14)


class Field(QWidget):
    """``Field("Nomor surat", LineEdit(...), hint="boleh kosong")``.

    The label is the editor's buddy (``&`` marks its key), hint and error become its accessible description.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        hint: str = "",
        *,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self.setObjectName(object_name)
        self._label = QLabel(label, self)
        theme.dress(self._label, "caption_strong", "text2")
        self._label.setBuddy(editor)
        self._line = _LineHint(self)
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self._label)
        top.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(editor)
        self._say(hint, "")

    def label(self) -> str:
        """The label's words."""
        return self._label.text()

    def set_label(self, label: str) -> None:
        """Change the label's words."""
        self._label.setText(label)
        self.editor.setAccessibleName(label.replace("&", ""))

    def set_hint(self, hint: str) -> None:
        """Change the quiet hint; it shows while there is no error or warning."""
        self._hint = hint
        if not self._line.level:
            self._say(hint, "")

    def set_error(self, text: str) -> None:
        """Say what is wrong and what to do; an empty text clears it."""
        self._say(text or self._hint, "error" if text else "")

    def set_warning(self, text: str) -> None:
        """Say what looks odd; an empty text clears it."""
        self._say(text or self._hint, "warning" if text else "")

    def clear_message(self) -> None:
        """Back to the hint."""
        self._say(self._hint, "")

    def message(self) -> tuple[str, str]:
        """Level and words now on the label line."""
        return self._line.level, self._line.words

    def _say(self, words: str, level: str) -> None:
        self._line.say(words, level)
        self.editor.setAccessibleDescription(words)
        if isinstance(self.editor, HasLevel):
            self.editor.set_level(level)


class EnterMovesOn(QObject):
    """Form rule: Enter moves to the next field, Shift+Enter back. ``EnterMovesOn(form)`` and keep no reference.

    Only keys that no field used arrive at the form, so lists, notes and buttons keep their own Enter.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the focus on a plain Enter. Nothing here can raise: an exception would end the process."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & chord or not isinstance(watched, QWidget):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moved = QApplication.focusWidget()
        return isinstance(moved, QWidget) and _move(moved, back)


def _move(widget: QWidget, back: bool) -> bool:
    """Step through the tab order to the next field that takes the focus by Tab."""
    step = widget
    for _ in range(_LONGEST_CHAIN):
        following = step.previousInFocusChain() if back else step.nextInFocusChain()
        if not isinstance(following, QWidget) or following is widget:
            return False
        step = following
        takes = step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.focusProxy() is None
        if takes and step.isVisibleTo(step.window()) and step.isEnabled():
            reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
            step.setFocus(reason)
            return True
    return False


def move_on(widget: QWidget) -> None:
    """Give the focus to the field after ``widget`` as Tab would."""
    _move(widget, back=False)
