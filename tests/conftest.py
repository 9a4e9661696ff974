"""What every test shares: the slow sweeps wait for `--full`."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ["tests.office_fixtures"]

# A window on the screen of whoever runs the tests would take his keys and give the tests his.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--full`, which lets the slow sweeps run."""
    parser.addoption("--full", action="store_true", help="run the slow sweeps too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the tests marked `full` unless they were asked for."""
    if config.getoption("--full"):
        return
    skip = pytest.mark.skip(reason="slow sweep: give --full")
    for item in items:
        if item.get_closest_marker("full") is not None:
            item.add_marker(skip)
