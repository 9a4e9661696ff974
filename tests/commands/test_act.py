"""``act``, ``actions`` and ``matrix``: the window's buttons from a script, with the contract's exit codes."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from desktop_app.sop.states import RequestState, Role, SessionState
from desktop_app.sop.workflow import ACTIONS, allowed
from tests.commands.conftest import Terminal

LETTER: dict[str, Any] = {
    "sender": "RSUD Contoh Sehat",
    "topics": ["SIRUP"],
    "participant_count": 2,
    "letter_date": "2026-11-20",
    "letter_number": "1/X",
    "contact_name": "Andi Umpama",
    "contact_phone": "081200000001",
    "participants": [{"full_name": "Budi Umpama", "nip": "123"}],
}


def test_a_letter_goes_all_the_way_by_keys_alone(shell: Terminal) -> None:
    """Every step by the key the last answer gave; people by their ids; classes and rooms by theirs."""
    done = shell.act("wulan", "register_letter", **LETTER, forward=True).value
    assert (done["agenda"], done["state"]) == ("1/2026", "WITH_HEAD")
    assert shell.act("suryadi", "approve_by_head", "1/2026", note="setuju").value["state"] == "WITH_SUBHEAD"
    assert shell.act("nurul", "dispose_by_subhead", "1/2026", trainers=["andi"]).value["state"] == "SCHEDULING"
    day = "2027-02-03"
    made = shell.act(
        "nurul", "create_session", topic="SIRUP", first_day=day, room="lpse", trainers=["andi"], reserved=0
    )
    session = made.value["session"]
    assert session == "sesi:1"
    placed = shell.act("nurul", "schedule_request", "1/2026", session=session).value
    assert (placed["state"], placed["session"]) == ("SCHEDULED", session)
    assert shell.act("nurul", "fix_session", session).value["session_state"] == "FIXED"
    shell.act("wulan", "record_contact", "1/2026", channel="telephone", outcome="REACHED")
    assert shell.act("wulan", "archive_letter", "1/2026", storage_location="L1").value["state"] == "NOTIFIED"
    answer = shell.act("wulan", "record_confirmation", "1/2026", answer="PRESENT", participants=["peserta:1", 2])
    assert answer.value["state"] == "CONFIRMED"
    undone = shell.act("wulan", "undo", seq=answer.value["seq"])
    assert undone.value["value"]["action"] == "record_confirmation"
    shown = shell.json("show", "1/2026")
    assert shown["state"] == "NOTIFIED" and len(shown["steps"]) == 8


def test_the_same_key_is_the_same_letter(shell: Terminal) -> None:
    """A retried command gives the first answer."""
    key = str(uuid4())
    first = shell.act("wulan", "register_letter", key=key, **LETTER).value
    again = shell.act("wulan", "register_letter", key=key, **LETTER).value
    assert again == {**first, "replayed": True}
    assert len(shell.json("list", "permohonan")) == 1


def test_the_envelope_rides_along(shell: Terminal) -> None:
    """When it happened, whose act it was, from paper, Plh., why."""
    shell.act("wulan", "register_letter", **LETTER, forward=True)
    told = shell.act(
        "wulan",
        "approve_by_head",
        "1/2026",
        from_paper=True,
        performed_by="petugas:suryadi",
        acting_kind="Plh.",
        reason="dari lembar",
        occurred_at="2020-01-01T08:00:00",
    )
    assert told.code == 2 and "lebih awal" in told.err
    told = shell.act("wulan", "approve_by_head", "1/2026", from_paper=True, performed_by="suryadi", acting_kind="Plh.")
    step = shell.json("show", "1/2026")["steps"][2]
    assert told.code == 0
    assert (step["from_paper"], step["acting_kind"]) == (True, "Plh.")
    assert "Suryadi" in step["performed_by"] and "Wulan" in step["recorded_by"]


@pytest.mark.parametrize(
    ("code", "who", "action", "on", "data", "pin"),
    [
        (3, "wulan", "register_letter", None, LETTER, ""),
        (3, "wulan", "register_letter", None, LETTER, "000001"),
        (3, "nobody", "register_letter", None, LETTER, "246813"),
        (3, "andi", "register_letter", None, LETTER, "246813"),
        (2, "wulan", "fly_away", None, {}, "246813"),
        (2, "wulan", "forward_to_head", "99/2026", {}, "246813"),
        (2, "wulan", "forward_to_head", "sesi:9", {}, "246813"),
        (2, "wulan", "forward_to_head", "bulan:9", {}, "246813"),
        (2, "wulan", "forward_to_head", None, {}, "246813"),
        (2, "wulan", "forward_to_head", "petugas:wulan", {}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "extra": 1}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "participant_count": "dua"}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "letter_date": "kemarin"}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "topics": "SIRUP"}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "participants": [{"nama": "x"}]}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "occurred_at": "2099-01-01T08:00:00"}, "246813"),
        (2, "wulan", "register_letter", None, {**LETTER, "performed_by": "nobody"}, "246813"),
        (2, "wulan", "register_letter", None, {}, "246813"),
    ],
)
def test_refusals(
    shell: Terminal, code: int, who: str, action: str, on: str | None, data: dict[str, Any], pin: str
) -> None:
    """Not allowed is 3, bad input and rules are 2; one sentence, nothing on standard output."""
    told = shell.act(who, action, on, pin=pin, **data)
    assert (told.code, told.out) == (code, ""), told
    assert told.err.strip().endswith(".") and told.err.count("\n") == 1
    assert shell.json("list", "permohonan") == []


@pytest.mark.parametrize("data", ["{", "[]", "7", '"x"', "[" * 100_000])
def test_data_that_is_no_object(shell: Terminal, data: str) -> None:
    """Broken JSON, other values, a hundred thousand brackets."""
    words = ["act", "--as", "wulan", "--action", "disclose", "--key", str(uuid4()), "--data", data]
    assert "--data" in shell.refused(2, *words, pin="246813")


def test_a_key_that_is_no_uuid(shell: Terminal) -> None:
    """The contract says UUID."""
    words = ["act", "--as", "wulan", "--action", "disclose", "--key", "x"]
    assert "UUID" in shell.refused(2, *words, pin="246813")


def test_a_one_use_pin_opens_only_its_own_change(shell: Terminal) -> None:
    """The administrator resets, the officer changes, then he works."""
    reset = shell.act("nurul", "reset_pin", "petugas:wulan")
    pin = reset.value["pin"]
    told = shell.act("wulan", "register_letter", pin=pin, **LETTER)
    assert told.code == 3 and "change_pin" in told.err
    assert "change_pin" in shell.refused(3, "list", "permohonan", "--as", "wulan", pin=pin)
    assert shell.act("wulan", "change_pin", pin=pin, new_pin="975310").code == 0
    assert shell.act("wulan", "register_letter", pin="975310", **LETTER).code == 0


def test_a_pin_stands_nowhere(shell: Terminal) -> None:
    """Neither the old nor the new one in log, journal or answer."""
    told = shell.act("wulan", "change_pin", new_pin="975310")
    assert "975310" not in told.out + told.err
    from desktop_app.services import data_folder

    office = data_folder.open_office(shell.access)
    with office.store.reading() as connection:
        text = repr(connection.exec_driver_sql("SELECT * FROM journal").all())
        text += repr(connection.exec_driver_sql("SELECT * FROM journal_change").all())
    office.store.close()
    assert "975310" not in text


def test_actions_tell_every_row(shell: Terminal) -> None:
    """Names, lanes, states and fields with types; required ones marked; what the envelope takes."""
    rows = {row["name"]: row for row in shell.json("actions")}
    assert set(rows) == set(ACTIONS) | {"undo"}
    letter = rows["register_letter"]
    assert (letter["lane"], letter["roles"], letter["target"]) == ("HELPDESK", ["HELPDESK"], "REGISTERED")
    assert letter["fields"]["letter_date"] == {"type": "date", "required": True}
    assert letter["fields"]["note"] == {"type": "text", "required": False, "default": ""}
    assert rows["approve_by_head"]["paper_roles"] == ["HELPDESK"]
    assert rows["reject_by_head"]["needs_reason"] is True
    assert set(letter["envelope"]) == {"occurred_at", "reason", "from_paper", "performed_by", "acting_kind"}
    assert "WITH_HEAD" in rows["approve_by_head"]["states"]


def test_the_matrix_is_the_workflow(shell: Terminal) -> None:
    """Each role, action and state once, as :func:`allowed` says."""
    rows = shell.json("matrix")
    seen = {(row["role"], row["action"], row["state"]) for row in rows}
    assert len(seen) == len(rows)
    for row in rows:
        state: Any = None
        if row["state"] is not None:
            kind = RequestState if ACTIONS[row["action"]].subject == "request" else SessionState
            state = kind(row["state"])
        assert row["allowed"] == allowed(Role(row["role"]), row["action"], state).ok
    requests = [row for row in ACTIONS.values() if row.subject == "request"]
    assert sum(row["action"] == requests[0].name for row in rows) == len(Role) * len(RequestState)


def test_without_json_a_person_reads_a_sentence(shell: Terminal) -> None:
    """The same act told in words."""
    words = ["act", "--as", "wulan", "--action", "register_letter", "--key", str(uuid4()), "--data", json.dumps(LETTER)]
    told = shell(*words, pin="246813")
    assert told.out.startswith("Tersimpan (") and "1/2026" in told.out
