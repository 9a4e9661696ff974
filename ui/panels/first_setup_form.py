"""Page one of first set-up: four ways to begin, each with its few fields."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.panels.first_setup_work import Names
from ui.widgets.buttons import Button
from ui.widgets.check_rows import RadioRow
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit, NumberField
from ui.widgets.pane import column, row

Way = Literal["names", "file", "backup", "package"]
MANY_LETTERS: Final = 5000

_PLACES: Final = (
    ("head", "Kepala Bagian PBJ", "contoh: Drs. Suryadi Hakim, M.Si.", ""),
    ("subhead", "Kasubbag LPSE, sekaligus Administrator", "contoh: Nurul Aini, S.Kom.", ""),
    ("helpdesk_1", "Helpdesk", "contoh: Wulan Sari", ""),
    ("helpdesk_2", "Helpdesk kedua", "", "boleh kosong"),
    ("trainer_1", "Trainer", "contoh: Andi Pratama", ""),
    ("trainer_2", "Trainer kedua", "", "boleh kosong"),
)


class _FileField(QWidget):
    """A path with its button."""

    def __init__(self, key: str, label: str, title: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._kinds = title, kinds
        self.edit = LineEdit(placeholder="Letak berkas", icon="folder-open", object_name=f"setup_{key}")
        self.field = Field(label, self.edit)
        self._browse = Button("Pilih berkas…", object_name=f"setup_{key}_browse")
        self._browse.clicked.connect(self._ask)
        layout = row(spacing=8)
        layout.addWidget(self.field, 1)
        button = column(None, self._browse, spacing=0)
        layout.addLayout(button)
        self.setLayout(layout)
        self.setFocusProxy(self.edit)

    def _ask(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self._title, str(Path.home()), self._kinds)
        if found:
            self.edit.setText(found)

    def path(self) -> Path:
        """The file named."""
        return Path(self.edit.text().strip()).expanduser()


class FirstSetupForm(QWidget):
    """``submitted()`` on Ctrl+Enter is the page's; here are only the fields and what they say."""

    way_changed = Signal(str)

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setup_form")
        self._ways: dict[Way, RadioRow] = {
            "names": RadioRow(
                "Mulai dari data awal", "contoh ruang dan topik, dapat diubah", object_name="setup_names"
            ),
            "file": RadioRow("Pakai berkas penyiapan (JSON)…", "dari init --example", object_name="setup_file"),
            "backup": RadioRow("Pulihkan dari cadangan…", "komputer baru, data lama", object_name="setup_backup"),
            "package": RadioRow(
                "Mulai dari paket arsip tahunan…", "cadangan sudah tidak ada", object_name="setup_package"
            ),
        }
        self._fields: dict[str, Field] = {}
        self._names: dict[str, LineEdit] = {}
        self._first_number = NumberField(1, minimum=1, object_name="setup_first_number")
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("setup_ways")
        self._plan = _FileField("plan_file", "Berkas penyiapan", "Pilih berkas penyiapan", "JSON (*.json)")
        self._backup = _FileField("backup_file", "Berkas cadangan", "Pilih cadangan", "Cadangan (*.loket)")
        self._package = _FileField("package_path", "Paket arsip", "Pilih paket arsip", "Paket arsip (*.zip)")
        self._code = LineEdit(placeholder="dari amplop tersegel", object_name="setup_recovery_code")
        self._fields |= {
            "plan_file": self._plan.field,
            "backup_file": self._backup.field,
            "folder": self._package.field,
        }
        for page in (self._names_page(year), self._file_page(), self._backup_page(), self._package_page()):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for at, (way, button) in enumerate(self._ways.items()):
            layout.addWidget(button)
            button.toggled.connect(lambda on, to=at, key=way: self._show(to, key) if on else None)
        layout.addSpacing(16)
        layout.addWidget(self._stack, 1)
        self._ways["names"].setChecked(True)
        EnterMovesOn(self)

    def _names_page(self, year: int) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, (key, label, placeholder, hint) in enumerate(_PLACES):
            edit = LineEdit(placeholder=placeholder, max_length=200, object_name=f"setup_{key}")
            self._names[key] = edit
            self._fields[key] = field = Field(label, edit, hint)
            edit.textEdited.connect(field.clear_message)
            grid.addWidget(self._fields[key], at // 2, at % 2)
        number = Field(f"Nomor agenda pertama tahun {year}", self._first_number, "lanjutan dari buku kertas")
        self._fields["first_number"] = number
        self._first_number.value_changed.connect(self._doubt_number)
        grid.addWidget(number, 3, 0)
        grid.setRowStretch(4, 1)
        return page

    def _file_page(self) -> QWidget:
        page = QWidget(self)
        words = Label(
            "Semua isian kantor dibaca dari berkas: petugas, ruang, topik, kop, buku agenda.", "body", "text2"
        )
        page.setLayout(column(words, self._plan, None))
        return page

    def _backup_page(self) -> QWidget:
        page = QWidget(self)
        words = Label("Data dari cadangan diuji dahulu, lalu dipakai di komputer ini.", "body", "text2")
        self._fields["recovery_code"] = Field("Kode pemulihan", self._code, "kosongkan bila kunci ada di komputer ini")
        page.setLayout(column(words, self._backup, self._fields["recovery_code"], None))
        return page

    def _package_page(self) -> QWidget:
        page = QWidget(self)
        words = Label(
            "Paket diperiksa dahulu. Petugas, ruang, topik, surat, dan kelas satu tahun masuk; PIN dibuat baru.",
            "body",
            "text2",
            wrap=True,
        )
        self._package.field.set_hint("ZIP, atau tulis letak foldernya")
        page.setLayout(column(words, self._package, None))
        return page

    def _show(self, at: int, way: Way) -> None:
        self._stack.setCurrentIndex(at)
        self.way_changed.emit(way)

    def _doubt_number(self, number: int | None) -> None:
        odd = number is not None and number > MANY_LETTERS
        self._fields["first_number"].set_warning(f"Sudah {number} surat tahun ini? Periksa." if odd else "")

    def way(self) -> Way:
        """Which way is chosen."""
        return next(key for key, button in self._ways.items() if button.isChecked())

    def names(self) -> Names:
        """What was typed in the fields of names."""
        typed = {key: edit.text().strip() for key, edit in self._names.items()}
        return Names(
            head=typed["head"],
            subhead=typed["subhead"],
            helpdesk=(typed["helpdesk_1"], typed["helpdesk_2"]),
            trainers=(typed["trainer_1"], typed["trainer_2"]),
            first_number=self._first_number.value() or 1,
        )

    def plan_file(self) -> Path:
        """The file of the second way."""
        return self._plan.path()

    def backup(self) -> tuple[Path, str]:
        """The backup and the recovery code of the third way."""
        return self._backup.path(), self._code.text()

    def package(self) -> Path:
        """The package of the fourth way."""
        return self._package.path()

    def show_error(self, field: str | None, text: str) -> bool:
        """Say it beside the field; False when the field is not here."""
        self.clear_errors()
        place = self._fields.get(field or "")
        if place is None:
            return False
        place.set_error(text)
        place.setFocus()
        return True

    def clear_errors(self) -> None:
        """All fields quiet."""
        for field in self._fields.values():
            field.clear_message()

    def focus_first(self) -> None:
        """Begin with the first way."""
        self._ways[self.way()].setFocus()
