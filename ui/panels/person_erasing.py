"""Erasing a person's data after retention: a page of its own that says what goes, asks for the number, and no undo."""

from __future__ import annotations

from desktop_app.queries.person_history import PersonDetail
from ui.panels.inline_form import InlineForm
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit

NUMBER = "destruction_number"


class PersonErasing(InlineForm):
    """``show_person(person)``; ``text("destruction_number")`` names the berita acara that allows it."""

    def __init__(self) -> None:
        super().__init__("Hapus data pribadi", "Hapus selamanya", object_name="person_erase_form")
        self.words = Label("", "body", wrap=True, object_name="person_erase_words")
        self.never = Label("Ini tidak dapat diurungkan.", "body_strong", "danger", object_name="person_erase_never")
        self.add_widget(self.words)
        self.add_widget(self.never)
        self.add(
            NUMBER,
            Field(
                "Nomor berita acara pemusnahan",
                LineEdit(max_length=120, object_name="person_erase_number", name="Nomor berita acara pemusnahan"),
            ),
        )

    def show_person(self, found: PersonDetail) -> None:
        """What will be gone, and what stays."""
        forms = len(found.requested)
        merged = f" beserta {len(found.merged)} catatan yang digabungkan ke sini" if found.merged else ""
        self.words.setText(
            f"Data {found.full['full_name']}{merged} dihapus: nama, nomor, kontak, alamat, formulirnya sendiri, dan "
            f"pindaiannya. Baris di buku agenda dan daftar hadir tetap ada ({forms} permohonan), tanpa nama. "
            "Kunci datanya dimusnahkan, jadi catatan lama di jurnal pun tidak dapat dibaca lagi. Salinan cadangan "
            "yang dibuat sebelum ini masih memuatnya sampai giliran cadangan itu dihapus."
        )
        self.set_text(NUMBER, "")
        self.begin(NUMBER)
