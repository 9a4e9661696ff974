"""A filter chip that offers one of several values, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.choices import Chip

LONGEST = 20
"""Signs of a chip's word; the tooltip has the rest."""


class ChoiceChip(Chip):
    """A chip with a menu: one value, or all."""

    picked = Signal(object)

    def __init__(self, all_words: str, *, object_name: str, parent: QWidget | None = None) -> None:
        self._all = all_words
        self._choices = QMenu()
        super().__init__(all_words, menu=self._choices, object_name=object_name, parent=parent)
        self._choices.setParent(self, self._choices.windowFlags())
        self._group = QActionGroup(self._choices)
        self._values: list[Any] = [None]
        self._current: Any = None

    def set_options(self, options: Sequence[tuple[Any, str]], current: Any) -> None:
        """What the menu offers; the first entry is always "all"."""
        self._values, self._current = [None, *(value for value, _ in options)], current
        self._choices.clear()
        for old in self._group.actions():
            self._group.removeAction(old)
        for value, words in ((None, self._all), *options):
            act = self._choices.addAction(words.replace("&", "&&"))
            act.setCheckable(True)
            act.setChecked(value == current)
            self._group.addAction(act)
            act.triggered.connect(lambda _=False, value=value: self.picked.emit(value))
        words = next((words for value, words in options if value == current), self._all)
        self.set_label(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
        self.setToolTip(words)
        self.setChecked(current is not None)

    def pick_next(self) -> None:
        """The next value, after the last one all again: for a key beside the menu."""
        at = self._values.index(self._current) if self._current in self._values else 0
        self.picked.emit(self._values[(at + 1) % len(self._values)])

    def choices(self) -> QMenu:
        """The menu."""
        return self._choices
