"""The form of an institution's letter: what a save needs above, participants or "Rincian surat" below."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_app.office_time import from_wall
from desktop_app.queries.case_rows import CaseRow
from desktop_app.queries.senders import SenderRow
from desktop_app.sop.doubts import likely_sender_kind
from ui import theme
from ui.desk import Desk
from ui.panels.intake_details import DetailsSection
from ui.panels.intake_fields import NoteLine, press_by_key
from ui.panels.intake_head import LetterHead
from ui.panels.intake_people import PeopleSection
from ui.panels.intake_senders import SenderIndex
from ui.panels.side_area import ScrollColumn
from ui.widgets.buttons import Button
from ui.widgets.fields import EnterMovesOn
from ui.widgets.pane import Pane, column

Values = dict[str, Any]


class LetterForm(QWidget):
    """``changed()`` after every change; ``identified()`` when what tells a letter from another is filled.

    ``values()`` are the arguments of ``register_letter``; ``snapshot``/``restore`` keep a draft as plain JSON.
    """

    changed = Signal()
    identified = Signal()
    missing_changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, senders: SenderIndex, *, prefix: str) -> None:
        super().__init__()
        self.setObjectName(f"{prefix}_form")
        self.senders = senders
        self.head = LetterHead(desk, senders, prefix=prefix)
        self.details = DetailsSection(desk.today, prefix=prefix)
        self.details_button = Button(
            "Rincian surat", "ghost", "Alt+R", "chevron-down", object_name=f"{prefix}_details_button"
        )
        self.details_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.people = PeopleSection(desk.today, prefix=prefix, extra=(self.details_button,))
        self.warning = NoteLine(object_name=f"{prefix}_warning")
        self.below = QStackedWidget()
        self.below.setMinimumHeight(theme.px(64))  # a question row under the form takes its height from here
        self.below.addWidget(self.people.body)
        self.below.addWidget(self.details)
        self.people.put_below(self.below)
        inside = Pane("surface", object_name=f"{prefix}_page")
        inside.setLayout(column(self.head, self.warning, self.people, spacing=10, margins=(24, 0, 24, 4)))
        # It scrolls only when large text meets a low window.
        self.setLayout(column(ScrollColumn(inside, object_name=f"{prefix}_scroll")))
        self._connect()
        EnterMovesOn(self)
        self.clear()

    def _connect(self) -> None:
        self.head.known.connect(self._on_known)
        self.head.unknown.connect(self._on_unknown)
        self.head.identified.connect(self.identified)
        for field in (self.head.day, self.head.received):
            field.refused.connect(self.refused)
        self.details_button.clicked.connect(self.toggle_details)
        press_by_key(self, "Alt+R", self.details_button)
        press_by_key(self, "Alt+N", self.head.without)
        press_by_key(self, "Ins", self.people.row_button)
        self.details.missing_changed.connect(self.missing_changed)
        for part in (self.head.changed, self.people.changed, self.details.changed):
            part.connect(self.changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if self.details.isVisible():
            self.details.follow(new)

    def _on_known(self, found: SenderRow) -> None:
        texts = self.details.texts
        self.head.prefill(texts["contact_email"], found.contact_email)
        self.head.prefill(texts["signer_name"], found.signer_name)
        self.head.prefill(texts["signer_position"], found.signer_position)
        self.details.kind.set_current(found.kind)

    def _on_unknown(self, kind: str) -> None:
        if not self.details.kind.current():
            self.details.kind.set_current(kind)

    def toggle_details(self) -> None:
        """Alt+R: participants or details below."""
        self.show_details(self.below.currentWidget() is not self.details)

    def show_details(self, shown: bool) -> None:
        """Open or close "Rincian surat"."""
        before = self.below.currentWidget() is self.details
        self.below.setCurrentWidget(self.details if shown else self.people.body)
        self.details_button.set_icon("chevron-up" if shown else "chevron-down")
        self.people.show_buttons(not shown)
        if shown == before or not self.isVisible():
            return
        target = self.details.first_control() if shown else self.people.count
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # --- content ----------------------------------------------------------------------------------

    def values(self) -> Values:
        """Arguments of ``register_letter`` but the moment of receipt and ``forward``."""
        head = self.head
        return {
            **self.details.values(),
            "sender": head.office.text(),
            "sender_kind": self.details.kind.current() or likely_sender_kind(head.office.text()),
            "letter_number": head.number.text(),
            "without_number": head.without.isChecked(),
            "letter_date": head.day.day(),
            "topics": head.topics.codes(),
            "contact_name": head.contact.text(),
            "contact_phone": head.phone.text(),
            "participant_count": self.people.seats(),
            "participants": self.people.entries(),
            "missing": self.details.missing(),
            "external_number": head.external.text() or None,
        }

    def lacking(self) -> tuple[str, str] | None:
        """The first required field that is empty, as (field, sentence)."""
        values = self.values()
        asked = (
            ("sender", "Pengirim belum diisi."),
            ("letter_number", "Isi nomornya, atau Alt+N: tanpa nomor."),
            ("letter_date", self.head.day.problem() or "Tanggal surat belum diisi."),
            ("topics", "Pilih sekurangnya satu topik."),
            ("contact_name", "Narahubung belum diisi."),
            ("participant_count", "Jumlah peserta belum diisi. Isi jumlahnya, nama boleh menyusul."),
        )
        for name, sentence in asked:
            value = values[name]
            empty = not value.strip() if isinstance(value, str) else not value
            if empty and not (name == "letter_number" and values["without_number"]):
                return name, sentence
        return None

    def received_at(self) -> datetime | None:
        """The typed moment of receipt, aware; ``None`` means the running one."""
        typed = self.head.received.moment()
        return None if typed is None else from_wall(typed)

    def is_blank(self) -> bool:
        """Whether nothing was typed yet."""
        head, people = self.head, self.people
        typed = (head.office, head.number, head.contact, head.phone, head.day, people.count)
        return not any(edit.text() for edit in typed) and not people.rows() and not head.topics.codes()

    def snapshot(self) -> Values:
        """The draft."""
        kept = self.values()
        kept["letter_date"] = kept["letter_date"].isoformat() if kept["letter_date"] else None
        kept["preferred_dates"] = [day.isoformat() for day in kept["preferred_dates"]]
        moment = self.head.received.moment()
        kept["received_at"] = moment.isoformat() if moment else None
        kept["participants"] = self.people.rows()
        kept["participant_count"] = self.people.count.value()
        kept["topics"] = list(kept["topics"])
        kept["missing"] = list(kept["missing"])
        return kept

    def restore(self, kept: Values) -> None:
        """Show a draft again."""
        head = self.head
        days = [date.fromisoformat(day) for day in kept.get("preferred_dates", ())]
        self.details.set_values(
            {**kept, "preferred_dates": days}, kind=kept.get("sender_kind", ""), missing=kept.get("missing", ())
        )
        head.show_sender(kept.get("sender", ""), self.senders.by_name(kept.get("sender", "")))
        head.without.setChecked(bool(kept.get("without_number")))
        head.number.setText(kept.get("letter_number") or "")
        head.contact.setText(kept.get("contact_name") or "")
        head.phone.setText(kept.get("contact_phone") or "")
        head.external.setText(kept.get("external_number") or "")
        head.day.set_day(date.fromisoformat(kept["letter_date"]) if kept.get("letter_date") else None)
        head.received.set_moment(datetime.fromisoformat(kept["received_at"]) if kept.get("received_at") else None)
        head.topics.set_codes(kept.get("topics", ()))
        self.people.set_people(kept.get("participant_count"), kept.get("participants", ()))

    def show_case(self, case: CaseRow) -> None:
        """The letter of a case."""
        self.clear()
        head = self.head
        self.details.show_case(case)
        head.show_sender(case.sender, self.senders.by_name(case.sender))
        head.fields["sender"].set_hint(case.sender_kind_label)
        head.number.setText(case.letter_number)
        head.number.setPlaceholderText("" if case.letter_number else "tanpa nomor")
        head.day.set_day(case.letter_date)
        head.received.set_moment(case.received_at)
        head.topics.set_codes([one.code for one in case.topics], [one.name for one in case.topics])
        head.contact.setText(case.contact_name)
        head.phone.setText(case.contact_phone_shown)
        head.external.setText(case.external_number)
        head.fields["external_number"].setVisible(bool(case.external_number))
        self.people.set_participants(case.participant_count, case.participants)
        for edit in (head.number, head.contact, head.phone):
            edit.setCursorPosition(0)

    def clear(self) -> None:
        """An empty form."""
        self.show_details(False)
        self.head.clear()
        self.details.set_values({})
        self.people.clear()
        self.warning.clear()

    def set_locked(self, locked: bool) -> None:
        """Reading only, or typing."""
        self.head.set_locked(locked)
        self.people.set_locked(locked)
        self.details.set_locked(locked)

    def show_error(self, name: str, sentence: str) -> bool:
        """Put a sentence beside its field and the focus into it; ``False`` when the form has no such field."""
        if name == "participant_count" or name.startswith("participants"):
            self.show_details(False)
            self.people.doubt.ask(sentence, tone="danger", icon="circle-alert")
            self.people.count.setFocus()
            return True
        field = self.head.fields.get(name) or self.details.fields.get(name)
        if field is None:
            return False
        self.show_details(name in self.details.fields)
        if name == "received_at":
            self.head.received.unlock()
        field.set_error(sentence)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
