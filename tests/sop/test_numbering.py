"""Case keys, the next number, letter-number templates and agenda labels (DOMAIN.md 1.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sop.numbering import (
    DEFAULT_AGENDA_TEMPLATE,
    DEFAULT_LETTER_TEMPLATE,
    LETTER_PRESETS,
    BadNumber,
    CaseKey,
    LetterNumberParts,
    agenda_label,
    agenda_year,
    case_key,
    check_agenda_template,
    check_template,
    format_letter_number,
    next_number,
    parse_agenda_label,
    parse_case_key,
    roman_month,
)

PARTS = LetterNumberParts(
    15, date(2026, 7, 9), classification="000.8.3.3", unit="PBJ", agency="SETDA", security_code="B"
)
numbers, years = st.integers(1, 999_999), st.integers(1900, 9999)


# -- case keys ------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(numbers, years, st.integers(0, 3))
def test_a_case_key_reads_back_padded_or_not(number: int, year: int, zeros: int) -> None:
    assert parse_case_key(case_key(number, year)) == (number, year)
    assert parse_case_key(f" {'0' * zeros}{number} / {year} ") == CaseKey(number, year)
    assert str(CaseKey(number, year)) == case_key(number, year)


@pytest.mark.parametrize(
    "text", ["", "147", "147/26", "x/2026", "147/2026/1", "0/2026", "147/1899", "-1/2026", "١/2026"]
)
def test_what_is_no_case_key_is_said(text: str) -> None:
    with pytest.raises(BadNumber, match=r"^'.*' bukan nomor agenda|tidak mungkin"):
        parse_case_key(text)


# -- counting -------------------------------------------------------------------------------------------------


def test_numbers_leave_no_gap_and_start_where_the_office_says() -> None:
    assert next_number(None, 1) == 1
    assert next_number(None, 312) == 312
    assert next_number(312, 312) == 313
    assert next_number(5, 312) == 6
    with pytest.raises(ValueError, match="positive"):
        next_number(None, 0)


def test_the_agenda_year_is_that_of_the_receipt() -> None:
    assert agenda_year(datetime(2026, 12, 31, 23, 59)) == 2026
    assert agenda_year(date(2027, 1, 1)) == 2027


def test_roman_months() -> None:
    assert [roman_month(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
    for month in (0, 13):
        with pytest.raises(ValueError, match="month"):
            roman_month(month)


# -- outgoing letters -----------------------------------------------------------------------------------------


def test_the_three_presets_and_the_default() -> None:
    assert [format_letter_number(template, PARTS) for template in (*LETTER_PRESETS, DEFAULT_LETTER_TEMPLATE)] == [
        "000.8.3.3/15/PBJ",
        "000.8.3.3/15/PBJ/VII/2026",
        "B-15/SETDA/PBJ/000.8.3.3/07/2026",
        "000.8.3.3/15/PBJ/VII/2026",
    ]
    assert format_letter_number("{urut3}", PARTS) == "015"


@settings(max_examples=60, deadline=None)
@given(numbers, st.sampled_from(LETTER_PRESETS))
def test_two_numbers_never_print_the_same(number: int, template: str) -> None:
    one = format_letter_number(template, replace(PARTS, number=number))
    two = format_letter_number(template, replace(PARTS, number=number + 1))
    assert one != two


def test_a_part_the_template_names_must_be_there() -> None:
    with pytest.raises(BadNumber, match=r"\{unit\}"):
        format_letter_number(LETTER_PRESETS[0], replace(PARTS, unit=" "))
    assert format_letter_number("{urut}/X", LetterNumberParts(1, date(2026, 1, 1))) == "1/X"
    with pytest.raises(BadNumber, match="mulai dari 1"):
        format_letter_number("{urut}", replace(PARTS, number=0))


@pytest.mark.parametrize(
    ("template", "word"),
    [
        (" ", "kosong"),
        ("{urut}/{nomor}", r"{nomor} tidak dikenal"),
        ("{urut}/{}", "{} tidak dikenal"),
        ("{tahun}", "belum memuat {urut}"),
        ("{urut}/{urut3}", "lebih dari satu kali"),
        ("{urut}/{tahun", "tidak berpasangan"),
        ("{urut}\n", "ganti baris"),
        ("{urut}" + "x" * 95, "paling panjang 100 huruf, sekarang 101"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(template: str, word: str) -> None:
    (problem,) = check_template(template)
    assert word in problem
    with pytest.raises(BadNumber):
        format_letter_number(template, PARTS)


def test_good_templates_have_no_problems() -> None:
    assert not any(check_template(template) for template in (*LETTER_PRESETS, DEFAULT_LETTER_TEMPLATE))
    assert check_agenda_template(DEFAULT_AGENDA_TEMPLATE) == []
    assert "{unit} tidak dikenal" in check_agenda_template("{urut}/{unit}")[0]


# -- labels on papers -----------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(numbers, years, st.sampled_from([DEFAULT_AGENDA_TEMPLATE, "{tahun}.{urut}", "{tahun}/{urut3} ({tahun})"]))
def test_a_label_reads_back(number: int, year: int, template: str) -> None:
    label = agenda_label(template, number, year)
    assert parse_agenda_label(template, label.lower()) == (number, year)


def test_labels() -> None:
    assert agenda_label(DEFAULT_AGENDA_TEMPLATE, 147, 2026) == "0147/LPSE/2026"
    assert parse_agenda_label(DEFAULT_AGENDA_TEMPLATE, " 147/lpse/2026") == CaseKey(147, 2026)
    for text in ("147/2026", "0000/LPSE/2026", "0147/LPSE/1800"):
        assert parse_agenda_label(DEFAULT_AGENDA_TEMPLATE, text) is None
    assert parse_agenda_label("{urut}/LPSE", "147/LPSE") is None
    assert parse_agenda_label("", "147") is None
    with pytest.raises(BadNumber):
        agenda_label("LPSE", 1, 2026)
