"""The e-mail draft on its way to the user's mail program: written to a folder of his, then opened from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.errors import LoketError
from desktop_app.queries.notice_words import Occasion
from ui.desk import Desk

FOLDER = "Loket Training"
FOLDER_SETTING = "mail/folder"
MOST_OPENED = 5
"""More drafts than this are only saved: a mail program that opens twenty windows helps nobody."""


def open_with_mail_program(path: Path) -> bool:
    """Hand a file to whatever opens ``.eml`` here."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class MailDoor:
    """``write(about, failed)``: one draft for each request, with its invitation; says where they lie."""

    def __init__(self, desk: Desk, opener: Callable[[Path], bool] = open_with_mail_program) -> None:
        self._desk = desk
        self.opener = opener

    def folder(self) -> Path:
        """Where drafts are put: chosen before, or a folder of its own in the user's documents."""
        chosen = str(self._desk.settings.value(FOLDER_SETTING, "") or "")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(chosen) if chosen else Path(documents or Path.home()) / FOLDER

    def write(self, about: Occasion, failed: Callable[[LoketError], None]) -> None:
        """Make the drafts on a reader thread, then open them."""
        folder, now = self.folder(), self._desk.now()

        def work(connection: object) -> tuple[Path, ...]:
            from desktop_app.documents.export_file import write_atomically
            from desktop_app.papers.mail_draft import mail_drafts

            drafts = mail_drafts(connection, about, now)  # type: ignore[arg-type]
            folder.mkdir(parents=True, exist_ok=True)
            return tuple(write_atomically(folder / one.file_name, one.data).path for one in drafts)

        def refused(error: Exception) -> None:
            if isinstance(error, OSError):
                error = LoketError(f"Draf tidak dapat disimpan di {folder}. Periksa apakah foldernya boleh ditulisi.")
            if isinstance(error, LoketError):
                failed(error)

        self._desk.read(work, self._open, failed=refused)

    def _open(self, paths: tuple[Path, ...]) -> None:
        opened = [self.opener(path) for path in paths[:MOST_OPENED]]
        where = paths[0] if len(paths) == 1 else paths[0].parent
        if all(opened) and len(opened) == len(paths):
            words = f"Draf dibuka di program e-mail. Kirim dari sana, lalu tekan 1. Tersimpan: {where}"
        else:
            words = f"{len(paths)} draf e-mail tersimpan di {where}. Buka dari sana, kirim, lalu tekan 1."
        self._desk.dispatcher.said.emit(words, False)
