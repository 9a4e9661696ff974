"""The month as arithmetic, as a model and as a picture: Monday first, narrow weekends, chips per week row."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.calendar_days import (
    WEEKEND,
    CalendarChip,
    DayNote,
    Ghost,
    column_edges,
    day_label,
    month_title,
    next_month,
    row_edges,
    weeks_of,
)
from ui.widgets.calendar_layout import Measures, lay_out, pieces_of
from ui.widgets.calendar_model import DayCell, MonthModel
from ui.widgets.calendar_month import MonthView
from ui.widgets.calendar_paint import ghost_size
from ui.widgets.calendar_week import Blocked, WeekLane, WeekModel, WeekView
from ui.widgets.list_rows import RowListModel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DECEMBER = date(2026, 12, 1)
TODAY = date(2026, 12, 3)
SIZES = Measures(head=25, tall=44, compact=30, gap=3)
CHRISTMAS = DayNote(date(2026, 12, 25), "Hari Raya Natal")


def chip(key: str, first: int, days: int = 1, **fields: object) -> CalendarChip:
    """A class in December."""
    start = date(2026, 12, first)
    values: dict[str, object] = {
        "topic": "PPK",
        "tone": "t_ppk",
        "count": "12/20",
        "who": f"Pengirim {key}",
        "hours": "08.30–15.00",
        "held": 12,
        "quota": 20,
        "lanes": ("room:1",),
    }
    spread = tuple(start + timedelta(days=at) for at in range(days))
    return CalendarChip(key=key, days=spread, **{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> MonthView:
    """December 2026 with a few classes."""
    theme.apply(qapp, "light")
    made = MonthView()
    qtbot.addWidget(made)
    made.resize(1046, 480)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    chips = [chip("a", 1, 2, past=True), chip("b", 4, 4), chip("c", 10, clash=True), chip("d", 10, 2, tentative=True)]
    made.show_month(DECEMBER, TODAY, chips, [CHRISTMAS], TODAY)
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("month", "weeks", "first"),
    [
        (date(2026, 12, 15), 5, date(2026, 11, 30)),
        (date(2027, 2, 1), 4, date(2027, 2, 1)),
        (date(2026, 8, 1), 6, date(2026, 7, 27)),
        (date(2026, 6, 1), 5, date(2026, 6, 1)),
    ],
)
def test_weeks_begin_on_monday_and_cover_the_month(month: date, weeks: int, first: date) -> None:
    """Four to six rows, whole weeks."""
    rows = weeks_of(month)
    assert len(rows) == weeks and rows[0][0] == first
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in rows)
    days = [day for week in rows for day in week]
    assert days == [first + timedelta(days=at) for at in range(7 * weeks)]


def test_the_weekend_is_narrow_and_the_width_is_filled() -> None:
    """Monday to Friday weigh 1, Saturday and Sunday 0.56, at every width, without a gap."""
    for width in (1046, 660, 333):
        edges = column_edges(width)
        wide = [right - left for left, right in pairwise(edges)]
        assert edges[0] == 0 and edges[-1] == width and len(wide) == 7
        assert max(wide[:5]) - min(wide[:5]) <= 1
        assert all(abs(part / wide[0] - WEEKEND) < 0.02 for part in wide[5:])
    assert row_edges(481, 5)[-1] == 481 and len(row_edges(481, 5)) == 6


def test_labels_and_months() -> None:
    """Neighbour months say which they are at their first day; months turn over the year."""
    assert month_title(DECEMBER) == "Desember 2026"
    assert day_label(date(2026, 11, 30), DECEMBER) == "30 Nov"
    assert day_label(date(2027, 1, 1), DECEMBER) == "1 Jan" and day_label(date(2027, 1, 2), DECEMBER) == "2"
    assert next_month(date(2026, 12, 31), 1) == date(2027, 1, 1) and next_month(DECEMBER, -12) == date(2025, 12, 1)


def test_a_chip_is_cut_at_the_end_of_a_week() -> None:
    """Friday to Tuesday is two pieces; only the ends are rounded."""
    pieces = pieces_of([chip("x", 11, 5)], weeks_of(DECEMBER))
    assert [(p.week, p.first, p.last, p.begins, p.ends) for p in pieces] == [
        (1, 4, 6, True, False),
        (2, 0, 1, False, True),
    ]


def test_days_apart_are_pieces_of_their_own_and_lanes_do_not_touch() -> None:
    """A class on the 15th and the 22nd; two on one day stand under each other."""
    apart = CalendarChip(
        key="y", days=(date(2026, 12, 15), date(2026, 12, 22)), topic="PPK", tone="t_ppk", count="", who=""
    )
    pieces = pieces_of([apart, chip("z", 15, 2)], weeks_of(DECEMBER))
    assert [(p.chip.key, p.week, p.lane) for p in pieces] == [("y", 2, 0), ("y", 3, 0), ("z", 2, 1)]


def test_what_does_not_fit_is_counted() -> None:
    """Five classes on a day of 96 px: two lanes are shown, three are "+3 lagi"; nothing leaves its row."""
    chips = [chip(str(at), 9) for at in range(5)]
    layout = lay_out(chips, weeks_of(DECEMBER), 1046, 480, SIZES)
    assert len(layout.placed) == 2 and layout.hidden == {date(2026, 12, 9): 3}
    for one in layout.placed:
        assert layout.rows[1] <= one.area.top() and one.area.bottom() <= layout.rows[2]
    assert layout.chip_at(one.area.center().x(), one.area.center().y()) is one.piece.chip
    alone = lay_out([chip("only", 9)], weeks_of(DECEMBER), 1046, 480, SIZES)
    assert alone.placed[0].tall and alone.placed[0].area.height() == 44


def test_the_models_satisfy_qt(qtbot: QtBot) -> None:
    """Qt's own judge, over months of different lengths and weeks with and without a weekend."""
    month, week = MonthModel(), WeekModel()
    judges = [
        QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Warning) for one in (month, week)
    ]
    for first in (DECEMBER, date(2027, 2, 1), date(2026, 8, 1)):
        month.show(first, TODAY, [chip("a", 1, 2)], [CHRISTMAS])
        assert month.rowCount() == len(weeks_of(first)) and month.columnCount() == 7
    lanes = (WeekLane("", "Ruang"), WeekLane("room:1", "Lab", "15 kursi"))
    for day in (date(2026, 12, 2), date(2026, 12, 5)):
        week.show(day, lanes, [chip("a", 1, 2), chip("s", 5)], (), [])
        assert week.columnCount() == 7
    week.show(date(2026, 12, 9), lanes, [chip("a", 9)], (), [])
    assert week.columnCount() == 5 and judges


