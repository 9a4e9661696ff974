"""Fuzzed rows: none is lost, none half taken, nothing breaks; and it costs little more than reading and checking."""

from __future__ import annotations

import random

import pytest

from desktop_app.importing.reading import table_of
from desktop_app.importing.refusals import TableRefused
from tests.bench.importing import TODAY, fuzzed, import_rows, ours


def counted(rows: int) -> None:
    """Counts add up; every refusal has its row and reason, every taken one a name."""
    judged = ours(fuzzed(rows))
    assert len(judged.taken) + len(judged.refused) == len(judged.rows) == rows
    assert [row.number for row in judged.rows] == list(range(2, rows + 2))
    assert all(row.refused and row.refused.endswith(".") for row in judged.refused)
    assert all(row.values["full_name"] for row in judged.taken)
    assert rows // 40 < len(judged.refused) < rows // 2


def test_three_thousand_fuzzed_rows_add_up() -> None:
    """The everyday size of the sweep below."""
    counted(3_000)


@pytest.mark.full
def test_a_hundred_thousand_fuzzed_rows_add_up() -> None:
    """Issue 4: no crash, counts add up."""
    counted(100_000)


@pytest.mark.full
def test_importing_costs_at_most_half_more_than_reading_and_checking() -> None:
    """Issue 4: 1.5 times the paired time."""
    figure = import_rows(3, 100_000)
    assert figure.ok, figure


@pytest.mark.parametrize("seed", range(12))
def test_broken_bytes_are_refused_or_read_and_never_break(seed: int) -> None:
    """A workbook with some of its bytes turned."""
    dice = random.Random(seed)
    data = bytearray(fuzzed(30))
    for _ in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        judged = table_of(bytes(data), "rusak.xlsx").judged(TODAY)
    except TableRefused as refused:
        assert refused.reason in ("rusak", "tanpa_isi", "bukan_tabel", "terlalu_berat", "terkunci", "bom")
    else:
        assert len(judged.taken) + len(judged.refused) == len(judged.rows)
