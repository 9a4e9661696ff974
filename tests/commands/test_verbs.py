"""Every other verb of the contract: set-up, reading, papers, keeping the data, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app import logs
from desktop_app.commands.arguments import LATER, LISTS, REGISTERS
from desktop_app.documents.paper_kinds import PAPER_KINDS
from desktop_app.services.data_folder import RECOVERY_NOTE
from tests.commands.conftest import Terminal


def test_init_from_the_example_prints_pins_once(bare: Terminal, tmp_path: Path) -> None:
    """The example is complete: it sets an office up; a second time is refused."""
    plan = tmp_path / "plan.json"
    plan.write_text(bare("init", "--example").out, "utf-8")
    made = bare.json("init", "--from", str(plan))
    assert made["protection"] == "key_file" and Path(made["key_file"]).exists()
    assert {one["handle"] for one in made["officers"]} >= {"wulan", "suryadi", "nurul", "andi"}
    pin = next(one["pin"] for one in made["officers"] if one["handle"] == "wulan")
    assert bare.act("wulan", "change_pin", pin=pin, new_pin="246813").code == 0
    assert "kosong" in bare.refused(2, "init", "--from", str(plan))
    assert bare.json("verify")["ok"] is True


@pytest.mark.parametrize("content", ["", "{", "[]", '{"officers": []}', '{"x": 1}', "\x00", '{"officers": 7}'])
def test_a_wrong_plan_makes_nothing(bare: Terminal, tmp_path: Path, content: str) -> None:
    """One sentence, and the folder stays empty."""
    plan = tmp_path / "plan.json"
    plan.write_text(content, "utf-8")
    bare.refused(2, "init", "--from", str(plan))
    bare.refused(2, "init", "--from", str(tmp_path / "no-such-file"))
    assert not bare.access.data_dir.exists()


def test_a_set_up_cut_short_can_be_run_again(bare: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power went after three officers: the second run ends the work and its PINs are good."""
    from desktop_app.services import setup

    plan = tmp_path / "plan.json"
    plan.write_text(setup.example_text(), "utf-8")
    real = setup._officer
    left = iter(range(3))

    def dies(*words: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(setup, "_officer", dies)
    assert bare("init", "--from", str(plan)).code == 1
    monkeypatch.setattr(setup, "_officer", real)
    made = bare.json("init", "--from", str(plan))
    for one in made["officers"][:2]:
        assert bare.act(one["handle"], "change_pin", pin=one["pin"], new_pin="246813").code == 0
    assert made["recovery_code"]


def test_demo_fills_every_state_and_refuses_a_full_folder(bare: Terminal) -> None:
    """One line a request, told after its last COMMIT."""
    told = bare("demo", "--requests", "19", "--seed", "5", "--json")
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert (told.code, len(lines)) == (0, 19)
    states = {row["agenda"]: row["state"] for row in bare.json("list", "permohonan")}
    assert {one["agenda"]: one["state"] for one in lines} == states
    assert len(set(states.values())) == 18, "every state a row leads to"
    assert {"TENTATIVE", "FIXED", "RUNNING", "DONE"} == {row["state"] for row in bare.json("list", "sesi")}
    assert "506345" not in told.out and "PIN tetap (data contoh)" in told.err
    assert bare.json("verify")["ok"] is True
    assert list((bare.access.data_dir / "cadangan").glob("*.loket"))
    assert "kosong" in bare.refused(2, "demo")


@pytest.mark.parametrize("count", ["0", "-1", "x", "1000000"])
def test_demo_takes_a_sensible_count(bare: Terminal, count: str) -> None:
    """One to a hundred thousand."""
    bare.refused(2, "demo", "--requests", count)


@pytest.mark.parametrize("what", LISTS)
def test_lists(demo: Terminal, what: str) -> None:
    """Arrays with the contract's words, in JSON and as lines."""
    rows = demo.json("list", what)
    assert rows and isinstance(rows, list)
    wanted = {
        "permohonan": {"agenda", "state", "sender", "received_at", "participant_count"},
        "sesi": {"key", "topic", "start", "quota", "taken", "state"},
        "peserta": {"name", "nip", "mobile", "email", "organization"},
    }
    assert wanted.get(what, set()) <= set(rows[0])
    assert len(demo("list", what).out.splitlines()) == len(rows)


def test_full_data_are_journaled_before_they_are_shown(demo: Terminal) -> None:
    """Masked without ``--full``; with it the journal knows who looked."""
    masked = demo.json("list", "peserta")
    before = demo.json("anchor")["seq"]
    full = demo.json("list", "peserta", "--full")
    assert any("*" in row["mobile"] for row in masked) and not any("*" in row["mobile"] for row in full)
    demo.json("show", "1/2026", "--full")
    assert demo.json("anchor")["seq"] == before + 2
    history = demo.json("show", "1/2026")["timeline"]
    assert any(row["action"] == "disclose" and "baris perintah" in row["who"] for row in history)


def test_show_masks_everything_personal(demo: Terminal) -> None:
    """No full number anywhere in the answer without ``--full``."""
    numbers = {row["mobile"] for row in demo.json("list", "peserta", "--full") if row["mobile"]}
    shown = demo("show", "1/2026", "--json").out
    assert numbers and not any(number in shown for number in numbers)


def test_show_tells_the_eight_steps(demo: Terminal) -> None:
    """Who did it, who typed it, when, against which standard."""
    archived = next(row["agenda"] for row in demo.json("list", "permohonan") if row["state"] == "ARCHIVED")
    case = demo.json("show", archived)
    assert [step["number"] for step in case["steps"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {"performed_by", "recorded_by", "occurred_at", "recorded_at", "standard", "minutes"} <= set(case["steps"][2])
    assert case["agenda"] == archived and case["contacts"] and case["timeline"]
    assert case["steps"][2]["occurred_at"].endswith("+07:00")
    assert demo.json("show", "sesi:1")["key"] == "sesi:1"
    assert demo("show", archived).out


@pytest.mark.parametrize("key", ["99/2026", "1/1999", "x", "sesi:99", "sesi:x", "petugas:wulan", "0/2026", ""])
def test_show_of_nothing(demo: Terminal, key: str) -> None:
    """A sentence with what to write."""
    demo.refused(2, "show", key)


def test_papers(demo: Terminal, tmp_path: Path) -> None:
    """Every kind is listed; a sheet, filled and blank, is a PDF; wrong words are refused."""
    kinds = {row["kind"] for row in demo.json("paper", "--list")}
    assert kinds == {*PAPER_KINDS, "berkas", "kalender"}
    target = tmp_path / "lembar.pdf"
    for more in ([], ["--blank"], ["--size", "a4"]):
        made = demo.json("paper", "disposisi", "1/2026", "-o", str(target), *more)
        assert Path(made["file"]).read_bytes().startswith(b"%PDF") and made["pages"] >= 1
    calendar, session = tmp_path / "kelas.ics", demo.json("list", "sesi")[0]["key"]
    assert demo.json("paper", "kalender", session, "-o", str(calendar))["classes"] == 1
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")
    demo.refused(2, "paper", "kalender", "petugas:nobody", "-o", str(calendar))
    demo.refused(2, "paper", "kalender", "petugas:andi")
    demo.refused(2, "paper", "puisi", "1/2026", "-o", str(target))
    demo.refused(2, "paper", "disposisi", "99/2026", "-o", str(target))
    demo.refused(2, "paper", "disposisi", "1/2026")
    demo.refused(2, "paper", "disposisi", "1/2026", "-o", str(tmp_path / "no-folder" / "x.pdf"))


@pytest.mark.parametrize("what", REGISTERS)
def test_exports(demo: Terminal, tmp_path: Path, what: str) -> None:
    """Both forms of every register."""
    for kind, magic in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        target = tmp_path / f"{what}.{kind}"
        made = demo.json("export", what, "--format", kind, "--year", "2026", "-o", str(target))
        assert target.read_bytes().startswith(magic) and made["rows"] >= 0


def test_export_refuses_turned_dates(demo: Terminal, tmp_path: Path) -> None:
    """From after to, and dates that are none."""
    more = ["--format", "pdf", "-o", str(tmp_path / "x.pdf")]
    demo.refused(2, "export", "jadwal", *more, "--from", "2026-12-01", "--to", "2026-11-01")
    demo.refused(2, "export", "jadwal", *more, "--from", "besok")
    demo.refused(2, "export", "resep", *more)


def test_backup_restore_and_anchor(demo: Terminal, tmp_path: Path) -> None:
    """A verified copy, put back over a ruined folder; the anchor is the same."""
    anchor = demo.json("anchor")["anchor"]
    made = demo.json("backup", "-o", str(tmp_path / "usb"))
    assert made["verified"] is True
    (demo.access.data_dir / "loket.db").write_bytes(b"")
    assert "kosong" in demo.refused(4, "verify")
    done = demo.json("restore", made["file"])
    assert Path(done["moved_aside"]).is_dir()
    assert demo.json("anchor")["anchor"] == anchor
    found = demo.json("verify", "--anchor", anchor)
    assert found["ok"] is True and found["anchor"] == anchor
    broken = tmp_path / "broken.loket"
    broken.write_bytes(Path(made["file"]).read_bytes()[:-500])
    assert demo("restore", str(broken)).code == 4
    assert demo("restore", str(tmp_path / "none.loket")).code in (1, 4)
    assert demo.json("verify")["ok"] is True


def test_verify_says_what_is_wrong(demo: Terminal) -> None:
    """Exit code 4, the problems on standard output, one sentence on standard error."""
    told = demo("verify", "--anchor", "5-000000000000", "--json")
    assert told.code == 4 and told.value["ok"] is False and told.value["problems"]
    assert "tidak utuh" in told.err
    demo.refused(2, "verify", "--anchor", "kucing")


def test_recover_with_the_code(bare: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key file is lost: the code opens, a new one takes its place."""
    plan = tmp_path / "plan.json"
    plan.write_text(bare("init", "--example").out, "utf-8")
    made = bare.json("init", "--from", str(plan))
    Path(made["key_file"]).unlink()
    assert bare("verify").code == 8
    bare.refused(2, "recover")
    bare.refused(8, "recover", "--code", "AAAA-BBBB")
    monkeypatch.setenv("LOKET_RECOVERY_CODE", made["recovery_code"])
    again = bare.json("recover")
    assert again["recovery_code"] != made["recovery_code"]
    assert bare.json("verify")["ok"] is True
    folder = Path(made["data_dir"]) if "data_dir" in made else next(tmp_path.rglob("loket.db")).parent
    assert (folder / RECOVERY_NOTE).exists(), "every window says for a week that the envelope was opened"
    Path(made["key_file"]).unlink(missing_ok=True)
    bare.refused(8, "recover", "--code", made["recovery_code"])


def test_a_wrong_key_and_no_data(shell: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """8 for the key, 2 for a folder without an office."""
    monkeypatch.setenv("LOKET_KEY_FILE", str(tmp_path / "other"))
    shell.refused(8, "verify")
    shell.access = type(shell.access)(tmp_path / "nothing")
    assert "init" in shell.refused(2, "list", "permohonan")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("verb", LATER)
def test_later_verbs_say_so(shell: Terminal, verb: str) -> None:
    """Known, but not in this version."""
    assert "belum tersedia pada versi ini" in shell.refused(2, verb, "--year", "2026")


@pytest.mark.parametrize("words", [["fly"], ["list"], ["list", "resep"], ["show"], ["act"], ["demo", "--seed", "x"]])
def test_a_wrong_command_line_is_told_in_indonesian(shell: Terminal, words: list[str]) -> None:
    """Exit code 2, and no English word of the parser's."""
    sentence = shell.refused(2, *words)
    for english in ("invalid", "required", "argument ", "choose", "usage"):
        assert english not in sentence


def test_help_is_indonesian(shell: Terminal) -> None:
    """The parser's own words too."""
    with pytest.raises(SystemExit) as left:
        shell("--help")
    assert left.value.code == 0
    out = shell.capture.readouterr().out
    assert "pemakaian:" in out and "show this help" not in out and "options" not in out


def test_our_own_bug_is_one_sentence_and_a_line_in_the_log(shell: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1; the traceback only in the log, and there without what was typed."""
    from desktop_app.queries import lists

    def breaks(*words: object, **more: object) -> None:
        raise ZeroDivisionError("Rina Umpama\nERROR forged line")

    monkeypatch.setattr(lists, "listing", breaks)
    sentence = shell.refused(1, "list", "permohonan")
    log = shell.access.data_dir / logs.FOLDER / logs.FILE
    assert str(log) in sentence
    text = log.read_text("utf-8")
    assert "ZeroDivisionError" in text and "reading.py" in text
    assert "Umpama" not in text and "forged" not in text


def test_a_log_line_cannot_be_forged() -> None:
    """Line breaks and control signs are written as escapes."""
    assert logs.printable("a\nERROR b\x1b[31m\u2028c") == "a\\nERROR b\\x1b[31m\\u2028c"


def test_version_is_instant_and_loads_nothing() -> None:
    """As a process: no storage, no papers, no windows; well under a second."""
    begun = time.monotonic()
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from desktop_app.__main__ import main; code = main(['version']);"
            " print([m for m in ('sqlalchemy', 'reportlab', 'openpyxl', 'PySide6', 'argon2') if m in sys.modules]);"
            " sys.exit(code)",
        ],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.returncode == 0 and told.stdout.splitlines()[1] == "[]"
    assert time.monotonic() - begun < 5


def test_the_composition_loads_no_storage_before_it_is_asked() -> None:
    """The login screen is painted first."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, desktop_app.composition, desktop_app.commands.showing;"
            " print([m for m in ('sqlalchemy', 'reportlab', 'openpyxl') if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.strip() == "[]", told.stderr


def test_selftest_passes(shell: Terminal) -> None:
    """What the installed program checks of itself (the window's part needs Qt)."""
    made = shell.json("selftest")
    assert made["ok"] is True, made
    assert len(made["checks"]) >= 5


def test_a_paper_of_one_person_and_the_full_list_are_noted(demo: Terminal, tmp_path: Path) -> None:
    """``salinan-data``, ``biodata`` and ``export peserta --full`` leave a line in the journal; masked ones none."""
    place = demo.json("list", "peserta")[0]["key"]
    before = demo.json("anchor")["seq"]
    for at, kind in enumerate(("salinan-data", "biodata"), 1):
        demo.json("paper", kind, place, "-o", str(tmp_path / "orang.pdf"))
        assert demo.json("anchor")["seq"] == before + at
    target = tmp_path / "peserta.xlsx"
    out = ("-o", str(target))
    assert "alasan" in demo.refused(2, "export", "peserta", "--format", "xlsx", "--full", *out)
    demo.refused(2, "export", "jadwal", "--format", "xlsx", "--full", "--reason", "Audit", *out)
    demo.refused(2, "export", "peserta", "--format", "pdf", "--full", "--reason", "Audit", *out)
    assert not target.exists() and demo.json("anchor")["seq"] == before + 2
    made = demo.json("export", "peserta", "--format", "xlsx", "--full", "--reason", "Audit BPK", *out)
    assert demo.json("anchor")["seq"] == before + 3
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert made["rows"] == len(rows) - 1 and not any("*" in str(cell) for row in rows for cell in row)
    demo.json("export", "peserta", "--format", "xlsx", *out)
    assert demo.json("anchor")["seq"] == before + 3
