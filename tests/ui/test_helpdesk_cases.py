"""Open cases at the Helpdesk: changing, the acts the workflow allows, forms of individuals, scans, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services import access, dispositions, drafts, intake, scheduling
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act
from desktop_app.sop.states import RequestState
from tests.ui import december_office
from tests.ui.december_page import ALT, CTRL, ENTER, K, Opened, focus_name, focused
from tests.ui.helpdesk_desk import MARSIDI, found, helpdesk, show, type_letter
from ui.panels.helpdesk import HelpdeskPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def open_newest(at: Opened, page: HelpdeskPage, text: str = MARSIDI) -> int:
    """Open a case as the list would."""
    request = int(found(at, text).request_id)
    page.open_case(request)
    at.settled()
    return request


def registered(at: Opened, page: HelpdeskPage) -> int:
    """A letter saved without handing it on, open on the page."""
    type_letter(at)
    at.act((K.Key_S, CTRL))
    return page.case.request_id()


def test_enter_in_the_list_opens_the_case_with_its_steps(at: Opened) -> None:
    """``/`` filters, Enter goes to the list, Enter opens; the form is locked."""
    page = show(at)
    page.focus_filter()
    at.press("marsidi")
    page.side.read()
    at.settled()
    at.press(ENTER)
    assert focus_name() == "helpdesk_queue"
    at.act(ENTER)
    assert page.case.case is not None and page.case.case.sender == MARSIDI
    assert page.case.letter.head.office.isReadOnly()
    assert len(page.strip.steps()) == 8


def test_f2_changes_a_field_and_the_journal_keeps_what_stood_there(at: Opened) -> None:
    """Only what changed is sent; Alt+H shows old and new."""
    page = show(at)
    request = open_newest(at, page)
    at.press(K.Key_F2)
    assert focus_name() == "case_letter_sender"
    page.case.letter.head.contact.setFocus()
    page.case.letter.head.contact.selectAll()
    at.press("Dewi Lestari")
    at.act((ENTER, CTRL))
    assert at.case(request).contact_name == "Dewi Lestari"
    assert at.said == [f"Isian {at.case(request).key} diubah"]
    at.act((K.Key_H, ALT))
    first = page.case.timeline.rows_model.rows()[0]
    assert "Hendra Saputra → Dewi Lestari" in first.detail


def test_esc_leaves_a_change(at: Opened) -> None:
    """What is stored stands there again."""
    page = show(at)
    open_newest(at, page)
    at.press(K.Key_F2)
    page.case.letter.head.contact.setFocus()
    at.press("X", K.Key_Escape)
    assert page.case.letter.head.contact.text() == "Hendra Saputra"
    assert not page.case.edit.active


def test_people_are_filled_in_later(at: Opened) -> None:
    """Ins goes to the free row while changing."""
    page = show(at)
    request = open_newest(at, page)
    at.press(K.Key_F2, K.Key_Insert, *"Budi Hartono", ENTER)
    at.qtbot.wait(20)
    assert focus_name() == "case_letter_people_table"
    at.act((ENTER, CTRL))
    names = [one.full_name for one in at.case(request).participants if one.full_name]
    assert names == ["Budi Hartono"]


def budi_sits_twice(at: Opened, starts: str, ends: str) -> int:
    """Budi of Dinas Sosial sits in a morning class; another letter of his office, still without names, beside it."""
    made, ppk = at.december, december_office.PPK
    morning = made.klass(28, ppk, "lpse", "andi", days=1)
    budi = (ParticipantEntry(full_name="Budi Umpama"),)
    first = made.waiting(made.letter("Dinas Sosial", ppk, 1, participants=budi))
    made.do("nurul", scheduling.schedule_request, request=first, session=morning)
    beside = made.klass(28, ppk, "lab", "maya", days=1, starts=starts, ends=ends, why="pengganti")
    second = made.waiting(made.letter("Dinas Sosial", ppk, 1))
    made.do("nurul", scheduling.schedule_request, request=second, session=beside)
    return second


def type_budi(at: Opened, page: HelpdeskPage, request: int) -> None:
    """F2, Ins, his name, Ctrl+Enter."""
    page.open_case(request)
    at.settled()
    at.press(K.Key_F2, K.Key_Insert, *"Budi Umpama", ENTER)
    at.qtbot.wait(20)
    at.act((ENTER, CTRL))


def test_a_name_that_sits_in_another_class_of_the_day_asks_why_and_keeps_what_was_typed(at: Opened) -> None:
    """Other hours: a line asks the reason, Esc leaves only the line, Ctrl+Enter asks again and the reason is kept."""
    request = budi_sits_twice(at, "15:00", "16:00")
    page = show(at)
    type_budi(at, page, request)
    assert focus_name() == "case_reason_text"
    assert "Budi Umpama sudah duduk di kelas" in focused().accessibleDescription()
    at.act(ENTER)
    assert focus_name() == "case_reason_text", "an empty reason is asked for again"
    at.act(K.Key_Escape)
    assert page.case.edit.active and not page.case.why.isVisible()
    at.act((ENTER, CTRL))
    at.act(*"pagi dan sore", (ENTER, CTRL))
    assert [one.full_name for one in at.case(request).participants] == ["Budi Umpama"]
    assert not page.case.edit.active and not page.case.why.isVisible()


def test_a_name_that_sits_elsewhere_at_these_hours_is_refused_and_stays_typed(at: Opened) -> None:
    """The sentence stands over the buttons; another name goes through."""
    request = budi_sits_twice(at, "08:30", "15:00")
    page = show(at)
    type_budi(at, page, request)
    assert "Budi Umpama sudah duduk di kelas" in page.case.error.text() and "Pilih orang lain" in page.case.error.text()
    assert page.case.edit.active and not page.case.why.isVisible()
    assert not at.case(request).participants[0].full_name


def test_marking_incomplete_asks_what_is_missing_in_the_row(at: Opened) -> None:
    """No box: a row that takes the focus; an empty answer is refused there."""
    page = show(at)
    request = registered(at, page)
    page.case.start_act("mark_incomplete")
    assert page.case.ask.isVisible() and not page.case.bar.isVisible()
    at.act((ENTER, CTRL))
    assert page.case.ask.error.full_text()
    focused().window().activateWindow()
    page.case.ask._checks[1][1].setFocus()
    at.press(K.Key_Space)
    at.act((ENTER, CTRL))
    assert at.case(request).missing == ("Tanda tangan",)
    assert at.state(request) is RequestState.INCOMPLETE


def test_voiding_needs_a_reason_and_a_second_person(at: Opened) -> None:
    """A wrong PIN is said beside the field; with the right one the entry is struck out, the number stays."""
    page = show(at)
    request = registered(at, page)
    office, nurul = at.december.office, at.december.actors["nurul"]
    access.change_pin(office, Act(actor=nurul), new_pin="739251")
    page.case.start_act("void_request")
    assert focus_name() == "case_ask_reason"
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.REGISTERED
    page.case.ask._fields["reason"].editor.setFocus()
    at.press("salah catat", ENTER, "nu", ENTER, "111222")
    at.act((ENTER, CTRL))
    assert page.case.ask._fields["second_pin"].message()[0] == "error"
    focused().selectAll()  # type: ignore[attr-defined]
    at.press("739251")
    at.act((ENTER, CTRL))
    assert at.state(request) is RequestState.VOIDED


def test_buttons_follow_the_workflow(at: Opened) -> None:
    """At the Kabag: from paper is the primary act; what is not allowed says why in the menu."""
    page = show(at)
    open_newest(at, page)
    assert not page.case.primary.isVisible()
    assert page.case.sheet.isVisible()
    page.case.open_menu()
    items = {item.objectName(): item for item in page.case.menu.actions()}
    page.case.menu.close()
    assert not items["case_act_mark_incomplete"].isEnabled()
    assert "tidak dapat dilakukan" in items["case_act_mark_incomplete"].toolTip()
    assert items["case_act_withdraw_request"].isEnabled()


def test_the_form_of_an_individual_needs_the_privacy_notice(at: Opened) -> None:
    """Alt+2; without the tick one sentence, with it a case of one seat."""
    page = show(at)
    at.press((K.Key_2, ALT), "Rina Uji, S.E.", K.Key_Tab, "0812-0000-9999", K.Key_Tab, K.Key_Tab, K.Key_Tab)
    assert focus_name() == "new_person_topics"
    at.press("pe", ENTER)
    at.act((ENTER, CTRL))
    assert page.new.person.warning.words().startswith("Pemberitahuan data pribadi belum disampaikan")
    assert focus_name() == "new_person_privacy_notice"
    at.press(K.Key_Space)
    at.act((ENTER, CTRL))
    case = found(at, "Rina Uji")
    assert (case.kind, case.state, case.participant_count) == ("form", RequestState.WITH_HEAD, 1)
    assert case.participants[0].privacy_notice_at is not None
    assert page.case.form() is page.case.person


def test_a_draft_comes_back_with_its_scan(at: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    """Left half-typed, restored at the next start with a line that says so; saving drops it."""
    page = show(at)
    at.press("mar", ENTER, "9/DRAF", K.Key_Tab, "3011", K.Key_Tab, "pp", ENTER)
    page.close_down()
    officer = at.desk.actor.officer_id
    assert officer is not None
    qtbot.waitUntil(lambda: drafts.load_draft(at.december.office, officer, "surat") is not None)
    kept = drafts.load_draft(at.december.office, officer, "surat")
    assert kept is not None and kept["letter_number"] == "9/DRAF"
    page.hide()
    again = show(at)
    assert again.new.letter.head.number.text() == "9/DRAF"
    assert again.new.letter.head.office.current() is not None
    assert again.new.restored.words().startswith("Draf dipulihkan")
    again.new.letter.people.count.setFocus()
    at.press("4")
    at.act((ENTER, CTRL))
    at.settled()
    assert drafts.load_draft(at.december.office, officer, "surat") is None


def test_a_draft_is_kept_within_seconds(at: Opened, qtbot: QtBot) -> None:
    """A power cut loses seconds, not letters."""
    page = show(at)
    at.press("mar", ENTER, "9/X")
    sheet = page.new.current()
    with qtbot.waitSignal(sheet.draft.kept, timeout=5000):
        pass
    officer = at.desk.actor.officer_id
    assert officer is not None and drafts.load_draft(at.december.office, officer, "surat") is not None


def test_a_scan_chosen_before_is_attached_after_the_commit(at: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    """A bad file is refused at once and nothing else is lost."""
    page = show(at)
    scan, bad = tmp_path / "pindai.png", tmp_path / "kosong.pdf"
    image = QImage(600, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(scan))
    bad.write_bytes(b"")
    page.scan.take(scan)
    at.settled()
    assert page.scan.pending == scan
    page.scan.take(bad)
    at.settled()
    assert page.scan.words.full_text().startswith("Berkas ini kosong")
    assert page.scan.pending == scan
    type_letter(at)
    at.act((ENTER, CTRL))
    at.settled()
    case = found(at, MARSIDI)
    assert [one.file_name for one in case.attachments] == ["pindai.png"]


def test_the_other_list_stands_under_the_same_switch(at: Opened) -> None:
    """Notifikasi and back; Ctrl+N from there begins a letter."""
    page = show(at)
    page.side.switch.set_current("notices")
    page.show_page("notices")
    at.settled()
    assert page.pages.currentWidget() is page.notices
    assert page.notices is not None and page.notices.isAncestorOf(page.side.switch)
    at.act((K.Key_N, CTRL))
    assert page.pages.currentWidget() is page.work
    assert page.side.isAncestorOf(page.side.switch)
    assert focus_name() == "new_letter_sender"


def test_a_rejection_asks_for_its_reply_until_it_is_sent(at: Opened) -> None:
    """Ctrl+Enter twice numbers and shows the reply, once more records it sent; before that it stays "perlu Anda"."""
    page = show(at)
    request = registered(at, page)
    kabag, office = access.actor_for(at.december.office, "suryadi"), at.december.office
    intake.forward_to_head(office, Act(actor=at.desk.actor), request=request)
    dispositions.reject_by_head(office, Act(actor=kabag, reason="bukan kewenangan"), request=request)
    page.open_case(request)
    at.settled()
    assert page.case.primary.label() == "Buat surat jawaban"
    page.case.primary.setFocus()
    at.act((ENTER, CTRL))
    assert page.case.ask.isVisible()
    at.act((ENTER, CTRL))
    at.settled()
    (letter,) = at.case(request).letters
    assert letter.kind == "penolakan" and letter.sent_at is None
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and one is not page.window():
            one.close()
    at.settled()
    assert page.case.primary.label() == "Surat sudah dikirim"
    page.case.primary.click()
    at.settled()
    assert at.case(request).letters[0].sent_at is not None
