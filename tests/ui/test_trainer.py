"""Step 8 by key presses: attendance, scores, walk-ins, the report and the end of the class."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.queries import cases, session_read
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.sop.states import RequestState, SessionState
from tests.ui.class_office import MORNING, ClassOffice
from tests.ui.class_page import SIZE, Page, own_names, show_page
from ui.panels.trainer import TrainerPage
from ui.panels.trainer_rows import best_match

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TODAY = MORNING.date()


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


def cell(page: Page[TrainerPage], row: int, column: str) -> str:
    """What a cell of the table says."""
    shown = page.panel.people.table.table_model.row(row).cell(column)
    return shown.badge.text if shown.badge is not None else shown.text


def typed(page: Page[TrainerPage], *scores: str) -> None:
    """Scores down the column: the first key opens the cell, Enter goes to the next row."""
    table = page.panel.people.table
    for score in scores:
        focus = QApplication.focusWidget()
        if focus is table:
            QTest.keyClicks(table, score[0])
            page.type(score[1:])
        else:
            page.type(score)
        page.press("Return")


def test_list_says_what_is_to_be_done(page: Page[TrainerPage]) -> None:
    """Today, next, and those without a report; the tentative one is marked."""
    rows = page.panel.rows.rows_model.rows()
    assert [row.title for row in rows if row.header] == ["HARI INI", "BERIKUTNYA", "PERLU LAPORAN"]
    assert [row.status for row in rows if "tentatif" in row.status] == ["9 peserta, tentatif"]
    assert page.panel.rows.current_key() == str(page.office.ids["today"])


def test_space_ticks_and_late_is_said(page: Page[TrainerPage]) -> None:
    """Space marks present with the time; after the hour it says "terlambat"; Space again takes it back."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.panel.people.table.table_model, mode)
    page.press("Space")
    page.office.put(TODAY, 8, 52)
    page.press("Down", "Space", "Down", "I", "Down", "S")
    assert [cell(page, row, "arrived") for row in range(4)] == ["08.20", "08.52 terlambat", "Izin", "Sakit"]
    assert stored(page).row.state is SessionState.RUNNING
    assert page.panel.head.figures.figures()[0].value == "2 dari 6"
    page.panel.people.table.select(page.panel.people.table.table_model.key_at(0), 1)
    page.press("Space")
    assert cell(page, 0, "arrived") == "Tidak hadir"
    assert tester.model() is not None


def test_name_or_code_marks_present(page: Page[TrainerPage]) -> None:
    """The beginning of a name, or the code of a receipt as a scanner types it."""
    page.panel.focus_filter()
    page.type("rin")
    page.press("Return")
    assert page.said == ["Rina Marlina: hadir"]
    assert page.panel.people.search.text() == ""
    code = stored(page).people[2].receipt_code
    page.type(code.lower())
    page.press("Return")
    assert page.said[-1] == "Anton Wijaya: hadir"
    page.type("xyz")
    page.press("Return")
    assert "tidak ada di kelas ini" in page.panel.people.line.full_text()
    assert page.panel.people.search.text() == "xyz"


def test_best_match_prefers_who_is_missing(page: Page[TrainerPage]) -> None:
    """Beginning of the name before a word in it; nothing typed matches nobody."""
    people = stored(page).people
    assert best_match(people, "s", TODAY) is not None
    assert best_match(people, "", TODAY) is None
    found = best_match(people, "susilo", TODAY)
    assert found is not None and found.full_name == "Joko Susilo"


def test_scores_typed_down_the_column(page: Page[TrainerPage]) -> None:
    """F2 from the name opens the first score; Enter goes down; the result follows from the mark."""
    page.press("F2")
    typed(page, "60", "45")
    table = page.panel.people.table
    table.setCurrentIndex(table.table_model.index(0, 4))
    typed(page, "85", "65")
    people = stored(page).people
    assert [(one.pre_test, one.post_test) for one in people[:2]] == [(60, 85), (45, 65)]
    assert [cell(page, row, "result") for row in (0, 1)] == ["Lulus", "Ulang"]
    table.setCurrentIndex(table.table_model.index(2, 4))
    typed(page, "101")
    assert "0 sampai 100" in page.panel.people.line.full_text()
    assert stored(page).people[2].post_test is None


