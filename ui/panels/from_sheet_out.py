""" "Siapa memegang lembar": the sheets that have not come back, the longest away first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.queries import sheets_read
from desktop_app.queries.case_rows import SheetRow
from desktop_app.services import sheets
from desktop_app.sop.states import RequestState
from ui.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, RowList
from ui.widgets.pane import column, row

NONE_OUT = EmptyView("file-text", "Semua lembar sudah kembali", "Lembar yang dicetak tampil di sini sampai dicatat.")


class SheetsOut(QWidget):
    """``chosen(request_id)`` by Enter or a click on a sheet."""

    chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, SheetRow] = {}
        self.setObjectName("sheets_out")
        self._count = Label("", "dense", "text2")
        self.list = RowList("Lembar di luar", fill="surface", empty=NONE_OUT, object_name="sheets_out_list")
        self.back = Button("Terima kembali", "default", "", "corner-up-left", object_name="sheets_out_back")
        self.back.clicked.connect(self.receive)
        self.list.activated_row.connect(self._choose)
        self.list.clicked.connect(lambda _: self._choose(self.list.current_key()))
        self.list.current_changed.connect(lambda _: self._mirror())
        head = row(Label("Siapa memegang lembar", "subtitle"), self._count, None, self.back)
        self.setLayout(column(head, self.list, spacing=8))

    def read(self) -> None:
        """Read on a reader thread."""
        now = self._desk.now()
        self._desk.read(lambda c: sheets_read.sheets_out(c, now), self._show, channel=self)

    def _show(self, rows: tuple[SheetRow, ...]) -> None:
        self._rows = {f"sheet:{one.id}": one for one in rows}
        self._count.setText(f"{len(rows)} di luar" if rows else "")
        self.list.set_rows([_list_row(key, one) for key, one in self._rows.items()])
        self._mirror()

    def _mirror(self) -> None:
        chosen = self._rows.get(self.list.current_key())
        if chosen is None:
            self.back.allow(False, "Pilih dulu lembarnya.")
            return
        verdict = self._desk.may("receive_sheet", RequestState(chosen.states[0]))
        self.back.allow(verdict.ok, verdict.reason)

    def _choose(self, key: str) -> None:
        chosen = self._rows.get(key)
        if chosen is not None:
            self.chosen.emit(chosen.request_ids[0])

    def receive(self) -> None:
        """The chosen sheet lies on the desk again."""
        chosen = self._rows.get(self.list.current_key())
        if chosen is not None:
            self._desk.dispatcher.run(
                sheets.receive_sheet,
                said=f"Lembar {chosen.keys[0]} kembali di meja Helpdesk",
                request=chosen.request_ids[0],
            )


def _list_row(key: str, one: SheetRow) -> ListRow:
    more = f" dan {len(one.keys) - 1} formulir lain" if len(one.keys) > 1 else ""
    return ListRow(
        key=key,
        title=f"{one.keys[0]} · {one.senders[0]}{more}",
        right=one.since_text,
        detail=f"di {one.holder_label}",
        compact=True,
        status="kosong untuk pena" if one.blank else "terisi",
    )
