"""The scan beside the form: chosen by F7 or dropped, judged at once, attached when there is a case to attach it to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSettings, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from desktop_app.errors import LoketError
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.office import fold_name
from desktop_app.scanning.admission import admit
from desktop_app.scanning.page_images import PageImages
from desktop_app.services import files
from desktop_app.services.use_case import Result
from desktop_app.sop.states import RequestState
from ui.desk import Desk
from ui.panels.side_area import SideArea
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.page_view import NO_SCAN, PageView
from ui.widgets.pane import Bar, row

WIDTH = 304
SIDE_PX = 1700
MOST_PAGES = 12
READING = EmptyView("scan-line", "Membuka pindaian", "Sebentar, halamannya sedang disiapkan.")
CLOSED = EmptyView("scan-line", "Belum ada pindaian", "Tidak ada berkas untuk dilampiri.")


@dataclass(slots=True)
class _Place:
    """What the pane shows: a case or the new form, and whose lens place applies."""

    request_id: int = 0
    may_attach: bool = True
    reason: str = ""
    sender: str = ""
    shown: str = ""


class ScanPane(SideArea):
    """``show_new()``, ``show_case(case)``; ``attach_to(request_id)`` after the COMMIT of a new letter."""

    chosen = Signal()

    def __init__(self, desk: Desk, *, object_name: str = "helpdesk_scan") -> None:
        super().__init__(WIDTH, "desk", object_name=object_name)
        self._desk = desk
        self._at = _Place()
        self.pending: Path | None = None
        self._pending_images: list[QImage] = []
        self._dialog: QFileDialog | None = None
        self.view = PageView("Pindaian", "lens", scan=True, object_name=f"{object_name}_view")
        self.view.scan_requested.connect(self.ask_file)
        self.view.lens_moved.connect(self._remember_lens)
        self.words = Label("", "caption", "danger", wrap=True, object_name=f"{object_name}_refusal")
        self._bar = Bar(0, "surface", "top")
        self._bar.setLayout(row(self.words, margins=(16, 8, 12, 8)))
        self._bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._bar)
        self.setAcceptDrops(True)

    # --- what is shown ----------------------------------------------------------------------------

    def show_new(self, sender: str = "") -> None:
        """The new form: its chosen file, or the empty state."""
        if self._at.request_id == 0 and self._at.shown == "new":
            self._at.sender = sender or self._at.sender
            return
        self._at = _Place(sender=sender, shown="new")
        self._say("")
        self.view.set_empty(NO_SCAN)
        self._show(self._pending_images)

    def show_none(self) -> None:
        """No case is chosen yet."""
        self._at = _Place(may_attach=False, reason="Pilih dulu lembarnya, lalu lampirkan pindaiannya.", shown="none")
        self._say("")
        self.view.set_empty(CLOSED)
        self._show([])

    def show_case(self, case: CaseRow) -> None:
        """The scans of a case; the same ones are not rendered twice."""
        scans = [(one.sha256, one.file_name) for one in case.attachments]
        shown = f"{case.request_id}:{','.join(sha for sha, _ in scans)}"
        verdict = self._desk.may("attach_scan", RequestState(case.state))
        same = shown == self._at.shown
        self._at = _Place(case.request_id, verdict.ok, verdict.reason, case.sender, shown)
        if same:
            return
        self._say("")
        if not scans:
            self.view.set_empty(NO_SCAN if verdict.ok else CLOSED)
            self._show([])
            return
        office = self._desk.office
        self.view.set_empty(READING)
        self._show([])

        def work() -> list[QImage]:
            return [image for scan in scans for image in _images(files.readable_bytes(office, *scan))]

        def done(images: list[QImage]) -> None:
            if self._at.shown == shown:
                self._show(images)

        def failed(error: Exception) -> None:
            if self._at.shown == shown:
                self.view.set_empty(CLOSED)
                self._say(_sentence(error))

        self._desk.dispatcher.aside(work, done, failed=failed)

    def _show(self, images: list[QImage]) -> None:
        self.view.set_pages(images)
        place = self._desk.settings.value(self._lens_key()) if self._at.sender else None
        if images and isinstance(place, QRectF):
            self.view.set_lens(place)

    def _lens_key(self) -> str:
        return f"lens/{fold_name(self._at.sender).replace('/', ' ')}"

    def _remember_lens(self, place: QRectF) -> None:
        settings: QSettings = self._desk.settings
        if self._at.sender:
            settings.setValue(self._lens_key(), place)

    def set_sender(self, sender: str) -> None:
        """The sender became known: the lens goes where his letters carry their number."""
        if self._at.shown == "new" and sender != self._at.sender:
            self._at.sender = sender
            self._show(self._pending_images)

    def focus_lens(self) -> None:
        """Z: the arrows move the lens."""
        self.view.focus_lens()

    # --- a file comes -----------------------------------------------------------------------------

    def ask_file(self) -> None:
        """F7: choose the file the scanner wrote."""
        if not self._at.may_attach:
            self._say(self._at.reason)
            return
        dialog = QFileDialog(self.window(), "Pilih pindaian surat")
        dialog.setObjectName("scan_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Pindaian (*.pdf *.jpg *.jpeg *.png)", "Semua berkas (*)"])
        folder = self._desk.settings.value("scan_folder")
        if isinstance(folder, str):
            dialog.setDirectory(folder)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        self._dialog = dialog
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths[0])

    def take(self, path: Path) -> None:
        """Judge a file on a thread; show it and keep it for the form, or attach it to the open case."""
        if not self._at.may_attach:
            self._say(self._at.reason)
            return
        self._desk.settings.setValue("scan_folder", str(path.parent))
        self._say("")
        before = self._at
        self.view.set_empty(READING)
        if before.shown == "new":
            self._show([])

        def work() -> list[QImage]:
            try:
                data = path.read_bytes()
            except OSError:
                raise LoketError(
                    "Berkas tidak dapat dibuka. Periksa apakah stik USB masih terpasang, lalu pilih lagi."
                ) from None
            admit(data, path.name)
            return _images(data)

        def done(images: list[QImage]) -> None:
            if before.request_id:
                self._attach(before.request_id, path)
                return
            self.pending, self._pending_images = path, images
            self.chosen.emit()
            if self._at.shown == "new":
                self._show(images)

        def failed(error: Exception) -> None:
            if self._at is before:
                self.view.set_empty(NO_SCAN)
                self._say(_sentence(error))
                if before.shown == "new":
                    self._show(self._pending_images)

        self._desk.dispatcher.aside(work, done, failed=failed)

    def restore(self, name: str) -> None:
        """The file of a restored draft, if it is still there."""
        path = Path(name)
        if path.is_file():
            self.take(path)

    def attach_to(self, request_id: int) -> None:
        """After the COMMIT of a new letter: attach what was chosen before."""
        path = self.pending
        self.pending, self._pending_images = None, []
        if path is not None:
            self._attach(request_id, path)

    def _attach(self, request_id: int, path: Path) -> None:
        def done(_: Result[files.Attached]) -> None:
            self._say("")

        def failed(error: LoketError) -> None:
            self._say(f"{path.name} belum terlampir. {error.sentence}")

        self._desk.dispatcher.run(files.attach_scan, done=done, failed=failed, request=request_id, file=str(path))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self._bar.setVisible(bool(words))


def _sentence(error: Exception) -> str:
    if isinstance(error, LoketError):
        return error.sentence
    return "Pindaian tidak dapat dibuka. Pindai ulang, lalu lampirkan lagi."


def _images(data: bytes) -> list[QImage]:
    pages = PageImages(data)
    made = []
    for at in range(min(len(pages), MOST_PAGES)):
        page = pages.page(at, SIDE_PX)
        image = QImage(page.content, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
        made.append(image.copy())
    return made
