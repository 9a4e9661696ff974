"""What the search field in the top bar finds: cases by number, office, person, note or scan, the newest first.

Three chips narrow it; Alt with their underlined letter goes through their values while one types on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop_app.queries import class_events, search, search_people
from desktop_app.sop.dates_in_words import numeric_date
from ui import theme
from ui.desk import Desk
from ui.widgets import paint
from ui.widgets.choice_chip import ChoiceChip
from ui.widgets.labels import Label
from ui.widgets.list_rows import ListRow
from ui.widgets.lists import RowList
from ui.widgets.pane import column, row

PAUSE_MS = 60
VISIBLE = 8
"""Rows of the popup before it scrolls."""

KINDS = (
    ("number", "Nomor"),
    ("sender", "Pengirim"),
    ("people", "Orang"),
    ("note", "Hal & catatan"),
    ("scan", "Isi pindaian"),
)
PERSON = "orang:"
STANDS = (("open", "Berjalan"), ("closed", "Selesai"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    stand: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """Cases, and the people among their participants who are meant."""

    cases: tuple[search.CaseHit, ...]
    people: tuple[search_people.PersonHit, ...]


def _find(connection: Any, asked: _Asked) -> _Found:
    cases = search.search(connection, asked.text, kind=asked.kind, year=asked.year, stand=asked.stand)
    meant = asked.kind in ("", "people")
    return _Found(cases, search_people.people_behind(connection, cases, asked.text) if meant else ())


class SearchPopup(QFrame):
    """``chosen(request_id)`` or ``person_chosen(person_id)``. Up and Down move in it, the focus stays in the field."""

    chosen = Signal(int)
    person_chosen = Signal(int)

    def __init__(self, desk: Desk, field: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("search_popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._desk, self._field = desk, field
        self._asked = _Asked()
        self._years: tuple[int, ...] = ()
        self._pending = False
        self._list = RowList(object_name="search_hits", name="Hasil pencarian", parent=self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda _: self.choose_current())
        self.kind = ChoiceChip("Jenis: semua", object_name="search_kind", parent=self)
        self.year = ChoiceChip("Tahun: semua", object_name="search_year", parent=self)
        self.stand = ChoiceChip("Keadaan: semua", object_name="search_stand", parent=self)
        self.count = Label("", "caption", "text2", object_name="search_count", parent=self)
        self._chips = {Qt.Key.Key_J: self.kind, Qt.Key.Key_T: self.year, Qt.Key.Key_K: self.stand}
        self.kind.picked.connect(lambda value: self._narrow(kind=value or ""))
        self.year.picked.connect(lambda value: self._narrow(year=value))
        self.stand.picked.connect(lambda value: self._narrow(stand=value or ""))
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chips = row(self.kind, self.year, self.stand, None, self.count, spacing=6, margins=(10, 8, 12, 4))
        self.setLayout(column(chips, self._list, spacing=0, margins=(1, 1, 1, 1)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        field.installEventFilter(self)
        self._show_chips()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own: nothing of the page shows between the chips."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), theme.color("canvas"))
        super().paintEvent(event)

    def ask(self, text: str) -> None:
        """Look for ``text`` once the typing pauses; an older question that still runs is stopped."""
        text = text.strip()
        if not self._asked.text and text:
            self._desk.read(search.years, self._show_years, channel="search_years")
        self._asked = replace(self._asked, text=text)
        if not text:
            self._forget()
            return
        self._pending = True
        self._pause.start()

    def _forget(self) -> None:
        self._pause.stop()
        self._pending = False
        self._asked = _Asked()
        self._show_chips()
        self.hide()

    def _narrow(self, **changes: Any) -> None:
        self._asked = replace(self._asked, **changes)
        self._show_chips()
        self._pending = True
        self._read()

    def _show_years(self, years: tuple[int, ...]) -> None:
        self._years = years
        self._show_chips()

    def _show_chips(self) -> None:
        asked = self._asked
        self.kind.set_options(KINDS, asked.kind or None)
        self.year.set_options([(one, f"Tahun {one}") for one in self._years], asked.year)
        self.stand.set_options(STANDS, asked.stand or None)
        for key, chip in self._chips.items():
            chip.setToolTip(f"Alt+{key.name[-1]}")

    def _read(self) -> None:
        asked = self._asked
        if not asked.text:
            return
        self._desk.read(lambda c: _find(c, asked), self._show, channel="search_all")

    def _show(self, found: _Found) -> None:
        self._pending = False
        hits, people = found.cases, found.people
        shown = hits[: search.MOST]
        rows, who = [_row(hit) for hit in shown], [_person_row(one) for one in people]
        rows = who + rows if self._asked.kind == "people" else rows + who
        if not rows:
            asked = self._asked.text
            self._desk.read(
                lambda c: class_events.find_certificate(c, asked), self._show_certificate, channel="search_certificate"
            )
            words = f"“{self._asked.text}” tidak ada. Kurangi katanya, atau longgarkan saringan (Alt+J, Alt+T, Alt+K)."
            rows = [ListRow(key="", title="Tidak ditemukan", detail=words, compact=True)]
        cases = f"{search.MOST}+ berkas" if len(hits) > search.MOST else f"{len(shown)} berkas"
        self.count.setText(f"{cases} · {len(people)} orang" if people else cases)
        self._list.set_rows(rows)
        self._list.select_first()
        self._list.scrollToTop()
        self._place(len(rows))
        self.show()
        self.raise_()

    def _show_certificate(self, found: class_events.CertificateRow | None) -> None:
        """Nothing else was found: the code or number on a certificate somebody shows is verified here."""
        if found is None or self._pending or not self.isVisible():
            return
        state = f"{found.name} · {found.topic}" if found.valid else f"Tidak berlaku lagi: {found.void_reason}"
        title = f"Sertifikat {found.full_number}"
        status = f"berlaku, terbit {numeric_date(found.issued_on)}" if found.valid else "dibatalkan"
        self._list.set_rows([ListRow(key="", title=title, detail=state, status=status, compact=True)])

    def _place(self, rows: int) -> None:
        corner = self._field.mapTo(self.window(), QPoint(0, self._field.height() + theme.px(4)))
        width = max(self._field.width(), theme.px(560))
        left = min(corner.x(), self.window().width() - width - theme.px(8))
        high = theme.px(44) + self._list.sizeHintForRow(0) * min(rows, VISIBLE) + theme.px(4)
        self.setGeometry(left, corner.y(), width, min(high, self.window().height() - corner.y() - theme.px(8)))

    def choose_current(self) -> None:
        """Open what is marked; when the answer to the last key is still on its way, wait for that."""
        if self._pending:
            self._pause.stop()
            asked = self._asked
            self._desk.read(lambda c: _find(c, asked), self._show_and_choose, channel="search_all")
            return
        key = self._list.current_key()
        if key and self.isVisible():
            self._field.clear()
            self._forget()
            if key.startswith(PERSON):
                self.person_chosen.emit(int(key.removeprefix(PERSON)))
            else:
                self.chosen.emit(int(key))

    def _show_and_choose(self, found: _Found) -> None:
        self._show(found)
        self.choose_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Esc and the chips' keys of the field; an error here must not leave (it would end the process)."""
        if watched is not self._field:
            return False
        if isinstance(event, QKeyEvent) and self.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and self._chip_of(event) is not None:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        popup = Qt.FocusReason.PopupFocusReason
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != popup:
            QTimer.singleShot(150, self, self._leave)
        return False

    def _leave(self) -> None:
        if not self._field.hasFocus():
            self.hide()

    def _chip_of(self, event: QKeyEvent) -> ChoiceChip | None:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return None
        return self._chips.get(Qt.Key(event.key()))

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_PageUp): -VISIBLE,
            int(Qt.Key.Key_PageDown): VISIBLE,
        }
        if step := steps.get(event.key()):
            last = self._list.model().rowCount() - 1
            at = max(0, min(last, self._list.currentIndex().row() + step))
            self._list.setCurrentIndex(self._list.model().index(at, 0))
            return True
        if (chip := self._chip_of(event)) is not None:
            chip.pick_next()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        return False


def _person_row(one: search_people.PersonHit) -> ListRow:
    return ListRow(
        key=f"{PERSON}{one.person_id}",
        title=one.full_name,
        right="Orang",
        detail=one.organization,
        status=f"{one.cases} berkas, Enter: riwayatnya",
        compact=True,
    )


def _row(hit: search.CaseHit) -> ListRow:
    found = hit.found_in
    return ListRow(
        key=str(hit.request_id),
        title=hit.sender,
        right=hit.key,
        detail=hit.subject if found.startswith(("pengirim", "nomor agenda")) else found,
        status=f"{hit.state_label}, {hit.when}",
        compact=True,
    )
