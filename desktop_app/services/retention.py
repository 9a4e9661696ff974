"""Retention: codes of the office, lists proposed for destruction, and the erasing that needs a berita acara first.

The program never destroys by itself: it lists what is due, prints the proposal and the berita acara, and erases only
when somebody enters that paper's number (DOMAIN.md section 5). The register's line of a case stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.tables_archive import disposal as disposal_table
from db.tables_archive import disposal_request
from db.tables_office import office_setting, organization
from db.tables_requests import participant, request
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.retention_read import KeptCase, disposal_of, kept_cases, retention_codes
from desktop_app.queries.setting_names import RETENTION_CODES
from desktop_app.services.erasure import erase_person, erase_subjects, remove_erased_files
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.retention import Fate, Stage

LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class SavedCode:
    """The code as it holds from today."""

    code: str
    confirmed: bool


@use_case("set_retention_code")
def set_retention_code(
    work: Work,
    *,
    code: str,
    title: str,
    active_years: int,
    inactive_years: int,
    fate: str = Fate.DESTROY.value,
    source: str = "",
    confirmed: bool = False,
) -> SavedCode:
    """Add or change a code; ``confirmed`` only when the archive unit has agreed, with its source."""
    if fate not in {one.value for one in Fate}:
        raise UserError(f"Nasib akhir “{fate}” tidak dikenal. Pilih: {', '.join(Fate)}.", field="fate")
    for name, years in (("active_years", active_years), ("inactive_years", inactive_years)):
        if not 0 <= years <= LONGEST_YEARS:
            raise UserError(f"Tahun retensi 0 sampai {LONGEST_YEARS}, terisi {years}. Periksa angkanya.", field=name)
    told = line(source, "source", label="Sumber")
    if confirmed and not told:
        raise UserError("Kode yang dikonfirmasi perlu sumber: nomor JRA atau surat unit kearsipan.", field="source")
    row = {
        "code": line(code, "code", label="Kode klasifikasi", required=True, limit=32),
        "title": line(title, "title", label="Uraian", required=True),
        "active_years": active_years,
        "inactive_years": inactive_years,
        "fate": fate,
        "source": told,
        "confirmed": confirmed,
    }
    day = today(work.recorded_at)
    known = [_as_row(one) for one in retention_codes(work.unit.connection, day) if one.code != row["code"]]
    work.unit.insert(office_setting, name=RETENTION_CODES, value=[*known, row], valid_from=day)
    return SavedCode(str(row["code"]), confirmed)


def _as_row(code: Any) -> dict[str, Any]:
    names = ("code", "title", "active_years", "inactive_years", "source", "confirmed")
    return {name: getattr(code, name) for name in names} | {"fate": code.fate.value}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A list of proposals by its id."""

    disposal: int
    cases: int


@use_case("propose_disposal")
def propose_disposal(work: Work, *, requests: tuple[int, ...]) -> Proposed:
    """Put due cases on one list of proposals (usul musnah); nothing is erased by it."""
    if not requests:
        raise UserError("Pilih dahulu berkas yang diusulkan musnah.", field="requests")
    kept = {one.request_id: one for one in kept_cases(work.unit.connection, work.recorded_at)}
    for one in dict.fromkeys(requests):
        _may_be_proposed(kept.get(one))
    made = work.unit.insert(disposal_table, proposed_at=work.recorded_at, minutes_number="")
    for one in dict.fromkeys(requests):
        work.unit.insert(disposal_request, disposal_id=made, request_id=one)
    return Proposed(made, len(set(requests)))


def _may_be_proposed(one: KeptCase | None) -> None:
    if one is None:
        raise RuleRefusal("Ada berkas yang belum ditutup. Hanya berkas selesai yang dapat diusulkan musnah.")
    if one.disposal_id is not None:
        raise RuleRefusal(f"Berkas {one.key} sudah ada dalam daftar usul musnah {one.disposal_id}.")
    if one.stage is not Stage.DUE or one.code is None:
        raise RuleRefusal(f"Berkas {one.key} belum jatuh retensi. Keluarkan dari pilihan.")
    if one.code.fate is not Fate.DESTROY:
        raise RuleRefusal(
            f"Berkas {one.key} berkode {one.code.code}: {one.code.fate.value.lower()}, tidak dimusnahkan."
        )
    if not one.code.confirmed:
        raise RuleRefusal(
            f"Retensi kode {one.code.code} belum dikonfirmasi unit kearsipan. Konfirmasikan dahulu kodenya."
        )


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was erased under a berita acara; people who stand in files still kept were left."""

    disposal: int
    minutes_number: str
    cases: int
    people: int
    kept_people: int


@use_case("carry_out_disposal", afterwards=remove_erased_files)
def carry_out_disposal(work: Work, *, disposal: int, minutes_number: str, minutes_date: date) -> Destroyed:
    """Enter the number of the signed berita acara pemusnahan: the personal fields of its cases are erased now.

    Numbers, days, offices and states stay in the register. Cannot be undone; scans go once it is on disk.
    """
    number = line(minutes_number, "minutes_number", label="Nomor berita acara pemusnahan", required=True, limit=120)
    if minutes_date > today(work.recorded_at):
        raise UserError("Tanggal berita acara belum terjadi. Periksa tanggalnya.", field="minutes_date")
    found = disposal_of(work.unit.connection, disposal, work.recorded_at)
    if found is None:
        raise UserError("Daftar usul musnah itu tidak ditemukan. Segarkan layar, lalu pilih lagi.", field="disposal")
    if found.erased_on is not None:
        raise RuleRefusal(f"Daftar ini sudah dimusnahkan dengan berita acara {found.minutes_number}.")
    if minutes_date < found.proposed_on:
        raise UserError("Tanggal berita acara lebih awal daripada usulnya. Periksa tanggalnya.", field="minutes_date")
    cases = [one.request_id for one in found.cases]
    gone, kept = _people(work, cases)
    for person_id in gone:
        erase_person(work, person_id)
    for case in cases:
        _erase_letter(work, case)
    work.unit.update(
        disposal_table, disposal, minutes_number=number, minutes_date=minutes_date, erased_at=work.recorded_at
    )
    return Destroyed(disposal, number, len(cases), len(gone), len(kept))


def _people(work: Work, cases: list[int]) -> tuple[list[int], list[int]]:
    """People of these cases alone, and those who stand in another case as well."""
    seated = select(participant.c.person_id).where(
        participant.c.request_id.in_(cases), participant.c.person_id.is_not(None)
    )
    applied = select(request.c.applicant_id).where(request.c.id.in_(cases), request.c.applicant_id.is_not(None))
    ids = sorted({*work.unit.connection.execute(seated).scalars(), *work.unit.connection.execute(applied).scalars()})
    elsewhere = set(
        work.unit.connection.execute(
            select(participant.c.person_id).where(
                participant.c.person_id.in_(ids), participant.c.request_id.not_in(cases)
            )
        ).scalars()
    )
    return [one for one in ids if one not in elsewhere], [one for one in ids if one in elsewhere]


def _erase_letter(work: Work, case: int) -> None:
    """The letter's own names and scans; an office is no person, so its name stays in the register."""
    row = work.unit.get(request, case)
    erase_subjects(work, {row["subject_key_id"]})
    if row["organization_id"] is not None:
        name = work.unit.get(organization, row["organization_id"])["name"]
        work.unit.update(request, case, sender_name=name)
