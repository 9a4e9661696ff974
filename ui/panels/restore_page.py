"""Bringing a backup back: shown when the data cannot be used, or when an administrator asks for it.

Says in words which letters would be gone before anything is moved; what is there now is kept aside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.errors import LoketError
from desktop_app.office_time import wall
from desktop_app.services import backup_rounds, data_folder, restore_preview, salvage
from desktop_app.services.backup_rounds import BackupRow
from desktop_app.services.use_case import Office
from desktop_app.sop.dates_in_words import clock, long_date
from ui import theme
from ui.office_keeper import mounted_roots
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Bar, Pane, column, row
from ui.widgets.tables import Cell, Column, DataTable, TableRow

CHOOSE: Final = "Pilih cadangan untuk melihat surat mana yang tidak ada di dalamnya."
KEPT: Final = "Data yang sekarang tidak dihapus, tetapi disimpan di folder “sebelum-pemulihan” di samping data."
COLUMNS: Final = (
    Column("made", "Dibuat"),
    Column("place", "Tempat"),
    Column("letters", "Surat", 96, "right"),
    Column("sequence", "Sampai catatan", 136, "right"),
)


class _Answer(QObject):
    came = Signal(object, object)


class RestorePage(QWidget):
    """``restored(office)`` when the data are open again; ``left()`` when nothing was to be done."""

    restored = Signal(object)
    left = Signal()

    def __init__(
        self, access: Access, background: Background, *, title: str, why: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restore_page")
        self.setAccessibleName(title)
        self._access, self._background = access, background
        self._files: dict[str, Path] = {}
        self._busy = False
        self._office: Office | None = None
        self._answer = _Answer(self)
        self._answer.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._make_parts(title, why)
        self._lay_out()

    def _make_parts(self, title: str, why: str) -> None:
        self._title = Label(title, "title", object_name="restore_title")
        self._why = Label(why, "body", "text2", wrap=True, object_name="restore_why")
        empty = EmptyView("database-backup", "Tidak ada cadangan di sini", "Pasang stik cadangan atau pilih berkasnya.")
        self.table = DataTable("Cadangan", COLUMNS, row_height=32, empty=empty, object_name="restore_table")
        self.table.current_changed.connect(lambda _: self._look_into())
        self.words = Label(CHOOSE, "body", "text", wrap=True, selectable=True, object_name="restore_words")
        self.code = LineEdit(placeholder="dari amplop tersegel", object_name="restore_code")
        hint = "hanya bila kunci di komputer ini hilang"
        self._code_field = Field("Kode pemulihan", self.code, hint, object_name="restore_code_field")
        self.code.editingFinished.connect(self._look_into)
        self._other = Button("Berkas lain…", object_name="restore_other")
        self._other.clicked.connect(self._ask_file)
        self._again = Button("Cari lagi", key_hint="F5", object_name="restore_again")
        self._again.clicked.connect(self.read)
        self.go = Button("Pulihkan cadangan ini", "primary", "Ctrl+Enter", object_name="restore_go")
        self.go.clicked.connect(self.restore)
        self._save = Button("Selamatkan isi ke Excel…", object_name="restore_salvage")
        self._save.clicked.connect(self._ask_workbook)
        self._leave = Button("Tutup", key_hint="Esc", object_name="restore_leave")
        self._leave.clicked.connect(self.left)
        for key, act in (("Ctrl+Return", self.restore), ("F5", self.read), ("Escape", self.left.emit)):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.go.allow(False, CHOOSE)

    def _lay_out(self) -> None:
        sheet = Pane("surface", object_name="restore_sheet")
        body = column(self._title, self._why, 12, spacing=4, margins=(56, 40, 56, 16))
        body.addWidget(self.table, 1)
        body.addLayout(row(self._other, self._again, None, self._save, margins=(0, 8, 0, 8)))
        body.addWidget(self.words)
        body.addWidget(Label(KEPT, "dense", "text2", wrap=True))
        self._code_field.setMinimumWidth(theme.px(480))
        body.addLayout(row(self._code_field, None))
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(body, 1)
        bar = Bar(64, "surface", "top")
        bar.setLayout(row(self.go, None, self._leave, margins=(56, 0, 56, 0), spacing=16))
        inner.addWidget(bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sheet)

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return (
            Hint(("↑", "↓"), "Pilih cadangan"),
            Hint(("Ctrl+Enter",), "Pulihkan"),
            Hint(("F5",), "Cari lagi"),
            Hint(("Esc",), "Tutup"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The list of backups has the keys."""
        super().showEvent(event)
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- which ------------------------------------------------------------------------------------

    def read(self) -> None:
        """List the backups of the noted places and of the plugged sticks."""
        folder = self._access.data_dir
        self._run(lambda: backup_rounds.backups_of(folder, roots=mounted_roots()), self._show)

    def _show(self, found: Sequence[BackupRow]) -> None:
        rows = []
        self._files = {}
        for one in found:
            made = wall(one.made_at)
            when = f"{long_date(made.date())}, {clock(made)}"
            key = str(one.path)
            self._files[key] = one.path
            cells: dict[str, Cell | str] = {
                "made": Cell(when, strong=True),
                "place": str(one.path.parent),
                "letters": "" if one.letters is None else str(one.letters),
                "sequence": str(one.sequence),
            }
            rows.append(TableRow(key, cells))
        self.table.set_rows(rows)
        self._choose_first()

    def _ask_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, "Berkas cadangan", str(Path.home()), "Cadangan (*.loket)")
        if found:
            self.choose_file(Path(found))

    def choose_file(self, file: Path) -> None:
        """A backup that lies elsewhere."""
        key = str(file)
        self._files[key] = file
        self.table.set_rows([TableRow(key, {"made": Cell(file.name, strong=True), "place": str(file.parent)})])
        self._choose_first()

    def _choose_first(self) -> None:
        """The newest one is what one wants nearly always."""
        if not self.table.current_key():
            self.table.select(next(iter(self._files), ""))
        self._look_into()

    def chosen(self) -> Path | None:
        """The backup of the current row."""
        return self._files.get(self.table.current_key())

    def _look_into(self) -> None:
        file = self.chosen()
        if file is None or self._busy or self._office is not None:
            return
        code = self.code.text().strip() or None
        self._say("Cadangan sedang dibaca…", "text2")
        self.go.allow(False, "Cadangan sedang dibaca.")
        self._run(lambda: restore_preview.preview(self._access, file, recovery_code=code), self._tell)

    def _tell(self, found: restore_preview.Preview) -> None:
        lost = bool(found.missing) or not found.readable
        self._say(found.sentence, "warn" if lost else "ok")
        self.go.allow(True)
        if self.chosen() != found.file:
            self._look_into()

    # --- acts -------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Put the chosen backup in the place of the data and open them."""
        if self._office is not None:
            self.restored.emit(self._office)
            return
        file = self.chosen()
        if file is None or self._busy or not self.go.isEnabled():
            return
        access, code = self._access, self.code.text().strip() or None

        def work() -> tuple[Office, str]:
            new_code = ""
            if code is None:
                data_folder.restore(access, file)
            else:
                new_code = data_folder.restore_by_code(access, file, code).recovery_code
            return data_folder.open_office(access), new_code

        self._say("Cadangan sedang diuji dan dipulihkan. Jangan matikan komputer.", "text2")
        self.go.allow(False, "Cadangan sedang dipulihkan.")
        self._run(work, self._on_restored)

    def _on_restored(self, done: tuple[Office, str]) -> None:
        """A used code is gone: the new one stands here until it was written down."""
        office, new_code = done
        if not new_code:
            self.restored.emit(office)
            return
        self._office = office
        self._say(f"Data pulih. Kode pemulihan yang baru: {new_code}. Tulis dan simpan dalam amplop sekarang.", "warn")
        self.go.set_label("Kode sudah ditulis, lanjut")
        self.go.allow(True)

    def _ask_workbook(self) -> None:
        proposal = str(Path.home() / "isi-data-yang-terbaca.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, "Selamatkan isi ke Excel", proposal, "Excel (*.xlsx)")
        if chosen:
            self.save_workbook(Path(chosen))

    def save_workbook(self, target: Path) -> None:
        """Every row that can still be read."""
        self._say("Baris yang masih terbaca sedang ditulis…", "text2")
        self._run(lambda: salvage.salvage(self._access, target), self._tell_salvaged)

    def _tell_salvaged(self, done: salvage.Salvaged) -> None:
        kept, lost = sum(done.rows.values()), sum(done.lost.values())
        gone = f" {lost} baris tidak terbaca." if lost else ""
        self._say(
            f"{kept} baris tersimpan di {done.path}.{gone} Berkas ini memuat data pribadi, simpan baik-baik.", "ok"
        )

    def _say(self, words: str, tone: str) -> None:
        self.words.set_tone(tone)
        self.words.setText(words)

    # --- beside the window ------------------------------------------------------------------------

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self._busy:
            return
        self._busy = True

        def run() -> None:
            try:
                self._answer.came.emit(done, work())
            except Exception as error:
                self._answer.came.emit(done, error)

        self._background.write(run)

    def _take(self, done: Callable[[Any], None], answer: object) -> None:
        self._busy = False
        if isinstance(answer, LoketError):
            self._say(answer.sentence, "danger")
        elif isinstance(answer, BaseException):
            from ui.dialogs.fault_dialog import show_fault

            window: Any = self.window()
            show_fault(window, answer)
            self._say("Belum berhasil. Lihat laporan gangguan, lalu ulangi.", "danger")
        else:
            done(answer)
