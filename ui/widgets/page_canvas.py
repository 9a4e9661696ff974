"""Pages of a scan as images: a reading view, and a lens with the whole page under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.widgets import paint

DIM = QColor(0, 0, 0, 46)  # 18 %: a white page must not glare in the dark theme
LENS = QRectF(0.1, 0.14, 0.46, 0.26)


class Pages:
    """The images, which one is shown, and how it is turned."""

    def __init__(self) -> None:
        self.images: list[QImage] = []
        self.at = 0
        self.turns = 0

    def set(self, images: Sequence[QImage]) -> None:
        """Other pages, from the first."""
        self.images, self.at, self.turns = list(images), 0, 0

    def go(self, step: int) -> bool:
        """Next or previous page; False at the ends."""
        target = self.at + step
        if not 0 <= target < len(self.images):
            return False
        self.at = target
        return True

    def current(self) -> QImage | None:
        """The page as turned."""
        if not self.images:
            return None
        page = self.images[self.at]
        return page.transformed(QTransform().rotate(90 * self.turns)) if self.turns % 4 else page


def paint_page(painter: QPainter, area: QRectF, page: QImage, part: QRectF | None = None) -> None:
    """A page, or a part of it, smooth and dimmed in the dark theme."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    source = part if part is not None else QRectF(page.rect())
    painter.drawImage(area, page, source)
    if theme.is_dark():
        painter.fillRect(area, DIM)


