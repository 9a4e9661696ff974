"""The keys of the Kasubbag's tab, as the hint bar and F1 show them."""

from __future__ import annotations

from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup

ARROWS = Hint(("←", "↑", "→", "↓"), "Pilih hari")
CARRYING = (
    ARROWS,
    Hint(("Enter",), "Letakkan"),
    Hint(("Spasi",), "Pilihan lain"),
    Hint(("B",), "Bagi"),
    Hint(("Esc",), "Batal"),
)
PROPOSING = (
    Hint(("↑", "↓"), "Pilih usulan"),
    Hint(("G",), "Geser tanggal"),
    Hint(("K",), "Kunci"),
    Hint(("Del",), "Lewati"),
    Hint(("Ctrl+Enter",), "Terima semua"),
    Hint(("Esc",), "Tutup tanpa menyimpan"),
)
PROPOSAL = HintGroup(
    "Susun otomatis",
    (
        Hint(("Ctrl+J",), "Usulkan jadwal bagi semua yang menunggu"),
        *PROPOSING,
        Hint(("R",), "Susun ulang dari awal"),
        Hint(("S",), "Hentikan pencarian"),
    ),
)
VIEWS = (Hint(("M",), "Bulan"), Hint(("W",), "Minggu"), Hint(("T",), "Hari ini"), Hint(("F1",), "Pintasan"))

QUEUE = HintGroup(
    "Antrean jadwal",
    (
        Hint(("Enter",), "Angkat surat, letakkan di hari"),
        Hint(("C",), "Angkat ke hari paling cepat"),
        Hint(("A",), "Alasan hari sebelumnya tidak bisa"),
        Hint(("Spasi",), "Pilihan lain di hari itu"),
        Hint(("B",), "Bagi rombongan yang tidak muat"),
        Hint(("Esc",), "Kembalikan ke tempatnya"),
        Hint(("D",), "Daftar tunggu, atau kembali ke antrean"),
        Hint(("Alt+1",), "Ke surat menunggu disposisi"),
        Hint(("Alt+2",), "Ke surat menunggu jadwal"),
    ),
)
CALENDAR = HintGroup(
    "Kalender",
    (
        ARROWS,
        Hint(("PgUp", "PgDn"), "Bulan sebelum, sesudah"),
        Hint(("M", "W", "T"), "Bulan, minggu, hari ini"),
        Hint(("Enter",), "Buka kelas pada hari itu"),
        Hint(("N",), "Kelas baru"),
        Hint(("P",), "Perlu diputuskan"),
        Hint(("Ctrl+J",), "Susun otomatis"),
        Hint(("Ctrl+P",), "Cetak jadwal"),
        Hint(("Ctrl+E",), "Jadwal ke Excel"),
    ),
)
CLASS = HintGroup(
    "Kelas yang dibuka",
    (
        Hint(("Ctrl+Enter",), "Tetapkan jadwal"),
        Hint(("Ctrl+S",), "Simpan perubahan"),
        Hint(("G",), "Pindahkan dengan panah"),
        Hint(("Ctrl+I",), "Simpan ke kalender (.ics)"),
        Hint(("Esc",), "Tutup"),
    ),
)


def hints(*, carrying: bool, may_schedule: bool) -> tuple[Hint, ...]:
    """The keys that matter now."""
    if carrying:
        return CARRYING
    first = Hint(("Enter",), "Jadwalkan" if may_schedule else "Buka")
    new = (Hint(("N",), "Kelas baru"),) if may_schedule else ()
    return (first, ARROWS, *new, *VIEWS)
