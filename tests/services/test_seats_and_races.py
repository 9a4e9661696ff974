"""Seats and numbers under rivals: refused by the service, refused by the database, never twice, never a gap."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engine import connect
from desktop_app.errors import Busy, LoketError, RuleRefusal
from desktop_app.queries.schedule_read import sessions_by_ids
from desktop_app.services import data_folder, intake, scheduling, sessions, training
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import WAYS, House, open_house

RIVAL = Path(__file__).with_name("rival.py")


def seated(house: House, session: int) -> int:
    """Taken seats as the file says."""
    with house.office.store.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM seat WHERE session_id = ? AND state != 'RELEASED' AND voided_at IS NULL", (session,)
        )
        return int(found.scalar() or 0)


def test_a_seat_more_than_the_quota_is_refused_by_the_service(house: House) -> None:
    """A group is refused whole, with what is left."""
    session = house.session(quota=3)
    house.because("nurul", scheduling.schedule_request, "x", request=house.request("SCHEDULING"), session=session)
    case = house.request("SCHEDULING")
    with pytest.raises(RuleRefusal, match="sisa 1 kursi"):
        house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    assert (seated(house, session), house.state(case)) == (2, "SCHEDULING")


def test_seats_set_aside_for_individuals_are_closed_to_groups(house: House) -> None:
    """Two of four are kept: a group of three does not fit, a form does."""
    session = house.session(quota=4, reserved=2)
    with pytest.raises(RuleRefusal):
        house.because(
            "nurul", scheduling.schedule_request, "x", request=house.request("SCHEDULING", people=3), session=session
        )


def test_a_seat_kept_for_individuals_is_not_kept_again_once_one_took_it(house: House) -> None:
    """Two of four are kept; with two individuals seated the two others are for groups."""
    session = house.session(quota=4, reserved=2)
    case = house.request("SCHEDULING")
    for number in range(2):
        form = house.form(applicant=ParticipantEntry(full_name=f"Rina Umpama {number}", mobile=f"08120000022{number}"))
        for step in WAYS["SCHEDULING"]:
            step(house, form)
        house.because("nurul", scheduling.schedule_request, "x", request=form, session=session)
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    assert seated(house, session) == 4
    with house.office.store.reading() as connection:
        (row,) = sessions_by_ids(connection, [session])
    assert (row.seats.individuals, row.seats.reserved_left, row.seats.held) == (2, 0, 4)


@pytest.mark.parametrize("door", ["insert", "unrelease", "move"])
def test_a_seat_more_is_refused_by_the_file_itself(house: House, door: str) -> None:
    """Whatever program opens the file: the trigger stops an insert, a released seat coming back, a seat moved in."""
    session = house.session(quota=2)
    case = house.request("SCHEDULING")
    house.because("nurul", scheduling.schedule_request, "x", request=case, session=session)
    other = house.request("SCHEDULED")
    raw = connect(house.office.store.path, house.office.store.data_key)
    place = house.places(other)[0]
    doors: dict[str, Callable[[], object]] = {
        "insert": lambda: raw.execute(
            "INSERT INTO seat (session_id, request_id, participant_id, state, walk_in) VALUES (?, ?, ?, 'HELD', 0)",
            (session, other, place),
        ),
        "move": lambda: raw.execute("UPDATE seat SET session_id = ? WHERE participant_id = ?", (session, place)),
        "unrelease": lambda: (
            raw.execute(
                "INSERT INTO seat (session_id, request_id, participant_id, state, walk_in)"
                " VALUES (?, ?, ?, 'RELEASED', 0)",
                (session, other, place),
            ),
            raw.execute("UPDATE seat SET state = 'HELD' WHERE session_id = ? AND state = 'RELEASED'", (session,)),
        ),
    }
    with pytest.raises(Exception, match="kursi penuh"):
        doors[door]()
    with pytest.raises(Exception, match="kuota di bawah"):
        raw.execute("UPDATE session SET quota = 1 WHERE id = ?", (session,))
    raw.close()
    assert seated(house, session) == 2


def test_a_quota_below_the_promised_seats_is_refused(house: House) -> None:
    """By the service, in words."""
    case = house.request("SCHEDULED")
    with pytest.raises(RuleRefusal, match="kuota tidak dapat"):
        house.do("nurul", sessions.edit_session, session=house.session_of(case), quota=1)


def test_a_walk_in_needs_a_seat_too(house: House) -> None:
    """The class is full: no form is written, no number taken."""
    session = house.session("RUNNING")
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("UPDATE session SET quota = 2 WHERE id = ?", (session,))
    raw.close()
    with pytest.raises(RuleRefusal, match="penuh"):
        house.do(
            "andi",
            training.add_walk_in,
            session=session,
            person=ParticipantEntry(full_name="Tamu Umpama"),
            privacy_notice=True,
        )


def test_threads_race_for_the_last_seat(house: House) -> None:
    """Eight requests, one seat: one wins, seven are told, round after round."""
    for _ in range(3):
        session = house.session(quota=1)
        cases = [house.request("SCHEDULING", people=1) for _ in range(8)]
        outcomes: list[str] = []
        gate = threading.Barrier(len(cases))

        def rival(
            case: int, session: int = session, gate: threading.Barrier = gate, told: list[str] = outcomes
        ) -> None:
            gate.wait()
            try:
                act = house.act("nurul", reason="lomba")
                scheduling.schedule_request(house.office, act, request=case, session=session)
                told.append("won")
            except RuleRefusal:
                told.append("full")

        threads = [threading.Thread(target=rival, args=(case,)) for case in cases]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["full"] * 7 + ["won"]
        assert seated(house, session) == 1


def test_outgoing_letters_of_two_desks_never_share_a_number(house: House) -> None:
    """Two processes issue letters as fast as they can: the book has every number once, without a gap."""
    case = house.request("SCHEDULED")
    house.office.store.close()
    numbers = sorted(int(one) for one in race(house, 2, "outgoing", str(case), "15"))
    assert numbers == list(range(1, 31))


def race(house: House, processes: int, what: str, *words: str) -> list[str]:
    """Start rivals as processes of their own; their lines of output together."""
    here = house.access
    started = [
        subprocess.Popen(
            [sys.executable, str(RIVAL), str(here.data_dir), str(here.key_file), what, str(number), *words],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for one in started:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    lines: list[str] = []
    for one in started:
        out, _ = one.communicate(timeout=600)
        assert one.returncode == 0
        lines += out.split()
    return lines


def _race_for_numbers(house: House, processes: int, letters: int) -> None:
    numbers = [int(line) for line in race(house, processes, "letters", str(letters))]
    assert sorted(numbers) == list(range(1, processes * letters + 1))
    assert data_folder.verify(house.office).problems == ()


def _race_for_seats(house: House, processes: int, rounds: int) -> None:
    sessions_made = [house.session(quota=1) for _ in range(rounds)]
    cases = [[house.request("SCHEDULING", people=1) for _ in range(processes)] for _ in range(rounds)]
    words = [f"{session}:{','.join(map(str, row))}" for session, row in zip(sessions_made, cases, strict=True)]
    told = race(house, processes, "seats", *words)
    assert told.count("won") == rounds and told.count("full") == rounds * (processes - 1)
    assert [seated(house, session) for session in sessions_made] == [1] * rounds
    assert data_folder.verify(house.office).problems == ()


def test_processes_take_agenda_numbers_without_gap_or_double(house: House) -> None:
    """Two desks, ten letters each."""
    _race_for_numbers(house, 2, 10)


def test_processes_race_for_the_last_seat(house: House) -> None:
    """Two desks, five classes with one seat each."""
    _race_for_seats(house, 2, 5)


@pytest.mark.full
def test_sixteen_processes_take_numbers(house: House) -> None:
    """Sixteen desks, 200 letters each."""
    _race_for_numbers(house, 16, 200)


@pytest.mark.full
def test_sixteen_processes_race_for_the_last_seat_two_hundred_times(house: House) -> None:
    """Nothing is oversold (RELIABILITY 0.5)."""
    for _ in range(10):
        _race_for_seats(house, 16, 20)


def test_a_desk_that_cannot_get_the_lock_is_told_so(house: House) -> None:
    """Another process holds the write lock: Busy, exit code 5, nothing saved."""
    second = data_folder.open_office(house.access, house.clock, busy_ms=50)
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy) as caught:
        intake.register_form(
            second,
            house.act("wulan"),
            applicant=ParticipantEntry(full_name="Rina Umpama", mobile="081200000222"),
            topics=("SIRUP",),
            privacy_notice=True,
        )
    assert caught.value.exit_code == 5
    raw.execute("ROLLBACK")
    raw.close()
    second.store.close()
    assert isinstance(caught.value, LoketError)


def test_a_second_desk_sees_what_the_first_saved(house: House) -> None:
    """Two open offices on one folder: the change feed of the other moves."""
    from db import journal

    second = open_house(house.access)
    version = second.office.store.data_version()
    with second.office.store.reading() as connection:
        seq = journal.newest(connection).seq
    case = house.letter()
    assert second.office.store.data_version() != version
    with second.office.store.reading() as connection:
        last, touched = journal.changes_since(connection, seq)
    assert last == seq + 1 and ("request", case) in touched
    second.office.store.close()
