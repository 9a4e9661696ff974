"""How the window looks on this PC: light or dark, and how large the text is; chosen in the user's menu, kept here."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.widgets.top_bar import MenuItem

MODE, SCALE = "appearance/mode", "appearance/scale"
MODES: Final = {"system": "Tema mengikuti Windows", "light": "Tema terang", "dark": "Tema gelap"}
SCALES: Final = {"1.0": "Huruf biasa", "1.15": "Huruf besar", "1.3": "Huruf lebih besar"}
CHOSEN: Final = " ✓"


def restore(app: QApplication, settings: QSettings) -> None:
    """Apply what was chosen last; anything unknown counts as not chosen."""
    mode = str(settings.value(MODE, "system"))
    scale = str(settings.value(SCALE, "1.0"))
    wanted: theme.Mode = next((one for one in get_args(theme.Mode) if one == mode), "system")
    size = float(scale) if scale in SCALES else 1.0
    if (wanted, size) != (theme.mode(), theme.scale()):
        theme.apply(app, wanted, size)


def menu() -> tuple[MenuItem, ...]:
    """The entries of the user's menu; the present choice is ticked."""
    modes = [MenuItem(f"{MODE}={key}", words + (CHOSEN if key == theme.mode() else "")) for key, words in MODES.items()]
    scales = [
        MenuItem(f"{SCALE}={key}", words + (CHOSEN if float(key) == theme.scale() else ""))
        for key, words in SCALES.items()
    ]
    return (*modes, MenuItem(""), *scales)


def choose(app: QApplication, settings: QSettings, key: str) -> bool:
    """Take a choice of the menu over at once; False when the entry is not about the looks."""
    name, _, value = key.partition("=")
    if name not in (MODE, SCALE):
        return False
    settings.setValue(name, value)
    restore(app, settings)
    return True
