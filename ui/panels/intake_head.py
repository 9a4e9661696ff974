"""The upper half of a letter's form: sender, number, dates, topic, contact. A known sender fills in the rest."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.queries.senders import SenderRow
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.doubts import doubt_letter_date, likely_sender_kind
from desktop_app.sop.identity_numbers import check_phone, show_phone
from ui.desk import Desk
from ui.panels.intake_fields import ReceivedField, TopicsField, number_cell
from ui.panels.intake_senders import SenderIndex, icon_of, known_words
from ui.widgets.buttons import IconButton
from ui.widgets.fields import AutoCompleteField, DateField, Field, LineEdit, Suggestion

ASK_SENDER = "ketik 2 huruf atau lebih"


class LetterHead(QWidget):
    """``changed()`` after typing, ``identified()`` when what tells letters apart was filled.

    ``known(SenderRow)`` and ``unknown(kind)`` tell the details which sender it is.
    """

    changed = Signal()
    identified = Signal()
    known = Signal(object)
    unknown = Signal(str)

    def __init__(self, desk: Desk, senders: SenderIndex, *, prefix: str) -> None:
        super().__init__()
        self._desk, self._senders = desk, senders
        self._filled: dict[int, str] = {}
        self._external = False
        self._make(prefix)
        self._lay_out()
        self._connect()

    def _make(self, p: str) -> None:
        today = self._desk.today
        self.office = AutoCompleteField(
            self._senders.search, object_name=f"{p}_sender", name="Pengirim", placeholder=""
        )
        self.number = LineEdit(object_name=f"{p}_number", name="Nomor surat")
        self.without = IconButton("ban", "Tanpa nomor", "Alt+N", checkable=True, object_name=f"{p}_without_number")
        self.without.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.day = DateField(
            lambda text: parse_date(text, today()), today=today, object_name=f"{p}_date", name="Tanggal surat"
        )
        self.received = ReceivedField(today, object_name=f"{p}_received")
        self.topics = TopicsField(object_name=f"{p}_topics")
        self.contact = LineEdit(object_name=f"{p}_contact", name="Narahubung")
        self.phone = LineEdit(object_name=f"{p}_phone", name="Telepon / SMS")
        self.external = LineEdit(object_name=f"{p}_external", name="Nomor agenda buku luar")
        self.fields: dict[str, Field] = {
            "sender": Field("Pengirim", self.office, ASK_SENDER),
            "letter_number": Field("Nomor surat", number_cell(self.number, self.without)),
            "letter_date": Field("Tanggal surat", self.day),
            "received_at": Field("Diterima", self.received),
            "topics": Field("Topik training", self.topics),
            "contact_name": Field("Narahubung", self.contact),
            "contact_phone": Field("Telepon / SMS", self.phone),
            "external_number": Field("Nomor agenda buku luar", self.external, "SRIKANDI atau buku Setda"),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        rows = (("letter_number", "letter_date", "received_at"), ("topics", "contact_name", "contact_phone"))
        grid.addWidget(self.fields["external_number"], 0, 0, 1, 3)
        for down, line in enumerate(rows, start=1):
            for right, name in enumerate(line):
                grid.addWidget(self.fields[name], down, right)
        for column, stretch in enumerate((2, 1, 1)):
            grid.setColumnStretch(column, stretch)
        self.fields["external_number"].hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.fields["sender"])
        layout.addLayout(grid)

    def _connect(self) -> None:
        fields = self.fields
        self.office.chosen.connect(self._on_known)
        self.office.new_requested.connect(self._on_new)
        self.office.cleared.connect(self._on_cleared)
        self.office.editingFinished.connect(self._on_left)
        self.without.toggled.connect(self._on_without)
        self.day.date_changed.connect(self._on_day)
        self.day.refused.connect(fields["letter_date"].set_error)
        self.received.refused.connect(fields["received_at"].set_error)
        self.received.moved.connect(lambda _: fields["received_at"].clear_message())
        self.topics.extras_changed.connect(fields["topics"].set_hint)
        self.number.editingFinished.connect(self.identified)
        self.phone.editingFinished.connect(self._judge_phone)
        for edit in (self.office, self.number, self.contact, self.phone, self.external, self.day, self.received):
            edit.textEdited.connect(lambda _: self.changed.emit())
        for name, edit in (
            ("sender", self.office),
            ("letter_number", self.number),
            ("contact_name", self.contact),
            ("external_number", self.external),
        ):
            edit.textChanged.connect(lambda _, field=fields[name]: forgive(field))
        self.topics.changed.connect(lambda: forgive(fields["topics"]))
        self.topics.changed.connect(self.changed)
        self.topics.changed.connect(self.identified)

    # --- sender -----------------------------------------------------------------------------------

    def _on_known(self, suggestion: Suggestion) -> None:
        found = self._senders.row(suggestion.key)
        if found is None:
            return
        self.show_sender(found.name, found)
        self.prefill(self.contact, found.contact_name)
        self.prefill(self.phone, show_phone(found.contact_phone) if found.contact_phone else "")
        self.known.emit(found)
        self.changed.emit()
        self.identified.emit()

    def prefill(self, edit: LineEdit, value: str) -> None:
        """Fill in what the sender's last letter said; what the clerk typed himself stays."""
        if not edit.text() or edit.text() == self._filled.get(id(edit)):
            edit.setText(value)
            edit.setCursorPosition(0)
            self._filled[id(edit)] = value

    def _on_new(self, typed: str) -> None:
        kind = likely_sender_kind(typed)
        self.office.set_current(Suggestion("", typed))
        self.office.set_ok(False)
        self.office.set_icon("store" if kind == "vendor" else "building-2")
        self.fields["sender"].set_hint("instansi baru")
        self.unknown.emit(kind)
        self.changed.emit()
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_cleared(self) -> None:
        self.office.set_icon("building-2")
        self.fields["sender"].set_hint(ASK_SENDER)

    def _on_left(self) -> None:
        """A name typed to its end counts as chosen; an unknown one becomes a new office."""
        typed = " ".join(self.office.text().split())
        if not typed or self.office.current() is not None or self.office.isReadOnly():
            return
        found = self._senders.by_name(typed)
        if found is not None:
            self._on_known(Suggestion(str(found.id), found.name))
            return
        self.fields["sender"].set_hint("instansi baru")
        self.unknown.emit(likely_sender_kind(typed))
        self.identified.emit()

    def show_sender(self, name: str, found: SenderRow | None) -> None:
        """Show a sender, recognised or not."""
        if found is not None:
            self.office.set_current(Suggestion(str(found.id), found.name))
            self.office.set_icon(icon_of(found))
            self.fields["sender"].set_hint(known_words(found))
            return
        self.office.set_current(None)
        self.office.setText(name)
        self.office.set_icon("building-2")
        self.fields["sender"].set_hint(ASK_SENDER)

    # --- other reactions --------------------------------------------------------------------------

    def _on_without(self, on: bool) -> None:
        self.number.setReadOnly(on)
        self.number.setPlaceholderText("tanpa nomor" if on else "")
        if on:
            self.number.clear()
        forgive(self.fields["letter_number"])
        self.changed.emit()

    def _on_day(self, day: date | None) -> None:
        words = doubt_letter_date(day, self._desk.today())
        if day is not None and day > self._desk.today():
            self.fields["letter_date"].set_error(words)
        else:
            self.fields["letter_date"].set_warning(words)
        self.changed.emit()
        self.identified.emit()

    def _judge_phone(self) -> None:
        typed = self.phone.text().strip()
        checked = check_phone(typed)
        words = checked.messages[0] if typed and checked.level != "ok" and checked.messages else ""
        if checked.level == "error":
            self.fields["contact_phone"].set_error(words)
        else:
            self.fields["contact_phone"].set_warning(words)

    def set_external(self, external: bool) -> None:
        """The book's numbers come from outside: ask for the number."""
        self._external = external
        self.fields["external_number"].setVisible(external)

    # --- content ----------------------------------------------------------------------------------

    def clear(self) -> None:
        """An empty head."""
        self._filled = {}
        self.without.setChecked(False)
        self.show_sender("", None)
        for edit in (self.number, self.contact, self.phone, self.external):
            edit.clear()
        self.number.setPlaceholderText("")
        self.day.set_day(None)
        self.received.set_moment(None)
        self.topics.set_codes(())
        self.set_external(self._external)
        for field in self.fields.values():
            field.clear_message()

    def set_locked(self, locked: bool) -> None:
        """Reading only, or typing."""
        for edit in (self.office, self.number, self.day, self.contact, self.phone):
            edit.setReadOnly(locked)
        self.external.setReadOnly(locked)
        self.without.setVisible(not locked)
        self.topics.set_locked(locked)


def forgive(field: Field) -> None:
    """What is wrong is being mended: the error goes, a warning stays."""
    if field.message()[0] == "error":
        field.clear_message()
