"""A random walk over every act of the workflow: whatever the officers do in whatever order, the office stays whole.

Fifteen hundred acts in CI, a hundred thousand with --full (ARCHITECTURE.md section 8, after Gaphor's model test).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import time
from random import Random
from typing import Any

import pytest

from db.engine import connect
from desktop_app.commands import catalogue
from desktop_app.errors import LoketError
from desktop_app.office_time import at, today
from desktop_app.services import data_folder
from desktop_app.services.undo import undo
from desktop_app.services.use_case import Act, Result
from desktop_app.sop.states import ENDED, RequestState, SessionState
from desktop_app.sop.workflow import ACTIONS
from tests.office_fixtures import House
from tests.services.random_acts import NEW, ON_CASE, ON_CLASS, Dice
from tests.services.test_every_act import rows

NOT_WALKED = {"attach_scan"}
ADMINISTRATION = {name for name, row in ACTIONS.items() if row.subject == "office"} - set(NEW)
HOLDER = {
    "HELPDESK": ("wulan", "rizal"),
    "DIVISION_HEAD": ("suryadi",),
    "SUBDIVISION_HEAD": ("nurul",),
    "TRAINER": ("andi", "maya", "reza"),
    "ADMINISTRATOR": ("nurul",),
}
WEIGHTS = {
    **dict.fromkeys(("forward_to_head", "approve_by_head", "dispose_by_subhead", "record_sheet"), 9.0),
    **dict.fromkeys(("schedule_request", "record_confirmation", "record_contact"), 14.0),
    **dict.fromkeys(("fix_session", "record_attendance", "finish_session", "close_case", "complete_request"), 9.0),
    **dict.fromkeys(("make_tentative", "offer_seats", "accept_offer", "lapse_offer"), 6.0),
    **dict.fromkeys(("issue_certificates", "void_certificate", "void_attendance", "plan_follow_on"), 6.0),
    **dict.fromkeys(("keep_paper", "keep_session_paper", "link_follow_up", "receive_sheet", "disclose"), 0.2),
    **dict.fromkeys(("pause_clock", "resume_clock", "propose_duplicate", "cancel_session", "postpone_session"), 0.4),
}
"""What carries a case on is chosen more often, so that the walk also sees classes full of people."""

WALK_OFFICES, WALK_PARTS = 50, 5
UNDO_SHARE, MIRROR_SHARE, WRONG_SHARE, TIME_TRAVEL = 0.06, 0.03, 0.04, 0.02
ALIVE_SHARE, SOUGHT_SHARE = 0.8, 0.08
"""Of the acts on a class so many go to one still to come or running; the others also see what follows the end."""


class Walker:
    """Does one random act after another and looks whether the office is still whole."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.dice = Dice(house, Random(seed))
        self.random = self.dice.random
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.last: tuple[str, int] | None = None

    def step(self) -> None:
        """One act, an undo, or some time passing."""
        self.house.clock.advance(minutes=self.random.choice((1, 3, 10, 60)))
        self.dice.refresh()
        draw = self.random.random()
        if draw < TIME_TRAVEL:
            self._wait_for_a_class()
        elif draw < TIME_TRAVEL + UNDO_SHARE and self.last is not None:
            self._undo(*self.last)
        else:
            self._act()

    def _wait_for_a_class(self) -> None:
        now = today(self.house.clock.now())
        fixed = [one for one, state in self.dice.classes.items() if state in ("FIXED", "RUNNING")]
        coming = sorted(day for one in fixed for day in self.dice.days_of(one) if day >= now)
        if coming:
            self.house.clock.put(max(at(coming[0], time(9, 0)), self.house.clock.now()))

    def _act(self) -> None:
        name, fields = self._choice()
        row = ACTIONS[name]
        from_paper = bool(row.paper_roles) and (not row.roles or self.random.random() < 0.2)
        able = row.paper_roles if from_paper else row.roles
        holders = [h for role in able for h in HOLDER[role]] if self.random.random() > WRONG_SHARE else ["andi"]
        handle = self.random.choice(holders)
        reason = "alasan contoh" if row.needs_reason or self.random.random() < 0.7 else None
        act = self.house.act(handle, reason=reason, from_paper=from_paper)
        mirror = rows(self.house) if row.undo and self.random.random() < MIRROR_SHARE else None
        try:
            result: Result[Any] = catalogue.find(name)(self.house.office, act, **fields)
        except LoketError as refusal:
            assert refusal.sentence.strip(), name
            assert refusal.exit_code in (2, 3), (name, refusal.sentence)
            assert "CHECK" not in refusal.sentence and "UNIQUE" not in refusal.sentence, (name, refusal.sentence)
            self.refused[name] += 1
            return
        self.done[name] += 1
        self.last = (handle, result.seq)
        self._target_holds(name, fields)
        if mirror is not None and row.subject != "new_request":
            self._mirror(handle, result, mirror)

    def _choice(self) -> tuple[str, dict[str, Any]]:
        sought = self._sought() if self.random.random() < SOUGHT_SHARE and self.dice.cases else None
        if sought is not None:
            return sought
        draw = self.random.random()
        if draw < 0.1 or not self.dice.cases:
            name = self._weighted(["register_letter", "register_letter", "register_form", "create_session", *NEW])
            return name, NEW[name](self.dice)
        if draw < 0.35 and self.dice.classes:
            session = self._some_class()
            name = self._weighted(self._fitting(list(ON_CLASS), SessionState(self.dice.classes[session])))
            return name, {"session": session, **ON_CLASS[name](self.dice, session)}
        case = self._some_case()
        name = self._weighted(self._fitting(list(ON_CASE), RequestState(self.dice.cases[case])))
        return name, {"request": case, **ON_CASE[name](self.dice, case)}

    def _weighted(self, names: list[str]) -> str:
        return self.random.choices(names, [WEIGHTS.get(name, 1.0) for name in names])[0]

    def _sought(self) -> tuple[str, dict[str, Any]] | None:
        """An act this walk never did, on whatever is in a state for it; nothing when there is none."""
        name = self.random.choice(sorted((set(ON_CASE) | set(ON_CLASS)) - set(self.done)) or ["edit_request"])
        subjects = self.dice.cases if name in ON_CASE else self.dice.classes
        fitting = [one for one, state in subjects.items() if state in ACTIONS[name].states]
        if not fitting:
            return None
        subject = self.random.choice(fitting)
        if name in ON_CASE:
            return name, {"request": subject, **ON_CASE[name](self.dice, subject)}
        return name, {"session": subject, **ON_CLASS[name](self.dice, subject)}

    def _some_case(self) -> int:
        """Mostly one of the cases still on their way, of which some are at every step."""
        cases = list(self.dice.cases)
        open_ones = [one for one in cases if RequestState(self.dice.cases[one]) not in ENDED]
        return self.random.choice(open_ones[:25] if open_ones and self.random.random() < 0.95 else cases)

    def _some_class(self) -> int:
        classes = list(self.dice.classes)
        alive = [one for one in classes if self.dice.classes[one] in ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")]
        return self.random.choice(alive if alive and self.random.random() < ALIVE_SHARE else classes)

    def _fitting(self, names: list[str], state: RequestState | SessionState) -> list[str]:
        """Mostly acts of this state; of these, those that go on with the case more often than its endings."""
        fitting = [name for name in names if state in ACTIONS[name].states]
        if self.random.random() < WRONG_SHARE or not fitting:
            return names
        onward = [name for name in fitting if ACTIONS[name].target not in ENDED]
        return onward if onward and self.random.random() < 0.9 else fitting

    def _target_holds(self, name: str, fields: dict[str, Any]) -> None:
        row = ACTIONS[name]
        if row.target is None:
            return
        if row.subject == "request" and name not in ("schedule_request", "reschedule_request"):
            assert self.house.state(fields["request"]) == row.target, name
        elif row.subject == "session":
            assert self.house.session_state(fields["session"]) == row.target, name

    def _undo(self, handle: str, seq: int) -> None:
        try:
            undone = undo(self.house.office, self.house.act(handle), seq=seq)
        except LoketError as refusal:
            assert refusal.exit_code in (2, 3)
            self.refused["undo"] += 1
            self.last = None
            return
        self.done["undo"] += 1
        self.last = (handle, undone.seq)

    def _mirror(self, handle: str, result: Result[Any], before: Any) -> None:
        """Undo right after the act gives every old row back; redo gives the act back."""
        after = rows(self.house)
        try:
            undone = undo(self.house.office, Act(actor=self.house.actors[handle]), seq=result.seq)
        except LoketError:
            return
        now = rows(self.house)
        wrong = [key for key in before if now[key] != before[key]]
        assert not wrong, (result.action, wrong)
        self.done["mirror"] += 1
        if result.changes:
            undo(self.house.office, Act(actor=self.house.actors[handle]), seq=undone.seq)
            assert rows(self.house) == after, result.action
        self.last = None

    # --- invariants ------------------------------------------------------------------------------

    def look(self) -> None:
        """What must hold after every act, asked of the file itself."""
        with self.house.office.store.reading() as connection:
            for sentence, question in BROKEN.items():
                found = connection.exec_driver_sql(question).all()
                assert not found, f"{sentence}: {found[:5]}"

    def look_deep(self) -> None:
        """Chain, replay, gaps, quotas."""
        assert data_folder.verify(self.house.office).problems == ()


_ENDED = ", ".join(f"'{state}'" for state in sorted(ENDED))
_SEATS = "(SELECT 1 FROM seat t WHERE t.participant_id = p.id AND t.state != 'RELEASED' AND t.voided_at IS NULL)"
_HELD = "t.state != 'RELEASED' AND t.voided_at IS NULL AND s.state IN ('TENTATIVE', 'FIXED', 'RUNNING')"
_TWO_CLASSES = (
    "session s JOIN session_day d ON d.session_id = s.id AND d.voided_at IS NULL"
    " JOIN session_day e ON e.day = d.day AND e.voided_at IS NULL"
    " JOIN session o ON o.id = e.session_id AND o.id > s.id AND o.starts < s.ends AND o.ends > s.starts"
    " WHERE s.voided_at IS NULL AND o.voided_at IS NULL AND NOT s.agreed_before AND NOT o.agreed_before"
    " AND s.state IN ('TENTATIVE', 'FIXED', 'RUNNING') AND o.state IN ('TENTATIVE', 'FIXED', 'RUNNING')"
)
"""What was agreed before the program came is taken over as it is, and a draft promises nothing."""
BROKEN = {
    "an ended case has an open step": (
        "SELECT r.id, r.state, v.step_no FROM request r JOIN step_visit v ON v.request_id = r.id"
        f" WHERE r.state IN ({_ENDED}) AND v.done_at IS NULL AND v.voided_at IS NULL"
    ),
    "two visits of one step are open": (
        "SELECT request_id, step_no FROM step_visit WHERE done_at IS NULL AND voided_at IS NULL"
        " GROUP BY request_id, step_no HAVING count(*) > 1"
    ),
    "a step ended before it began": (
        "SELECT request_id, step_no, received_at, done_at FROM step_visit WHERE done_at < received_at"
    ),
    "a seated case has somebody without a seat": (
        "SELECT r.id, r.state, p.id FROM request r JOIN participant p ON p.request_id = r.id"
        " WHERE r.state IN ('SCHEDULED', 'NOTIFIED', 'CONFIRMED') AND p.status = 'ACTIVE' AND p.voided_at IS NULL"
        f" AND NOT EXISTS {_SEATS}"
    ),
    "an ended case still holds seats to come": (
        "SELECT r.id, r.state, t.id FROM request r JOIN seat t ON t.request_id = r.id"
        " JOIN session s ON s.id = t.session_id"
        " WHERE r.state IN ('REJECTED', 'WITHDRAWN', 'DUPLICATE', 'HANDED_BACK', 'VOIDED')"
        " AND t.state != 'RELEASED' AND t.voided_at IS NULL AND s.state IN ('TENTATIVE', 'FIXED')"
    ),
    "somebody sits in a class that is off": (
        "SELECT t.id, s.id, s.state FROM seat t JOIN session s ON s.id = t.session_id"
        " WHERE t.state != 'RELEASED' AND t.voided_at IS NULL AND s.state IN ('POSTPONED', 'CANCELLED')"
    ),
    "a class has more people than seats": (
        "SELECT s.id FROM session s JOIN seat t ON t.session_id = s.id WHERE t.state != 'RELEASED'"
        " AND t.voided_at IS NULL GROUP BY s.id, s.quota HAVING count(*) > s.quota"
    ),
    "somebody without an active place holds a seat": (
        "SELECT t.id, p.status FROM seat t JOIN participant p ON p.id = t.participant_id"
        " JOIN session s ON s.id = t.session_id AND s.state != 'DONE'"
        " WHERE t.state != 'RELEASED' AND t.voided_at IS NULL AND (p.status != 'ACTIVE' OR p.voided_at IS NOT NULL)"
    ),
    "a class has more people than its room has seats": (
        "SELECT s.id FROM session s JOIN room r ON r.id = s.room_id JOIN seat t ON t.session_id = s.id"
        f" WHERE {_HELD} GROUP BY s.id, r.seats HAVING count(*) > r.seats"
    ),
    "two classes are in one room at the same hours": (
        f"SELECT s.id, o.id, d.day FROM {_TWO_CLASSES} AND s.room_id = o.room_id"
    ),
    "a trainer teaches two classes at the same hours": (
        "SELECT s.id, o.id, d.day, x.officer_id FROM session_trainer x, session_trainer y,"
        f" {_TWO_CLASSES} AND s.id = x.session_id AND o.id = y.session_id AND y.officer_id = x.officer_id"
        " AND x.voided_at IS NULL AND y.voided_at IS NULL"
    ),
    "somebody sits in two classes at the same hours": (
        "SELECT s.id, o.id, d.day, p.person_id FROM seat t, seat u, participant p, participant q,"
        f" {_TWO_CLASSES} AND s.id = t.session_id AND o.id = u.session_id AND q.person_id = p.person_id"
        " AND p.id = t.participant_id AND q.id = u.participant_id"
        " AND t.state != 'RELEASED' AND t.voided_at IS NULL AND u.state != 'RELEASED' AND u.voided_at IS NULL"
    ),
    "an agenda number is missing": (
        "SELECT agenda_year FROM request GROUP BY agenda_year HAVING count(*) != max(agenda_number)"
    ),
    "an outgoing number is missing": (
        "SELECT year FROM outgoing_letter GROUP BY year HAVING count(*) != max(number) - min(number) + 1"
    ),
    "an open case waits in no step": (
        "SELECT r.id, r.state FROM request r WHERE r.state IN ('REGISTERED', 'INCOMPLETE', 'RETURNED', 'WITH_HEAD',"
        " 'WITH_SUBHEAD', 'SCHEDULING', 'NOTIFIED') AND NOT EXISTS (SELECT 1 FROM step_visit v"
        " WHERE v.request_id = r.id AND v.done_at IS NULL AND v.voided_at IS NULL)"
    ),
}


def walk(house: House, seed: int, acts: int, *, deep_every: int) -> Walker:
    """Walk ``acts`` acts, looking after each one and deep now and then."""
    walker = Walker(house, seed)
    for number in range(1, acts + 1):
        walker.step()
        walker.look()
        if number % deep_every == 0:
            walker.look_deep()
    walker.look_deep()
    return walker


def test_the_walk_knows_every_act() -> None:
    """Every row is walked, but administration and what needs a file."""
    assert set(NEW) | set(ON_CASE) | set(ON_CLASS) | ADMINISTRATION | NOT_WALKED == set(ACTIONS)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_five_hundred_random_acts(house: House, seed: int) -> None:
    """Three walks in CI."""
    walker = walk(house, seed, 500, deep_every=250)
    assert sum(walker.done.values()) > 150, walker.refused.most_common(10)


@pytest.mark.full
@pytest.mark.parametrize("part", range(WALK_PARTS))
def test_a_hundred_thousand_random_acts(quick_copies: Callable[[], House], part: int) -> None:
    """Fifty offices, two thousand acts each, in parts that can run side by side (``-k`` and the part's number).

    Each part reaches every act: one that is never done would be walked past.
    """
    reached: Counter[str] = Counter()
    for seed in range(part, WALK_OFFICES, WALK_PARTS):
        house = quick_copies()
        reached += walk(house, 1000 + seed, 2000, deep_every=1000).done
        house.office.store.close()
        print(f"seed {1000 + seed}: 2000 acts, {reached.total()} done in this part", flush=True)
    never = (set(NEW) | set(ON_CASE) | set(ON_CLASS)) - set(reached)
    assert not never, never


TWICE: dict[str, tuple[str, ...]] = {
    "a class has more people than its room": ("UPDATE room SET seats = 1",),
    "two classes are in one room": ("UPDATE session_day SET day = (SELECT min(day) FROM session_day)",),
    "a trainer teaches two classes": (
        "UPDATE session_day SET day = (SELECT min(day) FROM session_day)",
        "UPDATE session SET room_id = NULL WHERE id = 1",
    ),
    "somebody sits in two classes": (
        "UPDATE session_day SET day = (SELECT min(day) FROM session_day)",
        "UPDATE session SET room_id = NULL WHERE id = 1",
        "UPDATE session_trainer SET voided_at = '2026-01-01' WHERE session_id = 1",
        "UPDATE participant SET person_id = (SELECT min(person_id) FROM participant)",
    ),
}


@pytest.mark.parametrize("fault", TWICE)
def test_the_walk_sees_a_wrong_calendar(house: House, fault: str) -> None:
    """The teeth of the invariants: written past the services, each is seen."""
    for _ in range(2):
        house.request("SCHEDULED")
    walker = Walker(house, 1)
    walker.look()
    raw = connect(house.office.store.path, house.office.store.data_key)
    for statement in TWICE[fault]:
        raw.execute(statement)
    raw.close()
    with pytest.raises(AssertionError, match=fault):
        walker.look()
