"""A monkey at the keyboard: random keys in the real window over a filled office, officer after officer (R20).

Whatever is pressed, the window lives: no error of ours, no Qt warning, no half save, memory does not run away.
Six hundred keys in CI, thirty thousand with ``--full``.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.config import Access
from desktop_app.demonstration.fill import fill
from desktop_app.errors import NotAllowed
from desktop_app.queries.settings_read import officer_details
from desktop_app.services import access, data_folder, office_people
from desktop_app.services.use_case import Act, Office
from tests.ui.window_office import PINS, open_window
from ui import theme
from ui.entering import officer_cards
from ui.main_window import MainWindow
from ui.walk_keys import GaveUp, Typist, pause

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEYS = (
    *("Down", "Up", "Left", "Right", "Return", "Escape", "Tab", "Shift+Tab", "Space", "PgUp", "PgDown", "Home", "End"),
    *("Delete", "Insert", "Backspace", "F1", "F2", "F5", "F6", "Shift+F6", "F8", "/"),
    *("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+N", "Ctrl+Return", "Ctrl+Z", "Ctrl+Shift+Z"),
    *(
        "Ctrl+K",
        "Ctrl+F",
        "Ctrl+J",
        "Ctrl+S",
        "Ctrl+B",
        "Ctrl+E",
        "Ctrl+I",
        "Alt+1",
        "Alt+2",
        "Alt+H",
        "Alt+T",
        "Alt+R",
    ),
    *("A", "B", "C", "D", "G", "K", "M", "N", "R", "S", "T", "W", "1", "2", "3", "4", "5", "0"),
)
TYPED = ("dinas", "PT <Sinar> & Jaya", "081200000123", "3112", "31-12-2026", "8", "=1+1", "Ali; Budi")
SIT = {1: "wulan", 3: "suryadi", 4: "nurul", 5: "andi"}
"""Numbers on the login cards of the demonstration."""
HELD = {"wulan": ("HELPDESK",), "suryadi": ("DIVISION_HEAD",), "nurul": ("SUBDIVISION_HEAD",), "andi": ("TRAINER",)}


@pytest.fixture(autouse=True)
def _no_dialogs_of_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog of the system would wait for a person: here nobody chooses a file."""
    theme.apply(qapp, "light")
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *given, **named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given, **named: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given, **named: "")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Forty cases in every state."""
    made = data_folder.create(Access(tmp_path / "data", tmp_path / "key")).office
    fill(made, requests=25)
    yield made
    made.store.close()


def let_in_again(office: Office, handle: str) -> None:
    """The monkey at the administrator's page gave new PINs, switched officers off, or typed wrong PINs."""
    try:
        actor = access.actor_for(office, handle)
    except NotAllowed:
        chief = access.actor_for(office, "nurul")
        with office.store.reading() as connection:
            one = next(o for o in officer_details(connection) if o.handle == handle)
        office_people.edit_officer(office, Act(actor=chief), officer_id=one.id, active=True)
        actor = access.actor_for(office, handle)
    for role in HELD[handle]:
        if role not in actor.roles:
            chief = access.actor_for(office, "nurul")
            office_people.grant_role(office, Act(actor=chief), officer_id=actor.officer_id or 0, role=role)
    access.change_pin(office, Act(actor=actor), new_pin=PINS[handle])


def login_words(window: MainWindow) -> list[str]:
    """What the login page says."""
    return [one.text() for one in window.login.findChildren(QLabel) if one.isVisible() and one.text()]


def back_to_the_names(window: MainWindow, hands: Typist) -> None:
    """The monkey locked the screen itself, chose a name and perhaps sent a wrong PIN: its answer may still come."""
    for _ in range(100):
        pause(50)
        if not window.login._busy:
            if hands.focus_name().startswith("officer_"):
                return
            hands.press("Tab" if hands.focus() is window else "Escape")
    pytest.fail(f"the names do not come back: {hands.focus_name()}")


def sit(window: MainWindow, hands: Typist, number: int) -> None:
    """Another officer takes the chair."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    if window.desk is not None:
        window.lock()
    hands.until(lambda: window.desk is None, "terkunci")
    assert window.office is not None
    back_to_the_names(window, hands)
    let_in_again(window.office, SIT[number])
    window.refresh_officers()
    handles = [card.handle for card in officer_cards(window.office)]  # the monkey added officers and renamed some
    try:
        hands.log_in(handles.index(SIT[number]) + 1, PINS[SIT[number]])
    except GaveUp as stuck:
        raise AssertionError(f"{SIT[number]} of {handles}: {login_words(window)}") from stuck


def run(window: MainWindow, keys: int, seed: int) -> None:
    """Press so many keys; now and then somebody else sits down."""
    dice, hands = Random(seed), Typist(window)
    broke: list[BaseException] = []
    for at in range(keys):
        if at % 120 == 0:
            sit(window, hands, tuple(SIT)[at // 120 % 4])
            assert window.desk is not None
            window.desk.dispatcher.broke.connect(broke.append)
        if dice.random() < 0.12:
            hands.write(dice.choice(TYPED))
        else:
            hands.press(dice.choice(KEYS))
        if dice.random() < 0.3:
            pause(10)
        assert not broke, f"key {at} of seed {seed}: {broke[0]!r}"
    try:
        hands.settle(30)
    except GaveUp:
        pytest.fail("the window does not come to rest")
    assert not broke


def memory() -> float:
    """Megabytes this process has taken at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident() -> float:
    """Megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def test_six_hundred_random_keys(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    """R20, reduced."""
    window = open_window(qtbot, tmp_path, office)
    run(window, 600, 5)
    assert data_folder.verify(office).problems == ()


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="asks Linux for the memory")
def test_thirty_thousand_random_keys(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    """R20: no error, and after the first fifth the memory grows by less than 60 MB."""
    window = open_window(qtbot, tmp_path, office)
    run(window, 6_000, 7)
    before = memory()
    for seed in range(8, 11):
        run(window, 6_000, seed)
    settled = resident()
    run(window, 6_000, 11)
    assert resident() - settled < 20, "R20: 20 MB over five thousand acts"
    assert memory() - before < 60
    assert data_folder.verify(office).problems == ()
