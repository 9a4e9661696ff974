"""Individuals in the pool: one meter per topic, which class has room, and one button that puts them in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.queries.queue_rows import PoolRow
from desktop_app.sop.workflow import Verdict
from ui import theme
from ui.panels.side_area import ScrollColumn
from ui.widgets import paint
from ui.widgets.bars import BarPart, paint_parts
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label
from ui.widgets.pane import Pane, column, row


class PoolMeter(QWidget):
    """The bar of people waiting against the size of an own class."""

    def __init__(self, view: PoolRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setAccessibleName(f"{view.topic.short_name}: {view.meter}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of words and the bar."""
        return QSize(theme.px(200), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow: the words are elided."""
        return QSize(80, theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Topic, words, bar."""
        with paint.on(self) as painter:
            line = QRectF(0, 0, self.width(), theme.px(18))
            used = paint.text(painter, line, self._view.topic.short_name, "dense_strong") + 8
            paint.text(painter, line.adjusted(used, 0, 0, 0), self._view.meter, "caption", "text2", paint.RIGHT)
            share = min(1.0, self._view.waiting / max(1, self._view.own_class_size))
            bar = QRectF(0, theme.px(20), self.width(), theme.px(5))
            paint_parts(painter, bar, (BarPart(share, self._view.topic.color),))


class PoolPane(Pane):
    """``show_pool(rows)``; ``fill_asked(topic_id)`` when "Masukkan n" was pressed."""

    fill_asked = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("canvas", "top", object_name="kasubbag_pool", parent=parent)
        self._rows: tuple[PoolRow, ...] | None = None
        self._verdict = Verdict(True)
        self.buttons: dict[int, LinkButton] = {}
        self._count = Label("", "dense", "text2", elide=True, object_name="kasubbag_pool_count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._body = Pane("canvas")
        self._body.setLayout(QVBoxLayout())
        self._scroll = ScrollColumn(self._body, object_name="kasubbag_pool_scroll")
        head = row(Label("Perseorangan", "subtitle"), self._count, margins=(16, 12, 16, 6))
        head.setStretch(1, 1)
        self.setLayout(column(head, self._scroll, spacing=0))
        self.hide()

    def row_of(self, topic_id: int) -> PoolRow | None:
        """The pool of a topic."""
        return next((one for one in self._rows or () if one.topic.id == topic_id), None)

    def show_pool(self, rows: Sequence[PoolRow], verdict: Verdict) -> None:
        """Show newer numbers; ``verdict`` says whether this officer may schedule."""
        if tuple(rows) == self._rows and verdict == self._verdict:
            return
        self._rows, self._verdict = tuple(rows), verdict
        self.setVisible(bool(rows))
        self._count.setText(f"{sum(one.waiting for one in rows)} orang mengisi sisa kursi")
        body = Pane("canvas")
        self.buttons = {}
        layout = column(spacing=1, margins=(16, 0, 16, 8))
        for one in rows:
            layout.addWidget(PoolMeter(one))
            line = row(Label(one.fit, "caption", "text2", elide=True), self._button(one))
            line.setStretch(0, 1)
            layout.addLayout(line)
        body.setLayout(layout)
        self._scroll.setWidget(body)
        self._body = body
        self.updateGeometry()

    def _button(self, one: PoolRow) -> QWidget | None:
        if not one.fitting or one.session_id is None:
            return None
        name = f"kasubbag_fill_{one.topic.code.lower()}"
        words = f"Masukkan {one.fitting}"
        spoken = f"{words} perseorangan {one.topic.short_name} ke kelas {one.session_days}"
        button = LinkButton(words, role="caption_strong", object_name=name, name=spoken)
        button.allow(self._verdict.ok, self._verdict.reason)
        button.clicked.connect(lambda _=False, topic=one.topic.id: self.fill_asked.emit(topic))
        self.buttons[one.topic.id] = button
        return button

    def sizeHint(self) -> QSize:
        """Three topics fit without scrolling; more scroll, so that the queue keeps its room."""
        base = super().sizeHint()
        return QSize(base.width(), min(theme.px(238), theme.px(44) + self._body.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """One topic at least."""
        return QSize(theme.px(200), min(theme.px(110), self.sizeHint().height()))
