"""``RowList``: the side list of every screen. One row per letter or class, operable without the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.badges import BadgeView
from ui.widgets.bars import BarPart
from ui.widgets.empty_state import EmptyView, paint_empty
from ui.widgets.list_paint import RowDelegate
from ui.widgets.list_rows import ListRow, RowListModel, header
from ui.widgets.sop_strip import MiniSteps

__all__ = ["BadgeView", "BarPart", "ListRow", "MiniSteps", "RowList", "RowListModel", "header"]


class RowList(QListView):
    """A list of ``ListRow``.

    ``set_rows(rows)`` keeps selection and scroll; ``current_changed(key)`` follows the keys and the mouse,
    ``activated_row(key)`` comes on Enter or double click, ``moved_by_key(key, step)`` on Alt+Up and Alt+Down.
    """

    current_changed = Signal(str)
    activated_row = Signal(str)
    moved_by_key = Signal(str, int)

    def __init__(
        self,
        name: str,
        *,
        empty: EmptyView | None = None,
        fill: str = "canvas",
        draggable: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty, self._fill = empty, fill
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.rows_model = RowListModel(parent=self)
        self.setModel(self.rows_model)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(draggable)
        self.doubleClicked.connect(self._activate)
        self.selectionModel().currentChanged.connect(self._on_current)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; what is chosen stays chosen while it exists."""
        self.rows_model.set_rows(rows)
        self.viewport().update()

    def set_empty(self, empty: EmptyView | None) -> None:
        """Words for the empty list."""
        self._empty = empty
        self.viewport().update()

    def current_key(self) -> str:
        """Key of the chosen row, or an empty string."""
        row = self.rows_model.row_at(self.currentIndex())
        return row.key if row is not None else ""

    def select(self, key: str) -> bool:
        """Choose a row and bring it into view; False when it is not here."""
        index = self.rows_model.index_of(key)
        if not index.isValid():
            return False
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def select_first(self) -> bool:
        """Choose the first row that is not a heading."""
        return next((self.select(row.key) for row in self.rows_model.rows() if not row.header), False)

    def sizeHint(self) -> QSize:
        """The width of a side list."""
        return QSize(theme.px(320), theme.px(300))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows skip headings; Enter opens; Alt with an arrow asks to move the row."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(key, 0)
        if step and alt:
            self.moved_by_key.emit(self.current_key(), step)
        elif step:
            self._step(step)
        elif key == Qt.Key.Key_Home:
            self.select_first()  # Qt would stop at the heading above it
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        rows = self.rows_model.rows()
        at = self.currentIndex().row() + step
        if not self.currentIndex().isValid():
            at = 0
        while 0 <= at < len(rows):
            if not rows[at].header:
                self.select(rows[at].key)
                return
            at += step

    def _activate(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index)
        if row is not None and not row.header:
            self.activated_row.emit(row.key)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self.rows_model.row_at(current)
        self.current_changed.emit(row.key if row is not None else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the words of the empty list."""
        with paint.on(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.color(self._fill))
            if self.rows_model.rowCount() == 0 and self._empty is not None:
                paint_empty(painter, QRectF(self.viewport().rect()), self._empty)
        super().paintEvent(event)


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
