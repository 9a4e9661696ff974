"""``import`` and ``form``: a file judged, then saved; the forms to hand out, by their ending."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from desktop_app.importing.reading import read_table
from tests.commands.conftest import Terminal
from tests.commands.test_act import LETTER
from tests.importing import workbooks

LETTER_OF_20: dict[str, Any] = {**LETTER, "participant_count": 20, "participants": []}


def test_a_file_is_judged_then_saved_once(shell: Terminal, tmp_path: Path) -> None:
    """Without --on nothing is written; the same key twice gives the first answer."""
    file = tmp_path / "peserta.xlsx"
    file.write_bytes(workbooks.twenty_with_three_bad())
    shell.act("wulan", "register_letter", **LETTER_OF_20)
    told = shell.json("import", str(file))
    assert (told["rows"], told["accepted"], told["rejected"]) == (20, 17, 3)
    assert [one["row"] for one in told["refusals"]] == [8, 14, 20]
    assert "saved" not in told
    words = ("import", str(file), "--on", "1/2026", "--as", "wulan", "--key", str(uuid4()))
    saved = shell.json(*words, pin="246813")
    assert (saved["saved"], saved["places"]) == (17, 20)
    people = shell.json("list", "peserta", "--full")
    assert sum(one["name"] in workbooks.NAMES for one in people) == 17
    again = shell.refused(
        2, "import", str(file), "--on", "1/2026", "--as", "wulan", "--key", str(uuid4()), pin="246813"
    )
    assert "Tidak ada baris yang dapat diambil" in again


def test_columns_can_be_named(shell: Terminal, tmp_path: Path) -> None:
    """For a file nobody can guess; an unknown name is refused."""
    file = tmp_path / "a.csv"
    file.write_text("Staf;Ratna Dewi\nStaf;Agus Salim\n", encoding="utf-8")
    told = shell.json("import", str(file), "--columns", "position,full_name")
    assert (told["columns"], told["accepted"]) == (["position", "full_name"], 2)
    assert "tidak dikenal" in shell.refused(2, "import", str(file), "--columns", "nama")
    assert "--as PETUGAS" in shell.refused(2, "import", str(file), "--on", "1/2026")


def test_the_forms_to_hand_out(shell: Terminal, tmp_path: Path) -> None:
    """PDF and workbook by the ending; another one is refused."""
    for ending in ("pdf", "xlsx"):
        assert shell.json("form", "-o", str(tmp_path / f"kosong.{ending}"))["file"].endswith(ending)
    assert read_table(tmp_path / "kosong.xlsx").is_form
    assert "pdf atau xlsx" in shell.refused(2, "form", "-o", str(tmp_path / "kosong.docx"))
