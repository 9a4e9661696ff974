"""Step 8 on the real command line: a certificate verified by code or number, the recap as a workbook."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from desktop_app.demonstration.fill import demonstration_pin
from desktop_app.services import setup
from tests.commands.conftest import Terminal

SEED = 24
"""Of the demonstration the tests share."""


def pin_of(handle: str) -> str:
    """The fixed PIN of an officer of the demonstration."""
    handles = [one.handle for one in setup.read_plan(setup.example_text()).officers]
    return demonstration_pin(SEED, handles.index(handle))


def test_the_recap_is_a_workbook_when_the_file_is_one(demo: Terminal, tmp_path: Path) -> None:
    """``paper rekap-kuesioner sesi:N -o F.xlsx``; refused while no sheet was typed."""
    session = next(row["key"] for row in demo.json("list", "sesi") if row["state"] == "DONE")
    target = tmp_path / "rekap.xlsx"
    words = ("paper", "rekap-kuesioner", session, "-o", str(target))
    assert "Belum ada lembar" in demo.refused(2, *words)
    typed = demo.act("nurul", "record_questionnaire", session, pin=pin_of("nurul"), marks=[4, 3, 4, 0, 4])
    assert typed.code == 0, typed
    assert demo.json(*words)["rows"] == 5
    assert load_workbook(target)["Rekap"]["G2"].value == 4


def test_a_code_is_verified_until_it_is_voided(demo: Terminal) -> None:
    """Issued by ``act``; code and number in any case and spacing; a strange code is one sentence."""
    pin = pin_of("nurul")
    on = demo.act("nurul", "save_setting", pin=pin, name="certificates", value=True)
    assert on.code == 0, on
    session = next(row["key"] for row in demo.json("list", "sesi") if row["state"] == "DONE")
    made = demo.act("nurul", "issue_certificates", session, pin=pin)
    assert made.code == 0, made
    number = made.value["value"]["numbers"][0]
    held = demo.json("show", f"sertifikat:{number}")
    code = held["token"]
    assert demo.json("show", f"Sertifikat: {code.lower()} ") == held
    said = demo("show", f"sertifikat:{code}").out.splitlines()
    assert said[0] == f"Sertifikat {number}: berlaku" and held["name"] in said[1]
    assert "Tidak ada sertifikat" in demo.refused(2, "show", "sertifikat:TIDAKADA")
    gone = demo.act(
        "nurul", "void_certificate", session, pin=pin, participant=held["participant_id"], reason="nama salah"
    )
    assert gone.code == 0, gone
    assert demo("show", f"sertifikat:{code}").out.splitlines()[0].endswith("dibatalkan: nama salah")
