"""Choosing one of many by typing: ``ChoiceField`` for fixed lists, ``AutoCompleteField`` for the address book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui import icons, theme
from ui.widgets.popup_edit import NEW_KEY, PopupEdit, Suggestion


class Choice(NamedTuple):
    """One item of a fixed list; ``detail`` stands right aligned."""

    key: str
    label: str
    detail: str = ""


def _fits(typed: str, label: str) -> bool:
    return all(word in label.casefold() for word in typed.casefold().split())


class ChoiceField(PopupEdit):
    """A list you type into: two letters, Enter. Alt+Down, Down or the chevron show all.

    ``chosen(key)`` on every new choice; text that fits nothing goes back to the last choice on leaving.
    """

    chosen = Signal(str)
    ROW_HEIGHT = 32

    def __init__(
        self,
        items: Sequence[Choice] = (),
        current: str = "",
        *,
        placeholder: str = "",
        icon: str = "",
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._items: tuple[Choice, ...] = tuple(items)
        self._key = ""
        super().__init__(placeholder=placeholder, icon=icon, object_name=object_name, name=name, parent=parent)
        self.textEdited.connect(self.offer)
        self.set_current(current)

    def set_items(self, items: Sequence[Choice]) -> None:
        """Change the list; the choice stays if it is still there."""
        self._items = tuple(items)
        self.set_current(self._key if any(item.key == self._key for item in items) else "")

    def current(self) -> str:
        """The chosen key, or an empty string."""
        return self._key

    def set_current(self, key: str) -> None:
        """Choose without a signal."""
        self._key = key
        self.setText(next((item.label for item in self._items if item.key == key), ""))
        self.setCursorPosition(0)

    def _options(self, typed: str) -> Sequence[Suggestion]:
        fitting = [item for item in self._items if _fits(typed, item.label)]
        first = typed.casefold()
        # A name typed in full comes first, else "SPSE" could not be told from "SPSE 4.5 untuk PPK".
        fitting.sort(key=lambda item: (item.label.casefold() != first, not item.label.casefold().startswith(first)))
        return [Suggestion(item.key, item.label, item.detail) for item in fitting]

    def _choose(self, option: Suggestion) -> None:
        before = self._key
        self.set_current(option.key)
        if option.key != before:
            self.chosen.emit(option.key)

    def open_all(self) -> None:
        """Show the whole list with the present choice highlighted."""
        self.offer("")
        self.suggestions().highlight(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list when it is closed."""
        if event.key() == Qt.Key.Key_Down and not self.is_open() and not self.isReadOnly():
            self.open_all()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows all; a second one closes."""
        super().mousePressEvent(event)
        if self.isReadOnly():
            return
        if self.is_open():
            self.close_list()
        else:
            self.selectAll()
            self.open_all()

    def take_highlighted(self) -> None:
        """Choose the highlighted line if something was typed."""
        option = self.suggestions().current() if self.is_open() else None
        if option is not None and self.isModified():
            self._choose(option)
            self.close_list()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leaving by Tab takes the highlighted line if something was typed."""
        self.take_highlighted()
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Text that fits nothing is not kept; an emptied field is no choice."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        typed = self.text().strip()
        if not typed and self._key:
            self._key = ""
            self.chosen.emit("")
            return
        exact = next((i for i in self._items if i.label.casefold() == typed.casefold()), None)
        if exact is not None:
            self._choose(Suggestion(exact.key, exact.label))
        else:
            self.set_current(self._key)

    def _trailing_width(self) -> int:
        return super()._trailing_width() + theme.px(24)

    def _paint_trailing(self, painter: QPainter, right: float, high: float) -> None:
        icons.draw(painter, "chevron-down", QRectF(right - theme.px(18), 0, theme.px(18), high), "text2")
        super()._paint_trailing(painter, right - theme.px(24), high)


class AutoCompleteField(PopupEdit):
    """The sender field: three letters, Enter.

    ``search(text)`` returns suggestions; it must answer within a keystroke (30 ms).
    ``chosen(Suggestion)``, ``new_requested(str)`` by the last line or Alt+Enter, ``cleared()`` when a
    recognised name is changed by hand.
    """

    chosen = Signal(object)
    new_requested = Signal(str)
    cleared = Signal()

    def __init__(
        self,
        search: Callable[[str], Sequence[Suggestion]],
        *,
        new_words: str = "Tambahkan “{text}” sebagai instansi baru",
        least: int = 2,
        icon: str = "building-2",
        placeholder: str = "",
        object_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, icon=icon, object_name=object_name, name=name, parent=parent)
        self._search, self._new_words, self._least = search, new_words, least
        self._chosen: Suggestion | None = None
        self.textEdited.connect(self._on_typed)

    def current(self) -> Suggestion | None:
        """The recognised name, or None while it is only text."""
        return self._chosen

    def set_current(self, suggestion: Suggestion | None) -> None:
        """Show a recognised name, or empty the field, without a signal."""
        self._chosen = suggestion
        self.setText(suggestion.label if suggestion else "")
        self.setCursorPosition(0)
        self.set_ok(suggestion is not None)

    def _on_typed(self, typed: str) -> None:
        if self._chosen is not None:
            self._chosen = None
            self.set_ok(False)
            self.cleared.emit()
        if len(typed.strip()) >= self._least:
            self.offer(typed.strip())
        else:
            self.close_list()

    def _options(self, typed: str) -> Sequence[Suggestion]:
        found = list(self._search(typed))[:7]
        if self._new_words:
            found.append(Suggestion(NEW_KEY, self._new_words.format(text=typed), "Alt+Enter", "plus"))
        return found

    def _choose(self, option: Suggestion) -> None:
        self.set_current(option)
        self.chosen.emit(option)

    def _new(self, typed: str) -> bool:
        if not typed or not self._new_words:
            return False
        self.new_requested.emit(typed)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers again what fits."""
        if event.key() == Qt.Key.Key_Down and not self.is_open() and len(self.text()) >= self._least:
            self.offer(self.text().strip())
            return
        super().keyPressEvent(event)
