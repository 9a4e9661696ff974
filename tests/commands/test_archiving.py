"""The line that counts while a package is made, and the mutu baku report as a workbook by the name of its file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import Terminal


def test_the_counting_line_is_ended(demo: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal what is told next begins on a line of its own."""
    monkeypatch.setattr(sys, "stderr", seen := _Screen())
    assert demo("archive", "--year", "2026", "-o", str(tmp_path / "arsip")).code == 0
    first, *_, last = seen.getvalue().removesuffix("\n").split("\r")[1:]
    assert first.startswith("0 dari ") and last.split()[0] == last.split()[2] and seen.getvalue().endswith("berkas\n")


class _Screen(io.StringIO):
    """Standard error where somebody looks on."""

    def isatty(self) -> bool:
        return True


def test_the_report_is_a_workbook_when_its_file_is_named_so(demo: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "mutu.xlsx"
    said = demo.json("paper", "laporan-mutu", "2026", "-o", str(target))
    assert said["file"] == str(target)
    assert openpyxl.load_workbook(target).sheetnames[:3] == ["Ringkasan", "Langkah", "Bulan"]
