"""Every control has a name that is its own, and docs/object-names.md says which."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui import object_names, theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def found(qapp: QApplication) -> dict[str, list[object_names.Control]]:
    """Every page's controls."""
    theme.apply(qapp, "light")
    return object_names.collect()


def test_every_control_is_named_and_no_name_stands_twice(found: dict[str, list[object_names.Control]]) -> None:
    """Scripts find it, a screen reader says it."""
    assert object_names.faults(found) == []


def test_the_list_is_true(found: dict[str, list[object_names.Control]]) -> None:
    """Made again it is the same; ``python -m ui.object_names`` writes it."""
    assert object_names.TARGET.read_text("utf-8") == object_names.written(found)
