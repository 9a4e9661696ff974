"""The Kabag's list: what waits with its time against 30 minutes, and what was decided today (picture 02, left)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.queries.queue_rows import DONE_TODAY, WAITING_DISPOSITION, Queue, QueueRow
from ui.panels.side_area import SideArea
from ui.widgets.badges import BadgeView
from ui.widgets.bars import BarPart
from ui.widgets.choices import Chip
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList, header
from ui.widgets.pane import column, row

WIDTH = 328
ALL_DONE = EmptyView("inbox", "Semua surat sudah didisposisi", "Surat baru dari helpdesk muncul di sini otomatis.")
NONE_YET = EmptyView("inbox", "Belum ada yang selesai hari ini", "Keputusan hari ini dikumpulkan di sini.")


def key_of(request_id: int) -> str:
    """The key of a request's row."""
    return f"request:{request_id}"


def id_of(key: str) -> int:
    """The request of a row's key, 0 for another kind of row."""
    return int(key.removeprefix("request:")) if key.startswith("request:") else 0


def time_words(one: QueueRow, *, own: bool = True) -> tuple[str, str, float]:
    """Words, tone and share of the standard: quiet until 80 %, red only after it has passed, in the own lane.

    Another lane is told only since when it lies there (DESIGN_SYSTEM.md, head).
    """
    if not own and one.since is not None:
        return f"sejak {one.since:%H.%M}", "text2", 0.0
    if one.elapsed is None or not one.limit:
        return one.status, "text2", 0.0
    unit = "menit" if one.unit == "mnt" else one.unit
    share = one.elapsed / one.limit
    tone = {"over": "danger", "near": "warn"}.get(one.level, "text2")
    return f"{one.elapsed} dari {one.limit} {unit}", tone, share


def waiting_row(one: QueueRow, *, own: bool = True) -> ListRow:
    """A letter that waits for a decision."""
    words, tone, share = time_words(one, own=own)
    late = own and one.level == "over"
    measured = own and one.limit and one.elapsed is not None
    progress = (BarPart(min(share, 1.0), "danger" if late else "accent"),) if measured else None
    urgent = "" if one.urgency == "NORMAL" else f"{one.urgency_label} · "
    return ListRow(
        key=key_of(one.request_id),
        title=one.sender,
        right=one.when,
        detail=f"{urgent}{one.summary}",
        status=words,
        tone=tone,
        strong=late,
        progress=progress,
        tooltip=f"Agenda {one.key} · {one.sender}",
    )


def done_row(one: QueueRow) -> ListRow:
    """A letter decided today; "dari lembar" where it was typed from paper."""
    agreed = one.outcome.startswith("Disetujui")
    refused = one.outcome.startswith("Ditolak")
    badge = BadgeView("dari lembar", "neutral", "file-text") if one.from_paper else None
    return ListRow(
        key=key_of(one.request_id),
        title=one.sender,
        right=one.when,
        detail=one.summary,
        status=one.outcome.removesuffix(" · dari lembar"),
        tone="ok" if agreed else ("danger" if refused else "warn"),
        icon="check" if agreed else ("x" if refused else "corner-up-left"),
        badge=badge,
        tooltip=f"Agenda {one.key} · {one.outcome}",
    )


class KabagQueue(SideArea):
    """``show_queue(queue)``; ``chosen(request_id)`` follows the keys, ``opened(request_id)`` on Enter."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, *, own: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, "canvas", object_name="kabag_side", parent=parent)
        self._queue: Queue | None = None
        self._own = own
        self._working_on = ""
        self._count = Label("", "dense", "text2", object_name="kabag_count")
        self.waiting = Chip("Menunggu", 0, checked=True, object_name="kabag_chip_waiting")
        self.done = Chip("Selesai hari ini", 0, object_name="kabag_chip_done")
        self.list = RowList("Surat menunggu disposisi", empty=ALL_DONE, object_name="kabag_list")
        head = row(Label("Menunggu disposisi", "subtitle"), None, self._count)
        chips = row(self.waiting, self.done, None)
        top = column(head, chips, spacing=8, margins=(16, 14, 16, 8))
        self.setLayout(column(top, self.list, spacing=0))
        self.waiting.clicked.connect(lambda: self._only(done=False))
        self.done.clicked.connect(lambda: self._only(done=True))
        self.list.current_changed.connect(self._on_current)
        self.list.activated_row.connect(lambda key: self.opened.emit(id_of(key)))

    def _only(self, *, done: bool) -> None:
        self.done.setChecked(done)
        self.waiting.setChecked(not done)
        if self._queue is not None:
            self._show_rows(self._queue)

    def show_queue(self, queue: Queue) -> None:
        """Show newer rows; the chosen letter stays chosen, or the next one is taken."""
        self._queue = queue
        waiting, done = queue.section(WAITING_DISPOSITION), queue.section(DONE_TODAY)
        self.waiting.set_count(len(waiting))
        self.done.set_count(len(done))
        self._count.setText(f"{len(waiting)} surat")
        self._show_rows(queue)

    def _show_rows(self, queue: Queue) -> None:
        waiting, done = queue.section(WAITING_DISPOSITION), queue.section(DONE_TODAY)
        rows: list[ListRow] = []
        if not self.done.isChecked():
            rows += [waiting_row(one, own=self._own) for one in waiting]
        if done:
            rows += [] if self.done.isChecked() else [header("Selesai hari ini", len(done))]
            rows += [done_row(one) for one in done]
        self.list.set_empty(NONE_YET if self.done.isChecked() else ALL_DONE)
        at, before = self.list.currentIndex().row(), self.list.current_key()
        self.list.set_rows(rows)
        decided = before == self._working_on and not any(key_of(one.request_id) == before for one in waiting)
        if before and not decided and self.list.select(before):
            return
        self._take(at)

    def _take(self, at: int) -> None:
        """The letter that stands where the decided one stood, so that one goes on without choosing."""
        waiting = self._queue.section(WAITING_DISPOSITION) if self._queue is not None else ()
        rows = [one for one in self.list.rows_model.rows() if not one.header]
        if not rows or (not waiting and not self.done.isChecked()):
            self.list.setCurrentIndex(QModelIndex())
            self.chosen.emit(0)
            return
        if not self.done.isChecked():
            rows = rows[: len(waiting)]
        self.list.select(rows[min(max(at, 0), len(rows) - 1)].key)

    def _on_current(self, key: str) -> None:
        waiting = self._queue.section(WAITING_DISPOSITION) if self._queue is not None else ()
        self._working_on = key if any(key_of(one.request_id) == key for one in waiting) else ""
        self.chosen.emit(id_of(key))

    def select(self, request_id: int) -> bool:
        """Choose a letter, under whichever chip it stands."""
        if self.list.select(key_of(request_id)):
            return True
        self._only(done=not self.done.isChecked())
        return self.list.select(key_of(request_id))
