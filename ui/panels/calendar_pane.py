"""The calendar of a page: title, month or week, legend, the clash under it. It shows and asks; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desktop_app.planner.office_cards import Card
from desktop_app.queries.calendar_page import Absence, CalendarPage, Lane, SessionClash
from desktop_app.queries.queue_rows import TopicChip
from desktop_app.sop.dates_in_words import date_range
from desktop_app.sop.workflow import Verdict
from ui import theme
from ui.panels.calendar_chips import chips_of, notes_of, with_proposal
from ui.panels.reason_line import ReasonLine
from ui.widgets import paint
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, IconButton, Segment, Segmented
from ui.widgets.calendar_days import Ghost, monday_of, month_title, next_month, weeks_of
from ui.widgets.calendar_month import MonthView, WeekdayHead
from ui.widgets.calendar_week import Blocked, WeekLane, WeekView
from ui.widgets.conflict_bar import ConflictBar
from ui.widgets.labels import Label
from ui.widgets.pane import Bar, Pane, column, row

MONTH, WEEK = "month", "week"
DECIDE = "Putuskan"
"""The button of a clash that has several ways out: they stand in "Perlu diputuskan"."""
WORDS = (
    (("Hari ini", "T"), ("Susun otomatis", "Ctrl+J"), ("Kelas baru", "N")),
    (("Hari ini", ""), ("Susun otomatis", ""), ("Kelas baru", "")),
    (("Kini", ""), ("Susun", ""), ("", "")),
    (("Kini", ""), ("", ""), ("", "")),
)
"""What the buttons of the toolbar say, from a wide pane to a narrow one."""


class Legend(QWidget):
    """Topics of the page with their colours; what does not fit is left out, the chips name their topics anyway."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics: tuple[TopicChip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_topics(self, topics: tuple[TopicChip, ...]) -> None:
        """Other topics."""
        self._topics = topics
        self.setAccessibleName("Topik: " + ", ".join(topic.short_name for topic in topics))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(80), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares and names, right aligned."""
        shown = list(self._topics)
        while shown and sum(self._wide(topic) for topic in shown) > self.width():
            shown.pop()
        x = self.width() - sum(self._wide(topic) for topic in shown)
        with paint.on(self) as painter:
            for topic in shown:
                side = theme.px(9)
                paint.box(painter, QRectF(x, (self.height() - side) / 2, side, side), 2, topic.color)
                line = QRectF(x + theme.px(14), 0, self._wide(topic), self.height())
                paint.text(painter, line, topic.short_name, "caption", "text2")
                x += self._wide(topic)

    def _wide(self, topic: TopicChip) -> float:
        return theme.px(28) + paint.width_of(topic.short_name, "caption")


class CalendarPane(Pane):
    """``show_page(page)``; ``span_wanted(first, last)`` when other days must be read.

    ``cursor_moved(day)``, ``day_opened(day)``, ``chip_opened(key)``, ``new_class(day)``, ``choice_wanted()``;
    drags come through ``drag_moved(payload, day, chip)``, ``dropped(payload, day, chip)``, ``drag_left()``.
    """

    span_wanted = Signal(object, object)
    cursor_moved = Signal(object)
    day_opened = Signal(object)
    chip_opened = Signal(str)
    new_class = Signal(object)
    solve = Signal(object)
    drag_moved = Signal(str, object, str)
    dropped = Signal(str, object, str)
    drag_left = Signal()

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="calendar_pane", parent=parent)
        self._today, self._cursor, self._anchor, self._mode = today, today, today, MONTH
        self._page: CalendarPage | None = None
        self._clash: SessionClash | None = None
        self._proposed: Sequence[Card] = ()
        self.month = MonthView()
        self.week = WeekView()
        self.reason = ReasonLine("calendar_reason")
        self.conflict = ConflictBar(object_name="calendar_conflict")
        month_side = QWidget()
        month_side.setLayout(column(WeekdayHead(), self.month, spacing=0))
        self._stack = QStackedWidget()
        self._stack.addWidget(month_side)
        self._stack.addWidget(self.week)
        self._bar = self._toolbar()
        self.setLayout(column(self._bar, self._stack, self.reason, self.conflict, spacing=0))
        self._connect()
        self._show_title()

    def _toolbar(self) -> Bar:
        bar = Bar(56, "surface", "bottom")
        self._title = Label("", "title", object_name="calendar_title")
        before = IconButton("chevron-left", "Sebelumnya", "PgUp", size=28, object_name="calendar_before")
        after = IconButton("chevron-right", "Berikutnya", "PgDn", size=28, object_name="calendar_after")
        self._now = Button("Hari ini", key_hint="T", object_name="calendar_today", name="Hari ini")
        self.modes = Segmented(
            (Segment(MONTH, "Bulan", "M"), Segment(WEEK, "Minggu", "W")), name="Tampilan", object_name="calendar_modes"
        )
        self._legend = Legend()
        self.unsaved = Badge("Usulan, belum disimpan", "accent", "wand-sparkles", object_name="calendar_unsaved")
        self.unsaved.hide()
        self.auto = Button(
            "Susun otomatis",
            key_hint="Ctrl+J",
            icon="wand-sparkles",
            object_name="calendar_auto",
            name="Susun otomatis",
        )
        self.new = Button("Kelas baru", key_hint="N", icon="plus", object_name="calendar_new", name="Kelas baru")
        before.clicked.connect(lambda: self.turn(-1))
        after.clicked.connect(lambda: self.turn(1))
        self._now.clicked.connect(self.to_today)
        self.modes.changed.connect(self.set_mode)
        self.new.clicked.connect(lambda: self.new_class.emit(self._cursor))
        layout = row(self._title, 4, before, after, 4, self._now, self.modes, spacing=8, margins=(16, 0, 16, 0))
        layout.addWidget(self._legend, 1)
        layout.addWidget(self.unsaved)
        layout.addWidget(self.auto)
        layout.addWidget(self.new)
        bar.setLayout(layout)
        bar.setMinimumWidth(360)  # narrower than its words: they give way in resizeEvent
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a small window: first the keys on the buttons go, then their words; F1 still tells them."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        layout = self._bar.layout()
        for words in WORDS:
            for button, (label, key) in zip((self._now, self.auto, self.new), words, strict=True):
                button.set_label(label)
                button.set_key_hint(key)
            if layout is None:
                return
            layout.invalidate()
            if layout.sizeHint().width() <= self.width():  # the legend asks for nothing: it takes what is left
                return

    def _connect(self) -> None:
        for view in (self.month, self.week):
            view.day_moved.connect(self._on_day)
            view.day_opened.connect(self.day_opened)
            view.chip_opened.connect(self.chip_opened)
            view.drag_moved.connect(self.drag_moved)
            view.dropped.connect(self.dropped)
            view.drag_left.connect(self.drag_left)
        self.month.month_wanted.connect(self.go)
        self.week.week_wanted.connect(self.go)
        self.conflict.look.connect(self._look_at_clash)
        self.conflict.solve.connect(lambda: self.solve.emit(self._clash))

    # --- what is shown ----------------------------------------------------------------------------

    def span(self) -> tuple[date, date]:
        """First and last day that must be read."""
        if self._mode == WEEK:
            first = monday_of(self._anchor)
            return first, first + timedelta(days=6)
        weeks = weeks_of(self._anchor)
        return weeks[0][0], weeks[-1][-1]

    def cursor_day(self) -> date:
        """The day under the keys."""
        return self._cursor

    def view(self) -> MonthView | WeekView:
        """The view that is shown now."""
        return self.month if self._mode == MONTH else self.week

    def set_today(self, today: date) -> None:
        """Midnight passed."""
        self._today = today

    def set_narrow(self, narrow: bool) -> None:
        """While a class is open beside it the calendar has less room: the button gives way (N stays)."""
        self.new.setVisible(not narrow)
        self.auto.setVisible(not narrow)

    def allow(self, create: Verdict, propose: Verdict, *, drags: bool) -> None:
        """What this officer may do here."""
        self.new.allow(create.ok, create.reason)
        self.auto.allow(propose.ok, propose.reason)
        self.month.allow_drags(drags)
        self.week.allow_drags(drags)

    def show_page(self, page: CalendarPage) -> None:
        """Show what was read, if it is still the span wanted."""
        if (page.first, page.last) != self.span():
            return
        self._page = page
        chips, notes = with_proposal(chips_of(page), self._proposed), notes_of(page)
        if self._mode == MONTH:
            self.month.show_month(self._anchor, self._today, chips, notes, self._cursor)
        else:
            self.week.show_week(self._cursor, _lanes(page), chips, _blocked(page.absences), notes, self._today)
        topics = {row_.topic.id: row_.topic for row_ in page.sessions}
        self._legend.set_topics(tuple(topics[key] for key in sorted(topics)))
        self._show_clash(page)

    def set_proposal(self, cards: Sequence[Card]) -> None:
        """Lines that are proposed and not saved, dashed among the others; none ends it."""
        self._proposed = cards
        self.unsaved.setVisible(bool(cards))
        if self._page is not None:
            self.show_page(self._page)

    def _show_clash(self, page: CalendarPage) -> None:
        self._clash = page.clashes[0] if page.clashes else None
        if self._clash is None:
            self.conflict.clear()
            return
        more = f" (+{len(page.clashes) - 1} bentrok lain)" if len(page.clashes) > 1 else ""
        solution = self._clash.solution
        offered = solution.label if solution is not None else DECIDE
        self.conflict.show_conflict(self._clash.sentence + more, offered if self.new.isEnabled() else "")

    def _look_at_clash(self) -> None:
        if self._clash is not None:
            self.go(self._clash.day)
            self.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> CalendarPage | None:
        """What is shown now."""
        return self._page

    def set_ghost(self, ghost: Ghost | None) -> None:
        """What is being moved."""
        self.month.set_ghost(ghost)
        self.week.set_ghost(ghost)

    # --- moving about -----------------------------------------------------------------------------

    def _on_day(self, day: date) -> None:
        """The cursor moved within what is shown; a day of a neighbour month stays where it is seen."""
        self._cursor = day
        self.cursor_moved.emit(day)

    def go(self, day: date) -> None:
        """Go to a day, reading other weeks when they are not shown."""
        before = self.span()
        self._cursor = self._anchor = day
        for view in (self.month, self.week):  # at once, for arrows that are faster than the reading
            view.set_cursor(day)
        self._show_title()
        if self.span() != before or self._page is None:
            self.span_wanted.emit(*self.span())
        self.cursor_moved.emit(day)

    def turn(self, step: int) -> None:
        """The next or previous month or week."""
        if self._mode == WEEK:
            self.go(self._cursor + timedelta(days=7 * step))
        else:
            self.go(next_month(self._anchor, step))

    def to_today(self) -> None:
        """T."""
        self.go(self._today)

    def set_mode(self, mode: str) -> None:
        """M and W."""
        if mode == self._mode:
            return
        had = self.view().hasFocus()
        self._mode, self._anchor = mode, self._cursor
        self.modes.set_current(mode)
        self._stack.setCurrentIndex(0 if mode == MONTH else 1)
        self._show_title()
        self.span_wanted.emit(*self.span())
        if had:
            self.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_title(self) -> None:
        first = monday_of(self._anchor)
        week = date_range(first, first + timedelta(days=4), with_year=True)
        self._title.setText(month_title(self._anchor) if self._mode == MONTH else week)
        self._fit_words()


def _lanes(page: CalendarPage) -> tuple[WeekLane, ...]:
    def rows(lanes: tuple[Lane, ...]) -> tuple[WeekLane, ...]:
        return tuple(WeekLane(one.key, one.name, one.detail) for one in lanes)

    return (WeekLane("", "Ruang"), *rows(page.rooms), WeekLane("", "Trainer"), *rows(page.trainers))


def _blocked(absences: tuple[Absence, ...]) -> tuple[Blocked, ...]:
    return tuple(Blocked(one.lane, one.first, one.last, one.reason) for one in absences)
