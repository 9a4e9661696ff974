"""Random fields for the acts on offers, drafts, merged classes, equipment, rooms and topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.services.equipment import EquipmentTick

if TYPE_CHECKING:
    from tests.services.random_acts import Dice

SCHEDULE_NEW: dict[str, Callable[[Dice], dict[str, Any]]] = {
    "edit_room": lambda d: {"room_id": d.random.randrange(1, 4), "seats": d.random.randrange(1, 24)},
    "edit_topic": lambda d: {"topic_id": d.random.randrange(1, 6), "quota": d.random.randrange(5, 24)},
}

SCHEDULE_ON_CASE: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "accept_offer": lambda d, c: {},
    "extend_offer": lambda d, c: {},
    "lapse_offer": lambda d, c: {},
    "cancel_request": lambda d, c: {},
}

SCHEDULE_ON_CLASS: dict[str, Callable[[Dice, int], dict[str, Any]]] = {
    "make_tentative": lambda d, s: {},
    "offer_seats": lambda d, s: {},
    "merge_sessions": lambda d, s: {"into": d.live_class()},
    "run_session_anyway": lambda d, s: {},
    "check_equipment": lambda d, s: {
        "entries": (EquipmentTick(item=d.random.choice(("Proyektor", "ATK")), ready=d.random.random() < 0.7),)
    },
}
