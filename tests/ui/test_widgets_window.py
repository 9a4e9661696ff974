"""The frame of the window: strip, toast, bars, tabs, pages, keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRectF, QSettings, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets import gallery, toast
from ui.widgets.avatar import initials
from ui.widgets.banner import Banner
from ui.widgets.bars import ColumnChart, ColumnItem, StandardBars, StandardRow, TimeBar
from ui.widgets.conflict_bar import ConflictBar
from ui.widgets.dialog_shell import DialogShell
from ui.widgets.fields import LineEdit
from ui.widgets.fill_bar import FillBar, seat_words
from ui.widgets.hint_bar import Hint, HintBar
from ui.widgets.labels import GroupHeading, Keycap, Label
from ui.widgets.page_view import LensView, PageCanvas, PageView
from ui.widgets.pane import Pane, column
from ui.widgets.shortcut_sheet import HintGroup, ShortcutSheet
from ui.widgets.sop_strip import MiniSteps, SopStrip, StepView
from ui.widgets.splitter import Splitter
from ui.widgets.toast import Toasts
from ui.widgets.top_bar import MenuItem, TabView, TopBar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
KEPT: list[QWidget] = []  # qtbot only closes windows; somebody must own them while the test runs


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    KEPT.clear()


def show(qtbot: QtBot, *widgets: QWidget, width: int = 900, height: int = 500) -> Pane:
    """Widgets in an active window."""
    pane = Pane()
    pane.setLayout(column(*widgets))
    qtbot.addWidget(pane)
    KEPT.append(pane)
    pane.resize(width, height)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


STEPS = [
    StepView(1, "Serah surat", "5 mnt", "done", "2 mnt", tooltip="Pemohon menyerahkan surat."),
    StepView(2, "Terima", "5 mnt", "now", "7", "danger", "Helpdesk menerima surat."),
    StepView(3, "Kabag setuju", "30 mnt", "next"),
]


def test_the_strip_says_everything_in_words(qtbot: QtBot) -> None:
    """Ring and colour are not alone."""
    strip = SopStrip(STEPS)
    show(qtbot, strip)
    assert strip.accessibleName() == "Langkah 2 dari 3: Terima, 7 / 5 mnt"
    assert "1 Pemohon menyerahkan surat., selesai, 2 mnt / 5 mnt" in strip.accessibleDescription()
    assert strip.height() == 64
    assert not strip.grab().isNull()


def test_the_strip_explains_each_step(qtbot: QtBot) -> None:
    """The sentence of the SOP on hover; a place without a step is harmless."""
    strip = SopStrip(STEPS)
    show(qtbot, strip)
    for x in (40, strip.width() - 2):
        spot = strip.rect().topLeft()
        spot.setX(x)
        event = QHelpEvent(QEvent.Type.ToolTip, spot, strip.mapToGlobal(spot))
        assert QApplication.sendEvent(strip, event)


def test_the_step_now_is_wider(qtbot: QtBot) -> None:
    """By about a third."""
    strip = SopStrip(STEPS)
    show(qtbot, strip)
    (_, first), (_, now), (_, last) = strip._areas()
    assert now.width() == pytest.approx(1.35 * first.width(), rel=0.02)
    assert last.width() == pytest.approx(first.width(), rel=0.02)


def test_mini_steps_speak() -> None:
    """Also when all is done."""
    assert MiniSteps(2).spoken() == "langkah 3 dari 8"
    assert MiniSteps(8).spoken() == "langkah 8 dari 8"


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    """By its button or by the window's Ctrl+Z."""
    pane = show(qtbot, QWidget())
    toasts = Toasts(pane)
    done: list[str] = []
    toasts.show_message("Surat diteruskan ke Kabag", lambda: done.append("undone"))
    assert toasts.can_undo()
    assert toasts.words() == "Surat diteruskan ke Kabag"
    with qtbot.waitSignal(toasts.undone):
        toasts.undo()
    toasts.undo()
    assert done == ["undone"]
    assert toasts.words() == ""


