"""The archive's list in every order: the first page and the ids of the whole are those of a full sort."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from db.engine import connect
from desktop_app.queries.archive_list import ORDERS, PAGE, CaseFilter, first_rows, ids_in_order, rows_of
from tests.office_fixtures import House

STATES = ("REGISTERED", "SCHEDULED", "TRAINED", "ARCHIVED", "REJECTED")
WORDS = ("Dinas", "dinas", "Kecamatan", "kecamatan", "Badan", "PT", "ÄON", "Zeta", "a")


@pytest.fixture
def loaded(house: House) -> list[dict[str, Any]]:
    """Four hundred letters in random order, written past the services; what each says."""
    chance = random.Random(11)
    raw = connect(house.office.store.path, house.office.store.data_key)
    raw.execute("INSERT INTO subject_key (id, key, created_at) VALUES (9000, x'00', '2026-01-01')")
    made = []
    numbers = [(year, number) for year in (2024, 2025, 2026) for number in range(1, 135)]
    chance.shuffle(numbers)
    for year, number in numbers:
        received = datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(500_000))
        row = {
            "agenda_year": year,
            "agenda_number": number,
            "received_at": received.strftime("%Y-%m-%d %H:%M:%S.000000"),
            "sender_name": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(9)}",
            "state": chance.choice(STATES),
        }
        row["id"] = raw.execute(
            "INSERT INTO request (subject_key_id, kind, state, agenda_year, agenda_number, agenda_source, sender_name, "
            "sender_kind, received_at, subject, signer_name, signer_position, addressee, contact_name, contact_phone, "
            "contact_email, participant_count, urgency, secrecy, preferred_dates, preferred_place, attachment_count, "
            "carbon_copies, note, missing, round) VALUES (9000, 'letter', :state, :agenda_year, :agenda_number, "
            "'internal', :sender_name, 'other', :received_at, 'Permohonan', '', '', '', '', '', '', 1, 'NORMAL', "
            "'NORMAL', '[]', 'office', '', '', '', '[]', 1)",
            row,
        ).lastrowid
        made.append(row)
    raw.close()
    with house.office.store.writing():
        pass
    return made


def folded(text: str) -> str:
    """As the store folds: letters of the alphabet only."""
    return "".join(chr(ord(sign) + 32) if "A" <= sign <= "Z" else sign for sign in text)


SORTS = {
    "number": lambda row: (row["agenda_year"], row["agenda_number"]),
    "day": lambda row: (row["received_at"], row["id"]),
    "sender": lambda row: (folded(row["sender_name"]), row["id"]),
    "state": lambda row: (row["state"], row["agenda_year"], row["agenda_number"]),
}


def test_every_order_is_that_of_a_full_sort(house: House, loaded: list[dict[str, Any]]) -> None:
    """With and without filters; the first page is the beginning; a page in the middle holds its own rows."""
    filters: tuple[dict[str, Any], ...] = (
        {},
        {"year": 2025},
        {"ended_only": True},
        {"text": "dinas"},
        {"year": 2024, "text": "kecam"},
    )
    for order, down, fields in itertools.product(ORDERS, (True, False), filters):
        wanted = CaseFilter(order=order, down=down, **fields)
        rows = [row for row in loaded if _kept(row, fields)]
        expected = [row["id"] for row in sorted(rows, key=SORTS[order], reverse=down)]
        with house.office.store.reading() as connection:
            ids = ids_in_order(connection, wanted)
            first = first_rows(connection, house.clock.now(), wanted)
            middle = ids[len(ids) // 2 : len(ids) // 2 + 7]
            made = rows_of(connection, house.clock.now(), list(middle))
        assert list(ids) == expected, (order, fields)
        assert [one.request_id for one in first] == expected[:PAGE]
        assert [one.request_id for one in made] == list(middle)


def _kept(row: dict[str, Any], fields: dict[str, Any]) -> bool:
    return (
        fields.get("year") in (None, row["agenda_year"])
        and (not fields.get("ended_only") or row["state"] in ("TRAINED", "ARCHIVED", "REJECTED"))
        and fields.get("text", "") in row["sender_name"].lower()
    )


def test_the_first_page_reads_an_index_and_sorts_nothing(house: House) -> None:
    """SQLite's own plan says so for every order."""
    from desktop_app.queries.archive_list import _ids

    with house.office.store.reading() as connection:
        for order in ORDERS:
            statement = _ids(CaseFilter(order=order)).limit(PAGE)
            sql = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
            plan = " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))
            assert "USING" in plan and "TEMP B-TREE" not in plan, (order, plan)
