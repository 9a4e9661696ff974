"""The Helpdesk's list: what needs action now, what waits for others, and the form that is being typed (picture 01)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.queries import inbox
from desktop_app.queries.queue_rows import NEEDS_YOU, Queue, QueueFilter, QueueRow
from desktop_app.sop.states import Lane
from ui import theme
from ui.desk import Desk
from ui.panels.counter_papers import CounterPapers
from ui.panels.side_area import SideArea
from ui.widgets.buttons import Button, Chip, IconButton, Segment, Segmented
from ui.widgets.empty_state import EmptyView
from ui.widgets.fields import LineEdit
from ui.widgets.lists import ListRow, MiniSteps, RowList, header
from ui.widgets.pane import row

WIDTH = 344
NEW_KEY = "baru"
FILTER_MS = 150
ROOMY = 1.15
"""With larger text the button keeps only its sign."""
NOTHING = EmptyView("inbox", "Belum ada surat hari ini", "Tekan Ctrl+N untuk mencatat surat atau formulir.")
NO_MATCH = EmptyView("search", "Tidak ada yang cocok", "Kosongkan saringan dengan Esc, atau cari di Arsip (Ctrl+K).")


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The form being typed, as its row shows it."""

    title: str
    detail: str
    status: str


def list_row(one: QueueRow) -> ListRow:
    """A request as a row: only what needs action here, or is late here, gets a colour."""
    tone, strong = "text2", False
    if one.late:
        tone, strong = "danger", True
    elif one.mine:
        tone, strong = ("warn" if one.level == "near" or one.step == 7 else "accent"), True
    return ListRow(
        key=f"request:{one.request_id}",
        title=one.sender,
        right=one.when,
        detail=one.summary,
        status=one.status,
        tone=tone,
        strong=strong,
        steps=MiniSteps(len(one.done_steps), "danger" if one.late else "accent"),
        tooltip=f"Agenda {one.key} · {one.state_label}",
    )


