"""The Helpdesk at the keyboard: a letter in 45 keys, errors that keep what was typed, one letter for two presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.sop.states import RequestState
from tests.ui.december_page import ALT, CTRL, ENTER, K, Opened, focus_name
from tests.ui.helpdesk_desk import MARSIDI, NUMBER, count_of, found, helpdesk, show, type_letter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def newest(at: Opened) -> Any:
    """The newest letter of a hospital."""
    return found(at, "RSUD")


def test_a_letter_of_a_known_office_takes_at_most_45_keys(at: Opened) -> None:
    """DESIGN_SYSTEM.md section 8: Ctrl+N to Ctrl+Enter, no mouse; the number is shown only after COMMIT."""
    page = show(at)
    assert focus_name() == "new_letter_sender"
    assert page.new.badge.view().text == "Agenda: setelah disimpan"
    keys = type_letter(at)
    at.act((ENTER, CTRL))
    keys += 2
    assert keys <= 45
    case = newest(at)
    assert (case.sender, case.letter_number, case.participant_count) == (MARSIDI, NUMBER, 8)
    assert case.state is RequestState.WITH_HEAD
    assert case.contact_name == "Hendra Saputra"
    assert case.topics[0].code == "SPSE_PPK"
    assert at.said == [f"Surat {case.key} diteruskan ke Kabag"]
    assert page.case.agenda.view().text == f"Agenda {case.key}"
    at.press((K.Key_N, CTRL))
    assert focus_name() == "new_letter_sender"
    assert page.new.letter.is_blank()


def test_the_registration_is_undone_from_the_toast_and_keeps_its_number(at: Opened) -> None:
    """Ctrl+Z within the toast's seconds voids the entry."""
    show(at)
    type_letter(at)
    at.act((ENTER, CTRL))
    case = newest(at)
    at.undo()
    assert at.state(case.request_id) is RequestState.VOIDED


def test_two_presses_make_one_letter(at: Opened) -> None:
    """The button is off at the first press, and the key of the save is the same."""
    page = show(at)
    before = count_of(at, MARSIDI)
    type_letter(at)
    QTest.keyClick(page, ENTER, CTRL)
    page.new.primary.click()
    page.new.save(forward=True)
    at.settled()
    assert count_of(at, MARSIDI) == before + 1


def test_ctrl_s_saves_without_handing_on(at: Opened) -> None:
    """The letter stays at the desk; its open case offers the next act."""
    page = show(at)
    type_letter(at)
    at.act((K.Key_S, CTRL))
    case = newest(at)
    assert case.state is RequestState.REGISTERED
    assert page.case.primary.label() == "Teruskan ke Kabag"
    at.act((ENTER, CTRL))
    assert at.state(case.request_id) is RequestState.WITH_HEAD


def test_what_is_missing_is_said_beside_its_field_and_stays_typed(at: Opened) -> None:
    """No number, a date that does not exist, a date of tomorrow: one sentence each, nothing saved."""
    page = show(at)
    before = count_of(at, MARSIDI)
    head = page.new.letter.head
    at.press("mar", ENTER, K.Key_Tab, "3113", K.Key_Tab, "pp", ENTER, K.Key_Tab, K.Key_Tab, "8")
    at.act((ENTER, CTRL))
    assert head.fields["letter_number"].message()[0] == "error"
    assert focus_name() == "new_letter_number"
    at.press("1/X")
    at.act((ENTER, CTRL))
    assert head.fields["letter_date"].message()[0] == "error"
    assert head.day.text() == "3113"
    assert page.new.error.full_text()
    head.day.selectAll()
    at.press("0412", K.Key_Tab)
    assert "belum terjadi" in head.fields["letter_date"].message()[1]
    at.act((ENTER, CTRL))
    assert count_of(at, MARSIDI) == before
    assert head.office.text() == MARSIDI


def test_a_letter_without_number_needs_the_tick(at: Opened) -> None:
    """Alt+N says that the letter has none."""
    page = show(at)
    at.press("mar", ENTER, (K.Key_N, ALT))
    assert page.new.letter.head.number.isReadOnly()
    page.new.letter.head.day.setFocus()
    at.press("3011", K.Key_Tab, "pp", ENTER, K.Key_Tab, K.Key_Tab, "8")
    at.act((ENTER, CTRL))
    assert newest(at).letter_number == ""


def test_a_new_office_is_added_with_its_likely_origin(at: Opened) -> None:
    """Alt+Enter takes the typed name; CV means a vendor."""
    page = show(at)
    at.press("CV Uji Coba Rsud", (ENTER, ALT))
    assert focus_name() == "new_letter_number"
    at.press("7/CV", K.Key_Tab, "3011", K.Key_Tab, "pe", ENTER)
    at.press("Sari", K.Key_Tab, "0812 0000 7777", K.Key_Tab, "3")
    at.act((ENTER, CTRL))
    case = newest(at)
    assert (case.sender, case.sender_kind) == ("CV Uji Coba Rsud", "vendor")
    assert page.senders.by_name("cv uji coba rsud") is not None


