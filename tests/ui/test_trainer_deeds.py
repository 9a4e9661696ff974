"""Step 8 in its corners by key presses: half days, leaving, a stop, a stand-in, questionnaires, twenty checked in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.queries import class_events, session_read
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.services import certificates, office_calendar, scheduling, sessions
from desktop_app.services.people import ParticipantEntry
from tests.ui.class_office import MORNING, ClassOffice
from tests.ui.class_page import Page, own_names, show_page
from ui.panels import recap_export
from ui.panels.trainer import TrainerPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = MORNING.date()
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[TrainerPage]]:
    """The trainer at 08.20 on the day of his class, the focus on its people."""
    shown = show_page(qtbot, class_office, "andi", TrainerPage, tmp_path, class_threads)
    shown.panel.people.table.setFocus()
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def stored(page: Page[TrainerPage], name: str = "today") -> SessionDetail:
    """A class as it is on disk."""
    with page.office.office.store.reading() as connection:
        return session_read.session(connection, page.office.ids[name], page.office.clock.now())


def day_of(page: Page[TrainerPage], at: int) -> tuple[str, str, str]:
    """Status of the morning and the afternoon of a row, and what else its cell says."""
    (mark,) = [one for one in stored(page).people[at].attendance if one.day == TODAY]
    return mark.status, mark.afternoon, mark.more


def chord(page: Page[TrainerPage], key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """A key with Shift or Alt."""
    QTest.keyClick(QApplication.focusWidget() or page.panel, key, modifier)
    page.settle()


def deed(page: Page[TrainerPage], name: str) -> QAction:
    """Alt+L, then the line of the menu."""
    chord(page, Qt.Key.Key_L, ALT)
    found = {one.objectName(): one for one in page.panel.deeds.menu.actions()}
    page.panel.deeds.menu.close()
    return found[name]


def choose(page: Page[TrainerPage], name: str) -> None:
    """Alt+L and Enter on a line."""
    deed(page, name).trigger()
    page.settle()


def test_half_days_leaving_and_taking_back(page: Page[TrainerPage]) -> None:
    """Shift+S after the break, P goes home, Del asks why; Space alone stays the whole day."""
    page.press("Space")
    page.office.put(TODAY, 12, 5)
    chord(page, Qt.Key.Key_S, SHIFT)
    assert day_of(page, 0) == ("PRESENT", "SICK", "sesudah istirahat: sakit")
    page.press("Down")
    page.press("P")
    assert "Belum dicatat hadir" in page.panel.people.line.full_text()
    page.press("Space")
    page.office.put(TODAY, 14, 10)
    page.press("P")
    assert day_of(page, 1) == ("PRESENT", "", "pulang 14.10")
    assert page.panel.head.figures.figures()[0].value == "2 dari 6"
    page.press("Delete")
    assert page.panel.people.reason.is_open()
    page.press("Return")
    assert page.panel.people.reason.is_open(), "an empty reason is asked for again"
    page.type("salah orang")
    page.press("Return")
    assert day_of(page, 1) == ("", "", "")
    assert page.said[-1].endswith("dibatalkan")
    page.press("Delete", "Escape")
    assert not page.panel.people.reason.is_open()


def test_the_signed_list_is_typed_with_one_key(page: Page[TrainerPage]) -> None:
    """Afterwards: exceptions first, then Ctrl+A; everybody else came when the class began, nobody is late by that."""
    page.office.put(TODAY, 15, 20)
    page.press("S", "Ctrl+A")
    marks = [one.attendance[0] for one in stored(page).people]
    assert [mark.status for mark in marks] == ["SICK", *["PRESENT"] * 5]
    assert {(mark.arrived, mark.late) for mark in marks[1:]} == {("08.30", False)}
    page.press("Ctrl+A")
    assert page.panel.people.line.full_text() == "Semua peserta sudah dicatat."


def test_power_fails_and_the_class_goes_on(page: Page[TrainerPage]) -> None:
    """Alt+L, the cause is there already, Ctrl+Enter; later one line lets it go on."""
    page.press("Space")
    choose(page, "class_deed_pause_class")
    assert QApplication.focusWidget() is page.panel.deeds.pause.cause
    page.panel.deeds.pause.fields["note"].editor.setFocus()
    page.type("gardu terbakar")
    page.press("Ctrl+Return")
    assert page.panel.right.currentWidget() is page.panel.report
    page.press("Ctrl+Return")
    assert "sedang dihentikan" in page.panel.report.error.text()
    choose(page, "class_deed_resume_class")
    with page.office.office.store.reading() as connection:
        (pause,) = class_events.pauses_of(connection, page.office.ids["today"])
    assert (pause.cause, pause.note, pause.outcome) == ("power", "gardu terbakar", "CONTINUED")


def test_a_stop_that_is_over_is_noted_with_its_hours(page: Page[TrainerPage]) -> None:
    """Typed after the fact; hours that cannot be stand beside their field and nothing typed is lost."""
    page.press("Space")
    page.office.put(TODAY, 11, 0)
    choose(page, "class_deed_pause_class")
    form = page.panel.deeds.pause
    form.ends.setFocus()
    page.type("10.30")
    page.press("Ctrl+Return")
    assert form.fields["starts_at"].message()[1] == "Isi jam kelas berhenti."
    assert QApplication.focusWidget() is form.starts
    page.type("1045")
    page.press("Ctrl+Return")
    assert "sesudah jam berhenti" in form.fields["ends_at"].message()[1]
    form.starts.setFocus()
    form.starts.selectAll()
    page.type("9.50")
    page.press("Ctrl+Return")
    assert page.panel.right.currentWidget() is page.panel.report, form.error.text()
    choose(page, "class_deed_pause_class")
    form.starts.setFocus()
    page.type("10.10")
    form.ends.setFocus()
    page.type("10.20")
    page.press("Ctrl+Return")
    assert "berhenti sejak 09.50" in form.fields["starts_at"].message()[1]
    page.press("Escape")
    with page.office.office.store.reading() as connection:
        (pause,) = class_events.pauses_of(connection, page.office.ids["today"])
    assert (f"{pause.starts_at:%H.%M}", f"{pause.ends_at:%H.%M}", pause.outcome) == ("09.50", "10.30", "CONTINUED")
    assert deed(page, "class_deed_pause_class").isEnabled(), "the class is not stopped"


def test_a_sheet_typed_twice_is_voided_with_a_reason(page: Page[TrainerPage], tmp_path: Path) -> None:
    """The list shows the answers; without a reason it is asked for; the recap counts one sheet less."""
    choose(page, "class_deed_record_questionnaire")
    for marks in ("43404", "43404"):
        page.type(marks)
        page.press("Ctrl+Return")
    page.press("Escape")
    choose(page, "class_deed_void_questionnaire")
    form = page.panel.deeds.void_reply
    page.press("Ctrl+Return")
    assert form.fields["reply"].message()[1] == "Pilih dari daftar."
    page.type("ke-2")
    page.press("Return", "Ctrl+Return")
    assert form.fields["reason"].message()[0] == "error", form.error.text()
    form.fields["reason"].editor.setFocus()
    page.type("terketik dua kali")
    page.press("Ctrl+Return")
    assert page.panel.right.currentWidget() is page.panel.report, form.error.text()
    key = f"sesi:{page.office.ids['today']}"
    assert "class_recap_workbook" in {one.objectName() for one in page.panel.deeds.menu.actions()}
    recap_export.write_recap(page.desk, key, tmp_path / "rekap")
    page.settle()
    assert page.said[-1].startswith("Rekap kuesioner disimpan")
    assert load_workbook(tmp_path / "rekap.xlsx")["Rekap"]["F2"].value == 1
    with page.office.office.store.reading() as connection:
        (left,) = class_events.replies_of(connection, page.office.ids["today"])
    assert left.sheet_no == 1


def test_a_certificate_with_a_wrong_name_is_voided(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """The Kasubbag chooses the holder and says why; the number stays in the book, the code no longer holds."""
    class_office.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    session = class_office.ids["today"]
    class_office.attended(session, (TODAY,))
    class_office.do("nurul", certificates.issue_certificates, session=session)
    shown = show_page(qtbot, class_office, "nurul", TrainerPage, tmp_path, class_threads)
    shown.panel.rows.select(str(session))
    shown.settle()
    with class_office.office.store.reading() as connection:
        first, *others = class_events.certificates_of(connection, session)
    choose(shown, "class_deed_void_certificate")
    form = shown.panel.deeds.void_certificate
    if others:
        shown.type(first.name)
        shown.press("Return")
    form.fields["reason"].editor.setFocus()
    shown.type("nama salah")
    shown.press("Ctrl+Return")
    assert shown.panel.right.currentWidget() is shown.panel.report, form.error.text()
    with class_office.office.store.reading() as connection:
        held = class_events.find_certificate(connection, first.token)
    assert held is not None and not held.valid and held.void_reason == "nama salah"


def test_what_a_trainer_may_not_do_says_why(page: Page[TrainerPage]) -> None:
    """A stand-in is the Kasubbag's to name; Esc leaves a form without doing anything."""
    line = deed(page, "class_deed_substitute_trainer")
    assert not line.isEnabled() and line.toolTip()
    choose(page, "class_deed_pause_class")
    page.press("Escape")
    assert page.panel.right.currentWidget() is page.panel.report
    with page.office.office.store.reading() as connection:
        assert class_events.pauses_of(connection, page.office.ids["today"]) == ()


