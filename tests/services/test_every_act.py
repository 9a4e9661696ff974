"""Every row of the workflow has a use case that does what the row says, twice gives one, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db import journal, search_index, tables
from desktop_app.commands import catalogue
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.errors import NotAllowed, RuleRefusal
from desktop_app.services.undo import undo
from desktop_app.services.use_case import Act, Result
from desktop_app.sop.states import RequestState, Role, SessionState
from desktop_app.sop.workflow import ACTIONS, Subject
from tests.office_fixtures import PIN, WAYS, House
from tests.services.archive_deeds import ARCHIVE_DEEDS
from tests.services.deeds import DEEDS, Deed
from tests.services.schedule_deeds import SCHEDULE_DEEDS

UUID = "00000000-0000-4000-8000-00000000000%d"
HOLDERS = {
    Role.HELPDESK: "wulan",
    Role.DIVISION_HEAD: "suryadi",
    Role.SUBDIVISION_HEAD: "nurul",
    Role.TRAINER: "andi",
}
TIMES = {"voided_at"}
ENDINGS_OF_NEW_ROWS = {"request": "VOIDED", "session": "CANCELLED"}


def run(house: House, name: str, deed: Deed, **envelope: Any) -> Result[Any]:
    """Do a deed with an envelope of its own."""
    house.clock.advance(minutes=2)
    act = Act(actor=house.actors[deed.handle], **{**deed.envelope, **envelope})
    return catalogue.find(name)(house.office, act, **deed.fields)


def rows(house: House) -> dict[tuple[str, int], dict[str, Any]]:
    """Every journaled row as it stands now."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    with house.office.store.reading() as connection:
        for table in tables.journaled():
            names = journal.journal_columns(table)
            for row in connection.execute(select(table)).mappings():
                found[(table.name, row["id"])] = {name: row[name] for name in names}
    return found


def test_every_row_has_a_use_case_and_a_deed() -> None:
    """Rows, use cases and tests name the same acts."""
    assert set(SCHEDULE_DEEDS) | set(ARCHIVE_DEEDS) <= set(DEEDS)
    assert set(catalogue.use_cases()) - {"undo"} == set(ACTIONS) == set(DEEDS)


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_done_once_told_truly_and_taken_back(house: House, tmp_path: Path, name: str) -> None:
    """The target state holds, a second save with the same key is the first, undo restores every image, redo too."""
    row = ACTIONS[name]
    deed = DEEDS[name](house, tmp_path)
    before = rows(house)
    done = run(house, name, deed, key=UUID % 1)
    after = rows(house)
    if row.target is not None and row.subject is Subject.REQUEST:
        assert house.state(deed.fields["request"]) == row.target
    elif row.target is not None and row.subject is Subject.SESSION:
        assert house.session_state(deed.fields["session"]) == row.target
    again = run(house, name, deed, key=UUID % 1)
    assert (again.value, again.seq, again.replayed) == (done.value, done.seq, True)
    assert rows(house) == after
    with house.office.store.reading() as connection:
        entry = journal.find(connection, UUID % 1)
        assert (entry.action, entry.actor_id) == (name, house.actors[deed.handle].officer_id)
        assert {(c.table, c.row_id) for c in journal.changes_of(connection, done.seq)} == set(done.changes)
    _taken_back(house, deed, done, before, after)
    with house.office.store.reading() as connection:
        assert journal.verify_chain(connection).problems == []
        assert journal.verify_replay(connection) == []
        assert search_index.problems(connection) == []


def _taken_back(house: House, deed: Deed, done: Result[Any], before: Any, after: Any) -> None:
    act = Act(actor=house.actors[deed.handle])
    if not ACTIONS[done.action].undo or ACTIONS[done.action].subject is Subject.NEW_REQUEST:
        with pytest.raises(RuleRefusal):
            undo(house.office, act, seq=done.seq)
        return
    undone = undo(house.office, act, seq=done.seq)
    now = rows(house)
    for key, row in now.items():
        if key in before:
            assert row == before[key], key
        elif key[0] in ENDINGS_OF_NEW_ROWS:
            assert row["state"] == ENDINGS_OF_NEW_ROWS[key[0]]
        else:
            assert row.get("voided_at") is not None or key[0] == "agenda_book", key
    if now != before:
        redone = undo(house.office, Act(actor=house.actors[deed.handle]), seq=undone.seq)
        assert redone.action == "undo"
        assert rows(house) == after


def test_roles_without_the_row_are_kept_out(house: House) -> None:
    """Each row in each of its states: who has no role for it gets NotAllowed, and the journal notes the attempt."""
    cases = {state: house.request(state) for state in ("SCHEDULING", "WITH_HEAD", "REGISTERED", "NOTIFIED", "TRAINED")}
    session = house.session("FIXED")
    for row in ACTIONS.values():
        fields: dict[str, Any] = {}
        if row.subject is Subject.REQUEST:
            state = next((s for s in cases if s in row.states), "REGISTERED")
            fields = {"request": cases[state]}
        elif row.subject is Subject.SESSION:
            fields = {"session": session}
        for role, handle in HOLDERS.items():
            if role in row.roles or (handle == "nurul" and Role.ADMINISTRATOR in row.roles):
                continue
            with pytest.raises(NotAllowed) as caught:
                house.because(handle, catalogue.find(row.name), "coba", **fields)
            assert row.label in caught.value.sentence
    with house.office.store.reading() as connection:
        denied = connection.exec_driver_sql("SELECT count(*) FROM journal WHERE action = 'denied'").scalar()
        assert denied and denied > 100
        assert journal.verify_replay(connection) == []


def test_no_row_is_done_outside_its_states(house: House, tmp_path: Path) -> None:
    """Each row in each state that is not its own is refused with a sentence, by one who has the role."""
    cases = {RequestState(state): house.request(state) for state in WAYS}
    sessions = {SessionState(s): house.session(s) for s in SessionState}
    newest = _newest(house)
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("Contoh", ("satu baris",)))
    for row in ACTIONS.values():
        more = {"file": str(scan)} if row.name == "attach_scan" else {}
        handle = next((HOLDERS[role] for role in HOLDERS if role in row.roles), "nurul")
        subjects: dict[Any, int] = {}
        if row.subject in (Subject.REQUEST, Subject.SESSION):
            subjects = dict(cases if row.subject is Subject.REQUEST else sessions)
        field = "request" if row.subject is Subject.REQUEST else "session"
        for state, subject in subjects.items():
            if state in row.states:
                continue
            with pytest.raises(RuleRefusal) as caught:
                house.because(handle, catalogue.find(row.name), "coba", **{field: subject}, **more)
            assert caught.value.sentence.startswith(f"“{row.label}” tidak dapat dilakukan")
    assert _newest(house) == newest, "a refusal left something behind"


def _newest(house: House) -> int:
    with house.office.store.reading() as connection:
        return journal.newest(connection).seq


def test_the_pin_of_the_fixtures_is_the_one_of_the_deeds() -> None:
    """The deed that needs a second person types his PIN."""
    assert PIN == "246813"
