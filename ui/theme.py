"""The look of the program: colours, type, sizes, and the one call that applies them.

For panel writers::

    theme.apply(app, mode="system", scale=1.0)    once at start and when a setting changes
    theme.dress_window(window)                     a window of its own; what is made inside it follows
    theme.color("accent")                          QColor of a token in the current theme
    theme.font("body_strong")                      QFont of a type role at the current text scale
    theme.px(12)                                   a length at the current text scale
    theme.dress(label, "caption", "text3")         font and text colour that follow theme changes
    theme.events().changed                         signal after every change

Painted widgets need no connection: ``apply`` sets the style sheet, which repaints every widget.

The sheet hangs on the windows, not on the application: under an application's sheet every ``addWidget`` of a page that
is built from the leaves up polishes the whole branch again, and the Helpdesk's page takes six times as long to make.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme_style, theme_tokens, theme_type

Mode = Literal["system", "light", "dark"]

_ROLE: Final = "typeRole"
_TONE: Final = "textTone"


class _Events(QObject):
    changed = Signal()


class _State:
    """What is applied now. One per process, as the application object is."""

    mode: Mode = "light"
    dark: bool = False
    scale: float = 1.0
    colors: ClassVar[dict[str, QColor]] = {}
    sheet: str = ""
    events: _Events | None = None
    follows_system: bool = False


def events() -> _Events:
    """The object whose ``changed`` signal follows every change of theme or text scale."""
    if _State.events is None:
        _State.events = _Events()
    return _State.events


def apply(app: QApplication, mode: Mode = "system", scale: float = 1.0) -> None:
    """Dress the whole program. Safe to call again whenever the clerk changes a setting."""
    theme_type.load_fonts()
    _State.mode, _State.scale = mode, scale
    hints = app.styleHints()
    if not _State.follows_system:
        hints.colorSchemeChanged.connect(_on_system_scheme)
        _State.follows_system = True
    schemes = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(schemes[mode])
    # The offscreen platform never learns a scheme; light is then the answer for "system".
    _State.dark = mode == "dark" or (mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _dress_application(app)


def _dress_application(app: QApplication) -> None:
    tokens = theme_tokens.DARK if _State.dark else theme_tokens.LIGHT
    _State.colors = {name: QColor(value) for name, value in tokens.items()}
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(theme_style.palette(_State.colors))
    app.setFont(font("body"))
    _State.sheet = theme_style.sheet(tokens, _State.scale)
    for window in app.topLevelWidgets():
        if window.styleSheet():
            window.setStyleSheet(_State.sheet)
    for widget in app.allWidgets():
        if widget.property(_ROLE):
            _wear(widget)
        if widget.layout() is None:
            widget.updateGeometry()
    events().changed.emit()


def dress_window(window: QWidget) -> None:
    """Give a window without a parent the style sheet, now and after every change; others have it from their parent."""
    if window.parentWidget() is None:
        window.setStyleSheet(_State.sheet)


def _on_system_scheme(scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if _State.mode != "system" or not isinstance(app, QApplication):
        return
    dark = scheme == Qt.ColorScheme.Dark
    if dark != _State.dark:
        _State.dark = dark
        _dress_application(app)


def color(token: str) -> QColor:
    """The colour of a token in the theme now applied (light before the first ``apply``)."""
    found = _State.colors.get(token)
    return QColor(found) if found is not None else QColor(theme_tokens.LIGHT[token])


def soft(tone: str) -> QColor:
    """The quiet fill that belongs to a tone; tones without one use the hover fill."""
    name = f"{tone}_soft"
    return color(name if name in theme_tokens.LIGHT else "hover")


def font(role: str) -> QFont:
    """A copy of the font of a type role at the current text scale."""
    return QFont(theme_type.font(role, _State.scale))


def metrics(role: str) -> QFontMetricsF:
    """Font metrics of a type role at the current text scale."""
    return theme_type.metrics(role, _State.scale)


def px(length: float) -> int:
    """A length of the design in logical pixels, grown with the text scale."""
    return round(length * _State.scale)


def line(role: str) -> int:
    """The line height of a type role."""
    return px(theme_type.ROLES[role].line)


def is_dark() -> bool:
    """Whether the dark theme is applied."""
    return _State.dark


def mode() -> Mode:
    """The setting as chosen: system, light or dark."""
    return _State.mode


def scale() -> float:
    """The text scale: 1.0, 1.15 or 1.3."""
    return _State.scale


def dress(widget: QWidget, role: str, tone: str = "text") -> None:
    """Give a plain widget (mostly QLabel) a type role and a text colour that follow later changes."""
    widget.setProperty(_ROLE, role)
    widget.setProperty(_TONE, tone)
    _wear(widget)


def _wear(widget: QWidget) -> None:
    widget.setFont(font(str(widget.property(_ROLE))))
    look = QPalette(QGuiApplication.palette())
    tone = color(str(widget.property(_TONE)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        look.setColor(QPalette.ColorGroup.Active, role, tone)
        look.setColor(QPalette.ColorGroup.Inactive, role, tone)
    widget.setPalette(look)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
