"""The one module that knows every layer: opens the office for the window and for commands, and closes it well.

Everything is imported where it is used: the login screen is painted before the storage is loaded.
"""

from __future__ import annotations

import logging
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop_app import logs
from desktop_app.config import Access

if TYPE_CHECKING:
    from db.backup import BackupResult
    from desktop_app.office_time import Clock
    from desktop_app.services.use_case import Actor, Office

COMMAND_LINE = "baris perintah"
"""Who reads and maintains without ``--as``: whoever holds the key, and the journal says so."""


@contextmanager
def opened(access: Access, clock: Clock | None = None) -> Iterator[Office]:
    """The office for one command: opened, logged, and let go of without a backup."""
    from desktop_app.services import data_folder

    office = data_folder.open_office(access, clock)
    logs.start(access.data_dir)
    try:
        yield office
    finally:
        office.store.close()


def command_line_actor() -> Actor:
    """The actor of reading and maintaining verbs."""
    from desktop_app.services.use_case import Actor
    from desktop_app.sop.states import Role

    return Actor(None, COMMAND_LINE, COMMAND_LINE, (Role.ADMINISTRATOR,))


def close_office(office: Office) -> BackupResult | None:
    """Close with a verified backup; one that cannot be made is logged and raised after the file is let go of."""
    from desktop_app.errors import LoketError
    from desktop_app.services import data_folder

    try:
        return data_folder.close(office, backup_to=data_folder.backup_folder(office))
    except LoketError as problem:
        logging.getLogger("loket").error("backup at close failed: %s", type(problem).__name__)
        office.store.close()
        raise


def open_window(access: Access) -> int:
    """The window; returns its exit code."""
    from ui.app import run_window

    logs.start(access.data_dir, catch_crashes=True)
    return int(run_window(access))


def dress_application() -> None:
    """Make the application object with fonts, icons and language, without a display: what the self-test asks of Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application

    make_application()


def take_tour(access: Access, given: Namespace) -> int:
    """A picture of every screen, from the real window."""
    from ui.tour import main

    return int(main(access, given))


def take_walk(given: Namespace) -> int:
    """The eight steps by key presses, on demonstration data."""
    from ui.walk import main

    return int(main(given))
