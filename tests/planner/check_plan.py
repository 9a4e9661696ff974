# The judge of PLANNER.md, copied as it was given: it shares no code with the planner.
# ruff: noqa
# mypy: ignore-errors
"""Check a training plan against its instance and recompute its cost.

    python3 check_plan.py INSTANCE.json SOLUTION.json

Prints {"ok", "violations": [{"kind", "detail"}], "cost", "claimed", "parts"} and exits 0 when ok, 1 when not
(2 when a file cannot be read as JSON or the instance itself is broken). Standard library only; it shares no code
with any planner.

RULES (hard). A *working day* is a day that is neither Saturday, Sunday nor in closed_days.
  1. Every request stands exactly once: in one new session, in one existing session, or in "unplaced". It is
     never split. The session has the request's topic.
  2. A new session is (topic, start, room, trainer). It takes topic.days adjacent CALENDAR days from start. Each of
     them lies in first_day..last_day, is a working day, is not in room.closed and not in trainer.away.
  3. The trainer teaches the topic.
  4. One session per room a day and one per trainer a day. Existing sessions occupy their room and trainer.
  5. New session: min_participants <= sum of participants <= min(room.capacity, topic.max_participants).
  6. Existing session: taken + sum of participants <= quota. It is never moved (only its id can be named).
  7. For every placed request: received + earliest_after_days <= session start <= received +
     window_calendar_days (calendar days), and first_day <= start <= last_day. This holds for existing sessions too.
  8. The claims are true: "cost" is the recomputed cost, "bound" (or null) is not above it, and "optimal" is said
     only with a bound equal to the cost.

COST (to be minimised), the sum of
  unplaced      per unplaced request: unplaced_base + unplaced_per_participant * participants
  late          per placed request: late_per_participant_day * participants * late days, where late days are the
                working days after the due date up to and including the session's LAST day; the due date is the
                due_working_days-th working day after received
  session_days  per NEW session: session_day * topic.days
  preferred     per placed request with preferred dates: preferred_per_day * min(preferred_cap_days, calendar days
                from the session start to the nearest preferred date)
  balance       balance * (most - fewest training days over all trainers, existing and new sessions together)
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, Iterator

TOLERANCE = 1e-6
STATUSES = ("optimal", "feasible")
Json = dict[str, Any]


def is_number(value: object) -> bool:
    """True for a finite JSON number (a boolean is not one)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


class Instance:
    """The instance with its dates parsed and its lists indexed by id."""

    def __init__(self, raw: Json) -> None:
        day = date.fromisoformat
        self.first, self.last = day(raw["first_day"]), day(raw["last_day"])
        self.closed = {day(text) for text in raw["closed_days"]}
        self.rules: Json = raw["rules"]
        self.weights: Json = raw["weights"]
        self.topics: dict[str, Json] = {item["id"]: item for item in raw["topics"]}
        self.rooms: dict[str, Json] = {item["id"]: item for item in raw["rooms"]}
        self.trainers: dict[str, Json] = {item["id"]: item for item in raw["trainers"]}
        self.requests: dict[str, Json] = {item["id"]: item for item in raw["requests"]}
        self.existing: dict[str, Json] = {item["id"]: item for item in raw["sessions"]}
        self.room_closed = {key: {day(text) for text in room["closed"]} for key, room in self.rooms.items()}
        self.away = {key: {day(text) for text in trainer["away"]} for key, trainer in self.trainers.items()}

    def days(self, topic: str, start: date) -> list[date]:
        """The adjacent calendar days of a session of this topic."""
        return [start + timedelta(days=offset) for offset in range(self.topics[topic]["days"])]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def late_days(self, received: date, last_training_day: date) -> int:
        """Working days by which the last training day passes the due date."""
        working, day = 0, received
        while day < last_training_day:
            day += timedelta(days=1)
            working += self.is_working_day(day)
        return max(0, working - self.rules["due_working_days"])


