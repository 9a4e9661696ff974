"""Files that travel with the program: fonts, icons, style, texts.

Screens and papers must look the same on every PC, so nothing here is taken from the system.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The absolute path of a bundled file, for example ``path("icons", "check.svg")``."""
    return ROOT.joinpath(*parts)
