"""Retention by key presses: a code confirmed, files ticked and proposed, papers, the berita acara, what it erases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.tables_requests import person
from desktop_app.background import Background
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.office_time import WIB
from desktop_app.queries.retention_read import disposals, retention_codes
from desktop_app.services import files
from desktop_app.services.undo import undo
from desktop_app.services.use_case import Act
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import SIZE, Page, own_names, show_page
from ui.dialogs.paper_preview import PaperPreview
from ui.panels.archive import ArchivePage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LATER = datetime(2030, 1, 7, 9, tzinfo=WIB)


def alt(page: Page[ArchivePage], key: str) -> None:
    """A key held with Alt."""
    target = QApplication.focusWidget() or page.panel
    QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    page.settle()


@pytest.fixture
def hashes(class_office: ClassOffice, tmp_path: Path) -> str:
    """The closed case has a scan; it is years later. The hash of the scan."""
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("DINAS PENDIDIKAN", ("Memohon",)))
    made = class_office.do("wulan", files.attach_scan, request=class_office.ids["old"], file=str(scan))
    class_office.clock.put(LATER)
    return str(made.sha256)


def opened(qtbot: QtBot, office: ClassOffice, threads: Background, folder: Path, who: str) -> Page[ArchivePage]:
    page = show_page(qtbot, office, who, ArchivePage, folder, threads)
    alt(page, "R")
    return page


@pytest.fixture
def page(
    qtbot: QtBot, hashes: str, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[ArchivePage]]:
    """The Kasubbag opens Retensi in 2030."""
    shown = opened(qtbot, class_office, class_threads, tmp_path, "nurul")
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def confirm(page: Page[ArchivePage]) -> None:
    """Alt+K, F2: the first code gets its source and is ticked."""
    alt(page, "K")
    page.press("F2")
    form = page.panel.retention.code_form
    assert form.isVisible() and form.fields["title"].editor.hasFocus()
    form.confirmed.setFocus()
    page.press("Space", "Ctrl+Return")


def shown_paper(page: Page[ArchivePage]) -> str:
    """Title of the paper in the preview, which is closed again."""
    (dialog,) = [one for one in page.panel.findChildren(PaperPreview) if one.isVisible()]
    title = str(dialog.windowTitle())
    dialog.close()
    page.panel.activateWindow()
    page.qtbot.waitUntil(page.panel.isActiveWindow)
    return title


def test_the_whole_way_by_keys(page: Page[ArchivePage], hashes: str) -> None:
    """Confirm, tick, propose, print, berita acara, print; afterwards names and scan are gone, the line stays."""
    pane, office = page.panel.retention, page.office.office
    assert page.panel.stack.currentWidget() is pane and pane.due.hasFocus()
    row = pane.due.table_model.row(0)
    assert row.cell("key").text == "1/2026" and row.cell("standing").spoken() == "belum dikonfirmasi"
    page.press("Space", "Ctrl+Return")
    assert page.said[-1] == "Centang dahulu berkasnya: Spasi pada barisnya."
    confirm(page)
    assert page.said[-1] == "Kode retensi 800.2.4.1 disimpan" and pane.codes.hasFocus()
    page.press("Escape")
    assert pane.due.hasFocus() and pane.due.table_model.row(0).cell("standing").spoken() == "dikonfirmasi"
    page.press("Space")
    assert pane.propose.isEnabled() and "1 dicentang" in pane.count.full_text()
    page.press("Ctrl+Return")
    assert page.said[-1] == "1 berkas diusulkan musnah" and pane.lists.hasFocus()
    page.panel.print_current()
    page.settle()
    assert shown_paper(page).startswith("Daftar Arsip Usul Musnah")
    pane.lists.setFocus()
    page.press("Return")
    form = pane.minutes_form
    assert form.fields["minutes_number"].editor.hasFocus() and "tidak dapat diurungkan" in form.warning.text()
    page.press("Ctrl+Return")
    assert form.fields["minutes_number"].message()[0] == "error" and form.isVisible()
    page.type("000.5.6/1/2030")
    page.press("Ctrl+Return")
    assert page.said[-1].startswith("Berita acara 000.5.6/1/2030 dicatat: data 2 orang pada 1 berkas dihapus")
    assert pane.lists.hasFocus() and pane.due.table_model.rowCount() == 0
    assert not pane.enter_minutes.isEnabled() and "000.5.6/1/2030" in pane.enter_minutes.toolTip()
    assert not files.attachments(office).exists(hashes)
    with office.store.reading() as connection:
        names = set(connection.execute(select(person.c.full_name)).scalars())
        assert "data dihapus" in names and not names & {"Agus Priyanto", "Fitri Handayani"}
        assert disposals(connection, LATER)[0].minutes_number == "000.5.6/1/2030"
    alt(page, "C")
    assert shown_paper(page).startswith("Berita Acara Pemusnahan")
    pane.lists.setFocus()
    page.press("Escape", "Escape")
    assert page.panel.stack.currentWidget() is page.panel.list_page


def test_a_code_is_added_and_its_errors_stand_beside_the_fields(page: Page[ArchivePage]) -> None:
    """Ins: years asked for, a confirmed code without its source refused, nothing typed is lost."""
    pane = page.panel.retention
    alt(page, "K")
    page.press("Insert")
    form = pane.code_form
    page.type("000.5.9")
    page.press("Return")
    page.type("Arsip umpama")
    page.press("Ctrl+Return")
    assert form.fields["active_years"].message()[0] == "error"
    page.type("2")
    page.press("Return")
    page.type("3")
    form.confirmed.setChecked(True)
    page.press("Ctrl+Return")
    assert form.fields["source"].message()[0] == "error" and form.text("title") == "Arsip umpama"
    page.type("JRA contoh")
    page.press("Ctrl+Return")
    with page.office.office.store.reading() as connection:
        made = next(one for one in retention_codes(connection, LATER.date()) if one.code == "000.5.9")
    assert (made.years, made.confirmed, made.source) == (5, True, "JRA contoh")
    page.press("F2", "Escape")
    assert pane.side.currentIndex() == 0


def test_a_proposal_taken_back_can_be_made_again(page: Page[ArchivePage]) -> None:
    """Ctrl+Z: the file is due and free again."""
    pane = page.panel.retention
    confirm(page)
    page.press("Escape", "Space", "Ctrl+Return")
    assert pane.due.table_model.row(0).cell("standing").spoken() == "usul musnah 1"
    seq = page.desk.dispatcher.last_seq
    undo(page.office.office, Act(actor=page.desk.actor), seq=seq)
    pane.start()
    page.settle()
    assert pane.due.table_model.row(0).cell("standing").spoken() == "dikonfirmasi"
    page.press("Space", "Ctrl+Return")
    assert page.said[-1] == "1 berkas diusulkan musnah"


def test_who_may_not_is_told_why(
    qtbot: QtBot, hashes: str, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> None:
    """The Helpdesk proposes but confirms no code; the trainer only reads."""
    page = opened(qtbot, class_office, class_threads, tmp_path, "wulan")
    pane = page.panel.retention
    alt(page, "K")
    page.press("F2")
    assert pane.side.currentIndex() == 0 and page.said[-1] == pane.edit_code.toolTip() != ""
    assert not pane.enter_minutes.isEnabled()


def test_the_view_fits_and_names_are_unique(page: Page[ArchivePage]) -> None:
    """The smallest window, and an object name once only."""
    hint = page.panel.retention.minimumSizeHint()
    assert hint.width() <= SIZE[0] and hint.height() <= SIZE[1]
    own = own_names(page.panel)
    assert sorted(own) == sorted(set(own))
