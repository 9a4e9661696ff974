"""The rows of the workflow say what DOMAIN.md sections 8.2 to 8.4 say, and nothing leads nowhere."""

from __future__ import annotations

import itertools

import pytest

from desktop_app.sop.action import Subject
from desktop_app.sop.states import (
    ENDED,
    LANE_OF_STATE,
    OPEN,
    REQUEST_STATE_LABELS,
    ROLE_LABELS,
    SEATED,
    SESSION_STATE_LABELS,
    Lane,
    RequestState,
    Role,
    SessionState,
)
from desktop_app.sop.steps import STEPS, ClockKind, brief_standard, step
from desktop_app.sop.transitions import REQUEST_ACTIONS, SESSION_ACTIONS
from desktop_app.sop.workflow import ACTIONS, CaseFacts, actions_for, allowed, progress


def test_the_eight_steps_have_the_lanes_and_limits_of_the_sop() -> None:
    assert [(s.number, s.lane.value, s.limit, s.judged) for s in STEPS] == [
        (1, "LPSE_USER", 5, False),
        (2, "HELPDESK", 5, True),
        (3, "DIVISION_HEAD", 30, True),
        (4, "SUBDIVISION_HEAD", 15, True),
        (5, "TRAINER_TEAM", 7, False),
        (6, "HELPDESK", 10, True),
        (7, "LPSE_USER", 5, True),
        (8, "TRAINER_TEAM", 2, False),
    ]
    assert sum(s.limit for s in STEPS if s.judged) == 65
    assert [brief_standard(s) for s in STEPS[3:5]] == ["15 mnt", "1–7 hari"]
    assert step(5).clock is ClockKind.WORKING_DAYS


@pytest.mark.parametrize("number", [0, 9, -1])
def test_there_is_no_step_outside_one_to_eight(number: int) -> None:
    with pytest.raises(IndexError):
        step(number)


def test_every_open_state_waits_for_a_lane_and_can_be_left() -> None:
    assert set(LANE_OF_STATE) == OPEN
    for state in OPEN:
        leaving = [row for row in REQUEST_ACTIONS if state in row.states and row.target not in (None, state)]
        assert leaving, state


def test_every_state_can_be_reached() -> None:
    derived = {RequestState.NOTIFIED, RequestState.TRAINED, RequestState.INCOMPLETE}
    reached = {row.target for row in REQUEST_ACTIONS} | derived
    assert set(RequestState) - reached - {RequestState.CANCELLED} == set()
    started = {SessionState.DRAFT, SessionState.TENTATIVE, SessionState.RUNNING}
    assert set(SessionState) == {row.target for row in SESSION_ACTIONS if row.target} | started


def test_an_ended_case_allows_nothing_that_moves_it() -> None:
    for state, role in itertools.product(ENDED, Role):
        for name in actions_for(role, state):
            assert ACTIONS[name].target is None, (state, name)


def test_only_the_named_roles_may_act() -> None:
    assert allowed(Role.DIVISION_HEAD, "approve_by_head", RequestState.WITH_HEAD).ok
    refused = allowed(Role.HELPDESK, "approve_by_head", RequestState.WITH_HEAD)
    assert not refused.ok and refused.wrong_role and "Kepala Bagian PBJ" in refused.reason
    assert allowed(Role.HELPDESK, "approve_by_head", RequestState.WITH_HEAD, from_paper=True).ok


def test_a_step_out_of_order_says_why() -> None:
    early = allowed(Role.SUBDIVISION_HEAD, "dispose_by_subhead", RequestState.WITH_HEAD)
    assert not early.ok and not early.wrong_role and "Di Kabag" in early.reason
    ended = allowed(Role.HELPDESK, "forward_to_head", RequestState.REJECTED)
    assert "sudah berakhir" in ended.reason
    session = allowed(Role.SUBDIVISION_HEAD, "fix_session", SessionState.DONE)
    assert "Selesai" in session.reason
    assert "Pilih dulu" in allowed(Role.HELPDESK, "hand_back", None).reason


def test_what_is_not_on_the_sheet_is_not_recorded_from_it() -> None:
    verdict = allowed(Role.HELPDESK, "register_letter", None, from_paper=True)
    assert not verdict.ok and verdict.wrong_role and "tidak dicatat dari lembar" in verdict.reason


def test_office_actions_have_no_state() -> None:
    assert allowed(Role.ADMINISTRATOR, "add_room", None).ok
    assert all(not row.states for row in ACTIONS.values() if row.subject is Subject.OFFICE)


def test_voiding_and_numbers_are_beyond_undo() -> None:
    for name in ("void_request", "issue_letter", "print_sheet"):
        assert not ACTIONS[name].undo
    assert ACTIONS["void_request"].needs_reason


def test_labels_are_complete() -> None:
    assert set(REQUEST_STATE_LABELS) == set(RequestState)
    assert set(SESSION_STATE_LABELS) == set(SessionState)
    assert set(ROLE_LABELS) == set(Role)
    assert SEATED < OPEN
    assert len({lane.value for lane in Lane}) == 5


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"all_seated": False}, RequestState.SCHEDULING),
        ({}, RequestState.SCHEDULED),
        ({"schedule_fixed": True, "notice_sent": True}, RequestState.SCHEDULED),
        ({"schedule_fixed": True, "letter_archived": True}, RequestState.SCHEDULED),
        ({"schedule_fixed": True, "notice_sent": True, "letter_archived": True}, RequestState.NOTIFIED),
        (
            {"schedule_fixed": True, "notice_sent": True, "letter_archived": True, "all_answered": True},
            RequestState.CONFIRMED,
        ),
        ({"notice_sent": True, "letter_archived": True, "all_answered": True}, RequestState.SCHEDULED),
        ({"training_done": True, "all_seated": False}, RequestState.TRAINED),
    ],
)
def test_progress_follows_the_facts(facts: dict[str, bool], state: RequestState) -> None:
    given = dict.fromkeys(CaseFacts.__dataclass_fields__, False) | {"all_seated": True} | facts
    assert progress(CaseFacts(**given)) is state
