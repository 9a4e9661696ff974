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
    from desktop_app.office_time import Clock
    from desktop_app.services.backup_rounds import Round
    from desktop_app.services.use_case import Actor, Office

LOG = logging.getLogger("loket")
COMMAND_LINE = "baris perintah"
"""Who reads and maintains without ``--as``: whoever holds the key, and the journal says so."""


@contextmanager
def opened(access: Access, clock: Clock | None = None, *, saves: bool = False) -> Iterator[Office]:
    """The office for one command; one that ``saves`` is followed by a backup when one is due."""
    from desktop_app.services import backup_rounds, data_folder

    office = data_folder.open_office(access, clock)
    logs.start(access.data_dir)
    try:
        yield office
        if saves:
            done = backup_rounds.make_round_if_due(office)
            for sentence in done.failures if done is not None else ():
                LOG.error("backup after a save failed: %s", sentence)
    finally:
        office.store.close()


def command_line_actor() -> Actor:
    """The actor of reading and maintaining verbs."""
    from desktop_app.services.use_case import Actor
    from desktop_app.sop.states import Role

    return Actor(None, COMMAND_LINE, COMMAND_LINE, (Role.ADMINISTRATOR,))


def close_office(office: Office) -> Round:
    """Close with a verified backup in every place; one that cannot be made anywhere is raised after letting go."""
    from desktop_app.services import backup_rounds

    done = backup_rounds.close(office)
    for sentence in done.failures:
        LOG.error("backup at close failed: %s", sentence)
    return done


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
