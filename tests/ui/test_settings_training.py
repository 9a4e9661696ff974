"""Training dan printer by keys: what is changed is written, previews tell, the shift stays on this PC."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.background import Background
from desktop_app.documents.printer_test import render_printer_test
from desktop_app.queries.office import setting
from tests.documents.reading import ink_margins_mm, page_sizes_mm, pictures
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import Page, own_names, show_page
from ui.dialogs.paper_preview import PaperPreview
from ui.dialogs.paper_printing import print_pages, print_shift
from ui.panels.settings import SettingsPage
from ui.panels.settings_training import TrainingSection

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")


@pytest.fixture
def page(qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path) -> Page[SettingsPage]:
    """The administrator at the settings."""
    return show_page(qtbot, class_office, "nurul", SettingsPage, tmp_path, class_threads)


def section(page: Page[SettingsPage]) -> TrainingSection:
    found = page.panel.section("training")
    page.settle()
    assert isinstance(found, TrainingSection)
    return found


def stored(page: Page[SettingsPage], name: str) -> object:
    with page.office.office.store.reading() as connection:
        return setting(connection, name, page.desk.today())


def test_what_is_changed_is_written_and_nothing_else(page: Page[SettingsPage]) -> None:
    shown = section(page)
    shown.mark.setFocus()
    shown.mark.selectAll()
    page.type("75")
    shown.given.setChecked(True)
    shown.questions.setText("Jelas?\n\n Berguna? ")
    page.press("Ctrl+Return")
    assert stored(page, "pass_mark") == 75
    assert stored(page, "certificates") is True
    assert stored(page, "questionnaire_questions") == ["Jelas?", "Berguna?"]
    assert page.said.count("Pengaturan disimpan") == 3


def test_the_number_is_previewed_and_a_wrong_pattern_said(page: Page[SettingsPage]) -> None:
    shown = section(page)
    assert shown.shown.full_text() == "Contoh: 147/SERT/PBJ/XII/2026"
    shown.template.setText("{nomor}/X")
    assert "nomor" in shown.shown.full_text() and not shown.shown.full_text().startswith("Contoh")
    page.press("Ctrl+Return", into=shown.template)
    assert shown.error.text() or shown.error.isVisible()
    assert stored(page, "certificate_template") == "{urut3}/SERT/{unit}/{bulan_romawi}/{tahun}"


def test_the_shift_stays_on_this_pc_and_moves_what_is_printed(page: Page[SettingsPage]) -> None:
    """Nonsense is said beside the field; -1,5 mm to the right moves the ink 1.5 mm to the left."""
    shown = section(page)
    right = shown.shifts["print_shift_right"]
    right.setText("dua")
    page.press("Ctrl+Return", into=right)
    assert shown.shift_fields["print_shift_right"].message()[0] == "error"
    right.setText("-1,5")
    page.press("Ctrl+Return", into=right)
    assert print_shift(page.desk.settings) == (-1.5, 0.0)
    page.desk.settings.setValue("print_shift_down", "rusak")
    assert print_shift(page.desk.settings) == (-1.5, 0.0)


def test_printing_with_a_shift(tmp_path: Path, qapp: QApplication) -> None:
    """Measured on the printed page."""
    from PySide6.QtGui import QColor, QPainter

    from ui.dialogs.paper_printing import make_printer

    image = QImage(600, 850, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(200, 300, 100, 100, QColor("black"))
    painter.end()
    found = []
    for name, shift in (("plain", (0.0, 0.0)), ("moved", (3.0, -2.0))):
        printer = make_printer("uji", [(595, 842)])
        printer.setOutputFileName(str(tmp_path / f"{name}.pdf"))
        assert print_pages(printer, [image], [(595, 842)], shift=shift)
        found.append(ink_margins_mm(pictures((tmp_path / f"{name}.pdf").read_bytes())[0]))
    assert found[1][0] - found[0][0] == pytest.approx(3.0, abs=0.4)
    assert found[1][1] - found[0][1] == pytest.approx(-2.0, abs=0.4)


def test_the_test_page_is_exact_and_shown(page: Page[SettingsPage]) -> None:
    for size in ("f4", "a4"):
        pdf = render_printer_test(size)
        assert page_sizes_mm(pdf)[0] in ((215.0, 330.0), (210.0, 297.0))
        assert min(ink_margins_mm(pictures(pdf)[0])) == pytest.approx(15.0, abs=0.4)
    shown = section(page)
    shown.print_test()
    page.settle()
    dialogs = [one for one in page.panel.window().findChildren(PaperPreview) if one.isVisible()]
    page.qtbot.waitUntil(dialogs[0].primary.isEnabled)
    assert dialogs[0].windowTitle() == "Halaman Uji Printer"
    dialogs[0].reject()
    page.settle()


def test_the_page_fits_and_names_are_unique(page: Page[SettingsPage]) -> None:
    shown = section(page)
    names = own_names(shown)
    assert len(names) == len(set(names))
    assert shown.minimumSizeHint().width() <= 1366 - 280
    assert isinstance(page.desk.settings, QSettings)