def test_400_seats_are_asked_about(at: Opened) -> None:
    """One question with one button, never a refusal."""
    page = show(at)
    type_letter(at)
    at.press("00")
    doubt = page.new.letter.people.doubt
    assert doubt.isVisible()
    assert doubt.words() == "800 kursi tidak wajar untuk training. Maksud Anda 80?"
    doubt._button.click()
    assert page.new.letter.people.count.value() == 80
    assert not doubt.isVisible()


def test_people_from_excel_keep_their_wrong_nip(at: Opened) -> None:
    """A head row and another order are understood; a 17-digit NIP is flagged, kept and does not block."""
    page = show(at)
    type_letter(at)
    table = "NO\tNIP\tNAMA LENGKAP\tNo. HP\tE-mail\n1\t19820514 201401 1 00\tBudi Hartono\t0812-0000-1105\tb@x.id\n"
    QGuiApplication.clipboard().setText(table + "2\t\tمحمد 🙂\t\t\n")
    at.press((K.Key_V, CTRL))
    people = page.new.letter.people
    assert [row["name"] for row in people.rows()] == ["Budi Hartono", "محمد 🙂"]
    assert "baru 17" in people.grid.message()
    at.act((ENTER, CTRL))
    case = newest(at)
    named = [one for one in case.participants if one.full_name]
    assert named[0].nip == "19820514201401100"
    assert named[0].email == "b@x.id"
    assert named[0].nip_problem
    assert len(case.participants) == 8


def test_a_megabyte_on_the_clipboard_does_no_harm(at: Opened) -> None:
    """Pasted into the number it is one line; the service says that it is too long, beside the field."""
    page = show(at)
    type_letter(at)
    page.new.letter.head.number.setFocus()
    page.new.letter.head.number.selectAll()
    QGuiApplication.clipboard().setText("x\x07y " * 250_000)
    at.press((K.Key_V, CTRL))
    at.act((ENTER, CTRL))
    assert page.new.letter.head.fields["letter_number"].message()[0] == "error"


def test_a_possible_duplicate_is_a_warning_with_a_link(at: Opened, qtbot: QtBot) -> None:
    """Same office, same topic, this month: said, linked, not blocked."""
    page = show(at)
    type_letter(at)
    qtbot.waitUntil(page.new.letter.warning.isVisible)
    assert page.new.letter.warning.words().startswith("Mungkin rangkap dengan")
    page.new.letter.warning._button.click()
    at.settled()
    assert page.case.case is not None and page.case.case.sender == MARSIDI
    assert not page.new.letter.is_blank()


def test_missing_things_make_the_letter_wait(at: Opened) -> None:
    """A tick in "Rincian surat": the button says so, the case is INCOMPLETE, then complete and handed on."""
    page = show(at)
    type_letter(at)
    at.press((K.Key_R, ALT))
    assert focus_name() == "new_letter_signer_name"
    page.new.letter.details.lacks[2].setFocus()
    at.press(K.Key_Space)
    assert page.new.primary.label() == "Simpan, perlu dilengkapi"
    at.act((ENTER, CTRL))
    case = newest(at)
    assert (case.state, case.missing) == (RequestState.INCOMPLETE, ("Cap",))
    assert page.case.note.words() == "Belum ada: Cap. Menunggu pemohon."
    at.act((ENTER, CTRL))
    assert at.state(case.request_id) is RequestState.REGISTERED


def test_details_are_written_with_the_letter(at: Opened) -> None:
    """Signer, proposed dates and a second topic by ``+``."""
    page = show(at)
    type_letter(at)
    head, details = page.new.letter.head, page.new.letter.details
    head.topics.choice.setFocus()
    at.press("+", "ka", ENTER)
    at.press((K.Key_R, ALT), "dr. Sari", ENTER, "Direktur")
    details.preferred.fields[0].setFocus()
    at.press("1512", K.Key_Tab)
    at.act((ENTER, CTRL))
    case = newest(at)
    assert [topic.code for topic in case.topics] == ["SPSE_PPK", "E_KATALOG"]
    assert (case.signer_name, case.signer_position) == ("dr. Sari", "Direktur")
    assert [str(day) for day in case.preferred_dates] == ["2026-12-15"]


def test_late_typing_sets_the_moment_of_receipt(at: Opened) -> None:
    """F2 opens "Diterima"; date and hour as digits."""
    page = show(at)
    type_letter(at)
    at.press(K.Key_F2)
    assert focus_name() == "new_letter_received"
    at.press("0112 0915", ENTER)
    assert page.new.letter.head.received.text() == "01-12-2026  09.15"
    at.act((ENTER, CTRL))
    assert f"{newest(at).received_at:%d-%m %H.%M}" == "01-12 09.15"


def test_the_page_fits_the_common_laptop(at: Opened) -> None:
    """1366x689 less top bar and hint bar."""
    page = show(at)
    hint = page.minimumSizeHint()
    assert hint.width() <= 1366
    assert hint.height() <= 609
