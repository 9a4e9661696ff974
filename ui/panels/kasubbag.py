"""The Kasubbag's tab: dispositions of step 4 and the calendar of step 5 beside the letters that wait (pictures 03)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.queries import inbox
from desktop_app.queries.calendar_page import SessionClash, calendar_page
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.states import Lane, RequestState, Role, SessionState
from ui import theme
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.calendar_chips import session_id_of
from ui.panels.calendar_pane import MONTH, WEEK, CalendarPane
from ui.panels.earliest_foot import EarliestFoot
from ui.panels.kasubbag_acts import fill_class, solve_clash, waitlist
from ui.panels.kasubbag_classes import Classes
from ui.panels.kasubbag_disposition import KasubbagDisposition
from ui.panels.kasubbag_drag import Dragging
from ui.panels.kasubbag_keys import CALENDAR, CLASS, PROPOSAL, PROPOSING, QUEUE, hints
from ui.panels.kasubbag_lift import Carrying, Load, load_of_session
from ui.panels.kasubbag_pool import PoolPane
from ui.panels.kasubbag_proposal import ProposalDesk
from ui.panels.kasubbag_queue import KasubbagQueue
from ui.panels.kasubbag_side import SIDE, KasubbagSide
from ui.panels.kasubbag_split import ask_split
from ui.panels.side_area import SideArea
from ui.widgets.buttons import LinkButton
from ui.widgets.calendar_days import Ghost
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import column, row
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.splitter import Splitter

LEFT, NARROWEST = 320, 600


class KasubbagPage(Panel):
    """Queue, calendar, the class that is open; and the disposition in the calendar's place."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name="kasubbag_page", parent=parent)
        self.queue = KasubbagQueue(own=desk.has(Role.SUBDIVISION_HEAD))
        self.earliest = EarliestFoot(desk, self.queue)
        self.pool = PoolPane()
        self.calendar = CalendarPane(desk.today())
        self.side = KasubbagSide(desk)
        self.disposition = KasubbagDisposition(desk)
        self.carrying = Carrying(desk, self)
        self.proposal = ProposalDesk(desk, self.calendar, self.carrying, self.open_session, self)
        self.classes = Classes(desk, self.calendar, self.side, lambda: not self.proposal.is_open(), self)
        self.dragging = Dragging(desk, self.calendar, self.carrying, self._load_of, self)
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self._allow()

    def _lay_out(self) -> None:
        self._left = left = SideArea(LEFT, "canvas", object_name="kasubbag_left")
        words = "Seret ke tanggal, atau Enter lalu panah."
        self._tip = Label(words, "caption", "text2", elide=True, object_name="kasubbag_tip")
        self._to_decide = LinkButton("", icon="circle-alert", role="caption_strong", object_name="kasubbag_to_decide")
        self._to_decide.hide()
        tip = row(self._tip, margins=(16, 6, 16, 8))
        tip.addWidget(self._to_decide, 0, Qt.AlignmentFlag.AlignLeft)
        layout = column(self.queue, self.earliest, self.pool, tip, spacing=0)
        layout.setStretch(0, 1)
        left.setLayout(layout)
        work = Splitter(self.calendar, self.side, self.proposal.pane, stretch=0, object_name="kasubbag_work_split")
        self._middle = QStackedWidget()
        self._middle.addWidget(work)
        self._middle.addWidget(self.disposition)
        split = Splitter(left, self._middle, stretch=1, object_name="kasubbag_split")
        split.remember(self.desk.settings, "kasubbag/split")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _connect(self) -> None:
        desk = self.desk
        self.queue.to_dispose.connect(self.open_disposition)
        self.queue.to_lift.connect(self.lift_request)
        self.earliest.lift.connect(self.lift_request)
        self.earliest.listen(self)
        self.pool.fill_asked.connect(lambda topic: fill_class(desk, self.pool.row_of(topic)))
        self.disposition.closed.connect(self._back_to_calendar)
        calendar, carrying = self.calendar, self.carrying
        calendar.span_wanted.connect(lambda *_: self._read_calendar())
        calendar.cursor_moved.connect(lambda day: carrying.over(day) if carrying.is_carrying() else None)
        calendar.day_opened.connect(self._on_enter)
        calendar.new_class.connect(self.classes.begin)
        calendar.auto.clicked.connect(self.propose)
        self.proposal.pane.move_asked.connect(lambda card: self._lift(self.proposal.load_of(card), card.days[0]))
        self.proposal.pane.closed.connect(self._fit)
        self.proposal.pane.closed.connect(self._focus_calendar)
        calendar.solve.connect(self._solve)
        carrying.ghost_changed.connect(self._on_ghost)
        carrying.ended.connect(self._on_ended)
        side = self.side
        side.closed.connect(self._focus_calendar)
        side.toggled.connect(lambda _: self._fit())
        side.day.chosen.connect(lambda key: self.open_session(session_id_of(key)))
        side.day.new_class.connect(self.classes.begin)
        side.session.lift.connect(self.lift_session)
        side.session.print_asked.connect(lambda _: self.print_current())
        side.form.made.connect(self.open_session)
        side.decisions.counted.connect(self._count_decisions)
        side.decisions.open_session.connect(self.open_session)
        side.decisions.looked_at.connect(calendar.go)
        self._to_decide.clicked.connect(self.decide)

    def _make_shortcuts(self) -> None:
        carrying = self.carrying
        acts: dict[str, Callable[[], Any]] = {
            "M": lambda: self.calendar.set_mode(MONTH),
            "W": lambda: self.calendar.set_mode(WEEK),
            "T": self.calendar.to_today,
            "N": self.calendar.new.click,
            "G": self._move,
            "Ctrl+J": self.propose,
            "P": self.decide,
            "B": lambda: ask_split(self.desk, self.calendar, carrying),
            "D": self._waitlist,
            "Space": carrying.next_choice,
            "Escape": self._escape,
            "Ctrl+E": lambda: self.classes.export(self),
            "Alt+1": lambda: self._jump(disposition=True),
            "Alt+2": lambda: self._jump(disposition=False),
        }
        self._shortcuts: dict[str, QShortcut] = {}
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self._shortcuts[key] = shortcut
        self._shortcuts["Space"].setEnabled(False)

    def _allow(self) -> None:
        create = self.desk.may("create_session", None)
        move = self.desk.may("move_session", SessionState.TENTATIVE)
        self.calendar.allow(create, self.desk.may("accept_proposal", None), drags=move.ok)
        self._may_schedule = self.desk.may("schedule_request", RequestState.SCHEDULING)
        self.queue.list.setDragEnabled(self._may_schedule.ok)
        if not self._may_schedule.ok:
            self._tip.setText("Hanya baca. Kasubbag yang menjadwalkan.")

    # --- reading ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the queue."""
        super().showEvent(event)
        if not self.isAncestorOf(self.window().focusWidget()):
            self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Read queue, pool, calendar and the open class again; another window's commits come this way too."""
        now = self.desk.now()
        self.calendar.set_today(self.desk.today())

        def read(connection: Any) -> Any:
            lane = inbox.queue(connection, now, lane=Lane.SUBDIVISION_HEAD)
            return lane, inbox.schedule_queue(connection, now), inbox.individuals(connection, now)

        self.desk.read(read, self._show_queues, channel="kasubbag.queues")
        if changes:
            self.proposal.pane.stale()
        if changes is None or changes:
            self._read_calendar()
            self.classes.refresh()
            self.side.decisions.refresh()
        if self._middle.currentIndex() == 1:
            self.disposition.read()

    def _show_queues(self, found: Any) -> None:
        lane, schedule, pool = found
        self.queue.show_queues(lane, schedule)
        self.earliest.follow()
        self.pool.show_pool(pool, self._may_schedule)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may leave room for the queue again."""
        super().resizeEvent(event)
        self.pool.setMaximumHeight(round(self.height() * 0.4))
        self._fit()

    def _fit(self) -> None:
        """Beside an open class the calendar is narrow; where even that is too wide the queue gives way till Esc."""
        proposing = self.proposal.is_open()
        self._tell_hints()
        beside = self.side.shown() is not None
        self.calendar.set_narrow(beside or proposing)
        self._left.setVisible(not proposing and (not beside or self.width() >= theme.px(LEFT + SIDE + NARROWEST)))

    def _read_calendar(self) -> None:
        first, last = self.calendar.span()
        today = self.desk.today()
        self.desk.read(
            lambda c: calendar_page(c, first, last, today), self.calendar.show_page, channel="kasubbag.calendar"
        )

    # --- proposing --------------------------------------------------------------------------------

    def propose(self) -> None:
        """Ctrl+J: a schedule for everything that waits, beside the calendar; nothing is saved yet."""
        if not self.desk.may("accept_proposal", None).ok:
            return
        self.carrying.cancel()
        self.side.close_side()
        self._back_to_calendar()
        self.proposal.open()
        self._fit()

    def _move(self) -> None:
        """G: the proposed line under the keys, else the open class."""
        if self.proposal.has_focus():
            self.proposal.pane.move_current()
        else:
            self.side.session.ask_move()

    # --- carrying ---------------------------------------------------------------------------------

    def lift_request(self, request_id: int, day: date | None = None) -> None:
        """Enter on a letter: it goes into the hand over ``day``, its preferred day, or today."""
        load, row_ = self._load_of(request_id), self.queue.row_of(request_id)
        if load is None or row_ is None or not self._may_schedule.ok:
            return
        today = self.desk.today()
        wanted = next((day for day in row_.preferred_dates if day >= today), None)
        self._lift(load, day or wanted or max(today, self.calendar.cursor_day()))

    def _load_of(self, request_id: int) -> Load | None:
        lifted, row_ = self.queue.lifted(request_id), self.queue.row_of(request_id)
        if lifted is None or row_ is None:
            return None
        detail = f"{lifted.topic.short_name} · {lifted.people} orang"
        return Load(row_.sender, detail, lifted.topic.color, lifted=lifted)

    def lift_session(self, session: SessionRow) -> None:
        """G on a class: the arrows move it."""
        self._lift(load_of_session(session), session.days[0] if session.days else self.desk.today())

    def _lift(self, load: Load, day: date) -> None:
        self.side.close_side()
        self._back_to_calendar()
        self.calendar.go(day)
        self.carrying.take(load, day)
        self._focus_calendar()

    def _on_ghost(self, ghost: Ghost | None) -> None:
        self.calendar.set_ghost(ghost)
        if self._shortcuts["Space"].isEnabled() != (ghost is not None):
            self._shortcuts["Space"].setEnabled(ghost is not None)
            self._tell_hints()

    def _tell_hints(self) -> None:
        show = getattr(self.window(), "update_hints", None)
        if callable(show):
            show()

    def _on_enter(self, day: date) -> None:
        """Enter on a day: drop, or open what is there."""
        if self.carrying.is_carrying():
            self.carrying.drop()
            return
        if self.proposal.is_open():
            self.proposal.pane.take_focus()
            return
        self.classes.open_day(day)

    def _on_ended(self, load: Load) -> None:
        """A letter gives the keys back to the queue, a class to the calendar."""
        if load.lifted is not None:
            self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif load.session is not None:
            self._focus_calendar()

    def _waitlist(self) -> None:
        """D on the chosen letter."""
        chosen = self.queue.current()
        if chosen is not None and self.queue.list.hasFocus():
            waitlist(self.desk, chosen, self.calendar.reason)

    # --- opening ----------------------------------------------------------------------------------

    def open_disposition(self, request_id: int) -> None:
        """Enter on a letter of step 4: the form takes the calendar's place."""
        self.carrying.cancel()
        self.side.close_side()
        self._middle.setCurrentIndex(1)
        self.disposition.open(request_id)

    def _back_to_calendar(self) -> None:
        if self._middle.currentIndex() == 1:
            self._middle.setCurrentIndex(0)
            self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_session(self, session_id: int) -> None:
        """A class beside the calendar."""
        if session_id and not self.proposal.is_open():
            self.carrying.cancel()
            self.classes.open(session_id)

    def decide(self) -> None:
        """P: what waits for a decision, beside the calendar."""
        if not self.proposal.is_open():
            self.carrying.cancel()
            self._back_to_calendar()
            self.side.open_part(self.side.decisions)

    def _solve(self, clash: SessionClash) -> None:
        """The one button of the clash: done at once, or where its ways out are listed."""
        if clash.solution is not None:
            solve_clash(self.desk, clash.solution)
        else:
            self.decide()

    def _count_decisions(self, count: int) -> None:
        self._to_decide.setVisible(count > 0)
        self._to_decide.set_label(f"{count} perlu diputuskan (P)")
        self._tip.setVisible(count == 0 or not self._may_schedule.ok)

    def _focus_calendar(self) -> None:
        self.calendar.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, *, disposition: bool) -> None:
        if self.queue.jump(disposition=disposition):
            self.queue.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _escape(self) -> None:
        """Esc leaves the innermost thing that is open."""
        session = self.side.session
        if self.calendar.reason.is_open():
            self.calendar.reason.dismiss()
        elif self.carrying.is_carrying():
            self.carrying.cancel()
        elif self.proposal.is_open():
            self.proposal.pane.escape()
        elif self._middle.currentIndex() == 1:
            self.disposition.leave()
        elif self.side.shown() is session and session.reason.is_open():
            session.reason.dismiss()
        elif self.side.shown() is not self.side.decisions or not self.side.decisions.escape():
            self.side.close_side()

    def open_case(self, request_id: int) -> None:
        """Show a case: its disposition, its place in the queue, or the class it sits in."""
        if self.queue.is_disposing(request_id):
            self.open_disposition(request_id)
            return
        if self.queue.row_of(request_id) is not None:
            self.queue.list.select(f"request:{request_id}")
            return
        page = self.calendar.page()
        found = next((one for one in page.sessions if request_id in one.request_ids), None) if page else None
        if found is not None:
            self.open_session(found.id)

    def print_current(self) -> None:
        """Ctrl+P: the schedule of the open class, or of the first class under the cursor."""
        self.classes.print_current(self)

    def focus_filter(self) -> None:
        """``/``: the queue, where typing finds the sender."""
        self.queue.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_down(self) -> bool:
        """No search of ours runs on behind the login."""
        self.proposal.pane.close_down()
        return super().close_down()

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        if self.proposal.is_open() and not self.carrying.is_carrying():
            return PROPOSING
        return hints(carrying=self.carrying.is_carrying(), may_schedule=self._may_schedule.ok)

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """All keys for F1."""
        return (QUEUE, CALENDAR, CLASS, PROPOSAL)
