"""Why each line of a plan stands where it does, in one Indonesian sentence (PLANNER.md, "explanation, honesty")."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.planner.choices import Busy
from desktop_app.planner.instance import Instance, Request, Topic
from desktop_app.planner.rules import LONGEST_LOOK, Joining, NewSession, PlacingCost, Plan
from desktop_app.sop.dates_in_words import short_date

ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a proposal: its kind (``session``, ``joining``, ``unplaced``), its requests and its sentence."""

    kind: str
    key: str
    requests: tuple[str, ...]
    sentence: str

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"kind": self.kind, "key": self.key, "requests": list(self.requests), "sentence": self.sentence}


def explain(instance: Instance, plan: Plan) -> tuple[Line, ...]:
    """A line for each proposed session, each promised session that is filled, and each request left over."""
    return _Explainer(instance, plan).lines()


def gap_in_words(cost: float, bound: float | None) -> str:
    """How far from the best possible the plan provably is."""
    if bound is None:
        return "Belum terbukti seberapa dekat dengan susunan terbaik."
    if bound >= cost - 1e-6 * max(1.0, abs(cost)):
        return "Terbukti terbaik: tidak ada susunan lain yang lebih baik."
    percent = f"{(cost - bound) / cost * 100:.1f}".replace(".", ",")
    return f"Paling jauh {percent} % dari susunan terbaik yang mungkin."


