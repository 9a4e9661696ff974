"""Small painted parts of the call pane: the history of attempts, and the QR that hands a message to the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.documents.qr import qr_runs
from desktop_app.queries.session_rows import ContactLine, SessionPerson
from desktop_app.sop.dates_in_words import date_range
from ui import theme
from ui.widgets import paint

LINE = 20
MOST_LINES = 12


class HistoryLines(QWidget):
    """``09.10  Telepon, tidak diangkat (ke-2)``, the newest first; an attempt of another day carries its date."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[tuple[str, str], ...] = ()
        self.setObjectName(object_name)
        self.setAccessibleName("Riwayat penyampaian")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[ContactLine], today: date) -> None:
        """Show another person's history."""
        self._lines = tuple((_when(one, today), one.text) for one in lines[:MOST_LINES])
        self.setAccessibleDescription("; ".join(f"{when} {text}" for when, text in self._lines))
        self.updateGeometry()
        self.update()

    def texts(self) -> tuple[str, ...]:
        """The lines as they are read."""
        return tuple(f"{when} {text}" for when, text in self._lines)

    def sizeHint(self) -> QSize:
        """One dense line each; one for "belum ada"."""
        return QSize(theme.px(200), theme.px(LINE) * max(1, len(self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint time and words."""
        with paint.on(self) as painter:
            high = theme.px(LINE)
            if not self._lines:
                paint.text(painter, QRectF(0, 0, self.width(), high), "Belum ada percobaan.", "dense", "text3")
            left = max((paint.width_of(when, "caption") for when, _ in self._lines), default=0) + theme.px(12)
            for at, (when, text) in enumerate(self._lines):
                area = QRectF(0, at * high, self.width(), high)
                paint.text(painter, area, when, "caption", "text2")
                paint.text(painter, area.adjusted(left, 0, 0, 0), text, "dense", "text2")


def history_of(people: Sequence[SessionPerson]) -> tuple[ContactLine, ...]:
    """The attempts of everybody who is ticked, the newest first; who was told together stands in one line."""
    if len(people) == 1:
        return people[0].history
    together: dict[tuple[datetime, str], list[str]] = {}
    lines: dict[tuple[datetime, str], ContactLine] = {}
    for person in people:
        for line in person.history:
            at = (line.attempted_at, line.text)
            together.setdefault(at, []).append(person.full_name)
            lines[at] = line
    newest = sorted(lines, key=lambda at: at[0], reverse=True)
    return tuple(replace(lines[at], text=f"{_who(together[at], len(people))}: {lines[at].text}") for at in newest)


def _who(names: Sequence[str], ticked: int) -> str:
    if len(names) == ticked:
        return "Semua"
    return names[0] if len(names) == 1 else f"{names[0]} dan {len(names) - 1} lagi"


def _when(one: ContactLine, today: date) -> str:
    day = one.attempted_at.date()
    return one.clock if day == today else f"{date_range(day, day)} {one.clock}"


class QrView(QWidget):
    """A QR on white, whatever the theme: the office's phone opens the message or dials from it."""

    def __init__(self, side: int, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._code = side, ""
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_code(self, code: str, spoken: str) -> None:
        """Show another link."""
        self._code = code
        self.setAccessibleName(spoken)
        self.update()

    def code(self) -> str:
        """The link behind the picture."""
        return self._code

    def sizeHint(self) -> QSize:
        """A square; a camera does not need larger signs, so it does not grow with the text."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole pixels for each module, so that a camera sees sharp edges."""
        with paint.on(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            if not self._code:
                return
            count, runs = qr_runs(self._code)
            ratio = self.devicePixelRatioF()
            unit = max(1, int(self.width() * ratio / (count + 4))) / ratio
            edge = (self.width() - unit * count) / 2
            for line, first, length in runs:
                box = QRectF(edge + first * unit, edge + line * unit, length * unit, unit)
                painter.fillRect(box, Qt.GlobalColor.black)
