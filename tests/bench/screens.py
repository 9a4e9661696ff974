"""Painting the calendar with 2,000 classes loaded against the empty grid (issue B)."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import count

from PySide6.QtGui import QImage

from tests.bench.pairing import Figure, paired
from ui.app import make_application
from ui.widgets.calendar_days import CalendarChip, next_month
from ui.widgets.calendar_month import MonthView

MONTH = date(2026, 12, 1)
CLASSES = 2_000


def _chips() -> list[CalendarChip]:
    """Two classes a weekday around the month shown, over some four years."""
    first = MONTH - timedelta(days=CLASSES // 4)
    made = []
    for number in range(CLASSES):
        day = first + timedelta(days=number // 2)
        made.append(
            CalendarChip(
                key=f"sesi:{number}",
                days=(day,),
                topic="PPK",
                tone="t_ppk",
                count="12/20",
                who="Kecamatan Contoh",
                sure=8,
                held=4,
                quota=20,
            )
        )
    return made


def _view(name: str, chips: list[CalendarChip]) -> MonthView:
    view = MonthView(object_name=name)
    view.resize(1046, 600)
    view.show_month(MONTH, MONTH, chips, [], MONTH)
    view.ensurePolished()
    return view


def calendar_paint(runs: int) -> Figure:
    """One repaint of the month."""
    make_application()
    full, empty = _view("bench_full", _chips()), _view("bench_empty", [])
    picture = QImage(1046, 600, QImage.Format.Format_ARGB32_Premultiplied)
    words = "the same month without classes"
    return paired(
        "calendar_paint",
        lambda: full.render(picture),
        lambda: empty.render(picture),
        goal=3.0,
        words=words,
        runs=runs,
        cpu=False,
    )


def month_step(runs: int) -> Figure:
    """A step to a month never seen before, laid out and painted, in frames of 16 ms."""
    make_application()
    chips, steps = _chips(), count(1)
    view = _view("bench_step", chips)
    picture = QImage(1046, 600, QImage.Format.Format_ARGB32_Premultiplied)

    def step() -> None:
        month = next_month(MONTH, next(steps) % 24 - 12)
        view.show_month(month, MONTH, chips, [], month)
        view.render(picture)

    words = "one frame of 16 ms"
    return paired("month_step", step, lambda: time.sleep(0.016), goal=2.0, words=words, runs=min(runs, 22), cpu=False)
