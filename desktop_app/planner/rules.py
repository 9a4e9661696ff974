"""The hard rules and the cost of a plan (PLANNER.md, "Rules", "Cost"), independent of how the plan was found.

Days are counted as ordinals (``date.toordinal``), so that no window runs out of the calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from desktop_app.planner.instance import Instance, Request


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session the plan proposes."""

    topic: str
    start: date
    room: str
    trainer: str
    requests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """Requests that take free seats of a session already promised."""

    session: str
    requests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where every request stands."""

    sessions: tuple[NewSession, ...] = ()
    into_existing: tuple[Joining, ...] = ()
    unplaced: tuple[str, ...] = ()


class OfficeDays:
    """Working days of an instance: neither closed nor weekend, but for weekend days on which the office opens."""

    def __init__(self, instance: Instance) -> None:
        self._closed = sorted(d.toordinal() for d in instance.closed_days if d.weekday() < 5)
        self._closed_set = frozenset(self._closed)
        opened = instance.open_days - instance.closed_days
        self._opened = sorted(d.toordinal() for d in opened if d.weekday() >= 5)
        self._opened_set = frozenset(self._opened)
        self.first, self.last = instance.first_day.toordinal(), instance.last_day.toordinal()

    def works(self, day: int) -> bool:
        """Whether the office works on ``day``."""
        return ((day - 1) % 7 < 5 and day not in self._closed_set) or day in self._opened_set

    def opens(self, day: int) -> bool:
        """Whether a session may take place on ``day``."""
        return self.first <= day <= self.last and self.works(day)

    def working_until(self, day: int) -> int:
        """Working days from the beginning of the calendar up to ``day``."""
        return 5 * (day // 7) + min(day % 7, 5) - bisect_right(self._closed, day) + bisect_right(self._opened, day)

    def between(self, after: int, until: int) -> int:
        """Working days after ``after`` up to and including ``until``."""
        return max(0, self.working_until(until) - self.working_until(after))


LONGEST_LOOK = 1_100
"""Calendar days (three years) beyond which no start is offered, however wide the window; no bound is claimed then."""


class PlacingCost:
    """What it costs to train a request from a given day on: late days and the wish of the letter."""

    def __init__(self, instance: Instance) -> None:
        self.days = OfficeDays(instance)
        self._rules, self._weights = instance.rules, instance.weights

    def window(self, request: Request) -> tuple[int, int]:
        """First and last day on which the request may start (rule 5)."""
        received = request.received.toordinal()
        first = max(self.days.first, received + self._rules.earliest_after_days)
        return first, min(self.days.last, received + self._rules.window_calendar_days)

    def days_to_look(self, request: Request) -> range:
        """The days of the window that are looked at: all of it, but no more than :data:`LONGEST_LOOK`."""
        first, last = self.window(request)
        return range(first, min(last, first + LONGEST_LOOK) + 1)

    def late_days(self, request: Request, start: int, days: int) -> int:
        """Working days by which the last training day passes the due date."""
        passed = self.days.between(request.received.toordinal(), start + days - 1)
        return max(0, passed - self._rules.due_working_days)

    def late(self, request: Request, start: int, days: int) -> float:
        """The cost of being late."""
        late_days = self.late_days(request, start, days)
        return self._weights.late_per_participant_day * request.participants * late_days

    def wish(self, request: Request, start: int) -> float:
        """The cost of a start away from every preferred date."""
        if not request.preferred:
            return 0
        away = min(abs(start - day.toordinal()) for day in request.preferred)
        return self._weights.preferred_per_day * min(self._weights.preferred_cap_days, away)

    def of(self, request: Request, start: int, days: int) -> float:
        """Both together."""
        return self.late(request, start, days) + self.wish(request, start)

    def unplaced(self, request: Request) -> float:
        """The cost of a letter without an answer."""
        return self._weights.unplaced_base + self._weights.unplaced_per_participant * request.participants


def seats_for_groups(seats: int, reserved: int) -> int:
    """Seats that several groups may share; one group alone may take more, for the seats set aside give way to it."""
    return max(1, seats - reserved)


PARTS = ("unplaced", "late", "session_days", "preferred", "balance")


@dataclass(slots=True)
class Verdict:
    """What the rules say of a plan: the sentences of what it breaks, and its cost in parts."""

    violations: list[str] = field(default_factory=list)
    parts: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))

    @property
    def cost(self) -> float:
        """The recomputed cost."""
        return sum(self.parts.values())


def judge(instance: Instance, plan: Plan) -> Verdict:
    """Check a plan against every rule and recompute its cost."""
    return _Judge(instance).judge(plan)


class _Judge:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.verdict = Verdict()
        self.placing = PlacingCost(instance)
        self.rooms = {room.id: room for room in instance.rooms}
        self.trainers = {trainer.id: trainer for trainer in instance.trainers}
        self.topics = {topic.id: topic for topic in instance.topics}
        self.requests = {request.id: request for request in instance.requests}
        self.seen: set[str] = set()
        self.busy: dict[tuple[str, str, int], str] = {}
        self.load = dict.fromkeys(self.trainers, 0)
        self.sitting: defaultdict[str, set[int]] = defaultdict(set)

    def judge(self, plan: Plan) -> Verdict:
        for session in self.instance.sessions:
            days = range(session.start.toordinal(), session.start.toordinal() + self.topics[session.topic].days)
            self._occupy(session.id, session.room, session.trainer, days, new=False)
        for number, new in enumerate(plan.sessions, 1):
            self._new_session(new, number)
        self._into_existing(plan)
        for request in self._claimed(plan.unplaced, "daftar yang belum dijadwalkan"):
            self.verdict.parts["unplaced"] += self.placing.unplaced(request)
        for missing in sorted(self.requests.keys() - self.seen):
            self._say(f"Permohonan {missing} tidak ada dalam rencana.")
        if self.load:
            spread = max(self.load.values()) - min(self.load.values())
            self.verdict.parts["balance"] = self.instance.weights.balance * spread
        return self.verdict

    def _say(self, sentence: str) -> None:
        self.verdict.violations.append(sentence)

    def _claimed(self, ids: tuple[str, ...], where: str) -> list[Request]:
        found = []
        for one in ids:
            if one not in self.requests:
                self._say(f"Permohonan {one} pada {where} tidak dikenal.")
            elif one in self.seen:
                self._say(f"Permohonan {one} tercantum dua kali.")
            else:
                self.seen.add(one)
                found.append(self.requests[one])
        return found

    def _occupy(self, name: str, room: str | None, trainer: str | None, days: range, *, new: bool) -> None:
        for kind, key in (("Ruang", room), ("Trainer", trainer)):
            for day in days if key is not None else ():
                other = self.busy.setdefault((kind, str(key), day), name)
                if other != name and new:
                    self._say(f"{kind} {key} sudah dipakai {other} pada {date.fromordinal(day)}.")
        if trainer in self.load:
            self.load[trainer] += len(days)

    def _place(self, request: Request, topic: str, start: int, name: str) -> None:
        first, last = self.placing.window(request)
        days = set(range(start, start + self.topics[topic].days))
        sitting = self.sitting[request.letter or request.id]
        if days & (sitting | {day.toordinal() for day in request.busy}):
            self._say(f"Peserta permohonan {request.id} sudah di kelas lain pada hari {name}.")
        sitting |= days
        if request.topic != topic:
            self._say(f"Permohonan {request.id} meminta {request.topic}, {name} mengajarkan {topic}.")
        if not first <= start <= last:
            self._say(f"{name} di luar masa tunggu permohonan {request.id}.")
        self.verdict.parts["late"] += self.placing.late(request, start, self.topics[topic].days)
        self.verdict.parts["preferred"] += self.placing.wish(request, start)

    def _new_session(self, new: NewSession, number: int) -> None:
        name = f"kelas {new.topic} {new.start}"
        if new.topic not in self.topics or new.room not in self.rooms or new.trainer not in self.trainers:
            self._say(f"Topik, ruang, atau trainer {name} tidak dikenal.")
            return
        topic, room, trainer = self.topics[new.topic], self.rooms[new.room], self.trainers[new.trainer]
        start = new.start.toordinal()
        days = range(start, start + topic.days)
        if not all(self.placing.days.opens(day) for day in days):
            self._say(f"{name} tidak seluruhnya pada hari kerja dalam masa rencana.")
        if any(day.toordinal() in days for day in room.closed):
            self._say(f"Ruang {room.id} ditutup pada {name}.")
        if any(day.toordinal() in days for day in trainer.away):
            self._say(f"Trainer {trainer.id} tidak ada pada {name}.")
        if topic.id not in trainer.topics:
            self._say(f"Trainer {trainer.id} tidak mengajar {topic.id}.")
        self._occupy(f"{name} (usul ke-{number})", room.id, trainer.id, days, new=True)
        members = self._claimed(new.requests, name)
        people = sum(request.participants for request in members)
        if not topic.min_participants <= people <= min(room.capacity, topic.max_participants):
            self._say(f"{name}: {people} orang, perlu {topic.min_participants} sampai {topic.max_participants}.")
        groups = [request.participants for request in members if request.kind == "group"]
        for_groups = seats_for_groups(min(room.capacity, topic.max_participants), self.instance.reserved)
        if len(groups) > 1 and sum(groups) > for_groups:
            self._say(f"{name}: {sum(groups)} orang dari surat, {self.instance.reserved} kursi untuk perseorangan.")
        for request in members:
            self._place(request, topic.id, start, name)
        self.verdict.parts["session_days"] += self.instance.weights.session_day * topic.days

    def _into_existing(self, plan: Plan) -> None:
        sessions = {session.id: session for session in self.instance.sessions}
        added: defaultdict[str, list[Request]] = defaultdict(list)
        for joining in plan.into_existing:
            if joining.session not in sessions:
                self._say(f"Kelas {joining.session} tidak dikenal.")
                continue
            session = sessions[joining.session]
            for request in self._claimed(joining.requests, f"kelas {session.id}"):
                added[session.id].append(request)
                self._place(request, session.topic, session.start.toordinal(), f"kelas {session.id}")
        for name, members in added.items():
            session, people = sessions[name], sum(request.participants for request in members)
            groups = sum(request.participants for request in members if request.kind == "group")
            free = session.quota - session.taken
            if people > free or groups > max(0, free - session.reserved):
                self._say(f"Kelas {name} sisa {max(0, free)} kursi, yang akan masuk {people} orang.")
