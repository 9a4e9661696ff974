"""``tour -o DIR``: the real window on invented data, a picture of every screen and state, with stable names.

The pictures are those of the guide (docs/gambar). Nothing of a real office is opened: only data made by ``demo`` are
used where they lie, else new invented data are made in a folder that is removed afterwards.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.config import Access, has_data
from desktop_app.errors import UserError
from desktop_app.office_time import SetClock, SystemClock, from_wall, today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import OFFICE_NAME
from desktop_app.services.use_case import Office

NOW: Final = datetime(2026, 12, 3, 9, 42)
"""The sample day of the design: Thursday, 3 December 2026."""
REQUESTS: Final = 40
MARK: Final = "(data contoh)"


def main(access: Access, given: Namespace) -> int:
    """Visit every screen; print each picture; 0 only when all were reached."""
    wide, high = _size(given.size)
    with tempfile.TemporaryDirectory(prefix="loket-tour-") as temporary:
        folder = Path(temporary)
        office = _invented_office(access) or _new_office(folder)
        try:
            return _visit(office, folder, given.output, (wide, high), dark=given.dark)
        finally:
            office.store.close()


def _size(text: str) -> tuple[int, int]:
    try:
        wide, high = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise UserError(f"Ukuran “{text}” tidak dikenal. Tulis seperti 1366x689.") from None
    if not (1024 <= wide <= 8000 and 620 <= high <= 8000):
        raise UserError("Ukuran jendela paling kecil 1024x620.")
    return wide, high


def _invented_office(access: Access) -> Office | None:
    """The data of ``demo`` in the folder given; ``None`` when there are none, or real ones."""
    from desktop_app.services import data_folder

    if not has_data(access):
        return None
    office = data_folder.open_office(access)
    with office.store.reading() as connection:
        name = str(setting(connection, OFFICE_NAME, today(SystemClock().now())))
    if MARK in name:
        return office
    office.store.close()
    return None


def _new_office(folder: Path) -> Office:
    from desktop_app.demonstration.fill import fill
    from desktop_app.services import data_folder

    office = data_folder.create(Access(folder / "data", folder / "kunci")).office
    fill(office, requests=REQUESTS, now=NOW)
    office.clock = SetClock(from_wall(NOW))
    return office


def _visit(office: Office, folder: Path, output: Path, size: tuple[int, int], *, dark: bool) -> int:
    from PySide6.QtCore import QSettings

    from desktop_app.background import Background
    from ui import theme
    from ui.app import make_application
    from ui.main_window import MainWindow
    from ui.tour_archive import archive_keeping, archive_package
    from ui.tour_office import fault, settings
    from ui.tour_people import people
    from ui.tour_stops import STOPS, Tour
    from ui.walk_keys import Typist, pause, take_any_display

    take_any_display()
    app = make_application()
    theme.apply(app, "dark" if dark else "light")
    window = MainWindow(QSettings(str(folder / "tour.ini"), QSettings.Format.IniFormat))
    window.backup_on_close = False
    window.resize(*size)
    window.show()
    window.activateWindow()
    pause(60)
    tour = Tour(window, Typist(window), office, Background(), output, folder)
    missed = _each((*STOPS, settings, people, archive_keeping, archive_package, fault), tour)
    window.office = None
    window.close()
    tour.background.finish()
    for file in tour.made:
        print(file, flush=True)
    for name, why in missed:
        print(f"Belum tergambar: {name} ({why})", file=sys.stderr, flush=True)
    return 1 if missed else 0


def _each(stops: tuple[Callable[..., None], ...], tour: object) -> list[tuple[str, str]]:
    """Every stop, even when one before it failed; the reasons of those that failed."""
    missed = []
    for stop in stops:
        try:
            stop(tour)
        except Exception as problem:
            missed.append((stop.__name__, f"{type(problem).__name__}: {problem}"))
    return missed
