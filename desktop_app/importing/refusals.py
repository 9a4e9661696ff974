"""Why a table or form from outside is not taken: a reason code and one sentence, what happened and what to do."""

from __future__ import annotations

from desktop_app.errors import UserError

LARGEST_FILE = 25 * 1024 * 1024
MOST_ROWS = 120_000
MOST_COLUMNS = 256

_SENTENCES = {
    "kosong_berkas": "Berkas ini kosong (0 bita). Salin ulang dari sumbernya, lalu buka lagi.",
    "terlalu_besar": "Berkas ini lebih besar dari 25 MB. Simpan hanya lembar daftar peserta, lalu buka lagi.",
    "terkunci": (
        "Buku kerja ini terkunci kata sandi. Buka dengan kata sandinya di Excel, simpan ulang tanpa kata sandi, "
        "lalu buka lagi di sini."
    ),
    "makro": (
        "Buku kerja ini berisi makro (program), jadi tidak dibuka. Simpan ulang sebagai “Buku Kerja Excel (.xlsx)”, "
        "lalu buka lagi di sini."
    ),
    "bom": "Isi berkas ini mengembang terlalu besar saat dibuka. Minta dikirim ulang sebagai .xlsx biasa atau CSV.",
    "terlalu_berat": (
        "Berkas ini terlalu berat untuk dibuka dengan aman. Salin daftar pesertanya ke buku kerja baru, "
        "lalu buka yang baru."
    ),
    "rusak": "Berkas ini rusak atau terpotong, jadi tidak bisa dibaca. Salin ulang atau minta dikirim lagi.",
    "tanpa_isi": "Tidak ada baris berisi dalam berkas ini. Periksa apakah daftar pesertanya di berkas lain.",
    "terlalu_banyak_baris": (
        f"Lembar ini lebih dari {MOST_ROWS:,} baris. Bagi menjadi beberapa berkas, lalu buka satu per satu."
    ).replace(",", ".", 1),
    "terlalu_banyak_kolom": f"Lembar ini lebih dari {MOST_COLUMNS} kolom. Hapus kolom yang kosong, lalu buka lagi.",
    "bukan_tabel": (
        "Berkas ini bukan Excel, ODS, CSV, atau formulir PDF, apa pun namanya. Simpan sebagai .xlsx atau CSV, "
        "lalu buka lagi di sini."
    ),
    "bukan_formulir": (
        "PDF ini bukan formulir isian dari program ini. Isi formulir PDF yang dibagikan helpdesk, "
        "atau lampirkan PDF ini sebagai pindaian (F7)."
    ),
    "formulir_kosong": "Formulir PDF ini belum diisi. Minta pendaftar mengisinya, lalu buka lagi.",
}


class TableRefused(UserError):
    """A file that is not read; ``reason`` is one of the codes above."""

    def __init__(self, reason: str) -> None:
        self.reason = reason if reason in _SENTENCES else "rusak"
        super().__init__(_SENTENCES[self.reason], field="file")
