"""The archive's list in every order: the first page and the ids of the whole are those of a full sort."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest

from db.engine import connect
from desktop_app.papers import make_register
from desktop_app.queries.archive_filter import COMPUTED, ORDERS, CaseFilter, ids_of
from desktop_app.queries.archive_list import PAGE, first_rows, rows_of, whole_list
from desktop_app.queries.archive_order import ids_in_order, ids_over
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
        _steps(raw, chance, row, received)
    raw.close()
    with house.office.store.writing():
        pass
    return made


def _steps(raw: Any, chance: random.Random, row: dict[str, Any], received: datetime) -> None:
    """Topics, and visits that end at any hour: on time, just over, over a weekend, typed late, ended otherwise."""
    for topic in chance.sample((1, 2, 3, 4), chance.choice((0, 1, 1, 2))):
        raw.execute("INSERT INTO request_topic (request_id, topic_id) VALUES (?, ?)", (row["id"], topic))
    at = received
    first = chance.randrange(7)
    for number in (2, 3, 4, 5, 5, 6, 7)[first : first + chance.randrange(8)]:
        begin, minutes = at, chance.choice((1, 5, 6, 29, 31, 200, 3_000, 9_000, 13_000, 14_000, 20_000))
        at = begin + timedelta(minutes=minutes)
        outcome = chance.choice(("DONE", "DONE", "DONE", "RESCHEDULED", "TRAINED", "CONFIRMED"))
        recorded = at + timedelta(days=chance.choice((0, 0, 0, 9)))
        done = (None,) * 5 if chance.random() < 0.1 else (_text(at), outcome, 1, 1, _text(recorded))
        raw.execute(
            "INSERT INTO step_visit (request_id, step_no, round, visit, lane, received_at, started_at, done_at, "
            "outcome, performed_by_id, recorded_by_id, recorded_at, from_paper) VALUES (?, ?, 1, 1, 'HELPDESK', ?, ?, "
            "?, ?, ?, ?, ?, 0)",
            (row["id"], number, _text(begin), chance.choice((None, _text(begin))), *done),
        )
    if chance.random() < 0.2:
        raw.execute(
            "INSERT INTO clock_pause (request_id, starts_at, ends_at, reason, note) "
            "VALUES (?, ?, ?, 'system_down', '')",
            (row["id"], _text(received + timedelta(hours=2)), _text(received + timedelta(days=4))),
        )


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.000000")


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
            ids = ids_in_order(connection, house.clock.now(), wanted)
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


def test_computed_orders_are_those_of_the_lines_themselves(house: House, loaded: list[dict[str, Any]]) -> None:
    """By the topic and the days that stand in the line; what has none is last in either direction."""
    filters: tuple[dict[str, Any], ...] = ({}, {"year": 2025}, {"text": "dinas"})
    now = house.clock.now()
    with house.office.store.reading() as connection:
        every = rows_of(connection, now, [row["id"] for row in loaded])
        for order, down, fields in itertools.product(COMPUTED, (True, False), filters):
            ids, page = whole_list(connection, now, CaseFilter(order=order, down=down, **fields))
            kept = [one for one in every if _kept(_by_id(loaded, one.request_id), fields)]
            kept.sort(key=lambda one: (one.received_at.year, int(one.number)), reverse=down)
            said = [one for one in kept if _said(order, one) is not None]
            said.sort(key=_by(order), reverse=down)
            wanted = [*said, *(one for one in kept if _said(order, one) is None)]
            assert list(ids) == [one.request_id for one in wanted], (order, down, fields)
            assert [one.request_id for one in page] == list(ids[:PAGE])
            assert len({_said(order, one) for one in kept}) > 3


def _by_id(loaded: list[dict[str, Any]], one: int) -> dict[str, Any]:
    return next(row for row in loaded if row["id"] == one)


def _by(order: str) -> Callable[[Any], Any]:
    return lambda one: _said(order, one)


def _said(order: str, one: Any) -> Any:
    if order == "days":
        return one.days_to_schedule
    return folded(one.topics[0].short_name) if one.topics else None


def test_past_the_standard_is_found_in_the_whole_list(house: House, loaded: list[dict[str, Any]]) -> None:
    """What the store leaves out before the rules judge is never one that passed; a register takes the same ones."""
    now = house.clock.now()
    with house.office.store.reading() as connection:
        every = rows_of(connection, now, [row["id"] for row in loaded])
        over = {one.request_id for one in every if one.over}
        assert 30 < len(over) < len(every) - 30 and {step for one in every for step in one.steps_over} >= {
            2,
            3,
            4,
            5,
            6,
        }
        for order in (*ORDERS, *COMPUTED):
            wanted = CaseFilter(order=order, year=2025)
            whole = [one for one in ids_in_order(connection, now, wanted) if one in over]
            assert list(ids_over(connection, now, wanted)) == whole
            ids, _ = whole_list(connection, now, CaseFilter(order=order, year=2025, over=True))
            assert list(ids) == whole
        made = make_register(connection, "agenda-masuk", "xlsx", now=now, only=CaseFilter(over=True))
    book = openpyxl.load_workbook(io.BytesIO(made.data), read_only=True)
    numbers = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if isinstance(row[0], int)]
    assert sorted(numbers) == sorted(int(one.number) for one in every if one.over)


def test_the_first_page_reads_an_index_and_sorts_nothing(house: House) -> None:
    """SQLite's own plan says so for every order."""
    with house.office.store.reading() as connection:
        for order in ORDERS:
            statement = ids_of(CaseFilter(order=order)).limit(PAGE)
            sql = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
            plan = " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))
            assert "USING" in plan and "TEMP B-TREE" not in plan, (order, plan)
