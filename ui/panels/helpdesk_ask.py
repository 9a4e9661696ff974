"""What an unusual act needs to know, asked in the place of the action bar instead of in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckRow, Choice, ChoiceField, EnterMovesOn, Field, LineEdit
from ui.widgets.labels import Label
from ui.widgets.pane import Bar

Kind = Literal["text", "secret", "choice", "checks"]


@dataclass(frozen=True, slots=True)
class AskField:
    """One thing asked; ``name`` is the argument of the use case ("reason" goes into the act's envelope)."""

    name: str
    label: str
    kind: Kind = "text"
    items: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""
    stretch: int = 1


@dataclass(frozen=True, slots=True)
class Ask:
    """A question row: ``title`` says what will happen, ``button`` does it."""

    title: str
    button: str
    fields: tuple[AskField, ...]
    danger: bool = False


class AskBar(Bar):
    """``ask(question)`` takes the focus; ``answered(dict)`` by Ctrl+Enter or the button, ``cancelled()`` by Esc."""

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, *, object_name: str) -> None:
        super().__init__(56, "surface2", "top", object_name=object_name)
        self._fields: dict[str, Field] = {}
        self._checks: list[tuple[str, CheckRow]] = []
        self._inside: QWidget | None = None
        self.title = Label("", "body_strong", object_name=f"{object_name}_title")
        self.error = Label("", "dense", "danger", wrap=True, object_name=f"{object_name}_error")
        self.button = Button("", "primary", "Ctrl+Enter", object_name=f"{object_name}_do")
        self.leave = Button("Batal", "ghost", "Esc", object_name=f"{object_name}_leave")
        self.button.clicked.connect(self.submit)
        self.leave.clicked.connect(self.cancelled)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 10, 24, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(self._body)
        layout.addLayout(buttons)
        EnterMovesOn(self)
        self.hide()

    def ask(self, question: Ask) -> None:
        """Show the row and put the focus into its first field."""
        self._drop_fields()
        self.title.setText(question.title)
        self.error.setText("")
        self.button.set_label(question.button)
        self.button.set_kind("danger" if question.danger else "primary")
        self.button.allow(True)
        inside = QWidget(self)
        grid = QHBoxLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        first: QWidget = self.button
        for at, one in enumerate(question.fields):
            made = self._make(one)
            grid.addWidget(made, one.stretch)
            if at == 0:
                first = made
        self._inside = inside
        self._body.addWidget(inside)
        before = first
        for widget in (self.button, self.leave):
            QWidget.setTabOrder(before, widget)
            before = widget
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, one: AskField) -> QWidget:
        name = f"{self.objectName()}_{one.name}"
        if one.kind == "checks":
            return self._make_checks(one, name)
        editor: LineEdit
        if one.kind == "choice":
            editor = ChoiceField([Choice(*item) for item in one.items], one.value, object_name=name)
        else:
            editor = LineEdit(one.value, object_name=name)
            if one.kind == "secret":
                editor.setEchoMode(QLineEdit.EchoMode.Password)
        field = Field(one.label, editor, one.hint)
        editor.textChanged.connect(lambda _: field.clear_message())
        self._fields[one.name] = field
        return field

    def _make_checks(self, one: AskField, name: str) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for at, (key, words) in enumerate(one.items):
            tick = CheckRow(words, checked=key in one.value.split("\n"), object_name=f"{name}_{at}")
            self._checks.append((key, tick))
            grid.addWidget(tick, at // 3, at % 3)
        holder.setFocusProxy(self._checks[0][1])
        return holder

    def _drop_fields(self) -> None:
        self._fields, self._checks = {}, []
        if self._inside is not None:
            self._body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None

    def values(self) -> dict[str, Any]:
        """What was answered, by name; ticks come as a tuple under "missing"."""
        made: dict[str, Any] = {}
        for name, field in self._fields.items():
            editor = field.editor
            if isinstance(editor, ChoiceField):
                made[name] = editor.current()
            elif isinstance(editor, LineEdit):
                made[name] = editor.text().strip()
        if self._checks:
            made["missing"] = tuple(key for key, tick in self._checks if tick.isChecked())
        return made

    def submit(self) -> None:
        """Ctrl+Enter or the button."""
        if not self.button.isEnabled():
            return
        self.button.setFocus()
        self.error.setText("")
        self.answered.emit(self.values())

    def show_error(self, error: LoketError) -> None:
        """The sentence beside its field, or beside the button."""
        self.button.allow(True)
        field = self._fields.get(error.field or "")
        if field is None:
            self.error.setText(error.sentence)
            first: Sequence[QWidget] = [*self._fields.values(), self.button]
            first[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field.set_error(error.sentence)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without doing anything."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)
