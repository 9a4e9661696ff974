"""The archive by its retention: codes of the office, where a file stands today, which are due, what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from db.tables_archive import disposal, disposal_request
from db.tables_requests import archive_file, participant, person, request, step_visit
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.setting_names import CLASSIFICATION, RETENTION_CODES
from desktop_app.sop.dates_in_words import plain_date
from desktop_app.sop.numbering import case_key
from desktop_app.sop.retention import Fate, RetentionCode, Stage, active_until, inactive_until, stage
from desktop_app.sop.states import ENDED, RequestState

UNCONFIRMED = "belum dikonfirmasi unit kearsipan"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """A closed case with its retention; ``code`` is ``None`` for a code that the office does not know."""

    request_id: int
    key: str
    sender: str
    subject: str
    classification: str
    code: RetentionCode | None
    storage_location: str
    closed_on: date
    stage: Stage
    active_until: date | None
    inactive_until: date | None
    people: int
    erased: bool
    disposal_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRow:
    """A list of proposals with its berita acara."""

    id: int
    proposed_on: date
    minutes_number: str
    minutes_date: date | None
    erased_on: date | None
    cases: tuple[KeptCase, ...]

    @property
    def key(self) -> str:
        """How papers and the command line name it."""
        return f"musnah:{self.id}"


def retention_codes(connection: Connection, day: date) -> tuple[RetentionCode, ...]:
    """The office's codes, in the order of the codes."""
    rows: list[dict[str, Any]] = setting(connection, RETENTION_CODES, day)
    return tuple(
        sorted((RetentionCode(**{**row, "fate": Fate(row["fate"])}) for row in rows), key=lambda one: one.code)
    )


def keeping_of(connection: Connection, request_id: int, day: date) -> tuple[tuple[str, str], ...]:
    """Where a case lies and until when, as label and words: for its cover and its screen."""
    found = _kept(connection, select(request).where(request.c.id == request_id), day)
    one = found[0] if found else None
    row = connection.execute(
        select(archive_file).where(archive_file.c.request_id == request_id, archive_file.c.voided_at.is_(None))
    ).first()
    if row is None and one is None:
        return (("Tempat simpan", "belum diarsipkan"),)
    lines = [
        ("Kode klasifikasi", row.classification_code if row else one.classification if one else ""),
        ("Tempat simpan", row.storage_location if row else "belum diarsipkan"),
    ]
    if one is None or one.code is None or one.active_until is None or one.inactive_until is None:
        return (*lines, ("Retensi", "dihitung sesudah berkas ditutup"))
    doubt = "" if one.code.confirmed else f" ({UNCONFIRMED})"
    return (
        *lines,
        ("Berkas ditutup", plain_date(one.closed_on)),
        ("Aktif sampai", plain_date(one.active_until)),
        ("Inaktif sampai", plain_date(one.inactive_until)),
        ("Nasib akhir", f"{one.code.fate.value}{doubt}"),
    )


def kept_cases(connection: Connection, now: datetime, *, only_due: bool = False) -> tuple[KeptCase, ...]:
    """Every closed case in the order of the book; ``only_due`` keeps those whose retention has passed, not erased."""
    ended = [state.value for state in ENDED]
    found = select(request).where(request.c.state.in_(ended))
    rows = _kept(connection, found.order_by(request.c.agenda_year, request.c.agenda_number), today(now))
    return tuple(one for one in rows if not only_due or (one.stage is Stage.DUE and not one.erased))


def disposals(connection: Connection, now: datetime) -> tuple[DisposalRow, ...]:
    """Lists of proposals, the newest first."""
    rows = connection.execute(select(disposal).where(disposal.c.voided_at.is_(None)).order_by(disposal.c.id.desc()))
    return tuple(_disposal(connection, row, today(now)) for row in rows.mappings())


def disposal_of(connection: Connection, disposal_id: int, now: datetime) -> DisposalRow | None:
    """One list, ``None`` when there is none with this id."""
    row = connection.execute(select(disposal).where(disposal.c.id == disposal_id, disposal.c.voided_at.is_(None)))
    found = row.mappings().first()
    return None if found is None else _disposal(connection, found, today(now))


