"""Choosing by typing: the topic in two letters, the sender in three."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.fields import AutoCompleteField, Choice, ChoiceField, LineEdit, Suggestion
from ui.widgets.pane import Pane, column

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TOPICS = [
    Choice("ppk", "SPSE 4.5 untuk PPK"),
    Choice("pokja", "SPSE untuk Pokja"),
    Choice("kat", "e-Katalog v6"),
]
OFFICES = [
    Suggestion("1", "RSUD dr. H. Marsidi Judono", "3 surat tahun ini", "hospital"),
    Suggestion("2", "Kecamatan Damar", "belum pernah bersurat"),
]


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


def search(typed: str) -> list[Suggestion]:
    """A small address book."""
    return [office for office in OFFICES if typed.casefold() in office.label.casefold()]


def test_a_choice_is_two_letters_and_enter(qtbot: QtBot) -> None:
    """And the focus is already in the next field."""
    topic, after = ChoiceField(TOPICS, object_name="topic"), LineEdit()
    show(qtbot, topic, after)
    topic.setFocus()
    QTest.keyClicks(topic, "po")
    assert topic.is_open()
    with qtbot.waitSignal(topic.chosen) as caught:
        QTest.keyClick(topic, Qt.Key.Key_Return)
    assert caught.args == ["pokja"]
    assert topic.text() == "SPSE untuk Pokja"
    assert after.hasFocus()
    assert not topic.is_open()


def test_a_name_typed_in_full_is_the_one_that_is_taken(qtbot: QtBot) -> None:
    """ "SPSE" is a topic of its own, although three others begin with it."""
    topic = ChoiceField([*TOPICS, Choice("spse", "SPSE")], object_name="topic")
    show(qtbot, topic)
    topic.setFocus()
    QTest.keyClicks(topic, "spse")
    QTest.keyClick(topic, Qt.Key.Key_Return)
    assert topic.current() == "spse"


def test_a_choice_that_fits_nothing_goes_back(qtbot: QtBot) -> None:
    """The last choice stands."""
    topic, after = ChoiceField(TOPICS, "ppk"), LineEdit()
    show(qtbot, topic, after)
    topic.setFocus()
    topic.selectAll()
    QTest.keyClicks(topic, "zz")
    after.setFocus()
    assert topic.current() == "ppk"
    assert topic.text() == "SPSE 4.5 untuk PPK"


def test_tab_takes_the_highlighted_choice(qtbot: QtBot) -> None:
    """Typed letters are not lost by Tab."""
    topic, after = ChoiceField(TOPICS), LineEdit()
    show(qtbot, topic, after)
    topic.setFocus()
    QTest.keyClicks(topic, "kat")
    QTest.keyClick(topic, Qt.Key.Key_Tab)
    assert topic.current() == "kat"
    assert after.hasFocus()


def test_down_shows_all_choices_and_esc_closes(qtbot: QtBot) -> None:
    """The list is inside the window and never takes the focus."""
    topic = ChoiceField(TOPICS, "pokja")
    pane = show(qtbot, topic)
    topic.setFocus()
    QTest.keyClick(topic, Qt.Key.Key_Down)
    popup = topic.suggestions()
    assert popup.parentWidget() is pane
    current = popup.current()
    assert current is not None
    assert current.key == "pokja"
    assert topic.hasFocus()
    QTest.keyClick(topic, Qt.Key.Key_Escape)
    assert not topic.is_open()


def test_the_sender_is_found_in_the_middle_of_its_name(qtbot: QtBot) -> None:
    """Three letters and Enter."""
    sender, after = AutoCompleteField(search, object_name="sender"), LineEdit()
    show(qtbot, sender, after)
    sender.setFocus()
    QTest.keyClicks(sender, "m")
    assert not sender.is_open()
    QTest.keyClicks(sender, "ar")
    rows = sender.suggestions().model.rows
    assert [row.label for row in rows[:2]] == ["RSUD dr. H. Marsidi Judono", "Kecamatan Damar"]
    assert rows[-1].label == "Tambahkan “mar” sebagai instansi baru"
    QTest.keyClick(sender, Qt.Key.Key_Down)
    with qtbot.waitSignal(sender.chosen) as caught:
        QTest.keyClick(sender, Qt.Key.Key_Return)
    assert caught.args == [OFFICES[1]]
    assert sender.current() == OFFICES[1]
    assert after.hasFocus()


def test_changing_a_known_sender_makes_it_text_again(qtbot: QtBot) -> None:
    """The tick goes, the form hears of it."""
    sender = AutoCompleteField(search)
    show(qtbot, sender)
    sender.set_current(OFFICES[0])
    with qtbot.waitSignal(sender.cleared):
        QTest.keyClicks(sender, "x")
    assert sender.current() is None


@pytest.mark.parametrize("typed", ["mar", "Dinas Baru"])
def test_alt_enter_adds_an_office(qtbot: QtBot, typed: str) -> None:
    """Whether or not something fits."""
    sender = AutoCompleteField(search)
    show(qtbot, sender)
    sender.setFocus()
    QTest.keyClicks(sender, typed)
    with qtbot.waitSignal(sender.new_requested) as caught:
        QTest.keyClick(sender, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert caught.args == [typed]


def test_the_list_grows_no_window_and_dies_with_the_field(qtbot: QtBot) -> None:
    """Nothing opens on top of anything."""
    sender = AutoCompleteField(search)
    pane = show(qtbot, sender)
    sender.setFocus()
    QTest.keyClicks(sender, "mar")
    popup = sender.suggestions()
    assert not popup.isWindow()
    assert pane.rect().contains(popup.geometry())
    assert not popup.grab().isNull()
    sender.hide()
    assert popup.isHidden()
