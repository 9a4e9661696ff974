"""``walk -o DIR``: one letter through all eight steps of the SOP, by key presses alone, in the real window.

A fresh office of invented people lies in a folder of its own under DIR, never in the office's data folder. Its clock is
moved by the walk, so that the class days can pass. Afterwards the papers and registers are made and the data verified.
"""

from __future__ import annotations

import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services.use_case import Office

FOLDER: Final = "kantor-contoh"
MARK: Final = "INI-DATA-CONTOH.txt"
BEGIN: Final = datetime(2026, 11, 23, 8, 0)
SIZE: Final = (1366, 689)
PINS: Final = {
    "wulan": "506345",
    "rizal": "814491",
    "suryadi": "763509",
    "nurul": "583673",
    "andi": "466030",
    "maya": "306427",
    "reza": "105730",
}
Say = Callable[[str], None]


def main(given: Namespace) -> int:
    """Walk and report; 0 only when the case ended archived and the data are clean."""
    begun = time.monotonic()
    output: Path = given.output.absolute()
    office, clock = fresh_office(output)
    try:
        key = play(office, clock, output / "langkah", _say)
        made = _papers(office, output, key)
        problems = _judge(office, key)
    finally:
        office.store.close()
    _say("")
    _say(f"Gambar tiap langkah: {output / 'langkah'}")
    for file in made:
        _say(f"Hasil: {file}")
    _say(f"Data contoh: {output / FOLDER}")
    for problem in problems:
        print(problem, file=sys.stderr, flush=True)
    _say(f"Selesai dalam {time.monotonic() - begun:.0f} detik.")
    return 1 if problems else 0


def _say(words: str) -> None:
    print(words, flush=True)


def fresh_office(output: Path) -> tuple[Office, SetClock]:
    """A set-up office under ``output``; what an earlier walk left there is removed, anything else is refused."""
    from desktop_app.services import data_folder, setup

    folder = output / FOLDER
    if folder.exists():
        if not (folder / MARK).is_file():
            raise UserError(f"{folder} bukan hasil jalan-jalan sebelumnya. Pilih folder lain dengan -o.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("Data contoh buatan perintah walk; boleh dihapus.\n", "utf-8")
    clock = SetClock(from_wall(BEGIN))
    office = data_folder.create(Access(folder / "data", folder / "kunci"), clock).office
    pins = setup.set_up(office, setup.read_plan(setup.example_text()), pins=PINS)
    setup.accept_pins(office, pins)
    return office, clock


def play(office: Office, clock: SetClock, pictures: Path, say: Say) -> str:
    """The eight steps in the real window; returns the case's key."""
    from PySide6.QtCore import QSettings

    from desktop_app.background import Background
    from ui.app import make_application
    from ui.main_window import MainWindow
    from ui.walk_keys import Typist, pause, take_any_display
    from ui.walk_steps import STEPS, Walk

    take_any_display()
    make_application()
    settings = QSettings(str(pictures.parent / FOLDER / "jendela.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    window.backup_on_close = False
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    pause(60)
    background = Background()
    window.attach(office, background)
    walk = Walk(window, Typist(window), office, clock, pictures, say)
    try:
        for step in STEPS:
            step(walk)
    finally:
        window.office = None
        window.close()
        background.finish()
    say(f"Tombol yang ditekan: {walk.hands.keys}")
    return walk.key()


def _papers(office: Office, output: Path, key: str) -> list[Path]:
    """Disposition sheet, schedule and registers, from the same data."""
    from desktop_app import papers
    from desktop_app.documents.export_file import write_atomically
    from desktop_app.services import data_folder, sheets
    from ui.walk_steps import REQUEST

    anchor = str(data_folder.anchor(office))
    now, year = office.clock.now(), BEGIN.year
    made = []
    with office.store.reading() as connection:
        token = sheets.new_token(connection, REQUEST)
        sheet = papers.make_paper(connection, "disposisi", key, now=now, size="f4", token=token, anchor=anchor)
        schedule = papers.make_paper(connection, "jadwal", "sesi:1", now=now)
        contents = [("lembar-disposisi.pdf", sheet.data), ("jadwal.pdf", schedule.data)]
        for what, kind in (
            ("jadwal", "xlsx"),
            ("agenda-masuk", "xlsx"),
            ("agenda-masuk", "pdf"),
            ("permohonan", "xlsx"),
        ):
            register = papers.make_register(connection, what, kind, now=now, year=year)
            contents.append((f"{what}-{year}.{kind}", register.data))
    for name, data in contents:
        made.append(write_atomically(output / name, data).path)
    return made


def _judge(office: Office, key: str) -> list[str]:
    """What is not as it must be at the end."""
    from desktop_app.services import data_folder
    from ui.walk_steps import state_of

    problems = list(data_folder.verify(office).problems)
    state = state_of(office, 1)
    if state != "ARCHIVED":
        problems.append(f"Berkas {key} berakhir pada keadaan {state}, bukan diarsipkan.")
    return problems
