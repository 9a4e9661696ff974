"""Retensi: files that are due, codes of the office, lists proposed for destruction, and the berita acara (DOMAIN 5).

Nothing is destroyed by ticking or proposing: only the number of the signed berita acara erases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop_app.errors import LoketError
from desktop_app.queries.retention_read import DisposalRow
from desktop_app.services.retention import (
    Destroyed,
    Proposed,
    carry_out_disposal,
    propose_disposal,
    set_retention_code,
)
from desktop_app.services.use_case import Result
from ui.desk import Desk
from ui.panels.inline_form import InlineForm
from ui.panels.paper_door import print_paper
from ui.panels.retention_forms import CodeForm, MinutesForm
from ui.panels.retention_rows import (
    CODE_COLUMNS,
    DUE_COLUMNS,
    LIST_COLUMNS,
    Retention,
    code_row,
    due_row,
    list_row,
    load_retention,
    may_be_proposed,
)
from ui.panels.side_area import SideArea
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.pane import Line, Pane, column, row
from ui.widgets.splitter import Splitter
from ui.widgets.tables import DataTable

NOTHING_DUE = EmptyView(
    "folder-open", "Belum ada berkas yang jatuh retensi", "Berkas tampil di sini sesudah masanya lewat."
)
NO_LISTS = EmptyView("file-text", "Belum ada usul musnah")
NONE_TICKED = "Centang dahulu berkasnya: Spasi pada barisnya."
NO_LIST_CHOSEN = "Belum ada daftar usul musnah. Usulkan dahulu."


class RetentionPane(Pane):
    """``closed()`` back to the cases."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", object_name="retention_pane")
        self._desk = desk
        self._found = Retention((), (), ())
        self._ticked: set[str] = set()
        self.banner = Banner(object_name="retention_banner")
        self.back = Button("Berkas", "ghost", "Alt+B", "arrow-left", object_name="retention_back")
        self.count = Label("", "dense", "text2", object_name="retention_count")
        self.propose = Button("Usulkan musnah", "primary", "Ctrl+Enter", object_name="retention_propose")
        self.due = DataTable("Jatuh retensi", DUE_COLUMNS, empty=NOTHING_DUE, object_name="retention_due")
        self.codes = DataTable("Kode retensi", CODE_COLUMNS, object_name="retention_codes")
        self.lists = DataTable("Usul musnah", LIST_COLUMNS, empty=NO_LISTS, object_name="retention_lists")
        self.add_code = Button("Tambah", "default", "Ins", object_name="retention_add")
        self.edit_code = Button("Ubah", "default", "F2", object_name="retention_edit")
        self.print_list = Button("Cetak usul", key_hint="Ctrl+P", icon="printer", object_name="retention_print")
        self.print_minutes = Button("Cetak BA", key_hint="Alt+C", icon="printer", object_name="retention_print_minutes")
        self.enter_minutes = Button("Catat BA", key_hint="Alt+M", object_name="retention_enter")
        self.code_form = CodeForm()
        self.minutes_form = MinutesForm(desk.today)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._allow()

    # --- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = Pane("surface", object_name="retention_left")
        told = "Pemusnahan tidak pernah dilakukan program sendiri: centang, usulkan, cetak, lalu catat berita acaranya."
        left.setLayout(
            column(
                row(self.back, Label("Jatuh retensi", "subtitle"), None, self.count, self.propose),
                Label(told, "dense", "text2", elide=True),
                self.banner,
                self.due,
                spacing=8,
                margins=(16, 10, 8, 0),
            )
        )
        standing = Pane("surface", object_name="retention_standing")
        standing.setLayout(
            column(
                row(Label("Kode retensi", "subtitle"), None, self.add_code, self.edit_code),
                self.codes,
                Line(),
                row(Label("Daftar usul musnah", "subtitle"), None),
                self.lists,
                row(self.enter_minutes, self.print_list, self.print_minutes, None),
                spacing=8,
                margins=(16, 10, 16, 10),
            )
        )
        side = SideArea(512, "surface", least=400, object_name="retention_side")
        self.side = QStackedWidget(side)
        self.side.setObjectName("retention_stack")
        for one in (standing, self.code_form, self.minutes_form):
            self.side.addWidget(one)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Splitter(left, side, stretch=0, object_name="retention_split"))

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.due.toggled.connect(self._on_toggled)
        self.propose.clicked.connect(self._propose)
        self.add_code.clicked.connect(lambda: self._open_code(new=True))
        self.edit_code.clicked.connect(lambda: self._open_code(new=False))
        self.codes.activated_row.connect(lambda _: self._press(self.edit_code))
        self.lists.activated_row.connect(lambda _: self._press(self.enter_minutes))
        self.lists.current_changed.connect(lambda _: self._allow())
        self.enter_minutes.clicked.connect(self._open_minutes)
        self.print_list.clicked.connect(lambda: self._print("usul-musnah"))
        self.print_minutes.clicked.connect(lambda: self._print("ba-pemusnahan"))
        self.code_form.submitted.connect(self._save_code)
        self.minutes_form.submitted.connect(self._carry_out)
        for form in (self.code_form, self.minutes_form):
            form.cancelled.connect(self._close_form)

    def _bind_keys(self) -> None:
        acts: dict[str, Callable[[], Any]] = {
            "Alt+B": self.closed.emit,
            "Alt+K": self._to_codes,
            "Alt+U": lambda: self._enter(self.lists),
            "Ins": lambda: self._press(self.add_code),
            "F2": lambda: self._press(self.edit_code),
            "Alt+M": lambda: self._press(self.enter_minutes),
            "Alt+C": lambda: self._press(self.print_minutes),
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- reading ----------------------------------------------------------------------------------

    def start(self) -> None:
        """The view with the keys in the list of what is due."""
        self.read()
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read everything again; ticks of files that are still due stay."""
        now = self._desk.now()
        self._desk.read(lambda c: load_retention(c, now), self._show, channel="retention")

    def _show(self, found: Retention) -> None:
        self._found = found
        self._ticked &= {str(one.request_id) for one in found.due if may_be_proposed(one)}
        self.due.set_rows([due_row(one, self._ticked) for one in found.due])
        self.codes.set_rows([code_row(one) for one in found.codes])
        self.lists.set_rows([list_row(one) for one in found.lists])
        for table in (self.due, self.codes, self.lists):
            if not table.current_key() and table.table_model.rowCount():
                table.select(table.table_model.key_at(0))
        self._allow()

    def _allow(self) -> None:
        """Buttons by what this officer may and what is chosen."""
        count = len(self._ticked)
        self.count.setText(f"{len(self._found.due)} berkas, {count} dicentang")
        codes, minutes = self._desk.may("set_retention_code", None), self._desk.may("carry_out_disposal", None)
        for button in (self.add_code, self.edit_code):
            button.allow(codes.ok, codes.reason)
        verdict = self._desk.may("propose_disposal", None)
        self.propose.allow(verdict.ok and count > 0, verdict.reason or NONE_TICKED)
        chosen = self._chosen()
        for button in (self.print_list, self.print_minutes):
            button.allow(chosen is not None, NO_LIST_CHOSEN)
        over = f"Sudah dimusnahkan dengan berita acara {chosen.minutes_number}." if chosen else NO_LIST_CHOSEN
        open_list = chosen is not None and chosen.erased_on is None
        self.enter_minutes.allow(minutes.ok and open_list, minutes.reason or over)

    def _chosen(self) -> DisposalRow | None:
        key = self.lists.current_key()
        return next((one for one in self._found.lists if str(one.id) == key), None)

    def chosen_case(self) -> int:
        """The due file under the cursor, for the keys of the archive."""
        return int(self.due.current_key() or 0)

    # --- acts -------------------------------------------------------------------------------------

    def _press(self, button: Button) -> None:
        """A key presses what can be pressed, and says why it cannot otherwise."""
        if self._form() is not None:
            return
        if button.isEnabled():
            button.click()
        else:
            self._desk.dispatcher.said.emit(button.toolTip(), False)

    def _on_toggled(self, key: str, _: str, checked: bool) -> None:
        (self._ticked.add if checked else self._ticked.discard)(key)
        self._allow()

    def _propose(self) -> None:
        chosen = tuple(one.request_id for one in self._found.due if str(one.request_id) in self._ticked)
        self._desk.dispatcher.run(
            propose_disposal,
            done=self._proposed,
            failed=self._failed,
            said=f"{len(chosen)} berkas diusulkan musnah",
            requests=chosen,
        )

    def _proposed(self, result: Result[Proposed]) -> None:
        self.banner.clear()
        self._ticked.clear()
        now, wanted = self._desk.now(), str(result.value.disposal)

        def show(found: Retention) -> None:
            self._show(found)
            self.lists.select(wanted)
            self.lists.setFocus(Qt.FocusReason.OtherFocusReason)
            self._allow()

        self._desk.read(lambda c: load_retention(c, now), show)

    def _open_code(self, *, new: bool) -> None:
        key = self.codes.current_key()
        known = next((one for one in self._found.codes if one.code == key), None)
        if new or known is not None:
            self.side.setCurrentWidget(self.code_form)
            self.code_form.show_code(None if new else known)

    def _save_code(self) -> None:
        values = self.code_form.values()
        if values is not None:
            self._desk.dispatcher.run(
                set_retention_code,
                done=lambda _: self._close_form(),
                failed=self.code_form.show_error,
                said=f"Kode retensi {values['code']} disimpan",
                **values,
            )

    def _open_minutes(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.side.setCurrentWidget(self.minutes_form)
            self.minutes_form.show_list(chosen)

    def _carry_out(self) -> None:
        values = self.minutes_form.values()
        if values is not None:
            run = self._desk.dispatcher.run
            run(carry_out_disposal, done=self._destroyed, failed=self.minutes_form.show_error, **values)

    def _destroyed(self, result: Result[Destroyed]) -> None:
        made = result.value
        kept = f"; {made.kept_people} orang tetap karena ada di berkas lain" if made.kept_people else ""
        words = f"Berita acara {made.minutes_number} dicatat: data {made.people} orang pada {made.cases} berkas dihapus"
        self._desk.dispatcher.said.emit(f"{words}{kept}", False)
        self._close_form()

    def _failed(self, error: LoketError) -> None:
        self.banner.show_message(error.sentence, "danger", closable=True)

    def _print(self, kind: str) -> None:
        chosen = self._chosen()
        if chosen is not None:
            print_paper(self, self._desk, kind, chosen.key)

    # --- keys of the page around ------------------------------------------------------------------

    def _form(self) -> InlineForm | None:
        form = self.side.currentWidget()
        return form if isinstance(form, InlineForm) else None

    def _enter(self, table: DataTable) -> None:
        if self._form() is None:
            table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_codes(self) -> None:
        """Alt+K: the codes, at that of the file under the cursor."""
        case = next((one for one in self._found.due if one.request_id == self.chosen_case()), None)
        if case is not None and self.due.hasFocus():
            self.codes.select(case.classification)
        self._enter(self.codes)

    def _close_form(self) -> None:
        form = self._form()
        self.side.setCurrentIndex(0)
        (self.codes if form is self.code_form else self.lists).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Ctrl+Enter: save the open form, else propose what is ticked."""
        form = self._form()
        if form is not None:
            form.submit()
        else:
            self._press(self.propose)

    def print_current(self) -> None:
        """Ctrl+P: the chosen list of proposals."""
        self._press(self.print_list)

    def step_back(self) -> None:
        """Esc: out of a form, then to what is due, then to the cases."""
        if self._form() is not None:
            self._close_form()
        elif self.codes.hasFocus() or self.lists.hasFocus():
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this view."""
        return (
            Hint(("Spasi",), "Centang"),
            Hint(("Ctrl+Enter",), "Usulkan musnah"),
            Hint(("Alt+U",), "Daftar usul"),
            Hint(("Ctrl+P",), "Cetak usul"),
            Hint(("Alt+M",), "Catat BA"),
            Hint(("Alt+C",), "Cetak BA"),
            Hint(("Alt+K",), "Kode"),
            Hint(("Esc",), "Kembali"),
        )
