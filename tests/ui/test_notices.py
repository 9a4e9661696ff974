"""Steps 6 and 7 by key presses: who was told, who comes, and where the letter lies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.queries import cases, session_read
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.notice_words import address, greeting
from desktop_app.services import notices, request_edits, session_moves
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.identity_numbers import show_phone
from desktop_app.sop.states import RequestState
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import SIZE, Page, own_names, show_page
from ui.panels.notices import NoticesPane
from ui.panels.notices_mail import FOLDER_SETTING
from ui.panels.notices_text import length_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[NoticesPane]]:
    """The board with the class of 15 and 16 December open, the focus on its people."""
    shown = show_page(qtbot, class_office, "wulan", NoticesPane, tmp_path, class_threads)
    shown.panel.middle.table.setFocus()
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def case_of(page: Page[NoticesPane], name: str) -> CaseRow:
    """A case of the office as it is on disk."""
    with page.office.office.store.reading() as connection:
        return cases.case(connection, page.office.ids[name], page.office.clock.now())


def chosen(page: Page[NoticesPane]) -> str:
    """Whose number is shown."""
    return page.panel.call.name.full_text()


def test_models_are_sound(page: Page[NoticesPane]) -> None:
    """Qt's own judge watches both models while a class is told."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(page.panel.rows.rows_model, mode),
        QAbstractItemModelTester(page.panel.middle.table.table_model, mode),
    ]
    page.press("1", "4", "2")
    assert all(testers)


def test_board_lists_classes_by_what_they_need(page: Page[NoticesPane]) -> None:
    """To tell first, complete ones after, and a tentative class says why it waits."""
    titles = [row.title for row in page.panel.rows.rows_model.rows()]
    assert titles == [
        "SAMPAIKAN JADWAL",
        "Sel–Rab 15–16 Des",
        "LENGKAP",
        "Kam 3 Des",
        "MASIH TENTATIF",
        "Sen–Sel 21–22 Des",
    ]


def test_five_results_on_five_keys_and_the_next_person_comes(page: Page[NoticesPane]) -> None:
    """1 comes, 2 not answered, 4 cancels, 5 wrong number, 3 substitute; the number is shown in full."""
    assert (chosen(page), page.panel.call.phone.text()) == ("Ahmad Fauzi", "0812-0000-1101")
    assert "Apakah Bapak Ahmad Fauzi dapat hadir?" in page.panel.call.script.full_text()
    page.press("1")
    assert chosen(page) == "Budi Hartono"
    page.press("2")
    assert chosen(page) == "Dian Permata"
    page.press("4")
    # Yuni Astuti has no telephone of her own: the whole group is told through the contact person.
    assert (chosen(page), page.panel.call.group.isChecked()) == ("Hendra Saputra", True)
    page.press("R", "5")
    assert chosen(page) == "M. Iqbal Ramadhan"
    page.press("3")
    page.type("Bambang Sutrisno")
    page.press("Ctrl+Return")
    assert chosen(page) == "Sri Wahyuni"
    assert page.said == [
        "Ahmad Fauzi bisa hadir",
        "Budi Hartono tidak mengangkat",
        "Dian Permata batal hadir",
        "Yuni Astuti ditandai nomor salah",
        "M. Iqbal Ramadhan diganti Bambang Sutrisno",
    ]
    case = case_of(page, "rsud")
    outcomes = {one.full_name: one.outcome for one in case.contacts}
    assert outcomes == {
        "Ahmad Fauzi": "REACHED",
        "Budi Hartono": "NO_ANSWER",
        "Dian Permata": "REACHED",
        "Yuni Astuti": "WRONG_NUMBER",
        "M. Iqbal Ramadhan": "REACHED",
    }
    active = {one.full_name for one in case.participants if one.status == "ACTIVE"}
    assert "Bambang Sutrisno" in active and not active & {"Dian Permata", "M. Iqbal Ramadhan"}
    counts = {key: chip.accessibleName() for key, chip in page.panel.middle.chips.items()}
    assert counts["present"] == "Hadir, 2"
    assert counts["gone"] == "Batal / ganti, 2"