def test_every_day_is_spoken() -> None:
    """A reader hears the date, the holiday, the classes."""
    model = MonthModel()
    model.show(DECEMBER, TODAY, [chip("a", 25, spoken="PPK, RSUD · kursi 12/20")], [CHRISTMAS])
    said = model.index_of(date(2026, 12, 25)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Jumat, 25 Desember 2026, Hari Raya Natal, 1 kelas: PPK, RSUD · kursi 12/20"
    cell = model.index_of(TODAY).data(Qt.ItemDataRole.UserRole)
    assert isinstance(cell, DayCell) and cell.today
    assert not model.index_of(date(2027, 2, 1)).isValid()


def test_arrows_walk_and_leave_the_month(qtbot: QtBot, view: MonthView) -> None:
    """Right, down, PgDn; past the last row another month is asked for."""
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.cursor_day() == date(2026, 12, 11)
    with qtbot.waitSignal(view.month_wanted) as asked:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert asked.args == [date(2027, 1, 11)]
    view.set_cursor(date(2026, 12, 29))
    with qtbot.waitSignal(view.month_wanted) as asked:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert asked.args == [date(2027, 1, 5)]
    with qtbot.waitSignal(view.day_opened):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_click_moves_the_cursor_and_opens_a_chip(qtbot: QtBot, view: MonthView) -> None:
    """The cell and the chip are targets."""
    place = view.layout_now().placed[0].area.center().toPoint()
    with qtbot.waitSignal(view.chip_opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["a"]
    empty = view.layout_now().cell(2, 2).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert view.cursor_day() == date(2026, 12, 16)


def test_the_mouse_drags_a_row_over_the_days(qtbot: QtBot, view: MonthView) -> None:
    """Enter, move, drop with the payload of a list row; a refused day shows the forbidden cursor."""
    data = QMimeData()
    data.setData(RowListModel.MIME, b"request:12")
    here = QPointF(view.layout_now().cell(1, 2).center())
    args = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(here.toPoint(), *args)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(view.drag_moved) as moved:
        QApplication.sendEvent(view.viewport(), QDragMoveEvent(here.toPoint(), *args))
    assert moved.args == ["request:12", date(2026, 12, 9), ""]
    view.set_ghost(Ghost("A", "B", "t_ppk", "Rab 9: libur", "no", (date(2026, 12, 9),)))
    refused = QDragMoveEvent(here.toPoint() + QPoint(1, 0), *args)
    QApplication.sendEvent(view.viewport(), refused)
    assert refused.dropAction() == Qt.DropAction.IgnoreAction
    with qtbot.waitSignal(view.dropped) as dropped:
        QApplication.sendEvent(view.viewport(), QDropEvent(here, *args))
    assert dropped.args == ["request:12", date(2026, 12, 9), ""]


def test_a_long_verdict_has_all_its_lines(view: MonthView) -> None:
    """However many lines the reason needs, the box is as high as they are."""
    words = "14/2026: batas layanan Kam, 10 Des 2026, terlambat 8 hari kerja. "
    metrics = theme.metrics("caption_strong")
    for many in (1, 2, 4, 8):
        ghost = Ghost("A", "B", "t_ppk", words * many, "ok", (date(2026, 12, 9),))
        wide, card, high = ghost_size(ghost, 360.0)
        told = metrics.boundingRect(QRectF(0, 0, wide - theme.px(34), 9999), Qt.TextFlag.TextWordWrap, ghost.verdict)
        assert high - card - theme.px(4) - theme.px(8) >= told.height() > (many - 1) * metrics.lineSpacing()


def test_the_picture_shows_what_it_says(view: MonthView) -> None:
    """Holiday tint, today's pill, topic edge, clash frame: each where it belongs."""
    view.set_cursor(date(2026, 12, 30))
    picture = view.viewport().grab().toImage()

    def tones(week: int, column: int) -> set[str]:
        cell = view.layout_now().cell(week, column).toRect()
        return {
            picture.pixelColor(x, y).name()
            for x in range(cell.left(), cell.right())
            for y in range(cell.top(), cell.bottom())
        }

    assert theme.color("holiday_soft").name() in tones(3, 4)
    assert theme.color("accent").name() in tones(0, 3)
    assert theme.color("t_ppk").name() in tones(0, 4)
    assert theme.color("danger").name() in tones(1, 3)
    assert theme.color("canvas").name() in tones(2, 5) and theme.color("canvas").name() not in tones(2, 2)


def test_two_thousand_classes_stay_smooth(view: MonthView) -> None:
    """Laying out once and painting: a page of 2,000 is drawn well within a few frames."""
    chips = [chip(str(at), 1 + at % 28, 1 + at % 2) for at in range(2000)]
    started = time.perf_counter()
    view.show_month(DECEMBER, TODAY, chips, [], TODAY)
    laid_out = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(5):
        view.viewport().grab()
    painted = (time.perf_counter() - started) / 5
    assert laid_out < 0.5 and painted < 0.1
    assert sum(view.layout_now().hidden.values()) > 1000


def test_the_week_has_rooms_over_trainers(qtbot: QtBot, qapp: QApplication) -> None:
    """A class stands in the row of its room; a closed stretch is hatched and spoken; the arrows skip the weekend."""
    theme.apply(qapp, "light")
    week = WeekView()
    qtbot.addWidget(week)
    week.resize(1046, 520)
    with qtbot.waitExposed(week):
        week.show()
    lanes = (WeekLane("", "Ruang"), WeekLane("room:1", "Lab", "15 kursi"), WeekLane("trainer:5", "Reza"))
    away = Blocked("trainer:5", date(2026, 12, 9), date(2026, 12, 9), "Dinas luar")
    week.show_week(date(2026, 12, 11), lanes, [chip("a", 8, 2)], [away], [CHRISTMAS])
    model = week.week_model
    assert "Pengirim a" in model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(2, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Reza, Rabu 9: Dinas luar"
    with qtbot.waitSignal(week.week_wanted) as asked:
        QTest.keyClick(week, Qt.Key.Key_Right)
    assert asked.args == [date(2026, 12, 14)]
    closed = Blocked("room:1", date(2026, 12, 9), date(2026, 12, 11), "Pengecatan")
    week.show_week(date(2026, 12, 11), lanes, [chip("a", 8, 2)], [away, closed], [CHRISTMAS])
    where = week.words_of(closed, [2, 3, 4], QRectF(0, 0, 900, 60))
    assert week.day_under(QPointF(where.x() + 1, 0)) == date(2026, 12, 10), "beside the class, not under it"
    picture = week.viewport().grab().toImage()
    assert len({picture.pixelColor(x, y).name() for x in range(0, 1046, 7) for y in range(0, 520, 7)}) > 5
