"""The right side of the Kasubbag's calendar: classes of a day, one class, a form for a new one, what to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.sop.dates_in_words import long_date
from ui.desk import Desk
from ui.panels.decisions_pane import DecisionsPane
from ui.panels.session_editor import SessionEditor
from ui.panels.session_form import SessionForm
from ui.panels.side_area import SideArea
from ui.widgets.badges import BadgeView
from ui.widgets.buttons import Button, IconButton
from ui.widgets.calendar_days import CalendarChip
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList
from ui.widgets.pane import Pane, column, row

SIDE = 360


class DayList(Pane):
    """All classes of a day: ``chosen(key)`` on Enter, ``closed()``, ``new_class(day)``."""

    chosen = Signal(str)
    closed = Signal()
    new_class = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="calendar_day_list", parent=parent)
        self._day = date(2000, 1, 1)
        self._title = Label("", "subtitle", elide=True)
        close = IconButton("x", "Tutup", "Esc", size=28, object_name="calendar_day_close")
        self.list = RowList("Kelas pada hari ini", fill="surface", object_name="calendar_day_rows")
        self.new = Button("Kelas baru hari ini", key_hint="N", icon="plus", object_name="calendar_day_new")
        close.clicked.connect(self.closed)
        self.new.clicked.connect(lambda: self.new_class.emit(self._day))
        self.list.activated_row.connect(self.chosen)
        head = row(self._title, close, margins=(20, 12, 12, 8))
        self.setLayout(column(head, self.list, row(self.new, None, margins=(20, 8, 20, 12)), spacing=0))
        self.setFocusProxy(self.list)

    def show_day(self, day: date, chips: Sequence[CalendarChip]) -> None:
        """The classes of a day in order of hour."""
        self._day = day
        self._title.setText(long_date(day))
        self.list.set_rows([_row(one) for one in chips])
        self.list.select_first()


def _row(chip: CalendarChip) -> ListRow:
    state = "tentatif" if chip.tentative else ""
    if chip.clash:
        state = "bentrok"
    return ListRow(
        chip.key,
        chip.who,
        detail=f"{chip.hours} · {chip.count}",
        status=state,
        tone="danger" if chip.clash else "text2",
        compact=True,
        badge=BadgeView(chip.topic, chip.tone),
        accessible=chip.spoken,
    )


class KasubbagSide(SideArea):
    """Hidden until something is opened; ``open_*`` shows a part and gives it the focus."""

    closed = Signal()
    toggled = Signal(bool)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(SIDE, "surface", object_name="kasubbag_side", parent=parent)
        self.day = DayList()
        self.session = SessionEditor(desk)
        self.form = SessionForm(desk)
        self.decisions = DecisionsPane(desk)
        self._stack = QStackedWidget()
        for part in (self.day, self.session, self.form, self.decisions):
            self._stack.addWidget(part)
        self.setLayout(column(self._stack, spacing=0))
        for signal in (self.day.closed, self.session.closed, self.form.cancelled, self.decisions.closed):
            signal.connect(self.close_side)
        self.hide()

    def shown(self) -> QWidget | None:
        """The part that is open."""
        return self._stack.currentWidget() if not self.isHidden() else None

    def open_part(self, part: QWidget, focus: QWidget | None = None) -> None:
        """Show a part of this side."""
        self._stack.setCurrentWidget(part)
        self.show()
        self.toggled.emit(True)
        (focus or part).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_side(self) -> None:
        """Give the room back to the calendar."""
        if not self.isHidden():
            self.hide()
            self.toggled.emit(False)
            self.closed.emit()
