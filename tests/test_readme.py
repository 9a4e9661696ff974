"""README tells the truth: its table of steps is made from the rows, and what it points at is there.

`python -m tests.test_readme` writes the table anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop_app.sop.states import LANE_LABELS
from desktop_app.sop.steps import STEPS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN = "<!-- steps:begin (made from desktop_app/sop/steps.py; a test holds it equal) -->\n"
END = "<!-- steps:end -->"


def table() -> str:
    """The eight steps as a Markdown table."""
    rows = ["| No | Langkah | Pelaksana | Mutu baku | Keluaran |", "|---|---|---|---|---|"]
    rows += [f"| {s.number} | {s.sentence} | {LANE_LABELS[s.lane]} | {s.standard} | {s.output} |" for s in STEPS]
    return "\n".join(rows) + "\n"


def test_the_table_of_steps_is_that_of_the_program() -> None:
    text = README.read_text("utf-8")
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == table()


def test_what_the_readme_points_at_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target


if __name__ == "__main__":
    said = README.read_text("utf-8")
    README.write_text(said[: said.index(BEGIN) + len(BEGIN)] + table() + said[said.index(END) :], "utf-8")
