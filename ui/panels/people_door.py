"""The door for files of people: choose or drop one, read it aside, look at its rows, take them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.errors import LoketError
from desktop_app.importing.reading import PeopleTable, read_table
from ui.desk import Desk
from ui.dialogs.people_import import PeopleImport

SUFFIXES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".pdf")
FOLDER = "people_folder"
FILTERS = (
    "Daftar peserta dan formulir (*.xlsx *.xls *.ods *.csv *.pdf)",
    "Semua berkas (*)",
)


class PeopleDoor(QObject):
    """``taken(people)`` after the rows were seen and accepted; ``form(PeopleTable)`` when a filled form came back.

    ``refused(sentence)`` for a file that cannot be read. ``dialog`` is the open preview, for tests and the tour.
    """

    taken = Signal(object)
    form = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._chooser: QFileDialog | None = None
        self._reading = False
        self.dialog: PeopleImport | None = None
        self.present: Callable[[], Sequence[Mapping[str, str]]] = tuple
        self.with_nik: Callable[[], bool] = lambda: False

    def ask_file(self) -> None:
        """Ctrl+O: choose a file, beginning where the last one lay."""
        chooser = QFileDialog(self._over.window(), "Pilih daftar peserta atau formulir yang sudah diisi")
        chooser.setObjectName("people_file_dialog")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(list(FILTERS))
        folder = self._desk.settings.value(FOLDER)
        if isinstance(folder, str):
            chooser.setDirectory(folder)
        chooser.fileSelected.connect(lambda name: self.take(Path(name)))
        self._chooser = chooser
        chooser.open()

    def take(self, path: Path) -> None:
        """Read a file in its child process; the window does not wait."""
        if self._reading:
            return
        self._reading = True
        self._desk.settings.setValue(FOLDER, str(path.parent))
        self._desk.dispatcher.aside(lambda: read_table(path), self._came, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, LoketError):
            raise error
        self.refused.emit(error.sentence)

    def _came(self, table: PeopleTable) -> None:
        self._reading = False
        if table.is_form:
            self.form.emit(table)
        else:
            self.look(table)

    def look(self, table: PeopleTable, done: Callable[[Sequence[Mapping[str, Any]]], None] | None = None) -> None:
        """Show the rows; they are handed on (to ``done``, else by ``taken``) when the clerk takes them."""
        dialog = PeopleImport(
            self._over.window(), table, self._desk.today(), present=self.present(), with_nik=self.with_nik()
        )
        self.dialog = dialog

        def finished(answer: int) -> None:
            self.dialog = None
            if answer == QDialog.DialogCode.Accepted:
                (done or self.taken.emit)(dialog.people())

        dialog.finished.connect(finished)
        dialog.open()
