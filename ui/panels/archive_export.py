"""Registers and books: which one, over which time, as workbook to a file or as pages to the preview (DOMAIN 1.2)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app import papers
from desktop_app.background import Cancelled, Progress
from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.documents.registers import REGISTERS
from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes, RegisterBytes
from desktop_app.queries.archive_filter import CaseFilter
from ui.desk import Desk
from ui.panels.paper_door import preview

FILTERS = {"xlsx": "Buku kerja Excel (*.xlsx)", "pdf": "Dokumen PDF (*.pdf)"}
POLL_MS = 400
LAST_FOLDER = "archive/export_folder"

AskPath = Callable[[QWidget, str, Path, str], Path | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Over which time a register goes; ``filtered`` takes the cases of the list as it is filtered now."""

    key: str
    label: str
    filtered: bool = False


STRETCHES = (
    Stretch("year", "Seluruh tahun"),
    Stretch("month", "Bulan ini"),
    Stretch("previous", "Bulan lalu"),
    Stretch("day", "Hari ini"),
    Stretch("filtered", "Yang tersaring di daftar", filtered=True),
)


def days_of(stretch: Stretch, day: date) -> tuple[date | None, date | None]:
    """First and last day of a stretch as seen from ``day``; ``None`` where only the year counts."""
    if stretch.key == "day":
        return day, day
    if stretch.key in ("month", "previous"):
        months = day.year * 12 + day.month - 1 - (stretch.key == "previous")
        year, month = months // 12, months % 12 + 1
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return None, None


def ask_path(parent: QWidget, title: str, proposal: Path, kind: str) -> Path | None:
    """The system's dialog for a place and name; ``None`` when the clerk turned back."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), FILTERS[kind])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")


class RegisterExport(QObject):
    """``start("agenda-masuk", "xlsx", 2026)`` makes the register aside; a workbook is written, pages are previewed.

    ``ask`` may be replaced, so that tests and the demonstration need no dialog; pages then go to that file too.
    ``busy(bool)``; ``working(str)`` while it takes long; ``written(Path)``; ``failed(str)`` with a sentence.
    """

    busy = Signal(bool)
    working = Signal(str)
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self.ask: AskPath = ask_path
        self.stretch = STRETCHES[0]
        self.wanted: Callable[[], CaseFilter] = CaseFilter
        self._groups: list[QActionGroup] = []
        self._progress: Progress | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._tell_progress)

    def menu(self, kind: str, year: Callable[[], int | None]) -> QMenu:
        """The registers as a menu for one format, and under them over which time they go."""
        menu = QMenu(self._window)
        menu.setObjectName(f"export_menu_{kind}")
        for register in REGISTERS.values():
            act = menu.addAction(register.title)
            act.setObjectName(f"export_{kind}_{register.key}")
            act.triggered.connect(lambda _=False, what=register.key: self.start(what, kind, year()))
        menu.addSeparator()
        group = QActionGroup(menu)
        self._groups.append(group)
        for one in STRETCHES:
            act = menu.addAction(one.label)
            act.setObjectName(f"stretch_{kind}_{one.key}")
            act.setCheckable(True)
            act.setChecked(one is self.stretch)
            act.setData(one.key)
            group.addAction(act)
            act.triggered.connect(lambda _=False, one=one: self._choose(one, menu))
        return menu

    def _choose(self, stretch: Stretch, menu: QMenu) -> None:
        """Another time; the menu stays, so that the register is chosen next."""
        self.stretch = stretch
        for group in self._groups:
            for act in group.actions():
                act.setChecked(act.data() == stretch.key)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(menu.pos())

    def start(self, what: str, kind: str, year: int | None) -> None:
        """Make a register over the chosen time; nothing happens when the clerk turns back from the file's name."""
        to_preview = kind == "pdf" and self.ask is ask_path
        path = None if to_preview else self._path(what, kind, year)
        if path is None and not to_preview:
            return
        fields, now, progress = self._fields(year), self._desk.now(), self._begin()
        self._desk.read(
            lambda c: papers.make_register(c, what, kind, now=now, tick=progress.step, **fields),
            lambda made: self._show(made) if path is None else self._write(made, path),
            failed=self._give_up,
        )

    def save(self, title: str, name: str, make: Callable[[Any], RegisterBytes]) -> None:
        """Ask where a workbook goes, make it aside and write it."""
        folder = Path(str(self._desk.settings.value(LAST_FOLDER) or Path.home()))
        path = self.ask(self._window, f"Simpan {title}", folder / f"{name}.xlsx", "xlsx")
        if path is not None:
            self._desk.settings.setValue(LAST_FOLDER, str(path.parent))
            self._begin()
            self._desk.read(make, lambda made: self._write(made, path), failed=self._give_up)

    def _path(self, what: str, kind: str, year: int | None) -> Path | None:
        folder = Path(str(self._desk.settings.value(LAST_FOLDER) or Path.home()))
        first, _ = days_of(self.stretch, self._desk.today())
        tail = f"{year}" if first is None else first.isoformat() if self.stretch.key == "day" else f"{first:%Y-%m}"
        name = f"{what}.{kind}" if self.stretch.filtered or year is None else f"{what}-{tail}.{kind}"
        path = self.ask(self._window, f"Simpan {REGISTERS[what].title}", folder / name, kind)
        if path is not None:
            self._desk.settings.setValue(LAST_FOLDER, str(path.parent))
        return path

    def _fields(self, year: int | None) -> dict[str, Any]:
        if self.stretch.filtered:
            return {"only": self.wanted()}
        first, last = days_of(self.stretch, self._desk.today())
        return {"year": year} if first is None else {"first": first, "last": last}

    def _begin(self) -> Progress:
        self._progress = Progress()
        self._poll.start()
        self.busy.emit(True)
        return self._progress

    def _end(self) -> None:
        self._progress = None
        self._poll.stop()
        self.busy.emit(False)

    def _tell_progress(self) -> None:
        """Only of what takes longer than a blink."""
        if self._progress is not None:
            done, total = self._progress.done, self._progress.total
            self.working.emit(f"Register disusun: baris {done} dari {total}." if total else "Register disusun…")

    def cancel(self) -> bool:
        """Stop at the next rows; the file that was there stays. False when nothing is under way."""
        if self._progress is None:
            return False
        self._progress.cancel()
        return True

    def _show(self, made: RegisterBytes) -> None:
        self._end()
        preview(self._window, self._desk, PaperBytes(kind=made.what, title=made.title, data=made.data))

    def _write(self, made: RegisterBytes, path: Path) -> None:
        self._desk.dispatcher.aside(lambda: write_atomically(path, made.data), self._tell, failed=self._give_up)

    def _tell(self, result: ExportResult) -> None:
        self._end()
        self._desk.dispatcher.said.emit(result.notice or f"Tersimpan di {result.path}", False)
        self.written.emit(result.path)

    def _give_up(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._desk.dispatcher.said.emit("Ekspor dibatalkan; berkas lama tetap ada.", False)
        elif isinstance(error, LoketError):
            self.failed.emit(error.sentence)
