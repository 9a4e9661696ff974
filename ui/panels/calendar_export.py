"""A class or a trainer's classes into an .ics file: ask where, make it aside, replace the old file only when whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.errors import LoketError
from desktop_app.papers.class_calendar import make_calendar
from ui.desk import Desk


def export_calendar(parent: QWidget, desk: Desk, key: str) -> None:
    """Ask for the place, then write; ``key`` is "sesi:12" or "petugas:andi"."""
    proposal = str(Path.home() / f"jadwal-{key.replace(':', '-')}.ics")
    name, _ = QFileDialog.getSaveFileName(parent, "Simpan ke kalender", proposal, "Kalender (*.ics)")
    if name:
        write_calendar(desk, key, Path(name))


def write_calendar(desk: Desk, key: str, target: Path) -> None:
    """Write the file beside the window's work and say where it lies."""
    path = target if target.suffix.lower() == ".ics" else target.with_name(f"{target.name}.ics")
    now = desk.now()

    def work(connection: Any) -> tuple[ExportResult, int]:
        made = make_calendar(connection, key, now=now)
        return write_atomically(path, made.data), made.classes

    def failed(error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else f"Berkas tidak dapat ditulis: {path.parent}"
        desk.dispatcher.said.emit(words, False)

    def done(found: tuple[ExportResult, int]) -> None:
        result, classes = found
        desk.dispatcher.said.emit(result.notice or f"{classes} kelas disimpan: {result.path}", False)

    desk.read(work, done, failed=failed)
