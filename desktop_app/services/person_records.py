"""The record of a person: two of them become one and two again, a wrong field is corrected (DOMAIN.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.tables_journal import journal as journal_table
from db.tables_requests import participant as participant_table
from db.tables_requests import person as person_table
from db.tables_requests import request as request_table
from db.unit_of_work import RowVanished
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.services.people import ParticipantEntry, clean_entry, known_organization
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import case_key

MERGE = "merge_people"
FIELDS = (
    "nip",
    "nik",
    "npwp",
    "position",
    "rank_grade",
    "mobile",
    "email",
    "address",
    "spse_user_id",
    "organization_id",
    "organization_text",
    "user_group",
    "brings_laptop",
    "privacy_notice_at",
)
"""What the record that stays takes over from the other one where it says nothing itself."""

EMPTY: tuple[Any, ...] = ("", None)


@dataclass(frozen=True, slots=True)
class MergedPeople:
    """Which record stays, which one it stands for, and what moved: places, requests, and the fields taken over."""

    person: int
    other: int
    places: tuple[int, ...]
    requests: tuple[int, ...]
    filled: tuple[str, ...]


def living(work: Work, person_id: int) -> Any:
    """The row of a record that is in use; raises :class:`UserError` for one that is not."""
    try:
        row = work.unit.get(person_table, person_id)
    except RowVanished:
        row = None
    if row is None or row["voided_at"] is not None:
        raise UserError("Orang itu tidak ditemukan. Segarkan layar, lalu pilih lagi.", field="person")
    if row["erased_at"] is not None:
        raise UserError("Data orang itu sudah dihapus sesudah masa simpannya.", field="person")
    if row["superseded_by_id"] is not None:
        raise UserError("Catatan itu sudah digabungkan ke orang lain. Segarkan layar, lalu pilih lagi.", field="person")
    return row


@use_case(MERGE)
def merge_people(work: Work, *, person: int, other: int) -> MergedPeople:
    """Two records are one person: ``person`` stays, ``other`` points to it; its places and forms move over.

    Nothing is deleted: :func:`split_people` makes them two again. Raises :class:`RuleRefusal` when both sit on one
    request, for one person has one place.
    """
    if person == other:
        raise UserError("Pilih dua catatan yang berbeda untuk digabungkan.", field="other")
    stays, goes = living(work, person), living(work, other)
    _not_side_by_side(work, person, other)
    rows = work.unit.connection
    places = tuple(
        rows.execute(
            select(participant_table.c.id)
            .where(participant_table.c.person_id == other, participant_table.c.voided_at.is_(None))
            .order_by(participant_table.c.id)
        ).scalars()
    )
    requests = tuple(
        rows.execute(
            select(request_table.c.id).where(request_table.c.applicant_id == other).order_by(request_table.c.id)
        ).scalars()
    )
    taken = {name: goes[name] for name in FIELDS if stays[name] in EMPTY and goes[name] not in EMPTY}
    for place in places:
        work.unit.update(participant_table, place, person_id=person)
    for one in requests:
        work.unit.update(request_table, one, applicant_id=person)
    work.unit.update(person_table, other, superseded_by_id=person)
    work.unit.update(person_table, person, **taken)
    return MergedPeople(person, other, places, requests, tuple(taken))


def _not_side_by_side(work: Work, person: int, other: int) -> None:
    second = participant_table.alias("second")
    shared = work.unit.connection.execute(
        select(request_table.c.agenda_number, request_table.c.agenda_year)
        .join(participant_table, participant_table.c.request_id == request_table.c.id)
        .join(second, second.c.request_id == request_table.c.id)
        .where(
            participant_table.c.person_id == person,
            second.c.person_id == other,
            *(one.c.status == "ACTIVE" for one in (participant_table, second)),
            *(one.c.voided_at.is_(None) for one in (participant_table, second)),
        )
    ).first()
    if shared is not None:
        key = case_key(shared.agenda_number, shared.agenda_year)
        raise RuleRefusal(
            f"Keduanya terdaftar pada surat {key}, jadi dua orang. Bila satu orang, ganti salah satu dahulu."
        )


@use_case("split_people")
def split_people(work: Work, *, person: int) -> MergedPeople:
    """A merged record stands for itself again, with the places and fields that went over and are still unchanged."""
    try:
        row = work.unit.get(person_table, person)
    except RowVanished:
        row = None
    if row is None or row["superseded_by_id"] is None:
        raise UserError("Catatan itu tidak sedang digabungkan. Segarkan layar, lalu pilih lagi.", field="person")
    stays = work.unit.get(person_table, row["superseded_by_id"])
    merged = _merge_of(work, person, stays["id"])
    for place in merged.places:
        if work.unit.get(participant_table, place)["person_id"] == stays["id"]:
            work.unit.update(participant_table, place, person_id=person)
    for one in merged.requests:
        if work.unit.get(request_table, one)["applicant_id"] == stays["id"]:
            work.unit.update(request_table, one, applicant_id=person)
    blank = {name: "" if isinstance(row[name], str) else None for name in merged.filled if stays[name] == row[name]}
    work.unit.update(person_table, stays["id"], **blank)
    work.unit.update(person_table, person, superseded_by_id=None)
    return merged


def _merge_of(work: Work, person: int, stays: int) -> MergedPeople:
    """What the act that merged these two moved, as its journal entry tells."""
    for told in work.unit.connection.execute(
        select(journal_table.c.result).where(journal_table.c.action == MERGE).order_by(journal_table.c.seq.desc())
    ).scalars():
        if told and (told["person"], told["other"]) == (stays, person):
            lists = {name: tuple(told[name]) for name in ("places", "requests", "filled")}
            return MergedPeople(stays, person, **lists)
    return MergedPeople(stays, person, (), (), ())


@dataclass(frozen=True, slots=True)
class CorrectedPerson:
    """Whose record was corrected, and how many fields changed."""

    person: int
    fields: int


@use_case("correct_person")
def correct_person(work: Work, *, person: int, entry: ParticipantEntry) -> CorrectedPerson:
    """Correct the record of a person everywhere it is used; the journal keeps what stood there before.

    A telephone or e-mail that changes counts as reachable again. The person's own forms follow with name and contact.
    """
    before = living(work, person)
    values = clean_entry(entry, 1)
    if not values["full_name"]:
        raise UserError("Nama belum diisi. Isi dahulu, lalu simpan.", field="full_name")
    if values["organization_text"] and values["organization_text"] != before["organization_text"]:
        values["organization_id"] = known_organization(work, values["organization_text"], "other")
    for name, mark in (("mobile", "mobile_unreachable"), ("email", "email_unreachable")):
        if values[name] != before[name]:
            values[mark] = False
    changed = sum(before[name] != value for name, value in values.items())
    work.unit.update(person_table, person, **values)
    for one in work.unit.connection.execute(
        select(request_table).where(request_table.c.applicant_id == person, request_table.c.kind == "form")
    ).mappings():
        follows = {
            column: values[name]
            for column, name in (
                ("sender_name", "full_name"),
                ("contact_name", "full_name"),
                ("contact_phone", "mobile"),
                ("contact_email", "email"),
            )
            if one[column] == before[name]
        }
        work.unit.update(request_table, one["id"], **follows)
    return CorrectedPerson(person, changed)
