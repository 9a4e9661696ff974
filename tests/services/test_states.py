"""Every state a row leads to is reached by the services alone, and the journal can tell the whole way."""

from __future__ import annotations

import pytest

from desktop_app.services import data_folder
from desktop_app.sop.states import ENDED, RequestState, SessionState
from desktop_app.sop.workflow import ACTIONS
from tests.office_fixtures import WAYS, House


def test_the_ways_cover_every_state_a_row_leads_to() -> None:
    """The builders of the tests and the rows of the workflow agree."""
    targets = {row.target for row in ACTIONS.values() if isinstance(row.target, RequestState)}
    assert set(WAYS) >= {state.value for state in targets}
    assert set(WAYS) == {state.value for state in RequestState}


@pytest.mark.parametrize("state", sorted(WAYS))
def test_a_case_reaches_its_state_and_everything_verifies(house: House, state: str) -> None:
    """State, open steps and journal agree."""
    case = house.request(state)
    assert house.state(case) == state
    with house.office.store.reading() as connection:
        waiting = connection.exec_driver_sql(
            "SELECT count(*) FROM step_visit WHERE request_id = ? AND done_at IS NULL AND voided_at IS NULL", (case,)
        ).scalar()
    if RequestState(state) in ENDED:
        assert waiting == 0
    assert data_folder.verify(house.office).problems == ()


@pytest.mark.parametrize("state", [s.value for s in SessionState])
def test_a_class_reaches_its_state(house: House, state: str) -> None:
    """Every state of a class, by the services alone."""
    assert house.session_state(house.session(state)) == state
