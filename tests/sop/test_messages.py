"""Lengths of SMS by the published alphabets, and the office's own texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.sop.message_text import (
    CALL_DEFAULT,
    LONGEST,
    MAIL_BODY_DEFAULT,
    MAIL_SUBJECT_DEFAULT,
    MESSAGE_DEFAULT,
    TOKENS,
    check_text,
    fill_text,
)
from desktop_app.sop.sms_length import EXTENDED, PART, measure, plain

VECTORS = [
    ("", "GSM-7", 0, 1),
    ("a" * 160, "GSM-7", 160, 1),
    ("a" * 161, "GSM-7", 161, 2),
    ("a" * 306, "GSM-7", 306, 2),
    ("a" * 307, "GSM-7", 307, 3),
    ("€" * 80, "GSM-7", 160, 1),
    ("€" * 81, "GSM-7", 162, 2),
    ("{}[]~\\|^€\f", "GSM-7", 20, 1),
    ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", "GSM-7", 42, 1),
    ("ç", "UCS-2", 1, 1),
    ("`", "UCS-2", 1, 1),
    ("–" + "a" * 69, "UCS-2", 70, 1),
    ("–" + "a" * 70, "UCS-2", 71, 2),
    ("😀" * 35, "UCS-2", 70, 1),
    ("😀" * 36, "UCS-2", 72, 2),
    ("–" + "a" * 134, "UCS-2", 135, 3),
]


@pytest.mark.parametrize(("text", "alphabet", "places", "parts"), VECTORS)
def test_alphabet_places_and_parts(text: str, alphabet: str, places: int, parts: int) -> None:
    """By 3GPP 23.038: 160 or 153 septets, 70 or 67 units; the extension table counts twice."""
    found = measure(text)
    assert (found.alphabet, found.places, len(found.parts)) == (alphabet, places, parts)
    assert "".join(found.parts) == text


def test_a_split_never_tears_an_escape_or_a_pair() -> None:
    """152 letters leave one place: the two of a euro sign, or of a face, go to the next message."""
    first, second = measure("a" * 152 + "€" + "a" * 10).parts
    assert (first, second) == ("a" * 152, "€" + "a" * 10)
    faces = measure("a" * 66 + "😀" + "a" * 10)
    assert faces.parts[0] == "a" * 66 and faces.foreign == ("😀",)
    assert measure("a" * 100).room == 60 and measure("a" * 161).room == 145


@given(st.text(max_size=500))
def test_parts_join_to_the_text_and_each_fits(text: str) -> None:
    """Whatever is typed."""
    found = measure(text)
    assert "".join(found.parts) == text
    for part in found.parts[:-1]:
        wide = sum(2 if sign in EXTENDED else 1 for sign in part)
        assert (wide if found.alphabet == "GSM-7" else len(part.encode("utf-16-be", "surrogatepass")) // 2) <= PART[
            found.alphabet
        ]


def test_typographic_signs_become_plain() -> None:
    """A dash of the calendar must not halve the message."""
    assert measure(plain("15–16 Des “SPSE” … ’")).alphabet == "GSM-7"


@pytest.mark.parametrize("text", [CALL_DEFAULT, MESSAGE_DEFAULT, MAIL_SUBJECT_DEFAULT, MAIL_BODY_DEFAULT])
def test_the_shipped_texts_can_be_used(text: str) -> None:
    """Every token known, every bracket paired, nothing left over when filled."""
    assert check_text(text) == ()
    filled = fill_text(text, dict.fromkeys(TOKENS, "x"))
    assert not set("{}[]") & set(filled)
    assert "{" not in fill_text(text, dict.fromkeys(TOKENS, ""))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", "masih kosong"),
        ("Datang {tangal}", "{tangal} tidak dikenal"),
        ("Datang {tanggal", "Kurung kurawal"),
        ("Datang [ sebelum {batas}", "Kurung siku"),
        ("Datang ] [", "Kurung siku"),
        ("x" * (LONGEST + 1), "paling panjang"),
    ],
)
def test_what_keeps_a_text_from_being_used(text: str, words: str) -> None:
    """In a sentence that says what to write."""
    assert words in check_text(text)[0].sentence


def test_a_bracketed_part_falls_away_without_its_value() -> None:
    """Also inside another one."""
    text = "Balas HADIR[ sebelum {batas}[ ke {kontak}]]."
    assert fill_text(text, {"batas": "8 Des", "kontak": "0719"}) == "Balas HADIR sebelum 8 Des ke 0719."
    assert fill_text(text, {"batas": "8 Des", "kontak": ""}) == "Balas HADIR sebelum 8 Des."
    assert fill_text(text, {"batas": "", "kontak": "0719"}) == "Balas HADIR."
    assert fill_text("[{lain}]{lain}", {}) == "{lain}"
