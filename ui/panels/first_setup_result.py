"""Page two of first set-up: the recovery code and the first PINs, shown once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.panels.first_setup_work import Prepared, pin_lines
from ui.widgets.buttons import Button
from ui.widgets.labels import GroupHeading, Label
from ui.widgets.pane import column, row
from ui.widgets.tables import Cell, Column, DataTable, TableRow

ENVELOPE = (
    "Simpan kode ini dalam amplop tersegel, jangan di dekat komputer. Dengan kode ini dan sebuah cadangan, data dapat "
    "dibuka di komputer lain. Kode hanya tampil sekali."
)
NO_KEYRING = (
    "Kunci harian disimpan sebagai berkas, bukan di gantungan kunci (keyring) komputer: {place}. "
    "Siapa pun yang dapat membaca berkas itu dapat membuka data; batasi akun komputer ini."
)
WITH_KEYRING = "Kunci harian disimpan di gantungan kunci (keyring) akun komputer ini."


ROOMY = 1.15
"""Up to this text scale the code fits the common laptop in its largest letters."""


class FirstSetupResult(QWidget):
    """``save_wanted()`` for the PDF; the page's primary button goes on."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setup_result")
        # One line to read aloud and copy: at large text a smaller one, for it cannot be broken.
        role = "display" if theme.scale() <= ROOMY else "title"
        self._code = Label("", role, selectable=True, object_name="setup_code")
        self._key = Label("", "body", "text2", wrap=True, selectable=True, object_name="setup_key_place")
        self._why = Label(ENVELOPE, "body", "text2", wrap=True)
        self._table = DataTable(
            "PIN pertama",
            (Column("name", "Nama"), Column("role", "Peran"), Column("pin", "PIN sekali pakai", 160)),
            row_height=36,
            object_name="setup_pins",
        )
        self.save = Button("Cetak atau simpan PDF…", icon="printer", key_hint="Ctrl+S", object_name="setup_save_pdf")
        self.save.setShortcut("Ctrl+S")
        self.save.clicked.connect(self.save_wanted)
        self._saved = Label("", "dense", "ok", object_name="setup_saved")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(GroupHeading("Kode pemulihan"))
        layout.addWidget(self._code)
        layout.addWidget(self._why)
        layout.addWidget(self._key)
        layout.addSpacing(8)
        layout.addWidget(GroupHeading("PIN untuk sekali masuk"))
        layout.addWidget(self._table, 1)
        layout.addLayout(column(row(self.save, self._saved, None)))

    def show_prepared(self, prepared: Prepared) -> None:
        """Fill in."""
        self._code.setText(prepared.recovery_code)
        place = prepared.key_place
        self._key.setText(NO_KEYRING.format(place=place) if place else WITH_KEYRING)
        self._key.set_tone("warn" if place else "text2")
        rows = [
            TableRow(one.full_name, {"name": one.full_name, "role": one.roles, "pin": Cell(one.pin, strong=True)})
            for one in pin_lines(prepared.pins)
        ]
        self._table.set_rows(rows)
        self._table.setMinimumHeight(theme.px(120))

    def say_saved(self, words: str, tone: str = "ok") -> None:
        """Where the PDF lies, or why it does not."""
        self._saved.setText(words)
        self._saved.set_tone(tone)
