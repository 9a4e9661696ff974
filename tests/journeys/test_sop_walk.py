"""One letter through all eight steps by key presses in the real window, as ``walk`` does it; then what the data say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.errors import UserError
from desktop_app.queries import cases
from desktop_app.services import data_folder
from desktop_app.services.use_case import Office
from desktop_app.sop.states import RequestState
from ui import theme, walk
from ui.walk_steps import COUNT, REQUEST, unanswered

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MOST_KEYS = 230
"""Logins, search and attendance included; a screen that asks for more keys makes this fail."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> tuple[Office, list[str], Path]:
    """The office after the walk, and the lines it said."""
    theme.apply(qapp, "light")
    folder = tmp_path_factory.mktemp("walk")
    office, clock = walk.fresh_office(folder)
    said: list[str] = []
    walk.play(office, clock, folder / "langkah", said.append)
    return office, said, folder


def test_the_case_ends_archived_and_the_data_are_clean(walked: tuple[Office, list[str], Path]) -> None:
    """Eight steps done, each by its own lane, nothing wrong in journal, files or numbers."""
    office, _, _ = walked
    with office.store.reading() as connection:
        case = cases.case(connection, REQUEST, office.clock.now())
    assert case.state is RequestState.ARCHIVED
    assert [step.state for step in case.steps] == ["done"] * 8
    performers = [step.performed_by for step in case.steps]
    assert "Suryadi" in performers[2] and "Nurul" in performers[3] and "Nurul" in performers[4]
    assert all(step.level != "over" for step in case.steps), "everybody was in time"
    assert data_folder.verify(office).problems == ()


def test_everybody_came_and_answered(walked: tuple[Office, list[str], Path]) -> None:
    """One key told three people."""
    office, _, _ = walked
    assert unanswered(office) == 0
    with office.store.reading() as connection:
        case = cases.case(connection, REQUEST, office.clock.now())
    assert case.participant_count == COUNT
    assert case.archive_file is not None and case.archive_file.storage_location == "Lemari 1 / Boks 1"


def test_every_step_has_its_picture_and_the_keys_are_few(walked: tuple[Office, list[str], Path]) -> None:
    """What is printed lies there."""
    _, said, folder = walked
    pictures = sorted((folder / "langkah").glob("*.png"))
    assert len(pictures) == len(said) - 1 and all(file.stat().st_size > 8000 for file in pictures)
    assert int(said[-1].split()[-1]) <= MOST_KEYS


def test_the_papers_and_registers_are_made(walked: tuple[Office, list[str], Path]) -> None:
    """Disposition sheet, schedule, registers."""
    office, _, folder = walked
    made = walk._papers(office, folder, "1/2026")
    assert {file.suffix for file in made} == {".pdf", ".xlsx"} and len(made) == 6
    assert all(file.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04") for file in made)


def test_a_folder_that_is_not_a_walk_is_never_removed(tmp_path: Path) -> None:
    """The office's own data may lie under that name."""
    (tmp_path / walk.FOLDER).mkdir()
    (tmp_path / walk.FOLDER / "penting.txt").write_text("x", "utf-8")
    with pytest.raises(UserError):
        walk.fresh_office(tmp_path)
    assert (tmp_path / walk.FOLDER / "penting.txt").exists()


def test_the_walk_begins_on_a_working_day() -> None:
    """A Monday, so that the class days fall into the same week."""
    assert datetime(2026, 11, 23).weekday() == walk.BEGIN.weekday() == 0
