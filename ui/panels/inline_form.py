"""A short form inside a pane instead of a pop-up: fields, errors beside them, one primary button, Esc to leave."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from ui.panels.side_area import ScrollColumn
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NoteEdit
from ui.widgets.pane import Bar, Pane


class InlineForm(Pane):
    """``add("full_name", Field(...))`` names a field as the services do, so that their errors find it.

    ``submitted`` by the button (the page binds Ctrl+Enter to :meth:`submit`), ``cancelled`` by "Batal" or Esc.
    """

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, title: str, primary: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name=object_name, parent=parent)
        self.fields: dict[str, Field] = {}
        self.title = Label(title, "subtitle", wrap=True, object_name=f"{object_name}_title")
        self.primary = Button(primary, "primary", "Ctrl+Enter", stretch=True, object_name=f"{object_name}_save")
        self.error = Label("", "dense", "danger", wrap=True, object_name=f"{object_name}_error")
        self.error.hide()
        back = Button("Batal", "ghost", object_name=f"{object_name}_cancel")
        back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # Esc does the same
        self.primary.clicked.connect(self.submit)
        back.clicked.connect(self.cancelled)
        content = Pane("surface", object_name=f"{object_name}_body")
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)
        self._body.addWidget(self.title)
        self._body.addStretch(1)
        bar = Bar(56, "surface", "top", object_name=f"{object_name}_bar")
        actions = QHBoxLayout(bar)
        actions.setContentsMargins(20, 0, 20, 0)
        actions.setSpacing(8)
        actions.addWidget(self.primary, 1)
        actions.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.column = ScrollColumn(content, object_name=f"{object_name}_scroll")
        layout.addWidget(self.column, 1)
        layout.addWidget(self._error_line())
        layout.addWidget(bar)
        EnterMovesOn(self)

    def _error_line(self) -> QWidget:
        holder = Pane("surface")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(20, 4, 20, 8)
        inner.addWidget(self.error)
        return holder

    def add(self, name: str, part: Field) -> Field:
        """Put a field under the others."""
        self.fields[name] = part
        self.add_widget(part)
        return part

    def add_widget(self, part: QWidget) -> None:
        """Put anything else under the fields."""
        self._body.insertWidget(self._body.count() - 1, part)

    def text(self, name: str) -> str:
        """What stands in a field."""
        editor = self.fields[name].editor
        return editor.text().strip() if isinstance(editor, (LineEdit, NoteEdit)) else ""

    def set_text(self, name: str, text: str) -> None:
        """Fill a field."""
        editor = self.fields[name].editor
        if isinstance(editor, (LineEdit, NoteEdit)):
            editor.setText(text)

    def begin(self, first: str) -> None:
        """Forget old errors and put the focus into a field."""
        self.clear_errors()
        editor = self.fields[first].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, LineEdit):
            editor.selectAll()

    def submit(self) -> None:
        """Ctrl+Enter or the button; a date that is still being typed counts as typed."""
        if self.primary.isEnabled():
            typing = self.window().focusWidget()
            if isinstance(typing, LineEdit) and self.isAncestorOf(typing):
                typing.editingFinished.emit()
            self.clear_errors()
            if self._dates_are_understood():
                self.submitted.emit()

    def _dates_are_understood(self) -> bool:
        """A day or time that was not understood still holds the one before it: that one is never saved in its place."""
        for part in self.fields.values():
            if isinstance(part.editor, DateField | TimeField) and (problem := part.editor.problem()):
                part.set_error(problem)
                part.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def needed_day(self, name: str) -> date | None:
        """The day in a field that may not stay empty; says so beside it."""
        editor = self.fields[name].editor
        found = editor.day() if isinstance(editor, DateField) else None
        if found is None:
            self.fields[name].set_error("Isi tanggalnya.")
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def clear_errors(self) -> None:
        """Back to the hints."""
        for part in self.fields.values():
            part.clear_message()
        self.error.hide()

    def show_error(self, error: LoketError) -> None:
        """The sentence beside its field, or over the buttons when it is about the whole form."""
        name = (error.field or "").rsplit(".", 1)[-1]
        part = self.fields.get(name)
        if part is None:
            self.error.setText(error.sentence)
            self.error.show()
            return
        part.set_error(error.sentence)
        part.editor.setFocus(Qt.FocusReason.OtherFocusReason)
