"""The list of people with every number, as a workbook: asked why first, noted in the journal, then written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app import papers
from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.errors import LoketError
from desktop_app.papers import RegisterBytes
from desktop_app.services.disclosure import disclose
from ui.desk import Desk
from ui.panels.archive_export import LAST_FOLDER, AskPath, ask_path
from ui.panels.reason_line import ReasonLine

TITLE = "Simpan peserta, data lengkap"
FILE_NAME = "peserta-lengkap.xlsx"


class PeopleExport(QObject):
    """``start()`` opens the line for the reason; ``ask`` may be replaced where no dialog is wanted.

    ``failed(str)`` with a sentence; ``written(Path)`` when the file is there.
    """

    failed = Signal(str)
    written = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.reason = ReasonLine("people_reason", parent=over)
        self.ask: AskPath = ask_path

    def start(self) -> None:
        """Alt+E: why; then where; then the journal; then the file."""
        if self._desk.may("disclose", None).ok:
            why = "Memuat NIP, NIK, HP, e-mail, dan alamat. Siapa dan mengapa tercatat di jurnal."
            self.reason.ask("Alasan ekspor lengkap", "Ekspor", self._place, why)

    def _place(self, reason: str) -> None:
        settings = self._desk.settings
        folder = Path(str(settings.value(LAST_FOLDER) or Path.home()))
        path = self.ask(self._over, TITLE, folder / FILE_NAME, "xlsx")
        if path is None:
            return
        settings.setValue(LAST_FOLDER, str(path.parent))
        self._run(lambda: self._make(path), reason)

    def _run(self, then: Callable[[], None], reason: str) -> None:
        self._desk.dispatcher.run(
            disclose,
            done=lambda _: then(),
            failed=self._give_up,
            reason=reason,
            what="ekspor peserta dengan data lengkap",
        )

    def _make(self, path: Path) -> None:
        now = self._desk.now()

        def make(connection: Any) -> RegisterBytes:
            return papers.make_people_in_full(connection, now=now)

        self._desk.read(make, lambda made: self._write(made, path), failed=self._give_up)

    def _write(self, made: RegisterBytes, path: Path) -> None:
        self._desk.dispatcher.aside(lambda: write_atomically(path, made.data), self._tell, failed=self._give_up)

    def _tell(self, result: ExportResult) -> None:
        self._desk.dispatcher.said.emit(result.notice or f"Tersimpan di {result.path}", False)
        self.written.emit(result.path)

    def _give_up(self, error: Exception) -> None:
        if not isinstance(error, LoketError):
            raise error
        self.failed.emit(error.sentence)
