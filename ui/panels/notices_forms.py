"""The two short forms of the notice board: who comes instead, and where the letter lies."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.queries.case_rows import CaseRow
from desktop_app.services.people import ParticipantEntry
from ui.panels.inline_form import InlineForm
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit

USUAL_REASON = "Diganti atas permintaan instansi"


class SubstituteForm(InlineForm):
    """Name, NIP and telephone of the substitute; only the name is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ganti orang", "Simpan pengganti", object_name="substitute", parent=parent)
        self.add("full_name", Field("Nama pengganti", LineEdit(object_name="substitute_name")))
        self.add("nip", Field("NIP", LineEdit(object_name="substitute_nip"), "boleh kosong"))
        self.add("position", Field("Jabatan", LineEdit(object_name="substitute_position"), "boleh kosong"))
        self.add("mobile", Field("Telepon", LineEdit(object_name="substitute_mobile"), "boleh kosong"))
        self.add("reason", Field("Alasan", LineEdit(object_name="substitute_reason")))

    def open_for(self, name: str) -> None:
        """Ask who comes instead of ``name``."""
        self.title.setText(f"Pengganti {name}")
        for part in ("full_name", "nip", "position", "mobile"):
            self.set_text(part, "")
        self.set_text("reason", USUAL_REASON)
        self.begin("full_name")

    def entry(self, organization: str) -> ParticipantEntry:
        """What was typed."""
        return ParticipantEntry(
            full_name=self.text("full_name"),
            nip=self.text("nip"),
            position=self.text("position"),
            mobile=self.text("mobile"),
            organization=organization,
        )


class OtherDateForm(InlineForm):
    """Which date is asked for; the Kasubbag reads it where he moves people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Minta tanggal lain", "Simpan permintaan", object_name="other_date", parent=parent)
        self.add(
            "note",
            Field("Tanggal yang diminta", LineEdit(object_name="other_date_note"), "misalnya minggu kedua Januari"),
        )

    def open_for(self, name: str) -> None:
        """Ask which date suits ``name``."""
        self.title.setText(f"{name} minta tanggal lain")
        self.set_text("note", "")
        self.begin("note")


class ArchiveForm(InlineForm):
    """Where the letter is put: shelf place, classification and file, prefilled (DOMAIN section 5)."""

    def __init__(self, object_name: str = "archive_form", parent: QWidget | None = None) -> None:
        super().__init__("Arsipkan surat", "Selesai, arsipkan", object_name=object_name, parent=parent)
        self.state = Label("", "dense", "text2", wrap=True, object_name=f"{object_name}_state")
        self.add_widget(self.state)
        self.add(
            "storage_location",
            Field("Lokasi simpan", LineEdit(placeholder="Lemari / boks / map", object_name=f"{object_name}_place")),
        )
        self.add(
            "classification_code",
            Field("Kode klasifikasi", LineEdit(object_name=f"{object_name}_code"), "dari pengaturan"),
        )
        self.add(
            "dossier", Field("Berkas", LineEdit(object_name=f"{object_name}_dossier"), "map tempat surat disimpan")
        )

    def open_for(self, case: CaseRow, place: str, code: str) -> None:
        """Ask where the letter of ``case`` lies; a letter filed before shows where."""
        filed = case.archive_file
        self.title.setText(f"Arsipkan surat {case.key}")
        told = any(one.success for one in case.contacts if one.round == case.round)
        self.state.setText(
            f"{case.sender}. "
            + ("Jadwal sudah disampaikan; " if told else "Jadwal belum disampaikan; ")
            + ("surat sudah diarsipkan." if filed else "surat belum diarsipkan.")
        )
        self.set_text("storage_location", filed.storage_location if filed else place)
        self.set_text("classification_code", filed.classification_code if filed else code)
        self.set_text("dossier", filed.dossier if filed and filed.dossier else f"{case.key} {case.sender}"[:200])
        self.begin("storage_location")
