"""Choosing one's own PIN: after a one-use PIN, or whenever the officer likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.panels.login import PinEdit
from ui.panels.officer_cards import CARD_WIDTH
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop_app.services.use_case import Actor, Office
    from ui.desk import Desk
    from ui.main_window import MainWindow

ONE_USE = "PIN dari Administrator hanya untuk sekali masuk. Pilih PIN Anda sendiri, lalu lanjut."
BY_CHOICE = "Pilih PIN baru. PIN lama tidak berlaku lagi setelah disimpan."


class ChangePinPage(Pane):
    """``chosen(new_pin)`` when both fields agree; the window runs the act and answers with ``show_error`` or goes on.

    ``left()`` on Esc: back to the login, the one-use PIN still stands.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", object_name="change_pin_page", parent=parent)
        self.setAccessibleName("Ganti PIN")
        self._avatar = Avatar("", 40)
        self._title = Label("", "title", object_name="change_pin_title")
        self._why = Label(ONE_USE, "body", "text2", wrap=True, object_name="change_pin_why")
        self.first = PinEdit(object_name="change_pin_first", name="PIN baru")
        self.second = PinEdit(object_name="change_pin_second", name="Ulangi PIN baru")
        self._first_field = Field("PIN baru", self.first, "6 angka atau lebih, boleh kata sandi")
        self._second_field = Field("Ulangi PIN baru", self.second)
        self._save = Button(
            "Simpan PIN dan lanjut",
            "primary",
            "Ctrl+Enter",
            large=True,
            stretch=True,
            object_name="change_pin_save",
        )
        self._lay_out()
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._try)
        self._save.clicked.connect(self._try)
        # Not the button's own shortcut: that one waits 100 ms before it presses.
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._try)
        for edit in (self.first, self.second):
            edit.left.connect(self.left)
            edit.textEdited.connect(self._quiet)

    def _lay_out(self) -> None:
        form = QWidget(self)
        form.setFixedWidth(theme.px(CARD_WIDTH))
        inner = QVBoxLayout(form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self._why)
        inner.addWidget(self._first_field)
        inner.addWidget(self._second_field)
        inner.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addStretch(2)
        for part in (self._avatar, self._title, form):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return (Hint(("Enter",), "Isian berikutnya, lalu simpan"), Hint(("Esc",), "Kembali"))

    def begin(self, name: str, *, one_use: bool = True) -> None:
        """Start for an officer."""
        self._avatar.set_person(name)
        self._title.setText(name)
        self._why.setText(ONE_USE if one_use else BY_CHOICE)
        # A wrapped label tells its layout no height before it has a width; the fields below would be squeezed.
        self._why.setMinimumHeight(self._why.heightForWidth(theme.px(CARD_WIDTH)))
        self.clear()
        self.first.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._quiet("")
        self._save.allow(True)

    def show_error(self, text: str) -> None:
        """Say why the PIN is not taken; both fields start anew."""
        self.clear()
        self._first_field.set_error(text)
        self.first.setFocus()

    def _quiet(self, text: str) -> None:
        del text
        self._first_field.clear_message()
        self._second_field.clear_message()

    def _try(self) -> None:
        if not self.first.text():
            self._first_field.set_error("PIN baru belum diisi.")
            self.first.setFocus()
        elif self.first.text() != self.second.text():
            self._second_field.set_error("Kedua PIN belum sama. Ketik ulang.")
            self.second.selectAll()
            self.second.setFocus()
        elif self._save.isEnabled():
            self._save.allow(False, "PIN sedang disimpan.")
            self.chosen.emit(self.first.text())

    def showEvent(self, event: QShowEvent) -> None:
        """The first field has the focus."""
        super().showEvent(event)
        self.first.setFocus()


class _Answer(QObject):
    """Carries the writer's answer back to the window's thread."""

    came = Signal(object)


def first_pin(window: MainWindow, office: Office, actor: Actor) -> None:
    """After a one-use PIN: nothing is open before the officer chose his own."""

    def leave() -> None:
        window.pages.setCurrentWidget(window.login)
        window.hint_bar.set_hints(window.login.hints())
        window.login.clear()

    page = _open(window, actor.name, one_use=True, leave=leave)

    def save(new_pin: str) -> None:
        _write(window, office, actor, new_pin, page, lambda: window.enter(actor))

    page.chosen.connect(save)


def ask_new_pin(window: MainWindow, desk: Desk) -> None:
    """From the user's menu: the officer changes his PIN and is back where he was."""
    before: QWidget | None = window.pages.currentWidget()

    def back() -> None:
        if before is not None:
            window.pages.setCurrentWidget(before)
        window.update_hints()

    page = _open(window, desk.actor.name, one_use=False, leave=back)

    def done() -> None:
        back()
        window.toasts.show_message("PIN Anda sudah diganti.")

    page.chosen.connect(lambda new_pin: _write(window, desk.office, desk.actor, new_pin, page, done))


def _open(window: MainWindow, name: str, *, one_use: bool, leave: Callable[[], None]) -> ChangePinPage:
    page = ChangePinPage()
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    window.hint_bar.set_hints(page.hints())
    page.begin(name, one_use=one_use)

    def close() -> None:
        leave()
        _drop(window, page)

    page.left.connect(close)
    return page


def _drop(window: MainWindow, page: ChangePinPage) -> None:
    window.pages.removeWidget(page)
    page.deleteLater()


def _write(
    window: MainWindow, office: Office, actor: Actor, new_pin: str, page: ChangePinPage, done: Callable[[], None]
) -> None:
    """Run the act on the writer thread; there is no desk yet when the officer comes with a one-use PIN."""
    from desktop_app.errors import LoketError
    from desktop_app.services.access import change_pin
    from desktop_app.services.use_case import Act

    background = window.background
    if background is None:
        return
    carrier = _Answer(page)

    def answer(problem: object) -> None:
        if problem is None:
            done()
            _drop(window, page)
        elif isinstance(problem, LoketError):
            page.show_error(problem.sentence)
        elif isinstance(problem, BaseException):
            from ui.dialogs.fault_dialog import show_fault

            page.show_error("PIN belum tersimpan. Coba lagi.")
            show_fault(window, problem)

    carrier.came.connect(answer, Qt.ConnectionType.QueuedConnection)

    def work() -> None:
        try:
            change_pin(office, Act(actor=actor), new_pin=new_pin)
            carrier.came.emit(None)
        except Exception as problem:
            carrier.came.emit(problem)

    background.write(work)
