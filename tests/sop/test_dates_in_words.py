"""Numbers and dates in words, display formats, typed dates and times (DOMAIN.md 7.1)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sop.dates_in_words import (
    clock,
    date_in_words,
    date_range,
    long_date,
    number_in_words,
    numeric_date,
    parse_date,
    parse_time,
    plain_date,
    short_date,
)

TODAY = date(2026, 7, 15)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


# -- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (3, "tiga"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_001, "satu juta seribu satu"),
        (
            999_999_999,
            "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu "
            "sembilan ratus sembilan puluh sembilan",
        ),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not in"):
        number_in_words(number)


def _value(words: str) -> int:
    """Reads words back, independently of how they were made."""
    digits = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    total = group = last = 0
    text = words.replace("sepuluh", "satu puluh").replace("sebelas", "satu belas")
    for word in text.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in digits:
            last = digits.index(word)
            continue
        if word in ("juta", "ribu"):
            total, group, last = total + (group + last) * {"juta": 1_000_000, "ribu": 1000}[word], 0, 0
        else:
            group, last = group + (10 + last if word == "belas" else last * {"puluh": 10, "ratus": 100}[word]), 0
    return total + group + last


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 999_999_999) | st.integers(0, 2200))
def test_words_read_back(number: int) -> None:
    assert _value(number_in_words(number)) == number


def test_a_date_in_words() -> None:
    assert date_in_words(date(2026, 8, 3)) == "Senin tanggal tiga bulan Agustus tahun dua ribu dua puluh enam"


# -- formats --------------------------------------------------------------------------------------------------


def test_formats() -> None:
    assert long_date(date(2020, 3, 23)) == "Senin, 23 Maret 2020"
    assert short_date(date(2026, 12, 3)) == "Kam, 3 Des 2026"
    assert plain_date(date(2026, 7, 9)) == "9 Juli 2026"
    assert numeric_date(date(2026, 12, 3)) == "03-12-2026"
    assert clock(time(9, 12)) == clock(datetime(2026, 7, 9, 9, 12, 59)) == "09.12"


def test_date_ranges() -> None:
    assert date_range(date(2026, 12, 15), date(2026, 12, 16)) == "15–16 Des"
    assert date_range(date(2026, 12, 15), date(2026, 12, 16), with_year=True) == "15–16 Des 2026"
    assert date_range(date(2026, 12, 15), date(2026, 12, 15)) == "15 Des"
    assert date_range(date(2026, 11, 30), date(2026, 12, 1)) == "30 Nov–1 Des"
    assert date_range(date(2026, 12, 31), date(2027, 1, 2)) == "31 Des 2026–2 Jan 2027"
    with pytest.raises(ValueError, match="end before"):
        date_range(TODAY, TODAY - timedelta(days=1))


# -- typed dates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "0907", "090726", "09072026", "9-7", "9/7", "09.07", "9 7", "9-7-26", "09-07-2026", "09/07/2026", "09.07.2026",
        "9 7 2026", "2026-07-09", "20260709", "9 Juli 2026", "9 juli", "9 Jul 26", " 9  JULI  2026 ", "9-Jul-2026",
        "Kamis, 9 Juli 2026", "kam 9 jul", "Kamis 0907",
    ],
)  # fmt: skip
def test_every_way_to_type_a_date(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 7, 9)


def test_old_and_other_spellings() -> None:
    assert parse_date("Jum'at, 10 Juli 2026", TODAY) == parse_date("Jum’at 10 Juli 2026", TODAY) == date(2026, 7, 10)
    assert parse_date("Ahad 12 Juli 2026", TODAY) == date(2026, 7, 12)
    assert parse_date("3 Pebruari 2026", TODAY) == date(2026, 2, 3)
    assert parse_date("3 Nopember 2025", TODAY) == date(2025, 11, 3)
    assert parse_date("3 Agt", TODAY) == parse_date("3 Agu", TODAY) == date(2026, 8, 3)


def test_without_a_year_the_nearest_date_is_meant() -> None:
    assert parse_date("3112", date(2027, 1, 5)) == date(2026, 12, 31)
    assert parse_date("0401", date(2026, 12, 28)) == date(2027, 1, 4)
    assert parse_date("2902", TODAY) == date(2028, 2, 29)
    assert parse_date("2902", date(2026, 2, 28)) == date(2024, 2, 29)
    # 1 July 2023 and 1 July 2024 are equally far from this day: a letter is rather from the past.
    assert parse_date("0107", date(2023, 12, 31)) == date(2023, 7, 1)


def test_two_digit_years_belong_to_people_alive() -> None:
    assert parse_date("170885", TODAY) == date(1985, 8, 17)
    assert parse_date("010131", TODAY) == date(2031, 1, 1)
    assert parse_date("010132", TODAY) == date(1932, 1, 1)


def test_eight_digits_are_day_first_if_that_gives_a_year() -> None:
    assert parse_date("20122012", TODAY) == date(2012, 12, 20)
    assert parse_date("20120312", TODAY) == date(2012, 3, 12)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Tanggal belum diisi."),
        ("Senin", "Tanggal belum diisi."),
        ("907", "tidak terbaca"),
        ("besok", "tidak terbaca"),
        ("9 Juliet 2026", "tidak terbaca"),
        ("9-7-026", "tidak terbaca"),
        ("x-7-2026", "tidak terbaca"),
        ("9 7 2026 10", "tidak terbaca"),
        ("3102", "tidak ada di kalender"),
        ("31-02-2026", "tidak ada di kalender"),
        ("290225", "tidak ada di kalender"),
        ("09-07-1026", "tidak ada di kalender"),
        ("99999999", "tidak ada di kalender"),
        ("Senin, 9 Juli 2026", "9 Juli 2026 jatuh pada hari Kamis, bukan Senin."),
    ],
)
def test_what_is_no_date_is_said(text: str, problem: str) -> None:
    result = parse_date(text, TODAY)
    assert isinstance(result, str)
    assert problem in result
    assert result.endswith(".")


@settings(max_examples=100, deadline=None)
@given(days, st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_every_full_format_reads_back(day: date, today: date) -> None:
    for text in (numeric_date(day), plain_date(day), long_date(day), short_date(day), day.isoformat()):
        assert parse_date(text, today) == day
    near = today + timedelta(days=(day - today).days % 180 - 90)
    assert parse_date(f"{near:%d%m}", today) == near or (near.month, near.day) == (2, 29)


@settings(max_examples=100, deadline=None)
@given(st.text() | st.text("0123456789-/. ", max_size=12))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    for result in (parse_date(text, TODAY), parse_time(text)):
        assert not isinstance(result, str) or result.endswith(".")


# -- typed times ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["0912", "912", "09.12", "9.12", "9:12", " 09.12 WIB ", "09 . 12"])
def test_every_way_to_type_a_time(text: str) -> None:
    assert parse_time(text) == time(9, 12)


def test_a_bare_hour_is_that_hour() -> None:
    assert parse_time("9") == parse_time("09.00") == time(9)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Jam belum diisi."),
        ("WIB", "Jam belum diisi."),
        ("pagi", "tidak terbaca"),
        ("2400", "tidak ada"),
        ("9.60", "tidak ada"),
    ],
)
def test_what_is_no_time_is_said(text: str, problem: str) -> None:
    result = parse_time(text)
    assert isinstance(result, str)
    assert problem in result
