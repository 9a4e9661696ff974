"""The stops of the tour about people: across requests in the archive, and from a file at the Helpdesk."""

from __future__ import annotations

from ui.panels.helpdesk import HelpdeskPage
from ui.tour_stops import Tour

LIST = (
    "No;Nama Lengkap;NIP;Jabatan;No. HP;Surel\n"
    "1;Ratna Dewi;198001012005012001;Bendahara;081270000001;ratna@contoh.go.id\n"
    "2;;198001012005011002;Staf;081270000002;\n"
    "3;Agus Salim;1980010120050;Staf;081270000003;agus@contoh.go.id\n"
    "4;Sri Wahyuni;198001012005012001;Staf;081270000004;\n"
    "5;Bambang Irawan;198001012005011005;PPK;081270000003;bambang@contoh.go.id\n"
)


def people(tour: Tour) -> None:
    """One record a person, its correction, and a file of people before they are taken."""
    tour.sit("wulan", "arsip")
    tour.hands.press("Alt+P")
    tour.hands.settle()
    tour.shot("08-arsip-peserta")
    tour.hands.press("F2")
    tour.hands.settle()
    tour.shot("08-arsip-peserta-koreksi")
    tour.hands.press("Escape", "Escape")
    page = tour.sit("wulan", "helpdesk")
    if not isinstance(page, HelpdeskPage):
        raise TypeError(type(page))
    file = tour.folder / "daftar-peserta.csv"
    file.write_text(LIST, encoding="utf-8")
    page.start_new()
    page.new.files.door.take(file)
    tour.dialog("02-helpdesk-peserta-dari-berkas", "peserta dari berkas")
