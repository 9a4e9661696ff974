"""The cards of a proposal in their column: a better plan changes only what differs, a few cards at a time.

Making a card takes milliseconds, a plan may have a hundred, and better ones come while the Kasubbag reads.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.planner.office_cards import Card, LeftOver, Spread
from ui.panels.proposal_card import LeftOverCard, ProposalCard
from ui.panels.side_area import ScrollColumn
from ui.widgets.labels import GroupHeading
from ui.widgets.pane import Pane

Row = ProposalCard | LeftOverCard
Line = tuple[Card, bool] | LeftOver | str
"""What stands in the column: a card and whether it is locked, a request left over, or the count under a heading."""

SLICE_SECONDS = 0.012


class ProposalRows(ScrollColumn):
    """``chosen(card)`` when a card gets the keys; ``move_asked()``, ``lock_asked()``, ``skip_asked()`` by buttons."""

    chosen = Signal(object)
    move_asked = Signal()
    lock_asked = Signal()
    skip_asked = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        content = Pane("canvas", object_name="proposal_rows")
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(16, 4, 16, 12)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        super().__init__(content, object_name="proposal_scroll", parent=parent)
        self._made: dict[Line, Row | GroupHeading] = {}
        self._rows: list[Row] = []
        self._todo: deque[Line] = deque()
        self._placed = 0
        self._last = 0
        self._seeks_focus = False
        self._wanted = ""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    # --- what is shown ------------------------------------------------------------------------------

    def show_spread(self, spread: Spread | None, is_locked: Callable[[Card], bool]) -> None:
        """Show these lines; the chosen one stays chosen where it still is, else the one at its place."""
        row = self.current()
        lines = _lines(spread, is_locked) if spread is not None else []
        for line in self._made.keys() - set(lines):
            gone = self._made.pop(line)
            if row is not None and gone is row and row.hasFocus():
                self._holder().setFocus(Qt.FocusReason.OtherFocusReason)  # the row goes, the keys stay here
                self._seeks_focus, self._wanted = True, _key(row)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows, self._todo, self._placed = [], deque(lines), 0
        self._go_on()

    def _go_on(self) -> None:
        """Place rows for some milliseconds, then let the window breathe."""
        begun = time.monotonic()
        while self._todo and time.monotonic() - begun < SLICE_SECONDS:
            self._place_next(self._todo.popleft())
        if self._todo:
            self._next.start(0)
        elif self._seeks_focus and self._rows and self._holder().hasFocus():
            self._give_focus(self._rows[min(self._last, len(self._rows) - 1)])

    def _place_next(self, line: Line) -> None:
        made = self._made.get(line)
        if made is None:
            made = self._made[line] = self._make(line)
        self._list.removeWidget(made)
        self._list.insertWidget(self._placed, made)
        self._placed += 1
        made.show()  # at once, so that it can take the keys
        if isinstance(made, GroupHeading):
            return
        made.set_number(len(self._rows))
        self._rows.append(made)
        if self._seeks_focus and _key(made) == self._wanted and self._holder().hasFocus():
            self._give_focus(made)

    def _make(self, line: Line) -> Row | GroupHeading:
        if isinstance(line, str):
            return GroupHeading("Belum terjadwal", line)
        made: Row
        if isinstance(line, LeftOver):
            made = LeftOverCard(line)
            made.back_asked.connect(self.skip_asked)
        else:
            card, locked = line
            made = ProposalCard(card, locked=locked)
            made.move_asked.connect(self.move_asked)
            made.lock_asked.connect(self.lock_asked)
            made.skip_asked.connect(self.skip_asked)
            made.focused.connect(lambda: self.chosen.emit(card))
        made.focused.connect(lambda: self.ensureWidgetVisible(made, 0, 12))
        return made

    # --- the chosen one -----------------------------------------------------------------------------

    def rows(self) -> tuple[Row, ...]:
        """The cards that stand there now."""
        return tuple(self._rows)

    def current(self) -> Row | None:
        """The chosen line: the one with the keys, else the last that had them."""
        focus = self.window().focusWidget()
        self._last = next((at for at, made in enumerate(self._rows) if made is focus), self._last)
        return self._rows[self._last] if self._last < len(self._rows) else None

    def step(self, by: int) -> None:
        """Arrow keys."""
        self.current()
        if self._rows:
            self._rows[min(max(self._last + by, 0), len(self._rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, key: str) -> None:
        """The line of a chip of the calendar."""
        found = next((one for one in self._rows if isinstance(one, ProposalCard) and one.card.key == key), None)
        if found is not None:
            self._give_focus(found)

    def take_focus(self) -> None:
        """To the chosen line, or to it as soon as there is one."""
        row = self.current()
        if row is not None:
            self._give_focus(row)
        else:
            self._holder().setFocus(Qt.FocusReason.OtherFocusReason)
            self._seeks_focus, self._wanted = True, ""

    def _holder(self) -> QWidget:
        """The pane around it, which has the keys while there is no row for them."""
        return self.parentWidget() or self

    def _give_focus(self, row: Row) -> None:
        self._seeks_focus = False
        row.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines(spread: Spread, is_locked: Callable[[Card], bool]) -> list[Line]:
    heading: list[Line] = [str(len(spread.left))] if spread.left else []
    return [*((card, is_locked(card)) for card in spread.cards), *heading, *spread.left]


def _key(row: Row) -> str:
    return row.card.key if isinstance(row, ProposalCard) else row.left.key
