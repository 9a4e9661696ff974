"""The letter of the notice board: it gets its number here, in the moment it is issued, and is shown ready to print."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason, UserError
from desktop_app.queries.case_rows import CaseRow, OutgoingRow
from desktop_app.services import outgoing
from desktop_app.services.use_case import Result
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.outgoing_letters import SUBJECTS
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.paper_door import print_paper
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

KINDS: Final = ("undangan", "perubahan", "penundaan", "pembatalan", "pelepasan")


class LetterForm(InlineForm):
    """Kind, number of the outside book, date, addressee; a reason only when the number is an unusual one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Terbitkan surat", "Terbitkan", object_name="notice_letter", parent=parent)
        self._desk = desk
        self._case: CaseRow | None = None
        self._kind = ChoiceField([Choice(key, SUBJECTS[key]) for key in KINDS], "undangan", object_name="letter_kind")
        self._date = DateField(
            lambda text: parse_date(text, desk.today()), desk.today(), today=desk.today, object_name="letter_date"
        )
        self.add("kind", Field("Surat", self._kind))
        self.add(
            "external_number",
            Field("Nomor dari buku luar", LineEdit(object_name="letter_external"), "SRIKANDI atau buku Setda"),
        )
        self.add("letter_date", Field("Tanggal surat", self._date))
        self.add("addressee", Field("Kepada", LineEdit(max_length=200, object_name="letter_addressee"), "dari surat"))
        self.add("reason", Field("Alasan", LineEdit(object_name="letter_reason")))
        self.submitted.connect(self._issue)

    def open_for(self, case: CaseRow, kind: str, *, external: bool) -> None:
        """Ask what the letter needs; everything is filled in for the usual one."""
        self._case = case
        self.title.setText(f"Terbitkan surat untuk {case.key}")
        self._kind.set_current(kind)
        self._date.set_day(self._desk.today())
        self.fields["external_number"].setVisible(external)
        self.fields["reason"].hide()
        for name in ("external_number", "addressee", "reason"):
            self.set_text(name, "")
        self.begin("external_number" if external else "letter_date")

    def _issue(self) -> None:
        case = self._case
        if case is None:
            return
        kind, day = self._kind.current() or "undangan", self._date.day()
        if day is None:
            self.show_error(UserError("Tanggal surat belum diisi.", field="letter_date"))
            return

        def done(result: Result[outgoing.IssuedLetter]) -> None:
            self.cancelled.emit()
            print_paper(self, self._desk, kind, case.key)

        self._desk.dispatcher.run(
            outgoing.issue_letter,
            done=done,
            failed=self.show_error,
            said=f"{SUBJECTS[kind]} {case.key} bernomor. Tekan 1 sesudah dikirim.",
            reason=self.text("reason") or None,
            request=case.request_id,
            kind=kind,
            letter_date=day,
            addressee=self.text("addressee"),
            external_number=self.text("external_number"),
        )

    def show_error(self, error: LoketError) -> None:
        """An unusual number opens the line for its reason."""
        if isinstance(error, NeedsReason):
            self.fields["reason"].show()
        super().show_error(error)


def unsent_letter(case: CaseRow, session_id: int, kind: str) -> OutgoingRow | None:
    """The letter of this kind about this class that has a number and was not sent yet."""
    found = (one for one in case.letters if one.kind == kind and one.session_id == session_id and one.sent_at is None)
    return next(found, None)
