"""A finished PDF to the printer through the system's own dialog, page by page in the size it was made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSettings, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.scanning.page_images import PageImages

PRINT_SIDE = 3508
"""Pixels of the longer side: A4 at 300 dpi, F4 at 270, the most our renderer gives."""
SCREEN_SIDE = 1700
POINTS = 72.0
MM_A_POINT = 25.4 / 72.0
SHIFT_KEYS = ("print_shift_right", "print_shift_down")
LARGEST_SHIFT = 20.0

Sizes = Sequence[tuple[int, int]]


def page_images(data: bytes, side: int = SCREEN_SIDE) -> tuple[list[QImage], list[tuple[int, int]]]:
    """All pages of a PDF of ours as images, with their sizes in points. For a reader thread."""
    pages = PageImages(data)
    images = []
    for at in range(len(pages)):
        page = pages.page(at, side)
        image = QImage(page.content, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
        images.append(image.copy())
    return images, list(pages.sizes)


def has_printer() -> bool:
    """Whether this PC knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def make_printer(title: str, sizes: Sizes) -> QPrinter:
    """A printer set to the paper's own size; F4 is asked for exactly, or Qt would take a German fan-fold."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(sizes[0]))
    return printer


def _layout(size: tuple[int, int]) -> QPageLayout:
    wide, high = size
    lying = wide > high
    upright = QSizeF(min(size), max(size))
    page = QPageSize(upright, QPageSize.Unit.Point, "kertas", QPageSize.SizeMatchPolicy.ExactMatch)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(page, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def print_shift(settings: QSettings) -> tuple[float, float]:
    """How far this PC's printer is off, in mm to the right and down ("Pengaturan, Kertas dan printer")."""
    right, down = (_number(settings.value(key)) for key in SHIFT_KEYS)
    return right, down


def _number(stored: object) -> float:
    try:
        found = float(str(stored))
    except ValueError:
        return 0.0
    return found if abs(found) <= LARGEST_SHIFT else 0.0


def print_pages(
    printer: QPrinter, images: Sequence[QImage], sizes: Sizes, *, shift: tuple[float, float] = (0.0, 0.0)
) -> bool:
    """Paint the pages in true size, ``shift`` mm right and down; ``False`` when the printer did not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for at, (image, size) in enumerate(zip(images, sizes, strict=True)):
            if at and not printer.newPage():
                return False
            scale = printer.resolution() / POINTS
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            left, top = (one / MM_A_POINT * scale for one in shift)
            painter.drawImage(QRectF(left, top, size[0] * scale, size[1] * scale), image)
    finally:
        painter.end()
    return True
