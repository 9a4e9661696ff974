"""Indonesian words for Qt's own buttons, menus and dialogs, and Indonesian dates.

Qt ships no ``qtbase_id``. A translator with one table is enough, and unlike a compiled file it can be
tested word by word: the tests open every standard button and menu and look for English.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QCalendarWidget

from ui.translation_words import WORDS

LOCALE: Final = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
DATE_FORMAT: Final = "dd-MM-yyyy"


class IndonesianTranslator(QTranslator):
    """Answers for Qt's own contexts; the program's texts are Indonesian in the source."""

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The Indonesian text, or ``None``; an empty string would count as a translation and erase the words."""
        plain = source_text.replace("&", "")
        if plain.endswith("..."):
            plain = plain[:-3] + "…"
        return WORDS.get(plain)

    def isEmpty(self) -> bool:
        """Never empty, or Qt would not install it."""
        return False


def install(app: QCoreApplication) -> IndonesianTranslator:
    """Make the program Indonesian: default locale and Qt's own words. Call once, before any window."""
    QLocale.setDefault(LOCALE)
    existing = app.findChild(QObject, "indonesianTranslator")
    if isinstance(existing, IndonesianTranslator):
        return existing
    translator = IndonesianTranslator(app)
    translator.setObjectName("indonesianTranslator")
    app.installTranslator(translator)
    return translator


def prepare_calendar(calendar: QCalendarWidget) -> None:
    """Monday first, short day names, no week numbers: id_ID alone would start on Sunday."""
    calendar.setLocale(LOCALE)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setGridVisible(False)


def field_date(day: date) -> str:
    """``30-11-2026``: how a date stands in a field."""
    return day.strftime("%d-%m-%Y")


def long_date(day: date) -> str:
    """``Kamis, 3 Desember 2026``."""
    return LOCALE.toString(QDate(day.year, day.month, day.day), "dddd, d MMMM yyyy")


def short_date(day: date) -> str:
    """``Kam, 3 Des 2026``."""
    return LOCALE.toString(QDate(day.year, day.month, day.day), "ddd, d MMM yyyy")
