"""The mutu baku report in full on screen: the same words as the paper, by one key, into a workbook by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.papers.making import Making
from desktop_app.papers.quality_papers import quality_paper
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import SIZE, Page, own_names, show_page
from ui import theme
from ui.dialogs.paper_preview import PaperPreview
from ui.panels.archive import ArchivePage
from ui.widgets import paint

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[ArchivePage]]:
    """The archive with the report in full, by Alt+D."""
    shown = show_page(qtbot, class_office, "wulan", ArchivePage, tmp_path, class_threads)
    QTest.keyClick(QApplication.focusWidget() or shown.panel, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def test_every_table_says_what_the_paper_says(page: Page[ArchivePage]) -> None:
    """Steps, months, lanes, offices, classes, no-shows: cell by cell; the sentence on top."""
    pane = page.panel.quality
    assert page.panel.stack.currentWidget() is pane and pane.tables["Langkah"].hasFocus()
    with page.office.office.store.reading() as connection:
        making = Making(connection=connection, now=page.office.clock.now())
        paper = quality_paper(making, f"{date(2026, 10, 1)}..{date(2026, 12, 3)}")
    assert pane.sentence.words.text() == paper.sentence != ""
    assert [one.short for one in paper.tables] == list(pane.tables)
    for table in paper.tables:
        model = pane.tables[table.short].table_model
        shown = [
            [model.row(at).cell(str(place)).text for place in range(len(table.heads))] for at in range(model.rowCount())
        ]
        assert shown == [[one.text for one in line] for line in table.rows]
    assert page.panel.quality.chip.label() == "Okt–Des 2026"


def test_another_period_and_back(page: Page[ArchivePage]) -> None:
    """The chip's menu is that of the charts; Esc comes back to the list."""
    page.panel.report.menu.actions()[2].trigger()
    page.settle()
    assert page.panel.quality.chip.label() == "Nov 2026"
    assert page.panel.quality.tables["Bulan"].table_model.rowCount() == 1
    page.press("Escape")
    assert page.panel.stack.currentWidget() is page.panel.list_page


def test_the_workbook_and_the_paper_of_what_is_shown(page: Page[ArchivePage], tmp_path: Path) -> None:
    """Ctrl+E writes real numbers, a folder that is gone is said; Ctrl+P shows the paper."""
    target = tmp_path / "mutu.xlsx"
    page.panel.export.ask = lambda *_: target
    page.press("Ctrl+E")
    assert page.said[-1] == f"Tersimpan di {target}"
    sheet = openpyxl.load_workbook(target)["Langkah"]
    shown = page.panel.quality.tables["Langkah"].table_model
    assert [str(sheet.cell(at + 2, 3).value) for at in range(8)] == [shown.row(at).cell("2").text for at in range(8)]
    page.panel.export.ask = lambda *_: tmp_path / "hilang" / "mutu.xlsx"
    page.press("Ctrl+E")
    assert "tidak ada. Pilih folder lain." in page.panel.quality.banner.words()
    page.panel.print_current()
    page.settle()
    (dialog,) = [one for one in page.panel.findChildren(PaperPreview) if one.isVisible()]
    assert "Laporan Mutu Baku" in dialog.windowTitle()
    dialog.close()


def test_the_page_fits_and_names_are_unique(page: Page[ArchivePage]) -> None:
    """The smallest window, and an object name once only."""
    hint = page.panel.quality.minimumSizeHint()
    assert hint.width() <= SIZE[0] and hint.height() <= SIZE[1]
    for table in page.panel.quality.tables.values():
        room = min(table.columnWidth(at) for at in range(1, table.table_model.columnCount()))
        assert room >= paint.width_of("120,5 mnt", "body") + theme.px(16)
    own = own_names(page.panel)
    assert sorted(own) == sorted(set(own))