def test_questionnaires_are_typed_one_after_the_other(page: Page[TrainerPage]) -> None:
    """Five digits and Ctrl+Enter a sheet; a wrong digit or count is said beside the field, nothing is lost."""
    choose(page, "class_deed_record_questionnaire")
    form = page.panel.deeds.reply
    assert form.title.text() == "Kuesioner, lembar ke-1"
    page.type("434")
    page.press("Ctrl+Return")
    assert "5 angka" in form.fields["marks"].message()[1] and form.marks.text() == "434"
    page.type("04")
    page.press("Ctrl+Return")
    assert form.title.text() == "Kuesioner, lembar ke-2" and form.marks.text() == ""
    assert QApplication.focusWidget() is form.marks
    page.type("44944")
    page.press("Ctrl+Return")
    assert "1 sampai 4" in form.fields["marks"].message()[1]
    form.marks.selectAll()
    page.type("44444")
    form.words[0].setFocus()
    page.type("Praktiknya")
    page.press("Ctrl+Return")
    with page.office.office.store.reading() as connection:
        replies = class_events.replies_of(connection, page.office.ids["today"])
    assert [one.marks for one in replies] == [(4, 3, 4, 0, 4), (4, 4, 4, 4, 4)]
    assert replies[1].comments[0] == "Praktiknya"


