"""The Helpdesk's tab: queue, letter form and scan beside each other, the eight steps over them (pictures 01, 01b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

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
from ui.panels.helpdesk_middle import HelpdeskMiddle
from ui.panels.helpdesk_papers import SheetPrinting
from ui.panels.helpdesk_queue import QueueSide
from ui.panels.intake_options import read_options
from ui.panels.intake_senders import SenderIndex
from ui.panels.scan_pane import ScanPane
from ui.widgets.hint_bar import Hint
from ui.widgets.pane import column
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.sop_strip import SopStrip
from ui.widgets.splitter import Splitter

if TYPE_CHECKING:
    from ui.panels.notices import NoticesPane

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
        self.middle = HelpdeskMiddle(desk, self.senders)
        self.new = self.middle.new
        self.scan = ScanPane(desk)
        self.printing = SheetPrinting(desk, self)
        self.notices: NoticesPane | None = None
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    # --- frame ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
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

    @property
    def case(self) -> CasePage:
        """The open case, made when first wanted."""
        return self.middle.case

    @property
    def sheet(self) -> FromSheetPane:
        """The sheet that came back, made when first wanted."""
        return self.middle.sheet

    def complete(self) -> bool:
        """The case first, then the sheet."""
        return self.middle.make_next()

    def _on_case_made(self, case: CasePage) -> None:
        case.shown.connect(self._on_case)
        case.vanished.connect(lambda words: self.desk.dispatcher.said.emit(words, False))
        case.sheet_requested.connect(self.open_sheet)
        case.notices_requested.connect(self._open_notices)
        case.print_requested.connect(self.print_current)

    def _on_sheet_made(self, sheet: FromSheetPane) -> None:
        sheet.case_shown.connect(self._on_sheet_case)
        sheet.recorded.connect(self._show_empty_sheet)
        sheet.closed.connect(self._leave_sheet)

    def _connect(self) -> None:
        self.middle.case_made.connect(self._on_case_made)
        self.middle.sheet_made.connect(self._on_sheet_made)
        self.side.new_requested.connect(self.start_new)
        self.side.opened_new.connect(self.show_new)
        self.side.opened.connect(self.open_case)
        self.side.page_changed.connect(self.show_page)
        self.new.changed.connect(self._on_new_changed)
        self.new.saved.connect(self._on_saved)
        self.new.open_requested.connect(self.open_case)
        self.scan.chosen.connect(lambda: self.new.note_scan(self.scan.pending))

    def _make_shortcuts(self) -> None:
        self._key("Ctrl+N", self.start_new, self)
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
            "Ctrl+S": self._save_only,
            "Ctrl+B": self._sheet_of_open_case,
            "F2": self._edit,
            "F7": self.scan.ask_file,
            "Ctrl+O": self._take_file,
            "Z": self.scan.focus_lens,
            "Alt+H": lambda: self.middle.shows_case and self._press(self.case.history),
            "Alt+L": self._open_more,
        }
        for key, act in acts.items():
            self._key(key, act, self.work)

    @staticmethod
    def _key(key: str, act: Callable[[], object], over: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(key), over)
        shortcut.activated.connect(act)

    @staticmethod
    def _press(button: QAbstractButton) -> None:
        if button.isVisible() and button.isEnabled():
            button.click()

    def _take_file(self) -> None:
        """Ctrl+O: people of a file, for the form or the open case."""
        if self.middle.shows_new:
            self.new.files.door.ask_file()
        elif self.middle.shows_case:
            self.case.letter_people_asked()

    def _open_more(self) -> None:
        """Alt+L: what else there is of the open case; without one, the papers of the counter."""
        self._press(self.case.more if self.middle.shows_case else self.side.papers)

    # --- Antrean | Notifikasi ---------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """The switch over the list."""
        if key == "notices":
            pane = self._notices_pane()
            pane.set_list_head(self.side.switch_holder)
            self.pages.setCurrentWidget(pane)
            pane.refresh(None)
        else:
            self.side.take_switch_back()
            self.pages.setCurrentWidget(self.work)
            self.refresh(None)
        self.side.switch.setFocus()
        self._tell_hints()

    def _notices_pane(self) -> NoticesPane:
        """Made when first looked at."""
        if self.notices is None:
            from ui.panels.notices import NoticesPane

            self.notices = NoticesPane(self.desk)
            self.pages.addWidget(self.notices)
        return self.notices

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
        self.middle.leave_case()
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
        self.middle.leave_case()
        self.middle.setCurrentWidget(self.sheet)
        self._show_empty_sheet()
        self.sheet.start()
        if request_id:
            self.sheet.show_request(request_id)
        self._tell_hints()

    def _sheet_of_open_case(self) -> None:
        shown = self.middle.shows_case and self.case.sheet.isVisible()
        self.open_sheet(self.case.request_id() if shown else 0)

    def _leave_sheet(self) -> None:
        shown = self.sheet.case()
        if shown is not None:
            self.open_case(shown.request_id)
        else:
            self.start_new()

    def _on_new_changed(self) -> None:
        self.side.show_open_form(self.new.row())
        if self.middle.shows_new:
            self.strip.set_steps(self.new.steps())
            self.scan.set_sender(self.new.sender_name())

    def _on_case(self, case: CaseRow) -> None:
        if not self.middle.shows_case:
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
        if self.middle.shows_sheet:
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
        if self.middle.shows_sheet:
            self.sheet.save()
        elif self.middle.shows_new:
            self.new.save(forward=True)
        elif self.case.ask.isVisible():
            self.case.ask.submit()
        elif self.case.primary.isVisible():
            self.case.primary.click()
        elif self.case.sheet.isVisible():
            self.case.sheet.click()

    def _save_only(self) -> None:
        """Ctrl+S: on disk, not handed on."""
        if self.middle.shows_new:
            self.new.save(forward=False)
        elif self.middle.shows_case:
            self.case.save_edit()

    def _edit(self) -> None:
        """F2: the fields of a case, or the moment of receipt of a new form."""
        if self.middle.shows_case:
            self.case.begin_edit()
        elif self.middle.shows_new:
            self.new.unlock_received()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is being changed or asked."""
        if event.key() == Qt.Key.Key_Escape and self.middle.shows_case:
            self.middle.leave_case()
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
        if self.middle.shows_case:
            self.case.read()
        elif self.middle.shows_sheet and changes:
            self.sheet.refresh(changes)

    def _restore_once(self) -> None:
        """After the senders came the first time; the window may ask twice for a page before the first answer."""
        if not self._restored_once:
            self._restored_once = True
            self.new.restore_drafts()

    def _read_options(self) -> None:
        day, officer = self.desk.today(), self.desk.actor.officer_id
        self.desk.read(lambda c: read_options(c, day, officer), self.middle.set_options, channel=(self, "options"))

    def print_current(self) -> None:
        """Ctrl+P: receipt and disposition sheet of what is on show; a new form is saved first."""
        if self.pages.currentWidget() is not self.work:
            if self.notices is not None:
                self.notices.print_current()
        elif self.middle.shows_new:
            self.new.save(forward=True, print_it=True)
        elif self.middle.shows_sheet and (shown := self.sheet.case()) is not None:
            self._print(shown)
        elif self.middle.shows_case and self.case.case is not None:
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
        if self.middle.shows_sheet:
            return SHEET_HINTS
        return NEW_HINTS if self.middle.shows_new else CASE_HINTS

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """All keys of this page for F1."""
        if self.pages.currentWidget() is not self.work and self.notices is not None:
            return self.notices.hint_groups()
        return GROUPS
