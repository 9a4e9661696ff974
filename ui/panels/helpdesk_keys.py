"""The keys of the Helpdesk's tab: for the bar at the bottom and for F1."""

from __future__ import annotations

from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup

_LAST = (Hint(("F7",), "Pindai"), Hint(("F6",), "Pindah panel"), Hint(("F1",), "Semua pintasan"))
NEW_HINTS = (
    Hint(("Ctrl+N",), "Surat baru"),
    Hint(("Alt+R",), "Rincian"),
    Hint(("Ctrl+Enter",), "Simpan, teruskan"),
    Hint(("Ctrl+B",), "Catat dari lembar"),
    *_LAST,
)
CASE_HINTS = (
    Hint(("Ctrl+N",), "Surat baru"),
    Hint(("F2",), "Ubah"),
    Hint(("Ctrl+P",), "Cetak lembar"),
    Hint(("Ctrl+B",), "Catat dari lembar"),
    *_LAST,
)
SHEET_HINTS = (
    Hint(("Enter",), "Cari, lanjut"),
    Hint(("Ctrl+Enter",), "Catat disposisi"),
    Hint(("F7",), "Pindai lembar"),
    Hint(("Esc",), "Kembali"),
    Hint(("F1",), "Semua pintasan"),
)
GROUPS = (
    HintGroup(
        "Helpdesk",
        (
            Hint(("Ctrl+N",), "Surat atau formulir baru"),
            Hint(("Enter",), "Buka berkas di antrean"),
            Hint(("Ctrl+B",), "Catat dari lembar"),
            Hint(("Alt+L",), "Kertas loket: ekspedisi, lembar catatan"),
            Hint(("F7",), "Pindaian"),
            Hint(("Z",), "Geser lensa"),
        ),
    ),
    HintGroup(
        "Formulir",
        (
            Hint(("Alt+1", "Alt+2"), "Surat, perseorangan"),
            Hint(("Alt+Enter",), "Instansi baru"),
            Hint(("Alt+N",), "Tanpa nomor surat"),
            Hint(("+",), "Tambah topik"),
            Hint(("Alt+R",), "Rincian surat"),
            Hint(("Ctrl+V",), "Tempel peserta dari Excel"),
            Hint(("Ctrl+O",), "Peserta atau formulir dari berkas"),
            Hint(("Ctrl+Shift+O",), "Formulir kosong untuk dibagikan"),
            Hint(("Ins",), "Baris peserta baru"),
            Hint(("F2",), "Ubah waktu terima"),
            Hint(("Ctrl+Enter",), "Simpan dan teruskan"),
            Hint(("Ctrl+S",), "Simpan saja"),
        ),
    ),
    HintGroup(
        "Berkas",
        (
            Hint(("F2",), "Ubah isian"),
            Hint(("Ctrl+Enter",), "Tindakan utama"),
            Hint(("Ctrl+P",), "Tanda terima dan lembar disposisi"),
            Hint(("Ctrl+O",), "Ambil peserta dari berkas"),
            Hint(("Alt+H",), "Riwayat"),
            Hint(("Alt+L",), "Tindakan lain, lembar ekspedisi"),
            Hint(("Esc",), "Batal"),
        ),
    ),
)
