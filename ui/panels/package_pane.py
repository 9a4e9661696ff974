"""Paket arsip: a yearly package chosen, checked file by file, looked into, and taken into an empty installation.

Nothing comes in before every file was compared with its hash and the counts were seen (issue D, 5).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop_app.background import Cancelled, Progress
from desktop_app.errors import LoketError
from desktop_app.services.office_people import new_pin, reset_pin
from desktop_app.services.package_check import PackageFacts, check_package
from desktop_app.services.package_import import Imported, not_empty, waiting_for_pin, watched
from desktop_app.services.use_case import Result
from ui import theme
from ui.desk import Desk
from ui.panels.archive_export import LAST_FOLDER
from ui.panels.package_rows import (
    FACT_COLUMNS,
    PIN_COLUMNS,
    PROBLEM_COLUMNS,
    Waiting,
    fact_rows,
    pin_row,
    problem_rows,
    summary,
)
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Bar, Pane, column, row
from ui.widgets.tables import DataTable

POLL_MS = 200
ROW = 32
HOW = (
    "Paket diperiksa dahulu, berkas demi berkas; tidak ada yang diambil sebelum Anda menekan Impor. "
    "Impor hanya ke pemasangan yang masih kosong."
)
NOT_CHECKED = "Pilih paketnya dahulu, lalu tunggu sampai diperiksa."
SOUND = EmptyView("circle-check", "Semua berkas cocok", "Setiap berkas sama dengan saat diarsipkan.")
NOTHING = EmptyView("archive-restore", "Belum ada paket yang diperiksa", "Pilih ZIP atau folder paket arsip.")
CHECKING = EmptyView("hourglass", "Paket sedang diperiksa", "Setiap berkas dibandingkan dengan manifest.")

Ask = Callable[[QWidget, Path], Path | None]


def ask_zip(parent: QWidget, begin: Path) -> Path | None:
    """The system's dialog for a package in one ZIP."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Pilih paket arsip (ZIP)", str(begin), "Paket arsip (*.zip)")
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, begin: Path) -> Path | None:
    """The system's dialog for a package as a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, "Pilih folder paket arsip", str(begin))
    return Path(chosen) if chosen else None


class PackagePane(Pane):
    """``closed()`` back to the cases; ``make_wanted()`` to write the package of a year.

    ``ask_zip`` and ``ask_folder`` may be replaced, so that tests need no dialog.
    """

    closed = Signal()
    make_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", object_name="package_pane")
        self._desk = desk
        self.ask_zip: Ask = ask_zip
        self.ask_folder: Ask = ask_folder
        self.facts: PackageFacts | None = None
        self._here = ""
        self._progress: Progress | None = None
        self._doing = ""
        self._met: dict[int, Waiting] = {}
        self._without_pin: set[int] = set()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._tell_progress)
        self.back = Button("Berkas", "ghost", "Esc", "arrow-left", object_name="package_back")
        self.make = Button("Buat paket tahunan…", key_hint="Ctrl+G", icon="download", object_name="package_make")
        self.path = LineEdit(
            placeholder="Letak ZIP atau folder paket, lalu Enter", icon="folder-open", object_name="package_path"
        )
        self.field = Field("Paket yang diperiksa", self.path)
        self.choose_zip = Button("Pilih ZIP…", key_hint="Ctrl+O", object_name="package_choose_zip")
        self.choose_folder = Button("Pilih folder…", key_hint="Alt+O", object_name="package_choose_folder")
        self.banner = Banner(object_name="package_banner")
        self.table = DataTable("Isi paket", FACT_COLUMNS, row_height=ROW, empty=NOTHING, object_name="package_facts")
        self.problems = DataTable(
            "Yang tidak cocok", PROBLEM_COLUMNS, row_height=ROW, empty=NOTHING, object_name="package_problems"
        )
        self.pins = DataTable("PIN sekali pakai", PIN_COLUMNS, row_height=ROW, object_name="package_pins")
        self.take = Button("Impor", "primary", "Ctrl+Enter", object_name="package_import")
        self.give_pins = Button("Buat PIN sekali pakai", key_hint="Alt+N", object_name="package_give_pins")
        self.words = Label("", "body", "text2", elide=True, object_name="package_words")
        self._lay_out()
        self._connect()
        self._allow()

    # --- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        places = row(spacing=8)
        places.addWidget(self.field, 1)
        places.addLayout(column(None, row(self.choose_zip, self.choose_folder), spacing=0))
        self.right_title = Label("Pemeriksaan", "subtitle")
        self.side = QStackedWidget()
        self.side.setObjectName("package_side")
        self.side.addWidget(self.problems)
        self.side.addWidget(self.pins)
        left, right = column(Label("Isi paket", "subtitle"), self.table), column(self.right_title, self.side)
        beside = row(spacing=32)
        beside.addLayout(left, 2)
        beside.addLayout(right, 3)
        self.table.setMinimumWidth(theme.px(320))
        body = column(
            row(self.back, Label("Paket arsip", "subtitle"), None, self.make),
            Label(HOW, "dense", "text2", wrap=True),
            places,
            self.banner,
            margins=(16, 10, 24, 8),
        )
        body.addLayout(beside, 1)
        bar = Bar(56, "surface", "top")
        foot = row(margins=(16, 0, 24, 0), spacing=16)
        foot.addWidget(self.take)
        foot.addWidget(self.give_pins)
        foot.addWidget(self.words, 1)
        bar.setLayout(foot)
        whole = column(spacing=0)
        whole.addLayout(body, 1)
        whole.addWidget(bar)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back)
        self.make.clicked.connect(self.make_wanted)
        self.path.returnPressed.connect(self._check_typed)
        self.path.textEdited.connect(lambda _: self._forget())
        self.choose_zip.clicked.connect(lambda: self._choose(self.ask_zip))
        self.choose_folder.clicked.connect(lambda: self._choose(self.ask_folder))
        self.take.clicked.connect(self.finish)
        self.give_pins.clicked.connect(self._give_pins)
        self.banner.action.connect(self.cancel)
        self._desk.dispatcher.broke.connect(lambda _: self._end())
        keys: dict[str, Button] = {
            "Ctrl+O": self.choose_zip,
            "Alt+O": self.choose_folder,
            "Alt+N": self.give_pins,
        }
        for key, button in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(_press, button))

    # --- opening and choosing ---------------------------------------------------------------------

    def start(self) -> None:
        """The view with the keys in the place of the package."""
        self.read()
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Whether this installation is empty, and who waits for a PIN."""
        day = self._desk.today()
        self._desk.read(lambda c: (not_empty(c), waiting_for_pin(c, day)), self._show_here, channel="package")

    def _show_here(self, found: tuple[str, Any]) -> None:
        self._here, waiting = found
        for one in waiting:
            self._met.setdefault(one.id, Waiting(one.id, one.handle, one.full_name, one.roles))
        self._without_pin = {one.id for one in waiting}
        self._show_pins()
        self._allow()

    def _choose(self, ask: Ask) -> None:
        begin = Path(str(self._desk.settings.value(LAST_FOLDER) or Path.home()))
        chosen = ask(self, begin)
        if chosen is not None:
            self.path.setText(str(chosen))
            self._check_typed()

    def _forget(self) -> None:
        """Another place is typed: what was found of the old one does not hold for it."""
        self.field.clear_message()
        if self.facts is not None:
            self._show_facts(None)

    def _check_typed(self) -> None:
        typed = self.path.text().strip().strip('"')
        if self._progress is not None:
            return
        if not typed:
            self.field.set_error("Tulis letak paketnya, atau pilih dengan Ctrl+O.")
            return
        self.field.clear_message()
        path = Path(typed).expanduser()
        self._desk.settings.setValue(LAST_FOLDER, str(path.parent))
        self._show_facts(None)
        self.problems.set_empty(CHECKING)
        progress = self._begin("Paket sedang diperiksa")
        self._desk.dispatcher.aside(
            lambda: check_package(path, progress.step), self._checked, failed=partial(self._failed, checking=True)
        )

    def _checked(self, found: PackageFacts) -> None:
        self._end()
        self._show_facts(found)
        self._desk.dispatcher.said.emit(summary(found), False)

    def _show_facts(self, found: PackageFacts | None) -> None:
        self.facts = found
        self.table.set_rows(fact_rows(found) if found is not None else [])
        self.problems.set_empty(NOTHING if found is None else SOUND)
        self.problems.set_rows(problem_rows(found) if found is not None else [])
        for table in (self.table, self.problems):
            if table.table_model.rowCount():
                table.select(table.table_model.key_at(0))
        self._show_pins()
        self._allow()

    # --- importing --------------------------------------------------------------------------------

    def _why_not(self) -> str:
        verdict = self._desk.may("import_package", None)
        if not verdict.ok:
            return verdict.reason
        if self._progress is not None:
            return f"{self._doing}. Tunggu, atau tekan Batalkan."
        if self.facts is not None and self.facts.refusal:
            return self.facts.refusal
        return self._here or ("" if self.facts is not None else NOT_CHECKED)

    def _allow(self) -> None:
        """The button and, beside it, what it would do or why it cannot."""
        reason, busy = self._why_not(), self._progress is not None
        self.take.allow(not reason, reason)
        found = self.facts
        self.take.set_label(f"Impor {found.letters} surat" if found is not None and not reason else "Impor")
        for one in (self.choose_zip, self.choose_folder, self.make):
            one.allow(not busy, f"{self._doing}.")
        self.path.setEnabled(not busy)
        waits = any(not one.pin for one in self._waiting())
        self.give_pins.setVisible(waits and self._desk.may("reset_pin", None).ok)
        bad = found is not None and bool(found.refusal)
        self.words.set_tone("danger" if bad else "text2")
        self.words.setText("" if busy else reason or (summary(found) if found is not None else ""))

    def finish(self) -> None:
        """Ctrl+Enter: take the package; all of it or nothing."""
        if not self.take.isEnabled() or self.facts is None:
            return
        progress = self._begin("Paket sedang diimpor")
        self._desk.dispatcher.run(
            watched(progress.step), done=self._imported, failed=self._failed, folder=str(self.facts.path)
        )

    def _imported(self, result: Result[Imported]) -> None:
        self._end()
        made = result.value
        self._show_facts(None)
        self.path.clear()
        self._desk.dispatcher.said.emit(
            f"Paket arsip {made.year} diimpor: {made.requests} surat, {made.sessions} kelas, {made.files} lampiran",
            False,
        )
        self.read()

    def _give_pins(self) -> None:
        """One-use PINs, one act an officer, shown here once."""
        for one in self._waiting():
            if not one.pin:
                pin = new_pin()
                self._desk.dispatcher.run(
                    reset_pin,
                    done=partial(self._pin_given, one, pin),
                    failed=self._failed,
                    officer_id=one.officer_id,
                    pin=pin,
                )

    def _pin_given(self, one: Waiting, pin: str, _: object) -> None:
        one.pin = pin
        self._show_pins()
        self._allow()

    def _waiting(self) -> list[Waiting]:
        """Who has no PIN, and who got one here: it stands until the officer leaves."""
        return [one for one in self._met.values() if one.pin or one.officer_id in self._without_pin]

    def _show_pins(self) -> None:
        waiting = self._waiting()
        self.pins.set_rows([pin_row(one) for one in waiting])
        shown = self.facts is None and bool(waiting)
        self.side.setCurrentWidget(self.pins if shown else self.problems)
        self.right_title.setText("Petugas yang belum punya PIN" if shown else "Pemeriksaan")

    # --- while it runs ----------------------------------------------------------------------------

    def _begin(self, doing: str) -> Progress:
        progress = Progress()
        self._progress, self._doing = progress, doing
        self._poll.start()
        self._tell_progress()
        self._allow()
        return progress

    def _tell_progress(self) -> None:
        if self._progress is not None:
            done, total = self._progress.done, self._progress.total
            count = f": {done} dari {total}" if total else ""
            self.banner.show_message(f"{self._doing}{count}. Belum ada yang diambil.", "warn", "Batalkan")

    def cancel(self) -> None:
        """ "Batalkan": stop at the next file or row; nothing of it came in."""
        if self._progress is not None:
            self._progress.cancel()

    def _end(self) -> None:
        self._progress = None
        self._poll.stop()
        self.banner.clear()
        self._allow()

    def _failed(self, error: Exception, *, checking: bool = False) -> None:
        self._end()
        if checking:
            self.problems.set_empty(NOTHING)
        if isinstance(error, Cancelled):
            self._desk.dispatcher.said.emit(f"Dibatalkan: {self._doing.lower()}. Tidak ada yang diambil.", False)
        elif isinstance(error, LoketError) and error.field == "folder" and checking:
            self.field.set_error(error.sentence)
        elif isinstance(error, LoketError):
            self.banner.show_message(error.sentence, "danger", closable=True)
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Esc: stop what runs; else back to the cases."""
        if self._progress is not None:
            self.cancel()
        else:
            self.closed.emit()

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this view."""
        return (
            Hint(("Ctrl+O",), "Pilih ZIP"),
            Hint(("Alt+O",), "Pilih folder"),
            Hint(("Enter",), "Periksa"),
            Hint(("Ctrl+Enter",), "Impor"),
            Hint(("Ctrl+G",), "Buat paket"),
            Hint(("Esc",), "Batalkan, kembali"),
        )


def _press(button: Button) -> None:
    if button.isVisible() and button.isEnabled():
        button.click()
