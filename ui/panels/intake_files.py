"""Files that come to the desk of a new form: a list of people, or a handed-out form that comes back filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.documents.export_file import ExportResult, write_atomically
from desktop_app.errors import LoketError
from desktop_app.importing.reading import PeopleTable
from desktop_app.importing.returned_form import is_person, letter_draft, person_draft
from desktop_app.papers.paper_bytes import HANDOUT_NAMES
from ui.desk import Desk
from ui.panels.file_drop import FileDrop
from ui.panels.intake_letter import LetterForm
from ui.panels.intake_options import FormOptions
from ui.panels.intake_people import grid_row
from ui.panels.intake_person import PersonForm
from ui.panels.people_door import FOLDER, SUFFIXES, PeopleDoor
from ui.widgets.buttons import Button

HANDOUTS = (
    ("pdf", "Formulir PDF untuk perseorangan", "Formulir PDF (*.pdf)"),
    ("xlsx", "Buku kerja Excel untuk instansi", "Buku kerja Excel (*.xlsx)"),
)
BUSY = "Formulir di layar sudah berisi. Simpan atau kosongkan dahulu, lalu buka berkasnya lagi."
FILLED = "Terisi dari berkas “{source}”. Cocokkan dengan suratnya, lalu simpan."


class IntakeFiles(QObject):
    """Puts what a file says into the two forms of the page; ``choose`` shows one of them, ``told`` says what to do."""

    def __init__(
        self,
        desk: Desk,
        letter: LetterForm,
        person: PersonForm,
        choose: Callable[[str], None],
        *,
        told: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        super().__init__(letter)
        self._desk, self._letter, self._person = desk, letter, person
        self._choose, self._told, self._refused = choose, told, refused
        self._topics: tuple[str, ...] = ()
        self.door = PeopleDoor(desk, letter)
        self.door.present = letter.people.present
        self.door.with_nik = lambda: letter.people.with_nik
        self.door.taken.connect(self._take)
        self.door.form.connect(self._fill)
        self.door.refused.connect(refused)
        letter.people.file_asked.connect(self.door.ask_file)
        letter.people.unclear.connect(self.door.look)
        self._chooser: QFileDialog | None = None
        self.handout = Button("Formulir kosong", "ghost", "", "download", object_name="new_handout")
        self.handout.setToolTip("Ctrl+Shift+O: formulir isian untuk dibagikan; yang kembali dibuka dengan Ctrl+O")
        self.handout.clicked.connect(self.offer_handouts)
        self.menu = QMenu(letter)
        self.menu.setObjectName("handout_menu")
        for fmt, words, _ in HANDOUTS:
            act = self.menu.addAction(words)
            act.setObjectName(f"handout_{fmt}")
            act.triggered.connect(lambda _=False, fmt=fmt: self.ask_place(fmt))

    def add_key(self, over: QWidget) -> None:
        """Ctrl+Shift+O anywhere on the page; a file dropped there is opened as by Ctrl+O."""
        FileDrop(over, self.door.take, SUFFIXES)
        QShortcut(QKeySequence("Ctrl+Shift+O"), over).activated.connect(self.offer_handouts)

    def offer_handouts(self) -> None:
        """Which form to save for handing out."""
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(self.handout.mapToGlobal(self.handout.rect().topLeft()))

    def ask_place(self, fmt: str) -> None:
        """Where the empty form goes: a stick, the desktop, a folder of the web site."""
        kind = next(words for key, _, words in HANDOUTS if key == fmt)
        chooser = QFileDialog(self._letter.window(), "Simpan formulir untuk dibagikan")
        chooser.setObjectName("handout_file_dialog")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(kind)
        chooser.setDefaultSuffix(fmt)
        folder = self._desk.settings.value(FOLDER)
        if isinstance(folder, str):
            chooser.setDirectory(folder)
        chooser.selectFile(HANDOUT_NAMES[fmt])
        chooser.fileSelected.connect(lambda name: self.save_handout(fmt, Path(name)))
        self._chooser = chooser
        chooser.open()

    def save_handout(self, fmt: str, path: Path) -> None:
        """Make the form of the day's settings and write it."""
        now = self._desk.now()

        def make(connection: Any) -> bytes:
            from desktop_app.papers.handouts import make_handout

            return make_handout(connection, fmt, now)

        self._desk.read(make, lambda made: self._write(made, path), failed=self._not_written)

    def _write(self, made: bytes, path: Path) -> None:
        self._desk.dispatcher.aside(lambda: write_atomically(path, made), self._written, failed=self._not_written)

    def _written(self, result: ExportResult) -> None:
        self._desk.dispatcher.said.emit(f"Formulir tersimpan: {result.path.name}", False)

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, LoketError):
            raise error
        self._refused(error.sentence)

    def set_options(self, options: FormOptions) -> None:
        """Topics that may be asked for."""
        self._topics = tuple(code for code, _ in options.topics)

    def _take(self, people: Sequence[Mapping[str, Any]]) -> None:
        self._choose("letter")
        self._letter.show_details(False)
        self._letter.people.add_people(people)

    def _fill(self, table: PeopleTable) -> None:
        """A filled form: the right page, every field, the focus where it begins."""
        form: LetterForm | PersonForm = self._person if is_person(table.form) else self._letter
        if not form.is_blank():
            self._refused(BUSY)
            return
        if form is self._person:
            self._show_person(table)
            return
        judged = table.judged(self._desk.today(), with_nik=self._letter.people.with_nik)
        if judged.refused:
            self.door.look(table, lambda people: self._show_letter(table, people))
        else:
            self._show_letter(table, [row.values for row in judged.taken])

    def _show_person(self, table: PeopleTable) -> None:
        self._person.restore(person_draft(table.form, self._topics, self._desk.today()))
        self._choose("person")
        self._person.changed.emit()
        self._told(FILLED.format(source=table.source))

    def _show_letter(self, table: PeopleTable, people: Sequence[Mapping[str, Any]]) -> None:
        draft = letter_draft(table.form, people, self._topics, self._desk.today())
        self._letter.restore({**draft, "participants": [grid_row(person) for person in people]})
        self._choose("letter")
        self._letter.changed.emit()
        self._told(FILLED.format(source=table.source))
