"""The right side of the archive: time against the standard, and requests per month (picture 06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.queries import reports
from desktop_app.queries.reports import MonthCount, StepTimeRow, StepTimes
from desktop_app.sop.dates_in_words import SHORT_MONTHS
from ui import icons, theme
from ui.panels.side_area import ScrollColumn, SideArea
from ui.widgets import paint
from ui.widgets.bars import ColumnChart, ColumnItem, StandardBars, StandardRow
from ui.widgets.buttons import LinkButton
from ui.widgets.choices import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import Label
from ui.widgets.pane import Line, Pane, column, row

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Report:
    """Both charts, in one read."""

    times: StepTimes
    months: tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A span one may look at, counted from today."""

    key: str
    label: str
    span: Callable[[date], Span]


def _month_start(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


PERIODS = (
    Period("quarter", "Tiga bulan terakhir", lambda day: (_month_start(day, 2), day)),
    Period("month", "Bulan ini", lambda day: (_month_start(day, 0), day)),
    Period("previous", "Bulan lalu", lambda day: (_month_start(day, 1), _month_start(day, 0) - timedelta(days=1))),
    Period("year", "Tahun ini", lambda day: (date(day.year, 1, 1), day)),
    Period("last_year", "Tahun lalu", lambda day: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))),
)


def load_report(connection: Any, span: Span, now: datetime, year: int) -> Report:
    """Steps finished in the span, requests of the year."""
    return Report(reports.step_times(connection, *span, now), reports.requests_per_month(connection, year))


def span_words(span: Span) -> str:
    """ "Okt–Des 2026", "Des 2026"."""
    first, last = span
    end = f"{SHORT_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = SHORT_MONTHS[first.month - 1]
    return f"{begin}–{end}" if first.year == last.year else f"{begin} {first.year}–{end}"


class ReportSide(SideArea):
    """``period_changed(Period)`` by the chip."""

    period_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(512, "surface", least=400, object_name="archive_report", parent=parent)
        self.period = PERIODS[0]
        self.menu = QMenu(self)
        for one in PERIODS:
            act = self.menu.addAction(one.label)
            act.triggered.connect(lambda _=False, one=one: self._choose(one))
        self.chip = Chip("", menu=self.menu, object_name="report_period")
        self.more = LinkButton("Rincian (Alt+D)", object_name="report_more")
        self.about = Label("", "dense", "text2", elide=True, object_name="report_about")
        self.bars = StandardBars()
        self.bars.setObjectName("report_bars")
        self.sentence = Sentence("report_sentence")
        self.months_title = Label("", "dense", "text2", object_name="report_total")
        self.months = _Months("Permohonan per bulan")
        self.months.setObjectName("report_months")
        self._lay_out()

    def _lay_out(self) -> None:
        times = column(
            Flow(Label("Kinerja terhadap mutu baku", "subtitle"), self.chip),
            row(self.about, self.more),
            self.bars,
            self.sentence,
            spacing=4,
            margins=(24, 10, 24, 10),
        )
        months = column(
            Flow(Label("Permohonan per bulan", "subtitle"), self.months_title),
            self.months,
            spacing=2,
            margins=(24, 8, 24, 8),
        )
        content = Pane("surface", object_name="report_content")
        whole = column(times, Line(), spacing=0)
        whole.addLayout(months, 1)
        content.setLayout(whole)
        self.setLayout(column(ScrollColumn(content, object_name="report_column"), spacing=0))

    def _choose(self, period: Period) -> None:
        self.period = period
        self.period_changed.emit(period)

    def show_report(self, report: Report, span: Span, today: date) -> None:
        """Show the bars, the sentence and the columns."""
        self.chip.set_label(span_words(span))
        self.chip.setToolTip(self.period.label)
        count = report.times.finished_requests
        about = f"Dari {count} permohonan yang selesai. " if count else "Belum ada permohonan yang selesai. "
        self.about.setText(f"{about}Garis: mutu baku.")
        self.bars.set_rows([_bar(one) for one in report.times.rows])
        late = any(one.level == "over" for one in report.times.rows)
        self.sentence.say(report.times.sentence, late=late)
        year = report.months[0].year if report.months else today.year
        self.months_title.setText(f"{year} · total {sum(one.count for one in report.months)}")
        self.months.set_items(
            [ColumnItem(m.label, m.count, (m.year, m.month) == (today.year, today.month)) for m in report.months]
        )


def _bar(one: StepTimeRow) -> StandardRow:
    share = 0.0 if one.median is None or not one.limit else one.median / one.limit
    return StandardRow(f"{one.number}  {one.short}", share, one.median_text, one.on_time_text)


class _Months(ColumnChart):
    """The columns take what height is left; the bars above come first."""

    def sizeHint(self) -> QSize:
        """Low enough for the smallest window."""
        return self.minimumSizeHint()


class Sentence(Pane):
    """What is wrong, in one sentence, with its icon; quiet when nothing is."""

    def __init__(self, name: str) -> None:
        super().__init__("surface2", object_name=f"{name}_box")
        self._icon, self._tone = "circle-check", "ok"
        self.words = Label("", "dense", "text", wrap=True, object_name=name)
        self.setLayout(column(self.words, margins=(36, 8, 12, 8)))

    def say(self, sentence: str, *, late: bool) -> None:
        """Say it; an empty one hides the box."""
        self._icon, self._tone = ("triangle-alert", "danger") if late else ("circle-check", "ok")
        self.setVisible(bool(sentence))
        self.set_fill(f"{self._tone}_soft")
        self.words.setText(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with paint.on(self) as painter:
            icons.draw(painter, self._icon, QRectF(10, 0, theme.px(18), self.height()), self._tone)
