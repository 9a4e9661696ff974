"""Cadangan: make one now, see which there are, where they go, check the data now, go back to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from desktop_app.errors import LoketError
from desktop_app.office_time import wall
from desktop_app.queries.setting_names import BACKUP_FOLDER, BACKUP_MORE_FOLDERS
from desktop_app.services import backup_rounds, data_folder, office_calendar
from desktop_app.services.backup_rounds import BackupRow
from desktop_app.sop.dates_in_words import clock, long_date
from ui.desk import Desk
from ui.office_keeper import mounted_roots
from ui.panels.settings_section import TableSection
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.tables import Cell, Column, TableRow

MOST_PROBLEMS = 4
WHY_RESTORE = "Pilih cadangan yang akan menggantikan data sekarang. Program kembali ke layar masuk sesudahnya."


class BackupSection(TableSection):
    """Every backup was rehearsed by restoring it aside before it got its name."""

    title = "Cadangan"
    text = "Dibuat dan diuji sendiri: tiap setengah jam bila ada yang baru, dan tiap kali program ditutup"

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("made", "Dibuat"),
            Column("place", "Tempat"),
            Column("letters", "Surat", 80, "right"),
            Column("size", "Ukuran", 96, "right"),
            Column("sequence", "Sampai catatan", 128, "right"),
        )
        empty = EmptyView(
            "database-backup", "Belum ada cadangan", "Buat sekarang dengan Ins, kira-kira beberapa detik."
        )
        super().__init__(desk, columns, object_name="set_backup", empty=empty, row_height=32)
        self._folder = Label("", "body", "text2", wrap=True, selectable=True, object_name="set_backup_folder")
        self._state = Label("", "body", "text", wrap=True, object_name="set_backup_state")
        self.middle.insertWidget(1, self._folder)
        self.middle.insertWidget(2, self._state)
        self._make = self._tool("Buat cadangan sekarang", "set_backup_make", "Ins", self.make_now)
        self._check = self._tool("Periksa data sekarang", "set_backup_verify", "F2", self.verify_now)
        self._back = self._tool("Pulihkan…", "set_backup_restore", "F8", self.begin_restore)
        self._choose = self._tool("Tempat utama…", "set_backup_place", "", self.choose_folder)
        self._add = self._tool("Tambah tempat…", "set_backup_more", "", self.add_folder)
        self._stick = self._tool("Daftarkan stik…", "set_backup_stick", "", self.choose_stick)
        verdict = desk.may("save_setting", None)
        for button in (self._choose, self._add, self._stick, self._back):
            button.allow(verdict.ok, verdict.reason)

    def _tool(self, words: str, name: str, key: str, act: Callable[[], Any]) -> Button:
        button = Button(words, key_hint=key, object_name=name)
        if key:
            self.bind(key, button)
        button.clicked.connect(act)
        self.put_tool(button)
        return button

    def load(self) -> None:
        """List the backups of every place and of the sticks that are in."""
        office = self.desk.office

        def read() -> tuple[tuple[Path, ...], tuple[BackupRow, ...]]:
            places = backup_rounds.places(office)
            return places, backup_rounds.backups_of(office.store.data_dir, also=places, roots=mounted_roots())

        self.desk.dispatcher.aside(read, self._show, failed=self._failed)

    def _show(self, answer: tuple[tuple[Path, ...], tuple[BackupRow, ...]]) -> None:
        places, rows = answer
        self._folder.setText("Tempat: " + ", ".join(str(place) for place in places))
        made = []
        for one in rows:
            moment = wall(one.made_at)
            when = f"{long_date(moment.date())}, {clock(moment)}"
            cells: dict[str, Cell | str] = {
                "made": Cell(when, strong=True),
                "place": str(one.path.parent),
                "letters": "" if one.letters is None else str(one.letters),
                "size": _size(one.size),
                "sequence": str(one.sequence),
            }
            made.append(TableRow(str(one.path), cells))
        self.table.set_rows(made)

    def make_now(self) -> None:
        """Make and rehearse a backup in every place, on a thread."""
        office = self.desk.office
        self._busy(self._make, "Cadangan sedang dibuat dan diuji…")

        def done(found: backup_rounds.Round) -> None:
            if found.failures:
                self._idle(f"{len(found.made)} cadangan selesai. Gagal: {found.failures[0]}", "danger")
            else:
                self._idle("Cadangan selesai dibuat dan lulus uji pulih.", "ok")
            self.load()

        self.desk.dispatcher.aside(lambda: backup_rounds.make_round(office), done, failed=self._failed)

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
        verdict = self.desk.may("save_setting", None)
        self._make.allow(True)
        self._check.allow(True)
        self._stick.allow(verdict.ok, verdict.reason)
        self._state.set_tone(tone)
        self._state.setText(words)

    def _failed(self, error: Exception) -> None:
        words = error.sentence if isinstance(error, LoketError) else "Belum berhasil. Lihat laporan gangguan."
        self._idle(words, "danger")

    def _ask_folder(self, title: str) -> str:
        return QFileDialog.getExistingDirectory(self, title, str(Path.home()))

    def choose_folder(self) -> None:
        """Another first folder, best on another disk."""
        found = self._ask_folder("Tempat cadangan")
        if found:
            self.act(office_calendar.save_setting, "Tempat cadangan disimpan", name=BACKUP_FOLDER, value=found)

    def add_folder(self) -> None:
        """One more folder for every round."""
        found = self._ask_folder("Tempat cadangan tambahan")
        if found:
            self.add_place(Path(found))

    def add_place(self, folder: Path) -> None:
        """From now on backups go there too."""
        more = [str(place) for place in backup_rounds.places(self.desk.office)[1:]]
        if str(folder) not in more:
            words = "Tempat cadangan ditambahkan"
            self.act(office_calendar.save_setting, words, name=BACKUP_MORE_FOLDERS, value=[*more, str(folder)])

    def choose_stick(self) -> None:
        """A USB stick that gets a backup each time it is plugged in."""
        found = self._ask_folder("Pilih stik USB")
        if found:
            self.mark_stick(Path(found))

    def mark_stick(self, root: Path) -> None:
        """Mark it and put the first backup on it."""
        office = self.desk.office
        self._busy(self._stick, "Stik sedang didaftarkan dan diisi…")

        def work() -> object:
            backup_rounds.mark_stick(office, root)
            return backup_rounds.back_up_to_stick(office, root)

        def done(result: object) -> None:
            del result
            self._idle("Stik terdaftar. Tiap kali dipasang, cadangan dibuat sendiri. Stik boleh dilepas.", "ok")
            self.load()

        self.desk.dispatcher.aside(work, done, failed=self._failed)

    def begin_restore(self) -> None:
        """To the page that says what a restore would cost; nothing is moved before it was confirmed there."""
        from ui.restoring import show_restore

        window: Any = self.window()
        if getattr(window, "access", None) is not None:
            show_restore(window, window.access, title="Pulihkan cadangan", why=WHY_RESTORE)

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Buat cadangan"), Hint(("F2",), "Periksa data"), Hint(("F8",), "Pulihkan"))


def _size(octets: int) -> str:
    if octets < 1_000_000:
        return f"{max(1, octets // 1000)} KB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
