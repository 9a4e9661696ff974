"""Rivals race for the last seat on every write path, some are killed in the middle; nothing is ever oversold.

Reduced in CI; ``--full`` runs ten thousand races of sixteen desks (issue B, figures).
"""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.engine import connect
from desktop_app.services import data_folder, endings, office_places, scheduling, sessions
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House

RIVAL = Path(__file__).with_name("race_paths.py")
PATHS = ("schedule", "undo", "reschedule", "merge", "quota", "offer", "proposal", "walk_in", "room", "redo")
ALONE = frozenset({"undo", "redo", "quota", "room"})
"""Paths of which a round has one: each needs the free seat before the shot, or changes the class itself."""

OVERSOLD = (
    "SELECT s.id, s.quota, count(*) FROM session s JOIN seat t ON t.session_id = s.id WHERE t.state != 'RELEASED'"
    " AND t.voided_at IS NULL GROUP BY s.id, s.quota HAVING count(*) > s.quota"
)


class Track:
    """A class of two seats in a room of its own, one seat taken for good, and the desks that want the other."""

    def __init__(self, house: House, desks: int) -> None:
        self.house = house
        house.do("nurul", office_places.add_room, code="lomba", name="Ruang Lomba", seats=2)
        with house.office.store.reading() as connection:
            self.room = int(connection.exec_driver_sql("SELECT id FROM room WHERE code = 'lomba'").scalar() or 0)
        made = house.do(
            "nurul", sessions.create_session, topic="SIRUP", first_day=house.free_day(), room="lomba", reserved=0
        )
        self.session = int(made.value.session)
        house.do("nurul", sessions.fix_session, session=self.session)
        sitting = house.request("SCHEDULING", people=1)
        house.because("nurul", scheduling.schedule_request, "x", request=sitting, session=self.session)
        # Each a person of his own: the same one cannot sit in the classes of two desks on one day.
        self.cases = [
            house.request("SCHEDULING", people=1, participants=(ParticipantEntry(full_name=f"Pelomba {number}"),))
            for number in range(desks)
        ]
        self.desks = [self.start(number) for number in range(desks)]

    def start(self, number: int) -> subprocess.Popen[str]:
        """A desk of its own process."""
        here = self.house.access
        words = (here.data_dir, here.key_file, number, self.session, self.cases[number], self.room)
        made = subprocess.Popen(
            [sys.executable, str(RIVAL), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert made.stdout is not None and made.stdout.readline() == "ready\n"
        return made

    def tell(self, number: int, order: str) -> None:
        """Give an order without waiting."""
        stdin = self.desks[number].stdin
        assert stdin is not None
        with contextlib.suppress(BrokenPipeError):
            stdin.write(f"{order}\n")
            stdin.flush()

    def heard(self, number: int) -> str:
        """The answer to the last order; empty from one that was killed."""
        stdout = self.desks[number].stdout
        assert stdout is not None
        return stdout.readline().strip()

    def order(self, number: int, order: str) -> str:
        """Give an order and wait."""
        self.tell(number, order)
        return self.heard(number)

    def race(self, paths: list[str], *, kill: int | None = None, pause: float = 0.0) -> list[str]:
        """One race: everybody prepares in turn, shoots at once, and tidies up; ``kill`` dies on the way."""
        for number, path in enumerate(paths):
            assert self.order(number, f"prepare {path}") == "ready", path
        for number in range(len(paths)):
            self.tell(number, "go")
        if kill is not None:
            time.sleep(pause)
            self.desks[kill].kill()
        told = [self.heard(number) for number in range(len(paths))]
        self.look(paths, told)
        if kill is not None:
            hang_up(self.desks[kill])
            self.desks[kill] = self.start(kill)
        for number in range(len(paths)):
            assert self.order(number, "tidy") == "tidied", (paths[number], told[number])
        if kill is not None:
            self.tidy_after_the_dead()
        return told

    def look(self, paths: list[str], told: list[str]) -> None:
        """At most one took the seat, nothing is oversold, and the service refused before the file had to."""
        assert "guard" not in told, list(zip(paths, told, strict=True))
        with self.house.office.store.reading() as connection:
            assert connection.exec_driver_sql(OVERSOLD).all() == [], list(zip(paths, told, strict=True))

    def tidy_after_the_dead(self) -> None:
        """The new desk does not know what the dead one did: the room's seats, and a walk-in, are put right here."""
        self.house.because("nurul", office_places.edit_room, "lomba", room_id=self.room, seats=2)
        self.house.because("nurul", sessions.edit_session, "lomba", session=self.session, quota=2)
        with self.house.office.store.reading() as connection:
            left = connection.exec_driver_sql(
                "SELECT t.request_id FROM seat t WHERE t.session_id = ? AND t.walk_in AND t.state != 'RELEASED'",
                (self.session,),
            ).scalars()
            guests = list(left)
        for guest in guests:
            self.house.because("wulan", endings.withdraw_request, "lomba", request=guest)

    def close(self) -> None:
        """Send everybody home."""
        for one in self.desks:
            hang_up(one)


def hang_up(desk: subprocess.Popen[str]) -> None:
    """Close the lines of a desk and wait until it is gone."""
    for line in (desk.stdin, desk.stdout):
        if line is not None:
            with contextlib.suppress(BrokenPipeError):
                line.close()
    desk.wait(timeout=60)


def drawn(dice: random.Random, desks: int) -> list[str]:
    """A path for each desk, each of those that go alone at most once."""
    alone = dice.sample(sorted(ALONE), k=min(2, desks))
    rest = [dice.choice([one for one in PATHS if one not in ALONE]) for _ in range(desks - len(alone))]
    mixed = alone + rest
    dice.shuffle(mixed)
    return mixed


def test_every_path_takes_the_last_seat_alone_or_is_refused(house: House) -> None:
    """Two desks, every path against a plain placement: exactly one wins."""
    track = Track(house, 2)
    for path in PATHS:
        told = track.race(["schedule", path])
        assert sorted(told) == ["refused", "won"], (path, told)
    track.close()
    assert data_folder.verify(house.office).problems == ()


def sweep(house: House, desks: int, races: int, *, kill_every: int, seed: int = 7) -> int:
    """So many races over all paths; how many of them somebody won."""
    track = Track(house, desks)
    dice = random.Random(seed)
    wins = 0
    for number in range(1, races + 1):
        kill = dice.randrange(desks) if number % kill_every == 0 else None
        told = track.race(drawn(dice, desks), kill=kill, pause=dice.random() * 0.02)
        wins += "won" in told
    track.close()
    assert data_folder.verify(house.office).problems == ()
    return wins


def test_four_desks_race_on_mixed_paths_and_one_is_killed(house: House) -> None:
    """Six races, a desk killed in the third and the sixth."""
    assert sweep(house, 4, 6, kill_every=3) >= 4


@pytest.mark.full
def test_ten_thousand_races_of_sixteen_desks_some_killed(house: House) -> None:
    """Ten thousand races over all paths; in every fiftieth one desk is killed at a random moment."""
    assert sweep(house, 16, 10_000, kill_every=50) > 9_700


def test_a_desk_that_counts_first_and_writes_later_oversells(house: House) -> None:
    """The teeth of the figures: without the lock and without the trigger two naive desks share one seat."""
    session, other = house.session(quota=1), house.request("SCHEDULED")
    place = house.places(other)[0]
    second = house.places(house.request("SCHEDULED"))[0]
    taken = "SELECT count(*) FROM seat WHERE session_id = ? AND state != 'RELEASED'"
    insert = "INSERT INTO seat (session_id, request_id, participant_id, state, walk_in) VALUES (?, ?, ?, 'HELD', 0)"
    desks = [connect(house.office.store.path, house.office.store.data_key) for _ in range(2)]
    for trigger in ("seat_within_quota_on_insert",):
        desks[0].execute(f"DROP TRIGGER {trigger}")
    counts = [one.execute(taken, (session,)).fetchone()[0] for one in desks]
    assert counts == [0, 0]
    for one, who in zip(desks, (place, second), strict=True):
        one.execute(insert, (session, other, who))
        one.close()
    with house.office.store.reading() as connection:
        assert connection.exec_driver_sql(OVERSOLD).all() == [(session, 1, 2)]
