"""Indonesian numbers and dates in words, display formats without Qt, and reading of typed dates and times.

Source: DOMAIN.md 7.1 (formats, traps of QLocale id_ID), DESIGN_SYSTEM.md 10.6.  All times are wall time of the
office.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")

_DIGIT_WORDS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))
# Spellings met on real letters besides the full and the three-letter names.
_OTHER_MONTHS = {
    "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(SHORT_MONTHS, start=1)},
    **_OTHER_MONTHS,
}
_DAY_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(DAYS)},
    **{name.lower(): number for number, name in enumerate(SHORT_DAYS)},
    "ahad": 6,
}
_DATE_EXAMPLES = "Tulis misalnya 0912, 09-12-2026 atau 9 Desember 2026."
_TIME_EXAMPLES = "Tulis misalnya 0912 atau 09.12."


def number_in_words(number: int) -> str:
    """``terbilang``: 0 to 999,999,999 in words; raises ValueError outside."""
    if not 0 <= number <= 999_999_999:
        raise ValueError(f"{number} is not in 0..999999999")
    return _DIGIT_WORDS[0] if number == 0 else _words(number)


def _words(number: int) -> str:
    """Words of a number above zero; nothing for zero, so that a round number has no tail."""
    if number == 0:
        return ""
    if number < 12:
        return _DIGIT_WORDS[number]
    if number < 20:
        return f"{_DIGIT_WORDS[number - 10]} belas"
    unit, name = next(scale for scale in _SCALES if number >= scale[0])
    count, rest = divmod(number, unit)
    # "satu" melts into the unit for seratus and seribu, but not for satu juta; 10-19 never come here.
    head = f"se{name}" if count == 1 and unit in (100, 1000) else f"{_words(count)} {name}"
    return f"{head} {_words(rest)}".rstrip()


def date_in_words(day: date) -> str:
    """``Senin tanggal tiga bulan Agustus tahun dua ribu dua puluh enam``, for minutes (berita acara)."""
    number, year = number_in_words(day.day), number_in_words(day.year)
    return f"{DAYS[day.weekday()]} tanggal {number} bulan {MONTHS[day.month - 1]} tahun {year}"


def plain_date(day: date) -> str:
    """``23 Maret 2020``, for the head of a letter."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """``Senin, 23 Maret 2020``."""
    return f"{DAYS[day.weekday()]}, {plain_date(day)}"


def short_date(day: date) -> str:
    """``Kam, 3 Des 2026``."""
    return f"{SHORT_DAYS[day.weekday()]}, {_day_month(day)} {day.year}"


def numeric_date(day: date) -> str:
    """``03-12-2026``, as it can be typed back in."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def date_range(first: date, last: date, *, with_year: bool = False) -> str:
    """``15–16 Des``, ``30 Nov–1 Des``, ``15 Des`` for one day; with the year if asked or if it turns in between.

    Raises ValueError when ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError("a range must not end before it starts")
    if first.year != last.year:
        return f"{_day_month(first)} {first.year}–{_day_month(last)} {last.year}"
    year = f" {last.year}" if with_year else ""
    if (first.month, first.day) == (last.month, last.day):
        return _day_month(last) + year
    start = str(first.day) if first.month == last.month else _day_month(first)
    return f"{start}–{_day_month(last)}{year}"


def clock(moment: time | datetime) -> str:
    """``09.12``: hours and minutes of a time or datetime."""
    return f"{moment:%H.%M}"


def parse_date(text: str, today: date) -> date | str:
    """The typed date, or an Indonesian sentence that says what is wrong.

    Accepted: ddmm, ddmmyy, ddmmyyyy, yyyymmdd; d-m, d-m-yy, d-m-yyyy with ``-``, ``/``, ``.`` or a blank; ISO;
    ``9 Juli 2026``, ``9 Jul``, with or without the weekday (``Jum'at`` too), which must then be the right
    one.  Without a year the date nearest to ``today`` is meant, the earlier one of two that are equally near.
    A two-digit year lies at most five years ahead of ``today``.
    """
    words = re.sub(r"['’‘`]", "", text.strip().lower()).replace(",", " ").split()
    weekday = _DAY_NUMBERS.get(words[0]) if words else None
    if weekday is not None:
        words = words[1:]
    parts = [part for word in words for part in re.split(r"[-/.]", word) if part]
    if not parts:
        return f"Tanggal belum diisi. {_DATE_EXAMPLES}"
    numbers = _date_numbers(parts)
    if numbers is None:
        return f"'{text.strip()}' tidak terbaca sebagai tanggal. {_DATE_EXAMPLES}"
    found = _dated(*numbers, today)
    if found is None:
        return f"Tanggal '{text.strip()}' tidak ada di kalender. Periksa hari dan bulannya."
    if weekday is not None and found.weekday() != weekday:
        right = DAYS[found.weekday()]
        return f"{plain_date(found)} jatuh pada hari {right}, bukan {DAYS[weekday]}. Periksa tanggalnya."
    return found


def parse_time(text: str) -> time | str:
    """The typed time (``0912``, ``912``, ``09.12``, ``9:12``, ``9``, also with WIB), or an Indonesian sentence."""
    typed = re.sub(r"\s*wib$", "", text.strip().lower())
    if not typed:
        return f"Jam belum diisi. {_TIME_EXAMPLES}"
    match = re.fullmatch(r"([0-9]{1,2})(?:\s*[.:]\s*([0-9]{2})|([0-9]{2}))?", typed)
    if match is None:
        return f"'{text.strip()}' tidak terbaca sebagai jam. {_TIME_EXAMPLES}"
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    if hour > 23 or minute > 59:
        return f"Jam '{text.strip()}' tidak ada. Jam 00 sampai 23, menit 00 sampai 59."
    return time(hour, minute)


def _day_month(day: date) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def _date_numbers(parts: list[str]) -> tuple[int, int, str] | None:
    """Day, month and the year as typed ('' = none); None when the parts do not look like a date."""
    if len(parts) == 1:
        parts = _packed_date(parts[0])
    elif len(parts) == 3 and re.fullmatch(r"[0-9]{4}", parts[0]):
        parts = parts[::-1]
    if not 2 <= len(parts) <= 3:
        return None
    day, month, year = (*parts, "")[:3]
    number = _MONTH_NUMBERS.get(month) or (int(month) if re.fullmatch(r"[0-9]{1,2}", month) else None)
    if number is None or not re.fullmatch(r"[0-9]{1,2}", day):
        return None
    if not re.fullmatch(r"|[0-9]{2}|[0-9]{4}", year):
        return None
    return int(day), number, year


def _packed_date(digits: str) -> list[str]:
    """Day, month, year of 4, 6 or 8 digits without separators; empty for anything else."""
    if not re.fullmatch(r"[0-9]{4}|[0-9]{6}|[0-9]{8}", digits):
        return []
    if len(digits) == 8 and not 1900 <= int(digits[4:]) <= 2199 and 1900 <= int(digits[:4]) <= 2199:
        return [digits[6:], digits[4:6], digits[:4]]
    return [digits[:2], digits[2:4], digits[4:]]


def _dated(day: int, month: int, year: str, today: date) -> date | None:
    if len(year) == 4:
        return _real_date(int(year), month, day) if 1900 <= int(year) <= 2199 else None
    if len(year) == 2:
        full = 2000 + int(year)
        return _real_date(full if full <= today.year + 5 else full - 100, month, day)
    # Eight years reach the leap year on either side of today for 29 February.
    around = (_real_date(today.year + offset, month, day) for offset in range(-8, 9))
    near = [(abs((found - today).days), found) for found in around if found]
    return min(near)[1] if near else None


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
