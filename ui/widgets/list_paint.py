"""Drawing of list rows: one delegate, exact heights, words before colours."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.badges import badge_size, paint_badge
from ui.widgets.bars import paint_parts
from ui.widgets.list_rows import ListRow

Index = QModelIndex | QPersistentModelIndex
EDGE = 16


class RowDelegate(QStyledItemDelegate):
    """Reads a ``ListRow`` from UserRole. Heights: heading 28 (first) or 36, row 56, with a third line 80."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Exact, so that nothing is cut at any text scale."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ListRow):
            return QSize(0, 0)
        if row.header:
            return QSize(0, theme.px(28 if index.row() == 0 else 36))
        high = 80 if row.steps or row.progress is not None or row.icon else 72
        return QSize(0, theme.px(high if row.third_line else 56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ListRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if row.header:
            _paint_heading(painter, area, row)
        else:
            _paint_back(painter, area, option, row)
            _paint_lines(painter, area, row)
        painter.restore()


def _paint_heading(painter: QPainter, area: QRectF, row: ListRow) -> None:
    line = QRectF(area.x() + EDGE, area.bottom() - theme.px(24), area.width() - 2 * EDGE, theme.px(20))
    used = paint.text(painter, line, row.right, "caption", "text2", paint.RIGHT)
    paint.text(painter, line.adjusted(0, 0, -used - 8, 0), row.title.upper(), "caption_strong", "text3")


def _paint_back(painter: QPainter, area: QRectF, option: QStyleOptionViewItem, row: ListRow) -> None:
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, theme.color("accent_soft"))
        painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), theme.color("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, theme.color("hover"))
    left = area.x() + EDGE + (theme.px(4) if row.draggable else 0)
    paint.hline(painter, left, area.right() - EDGE, area.bottom() - 1, "line2" if theme.is_dark() else "line")
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        paint.ring(painter, area.adjusted(1, 1, -1, -1), 4)
    if row.draggable:
        _paint_grip(painter, area)


def _paint_grip(painter: QPainter, area: QRectF) -> None:
    tone, middle = theme.color("text3"), area.center().y()
    for column in (7, 10.5):
        for step in (-5, -1, 3):
            painter.fillRect(QRectF(area.x() + column, round(middle + step), 1.5, 2), tone)


def _paint_lines(painter: QPainter, area: QRectF, row: ListRow) -> None:
    left = area.x() + EDGE + (theme.px(4) if row.draggable else 0)
    high = theme.px(20)
    top = area.y() + theme.px(8)
    if row.marker:
        side = theme.px(8)
        paint.box(painter, QRectF(left, top + (high - side) / 2, side, side), 2, row.marker)
        left += theme.px(16)
    first = QRectF(left, top, area.right() - EDGE - left, high)
    used = _paint_first_right(painter, first, row)
    paint.text(painter, first.adjusted(0, 0, -used, 0), row.title, "body_strong", "text")
    second = first.translated(0, high)
    if row.compact and row.status:
        role = "caption_strong" if row.strong else "caption"
        used = paint.text(painter, second, row.status, role, row.tone, paint.RIGHT)
        second.adjust(0, 0, -used - theme.px(8), 0)
    paint.text(painter, second, row.detail, "dense", "text2")
    if row.third_line:
        gap = 2 if row.steps or row.progress is not None or row.icon else -2
        _paint_third(painter, first.translated(0, 2 * high + theme.px(gap)), row)


def _paint_first_right(painter: QPainter, line: QRectF, row: ListRow) -> float:
    if row.badge is not None:
        wide = badge_size(row.badge).width()
        paint_badge(painter, line.right() - wide, line.center().y(), row.badge)
        return float(wide + theme.px(8))
    used = paint.text(painter, line, row.right, "caption", "text2", paint.RIGHT)
    return used + theme.px(8) if used else 0.0


def _paint_third(painter: QPainter, line: QRectF, row: ListRow) -> None:
    role = "caption_strong" if row.strong else "caption"
    tone: str | QColor = row.tone
    if row.steps is None and row.progress is None:
        if row.icon:
            icons.draw(painter, row.icon, QRectF(line.x(), line.y(), theme.px(14), line.height()), tone, 14)
            line.adjust(theme.px(20), 0, 0, 0)
            tone = "text2" if row.tone == "ok" else tone
        paint.text(painter, line, row.status, role, tone)
        return
    if row.steps is not None:
        # The dots keep their place; words that do not fit beside them are cut short, the tooltip has them whole.
        dots = row.steps.paint(painter, line.x(), line.center().y()) + theme.px(6)
        paint.text(painter, line.adjusted(dots, 0, 0, 0), row.status, role, tone, paint.RIGHT)
        return
    used = paint.text(painter, line, row.status, role, tone, paint.RIGHT)
    if row.progress is not None:
        high = theme.px(6 if len(row.progress) > 1 else 4)
        room = line.width() - max(used, theme.px(96)) - theme.px(12)
        paint_parts(painter, QRectF(line.x(), line.center().y() - high / 2, room, high), row.progress)