def test_equipment_is_ticked_before_the_class(page: Page[TrainerPage]) -> None:
    """Everything is there until a tick is lifted; the note says what is the matter, the menu tells the sum."""
    choose(page, "class_deed_check_equipment")
    form = page.panel.deeds.equipment
    assert QApplication.focusWidget() is next(iter(form.rows.values()))
    form.rows["Internet"].setFocus()
    page.press("Space")
    form.fields["note"].editor.setFocus()
    page.type("putus")
    page.press("Ctrl+Return")
    assert page.panel.right.currentWidget() is page.panel.report
    line = deed(page, "class_deed_check_equipment")
    assert "belum: Internet (putus)" in line.text()


def test_the_kasubbag_names_a_stand_in_and_the_rest_on_another_day(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """Refusals stand beside their fields; a warning asks for the reason; the follow-on class has the same people."""
    shown = show_page(qtbot, class_office, "nurul", TrainerPage, tmp_path, class_threads)
    shown.panel.rows.select(str(class_office.ids["today"]))
    shown.settle()
    shown.panel.people.table.setFocus()
    choose(shown, "class_deed_substitute_trainer")
    form = shown.panel.deeds.stand_in
    shown.press("Ctrl+Return")
    assert form.fields["substitute"].message()[1] == "Pilih namanya dari daftar."
    form.substitute.set_current(form.substitute._items[0].key)
    shown.press("Ctrl+Return")
    assert form.fields["reason"].message()[1] or form.error.text()
    form.fields["reason"].editor.setFocus()
    shown.type("demam")
    shown.press("Ctrl+Return")
    assert shown.panel.right.currentWidget() is shown.panel.report, form.error.text()
    shown.press("Space")
    choose(shown, "class_deed_pause_class")
    shown.press("Ctrl+Return")
    choose(shown, "class_deed_plan_follow_on")
    follow = shown.panel.deeds.follow_on
    shown.press("Ctrl+Return")
    assert follow.fields["first_day"].message()[0] == "error"
    shown.type("22-12-2026")
    shown.press("Ctrl+Return")
    if shown.panel.right.currentWidget() is follow:
        assert follow.fields["reason"].message()[0] == "error"
        follow.fields["reason"].editor.setFocus()
        shown.type("banjir surut")
        shown.press("Ctrl+Return")
    assert shown.panel.right.currentWidget() is shown.panel.report
    with class_office.office.store.reading() as connection:
        (pause,) = class_events.pauses_of(connection, class_office.ids["today"])
        assert pause.follow_on is not None
        rest = session_read.session(connection, pause.follow_on, class_office.clock.now())
        (stand_in,) = class_events.stand_ins_of(connection, class_office.ids["today"])
    assert [one.full_name for one in rest.people] == [one.full_name for one in stored(shown).people]
    assert stand_in.reason == "demam"
    assert not [words for words in shown.said if words.startswith("BROKE")]


def test_twenty_people_are_checked_in_with_two_keys_each(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """Figure of issue C: Space and Down a person down the list; by scanned codes one Enter a person."""
    names = tuple(
        ParticipantEntry(full_name=f"Orang {at:02d} Umpama", mobile=f"0812000099{at:02d}") for at in range(20)
    )
    request = class_office.letter("Dinas Umpama", "SIRUP", names)
    session = class_office.do(
        "nurul",
        scheduling.schedule_request,
        "kelas tambahan",
        request=request,
        first_day=TODAY,
        room="aula",
        trainers=("maya",),
        quota=20,
    ).session
    class_office.do("nurul", sessions.fix_session, session=session)
    shown = show_page(qtbot, class_office, "maya", TrainerPage, tmp_path, class_threads)
    shown.panel.rows.select(str(session))
    shown.settle()
    shown.panel.people.table.setFocus()
    pressed = 0
    for _ in range(10):
        shown.press("Space", "Down")
        pressed += 2
    shown.panel.focus_filter()
    class_office.ids["twenty"] = session
    for one in stored(shown, "twenty").people[10:]:
        shown.type(one.receipt_code)  # typed by the scanner, which also sends the Enter
        shown.press("Return")
        pressed += 1
    marks = [one.attendance[0].status for one in stored(shown, "twenty").people]
    assert marks == ["PRESENT"] * 20
    assert pressed <= 2 * 20


def test_names_stay_unique_with_the_forms(page: Page[TrainerPage]) -> None:
    names = own_names(page.panel)
    assert len(names) == len(set(names))
