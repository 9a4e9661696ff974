"""The third path of the reviewed matrix: keys at the window (R13; service and command line stand in their own tests).

An officer of a single role presses every key that any page of his window knows, over rows in many states. Whatever
is pressed, he does only what docs/wewenang.csv gives his role, and no key runs into the refusal of the service: the
window itself holds it back and says why.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.tables_journal import journal
from desktop_app.config import Access
from desktop_app.services import access, data_folder, office_people
from desktop_app.services.use_case import Act, Actor, Office
from desktop_app.sop.states import Role
from tests.test_authorisation import reviewed
from tests.ui.window_office import open_window
from ui import theme
from ui.main_window import MainWindow
from ui.walk_keys import Typist, pause

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard", "keyboard grab")
LEAVES = {"Ctrl+L", "Ctrl+Shift+U"}
"""Keys that end the turn."""
ROW_KEYS = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"1234567890", "Insert", "Delete", "Return", "Space", "F2", "F8", "F9")
SIGNERS = {Role.DIVISION_HEAD, Role.SUBDIVISION_HEAD}
FINISHING = {"Ctrl+Return", "Ctrl+Enter", "Return"}
STEPS = ("Down", "Down", "Down", "PgDown", "Down", "Down", "Down", "Home", "Down")
"""How the rows are walked; each step is a round of all keys."""


@pytest.fixture(autouse=True)
def _no_dialogs_of_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, "light")
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *given, **named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given, **named: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given, **named: "")


@pytest.fixture
def office(demo_folder: Access, tmp_path: Path) -> Iterator[Office]:
    """Forty-four cases in every state."""
    shutil.copytree(demo_folder.data_dir, tmp_path / "data")
    made = data_folder.open_office(Access(tmp_path / "data", demo_folder.key_file))
    yield made
    made.store.close()


def officer_with(office: Office, role: Role) -> Actor:
    """A new officer who holds this role and no other."""
    chief = access.actor_for(office, "nurul")
    handle = f"hanya.{role.value.lower()}".replace("_", ".")[:31]
    pin = access.new_pin()
    office_people.add_officer(
        office, Act(actor=chief), handle=handle, full_name=f"Uji {role.value}", pin=pin, roles=(role.value,)
    )
    return access.actor_for(office, handle)


def keys_of(window: MainWindow) -> list[str]:
    """Every key that a page on show binds, and those its lists understand."""
    bound = {
        one.key().toString()
        for one in window.findChildren(QShortcut)
        if getattr(one.parent(), "isVisible", lambda: False)()
    }
    return sorted((bound | set(ROW_KEYS)) - LEAVES - {""})


def put_away(window: MainWindow) -> None:
    """Close what a key opened."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def to_the_list(window: MainWindow, hands: Typist) -> None:
    """Esc out of whatever is open, "/" and Enter: the list of the page has the keys."""
    if window.shortcut_sheet.isVisible() or isinstance(hands.focus(), QLineEdit | QPlainTextEdit):
        hands.press("Escape")
    window.keys.filter_list()
    hands.press("Return")


def press_everything(window: MainWindow, rounds: int) -> None:
    """Every key in every tab, from so many rows."""
    hands = Typist(window)
    for tab in list(window._tabs):
        for step in STEPS[:rounds]:
            panel = window.show_tab(tab)
            hands.settle(30)
            to_the_list(window, hands)
            hands.press(step, "Return")
            hands.settle(30)
            for key in keys_of(window):
                if window.desk is None or window.current_panel() is not panel:
                    window.show_tab(tab)
                to_the_list(window, hands)
                hands.press(key)
                put_away(window)
                if key in FINISHING:
                    hands.settle(30)
                elif isinstance(hands.focus(), QLineEdit | QPlainTextEdit) and len(key) == 1:
                    hands.write("coba")  # most keys that ask ask for a reason
                    hands.press("Return")
            pause(20)
        hands.settle(30)


def deeds_of(office: Office, actor: Actor, since: int) -> Counter[tuple[str, bool]]:
    """What he did, with whether it was keyed from paper."""
    with office.store.reading() as connection:
        rows = connection.execute(
            select(journal.c.action, journal.c.from_paper, journal.c.reason).where(
                journal.c.seq > since, journal.c.actor_id == actor.officer_id
            )
        ).all()
    denied = [row.reason for row in rows if row.action == "denied"]
    assert not denied, f"the window let him run into it: {denied[:5]}"
    return Counter((row.action, bool(row.from_paper)) for row in rows)


def newest(office: Office) -> int:
    """The journal's end."""
    with office.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar() or 0)


def sweep(qtbot: QtBot, folder: Path, office: Office, role: Role, rounds: int) -> Counter[tuple[str, bool]]:
    """One role at the keys; only what the file gives it was done."""
    actor = officer_with(office, role)
    since = newest(office)
    window = open_window(qtbot, folder, office)
    window.enter(actor)
    broke: list[BaseException] = []
    assert window.desk is not None
    window.desk.dispatcher.broke.connect(broke.append)
    press_everything(window, rounds)
    assert not broke, repr(broke[0])
    done = deeds_of(office, actor, since)
    lines = reviewed()
    for action, from_paper in done:
        line: dict[str, Any] = lines.get((action, from_paper), {})
        assert action == "undo" or line.get(role.value) == "ya", f"{role.value} did {action} by a key"
    return done


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value.lower())
def test_keys_do_only_what_the_role_may(qtbot: QtBot, tmp_path: Path, office: Office, role: Role) -> None:
    """R13, reduced: every key once in every tab."""
    done = sweep(qtbot, tmp_path, office, role, 1)
    assert done or role not in SIGNERS, "the keys did nothing at all: the sweep is blunt"


@pytest.mark.full
@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value.lower())
def test_keys_over_many_rows(qtbot: QtBot, tmp_path: Path, office: Office, role: Role) -> None:
    """R13: from nine places of every list."""
    sweep(qtbot, tmp_path, office, role, len(STEPS))
