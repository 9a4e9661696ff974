"""A bug of ours, planted in the middle of a save (RELIABILITY.md fault 29): walked through once at the window.

One dialog with a number and never two, nothing half saved, what was typed stays, the report holds nobody's name,
the window lives on, and when the bug is gone the same letter is saved once.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app import logs
from desktop_app.problem_report import problem_report
from desktop_app.services import data_folder, steps
from tests.faults.test_another_holds_the_lock import NUMBER, letters, typed_letter
from tests.journeys.december_window import Office, seated
from ui.dialogs.fault_dialog import FaultDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
SECRET = "Zulkarnain Umpamawi 081299998888"


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    """The window of the sample day, wulan at the desk."""
    with seated(tmp_path, qapp) as office:
        office.sit("wulan")
        yield office


def dialogs(at: Office) -> list[FaultDialog]:
    """The fault dialogs on screen."""
    return [one for one in at.window.findChildren(FaultDialog) if one.isVisible()]


def test_a_bug_in_the_middle_of_a_save(at: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From Ctrl+Enter into the bug to the saved letter."""
    log = logs.start(tmp_path)
    page = typed_letter(at)

    def broken(*given: object, **named: object) -> int:
        raise ValueError(f"could not count {SECRET}")

    with at.december.office.store.reading() as connection:
        before = connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar()
    with monkeypatch.context() as plant:
        plant.setattr(steps, "start", broken)
        at.hands.press("Ctrl+Return")
        at.hands.until(lambda: bool(dialogs(at)), "dialog gangguan", 5)
        page.new.save(forward=True)
        at.hands.settle()
        assert len(dialogs(at)) == 1, "one dialog, however often it breaks"
    dialog = dialogs(at)[0]
    words = f"{dialog.windowTitle()} {dialog.text.full_text()}"
    assert "gangguan" in words.lower() and SECRET not in words
    with at.december.office.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar() == before, "nothing half saved"
    dialog.copy_report()
    report = QApplication.clipboard().text()
    with zipfile.ZipFile(io.BytesIO(problem_report(report, tmp_path))) as archive:
        told = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert "ValueError" in told and not [part for part in SECRET.split() if part in told]
    assert log is not None and SECRET not in log.read_text(encoding="utf-8")
    dialog.reject()
    assert page.new.letter.head.number.text() == NUMBER
    assert page.new.primary.isEnabled() and "BELUM tersimpan" in page.new.error.full_text()
    at.keys("Ctrl+Return")
    at.hands.until(lambda: letters(at) == 1, "tersimpan")
    at.hands.settle()
    assert letters(at) == 1 and data_folder.verify(at.december.office).problems == ()
