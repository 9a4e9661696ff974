"""The track of the race for the last seat: chapters of races, each in a fresh class with fresh cases.

A chapter ends when a desk was killed, or after a number of races, so that nothing grows with the races run before: a
class with thousands of released seats is no office's, and would only measure itself.
"""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from desktop_app.office_time import SystemClock
from desktop_app.services import (
    data_folder,
    endings,
    notices,
    office_places,
    scheduling,
    session_moves,
    sessions,
)
from desktop_app.services.people import ParticipantEntry
from tests.office_fixtures import House
from tests.services.race_paths import SMALL_ROOM

DESK = Path(__file__).with_name("race_paths.py")

PLAIN = ("schedule", "command", "proposal", "walk_in")
"""Paths that need nothing before the shot."""
PREPARED = ("offer", "reschedule", "merge")
"""Paths whose case must wait or sit somewhere first."""
ALONE = ("undo", "redo", "redo_quota", "quota", "room", "topic", "move", "accept")
"""Of these a round has one: each needs the free seat before the shot, or changes the class itself."""
BESIDE = ("substitute", "late_name")
"""Acts on the seat that is taken already: whoever wins, they must not make it two."""
PATHS = (*PLAIN, *PREPARED, *ALONE, *BESIDE, "lapse")
NOT_SEATS = frozenset({*BESIDE, "lapse"})

LIVE = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")
WAITING = ("SCHEDULING", "WAITLISTED", "SCHEDULED", "NOTIFIED", "CONFIRMED")
HEAD_START = 0.4
LATE = {"redo_quota": 1, "accept": 2}
"""Prepared after the others: what follows a quota stands in the way of its undo, and an offer takes the seat."""

OVERSOLD = (
    "SELECT s.id, s.quota, count(*), r.seats FROM session s JOIN seat t ON t.session_id = s.id"
    " LEFT JOIN room r ON r.id = s.room_id WHERE t.state != 'RELEASED' AND t.voided_at IS NULL"
    " GROUP BY s.id, s.quota HAVING count(*) > s.quota OR count(*) > r.seats"
)


