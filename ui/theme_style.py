"""What Qt's own parts need: a palette, and a short style sheet for fields, headers, menus and scroll bars.

Everything else is painted by our widgets. Keep the sheet short: on the same widget it overrides ``setFont``
and the palette, so it must never name ``QLabel`` or ``QWidget``.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

import resources


def palette(colors: dict[str, QColor]) -> QPalette:
    """A full palette, with the accent and with disabled text, from the tokens of one theme."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: "canvas",
        role.Base: "surface",
        role.AlternateBase: "surface2",
        role.Button: "surface",
        role.WindowText: "text",
        role.Text: "text",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.PlaceholderText: "text3",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "toast",
        role.ToolTipText: "toast_text",
        role.Light: "surface",
        role.Midlight: "line2",
        role.Mid: "line",
        role.Dark: "control",
        role.Shadow: "line",
    }
    for target, token in pairs.items():
        made.setColor(target, colors[token])
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, colors["disabled"])
    return made


def sheet(tokens: dict[str, str], scale: float) -> str:
    """The style sheet of ``resources/style/app.qss`` with tokens and scaled lengths filled in."""
    values = dict(tokens)
    for length in (4, 6, 8, 9, 10, 12, 24, 32):
        values[f"px{length}"] = f"{round(length * scale)}px"
    values["caption"] = f"{round(12 * scale)}px"
    text = resources.path("style", "app.qss").read_text(encoding="utf-8")
    return Template(text).substitute(values)
