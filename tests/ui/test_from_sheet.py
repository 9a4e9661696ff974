""" "Catat dari lembar": both dispositions in fourteen keys, refused wholly or recorded wholly, sheets still out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services import sheets
from desktop_app.sop.states import RequestState
from tests.ui.december_page import CTRL, ENTER, K, Opened, focus_name
from tests.ui.helpdesk_desk import MARSIDI, found, helpdesk, show
from ui.panels.from_sheet import FromSheetPane

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
BUDGET = 14


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def press_counted(at: Opened, *presses: Any) -> int:
    """Press and count; a chord is two keys, as in the design's own count."""
    keys = 0
    for one in presses:
        at.act(one)
        keys += 2 if isinstance(one, tuple) else len(one) if isinstance(one, str) else 1
    return keys


def test_both_dispositions_take_at_most_fourteen_keys(at: Opened) -> None:
    """Number, Enter, two times of paraf, Ctrl+Enter: approved, disposed, recorded as from paper, sheet back."""
    page = show(at)
    case = found(at, MARSIDI)
    at.december.do("wulan", sheets.print_sheet, request=case.request_id)
    at.act((K.Key_B, CTRL))
    assert focus_name() == "sheet_number"
    number = case.key.split("/")[0].rjust(3, "0")
    keys = press_counted(at, number, ENTER, "0926", "0938", (ENTER, CTRL))
    assert keys <= BUDGET
    after = at.case(case.request_id)
    assert after.state is RequestState.SCHEDULING
    assert [(f"{one.initialed_at:%H.%M}", one.from_paper) for one in after.dispositions] == [
        ("09.26", True),
        ("09.38", True),
    ]
    assert [one.officer.split(",")[0] for one in after.dispositions] == ["Drs. Suryadi Hakim", "Nurul Aini"]
    assert all(one.recorded_by.startswith("Wulan") for one in after.dispositions)
    assert not any(one.out for one in after.sheets)
    assert at.said == [f"Disposisi {case.key} dicatat dari lembar"]
    assert focus_name() == "sheet_number"
    assert page.sheet.case() is None
    at.undo()
    assert at.state(case.request_id) is RequestState.WITH_HEAD


def test_the_code_of_the_qr_finds_the_case(at: Opened) -> None:
    """A hand scanner types the code and Enter."""
    page = show(at)
    case = found(at, MARSIDI)
    made = at.december.do("wulan", sheets.print_sheet, request=case.request_id)
    page.open_sheet()
    at.act(made.token.lower(), ENTER)
    shown = page.sheet.case()
    assert shown is not None and shown.key == case.key
    assert focus_name() == "sheet_head_time"


def test_an_unknown_number_is_said_beside_the_field(at: Opened) -> None:
    """The number stays, selected, to be typed over."""
    page = show(at)
    page.open_sheet()
    at.act("987", ENTER)
    assert "tidak ada di buku" in page.sheet._number_field.message()[1]
    at.act("ABC", ENTER)
    assert "tidak dikenal" in page.sheet._number_field.message()[1]


def test_only_the_kabags_part(at: Opened) -> None:
    """Without a time the Kasubbag has not signed yet; Enter after three digits goes on as well."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_sheet(case.request_id)
    at.settled()
    at.press("926", ENTER)
    assert focus_name() == "sheet_subhead_time"
    at.act((ENTER, CTRL))
    assert at.state(case.request_id) is RequestState.WITH_SUBHEAD


def test_a_return_needs_its_reason_and_ends_there(at: Opened) -> None:
    """The reason takes the focus; the Kasubbag's part is off."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_sheet(case.request_id)
    at.settled()
    at.press("0930")
    page.sheet.head.outcome.set_current("return")
    page.sheet.head._on_outcome()
    assert focus_name() == "sheet_head_note"
    assert not page.sheet.subhead.isEnabled()
    at.act((ENTER, CTRL))
    assert page.sheet.head.fields["note"].message()[0] == "error"
    at.press("siapa pesertanya?")
    at.act((ENTER, CTRL))
    after = at.case(case.request_id)
    assert (after.state, after.dispositions[-1].note) == (RequestState.RETURNED, "siapa pesertanya?")


def test_a_paraf_in_the_future_saves_nothing(at: Opened) -> None:
    """One sentence beside the time that is wrong; both parts stay typed."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_sheet(case.request_id)
    at.settled()
    at.press("0930", "1530")
    at.act((ENTER, CTRL))
    assert at.state(case.request_id) is RequestState.WITH_HEAD
    assert "belum terjadi" in page.sheet.subhead.fields["initialed_at"].message()[1]
    assert page.sheet.head.time.text() == "09.30"


def test_an_acting_official_and_trainers(at: Opened) -> None:
    """Plh. signs for the Kabag; the third disposition names the trainers."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_sheet(case.request_id)
    at.settled()
    at.press("0930")
    page.sheet.head.officer.set_current("rizal")
    page.sheet.head.acting.set_current("Plh.")
    page.sheet.head.instructions["COORDINATE"].setChecked(True)
    at.press("0935")
    page.sheet.subhead.trainers["andi"].setChecked(True)
    at.act((ENTER, CTRL))
    dispositions = at.case(case.request_id).dispositions
    assert dispositions[0].acting_kind == "Plh."
    assert set(dispositions[0].instruction_codes) == {"PROCESS", "COORDINATE"}
    assert dispositions[-1].trainers[0].startswith("Andi")


def test_who_holds_sheets_and_taking_one_back(at: Opened) -> None:
    """Printed sheets stand in the list until they are back."""
    page = show(at)
    case = found(at, MARSIDI)
    at.december.do("wulan", sheets.print_sheet, request=case.request_id)
    page.open_sheet()
    at.settled()
    rows = page.sheet.out.list.rows_model.rows()
    assert [row.title for row in rows] == [f"{case.key} · {MARSIDI}"]
    page.sheet.out.list.setFocus()
    at.press(K.Key_Down)
    page.sheet.out.back.click()
    at.settled()
    page.sheet.refresh(None)
    at.settled()
    assert not page.sheet.out.list.rows_model.rows()


def test_the_pane_serves_the_other_tabs(at: Opened) -> None:
    """Alone, with a case given; Esc closes."""
    case = found(at, MARSIDI)
    closed: list[bool] = []
    pane = FromSheetPane(at.desk, case.request_id)
    at.qtbot.addWidget(pane)
    pane.closed.connect(lambda: closed.append(True))
    pane.resize(440, 600)
    with at.qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    at.settled()
    assert focus_name() == "sheet_head_time"
    at.act("0930", (ENTER, CTRL))
    assert at.state(case.request_id) is RequestState.WITH_SUBHEAD
    at.press(K.Key_Escape)
    assert closed == [True]
