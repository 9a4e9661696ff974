"""A certificate somebody shows is verified by its code or number, after it was voided too: the real command line."""

from __future__ import annotations

from desktop_app.demonstration.fill import demonstration_pin
from desktop_app.services import setup
from tests.commands.conftest import Terminal

SEED = 24
"""Of the demonstration the tests share."""


def test_a_code_is_verified_until_it_is_voided(demo: Terminal) -> None:
    """Issued by ``act``; code and number in any case and spacing; a strange code is one sentence."""
    handles = [one.handle for one in setup.read_plan(setup.example_text()).officers]
    pin = demonstration_pin(SEED, handles.index("nurul"))
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
