"""Arsip & Laporan: find a case, open it, write the registers, see the time against the standard (picture 06)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.queries.archive_filter import CaseFilter
from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.archive_export import RegisterExport
from ui.panels.archive_filters import ArchiveFilters, load_options
from ui.panels.archive_keeping import ArchiveKeeping
from ui.panels.archive_report import ReportSide, load_report
from ui.panels.archive_table import FIRST, ArchiveTable
from ui.panels.case_view import CaseView
from ui.panels.package_pane import PackagePane
from ui.panels.people_pane import PeoplePane
from ui.panels.quality_pane import QualityPane
from ui.panels.retention_pane import RetentionPane
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.pane import Pane
from ui.widgets.shortcut_sheet import HintGroup
from ui.widgets.splitter import Splitter

NOTHING = EmptyView("search", "Tidak ada berkas yang cocok", "Kurangi kata pencarian, atau tekan Esc untuk semua.")


class ArchivePage(Panel):
    """The list with its charts; a case opens over them and Esc comes back."""

    def __init__(self, desk: Desk, *, object_name: str = "archive", parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name=object_name, parent=parent)
        self.table = ArchiveTable(desk)
        self.filters = ArchiveFilters(self.table.columns)
        self.report = ReportSide()
        self.case = CaseView(desk)
        self.people = PeoplePane(desk)
        self.retention = RetentionPane(desk)
        self.package = PackagePane(desk)
        self.banner = Banner(object_name="archive_banner")
        self.export = RegisterExport(desk, self)
        self.export.wanted = self._case_filter
        self.quality = QualityPane(desk, self.export, self.report.menu)
        self._menus = {kind: self.export.menu(kind, self._export_year) for kind in ("xlsx", "pdf")}
        self.keeping = ArchiveKeeping(desk, self, self.banner, chosen=self._chosen_case, year=self._export_year)
        for menu in self._menus.values():
            self.keeping.add_to(menu)
            menu.addAction("Periksa atau impor paket…\tAlt+I").triggered.connect(lambda _=False: self.open_package())
            menu.addAction("Retensi dan usul musnah\tAlt+R").triggered.connect(lambda _=False: self.open_retention())
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    def _lay_out(self) -> None:
        left = Pane("surface", object_name="archive_left")
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.filters)
        inner.addWidget(self.banner)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 0, 0)
        holder.addWidget(self.table)
        inner.addLayout(holder, 1)
        self.list_page = Splitter(left, self.report, stretch=0, object_name="archive_split")
        self.stack = QStackedWidget()
        self.stack.setObjectName("archive_stack")
        self.stack.addWidget(self.list_page)
        self.stack.addWidget(self.case)
        self.stack.addWidget(self.people)
        self.stack.addWidget(self.retention)
        self.stack.addWidget(self.quality)
        self.stack.addWidget(self.package)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda _: self._read_list())
        self.filters.search.returnPressed.connect(self._open_current)
        self.filters.search.installEventFilter(self)
        self.filters.excel.clicked.connect(lambda: self._open_menu("xlsx"))
        self.filters.pdf.clicked.connect(lambda: self._open_menu("pdf"))
        self.table.counted.connect(self.filters.show_total)
        self.table.judged.connect(self.filters.over.set_count)
        self.table.activated_row.connect(lambda key: self.open_case(int(key)))
        self.report.period_changed.connect(lambda _: self._read_report())
        self.report.more.clicked.connect(self.open_quality)
        self.quality.closed.connect(self.back)
        self.case.closed.connect(self.back)
        self.filters.people.clicked.connect(self.open_people)
        self.people.closed.connect(self.back)
        self.stack.currentChanged.connect(lambda _: self._tell_hints())
        self.retention.closed.connect(self.back)
        self.package.closed.connect(self.back)
        self.package.make_wanted.connect(self.keeping.start_package)
        self.keeping.began.connect(self._show_progress)
        self.people.opened_case.connect(self.open_case)
        self.export.busy.connect(self._on_export)
        self.export.working.connect(lambda words: self.banner.show_message(words, "warn", "Batalkan"))
        self.banner.action.connect(self.export.cancel)
        for banner in (self.banner, self.quality.banner):
            self.export.failed.connect(lambda words, one=banner: one.show_message(words, "danger", closable=True))

    def _make_shortcuts(self) -> None:
        acts: dict[str, Any] = {
            "Ctrl+F": self.focus_filter,
            "Ctrl+E": self._export_workbook,
            "Escape": self._on_escape,
            "Alt+P": self.open_people,
            "Alt+R": self.open_retention,
            "Alt+D": self.open_quality,
            "Alt+I": self.open_package,
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the search field."""
        super().showEvent(event)
        if not self.isAncestorOf(self.window().focusWidget()) and self.stack.currentWidget() is self.list_page:
            self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the list, the choices of the chips, the charts and the open case again."""
        day = self.desk.today()
        self.desk.read(lambda c: load_options(c, day), self.filters.show_options, channel="archive.options")
        self._read_list()
        if changes is None or changes:
            self._read_report()
        if self.stack.currentWidget() is self.case:
            self.case.reload()
        elif self.stack.currentWidget() is self.people:
            self.people.refresh()
        elif self.stack.currentWidget() is self.retention:
            self.retention.read()
        elif self.stack.currentWidget() is self.package:
            self.package.read()

    def _read_list(self) -> None:
        self.table.set_empty(NOTHING if self.filters.reset.isEnabled() else FIRST)
        self.table.show_cases(self._case_filter())

    def _case_filter(self) -> CaseFilter:
        """The chips and the search words as a filter."""
        wanted = self.filters.wanted
        return CaseFilter(
            year=wanted.year,
            topic_id=wanted.topic,
            organization_id=wanted.organization,
            ended_only=wanted.ended,
            over=wanted.over,
            text=wanted.text,
        )

    def _read_report(self) -> None:
        if self.stack.currentWidget() is self.quality:
            self.quality.read(self.report.period)
        now, day = self.desk.now(), self.desk.today()
        span = self.report.period.span(day)
        self.desk.read(
            lambda c: load_report(c, span, now, day.year),
            lambda made: self.report.show_report(made, span, day),
            channel="archive.report",
        )

    # --- acts -------------------------------------------------------------------------------------

    def _open_current(self) -> None:
        if key := self.table.current_key():
            self.open_case(int(key))

    def _chosen_case(self) -> int:
        """The open case, else the chosen line; 0 where there is none."""
        if self.stack.currentWidget() is self.case:
            return self.case.folder.case.request_id if self.case.folder is not None else 0
        if self.stack.currentWidget() is self.retention:
            return self.retention.chosen_case()
        return int(self.table.current_key() or 0)

    def _export_year(self) -> int | None:
        """Registers are of the year that is filtered, else of this year."""
        return self.filters.wanted.year or self.desk.today().year

    def _open_menu(self, kind: str) -> None:
        button = self.filters.excel if kind == "xlsx" else self.filters.pdf
        if self.stack.currentWidget() is self.list_page and button.isEnabled():
            menu: QMenu = self._menus[kind]
            menu.setActiveAction(menu.actions()[0])
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def write_register(self, what: str, kind: str, path: Path | None = None) -> None:
        """Write a register; with ``path`` nobody is asked where (tests, demonstration)."""
        if path is not None:
            self.export.ask = lambda *_: path
        self.export.start(what, kind, self._export_year())

    def _on_export(self, busy: bool) -> None:
        words: tuple[tuple[Button, str], ...] = ((self.filters.excel, "Excel"), (self.filters.pdf, "PDF"))
        for button, label in words:
            button.allow(not busy, "Ekspor sedang disusun.")
            button.set_label("Menyusun…" if busy else label)
        self.quality.excel.allow(not busy, "Ekspor sedang disusun.")
        self.banner.clear()
        self.quality.banner.clear()

    def back(self) -> None:
        """From the case to the list."""
        self.stack.setCurrentWidget(self.list_page)
        self.table.setFocus()

    def open_people(self) -> None:
        """Alt+P: people across requests; Esc comes back to the cases."""
        self.stack.setCurrentWidget(self.people)
        self.people.start()

    def open_retention(self) -> None:
        """Alt+R: what is due, codes, lists and their berita acara; Esc comes back to the cases."""
        self.stack.setCurrentWidget(self.retention)
        self.retention.start()

    def open_package(self) -> None:
        """Alt+I: a yearly package checked and taken in; Esc comes back to the cases."""
        self.stack.setCurrentWidget(self.package)
        self.package.start()

    def _show_progress(self) -> None:
        """A package is being written: its progress stands over the list."""
        if self.stack.currentWidget() is self.package:
            self.back()

    def open_person(self, person_id: int) -> None:
        """From the search: the person's page over the list of people."""
        self.stack.setCurrentWidget(self.people)
        self.people.open_person(person_id)

    def open_quality(self) -> None:
        """Alt+D: the tables of the mutu baku report; Esc comes back to the cases."""
        self.stack.setCurrentWidget(self.quality)
        self.quality.start(self.report.period)

    def _export_workbook(self) -> None:
        """Ctrl+E: the registers, or the report that is open."""
        if self.stack.currentWidget() is self.quality:
            self.quality.write_workbook()
        else:
            self._open_menu("xlsx")

    def _finish(self) -> None:
        """Ctrl+Enter of what is open."""
        shown = self.stack.currentWidget()
        if shown is self.retention:
            self.retention.finish()
        elif shown is self.package:
            self.package.finish()
        elif shown is not self.quality:
            (self.people.person if shown is self.people else self.case).finish()

    def _on_escape(self) -> None:
        if self.stack.currentWidget() is self.case:
            self.case.step_back()
        elif self.stack.currentWidget() is self.people:
            self.people.step_back()
        elif self.stack.currentWidget() is self.retention:
            self.retention.step_back()
        elif self.stack.currentWidget() is self.package:
            self.package.step_back()
        elif self.stack.currentWidget() is self.quality:
            self.back()
        elif not self.export.cancel() and not self.filters.clear():
            self.table.setFocus()

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Down and Up in the search field move in the list. Nothing here can raise."""
        if watched is self.filters.search and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            if step:
                self._move(step)
                return True
        return False

    def _move(self, step: int) -> None:
        at: QModelIndex = self.table.table_model.index(self.table.currentIndex().row() + step, 0)
        if at.isValid():
            self.table.setCurrentIndex(at)

    # --- the window around ------------------------------------------------------------------------

    def _tell_hints(self) -> None:
        tell = getattr(self.window(), "update_hints", None)
        if callable(tell):
            tell()

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        if self.stack.currentWidget() is self.case:
            return self.case.hints()
        if self.stack.currentWidget() is self.people:
            return self.people.hints()
        if self.stack.currentWidget() is self.retention:
            return self.retention.hints()
        if self.stack.currentWidget() is self.quality:
            return self.quality.hints()
        if self.stack.currentWidget() is self.package:
            return self.package.hints()
        return (
            Hint(("Ctrl+F",), "Cari arsip"),
            Hint(("Enter",), "Buka berkas"),
            Hint(("Ctrl+E",), "Ekspor Excel"),
            Hint(("Ctrl+P",), "Pratinjau PDF"),
            Hint(("Ctrl+R",), "Laporan Kabag"),
            Hint(("Esc",), "Hapus saringan"),
            Hint(("Alt+R",), "Retensi"),
            Hint(("Alt+I",), "Paket arsip"),
            Hint(("F1",), "Semua pintasan"),
        )

    def hint_groups(self) -> tuple[HintGroup, ...]:
        """Keys of the list and of an open case."""
        return (HintGroup("Arsip", self.hints()),)

    def open_case(self, request_id: int) -> None:
        """Show a case; Esc comes back to the list."""
        self.stack.setCurrentWidget(self.case)
        self.case.open(request_id, self.filters.options())

    def print_current(self) -> None:
        """Ctrl+P: the registers as PDF, or the chosen paper of an open case."""
        if self.stack.currentWidget() is self.case:
            self.case.open_paper()
        elif self.stack.currentWidget() is self.people:
            self.people.person.print_copy()
        elif self.stack.currentWidget() is self.retention:
            self.retention.print_current()
        elif self.stack.currentWidget() is self.quality:
            self.quality.print_current()
        else:
            self._open_menu("pdf")

    def focus_filter(self) -> None:
        """Ctrl+F and ``/``: the search field."""
        if self.stack.currentWidget() in (self.case, self.retention, self.quality, self.package):
            self.back()
        if self.stack.currentWidget() is self.people:
            self.people.search.setFocus()
            return
        self.filters.search.setFocus()
        self.filters.search.selectAll()
