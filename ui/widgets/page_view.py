"""``PageView``: the scan beside the form. Takes images only; reading files is somebody else's work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, IconButton
from ui.widgets.empty_state import EmptyState, EmptyView
from ui.widgets.labels import Label
from ui.widgets.page_canvas import LensView, PageCanvas, Pages
from ui.widgets.pane import Bar, Pane

__all__ = ["LensView", "PageCanvas", "PageView", "Pages"]

NO_SCAN = EmptyView(
    "scan-line",
    "Belum ada pindaian",
    "Tekan F7 untuk memindai, atau seret berkas PDF/JPG ke sini. Boleh menyusul.",
)


class PageView(Pane):
    """Toolbar 48 over the pages.

    ``mode="lens"`` (helpdesk): crop and whole page. ``mode="page"`` (Kabag): reading view with previous, next.
    ``scan_requested()`` by the button, ``full_screen_requested()``, ``lens_moved(QRectF)``,
    ``page_changed(int)``.
    """

    scan_requested = Signal()
    full_screen_requested = Signal()
    lens_moved = Signal(QRectF)
    page_changed = Signal(int)

    def __init__(
        self,
        title: str = "Pindaian",
        mode: Literal["lens", "page"] = "lens",
        *,
        scan: bool = False,
        full_screen: bool = False,
        empty: EmptyView = NO_SCAN,
        object_name: str = "page_view",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("desk", object_name=object_name, parent=parent)
        self._images: list[QImage] = []
        self.view: LensView | PageCanvas = (
            LensView(title, object_name=f"{object_name}_lens")
            if mode == "lens"
            else PageCanvas(title, object_name=f"{object_name}_pages")
        )
        self.view.page_changed.connect(self._on_page)
        if isinstance(self.view, LensView):
            self.view.lens_moved.connect(self.lens_moved)
        self._count = Label("", "dense", "text2")
        self._empty = EmptyState(*empty, object_name=f"{object_name}_empty")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar(title, mode, scan, full_screen))
        layout.addWidget(self._stack, 1)
        self.set_pages([])

    def _toolbar(self, title: str, mode: str, scan: bool, full_screen: bool) -> Bar:
        name = self.objectName()
        bar = Bar(48, "surface", "bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(2)
        row.addWidget(Label(title, "body_strong"))
        row.addSpacing(6)
        row.addWidget(self._count)
        row.addStretch(1)
        self._previous = IconButton(
            "chevron-left", "Halaman sebelumnya", "PgUp", size=28, object_name=f"{name}_previous"
        )
        self._next = IconButton("chevron-right", "Halaman berikutnya", "PgDn", size=28, object_name=f"{name}_next")
        self._turn = IconButton("rotate-cw", "Putar ke kanan", size=28, object_name=f"{name}_turn")
        self._zoom = IconButton("zoom-in", "Perbesar", "+", size=28, object_name=f"{name}_zoom")
        self._full = IconButton("maximize-2", "Layar penuh", "F11", size=28, object_name=f"{name}_full")
        self._scan = Button("Pindai", key_hint="F7", object_name=f"{name}_scan")
        self._previous.clicked.connect(lambda: self.view.go(-1))
        self._next.clicked.connect(self._go_next)
        self._turn.clicked.connect(self.view.turn)
        self._zoom.clicked.connect(lambda: self.view.zoom_by(1.25))
        self._full.clicked.connect(self.full_screen_requested)
        self._scan.clicked.connect(self.scan_requested)
        self._tools = [self._previous, self._next, self._turn, self._zoom, self._full]
        for tool in (*self._tools, self._scan):
            row.addWidget(tool)
        self._turn.setVisible(mode == "lens")
        self._full.setVisible(full_screen)
        self._scan.setVisible(scan)
        self._reads = mode == "page"
        return bar

    def set_pages(self, images: Sequence[QImage]) -> None:
        """Show other pages; none shows the empty state."""
        self._images = list(images)
        self.view.set_pages(images)
        self._stack.setCurrentWidget(self.view if images else self._empty)
        self._on_page(0)

    def set_empty(self, empty: EmptyView) -> None:
        """Words for when there is no scan."""
        self._empty.set_view(empty)

    def set_lens(self, place: QRectF) -> None:
        """Put the lens where it was for this sender."""
        if isinstance(self.view, LensView):
            self.view.set_lens(place)

    def focus_lens(self) -> None:
        """Z: the arrows now move the lens."""
        self.view.setFocus()

    def go(self, step: int) -> None:
        """Next or previous page."""
        self.view.go(step)

    def _go_next(self) -> None:
        """The narrow lens pane has one button: after the last page comes the first."""
        last = self.view.pages.at + 1 >= len(self._images)
        self.view.go(-self.view.pages.at if last and not self._reads else 1)

    def _on_page(self, at: int) -> None:
        total = len(self._images)
        words = f"halaman {at + 1} dari {total}" if self._reads else f"{at + 1}/{total}"
        self._count.setText(words if total else "")
        for tool in self._tools:
            tool.setEnabled(total > 0)
        self._previous.setVisible(self._reads)
        self._next.setVisible(self._reads or total > 1)
        self._previous.setEnabled(at > 0)
        self._next.setEnabled(at + 1 < total or (total > 1 and not self._reads))
        if total:
            self.page_changed.emit(at)
