"""One desk of the race for the last seat, as a process of its own: each round another write path (issue B, figures).

``race_paths.py DATA KEY NUMBER``; then lines of orders, and one word back for each: ``sit NAME=ID ...`` (where this
chapter is raced), ``prepare PATH``, ``go`` (answers "won", "refused" or "guard") and ``tidy`` ("tidied").
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from db.tables_requests import participant as participant_table  # noqa: E402
from db.tables_requests import request as request_table  # noqa: E402
from db.tables_schedule import session as session_table  # noqa: E402
from desktop_app.commands import acting  # noqa: E402
from desktop_app.config import Access  # noqa: E402
from desktop_app.errors import RuleRefusal, UserError  # noqa: E402
from desktop_app.services import (  # noqa: E402
    access,
    data_folder,
    endings,
    notices,
    offers,
    office_places,
    proposals,
    request_edits,
    scheduling,
    session_merges,
    session_moves,
    sessions,
    training,
)
from desktop_app.services.people import ParticipantEntry  # noqa: E402
from desktop_app.services.undo import undo  # noqa: E402
from desktop_app.services.use_case import Act  # noqa: E402

PIN = "246813"
SMALL_ROOM = "sempit"
"""A room of one seat: who moves the class there while one sits in it takes the last seat away."""


class Desk:
    """A desk with its own case of one person and the class everybody wants to be in."""

    def __init__(self, data: str, key: str, number: int) -> None:
        self.access = Access(Path(data), Path(key), pin=PIN)
        self.office = data_folder.open_office(self.access, busy_ms=60_000)
        self.actors = {name: access.actor_for(self.office, name) for name in ("nurul", "wulan", "andi")}
        self.number = number
        self.place: dict[str, int] = {}
        self.own = self.walked = self.seq = self.guests = 0
        self.path = ""
        self.shots = self._shots()

    @property
    def session(self) -> int:
        """The raced class."""
        return self.place["session"]

    @property
    def case(self) -> int:
        """This desk's own request."""
        return self.place["case"]

    def do(self, use_case: Callable[..., Any], who: str = "nurul", **fields: Any) -> Any:
        """One act with a reason, so that only seats decide."""
        return use_case(self.office, Act(actor=self.actors[who], reason="lomba"), **fields)

    def state(self, table: Any, row_id: int) -> str:
        """The state of a case or class on disk."""
        with self.office.store.reading() as connection:
            return str(connection.execute(table.select().where(table.c.id == row_id)).mappings().one()["state"])

    def undo(self, seq: int) -> Any:
        """Ctrl+Z of the Kasubbag, or once more for doing it again."""
        return undo(self.office, Act(actor=self.actors["nurul"]), seq=seq)

    # --- before the shot ---------------------------------------------------------------------------

    def prepare(self, path: str) -> None:
        """Everything before the shot; most paths need nothing."""
        self.path = path
        if path in ("reschedule", "merge"):
            self._into_own_class()
        elif path == "offer":
            self.do(scheduling.waitlist_request, request=self.case)
        elif path == "accept":
            self.do(scheduling.waitlist_request, request=self.case)
            self.do(offers.offer_seats, session=self.session, requests=(self.case,))
        elif path in ("undo", "redo"):
            taken = self.do(scheduling.schedule_request, request=self.case, session=self.session)
            if path == "redo":
                self.seq = self.undo(taken.seq).seq
            else:
                self.seq = self.do(scheduling.unschedule_request, request=self.case).seq
        elif path == "redo_quota":
            self.seq = self.undo(self.do(sessions.edit_session, session=self.session, quota=1).seq).seq

    def _into_own_class(self) -> None:
        """The case sits in a class of this desk alone; no room and no trainer, so nothing clashes."""
        if not self.own or self.state(session_table, self.own) != "TENTATIVE":
            day = date.fromordinal(self.place["own_day"])
            venue = f"Meja {self.number}"
            made = self.do(sessions.create_session, topic="SIRUP", first_day=day, venue=venue, quota=1, reserved=0)
            self.own = int(made.value.session)
        self.do(scheduling.schedule_request, request=self.case, session=self.own)

    # --- the shot ----------------------------------------------------------------------------------

    def _shots(self) -> dict[str, Callable[[], Any]]:
        return {
            "schedule": lambda: self.do(scheduling.schedule_request, request=self.case, session=self.session),
            "command": self._on_the_command_line,
            "reschedule": lambda: self.do(scheduling.reschedule_request, request=self.case, session=self.session),
            "merge": lambda: self.do(session_merges.merge_sessions, session=self.own, into=self.session),
            "offer": lambda: self.do(offers.offer_seats, session=self.session, requests=(self.case,)),
            "accept": lambda: self.do(offers.accept_offer, request=self.case),
            "lapse": lambda: self.do(offers.lapse_offer, request=self.place["offered"]),
            "proposal": self._proposal,
            "undo": lambda: self.undo(self.seq),
            "redo": lambda: self.undo(self.seq),
            "redo_quota": lambda: self.undo(self.seq),
            "walk_in": self._walk_in,
            "quota": lambda: self.do(sessions.edit_session, session=self.session, quota=1),
            "room": lambda: self.do(office_places.edit_room, room_id=self.place["room"], seats=1),
            "topic": lambda: self.do(office_places.edit_topic, topic_id=self.place["topic"], quota=1),
            "move": self._move,
            "substitute": self._substitute,
            "late_name": self._late_name,
        }

    def go(self) -> str:
        """The raced act, and how it went."""
        try:
            self.shots[self.path]()
        except (RuleRefusal, UserError) as refusal:
            return "guard" if "Penjaga data" in refusal.sentence else "refused"
        return "won"

    def _on_the_command_line(self) -> None:
        """``act --as nurul --action schedule_request``: the very function of the verb, with its own opening."""
        data = json.dumps({"request": self.case, "session": self.session, "reason": "lomba"})
        given = Namespace(
            data=data, key=str(uuid4()), action="schedule_request", officer="nurul", on=None, json=True, command="act"
        )
        with contextlib.redirect_stdout(io.StringIO()):
            acting.act(self.access, given)

    def _proposal(self) -> None:
        line = proposals.ProposalLine(requests=(self.case,), session=self.session, topic="SIRUP")
        self.do(proposals.accept_proposal, lines=(line,))

    def _walk_in(self) -> None:
        person = ParticipantEntry(full_name=f"Tamu Umpama {self.number}")
        made = self.do(training.add_walk_in, session=self.session, person=person, privacy_notice=True)
        self.walked = made.value.request

    def _move(self) -> None:
        """Into the room of one seat on the same day; a class that was told gets a new row for it."""
        day = date.fromordinal(self.place["class_day"])
        moved = self.do(session_moves.move_session, session=self.session, first_day=day, room=SMALL_ROOM)
        self.seq = moved.seq

    def _sitting_place(self) -> int:
        with self.office.store.reading() as connection:
            found = participant_table.select().where(
                participant_table.c.request_id == self.place["sitting"], participant_table.c.status == "ACTIVE"
            )
            return int(connection.execute(found).mappings().one()["id"])

    def _substitute(self) -> None:
        """Somebody else comes on the seat that is taken already: one for one, never one more."""
        self.guests += 1
        other = ParticipantEntry(full_name=f"Pengganti Umpama {self.number} {self.guests}")
        sitting, place = self.place["sitting"], self._sitting_place()
        self.do(notices.substitute_participant, "wulan", request=sitting, participant=place, substitute=other)

    def _late_name(self) -> None:
        self.guests += 1
        named = (ParticipantEntry(full_name=f"Menyusul Umpama {self.number} {self.guests}"),)
        self.do(request_edits.set_participants, "wulan", request=self.place["sitting"], participants=named)

    # --- after the shot ----------------------------------------------------------------------------

    def tidy(self) -> None:
        """Everything back to where the next round begins."""
        if self.path in ("quota", "room", "topic", "redo_quota"):
            self.do(office_places.edit_topic, topic_id=self.place["topic"], emptied=("quota",))
            self.do(office_places.edit_room, room_id=self.place["room"], seats=2)
            self.do(sessions.edit_session, session=self.session, quota=2)
        elif self.path == "move" and self.seq:
            self.undo(self.seq)
        elif self.walked:
            self.do(endings.withdraw_request, "wulan", request=self.walked)
        state = self.state(request_table, self.case)
        if state == "WAITLISTED":
            self.do(scheduling.return_to_queue, request=self.case)
        elif state != "SCHEDULING":
            self.do(scheduling.unschedule_request, request=self.case)
        self.walked = self.seq = 0

    def obey(self, order: str) -> str:
        """One order and the word back."""
        verb, *words = order.split()
        if verb == "sit":
            self.place = {name: int(value) for name, value in (word.split("=") for word in words)}
            self.seq = self.walked = 0
            return "sitting"
        if verb == "prepare":
            self.prepare(words[0])
            return "ready"
        if verb == "go":
            return self.go()
        self.tidy()
        return "tidied"


def main() -> None:
    """Obey the lines of standard input."""
    data, key, number = sys.argv[1:4]
    desk = Desk(data, key, int(number))
    print("open", flush=True)
    for order in sys.stdin:
        print(desk.obey(order), flush=True)
    desk.office.store.close()


if __name__ == "__main__":
    main()
