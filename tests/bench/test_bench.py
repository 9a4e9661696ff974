"""The bench's shape, not its figures: keys and fields of issue 5, and the bulk loader's office is a sound one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db import search_index
from desktop_app.config import Access
from desktop_app.queries import inbox
from desktop_app.queries.search import search
from desktop_app.services import data_folder
from desktop_app.sop.states import Lane
from tests.bench import bulk, bulk_import, calc, searching
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
    assert [Figure("bulk_import", ratio, 0.7, "raw", 1, least=True).ok for ratio in (0.8, 0.6)] == [True, False]


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


def test_the_import_is_measured_against_all_it_writes(tmp_path: Path) -> None:
    """The floor holds what the import left, the search included; both offices verify."""
    figure = bulk_import.bulk_import(tmp_path, 1, 300)
    assert figure.key == "bulk_import" and figure.least and figure.ratio > 0
    ours, floor = (
        data_folder.open_office(Access(tmp_path / name / "data", tmp_path / name / "key"))
        for name in ("impor-0", "lantai-0")
    )
    assert data_folder.verify(ours).problems == ()
    with ours.store.reading() as one, floor.store.reading() as other:
        for table in ("request", "person", "journal_change", "search_text"):
            counted = [int(c.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0) for c in (one, other)]
            assert counted[0] == counted[1] >= 300, table
    ours.store.close()
    floor.store.close()


def test_without_libreoffice_there_is_no_such_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said, and the rest of the bench goes on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert calc.program() is None
    office = bulk.office_with(tmp_path, 20)
    assert calc.calc_find(office, tmp_path, 1, 20) == []
    assert "not installed" in capsys.readouterr().err
    office.store.close()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_with_libreoffice_the_same_letters_are_opened_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in that waits to be ended, and one for its Python that says 12.5 seconds once it got the workbook."""
    place = tmp_path / "lo"
    place.mkdir()
    for name, lines in (
        ("soffice", 'case "$*" in *--accept=pipe*) exec sleep 60;; esac; exit 1'),
        ("python", 'test -s "${4#file://}" && test -n "$5" && echo 12.5'),
    ):
        (place / name).write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        (place / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
    office = bulk.office_with(tmp_path, 20)
    figure = calc.calc_find(office, tmp_path, 1, 20)[0]
    assert figure.key == "calc_find" and figure.goal == 10 and figure.least and figure.ratio > 1
    office.store.close()
