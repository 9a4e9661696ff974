"""People of a file for an open case: looked at, then saved in one act that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.errors import LoketError, NeedsReason
from desktop_app.importing.reading import PeopleTable
from desktop_app.queries.case_rows import CaseRow
from desktop_app.services.participants_import import import_participants
from desktop_app.services.people import ParticipantEntry
from ui.desk import Desk
from ui.panels.file_drop import FileDrop
from ui.panels.people_door import SUFFIXES, PeopleDoor
from ui.panels.reason_line import ReasonLine

NEW_FORM = "Ini formulir pendaftaran baru. Buka di “Surat masuk baru” (Ctrl+N), lalu Ctrl+O."


class CasePeople(QObject):
    """``start(case)`` asks for a file; ``refused(sentence)`` when it is none or the act may not be done.

    ``why`` asks the reason when somebody in it sits in another class of that day.
    """

    refused = Signal(str)

    def __init__(self, desk: Desk, over: QWidget, with_nik: Callable[[], bool], why: ReasonLine) -> None:
        super().__init__(over)
        self._desk, self._over, self._why = desk, over, why
        self._case: CaseRow | None = None
        self.door = PeopleDoor(desk, over)
        self.door.present = self._present
        self.door.with_nik = with_nik
        self.door.taken.connect(self._save)
        self.door.form.connect(self._form)
        self.door.refused.connect(self.refused)

    def start(self, case: CaseRow) -> None:
        """Ctrl+O on an open case."""
        if self._may_begin(case):
            self.door.ask_file()

    def accept_drops(self, shown: Callable[[], CaseRow | None]) -> None:
        """A file dropped on the page of a case is opened as by Ctrl+O."""

        def take(path: Path) -> None:
            case = shown()
            if case is not None and self._may_begin(case):
                self.door.take(path)

        FileDrop(self._over, take, SUFFIXES)

    def _may_begin(self, case: CaseRow) -> bool:
        verdict = self._desk.may("import_participants", case.state)
        if verdict.ok:
            self._case = case
        else:
            self.refused.emit(verdict.reason)
        return verdict.ok

    def _present(self) -> list[dict[str, str]]:
        if self._case is None:
            return []
        return [
            {"full_name": one.full_name, "nip": one.nip, "mobile": one.mobile}
            for one in self._case.participants
            if one.status == "ACTIVE" and one.full_name
        ]

    def _form(self, table: PeopleTable) -> None:
        """The workbook we handed out also holds a list; a form of one person begins a case of its own."""
        if table.body():
            self.door.look(table)
        else:
            self.refused.emit(NEW_FORM)

    def _save(self, people: Sequence[Mapping[str, Any]], reason: str | None = None) -> None:
        case = self._case
        if case is None:
            return
        many = len(people)

        def failed(error: LoketError) -> None:
            self.refused.emit(error.sentence)
            if isinstance(error, NeedsReason):
                self._why.ask("Alasan", "Ambil peserta", lambda why: self._save(people, why), error.sentence)

        self._desk.dispatcher.run(
            import_participants,
            failed=failed,
            reason=reason,
            said=f"{many} peserta masuk ke {case.key}",
            request=case.request_id,
            participants=tuple(ParticipantEntry(**one) for one in people),
        )