class _Explainer:
    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance, self.plan = instance, plan
        self.placing = PlacingCost(instance)
        self.requests = {request.id: request for request in instance.requests}
        self.topics = {topic.id: topic for topic in instance.topics}
        self.before = Busy(instance)
        self.now = Busy(instance)
        for session in plan.sessions:
            days = range(session.start.toordinal(), session.start.toordinal() + self.topics[session.topic].days)
            self.now.rooms[session.room].update(days)
            self.now.trainers[session.trainer].update(days)

    def lines(self) -> tuple[Line, ...]:
        found = [
            Line("session", f"{one.topic} {one.start} {one.room}", one.requests, self._session(one))
            for one in self.plan.sessions
        ]
        found += [Line("joining", one.session, one.requests, self._joining(one)) for one in self.plan.into_existing]
        found += [Line("unplaced", one, (one,), self._unplaced(self.requests[one])) for one in self.plan.unplaced]
        return tuple(found)

    # -- sessions ------------------------------------------------------------------------------------------

    def _session(self, session: NewSession) -> str:
        members = [self.requests[one] for one in session.requests]
        topic, start = self.topics[session.topic], session.start.toordinal()
        wished = [one for one in members if session.start in one.preferred]
        if wished:
            text = self._as_wished(wished, session.start)
        else:
            text = self._first_free(members, topic, start) or self._best_for_all(members, start)
        return f"{text}{self._late(members, topic, start)}."

    def _as_wished(self, wished: list[Request], start: date) -> str:
        first = wished[0]
        rank = first.preferred.index(start)
        which = ORDINALS[rank] if rank < len(ORDINALS) else f"ke-{rank + 1}"
        more = f" dan {len(wished) - 1} lainnya" if len(wished) > 1 else ""
        return f"Sesuai usul {which} {_paper(first)} {first.id}{more}"

    def _first_free(self, members: list[Request], topic: Topic, start: int) -> str:
        """What the earlier days of all members lack; empty when one of them would have been possible."""
        earliest = max((self.placing.window(one)[0] for one in members), default=start)
        lacking = Counter(self._lack(topic, day) for day in range(max(earliest, start - LONGEST_LOOK), start))
        if lacking[""]:
            return ""
        trainers, rooms = lacking["trainer"], lacking["ruang"]
        if trainers and trainers >= rooms:
            return f"Hari pertama trainer {topic.id} kosong"
        return "Hari pertama ruang kosong" if rooms else "Hari kerja pertama yang masih mungkin"

    def _lack(self, topic: Topic, start: int) -> str:
        """What is missing for another session on a day: ``hari``, ``trainer``, ``ruang``, or nothing."""
        days = range(start, start + topic.days)
        if not all(self.placing.days.opens(day) for day in days):
            return "hari"
        able = [one.id for one in self.instance.trainers if topic.id in one.topics]
        if not any(self.now.trainers[one].isdisjoint(days) for one in able):
            return "trainer"
        return "" if any(taken.isdisjoint(days) for taken in self.now.rooms.values()) else "ruang"

    def _best_for_all(self, members: list[Request], start: int) -> str:
        with_wish = [one for one in members if one.preferred]
        if not with_wish:
            return "Hari yang menghimpun peserta paling banyak tanpa membuat yang lain terlambat"
        nearest = min((abs(day.toordinal() - start), day) for one in with_wish for day in one.preferred)
        return f"{nearest[0]} hari dari usul {short_date(nearest[1])}, pilihan terbaik bagi semua pesertanya"

    def _late(self, members: list[Request], topic: Topic, start: int) -> str:
        late = [self.placing.late_days(one, start, topic.days) for one in members]
        over = [days for days in late if days]
        if not over:
            return ""
        return f"; {len(over)} permohonan lewat batas, paling lama {max(over)} hari kerja"

    def _joining(self, joining: Joining) -> str:
        session = next(one for one in self.instance.sessions if one.id == joining.session)
        members = [self.requests[one] for one in joining.requests]
        people = sum(one.participants for one in members)
        wished = [one for one in members if session.start in one.preferred]
        wish = f"; {self._as_wished(wished, session.start).lower()}" if wished else ""
        free = session.quota - session.taken
        late = self._late(members, self.topics[session.topic], session.start.toordinal())
        return f"Mengisi {people} dari {free} sisa kursi kelas {short_date(session.start)}{wish}{late}."

    # -- what could not be placed --------------------------------------------------------------------------

    def _unplaced(self, request: Request) -> str:
        topic = self.topics[request.topic]
        first, last = self.placing.window(request)
        largest = min(max((room.capacity for room in self.instance.rooms), default=0), topic.max_participants)
        if not self.instance.rooms:
            return "Tidak ada ruang; tambahkan ruang untuk menjadwalkannya."
        if not any(topic.id in trainer.topics for trainer in self.instance.trainers):
            return f"Tidak ada trainer yang mengajar {topic.id}; tambahkan kompetensi seorang trainer."
        if request.participants > largest:
            return f"{request.participants} orang melebihi kelas terbesar ({largest}); bagi rombongannya."
        if topic.min_participants > largest:
            return f"Kelas {topic.id} minimal {topic.min_participants} orang, kelas terbesar hanya {largest}."
        if first > last:
            return self._no_window(request)
        if not any(self._opens(topic, day) for day in self.placing.days_to_look(request)):
            row = f"{topic.days} hari kerja terbuka berturut-turut" if topic.days > 1 else "hari kerja terbuka"
            return f"Tidak ada {row} dalam masa tunggunya{_span(first, last)}; perpanjang masa rencana."
        return self._unplaced_by_others(request, topic, first, last)

    def _no_window(self, request: Request) -> str:
        """Why not a single day is allowed."""
        rules, received = self.instance.rules, request.received.toordinal()
        if rules.earliest_after_days > rules.window_calendar_days:
            return "Aturan masa tunggu tidak menyisakan hari; perbaiki angkanya."
        if received + rules.earliest_after_days > self.instance.last_day.toordinal():
            return "Masa tunggunya baru mulai sesudah masa rencana; perpanjang masa rencana."
        return "Masa tunggunya sudah lewat; minta tanggal baru kepada pemohon, atau jadwalkan sendiri."

    def _unplaced_by_others(self, request: Request, topic: Topic, first: int, last: int) -> str:
        days = [day for day in self.placing.days_to_look(request) if self._opens(topic, day)]
        lacking = {day: self._lack(topic, day) for day in days}
        possible = [day for day, lack in lacking.items() if not lack]
        if not possible:
            scarce = Counter(lacking.values()).most_common(1)[0][0]
            free = f"seorang trainer {topic.id}" if scarce == "trainer" else "satu ruang"
            return f"Trainer atau ruang habis terpakai pada semua harinya{_span(first, last)}; kosongkan {free}."
        left = [self.requests[one] for one in self.plan.unplaced if self.requests[one].topic == topic.id]
        people = sum(one.participants for one in left)
        if people < topic.min_participants:
            missing = topic.min_participants - people
            return (
                f"Baru {people} dari minimal {topic.min_participants} peserta {topic.id}; perlu {missing} orang lagi."
            )
        day = short_date(date.fromordinal(possible[0]))
        return f"Kelas pada {day} masih mungkin, tetapi mengorbankan yang lain; letakkan sendiri suratnya bila perlu."

    def _opens(self, topic: Topic, start: int) -> bool:
        return all(self.placing.days.opens(day) for day in range(start, start + topic.days))


def _paper(request: Request) -> str:
    return "surat" if request.kind == "group" else "formulir"


def _span(first: int, last: int) -> str:
    return f" ({short_date(date.fromordinal(first))} sampai {short_date(date.fromordinal(last))})"
