"""Deeds of the acts on offers, drafts, merged classes and equipment."""

from __future__ import annotations

from pathlib import Path

from desktop_app.services import offers, sessions
from desktop_app.services.equipment import EquipmentTick
from tests.office_fixtures import House
from tests.services.deeds import DEEDS, Deed, Maker, on_case, on_class


def offered(house: House) -> int:
    """A letter of the waiting list that is offered seats of a fixed class."""
    case = house.request("WAITLISTED")
    house.do("nurul", offers.offer_seats, session=house.session("FIXED"), requests=(case,))
    return case


def _offer(house: House, folder: Path) -> Deed:
    house.request("WAITLISTED")
    return Deed("nurul", {"session": house.session()})


def _accepted(house: House, folder: Path) -> Deed:
    return Deed("wulan", {"request": offered(house)})


def _extended(house: House, folder: Path) -> Deed:
    case = offered(house)
    house.clock.advance(days=1)
    return Deed("nurul", {"request": case})


def _lapsed(house: House, folder: Path) -> Deed:
    return Deed("nurul", {"request": offered(house)}, {"reason": "tidak jadi"})


def _drafted(house: House, folder: Path) -> Deed:
    made = house.do(
        "andi", sessions.create_session, topic="SIRUP", first_day=house.free_day(), room="lpse", draft=True
    ).value.session
    return Deed("andi", {"session": made})


def _merged(house: House, folder: Path) -> Deed:
    case = house.request("CONFIRMED")
    return Deed("nurul", {"session": house.session_of(case), "into": house.session("FIXED")}, {"reason": "kurang"})


SCHEDULE_DEEDS: dict[str, Maker] = {
    "offer_seats": _offer,
    "accept_offer": _accepted,
    "extend_offer": _extended,
    "lapse_offer": _lapsed,
    "make_tentative": _drafted,
    "merge_sessions": _merged,
}
DEEDS.update(SCHEDULE_DEEDS)
on_case("cancel_request", "SCHEDULED", "nurul", reason="aplikasinya tidak dipakai lagi")
on_class("run_session_anyway", "TENTATIVE", reason="permintaan pimpinan")
on_class(
    "check_equipment",
    "FIXED",
    "andi",
    entries=(EquipmentTick(item="Proyektor"), EquipmentTick(item="Internet", ready=False, note="putus")),
)
