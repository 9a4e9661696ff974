"""The type scale: nine roles, one family, one scale factor for the setting "Ukuran teks"."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

import resources

FAMILIES: Final = ["Inter", "Segoe UI", "Noto Sans"]
PRINT_FAMILY: Final = "Liberation Sans"
SCALES: Final = {"Biasa": 1.0, "Besar": 1.15, "Sangat besar": 1.3}


class Role(NamedTuple):
    """Size and line height in logical pixels at 100 %, and the weight."""

    size: int
    line: int
    weight: QFont.Weight


_W = QFont.Weight
ROLES: Final[dict[str, Role]] = {
    "display": Role(28, 36, _W.DemiBold),
    "title": Role(20, 28, _W.DemiBold),
    "subtitle": Role(16, 24, _W.DemiBold),
    "body": Role(14, 20, _W.Normal),
    "body_medium": Role(14, 20, _W.Medium),
    "body_strong": Role(14, 20, _W.DemiBold),
    "dense": Role(13, 20, _W.Normal),
    "dense_strong": Role(13, 20, _W.DemiBold),
    "caption": Role(12, 16, _W.Normal),
    "caption_strong": Role(12, 16, _W.DemiBold),
}

_loaded = False
_fonts: dict[tuple[str, float], QFont] = {}
_metrics: dict[tuple[str, float], QFontMetricsF] = {}


def load_fonts() -> None:
    """Register the bundled font files once per process; system fonts are only a fallback."""
    global _loaded
    if _loaded:
        return
    for file in sorted(resources.path("fonts").iterdir()):
        if file.suffix in {".otf", ".ttf"} and QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"font file cannot be read: {file.name}")
    _loaded = True


def font(role: str, scale: float) -> QFont:
    """A shared font for a role. Figures are tabular, so times and numbers line up in columns."""
    key = (role, scale)
    if key not in _fonts:
        spec = ROLES[role]
        made = QFont()
        made.setFamilies(FAMILIES)
        made.setPixelSize(round(spec.size * scale))
        made.setWeight(spec.weight)
        made.setFeature(QFont.Tag("tnum"), 1)
        _fonts[key] = made
    return _fonts[key]


def metrics(role: str, scale: float) -> QFontMetricsF:
    """Font metrics of a role, cached because every painted row asks for them."""
    key = (role, scale)
    if key not in _metrics:
        _metrics[key] = QFontMetricsF(font(role, scale))
    return _metrics[key]