class Track:
    """A class of two seats in a room of its own, one seat taken for good, and the desks that want the other."""

    def __init__(self, house: House, desks: int) -> None:
        self.house = house
        # The desks go by the machine's clock, as the command line does; so does whoever prepares the race.
        house.clock.put(max(house.clock.now(), SystemClock().now()))
        house.do("nurul", office_places.add_room, code="lomba", name="Ruang Lomba", seats=2)
        house.do("nurul", office_places.add_room, code=SMALL_ROOM, name="Ruang Sempit", seats=1)
        self.room, self.topic = self._one("room", "lomba"), self._one("topic", "SIRUP")
        house.do("nurul", office_places.edit_topic, topic_id=self.topic, min_participants=1, emptied=("quota",))
        self.shot: Counter[str] = Counter()
        self.won: Counter[str] = Counter()
        self.chapter = self.session = self.sitting = 0
        self.cases: list[int] = []
        self.desks = [self.start(number) for number in range(desks)]
        assert [self.heard(number) for number in range(desks)] == ["open"] * desks
        self.own_day = house.free_day()
        self.begin()

    def _one(self, table: str, code: str) -> int:
        with self.house.office.store.reading() as connection:
            return int(connection.exec_driver_sql(f"SELECT id FROM {table} WHERE code = ?", (code,)).scalar_one())

    def begin(self) -> None:
        """A new chapter: another class, other cases; in every second one the date was told already."""
        self.end()
        house, self.chapter = self.house, self.chapter + 1
        made = house.do(
            "nurul", sessions.create_session, topic="SIRUP", first_day=house.free_day(), room="lomba", reserved=0
        )
        self.session = int(made.value.session)
        house.do("nurul", sessions.fix_session, session=self.session)
        # Each a person of his own: the same one cannot sit in the classes of two desks on one day.
        self.sitting, *self.cases = [
            house.request("SCHEDULING", people=1, participants=(ParticipantEntry(full_name=f"Pelomba {number}"),))
            for number in range(len(self.desks) + 1)
        ]
        house.because("nurul", scheduling.schedule_request, "x", request=self.sitting, session=self.session)
        if self.chapter % 2 == 0:
            house.do("wulan", notices.record_contact, request=self.sitting, channel="telephone", outcome="REACHED")
        for number in range(len(self.desks)):
            assert self.order(number, f"sit {self.words(number)}") == "sitting"

    def words(self, number: int, offered: int = 0) -> str:
        """What a desk has to know of this chapter."""
        known = {
            "session": self.session,
            "case": self.cases[number],
            "room": self.room,
            "topic": self.topic,
            "sitting": self.sitting,
            "offered": offered,
            "class_day": self.house._first_day(self.session).toordinal(),
            "own_day": self.own_day.toordinal(),
        }
        return " ".join(f"{name}={value}" for name, value in known.items())

    def end(self) -> None:
        """The class of the old chapter is called off and its cases are withdrawn: nothing of it waits or sits."""
        if not self.session:
            return
        with self.house.office.store.reading() as connection:
            alive = "SELECT id, state FROM session WHERE room_id IN (SELECT id FROM room WHERE code IN ('lomba', ?))"
            classes = [row.id for row in connection.exec_driver_sql(alive, (SMALL_ROOM,)) if row.state in LIVE]
            waiting = "SELECT id, state FROM request WHERE participant_count = 1"
            cases = [row.id for row in connection.exec_driver_sql(waiting) if row.state in WAITING]
        for session in classes:
            self.house.because("nurul", session_moves.cancel_session, "babak selesai", session=session)
        for case in cases:
            self.house.because("wulan", endings.withdraw_request, "babak selesai", request=case)
        self.house.because("nurul", office_places.edit_topic, "babak selesai", topic_id=self.topic, emptied=("quota",))
        self.house.because("nurul", office_places.edit_room, "babak selesai", room_id=self.room, seats=2)

    def start(self, number: int) -> subprocess.Popen[str]:
        """A desk of its own process; it says "open" when it is."""
        here = self.house.access
        words = (here.data_dir, here.key_file, number)
        return subprocess.Popen(
            [sys.executable, str(DESK), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

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

    def race(
        self,
        paths: list[str],
        *,
        kill: int | None = None,
        pause: float = 0.0,
        head_start: bool = False,
        in_turn: bool = False,
    ) -> list[str]:
        """One race: who must, prepares; everybody shoots at once; who must, tidies up.

        ``kill`` dies on the way, ``pause`` seconds after the start; ``head_start``: the path that goes alone is told
        first, else it would hardly ever win against so many others. ``in_turn``: no race, the last one goes first.
        """
        if "lapse" in paths:
            offered = self.cases[paths.index("accept")]
            ender = paths.index("lapse")
            assert self.order(ender, f"sit {self.words(ender, offered)}") == "sitting"
        for number in sorted(range(len(paths)), key=lambda one: LATE.get(paths[one], 0)):
            assert self.order(number, f"prepare {paths[number]}") == "ready", paths[number]
        told = self._shoot(paths, kill, pause, head_start=head_start, in_turn=in_turn)
        self.look(paths, told, kill)
        if kill is not None:
            hang_up(self.desks[kill])
            self.desks[kill] = self.start(kill)
            assert self.heard(kill) == "open"
            self.begin()
            return told
        for number, path in enumerate(paths):
            if told[number] == "won" or path not in PLAIN:
                assert self.order(number, "tidy") == "tidied", (path, told[number])
        return told

    def _shoot(self, paths: list[str], kill: int | None, pause: float, *, head_start: bool, in_turn: bool) -> list[str]:
        everybody = range(len(paths))
        if in_turn:
            return [self.order(number, "go") for number in reversed(everybody)][::-1]
        first = [number for number in everybody if paths[number] in ALONE] if head_start else []
        for number in [*first, *(one for one in everybody if one not in first)]:
            self.tell(number, "go")
        if kill is not None:
            time.sleep(pause)
            self.desks[kill].kill()
        return [self.heard(number) for number in everybody]

    def look(self, paths: list[str], told: list[str], kill: int | None) -> None:
        """Exactly one took the seat, nothing is oversold, and the rule refused before the file had to."""
        went = list(zip(paths, told, strict=True))
        assert "guard" not in told, went
        with self.house.office.store.reading() as connection:
            assert connection.exec_driver_sql(OVERSOLD).all() == [], went
        winners = [path for path, word in went if word == "won" and path not in NOT_SEATS]
        lapsed = ("lapse", "won") in went
        if kill is None:
            assert len(winners) == 1 or (lapsed and not winners), went
            assert all(word == "won" for path, word in went if path in BESIDE) or "move" in winners, went
        assert len(winners) <= 1, went
        self.shot.update(path for path, word in went if word)
        self.won.update(path for path, word in went if word == "won")

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
    """A path for each desk: one that goes alone, now and then one beside it, a few prepared ones, the rest plain."""
    mixed = [dice.choice(ALONE)]
    if mixed == ["accept"] and dice.random() < 0.7:
        mixed.append("lapse")
    elif mixed != ["move"] and dice.random() < 0.3:
        mixed.append(dice.choice(BESIDE))
    mixed += dice.choices(PREPARED, k=2 if desks > 4 else 1)
    mixed += dice.choices(PLAIN, weights=(5, 1, 5, 5), k=desks - len(mixed))
    dice.shuffle(mixed)
    return mixed


def sweep(house: House, desks: int, races: int, *, kill_every: int, seed: int) -> Track:
    """So many races over all paths; the track knows how often each was shot and won."""
    track = Track(house, desks)
    dice, began = random.Random(seed), time.monotonic()
    try:
        for number in range(1, races + 1):
            kill = dice.randrange(desks) if number % kill_every == 0 else None
            track.race(drawn(dice, desks), kill=kill, pause=dice.random() * 0.05, head_start=dice.random() < HEAD_START)
            if number % 500 == 0:
                print(f"seed {seed}: {number} races, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        track.close()
    assert data_folder.verify(house.office).problems == ()
    return track
