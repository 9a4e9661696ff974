"""Search field and filter chips over the archive (picture 06, top left)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.queries import archive_list
from desktop_app.queries.office import find_organizations, setting, topics
from desktop_app.queries.setting_names import CLASSIFICATION, STORAGE_LOCATION
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.choice_chip import ChoiceChip
from ui.widgets.choices import Chip
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.pane import Pane, column, row

TYPING_MS = 120
"""A search starts this long after the last key."""

MOST_OFFICES = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; see ``archive_list.CaseFilter``."""

    text: str = ""
    year: int | None = None
    topic: int | None = None
    organization: int | None = None
    ended: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What the chips offer, and the office's standing place for letters."""

    years: tuple[int, ...]
    topics: tuple[tuple[int, str], ...]
    organizations: tuple[tuple[int, str], ...]
    storage_location: str
    classification: str


def load_options(connection: Any, day: date) -> Options:
    """The choices of the chips, in one read."""
    return Options(
        years=archive_list.years(connection),
        topics=tuple((one.id, one.short_name) for one in topics(connection, day, with_retired=True)),
        organizations=tuple(
            (one.id, one.name) for one in find_organizations(connection, "", day.year, limit=MOST_OFFICES)
        ),
        storage_location=str(setting(connection, STORAGE_LOCATION, day)),
        classification=str(setting(connection, CLASSIFICATION, day)),
    )


class ArchiveFilters(Pane):
    """``changed(Wanted)`` while one types or picks; ``down()`` when the list should take the focus."""

    changed = Signal(object)

    def __init__(self, columns: QMenu, parent: QWidget | None = None) -> None:
        super().__init__("surface", object_name="archive_filters", parent=parent)
        self.wanted = Wanted()
        self._options = Options((), (), (), "", "")
        self.search = LineEdit(
            placeholder="Cari agenda, pengirim, nomor surat, nama peserta",
            icon="search",
            key_hint="Ctrl+F",
            object_name="archive_search",
            name="Cari arsip",
        )
        self.count = Label("", "dense", "text2", object_name="archive_count")
        self.people = Button("Peserta", key_hint="Alt+P", icon="users", object_name="archive_people")
        self.people.setToolTip("Peserta lintas permohonan: riwayat, koreksi, gabungkan, salinan data")
        self.excel = Button("Excel", key_hint="Ctrl+E", icon="file-spreadsheet", object_name="archive_excel")
        self.pdf = Button("PDF", key_hint="Ctrl+P", icon="file-text", object_name="archive_pdf")
        self.year = ChoiceChip("Semua tahun", object_name="archive_year")
        self.topic = ChoiceChip("Semua topik", object_name="archive_topic")
        self.office = ChoiceChip("Semua instansi", object_name="archive_office")
        self.ended = Chip("Selesai", object_name="archive_ended")
        self.over = Chip("Lewat mutu baku", 0, object_name="archive_over")
        self.columns = Chip("Kolom", menu=columns, object_name="archive_columns")
        self.reset = LinkButton("Hapus saringan", object_name="archive_reset")
        self.reset.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # the first to give way
        top = row(self.search, self.count, self.people, self.excel, self.pdf)
        chips = row(
            self.year, self.topic, self.office, self.ended, self.over, self.columns, None, self.reset, spacing=6
        )
        self.setLayout(column(top, chips, spacing=8, margins=(24, 14, 24, 10)))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.year.picked.connect(lambda value: self.want(replace(self.wanted, year=value)))
        self.topic.picked.connect(lambda value: self.want(replace(self.wanted, topic=value)))
        self.office.picked.connect(lambda value: self.want(replace(self.wanted, organization=value)))
        self.ended.clicked.connect(lambda on: self.want(replace(self.wanted, ended=bool(on))))
        self.over.clicked.connect(lambda on: self.want(replace(self.wanted, over=bool(on))))
        self.reset.clicked.connect(self.clear)
        self.show_options(self._options)

    def options(self) -> Options:
        """What the chips offer now."""
        return self._options

    def show_options(self, options: Options) -> None:
        """New choices; what is chosen stays."""
        self._options = options
        self._show()

    def want(self, wanted: Wanted) -> None:
        """Ask for something else."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self._show()
        self.changed.emit(wanted)

    def clear(self) -> bool:
        """Esc or "Hapus saringan": everything again; ``False`` when nothing was filtered."""
        filtered = self.wanted != Wanted()
        self.search.clear()
        self._typing.stop()
        self.want(Wanted())
        return filtered

    def show_total(self, total: int) -> None:
        """How many match."""
        self.count.setText(f"{total:,} berkas".replace(",", "."))

    def _on_typed(self) -> None:
        self.want(replace(self.wanted, text=self.search.text().strip()))

    def _show(self) -> None:
        wanted, offers = self.wanted, self._options
        years = [(year, f"Tahun {year}") for year in offers.years]
        self.year.set_options(years, wanted.year)
        self.topic.set_options(offers.topics, wanted.topic)
        self.office.set_options(offers.organizations, wanted.organization)
        self.ended.setChecked(wanted.ended)
        self.over.setChecked(wanted.over)
        self.reset.setEnabled(wanted != Wanted())
