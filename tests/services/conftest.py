"""What the sweeps over the services share: ready offices in memory."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.config import Access
from tests.office_fixtures import PIN, House, open_house


@pytest.fixture
def quick_copies(ready_folder: Access) -> Iterator[Callable[[], House]]:
    """Makes ready offices in memory, where the system has such a place: for sweeps in which the disk is not the point.

    Whoever makes many closes each himself.
    """
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    made: list[House] = []

    def make() -> House:
        place = folder / f"data-{len(made)}"
        shutil.copytree(ready_folder.data_dir, place)
        made.append(open_house(Access(place, ready_folder.key_file, pin=PIN)))
        return made[-1]

    yield make
    for one in made:
        one.office.store.close()
    shutil.rmtree(folder)
