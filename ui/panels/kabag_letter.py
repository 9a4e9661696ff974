"""The letter beside the disposition: its scan where there is one, else the typeset summary; F11 fills the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.queries.case_rows import AttachmentRow, CaseRow
from desktop_app.scanning.page_images import PageImages
from desktop_app.scanning.refusals import ScanRefused
from desktop_app.services.files import readable_bytes
from ui.desk import Desk
from ui.panels.kabag_summary import CaseSummary
from ui.widgets.buttons import IconButton
from ui.widgets.focus_place import FocusPlace
from ui.widgets.labels import Label
from ui.widgets.page_canvas import PageCanvas
from ui.widgets.page_view import PageView
from ui.widgets.pane import Bar, Pane, column, row

SIDE = 1700
MOST_PAGES = 12


class FullScreen(Pane):
    """The pages over the whole screen; F11, Esc or the button goes back and ``closed()`` comes."""

    closed = Signal()

    def __init__(self, images: list[QImage], title: str, owner: QWidget) -> None:
        super().__init__("desk", object_name="letter_full_screen", parent=owner)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._back_to = FocusPlace()
        self._back_to.remember(owner.window())
        self.pages = PageCanvas("Surat, layar penuh", object_name="letter_full_pages")
        self.pages.set_pages(images)
        close = IconButton("minimize-2", "Kembali", "F11", object_name="letter_full_close")
        close.clicked.connect(self.close)
        bar = Bar(48, "surface", "bottom")
        bar.setLayout(row(Label(title, "body_strong", elide=True), None, close, margins=(24, 0, 16, 0)))
        self.setLayout(column(bar, self.pages, spacing=0))
        self.setFocusProxy(self.pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 and Esc close."""
        if event.key() in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The focus goes back to where it was."""
        super().closeEvent(event)
        self.closed.emit()
        self._back_to.give_back()


class LetterPane(Pane):
    """``show_case(case)``; pages are rendered aside, and a case left meanwhile shows nothing of it."""

    def __init__(self, desk: Desk, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__("desk", object_name=object_name, parent=parent)
        self._desk = desk
        self._wanted = ""
        self._title = ""
        self._images: list[QImage] = []
        self._full: FullScreen | None = None
        self.view = PageView("Surat permohonan", "page", full_screen=True, object_name=f"{object_name}_view")
        self.view.full_screen_requested.connect(self.full_screen)
        self.summary = CaseSummary(object_name=f"{object_name}_summary")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.summary)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_case(self, case: CaseRow) -> None:
        """Show a case; the same scan is not rendered twice."""
        self._title = f"{case.sender} · {case.key}"
        self.summary.show_case(case)
        scan = next((one for one in case.attachments if one.kind == "letter"), None)
        wanted = f"{case.request_id}:{scan.sha256}" if scan else f"{case.request_id}:"
        if wanted == self._wanted:
            return
        self._wanted, self._images = wanted, []
        self._stack.setCurrentWidget(self.summary)
        if scan is not None:
            self._render(scan, wanted)

    def has_scan(self) -> bool:
        """Whether pages are on show."""
        return bool(self._images)

    def _render(self, scan: AttachmentRow, wanted: str) -> None:
        office = self._desk.office

        def work() -> list[QImage]:
            pages = PageImages(readable_bytes(office, scan.sha256, scan.file_name))
            return [_image(pages, at) for at in range(min(len(pages), MOST_PAGES))]

        def done(images: list[QImage]) -> None:
            if self._wanted == wanted and images:
                self._images = images
                self.view.set_pages(images)
                self._stack.setCurrentWidget(self.view)

        def failed(error: Exception) -> None:
            if self._wanted != wanted:
                return
            if isinstance(error, LoketError):
                self._desk.dispatcher.said.emit(error.sentence, False)
            if not isinstance(error, ScanRefused):
                self._wanted = ""

        self._desk.dispatcher.aside(work, done, failed=failed)

    def full_screen(self) -> None:
        """F11: the scan over the whole screen, and back."""
        if self._full is not None:
            self._full.close()
            return
        if not self._images:
            return
        self._full = FullScreen(self._images, self._title, self)
        self._full.closed.connect(self._forget_full)
        self._full.showFullScreen()
        self._full.setFocus()

    def _forget_full(self) -> None:
        self._full = None


def _image(pages: PageImages, at: int) -> QImage:
    page = pages.page(at, SIDE)
    image = QImage(page.content, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
    return image.copy()
