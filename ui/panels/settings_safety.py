"""Keamanan: after how many minutes without a key or a click the screen locks itself."""

from __future__ import annotations

from typing import Any

from desktop_app.errors import LoketError
from desktop_app.queries import setting_names as names
from desktop_app.queries.settings_read import settings_on
from desktop_app.services import office_calendar
from desktop_app.services.setting_rules import BOUNDS
from ui.desk import Desk
from ui.panels.settings_section import Section
from ui.widgets.buttons import Button
from ui.widgets.field import EnterMovesOn, Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import NumberField
from ui.widgets.pane import row

LEAST, MOST = BOUNDS[names.IDLE_MINUTES]
WHY = (
    "Layar terkunci sendiri bila tidak ada tombol atau klik selama itu. Surat dan formulir yang setengah diketik "
    "tersimpan sebagai draf dan kembali setelah masuk. Kunci ini tidak dapat dimatikan; Ctrl+L mengunci saat itu juga."
)


class SafetySection(Section):
    """One number, written when it was changed; it holds for every window of the office at once."""

    title = "Keamanan"
    text = "Kunci layar otomatis untuk semua komputer kantor"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, object_name="set_safety")
        self._saved: int | None = None
        self.minutes = NumberField(minimum=0, maximum=999, suffix="menit", object_name="safety_idle_minutes")
        self.field = Field("Kunci layar setelah diam", self.minutes, f"{LEAST} sampai {MOST} menit")
        self._save = Button("Simpan", "primary", "Ctrl+Enter", object_name="safety_save")
        self._save.clicked.connect(self.submit)
        verdict = desk.may("save_setting", None)
        self._save.allow(verdict.ok, verdict.reason)
        first = row(self.field, None)
        first.setStretch(0, 1)  # half the page: the bounds and what is wrong stand beside the label
        self.middle.addLayout(first)
        self.middle.addWidget(Label(WHY, "dense", "text2", wrap=True, object_name="safety_why"))
        self.middle.addLayout(row(self._save, self.error, None))
        self.middle.addStretch(1)
        EnterMovesOn(self)

    def load(self) -> None:
        """Read the setting of today."""
        day = self.desk.today()
        self.desk.read(lambda c: settings_on(c, day), self._show, channel="set_safety")

    def _show(self, values: dict[str, Any]) -> None:
        if self._saved is None or self.minutes.value() == self._saved:
            self.minutes.set_value(values[names.IDLE_MINUTES])
        self._saved = values[names.IDLE_MINUTES]

    def submit(self) -> None:
        """Write the number; one out of bounds is refused beside the field and stays there."""
        self.field.clear_message()
        value = self.minutes.value() or 0
        if value == self._saved:
            self.desk.dispatcher.said.emit("Tidak ada yang berubah.", False)
            return
        self.act(
            office_calendar.save_setting,
            f"Layar terkunci setelah {value} menit diam",
            failed=self._refused,
            name=names.IDLE_MINUTES,
            value=value,
        )

    def _refused(self, error: LoketError) -> None:
        if error.field != "value":
            self.show_error(error)
            return
        self.field.set_error(error.sentence)
        self.minutes.setFocus()

    def first_focus(self) -> NumberField:
        """The number."""
        return self.minutes
