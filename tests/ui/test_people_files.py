"""People from files at the Helpdesk: chosen, looked at, taken by keys; a filled form comes back; nothing half taken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfWriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.papers.handouts import make_handout
from tests.importing import workbooks
from tests.ui.december_page import CTRL, ENTER, K, Opened
from tests.ui.helpdesk_desk import MARSIDI, found, helpdesk, show, type_letter
from ui.dialogs.people_import import PeopleImport
from ui.panels.helpdesk import HelpdeskPage
from ui.panels.people_door import PeopleDoor

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def choose(at: Opened, page: HelpdeskPage, path: Path) -> None:
    """Ctrl+O and the path typed into the system's dialog."""
    at.press((K.Key_O, CTRL))
    chooser = page.window().findChild(QFileDialog, "people_file_dialog")
    assert chooser is not None
    at.qtbot.waitUntil(chooser.isVisible)
    line = chooser.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))  # typed, the list of its completer would take the Enter
    QTest.keyClick(line, ENTER)
    chooser.deleteLater()
    at.settled()


def drop(onto: QWidget, path: Path) -> bool:
    """A file let go over a control; whether it was accepted."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, *none)
    QApplication.sendEvent(onto, entered)
    if not entered.isAccepted():
        return False
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *none)
    QApplication.sendEvent(onto, dropped)
    return dropped.isAccepted()


def home(at: Opened, page: HelpdeskPage) -> None:
    """The keys are on the page again: this platform has nobody who hands them back."""
    at.settled()
    page.activateWindow()
    at.qtbot.waitUntil(page.isActiveWindow)
    if QApplication.focusWidget() is None:
        page.new.focus_first()


def preview(at: Opened, door: PeopleDoor) -> PeopleImport:
    """The rows of the file on show."""
    at.qtbot.waitUntil(lambda: door.dialog is not None and door.dialog.isActiveWindow())
    assert door.dialog is not None
    return door.dialog


def test_twenty_people_of_a_workbook_come_into_a_new_letter(at: Opened, tmp_path: Path) -> None:
    """Shuffled columns are found, three bad rows say why, seventeen go into the letter with all they bring."""
    file = tmp_path / "daftar peserta.xlsx"
    file.write_bytes(workbooks.twenty_with_three_bad())
    page = show(at)
    type_letter(at)
    choose(at, page, file)
    dialog = preview(at, page.new.files.door)
    assert dialog.summary.text() == "17 orang akan diambil · 3 baris tidak diambil · 1 perlu diperiksa"
    assert dialog.words.text().startswith("Baris 8: Nama kosong")
    assert [dialog.rows.table_model.key_at(row) for row in range(4)] == ["8", "14", "20", "11"]
    at.press((ENTER, CTRL))
    at.qtbot.waitUntil(lambda: page.new.files.door.dialog is None)
    assert page.new.letter.people.seats() == 17
    home(at, page)
    at.act((ENTER, CTRL))
    case = found(at, "RSUD")
    assert case.participant_count == 17
    first = case.participants[0]
    assert (first.full_name, first.nip, first.email) == ("Ratna Dewi", workbooks.nip(0), "ratna0@contoh.go.id")
    assert first.organization == "Dinas Contoh"


def test_a_wrong_guess_is_changed_and_nothing_is_taken_by_escape(at: Opened, tmp_path: Path) -> None:
    """The choice of a column is typed; Esc leaves the letter as it was."""
    rows = [["Jabatan", "Uraian"], ["Ratna Dewi", "Staf"], ["Agus Salim", "Staf"]]
    file = tmp_path / "salah.xlsx"
    file.write_bytes(workbooks.workbook(rows))
    page = show(at)
    choose(at, page, file)
    door = page.new.files.door
    dialog = preview(at, door)
    dialog.choices[0].setFocus()
    dialog.choices[0].selectAll()
    at.press("nama", ENTER)
    assert dialog.fields()[0] == "full_name"
    assert dialog.primary.isEnabled() and dialog.summary.text().endswith("orang akan diambil")
    at.press(K.Key_Escape)
    if door.dialog is not None:
        at.press(K.Key_Escape)
    at.qtbot.waitUntil(lambda: door.dialog is None)
    assert page.new.letter.people.rows() == []


def test_people_of_a_file_for_an_open_case_in_one_act_and_undone(at: Opened, tmp_path: Path) -> None:
    """Who is there already is not taken twice; the toast takes all of them back."""
    page = show(at)
    type_letter(at)
    at.act((ENTER, CTRL))
    case = found(at, "RSUD")
    file = tmp_path / "peserta.csv"
    file.write_text("Nama;HP\nRatna Dewi;081270000001\nAgus Salim;081270000002\n", encoding="cp1252")
    choose(at, page, file)
    preview(at, page.case.people.door)
    at.press((ENTER, CTRL))
    at.qtbot.waitUntil(lambda: page.case.people.door.dialog is None)
    home(at, page)
    named = [one.full_name for one in at.case(case.request_id).participants if one.full_name]
    assert named == ["Ratna Dewi", "Agus Salim"]
    assert at.said[-1] == f"2 peserta masuk ke {case.key}"
    choose(at, page, file)
    dialog = preview(at, page.case.people.door)
    assert not dialog.primary.isEnabled() and "yang sudah ada di daftar" in str(dialog.judged().refused[0].refused)
    at.press(K.Key_Escape)
    at.qtbot.waitUntil(lambda: page.case.people.door.dialog is None)
    at.undo()
    assert not any(one.full_name for one in at.case(case.request_id).participants)


def test_five_pasted_rows_are_taken_at_once_and_a_bad_one_is_asked_about(at: Opened) -> None:
    """Ctrl+V: clear rows need no question; with a row that cannot be taken the rows are shown first."""
    page = show(at)
    type_letter(at)
    people = page.new.letter.people
    lines = [f"{name}\t{workbooks.nip(row)}\tStaf\t0812700{row:05d}" for row, name in enumerate(workbooks.NAMES[:5])]
    QGuiApplication.clipboard().setText("\n".join(lines))
    people.count.setFocus()
    at.press((K.Key_V, CTRL))
    assert [row["name"] for row in people.rows()] == list(workbooks.NAMES[:5])
    assert people.rows()[4]["mobile"] == "081270000004"
    QGuiApplication.clipboard().setText("Nama\tTelepon\n12345\t0812\nYuni Astuti\t081270000088")
    people.count.setFocus()
    at.press((K.Key_V, CTRL))
    dialog = preview(at, page.new.files.door)
    assert "tidak memuat huruf" in dialog.words.text()
    at.press((ENTER, CTRL))
    at.qtbot.waitUntil(lambda: page.new.files.door.dialog is None)
    assert len(people.rows()) == 6


def test_a_locked_workbook_says_what_to_do(at: Opened, tmp_path: Path) -> None:
    """The sentence stands on the page; the form stays."""
    file = tmp_path / "kunci.xlsx"
    file.write_bytes(workbooks.old_container("EncryptedPackage"))
    page = show(at)
    choose(at, page, file)
    at.qtbot.waitUntil(lambda: "terkunci kata sandi" in page.new.error.text())


def test_the_filled_workbook_comes_back_as_a_letter(at: Opened, tmp_path: Path) -> None:
    """What was handed out and filled is the letter: the clerk only looks and saves."""
    with at.december.office.store.reading() as connection:
        data = make_handout(connection, "xlsx", at.desk.now())
    book = load_workbook(io.BytesIO(data))
    answers = {
        "sender": MARSIDI,
        "letter_number": "445/77/RSUD/XI/2026",
        "letter_date": "30-11-2026",
        "contact_name": "Ibu Contoh",
        "contact_phone": "081270009999",
        "participant_count": "3",
    }
    for row in book["Permohonan"].iter_rows(min_row=4):
        name = str(row[2].value)
        if name in answers:
            row[1].value = answers[name]
        if name == "topics_1":
            row[1].value = book["Daftar"]["A1"].value
    for down, name in enumerate(workbooks.NAMES[:2], 2):
        book["Peserta"].cell(down, 1).value = name
        book["Peserta"].cell(down, 2).value = workbooks.nip(down)
        book["Peserta"].cell(down, 8).value = "Ya"
    file = tmp_path / "permohonan.xlsx"
    book.save(file)
    page = show(at)
    choose(at, page, file)
    at.qtbot.waitUntil(lambda: not page.new.letter.is_blank())
    home(at, page)
    at.act((ENTER, CTRL))
    case = found(at, "445/77")
    assert (case.sender, case.participant_count, case.contact_name) == (MARSIDI, 3, "Ibu Contoh")
    assert [one.full_name for one in case.participants] == [*workbooks.NAMES[:2], ""]
    assert case.participants[0].brings_laptop is True


def test_the_filled_pdf_comes_back_as_a_form(at: Opened, tmp_path: Path) -> None:
    """An individual's form: fields, role, topic; the privacy notice is the clerk's to tick."""
    with at.december.office.store.reading() as connection:
        data = make_handout(connection, "pdf", at.desk.now())
    writer = PdfWriter(clone_from=io.BytesIO(data))
    values = {
        "full_name": "Tono <Contoh> & Rekan",
        "mobile": "081270007777",
        "user_group": "PPK",
        "topics:SPSE_PPK": "/Yes",
        "form_date": "01-12-2026",
    }
    writer.update_page_form_field_values(writer.pages[0], values)
    file = tmp_path / "formulir.pdf"
    with file.open("wb") as out:
        writer.write(out)
    page = show(at)
    choose(at, page, file)
    at.qtbot.waitUntil(lambda: not page.new.person.is_blank())
    assert page.new.kind.current() == "person"
    entry = page.new.person.entry()
    assert (entry.full_name, entry.mobile, entry.user_group) == ("Tono <Contoh> & Rekan", "081270007777", "PPK")
    assert page.new.person.topics.codes() == ("SPSE_PPK",)
    assert not page.new.person.privacy.isChecked()
    home(at, page)
    page.new.person.privacy.setFocus()
    at.press(K.Key_Space)
    at.act((ENTER, CTRL))
    assert found(at, "Tono").sender == "Tono <Contoh> & Rekan"


def test_the_empty_forms_are_saved_for_handing_out(at: Opened, tmp_path: Path) -> None:
    """Ctrl+Shift+O offers both."""
    page = show(at)
    assert [act.objectName() for act in page.new.files.menu.actions()] == ["handout_pdf", "handout_xlsx"]
    for fmt in ("pdf", "xlsx"):
        page.new.files.save_handout(fmt, tmp_path / f"kosong.{fmt}")
        at.settled()
        at.qtbot.waitUntil((tmp_path / f"kosong.{fmt}").exists)
        at.settled()
    assert at.said[-1] == "Formulir tersimpan: kosong.xlsx"


def test_a_list_dropped_on_the_letter_is_looked_at_as_by_the_key(at: Opened, tmp_path: Path) -> None:
    """Over the page and over a field, which does not take the path as words; another kind of file is not taken."""
    file, other = tmp_path / "daftar peserta.xlsx", tmp_path / "foto.exe"
    file.write_bytes(workbooks.twenty_with_three_bad())
    other.write_bytes(b"MZ")
    page = show(at)
    type_letter(at)
    field = page.new.findChild(QLineEdit, "new_letter_subject")
    assert field is not None
    before = field.text()
    assert not drop(field, other) and drop(field, file) and field.text() == before
    dialog = preview(at, page.new.files.door)
    assert dialog.summary.text().startswith("17 orang")
    at.press((ENTER, CTRL))
    at.qtbot.waitUntil(lambda: page.new.files.door.dialog is None)
    assert page.new.letter.people.seats() == 17


def test_a_list_dropped_on_an_open_case_is_its_people(at: Opened, tmp_path: Path) -> None:
    """The same door as Ctrl+O; where nobody may be added, the sentence says why."""
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(workbooks.workbook([["Nama"], ["Ratna Dewi"]]))
    page = show(at)
    type_letter(at)
    at.act((ENTER, CTRL))
    home(at, page)
    page.open_case(found(at, "RSUD").request_id)
    at.settled()
    assert drop(page.case, file)
    dialog = preview(at, page.case.people.door)
    assert dialog.summary.text().startswith("1 orang")
    at.press((ENTER, CTRL))
    at.qtbot.waitUntil(lambda: page.case.people.door.dialog is None)
    home(at, page)
    at.settled()
    assert "Ratna Dewi" in [one.full_name for one in found(at, "RSUD").participants]
