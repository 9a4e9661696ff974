"""The reviewed matrix: which role may do which act in which state; a new act without a line in it fails (R13).

``python -m tests.test_authorisation`` writes it anew; whoever does so reads the difference as an office would.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from desktop_app.sop.states import RequestState, Role, SessionState
from desktop_app.sop.workflow import ACTIONS, Subject, allowed

FILE = Path(__file__).resolve().parents[1] / "docs" / "wewenang.csv"
ROLES = tuple(Role)
PAPER = " (dari lembar)"


def matrix() -> str:
    """The matrix as the rows of the workflow have it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["tindakan", "label", *(role.value for role in ROLES), "keadaan"])
    for row in ACTIONS.values():
        states = " ".join(sorted(state.value for state in row.states))
        writer.writerow([row.name, row.label, *("ya" if role in row.roles else "" for role in ROLES), states])
        if row.paper_roles:
            marks = ("ya" if role in row.paper_roles else "" for role in ROLES)
            writer.writerow([row.name, row.label + PAPER, *marks, states])
    return out.getvalue()


def reviewed() -> dict[tuple[str, bool], dict[str, str]]:
    """The file, by act and by whether it is keyed from paper."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {(line["tindakan"], line["label"].endswith(PAPER)): line for line in csv.DictReader(stream)}


def test_every_act_has_its_reviewed_line() -> None:
    """Nothing was added, widened or narrowed without a look at the matrix."""
    assert FILE.read_text(encoding="utf-8") == matrix(), "read the difference, then: python -m tests.test_authorisation"


@pytest.mark.parametrize("from_paper", [False, True], ids=["screen", "paper"])
def test_every_triple_is_decided_as_reviewed(from_paper: bool) -> None:
    """Role, act and state: the rule answers what the file says, and a refusal is a sentence."""
    lines, triples = reviewed(), 0
    for row in ACTIONS.values():
        line = lines.get((row.name, from_paper))
        states: list[RequestState | SessionState | None] = [None]
        if row.subject is Subject.REQUEST:
            states = list(RequestState)
        elif row.subject is Subject.SESSION:
            states = list(SessionState)
        for role in ROLES:
            for state in states:
                verdict = allowed(role, row.name, state, from_paper=from_paper)
                may = line is not None and line[role.value] == "ya"
                fits = state is None or (line is not None and state.value in line["keadaan"].split())
                assert verdict.ok == (may and fits), (role, row.name, state)
                assert verdict.ok or verdict.reason.endswith("."), verdict.reason
                triples += 1
    assert triples > 4000


if __name__ == "__main__":
    FILE.write_text(matrix(), encoding="utf-8")
    print(FILE)
