"""The participants of a letter: how many, who, pasted from Excel; names may follow, wrong numbers are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import LoketError
from desktop_app.importing.reading import pasted_table
from desktop_app.queries.case_rows import ParticipantRow
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.doubts import doubt_seats
from desktop_app.sop.identity_numbers import check_nip, check_phone, show_phone
from ui import theme
from ui.panels.intake_fields import NoteLine
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState, EmptyView
from ui.widgets.fields import NumberField
from ui.widgets.grid import EntryColumn, EntryGrid
from ui.widgets.labels import Label
from ui.widgets.pane import row

NOBODY = EmptyView(
    "users",
    "Belum ada peserta",
    "Isi jumlahnya saja dulu, nama boleh menyusul. Atau salin kolom nama, NIP, jabatan, telepon dari Excel, "
    "lalu tekan Ctrl+V di sini.",
)
TO_FOLLOW = EmptyView("users", "Nama peserta menyusul", "Tekan F2 untuk mengisi atau menempelkan nama dari Excel.")
ROOMY = 1.15
_LEVELS = {"ok": "", "warn": "warning", "error": "error"}
_SHOWN = {"full_name": "name", "nip": "nip", "position": "position", "mobile": "mobile"}
UNSEEN = (
    "email",
    "organization",
    "rank_grade",
    "user_group",
    "nik",
    "npwp",
    "address",
    "spse_user_id",
    "brings_laptop",
)
"""What travels with a row of the grid though only four columns of it are seen."""


class PeopleSection(QWidget):
    """Count, grid and its sentence. ``changed()`` after every change; ``extra`` widgets stand right in the head.

    ``unclear(PeopleTable)`` when a pasted table has rows that cannot be taken, or columns nobody can tell.
    ``file_asked()`` by the button "Berkas".
    """

    changed = Signal()
    unclear = Signal(object)
    file_asked = Signal()

    def __init__(self, today: Callable[[], date], *, prefix: str, extra: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._today = today
        self.with_nik = False
        self._locked = False
        self._buttons_shown = True
        self.count = NumberField(name="Jumlah peserta", minimum=1, maximum=999, object_name=f"{prefix}_count")
        self.count.setFixedWidth(theme.px(56))
        self.words = Label("orang", "dense", "text2", elide=True)
        self.paste_button = Button("Tempel", "ghost", "Ctrl+V", "clipboard-paste", object_name=f"{prefix}_paste")
        self.paste_button.setToolTip("Tempel daftar peserta dari Excel")
        self.row_button = Button("Baris", "ghost", "Ins", "plus", object_name=f"{prefix}_row")
        self.file_button = Button("", "ghost", "", "file-spreadsheet", object_name=f"{prefix}_file")
        self.file_button.setAccessibleName("Ambil peserta dari berkas")
        self.file_button.setToolTip("Ctrl+O: ambil peserta dari Excel, CSV, atau formulir yang sudah diisi")
        for button in (self.paste_button, self.row_button, self.file_button):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.grid = EntryGrid("Peserta", self._columns(), hidden=UNSEEN, object_name=f"{prefix}_people")
        # The cell's ring says where one is; a selection would be painted as a solid block under it.
        self.grid.view.setSelectionMode(self.grid.view.SelectionMode.NoSelection)
        self.empty = EmptyState(*NOBODY, object_name=f"{prefix}_people_empty")
        self.doubt = NoteLine(object_name=f"{prefix}_doubt")
        self.body = QStackedWidget()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        buttons = (self.file_button, self.paste_button, self.row_button)
        head = row(Label("Peserta", "subtitle"), self.count, self.words, *buttons, *extra, spacing=6)
        head.setStretchFactor(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        layout.addLayout(head)
        layout.addWidget(self.doubt)
        self._connect()

    def put_below(self, area: QWidget) -> None:
        """The area under the head that holds :attr:`body` (the letter's form shares it with the details)."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(area, 1)

    def _columns(self) -> list[EntryColumn]:
        return [
            EntryColumn("name", "Nama", 158, placeholder="nama menyusul"),
            EntryColumn("nip", "NIP", 178, self._check_nip),
            EntryColumn("position", "Jabatan"),
            EntryColumn("mobile", "Telepon", 132, _check_phone, placeholder="lewat narahubung"),
        ]

    def _connect(self) -> None:
        self.paste_button.clicked.connect(self.paste)
        self.file_button.clicked.connect(self.file_asked)
        self.row_button.clicked.connect(self.add_row)
        self.count.value_changed.connect(self._on_count)
        self.grid.changed.connect(self._on_rows)
        self.grid.view.installEventFilter(self)
        self.count.installEventFilter(self)
        self.doubt.pressed.connect(self._use_doubt)

    # --- content ----------------------------------------------------------------------------------

    def entries(self) -> tuple[ParticipantEntry, ...]:
        """The people as typed, with what the grid does not show of them."""
        return tuple(entry_of(person) for person in self.grid.rows())

    def seats(self) -> int | None:
        """The typed number; without one, the number of named people."""
        return self.count.value() or (len(self.grid.rows()) or None)

    def rows(self) -> list[dict[str, str]]:
        """The grid's rows, for the draft."""
        return self.grid.rows()

    def set_people(self, count: int | None, rows: Sequence[dict[str, str]]) -> None:
        """Show a draft."""
        self._fit_text()
        self.grid.set_rows(list(rows))
        self.count.set_value(count)
        self._show_body()

    def _fit_text(self) -> None:
        """Large text leaves no room for the painted keys; they stay in F1."""
        roomy = theme.scale() <= ROOMY
        self.paste_button.set_key_hint("Ctrl+V" if roomy else "")
        self.row_button.set_key_hint("Ins" if roomy else "")

    def set_participants(self, count: int, rows: Sequence[ParticipantRow]) -> None:
        """Show the places of a case that still count."""
        active = [one for one in rows if one.status == "ACTIVE"]
        self.set_people(count, [_row_of_place(one) for one in active if one.person_id is not None])

    def clear(self) -> None:
        """An empty section."""
        self.set_people(None, [])
        self.doubt.clear()

    def set_locked(self, locked: bool) -> None:
        """Reading only, or typing."""
        self._locked = locked
        self.count.setReadOnly(locked)
        self.empty.set_view(TO_FOLLOW if locked else NOBODY)
        self.show_buttons(self._buttons_shown)
        triggers = self.grid.view.EditTrigger
        self.grid.view.setEditTriggers(
            triggers.NoEditTriggers
            if locked
            else triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )

    def show_buttons(self, shown: bool) -> None:
        """The buttons of the grid, while it is on show and may be typed into."""
        self._buttons_shown = shown
        self.paste_button.setVisible(shown and not self._locked)
        self.file_button.setVisible(shown and not self._locked)
        self.row_button.setVisible(shown and not self._locked)

    # --- paste and rows ---------------------------------------------------------------------------

    def add_row(self) -> None:
        """Ins: a free row, ready to type."""
        self.body.setCurrentWidget(self.grid)
        self.grid.add_row()

    def paste(self) -> bool:
        """Put the people of the clipboard under those already there; ``False`` when it holds no table.

        All rows are clear: at once. Otherwise ``unclear`` asks for a look at them, and nothing is taken yet.
        """
        if self._locked:
            return False
        try:
            table = pasted_table(QGuiApplication.clipboard().text())
        except LoketError as error:
            self.doubt.ask(error.sentence, tone="danger", icon="circle-alert")
            return False
        if not table.body():
            return False
        judged = table.judged(self._today(), present=self.present(), with_nik=self.with_nik)
        if judged.refused:
            self.unclear.emit(table)
        else:
            self.add_people([one.values for one in judged.taken])
        return True

    def present(self) -> list[dict[str, str]]:
        """Who stands in the grid already, by the identifiers of a person's fields."""
        return [{field: person[shown] for field, shown in _SHOWN.items()} for person in self.grid.rows()]

    def add_people(self, people: Sequence[Mapping[str, Any]]) -> None:
        """Put people (by the identifiers of a person's fields) under those already there."""
        self.body.setCurrentWidget(self.grid)
        self.grid.set_rows([*self.grid.rows(), *(grid_row(person) for person in people)])
        self._on_rows()
        self.grid.view.setFocus()
        self.grid.view.setCurrentIndex(self.grid.model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V of a whole table goes to the people; one cell goes where the cursor is. Nothing here can raise."""
        if not isinstance(event, QKeyEvent):
            return False
        if watched is self.grid.view and event.type() == QEvent.Type.KeyPress and self._ends_cell(event):
            return True
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        text = QGuiApplication.clipboard().text()
        whole = "\t" in text or text.strip().count("\n") > 0
        if not whole or self._locked:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self.paste()

    def _ends_cell(self, event: QKeyEvent) -> bool:
        """Enter of a cell's editor: the delegate commits it a moment later; the form must not take the focus away."""
        editing = self.grid.view.state() == self.grid.view.State.EditingState
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return editing and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    # --- doubts -----------------------------------------------------------------------------------

    def _on_count(self, count: int | None) -> None:
        doubt = None if self._locked else doubt_seats(count)
        if doubt is None:
            self.doubt.clear()
        else:
            self.doubt.ask(doubt.sentence, doubt.button, icon="circle-question-mark")
        self._say()
        self.changed.emit()

    def _use_doubt(self) -> None:
        doubt = doubt_seats(self.count.value())
        if doubt is not None:
            self.count.set_value(doubt.value)
            self.count.setFocus()

    def _on_rows(self) -> None:
        named = len(self.grid.rows())
        if named > (self.count.value() or 0):
            self.count.set_value(named)
        self._show_body()
        self.changed.emit()

    def _show_body(self) -> None:
        filled = bool(self.grid.rows())
        self.body.setCurrentWidget(self.grid if filled or self.grid.isAncestorOf(_focus(self)) else self.empty)
        self._say()

    def _say(self) -> None:
        named, count = len(self.grid.rows()), self.count.value() or 0
        odd = len({problem.row for problem in self.grid.problems()})
        parts = ["orang"]
        if odd:
            parts.append(f"{odd} perlu diperiksa")
        if count > named > 0:
            parts.append(f"{count - named} nama menyusul")
        self.words.setText(" · ".join(parts))

    def _check_nip(self, text: str) -> tuple[str, str]:
        checked = check_nip(text, self._today())
        return _LEVELS[checked.level], checked.messages[0] if checked.messages else ""


def _check_phone(text: str) -> tuple[str, str]:
    checked = check_phone(text)
    # A participant's number never blocks the letter, so a wrong one is only a warning here.
    return ("" if checked.level == "ok" else "warning"), checked.messages[0] if checked.messages else ""


def _focus(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget


def grid_row(person: Mapping[str, Any]) -> dict[str, str]:
    """A row of the grid from a person's fields."""
    row = {_SHOWN.get(field, field): str(value) for field, value in person.items() if value is not None}
    laptop = person.get("brings_laptop")
    row["brings_laptop"] = "" if laptop is None else "Ya" if laptop else "Tidak"
    return row


def entry_of(row: Mapping[str, str]) -> ParticipantEntry:
    """A person from a row of the grid."""
    seen = {field: row.get(shown, "") for field, shown in _SHOWN.items()}
    unseen = {field: row.get(field, "") for field in UNSEEN if field != "brings_laptop"}
    laptop = {"Ya": True, "Tidak": False}.get(row.get("brings_laptop", ""))
    return ParticipantEntry(**seen, **unseen, brings_laptop=laptop)


def _row_of_place(one: ParticipantRow) -> dict[str, str]:
    names = ("full_name", "nip", "position", *(name for name in UNSEEN if name != "organization"))
    row = grid_row({name: getattr(one, name) for name in names})
    return {**row, "mobile": show_phone(one.mobile) if one.mobile else ""}
