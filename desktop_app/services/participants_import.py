"""People of a file or of the clipboard come into a request in one act: all that were shown, or none."""

from __future__ import annotations

from dataclasses import dataclass

from db.tables_requests import participant as participant_table
from db.tables_requests import request as request_table
from desktop_app.errors import UserError
from desktop_app.services import seats
from desktop_app.services.backup_rounds import before_import
from desktop_app.services.people import (
    ParticipantEntry,
    active_participants,
    check_count,
    clean_entry,
    new_code,
    save_person,
)
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import SEATED


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """How many people came in, and how many places the request has now."""

    people: int
    places: int


@use_case("import_participants", prepare=lambda office, fields: before_import(office))
def import_participants(work: Work, *, request: int, participants: tuple[ParticipantEntry, ...]) -> ImportedPeople:
    """Put people on the places without a name and, while no seats are given, on new places behind them.

    Who is named already stays. Raises :class:`UserError` at ``participants.N.field`` of a bad entry, and when seats
    are given already and the free places do not suffice: then nobody is taken. Raises :class:`RuleRefusal` when one
    of them would sit in two classes at the same hours.
    """
    if not participants:
        raise UserError("Tidak ada peserta yang diambil. Pilih berkas yang berisi nama.", field="participants")
    cleaned = [clean_entry(entry, number) for number, entry in enumerate(participants, start=1)]
    for number, values in enumerate(cleaned, start=1):
        if not values["full_name"]:
            raise UserError(
                f"Baris {number}: nama belum diisi. Isi dahulu, lalu ambil lagi.",
                field=f"participants.{number}.full_name",
            )
    places, before = active_participants(work, request), seats.people_on(work, request)
    free = [place for place in places if place["person_id"] is None]
    more = len(cleaned) - len(free)
    if more > 0 and work.the_request["state"] in SEATED:
        raise UserError(
            f"Kursi sudah dibagi dan tinggal {len(free)} tanpa nama, yang akan diambil {len(cleaned)} orang. "
            "Pilih orangnya, atau keluarkan surat dari jadwal dahulu.",
            field="participants",
        )
    total = len(places) + max(0, more)
    check_count(total)
    taken = {place["person_id"] for place in places if place["person_id"] is not None}
    last = max((place["position_no"] for place in places), default=0)
    for number, values in enumerate(cleaned):
        person_id = save_person(work, values, work.the_request["organization_id"], taken=taken)
        taken.add(person_id)
        if number < len(free):
            work.unit.update(participant_table, free[number]["id"], person_id=person_id)
        else:
            last += 1
            work.unit.insert(
                participant_table,
                request_id=request,
                position_no=last,
                person_id=person_id,
                status="ACTIVE",
                receipt_code=new_code(),
            )
    if more > 0:
        work.unit.update(request_table, request, participant_count=total)
    seats.named_on_seats(work, request, before)
    return ImportedPeople(len(cleaned), total)
