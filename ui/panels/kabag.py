"""The Kabag's tab: read the letter, tick, Ctrl+Enter (SOP step 3, picture 02). The Helpdesk opens it to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.queries import inbox
from desktop_app.queries.queue_rows import Queue
from desktop_app.sop.states import Lane, Role
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.disposition_lanes import HEAD
from ui.panels.disposition_page import DispositionPage, disposition_page
from ui.panels.disposition_side import LetterAndForm
from ui.panels.disposition_steps import own_steps
from ui.panels.kabag_queue import ALL_DONE, KabagQueue
from ui.widgets.empty_state import EmptyState
from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.sop_strip import SopStrip
from ui.widgets.splitter import Splitter


class KabagPage(Panel):
    """List, letter, disposition."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name="kabag_page", parent=parent)
        self._wanted = 0
        self.side = KabagQueue(own=desk.has(Role.DIVISION_HEAD))
        self.strip = SopStrip(object_name="kabag_strip")
        self.work = LetterAndForm(desk, HEAD)
        self.letter, self.form = self.work.letter, self.work.form
        self.side.chosen.connect(self._on_chosen)
        self.side.opened.connect(lambda _: self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.decided.connect(lambda _: self.side.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._lay_out()
        full = QShortcut(QKeySequence("F11"), self)
        full.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        full.activated.connect(self.letter.full_screen)

    def _lay_out(self) -> None:
        work = QWidget()
        inner = QVBoxLayout(work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.strip)
        inner.addWidget(self.work, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(EmptyState(*ALL_DONE, object_name="kabag_empty"))
        self._middle.addWidget(work)
        split = Splitter(self.side, self._middle, stretch=1, object_name="kabag_split")
        split.remember(self.desk.settings, "kabag/split")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def refresh(self, changes: Changes | None) -> None:
        """Read the queue and the open letter again; a few milliseconds, so every change is followed."""
        now = self.desk.now()
        self.desk.read(lambda c: inbox.queue(c, now, lane=Lane.DIVISION_HEAD), self._show_queue, channel="kabag.queue")

    def _show_queue(self, queue: Queue) -> None:
        before = self.side.list.current_key()
        self.side.show_queue(queue)
        if self._wanted:
            self.side.select(self._wanted)
        if self.side.list.current_key() == before and self._current():
            self._read_case(self._current())

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the list."""
        super().showEvent(event)
        if not self.isAncestorOf(self.window().focusWidget()):
            self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> int:
        return self._wanted or self.form.request_id()

    def _on_chosen(self, request_id: int) -> None:
        self._wanted = request_id
        if request_id:
            self.work.close_sheet()
            self._read_case(request_id)
        else:
            self._middle.setCurrentIndex(0)

    def _read_case(self, request_id: int) -> None:
        now = self.desk.now()
        self.desk.read(lambda c: disposition_page(c, request_id, now), self._show_case, channel="kabag.case")

    def _show_case(self, page: DispositionPage) -> None:
        if page.case.request_id != self._wanted:
            return
        self.strip.set_steps(own_steps(page.case.steps, self.desk))
        self.letter.show_case(page.case)
        self.form.show_page(page)
        self._middle.setCurrentIndex(1)

    def open_case(self, request_id: int) -> None:
        """Show a case of this list; from search or a toast."""
        self._wanted = request_id
        if not self.side.select(request_id):
            self._read_case(request_id)

    def focus_filter(self) -> None:
        """``/``: the list, where typing finds the sender."""
        self.side.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        if not self.desk.has(Role.DIVISION_HEAD):
            return (
                Hint(("↑", "↓"), "Pilih surat"),
                Hint(("Alt+L",), "Catat dari lembar"),
                Hint(("F11",), "Layar penuh"),
            )
        return (
            Hint(("↑", "↓"), "Pilih surat"),
            Hint(("Ctrl+Enter",), "Setujui"),
            Hint(("Alt+K",), "Kembalikan"),
            Hint(("Alt+T",), "Tolak"),
            Hint(("Spasi",), "Centang"),
            Hint(("F1",), "Semua pintasan"),
        )

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """All keys for F1."""
        more = (
            Hint(("Enter",), "Ke isian disposisi"),
            Hint(("/",), "Kalimat siap pakai, di dalam catatan"),
            Hint(("F11",), "Surat satu layar penuh"),
            Hint(("PgUp", "PgDn"), "Halaman surat"),
            Hint(("Alt+L",), "Catat dari lembar (Helpdesk)"),
            Hint(("Esc",), "Batal menulis alasan"),
        )
        return (HintGroup("Disposisi Kabag", (*self.hints(), *more)),)
