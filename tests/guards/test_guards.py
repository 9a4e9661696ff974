"""Every guard stands where the table says; with ``--full`` each is taken away in a copy and must be missed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.guards import GUARDS, Guard

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("desktop_app", "ui", "db", "resources", "tests", "pyproject.toml")


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_the_guard_stands_where_the_table_says(guard: Guard) -> None:
    """Once, so that taking it away takes away this one; and its tests exist."""
    assert (ROOT / guard.file).read_text(encoding="utf-8").count(guard.line) == 1
    for test in guard.tests:
        file, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree once more, to be spoilt."""
    folder = tmp_path_factory.mktemp("unguarded")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


def run(folder: Path, tests: tuple[str, ...]) -> int:
    """Run tests in the copy; pytest's exit code (1: a test failed)."""
    kept = {**os.environ, "PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(words, cwd=folder, env=kept, capture_output=True, check=False).returncode


@pytest.mark.full
@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_taken_away_is_missed(copy: Path, guard: Guard) -> None:
    """Green with it, red without it."""
    file = copy / guard.file
    whole = file.read_text(encoding="utf-8")
    assert run(copy, guard.tests) == 0
    file.write_text(whole.replace(guard.line, guard.without), encoding="utf-8")
    try:
        assert run(copy, guard.tests) == 1, f"nobody missed: {guard.name}"
    finally:
        file.write_text(whole, encoding="utf-8")
