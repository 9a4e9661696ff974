"""Theme and text size are chosen in the user's menu, work at once and are kept for the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.use_case import Office
from tests.ui.window_office import PINS, make_office, open_window
from ui import appearance, theme
from ui.walk_keys import Typist

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Four officers."""
    return make_office(tmp_path_factory.mktemp("appearance"))


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def test_a_choice_of_the_menu_is_seen_at_once_and_kept(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, office: Office
) -> None:
    """Dark and larger, ticked in the menu; another window of the same person begins so."""
    window = open_window(qtbot, tmp_path, office)
    Typist(window).log_in(1, PINS["wulan"])
    window.top_bar.menu_chosen.emit(f"{appearance.MODE}=dark")
    window.top_bar.menu_chosen.emit(f"{appearance.SCALE}=1.3")
    assert theme.is_dark() and theme.scale() == 1.3
    ticked = [item.label for item in appearance.menu() if item.label.endswith(appearance.CHOSEN)]
    assert ticked == ["Tema gelap ✓", "Huruf lebih besar ✓"]
    theme.apply(qapp, "light")
    appearance.restore(qapp, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert theme.is_dark() and theme.scale() == 1.3


def test_a_setting_nobody_knows_is_no_choice(qapp: QApplication, tmp_path: Path) -> None:
    """A file written by hand does not stop the start."""
    settings = QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat)
    settings.setValue(appearance.MODE, "ungu")
    settings.setValue(appearance.SCALE, "99")
    appearance.restore(qapp, settings)
    assert (theme.mode(), theme.scale()) == ("system", 1.0)
