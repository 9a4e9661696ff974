"""Five letters as they come, each typed at the real window by key presses alone and taken to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.background import Background
from desktop_app.config import Access
from desktop_app.office_time import SetClock, from_wall
from desktop_app.services import access, data_folder, setup
from desktop_app.services.use_case import Office
from desktop_app.sop.states import RequestState
from tests.journeys.typed_letters import MouseWatch, Typed, for_one_topic, read
from ui import theme
from ui.main_window import MainWindow
from ui.walk import PINS, SIZE
from ui.walk_keys import Typist, pause

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _office(folder: Path) -> tuple[Office, SetClock]:
    clock = SetClock(from_wall(datetime(2026, 5, 4, 8)))
    office = data_folder.create(Access(folder / "data", folder / "key"), clock).office
    pins = setup.set_up(office, setup.read_plan(setup.example_text()), pins=PINS)
    setup.accept_pins(office, pins)
    return office, clock


@pytest.fixture(scope="module")
def mouse(qapp: QApplication) -> Iterator[MouseWatch]:
    """Watches the whole program while the letters are typed."""
    watch = MouseWatch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication, mouse: MouseWatch) -> Iterator[Typed]:
    """One window over one office for all five; the clock only goes forward."""
    theme.apply(qapp, "light")
    folder = tmp_path_factory.mktemp("typed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        office, clock = _office(folder)
        window = MainWindow(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
        window.backup_on_close = False
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        pause(60)
        background = Background()
        window.attach(office, background)
        yield Typed(window, Typist(window), office, clock, folder, lambda words: None)
        window.office = None
        window.close()
        background.finish()
        office.store.close()


def test_a_letter_signed_on_paper(at: Typed) -> None:
    """Both dispositions are keyed in from the sheet; then calendar, telephone, shelf, class, closing."""
    day = date(2026, 5, 5)
    at.arrive("wulan", day, 8, 40)
    request = at.type_letter(read("dev-006"))
    at.later(90)
    at.record_from_paper(request, "0905", "0931")
    at.arrive("nurul", day, 10, 30)
    at.schedule(request)
    at.fix(request)
    at.arrive("wulan", day, 10, 50)
    at.tell(request)
    at.put_away(request)
    last = at.train(request)
    at.arrive("wulan", last, 15, 40)
    at.close(request)
    case = at.case(request)
    assert last == date(2026, 5, 21), "the day the letter asked for"
    assert [step.state for step in case.steps] == ["done"] * 8
    assert [step.number for step in case.steps if step.from_paper] == [3, 4]
    assert all(one.from_paper and one.recorded_by.startswith("Wulan") for one in case.dispositions)
    assert [one.full_name for one in case.participants] == ["Bambang Khayalwan", "Yanto Lamunanto"]


def test_a_form_waits_in_the_pool(at: Typed) -> None:
    """An individual asks for SPSE while there is no such class: approved on screen, then he waits."""
    day = date(2026, 6, 15)
    at.arrive("wulan", day, 8, 40)
    request = at.type_form(for_one_topic(read("dev-019")))
    at.arrive("suryadi", day, 9)
    at.head_decides(request, RequestState.WITH_SUBHEAD)
    at.arrive("nurul", day, 9, 10)
    at.subhead_disposes(request)
    case = at.case(request)
    assert (case.kind, case.sender, case.participants[0].organization) == (
        "form",
        "Saparudin Dongengsari",
        "CV LAMUNAN JAYA BERSAMA",
    )
    assert [one.code for one in case.topics] == ["SPSE"]
    at.waiting = request


def test_a_letter_sent_back_is_answered(at: Typed) -> None:
    """Alt+K with its reason; the Helpdesk writes what was asked and forwards it again."""
    reason, answer = "Untuk satuan kerja mana?", "Untuk kantor pusat"
    day = date(2026, 6, 23)
    at.arrive("wulan", day, 8, 40)
    request = at.type_letter(read("dev-004"))
    at.arrive("suryadi", day, 8, 55)
    at.head_decides(request, RequestState.RETURNED, "Alt+K", reason)
    at.arrive("wulan", day, 9, 20)
    at.answer(request, answer)
    at.arrive("suryadi", day, 9, 35)
    at.head_decides(request, RequestState.WITH_SUBHEAD)
    at.arrive("nurul", day, 9, 45)
    at.subhead_disposes(request)
    at.schedule(request)
    at.fix(request)
    at.arrive("wulan", day, 10, 5)
    at.tell(request)
    at.put_away(request)
    last = at.train(request)
    at.arrive("wulan", last, 15, 40)
    at.close(request)
    case = at.case(request)
    assert (case.dispositions[0].outcome, case.dispositions[0].note) == ("RETURNED", reason)
    assert case.note == answer
    assert [step.visits for step in case.steps][1:3] == [2, 2]


def test_a_letter_is_rejected(at: Typed) -> None:
    """Alt+T with its reason ends it."""
    day, reason = date(2026, 7, 13), "Sudah dilatih bulan lalu."
    at.arrive("wulan", day, 8, 40)
    request = at.type_letter(read("dev-001"))
    at.arrive("suryadi", day, 8, 55)
    at.head_decides(request, RequestState.REJECTED, "Alt+T", reason)
    case = at.case(request)
    assert case.state is RequestState.REJECTED
    assert case.dispositions[-1].note == reason
    assert [one.code for one in case.topics] == ["E_KONTRAK", "TOKO_DARING"]


def test_a_letter_on_screen_takes_the_individual_along(at: Typed) -> None:
    """Its class has room: the one who waits since June is put in by one button, both end archived."""
    day, waiting = date(2026, 7, 13), at.waiting
    at.arrive("wulan", day, 9, 20)
    request = at.type_letter(for_one_topic(read("dev-007")))
    at.arrive("suryadi", day, 9, 35)
    at.head_decides(request, RequestState.WITH_SUBHEAD)
    at.arrive("nurul", day, 9, 45)
    at.subhead_disposes(request)
    at.schedule(request)
    at.fill_from_pool(waiting, "kasubbag_fill_spse")
    assert at.class_of(waiting) == at.class_of(request)
    at.fix(request)
    at.arrive("wulan", day, 10, 5)
    for one in (request, waiting):
        at.tell(one)
    for one in (request, waiting):
        at.put_away(one, many=True)
    last = at.train(request)
    at.arrive("wulan", last, 15, 40)
    for one in (request, waiting):
        at.close(one)
    assert last == date(2026, 8, 12), "the day the letter asked for"
    assert not any(step.from_paper for one in (request, waiting) for step in at.case(one).steps)


def test_each_ended_as_it_should(at: Typed) -> None:
    """Four archived, one rejected, numbered as they came."""
    archived, rejected = RequestState.ARCHIVED, RequestState.REJECTED
    found = [at.case(at.numbered(number)) for number in range(1, 6)]
    assert [one.state for one in found] == [archived, archived, archived, rejected, archived]
    assert [one.key for one in found] == [f"{number}/2026" for number in range(1, 6)]


def test_the_books_and_the_journal_are_whole_and_nothing_was_clicked(at: Typed, mouse: MouseWatch) -> None:
    """After all of them."""
    assert data_folder.verify(at.office).problems == ()
    assert mouse.presses == 0
