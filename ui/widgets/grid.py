"""``EntryGrid``: participants typed down the columns or pasted from Excel; wrong cells stay, and say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.grid_model import EntryColumn, EntryModel, Problem, read_clipboard_table

__all__ = ["EntryColumn", "EntryGrid", "EntryModel", "Problem", "read_clipboard_table"]

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _CellPainter(QStyledItemDelegate):
    """A text, a placeholder, or a bad cell in its frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        paint.hline(painter, area.left(), area.right() + 1, area.bottom() - 1, "line2" if theme.is_dark() else "line")
        problem = model.problem_at(index.row(), index.column())
        tone = "text"
        if problem is not None:
            tone = "danger" if problem.level == "error" else "warn"
            paint.box(painter, area.adjusted(1, 1, -1, -2), 4, f"{tone}_soft", tone, 1.25)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(painter, area.adjusted(0, 0, -1, -1), 4, "accent" if problem is None else tone)
        words = str(index.data() or "")
        inner = area.adjusted(theme.px(8), 0, -theme.px(6), 0)
        if words:
            paint.text(painter, inner, words, "dense", tone)
        else:
            paint.text(painter, inner, model.columns[index.column()].placeholder, "dense", "text3")
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setFont(theme.font("dense"))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor


class _GridView(QTableView):
    """The table itself: keys for typing people fast."""

    pasted = Signal(int)

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(_CellPainter(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(paint.LEFT)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.dress(self.horizontalHeader(), "caption_strong", "text2")
        theme.dress(self.verticalHeader(), "caption", "text3")
        self.measure()

    def measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.verticalHeader().setFixedWidth(theme.px(36))
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self.share_width()

    def share_width(self) -> None:
        columns = self._entries.columns
        fixed = sum(theme.px(column.width) for column in columns)
        shared = sum(1 for column in columns if not column.width)
        rest = max(self.viewport().width() - fixed, theme.px(120) * shared)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, theme.px(column.width) if column.width else rest // max(shared, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            # Enter comes here from the editor as well; closeEditor moves on once it is committed.
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_cell()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_row()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete(event)
        else:
            super().keyPressEvent(event)

    def _delete(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._entries.remove_row(self.currentIndex().row())
        else:
            self._entries.setData(self.currentIndex(), "")

    def paste(self) -> None:
        titles = [column.title for column in self._entries.columns]
        table = read_clipboard_table(QGuiApplication.clipboard().text(), titles)
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        count = self._entries.paste(row, column, table)
        if count:
            self.setCurrentIndex(self._entries.index(row + count, column))
            self.pasted.emit(count)

    def add_row(self) -> None:
        """The free row at the end, ready to type."""
        self.setCurrentIndex(self._entries.index(self._entries.rowCount() - 1, 0))
        self.setFocus()
        self.scrollToBottom()

    def next_cell(self) -> None:
        at = self.currentIndex()
        row, column = at.row(), at.column() + 1
        if column >= self._entries.columnCount():
            row, column = row + 1, 0
        target = self._entries.index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Enter while typing also goes to the next cell."""
        super().closeEditor(editor, hint)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self.next_cell()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks the cells and leaves the grid after the last one; Shift+Tab before the first."""
        at, end = self.currentIndex(), self._entries.rowCount() - 1
        on_free_row = at.row() == end
        if self.state() != QAbstractItemView.State.EditingState and (
            (next and on_free_row) or (not next and at.row() <= 0 and at.column() <= 0)
        ):
            self.setTabKeyNavigation(False)
            moved = super().focusNextPrevChild(next)
            self.setTabKeyNavigation(True)
            return moved
        return super().focusNextPrevChild(next)


class _ProblemLine(QWidget):
    """One sentence under the grid; the first problem, or the one of the current cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._tone = "", "danger"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str, level: str) -> None:
        self._words, self._tone = words, "danger" if level == "error" else "warn"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            return
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            name = "circle-alert" if self._tone == "danger" else "triangle-alert"
            icons.draw(painter, name, QRectF(0, 0, theme.px(16), area.height()), self._tone)
            paint.text(painter, area.adjusted(theme.px(24), 0, 0, 0), self._words, "dense", self._tone)


class EntryGrid(QWidget):
    """``EntryGrid("Peserta", [EntryColumn("name", "Nama"), EntryColumn("nip", "NIP", 170, check=...)])``.

    Ctrl+V pastes a table from Excel, Ins goes to the free row, Enter and Tab move on, Del empties a cell,
    Ctrl+Del removes a row. ``changed()`` after every change, ``pasted(count)`` after a paste.
    """

    changed = Signal()
    pasted = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[EntryColumn],
        *,
        hidden: Sequence[str] = (),
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.model = EntryModel(columns, self, hidden=hidden)
        self.view = _GridView(self.model, self)
        self.view.setObjectName(f"{object_name}_table")
        self.view.setAccessibleName(name)
        self.setFocusProxy(self.view)
        self._line = _ProblemLine(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._line)
        self.model.changed.connect(self._on_changed)
        self.view.pasted.connect(self.pasted)
        self.view.selectionModel().currentChanged.connect(self._tell)

    def rows(self) -> list[dict[str, str]]:
        """The filled rows."""
        return self.model.rows()

    def set_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Replace the rows without a signal."""
        self.model.set_rows(rows)
        self._tell()

    def problems(self) -> list[Problem]:
        """What is wrong, in reading order."""
        return self.model.problems()

    def paste(self) -> None:
        """Paste the clipboard at the current cell (the button "Tempel dari Excel")."""
        self.view.paste()

    def add_row(self) -> None:
        """Go to the free row (the button "Baris")."""
        self.view.add_row()

    def go_to(self, problem: Problem) -> None:
        """Put the focus on a bad cell."""
        column = next(i for i, c in enumerate(self.model.columns) if c.key == problem.column)
        self.view.setCurrentIndex(self.model.index(problem.row, column))
        self.view.setFocus()

    def message(self) -> str:
        """The sentence under the grid."""
        return self._line.words()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and "view" in self.__dict__:
            self.view.measure()

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        at = self.view.currentIndex()
        problem = self.model.problem_at(at.row(), at.column()) if at.isValid() else None
        if problem is None:
            problem = next(iter(self.model.problems()), None)
        if problem is None:
            self._line.say("", "")
        else:
            self._line.say(f"Baris {problem.row + 1}: {problem.message}", problem.level)
