"""``DataTable``: registers, attendance, notifications. Two-line cells, badges, check boxes, a ring in the cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.badges import badge_size, paint_badge
from ui.widgets.check_rows import paint_check
from ui.widgets.empty_state import EmptyView, paint_empty
from ui.widgets.table_copy import MOST_ROWS, put_on_clipboard
from ui.widgets.table_rows import Cell, Column, TableModel, TableRow, alignment

__all__ = ["Cell", "CellDelegate", "Column", "DataTable", "TableModel", "TableRow"]

Index = QModelIndex | QPersistentModelIndex
MOST_SQUEEZED = 0.8
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CellDelegate(QStyledItemDelegate):
    """Paints a ``Cell`` from UserRole and offers a plain one-line editor."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell with row fill, line, ring and content."""
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        elif _hovered(self.parent(), index):
            painter.fillRect(area, theme.color("hover"))
        paint.hline(painter, area.left(), area.right() + 1, area.bottom() - 1, "line2" if theme.is_dark() else "line")
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(painter, area.adjusted(0, 0, -1, -1), 4)
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, TableModel) else Column("", "")
        _paint_cell(painter, area.adjusted(theme.px(8), 0, -theme.px(8), 0), cell, column)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line without a border of its own inside the cell."""
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setFont(theme.font("dense"))
        return editor


def _hovered(view: object, index: Index) -> bool:
    return isinstance(view, DataTable) and view.hovered_row == index.row()


def _paint_cell(painter: QPainter, area: QRectF, cell: Cell, column: Column) -> None:
    align = alignment(column)
    if cell.checked is not None:
        paint_check(painter, area, cell.checked)
        return
    if cell.badge is not None:
        size = badge_size(cell.badge)
        left = area.right() - size.width() if column.align == "right" else area.left()
        paint_badge(painter, left, area.center().y(), cell.badge)
        return
    if cell.icon:
        side = theme.px(16)
        if not cell.text:
            icons.draw(painter, cell.icon, area, cell.tone)
            return
        icons.draw(painter, cell.icon, QRectF(area.x(), area.y(), side, area.height()), cell.tone)
        area = area.adjusted(theme.px(20), 0, 0, 0)
    if not cell.detail:
        paint.text(painter, area, cell.text, "dense_strong" if cell.strong else "dense", cell.tone, align)
        return
    middle, high = area.center().y(), theme.px(18)
    above = QRectF(area.x(), middle - high + theme.px(1), area.width(), high)
    below = QRectF(area.x(), middle, area.width(), theme.px(16))
    paint.text(painter, above, cell.text, "dense_strong", cell.tone, align)
    paint.text(painter, below, cell.detail, "caption", "text2", align)


class DataTable(QTableView):
    """A table over ``TableModel``; ``row_height`` 44 for two lines, 28 for a grid.

    ``current_changed(key)``, ``activated_row(key)`` (Enter or double click), ``toggled(key, column, checked)``
    (Space or a click on a check box), ``edited(key, column, text)`` (F2, typing), ``copy_asked(keys)`` (Ctrl+C).
    """

    current_changed = Signal(str)
    activated_row = Signal(str)
    toggled = Signal(str, str, bool)
    edited = Signal(str, str, str)
    copy_asked = Signal(list)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_height: int = 44,
        empty: EmptyView | None = None,
        select_rows: bool = True,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row_height, self._empty = row_height, empty
        self.hovered_row = -1
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.table_model = TableModel(columns, self)
        self.setModel(self.table_model)
        self.setItemDelegate(CellDelegate(self))
        self._dress(select_rows)
        self._measure()
        self.table_model.toggled.connect(self.toggled)
        self.table_model.edited.connect(self.edited)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)

    def _dress(self, select_rows: bool) -> None:
        behavior = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectRows if select_rows else behavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setDefaultAlignment(paint.LEFT)
        theme.dress(head, "caption_strong", "text2")
        if any(column.sortable for column in self.table_model.columns):
            head.setSectionsClickable(True)
            head.sectionClicked.connect(self._on_head_clicked)

    def _measure(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.px(24))
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self._share_width()

    def _share_width(self) -> None:
        """Fixed columns keep their width, or give a fifth where room is short; the others share what is left."""
        columns = self.table_model.columns
        shown = [at for at in range(len(columns)) if not self.isColumnHidden(at)]
        fixed = sum(theme.px(columns[at].width) for at in shown)
        shared = [at for at in shown if not columns[at].width]
        room, least = self.viewport().width(), theme.px(120) * len(shared)
        squeeze = min(max((room - least) / fixed, MOST_SQUEEZED), 1.0) if fixed else 1.0
        rest = max(room - round(fixed * squeeze), least)
        for at, column in enumerate(columns):
            wide = int(theme.px(column.width) * squeeze) if column.width else rest // max(len(shared), 1)
            if self.columnWidth(at) != wide:
                self.setColumnWidth(at, wide)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the chosen row stays chosen."""
        key = self.current_key()
        column = max(self.currentIndex().column(), 0)
        self.table_model.set_rows(rows)
        if key and self.current_key() != key:
            self.select(key, column)
        self.viewport().update()

    def hide_columns(self, keys: Collection[str]) -> None:
        """Show every column but these; the width is shared anew."""
        for at, column in enumerate(self.table_model.columns):
            self.setColumnHidden(at, column.key in keys)
        self._share_width()

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that are not hidden."""
        columns = enumerate(self.table_model.columns)
        return tuple(column for at, column in columns if not self.isColumnHidden(at))

    def selected_places(self) -> list[int]:
        """Numbers of the chosen rows from top to bottom."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(at) for at in range(chosen.count())]
        return sorted({at for one in ranges for at in range(one.top(), one.bottom() + 1)})

    def copy(self) -> None:
        """Ctrl+C: the chosen rows as a table; of a long list the panel reads what is not in view (``copy_asked``)."""
        places = self.selected_places()
        if self.table_model.comes_later:
            self.copy_asked.emit([self.table_model.key_at(at) for at in places[: MOST_ROWS + 1]])
        elif places:
            put_on_clipboard(self.shown_columns(), [self.table_model.row(at) for at in places])

    def set_empty(self, empty: EmptyView | None) -> None:
        """Words for the empty table."""
        self._empty = empty
        self.viewport().update()

    def current_key(self) -> str:
        """Key of the current row, or an empty string."""
        return self.table_model.key_at(self.currentIndex().row())

    def select(self, key: str, column: int = 0) -> bool:
        """Make a row current; False when it is not here."""
        at = self.table_model.row_of(key)
        if at < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            flags |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.table_model.index(at, column), flags)
        return True

    def sizeHint(self) -> QSize:
        """Takes the middle of the screen."""
        return QSize(theme.px(480), theme.px(300))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the row's check box, Enter opens the row; arrows and F2 as in every table."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the editor passes Enter on; that is not "open the row"
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        key = event.key()
        chord = event.modifiers() & _CHORD
        if key == Qt.Key.Key_Space and not chord and self.toggle_current():
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not chord and self.currentIndex().isValid():
            self.activated_row.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Enter while typing goes down the column."""
        super().closeEditor(editor, hint)
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)

    def toggle_current(self) -> bool:
        """Tick or untick the current row; False when it has no check box."""
        at = self.currentIndex().row()
        if at < 0:
            return False
        for column in range(self.table_model.columnCount()):
            index = self.table_model.index(at, column)
            checked = self.table_model.cell(index).checked
            if checked is not None:
                state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
                return self.table_model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the check cell ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.table_model.cell(index).checked is not None:
            self.toggle_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole row lights up."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is pointed at."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and "table_model" in self.__dict__:
            self._measure()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit(self.table_model.key_at(current.row()))

    def _on_double_click(self, index: QModelIndex) -> None:
        if not self.table_model.columns[index.column()].editable:
            self.activated_row.emit(self.table_model.key_at(index.row()))

    def _on_head_clicked(self, section: int) -> None:
        if not self.table_model.columns[section].sortable:
            return
        head = self.horizontalHeader()
        again = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        up = head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if again and up else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(section, order)
        head.setSortIndicatorShown(True)
        self.table_model.sort(section, order)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the words of the empty table."""
        if self.table_model.rowCount() == 0 and self._empty is not None:
            with paint.on(self.viewport()) as painter:
                painter.fillRect(self.viewport().rect(), theme.color("surface"))
                paint_empty(painter, QRectF(self.viewport().rect()), self._empty)
            return
        super().paintEvent(event)