def test_arrival_time_can_be_typed(page: Page[TrainerPage]) -> None:
    """The time of the paper list, typed later."""
    page.office.put(TODAY, 10)
    table = page.panel.people.table
    table.setCurrentIndex(table.table_model.index(0, 2))
    typed(page, "0825")
    assert cell(page, 0, "arrived") == "08.25"


def test_walk_in_needs_the_privacy_notice(page: Page[TrainerPage]) -> None:
    """Ins, name, Ctrl+Enter: refused with a sentence, what was typed stays; ticked, a case is made and he is here."""
    page.press("Insert")
    page.type("Tamu Baru")
    page.press("Ctrl+Return")
    assert "Pemberitahuan data pribadi" in page.panel.walk_in.error.full_text()
    assert page.panel.walk_in.text("full_name") == "Tamu Baru"
    page.press("Space", "Ctrl+Return")
    assert page.said[-1] == "Tamu Baru dicatat hadir, datang langsung"
    guest = stored(page).people[-1]
    assert (guest.full_name, guest.walk_in, guest.attendance[0].status) == ("Tamu Baru", True, "PRESENT")
    assert page.panel.right.currentWidget() is page.panel.report


def test_report_is_kept_and_the_class_finished(page: Page[TrainerPage]) -> None:
    """Ticks and note are kept as a draft; Ctrl+Enter ends the class, the requests are TRAINED, the report is sent."""
    page.press("Space")
    report = page.panel.report
    for check in report.checks()[:2]:
        check.click()
    report.note.setFocus()
    page.type("Jaringan lambat.")
    assert page.panel.close_down()
    page.settle()
    assert stored(page).report_note == "Jaringan lambat."
    assert len(stored(page).materials_done) == 2 and stored(page).report_sent_at is None
    page.press("Ctrl+Return")
    done = stored(page)
    assert done.row.state is SessionState.DONE
    assert done.report_sent_at is not None and done.report_note == "Jaringan lambat."
    assert [one.attendance[0].status for one in done.people] == ["PRESENT"] + ["NO_SHOW"] * 5
    with page.office.office.store.reading() as connection:
        for name in ("open", "rina"):
            assert cases.case(connection, page.office.ids[name], page.office.clock.now()).state is RequestState.TRAINED


def test_before_the_last_day_it_is_refused(page: Page[TrainerPage]) -> None:
    """Nothing is sent, the sentence stands over the button; the days of the class can be switched."""
    page.panel.rows.select(str(page.office.ids["class"]))
    page.settle()
    page.press("Ctrl+Return", into=page.panel.people.table)
    assert "Selesaikan sesudah hari terakhir" in page.panel.report.error.full_text()
    assert stored(page, "class").report_sent_at is None
    assert [day.day for day in stored(page, "class").row.days] == [15, 16]
    page.panel.head.step_day(1)
    assert page.panel.head.day().day == 16
    page.press("Space", into=page.panel.people.table)
    assert "belum tiba" in page.panel.people.line.full_text()


def test_a_class_without_report_is_only_reported(page: Page[TrainerPage]) -> None:
    """It is DONE already: Ctrl+Enter sends the report, and the class leaves the list."""
    key = str(page.office.ids["reportless"])
    page.panel.rows.select(key)
    page.settle()
    page.press("Ctrl+Return", into=page.panel.people.table)
    assert stored(page, "reportless").report_sent_at is not None
    assert key not in [row.key for row in page.panel.rows.rows_model.rows()]


def test_helpdesk_reads_all_classes(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """Scores and reports are not hers; the reason is the tooltip."""
    page = show_page(qtbot, class_office, "wulan", TrainerPage, tmp_path, class_threads)
    assert page.panel.rows.current_key() == str(page.office.ids["today"])
    assert not page.panel.report.send.isEnabled()
    assert "Tim Trainer" in page.panel.report.send.toolTip()


def test_page_fits_and_names_are_unique(page: Page[TrainerPage]) -> None:
    """The smallest window, and an object name once only."""
    hint = page.panel.minimumSizeHint()
    assert hint.width() <= SIZE[0] and hint.height() <= SIZE[1]
    own = own_names(page.panel)
    assert sorted(own) == sorted(set(own))
