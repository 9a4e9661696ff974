"""Odd numbers and dates are asked about; a sender's name tells its origin."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.sop.doubts import doubt_letter_date, doubt_seats, likely_sender_kind

TODAY = date(2026, 12, 3)


def test_a_likely_number_of_seats_is_not_asked_about() -> None:
    assert doubt_seats(None) is None
    assert doubt_seats(100) is None


def test_400_seats_are_asked_about_with_one_button() -> None:
    doubt = doubt_seats(400)
    assert doubt is not None
    assert doubt.sentence == "400 kursi tidak wajar untuk training. Maksud Anda 40?"
    assert (doubt.button, doubt.value) == ("Pakai 40", 40)


def test_a_letter_of_tomorrow_or_of_last_year_looks_wrong() -> None:
    assert doubt_letter_date(None, TODAY) == ""
    assert doubt_letter_date(date(2026, 11, 30), TODAY) == ""
    assert doubt_letter_date(date(2026, 12, 4), TODAY).startswith("4 Desember 2026 belum terjadi")
    assert "hari yang lalu" in doubt_letter_date(date(2025, 11, 30), TODAY)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("RSUD dr. H. Marsidi Judono", "regional_agency"),
        ("CV. Bahari Jaya", "vendor"),
        ("Desa Air Merbau", "village"),
        ("KPP Pratama Tanjungpandan", "vertical_agency"),
        ("Yayasan Contoh", "other"),
    ],
)
def test_a_name_tells_the_origin(name: str, kind: str) -> None:
    assert likely_sender_kind(name) == kind
