"""The demonstration looks like an office at work: its hours, its holidays, its lateness, and nobody real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.config import Access
from desktop_app.demonstration.fill import demonstration_pin, fill
from desktop_app.demonstration.office_days import OfficeDays
from desktop_app.office_time import wall
from desktop_app.queries.cases import case
from desktop_app.services import access, data_folder
from desktop_app.services.use_case import Office
from resources import path
from tests.office_fixtures import DEMO_NOW


@pytest.fixture(scope="module")
def office(demo_folder: Access) -> Iterator[Office]:
    """The demonstration, opened to look at."""
    opened = data_folder.open_office(demo_folder)
    yield opened
    opened.store.close()


def ask(office: Office, question: str) -> list[Any]:
    """The rows of a question to the file."""
    with office.store.reading() as connection:
        return list(connection.exec_driver_sql(question).all())


def test_everything_happens_in_office_hours_and_before_now(office: Office) -> None:
    """Acts of the desk lie in working time (a class may end after it), none in the future."""
    calendar = OfficeDays().calendar
    moments = ask(office, "SELECT action, recorded_at FROM journal WHERE actor_id IS NOT NULL ORDER BY seq")
    assert len(moments) > 300
    last = None
    for action, text in moments:
        moment = wall(datetime.fromisoformat(str(text) + ("" if "+" in str(text) else "+00:00")))
        assert moment <= DEMO_NOW
        assert calendar.is_working_day(moment.date()), (action, moment)
        assert 7 <= moment.hour < 17, (action, moment)
        assert last is None or moment >= last
        last = moment


def test_classes_lie_on_working_days_of_past_and_coming_weeks(office: Office) -> None:
    """Done ones before now, tentative and fixed ones after."""
    calendar = OfficeDays().calendar
    rows = ask(
        office,
        "SELECT s.state, d.day FROM session s JOIN session_day d ON d.session_id = s.id WHERE d.voided_at IS NULL",
    )
    for state, text in rows:
        day = datetime.fromisoformat(str(text)).date()
        assert calendar.is_working_day(day)
        if state == "DONE":
            assert day <= DEMO_NOW.date()
        if state in ("TENTATIVE", "FIXED"):
            assert day > DEMO_NOW.date()
    assert {state for state, _ in rows} == {"DONE", "RUNNING", "FIXED", "TENTATIVE", "POSTPONED", "CANCELLED"}


def test_the_screens_have_something_to_show(office: Office) -> None:
    """A queue of letters, a pool of forms, a full class, a class that moved, scans, sheets out, letters sent."""
    wanted = {
        "letters waiting": ("request WHERE state = 'SCHEDULING' AND kind = 'letter'", range(4, 8)),
        "forms pooled": ("request WHERE state = 'SCHEDULING' AND kind = 'form'", range(3, 9)),
        "full classes": (
            "session s WHERE s.state = 'FIXED' AND quota = (SELECT count(*) FROM seat t"
            " WHERE t.session_id = s.id AND t.state != 'RELEASED')",
            range(1, 9),
        ),
        "moved classes": ("session WHERE successor_id IS NOT NULL", range(1, 9)),
        "scans": ("attachment", range(8, 99)),
        "sheets out": ("sheet WHERE returned_at IS NULL", range(1, 99)),
        "letters sent": ("outgoing_letter", range(2, 99)),
        "paused clocks": ("clock_pause WHERE ends_at IS NULL", range(1, 9)),
        "vain calls": ("contact_attempt WHERE outcome = 'NO_ANSWER'", range(1, 99)),
        "wished days": ("request WHERE preferred_dates != '[]'", range(5, 44)),
    }
    found = {what: ask(office, f"SELECT count(*) FROM {rows}")[0][0] for what, (rows, _) in wanted.items()}
    assert {what: count for what, count in found.items() if count not in wanted[what][1]} == {}


def test_steps_show_minutes_some_late_some_typed_later(office: Office) -> None:
    """The report of step times has all three kinds."""
    with office.store.reading() as connection:
        steps = [
            step
            for request_id in range(1, 45)
            for step in case(connection, request_id, office.clock.now()).steps
            if step.state == "done"
        ]
    head = [step for step in steps if step.number == 3 and step.minutes is not None]
    assert any(0 < (step.minutes or 0) <= 30 for step in head)
    assert any(step.level == "over" for step in steps)
    assert any(step.recorded_late for step in steps)


def test_the_same_seed_is_the_same_office(cheap_hasher: None, tmp_path: Path) -> None:
    """Names, numbers and PINs repeat; another seed is another office."""

    def senders(folder: str, seed: int) -> list[Any]:
        office = data_folder.create(Access(tmp_path / folder, tmp_path / "key")).office
        fill(office, requests=4, seed=seed, now=DEMO_NOW)
        rows = ask(office, "SELECT sender_name, state, agenda_number FROM request ORDER BY id")
        office.store.close()
        return rows

    first = senders("a", 9)
    assert first == senders("b", 9) != senders("c", 10)


def test_its_pins_open_and_are_marked(office: Office) -> None:
    """Fixed by the seed, permanent, of officers marked contoh."""
    officers = ask(office, "SELECT handle, full_name, pin_must_change FROM officer ORDER BY id")
    assert len(officers) == 7
    for _, name, must_change in officers:
        assert "(contoh)" in name and not must_change
    assert access.authenticate(office, "wulan", demonstration_pin(24, 0)).handle == "wulan"
    assert len({demonstration_pin(24, number) for number in range(7)}) == 7


def test_the_names_are_marked_as_invented() -> None:
    """Every office and every surname carries a word that says so."""
    words = json.loads(path("demo_names.json").read_text("utf-8"))
    assert words["catatan"].startswith("CONTOH")
    marks = ("contoh", "umpama", "misal", "andai")
    for group in ("family", "agencies", "vertical_agencies", "villages", "vendors"):
        assert [name for name in words[group] if not any(mark in name.lower() for mark in marks)] == []
