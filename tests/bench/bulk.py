"""Letters by the hundred thousand, written straight into the real schema: only the bench and its like may do this.

Everything is invented. The newest few hundred are under way, the rest is archived; the search index is filled by the
store itself before COMMIT, so what is measured is what an office would have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desktop_app.config import Access
from desktop_app.services import data_folder, setup
from desktop_app.services.use_case import Office

PINS = {"wulan": "506345", "suryadi": "763509", "nurul": "583673", "andi": "466030"}
OPEN = 200
"""Letters under way: what an office of this size has on its desks."""

FIRST_YEAR = 2017
BATCH = 5_000


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ROOTS = _words("Bina Cipta Duta Eka Graha Harapan Indah Jaya Karya Lestari Maju Nusa Permata Rimba Sinar Tirta Utama")
_PLACES = _words("Sijuk Membalong Badau Manggar Gantung Dendang Kelapa Simpang Renggiang Damar Selat Nasik Tanjung")
_NAMES = _words("Ahmad Budi Citra Dewi Eko Fitri Gilang Hana Indra Joko Kartika Lukman Maya Nanda Oki Putri Rina Siti")
_KINDS = _words("Dinas Badan Kecamatan Sekretariat Inspektorat UPTD Kelurahan Desa PT CV Koperasi Yayasan")

_REQUEST = (
    "id, subject_key_id, kind, state, agenda_year, agenda_number, agenda_source, sender_name, sender_kind, "
    "letter_number, letter_date, received_at, subject, signer_name, signer_position, addressee, contact_name, "
    "contact_phone, contact_email, participant_count, urgency, secrecy, preferred_dates, preferred_place, "
    "attachment_count, carbon_copies, note, missing, round"
)
_PERSON = (
    "id, subject_key_id, full_name, nip, nik, npwp, position, rank_grade, mobile, email, address, spse_user_id, "
    "organization_text, user_group, mobile_unreachable, email_unreachable"
)
_VISIT = (
    "request_id, step_no, round, visit, lane, received_at, started_at, done_at, outcome, performed_by_id, "
    "recorded_by_id, recorded_at, from_paper"
)


def office_with(folder: Path, letters: int) -> Office:
    """A set-up office of four officers with this many letters."""
    office = data_folder.create(Access(folder / "data", folder / "key")).office
    plan = setup.read_plan(setup.example_text())
    few = tuple(one for one in plan.officers if one.handle in PINS)
    plan = setup.SetupPlan(
        officers=few, rooms=plan.rooms, topics=plan.topics, agenda_books=plan.agenda_books, settings=plan.settings
    )
    setup.accept_pins(office, setup.set_up(office, plan, pins=PINS))
    load(office, letters)
    return office


def load(office: Office, letters: int) -> None:
    """Write them in one transaction, year by year in the order of the agenda."""
    with office.store.writing() as unit:
        raw: Any = unit.connection.connection.driver_connection
        for batch in _batches(letters):
            for statement, rows in batch:
                raw.executemany(statement, rows)
    office.store.checkpoint()


def _insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"


def _batches(letters: int) -> Iterator[list[tuple[str, list[tuple[Any, ...]]]]]:
    """Statements with their rows, five thousand letters at a time."""
    chance = random.Random(2026)
    years = max(1, min(9, letters // 1000))
    per_year = -(-letters // years)
    statements = (
        _insert("subject_key", "id, key, created_at"),
        _insert("request", _REQUEST),
        _insert("person", _PERSON),
        _insert("participant", "request_id, position_no, person_id, status, receipt_code"),
        _insert("request_topic", "request_id, topic_id"),
        _insert("step_visit", _VISIT),
    )
    for first in range(0, letters, BATCH):
        rows: tuple[list[tuple[Any, ...]], ...] = tuple([] for _ in statements)
        for at in range(first, min(first + BATCH, letters)):
            year = FIRST_YEAR + (9 - years) + at // per_year
            for held, made in zip(rows, _letter(chance, at, year, at % per_year + 1, letters), strict=True):
                held.extend(made)
        yield list(zip(statements, rows, strict=True))


def _letter(chance: random.Random, at: int, year: int, number: int, letters: int) -> tuple[list[tuple[Any, ...]], ...]:
    """One letter with its key, person, place, topic and first two steps."""
    key = 1_000 + at
    received = datetime(year, 1, 4, 1, 30) + timedelta(minutes=number * 500_000 // max(1, letters))
    stamp = received.strftime("%Y-%m-%d %H:%M:%S.%f")
    done = (received + timedelta(minutes=4)).strftime("%Y-%m-%d %H:%M:%S.%f")
    office = f"{chance.choice(_KINDS)} {chance.choice(_ROOTS)} {chance.choice(_PLACES)}"
    person = f"{chance.choice(_NAMES)} {chance.choice(_ROOTS)}{chance.choice(_PLACES).lower()}"
    waits = at >= letters - OPEN
    state = "REGISTERED" if waits else "ARCHIVED"
    mobile = f"0812{chance.randrange(10**8):08d}"
    letter = f"{chance.randrange(1, 999):03d}/{number}/{office[:4].upper()}/{year}"
    day, subject = f"{received:%Y-%m-%d}", f"Permohonan training SPSE untuk {chance.choice(_ROOTS)}"
    head = (key, key, "letter", state, year, number, "internal", office, "other", letter, day, stamp, subject)
    request = (*head, "", "", "", person, mobile, "", 1, "NORMAL", "NORMAL", "[]", "office", "", "", "", "[]", 1)
    human = (
        key,
        key,
        person,
        f"19{chance.randrange(10**16):016d}",
        "",
        "",
        "",
        "",
        mobile,
        "",
        "",
        "",
        office,
        "",
        0,
        0,
    )
    first = (key, 1, 1, 1, "LPSE_USER", stamp, stamp, done, "DONE", 1, 1, done, 0)
    second = (key, 2, 1, 1, "HELPDESK", done, done, *((None,) * 5 if waits else (done, "DONE", 1, 1, done)), 0)
    visits = [first, second]
    return ([(key, b"0" * 32, stamp)], [request], [human], [(key, 1, key, "ACTIVE", "")], [(key, 1)], visits)
