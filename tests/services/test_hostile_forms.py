"""Every form with hostile input: stored exactly as given, or refused with a sentence at its field (R11).

The good deed of each act is spoilt field by field. Either the act is done and every typed text, number and date is
found in the rows it wrote, or it is refused and nothing at all has changed. Twenty-five inputs for each form people
type into in CI, ten thousand for every act with ``--full``; ``LOKET_SEED`` and
``LOKET_INPUTS`` choose other dice and how many.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from sqlalchemy import select

from db import journal, tables
from db.store import Store
from desktop_app.commands import catalogue
from desktop_app.errors import LoketError, NotAllowed, RuleRefusal, UserError
from desktop_app.services.faults import GONE
from desktop_app.services.use_case import Act, Result
from desktop_app.sop.identity_numbers import check_email, check_phone
from desktop_app.sop.text_input import clean_block, clean_line
from tests.office_fixtures import House
from tests.services.deeds import DEEDS
from tests.services.hostile_input import hostile
from tests.services.test_every_act import rows

SECRETS = frozenset({"pin", "new_pin", "second_pin"})
NARROWED = frozenset({"quota"})
"""What is kept is the least of this, the room and the topic: a class has no more seats than its room."""

CODES = frozenset(
    {
        "SIRUP",
        "SIKAP",
        "lpse",
        "lab",
        "andi",
        "maya",
        "reza",
        "nurul",
        "computers",
        "valid_to",
        "quota",
        "approve",
        "PRESENT",
    }
)
"""Texts that choose a row or a part by its code."""

SEED = int(os.environ.get("LOKET_SEED", "1"))
INPUTS = int(os.environ.get("LOKET_INPUTS", "10000"))
FEW = (
    *("register_letter", "register_form", "edit_request", "import_participants", "mark_incomplete", "hand_back"),
    *("approve_by_head", "dispose_by_subhead", "record_sheet", "create_session", "move_session", "record_contact"),
    *("archive_letter", "issue_letter", "record_attendance", "record_scores", "save_report", "correct_person"),
    *("add_room", "add_topic", "add_closed_day", "set_work_hours", "save_setting", "add_officer", "grant_role"),
)


class Bench:
    """One deed to be spoilt again and again, each time in the office as it was."""

    def __init__(self, house: House, folder: Path, name: str) -> None:
        self.house, self.name = house, name
        self.deed = DEEDS[name](house, folder)
        house.clock.advance(minutes=2)
        self.store = house.office.store
        self.store.checkpoint()
        self._kept = folder / "as-it-was.db"
        shutil.copyfile(self.store.path, self._kept)
        self.before = rows(house)
        self.newest = self._newest()
        self.accepted = self.refused = 0

    def _newest(self) -> int:
        with self.house.office.store.reading() as connection:
            return journal.newest(connection).seq

    def put_back(self) -> None:
        """The office as it was before the first input."""
        store = self.house.office.store
        store.close()
        for tail in ("-wal", "-shm"):
            store.path.with_name(store.path.name + tail).unlink(missing_ok=True)
        shutil.copyfile(self._kept, store.path)
        self.house.office.store = Store(store.data_dir, store.data_key)

    def feed(self, fields: dict[str, Any], envelope: dict[str, Any]) -> None:
        """One hostile input."""
        act = Act(actor=self.house.actors[self.deed.handle], **{**self.deed.envelope, **envelope})
        try:
            result = catalogue.find(self.name)(self.house.office, act, **{**self.deed.fields, **fields})
        except LoketError as refusal:
            self.refused += 1
            self._was_refused(refusal)
        else:
            self.accepted += 1
            try:
                self._was_stored(result, fields, envelope)
            finally:
                self.put_back()

    def _was_refused(self, refusal: LoketError) -> None:
        words = refusal.sentence
        assert words.rstrip().endswith((".", "?")) and len(words) < 700, words
        assert all(one.isprintable() or one == "\n" for one in words), repr(words)
        if isinstance(refusal, NotAllowed):
            assert self._newest() == self.newest + 1, "a denied attempt is noted, and nothing else"
            self.put_back()
            return
        assert refusal.field or isinstance(refusal, RuleRefusal) or words == GONE, f"names no field: {words}"
        assert self._newest() == self.newest, "a refusal left something behind"

    def _was_stored(self, result: Result[Any], fields: dict[str, Any], envelope: dict[str, Any]) -> None:
        stored = set(stored_by(self.house.office.store, result.seq))
        shown = {name: value for name, value in fields.items() if name not in SECRETS | NARROWED}
        # A number that stood there before is not written again.
        stored |= {value for row in self.before.values() for value in row.values() if isinstance(value, int)}
        missing = [one for one in leaves({**shown, **envelope}) if not (forms(one) & stored)]
        assert not missing, f"accepted but not stored: {missing!r}"
        if self.accepted % 40 == 1:
            with self.house.office.store.reading() as connection:
                assert journal.verify_chain(connection).problems == []
                assert journal.verify_replay(connection) == []


def stored_by(store: Store, seq: int) -> Iterator[Any]:
    """Every value of the rows an act wrote, and of its line in the journal."""
    by_table: dict[str, list[int]] = {}
    with store.reading() as connection:
        for change in journal.changes_of(connection, seq):
            by_table.setdefault(change.table, []).append(change.row_id)
        for name, ids in by_table.items():
            written = tables.by_name(name)
            for found in connection.execute(select(written).where(written.c.id.in_(ids))).mappings():
                yield from atoms(dict(found))
        line = tables.by_name("journal")
        yield from atoms(dict(connection.execute(select(line).where(line.c.seq == seq)).mappings().one()))


def leaves(value: Any) -> Iterator[Any]:
    """Texts, numbers and dates of an input; empty ones and ticks say nothing."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        if clean_block(value, 10**9).text.strip() and value not in CODES:
            yield value
    elif not isinstance(value, bool | None):
        yield value


