"""No English word of Qt's own reaches a clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from ui import theme, translation
from ui.translation_words import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SAME = {"OK", "Menu", "Alias", "Drive"}
ENGLISH = {source for source in WORDS if WORDS[source] != source} - {"to", "File"}


@pytest.fixture(autouse=True)
def _indonesian(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    translation.install(qapp)
    yield


def plain(text: str) -> str:
    """Without mnemonic and key."""
    return re.sub(r"&(.)", r"\1", text).split("\t")[0].strip()


def assert_indonesian(words: list[str]) -> None:
    """None of the words is a source text of the table, and each is a translation."""
    assert [word for word in words if word in ENGLISH] == []


def test_every_standard_button_of_a_button_box(qtbot: QtBot) -> None:
    """All of them, whatever dialog they stand in."""
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    known = set(WORDS.values())
    for standard in QDialogButtonBox.StandardButton:
        if standard is QDialogButtonBox.StandardButton.NoButton:
            continue
        button = box.addButton(standard)
        assert plain(button.text()) in known, standard


def test_every_standard_button_of_a_message_box(qtbot: QtBot) -> None:
    """And the button for details."""
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("rincian")
    known = set(WORDS.values())
    for standard in QMessageBox.StandardButton:
        name = standard.name or ""
        if name in {"NoButton", "FirstButton", "LastButton", "Default", "Escape", "FlagMask", "ButtonMask"}:
            continue
        added = box.addButton(standard)
        if added is not None:
            assert plain(added.text()) in known, standard
    assert_indonesian([plain(b.text()) for b in box.findChildren(QPushButton)])


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_context_menus(qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]) -> None:
    """Undo, cut, copy, paste, select all."""
    edit = kind()
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    words = [plain(action.text()) for action in menu.actions() if not action.isSeparator()]
    assert len(words) >= 6
    assert set(words) <= set(WORDS.values())
    menu.deleteLater()


def test_the_menu_of_a_scroll_bar(qtbot: QtBot) -> None:
    """Even that one."""
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    assert WORDS["Scroll here"] == qapp_translate("QScrollBar", "Scroll here")


def qapp_translate(context: str, text: str) -> str:
    """As Qt's own code asks."""
    return QApplication.translate(context, text)


def test_the_file_dialog(qtbot: QtBot) -> None:
    """Labels, buttons and tool tips of the dialog without the system's own."""
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    words = [plain(label.text()) for label in dialog.findChildren(QLabel)]
    words += [plain(button.text()) for button in dialog.findChildren(QPushButton)]
    for button in dialog.findChildren(QToolButton):
        words += [plain(button.toolTip())]
    words += [plain(action.text()) for action in dialog.findChildren(QAction)]
    assert "Simpan" in words
    assert_indonesian([word for word in words if word])


def test_installing_twice_keeps_one_translator(qapp: QApplication) -> None:
    """The window and the tests may both ask."""
    assert translation.install(qapp) is translation.install(qapp)


def test_the_locale_is_indonesian() -> None:
    """Decimals with a comma, thousands with a dot."""
    assert QLocale().language() == QLocale.Language.Indonesian
    assert QLocale().toString(1234567.5, "f", 1) == "1.234.567,5"


def test_the_calendar_has_names_of_three_letters(qtbot: QtBot) -> None:
    """S S R K J S M would be ambiguous."""
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    translation.prepare_calendar(calendar)
    assert calendar.horizontalHeaderFormat() == QCalendarWidget.HorizontalHeaderFormat.ShortDayNames
    assert calendar.locale().dayName(5, QLocale.FormatType.ShortFormat) == "Jum"


def test_dates_in_words() -> None:
    """Without a leading zero, "Agu" and "Jumat" as the office writes them."""
    assert translation.long_date(date(2026, 12, 3)) == "Kamis, 3 Desember 2026"
    assert translation.short_date(date(2026, 8, 7)) == "Jum, 7 Agu 2026"
    assert translation.field_date(date(2026, 11, 30)) == "30-11-2026"


def test_no_word_of_the_table_is_left_english() -> None:
    """A line copied but not translated would pass unseen."""
    assert {word for word in WORDS if WORDS[word] == word} <= SAME | {"Folder"}


def test_words_we_do_not_know_stay_as_they_are(qapp: QApplication) -> None:
    """An empty string would count as a translation: page names and print texts vanished that way."""
    translation.install(qapp)
    assert QCoreApplication.translate("QPageSize", "A4") == "A4"
    assert QCoreApplication.translate("QPrinter", "Foo %1 bar") == "Foo %1 bar"
