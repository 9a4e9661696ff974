"""The archive when something is wrong: a scan lost or damaged, an export refused, cancelled, or without room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.background import Background, Cancelled, Progress
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.services import files
from tests.ui.class_office import ClassOffice
from tests.ui.class_page import Page, show_page
from ui.dialogs.paper_preview import PaperPreview
from ui.panels.archive import ArchivePage
from ui.panels.archive_filters import TYPING_MS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(
    qtbot: QtBot, class_office: ClassOffice, class_threads: Background, tmp_path: Path
) -> Iterator[Page[ArchivePage]]:
    """The tab as the Helpdesk opens it."""
    shown = show_page(qtbot, class_office, "wulan", ArchivePage, tmp_path, class_threads)
    yield shown
    assert not [words for words in shown.said if words.startswith("BROKE")]


def test_a_package_that_is_cancelled_is_no_fault(
    page: Page[ArchivePage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batalkan: the toast says so, the old package stays, and the page can begin again."""
    target = tmp_path / "arsip-2026.zip"
    page.panel.keeping.ask = lambda *_: target
    page.press("Ctrl+G")
    page.settle()
    old = target.read_bytes()
    step = Progress.step

    def pressed(self: Progress, done: int, total: int) -> None:
        if done == 3:
            page.panel.keeping.cancel()
        step(self, done, total)

    monkeypatch.setattr(Progress, "step", pressed)
    page.press("Ctrl+G")
    page.settle()
    assert page.said[-1] == "Paket arsip dibatalkan; paket lama tetap ada."
    assert target.read_bytes() == old and page.panel.banner.isHidden()


def _with_scan(page: Page[ArchivePage], tmp_path: Path) -> Path:
    """A letter with a scan, open on screen; where the scan lies."""
    office, request = page.office.office, page.office.ids["rsud"]
    scan = tmp_path / "surat rsud.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon training",)))
    kept = page.office.do("wulan", files.attach_scan, request=request, file=str(scan))
    page.panel.open_case(request)
    page.settle()
    return files.attachments(office).path(kept.sha256)


def test_a_lost_or_damaged_scan_is_named_with_what_to_do(page: Page[ArchivePage], tmp_path: Path) -> None:
    """Enter on it: a sentence in the bar, no fault; once it is back it opens."""
    place = _with_scan(page, tmp_path)
    whole = place.read_bytes()
    for content, words in (
        (None, "surat rsud.pdf tidak ada lagi"),
        (whole[:-9], "surat rsud.pdf rusak"),
        (whole[:90] + bytes([whole[90] ^ 1]) + whole[91:], "surat rsud.pdf rusak"),
    ):
        place.unlink()
        if content is not None:
            place.write_bytes(content)
        page.press("Return")
        assert words in page.panel.case.banner.words() and "Pulihkan dari cadangan" in page.panel.case.banner.words()
        page.panel.case.banner.clear()
        if content is None:
            place.write_bytes(whole)
    place.write_bytes(whole)
    page.press("Return")
    shown = page.panel.findChild(PaperPreview)
    assert isinstance(shown, PaperPreview)
    shown.close()


def test_an_export_over_a_read_only_file_leaves_it(page: Page[ArchivePage], tmp_path: Path) -> None:
    """The old one stays; the new one lies beside it, and the toast says where."""
    target = tmp_path / "jadwal.xlsx"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    page.panel.write_register("jadwal", "xlsx", target)
    page.settle()
    assert target.read_bytes() == b"lama"
    assert page.said == ["jadwal.xlsx hanya dapat dibaca dan tidak diubah. Hasil disimpan sebagai jadwal (2).xlsx."]
    assert openpyxl.load_workbook(tmp_path / "jadwal (2).xlsx").sheetnames[0] == "Jadwal Training"


def test_an_export_is_cancelled_by_escape(
    page: Page[ArchivePage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file stays, nothing lies beside it, and the next export works."""
    target = tmp_path / "agenda.xlsx"
    target.write_bytes(b"lama")
    step = Progress.step

    def pressed(self: Progress, done: int, total: int) -> None:
        page.panel.export.cancel()
        step(self, done, total)

    monkeypatch.setattr(Progress, "step", pressed)
    page.panel.write_register("agenda-masuk", "xlsx", target)
    page.settle()
    assert page.said == ["Ekspor dibatalkan; berkas lama tetap ada."]
    assert target.read_bytes() == b"lama" and [one.name for one in tmp_path.glob("*.part")] == []
    assert page.panel.banner.isHidden() and page.panel.filters.excel.isEnabled()
    monkeypatch.undo()
    page.panel.write_register("agenda-masuk", "xlsx", target)
    page.settle()
    assert page.said[-1] == f"Tersimpan di {target}"


def test_a_long_export_says_how_far_it_is(page: Page[ArchivePage], tmp_path: Path) -> None:
    """Its words stand in the bar with Batalkan; Esc stops it before it clears the filters."""
    page.panel.export._begin().step(400, 9000)
    page.panel.export._tell_progress()
    assert page.panel.banner.words() == "Register disusun: baris 400 dari 9000."
    page.press("Ctrl+F")
    page.type("dinas")
    QTest.qWait(TYPING_MS + 40)
    page.settle()
    page.press("Escape")
    assert page.panel.filters.search.text() == "dinas"
    with pytest.raises(Cancelled):
        assert page.panel.export._progress is not None
        page.panel.export._progress.step(500, 9000)
    page.panel.export._end()
    assert page.panel.banner.isHidden()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for 96 KB, as a real mount; skipped where none may be made."""
    root = tmp_path / "stik"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(root)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    yield root
    subprocess.run(["umount", str(root)], check=True)


def test_a_full_stick_keeps_the_old_files(page: Page[ArchivePage], stick: Path) -> None:
    """A register and a package that do not fit: which one, what to do, and what was there before is whole."""
    (stick / "jadwal.pdf").write_bytes(b"lama")
    (stick / "isi.bin").write_bytes(bytes(88 * 1024))
    page.panel.write_register("jadwal", "pdf", stick / "jadwal.pdf")
    page.settle()
    assert "Disk penuh, jadwal.pdf BELUM tersimpan; berkas lama tetap ada" in page.panel.banner.words()
    page.panel.keeping.ask = lambda *_: stick / "arsip-2026.zip"
    page.press("Ctrl+G")
    page.settle()
    assert "Disk penuh, paket arsip-2026.zip BELUM dibuat" in page.panel.banner.words()
    assert sorted(one.name for one in stick.iterdir()) == ["isi.bin", "jadwal.pdf"]
    assert (stick / "jadwal.pdf").read_bytes() == b"lama"
