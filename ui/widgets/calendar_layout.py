"""Where chips stand in a month: one piece per week row, stacked in lanes; what does not fit is counted.

Pure arithmetic, done once when data or size change; painting only walks through the finished rectangles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from PySide6.QtCore import QRectF

from ui.widgets.calendar_days import CalendarChip, Week, column_edges, row_edges


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in logical pixels, already scaled."""

    head: int
    tall: int
    compact: int
    gap: int
    inset: int = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a chip within one week. ``begins`` and ``ends`` tell where it is not cut by the week's end."""

    chip: CalendarChip
    week: int
    first: int
    last: int
    lane: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A visible piece with its rectangle; ``tall`` has two lines of words, else one."""

    piece: Piece
    area: QRectF
    tall: bool


@dataclass(frozen=True, slots=True)
class MonthLayout:
    """Everything painting and hit tests need."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    placed: tuple[Placed, ...]
    hidden: dict[date, int]
    busy: frozenset[date]

    def cell(self, week: int, column: int) -> QRectF:
        """The rectangle of a day."""
        x, y = self.columns[column], self.rows[week]
        return QRectF(x, y, self.columns[column + 1] - x, self.rows[week + 1] - y)

    def place_at(self, x: float, y: float) -> tuple[int, int] | None:
        """(week, column) under a point, or None outside."""
        column = next((at for at in range(7) if self.columns[at] <= x < self.columns[at + 1]), None)
        week = next((at for at in range(len(self.rows) - 1) if self.rows[at] <= y < self.rows[at + 1]), None)
        return None if column is None or week is None else (week, column)

    def chip_at(self, x: float, y: float) -> CalendarChip | None:
        """The chip under a point."""
        return next((one.piece.chip for one in self.placed if one.area.contains(x, y)), None)


def pieces_of(chips: Sequence[CalendarChip], weeks: Sequence[Week]) -> tuple[Piece, ...]:
    """Cut chips at week ends and at days between, and give each piece the first lane that is free on all its days."""
    taken: dict[date, set[int]] = defaultdict(set)
    pieces: list[Piece] = []
    week_of = {day: (at, column) for at, week in enumerate(weeks) for column, day in enumerate(week)}
    for chip in sorted(chips, key=lambda one: (one.days[0], -len(one.days), one.hours, one.key)):
        for run in _runs([day for day in chip.days if day in week_of]):
            week, first = week_of[run[0]]
            _, last = week_of[run[-1]]
            lane = next(at for at in range(len(chips) + 1) if all(at not in taken[day] for day in run))
            for day in run:
                taken[day].add(lane)
            pieces.append(
                Piece(chip, week, first, last, lane, begins=run[0] == chip.days[0], ends=run[-1] == chip.days[-1])
            )
    return tuple(pieces)


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Adjacent days of one week belong together."""
    runs: list[list[date]] = []
    for day in days:
        adjacent = runs and runs[-1][-1] + timedelta(days=1) == day and day.weekday() != 0
        if adjacent:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def lay_out(
    chips: Sequence[CalendarChip], weeks: Sequence[Week], width: int, height: int, sizes: Measures
) -> MonthLayout:
    """Rectangles for a viewport. A row that overflows shows as many lanes as fit and counts the rest per day."""
    columns, rows = column_edges(width), row_edges(height, max(1, len(weeks)))
    placed: list[Placed] = []
    hidden: dict[date, int] = defaultdict(int)
    busy: set[date] = set()
    ordered = sorted(pieces_of(chips, weeks), key=lambda one: one.week)
    for week, group in groupby(ordered, key=lambda one: one.week):
        mine = list(group)
        room = rows[week + 1] - rows[week] - sizes.head
        limit = _lanes_shown(max(piece.lane for piece in mine) + 1, room, sizes)
        crowd = _crowd(mine)
        for piece in mine:
            days = [weeks[week][column] for column in range(piece.first, piece.last + 1)]
            busy.update(days)
            if piece.lane >= limit:
                for day in days:
                    hidden[day] += 1
                continue
            alone = all(crowd[column] == 1 for column in range(piece.first, piece.last + 1))
            placed.append(_placed(piece, columns, rows, sizes, tall=alone and room >= sizes.tall))
    return MonthLayout(columns, rows, tuple(placed), dict(hidden), frozenset(busy))


def _lanes_shown(lanes: int, room: int, sizes: Measures) -> int:
    step = sizes.compact + sizes.gap
    if lanes == 1 or lanes * step <= room:
        return lanes
    return max(1, room // step)


def _crowd(pieces: Sequence[Piece]) -> list[int]:
    """Lanes used per column, counted to the deepest one."""
    deepest = [0] * 7
    for piece in pieces:
        for column in range(piece.first, piece.last + 1):
            deepest[column] = max(deepest[column], piece.lane + 1)
    return deepest


def _placed(piece: Piece, columns: tuple[int, ...], rows: tuple[int, ...], sizes: Measures, *, tall: bool) -> Placed:
    left = columns[piece.first] + (sizes.inset if piece.begins else 0)
    right = columns[piece.last + 1] - (sizes.inset + 1 if piece.ends else 0)
    top = rows[piece.week] + sizes.head + piece.lane * (sizes.compact + sizes.gap)
    high = sizes.tall if tall else sizes.compact
    high = min(high, max(1, rows[piece.week + 1] - top - 1))
    return Placed(piece, QRectF(left, top, max(1, right - left), high), tall)
