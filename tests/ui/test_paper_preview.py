"""Papers before they are paper: sheet and stub by one key, other sizes, a PDF on disk, no printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import papers
from desktop_app.services import intake
from desktop_app.services.people import ParticipantEntry
from tests.ui.december_office import PENYEDIA
from tests.ui.december_page import Opened
from tests.ui.helpdesk_desk import MARSIDI, count_of, found, helpdesk, show, type_letter
from ui.dialogs import paper_preview, paper_printing
from ui.dialogs.paper_preview import PaperPreview, show_paper
from ui.panels.helpdesk import HelpdeskPage

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan at the Helpdesk."""
    with helpdesk(qtbot, qapp, tmp_path) as opened:
        yield opened


def opened_preview(at: Opened, page: HelpdeskPage) -> PaperPreview:
    """The preview with its pages."""
    at.settled()
    dialogs = [one for one in page.window().findChildren(PaperPreview) if one.isVisible()]
    assert len(dialogs) == 1
    at.qtbot.waitUntil(dialogs[0].primary.isEnabled)
    return dialogs[0]


def test_one_key_gives_the_sheet_and_the_stub(at: Opened, tmp_path: Path) -> None:
    """Ctrl+P: shown, saved as a PDF that says so, kept in the case; from then on somebody holds the sheet."""
    page = show(at)
    case = found(at, MARSIDI)
    page.open_case(case.request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    assert dialog.chosen_blank()
    assert at.case(case.request_id).sheets == (), "a preview alone is no sheet on its way"
    target = tmp_path / "lembar.pdf"
    dialog.save_to(target)
    at.settled()
    (sheet,) = at.case(case.request_id).sheets
    assert sheet.out and sheet.blank
    text = "".join(one.extract_text() for one in PdfReader(target).pages)
    assert "RSUD dr. H. Marsidi Judono" in text and sheet.token in text
    assert "Tersimpan" in dialog.words.full_text()
    assert [one.kind for one in at.case(case.request_id).papers] == ["disposisi"]
    dialog.save_to(target)
    at.settled()
    assert len(at.case(case.request_id).papers) == 1
    dialog.reject()


def test_another_size_is_made_again(at: Opened) -> None:
    """Half F4 lies across: 215 x 165 mm."""
    page = show(at)
    page.open_case(found(at, MARSIDI).request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    assert dialog.size_choice is not None
    upright = dialog._sizes[0]
    dialog.size_choice._thumbs["half_f4"].click()
    at.settled()
    assert dialog.chosen_size() == "half_f4"
    assert dialog._sizes[0] != upright
    dialog.reject()


def test_without_a_printer_it_says_so_and_offers_the_pdf(at: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """No silent nothing."""
    monkeypatch.setattr(paper_preview, "has_printer", lambda: False)
    page = show(at)
    page.open_case(found(at, MARSIDI).request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    dialog.primary.click()
    assert dialog.words.full_text().startswith("Belum ada printer")
    assert dialog.isVisible()
    dialog.reject()


def test_a_folder_that_is_gone_is_explained(at: Opened, tmp_path: Path) -> None:
    """The old file stays, the sentence says what to do."""
    page = show(at)
    page.open_case(found(at, MARSIDI).request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    dialog.save_to(tmp_path / "tidak" / "ada.pdf")
    at.settled()
    assert "tidak ada" in dialog.words.full_text()
    dialog.reject()


def test_ctrl_p_on_a_new_letter_saves_it_first(at: Opened) -> None:
    """One key from the typed form to the sheet."""
    page = show(at)
    before = count_of(at, MARSIDI)
    type_letter(at)
    page.print_current()
    dialog = opened_preview(at, page)
    assert count_of(at, MARSIDI) == before + 1
    assert found(at, MARSIDI).agenda_label in dialog.windowTitle()
    dialog.reject()


def test_one_sheet_with_a_list_for_many_forms(at: Opened, tmp_path: Path) -> None:
    """Three individuals in the same state: the clerk chooses who goes on the sheet; the others stay off it."""
    for name in ("Ani Uji", "Bela Uji", "Cici Uji"):
        at.december.do(
            "wulan",
            intake.register_form,
            applicant=ParticipantEntry(full_name=name, mobile="081200003301"),
            topics=(PENYEDIA,),
            privacy_notice=True,
        )
    page = show(at)
    page.open_case(found(at, "Ani Uji").request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    assert dialog.more is not None and dialog.more.chosen() == ()
    bela = found(at, "Bela Uji")
    dialog.more.rows[bela.request_id].setFocus()
    at.press(K.Key_Space)
    at.settled()
    at.qtbot.waitUntil(dialog.primary.isEnabled)
    dialog.save_to(tmp_path / "daftar.pdf")
    at.settled()
    text = "".join(one.extract_text() for one in PdfReader(tmp_path / "daftar.pdf").pages)
    assert "Ani Uji" in text and "Bela Uji" in text and "Cici Uji" not in text
    (sheet,) = at.case(bela.request_id).sheets
    assert sheet.token in text and len(sheet.request_ids) == 2
    assert at.case(found(at, "Cici Uji").request_id).sheets == ()
    dialog.reject()


def test_finished_bytes_are_shown_for_other_pages(at: Opened) -> None:
    """The door the other tabs use; a dialog closed early is no trouble."""
    page = show(at)
    case = found(at, MARSIDI)
    with at.december.office.store.reading() as connection:
        paper = papers.make_paper(connection, "tanda-terima", case.key, now=at.desk.now())
    dialog = show_paper(page, at.desk, paper)
    assert dialog.size_choice is None
    dialog.reject()
    at.settled()


def test_pages_go_to_a_printer_in_true_size(at: Opened, tmp_path: Path) -> None:
    """The same painting, into a PDF printer: one page of F4."""
    case = found(at, MARSIDI)
    with at.december.office.store.reading() as connection:
        paper = papers.make_paper(connection, "disposisi", case.key, now=at.desk.now(), size="f4", blank=True)
    images, sizes = paper_printing.page_images(paper.data, 800)
    printer = paper_printing.make_printer(paper.title, sizes)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    assert paper_printing.print_pages(printer, images, sizes)
    box = PdfReader(tmp_path / "cetak.pdf").pages[0].mediabox
    assert abs(float(box.height) - 330 / 25.4 * 72) < 3
    assert abs(float(box.width) - 215 / 25.4 * 72) < 3


def test_keys(at: Opened) -> None:
    """Ctrl+S and Ctrl+Enter belong to the dialog while it is open."""
    page = show(at)
    page.open_case(found(at, MARSIDI).request_id)
    at.settled()
    page.print_current()
    dialog = opened_preview(at, page)
    assert dialog.save_button.shortcut().toString() == "Ctrl+S"
    assert dialog.primary.shortcut().toString() == "Ctrl+Return"
    dialog.reject()
