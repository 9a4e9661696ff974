"""The form of an individual (DOMAIN.md section 2.2): one person, one seat in classes made for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.office_time import from_wall
from desktop_app.queries.case_rows import CaseRow, ParticipantRow
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.dates_in_words import parse_date
from desktop_app.sop.identity_numbers import Check, check_email, check_nik, check_nip, check_npwp, check_phone
from ui.desk import Desk
from ui.panels.intake_details import PreferredDates
from ui.panels.intake_fields import NoteLine, ReceivedField, TopicsField
from ui.panels.intake_head import forgive
from ui.panels.intake_senders import SenderIndex
from ui.panels.side_area import ScrollColumn
from ui.widgets.fields import (
    AutoCompleteField,
    CheckRow,
    Choice,
    ChoiceField,
    DateField,
    EnterMovesOn,
    Field,
    LineEdit,
    Suggestion,
)
from ui.widgets.pane import Pane, column, row

Values = dict[str, Any]


_TEXTS = (
    ("full_name", "Nama lengkap (sesuai KTP, dengan gelar)"),
    ("mobile", "No. HP (WA/SMS)"),
    ("email", "E-mail"),
    ("nip", "NIP / NI PPPK"),
    ("nik", "NIK"),
    ("position", "Jabatan"),
    ("rank_grade", "Pangkat/Golongan"),
    ("npwp", "NPWP perusahaan"),
    ("spse_user_id", "User ID SPSE"),
    ("address", "Alamat"),
    ("note", "Keterangan"),
)


class PersonForm(QWidget):
    """As :class:`LetterForm`, for one person; ``values()`` are the arguments of ``register_form``."""

    changed = Signal()
    identified = Signal()
    missing_changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, senders: SenderIndex, *, prefix: str) -> None:
        super().__init__()
        self.setObjectName(f"{prefix}_form")
        self._desk = desk
        self._known = ParticipantEntry()
        self._make(prefix, senders)
        self._lay_out(prefix)
        self._connect()
        self.clear()

    def _make(self, p: str, senders: SenderIndex) -> None:
        today = self._desk.today
        self.texts = {key: LineEdit(object_name=f"{p}_{key}", name=label) for key, label in _TEXTS}
        self.office = AutoCompleteField(
            senders.search, new_words="", object_name=f"{p}_organization", name="Instansi / Perusahaan"
        )
        self._groups: tuple[str, ...] = ()
        self.group = ChoiceField((), object_name=f"{p}_user_group", name="Peran pengguna LPSE")
        self.topics = TopicsField(object_name=f"{p}_topics")
        self.preferred = PreferredDates(today, prefix=p)
        self.day = DateField(
            lambda text: parse_date(text, today()), today=today, object_name=f"{p}_date", name="Tanggal formulir"
        )
        self.received = ReceivedField(today, object_name=f"{p}_received")
        self.laptop = CheckRow("Membawa laptop sendiri", object_name=f"{p}_laptop")
        self.privacy = CheckRow("Pemberitahuan data pribadi sudah disampaikan", object_name=f"{p}_privacy_notice")
        self.warning = NoteLine(object_name=f"{p}_warning")
        self.external = LineEdit(object_name=f"{p}_external", name="Nomor agenda buku luar")
        self.fields = {key: Field(label, self.texts[key]) for key, label in _TEXTS}
        self.fields["organization"] = Field("Instansi / Perusahaan", self.office)
        self.fields["user_group"] = Field("Peran pengguna LPSE", self.group)
        self.fields["topics"] = Field("Topik training", self.topics)
        self.fields["preferred_dates"] = Field("Usulan tanggal", self.preferred, "paling banyak 3")
        self.fields["letter_date"] = Field("Tanggal formulir", self.day)
        self.fields["received_at"] = Field("Diterima", self.received)
        self.fields["external_number"] = Field("Nomor agenda buku luar", self.external)
        self.fields["brings_laptop"] = Field("Laptop", self.laptop)
        self.fields["mobile"].set_hint("atau e-mail")
        self.fields["nip"].set_hint("hanya ASN")
        self.fields["nik"].hide()
        self.fields["external_number"].hide()

    def set_user_groups(self, groups: Sequence[str]) -> None:
        """The roles the office offers; what is chosen stays, also when the list no longer has it."""
        self._groups = tuple(groups)
        self._choose_group(self.group.current())

    def _choose_group(self, chosen: str) -> None:
        offered = dict.fromkeys((*self._groups, *((chosen,) if chosen else ())))
        self.group.set_items([Choice(one, one) for one in offered])
        self.group.set_current(chosen)

    def _lay_out(self, prefix: str) -> None:
        inside = Pane("surface", object_name=f"{prefix}_page")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        lines = (
            (("full_name", 4), ("received_at", 2)),
            (("mobile", 2), ("email", 2), ("letter_date", 2)),
            (("topics", 3), ("user_group", 3)),
            (("organization", 2), ("position", 2), ("rank_grade", 2)),
            (("nip", 2), ("npwp", 2), ("spse_user_id", 2)),
            (("preferred_dates", 4), ("brings_laptop", 2)),
            (("address", 3), ("note", 3)),
            (("nik", 3), ("external_number", 3)),
        )
        for down, line in enumerate(lines):
            at = 0
            for name, span in line:
                grid.addWidget(self.fields[name], down, at, 1, span)
                at += span
        for at_column in range(6):
            grid.setColumnStretch(at_column, 1)
        inside.setLayout(column(grid, None, margins=(24, 0, 12, 4)))
        layout = column(ScrollColumn(inside, object_name=f"{prefix}_scroll"), self.warning, spacing=0)
        layout.addLayout(row(self.privacy, margins=(24, 4, 24, 6)))
        self.setLayout(layout)
        EnterMovesOn(self)

    def _connect(self) -> None:
        for key, edit in self.texts.items():
            edit.textEdited.connect(lambda _: self.changed.emit())
            edit.textChanged.connect(lambda _, field=self.fields[key]: forgive(field))
            edit.editingFinished.connect(lambda name=key: self._judge(name))
        for choice in (self.office, self.day, self.received, self.external):
            choice.textEdited.connect(lambda _: self.changed.emit())
        self.group.chosen.connect(lambda _: self.changed.emit())
        self.topics.changed.connect(self.changed)
        self.topics.changed.connect(lambda: forgive(self.fields["topics"]))
        self.topics.extras_changed.connect(self.fields["topics"].set_hint)
        self.preferred.changed.connect(self.changed)
        self.day.refused.connect(self.fields["letter_date"].set_error)
        for field in (self.day, self.received):
            field.refused.connect(self.refused)
        self.day.date_changed.connect(lambda _: forgive(self.fields["letter_date"]))
        self.received.refused.connect(self.fields["received_at"].set_error)
        self.received.moved.connect(lambda _: self.fields["received_at"].clear_message())
        self.privacy.toggled.connect(self._on_privacy)
        self.laptop.toggled.connect(lambda _: self.changed.emit())

    def _on_privacy(self) -> None:
        self.warning.clear()
        self.changed.emit()

    def _judge(self, name: str) -> None:
        text, today = self.texts[name].text().strip(), self._desk.today()
        checked: Check | None = None
        if name == "mobile":
            checked = check_phone(text)
        elif name == "email":
            checked = check_email(text)
        elif name == "nip":
            checked = check_nip(text, today)
        elif name == "nik":
            checked = check_nik(text, today)
        elif name == "npwp":
            checked = check_npwp(text)
        if checked is not None:
            words = checked.messages[0] if text and checked.level != "ok" and checked.messages else ""
            self.fields[name].set_warning(words)

    def set_options(self, *, ask_nik: bool, notice: str, external: bool) -> None:
        """What the office's settings add: NIK only where the office asks for it, the words of the notice."""
        self.fields["nik"].setVisible(ask_nik)
        self.fields["external_number"].setVisible(external)
        self.privacy.setToolTip(notice)

    # --- content ----------------------------------------------------------------------------------

    def entry(self) -> ParticipantEntry:
        """The person as typed."""
        typed = {key: edit.text() for key, edit in self.texts.items() if key != "note"}
        return replace(
            self._known,
            **typed,
            organization=self.office.text(),
            user_group=self.group.current(),
            brings_laptop=self.laptop.isChecked() or None,
        )

    def values(self) -> Values:
        """Arguments of ``register_form`` but the moment of receipt and ``forward``."""
        return {
            "applicant": self.entry(),
            "topics": self.topics.codes(),
            "form_date": self.day.day(),
            "preferred_dates": self.preferred.days(),
            "note": self.texts["note"].text(),
            "privacy_notice": self.privacy.isChecked(),
            "external_number": self.external.text() or None,
        }

    def lacking(self) -> tuple[str, str] | None:
        """The first required thing that is not there."""
        if not self.texts["full_name"].text().strip():
            return "full_name", "Nama belum diisi."
        if not self.texts["mobile"].text().strip() and not self.texts["email"].text().strip():
            return "mobile", "Isi HP atau e-mail."
        if not self.topics.codes():
            return "topics", "Pilih sekurangnya satu topik."
        if self.day.problem():
            return "letter_date", self.day.problem()
        if not self.privacy.isChecked():
            return (
                "privacy_notice",
                "Pemberitahuan data pribadi belum disampaikan. Bacakan atau serahkan, lalu centang.",
            )
        return None

    def received_at(self) -> datetime | None:
        """The typed moment of receipt, aware; ``None`` means the running one."""
        typed = self.received.moment()
        return None if typed is None else from_wall(typed)

    def is_blank(self) -> bool:
        """Whether nothing was typed yet."""
        return not any(edit.text() for edit in self.texts.values()) and not self.topics.codes()

    def snapshot(self) -> Values:
        """The draft."""
        moment, day = self.received.moment(), self.day.day()
        return {
            "applicant": asdict(self.entry()),
            "topics": list(self.topics.codes()),
            "form_date": day.isoformat() if day else None,
            "preferred_dates": [one.isoformat() for one in self.preferred.days()],
            "note": self.texts["note"].text(),
            "privacy_notice": self.privacy.isChecked(),
            "external_number": self.external.text(),
            "received_at": moment.isoformat() if moment else None,
        }

    def restore(self, kept: Values) -> None:
        """Show a draft again."""
        self.clear()
        self._show_person(kept.get("applicant", {}))
        self.topics.set_codes(kept.get("topics", ()))
        self.day.set_day(date.fromisoformat(kept["form_date"]) if kept.get("form_date") else None)
        self.preferred.set_days([date.fromisoformat(one) for one in kept.get("preferred_dates", ())])
        self.texts["note"].setText(kept.get("note", ""))
        self.privacy.setChecked(bool(kept.get("privacy_notice")))
        self.external.setText(kept.get("external_number") or "")
        self.received.set_moment(datetime.fromisoformat(kept["received_at"]) if kept.get("received_at") else None)

    def _show_person(self, person: Values) -> None:
        for key, edit in self.texts.items():
            if key != "note":
                edit.setText(person.get(key) or "")
                edit.setCursorPosition(0)
        self._show_office(person.get("organization") or "")
        self._choose_group(person.get("user_group") or "")
        self.laptop.setChecked(bool(person.get("brings_laptop")))

    def _show_office(self, name: str) -> None:
        self.office.set_current(Suggestion("", name) if name else None)
        self.office.set_ok(False)

    def show_case(self, case: CaseRow) -> None:
        """The form of a case."""
        self.clear()
        people = [one for one in case.participants if one.status == "ACTIVE"]
        if people:
            self._known = _as_entry(people[0])
            self._show_person({**asdict(self._known), "mobile": people[0].mobile_shown})
        else:
            self._show_person({"full_name": case.sender, "mobile": case.contact_phone_shown})
        self.topics.set_codes([one.code for one in case.topics], [one.name for one in case.topics])
        self.preferred.set_days(case.preferred_dates)
        self.day.set_day(case.letter_date)
        self.received.set_moment(case.received_at)
        self.texts["note"].setText(case.note)
        self.external.setText(case.external_number)
        self.privacy.setChecked(True)

    def clear(self) -> None:
        """An empty form."""
        self._known = ParticipantEntry()
        self._show_person({})
        self.texts["note"].clear()
        self.external.clear()
        self.topics.set_codes(())
        self.preferred.set_days(())
        self.day.set_day(None)
        self.received.set_moment(None)
        self.privacy.setChecked(False)
        self.warning.clear()
        for field in self.fields.values():
            field.clear_message()

    def set_locked(self, locked: bool) -> None:
        """Reading only, or typing."""
        for edit in (*self.texts.values(), self.office, self.group, self.day):
            edit.setReadOnly(locked)
        self.preferred.set_locked(locked)
        self.topics.set_locked(locked)
        self.laptop.setEnabled(not locked)
        self.privacy.setEnabled(not locked)

    def show_error(self, name: str, sentence: str) -> bool:
        """Put a sentence beside its field; ``False`` when the form has no such field."""
        name = {"contact_phone": "mobile", "contact_email": "email", "applicant": "full_name"}.get(name, name)
        name = name.removeprefix("participants.1.")
        if name == "privacy_notice":
            self.warning.ask(sentence, tone="danger", icon="circle-alert")
            self.privacy.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        field = self.fields.get(name)
        if field is None:
            return False
        if name == "received_at":
            self.received.unlock()
        field.set_error(sentence)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _as_entry(one: ParticipantRow) -> ParticipantEntry:
    office = "" if one.organization == "perseorangan" else one.organization
    return ParticipantEntry(
        full_name=one.full_name,
        nip=one.nip,
        position=one.position,
        mobile=one.mobile,
        email=one.email,
        organization=office,
        user_group=one.user_group,
        rank_grade=one.rank_grade,
        nik=one.nik,
        npwp=one.npwp,
        address=one.address,
        spse_user_id=one.spse_user_id,
        brings_laptop=one.brings_laptop,
    )
