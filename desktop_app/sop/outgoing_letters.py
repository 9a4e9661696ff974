"""The letters the office sends about a request: what each is called and what stands behind "Hal" (DOMAIN 8.4)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SUBJECTS: Final = MappingProxyType(
    {
        "undangan": "Pemberitahuan Jadwal Training",
        "perubahan": "Perubahan Jadwal Training",
        "penundaan": "Penundaan Training",
        "pembatalan": "Pembatalan Training",
        "pelepasan": "Pelepasan Kursi Training",
        "penolakan": "Jawaban Permohonan Training",
        "pengantar": "Surat Pengantar",
    }
)
"""Kind of an outgoing letter to its subject; a letter about a class carries one of the first five."""
