"""Text of any script is kept exactly; what cannot be seen is refused with a sentence (RELIABILITY.md row 16)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sop.text_input import Cleaned, clean_block, clean_line


@pytest.mark.parametrize(
    "text",
    [
        "دورة تدريبية",
        "Pelatihan 🎓👩🏽\u200d💻",
        "Café Ñandú",
        "中文 テスト",
        "PT <Sinar> Jaya",
        "=1+1",
        "\U0001fae8",
        "\U0001faee",
    ],
)
def test_every_script_and_emoji_is_kept_exactly(text: str) -> None:
    assert clean_line(text, 200) == clean_block(text, 200) == Cleaned(text)


def test_blanks_are_collapsed_and_accents_composed() -> None:
    assert clean_line("  Dinas \t\r\n Pekerjaan\u00a0\u2003Umum ", 50) == Cleaned("Dinas Pekerjaan Umum")
    assert clean_line("Cafe\u0301", 50) == Cleaned("Caf\u00e9")
    assert clean_line(" \n ", 5) == Cleaned("")


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("\n satu \t dua\r\n\r\n\r\n\r\ntiga\rempat\u2028lima  \n", 50) == Cleaned(
        "satu dua\n\ntiga\nempat\nlima"
    )


@pytest.mark.parametrize("sign", "\x00\x07\x1b\x7f\x80\ud800\udfff\uffff\u0378")
def test_what_cannot_be_stored_is_refused(sign: str) -> None:
    for clean in (clean_line, clean_block):
        result = clean(f"ab{sign}c", 50)
        assert result.text == f"ab{sign}c"
        assert result.problem == (
            f"Ada tanda yang tidak dapat disimpan (U+{ord(sign):04X}) di huruf ke-3. "
            "Hapus bagian itu lalu ketik ulang dengan tangan."
        )


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_bidi_controls_are_refused(sign: str) -> None:
    problem = clean_line(f"{sign}cod.exe", 50).problem
    assert problem is not None
    assert "pembalik arah" in problem
    assert f"U+{ord(sign):04X}" in problem


def test_too_long_names_both_numbers() -> None:
    assert clean_line("a" * 50, 50).problem is None
    assert clean_line("a" * 52, 50).problem == "Paling panjang 50 huruf, sekarang 52. Hapus 2 huruf."
    assert clean_block("a\n" * 30, 50).problem == "Paling panjang 50 huruf, sekarang 59. Hapus 9 huruf."


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text("ab \n\t\r\u0301\u202e🎓"))
def test_cleaning_twice_changes_nothing_and_only_clean_text_passes(text: str) -> None:
    for clean in (clean_line, clean_block):
        once = clean(text, 40)
        assert clean(once.text, 40) == once
        if once.problem is None:
            assert unicodedata.is_normalized("NFC", once.text)
            assert len(once.text) <= 40
            assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in once.text if sign != "\n")
    assert "\n" not in clean_line(text, 40).text
