"""Time and counts as bars. Every bar also prints its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


class BarPart(NamedTuple):
    """A coloured stretch of a bar, as a share of 1."""

    share: float
    tone: str = "accent"


def paint_parts(painter: QPainter, area: QRectF, parts: Sequence[BarPart]) -> None:
    """Several stretches one after another on one track."""
    radius = area.height() / 2
    paint.box(painter, area, radius, "track")
    x, end = area.x(), area.right()
    for part in parts:
        wide = min(area.width() * max(part.share, 0.0), end - x)
        if wide > 0:
            paint.box(painter, QRectF(x, area.y(), wide, area.height()), min(radius, wide / 2), part.tone)
        x += wide


class TimeBar(QWidget):
    """Time used of the standard: ``TimeBar(18, 30, "18 dari 30 menit")``; danger only after 100 %."""

    def __init__(self, used: float = 0, standard: float = 1, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_time(used, standard, words)

    def set_time(self, used: float, standard: float, words: str) -> None:
        """Show another time."""
        self._share = used / standard if standard else 0.0
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """One caption line."""
        return QSize(theme.px(240), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and words."""
        late = self._share > 1
        with paint.on(self) as painter:
            role = "caption_strong" if late else "caption"
            area = QRectF(self.rect())
            used = paint.text(painter, area, self._words, role, "danger" if late else "text2", paint.RIGHT)
            high = theme.px(4)
            bar = QRectF(0, round(area.center().y() - high / 2), area.width() - used - theme.px(12), high)
            if bar.width() > 8:
                paint_parts(painter, bar, (BarPart(min(self._share, 1), "danger" if late else "accent"),))


class StandardRow(NamedTuple):
    """One step against its standard. ``share`` is time / standard; the words say it in units."""

    label: str
    share: float
    value: str
    percent: str = ""


class StandardBars(QWidget):
    """Medians against one fixed "mutu baku" line on a common scale, as in the archive."""

    STANDARD_AT = 0.7  # where the line stands; what is beyond it shows up to 143 % of the standard
    ROW = 34

    def __init__(
        self,
        heads: tuple[str, str, str] = ("median", "mutu baku", "tepat waktu"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: tuple[StandardRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[StandardRow]) -> None:
        """Show other steps."""
        self._rows = tuple(rows)
        self.setAccessibleName("Kinerja terhadap mutu baku")
        self.setAccessibleDescription("; ".join(f"{r.label} {r.value} {r.percent}".strip() for r in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows and the head."""
        return QSize(theme.px(400), theme.px(24 + self.ROW * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """Never hide a row."""
        return QSize(theme.px(250), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint head and rows."""
        with paint.on(self) as painter:
            narrow = self.width() < theme.px(330)  # large text beside a list: the numbers matter more than the bars
            left, right = float(theme.px(118 if narrow else 148)), self.width() - theme.px(112.0 if narrow else 116.0)
            mark = left + (right - left) * self.STANDARD_AT
            head = QRectF(left, 0, self.width() - left, theme.px(16))
            if not narrow:
                paint.text(painter, head, self._heads[0], "caption", "text2")
                middle = QRectF(mark - 80, 0, 160, head.height())
                paint.text(painter, middle, self._heads[1], "caption", "text2", paint.CENTER)
            paint.text(painter, head, self._heads[2], "caption", "text2", paint.RIGHT)
            for at, row in enumerate(self._rows):
                top = theme.px(20) + at * theme.px(self.ROW)
                self._paint_row(painter, row, QRectF(0, top, self.width(), theme.px(self.ROW)), left, right, mark)

    def _paint_row(
        self, painter: QPainter, row: StandardRow, area: QRectF, left: float, right: float, mark: float
    ) -> None:
        late = row.share > 1
        tone = "danger" if late else "text"
        label = QRectF(0, area.y(), left - 8, area.height())
        paint.text(painter, label, row.label, "dense_strong" if late else "dense", tone)
        high = theme.px(12)
        top = round(area.center().y() - high / 2)
        paint.box(painter, QRectF(left, top, right - left, high), 2, "surface2")
        wide = min(row.share * self.STANDARD_AT, 1.0) * (right - left)
        if wide > 0:
            paint.box(painter, QRectF(left, top, wide, high), 2, "danger" if late else "accent")
        painter.fillRect(QRectF(round(mark), top - 4, 2, high + 8), theme.color("text"))
        value = QRectF(right, area.y(), theme.px(66), area.height())
        paint.text(
            painter,
            value,
            row.value,
            "dense_strong" if late else "dense",
            tone if late else "text2",
            paint.RIGHT,
        )
        paint.text(painter, area, row.percent, "dense_strong", tone, paint.RIGHT)


class ColumnItem(NamedTuple):
    """One column. ``open`` marks a period that is not over: outlined, not filled."""

    label: str
    value: int
    open: bool = False


class ColumnChart(QWidget):
    """Counts per month, each with its number on top."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ColumnItem, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_items(self, items: Sequence[ColumnItem]) -> None:
        """Show other columns."""
        self._items = tuple(items)
        self.setAccessibleDescription(", ".join(f"{i.label} {i.value}" for i in items))
        self.update()

    def sizeHint(self) -> QSize:
        """As in the archive."""
        return QSize(theme.px(440), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Room for twelve short month names."""
        return QSize(theme.px(250), theme.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the columns from one zero line."""
        if not self._items:
            return
        step = self.width() / len(self._items)
        top, bottom = theme.px(20.0), self.height() - theme.px(20.0)
        highest = max(1, *(item.value for item in self._items))
        with paint.on(self) as painter:
            for at, item in enumerate(self._items):
                high = (bottom - top) * item.value / highest
                bar = QRectF(round(at * step + step * 0.15), bottom - high, round(step * 0.7), high)
                if item.value:
                    paint.box(
                        painter,
                        bar,
                        2,
                        "accent_soft" if item.open else "accent",
                        "accent" if item.open else None,
                    )
                cell = QRectF(at * step, bar.y() - theme.px(18), step, theme.px(16))
                paint.text(painter, cell, str(item.value), "caption", "text2", paint.CENTER)
                foot = QRectF(at * step, bottom + theme.px(4), step, theme.px(16))
                paint.text(painter, foot, item.label, "caption", "text2", paint.CENTER)
