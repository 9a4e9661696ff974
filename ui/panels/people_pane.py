"""People across requests: a list that is searched by name, office or number, and one person beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.queries.person_history import MOST_ROWS, PersonRow, people
from ui.desk import Desk
from ui.panels.people_export import PeopleExport
from ui.panels.person_view import PersonView
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Pane, column, row
from ui.widgets.splitter import Splitter
from ui.widgets.tables import Cell, Column, DataTable, TableRow

TYPING_MS = 120
COLUMNS = (
    Column("name", "Nama dan instansi"),
    Column("nip", "NIP", 172),
    Column("requests", "Surat", 52, "right"),
    Column("trainings", "Hadir", 52, "right"),
)
NOBODY = EmptyView("users", "Tidak ada orang yang cocok", "Kurangi kata pencarian, atau tekan Esc untuk semua.")


class PeoplePane(Pane):
    """``closed()`` back to the cases; ``opened_case(request_id)`` from a person's requests."""

    closed = Signal()
    opened_case = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", object_name="people_pane")
        self._desk = desk
        self._wanted = 0
        self.back = Button("Berkas", "ghost", "Alt+B", "arrow-left", object_name="people_back")
        self.search = LineEdit(
            placeholder="Cari nama, instansi, NIP, atau nomor HP",
            icon="search",
            key_hint="Ctrl+F",
            object_name="people_search",
            name="Cari peserta",
        )
        self.full = Button("Ekspor lengkap", "ghost", "Alt+E", "download", object_name="people_export")
        self.export = PeopleExport(desk, self)
        self.count = Label("", "dense", "text2", object_name="people_count")
        self.table = DataTable("Peserta", COLUMNS, empty=NOBODY, object_name="people_table")
        self.person = PersonView(desk)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = Pane("surface", object_name="people_left")
        left.setLayout(
            column(
                row(self.back, Label("Peserta", "subtitle"), None, self.count),
                row(self.search, self.full),
                self.export.reason,
                self.table,
                spacing=8,
                margins=(16, 10, 8, 0),
            )
        )
        self.split = Splitter(left, self.person, stretch=1, object_name="people_split")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self._typing.timeout.connect(self.read)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.search.installEventFilter(self)
        self.table.current_changed.connect(lambda key: self.person.open(int(key)) if key else None)
        self.table.activated_row.connect(lambda _: self.person.requested.setFocus())
        self.person.closed.connect(self.step_back)
        self.person.opened_case.connect(self.opened_case)
        self.full.clicked.connect(self.export.start)
        self.export.failed.connect(lambda words: self.person.banner.show_message(words, "danger", closable=True))
        verdict = self._desk.may("disclose", None)
        self.full.allow(verdict.ok, verdict.reason)
        keys = {
            "Alt+E": self.full.click,
            "Alt+H": self.person.begin_erasing,
            "F2": self.person.begin_correction,
            "Alt+T": self.person.disclose,
            "Alt+G": self.person.merge.click,
            "Alt+B": self.closed.emit,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def start(self) -> None:
        """The list with the keys in its search field."""
        self.read()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_person(self, person_id: int) -> None:
        """One person out of the search: shown at once, the list behind it is everybody's."""
        self._wanted = person_id
        self.search.clear()
        self.read()
        self.person.open(person_id)
        self.person.requested.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read the list; the open person with it."""
        text = self.search.text().strip()
        self._desk.read(lambda c: people(c, text), self._show, channel="people.list")

    def refresh(self) -> None:
        """Somebody changed something."""
        self.read()
        self.person.read()

    def _show(self, found: tuple[PersonRow, ...]) -> None:
        more = "lebih dari " if len(found) == MOST_ROWS else ""
        self.count.setText(f"{more}{len(found)} orang")
        self.table.set_rows([_line(one) for one in found])
        wanted, self._wanted = self._wanted, 0
        if wanted and not self.table.select(str(wanted)):
            self.person.open(wanted)  # beyond the rows that are listed
        elif found and not wanted and not self.table.current_key():
            self.table.select(str(found[0].id))

    def step_back(self) -> None:
        """Esc: out of a form, then an empty search, then the cases."""
        if self.export.reason.is_open():
            self.export.reason.dismiss()
        elif self.person.body.currentIndex():
            self.person.step_back()
        elif self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page waits for no answer."""
        self._typing.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Up in the search field move in the list. Nothing here can raise."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            at = self.table.table_model.index(self.table.currentIndex().row() + step, 0)
            if step and at.isValid():
                self.table.setCurrentIndex(at)
                return True
        return False

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return self.person.hints()


def _line(one: PersonRow) -> TableRow:
    tone = "text3" if one.erased else "text"
    cells: dict[str, Cell | str] = {
        "name": Cell(one.full_name, one.organization, tone=tone),
        "nip": Cell(one.nip_masked, one.mobile_masked, tone="text2"),
        "requests": Cell(str(one.requests)),
        "trainings": Cell(str(one.trainings)),
    }
    return TableRow(str(one.id), cells, f"{one.full_name}, {one.position or 'jabatan tidak dicatat'}")
