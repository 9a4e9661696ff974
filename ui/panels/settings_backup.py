"""Cadangan: make one now, see which there are, check the data now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop_app.errors import LoketError
from desktop_app.office_time import wall
from desktop_app.queries.setting_names import BACKUP_FOLDER
from desktop_app.queries.settings_read import BackupRow, backups
from desktop_app.services import data_folder, office_calendar
from desktop_app.sop.dates_in_words import clock, long_date
from ui.desk import Desk
from ui.panels.settings_section import TableSection
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.tables import Cell, Column, TableRow

MOST_PROBLEMS = 4


class BackupSection(TableSection):
    """Every backup was rehearsed by restoring it aside before it got its name."""

    title = "Cadangan"
    text = "Dibuat dan diuji tiap kali program ditutup"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("made", "Dibuat"),
            Column("file", "Berkas"),
            Column("size", "Ukuran", 104, "right"),
            Column("sequence", "Sampai catatan", 136, "right"),
        )
        empty = EmptyView(
            "database-backup", "Belum ada cadangan", "Buat sekarang dengan Ins, kira-kira beberapa detik."
        )
        super().__init__(desk, columns, object_name="set_backup", empty=empty, row_height=32)
        self._folder = Label("", "body", "text2", selectable=True, elide=True, object_name="set_backup_folder")
        self._state = Label("", "body", "text", wrap=True, object_name="set_backup_state")
        self.middle.insertWidget(1, self._folder)
        self.middle.insertWidget(2, self._state)
        self._make = self._tool("Buat cadangan sekarang", "set_backup_make", "Ins")
        self._check = self._tool("Periksa data sekarang", "set_backup_verify", "F2")
        self._choose = self._tool("Tempat cadangan…", "set_backup_place", "")
        self._make.clicked.connect(self.make_now)
        self._check.clicked.connect(self.verify_now)
        self._choose.clicked.connect(self.choose_folder)
        verdict = desk.may("save_setting", None)
        self._choose.allow(verdict.ok, verdict.reason)

    def _tool(self, words: str, name: str, key: str) -> Button:
        button = Button(words, key_hint=key, object_name=name)
        if key:
            self.bind(key, button)
        self.put_tool(button)
        return button

    def load(self) -> None:
        """List the backups."""
        office = self.desk.office
        self.desk.dispatcher.aside(
            lambda: (folder := data_folder.backup_folder(office), backups(folder)), self._show, failed=self._failed
        )

    def _show(self, answer: tuple[Path, tuple[BackupRow, ...]]) -> None:
        folder, rows = answer
        self._folder.setText(f"Tempat: {folder}")
        made = []
        for one in rows:
            moment = wall(one.made_at)
            when = f"{long_date(moment.date())}, {clock(moment)}"
            cells: dict[str, Cell | str] = {
                "made": Cell(when, strong=True),
                "file": one.path.name,
                "size": _size(one.size),
                "sequence": str(one.sequence),
            }
            made.append(TableRow(one.path.name, cells))
        self.table.set_rows(made)

    def make_now(self) -> None:
        """Make and rehearse a backup on a thread."""
        office = self.desk.office
        self._busy(self._make, "Cadangan sedang dibuat dan diuji…")

        def done(result: object) -> None:
            del result
            self._idle("Cadangan selesai dibuat dan lulus uji pulih.", "ok")
            self.load()

        self.desk.dispatcher.aside(
            lambda: data_folder.back_up(office, data_folder.backup_folder(office)), done, failed=self._failed
        )

    def verify_now(self) -> None:
        """Integrity, chain, replay, attachments."""
        office = self.desk.office
        self._busy(self._check, "Data sedang diperiksa: berkas, rantai catatan, lampiran…")

        def done(found: data_folder.Checked) -> None:
            if not found.problems:
                self._idle(f"Data utuh: {found.entries} catatan dan semua lampiran cocok.", "ok")
                return
            first = "; ".join(found.problems[:MOST_PROBLEMS])
            self._idle(f"{len(found.problems)} masalah: {first}. Jangan menulis lagi, pulihkan cadangan.", "danger")

        self.desk.dispatcher.aside(lambda: data_folder.verify(office), done, failed=self._failed)

    def _busy(self, button: Button, words: str) -> None:
        button.allow(False, words)
        self._state.set_tone("text2")
        self._state.setText(words)

    def _idle(self, words: str, tone: str) -> None:
        self._make.allow(True)
        self._check.allow(True)
        self._state.set_tone(tone)
        self._state.setText(words)

    def _failed(self, error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else "Belum berhasil. Lihat laporan gangguan."
        self._idle(words, "danger")

    def choose_folder(self) -> None:
        """Another folder, best on another disk."""
        found = QFileDialog.getExistingDirectory(self, "Tempat cadangan", str(Path.home()))
        if found:
            self.act(office_calendar.save_setting, "Tempat cadangan disimpan", name=BACKUP_FOLDER, value=found)

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Buat cadangan"), Hint(("F2",), "Periksa data"))


def _size(octets: int) -> str:
    if octets < 1_000_000:
        return f"{max(1, octets // 1000)} KB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
