"""What the calendar shows: weeks of days, named days, chips of classes, and the widths of its seven columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.sop.dates_in_words import MONTHS, SHORT_MONTHS, long_date

WEEKDAY, WEEKEND = 1.0, 0.56
WEIGHTS: Final = (WEEKDAY,) * 5 + (WEEKEND,) * 2
"""The office works five days: Saturday and Sunday are narrow (DESIGN_SYSTEM.md section 3)."""

Week = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DayNote:
    """A day with a name: holiday, joint leave, local closure, or an opened day (``closed`` is False)."""

    day: date
    name: str
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChip:
    """One class on the calendar.

    ``sure`` and ``held`` of ``quota`` fill the bar; ``count`` says it in words. ``tentative`` is paler and says so,
    ``proposed`` is dashed (not saved), ``clash`` is framed, ``past`` is grey. ``lanes`` are the rows of the week view
    it stands in ("room:1", "trainer:5").
    """

    key: str
    days: tuple[date, ...]
    topic: str
    tone: str
    count: str
    who: str
    hours: str = ""
    sure: int = 0
    held: int = 0
    quota: int = 0
    past: bool = False
    tentative: bool = False
    clash: bool = False
    proposed: bool = False
    spoken: str = ""
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ghost:
    """What is being moved, and the verdict about the day under it. ``state`` is "wait", "ok", "ask" or "no"."""

    title: str
    detail: str
    tone: str
    verdict: str
    state: str
    days: tuple[date, ...]
    chip: str = ""


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(month: date) -> tuple[Week, ...]:
    """The weeks, Monday first, that have a day in the month of ``month``: four to six."""
    start = monday_of(month.replace(day=1))
    weeks: list[Week] = []
    while start <= _last_day(month):
        weeks.append(tuple(start + timedelta(days=at) for at in range(7)))
        start += timedelta(days=7)
    return tuple(weeks)


def _last_day(month: date) -> date:
    return next_month(month, 1) - timedelta(days=1)


def next_month(day: date, step: int) -> date:
    """The first day of the month ``step`` months away."""
    number = day.year * 12 + day.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


def column_edges(width: int) -> tuple[int, ...]:
    """Eight x positions of the seven columns; they fill ``width`` exactly."""
    total, edges, run = sum(WEIGHTS), [0], 0.0
    for weight in WEIGHTS:
        run += weight
        edges.append(round(width * run / total))
    return tuple(edges)


def row_edges(height: int, rows: int) -> tuple[int, ...]:
    """The y positions of equal week rows; they fill ``height`` exactly."""
    return tuple(round(height * at / rows) for at in range(rows + 1))


def month_title(month: date) -> str:
    """ "Desember 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def day_label(day: date, month: date) -> str:
    """ "9"; a day of a neighbour month says which at its first and in the first cell: "30 Nov", "1 Jan"."""
    if day.month != month.month and (day.day == 1 or day == monday_of(month.replace(day=1))):
        return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
    return str(day.day)


def spoken_day(day: date, note: DayNote | None, chips: Sequence[CalendarChip], today: date) -> str:
    """The sentence a screen reader says for a day."""
    parts = [long_date(day)]
    if day == today:
        parts.append("hari ini")
    if note is not None:
        parts.append(note.name)
    if chips:
        parts.append(f"{len(chips)} kelas: " + "; ".join(chip.spoken or chip.who for chip in chips))
    else:
        parts.append("kosong")
    return ", ".join(parts)
