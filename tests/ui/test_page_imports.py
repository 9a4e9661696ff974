"""What draws papers, writes workbooks and plans is imported at the act: a page that opens waits for none."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("reportlab", "openpyxl", "highspy", "numpy", "pypdf", "lxml", "PIL", "zxingcpp", "alembic")
FIRST_PAGES = ("helpdesk", "kabag", "kasubbag", "trainer")


@pytest.mark.parametrize("page", FIRST_PAGES)
def test_a_first_page_imports_nothing_heavy(page: str) -> None:
    """Over all the page imports, with the program and its services."""
    script = (
        "import sys, desktop_app.__main__, ui.app, desktop_app.services.data_folder, importlib\n"
        f"importlib.import_module('ui.panels.{page}')\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
