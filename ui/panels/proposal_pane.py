""" "Susun otomatis": the pane beside the calendar with the proposed lines; nothing is saved before "Terima".

Lines can be chosen, locked, moved and skipped; what is left is then proposed again (issue B 6, picture 03c).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.planner.moving import ProposedLine, held_requests, with_line, without
from desktop_app.planner.office_cards import Card, Planning, Spread, lines_to_save, planning_of_office
from desktop_app.planner.wishes import Wishes
from desktop_app.services import proposals
from ui.desk import Desk
from ui.panels.proposal_card import LeftOverCard, ProposalCard
from ui.panels.proposal_rows import ProposalRows
from ui.panels.proposal_search import News, ProposalSearch, Refused
from ui.panels.reason_line import ReasonLine
from ui.panels.side_area import SideArea
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, column, row

WIDE = 432
READING = "Membaca antrean dan kalender…"
STALE = "Antrean atau kalender berubah. Tekan R untuk menyusun ulang."
NOTHING = "Tidak ada surat atau formulir yang menunggu jadwal."


class ProposalPane(SideArea):
    """``closed()``; ``shown(cards)`` for the calendar; ``chosen(card)``; ``move_asked(card)`` lifts a line."""

    closed = Signal()
    shown = Signal(object)
    chosen = Signal(object)
    move_asked = Signal(object)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(WIDE, "canvas", object_name="proposal_pane", parent=parent)
        self.setAccessibleName("Usulan jadwal")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.desk = desk
        self.search = ProposalSearch(self)
        self.planning: Planning | None = None
        self.wishes = Wishes()
        self._wishes_before = Wishes()
        self.spread: Spread | None = None
        self.search.found.connect(self._on_found)
        self.search.refused.connect(self._on_refused)
        self._make_parts()
        self._bind()
        self.hide()

    def _make_parts(self) -> None:
        self._summary = Label("", "body", "text2", wrap=True, object_name="proposal_summary")
        self._gap = Label("", "caption", "text2", wrap=True, object_name="proposal_gap")
        self._halt = Button("Hentikan", "ghost", "S", object_name="proposal_halt")
        self._halt.clicked.connect(self.halt)
        close = IconButton("x", "Tutup tanpa menyimpan", "Esc", size=28, object_name="proposal_close")
        close.clicked.connect(self.leave)
        head = row(Label("Usulan jadwal", "title"), None, close)
        self.rows = ProposalRows()
        self.rows.chosen.connect(self.chosen)
        self.rows.move_asked.connect(self.move_current)
        self.rows.lock_asked.connect(self.lock_current)
        self.rows.skip_asked.connect(self.skip_current)
        self.reason = ReasonLine("proposal_reason")
        self._error = Label("", "dense", "danger", wrap=True, object_name="proposal_error")
        self._error.hide()
        self.accept_button = Button("Terima usulan", "primary", "Ctrl+Enter", "check", object_name="proposal_accept")
        self.accept_button.clicked.connect(self.accept)
        again = Button("Susun ulang", key_hint="R", icon="refresh-cw", object_name="proposal_again")
        again.clicked.connect(self.again)
        bar = Bar(64, "canvas", "top")
        bar.setLayout(row(self.accept_button, again, None, margins=(16, 0, 16, 0)))
        progress = row(spacing=8)
        progress.addWidget(self._gap, 1)
        progress.addWidget(self._halt)
        top = column(head, self._summary, progress, spacing=4, margins=(24, 12, 12, 8))
        body = column(top, spacing=0)
        body.addWidget(self.rows, 1)
        body.addWidget(self.reason)
        body.addLayout(row(self._error, margins=(16, 0, 16, 6)))
        body.addWidget(bar)
        self.setLayout(body)

    def _bind(self) -> None:
        keys = {
            "Up": lambda: self.rows.step(-1),
            "Down": lambda: self.rows.step(1),
            "K": self.lock_current,
            "Delete": self.skip_current,
            "R": self.again,
            "S": self.halt,
            "Ctrl+Return": self.accept,
        }
        self._shortcuts = {}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self._shortcuts[key] = shortcut
        self.reason.closed.connect(lambda: self._letters(True))

    def _letters(self, on: bool) -> None:
        """While a reason is typed, single letters are letters."""
        for key in ("K", "Delete", "R", "S", "Up", "Down"):
            self._shortcuts[key].setEnabled(on)

    # --- beginning and ending -----------------------------------------------------------------------

    def begin(self) -> None:
        """Ctrl+J: read the office and propose for everything that waits."""
        self.wishes = self._wishes_before = Wishes()
        self.spread = None
        self._say_error("")
        self._summary.setText(READING)
        self._gap.setText("")
        self._halt.hide()
        self.accept_button.allow(False, READING)
        self.rows.show_spread(None, self.is_locked)
        self.show()
        today = self.desk.today()
        self.desk.read(
            lambda c: planning_of_office(c, today), self._planned, channel="proposal.office", failed=self._unread
        )

    def _planned(self, planning: Planning) -> None:
        if self.isHidden():
            return
        self.planning = planning
        if not planning.instance.requests:
            self._summary.setText(NOTHING)
            self.accept_button.allow(False, NOTHING)
            return
        self._seek()

    def _unread(self, error: Exception) -> None:
        words = (
            error.sentence if isinstance(error, LoketError) else "Antrean belum dapat dibaca. Tekan R untuk mengulang."
        )
        self._summary.setText("")
        self._say_error(words)

    def _seek(self) -> None:
        if self.planning is not None:
            self._halt.show()
            self.search.begin(self.planning, self.wishes)

    def again(self) -> None:
        """R: read what waits now and propose anew; what was locked or skipped is forgotten."""
        self.begin()

    def halt(self) -> None:
        """S: the best plan so far is good enough."""
        self.search.stop()

    def leave(self) -> None:
        """Esc: nothing was saved."""
        if not self.isHidden():
            self.search.stop()
            self.desk.read(lambda _: None, lambda _: None, channel="proposal.office")
            self.spread = None
            self.rows.show_spread(None, self.is_locked)
            self.hide()
            self.closed.emit()

    def escape(self) -> None:
        """The innermost thing that is open."""
        if self.reason.is_open():
            self.reason.dismiss()
        else:
            self.leave()

    def stale(self) -> None:
        """Somebody saved something meanwhile; the service would find it out, but here it is said first."""
        if self.spread is not None and not self.isHidden():
            self._say_error(STALE)

    # --- what is shown ------------------------------------------------------------------------------

    def _on_found(self, news: News) -> None:
        changed = self.spread is None or news.spread != self.spread
        self.spread = news.spread
        self._summary.setText(news.spread.summary)
        self._gap.setText(news.gap if news.final else f"{news.gap} Masih mencari yang lebih baik…")
        self._halt.setVisible(not news.final)
        count = len(news.spread.cards)
        self.accept_button.set_label(f"Terima {count} usulan" if count else "Terima usulan")
        may = self.desk.may("accept_proposal", None)
        self.accept_button.allow(bool(count) and may.ok, may.reason or "Tidak ada usulan yang dapat diterima.")
        self.rows.show_spread(news.spread, self.is_locked)
        if changed:
            self.shown.emit(news.spread.cards)

    def _on_refused(self, told: Refused) -> None:
        """A wish that cannot be: the wishes before it stand again, the sentence says why."""
        self.wishes = self._wishes_before
        self._say_error(told.error.sentence if isinstance(told.error, LoketError) else "")
        self._seek()

    def take_focus(self) -> None:
        """To the chosen line; to the pane while there is none."""
        self.rows.take_focus()

    def choose(self, key: str) -> None:
        """The line of a chip of the calendar."""
        self.rows.choose(key)

    def current(self) -> ProposalCard | LeftOverCard | None:
        """The chosen line."""
        return self.rows.current()

    # --- wishes -------------------------------------------------------------------------------------

    def is_locked(self, card: Card) -> bool:
        """Whether the line stays where it is."""
        return not held_requests(self.wishes).isdisjoint(card.line.requests)

    def lock_current(self) -> None:
        """K: keep this line, or let it go again."""
        row_ = self.current()
        if not isinstance(row_, ProposalCard):
            return
        line = row_.card.line
        self._wish(without(self.wishes, line) if self.is_locked(row_.card) else with_line(self.wishes, line))

    def skip_current(self) -> None:
        """Del: leave these requests out this time, or take a skipped one in again."""
        row_ = self.current()
        if isinstance(row_, LeftOverCard):
            if row_.left.skipped:
                self._wish(replace(self.wishes, skipped=self.wishes.skipped - {row_.left.key}))
        elif row_ is not None:
            line = row_.card.line
            self._wish(replace(without(self.wishes, line), skipped=self.wishes.skipped | set(line.requests)))

    def move_current(self) -> None:
        """G: onto another day, by the arrows of the calendar."""
        row_ = self.current()
        if isinstance(row_, ProposalCard):
            self.move_asked.emit(row_.card)

    def put(self, line: ProposedLine) -> None:
        """The line was set down on another day: it stays there, the rest is proposed again."""
        self._wish(with_line(self.wishes, line))

    def _wish(self, wishes: Wishes) -> None:
        self._wishes_before, self.wishes = self.wishes, wishes
        self._say_error("")
        self._seek()

    # --- saving -------------------------------------------------------------------------------------

    def accept(self, reason: str | None = None) -> None:
        """Ctrl+Enter: all lines in one act."""
        if self.reason.is_open():
            self.reason.submit()
            return
        if self.planning is None or self.spread is None or not self.accept_button.isEnabled():
            return
        self.search.stop()
        self.accept_button.allow(False, "Sedang disimpan.")
        count = len(self.spread.cards)
        self.desk.dispatcher.run(
            proposals.accept_proposal,
            done=self._accepted,
            failed=self._not_accepted,
            said=f"{count} usulan diterima sebagai jadwal tentatif",
            reason=reason,
            lines=lines_to_save(self.planning, self.spread.cards),
        )

    def _accepted(self, _: Any) -> None:
        self.leave()

    def _not_accepted(self, error: LoketError) -> None:
        self.accept_button.allow(True)
        if isinstance(error, NeedsReason):
            self._letters(False)
            self.reason.ask("Alasan", "Terima dengan alasan", self.accept, error.sentence)
            return
        self._say_error(f"{error.sentence} Tidak ada yang disimpan.")
        self.take_focus()

    def _say_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def close_down(self) -> None:
        """The page goes: no child of ours stays behind."""
        self.search.close()
