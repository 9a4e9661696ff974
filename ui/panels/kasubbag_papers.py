"""The schedule on paper and in Excel: Ctrl+P previews the class, Ctrl+E saves the span that is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app import papers
from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.errors import LoketError
from ui.desk import Desk
from ui.panels.paper_door import print_paper


def print_schedule(parent: QWidget, desk: Desk, key: str) -> None:
    """Preview the schedule paper of a class ("sesi:12")."""
    if not key:
        desk.dispatcher.said.emit("Pilih dulu kelas di kalender, lalu tekan Ctrl+P.", False)
        return
    print_paper(parent, desk, "jadwal", key)


def export_schedule(parent: QWidget, desk: Desk, span: tuple[date, date]) -> None:
    """Ask where, then write the schedule register of the span beside the window's work."""
    first, last = span
    proposal = str(Path.home() / f"jadwal-{first:%Y-%m-%d}-{last:%Y-%m-%d}.xlsx")
    name, _ = QFileDialog.getSaveFileName(parent, "Simpan jadwal", proposal, "Excel (*.xlsx);;PDF (*.pdf)")
    if name:
        write_schedule(desk, span, Path(name))


def write_schedule(desk: Desk, span: tuple[date, date], target: Path) -> None:
    """Make the register on a reader thread and replace the file only when it is whole."""
    first, last = span
    fmt = "pdf" if target.suffix.lower() == ".pdf" else "xlsx"
    now = desk.now()

    def work(connection: Any) -> ExportResult:
        made = papers.make_register(connection, "jadwal", fmt, now=now, first=first, last=last)
        return write_atomically(target, made.data)

    def failed(error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else f"Berkas tidak dapat ditulis: {target.parent}"
        desk.dispatcher.said.emit(words, False)

    def done(result: ExportResult) -> None:
        desk.dispatcher.said.emit(result.notice or f"Jadwal disimpan: {result.path}", False)

    desk.read(work, done, failed=failed)
