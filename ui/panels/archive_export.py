"""Registers written to a file: which one, where to, and the words when it is there (ARCHITECTURE section 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app import papers
from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.documents.registers import REGISTERS
from desktop_app.errors import LoketError
from desktop_app.papers import RegisterBytes
from ui.desk import Desk

FILTERS = {"xlsx": "Buku kerja Excel (*.xlsx)", "pdf": "Dokumen PDF (*.pdf)"}
LAST_FOLDER = "archive/export_folder"

AskPath = Callable[[QWidget, str, Path, str], Path | None]


def ask_path(parent: QWidget, title: str, proposal: Path, kind: str) -> Path | None:
    """The system's dialog for a place and name; ``None`` when the clerk turned back."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), FILTERS[kind])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")


class RegisterExport(QObject):
    """``start("agenda-masuk", "xlsx", 2026)`` asks where, makes the register aside and writes it.

    ``ask`` may be replaced, so that tests and the demonstration need no dialog. ``busy(bool)``; ``written(Path)``;
    ``failed(str)`` with a sentence.
    """

    busy = Signal(bool)
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self.ask: AskPath = ask_path

    def menu(self, kind: str, year: Callable[[], int | None]) -> QMenu:
        """The seven registers as a menu for one format."""
        menu = QMenu(self._window)
        menu.setObjectName(f"export_menu_{kind}")
        for register in REGISTERS.values():
            act = menu.addAction(register.title)
            act.setObjectName(f"export_{kind}_{register.key}")
            act.triggered.connect(lambda _=False, what=register.key: self.start(what, kind, year()))
        return menu

    def start(self, what: str, kind: str, year: int | None) -> None:
        """Ask for the place and begin; nothing happens when the clerk turns back."""
        folder = Path(str(self._desk.settings.value(LAST_FOLDER) or Path.home()))
        name = f"{what}-{year}.{kind}" if year is not None else f"{what}.{kind}"
        path = self.ask(self._window, f"Simpan {REGISTERS[what].title}", folder / name, kind)
        if path is None:
            return
        self._desk.settings.setValue(LAST_FOLDER, str(path.parent))
        self.busy.emit(True)
        now = self._desk.now()
        self._desk.read(
            lambda c: papers.make_register(c, what, kind, now=now, year=year),
            lambda made: self._write(made, path),
            failed=self._give_up,
        )

    def _write(self, made: RegisterBytes, path: Path) -> None:
        self._desk.dispatcher.aside(lambda: write_atomically(path, made.data), self._tell, failed=self._give_up)

    def _tell(self, result: ExportResult) -> None:
        self.busy.emit(False)
        self._desk.dispatcher.said.emit(result.notice or f"Tersimpan di {result.path}", False)
        self.written.emit(result.path)

    def _give_up(self, error: Exception) -> None:
        self.busy.emit(False)
        if isinstance(error, LoketError):
            self.failed.emit(error.sentence)
