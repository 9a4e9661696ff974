"""Fields only the intake needs: the moment of receipt, topics, "tanpa nomor", and a line with one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from desktop_app.sop.dates_in_words import clock, parse_date, parse_time
from ui.widgets.banner import MessageBar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import Choice, ChoiceField, LineEdit


class ReceivedField(LineEdit):
    """When the paper came: the present moment, locked; ``unlock`` (F2) lets it be typed as ``3011 0912``.

    ``edited(datetime)`` after a new moment, ``refused(str)`` with what is wrong.
    """

    moved = Signal(object)
    refused = Signal(str)

    def __init__(self, today: Callable[[], date], *, object_name: str) -> None:
        super().__init__(locked=True, object_name=object_name, name="Diterima", width=140)
        self._today = today
        self._moment: datetime | None = None
        self._typed = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.editingFinished.connect(self._settle)

    def moment(self) -> datetime | None:
        """The typed moment (wall time), ``None`` while it is simply now."""
        return self._moment if self._typed else None

    def show_moment(self, moment: datetime) -> None:
        """Show the running time; a typed one stays."""
        if not self._typed and self.isReadOnly():
            self._moment = moment
            self._show()

    def set_moment(self, moment: datetime | None) -> None:
        """Put a moment as if it were typed; ``None`` goes back to the running time."""
        self._moment, self._typed = moment, moment is not None
        self.lock()
        self._show()

    def unlock(self) -> None:
        """Let it be typed."""
        self.setReadOnly(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.selectAll()

    def lock(self) -> None:
        """No typing."""
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _show(self) -> None:
        moment = self._moment
        self.setText("" if moment is None else f"{moment:%d-%m-%Y}  {clock(moment)}")
        self.setCursorPosition(0)

    def _settle(self) -> None:
        if self.isReadOnly() or not self.isModified():
            return
        words = self.text().split()
        day = parse_date(words[0] if words else "", self._today())
        if isinstance(day, str):
            self.refused.emit(day)
            return
        hour = parse_time(words[1] if len(words) > 1 else "")
        if isinstance(hour, str):
            self.refused.emit("Tulis tanggal lalu jam, misalnya 3011 0912.")
            return
        self._moment, self._typed = datetime.combine(day, hour), True
        self._show()
        self.setModified(False)
        self.moved.emit(self._moment)


class TopicsField(QWidget):
    """One topic by two letters and Enter; ``+`` (or the button) puts it aside for one more.

    ``extras_changed(str)`` gives the words for the label line ("juga e-Katalog v6"), ``changed()`` after any change.
    """

    changed = Signal()
    extras_changed = Signal(str)

    def __init__(self, *, object_name: str) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}
        self._extras: list[str] = []
        self._locked = False
        self.choice = ChoiceField(placeholder="2 huruf, lalu Enter", object_name=object_name, name="Topik training")
        self.more = IconButton(
            "plus", "Tambah topik", "+", size=32, object_name=f"{object_name}_more", tone="accent", parent=self
        )
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.more.clicked.connect(self._put_aside)
        self.choice.chosen.connect(lambda _: self.changed.emit())
        self.choice.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.choice, 1)
        layout.addWidget(self.more)
        self.setFocusProxy(self.choice)

    def set_level(self, level: str) -> None:
        """Border by level, as ``Field`` asks."""
        self.choice.set_level(level)

    def set_topics(self, topics: Sequence[tuple[str, str]]) -> None:
        """The offered topics as (code, name)."""
        self._labels = dict(topics)
        self.choice.set_items([Choice(code, name) for code, name in topics])

    def codes(self) -> tuple[str, ...]:
        """Everything chosen, in order."""
        last = self.choice.current()
        return tuple(dict.fromkeys([*self._extras, *([last] if last else [])]))

    def set_codes(self, codes: Sequence[str], names: Sequence[str] = ()) -> None:
        """Show these; ``names`` for topics no longer offered."""
        for code, name in zip(codes, names, strict=False):
            self._labels.setdefault(code, name)
        offered = [Choice(code, name) for code, name in self._labels.items()]
        self.choice.set_items(offered)
        self._extras = list(codes[:-1])
        self.choice.set_current(codes[-1] if codes else "")
        self._tell()

    def set_locked(self, locked: bool) -> None:
        """No change while reading."""
        self._locked = locked
        self.choice.setReadOnly(locked)
        self.more.setVisible(not locked)

    def eventFilter(self, watched: object, event: object) -> bool:
        """``+`` adds, Backspace in the empty field takes back. Nothing here can raise."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and not self._locked:
            if event.text() == "+":
                self.choice.take_highlighted()
                if self.choice.current():
                    self._put_aside()
                    return True
            if event.key() == Qt.Key.Key_Backspace and not self.choice.text() and self._extras:
                self.choice.set_current(self._extras.pop())
                self._tell()
                self.changed.emit()
                return True
        return False

    def _put_aside(self) -> None:
        code = self.choice.current()
        if code and code not in self._extras:
            self._extras.append(code)
        self.choice.set_current("")
        self.choice.setFocus()
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        names = ", ".join(self._labels.get(code, code) for code in self._extras)
        self.extras_changed.emit(f"juga {names}" if names else "")


class NoteLine(MessageBar):
    """One sentence with one button, hidden while there is nothing to say; ``pressed()``, ``dismissed()``."""

    pressed = Signal()

    def __init__(self, *, object_name: str, tone: str = "warn", icon: str = "triangle-alert") -> None:
        super().__init__(tone, icon, 40, object_name, None)
        self._button = Button("", object_name=f"{object_name}_action", parent=self)
        self._button.clicked.connect(self.pressed)
        self._close = IconButton("x", "Tutup", size=28, object_name=f"{object_name}_close", parent=self)
        self._close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._close.clicked.connect(self.clear)
        self._actions.addWidget(self._button)
        self._actions.addWidget(self._close)
        self.hide()

    def ask(self, words: str, button: str = "", *, tone: str = "warn", icon: str = "triangle-alert") -> None:
        """Say it, with the button's words; an empty sentence hides the line."""
        self._tone, self._icon = tone, icon
        self._button.set_label(button)
        self._button.setVisible(bool(button))
        self._say(words)
        self.setVisible(bool(words))

    def clear(self) -> None:
        """Nothing to say any more."""
        self._say("")
        self.hide()


def number_cell(number: LineEdit, without: IconButton) -> QWidget:
    """The number with its "tanpa nomor" button at the right."""
    cell = _NumberCell(number)
    layout = QHBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(number, 1)
    layout.addWidget(without)
    cell.setFocusProxy(number)
    return cell


class _NumberCell(QWidget):
    def __init__(self, number: LineEdit) -> None:
        super().__init__()
        self._number = number

    def set_level(self, level: str) -> None:
        """Border of the number inside."""
        self._number.set_level(level)


def press_by_key(owner: QWidget, key: str, button: QAbstractButton) -> None:
    """A key that presses at once while ``button`` is shown: a button's own shortcut first waits 100 ms."""
    shortcut = QShortcut(QKeySequence(key), owner)
    shortcut.activated.connect(lambda: button.click() if button.isVisible() and button.isEnabled() else None)
