"""The eight steps of the procedure: a strip over the open letter, and eight dots in a list row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.widgets import paint

State = Literal["done", "now", "next"]
NOW_WEIGHT: Final = 1.35


class StepView(NamedTuple):
    """One step as it is shown.

    ``standard`` is "5 mnt"; ``elapsed_text`` is "2 mnt" (shown as "2 mnt / 5 mnt"); ``tone`` is accent until
    100 % of the standard, danger after, quiet where time is not judged. ``tooltip`` is the full SOP sentence.
    """

    no: int
    short: str
    standard: str
    state: State
    elapsed_text: str = ""
    tone: str = "accent"
    tooltip: str = ""

    def time_words(self) -> str:
        """``1.42 / 5 mnt`` or only the standard."""
        if not self.elapsed_text or self.state == "next":
            return self.standard
        return f"{self.elapsed_text} / {self.standard}" if self.standard else self.elapsed_text


_SPOKEN: Final = {"done": "selesai", "now": "sedang berjalan", "next": "belum"}


class SopStrip(QWidget):
    """The strip, 64 high: done = filled tick, now = ring and bold and wider, next = outlined number."""

    def __init__(
        self, steps: Sequence[StepView] = (), *, object_name: str = "sop_strip", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: tuple[StepView, ...] = ()
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[StepView]) -> None:
        """Show the steps of another letter, or the time that went on."""
        if tuple(steps) == self._steps:
            return
        self._steps = tuple(steps)
        now = next((s for s in steps if s.state == "now"), None)
        self.setAccessibleName(
            f"Langkah {now.no} dari {len(steps)}: {now.short}, {now.time_words()}" if now else "Langkah SOP"
        )
        self.setAccessibleDescription(
            "; ".join(f"{s.no} {s.tooltip or s.short}, {_SPOKEN[s.state]}, {s.time_words()}" for s in steps)
        )
        self.update()

    def steps(self) -> tuple[StepView, ...]:
        """What is shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        """64 high at 100 %."""
        return QSize(theme.px(900), theme.px(64))

    def minimumSizeHint(self) -> QSize:
        """Eight short verbs side by side."""
        return QSize(theme.px(480), theme.px(64))

    def event(self, event: QEvent) -> bool:
        """The full sentence of the SOP in the tooltip of each step."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for step, area in self._areas():
                if area.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), step.tooltip, self)
            return True
        return super().event(event)

    def _areas(self) -> list[tuple[StepView, QRectF]]:
        weights = [NOW_WEIGHT if s.state == "now" else 1.0 for s in self._steps]
        margin = theme.px(24)
        unit = (self.width() - 2 * margin) / (sum(weights) or 1)
        areas, x = [], float(margin)
        for step, weight in zip(self._steps, weights, strict=True):
            areas.append((step, QRectF(round(x), 0, unit * weight, self.height())))
            x += unit * weight
        return areas

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all steps and the line that joins them."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface"))
            paint.hline(painter, 0, self.width(), self.height() - 1, "line")
            areas = self._areas()
            for at, (step, area) in enumerate(areas):
                self._paint_step(painter, step, area, last=at == len(areas) - 1)

    def _paint_step(self, painter: QPainter, step: StepView, area: QRectF, *, last: bool) -> None:
        side, middle = theme.px(20.0), theme.px(18.0)
        circle = QRectF(area.x(), middle - side / 2, side, side)
        tone = "accent" if step.tone == "quiet" else step.tone
        if not last:
            start, end = circle.right() + theme.px(5), area.right() - theme.px(5)
            bar = QRectF(start, middle - 1, max(end - start, 0), 2)
            paint.box(painter, bar, 1, "accent" if step.state == "done" else "track")
        paint_node(painter, circle, step, tone)
        label = QRectF(area.x(), theme.px(28), area.width() - 6, theme.px(17))
        strong = step.state == "now"
        words = "text2" if step.state == "next" else "text"
        paint.text(painter, label, step.short, "caption_strong" if strong else "caption", words)
        below = label.translated(0, theme.px(15))
        late = step.tone == "danger" and step.state != "next"
        quiet = "danger" if late else "text2"
        role = "caption_strong" if strong else "caption"
        paint.text(painter, below, step.time_words(), role, tone if strong else quiet)


def paint_node(painter: QPainter, circle: QRectF, step: StepView, tone: str) -> None:
    """The circle of one step; the set-up pages use it too."""
    radius = circle.width() / 2
    if step.state == "done":
        paint.box(painter, circle, radius, "accent")
        paint.tick(painter, circle.adjusted(4, 4, -4, -4), "on_accent")
        return
    if step.state == "now":
        halo = circle.adjusted(-2, -2, 2, 2)
        paint.box(painter, halo, halo.width() / 2, theme.soft(tone))
        paint.box(painter, circle, radius, "surface", tone, 2)
        paint.text(painter, circle, str(step.no), "caption_strong", tone, paint.CENTER)
        return
    paint.box(painter, circle, radius, None, "control", 1.25)
    paint.text(painter, circle, str(step.no), "caption", "text2", paint.CENTER)


class MiniSteps(NamedTuple):
    """How far a letter is, as dots: ``done`` filled, the next one ringed (or filled when late)."""

    done: int
    tone: str = "accent"
    total: int = 8
    open: bool = True

    def spoken(self) -> str:
        """For readers of the screen."""
        return f"langkah {min(self.done + 1, self.total)} dari {self.total}"

    def paint(self, painter: QPainter, left: float, middle: float) -> float:
        """Paint the dots from ``left``; returns the width used."""
        step, dot = theme.px(11.0), theme.px(6.5)
        for at in range(self.total):
            center = left + at * step + dot / 2
            area = QRectF(center - dot / 2, middle - dot / 2, dot, dot)
            if at < self.done:
                paint.box(painter, area, dot / 2, "accent")
            elif at == self.done and self.open:
                self._paint_now(painter, center, middle)
            else:
                paint.box(painter, area, dot / 2, "track")
        return self.total * step

    def _paint_now(self, painter: QPainter, center: float, middle: float) -> None:
        side = theme.px(8.5)
        area = QRectF(center - side / 2, middle - side / 2, side, side)
        if self.tone == "danger":
            paint.box(painter, area, side / 2, "danger")
        else:
            paint.box(painter, area, side / 2, "surface", self.tone, 1.75)
