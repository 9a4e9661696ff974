""" "Susun otomatis" in the Kasubbag's tab: the pane beside the calendar, its dashed chips, a line in the hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject

from desktop_app.planner.moving import ProposedLine, moved
from desktop_app.planner.office_cards import Card, in_words
from desktop_app.planner.rules import Joining
from desktop_app.queries.placement import Placement, State
from ui.desk import Desk
from ui.panels.calendar_chips import PROPOSAL, session_id_of
from ui.panels.calendar_pane import CalendarPane
from ui.panels.kasubbag_lift import Carrying, Load
from ui.panels.proposal_pane import ProposalPane


class ProposalDesk(QObject):
    """Joins the pane to the calendar and to what is carried over it."""

    def __init__(
        self,
        desk: Desk,
        calendar: CalendarPane,
        carrying: Carrying,
        open_session: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.pane = ProposalPane(desk)
        self._calendar, self._carrying, self._open_session = calendar, carrying, open_session
        self.pane.shown.connect(self._show)
        self.pane.chosen.connect(self._look_at)
        self.pane.closed.connect(lambda: self._show(()))
        calendar.chip_opened.connect(self.open_chip)
        carrying.ended.connect(self._on_ended)

    def is_open(self) -> bool:
        """Whether a proposal is shown."""
        return not self.pane.isHidden()

    def has_focus(self) -> bool:
        """Whether the keys are in the pane."""
        return self.is_open() and self.pane.isAncestorOf(self.pane.window().focusWidget() or self._calendar)

    def open(self) -> None:
        """Ctrl+J."""
        self.pane.begin()
        self.pane.take_focus()

    def _show(self, cards: Sequence[Card]) -> None:
        self._calendar.set_proposal(cards)

    def _look_at(self, card: Card) -> None:
        if not self._carrying.is_carrying() and card.days:
            self._calendar.go(card.days[0])

    def open_chip(self, chip: str) -> None:
        """Enter on a chip of the calendar: the line of a dashed one, else the class."""
        if chip.startswith(PROPOSAL):
            self.pane.choose(chip.removeprefix(PROPOSAL))
        else:
            self._open_session(session_id_of(chip))

    # --- a line in the hand -------------------------------------------------------------------------

    def load_of(self, card: Card) -> Load:
        """A proposed line to be carried over the calendar; the planner's rules are the verdict."""
        detail = f"{card.topic.short_name} · {card.added} orang"
        return Load(card.who, detail, card.topic.color, judge=self._judge(card), settle=self._settle())

    def _judge(self, card: Card) -> Callable[[date], Placement]:
        planning, wishes, line = self.pane.planning, self.pane.wishes, card.line

        def judge(day: date) -> Placement:
            days = tuple(day + timedelta(days=offset) for offset in range(len(card.days)))
            if planning is None:
                return _place(days, "no", "Usulan sedang disusun ulang.")
            found = moved(planning.instance, wishes, line, day)
            if found.line is None:
                return _place(days, "no", in_words(planning, found.sentence))
            if isinstance(found.line, Joining):
                row = planning.sessions[found.line.session]
                words = f"Bisa: masuk kelas {row.topic.short_name} {row.days_text} ({row.seats.words})."
                return _place(row.days, "ok", words, line=found.line)
            room, trainer = planning.rooms[found.line.room][1], planning.trainers[found.line.trainer][1]
            return _place(days, "ok", f"Bisa: {room}, {trainer}.", line=found.line)

        return judge

    def _settle(self) -> Callable[[Placement], None]:
        return lambda place: self.pane.put(place.fields["line"])

    def _on_ended(self, load: Load) -> None:
        if load.settle is not None:
            self.pane.take_focus()


def _place(days: tuple[date, ...], state: State, words: str, **fields: ProposedLine) -> Placement:
    return Placement(session_id=None, days=days, state=state, words=words, fields=dict(fields))