def test_the_letter_archived_ends_step_six(page: Page[NoticesPane]) -> None:
    """Told and archived: NOTIFIED; the place is proposed, two times Ctrl+Enter suffices."""
    page.press("1", "Ctrl+Return")
    assert page.panel.forms.archive.text("storage_location") == "Lemari 1 / Boks 1"
    assert case_of(page, "rsud").state is RequestState.SCHEDULED
    page.press("Ctrl+Return")
    case = case_of(page, "rsud")
    assert case.state is RequestState.NOTIFIED
    assert case.archive_file is not None and case.archive_file.storage_location == "Lemari 1 / Boks 1"
    assert page.panel.middle.filed.view().text == "Diarsipkan"
    assert page.panel.middle.told.view().text.startswith("Disampaikan")
    assert page.panel.strip.steps()[5].state == "done"
    assert page.panel.right.currentWidget() is page.panel.call


def test_an_empty_shelf_place_is_asked_for_beside_the_field(page: Page[NoticesPane]) -> None:
    """What was typed stays, nothing is saved."""
    page.press("Ctrl+Return")
    page.panel.forms.archive.set_text("storage_location", "")
    page.press("Ctrl+Return")
    level, words = page.panel.forms.archive.fields["storage_location"].message()
    assert level == "error" and words
    assert case_of(page, "rsud").archive_file is None
    page.press("Escape")
    assert page.panel.right.currentWidget() is page.panel.call


def test_a_group_is_told_with_one_call(page: Page[NoticesPane]) -> None:
    """R and 1: six people confirmed through the contact person, CONFIRMED once the letter lies in the cabinet."""
    page.press("Ctrl+Return", "Ctrl+Return", "R", "1")
    case = case_of(page, "rsud")
    assert case.state is RequestState.CONFIRMED
    assert len(case.contacts) == 1 and case.contacts[0].participant_id is None
    assert {one.answer for one in case.confirmations} == {"PRESENT"} and len(case.confirmations) == 6
    assert chosen(page) == "Teguh Santoso"


def test_tentative_classes_cannot_be_told(page: Page[NoticesPane]) -> None:
    """The banner says so, the keys do nothing but say why."""
    page.panel.rows.select(str(page.office.ids["tentative"]))
    page.settle()
    assert page.panel.middle.tentative.isVisible()
    page.press("1", into=page.panel.middle.table)
    assert "tentatif" in page.panel.call.error.full_text()
    assert not case_of(page, "bkpsdm").contacts


def test_messages_go_down_the_list(page: Page[NoticesPane]) -> None:
    """Ctrl+M, then 1 for each message the office's phone has sent; K copies the text."""
    page.press("Ctrl+M")
    assert page.panel.call.channel() == "sms"
    page.press("K")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("LPSE Kabupaten Belitung: training SPSE 4.5 untuk PPK, 15-16 Des 2026 pkl 08.30")
    assert text.isascii() and length_words(text) == "145 huruf, 1 SMS, sisa 15"
    page.press("Q")
    assert page.panel.call.qr.code().startswith("SMSTO:+6281200001101:LPSE")
    page.press("1")
    assert page.said[-1] == "Ahmad Fauzi sudah dikirimi jadwal"
    assert chosen(page) == "Budi Hartono"
    page.press("Q", "T")
    with page.office.office.store.reading() as connection:
        detail = session_read.session(connection, page.office.ids["class"], page.office.clock.now())
    assert detail.people[0].channel("sms").success


def test_one_undo_takes_call_and_answer_back(page: Page[NoticesPane]) -> None:
    """A wrong key is one act: one Ctrl+Z (the window's) takes back the call and the answer."""
    page.press("4")
    assert len(case_of(page, "rsud").contacts) == 1
    assert not [p for p in case_of(page, "rsud").participants if p.full_name == "Ahmad Fauzi" and p.status == "ACTIVE"]
    page.desk.dispatcher.undo()
    page.settle()
    case = case_of(page, "rsud")
    assert [p for p in case.participants if p.full_name == "Ahmad Fauzi" and p.status == "ACTIVE"]
    assert case.contacts == () and case.confirmations == ()


def test_the_history_of_several_is_everybodys(page: Page[NoticesPane]) -> None:
    """One was called in vain: with all ticked the line names him; what all got together says so."""
    page.press("2")
    page.press("A")
    called = [line for line in page.panel.call.history.texts() if "Telepon" in line]
    assert called and all(": Telepon" in line and "Semua" not in line for line in called)
    page.press("S", "1")
    page.press("A")
    sent = [line for line in page.panel.call.history.texts() if "SMS" in line]
    assert sent and ": SMS" in sent[0]


