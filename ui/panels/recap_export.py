"""The recap of a class's questionnaires into a workbook: ask where, make it aside, replace the old file when whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.errors import LoketError
from ui.desk import Desk


def export_recap(parent: QWidget, desk: Desk, key: str) -> None:
    """Ask for the place, then write; ``key`` is "sesi:12"."""
    proposal = str(Path.home() / f"rekap-kuesioner-{key.replace(':', '-')}.xlsx")
    name, _ = QFileDialog.getSaveFileName(parent, "Simpan rekap kuesioner", proposal, "Excel (*.xlsx)")
    if name:
        write_recap(desk, key, Path(name))


def write_recap(desk: Desk, key: str, target: Path) -> None:
    """Write the file beside the window's work and say where it lies."""
    path = target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")
    now = desk.now()

    def work(connection: Any) -> ExportResult:
        from desktop_app.papers.recap_workbook import make_recap_workbook

        return write_atomically(path, make_recap_workbook(connection, key, now=now).data)

    def failed(error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else f"Berkas tidak dapat ditulis: {path.parent}"
        desk.dispatcher.said.emit(words, False)

    def done(result: ExportResult) -> None:
        desk.dispatcher.said.emit(result.notice or f"Rekap kuesioner disimpan: {result.path}", False)

    desk.read(work, done, failed=failed)
