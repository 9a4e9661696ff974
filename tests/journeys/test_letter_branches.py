"""Letters that come again, change, or ask for another date (DOMAIN 8.4), by key presses from log-in to the data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.sop.states import RequestState
from tests.journeys.december_window import MEMBALONG, PPK_TOLD, Office, seated
from tests.ui import december_office
from ui.panels.helpdesk import HelpdeskPage
from ui.panels.notices import NoticesPane

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    """The Kasubbag at the window on 3 December."""
    with seated(tmp_path, qapp) as office:
        yield office


def test_the_applicant_asks_for_another_date(at: Office) -> None:
    """The Helpdesk notes it by 6; the Kasubbag moves the letter with Enter: a new round, the first date of receipt."""
    other = at.december.klass(29, december_office.PPK, "lpse", "andi", days=1)
    sijuk = next(one for one in at.klass(PPK_TOLD).request_ids if at.case(one).sender == "Kecamatan Sijuk")
    before = at.case(sijuk)
    at.sit("wulan")
    at.open_case(sijuk)
    at.keys("Ctrl+Return")
    at.hands.until_focus("people_table")
    panel = at.window.current_panel()
    assert isinstance(panel, HelpdeskPage) and isinstance(panel.notices, NoticesPane)
    for _ in range(20):
        person = panel.notices.middle.person()
        if person is not None and person.request_id == sijuk:
            break
        at.keys("Down")
    at.keys("6")
    at.hands.until_focus("other_date_note")
    at.hands.write("akhir Desember")
    at.keys("Ctrl+Return")
    at.sit("nurul")
    at.decide(f"wish:{sijuk}:{PPK_TOLD}")
    assert "akhir Desember" in at.page().side.decisions.sentence.full_text()
    at.keys("Return")
    at.reason("decisions_reason_text", "permintaan pemohon")
    assert at.state(sijuk) is RequestState.SCHEDULED and sijuk in at.klass(other).request_ids
    after = at.case(sijuk)
    assert after.received_at == before.received_at and after.round == before.round + 1


def test_a_letter_that_came_twice(at: Office) -> None:
    """The Helpdesk proposes, the Kasubbag confirms where he reads it: both numbers stay, the first goes on."""
    again = at.december.approved(at.december.letter("Kecamatan Membalong", december_office.PPK, 5))
    at.sit("wulan")
    at.open_case(again)
    at.ask("propose_duplicate")
    at.hands.until_focus("case_ask_first")
    at.hands.write(at.case(MEMBALONG).key)
    at.keys("Return")
    at.hands.write("surat yang sama, dikirim lewat WhatsApp")
    at.keys("Ctrl+Return")
    at.sit("nurul")
    at.pick("Alt+1", again)
    at.keys("Return")
    at.tab_to("kasubbag_duplicate")
    at.keys("Return")
    assert at.state(again) is RequestState.DUPLICATE and at.state(MEMBALONG) is RequestState.SCHEDULING
    assert at.case(again).key != at.case(MEMBALONG).key


def test_a_follow_up_letter_changes_numbers_and_dates(at: Office) -> None:
    """Tied to the first letter, whose fields are changed by F2: no new number for it, its clock is not begun anew."""
    first = at.case(MEMBALONG)
    later = at.december.letter("Kecamatan Membalong", december_office.PPK, 6)
    at.sit("wulan")
    at.open_case(later)
    at.ask("link_follow_up")
    at.hands.until_focus("case_ask_first")
    at.hands.write("9999")
    at.keys("Ctrl+Return")
    assert "tidak ada di buku" in at.hands.focus().accessibleDescription()
    at.keys("Ctrl+A")
    at.hands.write(first.key)
    at.keys("Ctrl+Return")
    assert [(one.relation, one.key) for one in at.case(later).linked] == [("susulan untuk", first.key)]
    at.open_case(MEMBALONG)
    at.keys("F2")
    at.tab_to("case_letter_count")
    at.keys("Ctrl+A")
    at.hands.write("6")
    at.keys("Ctrl+Return")
    after = at.case(MEMBALONG)
    assert after.participant_count == 6 and len(after.participants) == 6
    assert (after.received_at, after.key, after.state) == (first.received_at, first.key, first.state)
    assert [one.relation for one in after.linked] == ["surat susulan"]
