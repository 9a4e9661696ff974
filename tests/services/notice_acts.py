"""Random fields for the acts that tell people, send letters and take lists of names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from db.tables_schedule import outgoing_letter
from desktop_app.queries.labels import CHANNEL, CONTACT_OUTCOME
from desktop_app.services.contact_notes import ANSWERS

if TYPE_CHECKING:
    from tests.services.random_acts import Dice


def _told(d: Dice, session: int) -> dict[str, Any]:
    people = d.seated(session)
    return {
        "participants": d.some(people) or tuple(people),
        "channel": d.random.choice(tuple(CHANNEL)),
        "outcome": d.random.choice((*CONTACT_OUTCOME, "REACHED", "SENT")),
        "answer": d.random.choice(("", "", *sorted(ANSWERS))),
        "through_contact": d.random.random() < 0.3,
    }


def _letter(d: Dice, case: int) -> dict[str, Any]:
    return {"letter": d.one(d.ids(outgoing_letter.c.id, outgoing_letter.c.request_id == case))}


NOTICES_ON_CASE: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "send_letter": _letter,
    "void_letter": _letter,
    "import_participants": lambda d, c: {"participants": (d.person(), d.person())},
}

NOTICES_ON_CLASS: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "tell_people": _told,
    "release_unanswered": lambda d, s: {"participants": d.some(d.seated(s)) or tuple(d.seated(s)[:1])},
}
