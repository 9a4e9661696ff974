"""The login: choose a name by its number, type the PIN. Painted before the data are open, so it knows no services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.panels.officer_cards import CARD_WIDTH, OfficerCard, OfficerCards
from ui.widgets.avatar import Mark
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Pane, column, row

__all__ = ["LoginPage", "OfficerCard"]

OPENING: Final = "Membuka data…"
FORGOTTEN: Final = "Lupa PIN? Administrator dapat mengatur ulang di Pengaturan, Petugas."


class PinEdit(LineEdit):
    """A field that hides what is typed. Esc goes back to the names."""

    left = Signal()

    def __init__(self, *, object_name: str, name: str = "PIN", parent: QWidget | None = None) -> None:
        super().__init__(icon="lock", max_length=128, object_name=object_name, name=name, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)


class LoginPage(QWidget):
    """``entered(handle, pin)`` on Enter; the window answers with ``show_error`` or by going on and ``clear()``."""

    entered = Signal(str, str)

    def __init__(self, office_name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("login_page")
        self.setAccessibleName("Masuk")
        self._ready, self._busy, self._wait = False, False, 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._make_parts(office_name)
        self.setFocusProxy(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(self._sheet()), 1)
        self.say(OPENING)

    def _make_parts(self, office_name: str) -> None:
        self._office = Label(office_name, "body", "text2", object_name="login_office")
        self._cards = OfficerCards(object_name="login_officers")
        self._state = Label("", "body", "text2", wrap=True, object_name="login_state")
        self._state.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.pin = PinEdit(object_name="login_pin")
        self._field = Field("PIN", self.pin, object_name="login_pin_field")
        self._enter = Button("Masuk", "primary", "Enter", large=True, stretch=True, object_name="login_enter")
        self._forgotten = Label(FORGOTTEN, "dense", "text2", object_name="login_forgotten")
        self._form = QWidget(self)
        self._measure()
        theme.events().changed.connect(self._measure)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addWidget(self._field)
        form.addWidget(self._enter)
        form.addWidget(self._forgotten, 0, Qt.AlignmentFlag.AlignHCenter)
        self._cards.chosen.connect(self._on_chosen)
        self._cards.entered.connect(self._focus_pin)
        self.pin.returnPressed.connect(self._try)
        self.pin.textEdited.connect(lambda _: self._field.clear_message() if not self._wait else None)
        self.pin.left.connect(self._cards.focus_current)
        self._enter.clicked.connect(self._try)

    def _measure(self) -> None:
        self._form.setFixedWidth(theme.px(CARD_WIDTH))

    def _sheet(self) -> QWidget:
        sheet = Pane("canvas", object_name="login_sheet")
        title = Label("Layanan Training LPSE", "title")
        centre = Qt.AlignmentFlag.AlignHCenter
        body = column(None, spacing=0, margins=(24, 16, 24, 16))
        for part, space in (
            (Mark(40), 12),
            (title, 0),
            (self._office, 24),
            (self._state, 0),
            (self._cards, 16),
            (self._form, 0),
        ):
            body.addWidget(part, 0, centre)
            body.addSpacing(space)
        body.addStretch(1)
        holder = row(spacing=0)
        holder.addLayout(body)
        sheet.setLayout(holder)
        return sheet

    def _scrolled(self, sheet: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setObjectName("login_scroll")
        area.setAccessibleName("Masuk")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        return area

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return (
            Hint(("1…9",), "Pilih petugas"),
            Hint(("Enter",), "Masuk"),
            Hint(("Esc",), "Kembali ke nama"),
            Hint(("Ctrl+Shift+U",), "Ganti petugas dari dalam aplikasi"),
            Hint(("Ctrl+L",), "Kunci layar"),
        )

    def set_office(self, name: str) -> None:
        """The name of the office under the title."""
        self._office.setText(name)

    def say(self, words: str) -> None:
        """A quiet sentence instead of the names: data being opened, or why they cannot be."""
        self._ready = False
        self._state.setText(words)
        self._state.show()
        self._cards.hide()
        self._form.hide()

    def show_officers(self, rows: Sequence[OfficerCard]) -> None:
        """Show who may enter; called again when counts change."""
        first = not self._ready
        self._ready = True
        self._state.hide()
        self._cards.set_cards(rows)
        self._cards.show()
        self._form.show()
        if first:
            self._cards.focus_current()

    def choose(self, handle: str) -> None:
        """Choose the officer who was here last; the focus goes to his PIN."""
        self._cards.choose(handle)

    def show_error(self, text: str, *, wait_seconds: int = 0) -> None:
        """Say what is wrong beside the field; with ``wait_seconds`` the button waits so long."""
        self._set_busy(False)
        self._field.set_error(text)
        self.pin.clear()
        self._focus_pin()
        self._wait = wait_seconds
        if wait_seconds:
            self._enter.allow(False, text)
            self._timer.start()

    def clear(self) -> None:
        """Forget the PIN and the message."""
        self._set_busy(False)
        self._wait = 0
        self._timer.stop()
        self.pin.clear()
        self._field.clear_message()

    def _on_chosen(self, handle: str) -> None:
        del handle
        self._field.set_label(f"PIN {self._cards.current_name()}".strip())
        if not self._wait:
            self._field.clear_message()
        self.pin.clear()

    def _focus_pin(self) -> None:
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self._busy or self._wait or not self._ready:
            return
        if not self.pin.text():
            self._field.set_error("PIN belum diisi.")
            self._focus_pin()
            return
        self._set_busy(True)
        self.entered.emit(self._cards.current(), self.pin.text())

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enter.set_label("Memeriksa PIN…" if busy else "Masuk")
        self._enter.allow(not busy, "PIN sedang diperiksa.")

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._field.set_error(f"Coba lagi dalam {self._wait} detik.")
            return
        self._timer.stop()
        self._wait = 0
        self._enter.allow(True)
        self._field.clear_message()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard works at once."""
        super().showEvent(event)
        if self._ready and not self.pin.hasFocus():
            self._cards.focus_current()
