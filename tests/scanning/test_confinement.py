"""The child gives up memory, files and other programs; for Windows the layout and order of the calls are checked."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.scanning import confinement

ROOT = Path(__file__).resolve().parents[2]
TRIES = """
from desktop_app.scanning.confinement import confine
confine()
def tried(act):
    try:
        act()
    except (MemoryError, OSError):
        return "held"
    return "free"
def write():
    with open({where!r}, "wb") as stream:
        stream.write(b"x")
print(tried(lambda: bytearray(2 * 1024**3)), tried(write))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_memory_and_files_are_given_up(tmp_path: Path) -> None:
    """Two gigabytes are refused and nothing is written."""
    where = tmp_path / "baru"
    words = [
        sys.executable,
        "-c",
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)" + TRIES.format(where=str(where)),
    ]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.split() == ["held", "held"]
    assert not where.exists() or where.stat().st_size == 0


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of 64 bits")
def test_the_structure_is_the_one_of_windows() -> None:
    """144 octets, the limit flags at 16 and the memory of a process at 112 (winnt.h, x64)."""
    assert ctypes.sizeof(confinement.JobLimits) == 144
    assert confinement.JobLimits.Basic.offset == 0 and confinement.JobLimits.ProcessMemoryLimit.offset == 112
    octets = bytes(confinement.job_limits())
    assert int.from_bytes(octets[16:20], "little") == 0x508
    assert int.from_bytes(octets[40:44], "little") == 1
    assert int.from_bytes(octets[112:120], "little") == 1024**3


class Kernel:
    """The four calls of kernel32, as Windows answers them."""

    def __init__(self, *, makes: bool = True, sets: bool = True) -> None:
        self.called: list[str] = []
        for name, answer in (
            ("CreateJobObjectW", 0x1234 if makes else None),
            ("SetInformationJobObject", int(sets)),
            ("GetCurrentProcess", 2**64 - 1),
            ("AssignProcessToJobObject", 1),
        ):
            setattr(self, name, self._call(name, answer))

    def _call(self, name: str, answer: Any) -> Any:
        def call(*given: Any) -> Any:
            self.called.append(name)
            if name == "SetInformationJobObject":
                assert given[0].value == 0x1234 and given[1] == 9 and given[3].value == 144
            if name == "AssignProcessToJobObject":
                assert (given[0].value, given[1].value) == (0x1234, 2**64 - 1)
            return answer

        return call


def test_the_limits_are_set_before_the_process_enters_the_job() -> None:
    """A job that could not be made or limited is not entered."""
    whole = Kernel()
    assert confinement.confine_by_job(whole)
    assert whole.called.index("SetInformationJobObject") < whole.called.index("AssignProcessToJobObject")
    for lame in (Kernel(makes=False), Kernel(sets=False)):
        assert not confinement.confine_by_job(lame)
        assert "AssignProcessToJobObject" not in lame.called
