"""The fields of a person: as facts to read, and as a form to correct."""

from __future__ import annotations

from desktop_app.queries.person_history import PersonDetail
from desktop_app.services.people import ParticipantEntry
from ui.panels.case_view_parts import Fact
from ui.panels.inline_form import InlineForm
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

LABELS = {
    "full_name": "Nama lengkap",
    "nip": "NIP / NI PPPK",
    "nik": "NIK",
    "position": "Jabatan",
    "rank_grade": "Pangkat/Golongan",
    "organization_text": "Instansi",
    "user_group": "Peran pengguna",
    "npwp": "NPWP",
    "spse_user_id": "User ID SPSE",
    "mobile": "No. HP",
    "email": "E-mail",
    "address": "Alamat",
}


def facts_of(found: PersonDetail, *, full: bool) -> list[Fact]:
    """Label and value; empty ones are left out, numbers are masked unless ``full``."""
    values = (found.full if full else found.masked) | {"organization_text": found.organization}
    return [Fact(label, values[name]) for name, label in LABELS.items() if values[name]]


class PersonCorrection(InlineForm):
    """``entry(person)`` is what the use case takes; the fields are named as it names them."""

    def __init__(self) -> None:
        super().__init__("Koreksi data", "Simpan koreksi", object_name="person_form")
        for name, label in LABELS.items():
            field = "organization" if name == "organization_text" else name
            self.add(field, Field(label, LineEdit(object_name=f"person_form_{field}", name=label)))

    def show_person(self, found: PersonDetail) -> None:
        """The stored values, in full."""
        for name in LABELS:
            self.set_text("organization" if name == "organization_text" else name, found.full[name])
        self.begin("full_name")

    def entry(self, found: PersonDetail) -> ParticipantEntry:
        """The person as typed."""
        names = ("organization" if name == "organization_text" else name for name in LABELS)
        return ParticipantEntry(**{name: self.text(name) for name in names}, brings_laptop=found.brings_laptop)
