"""One person: the record with masked numbers, trainings, requests, records that look alike, his office."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop_app.errors import LoketError
from desktop_app.queries.person_history import PersonDetail, person_detail
from desktop_app.services import disclosure, erasure, person_records
from desktop_app.services.use_case import UseCase
from desktop_app.sop.dates_in_words import plain_date
from ui import theme
from ui.desk import Desk
from ui.panels.case_view_parts import FactGrid
from ui.panels.inline_form import InlineForm
from ui.panels.paper_door import print_paper
from ui.panels.person_erasing import NUMBER, PersonErasing
from ui.panels.person_form import PersonCorrection, facts_of
from ui.panels.side_area import ScrollColumn
from ui.widgets.badges import Badge, BadgeView
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.flow import Flow
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.list_rows import ListRow
from ui.widgets.lists import RowList
from ui.widgets.pane import Bar, Pane, column, row

NONE_YET = EmptyView("calendar", "Belum pernah hadir", "Training yang dihadiri muncul di sini.")
NO_REQUESTS = EmptyView("folder-open", "Belum ada permohonan", "Permohonannya muncul di sini.")
NOBODY_ALIKE = EmptyView(
    "users", "Tidak ada catatan yang mirip", "NIP, HP, e-mail, dan nama di instansi yang sama diperiksa."
)
NO_LETTERS = EmptyView("folder-open", "Tanpa surat instansi", "Orang ini mendaftar perseorangan.")
ROW_HEIGHT = 56
EMPTY_HEIGHT = 132
MERGED = "pisah:"


class PersonView(Pane):
    """``opened_case(request_id)`` by Enter on a request; ``closed()`` by Esc; ``changed_person(id)`` after a merge."""

    opened_case = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", object_name="person_view")
        self._desk = desk
        self._wanted = 0
        self._unmasked = False
        self.person: PersonDetail | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.title = Label("", "title", elide=True, object_name="person_title")
        self.state = Badge("", object_name="person_state")
        self.show_all = Button("Tampilkan lengkap", "ghost", "Alt+T", "eye", object_name="person_disclose")
        self.correct = Button("Koreksi", "default", "F2", "pencil", object_name="person_correct")
        self.merge = Button("Gabungkan", "default", "Alt+G", "users", object_name="person_merge")
        self.copy = Button("Salinan data", "default", "Ctrl+P", "printer", object_name="person_copy")
        self.erase = Button("Hapus data…", "ghost", "Alt+H", "trash-2", object_name="person_erase")
        self.facts = FactGrid(object_name="person_facts")
        self.note = Banner(object_name="person_note")
        self.banner = Banner(object_name="person_banner")
        self.attended = RowList("Riwayat training", empty=NONE_YET, fill="surface", object_name="person_attended")
        self.requested = RowList("Permohonan", empty=NO_REQUESTS, fill="surface", object_name="person_requested")
        self.alike = RowList("Catatan yang mirip", empty=NOBODY_ALIKE, fill="surface", object_name="person_alike")
        self.letters = RowList("Surat instansinya", empty=NO_LETTERS, fill="surface", object_name="person_letters")
        self.office = Label("Surat instansinya", "subtitle", elide=True, object_name="person_office")
        self.form = PersonCorrection()
        self.erasing = PersonErasing()

    def _lay_out(self) -> None:
        head = Bar(48, "surface", "bottom", object_name="person_head")
        buttons = (self.show_all, self.correct, self.merge, self.copy, self.erase)
        named = row(self.title, self.state, None, margins=(20, 0, 20, 0))
        named.setStretch(0, 100)
        head.setLayout(named)
        content = Pane("surface", object_name="person_content")
        content.setLayout(
            column(
                Flow(*buttons, spacing=6),
                self.facts,
                column(Label("Riwayat training", "subtitle"), self.attended, spacing=4),
                column(Label("Permohonan", "subtitle"), self.requested, spacing=4),
                column(Label("Mungkin orang yang sama", "subtitle"), self.alike, spacing=4),
                column(self.office, self.note, self.letters, spacing=4),
                None,
                spacing=14,
                margins=(20, 12, 20, 12),
            )
        )
        self.body = QStackedWidget()
        self.body.setObjectName("person_body")
        self.body.addWidget(ScrollColumn(content, object_name="person_scroll"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.erasing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, self.banner):
            layout.addWidget(part)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.show_all.clicked.connect(self.disclose)
        self.correct.clicked.connect(self.begin_correction)
        self.merge.clicked.connect(lambda: self._merge(self.alike.current_key()))
        self.copy.clicked.connect(self.print_copy)
        self.alike.activated_row.connect(self._merge)
        self.requested.activated_row.connect(lambda key: self.opened_case.emit(int(key)))
        self.letters.activated_row.connect(lambda key: self.opened_case.emit(int(key)))
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self.leave_form)
        self.erase.clicked.connect(self.begin_erasing)
        self.erasing.submitted.connect(self._erase)
        self.erasing.cancelled.connect(self.step_back)

    # --- reading ----------------------------------------------------------------------------------

    def open(self, person_id: int) -> None:
        """Show a person with masked numbers."""
        if person_id != self._wanted:
            self._unmasked = False
            self.banner.clear()
            self.leave_form()
        self._wanted = person_id
        self.read()

    def read(self) -> None:
        """Read the person again."""
        wanted, now = self._wanted, self._desk.now()
        if wanted:
            self._desk.read(
                lambda c: person_detail(c, wanted, now), self._show, channel="person.detail", failed=self._missing
            )

    def _missing(self, error: Exception) -> None:
        if isinstance(error, LoketError):
            self.banner.show_message(error.sentence, "danger")

    def _show(self, found: PersonDetail) -> None:
        self.person = found
        self._wanted = found.id
        self.title.setText(found.full["full_name"])
        words = "data dihapus" if found.erased else f"{len(found.attended)} training"
        self.state.set_view(BadgeView(words, "danger" if found.erased else "neutral"))
        self.facts.show_facts(facts_of(found, full=self._unmasked))
        self.attended.set_rows(
            [
                ListRow(key=one.session_key, title=one.topic, right=one.result, detail=one.when, compact=True)
                for one in found.attended
            ]
        )
        self.requested.set_rows(
            [
                ListRow(
                    key=str(one.request_id),
                    title=f"{one.key} · {one.sender}",
                    right=one.status or one.state_label,
                    detail=f"{plain_date(one.received_on)} · {one.topics}",
                    compact=True,
                )
                for one in found.requested
            ]
        )
        self._show_alike(found)
        self._show_office(found)
        self._mirror(found)
        for part in (self.attended, self.requested, self.alike, self.letters):
            rows = min(part.model().rowCount(), 6)
            part.setFixedHeight(theme.px(ROW_HEIGHT) * rows + 2 if rows else theme.px(EMPTY_HEIGHT))

    def _show_alike(self, found: PersonDetail) -> None:
        rows = [
            ListRow(key=str(one.id), title=one.full_name, right="Enter: gabungkan", detail=_why(one), compact=True)
            for one in found.alike
        ]
        rows += [
            ListRow(
                key=f"{MERGED}{one.id}",
                title=one.full_name,
                right="Enter: pisahkan",
                detail="Sudah digabungkan ke catatan ini",
                compact=True,
            )
            for one in found.merged
        ]
        self.alike.set_rows(rows)
        if rows and not self.alike.current_key():
            self.alike.select_first()

    def _show_office(self, found: PersonDetail) -> None:
        self.office.setText(f"Surat {found.organization}" if found.office_letters else "Surat instansinya")
        if found.office_note:
            self.note.show_message(found.office_note, "warn")
        else:
            self.note.clear()
        self.letters.set_rows(
            [
                ListRow(
                    key=str(one.request_id),
                    title=f"{one.key} · {one.topics}",
                    right=f"{one.again} pernah ikut" if one.again else "orang baru semua" if one.names else "",
                    detail=f"{plain_date(one.received_on)} · {', '.join(one.names) or 'nama menyusul'}",
                    compact=True,
                )
                for one in found.office_letters
            ]
        )

    def _mirror(self, found: PersonDetail) -> None:
        """Buttons as the workflow's rows allow."""
        gone = "Data pribadi orang ini sudah dihapus."
        for button, action in (
            (self.show_all, "disclose"),
            (self.correct, "correct_person"),
            (self.merge, "merge_people"),
            (self.erase, "erase_people"),
        ):
            verdict = self._desk.may(action, None)
            button.allow(verdict.ok and not found.erased, gone if found.erased else verdict.reason)
        if self.merge.isEnabled() and not self.alike.current_key():
            self.merge.allow(False, "Tidak ada catatan yang mirip.")
        self.copy.allow(not found.erased and bool(found.requested), gone if found.erased else "Belum ada permohonan.")

    # --- acts -------------------------------------------------------------------------------------

    def disclose(self) -> None:
        """Alt+T: the numbers in full; the journal notes who looked."""
        if self.person is not None and self.show_all.isEnabled():
            self._disclosed("dilihat di layar", self._unmask)

    def _unmask(self) -> None:
        self._unmasked = True
        self.read()

    def _disclosed(self, what: str, then: Any) -> None:
        """First the line in the journal, then what it is about."""
        found = self.person
        if found is not None:
            self._run(disclosure.disclose, lambda: then(), what=f"Data orang {found.id} {what}")

    def begin_correction(self) -> None:
        """F2: every field, in full; that it was shown is noted first."""
        if self.person is not None and self.correct.isEnabled() and self.body.currentIndex() == 0:
            self._disclosed("dibuka untuk koreksi", self._open_form)

    def _open_form(self) -> None:
        if self.person is not None:
            self.body.setCurrentWidget(self.form)
            self.form.show_person(self.person)

    def leave_form(self) -> None:
        """Esc: back to the record."""
        self.body.setCurrentIndex(0)

    def _save(self) -> None:
        if self.person is None:
            return
        self._desk.dispatcher.run(
            person_records.correct_person,
            done=lambda _: self._corrected(),
            failed=self.form.show_error,
            said=f"Data {self.form.text('full_name')} dikoreksi",
            person=self.person.id,
            entry=self.form.entry(self.person),
        )

    def _corrected(self) -> None:
        self.leave_form()
        self.read()

    def _merge(self, key: str) -> None:
        """Enter on a row: the other record joins this one, or stands for itself again."""
        found = self.person
        if found is None or not key or not self._desk.may("merge_people", None).ok:
            return
        if key.startswith(MERGED):
            other = int(key.removeprefix(MERGED))
            self._run(person_records.split_people, self.read, said="Catatan dipisahkan lagi", person=other)
            return
        name = found.full["full_name"]
        said = f"Digabungkan ke {name}"
        self._run(person_records.merge_people, self.read, said=said, person=found.id, other=int(key))

    def print_copy(self) -> None:
        """Ctrl+P: the copy of the data for the person."""
        found = self.person
        if found is not None and found.requested and self.copy.isEnabled():
            place = f"peserta:{found.requested[0].participant_id}"
            self._disclosed(
                "dicetak sebagai salinan data", lambda: print_paper(self, self._desk, "salinan-data", place)
            )

    def begin_erasing(self) -> None:
        """Alt+H: what would go and for ever; nothing is done before the number is written."""
        if self.person is not None and self.erase.isEnabled() and self.body.currentIndex() == 0:
            self.body.setCurrentWidget(self.erasing)
            self.erasing.show_person(self.person)

    def _erase(self) -> None:
        found = self.person
        if found is None:
            return
        self._desk.dispatcher.run(
            erasure.erase_people,
            done=lambda _: self._erased(),
            failed=self.erasing.show_error,
            said=f"Data {found.full['full_name']} dihapus untuk selamanya",
            people=(found.id,),
            destruction_number=self.erasing.text(NUMBER),
        )

    def _erased(self) -> None:
        self._unmasked = False
        self.leave_form()
        self.read()
        self.requested.setFocus(Qt.FocusReason.OtherFocusReason)

    def _run(self, use_case: UseCase, then: Any, *, said: str | None = None, **fields: Any) -> None:
        self.banner.clear()
        self._desk.dispatcher.run(
            use_case,
            done=lambda _: then(),
            failed=lambda error: self.banner.show_message(error.sentence, "danger", closable=True),
            said=said,
            **fields,
        )

    def finish(self) -> None:
        """Ctrl+Enter: of the form that is open."""
        shown = self.body.currentWidget()
        if isinstance(shown, InlineForm):
            shown.submit()

    def step_back(self) -> None:
        """Esc: out of the form, else back to the list."""
        if self.body.currentIndex():
            self.leave_form()
            self.requested.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    @staticmethod
    def hints() -> tuple[Hint, ...]:
        """The keys of this page."""
        return (
            Hint(("F2",), "Koreksi"),
            Hint(("Alt+T",), "Tampilkan lengkap"),
            Hint(("Alt+G",), "Gabungkan"),
            Hint(("Ctrl+P",), "Salinan data"),
            Hint(("Alt+E",), "Ekspor lengkap"),
            Hint(("Esc",), "Kembali"),
            Hint(("F1",), "Semua pintasan"),
        )


def _why(one: Any) -> str:
    return " · ".join(part for part in (one.why, one.organization) if part)
