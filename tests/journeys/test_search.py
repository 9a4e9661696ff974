"""Ctrl+K by real key presses: typing finds as one types, Alt+letters narrow, Enter opens the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services import access, intake
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.use_case import Act, Office
from tests.ui.window_office import PINS, make_office, open_window
from ui import theme
from ui.panels.archive import ArchivePage
from ui.panels.helpdesk import HelpdeskPage
from ui.search_popup import SearchPopup
from ui.walk_keys import Typist

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LETTERS = (
    ("Kecamatan Sijuk", "005/12/SIJUK/2026", "Budi Hartono"),
    ("Dinas Kesehatan", "800/77/DINKES/2026", "Siti Nuraini"),
    ("Réseau Belitung", "1/RB/2026", "Yuni Astuti"),
)


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office of this file lies."""
    return tmp_path_factory.mktemp("searching")


@pytest.fixture(scope="module")
def office(folder: Path) -> Office:
    """Three letters."""
    made = make_office(folder)
    clerk = access.actor_for(made, "wulan")
    for sender, number, name in LETTERS:
        intake.register_letter(
            made,
            Act(actor=clerk),
            sender=sender,
            topics=("SPSE_PPK",),
            participant_count=1,
            letter_date=date(2026, 1, 5),
            letter_number=number,
            contact_name="Narahubung Contoh",
            contact_phone="081200000000",
            participants=(ParticipantEntry(full_name=name),),
        )
    return made


@pytest.fixture
def hands(qtbot: QtBot, folder: Path, office: Office) -> Typist:
    """The Helpdesk clerk, in."""
    typist = Typist(open_window(qtbot, folder, office))
    typist.log_in(1, PINS["wulan"])
    return typist


def popup(hands: Typist) -> SearchPopup:
    """The popup under the search field."""
    found = hands.window.findChild(SearchPopup, "search_popup")
    assert isinstance(found, SearchPopup)
    return found


def titles(hands: Typist) -> list[str]:
    """Senders that are shown."""
    return [one.title for one in popup(hands)._list.rows_model.rows()]


def keys_below(hands: Typist) -> list[str]:
    """What the bar at the bottom names."""
    return [one.text for one in hands.window.hint_bar._hints]


def shows(hands: Typist, *senders: str) -> None:
    """Wait until these are shown, in this order."""
    hands.until(lambda: hands.window.findChild(SearchPopup) is not None and titles(hands) == list(senders), "hasil")


def test_typing_and_enter_open_the_case(hands: Typist) -> None:
    """A piece of a name from the middle; Enter does not wait for the eye."""
    hands.press("Ctrl+K")
    hands.write("urain")
    hands.press("Return")
    hands.until(lambda: not hands.window.top_bar.search.text(), "terbuka")
    hands.settle()
    assert not popup(hands).isVisible()
    panel = hands.window.current_panel()
    assert isinstance(panel, HelpdeskPage)
    hands.until(lambda: panel.case.request_id() == 2 and panel.middle.currentWidget() is panel.case, "berkas")


def test_one_letter_two_letters_accents_and_chips(hands: Typist) -> None:
    """Every key narrows; Alt+J asks for numbers, then senders, then people; Alt+K for what is under way."""
    hands.press("Ctrl+K")
    hands.write("r")
    shows(hands, "Réseau Belitung")
    hands.press("Ctrl+A")
    hands.write("es")
    shows(hands, "Réseau Belitung", "Dinas Kesehatan")
    assert popup(hands).count.full_text() == "2 berkas"
    hands.press("Ctrl+A")
    hands.write("budi")
    shows(hands, "Kecamatan Sijuk", "Budi Hartono")
    assert popup(hands).count.full_text() == "1 berkas · 1 orang"
    hands.press("Alt+J")
    shows(hands, "Tidak ditemukan")
    hands.press("Alt+J")
    hands.press("Alt+J")
    shows(hands, "Budi Hartono", "Kecamatan Sijuk")
    assert popup(hands).kind.label() == "Orang"
    hands.press("Alt+K")
    hands.press("Alt+K")
    shows(hands, "Tidak ditemukan")
    hands.press("Escape")
    assert not popup(hands).isVisible()


def test_a_person_found_opens_his_page_with_its_keys_below(hands: Typist) -> None:
    """Down to the person, Enter: his page in the archive; the bar names its keys, and Esc the list's again."""
    hands.press("Ctrl+K")
    hands.write("siti nur")
    shows(hands, "Dinas Kesehatan", "Siti Nuraini")
    hands.press("Down", "Return")
    hands.until(lambda: isinstance(hands.window.current_panel(), ArchivePage), "arsip")
    page = hands.window.current_panel()
    assert isinstance(page, ArchivePage)
    hands.until(lambda: page.people.person.title.full_text() == "Siti Nuraini", "orangnya")
    hands.settle()
    assert page.people.table.current_key() == str(page.people.person.person.id)  # type: ignore[union-attr]
    assert "Salinan data" in keys_below(hands)
    hands.press("Escape")
    assert page.stack.currentWidget() is page.list_page
    assert "Salinan data" not in keys_below(hands)
