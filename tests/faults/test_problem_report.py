"""The report for whoever helps: it says where it broke and with which versions, and nothing about anybody."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app import logs
from desktop_app.problem_report import problem_report
from ui.dialogs.fault_dialog import FaultDialog, fault_report

SECRETS = ("Zulkarnain Umpamawi", "197801012010011001", "081299998888")


def broken() -> Exception:
    """An error whose text quotes what was typed."""
    try:
        raise ValueError(f"could not save {SECRETS[0]} {SECRETS[1]} {SECRETS[2]}")
    except ValueError as error:
        return error


def test_the_report_has_versions_and_logs_but_nobody(tmp_path: Path) -> None:
    """Names that stood in errors are in no file of it."""
    file = logs.start(tmp_path)
    assert file is not None
    error = broken()
    logging.getLogger("loket").error("fault", exc_info=error)
    made = problem_report(fault_report(error), tmp_path)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        text = "\n".join(archive.read(name).decode("utf-8") for name in names)
    assert names == ["laporan.txt", "log/loket.log"]
    assert "PySide6" in text and "builtins.ValueError" in text and "test_problem_report.py" in text
    assert not [secret for secret in SECRETS if secret in text]


def test_the_dialog_saves_it_and_says_where(qtbot: QtBot, tmp_path: Path) -> None:
    """And a bad place is said in the dialog."""
    dialog = FaultDialog("Ada gangguan", "Kalimat.", fault_report(broken()), None, None)
    qtbot.addWidget(dialog)
    dialog.save_report(tmp_path / "laporan.zip")
    assert "tanpa data pribadi" in dialog._saved.text()
    assert zipfile.is_zipfile(tmp_path / "laporan.zip")
    dialog.save_report(tmp_path / "nowhere" / "laporan.zip")
    assert "tidak ada" in dialog._saved.text()
