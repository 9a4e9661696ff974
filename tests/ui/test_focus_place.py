"""What opens over a page gives the focus back, and lives when the page was rebuilt behind it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.widgets.fields import LineEdit
from ui.widgets.hint_bar import Hint
from ui.widgets.pane import Pane
from ui.widgets.shortcut_sheet import HintGroup, ShortcutSheet


@pytest.mark.parametrize("gone", [False, True])
def test_the_sheet_gives_the_focus_back_where_there_still_is_something(qtbot: QtBot, gone: bool) -> None:
    """A list rebuilt behind the sheet took its focused control along: the monkey ended the process here."""
    pane = Pane()
    edit = LineEdit(parent=pane)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    edit.setFocus()
    sheet = ShortcutSheet(pane)
    sheet.open([HintGroup("Helpdesk", (Hint(("Ctrl+N",), "surat baru"),))])
    if gone:
        delete(edit)
    sheet.dismiss()
    assert sheet.isHidden() and (gone or pane.window().focusWidget() is edit)
