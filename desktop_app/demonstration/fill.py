"""Fills an empty office with invented data: all stories side by side on one clock, up to about now."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, select

from db.tables_requests import request
from db.tables_schedule import session
from desktop_app.demonstration.classes import life_of, open_class
from desktop_app.demonstration.hands import Hands
from desktop_app.demonstration.office_days import OfficeDays
from desktop_app.demonstration.plan import ClassPlan, Planner, Story
from desktop_app.demonstration.stories import Script, story
from desktop_app.office_time import SetClock, SystemClock, from_wall, wall
from desktop_app.services import setup
from desktop_app.services.access import is_easy
from desktop_app.services.setup import FirstPin
from desktop_app.services.use_case import Office
from desktop_app.sop.numbering import case_key

MARK = " (data contoh)"
QUIET_BEFORE_NOW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Told:
    """Who wants to hear of each finished case: agenda key and state, after its last COMMIT."""

    on_request: Callable[[str, str], None] | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What lies in the office now; the PINs are fixed and marked contoh."""

    pins: tuple[FirstPin, ...]
    requests: int
    sessions: int


def fill(
    office: Office, *, requests: int = 40, seed: int = 24, now: datetime | None = None, told: Told | None = None
) -> Filled:
    """Set the office up and live through its last weeks until ``now`` (wall time; default: the machine's)."""
    dice, days = Random(seed), OfficeDays()
    end = days.last_moment((now or wall(SystemClock().now())) - QUIET_BEFORE_NOW)
    planner = Planner(days, dice, end)
    stories = planner.plan(requests)
    begin = days.shifted(min(one.arrives for one in stories).date(), -1)
    clock = SetClock(from_wall(days.at(begin, 8, 0)))
    office.clock = clock
    pins = _set_up(office, seed)
    hands = Hands(office, clock, days, dice, {one.handle: one.pin for one in pins})
    timeline = _Timeline(hands, end, told or Told())
    groups = [*planner.classes.values(), *planner.past]
    timeline.play(stories, groups)
    office.clock = SystemClock()
    with office.store.reading() as connection:
        counted = [
            int(connection.execute(select(func.count()).select_from(t)).scalar() or 0) for t in (request, session)
        ]
    return Filled(pins, counted[0], counted[1])


def demonstration_pin(seed: int, number: int) -> str:
    """The fixed PIN of the officer at this place of the list: the same for the same seed."""
    dice = Random(f"{seed}/{number}")
    while True:
        pin = f"{dice.randrange(10**6):06d}"
        if len(set(pin)) > 3 and not is_easy(pin):
            return pin


def _set_up(office: Office, seed: int) -> tuple[FirstPin, ...]:
    plan = setup.read_plan(setup.example_text())
    plan.settings["office_name"] = str(plan.settings.get("office_name", "Kantor")) + MARK
    fixed = {one.handle: demonstration_pin(seed, number) for number, one in enumerate(plan.officers)}
    pins = setup.set_up(office, plan, pins=fixed)
    setup.accept_pins(office, pins)
    return pins


class _Timeline:
    """Scripts in the order of their next act; what would happen after the end does not happen."""

    def __init__(self, hands: Hands, end: datetime, told: Told) -> None:
        self.hands, self.end, self.told = hands, end, told
        self._order = itertools.count()
        self._waiting: list[tuple[datetime, int, Script, Story | ClassPlan]] = []

    def play(self, stories: list[Story], groups: list[ClassPlan]) -> None:
        """Live through everything."""
        for one in stories:
            self._next(story(self.hands, one), one)
        for group in groups:
            if group.fate == "open":
                self._next(open_class(self.hands, group, self.hands.days.before(self.end, 90)), group)
            else:
                self._next(life_of(self.hands, group), group)
        while self._waiting:
            moment, _, script, about = heapq.heappop(self._waiting)
            self.hands.clock.put(max(from_wall(moment), self.hands.clock.now()))
            self._next(script, about)

    def _next(self, script: Script, about: Story | ClassPlan) -> None:
        moment = next(script, None)
        if moment is not None and moment <= self.end:
            heapq.heappush(self._waiting, (moment, next(self._order), script, about))
            return
        about.done = True
        if isinstance(about, ClassPlan):
            for member in about.members:
                self._tell(member)
        else:
            self._tell(about)

    def _tell(self, one: Story) -> None:
        settled = one.done and (one.group is None or one.group.done)
        if not settled or one.request is None or self.told.on_request is None:
            return
        with self.hands.office.store.reading() as connection:
            row = connection.execute(
                select(request.c.agenda_number, request.c.agenda_year, request.c.state).where(
                    request.c.id == one.request
                )
            ).one()
        self.told.on_request(case_key(row.agenda_number, row.agenda_year), row.state)
