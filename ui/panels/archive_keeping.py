"""What leaves the archive as a whole: the file of a case, the report to the Kabag, the package of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.background import Cancelled, Progress
from desktop_app.errors import LoketError
from desktop_app.papers import PaperBytes
from desktop_app.papers.case_file import CaseFile, make_case_file
from desktop_app.papers.yearly_package import PackageMade, make_yearly_package
from desktop_app.queries import cases
from desktop_app.services import files
from desktop_app.services.disclosure import disclose
from ui.desk import Desk
from ui.panels.archive_export import LAST_FOLDER
from ui.panels.paper_door import preview, print_paper
from ui.widgets.banner import Banner

POLL_MS = 200
ENCRYPTED = "Paket memuat data pribadi dan tidak terenkripsi. Simpan di tempat terkunci."

AskFolder = Callable[[QWidget, Path], Path | None]


def ask_package(parent: QWidget, proposal: Path) -> Path | None:
    """The system's dialog for the package: a ZIP by its name, or a folder; ``None`` when the clerk turned back."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "Simpan paket arsip", str(proposal), "Paket dalam satu ZIP (*.zip);;Folder (*)"
    )
    return Path(chosen) if chosen else None


class ArchiveKeeping(QObject):
    """Keys and menu entries of the archive page; long work runs aside with its progress in the banner.

    ``ask`` may be replaced, so that tests need no dialog. ``chosen`` gives the open or chosen case, ``year`` the
    year of the list. ``began()`` when a package is being written.
    """

    began = Signal()

    def __init__(
        self, desk: Desk, page: QWidget, banner: Banner, *, chosen: Callable[[], int], year: Callable[[], int | None]
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._banner = desk, page, banner
        self._chosen, self._year = chosen, year
        self.ask: AskFolder = ask_package
        self._progress: Progress | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._tell_progress)
        banner.action.connect(self.cancel)
        acts = {"Ctrl+B": self.show_case_file, "Ctrl+R": self.show_report, "Ctrl+G": self.start_package}
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def add_to(self, menu: QMenu) -> None:
        """The same under the registers of a menu, with their keys."""
        menu.addSeparator()
        entries = (
            ("case_file", "Berkas lengkap yang dipilih\tCtrl+B", self.show_case_file),
            ("report", "Laporan mutu baku untuk Kabag\tCtrl+R", self.show_report),
            ("package", "Paket arsip tahunan…\tCtrl+G", self.start_package),
        )
        for name, words, act in entries:
            made = menu.addAction(words)
            made.setObjectName(f"keeping_{name}")
            made.triggered.connect(lambda _=False, act=act: act())

    # --- one case, one report ----------------------------------------------------------------------

    def show_case_file(self) -> None:
        """Ctrl+B: everything of the open or chosen case in one PDF, in the preview."""
        case, now, office = self._chosen(), self._desk.now(), self._desk.office
        if not case:
            self._desk.dispatcher.said.emit("Pilih dahulu satu berkas di daftar.", False)
            return
        self._desk.read(
            lambda c: make_case_file(
                c, cases.case(c, case, now).key, now=now, stored=lambda sha256: files.stored_bytes(office, sha256)
            ),
            self._show_case,
            failed=self._failed,
            channel="archive.case_file",
        )

    def _show_case(self, made: CaseFile) -> None:
        if made.problems:
            self._banner.show_message(made.problems[0], "warn", closable=True)
        paper = PaperBytes(
            kind="berkas", title=made.title, data=made.data, request_id=made.request_id, pages=made.pages
        )
        preview(self._page, self._desk, paper)

    def show_report(self) -> None:
        """Ctrl+R: the mutu baku report of last month, as it goes to the Kabag."""
        print_paper(self._page, self._desk, "laporan-mutu", f"{last_month(self._desk.today()):%Y-%m}")

    # --- the package of a year ---------------------------------------------------------------------

    def start_package(self) -> None:
        """Ctrl+G: ask where, note in the journal who takes it, then write it aside."""
        if self._progress is not None:
            return
        verdict = self._desk.may("disclose", None)
        if not verdict.ok:
            self._desk.dispatcher.said.emit(verdict.reason, False)
            return
        year = self._year() or self._desk.today().year
        folder = Path(str(self._desk.settings.value(LAST_FOLDER) or Path.home()))
        target = self.ask(self._page, folder / f"arsip-{year}.zip")
        if target is None:
            return
        self._desk.settings.setValue(LAST_FOLDER, str(target.parent))
        self._desk.dispatcher.run(
            disclose,
            done=lambda _: self._write_package(year, target),
            failed=self._failed,
            what=f"paket arsip tahun {year}",
        )

    def _write_package(self, year: int, target: Path) -> None:
        progress, now, store = Progress(), self._desk.now(), files.attachments(self._desk.office)
        self._progress = progress
        self.began.emit()
        self._poll.start()
        self._tell_progress()

        def make(connection: Any) -> PackageMade:
            return make_yearly_package(
                connection, year, target, now=now, stored=store.open_bytes, chunks=store.chunks, tick=progress.step
            )

        self._desk.read(make, self._packed, failed=self._failed)

    def _tell_progress(self) -> None:
        if self._progress is None:
            return
        done, total = self._progress.done, self._progress.total
        count = f": {done} dari {total} berkas" if total else ""
        words = f"Menyusun paket arsip{count}. Paket lama tetap ada sampai selesai."
        self._banner.show_message(words, "warn", "Batalkan")

    def cancel(self) -> None:
        """ "Batalkan": stop at the next case; nothing of it remains."""
        if self._progress is not None:
            self._progress.cancel()

    def _packed(self, made: PackageMade) -> None:
        self._end()
        if made.problems:
            self._banner.show_message(f"{made.problems[0]} Selebihnya ada di index.html.", "warn", closable=True)
        else:
            self._banner.show_message(f"{ENCRYPTED} Sidik: {made.digest[:16]}.", "warn", closable=True)
        self._desk.dispatcher.said.emit(f"Paket arsip {made.year}, {made.cases} berkas, di {made.path}", False)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._desk.dispatcher.said.emit("Paket arsip dibatalkan; paket lama tetap ada.", False)
        elif isinstance(error, LoketError):
            self._banner.show_message(error.sentence, "danger", closable=True)

    def _end(self) -> None:
        self._progress = None
        self._poll.stop()
        self._banner.clear()


def last_month(day: date) -> date:
    """The first day of the month before ``day``'s."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
