"""The shape of a section of the settings: a heading, a table, acts over it, and one short form beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.services.use_case import Result
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.side_area import SideArea
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.flow import Flow
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane
from ui.widgets.tables import Column, DataTable

FORM_WIDTH = 344


class Section(Pane):
    """One section. ``load()`` reads its rows; ``act`` runs a use case and says what was done."""

    title = ""
    text = ""

    def __init__(self, desk: Desk, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name=object_name, parent=parent)
        self.desk = desk
        self.setAccessibleName(self.title)
        self.error = Label("", "dense", "danger", wrap=True, object_name=f"{object_name}_error")
        self.error.hide()
        self.tools = Flow()
        self.middle = QVBoxLayout()
        self.middle.setContentsMargins(24, 12, 24, 16)
        self.middle.setSpacing(12)
        head = Bar(56, "surface", "bottom", object_name=f"{object_name}_head")
        inner = QHBoxLayout(head)
        inner.setContentsMargins(24, 0, 24, 0)
        inner.setSpacing(8)
        inner.addWidget(Label(self.title, "title"))
        inner.addSpacing(8)
        inner.addWidget(Label(self.text, "dense", "text2", elide=True), 1)
        self._left = QVBoxLayout()
        self._left.setSpacing(0)
        self._left.addWidget(head)
        self._left.addLayout(self.middle, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._left, 1)
        self._outer = outer

    def load(self) -> None:
        """Read again what is shown."""

    def first_focus(self) -> QWidget:
        """Where Enter in the list of sections goes."""
        return self

    def submit(self) -> None:
        """Ctrl+Enter."""

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this section."""
        return ()

    def act(
        self,
        use_case: Callable[..., Result[Any]],
        said: str,
        *,
        failed: Callable[[LoketError], None] | None = None,
        done: Callable[[Result[Any]], None] | None = None,
        **fields: Any,
    ) -> None:
        """Run a use case; what was typed stays when it is refused."""

        def finish(result: Result[Any]) -> None:
            self.error.hide()
            self.load()
            if done is not None:
                done(result)

        self.desk.dispatcher.run(use_case, done=finish, failed=failed or self.show_error, said=said, **fields)

    def show_error(self, error: LoketError) -> None:
        """A refusal that belongs to no field."""
        self.error.setText(error.sentence)
        self.error.show()


class TableSection(Section):
    """A section with a table at the left and forms that open at the right."""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        *,
        object_name: str,
        empty: EmptyView,
        row_height: int = 44,
    ) -> None:
        super().__init__(desk, object_name=object_name)
        self.middle.addLayout(self.tools)
        self.table = DataTable(
            self.title, columns, row_height=row_height, empty=empty, object_name=f"{object_name}_table"
        )
        self.middle.addWidget(self.table, 1)
        self.middle.addWidget(self.error)
        self._side = SideArea(FORM_WIDTH, "surface", object_name=f"{object_name}_side")
        self._forms = QStackedWidget(self._side)
        self._forms.setObjectName(f"{object_name}_forms")
        inner = QVBoxLayout(self._side)
        inner.setContentsMargins(1, 0, 0, 0)
        inner.addWidget(self._forms)
        self._edge = Pane("line")
        self._edge.setFixedWidth(1)
        self._outer.addWidget(self._edge)
        self._outer.addWidget(self._side)
        self.close_form()

    def add_tool(
        self, words: str, act: Callable[[], None], *, key: str = "", icon: str = "", action: str, name: str
    ) -> Button:
        """A button over the table, switched off with its reason when this officer may not."""
        button = Button(words, "default", key, icon, object_name=name)
        if key:
            self.bind(key, button)
        button.clicked.connect(act)
        verdict = self.desk.may(action, None)
        button.allow(verdict.ok, verdict.reason)
        self.put_tool(button)
        return button

    def bind(self, key: str, button: Button) -> None:
        """A key that presses at once: a button's own shortcut waits 100 ms and the first letters would be lost."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(lambda: button.click() if button.isVisible() and button.isEnabled() else None)

    def put_tool(self, button: Button) -> None:
        """Add a button to the row over the table."""
        self.tools.addWidget(button)

    def add_form(self, form: InlineForm, submit: Callable[[], None]) -> InlineForm:
        """A form of this section; Esc and "Batal" close it."""
        self._forms.addWidget(form)
        form.submitted.connect(submit)
        form.cancelled.connect(self.close_form)
        return form

    def show_form(self, form: InlineForm) -> None:
        """Show a form without old errors."""
        self._forms.setCurrentWidget(form)
        self._edge.show()
        self._side.show()
        form.clear_errors()

    def open_form(self, form: InlineForm, first: str) -> None:
        """Show a form with the focus in its first field."""
        self.show_form(form)
        form.begin(first)

    def close_form(self) -> None:
        """Back to the table."""
        had = self._side.isAncestorOf(self.focusWidget() or self)
        self._side.hide()
        self._edge.hide()
        if had:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, form: InlineForm, use_case: Callable[..., Result[Any]], said: str, **fields: Any) -> None:
        """Run the form's use case; close the form when it is done."""
        self.act(use_case, said, failed=form.show_error, done=lambda _: self.close_form(), **fields)

    def form_open(self) -> InlineForm | None:
        """The form that is open."""
        form = self._forms.currentWidget()
        return form if not self._side.isHidden() and isinstance(form, InlineForm) else None

    def submit(self) -> None:
        """Ctrl+Enter finishes the open form."""
        form = self.form_open()
        if form is not None:
            form.submit()

    def chosen(self) -> int | None:
        """The id of the current row; says what to do when there is none."""
        key = self.table.current_key()
        if key.isdigit():
            self.error.hide()
            return int(key)
        self.error.setText("Pilih satu baris dahulu.")
        self.error.show()
        return None

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape and self.form_open() is not None:
            self.close_form()
            return
        super().keyPressEvent(event)
