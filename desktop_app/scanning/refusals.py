"""Why a scan is not taken: a reason code and one sentence, what happened and what to do."""

from __future__ import annotations

from desktop_app.errors import UserError

_SENTENCES = {
    "kosong_berkas": "Berkas ini kosong (0 bita). Pindai atau salin ulang, lalu seret lagi ke sini.",
    "terlalu_besar": (
        "Berkas ini lebih besar dari 25 MB. Pindai ulang dengan 200–300 dpi atau bagi menjadi beberapa berkas."
    ),
    "terlalu_banyak_piksel": (
        "Gambar ini lebih dari 50 megapiksel. Perkecil atau pindai ulang dengan 300 dpi, lalu seret lagi ke sini."
    ),
    "terlalu_banyak_halaman": (
        "Berkas ini lebih dari 100 halaman. Bagi menjadi beberapa berkas, lalu seret satu per satu."
    ),
    "terkunci": (
        "Berkas ini terkunci kata sandi. Buka dengan kata sandinya, simpan ulang tanpa kata sandi, "
        "lalu seret lagi ke sini."
    ),
    "rusak": (
        "Berkas ini rusak atau terpotong, jadi tidak bisa dibuka. Pindai ulang atau minta dikirim lagi, "
        "lalu seret lagi ke sini."
    ),
    "terlalu_berat": (
        "Berkas ini terlalu berat untuk dibuka dengan aman. Cetak lalu pindai ulang, atau simpan ulang sebagai "
        "PDF biasa."
    ),
    "bukan_pdf": (
        "Berkas ini bukan PDF, JPEG, atau PNG, apa pun namanya. Simpan atau pindai sebagai PDF, "
        "lalu seret lagi ke sini."
    ),
}
_STRANGERS = {
    "program": (
        "Berkas ini sebenarnya program, bukan surat, apa pun namanya. Jangan dibuka; tanyakan kepada pengirimnya."
    ),
    "office": ("Berkas ini dokumen Office (Word, Excel). Buka, simpan sebagai PDF, lalu seret PDF-nya ke sini."),
    "zip": "Berkas ini arsip (ZIP). Buka dulu arsipnya, lalu seret surat di dalamnya ke sini.",
    "tiff": "Berkas ini TIFF. Atur pemindai ke PDF atau JPEG, pindai ulang, lalu seret lagi ke sini.",
    "heic": "Foto ini berformat HEIC. Kirim atau simpan ulang sebagai JPEG, lalu seret lagi ke sini.",
    "picture": "Gambar ini bukan JPEG atau PNG. Simpan ulang sebagai JPEG atau PNG, lalu seret lagi ke sini.",
}


class ScanRefused(UserError):
    """A file that is not taken; ``reason`` is one of the codes of ``read-scan`` or of the limits."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence, field="scan")
        self.reason = reason


def refusal(reason: str) -> ScanRefused:
    """The refusal for a reason code; an unknown one counts as damaged."""
    known = reason if reason in _SENTENCES else "rusak"
    return ScanRefused(known, _SENTENCES[known])


def stranger(word: str | None) -> ScanRefused:
    """The refusal of a file of another kind, named where it is known (reason 'bukan_pdf')."""
    return ScanRefused("bukan_pdf", _STRANGERS.get(word or "", _SENTENCES["bukan_pdf"]))
