"""The archive by key presses: find, open, close, and registers that are really written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop_app import papers
from desktop_app.background import Background
from desktop_app.documents.registers import REGISTERS
from desktop_app.queries import cases
from desktop_app.queries.case_rows import CaseRow
from desktop_app.services import files
from desktop_app.sop.states import RequestState
from resources import periksa_arsip
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import SIZE, Page, own_names, show_page
from ui.dialogs.paper_preview import PaperPreview
from ui.panels.archive import ArchivePage
from ui.panels.archive_filters import TYPING_MS
from ui.panels.archive_report import PERIODS, span_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[ArchivePage]]:
    """The tab as the Helpdesk opens it; the focus is in the search field."""
    shown = show_page(qtbot, class_office, "wulan", ArchivePage, tmp_path, class_threads)
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def search(page: Page[ArchivePage], text: str) -> None:
    """Type and wait for the list."""
    page.press("Ctrl+F")
    page.type(text)
    QTest.qWait(TYPING_MS + 40)
    page.settle()


def keys(page: Page[ArchivePage]) -> list[str]:
    """Agenda numbers in the list."""
    model = page.panel.table.table_model
    return [model.row(at).cell("number").text for at in range(model.rowCount())]


def stored(page: Page[ArchivePage], name: str) -> CaseRow:
    """A case as it is on disk."""
    with page.office.office.store.reading() as connection:
        return cases.case(connection, page.office.ids[name], page.office.clock.now())


def test_search_as_you_type_and_filters(page: Page[ArchivePage]) -> None:
    """A sender, a participant, the state chip; Esc shows everything again."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.panel.table.table_model, mode)
    assert keys(page) == ["7", "6", "5", "4", "3", "2", "1"]
    search(page, "sijuk")
    assert keys(page) == ["6"]
    search(page, "yuni astuti")
    assert keys(page) == ["5"]
    page.press("Escape")
    assert len(keys(page)) == 7
    page.panel.filters.ended.click()
    page.settle()
    assert keys(page) == ["2", "1"]
    assert page.panel.filters.count.full_text() == "2 berkas"
    page.panel.filters.ended.click()
    pick = {act.text(): act for act in page.panel.filters.topic.choices().actions()}
    pick["PPK"].trigger()
    page.settle()
    assert keys(page) == ["6", "5", "1"] and page.panel.filters.topic.isChecked()
    search(page, "tidak ada yang begini")
    assert keys(page) == []
    assert tester.model() is not None


def test_enter_opens_the_case_and_escape_comes_back(page: Page[ArchivePage]) -> None:
    """Strip, fields with masked numbers, people with attendance, dispositions, contacts, history."""
    search(page, "dinas kes")
    page.press("Return")
    case = page.panel.case
    assert page.panel.stack.currentWidget() is case
    assert case.title.full_text() == "2/2026 · Dinas Kesehatan"
    assert [step.state for step in case.strip.steps()] == ["done"] * 8
    assert "0812****0147" in case.facts.texts() and "Lemari 1 / Boks 2 · 800.2.4.1" in case.facts.texts()
    first = case.people.table_model.row(0)
    assert (first.cell("person").text, first.cell("mobile").text, first.cell("came").text) == (
        "Maria Lestari",
        "0812****2200",
        "Rab hadir",
    )
    assert any("Disetujui oleh Drs. Suryadi Hakim" in words for words in case.dispositions.texts())
    assert any("Telepon: tersampaikan" in words for words in case.contacts.texts())
    assert "Kelas diselesaikan" in [row.title for row in case.history.rows_model.rows()]
    page.press("Escape")
    assert page.panel.stack.currentWidget() is page.panel.list_page
    assert keys(page) == ["2"]


def test_a_trained_case_is_closed(page: Page[ArchivePage]) -> None:
    """Ctrl+Enter on the open case: ARCHIVED, and the button goes."""
    page.panel.open_case(page.office.ids["trained"])
    page.settle()
    assert page.panel.case.close_case.isVisible()
    page.press("Ctrl+Return")
    assert stored(page, "trained").state is RequestState.ARCHIVED
    assert not page.panel.case.close_case.isVisible()
    assert page.said == ["Berkas 2/2026 ditutup dan diarsipkan"]


def test_a_letter_is_archived_from_the_case(page: Page[ArchivePage]) -> None:
    """The shelf place beside the case; an empty one is asked for."""
    page.panel.open_case(page.office.ids["bkpsdm"])
    page.settle()
    page.panel.case.file.click()
    form = page.panel.case.form
    form.set_text("storage_location", " ")
    page.press("Ctrl+Return")
    assert form.fields["storage_location"].message()[0] == "error"
    form.set_text("storage_location", "Lemari 3 / Map 4")
    page.press("Ctrl+Return")
    filed = stored(page, "bkpsdm").archive_file
    assert filed is not None and filed.storage_location == "Lemari 3 / Map 4"


