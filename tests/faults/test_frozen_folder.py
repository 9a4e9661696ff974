"""A folder that cannot be written: everything can be looked at, nothing is promised; and the second start."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.config import Access
from desktop_app.errors import EnvironmentFault
from desktop_app.queries import archive_list
from desktop_app.services import access, data_folder, office_conditions
from tests.office_fixtures import PIN, House
from tests.services.rival import register
from tests.ui.window_office import open_window, until
from ui.app import open_data
from ui.one_window import OneWindow, raise_the_other


@pytest.fixture
def frozen(house: House, tmp_path: Path) -> Iterator[Access]:
    """An office with a letter on a file system that was mounted read-only."""
    house.letter()
    data_folder.close(house.office)
    place = tmp_path / "frozen"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        shutil.copytree(house.access.data_dir, place / "data")
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        yield Access(place / "data", house.access.key_file, pin=PIN)
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def test_reading_works_and_writing_says_why_not(frozen: Access) -> None:
    """The list, the check and the login answer; a save is refused by a sentence."""
    office = data_folder.open_office(frozen)
    assert [one.sentence for one in office_conditions.conditions(office)] == [office_conditions.READ_ONLY]
    with office.store.reading() as connection:
        assert len(archive_list.archive_rows(connection, office.clock.now()).rows) == 1
    assert data_folder.verify(office).problems == ()
    actor = access.authenticate(office, "wulan", PIN)
    with pytest.raises(EnvironmentFault, match="hanya dapat dibaca"):
        register(office, actor, "a-key", 1)
    office.store.close()


def test_the_window_opens_with_a_yellow_bar(qtbot: QtBot, frozen: Access, tmp_path: Path) -> None:
    """Nobody is told that data are damaged; closing tries no backup."""
    window = open_window(qtbot, tmp_path, None)
    window.backup_on_close = True
    open_data(window, frozen)
    until(qtbot, lambda: window.banner.words() == office_conditions.READ_ONLY)
    window.close()
    assert window.office is None


def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path) -> None:
    """Whoever asks is heard; nobody is there for another folder, nor after the close."""
    window = QWidget()
    qtbot.addWidget(window)
    one = OneWindow(window, tmp_path)
    assert raise_the_other(tmp_path)
    until(qtbot, window.isVisible)
    assert not raise_the_other(tmp_path / "other")
    one.close()
    assert not raise_the_other(tmp_path)
