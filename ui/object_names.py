"""``python -m ui.object_names``: writes docs/object-names.md, the list of every control by page.

Scripts and tests find a control by its ``objectName``; screen readers say its accessible name. The list is made from
the real window over the example office, so it cannot lie; a test holds it true.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.services import data_folder, setup
from desktop_app.services.use_case import Actor, Office
from desktop_app.sop.states import Role
from ui.app import make_application
from ui.main_window import MainWindow
from ui.panels.settings import SECTIONS, SettingsPage
from ui.walk_keys import Typist

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "object-names.md"
KINDS: Final = (
    (QAbstractButton, "tombol"),
    (QLineEdit, "isian"),
    (QPlainTextEdit, "isian"),
    (QAbstractItemView, "daftar"),
)
WHEN_SHOWN: Final = "(as its words say when it is shown)"
HEAD: Final = """# Names of the controls

Made by `python -m ui.object_names`; a test keeps it true. A control is found by its `objectName`,
which is unique in its window; the accessible name is what a screen reader says. Lists of people,
topics and trainers name their rows after the data of the office (here: the example office).
"""


@dataclass(frozen=True, slots=True)
class Control:
    """One control a person can act on."""

    name: str
    spoken: str
    kind: str
    hidden: bool = False


def controls(page: QWidget) -> list[Control]:
    """Every control of a page, in the order of their names; those Qt makes for itself are left out."""
    found = []
    for widget in page.findChildren(QWidget):
        kind = next((words for base, words in KINDS if isinstance(widget, base)), "")
        inner = widget.objectName().startswith("qt_") or not kind
        if inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or _is_part(widget):
            continue
        found.append(Control(widget.objectName(), widget.accessibleName(), kind, not widget.isVisibleTo(page)))
    return sorted(found, key=lambda one: (one.name, one.spoken))


def _is_part(widget: QWidget) -> bool:
    """Inner parts of Qt's own views: a header's line, a corner button, a popup's list."""
    parent = widget.parentWidget()
    return not widget.objectName() and (parent is None or parent.objectName().startswith("qt_"))


def pages(window: MainWindow, office: Office) -> dict[str, list[Control]]:
    """Every page of the window with its controls; somebody with every role sits there."""
    window.attach(office, Background())
    found = {"Login": controls(window.login)}
    window.enter(Actor(1, "semua", "Semua peran", tuple(Role)))
    hands = Typist(window)
    for key in list(window._tabs):
        page = window.show_tab(key)
        while page.complete():
            pass
        hands.settle()
        if isinstance(page, SettingsPage):
            for spec in SECTIONS:
                page.section(spec.key)
                hands.settle()
        found[window._tabs[key].label] = controls(page)
    found["Bilah atas"] = controls(window.top_bar)
    return found


def collect() -> dict[str, list[Control]]:
    """Open the window over a fresh example office and look."""
    make_application()
    with tempfile.TemporaryDirectory(prefix="loket-names-") as temporary:
        folder = Path(temporary)
        office = data_folder.create(Access(folder / "data", folder / "kunci")).office
        setup.set_up(office, setup.read_plan(setup.example_text()))
        window = MainWindow(QSettings(str(folder / "names.ini"), QSettings.Format.IniFormat))
        window.backup_on_close = False
        window.resize(1366, 689)
        window.show()
        found = pages(window, office)
        background = window.background
        window.office = None
        window.close()
        if background is not None:
            background.finish()
        office.store.close()
    return found


def written(found: dict[str, list[Control]]) -> str:
    """The page as Markdown."""
    lines = [HEAD]
    for title, rows in found.items():
        lines += [f"## {title}", "", "| objectName | accessible name | kind |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {one.spoken.replace('|', '/') or WHEN_SHOWN} | {one.kind} |" for one in rows]
        lines.append("")
    return "\n".join(lines)


def faults(found: dict[str, list[Control]]) -> list[str]:
    """Controls without a name, and names that stand twice in the window."""
    every = [(title, one) for title, rows in found.items() for one in rows]
    twice = {name for name, count in Counter(one.name for _, one in every).items() if count > 1 and name}
    problems = [f"{title}: a {one.kind} “{one.spoken}” has no objectName" for title, one in every if not one.name]
    problems += [
        f"{title}: {one.name} has no accessible name" for title, one in every if not one.spoken and not one.hidden
    ]
    return problems + [f"{title}: {one.name} is not unique" for title, one in every if one.name in twice]


def main() -> int:
    """Write the list; 1 when a control breaks the rule."""
    found = collect()
    TARGET.write_text(written(found), "utf-8")
    problems = faults(found)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(TARGET)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
