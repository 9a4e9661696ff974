"""The keys that work on every page, as the sheet of F1 names them."""

from __future__ import annotations

from ui.widgets.hint_bar import Hint
from ui.widgets.shortcut_sheet import HintGroup

EVERYWHERE = HintGroup(
    "Di mana saja",
    (
        Hint(("Ctrl+1…6",), "Pindah tab"),
        Hint(("Ctrl+K",), "Cari semua"),
        Hint(("/",), "Saring daftar"),
        Hint(("F6",), "Pindah panel"),
        Hint(("Ctrl+Z",), "Urungkan"),
        Hint(("Ctrl+Shift+Z",), "Ulangi"),
        Hint(("Ctrl+P",), "Cetak"),
        Hint(("Ctrl+L",), "Kunci layar"),
        Hint(("Ctrl+Shift+U",), "Ganti petugas"),
    ),
)
