"""What the notice board writes: one act for each key, whether it is about one person, a group or many ticked ones."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QStackedWidget

from desktop_app.errors import LoketError
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.notice_words import Occasion
from desktop_app.services import notices, telling
from ui.desk import Desk
from ui.panels.notices_call import CallPane
from ui.panels.notices_forms import ArchiveForm, OtherDateForm, SubstituteForm
from ui.panels.notices_letter import LetterForm, unsent_letter
from ui.panels.notices_mail import MailDoor
from ui.panels.notices_middle import ClassPeople
from ui.panels.notices_results import OTHER_DATE, SUBSTITUTE, CallResult
from ui.panels.notices_rows import Board, next_open
from ui.panels.paper_door import print_paper


class NoticeForms(NamedTuple):
    """The short forms that stand in the place of the call pane."""

    substitute: SubstituteForm
    other_date: OtherDateForm
    archive: ArchiveForm
    letter: LetterForm

    @classmethod
    def make(cls, desk: Desk) -> NoticeForms:
        """All of them, once."""
        return cls(SubstituteForm(), OtherDateForm(), ArchiveForm("notice_archive"), LetterForm(desk))


class NoticeActs:
    """Records, then lets the next person come by itself; a refusal stands in the call pane or beside its field."""

    def __init__(
        self, desk: Desk, middle: ClassPeople, call: CallPane, forms: NoticeForms, right: QStackedWidget
    ) -> None:
        self._desk, self._middle, self._call, self._forms, self._right = desk, middle, call, forms, right
        self._about: Occasion | None = None
        self._case: CaseRow | None = None
        self._board: Board | None = None
        self._busy = False
        self.mail = MailDoor(desk)
        call.chosen.connect(self._record)
        call.archive_requested.connect(self.open_archive)
        call.make_requested.connect(self._make)
        forms.substitute.submitted.connect(self._save_substitute)
        forms.other_date.submitted.connect(self._save_other_date)
        forms.archive.submitted.connect(self._save_archive)
        for form in forms:
            form.cancelled.connect(self.back)

    def show(self, about: Occasion, case: CaseRow, board: Board | None) -> None:
        """Whom the next act is about."""
        self._about, self._case, self._board = about, case, board

    def press(self, key: int) -> None:
        """A result by its key."""
        if self._right.currentWidget() is self._call and not self._busy:
            self._call.choose(key)

    def back(self) -> None:
        """From a form to the call pane."""
        if self._right.currentWidget() is not self._call:
            self._right.setCurrentWidget(self._call)
            self._middle.table.setFocus()

    # --- telling and answering ---------------------------------------------------------------------

    def _record(self, result: CallResult) -> None:
        about = self._about
        if about is None:
            return
        if result.answer == SUBSTITUTE:
            self._right.setCurrentWidget(self._forms.substitute)
            self._forms.substitute.open_for(about.person.full_name)
        elif result.answer == OTHER_DATE:
            self._right.setCurrentWidget(self._forms.other_date)
            self._forms.other_date.open_for(_who(about))
        else:
            self._busy = True
            self._tell(about, result.outcome, result.answer, f"{_who(about)} {result.done}", self._refused)

    def _tell(self, about: Occasion, outcome: str, answer: str, said: str, failed: Any, note: str = "") -> None:
        def done(_: Any) -> None:
            self.back()
            self._advance(about)

        self._desk.dispatcher.run(
            telling.tell_people,
            done=done,
            failed=failed,
            said=said,
            session=about.session.id,
            participants=self._whom(about),
            channel=self._call.channel(),
            outcome=outcome,
            answer=answer,
            through_contact=about.group > 0,
            spoken_to=about.name if outcome == "REACHED" and not about.several else "",
            note=note,
        )

    def _whom(self, about: Occasion) -> tuple[int, ...]:
        """The participants of an act: the ticked ones, or everybody of the request who holds a seat here."""
        if not about.group:
            return tuple(one.participant_id for one in about.people)
        detail = self._middle.detail
        held = detail.people if detail is not None else ()
        return tuple(one.participant_id for one in held if one.request_id == about.person.request_id)

    def _advance(self, about: Occasion) -> None:
        self._busy = False
        done = [one.participant_id for one in about.people]
        self._middle.clear_marks()
        skip = about.person.request_id if about.group else None
        following = next_open(self._middle.people(), done[0], done=done, skip_request=skip)
        if following is not None:
            self._middle.choose(following)

    def _refused(self, error: LoketError) -> None:
        self._busy = False
        self._call.show_error(error.sentence)

    def _save_substitute(self) -> None:
        about, form = self._about, self._forms.substitute
        if about is None:
            return

        def done(_: Any) -> None:
            self.back()
            self._advance(about)

        self._desk.dispatcher.run(
            notices.substitute_participant,
            done=done,
            failed=form.show_error,
            said=f"{about.person.full_name} diganti {form.text('full_name')}",
            reason=form.text("reason") or None,
            request=about.person.request_id,
            participant=about.person.participant_id,
            substitute=form.entry(about.person.organization),
            channel=self._call.channel(),
            outcome="REACHED",
        )

    def _save_other_date(self) -> None:
        about, form = self._about, self._forms.other_date
        if about is not None:
            said = f"{_who(about)} minta tanggal lain"
            self._tell(about, "REACHED", OTHER_DATE, said, form.show_error, note=form.text("note"))

    # --- papers and the cabinet --------------------------------------------------------------------

    def _make(self) -> None:
        """B: the e-mail draft, or the letter of the channel in use."""
        about, case = self._about, self._case
        if about is None or case is None:
            return
        if self._call.channel() == "email":
            self.mail.write(about, lambda error: self._call.show_error(error.sentence))
            return
        if about.several and len({one.request_id for one in about.people}) > 1:
            self._call.show_error("Surat terbit satu per berkas. Pilih orang dari satu berkas saja.")
            return
        kind = "perubahan" if about.person.knows else "undangan"
        if unsent_letter(case, about.session.id, kind) is not None:
            print_paper(self._call, self._desk, kind, case.key)
            return
        self._right.setCurrentWidget(self._forms.letter)
        external = self._board is not None and self._board.external_letters
        self._forms.letter.open_for(case, kind, external=external)

    def open_archive(self) -> None:
        """Ctrl+Enter: where the letter is put."""
        if self._case is not None and self._board is not None:
            self._right.setCurrentWidget(self._forms.archive)
            self._forms.archive.open_for(self._case, self._board.storage_location, self._board.classification)

    def _save_archive(self) -> None:
        case, form = self._case, self._forms.archive
        if case is None:
            return
        self._desk.dispatcher.run(
            notices.archive_letter,
            done=lambda _: self.back(),
            failed=form.show_error,
            said=f"Surat {case.key} diarsipkan di {form.text('storage_location')}",
            request=case.request_id,
            storage_location=form.text("storage_location"),
            classification_code=form.text("classification_code"),
            dossier=form.text("dossier"),
        )


def _who(about: Occasion) -> str:
    """Whom the toast speaks of."""
    if about.several:
        return f"{len(about.people)} orang"
    return f"{about.group} orang dari {about.sender}" if about.group else about.person.full_name
