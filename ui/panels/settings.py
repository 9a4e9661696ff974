"""Pengaturan: everything only the office knows, in sections; each act by its use case, dated, in the journal."""

from __future__ import annotations

import importlib
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.dispatcher import Changes
from ui.panel import Panel
from ui.panels.settings_section import Section
from ui.panels.side_area import SideArea
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.lists import ListRow, RowList
from ui.widgets.pane import Bar


class SectionSpec(NamedTuple):
    """A line of the side list; ``page`` is "module:Class", imported when first opened."""

    key: str
    title: str
    detail: str
    page: str


SECTIONS: Final = (
    SectionSpec("officers", "Petugas dan peran", "nama, peran, PIN", "settings_officers:OfficersSection"),
    SectionSpec(
        "letterhead", "Kop dan nomor surat", "kop, pola nomor, kertas", "settings_letterhead:LetterheadSection"
    ),
    SectionSpec("rooms", "Ruang", "kursi, komputer, jam", "settings_places:RoomsSection"),
    SectionSpec("topics", "Topik", "nama, kuota, lama", "settings_topics:TopicsSection"),
    SectionSpec("trainers", "Trainer", "kompetensi, tidak di tempat", "settings_trainers:TrainersSection"),
    SectionSpec("closed", "Hari libur", "SKB, libur daerah, Ramadan", "settings_calendar:ClosedDaysSection"),
    SectionSpec("hours", "Jam kerja", "biasa dan Ramadan", "settings_hours:HoursSection"),
    SectionSpec("books", "Buku agenda", "sumber, nomor pertama", "settings_books:BooksSection"),
    SectionSpec("words", "Disposisi dan kalimat", "petunjuk, kalimat siap pakai", "settings_words:WordsSection"),
    SectionSpec("texts", "Teks penyampaian", "telepon, SMS, e-mail, peran", "settings_texts:TextsSection"),
    SectionSpec(
        "training", "Training dan printer", "nilai, sertifikat, kuesioner", "settings_training:TrainingSection"
    ),
    SectionSpec("safety", "Keamanan", "kunci layar otomatis", "settings_safety:SafetySection"),
    SectionSpec("backup", "Cadangan", "buat, daftar, periksa", "settings_backup:BackupSection"),
    SectionSpec("journal", "Jurnal", "siapa, kapan, mengapa", "settings_journal:JournalSection"),
)


class SettingsPage(Panel):
    """Sections at the left, the chosen one at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, object_name="settings_page", parent=parent)
        self.setAccessibleName("Pengaturan")
        self._sections: dict[str, Section] = {}
        self._list = RowList("Bagian pengaturan", object_name="settings_list")
        self._list.set_rows([ListRow(spec.key, spec.title, detail=spec.detail, compact=True) for spec in SECTIONS])
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("settings_sections")
        side = SideArea(280, object_name="settings_side")
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        head = Bar(56, "canvas", "bottom", object_name="settings_head")
        words = QHBoxLayout(head)
        words.setContentsMargins(16, 0, 16, 0)
        words.addWidget(Label("Pengaturan", "subtitle"))
        inner.addWidget(head)
        inner.addWidget(self._list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self._stack, 1)
        self._list.current_changed.connect(self._show)
        self._list.activated_row.connect(lambda _: self._go_in())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._submit)
        self._list.select_first()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def section(self, key: str) -> Section:
        """Show a section, building it at the first time."""
        self._list.select(key)
        return self._sections[key]

    def current(self) -> Section | None:
        """The section that is shown."""
        return self._sections.get(self._list.current_key())

    def _show(self, key: str) -> None:
        if not key:
            return
        if key not in self._sections:
            module, name = next(spec.page for spec in SECTIONS if spec.key == key).split(":")
            made = getattr(importlib.import_module(f"ui.panels.{module}"), name)(self.desk)
            if not isinstance(made, Section):
                raise TypeError(key)
            self._sections[key] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._sections[key])
        self._sections[key].load()
        # The window's hint bar follows the section; a page shown on its own (in a test) has no such window.
        update = getattr(self.window(), "update_hints", None)
        if callable(update):
            update()

    def _go_in(self) -> None:
        section = self.current()
        if section is not None:
            section.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        typing = self.window().focusWidget()
        if isinstance(typing, LineEdit) and self.isAncestorOf(typing):
            typing.editingFinished.emit()  # a date that is still being typed counts as typed
        section = self.current()
        if section is not None:
            section.submit()

    def refresh(self, changes: Changes | None) -> None:
        """Read again on show and after anybody's change of the office's own tables."""
        section = self.current()
        if section is not None and (changes is None or changes):
            section.load()
        if changes is None and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> tuple[Hint, ...]:
        """The keys that matter now."""
        section = self.current()
        own = section.hints() if section is not None else ()
        return (
            Hint(("↑", "↓"), "Pilih bagian"),
            Hint(("Enter",), "Buka bagian"),
            *own,
            Hint(("Ctrl+Enter",), "Simpan"),
            Hint(("Esc",), "Tutup isian"),
        )

    def focus_filter(self) -> None:
        """``/`` goes to the list of sections."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
