"""Indonesian dates, times and numbers as papers print them (DOMAIN 7.1).

Months and weekdays in full, the time with a dot, four-digit years; the date in words for the berita acara.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, time

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def plain_date(day: date) -> str:
    """Return "23 Maret 2020"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """Return "Senin, 23 Maret 2020"."""
    return f"{WEEKDAYS[day.weekday()]}, {plain_date(day)}"


def short_date(day: date) -> str:
    """Return "23/03/2020"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def clock(moment: time | datetime) -> str:
    """Return "14.30"."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def moment(at: datetime, zone: str = "") -> str:
    """Return "Kamis, 3 Desember 2026, 09.12 WIB"."""
    return f"{long_date(at)}, {clock(at)} {zone}".rstrip()


def short_moment(at: datetime) -> str:
    """Return "03/12/2026 09.12"."""
    return f"{short_date(at)} {clock(at)}"


def hours(start: time, end: time, zone: str = "") -> str:
    """Return "08.30 - 15.00 WIB"."""
    return f"{clock(start)} - {clock(end)} {zone}".rstrip()


def day_span(days: Sequence[date]) -> str:
    """Return the days of a session as one phrase.

    "Selasa, 15 Desember 2026"; consecutive days of one month "Selasa - Rabu, 15 - 16 Desember 2026";
    anything else is listed, joined by "dan".
    """
    if not days:
        return ""
    if len(days) == 1:
        return long_date(days[0])
    first, last = days[0], days[-1]
    in_a_row = all((b - a).days == 1 for a, b in itertools.pairwise(days))
    if in_a_row and (first.year, first.month) == (last.year, last.month):
        names = f"{WEEKDAYS[first.weekday()]} - {WEEKDAYS[last.weekday()]}"
        return f"{names}, {first.day} - {plain_date(last)}"
    if in_a_row:
        return f"{long_date(first)} s.d. {long_date(last)}"
    return joined([long_date(day) for day in days], separator="; ")


def joined(parts: Sequence[str], separator: str = ", ") -> str:
    """Return "satu, dua, dan tiga"; two parts are joined by "dan" alone."""
    if len(parts) <= 1:
        return "".join(parts)
    if len(parts) == 2:
        return f"{parts[0]} dan {parts[1]}"
    return separator.join(parts[:-1]) + f"{separator}dan {parts[-1]}"


def in_words(number: int) -> str:
    """Return a whole number from 0 to 999,999 in words ("dua ribu dua puluh enam")."""
    if number < 0 or number > 999_999:
        raise ValueError(f"number out of range: {number}")
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    if number < 100:
        return _tail(f"{_ONES[number // 10]} puluh", number % 10)
    if number < 200:
        return _tail("seratus", number - 100)
    if number < 1000:
        return _tail(f"{_ONES[number // 100]} ratus", number % 100)
    if number < 2000:
        return _tail("seribu", number - 1000)
    return _tail(f"{in_words(number // 1000)} ribu", number % 1000)


def _tail(head: str, rest: int) -> str:
    return f"{head} {in_words(rest)}" if rest else head


def date_in_words(day: date) -> str:
    """Return "Rabu tanggal enam belas bulan Desember tahun dua ribu dua puluh enam"."""
    return (
        f"{WEEKDAYS[day.weekday()]} tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {in_words(day.year)}"
    )


def counted(number: int, unit: str = "orang") -> str:
    """Return "8 (delapan) orang"."""
    return f"{number} ({in_words(number)}) {unit}"


def spaced_nip(nip: str) -> str:
    """Return an 18-digit NIP in its four groups, anything else as it is (DOMAIN 6.2)."""
    if len(nip) == 18 and nip.isdigit():
        return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    return nip