def test_several_are_told_with_one_act(page: Page[NoticesPane]) -> None:
    """A ticks all who still have to be asked, of two letters; S and 1 record eight messages, one undo takes all."""
    page.press("A", "S")
    assert page.panel.call.name.full_text() == "8 orang dipilih"
    page.press("Q")
    assert page.panel.call.qr.code().startswith("sms:+6281200001101,+6281200001105,")
    page.press("Q", "1")
    assert page.said[-1] == "8 orang sudah dikirimi jadwal" and not page.panel.middle.marked()
    sent = [one for name in ("rsud", "sijuk") for one in case_of(page, name).contacts]
    assert len(sent) == 8 and {one.channel for one in sent} == {"sms"}
    page.desk.dispatcher.undo()
    page.settle()
    assert not case_of(page, "rsud").contacts and not case_of(page, "sijuk").contacts


def test_space_ticks_one_and_the_substitute_needs_a_single_person(page: Page[NoticesPane]) -> None:
    """Two ticked: what holds for one person only is off and says so; Esc takes the ticks off."""
    page.press("Space", "Down", "Space")
    assert page.panel.call.name.full_text() == "2 orang dipilih"
    page.press("3")
    assert "satu per satu" in page.panel.call.error.full_text()
    page.press("Escape")
    assert chosen(page) == "Budi Hartono"


def test_another_date_is_asked_for_with_its_note(page: Page[NoticesPane]) -> None:
    """6: the wish is noted; the person is not called again but stays without an answer."""
    page.press("6")
    page.type("minggu kedua Januari")
    page.press("Ctrl+Return")
    assert chosen(page) == "Budi Hartono"
    (answer,) = case_of(page, "rsud").confirmations
    assert (answer.answer, answer.note) == ("OTHER_DATE", "minggu kedua Januari")


def test_a_wrong_number_is_flagged_and_another_way_proposed(page: Page[NoticesPane]) -> None:
    """5 flags the person's record; the list says so and the pane proposes the next way."""
    page.press("5")
    page.panel.middle.choose(page.panel.middle.people()[0].participant_id)
    page.settle()
    person = page.panel.middle.person()
    assert person is not None and person.mobile_unreachable and person.proposed_channel == "telephone"
    assert "ditandai salah" in page.panel.call.warning.full_text()
    assert case_of(page, "rsud").participants[0].mobile_unreachable
    page.press("R", "5")
    assert case_of(page, "rsud").contact_phone_unreachable
    page.panel.middle.choose(page.panel.middle.people()[0].participant_id)
    page.settle()
    assert "Usul: Surat (U)" in page.panel.call.warning.full_text()


def test_the_letter_gets_its_number_when_it_is_issued(page: Page[NoticesPane]) -> None:
    """U, B and Ctrl+Enter: numbered and shown; 1 records it sent, in the book too."""
    shown: list[str] = []
    page.press("U", "B")
    page.press("Ctrl+A", "Delete", "Ctrl+Return")
    assert page.panel.forms.letter.fields["letter_date"].message()[0] == "error" and not case_of(page, "rsud").letters
    page.type("03122026")
    page.press("Ctrl+Return")
    (letter,) = case_of(page, "rsud").letters
    assert (letter.kind, letter.full_number) == ("undangan", "800.2.4.1/1/PBJ/XII/2026") and letter.sent_at is None
    close_dialogs(page, shown)
    assert shown == ["Undangan / Pemberitahuan Jadwal 800.2.4.1/1/PBJ/XII/2026"]
    page.panel.middle.table.setFocus()
    page.press("1")
    assert case_of(page, "rsud").letters[0].sent_at is not None


def test_the_mail_draft_carries_the_invitation(page: Page[NoticesPane], tmp_path: Path) -> None:
    """E and B: an .eml the mail program opens, with the PDF; parsed back it says what the board says."""
    opened: list[Path] = []

    def opens(path: Path) -> bool:
        opened.append(path)
        return True

    page.panel.acts.mail.opener = opens
    page.desk.settings.setValue(FOLDER_SETTING, str(tmp_path / "surat"))
    page.press("E", "B")
    assert "Belum ada e-mail untuk Ahmad Fauzi" in page.panel.call.error.full_text() and not opened
    page.office.do(
        "wulan", request_edits.edit_request, request=page.office.ids["rsud"], contact_email="rsud@contoh.go.id"
    )
    page.panel.refresh(None)
    page.settle()
    page.press("R", "B")
    assert [one.name for one in opened] == [f"undangan-{case_of(page, 'rsud').key.replace('/', '-')}.eml"]
    mail = message_from_bytes(opened[0].read_bytes(), policy=SMTP)
    assert (mail["To"], mail["X-Unsent"]) == ("rsud@contoh.go.id", "1")
    assert mail["Subject"] == "Jadwal training SPSE 4.5 untuk PPK, 15-16 Des 2026"
    body = mail.get_body(("plain",))
    assert body is not None and "Selasa–Rabu, 15–16 Desember 2026" in body.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == opened[0].with_suffix(".pdf").name
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(attached.get_content())).pages)
    assert "Pemberitahuan Jadwal Training" in text and "Ahmad Fauzi" in text


