"""Steps 6 and 7: tell the schedule, archive the letter, record the answers (picture 04).

Every write goes through a use case; the next person comes by itself, so a class is told with one key a person.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.office_time import wall
from desktop_app.queries import cases, session_read
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.notice_words import NoticeTexts, Occasion
from desktop_app.queries.session_rows import SessionDetail, SessionPerson
from desktop_app.sop.workflow import Verdict
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.case_steps import step_views
from ui.panels.inline_form import InlineForm
from ui.panels.notices_acts import NoticeActs, NoticeForms
from ui.panels.notices_call import KEYS, CallPane
from ui.panels.notices_middle import ClassPeople
from ui.panels.notices_parts import history_of
from ui.panels.notices_results import CHANNEL_KEYS, channel
from ui.panels.notices_rows import TELLABLE, Board, left, list_rows, load_board, to_ask
from ui.panels.side_area import SideArea
from ui.widgets.empty_state import EmptyState, EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.lists import RowList
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.sop_strip import SopStrip
from ui.widgets.splitter import Splitter

NOTHING = EmptyView("phone", "Belum ada jadwal", "Kelas muncul di sini begitu Kasubbag menetapkan jadwalnya.")
PICK = EmptyView("users", "Pilih kelas di kiri", "Orang-orangnya, cara menghubungi, dan jawabannya tampil di sini.")
NOT_FIXED = "Jadwal masih tentatif. Tunggu Kasubbag menetapkan kelasnya, baru disampaikan."
SEAT_GONE = "Peserta ini sudah batal atau diganti. Urungkan (Ctrl+Z) bila keliru."


class NoticesPane(Panel):
    """The segment "Notifikasi" of the Helpdesk tab."""

    def __init__(self, desk: Desk, *, object_name: str = "notices", parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name=object_name, parent=parent)
        self._board: Board | None = None
        self._case: CaseRow | None = None
        self._wanted_request = 0
        self._whole: dict[int, bool] = {}
        self.rows = RowList("Kelas yang disampaikan", empty=NOTHING, object_name="notice_classes")
        self.middle = ClassPeople()
        self.strip = SopStrip(object_name="notice_strip")
        self.call = CallPane()
        self.forms = NoticeForms.make(desk)
        self.right = QStackedWidget()
        self.right.setObjectName("notice_right")
        for part in (self.call, *self.forms):
            self.right.addWidget(part)
        self.right.hide()
        self.acts = NoticeActs(desk, self.middle, self.call, self.forms, self.right)
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    def _lay_out(self) -> None:
        self.side = SideArea(304, object_name="notice_side")
        self._side_layout = QVBoxLayout(self.side)
        self._side_layout.setContentsMargins(0, 12, 0, 0)
        self._side_layout.setSpacing(8)
        self._side_layout.addWidget(self.rows, 1)
        right = SideArea(312, "surface", object_name="notice_answers")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.right)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(Splitter(self.middle, right, stretch=0, object_name="notice_people_split"), 1)
        self.work = QStackedWidget()
        empty = EmptyState(*PICK, object_name="notice_empty")
        self.work.addWidget(empty)
        self.work.addWidget(work)
        self.work.setFocusProxy(self.middle.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Splitter(self.side, self.work, stretch=1, object_name="notice_split"))

    def set_list_head(self, head: QWidget) -> None:
        """Put the switch "Antrean | Notifikasi" of the page around over the list."""
        self._side_layout.insertWidget(0, head)

    def _connect(self) -> None:
        self.rows.current_changed.connect(lambda key: self._read_class())
        self.rows.activated_row.connect(lambda key: self.middle.table.setFocus())
        self.middle.person_changed.connect(lambda _: self._on_person())
        self.middle.marks_changed.connect(self._show_call)
        self.middle.sms_requested.connect(self._walk_by_sms)
        self.call.group_toggled.connect(self._on_group)

    def _make_shortcuts(self) -> None:
        acts: dict[str, Any] = {
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
            "Ctrl+M": self._walk_by_sms,
            "Escape": self._escape,
            "R": self._toggle_group,
            "A": self.middle.mark_all,
            "B": self.call.make.click,
            "Q": self.call.qr_button.click,
            "K": self._copy,
            **{str(key): lambda key=key: self.acts.press(key) for key in KEYS},
            **{key: lambda name=name: self.call.set_channel(name) for key, name in CHANNEL_KEYS.items()},
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the board again, then the class and the case that are open."""
        now = self.desk.now()
        self.desk.read(lambda c: load_board(c, now), self._show_board, channel=f"{self.objectName()}.board")

    def _show_board(self, board: Board) -> None:
        self._board = board
        before = self.rows.current_key()
        self.rows.set_rows(list_rows(board))
        sessions = [*(one.session for one in board.rows), *board.tentative]
        wanted = next((str(s.id) for s in sessions if self._wanted_request in s.request_ids), "")
        if wanted and wanted != self.rows.current_key():
            self.rows.select(wanted)
        elif not self.rows.current_key():
            self.rows.select_first()
        if self.rows.current_key() == before or not self.rows.current_key():
            self._read_class()

    def _read_class(self) -> None:
        key = self.rows.current_key()
        if not key:
            self.work.setCurrentIndex(0)
            return
        session_id, now = int(key), self.desk.now()
        channel = f"{self.objectName()}.class"
        self.desk.read(lambda c: session_read.session(c, session_id, now), self._show_class, channel=channel)

    def _show_class(self, detail: SessionDetail) -> None:
        other = self.middle.detail is None or self.middle.detail.row.id != detail.row.id
        self.work.setCurrentIndex(1)
        self.middle.show_detail(detail)
        people = self.middle.people()
        if self._wanted_request:
            mine = [one for one in people if one.request_id == self._wanted_request]
            self._wanted_request = 0
            if mine:
                self.middle.choose(next((m for m in mine if to_ask(m)), mine[0]).participant_id)
                self.middle.table.setFocus()
                other = False
        if other or self.middle.person() is None:
            first = next((one for one in people if to_ask(one)), next(iter(people), None))
            if first is not None:
                self.middle.choose(first.participant_id)
        self._on_person()

    def _on_person(self) -> None:
        person = self.middle.person()
        if person is None or self.middle.detail is None:
            self._show_case(None)
            return
        if self.right.currentWidget() is not self.call and (
            self._case is None or person.request_id != self._case.request_id
        ):
            self.acts.back()
        request_id, now = person.request_id, self.desk.now()
        channel = f"{self.objectName()}.case"
        self.desk.read(lambda c: cases.case(c, request_id, now), self._show_case, channel=channel)

    def _show_case(self, case: CaseRow | None) -> None:
        self._case = case
        self.right.setVisible(case is not None)
        self.middle.show_step_six(case)
        self.strip.set_steps(step_views(case.steps) if case is not None else ())
        self._show_call()

    def _show_call(self) -> None:
        person, detail, case = self.middle.person(), self.middle.detail, self._case
        if person is None or detail is None or case is None or person.request_id != case.request_id:
            return
        held = [one for one in detail.people if one.request_id == person.request_id]
        whole = self._whole.get(person.request_id, not person.mobile)
        marked = self.middle.marked()
        chosen = next((one for one in marked if one.participant_id == person.participant_id), None) or next(
            iter(marked), person
        )
        others = tuple(one for one in marked if one.participant_id != chosen.participant_id)
        about = Occasion(
            session=detail.row,
            person=chosen,
            group=len(held) if whole and len(held) > 1 and not marked else 0,
            texts=self._board.texts if self._board is not None else NoticeTexts(),
            sender=case.sender,
            others=others,
        )
        self.acts.show(about, case, self._board)
        self.call.show_occasion(
            about,
            self._may_tell(case, chosen),
            wall(self.desk.now()),
            seats=0 if marked else len(held),
            history=history_of(marked or (chosen,)),
        )
        filed = case.archive_file is not None
        self.call.archive.set_label("Ubah tempat arsip" if filed else "Selesai, arsipkan")
        self.call.archive.set_kind("default" if filed else "primary")
        verdict = self.desk.may("archive_letter", case.state)
        self.call.archive.allow(verdict.ok, verdict.reason)

    def _may_tell(self, case: CaseRow, person: SessionPerson) -> Verdict:
        detail = self.middle.detail
        if detail is None or detail.row.state not in TELLABLE:
            return Verdict(False, NOT_FIXED)
        if left(person):
            return Verdict(False, SEAT_GONE)
        asked = self.desk.may("record_contact", case.state)
        return asked if not asked.ok else self.desk.may("tell_people", detail.row.state)

    # --- what the keys do -------------------------------------------------------------------------

    def _finish(self) -> None:
        """Ctrl+Enter: open the archive form; in a form, save it."""
        shown = self.right.currentWidget()
        if isinstance(shown, InlineForm):
            shown.submit()
        elif self.call.archive.isEnabled():
            self.acts.open_archive()

    def _toggle_group(self) -> None:
        if self.call.group.isVisible():
            self.call.group.toggle()

    def _on_group(self, on: bool) -> None:
        person = self.middle.person()
        if person is not None:
            self._whole[person.request_id] = on
            self._show_call()

    def _walk_by_sms(self) -> None:
        """Go down those who have no message yet: the QR or the copied text is sent, 1 records it."""
        first = self.middle.to_message()
        if first is not None and self.middle.sms.isEnabled():
            self.call.set_channel("sms")
            self.middle.choose(first)
            self.middle.table.setFocus()

    def _escape(self) -> None:
        """Out of a form, then the ticks off."""
        if self.right.currentWidget() is self.call:
            self.middle.clear_marks()
        else:
            self.acts.back()

    def _copy(self) -> None:
        if text := self.call.copy_text():
            self.desk.dispatcher.said.emit(f"Disalin: {text[:60]}", False)

    # --- the window around ------------------------------------------------------------------------

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        if self.right.currentWidget() is not self.call:
            return (Hint(("Enter",), "Isian berikutnya"), Hint(("Ctrl+Enter",), "Simpan"), Hint(("Esc",), "Kembali"))
        return (
            Hint(("1…6",), "Catat hasil"),
            Hint(("↓",), "Orang berikutnya"),
            Hint(("A",), "Pilih semua"),
            Hint(("R",), "Rombongan"),
            Hint(("Ctrl+M",), "SMS berurutan"),
            Hint(("Ctrl+Enter",), "Selesai, arsipkan"),
            Hint(("F6",), "Pindah panel"),
            Hint(("F1",), "Semua pintasan"),
        )

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """Also the letters that choose a channel."""
        ways = tuple(Hint((key,), channel(name).label) for key, name in CHANNEL_KEYS.items())
        more = (
            Hint(("Spasi",), "Pilih orang ini"),
            Hint(("B",), "Buat draf e-mail atau surat"),
            Hint(("Q",), "Kode QR"),
            Hint(("K",), "Salin nomor atau pesan"),
            Hint(("Esc",), "Kembali"),
        )
        return (HintGroup("Notifikasi", (*self.hints(), *more)), HintGroup("Saluran", ways))

    def open_case(self, request_id: int) -> None:
        """Show the class of this case and its people."""
        self._wanted_request = request_id
        self.refresh(None)

    def focus_filter(self) -> None:
        """``/``: the chips over the table."""
        self.middle.chips["all"].setFocus()
