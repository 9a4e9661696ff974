"""What the month and the week share: a table view without headers whose cells fill the viewport, painted by hand.

Being a real QTableView over a model, it is readable and reachable for screen readers; painting walks only through
what was laid out before and asks no model and no database.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from ui.widgets.calendar_days import CalendarChip, Ghost
from ui.widgets.list_rows import RowListModel


class CalendarTable(QTableView):
    """Cells that fill the view; chips that can be pressed, opened and dragged.

    ``chip_opened(key)``; ``drag_moved(payload, day, chip)`` while something is dragged over (chip "" for none),
    ``dropped(payload, day, chip)``, ``drag_left()``. A payload is the key of a list row or of a chip.
    """

    chip_opened = Signal(str)
    drag_moved = Signal(str, object, str)
    dropped = Signal(str, object, str)
    drag_left = Signal()

    def __init__(self, name: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._ghost: Ghost | None = None
        self._ghost_place = QRect()
        self._pressed: CalendarChip | None = None
        self._pressed_at = QPoint()
        self._drags = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setVisible(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def allow_drags(self, allowed: bool) -> None:
        """Whether chips may be taken up with the mouse."""
        self._drags = allowed

    def ghost(self) -> Ghost | None:
        """What is being moved over the calendar."""
        return self._ghost

    def set_ghost(self, ghost: Ghost | None) -> None:
        """Show what is being moved with its verdict, or nothing."""
        self._ghost = ghost
        self.setAccessibleDescription(f"{ghost.title}. {ghost.verdict}" if ghost else "")
        self.viewport().update()

    # What the two views answer.

    def chip_under(self, at: QPointF) -> CalendarChip | None:
        """The chip under a point."""
        raise NotImplementedError

    def day_under(self, at: QPointF) -> object:
        """The date under a point, or None."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Compute the rectangles again: data, size or text scale changed."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells always fill the view."""
        super().resizeEvent(event)
        self.lay_out()

    def updateGeometries(self) -> None:
        """No scrolling: the first cell stays at the corner."""
        super().updateGeometries()
        self.horizontalScrollBar().setRange(0, 0)
        self.verticalScrollBar().setRange(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the chip, so that a move becomes a drag and a release opens it."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.chip_under(event.position()) if left else None
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start a drag after the usual distance."""
        over = self.chip_under(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        chip = self._pressed
        if chip is None or not self._drags or chip.past or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._start_drag(chip)

    def _start_drag(self, chip: CalendarChip) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setData(RowListModel.MIME, chip.key.encode())
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a chip opens it."""
        super().mouseReleaseEvent(event)
        chip, self._pressed = self._pressed, None
        if chip is not None and chip is self.chip_under(event.position()):
            self.chip_opened.emit(chip.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only rows and chips of this program."""
        if event.mimeData().hasFormat(RowListModel.MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Ask for the verdict of the day under the mouse; a refused day shows the forbidden cursor."""
        day = self.day_under(event.position())
        chip = self.chip_under(event.position())
        if day is None:
            event.ignore()
            return
        self.drag_moved.emit(_payload(event.mimeData()), day, chip.key if chip else "")
        refused = self._ghost is not None and self._ghost.state == "no"
        event.setDropAction(Qt.DropAction.IgnoreAction if refused else event.proposedAction())
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The ghost goes with the mouse."""
        event.accept()
        self.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the drop on; the screen asks the service."""
        day = self.day_under(event.position())
        if day is None:
            event.ignore()
            return
        chip = self.chip_under(event.position())
        event.acceptProposedAction()
        self.dropped.emit(_payload(event.mimeData()), day, chip.key if chip else "")


def _payload(data: QMimeData) -> str:
    return bytes(data.data(RowListModel.MIME).data()).decode().split("\n")[0]
