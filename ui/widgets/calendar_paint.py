"""The strokes of the calendar: a day, a chip, the ghost of what is being moved with its verdict."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui import icons, theme
from ui.widgets import paint
from ui.widgets.calendar_days import CalendarChip, Ghost
from ui.widgets.calendar_layout import Placed
from ui.widgets.calendar_model import DayCell
from ui.widgets.fill_bar import paint_fill


def blend(one: str, other: str, share: float) -> QColor:
    """A colour between two tokens; 0 is the first."""
    a, b = theme.color(one), theme.color(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs))


def paint_day(painter: QPainter, area: QRectF, cell: DayCell, *, busy: bool, hidden: int, tint: str = "") -> None:
    """Fill (``tint`` while something is carried over it), lines, number, "+2 lagi", name of the day."""
    closed = cell.note is not None and cell.note.closed
    fill = "holiday_soft" if closed else ("canvas" if cell.weekend else "surface")
    painter.fillRect(area, theme.color(tint or fill))
    painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), theme.color("line"))
    if cell.day.weekday() < 6:
        painter.fillRect(QRectF(area.right() - 1, area.y(), 1, area.height()), theme.color("line2"))
    used = _paint_number(painter, area, cell, closed=closed)
    free = area.width() - used - theme.px(8)
    if hidden:
        line = QRectF(area.x() + used, area.y() + theme.px(5), free, theme.px(16))
        free -= paint.text(painter, line, f"+{hidden} lagi", "caption_strong", "accent", paint.RIGHT) + theme.px(8)
    if cell.note is not None:
        tone = "holiday" if closed else "ok"
        line = QRectF(area.x() + theme.px(10), area.y() + theme.px(24), area.width() - theme.px(14), theme.px(16))
        if busy:
            line = QRectF(area.x() + used, area.y() + theme.px(5), free, theme.px(16))
            paint.text(painter, line, cell.note.name, "caption", tone)
        else:
            _paint_wrapped(painter, line, cell.note.name, tone, area.bottom() - 2)


def _paint_wrapped(painter: QPainter, line: QRectF, words: str, tone: str, bottom: float) -> None:
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color(tone))
    room = QRectF(line.x(), line.y(), line.width(), bottom - line.y())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)


def _paint_number(painter: QPainter, area: QRectF, cell: DayCell, *, closed: bool) -> float:
    """The number at the top left; returns the x offset behind it."""
    line = QRectF(area.x() + theme.px(10), area.y() + theme.px(4), area.width() - theme.px(12), theme.px(18))
    if cell.today:
        wide = max(paint.width_of(cell.label, "dense_strong") + theme.px(14), theme.px(24.0))
        pill = QRectF(area.x() + theme.px(5), area.y() + theme.px(3), wide, theme.px(20))
        paint.box(painter, pill, pill.height() / 2, "accent")
        paint.text(painter, pill, cell.label, "dense_strong", "on_accent", paint.CENTER)
        return float(theme.px(5) + wide + theme.px(6))
    strong = cell.in_month and not cell.weekend
    tone = "holiday" if closed else ("text" if strong else ("text2" if cell.in_month else "text3"))
    used = paint.text(painter, line, cell.label, "dense_strong" if strong else "dense", tone)
    return theme.px(10) + used + theme.px(8)


def paint_chip(painter: QPainter, one: Placed, *, focused: bool = False, target: bool = False) -> None:
    """One piece of a class."""
    chip, area = one.piece.chip, one.area
    tone = "control" if chip.past else chip.tone
    words = "text2" if chip.past else "text"
    _paint_body(painter, one, tone)
    if focused or target:
        paint.ring(painter, area, 4)
    left = area.x() + theme.px(9)
    right = area.right() - theme.px(7)
    top = area.y() + theme.px(3 if one.tall else 1)
    first = QRectF(left, top, right - left, theme.px(16))
    used = paint.text(painter, first, chip.count, "caption_strong", "text2" if chip.past else chip.tone, paint.RIGHT)
    first.adjust(0, 0, -used - theme.px(6), 0)
    if chip.clash:
        icons.draw(painter, "triangle-alert", QRectF(left - 1, top, theme.px(14), theme.px(16)), "danger", 13)
        first.adjust(theme.px(17), 0, 0, 0)
    if one.tall:
        paint.text(painter, first, chip.topic, "caption_strong", words if chip.past else chip.tone)
        second = QRectF(left, top + theme.px(15), right - left, theme.px(16))
        if chip.tentative:
            used = paint.text(painter, second, "tentatif", "caption", "text2", paint.RIGHT)
            second.adjust(0, 0, -used - theme.px(6), 0)
        paint.text(painter, second, chip.who, "caption", words)
    else:
        tail = " · tentatif" if chip.tentative else ""
        paint.text(painter, first, f"{chip.topic}{tail} · {chip.who}", "caption", words)
    high = float(theme.px(4))
    bar = QRectF(left, area.bottom() - high - theme.px(4 if one.tall else 3), right - left, high)
    if chip.quota and bar.y() > first.bottom() - theme.px(4):
        paint_fill(painter, bar, chip.sure, chip.held, chip.quota, "disabled" if chip.past else tone)


def _paint_body(painter: QPainter, one: Placed, tone: str) -> None:
    """Fill, frame and the 3-px edge; a piece cut by the end of a week has no round corner there."""
    chip, area = one.piece.chip, one.area
    soft = "surface2" if chip.past else f"{chip.tone}_soft"
    fill = blend(soft, "surface", 0.62) if chip.tentative or chip.proposed else theme.color(soft)
    radius = theme.px(3)
    edge: QColor | None = None
    if chip.clash:
        edge = theme.color("danger")
    elif chip.past:
        edge = theme.color("line")
    elif chip.tentative:
        edge = blend(soft, chip.tone, 0.22)
    paint.box(painter, area, radius, fill, edge, 1.25 if chip.clash else 1)
    if chip.proposed:
        pen = QPen(theme.color(chip.tone), 1.25, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
    if one.piece.begins:
        painter.fillRect(QRectF(area.x(), area.y() + 0.5, theme.px(3), area.height() - 1), theme.color(tone))


def paint_cursor(painter: QPainter, area: QRectF, *, bad: bool) -> None:
    """The frame round the day under the keys; red where the rules refuse a drop."""
    paint.ring(painter, area.adjusted(0, 0, -1, -1), 4, "danger" if bad else "accent")


_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_MARKS = {"ok": "check", "ask": "triangle-alert", "no": "ban", "wait": "hourglass"}


def ghost_size(ghost: Ghost, most: float) -> tuple[float, float, float]:
    """Width, height of the card, height of the whole with its verdict."""
    words = max(paint.width_of(ghost.title, "caption_strong"), paint.width_of(ghost.detail, "caption"))
    verdict = paint.width_of(ghost.verdict, "caption_strong") + theme.px(36)
    wide = min(max(words + theme.px(24), verdict, theme.px(180.0)), most)
    inside = QRectF(0, 0, wide - theme.px(34), 10_000)
    told = theme.metrics("caption_strong").boundingRect(inside, _WRAPPED, ghost.verdict).height()
    card = float(theme.px(42))
    return wide, card, card + theme.px(4) + theme.px(10) + max(theme.px(16), math.ceil(told))


def paint_ghost(painter: QPainter, ghost: Ghost, anchor: QRectF, bounds: QRectF) -> QRectF:
    """The card with its verdict under it, kept inside ``bounds``; returns its place."""
    wide, card_high, high = ghost_size(ghost, min(bounds.width() - 8, theme.px(360.0)))
    left = min(max(anchor.x() + theme.px(6), bounds.x() + 4), bounds.right() - wide - 4)
    top = min(anchor.y() + theme.px(27), bounds.bottom() - high - 4)
    card = QRectF(round(left), round(top), round(wide), card_high)
    _shadow(painter, QRectF(card.x(), card.y(), card.width(), high))
    paint.box(painter, card, 4, "surface", "accent", 1.5)
    painter.fillRect(QRectF(card.x(), card.y() + 1, theme.px(4), card.height() - 2), theme.color(ghost.tone))
    line = QRectF(card.x() + theme.px(12), card.y() + theme.px(5), card.width() - theme.px(18), theme.px(16))
    paint.text(painter, line, ghost.title, "caption_strong", "text")
    paint.text(painter, line.translated(0, theme.px(15)), ghost.detail, "caption", "text2")
    below = QRectF(card.x(), card.bottom() + theme.px(4), card.width(), high - card_high - theme.px(4))
    _paint_verdict(painter, ghost, below)
    return QRectF(card.x(), card.y(), card.width(), high)


def _paint_verdict(painter: QPainter, ghost: Ghost, area: QRectF) -> None:
    paint.box(painter, area, 4, "toast")
    mark = QRectF(area.x() + theme.px(8), area.y() + theme.px(5), theme.px(14), theme.px(16))
    icons.draw(painter, _MARKS[ghost.state], mark, "toast_action" if ghost.state != "no" else "toast_text", 14)
    room = area.adjusted(theme.px(28), theme.px(5), -theme.px(6), -theme.px(3))
    painter.setFont(theme.font("caption_strong"))
    painter.setPen(theme.color("toast_text"))
    painter.drawText(room, _WRAPPED, ghost.verdict)


def _shadow(painter: QPainter, area: QRectF) -> None:
    for grow, alpha in ((5, 10), (3, 16), (1, 22)):
        shade = area.adjusted(-grow, 2 - grow / 2, grow, grow + 1)
        paint.box(painter, shade, 6, QColor(10, 20, 22, alpha))


def paint_hatch(painter: QPainter, area: QRectF, words: str, room: QRectF) -> None:
    """A stretch that cannot be used: room closed, trainer away; the reason stands in ``room``."""
    paint.box(painter, area, 4, "surface2", "line")
    painter.save()
    painter.setClipRect(area.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(theme.color("line2"), 1))
    step = theme.px(8)
    for at in range(0, round(area.width() + area.height()), step):
        start = QPointF(area.x() + at, area.y())
        painter.drawPolyline(QPolygonF([start, QPointF(start.x() - area.height(), area.bottom())]))
    painter.restore()
    paint.text(painter, room.adjusted(theme.px(10), 0, -theme.px(8), 0), words, "caption", "text2")


def chip_words(chip: CalendarChip) -> str:
    """The tooltip of a chip."""
    return chip.spoken or f"{chip.topic} · {chip.who}"
