"""Fixtures of the pages of steps 6 to 8 and the archive: one built office a run, a copy and threads a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.background import Background
from tests.ui import class_office as building
from tests.ui.class_office import ClassOffice


@pytest.fixture(scope="session")
def built_classes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The office filled once."""
    folder = tmp_path_factory.mktemp("classes")
    return folder, building.build(folder)


@pytest.fixture
def class_office(built_classes: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[ClassOffice]:
    """A fresh copy on the sample morning."""
    opened = building.open_copy(*built_classes, tmp_path)
    yield opened
    opened.office.store.close()


@pytest.fixture
def class_threads(class_office: ClassOffice) -> Iterator[Background]:
    """Writer and readers; they end before the office is closed."""
    threads = Background()
    yield threads
    threads.finish()
