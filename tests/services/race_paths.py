"""One desk of the race for the last seat, as a process of its own: each round another write path (issue B, figures).

``race_paths.py DATA KEY NUMBER SESSION CASE ROOM``; then a line ``prepare PATH``, ``go`` or ``tidy`` a step, and one
word back for each: "ready", "won", "refused" or "tidied".
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from db.tables_requests import request as request_table  # noqa: E402
from db.tables_schedule import session as session_table  # noqa: E402
from desktop_app.config import Access  # noqa: E402
from desktop_app.errors import RuleRefusal, UserError  # noqa: E402
from desktop_app.services import (  # noqa: E402
    access,
    data_folder,
    endings,
    offers,
    office_places,
    proposals,
    scheduling,
    session_merges,
    session_moves,
    sessions,
    training,
)
from desktop_app.services.people import ParticipantEntry  # noqa: E402
from desktop_app.services.undo import undo  # noqa: E402
from desktop_app.services.use_case import Act  # noqa: E402

FIRST_DAY = date(2027, 1, 11)
"""A Monday; the three weeks from it on have no holiday."""


class Desk:
    """A desk with its own case of one person and the class everybody wants to be in."""

    def __init__(self, data: str, key: str, number: int, session: int, case: int, room: int) -> None:
        self.office = data_folder.open_office(Access(Path(data), Path(key)), busy_ms=60_000)
        self.actors = {name: access.actor_for(self.office, name) for name in ("nurul", "wulan", "andi")}
        self.number, self.session, self.case, self.room = number, session, case, room
        self.own = self.walked = self.seq = self.rounds = 0
        self.path = ""

    def do(self, use_case: Callable[..., Any], who: str = "nurul", **fields: Any) -> Any:
        """One act with a reason, so that only seats decide."""
        return use_case(self.office, Act(actor=self.actors[who], reason="lomba"), **fields)

    def state(self, table: Any, row_id: int) -> str:
        """The state of a case or class on disk."""
        with self.office.store.reading() as connection:
            return str(connection.execute(table.select().where(table.c.id == row_id)).mappings().one()["state"])

    def own_class(self) -> int:
        """A class of this desk alone, with the case in it; no room and no trainer, so nothing clashes."""
        self.rounds += 1
        day = FIRST_DAY + timedelta(days=7 * (self.number % 3) + self.rounds % 5)
        made = self.do(
            sessions.create_session, topic="SIRUP", first_day=day, venue=f"Meja {self.number}", quota=1, reserved=0
        )
        self.do(scheduling.schedule_request, request=self.case, session=made.value.session)
        return int(made.value.session)

    def prepare(self, path: str) -> None:
        """Everything before the shot."""
        self.path = path
        if path in ("reschedule", "merge"):
            self.own = self.own_class()
        elif path == "offer":
            self.do(scheduling.waitlist_request, request=self.case)
        elif path in ("undo", "redo"):
            taken = self.do(scheduling.schedule_request, request=self.case, session=self.session)
            act = Act(actor=self.actors["nurul"])
            if path == "redo":
                self.seq = undo(self.office, act, seq=taken.seq).seq
            else:
                self.seq = self.do(scheduling.unschedule_request, request=self.case).seq

    def go(self) -> None:
        """The raced act."""
        line = proposals.ProposalLine(requests=(self.case,), session=self.session, topic="SIRUP")
        shots: dict[str, Callable[[], Any]] = {
            "schedule": lambda: self.do(scheduling.schedule_request, request=self.case, session=self.session),
            "reschedule": lambda: self.do(scheduling.reschedule_request, request=self.case, session=self.session),
            "merge": lambda: self.do(session_merges.merge_sessions, session=self.own, into=self.session),
            "offer": lambda: self.do(offers.offer_seats, session=self.session, requests=(self.case,)),
            "proposal": lambda: self.do(proposals.accept_proposal, lines=(line,)),
            "undo": lambda: undo(self.office, Act(actor=self.actors["nurul"]), seq=self.seq),
            "redo": lambda: undo(self.office, Act(actor=self.actors["nurul"]), seq=self.seq),
            "walk_in": self._walk_in,
            "quota": lambda: self.do(sessions.edit_session, session=self.session, quota=1),
            "room": lambda: self.do(office_places.edit_room, room_id=self.room, seats=1),
        }
        shots[self.path]()

    def _walk_in(self) -> None:
        person = ParticipantEntry(full_name=f"Tamu Umpama {self.number}")
        made = self.do(training.add_walk_in, session=self.session, person=person, privacy_notice=True)
        self.walked = made.value.request

    def tidy(self) -> None:
        """Everything back to where the next round begins."""
        if self.path in ("quota", "room"):
            self.do(office_places.edit_room, room_id=self.room, seats=2)
            self.do(sessions.edit_session, session=self.session, quota=2)
        elif self.walked:
            self.do(endings.withdraw_request, "wulan", request=self.walked)
            self.walked = 0
        state = self.state(request_table, self.case)
        if state == "WAITLISTED":
            self.do(scheduling.return_to_queue, request=self.case)
        elif state != "SCHEDULING":
            self.do(scheduling.unschedule_request, request=self.case)
        if self.own and self.state(session_table, self.own) == "TENTATIVE":
            self.do(session_moves.cancel_session, session=self.own)
        self.own = 0


def main() -> None:
    """Obey the lines of standard input."""
    data, key = sys.argv[1:3]
    desk = Desk(data, key, *(int(word) for word in sys.argv[3:7]))
    print("ready", flush=True)
    for order in sys.stdin:
        verb, *words = order.split()
        if verb == "prepare":
            desk.prepare(words[0])
            print("ready", flush=True)
        elif verb == "go":
            try:
                desk.go()
                print("won", flush=True)
            except (RuleRefusal, UserError) as refusal:
                print("guard" if "Penjaga data" in refusal.sentence else "refused", flush=True)
        else:
            desk.tidy()
            print("tidied", flush=True)
    desk.office.store.close()


if __name__ == "__main__":
    main()
