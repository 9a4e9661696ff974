"""The demonstration looks like an office at work: its hours, its holidays, its lateness, and nobody real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.config import Access
from desktop_app.demonstration.fill import Filled, demonstration_pin, fill
from desktop_app.demonstration.office_days import OfficeDays
from desktop_app.office_time import wall
from desktop_app.queries.cases import case
from desktop_app.services import access, data_folder
from desktop_app.services.use_case import Office
from resources import path

NOW = datetime(2026, 11, 24, 13, 40)


@pytest.fixture(scope="module")
def filled(cheap_hasher: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Filled]]:
    """Sixty invented cases up to a Tuesday after lunch."""
    folder = tmp_path_factory.mktemp("demonstration")
    office = data_folder.create(Access(folder / "data", folder / "key")).office
    made = fill(office, requests=60, seed=3, now=NOW)
    yield office, made
    office.store.close()


def ask(office: Office, question: str) -> list[Any]:
    """The rows of a question to the file."""
    with office.store.reading() as connection:
        return list(connection.exec_driver_sql(question).all())


def test_everything_happens_in_office_hours_and_before_now(filled: tuple[Office, Filled]) -> None:
    """Acts of the desk lie in working time (a class may end after it), none in the future."""
    office, _ = filled
    calendar = OfficeDays().calendar
    moments = ask(office, "SELECT action, recorded_at FROM journal WHERE actor_id IS NOT NULL ORDER BY seq")
    assert len(moments) > 300
    last = None
    for action, text in moments:
        moment = wall(datetime.fromisoformat(str(text) + ("" if "+" in str(text) else "+00:00")))
        assert moment <= NOW
        assert calendar.is_working_day(moment.date()), (action, moment)
        assert 7 <= moment.hour < 17, (action, moment)
        assert last is None or moment >= last
        last = moment


def test_classes_lie_on_working_days_of_past_and_coming_weeks(filled: tuple[Office, Filled]) -> None:
    """Done ones before now, tentative and fixed ones after."""
    office, _ = filled
    calendar = OfficeDays().calendar
    rows = ask(
        office,
        "SELECT s.state, d.day FROM session s JOIN session_day d ON d.session_id = s.id WHERE d.voided_at IS NULL",
    )
    for state, text in rows:
        day = datetime.fromisoformat(str(text)).date()
        assert calendar.is_working_day(day)
        if state == "DONE":
            assert day <= NOW.date()
        if state in ("TENTATIVE", "FIXED"):
            assert day > NOW.date()
    assert {state for state, _ in rows} == {"DONE", "RUNNING", "FIXED", "TENTATIVE", "POSTPONED", "CANCELLED"}


def test_the_screens_have_something_to_show(filled: tuple[Office, Filled]) -> None:
    """A queue of letters, a pool of forms, a full class, a class that moved, scans, sheets out, letters sent."""
    office, made = filled
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
        "wished days": ("request WHERE preferred_dates != '[]'", range(5, 60)),
    }
    found = {what: ask(office, f"SELECT count(*) FROM {rows}")[0][0] for what, (rows, _) in wanted.items()}
    assert {what: count for what, count in found.items() if count not in wanted[what][1]} == {}
    assert made.requests == 60


def test_steps_show_minutes_some_late_some_typed_later(filled: tuple[Office, Filled]) -> None:
    """The report of step times has all three kinds."""
    office, made = filled
    with office.store.reading() as connection:
        steps = [
            step
            for request_id in range(1, made.requests + 1)
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
        fill(office, requests=8, seed=seed, now=NOW)
        rows = ask(office, "SELECT sender_name, state, agenda_number FROM request ORDER BY id")
        office.store.close()
        return rows

    first = senders("a", 9)
    assert first == senders("b", 9) != senders("c", 10)


def test_its_pins_open_and_are_marked(filled: tuple[Office, Filled]) -> None:
    """Fixed by the seed, permanent, of officers marked contoh."""
    office, made = filled
    for number, one in enumerate(made.pins):
        assert one.pin == demonstration_pin(3, number) and "(contoh)" in one.full_name
    actor = access.authenticate(office, made.pins[0].handle, made.pins[0].pin)
    assert actor.handle == made.pins[0].handle


def test_the_names_are_marked_as_invented() -> None:
    """Every office and every surname carries a word that says so."""
    words = json.loads(path("demo_names.json").read_text("utf-8"))
    assert words["catatan"].startswith("CONTOH")
    marks = ("contoh", "umpama", "misal", "andai")
    for group in ("family", "agencies", "vertical_agencies", "villages", "vendors"):
        assert [name for name in words[group] if not any(mark in name.lower() for mark in marks)] == []
