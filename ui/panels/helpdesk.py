"""The Helpdesk's tab: queue, letter form and scan beside each other, the eight steps over them (pictures 01, 01b)."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.util import find_spec

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.queries.case_rows import CaseRow
from desktop_app.services.intake import RegisteredCase
from desktop_app.sop.states import RequestState
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.case_steps import step_views
from ui.panels.from_sheet import FromSheetPane
from ui.panels.helpdesk_case import CasePage
from ui.panels.helpdesk_keys import CASE_HINTS, GROUPS, NEW_HINTS, SHEET_HINTS
from ui.panels.helpdesk_new import NewPage
from ui.panels.helpdesk_papers import SheetPrinting
from ui.panels.helpdesk_queue import QueueSide
from ui.panels.intake_options import FormOptions, read_options
from ui.panels.intake_senders import SenderIndex
from ui.panels.scan_pane import ScanPane
from ui.widgets.empty_state import EmptyState
from ui.widgets.hint_bar import Hint
from ui.widgets.pane import column
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.sop_strip import SopStrip
from ui.widgets.splitter import Splitter

NOTICES = "ui.panels.notices"
SETTINGS_TABLES = frozenset({"office_setting", "topic", "agenda_book", "officer", "officer_role"})
PRINTABLE_TOGETHER = frozenset({RequestState.REGISTERED, RequestState.WITH_HEAD})


class HelpdeskPage(Panel):
    """Antrean and Notifikasi; in the middle a new form, an open case, or a sheet that came back."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name="helpdesk_page", parent=parent)
        self._started = False
        self._restored_once = False
        self._print_when_shown = 0
        self.senders = SenderIndex(desk)
        self.side = QueueSide(desk)
        self.strip = SopStrip(object_name="helpdesk_strip")
        self.new = NewPage(desk, self.senders)
        self.case = CasePage(desk, self.senders)
        self.sheet = FromSheetPane(desk)
        self.sheet.finish_key.setEnabled(False)  # this page's Ctrl+Enter serves all its pages
        self.scan = ScanPane(desk)
        self.printing = SheetPrinting(desk, self)
        self.notices: Panel | None = None
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    # --- frame ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        self.middle.setObjectName("helpdesk_middle")
        for page in (self.new, self.case, self.sheet):
            self.middle.addWidget(page)
        lower = Splitter(self.middle, self.scan, stretch=0, object_name="helpdesk_work_split")
        right = QWidget()
        right.setLayout(column(self.strip, lower, spacing=0))
        self.work = Splitter(self.side, right, stretch=1, object_name="helpdesk_split")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.work.remember(self.desk.settings, "splitter/helpdesk")
        lower.remember(self.desk.settings, "splitter/helpdesk_scan")

    def _connect(self) -> None:
        self.side.new_requested.connect(self.start_new)
        self.side.opened_new.connect(self.show_new)
        self.side.opened.connect(self.open_case)
        self.side.page_changed.connect(self.show_page)
        self.new.changed.connect(self._on_new_changed)
        self.new.saved.connect(self._on_saved)
        self.new.open_requested.connect(self.open_case)
        self.case.shown.connect(self._on_case)
        self.case.vanished.connect(lambda words: self.desk.dispatcher.said.emit(words, False))
        self.case.sheet_requested.connect(self.open_sheet)
        self.case.notices_requested.connect(self._open_notices)
        self.case.print_requested.connect(self.print_current)
        self.sheet.case_shown.connect(self._on_sheet_case)
        self.sheet.recorded.connect(self._show_empty_sheet)
        self.sheet.closed.connect(self._leave_sheet)
        self.scan.chosen.connect(lambda: self.new.note_scan(self.scan.pending))

    def _make_shortcuts(self) -> None:
        self._key("Ctrl+N", self.start_new, self)
        files: dict[object, Callable[[], object]] = {self.new: self.new.files.door.ask_file}
        files[self.case] = self.case.letter_people_asked
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
            "Ctrl+S": self._save_only,
            "Ctrl+B": self._sheet_of_open_case,
            "F2": self._edit,
            "F7": self.scan.ask_file,
            "Ctrl+O": lambda: files.get(self.middle.currentWidget(), bool)(),
            "Z": self.scan.focus_lens,
            "Alt+H": lambda: self._press(self.case, self.case.history),
            "Alt+L": self._open_more,
        }
        for key, act in acts.items():
            self._key(key, act, self.work)

    @staticmethod
    def _key(key: str, act: Callable[[], object], over: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(key), over)
        shortcut.activated.connect(act)

    def _press(self, page: QWidget | None, button: QWidget) -> None:
        if self.middle.currentWidget() is page and button.isVisible() and button.isEnabled():
            button.click()  # type: ignore[attr-defined]

    def _open_more(self) -> None:
        """Alt+L: what else there is of the open case; without one, the papers of the counter."""
        shown = self.middle.currentWidget()
        self._press(shown, self.case.more if shown is self.case else self.side.papers)

    # --- Antrean | Notifikasi ---------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """The switch over the list."""
        if key == "notices":
            pane = self._notices_pane()
            head = getattr(pane, "set_list_head", None)
            if callable(head):
                head(self.side.switch_holder)
            self.pages.setCurrentWidget(pane)
            if isinstance(pane, Panel):
                pane.refresh(None)
        else:
            self.side.take_switch_back()
            self.pages.setCurrentWidget(self.work)
            self.refresh(None)
        self.side.switch.setFocus()
        self._tell_hints()

    def _notices_pane(self) -> QWidget:
        """Made when first looked at; an empty state where it is not installed."""
        there = self.pages.widget(1)
        if there is not None:
            return there
        made: QWidget
        if find_spec(NOTICES) is not None:
            made = importlib.import_module(NOTICES).NoticesPane(self.desk)
        else:
            made = EmptyState(
                "phone", "Notifikasi belum tersedia", "Halaman ini belum terpasang.", object_name="no_notices"
            )
        self.notices = made if isinstance(made, Panel) else None
        self.pages.addWidget(made)
        return made

    def _open_notices(self, request_id: int) -> None:
        self.side.switch.set_current("notices")
        self.show_page("notices")
        if self.notices is not None:
            self.notices.open_case(request_id)

    def _queue_page(self) -> None:
        if self.pages.currentWidget() is not self.work:
            self.side.switch.set_current("queue")
            self.show_page("queue")

    # --- what stands in the middle ----------------------------------------------------------------

    def start_new(self) -> None:
        """Ctrl+N: the form, with what may already stand in it."""
        self._queue_page()
        self.show_new()
        self.new.focus_first()

    def show_new(self) -> None:
        """The form of a new letter."""
        self._leave_case()
        self.middle.setCurrentWidget(self.new)
        self.scan.show_new(self.new.sender_name())
        self.side.select_new()
        self._on_new_changed()
        self._tell_hints()

    def open_case(self, request_id: int) -> None:
        """Show a case of the list, of the search, of a toast."""
        self._queue_page()
        self.middle.setCurrentWidget(self.case)
        self.side.select_request(request_id)
        self.case.open(request_id)
        self._tell_hints()

    def open_sheet(self, request_id: int = 0) -> None:
        """Ctrl+B: key in a signed sheet."""
        self._queue_page()
        self._leave_case()
        self.middle.setCurrentWidget(self.sheet)
        self._show_empty_sheet()
        self.sheet.start()
        if request_id:
            self.sheet.show_request(request_id)
        self._tell_hints()

    def _sheet_of_open_case(self) -> None:
        shown = self.middle.currentWidget() is self.case and self.case.sheet.isVisible()
        self.open_sheet(self.case.request_id() if shown else 0)

    def _leave_sheet(self) -> None:
        shown = self.sheet.case()
        if shown is not None:
            self.open_case(shown.request_id)
        else:
            self.start_new()

    def _leave_case(self) -> None:
        if self.case.edit.active:
            self.case.leave_edit()
        self.case.close_ask()

    def _on_new_changed(self) -> None:
        self.side.show_open_form(self.new.row())
        if self.middle.currentWidget() is self.new:
            self.strip.set_steps(self.new.steps())
            self.scan.set_sender(self.new.sender_name())

    def _on_case(self, case: CaseRow) -> None:
        if self.middle.currentWidget() is not self.case:
            return
        self.strip.set_steps(self.case.steps())
        self.scan.show_case(case)
        if self._print_when_shown == case.request_id:
            self._print_when_shown = 0
            self._print(case)
        self._tell_hints()

    def _show_empty_sheet(self) -> None:
        self.strip.set_steps(())
        self.scan.show_none()
        self.side.read()

    def _on_sheet_case(self, case: CaseRow) -> None:
        if self.middle.currentWidget() is self.sheet:
            self.strip.set_steps(step_views(case.steps))
            self.scan.show_case(case)
            self.side.select_request(case.request_id)

    def _on_saved(self, saved: RegisteredCase, print_it: bool) -> None:
        self._print_when_shown = saved.request if print_it else 0
        self.scan.attach_to(saved.request)
        self.open_case(saved.request)
        self.case.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.read()

    # --- keys -------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Ctrl+Enter: the one primary act of what is on show."""
        shown = self.middle.currentWidget()
        if shown is self.sheet:
            self.sheet.save()
        elif shown is self.new:
            self.new.save(forward=True)
        elif self.case.ask.isVisible():
            self.case.ask.submit()
        elif self.case.primary.isVisible():
            self.case.primary.click()
        elif self.case.sheet.isVisible():
            self.case.sheet.click()

    def _save_only(self) -> None:
        """Ctrl+S: on disk, not handed on."""
        if self.middle.currentWidget() is self.new:
            self.new.save(forward=False)
        elif self.middle.currentWidget() is self.case:
            self.case.save_edit()

    def _edit(self) -> None:
        """F2: the fields of a case, or the moment of receipt of a new form."""
        if self.middle.currentWidget() is self.case:
            self.case.begin_edit()
        elif self.middle.currentWidget() is self.new:
            self.new.unlock_received()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is being changed or asked."""
        if event.key() == Qt.Key.Key_Escape and self.middle.currentWidget() is self.case:
            self._leave_case()
            return
        super().keyPressEvent(event)

    # --- the shape of a panel ---------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The focus starts in Pengirim."""
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.scan.show_new()
            self.new.focus_first()

    def refresh(self, changes: Changes | None) -> None:
        """The minute, or what others changed."""
        if self.pages.currentWidget() is not self.work and self.notices is not None:
            self.notices.refresh(changes)
        self.side.read()
        self.new.tick()
        self._on_new_changed()
        self.senders.read(changes, self._restore_once)
        if changes is None or any(table in SETTINGS_TABLES for table, _ in changes):
            self._read_options()
        if self.middle.currentWidget() is self.case:
            self.case.read()
        elif self.middle.currentWidget() is self.sheet and changes:
            self.sheet.refresh(changes)

    def _restore_once(self) -> None:
        """After the senders came the first time; the window may ask twice for a page before the first answer."""
        if not self._restored_once:
            self._restored_once = True
            self.new.restore_drafts()

    def _read_options(self) -> None:
        day, officer = self.desk.today(), self.desk.actor.officer_id
        self.desk.read(lambda c: read_options(c, day, officer), self._use_options, channel=(self, "options"))

    def _use_options(self, options: FormOptions) -> None:
        self.new.set_options(options)
        self.case.set_options(options)

    def print_current(self) -> None:
        """Ctrl+P: receipt and disposition sheet of what is on show; a new form is saved first."""
        if self.pages.currentWidget() is not self.work:
            if self.notices is not None:
                self.notices.print_current()
        elif self.middle.currentWidget() is self.new:
            self.new.save(forward=True, print_it=True)
        elif self.middle.currentWidget() is self.sheet and (shown := self.sheet.case()) is not None:
            self._print(shown)
        elif self.case.case is not None and self.middle.currentWidget() is self.case:
            verdict = self.desk.may("print_sheet", self.case.case.state)
            if verdict.ok:
                self._print(self.case.case)
            else:
                self.desk.dispatcher.said.emit(verdict.reason, False)

    def _print(self, case: CaseRow) -> None:
        together = case.kind == "form" and case.state in PRINTABLE_TOGETHER
        forms = self.side.form_rows() if together else ()
        others = [one for one in forms if one.state is case.state and one.request_id != case.request_id]
        self.printing.start(case, tuple(others))

    def focus_filter(self) -> None:
        """``/``: the filter of this list."""
        if self.pages.currentWidget() is not self.work and self.notices is not None:
            self.notices.focus_filter()
            return
        self.side.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.filter.selectAll()

    def close_down(self) -> bool:
        """Drafts are kept; the other page may ask to wait."""
        self.new.keep_drafts()
        self.side.stop()
        return self.notices.close_down() if self.notices is not None else True

    # --- hints ------------------------------------------------------------------------------------

    def _tell_hints(self) -> None:
        tell = getattr(self.window(), "update_hints", None)
        if callable(tell):
            tell()

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        if self.pages.currentWidget() is not self.work and self.notices is not None:
            return self.notices.hints()
        shown = self.middle.currentWidget()
        return SHEET_HINTS if shown is self.sheet else (NEW_HINTS if shown is self.new else CASE_HINTS)

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """All keys of this page for F1."""
        if self.pages.currentWidget() is not self.work and self.notices is not None:
            return self.notices.hint_groups()
        return GROUPS
