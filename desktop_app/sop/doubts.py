"""What looks odd in a letter and is asked about with one button, never refused (DESIGN_SYSTEM.md section 10.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop_app.sop.dates_in_words import plain_date

MANY_SEATS = 100
"""More people than this fill no training room of an office; still a letter may say so."""

OLD_LETTER_DAYS = 90

_VENDOR = re.compile(r"\b(cv|pt|ud|fa|firma|koperasi|toko|usaha dagang|perum)\b")
_VILLAGE = re.compile(r"\b(desa|kelurahan|kampung|pemdes)\b")
_VERTICAL = re.compile(
    r"\b(kementerian|kanwil|kantor wilayah|kpp|kppn|kejaksaan|polres|polda|kodim|lanud|pengadilan|bps|bpn|kemenag"
    r"|imigrasi)\b"
)
_REGIONAL = re.compile(
    r"\b(dinas|badan|bagian|kecamatan|rsud|sekretariat|inspektorat|satpol|puskesmas|bappeda|bkpsdm|uptd?|sd|smp|sman?|smk"
    r"|sdn|smpn|smkn|sd negeri|setda|dprd)\b"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question with the answer that is probably meant."""

    sentence: str
    button: str
    value: int


def doubt_seats(count: int | None) -> Doubt | None:
    """A number of people that is hardly meant; the proposal drops the last digit until it is likely."""
    if count is None or count <= MANY_SEATS:
        return None
    meant = count
    while meant > MANY_SEATS:
        meant //= 10
    return Doubt(f"{count} kursi tidak wajar untuk training. Maksud Anda {meant}?", f"Pakai {meant}", meant)


def doubt_letter_date(day: date | None, today: date) -> str:
    """Why the date of a letter looks wrong; empty when it does not."""
    if day is None:
        return ""
    if day > today:
        return f"{plain_date(day)} belum terjadi. Periksa tanggal surat."
    if (today - day).days > OLD_LETTER_DAYS:
        return f"{(today - day).days} hari yang lalu. Benar?"
    return ""


def likely_sender_kind(name: str) -> str:
    """The origin a sender's name points to: a code of DOMAIN.md section 2.1."""
    words = " ".join(name.casefold().replace(".", " ").split())
    for kind, pattern in (
        ("vendor", _VENDOR),
        ("village", _VILLAGE),
        ("vertical_agency", _VERTICAL),
        ("regional_agency", _REGIONAL),
    ):
        if pattern.search(words):
            return kind
    return "other"
