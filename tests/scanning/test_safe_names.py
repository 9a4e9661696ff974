"""Two hundred hostile names, none of which leads anywhere or breaks a file system."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.scanning.safe_names import safe_name

RESERVED = ["CON", "con", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "lpt3", "COM²", "CONIN$", "CLOCK$"]
ENDS = ["", ".pdf", ".", " ", "...", ".tar.gz", ":stream", "\x00.pdf", "\u202efdp.exe"]
PLACES = ["", "../", "..\\", "/abs/", "C:\\", "\\\\server\\share\\", "a/../../", "~/"]
HOSTILE = [place + name + end for place in PLACES[:3] for name in RESERVED[:6] for end in ENDS]
HOSTILE += [place + name for place in PLACES for name in ["", ".", "..", "surat", ".htaccess", "x" * 400, "é" * 300]]


def is_harmless(name: str) -> bool:
    path = PureWindowsPath(name)
    return (
        bool(name)
        and name not in {".", ".."}
        and name == path.name == Path(name).name
        and not path.is_reserved()
        and not name.startswith(".")
        and not name.endswith((".", " "))
        and len(name) <= 121
        and len(name.encode()) <= 201
        and not any(unicodedata.category(character).startswith("C") for character in name)
        and not set(name) & set('<>:"/\\|?*')
    )


def test_hostile_names_become_harmless(tmp_path: Path) -> None:
    assert len(HOSTILE) >= 200
    for name in HOSTILE:
        assert is_harmless(safe_name(name)), name
        (tmp_path / safe_name(name)).write_bytes(b"x")
    assert all(path.parent == tmp_path for path in tmp_path.rglob("*"))


@given(st.text(max_size=400))
def test_any_text_becomes_a_harmless_name(text: str) -> None:
    name = safe_name(text)
    assert is_harmless(name)
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Surat Permohonan No. 12 (final).pdf", "Surat Permohonan No. 12 (final).pdf"),
        ("Undangan – Dinas Pendidikan.JPG", "Undangan – Dinas Pendidikan.JPG"),
        ("dua  spasi\tdan tab.pdf", "dua spasi dan tab.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("laporan?.pdf", "laporan_.pdf"),
        ("", "berkas"),
        (".pdf", "pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_ordinary_names_stay_as_they_are(name: str, clean: str) -> None:
    assert safe_name(name) == clean
