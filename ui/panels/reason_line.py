"""One line that asks why, beside the act it belongs to: it takes the focus, Enter finishes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.focus_place import FocusPlace
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Pane, column, row


class ReasonLine(Pane):
    """``ask(label, verb, done, why)``; ``done(reason)`` gets what was typed. ``closed()`` when it was left or used."""

    closed = Signal()

    def __init__(self, object_name: str, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", "top", object_name=object_name, parent=parent)
        self._done: Callable[[str], None] | None = None
        self._focus_before = FocusPlace()
        self.edit = LineEdit(max_length=300, object_name=f"{object_name}_text")
        self.field = Field("Alasan", self.edit)
        self.go = Button("Lanjutkan", "default", "Enter", object_name=f"{object_name}_go")
        self._leave = Button("Batal", "ghost", "Esc", object_name=f"{object_name}_leave")
        self.setLayout(column(self.field, row(None, self._leave, self.go), spacing=8, margins=(24, 10, 24, 10)))
        self.edit.returnPressed.connect(self.submit)
        self.go.clicked.connect(self.submit)
        self._leave.clicked.connect(self.dismiss)
        self.hide()

    def ask(self, label: str, verb: str, done: Callable[[str], None], why: str = "") -> None:
        """Open with the act's verb on the button; ``why`` says what makes the reason needed."""
        self._done = done
        self._focus_before.remember(self.window())
        self.field.set_label(label)
        self.go.set_label(verb)
        self.edit.clear()
        self.field.set_warning(why)
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_open(self) -> bool:
        """Whether a reason is asked for now."""
        return self._done is not None

    def submit(self) -> None:
        """Hand the reason on; an empty one is asked for again."""
        reason = self.edit.text().strip()
        if not reason:
            self.field.set_error("Tulis alasannya dulu.")
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        done = self._done
        self._close()
        if done is not None:
            done(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the question, not what stands around it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def dismiss(self) -> None:
        """Leave without doing it."""
        self._close()

    def _close(self) -> None:
        self._done = None
        if self.edit.hasFocus():
            self._focus_before.give_back()
        self.hide()
        self.closed.emit()
