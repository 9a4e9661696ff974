"""Step 8 at the class: who came, how the tests went, walk-ins, the report and the end of the class (picture 05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.queries import session_read
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.services import training
from desktop_app.sop.states import Role, SessionState
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.inline_form import InlineForm
from ui.panels.paper_door import print_paper
from ui.panels.side_area import SideArea
from ui.panels.trainer_class import ClassHead, ClassWork
from ui.panels.trainer_deeds import ClassDeeds
from ui.panels.trainer_forms import ReportPane, WalkInForm
from ui.panels.trainer_marks import ClassMarks
from ui.panels.trainer_rows import Classes, list_rows, load_classes
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState, EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.lists import RowList
from ui.widgets.pane import row
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.splitter import Splitter

NO_CLASSES = EmptyView("calendar", "Belum ada kelas", "Kelas muncul di sini begitu Anda ditugaskan mengajar.")
PICK = EmptyView("users", "Pilih kelas di kiri", "Daftar hadir, nilai, dan laporannya tampil di sini.")
TEACHING = (SessionState.FIXED, SessionState.RUNNING)
NOT_A_SCORE = "Nilai tes ditulis dengan angka 0 sampai 100."


class TrainerPage(Panel):
    """The Trainer tab; a trainer sees his own classes, the Helpdesk reads all of them."""

    def __init__(self, desk: Desk, *, object_name: str = "trainer", parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name=object_name, parent=parent)
        self.detail: SessionDetail | None = None
        self._notice = ""
        self._wanted_request = 0
        self.rows = RowList("Kelas saya", empty=NO_CLASSES, object_name="trainer_classes")
        self.ics = Button("Ke kalender", key_hint="Ctrl+I", icon="calendar", object_name="trainer_calendar")
        self.ics.setToolTip("Simpan kelas-kelas ini sebagai berkas .ics untuk kalender telepon atau program lain.")
        self.head = ClassHead()
        self.people = ClassWork()
        self.report = ReportPane()
        self.walk_in = WalkInForm()
        self.right = QStackedWidget()
        self.right.setObjectName("trainer_right")
        self.right.addWidget(self.report)
        self.right.addWidget(self.walk_in)
        self.marks = ClassMarks(desk, self.people, self.head, lambda: self.detail)
        self.deeds = ClassDeeds(desk, self.right, self)
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    def _lay_out(self) -> None:
        side = SideArea(280, object_name="trainer_side")
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 12, 0, 0)
        left.setSpacing(8)
        title = Label("Kelas saya" if self.desk.has(Role.TRAINER) else "Semua kelas", "subtitle")
        title.setContentsMargins(16, 0, 16, 0)
        left.addWidget(title)
        left.addWidget(self.rows, 1)
        left.addLayout(row(self.ics, None, margins=(16, 0, 16, 12)))
        right = SideArea(336, "surface", object_name="trainer_report")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.right)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Splitter(self.people, right, stretch=0, object_name="trainer_class_split"), 1)
        self.work = QStackedWidget()
        self.work.addWidget(EmptyState(*PICK, object_name="trainer_empty"))
        self.work.addWidget(work)
        self.work.setFocusProxy(self.people.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Splitter(side, self.work, stretch=1, object_name="trainer_split"))

    def _connect(self) -> None:
        table = self.people.table
        self.rows.current_changed.connect(lambda _: self._read_class())
        self.rows.activated_row.connect(lambda _: table.setFocus())
        self.ics.clicked.connect(self.save_calendar)
        self.head.print_requested.connect(self.print_current)
        self.head.day_changed.connect(self._show_day)
        self.people.walk_in_requested.connect(self._open_walk_in)
        self.head.deeds_requested.connect(self.open_deeds)
        self.deeds.closed.connect(self._back_to_report)
        self.report.draft_changed.connect(lambda: self._save_report(send=False))
        self.report.finished.connect(self._finish)
        self.walk_in.submitted.connect(self._save_walk_in)
        self.walk_in.cancelled.connect(self._back_to_report)

    def _make_shortcuts(self) -> None:
        acts: dict[str, Any] = {
            "Ctrl+Return": self._on_ctrl_enter,
            "Ctrl+Enter": self._on_ctrl_enter,
            "Insert": self._open_walk_in,
            "Escape": self._on_escape,
            "Ctrl+I": self.save_calendar,
            "Alt+L": self.open_deeds,
            "Alt+Right": lambda: self.head.step_day(1),
            "Alt+Left": lambda: self.head.step_day(-1),
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the list."""
        super().showEvent(event)
        if not self.isAncestorOf(self.window().focusWidget()):
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the classes again, then the one that is open."""
        officer = self.desk.actor.officer_id if self.desk.has(Role.TRAINER) else None
        now = self.desk.now()
        channel = f"{self.objectName()}.classes"
        self.desk.read(lambda c: load_classes(c, officer, now), self._show_classes, channel=channel)

    def _show_classes(self, found: Classes) -> None:
        self._notice = found.privacy_notice
        before = self.rows.current_key()
        self.rows.set_rows(list_rows(found.sessions))
        wanted = [str(one.session.id) for one in found.sessions if self._wanted_request in one.session.request_ids]
        self._wanted_request = 0
        if wanted:
            self.rows.select(wanted[0])
        elif not self.rows.current_key():
            self.rows.select_first()
        if self.rows.current_key() == before or not self.rows.current_key():
            self._read_class()

    def _read_class(self) -> None:
        key = self.rows.current_key()
        if not key:
            self.work.setCurrentIndex(0)
            return
        if self.detail is not None and str(self.detail.row.id) != key:
            self.report.keep_draft()
        session_id, now = int(key), self.desk.now()
        channel = f"{self.objectName()}.class"
        self.desk.read(lambda c: session_read.session(c, session_id, now), self._show_class, channel=channel)

    def _show_class(self, detail: SessionDetail) -> None:
        other = self.detail is None or self.detail.row.id != detail.row.id
        self.detail = detail
        self.work.setCurrentIndex(1)
        if other:
            self._back_to_report()
            self.people.clear()
        state = detail.row.state
        marks = self.desk.may("record_attendance", state)
        self.head.show_class(detail, self.desk.today(), other=other)
        self.people.show_people(
            detail,
            self.head.day(),
            marks=marks,
            walk_in=self.desk.may("add_walk_in", state),
        )
        self.report.show_report(detail, self.desk.may("save_report", state))

    def _show_day(self, day: date) -> None:
        if self.detail is not None:
            self.people.show_day(self.detail, day)
            self.head.show_figures(self.detail)

    # --- walk-in and report -----------------------------------------------------------------------

    def _open_walk_in(self) -> None:
        if self.people.walk_in.isEnabled() and self.detail is not None:
            self.right.setCurrentWidget(self.walk_in)
            self.walk_in.open_for(self._notice)

    def _save_walk_in(self) -> None:
        if self.detail is None:
            return
        entry = self.walk_in.entry()
        self.desk.dispatcher.run(
            training.add_walk_in,
            done=lambda _: self._back_to_report(),
            failed=self.walk_in.show_error,
            said=f"{entry.full_name} dicatat hadir, datang langsung",
            session=self.detail.row.id,
            person=entry,
            privacy_notice=self.walk_in.told.isChecked(),
        )

    def _save_report(self, *, send: bool) -> None:
        session_id, materials, note = self.report.session(), self.report.materials(), self.report.note.text()

        def kept(_: Any) -> None:
            if self.report.session() == session_id:
                self.report.kept(materials, note)

        self.desk.dispatcher.run(
            training.save_report,
            done=kept,
            said="Laporan training dikirim" if send else None,
            failed=lambda error: self.report.show_error(error.sentence),
            session=session_id,
            materials_done=materials,
            note=note,
            send=send,
        )

    def _finish(self) -> None:
        """End the class, then send the report; before the last day the service refuses and nothing is sent."""
        detail = self.detail
        if detail is None or not self.report.send.isEnabled():
            return
        self.report.show_error("")
        if detail.row.state not in TEACHING:
            self._save_report(send=True)
            return
        self.desk.dispatcher.run(
            training.finish_session,
            done=lambda _: self._save_report(send=True),
            failed=lambda error: self.report.show_error(error.sentence),
            session=detail.row.id,
        )

    def _on_ctrl_enter(self) -> None:
        form = self.right.currentWidget()
        if isinstance(form, InlineForm):
            form.submit()
        else:
            self._finish()

    def _on_escape(self) -> None:
        if self.people.reason.is_open():
            self.people.reason.dismiss()
        elif isinstance(self.right.currentWidget(), InlineForm):
            self._back_to_report()
        else:
            self.people.clear()

    def _back_to_report(self) -> None:
        if self.right.currentWidget() is not self.report:
            self.right.setCurrentWidget(self.report)
            self.people.table.setFocus()

    def open_deeds(self) -> None:
        """Alt+L: the rarer acts and the papers of the open class."""
        detail = self.detail
        if detail is not None:
            button = self.head.deeds
            self.deeds.offer(detail, lambda: self.deeds.menu.popup(button.mapToGlobal(button.rect().bottomLeft())))

    # --- the window around ------------------------------------------------------------------------

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        return (
            Hint(("Spasi",), "Tandai hadir"),
            Hint(("I", "S"), "Izin, sakit"),
            Hint(("F2",), "Isi nilai"),
            Hint(("Enter",), "Baris berikutnya"),
            Hint(("Ins",), "Datang langsung"),
            Hint(("Alt+L",), "Lainnya"),
            Hint(("Ctrl+P",), "Daftar hadir"),
            Hint(("Ctrl+Enter",), "Kirim laporan"),
        )

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """Also the days and the other statuses."""
        more = (
            Hint(("H",), "Hadir"),
            Hint(("A",), "Tidak hadir"),
            Hint(("Shift+S", "Shift+I"), "Sakit, izin sesudah istirahat"),
            Hint(("P",), "Pulang sekarang"),
            Hint(("Del",), "Batalkan catatan hadir"),
            Hint(("Ctrl+A",), "Sisanya hadir semua, dari daftar"),
            Hint(("/",), "Cari nama atau pindai"),
            Hint(("Alt+←", "Alt+→"), "Hari lain"),
            Hint(("Ctrl+I",), "Kelas saya ke kalender (.ics)"),
            Hint(("Esc",), "Kembali"),
        )
        return (HintGroup("Kelas", (*self.hints(), *more)),)

    def open_case(self, request_id: int) -> None:
        """Show the class in which this case has seats."""
        self._wanted_request = request_id
        self.refresh(None)

    def print_current(self) -> None:
        """Ctrl+P: the attendance list of the open class."""
        if self.detail is not None:
            print_paper(self, self.desk, "daftar-hadir", self.detail.row.key)

    def save_calendar(self) -> None:
        """Ctrl+I: a trainer's own classes; for who only reads here, the open class."""
        from ui.panels.calendar_export import export_calendar  # papers bring reportlab, seconds the tab can do without

        if self.desk.has(Role.TRAINER):
            export_calendar(self, self.desk, f"petugas:{self.desk.actor.handle}")
        elif self.detail is not None:
            export_calendar(self, self.desk, self.detail.row.key)

    def focus_filter(self) -> None:
        """``/``: the field for names and codes."""
        self.people.search.setFocus()

    def close_down(self) -> bool:
        """Keep what is ticked and typed."""
        self.report.keep_draft()
        return True
