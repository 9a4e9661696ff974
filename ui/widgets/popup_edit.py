"""A field with a list of suggestions under it. The list lives inside the window, the focus stays in the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.field import move_on
from ui.widgets.line_edit import LineEdit

Index = QModelIndex | QPersistentModelIndex
NEW_KEY = "\x00new"


class Suggestion(NamedTuple):
    """One line: what it is, why it is offered (right aligned), and an icon name."""

    key: str
    label: str
    reason: str = ""
    icon: str = ""


class _Options(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Suggestion, ...] = ()
        self.typed = ""

    def show(self, rows: Sequence[Suggestion], typed: str) -> None:
        self.beginResetModel()
        self.rows, self.typed = tuple(rows), typed
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}, {row.reason}" if row.reason else row.label
        return row if role == Qt.ItemDataRole.UserRole else None


class _OptionPainter(QStyledItemDelegate):
    def __init__(self, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        extra = 7 if _suggestion(index).key == NEW_KEY else 0
        return QSize(0, theme.px(self._row_height + extra))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = _suggestion(index), QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        new = row.key == NEW_KEY
        if new:
            paint.hline(painter, area.left() - 4, area.right() + 4, area.top() + 3, "line")
            area.adjust(0, theme.px(7), 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.box(painter, area, 4, "accent_soft")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, area, 4, "hover")
        x = area.left() + theme.px(8)
        if row.icon:
            tone = "accent" if new else "text3"
            icons.draw(painter, row.icon, QRectF(x, area.top(), theme.px(16), area.height()), tone)
            x += theme.px(26)
        else:
            x += theme.px(2)
        right = area.adjusted(0, 0, -theme.px(12), 0)
        if new:
            wide = paint.keycap_width(row.reason)
            paint.keycap(painter, right.right() - wide, area.center().y(), row.reason)
            used = wide
        else:
            used = paint.text(painter, right.adjusted(x, 0, 0, 0), row.reason, "caption", "text3", paint.RIGHT)
        room = QRectF(x, area.top(), right.right() - used - theme.px(12) - x, area.height())
        if new:
            paint.text(painter, room, row.label, "body_medium", "accent")
        else:
            paint_match(painter, room, row.label, str(index.model().property("typed") or ""))


def _suggestion(index: Index) -> Suggestion:
    found = index.data(Qt.ItemDataRole.UserRole)
    return found if isinstance(found, Suggestion) else Suggestion("", "")


def paint_match(painter: QPainter, area: QRectF, words: str, typed: str) -> None:
    """Paint a label with the matching part bold in the accent."""
    at = words.casefold().find(typed.casefold()) if typed else -1
    if at < 0:
        paint.text(painter, area, words)
        return
    parts = (
        (words[:at], "body", "text"),
        (words[at : at + len(typed)], "body_strong", "accent"),
        (words[at + len(typed) :], "body", "text"),
    )
    x = area.left()
    for part, role, tone in parts:
        x += paint.text(painter, QRectF(x, area.top(), area.right() - x, area.height()), part, role, tone)


class SuggestionList(QFrame):
    """The framed list. A child of the window, so nothing opens on top of the program."""

    picked = Signal(object)
    MOST = 8

    def __init__(self, field: QWidget, row_height: int) -> None:
        super().__init__(field.window())
        self._field, self._row_height = field, row_height
        self.setObjectName(f"{field.objectName()}_suggestions")
        self.model = _Options(self)
        self.view = QListView(self)
        self.view.setAccessibleName("Usulan")
        self.view.setModel(self.model)
        self.view.setItemDelegate(_OptionPainter(row_height, self))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self.picked.emit(_suggestion(index)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 7, 7, 9)
        layout.addWidget(self.view)
        self.hide()

    def open(self, rows: Sequence[Suggestion], typed: str) -> None:
        """Show these lines under the field, the first one highlighted."""
        self.model.show(rows, typed)
        self.model.setProperty("typed", typed)
        if not rows:
            self.hide()
            return
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows_high = sum(self.view.sizeHintForRow(i) for i in range(min(len(rows), self.MOST)))
        if len(rows) > self.MOST and rows[-1].key == NEW_KEY:
            rows_high += theme.px(7)
        corner = self._field.mapTo(window, QPoint(-3, self._field.height() + 1))
        high = rows_high + 18
        if corner.y() + high > window.height() and corner.y() - self._field.height() > high:
            corner.setY(corner.y() - self._field.height() - high - 2)
        wide = min(max(self._field.width(), theme.px(220)) + 6, window.width())
        left = min(max(corner.x(), 0), window.width() - wide)
        self.setGeometry(left, corner.y(), wide, high)
        self.view.setCurrentIndex(self.model.index(0))
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Highlight another line, round the ends."""
        count = self.model.rowCount()
        if count:
            self.view.setCurrentIndex(self.model.index((self.view.currentIndex().row() + step) % count))

    def current(self) -> Suggestion | None:
        """The highlighted line."""
        index = self.view.currentIndex()
        return _suggestion(index) if index.isValid() else None

    def highlight(self, key: str) -> None:
        """Highlight the line with this key."""
        for at, row in enumerate(self.model.rows):
            if row.key == key:
                self.view.setCurrentIndex(self.model.index(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame and a faint edge around it: the one thing that floats."""
        with paint.on(self) as painter:
            area = QRectF(self.rect())
            for step, strength in enumerate((10, 18, 26)):
                paint.box(painter, area.adjusted(step, step, -step, -step), 9, edge=QColor(0, 0, 0, strength))
            paint.box(painter, area.adjusted(3, 3, -3, -4), 7, "surface", "line")


class PopupEdit(LineEdit):
    """Base of fields with suggestions. Subclasses say what to offer and what a choice means."""

    ROW_HEIGHT = 40
    _list: SuggestionList | None = None

    def _options(self, typed: str) -> Sequence[Suggestion]:
        raise NotImplementedError

    def _choose(self, option: Suggestion) -> None:
        raise NotImplementedError

    def _new(self, typed: str) -> bool:
        """Alt+Enter; returns whether it meant something here."""
        return False

    def suggestions(self) -> SuggestionList:
        """The list, made when it is first needed: only then the window is known."""
        if self._list is None:
            self._list = SuggestionList(self, self.ROW_HEIGHT)
            self._list.picked.connect(self._on_picked)
        return self._list

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and not self._list.isHidden()

    def close_list(self) -> None:
        """Hide the list."""
        if self.is_open():
            self.suggestions().hide()

    def offer(self, typed: str) -> None:
        """Show what fits the typed text."""
        self.suggestions().open(self._options(typed), typed)

    def _on_picked(self, option: Suggestion) -> None:
        self.close_list()
        if option.key == NEW_KEY:
            self._new(self.text().strip())
        else:
            self._choose(option)

    def event(self, event: QEvent) -> bool:
        """While the list is open its keys belong to the field, not to the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_open():
            keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
            chord = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in keys and not chord:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter takes the line and moves on, Esc closes."""
        if self._handle_list_key(event):
            return
        super().keyPressEvent(event)

    def _handle_list_key(self, event: QKeyEvent) -> bool:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and alt:
            self.close_list()
            return self._new(self.text().strip())
        if not self.is_open():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.suggestions().move_by(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            option = self.suggestions().current()
            if option is not None:
                self._on_picked(option)
                if option.key != NEW_KEY:
                    move_on(self)
                return True
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the field."""
        self.close_list()
        super().hideEvent(event)
