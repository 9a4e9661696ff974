"""Identity numbers: the golden results of DOMAIN.md 6.2 and the principle "format blocks, meaning warns"."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sop.identity_numbers import (
    Check,
    check_email,
    check_nik,
    check_nip,
    check_npwp,
    check_phone,
    mask_email,
    mask_number,
    mask_phone,
    show_nip,
    show_npwp,
    show_phone,
)

TODAY = date(2026, 11, 23)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "domain_id_vectors.json").read_text(encoding="utf-8"))
CHECKS: dict[str, Callable[[str], Check]] = {
    "nik": lambda text: check_nik(text, TODAY),
    "nip": lambda text: check_nip(text, TODAY),
    "npwp": check_npwp,
    "hp": check_phone,
    "email": check_email,
}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['fn']} {v['input']}")
def test_golden_results(vector: dict[str, Any]) -> None:
    result = CHECKS[vector["fn"]](vector["input"])
    facts = {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in result.facts.items()}
    assert (result.level, result.value, facts) == (vector["level"], vector["norm"], vector["facts"])
    assert list(result.findings) == vector["msg"]
    assert len(result.messages) == len(result.findings)


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_typed_is_nothing_wrong(name: str) -> None:
    assert CHECKS[name]("  ") == Check("ok", "")


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=60, deadline=None)
@given(text=st.text() | st.text("0123456789 +-.()@", max_size=24) | st.from_regex(r"\A[0-9]{15,18}\Z"))
def test_any_text_gets_an_answer_in_whole_sentences(name: str, text: str) -> None:
    result = CHECKS[name](text)
    assert bool(result.messages) == (result.level != "ok")
    assert all(message[0].isupper() or message[0].isdigit() for message in result.messages)
    assert all(message.endswith((".", "?")) for message in result.messages)
    if result.level != "error":
        # What may be stored stays what it is when it is checked again.
        assert CHECKS[name](result.value).value == result.value


# -- wording --------------------------------------------------------------------------------------------------


def test_a_wrong_length_says_by_how_much() -> None:
    short, long = check_nip("19860926201505100", TODAY), check_nik("19020117088500012", TODAY)
    assert short.messages == ("NIP harus 18 angka, baru 17. Tambah 1 angka, atau kosongkan dan lengkapi nanti.",)
    assert long.messages == ("NIK harus 16 angka, sekarang 17. Hapus 1 angka, atau kosongkan dan lengkapi nanti.",)
    assert "NIP lama" in check_nip("131110468", TODAY).messages[0]


def test_a_letter_in_a_number_is_named() -> None:
    for name in ("nik", "nip", "npwp"):
        result = CHECKS[name]("19O2")
        assert result.level == "error"
        assert "tertulis 'O'" in result.messages[0]
    # Digits of other scripts and superscripts are no digits here, although Python's isdigit says so.
    assert check_nik("١٩٠٢", TODAY).level == "error"
    assert check_nik("1902²", TODAY).level == "error"


# -- NIK ------------------------------------------------------------------------------------------------------


def test_the_century_of_a_nik_gives_an_age_of_15_to_105() -> None:
    assert check_nik("1902012311110001", TODAY).facts["lahir"] == "2011-11-23"
    assert check_nik("1902012411110001", TODAY).level == "warn"  # 14 years, or 115
    assert check_nik("1902012311210001", TODAY).facts["lahir"] == "1921-11-23"
    assert check_nik("1902012902000001", TODAY).facts["lahir_kandidat"] == ("2000-02-29",)


def test_meaning_only_warns_on_a_nik() -> None:
    result = check_nik("9902013002900000", TODAY)
    assert result.level == "warn"
    assert len(result.messages) == 3


@pytest.mark.parametrize("province", ["65", "92", "95", "96", "97"])
def test_new_provinces_are_known(province: str) -> None:
    assert check_nik(province + "02011708850001", TODAY).level == "ok"


# -- NIP ------------------------------------------------------------------------------------------------------


def test_meaning_only_warns_on_a_nip() -> None:
    result = check_nip("198609261990153000", TODAY)
    assert result.level == "warn"
    assert result.findings == (
        "tahun pengangkatan pada NIP tidak masuk akal",
        "angka ke-13 dan 14 NIP bukan bulan (PNS) atau kontrak (PPPK)",
        "angka ke-15 harus 1 (L) atau 2 (P)",
        "nomor urut NIP 000",
    )
    assert dict(result.facts) == {"lahir": "1986-09-26", "tampil": "19860926 199015 3 000"}


# -- NPWP -----------------------------------------------------------------------------------------------------


def test_npwp_of_a_branch_and_of_other_lengths() -> None:
    assert "NITKU" in check_npwp("0013121660091000000000").messages[0]
    assert "sekarang 5" in check_npwp("12345").messages[0]
    assert check_npwp("0013121661091000").findings == ("angka periksa NPWP tidak cocok",)


# -- telephone ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "level", "value"),
    [
        ("0062 812 3456 7890", "ok", "081234567890"),
        ("+62 (0)719 21234", "ok", "071921234"),
        ("+1 202 555 0123", "warn", "+12025550123"),
        ("+1 202", "error", "+1202"),
        ("0812-3456-7890 / 0813", "error", "081234567890/0813"),
        ("21234", "error", "21234"),
        ("071921", "error", "071921"),
        ("0841", "error", "0841"),
        ("08123456789012", "error", "08123456789012"),
    ],
)
def test_telephone_numbers(typed: str, level: str, value: str) -> None:
    result = check_phone(typed)
    assert (result.level, result.value) == (level, value)


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"\A8[1-35-9][0-9]{7,10}\Z"), st.sampled_from(["0", "+62", "62", "0062", ""]))
def test_every_way_to_begin_a_mobile_number_is_the_same_number(rest: str, start: str) -> None:
    result = check_phone(start + rest)
    assert (result.level, result.value, result.facts["e164"]) == ("ok", "0" + rest, "+62" + rest)
    assert check_phone(show_phone("+62" + rest)).value == "0" + rest


# -- e-mail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "level", "value"),
    [
        (" Budi.S@Gmail.COM ", "ok", "Budi.S@gmail.com"),
        ("dinas@mail.belitung.go.id", "ok", "dinas@mail.belitung.go.id"),
        ("budi@gmial.com", "warn", "budi@gmial.com"),
        ("budi@yahoo.co,id", "error", "budi@yahoo.co,id"),
        ("budi@belitung", "error", "budi@belitung"),
        ("budi@.go.id", "error", "budi@.go.id"),
        ("budi", "error", "budi"),
        ("@gmail.com", "error", "@gmail.com"),
        ("a@b@c.id", "error", "a@b@c.id"),
        ("Budi <budi@x.id>", "error", "Budi <budi@x.id>"),
        ("b" * 250 + "@x.id", "error", "b" * 250 + "@x.id"),
    ],
)
def test_email_addresses(typed: str, level: str, value: str) -> None:
    result = check_email(typed)
    assert (result.level, result.value) == (level, value)


def test_a_known_slip_is_suggested() -> None:
    assert check_email("budi@yaho.com").facts["saran"] == "budi@yahoo.com"
    assert "budi@yahoo.co.id" in check_email("budi@yahoo.co,id").messages[0]


# -- hiding and showing ---------------------------------------------------------------------------------------


def test_masks_of_domain_6_1() -> None:
    assert mask_number("1902011708850001") == "1902********0001"
    assert mask_phone("+6281234567890") == mask_phone("081234567890") == "0812****7890"
    assert mask_phone("+6271921234") == "0719****4"
    assert mask_number("1234567") == "*******"
    assert mask_email("budi.s@gmail.com") == "b****@gmail.com"
    assert mask_email("b@gmail.com") == "****@gmail.com"
    assert (mask_email("budi"), mask_email("")) == ("****", "")


@settings(max_examples=60, deadline=None)
@given(st.text("123456789", max_size=30))
def test_a_mask_keeps_the_length_and_hides_at_least_four(digits: str) -> None:
    masked = mask_number(digits)
    assert len(masked) == len(digits)
    assert masked.count("*") >= min(4, len(digits))


def test_shown_numbers() -> None:
    assert show_phone("+6281234567890") == "0812-3456-7890"
    assert show_phone("+6271921234") == "(0719) 21234"
    assert show_phone("0218901234") == "(021) 8901234"
    assert show_phone("08123456") == "0812-3456"
    assert (show_phone("+12025550123"), show_phone("112")) == ("+12025550123", "112")
    assert (show_nip("198609262015051001"), show_nip("1986")) == ("19860926 201505 1 001", "1986")
    assert (show_npwp("013121660091000"), show_npwp("1")) == ("01.312.166.0-091.000", "1")


def test_a_check_cannot_be_changed() -> None:
    result = check_phone("081234567890")
    with pytest.raises(TypeError):
        result.facts["e164"] = "x"  # type: ignore[index]