class Checker:
    def __init__(self, instance: Instance, solution: Json) -> None:
        self.instance, self.solution = instance, solution
        self.violations: list[dict[str, str]] = []
        self.seen: dict[str, str] = {}  # request id -> where it was first named
        self.room_use: dict[tuple[str, date], str] = {}
        self.trainer_use: dict[tuple[str, date], str] = {}
        self.load: dict[str, int] = {trainer: 0 for trainer in instance.trainers}
        self.parts: dict[str, float] = dict.fromkeys(("unplaced", "late", "session_days", "preferred", "balance"), 0)

    def say(self, kind: str, detail: str) -> None:
        self.violations.append({"kind": kind, "detail": detail})

    # -- reading the solution -------------------------------------------------------------------------------
    def entries(self, key: str) -> Iterator[Any]:
        value = self.solution.get(key)
        if not isinstance(value, list):
            self.say("schema", f'"{key}" must be a list')
            return
        yield from value

    def texts(self, entry: Json, where: str, *keys: str) -> bool:
        """True when entry is an object whose keys are all strings and whose "requests" is a list of strings."""
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in keys):
            self.say("schema", f"{where} must be an object with text in {', '.join(keys)}")
            return False
        ids = entry.get("requests")
        if not isinstance(ids, list) or not all(isinstance(item, str) for item in ids):
            self.say("schema", f'{where}: "requests" must be a list of ids')
            return False
        return True

    def claim(self, request_id: Any, where: str) -> Json | None:
        """Note that a request stands here; None when it does not exist or already stands elsewhere."""
        if not isinstance(request_id, str) or request_id not in self.instance.requests:
            self.say("unknown_request", f"{where} names {request_id!r}")
            return None
        if request_id in self.seen:
            self.say("duplicate_request", f"{request_id} stands in {self.seen[request_id]} and in {where}")
            return None
        self.seen[request_id] = where
        return self.instance.requests[request_id]

    # -- rules ----------------------------------------------------------------------------------------------
    def occupy(self, where: str, room: str, trainer: str, days: list[date], new: bool) -> None:
        for day in days:
            for kind, use, key in (("room_clash", self.room_use, room), ("trainer_clash", self.trainer_use, trainer)):
                other = use.setdefault((key, day), where)
                if other != where and new:
                    self.say(kind, f"{where} and {other} both need {key} on {day}")
        if trainer in self.load:
            self.load[trainer] += len(days)

    def place(self, request: Json, topic: str, start: date, where: str) -> None:
        """The rules and the cost of one request in one session."""
        inst, rules, weights = self.instance, self.instance.rules, self.instance.weights
        name, people = request["id"], request["participants"]
        received = date.fromisoformat(request["received"])
        if request["topic"] != topic:
            self.say("wrong_topic", f"{name} asks for {request['topic']}, {where} teaches {topic}")
        if start < received + timedelta(days=rules["earliest_after_days"]):
            self.say("too_early", f"{name} was received {received}, {where} starts {start}")
        if start > received + timedelta(days=rules["window_calendar_days"]):
            self.say("too_late", f"{name} was received {received}, {where} starts {start}")
        late = inst.late_days(received, inst.days(topic, start)[-1])
        self.parts["late"] += weights["late_per_participant_day"] * people * late
        if request["preferred"]:
            away = min(abs((start - date.fromisoformat(text)).days) for text in request["preferred"])
            self.parts["preferred"] += weights["preferred_per_day"] * min(weights["preferred_cap_days"], away)

    def new_session(self, number: int, entry: Json) -> None:
        inst, where = self.instance, f"sessions[{number}]"
        if not self.texts(entry, where, "topic", "start", "room", "trainer"):
            return
        topic, room, trainer = entry["topic"], entry["room"], entry["trainer"]
        for kind, key, known in (
            ("unknown_topic", topic, inst.topics),
            ("unknown_room", room, inst.rooms),
            ("unknown_trainer", trainer, inst.trainers),
        ):
            if key not in known:
                self.say(kind, f"{where} names {key!r}")
        try:
            start = date.fromisoformat(entry["start"])
        except ValueError:
            self.say("schema", f"{where}: start {entry['start']!r} is not a date")
            return
        if topic not in inst.topics or room not in inst.rooms or trainer not in inst.trainers:
            return
        try:
            days = inst.days(topic, start)
        except OverflowError:  # 9999-12-31
            self.say("schema", f"{where}: start {start} is beyond the calendar")
            return
        for day in days:
            if not inst.first <= day <= inst.last:
                self.say("outside_horizon", f"{where}: {day} is not in {inst.first}..{inst.last}")
            if day.weekday() >= 5:
                self.say("weekend", f"{where}: {day} is a Saturday or Sunday")
            if day in inst.closed:
                self.say("closed_day", f"{where}: {day} is a closed day")
            if day in inst.room_closed[room]:
                self.say("room_closed", f"{where}: {room} is closed on {day}")
            if day in inst.away[trainer]:
                self.say("trainer_away", f"{where}: {trainer} is away on {day}")
        if topic not in inst.trainers[trainer]["topics"]:
            self.say("trainer_topic", f"{where}: {trainer} does not teach {topic}")
        self.occupy(where, room, trainer, days, new=True)
        people = 0
        for request_id in entry["requests"]:
            request = self.claim(request_id, where)
            if request is not None:
                people += request["participants"]
                if inst.first <= days[0] and days[-1] <= inst.last:  # outside the horizon nothing is costed
                    self.place(request, topic, start, where)
        most, fewest = (
            min(inst.rooms[room]["capacity"], inst.topics[topic]["max_participants"]),
            inst.topics[topic]["min_participants"],
        )
        if people > most:
            self.say("too_many", f"{where} has {people} participants, at most {most}")
        if people < fewest:
            self.say("too_few", f"{where} has {people} participants, at least {fewest}")
        self.parts["session_days"] += inst.weights["session_day"] * len(days)

    def into_existing(self) -> None:
        inst, added = self.instance, defaultdict(int)
        for number, entry in enumerate(self.entries("into_existing")):
            where = f"into_existing[{number}]"
            if not self.texts(entry, where, "session"):
                continue
            session = inst.existing.get(entry["session"])
            if session is None:
                self.say("unknown_session", f"{where} names {entry['session']!r}")
                continue
            start = date.fromisoformat(session["start"])
            for request_id in entry["requests"]:
                request = self.claim(request_id, f"{where} ({session['id']})")
                if request is not None:
                    added[session["id"]] += request["participants"]
                    self.place(request, session["topic"], start, session["id"])
                    if not inst.first <= start <= inst.last:
                        self.say("outside_horizon", f"{session['id']} starts {start}, not in {inst.first}..{inst.last}")
        for session_id, people in added.items():
            session = inst.existing[session_id]
            if session["taken"] + people > session["quota"]:
                self.say(
                    "over_quota",
                    f"{session_id} has {session['taken']} of {session['quota']} seats taken and gets {people} more",
                )

    def check(self) -> Json:
        inst, weights = self.instance, self.instance.weights
        for session in inst.existing.values():
            days = inst.days(session["topic"], date.fromisoformat(session["start"]))
            self.occupy(session["id"], session["room"], session["trainer"], days, new=False)
        for number, entry in enumerate(self.entries("sessions")):
            self.new_session(number, entry)
        self.into_existing()
        for request_id in self.entries("unplaced"):
            request = self.claim(request_id, "unplaced")
            if request is not None:
                self.parts["unplaced"] += (
                    weights["unplaced_base"] + weights["unplaced_per_participant"] * request["participants"]
                )
        for request_id in inst.requests:
            if request_id not in self.seen:
                self.say("missing_request", f"{request_id} stands nowhere")
        if self.load:
            self.parts["balance"] = weights["balance"] * (max(self.load.values()) - min(self.load.values()))
        cost = sum(self.parts.values())
        self.claims(cost)
        return {
            "ok": not self.violations,
            "violations": self.violations,
            "cost": cost,
            "claimed": self.solution.get("cost"),
            "parts": self.parts,
        }

    def claims(self, cost: float) -> None:
        """The solution's own statements about itself: cost, bound and status."""
        claimed, bound, status = (self.solution.get(key) for key in ("cost", "bound", "status"))
        slack = TOLERANCE * max(1.0, abs(cost))
        if not is_number(claimed):
            self.say("schema", f'"cost" must be a number, not {claimed!r}')
        elif abs(claimed - cost) > slack:
            self.say("cost_mismatch", f"claimed {claimed}, recomputed {cost}")
        if "bound" not in self.solution or not (bound is None or is_number(bound)):
            self.say("schema", '"bound" must be a number or null')
            bound = None
        if bound is not None and bound > cost + slack:
            self.say("bound_above_cost", f"bound {bound} is above the cost {cost}")
        if status not in STATUSES:
            self.say("schema", f'"status" must be one of {STATUSES}, not {status!r}')
        elif status == "optimal" and (bound is None or bound < cost - slack):
            self.say("false_optimal", f"optimal is claimed with bound {bound} and cost {cost}")


def check(instance: Json, solution: Any) -> Json:
    """Check a parsed solution; the result is what the command prints."""
    if not isinstance(solution, dict):
        return {
            "ok": False,
            "violations": [{"kind": "schema", "detail": "the solution must be an object"}],
            "cost": None,
            "claimed": None,
            "parts": {},
        }
    return Checker(Instance(instance), solution).check()


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: check_plan.py INSTANCE SOLUTION", file=sys.stderr)
        return 2
    try:
        instance, solution = (json.load(open(path, encoding="utf-8")) for path in arguments)
        result = check(instance, solution)
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot check: {error!r}", file=sys.stderr)
        return 2
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
