"""One dialog for what should not happen: a bug of ours with its number, or a fault of the machine in one sentence.

The window lives on: nothing was saved half, what was typed stays. The dialog never blocks the program.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app import logs
from desktop_app.documents.export_file import write_atomically
from desktop_app.errors import EnvironmentFault, LoketError
from desktop_app.problem_report import problem_report
from ui.widgets.buttons import Button
from ui.widgets.dialog_shell import DialogShell
from ui.widgets.labels import Label
from ui.widgets.line_edit import NoteEdit
from ui.widgets.pane import row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

LOG = logging.getLogger("loket")
LIVES_ON = "Tidak ada yang tersimpan setengah, dan isian di layar tetap ada. Program dapat terus dipakai."


def fault_number(error: BaseException) -> str:
    """Six signs that are the same for the same fault at the same place, so that two reports can be matched."""
    place = [f"{Path(f.filename).name}:{f.name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    words = "|".join((type(error).__qualname__, *place))
    return hashlib.sha256(words.encode()).hexdigest()[:6].upper()


def fault_report(error: BaseException) -> str:
    """Kinds and places only: the text of an error may quote what a person typed."""
    lines = [
        f"Gangguan {fault_number(error)}",
        f"{platform.system()} {platform.release()}, {platform.python_version()}",
    ]
    step: BaseException | None = error
    while step is not None:
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        lines += [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(step.__traceback__)]
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


class FaultDialog(DialogShell):
    """The sentence, where the log lies, and "Salin" for whoever is called to help."""

    def __init__(self, title: str, text: str, report: str, log: Path | None, parent: QWidget | None) -> None:
        super().__init__(title, text, "Tutup", secondary="Kembali", object_name="fault_dialog", parent=parent)
        self.secondary.hide()
        self.primary.set_key_hint("Esc")
        self._report, self._log = report, log
        if report:
            place = f"Catatan program: {log}" if log is not None else "Catatan program belum ada di folder data."
            self.place = Label(place, "dense", "text2", wrap=True, selectable=True, object_name="fault_log_place")
            detail = NoteEdit(report, rows=6, object_name="fault_report", name="Laporan gangguan")
            detail.setReadOnly(True)
            self._copy = Button("Salin laporan", icon="copy", object_name="fault_copy")
            self._copy.clicked.connect(self.copy_report)
            save = Button("Simpan laporan (ZIP)…", icon="save", object_name="fault_save")
            save.clicked.connect(self.ask_file)
            self._saved = Label("", "dense", "ok", wrap=True, object_name="fault_saved")
            self.body.addWidget(self.place)
            self.body.addWidget(detail)
            self.body.addLayout(row(self._copy, save, None))
            self.body.addWidget(self._saved)

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._copy.set_label("Laporan disalin")

    def ask_file(self) -> None:
        """Where the report is to lie."""
        proposal = str(Path.home() / "laporan-masalah-loket.zip")
        chosen, _ = QFileDialog.getSaveFileName(self, "Simpan laporan masalah", proposal, "ZIP (*.zip)")
        if chosen:
            self.save_report(Path(chosen))

    def save_report(self, target: Path) -> None:
        """Write the ZIP for whoever helps; it holds no data about anybody."""
        data_dir = self._log.parent.parent if self._log is not None else None
        try:
            done = write_atomically(target, problem_report(self._report, data_dir))
        except LoketError as problem:
            self._saved.set_tone("danger")
            self._saved.setText(problem.sentence)
            return
        self._saved.set_tone("ok")
        self._saved.setText(done.notice or f"Laporan tersimpan di {done.path}, tanpa data pribadi.")


def fault_dialog(error: BaseException, log: Path | None, parent: QWidget | None) -> FaultDialog:
    """The dialog for an error, not yet shown."""
    if isinstance(error, EnvironmentFault):
        return FaultDialog("Komputer sedang bermasalah", error.sentence, "", log, parent)
    if isinstance(error, LoketError):
        return FaultDialog("Belum dapat dilakukan", error.sentence, "", log, parent)
    title = f"Ada gangguan nomor {fault_number(error)}"
    return FaultDialog(
        title, f"Ini kesalahan program, bukan kesalahan Anda. {LIVES_ON}", fault_report(error), log, parent
    )


def _log_of(window: MainWindow) -> Path | None:
    if window.office is None:
        return None
    file = window.office.store.data_dir / logs.FOLDER / logs.FILE
    return file if file.exists() else None


def show_fault(window: MainWindow, error: BaseException) -> FaultDialog | None:
    """Show a fault over the window; while one is shown, further ones only go to the log."""
    LOG.error("fault %s", fault_number(error), exc_info=error)
    if window.findChild(FaultDialog, "fault_dialog") is not None:
        return None
    dialog = fault_dialog(error, _log_of(window), window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def show_opening_fault(window: MainWindow, error: BaseException) -> FaultDialog | None:
    """The data cannot be opened: the login page says why and stays, nothing is touched."""
    sentence = error.sentence if isinstance(error, LoketError) else "Data belum dapat dibuka. Lihat laporan gangguan."
    window.login.say(sentence)
    return show_fault(window, error)
