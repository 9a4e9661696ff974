"""Every colour pair is readable in both themes, and the type roles are what the design says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import resources
from ui import icons, theme, theme_tokens, theme_type

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
THEMES = {"light": theme_tokens.LIGHT, "dark": theme_tokens.DARK}


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", theme_tokens.CONTRAST_PAIRS, ids=lambda p: f"{p.fore} on {p.back}")
def test_every_pair_keeps_its_contrast(pair: theme_tokens.Pair, name: str) -> None:
    """WCAG 2.2 AA, and the ratios the design names."""
    tokens = THEMES[name]
    ratio = theme_tokens.contrast(tokens[pair.fore], tokens[pair.back])
    assert ratio >= pair.least
    promised = pair.light if name == "light" else pair.dark
    assert promised is None or ratio == pytest.approx(promised, abs=0.1)


def test_both_themes_have_the_same_tokens() -> None:
    """A token that exists only in one theme would be found by a clerk at night."""
    assert set(theme_tokens.LIGHT) == set(theme_tokens.DARK)


def test_every_soft_tone_is_tested_against_its_own_fill() -> None:
    """A new tone cannot slip in without its pair."""
    tested = {(pair.fore, pair.back) for pair in theme_tokens.CONTRAST_PAIRS}
    softs = [name for name in theme_tokens.LIGHT if name.endswith("_soft")]
    assert [name for name in softs if (name.removesuffix("_soft"), name) not in tested] == []


def test_black_on_white_is_twenty_one() -> None:
    """The formula itself."""
    assert theme_tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("role", "spec"), theme_type.ROLES.items())
def test_fonts_come_from_the_bundle(role: str, spec: theme_type.Role) -> None:
    """Inter in the right weight, with figures that stand in columns."""
    font = theme.font(role)
    assert QFontInfo(font).family() == "Inter"
    assert font.pixelSize() == spec.size
    assert font.weight() == spec.weight
    assert font.featureValue(QFont.Tag("tnum")) == 1
    metrics = theme.metrics(role)
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0808"), abs=0.1)


def test_nothing_is_smaller_than_twelve() -> None:
    """The smallest role is the caption."""
    assert min(role.size for role in theme_type.ROLES.values()) == 12


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_text_and_lengths_grow_together(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """One factor for all sizes."""
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.dress(label, "body")
    theme.apply(qapp, "light", scale)
    assert label.font().pixelSize() == round(14 * scale)
    assert theme.px(32) == round(32 * scale)


def test_dark_changes_palette_and_dressed_labels(qapp: QApplication, qtbot: QtBot) -> None:
    """Labels made before the change follow it."""
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.dress(label, "caption", "text3")
    with qtbot.waitSignal(theme.events().changed):
        theme.apply(qapp, "dark")
    assert theme.is_dark()
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme_tokens.DARK["text3"]
    accent = qapp.palette().color(QPalette.ColorRole.Accent).name().upper()
    assert accent == theme_tokens.DARK["accent"]


def test_system_mode_is_light_where_the_system_says_nothing(qapp: QApplication) -> None:
    """The offscreen platform and old desktops know no scheme."""
    theme.apply(qapp, "system")
    assert not theme.is_dark()


def test_every_bundled_icon_can_be_drawn() -> None:
    """No broken file, and the colour is really replaced."""
    names = [file.stem for file in resources.path("icons").glob("*.svg")]
    assert len(names) >= 60
    for name in names:
        image = icons.pixmap(name, "accent", 16, 1.5).toImage()
        assert image.width() == 24
        strongest = max((image.pixelColor(x, y) for x in range(24) for y in range(24)), key=lambda c: c.alpha())
        assert strongest.alpha() > 100, name


def test_licences_travel_with_fonts_and_icons() -> None:
    """What we bundle may be bundled."""
    for folder, name in (
        ("fonts", "LICENSE-Inter.txt"),
        ("fonts", "LICENSE-Liberation.txt"),
        ("icons", "LICENSE-Lucide.txt"),
    ):
        assert resources.path(folder, name).stat().st_size > 1000
