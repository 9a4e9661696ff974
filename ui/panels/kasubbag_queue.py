"""The Kasubbag's left list: letters to dispose of (step 4) and letters that wait for a date (step 5)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.queries.placement import Lifted
from desktop_app.queries.queue_rows import WAITING_DISPOSITION, Queue, QueueRow
from desktop_app.sop.states import RequestState
from ui.panels.kabag_queue import id_of, key_of, time_words
from ui.widgets.badges import BadgeView
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList, header
from ui.widgets.pane import Pane, column, row

NOTHING = EmptyView("calendar", "Tidak ada yang menunggu", "Surat yang disetujui Kabag muncul di sini otomatis.")


def disposition_row(one: QueueRow, *, own: bool = True) -> ListRow:
    """A letter that waits for the disposition of step 4."""
    words, tone, _ = time_words(one, own=own)
    return ListRow(
        key=key_of(one.request_id),
        title=one.sender,
        detail=f"{one.people} orang · {one.urgency_label.lower()}",
        status=words.replace(" menit", " mnt"),
        tone=tone,
        strong=own and one.level == "over",
        compact=True,
        badge=_badge(one),
        tooltip=f"Agenda {one.key} · Enter membuka disposisi",
    )


def schedule_row(one: QueueRow, *, own: bool = True) -> ListRow:
    """A letter that waits for a date; it can be lifted with Enter or dragged."""
    level = {"over": "danger", "near": "warn"}.get(one.level, "text2") if own else "text2"
    state = "" if one.state is RequestState.SCHEDULING else f"{one.state_label.lower()} · "
    return ListRow(
        key=key_of(one.request_id),
        title=one.sender,
        detail=f"{one.people} orang · {state}{one.preferred.replace('tanpa usul tanggal', 'tanpa usul')}",
        status=one.waiting,
        tone=level,
        strong=own and one.level != "quiet",
        compact=True,
        draggable=own,
        badge=_badge(one),
        tooltip=f"Agenda {one.key} · {one.preferred} · seret ke tanggal, atau Enter lalu panah",
    )


def _badge(one: QueueRow) -> BadgeView:
    first = one.topics[0] if one.topics else None
    if first is None:
        return BadgeView("tanpa topik")
    more = f" +{len(one.topics) - 1}" if len(one.topics) > 1 else ""
    return BadgeView(first.short_name + more, first.color)


class KasubbagQueue(Pane):
    """``to_dispose(request_id)`` and ``to_lift(request_id)`` on Enter; ``chosen(request_id)`` follows the keys."""

    to_dispose = Signal(int)
    to_lift = Signal(int)
    chosen = Signal(int)

    def __init__(self, *, own: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("canvas", object_name="kasubbag_queue", parent=parent)
        self._own = own
        self._rows: dict[int, QueueRow] = {}
        self._disposing: frozenset[int] = frozenset()
        self._title = Label("Menunggu jadwal", "subtitle")
        self._count = Label("", "dense", "text2", elide=True, object_name="kasubbag_count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.list = RowList(
            "Surat menunggu disposisi dan jadwal", empty=NOTHING, draggable=True, object_name="kasubbag_list"
        )
        head = row(self._title, self._count, margins=(16, 14, 16, 8))
        head.setStretch(1, 1)
        self.setLayout(column(head, self.list, spacing=0))
        self.list.activated_row.connect(self._on_enter)
        self.list.current_changed.connect(lambda key: self.chosen.emit(id_of(key)))

    def show_queues(self, lane: Queue, schedule: Queue) -> None:
        """Show newer rows; what is chosen stays chosen while it exists."""
        waiting = lane.section(WAITING_DISPOSITION)
        self._rows = {one.request_id: one for one in (*waiting, *schedule.rows)}
        self._disposing = frozenset(one.request_id for one in waiting)
        people = sum(one.people for one in schedule.rows)
        self._count.setText(f"{len(schedule.rows)} surat · {people} orang")
        rows: list[ListRow] = []
        own = self._own
        if waiting:
            rows = [header("Menunggu disposisi", len(waiting)), *(disposition_row(one, own=own) for one in waiting)]
            rows.append(header("Menunggu jadwal", len(schedule.rows)))
        rows += [schedule_row(one, own=own) for one in schedule.rows]
        if not schedule.rows and waiting:
            rows.pop()
        at = self.list.currentIndex().row()
        self.list.set_rows(rows)
        if not self.list.current_key():
            self._near(at)

    def _near(self, at: int) -> None:
        rows = self.list.rows_model.rows()
        following = [one for one in rows[max(at, 0) :] if not one.header] or [one for one in rows if not one.header]
        if following:
            self.list.select(following[0].key)

    def is_own(self) -> bool:
        """Whether this officer schedules, rather than reads along."""
        return self._own

    def row_of(self, request_id: int) -> QueueRow | None:
        """The row of a request, if it waits here."""
        return self._rows.get(request_id)

    def lifted(self, request_id: int) -> Lifted | None:
        """What is needed to place a request, if it waits for a date."""
        one = self._rows.get(request_id)
        if one is None or request_id in self._disposing or not one.topics:
            return None
        return Lifted(
            request_id=one.request_id,
            topic=one.topics[0],
            people=one.people,
            individual=one.kind == "form",
            trainer_ids=one.trainer_ids,
        )

    def current(self) -> QueueRow | None:
        """The chosen row."""
        return self._rows.get(id_of(self.list.current_key()))

    def is_disposing(self, request_id: int) -> bool:
        """Whether a request waits for its disposition here."""
        return request_id in self._disposing

    def jump(self, *, disposition: bool) -> bool:
        """Alt+1 and Alt+2: the first row of a section."""
        for one in self.list.rows_model.rows():
            if not one.header and (id_of(one.key) in self._disposing) == disposition:
                return self.list.select(one.key)
        return False

    def _on_enter(self, key: str) -> None:
        request_id = id_of(key)
        (self.to_dispose if request_id in self._disposing else self.to_lift).emit(request_id)
