"""Draw the sheet of components and one screen to PNG files: ``python -m ui.widgets.gallery -o DIR [--dark]``.

For the eye, and for comparing with the design's pictures. All people and numbers are invented.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme, translation
from ui.widgets.gallery_screen import sample_screen, sample_start
from ui.widgets.gallery_sheet import component_sheet

PICTURES: dict[str, Callable[[], QWidget]] = {
    "09_komponen": component_sheet,
    "01_helpdesk": sample_screen,
    "01b_mulai": sample_start,
}


def draw(folder: Path, *, dark: bool, scale: float) -> list[Path]:
    """Draw every picture; returns the files."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication(sys.argv[:1])
    translation.install(app)
    theme.apply(app, "dark" if dark else "light", scale)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, build in PICTURES.items():
        widget = build()
        theme.dress_window(widget)
        widget.show()
        app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        file = folder / f"{name}{'_gelap' if dark else ''}.png"
        widget.grab().save(str(file))
        files.append(file)
        widget.close()
    return files


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Gambar lembar komponen.")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args(arguments)
    for file in draw(options.output, dark=options.dark, scale=options.scale):
        print(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