def test_a_toast_stands_still_while_focused_and_leaves_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight seconds, but nobody is hurried."""
    monkeypatch.setattr(toast, "LIFE_MS", 160)
    other = LineEdit()
    pane = show(qtbot, other)
    toasts = Toasts(pane)
    toasts.show_message("Tersimpan", lambda: None, still=True)
    toasts._undo_button.setFocus()
    with qtbot.assertNotEmitted(toasts.closed, wait=400):
        pass
    with qtbot.waitSignal(toasts.closed, timeout=2000):
        other.setFocus()
    assert toasts.isHidden()


def test_the_newest_toast_wins_and_stays_at_the_bottom(qtbot: QtBot) -> None:
    """Also when the pane changes size."""
    pane = show(qtbot, QWidget())
    toasts = Toasts(pane)
    toasts.show_message("satu", lambda: None, still=True)
    toasts.show_message("dua", still=True)
    assert toasts.words() == "dua"
    assert not toasts.can_undo()
    pane.resize(700, 400)
    qtbot.waitUntil(lambda: toasts.geometry().bottom() == 400 - 17, timeout=1000)
    assert not toasts.grab().isNull()
    toasts._close_button.setFocus()
    QTest.keyClick(toasts._close_button, Qt.Key.Key_Escape)
    assert toasts.isHidden()


def test_bars_say_one_sentence_and_offer_one_way_out(qtbot: QtBot) -> None:
    """Hidden while there is nothing to say."""
    banner, conflict = Banner(), ConflictBar()
    show(qtbot, banner, conflict)
    assert banner.isHidden()
    assert conflict.isHidden()
    banner.show_message("Hanya baca.", "danger", "Coba lagi", closable=True)
    conflict.show_conflict("Bentrok Kamis.", "Ganti trainer ke Maya")
    for button, signal in (
        (banner._button, banner.action),
        (conflict._solve, conflict.solve),
        (conflict._look, conflict.look),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Space)
    assert banner.accessibleName() == "Hanya baca."
    assert not banner.grab().isNull()
    conflict.show_conflict("Tanpa jalan keluar.")
    assert conflict._solve.isHidden()
    banner.clear()
    conflict.clear()
    assert banner.isHidden()
    assert conflict.isHidden()


def top_bar() -> TopBar:
    """Three roles."""
    bar = TopBar()
    bar.set_tabs(
        [TabView("helpdesk", "Helpdesk", 4), TabView("kabag", "Kabag PBJ"), TabView("archive", "Arsip & Laporan")]
    )
    bar.set_user("Wulan Sari", "Helpdesk")
    bar.set_date_text("Kam, 3 Des 2026")
    bar.set_menu([MenuItem("lock", "Kunci layar", "Ctrl+L"), MenuItem(""), MenuItem("about", "Tentang")])
    return bar


def test_tabs_by_key_with_their_counts(qtbot: QtBot) -> None:
    """Ctrl+2, and "Helpdesk, 4 perlu tindakan"."""
    bar = top_bar()
    pane = show(qtbot, bar, QWidget())
    assert bar.current_tab() == "helpdesk"
    assert bar._tabs["helpdesk"].accessibleName() == "Helpdesk, 4 perlu tindakan"
    with qtbot.waitSignal(bar.tab_changed) as caught:
        QTest.keyClick(pane, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == ["kabag"]
    with qtbot.assertNotEmitted(bar.tab_changed):
        bar.set_tabs(
            [TabView("helpdesk", "Helpdesk", 5), TabView("kabag", "Kabag PBJ", 1), TabView("archive", "Arsip")]
        )
    assert bar.current_tab() == "kabag"
    bar.set_tabs([TabView("trainer", "Trainer", 1)])
    assert bar.current_tab() == "trainer"


def test_ctrl_k_searches(qtbot: QtBot) -> None:
    """From anywhere."""
    bar = top_bar()
    pane = show(qtbot, bar, QWidget())
    QTest.keyClick(pane, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert bar.search.hasFocus()
    with qtbot.waitSignals([bar.search_changed, bar.search_submitted]):
        QTest.keyClicks(bar.search, "sijuk")
        QTest.keyClick(bar.search, Qt.Key.Key_Return)


def test_the_user_menu_by_key(qtbot: QtBot) -> None:
    """With the keys of its acts."""
    bar = top_bar()
    show(qtbot, bar)
    menu = bar.open_menu()
    assert [a.text() for a in menu.actions()] == ["Kunci layar\tCtrl+L", "", "Tentang"]
    with qtbot.waitSignal(bar.menu_chosen) as caught:
        menu.actions()[0].trigger()
    assert caught.args == ["lock"]
    menu.close()
    assert not bar.grab().isNull()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Wulan Sari", "WS"), ("Drs. Suryadi Hakim, M.Si.", "SH"), ("Nurul Aini, S.Kom.", "NA"), ("Andi", "A"), ("", "")],
)
def test_initials_leave_out_titles(name: str, letters: str) -> None:
    """Neither Drs. nor M.Si."""
    assert initials(name) == letters


def pages(count: int = 2) -> list[QImage]:
    """White pages."""
    made = [QImage(620, 950, QImage.Format.Format_RGB32) for _ in range(count)]
    for page in made:
        page.fill(QColor("white"))
    return made


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_reading_a_scan_by_key(qapp: QApplication, qtbot: QtBot, mode: theme.Mode) -> None:
    """Pages, zoom, fit."""
    theme.apply(qapp, mode)
    view = PageView("Surat", "page", full_screen=True)
    show(qtbot, view)
    assert not view.grab().isNull()
    view.set_pages(pages())
    canvas = view.view
    assert isinstance(canvas, PageCanvas)
    with qtbot.waitSignal(view.page_changed) as caught:
        QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert caught.args == [1]
    fitting = canvas.zoom()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom() > fitting
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom() == pytest.approx(fitting)
    canvas.turn()
    assert not view.grab().isNull()


def test_the_lens_moves_and_remembers(qtbot: QtBot) -> None:
    """Its place is told as shares of the page, and never leaves it."""
    view = PageView(scan=True)
    show(qtbot, view, width=304, height=640)
    with qtbot.waitSignal(view.scan_requested):
        view._scan.click()
    view.set_pages(pages())
    view.set_lens(QRectF(0.2, 0.2, 0.5, 0.2))
    view.focus_lens()
    lens = view.view
    assert isinstance(lens, LensView)
    with qtbot.waitSignal(view.lens_moved) as caught:
        QTest.keyClick(lens, Qt.Key.Key_Down)
    assert caught.args is not None
    assert caught.args[0].y() == pytest.approx(0.22)
    for _ in range(80):
        QTest.keyClick(lens, Qt.Key.Key_Right)
    assert lens.lens().right() <= 1.0001
    view._go_next()
    view._go_next()
    assert lens.pages.at == 0
    spot = lens.rect().center()
    spot.setY(lens.height() - 60)
    QTest.mouseClick(lens, Qt.MouseButton.LeftButton, pos=spot)
    assert not lens.grab().isNull()


def test_splitters_are_thin_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    """One pixel to see, seven to grab."""
    settings = QSettings(str(tmp_path / "places.ini"), QSettings.Format.IniFormat)
    splitter = Splitter(QWidget(), QWidget(), stretch=1)
    show(qtbot, splitter)
    splitter.remember(settings, "helpdesk")
    assert splitter.handle(1).width() == 7
    assert splitter.handle(1).contentsRect().width() == 1
    splitter.moveSplitter(300, 1)
    splitter.splitterMoved.emit(300, 1)
    again = Splitter(QWidget(), QWidget(), stretch=1)
    show(qtbot, again)
    again.remember(settings, "helpdesk")
    assert abs(again.sizes()[0] - splitter.sizes()[0]) <= 1
    assert not again.grab().isNull()


def test_f1_shows_all_keys_and_gives_the_focus_back(qtbot: QtBot) -> None:
    """Esc closes."""
    edit = LineEdit()
    pane = show(qtbot, edit)
    edit.setFocus()
    sheet = ShortcutSheet(pane)
    sheet.open([HintGroup("Helpdesk", (Hint(("Ctrl+N",), "surat baru"), Hint(("↑", "↓"), "pilih")))])
    assert "Ctrl+N surat baru" in sheet.accessibleDescription()
    assert sheet.geometry() == pane.rect()
    assert not sheet.grab().isNull()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert edit.hasFocus()


def test_hints_that_do_not_fit_are_left_out(qtbot: QtBot) -> None:
    """The status always fits."""
    bar = HintBar()
    show(qtbot, bar, width=320, height=80)
    bar.set_hints([Hint((f"Ctrl+{n}",), "sesuatu yang panjang") for n in range(9)])
    bar.set_status("Tersimpan 09.42", "", "Cadangan kemarin 16.00")
    assert bar.status() == "Tersimpan 09.42   ·   Cadangan kemarin 16.00"
    assert not bar.grab().isNull()


def test_a_dialog_ends_with_ctrl_enter_or_esc(qtbot: QtBot) -> None:
    """Enter alone does nothing."""
    dialog = DialogShell(
        "Pulihkan dari cadangan", "Data sekarang disimpan di samping.", "Pulihkan", object_name="restore"
    )
    qtbot.addWidget(dialog)
    edit = LineEdit()
    dialog.body.addWidget(edit)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    edit.setFocus()
    with qtbot.assertNotEmitted(dialog.accepted), qtbot.assertNotEmitted(dialog.rejected):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("seats", "words"),
    [((12, 0, 20), "12/20"), ((12, 3, 20), "12/20, 3 ditahan"), ((20, 0, 20), "penuh"), ((0, 0, 0), "penuh")],
)
def test_seats_are_words_too(seats: tuple[int, int, int], words: str) -> None:
    """Next to every bar."""
    assert seat_words(*seats) == words


def test_bars_and_labels_paint_at_every_size(qapp: QApplication, qtbot: QtBot) -> None:
    """Including nothing at all and far too much."""
    bars = StandardBars()
    bars.set_rows([StandardRow("1 Serah", 0.5, "3 mnt", "98%"), StandardRow("3 Kabag", 9.0, "99 mnt", "1%")])
    chart = ColumnChart("Permohonan per bulan")
    chart.set_items([ColumnItem("Jan", 0), ColumnItem("Des", 7, open=True)])
    label = Label("sebuah kalimat yang tidak muat di ruang yang ada", elide=True)
    widgets = [
        bars,
        chart,
        label,
        TimeBar(38, 30, "38 dari 30 menit"),
        TimeBar(0, 0, ""),
        FillBar(3, 30, 20),
        ColumnChart(),
    ]
    pane = show(qtbot, *widgets, GroupHeading("Perlu tindakan", "4"), Keycap("F1"), width=220, height=900)
    theme.apply(qapp, "dark", 1.3)
    assert not pane.grab().isNull()
    assert label.full_text() == label.accessibleName()
    assert "99 mnt" in bars.accessibleDescription()


@pytest.mark.parametrize("dark", [False, True])
def test_the_gallery_draws_within_the_common_screen(qapp: QApplication, tmp_path: Path, dark: bool) -> None:
    """1366 wide and no warning from Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    files = gallery.draw(tmp_path, dark=dark, scale=1.0)
    assert len(files) == 3
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1366, 768)