def test_a_kept_paper_opens_in_the_preview(page: Page[ArchivePage]) -> None:
    """Enter on a paper: the stored bytes, not made anew."""
    office, request = page.office.office, page.office.ids["rsud"]
    with office.store.reading() as connection:
        made = papers.make_paper(connection, "tanda-terima", "5/2026", now=page.office.clock.now())
    sha256 = files.store_paper(office, made.data)
    fields: dict[str, Any] = {"kind": made.kind, "title": made.title, "sha256": sha256, "pages": made.pages}
    page.office.do("wulan", files.keep_paper, request=request, **fields)
    page.panel.open_case(request)
    page.settle()
    assert page.panel.case.papers.hasFocus()
    page.press("Return")
    shown = page.panel.findChild(QDialog, "paper_preview")
    assert isinstance(shown, QDialog) and shown.isVisible()
    assert made.title in shown.windowTitle()
    shown.close()


def test_trainers_only_read(qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path) -> None:
    """What is not theirs is not offered."""
    page = show_page(qtbot, class_office, "andi", ArchivePage, tmp_path, class_threads)
    page.panel.open_case(page.office.ids["trained"])
    page.settle()
    assert not page.panel.case.close_case.isVisible() and not page.panel.case.file.isVisible()


def test_register_is_written_as_workbook(page: Page[ArchivePage], tmp_path: Path) -> None:
    """Ctrl+E, Enter: the agenda book; the cells are real numbers and dates."""
    asked: list[tuple[str, str]] = []
    target = tmp_path / "agenda-masuk-2026.xlsx"

    def answer(parent: object, title: str, proposal: Path, kind: str) -> Path:
        asked.append((title, proposal.name))
        return target

    page.panel.export.ask = answer
    page.press("Ctrl+E")
    menu = page.panel.findChild(QMenu, "export_menu_xlsx")
    assert isinstance(menu, QMenu) and menu.isVisible()
    assert [act.text() for act in menu.actions()][: len(REGISTERS)] == [one.title for one in REGISTERS.values()]
    page.press("Return", into=menu)
    page.settle()
    assert asked == [("Simpan Agenda Surat Masuk", "agenda-masuk-2026.xlsx")]
    assert page.said == [f"Tersimpan di {target}"]
    rows = list(openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("Nomor agenda", "Tanggal terima", "Pengirim")
    assert [row[0] for row in rows[1:8]] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[1][2] == "Dinas Pendidikan"


def test_every_register_as_pdf(page: Page[ArchivePage], tmp_path: Path) -> None:
    """All seven, by the menu's own door, without a dialog."""
    for what, register in REGISTERS.items():
        target = tmp_path / f"{what}.pdf"
        page.panel.write_register(what, "pdf", target)
        page.settle()
        assert page.said[-1] == f"Tersimpan di {target}"
        assert register.title.casefold() in (PdfReader(target).pages[0].extract_text() or "").casefold()


def test_a_folder_that_is_gone_is_said(page: Page[ArchivePage], tmp_path: Path) -> None:
    """A sentence in the banner; the buttons work again."""
    page.panel.write_register("jadwal", "xlsx", tmp_path / "hilang" / "jadwal.xlsx")
    page.settle()
    assert "tidak ada. Pilih folder lain." in page.panel.banner.words()
    assert page.panel.filters.excel.isEnabled() and page.said == []


def test_turning_back_from_the_dialog_writes_nothing(page: Page[ArchivePage]) -> None:
    """No file, no word."""
    page.panel.export.ask = lambda *_: None
    page.panel.write_register("jadwal", "xlsx")
    page.settle()
    assert page.said == []


def test_charts_say_their_numbers(page: Page[ArchivePage]) -> None:
    """Bars against the standard with one sentence, columns of the year."""
    report = page.panel.report
    assert report.about.full_text().startswith("Dari 2 permohonan yang selesai.")
    assert "3  Kabag setuju" in report.bars.accessibleDescription()
    assert report.sentence.words.full_text()
    assert report.months_title.full_text() == "2026 · total 7"
    assert report.chip.label() == "Okt–Des 2026"
    assert span_words(PERIODS[4].span(page.desk.today())) == "Jan–Des 2025"


def test_page_fits_and_names_are_unique(page: Page[ArchivePage]) -> None:
    """The smallest window, and an object name once only."""
    hint = page.panel.minimumSizeHint()
    assert hint.width() <= SIZE[0] and hint.height() <= SIZE[1]
    page.panel.open_case(page.office.ids["rsud"])
    page.settle()
    own = own_names(page.panel)
    assert sorted(own) == sorted(set(own))


def test_registers_of_a_month_and_of_the_filter(page: Page[ArchivePage], tmp_path: Path) -> None:
    """The time is chosen under the registers and stays; a filtered register says so under its title."""
    target = tmp_path / "x.pdf"
    page.panel.export.ask = lambda *_: target
    menu = page.panel.findChild(QMenu, "export_menu_pdf")
    assert isinstance(menu, QMenu)
    for key, words in (("month", "Desember 2026"), ("filtered", "Saringan: memuat “dinas”")):
        if key == "filtered":
            page.panel.filters.search.setText("dinas")
            QTest.qWait(TYPING_MS + 40)
            page.settle()
        next(act for act in menu.actions() if act.objectName() == f"stretch_pdf_{key}").trigger()
        menu.close()
        page.panel.export.start("permohonan", "pdf", 2026)
        page.settle()
        assert words in (PdfReader(target).pages[0].extract_text() or "")


def test_a_register_is_looked_at_before_it_is_printed(page: Page[ArchivePage]) -> None:
    """Ctrl+P, Enter: the agenda book in the preview; nothing was written."""
    page.panel.print_current()
    menu = page.panel.findChild(QMenu, "export_menu_pdf")
    assert isinstance(menu, QMenu)
    page.press("Return", into=menu)
    page.settle()
    shown = page.panel.findChild(PaperPreview)
    assert isinstance(shown, PaperPreview) and "Agenda Surat Masuk" in shown.windowTitle()
    shown.close()


def test_the_whole_case_in_one_pdf_by_one_key(page: Page[ArchivePage]) -> None:
    """Ctrl+B on an open case: its bound file in the preview."""
    page.panel.open_case(page.office.ids["trained"])
    page.settle()
    page.press("Ctrl+B")
    page.settle()
    shown = page.panel.findChild(PaperPreview)
    assert isinstance(shown, PaperPreview) and shown.windowTitle().startswith("Berkas ")
    shown.close()


def test_the_monthly_report_by_one_key(page: Page[ArchivePage]) -> None:
    """Ctrl+R: last month's mutu baku report, ready to print."""
    page.press("Ctrl+R")
    page.settle()
    shown = page.panel.findChild(PaperPreview)
    assert isinstance(shown, PaperPreview) and "Laporan Mutu Baku 2026-11" in shown.windowTitle()
    shown.close()


def test_the_package_of_the_year_by_one_key(page: Page[ArchivePage], tmp_path: Path) -> None:
    """Ctrl+G: written aside, noted in the journal; a package that is not ours is left alone."""
    page.panel.keeping.ask = lambda *_: tmp_path / "arsip-2026.zip"
    page.press("Ctrl+G")
    page.settle()
    assert "BROKE" not in str(page.said), page.said
    package = periksa_arsip.opened(tmp_path / "arsip-2026.zip")
    manifest, _ = periksa_arsip.manifest_of(package)
    assert periksa_arsip.problems_of(package, manifest) == [] and manifest["year"] == 2026
    package.close()
    assert "tidak terenkripsi" in page.panel.banner.words()
    assert any("Paket arsip 2026" in words for words in page.said)
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "a.jpg").write_bytes(b"x")
    page.panel.keeping.ask = lambda *_: tmp_path / "foto"
    page.press("Ctrl+G")
    page.settle()
    assert "sudah berisi berkas lain" in page.panel.banner.words()


def test_topic_and_days_to_a_date_sort_by_their_heads(page: Page[ArchivePage]) -> None:
    """Clicks on the heads; a case without a date stays last; "Lewat mutu baku" counts the whole list."""
    table = page.panel.table
    head = table.horizontalHeader()

    def click(key: str) -> None:
        at = next(i for i, column in enumerate(table.table_model.columns) if column.key == key)
        place = QPoint(head.sectionViewportPosition(at) + 8, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        page.settle()

    def cells(key: str) -> list[str]:
        model = table.table_model
        found = [model.row(at).cell(key) for at in range(model.rowCount())]
        return [one.badge.text if one.badge else one.text for one in found]

    click("topic")
    assert cells("topic") == sorted(cells("topic"), key=str.casefold) and len(set(cells("topic"))) > 2
    click("topic")
    assert cells("topic") == sorted(cells("topic"), key=str.casefold, reverse=True)
    click("days")
    days = [int(words.split()[0]) for words in cells("days") if words != "–"]
    assert days == sorted(days) and len(days) < len(keys(page))
    assert set(cells("days")[len(days) :]) <= {"–"}
    page.panel.filters.over.click()
    page.settle()
    assert page.panel.filters.count.full_text() == f"{len(keys(page))} berkas"
