"""Fields: typed fast, pasted roughly, left by Enter, corrected in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.date_field import CalendarPopup
from ui.widgets.fields import (
    DateField,
    EnterMovesOn,
    Field,
    LineEdit,
    NoteEdit,
    NumberField,
    TimeField,
    one_line,
    parse_time,
)
from ui.widgets.pane import Pane, column

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEPT: list[QWidget] = []  # qtbot only closes windows; somebody must own them while the test runs


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    KEPT.clear()


def show(qtbot: QtBot, *widgets: QWidget) -> Pane:
    """Widgets in an active window."""
    pane = Pane()
    pane.setLayout(column(*widgets, None))
    qtbot.addWidget(pane)
    KEPT.append(pane)
    pane.resize(640, 480)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def parse(text: str) -> date | str:
    """``ddmm`` of 2026."""
    if len(text) == 4 and text.isdigit():
        return date(2026, int(text[2:]), int(text[:2]))
    return "Tanggal ditulis seperti 3011."


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("445/1\r\n", "445/1"),
        ("a\tb", "a b"),
        ("a \n\n b", "a b"),
        ("satu\u2028dua", "satu dua"),
        ("x y", "x y"),
    ],
)
def test_pasted_breaks_become_spaces(qtbot: QtBot, pasted: str, kept: str) -> None:
    """From Word and from Excel."""
    assert one_line(pasted) == kept
    edit = LineEdit()
    show(qtbot, edit)
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == kept
    edit.clear()
    edit.paste()
    assert edit.text() == kept


def test_a_locked_field_takes_no_paste(qtbot: QtBot) -> None:
    """Copying from it is allowed, changing not."""
    edit = LineEdit("tetap", locked=True)
    show(qtbot, edit)
    QGuiApplication.clipboard().setText("lain")
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "tetap"


def test_the_error_stands_on_the_label_line_and_nothing_jumps(qtbot: QtBot) -> None:
    """Same height with and without."""
    edit = LineEdit(object_name="nip")
    field = Field("NIP", edit, "boleh kosong")
    show(qtbot, field)
    before = field.sizeHint().height()
    assert edit.accessibleName() == "NIP"
    assert edit.accessibleDescription() == "boleh kosong"
    field.set_error("NIP harus 18 angka, baru 17.")
    assert field.sizeHint().height() == before
    assert field.message() == ("error", "NIP harus 18 angka, baru 17.")
    assert edit.accessibleDescription() == "NIP harus 18 angka, baru 17."
    assert edit.property("level") == "error"
    field.set_error("")
    assert field.message() == ("", "boleh kosong")
    field.set_warning("Tanggal lebih baru dari hari ini.")
    assert edit.property("level") == "warning"
    field.clear_message()
    assert edit.property("level") == ""


def test_focus_does_not_move_the_text(qtbot: QtBot) -> None:
    """The border grows, the padding shrinks."""
    edit, other = LineEdit("teks"), LineEdit()
    show(qtbot, edit, other)
    other.setFocus()
    before = edit.cursorRect()
    edit.setFocus()
    edit.deselect()
    assert abs(edit.cursorRect().x() - before.x()) <= 1
    assert edit.height() == other.height() == theme.px(32)


def test_enter_walks_through_a_form(qtbot: QtBot) -> None:
    """Forward by Enter, back by Shift+Enter, never by Ctrl+Enter."""
    one, two, three = LineEdit(), LineEdit(), LineEdit()
    locked = LineEdit("x")
    locked.setEnabled(False)
    form = show(qtbot, one, locked, two, three)
    EnterMovesOn(form)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    assert two.hasFocus()
    QTest.keyClick(two, Qt.Key.Key_Enter)
    assert three.hasFocus()
    QTest.keyClick(three, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert two.hasFocus()
    QTest.keyClick(two, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert two.hasFocus()


def test_notes_keep_their_lines_and_stop_at_the_end(qtbot: QtBot) -> None:
    """Enter is a new line, Tab leaves, nothing beyond the length."""
    note, after = NoteEdit(max_length=10), LineEdit()
    show(qtbot, note, after)
    note.setFocus()
    QTest.keyClicks(note, "abc")
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClicks(note, "defghijklmn")
    assert note.text() == "abc\ndefghi"
    data = QMimeData()
    data.setText("lebih")
    note.insertFromMimeData(data)
    assert len(note.toPlainText()) == 10
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_numbers_take_digits_and_arrows(qtbot: QtBot) -> None:
    """Anything else is dropped while typing."""
    number = NumberField(8, minimum=1, maximum=40)
    show(qtbot, number)
    assert number.value() == 8
    with qtbot.waitSignal(number.value_changed) as caught:
        QTest.keyClick(number, Qt.Key.Key_Up)
    assert caught.args == [9]
    number.clear()
    assert number.value() is None
    QTest.keyClicks(number, "4x00")
    assert number.value() == 400
    assert not number.in_range()
    QTest.keyClick(number, Qt.Key.Key_Down)
    assert number.value() == 40


def test_a_date_is_four_keys(qtbot: QtBot) -> None:
    """Typed ddmm, shown in full after leaving."""
    field, after = DateField(parse, object_name="letter_date"), LineEdit()
    form = show(qtbot, field, after)
    EnterMovesOn(form)
    field.setFocus()
    QTest.keyClicks(field, "3011")
    with qtbot.waitSignal(field.date_changed) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [date(2026, 11, 30)]
    assert field.text() == "30-11-2026"
    assert after.hasFocus()


def test_a_wrong_date_stays_as_typed_and_says_why(qtbot: QtBot) -> None:
    """Nothing is thrown away."""
    field, after = DateField(parse, date(2026, 12, 1)), LineEdit()
    show(qtbot, field, after)
    field.setFocus()
    field.setText("kemarin")
    with qtbot.waitSignals([field.refused, field.date_changed]):
        after.setFocus()
    assert field.text() == "kemarin"
    assert field.day() is None
    assert field.problem() == "Tanggal ditulis seperti 3011."


def test_an_emptied_date_is_no_date(qtbot: QtBot) -> None:
    """Empty is an answer."""
    field, after = DateField(parse, date(2026, 12, 1)), LineEdit()
    show(qtbot, field, after)
    field.setFocus()
    field.clear()
    with qtbot.waitSignal(field.date_changed) as caught:
        after.setFocus()
    assert caught.args == [None]


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_alt_down_opens_a_monday_first_calendar(qtbot: QtBot) -> None:
    """And a day chosen there is the date."""
    field = DateField(parse, date(2026, 12, 1))
    show(qtbot, field)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    assert popup.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert popup.calendar.selectedDate().toPython() == date(2026, 12, 1)
    with qtbot.waitSignal(field.date_changed) as caught:
        popup.calendar.activated.emit(popup.calendar.selectedDate().addDays(2))
    assert caught.args == [date(2026, 12, 3)]
    assert field.text() == "03-12-2026"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0912", time(9, 12)),
        ("9.05", time(9, 5)),
        ("14:30", time(14, 30)),
    ],
)
def test_times_as_people_type_them(typed: str, meant: time) -> None:
    """With a dot, a colon or nothing."""
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25", "9.75", "siang"])
def test_what_is_no_time(typed: str) -> None:
    """A sentence comes back."""
    assert isinstance(parse_time(typed), str)


def test_the_time_field_settles_on_leaving(qtbot: QtBot) -> None:
    """Shown with a dot."""
    field = TimeField()
    show(qtbot, field)
    QTest.keyClicks(field, "912")
    with qtbot.waitSignal(field.time_changed) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [time(9, 12)]
    assert field.text() == "09.12"


def test_no_field_warns_when_painted_large_and_dark(qapp: QApplication, qtbot: QtBot) -> None:
    """130 %, dark, with everything a field can show."""
    edit = LineEdit("teks", icon="search", key_hint="Ctrl+K", suffix="orang")
    edit.set_ok(True)
    fields = [
        Field("Satu", edit, "petunjuk"),
        Field("Dua", NoteEdit("catatan")),
        Field("Tiga", TimeField(time(9))),
    ]
    pane = show(qtbot, *fields)
    theme.apply(qapp, "dark", 1.3)
    qtbot.waitUntil(lambda: edit.height() == theme.px(32), timeout=1000)
    assert not pane.grab().isNull()
