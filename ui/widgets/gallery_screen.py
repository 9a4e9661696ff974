"""One invented screen (picture 01): strip, list, form, grid and scan together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Chip, Segment, Segmented
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import (
    AutoCompleteField,
    Choice,
    ChoiceField,
    DateField,
    Field,
    LineEdit,
    NumberField,
    Suggestion,
)
from ui.widgets.grid import EntryColumn, EntryGrid
from ui.widgets.hint_bar import Hint, HintBar
from ui.widgets.labels import Label
from ui.widgets.lists import ListRow, MiniSteps, RowList, header
from ui.widgets.page_view import PageView
from ui.widgets.pane import Bar, Pane, row
from ui.widgets.sop_strip import SopStrip, StepView
from ui.widgets.splitter import Splitter
from ui.widgets.top_bar import TabView, TopBar

OFFICES = (
    Suggestion("1", "RSUD dr. H. Marsidi Judono", "3 surat tahun ini · terakhir 12 Okt", "hospital"),
    Suggestion("2", "Kecamatan Damar (Belitung Timur)", "belum pernah bersurat", "building-2"),
    Suggestion("3", "CV Sumarno Karya", "penyedia · 1 surat", "store"),
)
STEPS = (
    StepView(1, "Serah surat", "5 mnt", "done", "2 mnt"),
    StepView(2, "Terima", "5 mnt", "now", "1"),
    StepView(3, "Kabag setuju", "30 mnt", "next"),
    StepView(4, "Kasubbag", "15 mnt", "next"),
    StepView(5, "Susun jadwal", "1–7 hari", "next"),
    StepView(6, "Sampaikan", "10 mnt", "next"),
    StepView(7, "Konfirmasi", "5 mnt", "next"),
    StepView(8, "Training", "1–2 hari", "next"),
)


_LETTERS = """
a|RSUD dr. H. Marsidi Judono|baru|SPSE untuk PPK · 8 orang|Langkah 2 · 1 dari 5 mnt|accent|1
b|Kecamatan Sijuk|08.57|SPSE untuk PPK · 4 orang|Sampaikan jadwal 15 Des|accent|5
c|CV Bahari Jaya Mandiri|Rabu|SPSE untuk Penyedia · 2 orang|Belum konfirmasi · 2 hari|warn|6
d|Rina Marlina (perseorangan)|Rabu|SPSE untuk Penyedia · kuota kelas 15 Des|Sampaikan jadwal 15 Des|accent|5
e|Dinas Kesehatan|09.05|e-Katalog v6 · 12 orang|Kabag · 38 dari 30 mnt|danger|2
f|Dinas PU dan Penataan Ruang|08.40|SPSE untuk Pokja · 6 orang|Kabag · 21 dari 30 mnt|text2|2
g|Dinas Perhubungan|08.21|SPSE untuk PPK · 3 orang|Kasubbag sejak 08.50|text2|3
"""


def _letter(line: str) -> ListRow:
    key, title, right, detail, status, tone, done = line.split("|")
    steps = MiniSteps(int(done), "danger" if tone == "danger" else "accent")
    return ListRow(key, title, right, detail, status, tone, tone != "text2", steps=steps)


def _list_rows() -> list[ListRow]:
    letters = [_letter(line) for line in _LETTERS.split("\n") if line]
    return [header("Perlu tindakan Anda", 4), *letters[:4], header("Menunggu pihak lain", 5), *letters[4:]]


def _side() -> QWidget:
    side = Pane("canvas")
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 12, 0, 0)
    layout.setSpacing(12)
    pad = (16, 0, 16, 0)
    switch = Segmented((Segment("queue", "Antrean"), Segment("notice", "Notifikasi")), name="Daftar")
    layout.addLayout(row(switch, None, Button("Surat baru", "primary", icon="plus"), margins=pad))
    layout.addLayout(row(LineEdit(placeholder="Saring antrean", icon="search", key_hint="/"), margins=pad))
    chips = row(Chip("Semua", 9, checked=True), Chip("Tugas saya", 4), Chip("Terlambat", 1), None, spacing=6)
    chips.setContentsMargins(*pad)
    layout.addLayout(chips)
    rows = RowList("Antrean surat", object_name="queue")
    rows.set_rows(_list_rows())
    rows.select("a")
    layout.addWidget(rows, 1)
    side.setFixedWidth(theme.px(343))
    return side


def _scan() -> QImage:
    page = QImage(1240, 1900, QImage.Format.Format_RGB32)
    page.fill(QColor("#FDFDFA"))
    painter = QPainter(page)
    painter.setPen(QColor("#222222"))
    letters = QFont("Liberation Sans")
    letters.setPixelSize(26)
    painter.setFont(letters)
    painter.drawText(QRectF(0, 120, 1240, 80), Qt.AlignmentFlag.AlignCenter, "PEMERINTAH KABUPATEN BELITUNG")
    lines = (
        "Nomor        : 445/1182/RSUD/XI/2026",
        "Sifat           : Segera",
        "Lampiran    : 1 (satu) lembar",
        "Hal             : Permohonan Training Aplikasi SPSE",
        "",
        "Yth. Kepala Bagian Pengadaan Barang/Jasa",
        "Sekretariat Daerah Kabupaten Belitung",
        "di Tanjungpandan",
        "",
        "Dalam rangka persiapan pelaksanaan pengadaan barang/jasa",
    )
    for at, words in enumerate(lines):
        painter.drawText(140, 330 + at * 48, words)
    painter.end()
    return page


def _check_nip(text: str) -> tuple[str, str]:
    count = sum(c.isdigit() for c in text)
    if count == 18:
        return "", ""
    missing = 18 - count
    return (
        "error",
        f"NIP harus 18 angka, baru {count}. Tambah {missing} angka, atau kosongkan dan lengkapi nanti.",
    )


def _people() -> EntryGrid:
    grid = EntryGrid(
        "Peserta",
        [
            EntryColumn("name", "Nama", 154),
            EntryColumn("nip", "NIP", 190, _check_nip),
            EntryColumn("job", "Jabatan"),
            EntryColumn("phone", "Telepon", 132, placeholder="lewat narahubung"),
        ],
        object_name="people",
    )
    names = (
        "Ahmad Fauzi",
        "Rina Marlina, S.E.",
        "Hendra Saputra",
        "Dian Permata",
        "Budi Hartono",
        "Yuni Astuti",
    )
    grid.set_rows(
        [
            {
                "name": name,
                "nip": f"1978011{at} 201001 1 00{at if name != 'Budi Hartono' else ''}",
                "job": "PPK Bidang Pelayanan",
                "phone": f"0812-0000-110{at}" if at != 5 else "",
            }
            for at, name in enumerate(names)
        ]
    )
    return grid


def _letter_fields() -> QGridLayout:
    fields = QGridLayout()
    fields.setHorizontalSpacing(16)
    fields.setVerticalSpacing(12)
    topics = ChoiceField([Choice("ppk", "SPSE 4.5 untuk PPK")], "ppk")
    date_field = DateField(lambda text: "Tanggal ditulis seperti 3011.", placeholder="tgl-bln-tahun")
    date_field.setText("30-11-2026")
    parts = (
        (
            Field("Nomor surat", LineEdit("445/1182/RSUD/XI/2026")),
            Field("Tanggal surat", date_field),
            Field("Diterima", LineEdit("03-12-2026  09.12", locked=True)),
        ),
        (
            Field("Topik training", topics),
            Field("Narahubung", LineEdit("Hendra Saputra")),
            Field("Telepon / SMS", LineEdit("0812-0000-0147")),
        ),
    )
    for down, line in enumerate(parts):
        for right, part in enumerate(line):
            fields.addWidget(part, down, right)
    fields.setColumnStretch(0, 2)
    fields.setColumnStretch(1, 1)
    fields.setColumnStretch(2, 1)
    return fields


def _form(sender: AutoCompleteField, people: QWidget) -> QWidget:
    form = Pane("surface")
    outer = QVBoxLayout(form)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    body = QVBoxLayout()
    body.setContentsMargins(24, 12, 24, 8)
    body.setSpacing(12)
    kinds = (Segment("letter", "Surat instansi", "Alt+1"), Segment("person", "Perseorangan", "Alt+2"))
    agenda = Badge("Agenda setelah disimpan")
    body.addLayout(row(Label("Surat masuk baru", "title"), agenda, None, Segmented(kinds, name="Jenis")))
    body.addWidget(Field("Pengirim", sender, "dikenal · 3 surat tahun ini"))
    body.addLayout(_letter_fields())
    count = NumberField(8, name="Jumlah peserta")
    count.setFixedWidth(theme.px(48))
    body.addLayout(
        row(
            Label("Peserta", "subtitle"),
            count,
            Label("orang · 1 perlu diperbaiki", "dense", "text2"),
            None,
            Button("Tempel dari Excel", "ghost", "Ctrl+V", "clipboard-paste"),
            Button("Baris", "ghost", "Ins", "plus"),
        )
    )
    body.addWidget(people, 1)
    outer.addLayout(body, 1)
    outer.addWidget(_action_bar())
    return form


def _action_bar() -> Bar:
    bar = Bar(56, "surface", "top")
    layout = QHBoxLayout(bar)
    layout.setContentsMargins(24, 1, 24, 0)
    layout.setSpacing(8)
    layout.addWidget(Button("Simpan dan teruskan ke Kabag", "primary", "Ctrl+Enter"))
    layout.addWidget(Button("Lembar disposisi", key_hint="Ctrl+P", icon="printer"))
    layout.addStretch(1)
    layout.addWidget(Label("Draf tersimpan otomatis", "caption", "text2"))
    return bar


def _top() -> TopBar:
    top = TopBar()
    tabs = (
        ("helpdesk", "Helpdesk", 4),
        ("kabag", "Kabag PBJ", 3),
        ("kasubbag", "Kasubbag LPSE", 5),
        ("trainer", "Trainer", 1),
        ("archive", "Arsip & Laporan", 0),
    )
    top.set_tabs([TabView(*tab) for tab in tabs])
    top.set_date_text("Kam, 3 Des 2026")
    top.set_user("Wulan Sari", "Helpdesk")
    return top


def _hints() -> HintBar:
    hints = HintBar()
    hints.set_hints(
        [
            Hint((k,), t)
            for k, t in (
                ("Ctrl+N", "Surat baru"),
                ("F2", "Ubah"),
                ("Ctrl+Enter", "Simpan, teruskan"),
                ("F7", "Pindai"),
                ("F6", "Pindah panel"),
                ("F1", "Semua pintasan"),
            )
        ]
    )
    hints.set_status("Tersimpan 09.42", "Cadangan terakhir kemarin 16.00")
    return hints


def _window(sender: AutoCompleteField, people: QWidget, scans: list[QImage]) -> QWidget:
    window = Pane("canvas")
    window.resize(1366, 768)
    pages = PageView(scan=True)
    pages.set_pages(scans)
    pages.setMinimumWidth(theme.px(303))
    lower = Splitter(_form(sender, people), pages, stretch=0)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(SopStrip(STEPS))
    right.addWidget(lower, 1)
    holder = Pane("surface")
    holder.setLayout(right)
    right.setContentsMargins(0, 0, 0, 0)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(_top())
    layout.addWidget(Splitter(_side(), holder, stretch=1), 1)
    layout.addWidget(_hints())
    return window


def _sender() -> AutoCompleteField:
    return AutoCompleteField(lambda typed: [o for o in OFFICES if typed.casefold() in o.label.casefold()])


def sample_screen() -> QWidget:
    """A letter being typed in."""
    sender = _sender()
    sender.set_current(OFFICES[0])
    sender.set_icon("hospital")
    return _window(sender, _people(), [_scan(), _scan()])


def sample_start() -> QWidget:
    """The first three letters of a sender."""
    sender = _sender()
    words = "Isi jumlahnya saja dulu, nama boleh menyusul. Atau salin kolom nama, NIP, jabatan, telepon dari Excel."
    window = _window(sender, EmptyState("users", "Belum ada peserta", words), [])
    window.show()
    sender.setProperty("ring", True)
    theme.restyle(sender)
    sender.setText("mar")
    sender.offer("mar")
    return window