class _FilterField(LineEdit):
    """Esc empties it and goes back to the list, Down goes to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QueueSide(SideArea):
    """``opened(request_id)`` by Enter or a click, ``opened_new()`` for the form being typed, ``new_requested()``."""

    opened = Signal(int)
    opened_new = Signal()
    new_requested = Signal()
    page_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH, "canvas", object_name="helpdesk_side")
        self._desk = desk
        self._filter: QueueFilter = "all"
        self._queue: Queue | None = None
        self._open_form: OpenForm | None = None
        self._wanted = ""
        self.switch = Segmented(
            (Segment("queue", "Antrean"), Segment("notices", "Notifikasi")),
            name="Daftar",
            object_name="helpdesk_switch",
        )
        self.switch_holder = QWidget()
        holder = QHBoxLayout(self.switch_holder)
        holder.setContentsMargins(16, 0, 0, 0)
        holder.addWidget(self.switch)
        holder.addStretch(1)
        self.new_button = Button("Surat baru", "primary", icon="plus", object_name="helpdesk_new", name="Surat baru")
        self.new_button.setToolTip("Surat baru (Ctrl+N)")
        self.filter = _FilterField(
            placeholder="Saring antrean",
            icon="search",
            key_hint="/",
            object_name="helpdesk_filter",
            name="Saring antrean",
        )
        self.chips: dict[QueueFilter, Chip] = {
            "all": Chip("Semua", 0, checked=True, object_name="helpdesk_chip_all"),
            "mine": Chip("Tugas saya", 0, object_name="helpdesk_chip_mine"),
            "late": Chip("Terlambat", 0, object_name="helpdesk_chip_late"),
        }
        self.list = RowList("Antrean surat", empty=NOTHING, object_name="helpdesk_queue")
        self._counter = CounterPapers(desk, self)
        self.papers = IconButton("printer", "Kertas loket", "Alt+L", object_name="helpdesk_counter_papers")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setContentsMargins(0, 0, 16, 0)
        self._top.addWidget(self.switch_holder, 1)
        self._top.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._top)
        layout.addLayout(row(self.filter, self.papers, spacing=6, margins=(16, 0, 16, 0)))
        layout.addLayout(row(*self.chips.values(), None, spacing=6, margins=(16, 0, 16, 0)))
        layout.addWidget(self.list, 1)

    def take_switch_back(self) -> None:
        """The switch stood over the other list; it comes home."""
        self._top.insertWidget(0, self.switch_holder, 1)

    def _connect(self) -> None:
        self.switch.changed.connect(self.page_changed)
        self.papers.clicked.connect(lambda: self._counter.offer(self.papers))
        self.new_button.clicked.connect(self.new_requested)
        self._wait = QTimer(self, singleShot=True, interval=FILTER_MS)
        self._wait.timeout.connect(self.read)
        self.filter.textChanged.connect(lambda _: self._wait.start())
        self.filter.left.connect(self._to_list)
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, chosen=key: self._choose(chosen))
        self.list.activated_row.connect(self._open)
        self.list.clicked.connect(lambda index: self._open(self.list.current_key()))

    def _choose(self, chosen: QueueFilter) -> None:
        self._filter = chosen
        for key, chip in self.chips.items():
            chip.setChecked(key == chosen)
        self.read()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.current_key():
            self.list.select_first()

    def _open(self, key: str) -> None:
        if key == NEW_KEY:
            self.opened_new.emit()
        elif key.startswith("request:"):
            self.opened.emit(int(key.removeprefix("request:")))

    def stop(self) -> None:
        """No reading of what was typed last: the page is being left."""
        self._wait.stop()

    # --- rows -------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the queue again on a reader thread."""
        self.new_button.set_label("Surat baru" if theme.scale() <= ROOMY else "")
        now, chosen, text = self._desk.now(), self._filter, self.filter.text().strip()
        self._desk.read(
            lambda c: inbox.queue(c, now, lane=Lane.HELPDESK, filter=chosen, text=text), self._show, channel=self
        )

    def show_open_form(self, form: OpenForm | None) -> None:
        """The row of the form being typed; ``None`` takes it away."""
        if form != self._open_form:
            self._open_form = form
            if self._queue is not None:
                self._show(self._queue)

    def select(self, key: str) -> None:
        """Mark what is open; a row that is still to come is marked when it arrives."""
        self._wanted = key
        if self.list.select(key):
            self._wanted = ""
        elif self.list.current_key() and self.list.current_key() != key:
            self.list.clearSelection()
            self.list.setCurrentIndex(self.list.rows_model.index(-1))

    def select_request(self, request_id: int) -> None:
        """Mark a case."""
        self.select(f"request:{request_id}")

    def select_new(self) -> None:
        """Mark the form being typed."""
        self.select(NEW_KEY)

    def form_rows(self) -> tuple[QueueRow, ...]:
        """The individuals' forms on the list."""
        return tuple(one for one in self._queue.rows if one.kind == "form") if self._queue is not None else ()

    def _show(self, queue: Queue) -> None:
        self._queue = queue
        counts: dict[QueueFilter, int] = {"all": queue.all, "mine": queue.mine, "late": queue.late}
        for key, count in counts.items():
            self.chips[key].set_count(count)
        rows: list[ListRow] = []
        sections = list(dict.fromkeys(one.section for one in queue.rows))
        if self._open_form is not None and NEEDS_YOU not in sections:
            sections.insert(0, NEEDS_YOU)
        for section in sections:
            found = queue.section(section)
            own = self._open_form if section == NEEDS_YOU else None
            rows.append(header(section, len(found) + (own is not None)))
            if own is not None:
                rows.append(
                    ListRow(NEW_KEY, own.title, "baru", own.detail, own.status, "accent", True, steps=MiniSteps(1))
                )
            rows += [list_row(one) for one in found]
        filtered = bool(self.filter.text().strip()) or self._filter != "all"
        self.list.set_empty(NO_MATCH if filtered else NOTHING)
        self.list.set_rows(rows)
        if self._wanted and self.list.select(self._wanted):
            self._wanted = ""