def close_dialogs(page: Page[NoticesPane], titles: list[str]) -> None:
    """Close the previews that opened, noting what they show."""
    page.settle()
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and one is not page.panel.window():
            titles.append(one.windowTitle())
            one.close()
    with page.qtbot.waitActive(page.panel):
        page.panel.activateWindow()
    page.settle()


def test_others_only_read(qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path) -> None:
    """A trainer who got here sees switched-off results with the reason as their tooltip."""
    page = show_page(qtbot, class_office, "andi", NoticesPane, tmp_path, class_threads)
    button = page.panel.call.buttons[1]
    assert not button.isEnabled() and "Helpdesk" in button.toolTip()


def test_page_fits_and_names_are_unique(page: Page[NoticesPane]) -> None:
    """The smallest window, and an object name once only."""
    hint = page.panel.minimumSizeHint()
    assert hint.width() <= SIZE[0] and hint.height() <= SIZE[1]
    own = own_names(page.panel)
    assert sorted(own) == sorted(set(own))


def test_words_by_hour_and_nip() -> None:
    """Pagi, siang, sore; Bapak or Ibu where the NIP tells."""
    assert [greeting(datetime(2026, 12, 3, hour)) for hour in (8, 12, 16)] == [
        "Selamat pagi",
        "Selamat siang",
        "Selamat sore",
    ]
    assert [address(nip) for nip in ("198001012005011001", "199003032019032001", "123")] == [
        "Bapak",
        "Ibu",
        "Bapak/Ibu",
    ]
    assert show_phone("081200001101") == "0812-0000-1101"


def test_a_session_of_twenty_in_at_most_two_keys_a_person_and_step(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """Issue C: told (6) and confirmed (7) one by one with one key each; the letter archived with two more."""
    names = tuple(
        ParticipantEntry(full_name=f"Peserta Umpama {n:02d}", mobile=f"08120000{5000 + n}") for n in range(20)
    )
    request = class_office.letter("Dinas Umpama Besar", "SPSE_PPK", names)
    class_office.ids["twenty"] = class_office.own_class(request, date(2026, 12, 17), room="lpse")
    page = show_page(qtbot, class_office, "wulan", NoticesPane, tmp_path, class_threads)
    page.panel.rows.select(str(class_office.ids["twenty"]))
    page.settle()
    page.panel.middle.table.setFocus()
    pressed = 0
    for expected in names:
        assert chosen(page) == expected.full_name
        page.press("1")
        pressed += 1
    page.press("Ctrl+Return", "Ctrl+Return")
    pressed += 2
    with class_office.office.store.reading() as connection:
        case = cases.case(connection, request, class_office.clock.now())
    assert case.state is RequestState.CONFIRMED
    assert len({one.participant_id for one in case.contacts}) == len(case.confirmations) == 20
    assert pressed == 22 <= 2 * 20 * 2


def test_after_a_move_the_board_goes_through_those_who_know_the_old_date(page: Page[NoticesPane]) -> None:
    """Everybody said yes, the class moves: the list says so, 1 for each tells the new date, then it is complete."""
    page.press("R", "1")
    for request in ("rsud", "sijuk"):
        page.office.do("wulan", notices.record_contact, request=page.office.ids[request], channel="sms", outcome="SENT")
    moved = page.office.do(
        "nurul",
        session_moves.move_session,
        reason="banjir",
        session=page.office.ids["class"],
        first_day=date(2026, 12, 17),
    )
    page.panel.refresh(None)
    page.settle()
    page.panel.rows.select(str(moved.session))
    page.settle()
    page.panel.middle.table.setFocus()
    assert page.panel.middle.chips["old"].accessibleName() == "Tanggal lama, 8"
    assert "Masih tahu tanggal lama: Sel–Rab 15–16 Des" in page.panel.call.warning.full_text()
    page.press("A", "S", "1")
    assert page.panel.middle.chips["old"].accessibleName() == "Tanggal lama, 0"
    assert {one.round for one in case_of(page, "rsud").contacts[:6]} == {2}
