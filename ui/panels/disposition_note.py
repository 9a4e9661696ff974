"""The note of a disposition: ``/`` offers the office's stock sentences, chips put them in with one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.choices import Chip
from ui.widgets.field import Field
from ui.widgets.line_edit import NoteEdit


class StockNote(NoteEdit):
    """A note where ``/`` at the start of a word opens the menu of sentences."""

    def __init__(self, *, rows: int = 2, object_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(rows=rows, max_length=1000, object_name=object_name, name=name, parent=parent)
        self._sentences: tuple[str, ...] = ()
        self.menu = QMenu(self)
        self.menu.setObjectName(f"{object_name}_menu")

    def set_sentences(self, sentences: Sequence[str]) -> None:
        """Other sentences."""
        self._sentences = tuple(sentences)

    def add_sentence(self, sentence: str) -> None:
        """Put a sentence at the cursor, with a blank before it where one is needed."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(f" {sentence}" if before and not before.endswith(" ") else sentence)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``/`` after a blank or at the start offers the sentences; a date such as 3/12 stays a date."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if event.text() == "/" and self._sentences and (not before or before[-1] == " "):
            self._offer()
            return
        super().keyPressEvent(event)

    def _offer(self) -> None:
        self.menu.clear()
        for sentence in self._sentences:
            action = self.menu.addAction(sentence)
            action.triggered.connect(lambda _=False, words=sentence: self.add_sentence(words))
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft() + QPoint(0, 4)))


class NoteField(QWidget):
    """ "Catatan" with its chips."""

    ROOM = 396  # what does not fit beside the others is still under "/"

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = StockNote(object_name=object_name, name="Catatan")
        self.field = Field("Catatan", self.note, "/ untuk kalimat siap pakai")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.field)
        layout.addLayout(self._chips)
        self.setFocusProxy(self.note)

    def set_sentences(self, sentences: Sequence[str]) -> None:
        """As many sentences as fit as chips, all of them under ``/``."""
        self.note.set_sentences(sentences)
        while (item := self._chips.takeAt(0)) is not None:
            _forget(item)
        room = theme.px(self.ROOM)
        for at, sentence in enumerate(sentences):
            chip = Chip(sentence.rstrip("."), checkable=False, object_name=f"{self.note.objectName()}_chip_{at}")
            room -= chip.sizeHint().width() + self._chips.spacing()
            if room < 0:
                chip.deleteLater()
                break
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            chip.clicked.connect(lambda _=False, words=sentence: self.note.add_sentence(words))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)


def _forget(item: QLayoutItem) -> None:
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
