"""Buttons, chips, segments and rows work by key and say why when they are off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.buttons import Button, Chip, IconButton, LinkButton, Segment, Segmented
from ui.widgets.fields import CheckRow, RadioRow
from ui.widgets.pane import Pane, column
from ui.widgets.press import Pressable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
OPTIONS = (Segment("a", "Surat instansi", "Alt+1", "Alt+1"), Segment("b", "Perseorangan", "Alt+2", "Alt+2"))


KEPT: list[QWidget] = []  # qtbot only closes windows; somebody must own them while the test runs


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    KEPT.clear()


def show(qtbot: QtBot, *widgets: QWidget) -> Pane:
    """Widgets in a shown window."""
    pane = Pane()
    pane.setLayout(column(*widgets))
    qtbot.addWidget(pane)
    KEPT.append(pane)
    pane.resize(600, 300)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def every_button() -> list[Pressable]:
    """One of each kind."""
    return [
        Button("Simpan", "primary", "Ctrl+Enter", "save", object_name="save"),
        Button("Cetak", object_name="print"),
        Button("Batal", "ghost", object_name="cancel"),
        Button("Tolak", "danger", object_name="reject"),
        Chip("Semua", 9, object_name="all"),
        IconButton("printer", "Cetak", object_name="icon"),
        LinkButton("Hapus saringan", object_name="link"),
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_every_button(qtbot: QtBot, key: Qt.Key) -> None:
    """No button needs the mouse."""
    for button in every_button():
        show(qtbot, button)
        with qtbot.waitSignal(button.clicked, timeout=500):
            QTest.keyClick(button, key)


def test_ctrl_enter_on_a_button_is_not_a_press(qtbot: QtBot) -> None:
    """It belongs to the screen's main act."""
    button = Button("Batal")
    show(qtbot, button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_button_has_names_and_a_target_large_enough(qtbot: QtBot) -> None:
    """Found by tests, spoken by readers, hit by hands."""
    for button in every_button():
        show(qtbot, button)
        assert button.objectName()
        assert button.accessibleName()
        assert min(button.sizeHint().width(), button.sizeHint().height()) >= 28


def test_a_button_that_is_off_says_why(qtbot: QtBot) -> None:
    """In the tooltip and to readers of the screen."""
    button = Button("Terbitkan")
    show(qtbot, button)
    button.allow(False, "Isi tanggal dulu.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Isi tanggal dulu."
    button.allow(True)
    assert button.toolTip() == ""


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_words_always_fit(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """The button grows with the text."""
    button = Button("Simpan dan teruskan ke Kabag", "primary", "Ctrl+Enter", "save")
    show(qtbot, button)
    theme.apply(qapp, "light", scale)
    words = theme.metrics("body_strong").horizontalAdvance("Simpan dan teruskan ke Kabag")
    assert button.sizeHint().width() > words + theme.px(16) + theme.metrics("caption").horizontalAdvance("Ctrl+Enter")
    assert button.minimumSizeHint() == button.sizeHint()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_states_paint_without_a_word_from_qt(qapp: QApplication, qtbot: QtBot, mode: theme.Mode) -> None:
    """Rest, hover, press, ring, off."""
    theme.apply(qapp, mode)
    for button in every_button():
        show(qtbot, button)
        for state in ("", "hover", "press"):
            button.setProperty("look", state)
            assert not button.grab().isNull()
        button.setProperty("ring", True)
        button.setEnabled(False)
        assert not button.grab().isNull()


def test_an_ampersand_stays_a_letter(qtbot: QtBot) -> None:
    """Keys are shown as hints, never hidden in the text."""
    button = Button("Arsip & Laporan")
    show(qtbot, button)
    assert button.label() == "Arsip & Laporan"
    assert button.shortcut().isEmpty()


def test_chips_toggle_and_speak_their_count(qtbot: QtBot) -> None:
    """ "Semua, 9"."""
    chip = Chip("Semua", 9)
    show(qtbot, chip)
    with qtbot.waitSignal(chip.toggled):
        QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    chip.set_count(12)
    assert chip.accessibleName() == "Semua, 12"


def test_a_chip_does_not_move_when_switched_on(qtbot: QtBot) -> None:
    """It is measured in bold."""
    chip = Chip("Semua", 9)
    show(qtbot, chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_segments_move_with_the_arrows(qtbot: QtBot) -> None:
    """One tab stop, arrows inside."""
    segmented = Segmented(OPTIONS, "a", name="Jenis")
    show(qtbot, segmented)
    segmented.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(segmented.changed) as caught:
        QTest.keyClick(focused, Qt.Key.Key_Right)
    assert caught.args == ["b"]
    assert segmented.current() == "b"


def test_segments_have_their_own_keys(qtbot: QtBot) -> None:
    """Alt+1 and Alt+2 from anywhere in the window."""
    segmented = Segmented(OPTIONS, "a")
    pane = show(qtbot, segmented)
    pane.activateWindow()
    with qtbot.waitSignal(segmented.changed):
        QTest.keyClick(pane, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert segmented.current() == "b"


def test_setting_the_present_segment_is_silent(qtbot: QtBot) -> None:
    """No signal for no change."""
    segmented = Segmented(OPTIONS, "a")
    show(qtbot, segmented)
    with qtbot.assertNotEmitted(segmented.changed):
        segmented.set_current("a")


@pytest.mark.parametrize("kind", [CheckRow, RadioRow])
def test_the_whole_row_is_the_target(qtbot: QtBot, kind: type[CheckRow] | type[RadioRow]) -> None:
    """A click at the far right counts."""
    check = kind("Proses lebih lanjut", "keterangan", object_name="row")
    show(qtbot, check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 4, 14))
    assert check.isChecked()
    assert check.accessibleName() == "Proses lebih lanjut"
    assert check.accessibleDescription() == "keterangan"
