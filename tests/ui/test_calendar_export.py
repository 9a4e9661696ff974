"""Ctrl+I: a class or a trainer's classes into an .ics file, from the Kasubbag's and the Trainer's tab (issue B 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import icalendar
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.december_page import CTRL, K, Opened, desk_of
from ui.panels.calendar_export import write_calendar
from ui.panels.kasubbag import KasubbagPage
from ui.panels.trainer import TrainerPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PPK_TOLD = 6
Sit = Callable[[str], Opened]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Let an officer sit down."""
    with ExitStack() as stack:
        yield lambda handle: stack.enter_context(desk_of(qtbot, qapp, tmp_path, handle))


def answer(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """What the officer types into the system's own dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


def events(target: Path) -> list[icalendar.Component]:
    """What another program finds in the file."""
    return list(icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT"))


def test_the_open_class(sit: Sit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.open_session(PPK_TOLD)
    at.settled()
    answer(monkeypatch, tmp_path / "kelas")
    at.act((K.Key_I, CTRL))
    found = events(tmp_path / "kelas.ics")
    assert {str(one["uid"]) for one in found} == {f"sesi-{PPK_TOLD}-{n}@loket-training" for n in (1, 2)}
    assert at.said[-1] == f"1 kelas disimpan: {tmp_path / 'kelas.ics'}"


def test_a_trainers_own_classes(sit: Sit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    at = sit("andi")
    at.show(TrainerPage)
    answer(monkeypatch, tmp_path / "andi.ics")
    at.act((K.Key_I, CTRL))
    assert len(events(tmp_path / "andi.ics")) > 5
    assert "kelas disimpan" in at.said[-1]


def test_a_folder_that_is_not_there_and_a_dialog_left(
    sit: Sit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A sentence, never half a file; turning back in the dialog does nothing."""
    at = sit("andi")
    at.show(TrainerPage)
    before = len(at.said)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    at.act((K.Key_I, CTRL))
    assert len(at.said) == before
    write_calendar(at.desk, "petugas:andi", tmp_path / "no-folder" / "x.ics")
    at.settled()
    assert "Pilih folder lain" in at.said[-1]