def atoms(value: Any) -> Iterator[Any]:
    """What a column holds, and the parts of a JSON one."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from atoms(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from atoms(inner)
    else:
        yield value


def forms(value: Any) -> set[Any]:
    """The shapes in which a given value may be stored after the stated tidying."""
    if isinstance(value, str):
        line = clean_line(value, 10**9).text
        shapes = {line, clean_block(value, 10**9).text, line.lower(), "".join(line.split())}
        shapes |= {check_phone(line).value, check_email(line).value, _clock(line)}
        return shapes
    if isinstance(value, datetime):
        return {value, value.replace(tzinfo=None), value.isoformat()}
    if isinstance(value, date):
        return {value, value.isoformat()}
    return {value}


def _clock(line: str) -> str:
    """8, 8.30 and 08:30 are times of day."""
    hour, _, minute = line.replace(".", ":").partition(":")
    return f"{hour:0>2}:{minute or '00'}"


def spoil(house: House, folder: Path, name: str, inputs: int) -> Bench:
    """So many hostile inputs into one form."""
    bench = Bench(house, folder, name)

    @seed(SEED)
    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    @given(hostile(name, bench.deed))
    def fed(given_input: tuple[dict[str, Any], dict[str, Any]]) -> None:
        bench.feed(*given_input)

    fed()
    return bench


@pytest.mark.parametrize("name", FEW)
def test_the_forms_people_type_into(house: House, tmp_path: Path, name: str) -> None:
    """R11, reduced."""
    bench = spoil(house, tmp_path, name, 25)
    assert bench.accepted and bench.refused, "one-sided: this form is not tried in earnest"


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(DEEDS))
def test_every_form(house: House, tmp_path: Path, name: str) -> None:
    """R11 at the service: ten thousand inputs for each act of the workflow."""
    spoil(house, tmp_path, name, INPUTS)


def test_what_a_refusal_quotes_can_be_shown() -> None:
    """Signs that cannot be seen and a page of pasted text do not reach a screen or a terminal."""
    refusal = UserError("Pilihan “a\x1b[31m" + "x" * 9000 + "\ud800” tidak dikenal. Pilih dari daftar.")
    assert refusal.sentence == str(refusal)
    assert refusal.sentence.startswith("Pilihan “a\ufffd[31mxx") and refusal.sentence.endswith(
        "…” tidak dikenal. Pilih dari daftar."
    )
    assert len(refusal.sentence) < 120
    refusal.sentence.encode("utf-8")