class PageCanvas(QAbstractScrollArea):
    """Reading view. PgDn and PgUp change pages, + and - zoom, 0 fits the width, arrows scroll.

    ``page_changed(at)`` counts from 0.
    """

    page_changed = Signal(int)
    MARGIN = 24

    def __init__(self, name: str, *, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Pages()
        self._zoom = 0.0
        self._shown: QImage | None = None
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def set_pages(self, images: Sequence[QImage]) -> None:
        """Show other pages."""
        self.pages.set(images)
        self._refresh()

    def go(self, step: int) -> None:
        """Next (1) or previous (-1) page."""
        if self.pages.go(step):
            self._refresh()
            self.verticalScrollBar().setValue(0)
            self.page_changed.emit(self.pages.at)

    def turn(self) -> None:
        """A quarter to the right."""
        self.pages.turns = (self.pages.turns + 1) % 4
        self._refresh()

    def fit_width(self) -> None:
        """As wide as the pane."""
        self._zoom = 0.0
        self._refresh()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, within reason."""
        self._zoom = min(max(self.zoom() * factor, 0.1), 6.0)
        self._refresh()

    def zoom(self) -> float:
        """Screen pixels per image pixel."""
        page = self._shown
        if page is None or page.width() == 0:
            return 1.0
        return self._zoom or max((self.viewport().width() - 2 * self.MARGIN) / page.width(), 0.02)

    def _refresh(self) -> None:
        self._shown = self.pages.current()
        total = len(self.pages.images)
        self.setAccessibleDescription(f"halaman {self.pages.at + 1} dari {total}" if total else "tidak ada halaman")
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        size = self._page_size()
        view = self.viewport().size()
        extent = 2 * self.MARGIN
        self.verticalScrollBar().setRange(0, max(0, size.height() + extent - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.px(40))
        self.horizontalScrollBar().setRange(0, max(0, size.width() + extent - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setSingleStep(theme.px(40))

    def _page_size(self) -> QSize:
        page = self._shown
        if page is None:
            return QSize(0, 0)
        zoom = self.zoom()
        return QSize(round(page.width() * zoom), round(page.height() * zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint: pages are cheap to draw and always sharp."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the reading view."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go(1)
            case Qt.Key.Key_PageUp:
                self.go(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1.25)
            case Qt.Key.Key_Minus:
                self.zoom_by(0.8)
            case Qt.Key.Key_0:
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk and the page."""
        with paint.on(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.color("desk"))
            if self._shown is not None:
                size = self._page_size()
                left = max(self.MARGIN, (self.viewport().width() - size.width()) // 2)
                x = left - self.horizontalScrollBar().value()
                y = self.MARGIN - self.verticalScrollBar().value()
                area = QRectF(x, y, size.width(), size.height())
                paint.box(painter, area.adjusted(-2, -1, 2, 3), 2, "line")
                paint_page(painter, area, self._shown)
            if self.hasFocus():
                paint.ring(painter, QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 2)


class LensView(QWidget):
    """A legible crop on top, the whole page below. Arrows or the mouse move the lens, PgDn changes pages.

    ``lens_moved(QRectF)`` gives its place as shares of the page, to be remembered per sender.
    """

    lens_moved = Signal(QRectF)
    page_changed = Signal(int)

    def __init__(self, name: str, *, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Pages()
        self._lens = QRectF(LENS)
        self._magnify = 1.0
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_pages(self, images: Sequence[QImage]) -> None:
        """Show other pages."""
        self.pages.set(images)
        self.update()

    def set_lens(self, place: QRectF) -> None:
        """Put the lens where it was for this sender."""
        self._lens = QRectF(place)
        self.update()

    def lens(self) -> QRectF:
        """Place and width of the lens as shares of the page; its height follows the pane."""
        return QRectF(self._lens)

    def go(self, step: int) -> None:
        """Next or previous page."""
        if self.pages.go(step):
            self.page_changed.emit(self.pages.at)
            self.update()

    def turn(self) -> None:
        """A quarter to the right."""
        self.pages.turns = (self.pages.turns + 1) % 4
        self.update()

    def zoom_by(self, factor: float) -> None:
        """A smaller lens is a stronger one."""
        wide = min(max(self._lens.width() / factor, 0.15), 1.0)
        self._lens.setWidth(wide)
        self._clamp()

    def sizeHint(self) -> QSize:
        """The right pane of the helpdesk."""
        return QSize(theme.px(304), theme.px(560))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(theme.px(200), theme.px(260))

    def _top(self) -> QRectF:
        high = min(theme.px(246.0), self.height() * 0.42)
        return QRectF(16, theme.px(17), self.width() - 30, high)

    def _below(self, page: QImage) -> QRectF:
        top = self._top().bottom() + theme.px(38)
        room_high, room_wide = self.height() - top - theme.px(16), self.width() - 2 * theme.px(32)
        scale = max(min(room_high / page.height(), room_wide / page.width()), 0.01)
        wide, high = page.width() * scale, page.height() * scale
        return QRectF(round((self.width() - wide) / 2), round(top), round(wide), round(high))

    def _lens_height(self, page: QImage) -> float:
        """The crop has the shape of the upper part, so nothing is stretched."""
        top = self._top()
        return self._lens.width() * page.width() * top.height() / max(top.width(), 1) / page.height()

    def _clamp(self) -> None:
        page = self.pages.current()
        if page is None:
            return
        high = self._lens_height(page)
        x = min(max(self._lens.x(), 0.0), max(1 - self._lens.width(), 0.0))
        y = min(max(self._lens.y(), 0.0), max(1 - high, 0.0))
        self._lens = QRectF(x, y, self._lens.width(), high)
        self.lens_moved.emit(QRectF(self._lens))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the lens."""
        steps = {
            int(Qt.Key.Key_Left): (-0.03, 0.0),
            int(Qt.Key.Key_Right): (0.03, 0.0),
            int(Qt.Key.Key_Up): (0.0, -0.02),
            int(Qt.Key.Key_Down): (0.0, 0.02),
        }
        if event.key() in steps:
            self._lens.translate(*steps[event.key()])
            self._clamp()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(0.8 if event.key() == Qt.Key.Key_Minus else 1.25)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the lens where the page was pressed."""
        self._centre_on(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._centre_on(event.position())

    def _centre_on(self, at: QPointF) -> None:
        page = self.pages.current()
        if page is None or at.y() < self._top().bottom():
            return
        below = self._below(page)
        x = (at.x() - below.x()) / below.width() - self._lens.width() / 2
        y = (at.y() - below.y()) / below.height() - self._lens_height(page) / 2
        self._lens.moveTo(x, y)
        self._clamp()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the crop, the hint, the page and the lens on it."""
        page = self.pages.current()
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("desk"))
            if page is None:
                return
            top, below, high = self._top(), self._below(page), self._lens_height(page)
            part = QRectF(
                self._lens.x() * page.width(),
                self._lens.y() * page.height(),
                self._lens.width() * page.width(),
                high * page.height(),
            )
            paint_page(painter, top.adjusted(2, 2, -2, -2), page, part)
            paint.box(painter, top, 4, None, "accent", 3 if self.hasFocus() else 2)
            line = top.bottom() + theme.px(18)
            cap = paint.keycap(painter, top.x(), line, "Z")
            words = QRectF(top.x() + cap + theme.px(6), line - theme.px(9), top.width(), theme.px(18))
            paint.text(painter, words, "geser lensa, posisi diingat per pengirim", "caption", "text2")
            paint.box(painter, below.adjusted(-1, -1, 1, 2), 1, "line")
            paint_page(painter, below, page)
            frame = QRectF(
                below.x() + self._lens.x() * below.width(),
                below.y() + self._lens.y() * below.height(),
                self._lens.width() * below.width(),
                high * below.height(),
            )
            shade = theme.color("accent")
            shade.setAlpha(30)
            paint.box(painter, frame, 2, shade, "accent", 1.5)
