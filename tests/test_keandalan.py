"""What docs/keandalan.md names as a test is one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "keandalan.md"


def test_every_test_the_page_names_is_there() -> None:
    """Files, folders and the functions behind the two colons."""
    named = re.findall(r"`(tests/[^`:*\s]+)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 60
    gone = []
    for file, function in named:
        path = ROOT / file
        if not path.exists():
            gone.append(file)
        elif function:
            defined = {one.name for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.FunctionDef)}
            if function not in defined:
                gone.append(f"{file}::{function}")
    assert not gone, "\n".join(gone)
