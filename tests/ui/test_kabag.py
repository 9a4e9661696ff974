"""The Kabag decides by keys; the Helpdesk only reads (SOP step 3, picture 02)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services import dispositions, files
from desktop_app.sop.states import RequestState
from tests.ui.december_page import ALT, CTRL, ENTER, K, Opened, desk_of, focus_name
from ui import theme
from ui.panels.kabag import KabagPage
from ui.panels.kabag_letter import FullScreen
from ui.panels.kabag_queue import id_of
from ui.widgets.empty_state import EmptyState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def test_ctrl_enter_approves_and_takes_the_next_letter(sit: Sit) -> None:
    """Three letters in three presses, each undone by Ctrl+Z."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    first = id_of(page.side.list.current_key())
    assert focus_name() == "kabag_list"
    at.act((ENTER, CTRL))
    assert at.state(first) is RequestState.WITH_SUBHEAD
    assert at.said == ["RSUD dr. H. Marsidi Judono diteruskan ke Kasubbag LPSE"]
    second = id_of(page.side.list.current_key())
    assert second not in (0, first)
    at.undo()
    assert at.state(first) is RequestState.WITH_HEAD
    at.act((ENTER, CTRL))
    assert at.state(second) is RequestState.WITH_SUBHEAD


def test_ticks_and_note_are_written(sit: Sit) -> None:
    """Enter goes into the form, Space ticks, the stock sentence comes by ``/``."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    at.press(ENTER)
    assert focus_name() == "kabag_instruction_0"
    at.press(K.Key_Space)
    page.form.note.setFocus()
    at.press("/")
    menu = page.form.note.note.menu
    assert menu.isVisible()
    at.press(ENTER) if QApplication.focusWidget() is menu else menu.actions()[0].trigger()
    menu.close()
    at.press(" 3/12")
    assert page.form.note.note.text() == "Setuju, jadwalkan. 3/12"
    at.act((ENTER, CTRL))
    written = at.case(request).dispositions[-1]
    assert set(written.instruction_codes) == {"COMMENT", "PROCESS"}
    assert written.note == "Setuju, jadwalkan. 3/12"


def test_returning_needs_a_reason_that_takes_the_focus(sit: Sit) -> None:
    """Alt+K opens the reason, an empty one is refused beside it, Esc leaves, a written one returns the letter."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    at.press((K.Key_K, ALT))
    assert focus_name() == "kabag_reason"
    at.act((ENTER, CTRL))
    assert "Tulis alasannya" in page.form.reason.accessibleDescription()
    assert at.state(request) is RequestState.WITH_HEAD
    at.press(K.Key_Escape)
    assert not page.form.is_asking() and focus_name() == "kabag_instruction_0"
    at.press((K.Key_K, ALT), "Daftar peserta belum ada")
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.RETURNED
    assert at.case(request).dispositions[-1].note == "Daftar peserta belum ada"


def test_rejecting_needs_a_reason_too(sit: Sit) -> None:
    """Alt+T alone rejects nothing."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    at.press((K.Key_T, ALT))
    assert focus_name() == "kabag_reason" and page.form.primary.label() == "Tolak permohonan"
    at.press("Bukan kewenangan LPSE")
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.REJECTED


def test_a_refusal_of_the_service_stands_near_the_button(sit: Sit) -> None:
    """A letter somebody decided meanwhile: the sentence, and what was written stays."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    page.form.note.note.setText("Setuju")
    at.december.do("suryadi", dispositions.approve_by_head, request=request)
    at.act((ENTER, CTRL))
    assert "tidak dapat dilakukan" in page.form.error.full_text()
    assert page.form.note.note.text() == "Setuju"


def test_nothing_waits_any_more(sit: Sit) -> None:
    """The empty state says what is true; today's decisions stay in the list."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    for _ in range(3):
        at.act((ENTER, CTRL))
    empty = page.findChild(EmptyState, "kabag_empty")
    assert empty is not None and empty.isVisible() and empty.accessibleName() == "Semua surat sudah didisposisi"
    assert len(page.side.list.rows_model.rows()) == 6


def test_time_is_red_for_his_own_lane_only(sit: Sit) -> None:
    """38 of 30 minutes is red for the Kabag; the Helpdesk reads since when it lies there."""
    own = sit("suryadi").show(KabagPage).side.list.rows_model.rows()
    late = next(row for row in own if row.title == "Dinas Kesehatan")
    assert (late.status, late.tone) == ("38 dari 30 menit", "danger")


def test_the_helpdesk_reads_and_records_from_paper(sit: Sit) -> None:
    """Buttons are off with a reason, "Catat dari lembar" is there, nobody's lateness is shown."""
    at = sit("wulan")
    page = at.show(KabagPage)
    rows = page.side.list.rows_model.rows()
    assert not any(row.tone == "danger" for row in rows)
    assert next(row for row in rows if row.title == "Dinas Kesehatan").status == "sejak 09.04"
    assert not page.form.primary.isEnabled() and "hanya untuk" in page.form.primary.toolTip()
    assert page.form.paper.isVisible()
    request = id_of(page.side.list.current_key())
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.WITH_HEAD
    at.act((K.Key_L, ALT))
    assert page.work.sheet_is_open() and focus_name().startswith("sheet_")
    at.act(K.Key_Escape)
    assert not page.work.sheet_is_open()


def test_the_scan_is_read_beside_the_form_and_on_the_whole_screen(sit: Sit, tmp_path: Path) -> None:
    """A scan replaces the summary; F11 fills the screen, F11 again gives the keys back."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    assert not page.letter.has_scan()
    scan = QImage(600, 850, QImage.Format.Format_RGB32)
    scan.fill(QColor("#fdfdfa"))
    scan.save(str(tmp_path / "surat.png"))
    at.december.do("wulan", files.attach_scan, request=request, file=str(tmp_path / "surat.png"))
    page.refresh(None)
    at.settled()
    at.qtbot.waitUntil(page.letter.has_scan)
    at.press(K.Key_F11)
    full = page.findChild(FullScreen)
    assert full is not None and full.isVisible()
    QTest.keyClick(full, K.Key_F11)
    at.qtbot.waitUntil(lambda: page.findChild(FullScreen) is None or not full.isVisible())


def test_what_was_typed_from_paper_says_so(sit: Sit) -> None:
    """The official's own list shows it as recorded from the sheet."""
    at = sit("suryadi")
    page = at.show(KabagPage)
    request = id_of(page.side.list.current_key())
    at.december.do("wulan", dispositions.approve_by_head, paper=True, request=request)
    page.refresh(None)
    at.settled()
    row = next(one for one in page.side.list.rows_model.rows() if id_of(one.key) == request)
    assert row.badge is not None and row.badge.text == "dari lembar"


def test_fits_the_common_laptop_and_grows(sit: Sit, qapp: QApplication) -> None:
    """1366 x 609 between the bars at 100 %, and every pixel of the page is drawn."""
    page = sit("suryadi").show(KabagPage)
    least = page.minimumSizeHint()
    assert least.width() <= 1366 and least.height() <= 609
    picture = page.grab().toImage()
    tones = {picture.pixelColor(x, y).name() for x in range(5, 1360, 15) for y in range(5, 600, 15)}
    assert len(tones) > 12
    assert QColor(theme.color("danger")).name() in {
        picture.pixelColor(x, y).name() for x in range(16, 200) for y in range(150, 260)
    }
