"""Type, wrapping and wording: no black boxes, no clipped text, Indonesian dates (DOMAIN 7.1)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents import wording
from desktop_app.documents.fonts import missing_glyphs, printable
from desktop_app.documents.letterhead import official_title
from desktop_app.documents.page import MM, Paper, PaperInfo, TextStyle
from desktop_app.documents.paper_data import Official
from desktop_app.documents.qr import qr_runs
from desktop_app.documents.text_flow import fitted_style, width_mm, wrap
from tests.documents.reading import all_text


def test_what_the_type_lacks_is_named_and_marked() -> None:
    assert missing_glyphs("Nama 漢 漢 😀") == ("漢", "😀")
    assert printable("a\tb\nc") == "a b c"
    assert printable("ｆｉ") == "fi"
    assert printable("a\u202eb\u200d") == "ab"
    assert printable("café “ñ” – ő") == "café “ñ” – ő"
    assert missing_glyphs("Ardès “Šimić” – Łukasz") == ()


@given(st.text(max_size=60))
def test_any_text_becomes_one_drawable_line(text: str) -> None:
    shown = printable(text)
    assert missing_glyphs(shown) == ()
    assert "\n" not in shown
    assert printable(shown) == shown


@given(st.text(alphabet=st.characters(codec="latin-1", categories=("L", "N", "P")), max_size=80), st.floats(12, 90))
def test_wrapped_lines_never_leave_their_column(text: str, width: float) -> None:
    style = TextStyle(size=9.0)
    lines = wrap(text, style, width)
    assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")
    assert all(width_mm(line, style) <= width + 0.01 for line in lines)


def test_fitted_text_fits() -> None:
    style = fitted_style("kata " * 60, TextStyle(size=11), 50, 12)
    assert len(wrap("kata " * 60, style, 50)) * style.line_mm <= 12.01


def test_justified_text_is_read_back_with_its_spaces() -> None:
    paper = Paper("a4", PaperInfo("x"))
    paper.text(20, 20, "satu dua tiga", word_space=9 * MM)
    paper.text(20, 30, "LEMBAR DISPOSISI", TextStyle(tracking=4, align="center"))
    assert all_text(paper.finish()) == "satu dua tiga LEMBAR DISPOSISI"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), ""),
        ((date(2026, 12, 15),), "Selasa, 15 Desember 2026"),
        ((date(2026, 12, 15), date(2026, 12, 16)), "Selasa - Rabu, 15 - 16 Desember 2026"),
        ((date(2026, 12, 31), date(2027, 1, 1)), "Kamis, 31 Desember 2026 s.d. Jumat, 1 Januari 2027"),
        ((date(2026, 12, 1), date(2026, 12, 3)), "Selasa, 1 Desember 2026 dan Kamis, 3 Desember 2026"),
        (
            (date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 7)),
            "Selasa, 1 Desember 2026; Kamis, 3 Desember 2026; dan Senin, 7 Desember 2026",
        ),
    ],
)
def test_days_of_a_session_in_one_phrase(days: tuple[date, ...], words: str) -> None:
    assert wording.day_span(days) == words


def test_dates_times_and_numbers() -> None:
    at = datetime(2026, 3, 2, 7, 5)
    assert wording.moment(at, "WIB") == "Senin, 2 Maret 2026, 07.05 WIB"
    assert wording.short_moment(at) == "02/03/2026 07.05"
    assert wording.hours(time(8), time(15, 30)) == "08.00 - 15.30"
    assert wording.spaced_nip("198609262015051001") == "19860926 201505 1 001"
    assert wording.spaced_nip("12345") == "12345"
    for number, words in (
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (40, "empat puluh"),
        (107, "seratus tujuh"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (2026, "dua ribu dua puluh enam"),
    ):
        assert wording.in_words(number) == words
    with pytest.raises(ValueError, match="out of range"):
        wording.in_words(-1)


def test_prefixes_of_a_signature() -> None:
    def title(prefix: str, superior: str = "") -> tuple[str, ...]:
        return official_title(Official(name="x", title="Kasubbag", signing_prefix=prefix, on_behalf_of=superior))

    assert title("") == ("Kasubbag,",)
    assert title("Plh.") == ("Plh. Kasubbag,",)
    assert title("a.n.", "Kepala Bagian") == ("a.n. Kepala Bagian", "Kasubbag,")


def test_qr_runs_are_merged() -> None:
    side, runs = qr_runs("LD7K2M9QX4")
    assert side == 21
    assert runs[0] == (0, 0, 7)
    assert all(length > 0 and column + length <= side for _, column, length in runs)