def _disposal(connection: Connection, row: RowMapping, day: date) -> DisposalRow:
    ids = select(disposal_request.c.request_id).where(
        disposal_request.c.disposal_id == row["id"], disposal_request.c.voided_at.is_(None)
    )
    cases = select(request).where(request.c.id.in_(ids)).order_by(request.c.agenda_year, request.c.agenda_number)
    return DisposalRow(
        id=row["id"],
        proposed_on=today(row["proposed_at"]),
        minutes_number=row["minutes_number"],
        minutes_date=row["minutes_date"],
        erased_on=today(row["erased_at"]) if row["erased_at"] else None,
        cases=tuple(_kept(connection, cases, day)),
    )


def _kept(connection: Connection, found: Select[Any], day: date) -> list[KeptCase]:
    """Closed cases among ``found`` with their retention on ``day``."""
    rows = [row for row in connection.execute(found).mappings() if RequestState(row["state"]) in ENDED]
    ids = [row["id"] for row in rows]
    codes = {one.code: one for one in retention_codes(connection, day)}
    standing = str(setting(connection, CLASSIFICATION, day))
    files = {
        one.request_id: one
        for one in connection.execute(
            select(archive_file).where(archive_file.c.request_id.in_(ids), archive_file.c.voided_at.is_(None))
        )
    }
    last_step = dict(
        connection.execute(
            select(step_visit.c.request_id, func.max(step_visit.c.done_at))
            .where(step_visit.c.request_id.in_(ids), step_visit.c.voided_at.is_(None))
            .group_by(step_visit.c.request_id)
        ).all()
    )
    people, erased = _people(connection, ids)
    listed = dict(
        connection.execute(
            select(disposal_request.c.request_id, disposal_request.c.disposal_id)
            .join(disposal, disposal.c.id == disposal_request.c.disposal_id)
            .where(
                disposal_request.c.request_id.in_(ids),
                disposal_request.c.voided_at.is_(None),
                disposal.c.voided_at.is_(None),
            )
        ).all()
    )
    made: list[KeptCase] = []
    for row in rows:
        filed = files.get(row["id"])
        code = codes.get(filed.classification_code if filed else standing)
        moment = (filed.closed_at if filed else None) or last_step.get(row["id"]) or row["received_at"]
        closed = today(moment)
        made.append(
            KeptCase(
                request_id=row["id"],
                key=case_key(row["agenda_number"], row["agenda_year"]),
                sender=sender_phrase(row),
                subject=row["subject"],
                classification=filed.classification_code if filed else standing,
                code=code,
                storage_location=filed.storage_location if filed else "",
                closed_on=closed,
                stage=stage(code, closed, day) if code else Stage.ACTIVE,
                active_until=active_until(code, closed) if code else None,
                inactive_until=inactive_until(code, closed) if code else None,
                people=people.get(row["id"], 0),
                erased=row["id"] in erased,
                disposal_id=listed.get(row["id"]),
            )
        )
    return made


def _people(connection: Connection, ids: list[int]) -> tuple[dict[int, int], set[int]]:
    """How many named people each case has, and the cases whose names were erased under a berita acara."""
    named = connection.execute(
        select(participant.c.request_id, func.count())
        .join(person, person.c.id == participant.c.person_id)
        .where(participant.c.request_id.in_(ids), participant.c.voided_at.is_(None), person.c.erased_at.is_(None))
        .group_by(participant.c.request_id)
    ).all()
    done = connection.execute(
        select(disposal_request.c.request_id)
        .join(disposal, disposal.c.id == disposal_request.c.disposal_id)
        .where(
            disposal_request.c.request_id.in_(ids),
            disposal_request.c.voided_at.is_(None),
            disposal.c.erased_at.is_not(None),
        )
    ).scalars()
    return {row[0]: row[1] for row in named}, set(done)
