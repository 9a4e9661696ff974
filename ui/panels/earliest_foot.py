"""Under the queue: the earliest day of the chosen letter, why no day before it will do, a key that lifts it there."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.queries.earliest import EarliestDate, earliest_date
from desktop_app.sop.dates_in_words import SHORT_DAYS, date_range
from ui.desk import Desk
from ui.panels.kasubbag_queue import KasubbagQueue
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column, row

MOST_LINES: Final = 6


class EarliestFoot(Pane):
    """Follows the queue. ``lift(request_id, day)`` by C or its button; A folds the reasons out and in."""

    lift = Signal(int, object)

    def __init__(self, desk: Desk, queue: KasubbagQueue, *, parent: QWidget | None = None) -> None:
        super().__init__("canvas", "top", object_name="kasubbag_earliest", parent=parent)
        self._desk, self._queue = desk, queue
        self._found: EarliestDate | None = None
        self._request = 0
        self._reading = self._again = False
        self._head = Label("", "caption_strong", "text", elide=True, object_name="kasubbag_earliest_day")
        self._words = Label("", "caption", "text2", wrap=True, object_name="kasubbag_earliest_words")
        self._why = Label("", "caption", "text2", wrap=True, object_name="kasubbag_earliest_reasons")
        self._take = LinkButton(
            "Angkat C", role="caption_strong", object_name="kasubbag_earliest_lift", name="Angkat ke hari itu, C"
        )
        self._fold = LinkButton("Alasan A", role="caption_strong", object_name="kasubbag_earliest_why")
        head = row(self._head, self._take, self._fold, spacing=2)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._words, self._why, spacing=4, margins=(16, 4, 16, 4)))
        queue.chosen.connect(lambda _: self.follow())
        self._take.clicked.connect(self.take)
        self._fold.clicked.connect(self.fold)
        self._set_folded(True)
        self.hide()

    def listen(self, page: QWidget) -> None:
        """C and A work wherever the keys are on the page, unless somebody types."""
        for key, act in (("C", self.take), ("A", self.fold)):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def found(self) -> EarliestDate | None:
        """The answer that is shown."""
        return self._found

    def follow(self) -> None:
        """Another letter or another schedule; one search at a time, so fast arrows skip what lies between."""
        if self._reading:
            self._again = True
            return
        chosen = self._queue.current()
        lifted = self._queue.lifted(chosen.request_id) if chosen is not None else None
        if lifted is None:
            self._request, self._found = 0, None
            self.hide()
            return
        self._reading = True
        request, now = lifted.request_id, self._desk.now()
        self._desk.read(
            lambda c: earliest_date(c, request, now, trainer_ids=lifted.trainer_ids),
            lambda found: self._answered(request, found),
            failed=lambda _: self._answered(request, None),
        )

    def _answered(self, request: int, found: EarliestDate | None) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.follow()
        elif found is None:
            self.hide()
        else:
            self._show(request, found)

    def _show(self, request: int, found: EarliestDate) -> None:
        if request != self._request:
            self._set_folded(True)
        self._request, self._found = request, found
        self._head.setText(f"Paling cepat {_day(found.day)}" if found.day else "Belum ada hari yang cocok")
        self._words.setText(found.sentence)
        lines = [f"{one.days_text}: {one.reason}" for one in found.spans[:MOST_LINES]]
        more = len(found.spans) - len(lines)
        self._why.setText("\n".join([*lines, f"dan {more} alasan lagi"] if more > 0 else lines))
        self._take.setVisible(self._queue.is_own())
        self._take.allow(found.day is not None, "" if found.day else "Belum ada hari yang cocok.")
        self.show()

    def take(self) -> None:
        """C: into the hand over that day; Enter sets it down."""
        if self._found is not None and self._found.day is not None and not self._take.isHidden() and self.isVisible():
            self.lift.emit(self._request, self._found.day)

    def fold(self) -> None:
        """A: where and with whom, and the reason of every earlier day; or only the answer."""
        if self._found is not None and self.isVisible():
            self._set_folded(self.reasons_shown())

    def reasons_shown(self) -> bool:
        """Whether the reasons are folded out."""
        return not self._words.isHidden()

    def _set_folded(self, folded: bool) -> None:
        self._words.setHidden(folded)
        self._why.setHidden(folded)
        self._fold.set_label("Alasan A" if folded else "Tutup A")


def _day(day: date) -> str:
    return f"{SHORT_DAYS[day.weekday()]} {date_range(day, day)}"
