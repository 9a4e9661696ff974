"""The checklist of a class: Space ticks an item, the sentence counts, Ctrl+Z takes it back (issue B 9)."""

from __future__ import annotations

import pytest

from desktop_app.queries.equipment_read import equipment_of
from tests.ui.december_page import K, Opened
from tests.ui.test_kasubbag import PPK_TOLD, Sit, sit
from ui.panels.kasubbag import KasubbagPage

__all__ = ["sit"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def stored(at: Opened, item: str) -> bool | None:
    """Whether an item is ticked on disk."""
    with at.december.office.store.reading() as connection:
        return next(one.ready for one in equipment_of(connection, PPK_TOLD) if one.item == item)


def test_an_item_is_ticked_by_space_and_taken_back(sit: Sit) -> None:
    at = sit("nurul")
    page = at.show(KasubbagPage)
    page.open_session(PPK_TOLD)
    at.settled()
    checks = page.side.session.equipment
    item, check = next(iter(checks.checks.items()))
    assert stored(at, item) is None
    check.setFocus()
    at.act(K.Key_Space)
    assert stored(at, item) is True and at.said[-1] == f"{item}: siap"
    assert checks._told.full_text().startswith("1 dari ")
    assert check.isChecked() and check.hasFocus()
    at.undo()
    assert stored(at, item) is None and not check.isChecked()
