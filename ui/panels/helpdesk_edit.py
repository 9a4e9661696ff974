"""Changing an open case: only what was really changed is sent, the people after the fields."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.queries.case_rows import CaseRow
from desktop_app.services import request_edits
from desktop_app.services.use_case import Result
from ui.desk import Desk
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_person import PersonForm
from ui.panels.reason_line import ReasonLine

LETTER_FIELDS = (
    "sender",
    "letter_number",
    "letter_date",
    "subject",
    "topics",
    "contact_name",
    "contact_phone",
    "contact_email",
    "signer_name",
    "signer_position",
    "addressee",
    "urgency",
    "secrecy",
    "preferred_dates",
    "preferred_place",
    "attachment_count",
    "carbon_copies",
    "note",
    "missing",
)
FORM_FIELDS = ("topics", "preferred_dates", "note")
SHOWN = (
    *("request_id", "sender", "letter_number", "letter_date", "subject", "signer_name", "signer_position", "addressee"),
    *("contact_name", "contact_phone", "contact_email", "participant_count", "participants", "topics", "urgency"),
    *("secrecy", "preferred_dates", "preferred_place", "attachment_count", "carbon_copies", "note", "missing"),
)
"""What of a case stands in its form."""


def content_of(case: CaseRow) -> tuple[Any, ...]:
    """What a form shows of a case: equal content needs no filling in again."""
    return tuple(getattr(case, name) for name in SHOWN)


class CaseEdit(QObject):
    """``begin`` remembers what stands in the form, ``save`` sends the difference; ``saved()`` or ``refused(error)``.

    Somebody named on a seat who also sits in another class of that day is asked about in the line ``why``.
    """

    saved = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject, why: ReasonLine) -> None:
        super().__init__(parent)
        self._desk, self._why = desk, why
        self._case: CaseRow | None = None
        self._form: LetterForm | PersonForm | None = None
        self._before: dict[str, Any] = {}
        self._keys = ("", "")
        self._doubt: NeedsReason | None = None

    @property
    def active(self) -> bool:
        """Whether somebody is changing fields."""
        return self._form is not None

    def begin(self, case: CaseRow, form: LetterForm | PersonForm) -> None:
        """The fields of ``form`` show ``case``."""
        self._case, self._form, self._before = case, form, form.values()
        self._keys = (str(uuid4()), str(uuid4()))

    def end(self) -> bool:
        """Nothing is being changed any more; whether something was."""
        was = self.active
        self._case, self._form = None, None
        self._why.dismiss()
        return was

    def save(self) -> None:
        """Send what changed; while a reason is asked for, that."""
        if self._why.is_open():
            self._why.submit()
            if self._why.is_open() and self._doubt is not None:
                self.refused.emit(self._doubt)
            return
        form, case = self._form, self._case
        if form is None or case is None:
            return
        after = form.values()
        fields = self._letter_changes(after) if isinstance(form, LetterForm) else self._person_changes(after)
        people = self._people(after)
        if fields:
            self._desk.dispatcher.run(
                request_edits.edit_request,
                key=self._keys[0],
                done=lambda _: self._save_people(people),
                failed=self.refused.emit,
                said=None if people else f"Isian {case.key} diubah",
                request=case.request_id,
                **fields,
            )
        else:
            self._save_people(people)

    def _letter_changes(self, after: dict[str, Any]) -> dict[str, Any]:
        return {name: after[name] for name in LETTER_FIELDS if after[name] != self._before[name]}

    def _person_changes(self, after: dict[str, Any]) -> dict[str, Any]:
        changes = {name: after[name] for name in FORM_FIELDS if after[name] != self._before[name]}
        if after["form_date"] is not None and after["form_date"] != self._before["form_date"]:
            changes["letter_date"] = after["form_date"]
        person, earlier = after["applicant"], self._before["applicant"]
        for name, column in (("full_name", "contact_name"), ("mobile", "contact_phone"), ("email", "contact_email")):
            if getattr(person, name) != getattr(earlier, name):
                changes[column] = getattr(person, name)
        if person.full_name != earlier.full_name:
            changes["sender"] = person.full_name
        return changes

    def _people(self, after: dict[str, Any]) -> dict[str, Any]:
        if "applicant" in after:
            same = asdict(after["applicant"]) == asdict(self._before["applicant"])
            return {} if same else {"participants": (after["applicant"],), "participant_count": 1}
        names = ("participants", "participant_count")
        if all(after[name] == self._before[name] for name in names):
            return {}
        return {name: after[name] for name in names}

    def _save_people(self, people: dict[str, Any], reason: str | None = None) -> None:
        case = self._case
        if case is None or not people:
            self._finish(None)
            return
        self._desk.dispatcher.run(
            request_edits.set_participants,
            key=self._keys[1],
            done=self._finish,
            failed=lambda error: self._people_refused(error, people),
            said=f"Peserta {case.key} diubah",
            reason=reason,
            request=case.request_id,
            **people,
        )

    def _people_refused(self, error: LoketError, people: dict[str, Any]) -> None:
        # The fields are saved already; a second try must send only what is new since then.
        if self._form is not None:
            kept = {name: self._before.get(name) for name in ("participants", "participant_count", "applicant")}
            self._before = {**self._form.values(), **{name: value for name, value in kept.items() if value is not None}}
            self._keys = (str(uuid4()), str(uuid4()))
        self.refused.emit(error)
        if isinstance(error, NeedsReason):
            self._doubt = error
            self._why.ask("Alasan", "Simpan peserta", lambda why: self._save_people(people, why), error.sentence)

    def _finish(self, _: Result[Any] | None) -> None:
        self.end()
        self.saved.emit()
