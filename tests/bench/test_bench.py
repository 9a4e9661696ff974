"""The bench's shape, not its figures: keys and fields of issue 5, and the bulk loader's office is a sound one."""

from __future__ import annotations

from pathlib import Path

from db import search_index
from desktop_app.queries import inbox
from desktop_app.queries.search import search
from desktop_app.sop.states import Lane
from tests.bench import bulk, searching
from tests.bench.__main__ import as_json
from tests.bench.pairing import Figure, paired


def test_the_json_is_as_issued() -> None:
    """A ratio of a pair, its goal, whether it is met, what it was paired with, how often."""
    made = paired(
        "step", lambda: sum(range(2000)), lambda: sum(range(2000)), goal=9.0, words="itself", runs=3, cpu=True
    )
    table = as_json([made, Figure("table_memory", 40.0, 32.0, "MB", 1)])
    assert set(table) == {"step", "table_memory"}
    for entry in table.values():
        assert set(entry) == {"ratio", "goal", "ok", "floor", "n"}
        assert isinstance(entry["ratio"], float) and isinstance(entry["ok"], bool) and isinstance(entry["n"], int)
    assert table["table_memory"]["ok"] is False


def test_the_loaded_office_is_one_the_program_can_read(tmp_path: Path) -> None:
    """Search, queue and index answer over it; the search figures are made of it."""
    office = bulk.office_with(tmp_path, 600)
    with office.store.reading() as connection:
        assert search_index.problems(connection) == []
        assert len(search(connection, "permohonan", limit=700)) == 600
        assert len(inbox.queue(connection, office.clock.now(), lane=Lane.HELPDESK).rows) == bulk.OPEN
    figures = searching.figures(office, 8, 600)
    assert [one.key for one in figures] == ["search_infix", "search_service"]
    office.store.close()
