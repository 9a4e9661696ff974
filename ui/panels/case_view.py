"""One case, read only: strip, fields with masked numbers, people, dispositions, calls, papers and history.

From here a letter is archived and a trained case closed, when the rules allow it. Esc goes back.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.services import files, notices
from ui.desk import Desk
from ui.panels.archive_filters import Options
from ui.panels.case_steps import step_views
from ui.panels.case_view_parts import (
    PEOPLE,
    EntryLines,
    FactGrid,
    Folder,
    contacts,
    dispositions,
    facts,
    history_rows,
    list_height,
    load_folder,
    paper_rows,
    people_rows,
    state_badge,
)
from ui.panels.notices_forms import ArchiveForm
from ui.panels.paper_door import preview
from ui.panels.side_area import ScrollColumn, SideArea
from ui.widgets import paint
from ui.widgets.badges import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.lists import RowList
from ui.widgets.pane import Bar, Line, Pane, column, row
from ui.widgets.sop_strip import SopStrip
from ui.widgets.tables import DataTable

NO_PAPERS = EmptyView("file-text", "Belum ada kertas", "Pindaian dan kertas yang dicetak tersimpan di sini.")
NO_PEOPLE = EmptyView("users", "Belum ada nama peserta", "Nama boleh menyusul.")


class CaseView(Pane):
    """``closed()`` when the clerk goes back."""

    closed = Signal()

    def __init__(self, desk: Desk, *, object_name: str = "case_view", parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name=object_name, parent=parent)
        self.desk = desk
        self.folder: Folder | None = None
        self._request = 0
        self._options = Options((), (), (), "", "")
        self.strip = SopStrip(object_name="case_strip")
        self.title = Label("", "title", elide=True, object_name="case_title")
        self.state = Badge("", object_name="case_state")
        self.back = Button("Kembali", "ghost", "Esc", "arrow-left", object_name="case_back")
        self.file = Button("Arsipkan surat", icon="folder-open", object_name="case_file")
        self.close_case = Button("Tutup dan arsipkan berkas", "primary", "Ctrl+Enter", object_name="case_close")
        self.facts = FactGrid(object_name="case_facts")
        self.people = DataTable("Peserta", PEOPLE, empty=NO_PEOPLE, object_name="case_people")
        self.dispositions = EntryLines("Belum ada disposisi.", object_name="case_dispositions")
        self.contacts = EntryLines("Jadwal belum disampaikan.", object_name="case_contacts")
        self.papers = RowList("Kertas dan pindaian", empty=NO_PAPERS, fill="surface", object_name="case_papers")
        self.history = RowList("Riwayat", fill="surface", object_name="archive_case_history")
        self.form = ArchiveForm("case_archive")
        self.banner = Banner(object_name="case_banner")
        self._lay_out()
        self.back.clicked.connect(self.step_back)
        self.file.clicked.connect(self._open_form)
        self.close_case.clicked.connect(self._close)
        self.papers.activated_row.connect(lambda _: self.open_paper())
        self.form.submitted.connect(self._save_place)
        self.form.cancelled.connect(self._close_form)

    def _lay_out(self) -> None:
        head = Bar(56, "surface", "bottom", object_name="case_head")
        named = row(self.back, self.title, self.state, None, self.file, self.close_case, margins=(12, 0, 24, 0))
        named.setStretch(1, 100)
        head.setLayout(named)
        self.right = QStackedWidget()
        self.right.setObjectName("case_right")
        self.right.addWidget(self._lists())
        self.right.addWidget(self.form)
        side = SideArea(384, "surface", object_name="case_side")
        side.setLayout(column(self.right, spacing=0))
        self._body = ScrollColumn(self._content(), object_name="case_scroll")
        middle = row(self._body, Line(vertical=True), side, spacing=0)
        middle.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(head)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)

    def _content(self) -> QWidget:
        content = Pane("surface", object_name="case_content")
        content.setLayout(
            column(
                self.facts,
                column(Label("Peserta", "subtitle"), self.people, spacing=4),
                column(Label("Disposisi", "subtitle"), self.dispositions, spacing=4),
                column(Label("Penyampaian dan jawaban", "subtitle"), self.contacts, spacing=4),
                None,
                spacing=16,
                margins=(24, 14, 24, 16),
            )
        )
        return content

    def _lists(self) -> QWidget:
        holder = Pane("surface", object_name="case_lists")
        titles = [Label("Kertas dan pindaian", "subtitle"), Label("Riwayat", "subtitle")]
        for one in titles:
            one.setContentsMargins(16, 10, 16, 2)
        layout = column(titles[0], self.papers, Line(), titles[1], self.history, spacing=0)
        layout.setStretch(1, 2)
        layout.setStretch(4, 3)
        holder.setLayout(layout)
        return holder

    # --- what is shown ----------------------------------------------------------------------------

    def open(self, request_id: int, options: Options) -> None:
        """Show a case; ``options`` bring the office's standing place for letters."""
        self._request, self._options = request_id, options
        self.banner.clear()
        self._body.verticalScrollBar().setValue(0)
        self.right.setCurrentIndex(0)
        self.reload()
        self.papers.setFocus()

    def reload(self) -> None:
        """Read the case again."""
        request_id, now = self._request, self.desk.now()
        if request_id:
            self.desk.read(lambda c: load_folder(c, request_id, now), self._show, channel="case.folder")

    def _show(self, folder: Folder) -> None:
        self.folder, case = folder, folder.case
        self.strip.set_steps(step_views(case.steps))
        self.title.setText(f"{case.key} · {case.sender}")
        self.title.setMaximumWidth(round(paint.width_of(self.title.full_text(), "title")) + 2)
        self.state.set_view(state_badge(case))
        self.facts.show_facts(facts(case))
        rows = people_rows(folder)
        self.people.set_rows(rows)
        self.people.setFixedHeight(list_height(len(rows)))
        self.dispositions.show_entries(dispositions(case))
        self.contacts.show_entries(contacts(case))
        self.papers.set_rows(paper_rows(case))
        if not self.papers.current_key():
            self.papers.select_first()
        self.history.set_rows(history_rows(folder.history))
        closing, filing = self.desk.may("close_case", case.state), self.desk.may("archive_letter", case.state)
        self.close_case.setVisible(closing.ok)
        self.file.setVisible(filing.ok)
        self.file.set_label("Ubah tempat arsip" if case.archive_file else "Arsipkan surat")

    def hints(self) -> tuple[Hint, ...]:
        """The keys of an open case."""
        closing = (Hint(("Ctrl+Enter",), "Tutup berkas"),) if self.close_case.isVisibleTo(self) else ()
        return (Hint(("Esc",), "Kembali ke daftar"), Hint(("Enter", "Ctrl+P"), "Buka kertas"), *closing)

    # --- acts -------------------------------------------------------------------------------------

    def step_back(self) -> None:
        """Esc: out of the form, then out of the case."""
        if self.right.currentWidget() is self.form:
            self._close_form()
        else:
            self.closed.emit()

    def finish(self) -> None:
        """Ctrl+Enter: save the form that is open, else close the case."""
        if not self.isVisible():
            return
        if self.right.currentWidget() is self.form:
            self.form.submit()
        elif self.close_case.isVisible():
            self._close()

    def _open_form(self) -> None:
        if self.folder is not None:
            self.right.setCurrentWidget(self.form)
            self.form.open_for(self.folder.case, self._options.storage_location, self._options.classification)

    def _close_form(self) -> None:
        self.right.setCurrentIndex(0)
        self.papers.setFocus()

    def _save_place(self) -> None:
        if self.folder is None:
            return
        case, place = self.folder.case, self.form.text("storage_location")
        self.desk.dispatcher.run(
            notices.archive_letter,
            done=lambda _: self._close_form(),
            failed=self.form.show_error,
            said=f"Surat {case.key} diarsipkan di {place}",
            request=case.request_id,
            storage_location=place,
            classification_code=self.form.text("classification_code"),
            dossier=self.form.text("dossier"),
        )

    def _close(self) -> None:
        if self.folder is None:
            return
        case = self.folder.case
        self.desk.dispatcher.run(
            notices.close_case,
            failed=lambda error: self._say(error.sentence),
            said=f"Berkas {case.key} ditutup dan diarsipkan",
            request=case.request_id,
        )

    def _say(self, sentence: str) -> None:
        self.banner.show_message(sentence, "warn", closable=True)

    def open_paper(self) -> None:
        """Enter: the stored bytes of the chosen scan or paper in the preview."""
        found = self._chosen()
        if found is None:
            return
        kind, title, sha256, pages = found
        office = self.desk.office

        def show(data: bytes) -> None:
            preview(self, self.desk, PaperBytes(kind=kind, title=title, data=data, pages=pages))

        self.desk.dispatcher.aside(lambda: files.readable_bytes(office, sha256, title), show, failed=self._unreadable)

    def _chosen(self) -> tuple[str, str, str, int] | None:
        what, _, number = self.papers.current_key().partition(":")
        if self.folder is None or not number:
            return None
        case: Any = self.folder.case
        if what == "scan":
            scan = next((one for one in case.attachments if str(one.id) == number), None)
            return None if scan is None else ("pindaian", scan.file_name, scan.sha256, scan.pages)
        paper = next((one for one in case.papers if str(one.id) == number), None)
        return None if paper is None else (paper.kind, paper.title, paper.sha256, paper.pages)

    def _unreadable(self, error: Exception) -> None:
        if isinstance(error, LoketError):
            self._say(error.sentence)
