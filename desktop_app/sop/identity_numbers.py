"""NIK, NIP, NPWP, telephone and e-mail: what is wrong, what to do about it, how to show and to hide them.

Source: DOMAIN.md 6.2.  Principle: **format errors block, meaning errors warn**: a clerk with an identity
card in hand must always be able to save.  An empty text is 'ok' everywhere; whether a field is required is
the form's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

CheckLevel = Literal["ok", "warn", "error"]
Fact = str | bool | tuple[str, ...]

_LATER = "atau kosongkan dan lengkapi nanti."
_WITH_CARD = "Cocokkan dengan KTP; bila memang begitu, simpan saja."
_NIK_BIRTH = "tanggal lahir pada NIK tidak masuk akal - periksa ulang dengan KTP"
# Kemendagri's codes; 97 is BPS's for Papua Barat Daya and met on cards.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97))
    for code in range(first, last + 1)
)
_SHORT_AREAS = ("021", "022", "024", "031", "061")
_MAIL_TYPOS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com",
    "gmail.con": "gmail.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "gmail.co.id": "gmail.com",
    "gmaill.com": "gmail.com", "gimail.com": "gmail.com", "yaho.com": "yahoo.com", "yhoo.com": "yahoo.com",
    "yahoo.con": "yahoo.com", "yahoo.co": "yahoo.com", "yaho.co.id": "yahoo.co.id", "hotmial.com":
    "hotmail.com", "hotmail.con": "hotmail.com", "outlok.com": "outlook.com", "outlook.con": "outlook.com",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """Result of a check.

    ``value`` is the normalised text to store (for a wrong one: as typed, without separators).  ``messages``
    are whole Indonesian sentences for the screen; ``findings`` are the short fixed wordings of the same
    findings, in the same order, for reports and tests.  ``facts`` are what the number tells (keys of
    vectors/domain_id_vectors.json).
    """

    level: CheckLevel
    value: str
    messages: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[str, ...] = ()


def check_nik(text: str, today: date) -> Check:
    """Population number, 16 digits PPKKCC DDMMYY NNNN; ``today`` decides the century (age 15 to 105).

    Sex, birth date and region of the number may legally differ from the person's (PP 40/2019): they only
    warn.
    """
    digits = _strip(text)
    problem = _not_digits("NIK", digits) or _wrong_length("NIK", digits, 16, "NIK harus 16 angka")
    if problem is None and len(set(digits)) == 1:
        sentence = f"NIK tidak mungkin angka yang sama semua. Tulis sesuai KTP, {_LATER}"
        problem = ("NIK bukan angka yang sah", sentence)
    if problem or not digits:
        return _refused(digits, problem)
    facts: dict[str, Fact] = {"prov": digits[:2], "kab": digits[:4], "kec": digits[:6]}
    warnings: list[tuple[str, str]] = []
    if digits[:2] not in _PROVINCES:
        sentence = f"Kode provinsi {digits[:2]} pada NIK tidak dikenal. {_WITH_CARD}"
        warnings.append(("kode provinsi tidak dikenal", sentence))
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    facts["jk"] = "P" if day > 40 else "L"
    births = _birth_dates(day - 40 if day > 40 else day, month, year, today)
    if births:
        facts["lahir"], facts["lahir_kandidat"] = births[0], births
    else:
        sentence = f"Tanggal lahir pada NIK ({digits[6:12]}) tidak masuk akal. {_WITH_CARD}"
        warnings.append((_NIK_BIRTH, sentence))
    if digits[12:] == "0000":
        warnings.append(("nomor urut NIK 0000", f"Empat angka terakhir NIK tidak pernah 0000. {_WITH_CARD}"))
    return _accepted(digits, warnings, facts)


def check_nip(text: str, today: date) -> Check:
    """Civil servant's number (NIP, or NI PPPK), 18 digits YYYYMMDD YYYYMM S NNN."""
    digits = _strip(text)
    short = "NIP harus 18 angka (PPPK: NI PPPK juga 18 angka)"
    problem = _not_digits("NIP", digits)
    if problem is None and len(digits) == 9:
        sentence = f"NIP harus 18 angka, baru 9. NIP lama (9 angka) sudah diganti: tulis NIP baru, {_LATER}"
        problem = (short, sentence)
    problem = problem or _wrong_length("NIP", digits, 18, short)
    if problem or not digits:
        return _refused(digits, problem)
    born = _real_date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if born is None:
        sentence = (
            "8 angka pertama NIP harus tanggal lahir (tahun, bulan, tanggal), "
            f"tertulis {digits[:8]}. Perbaiki, {_LATER}"
        )
        return _refused(digits, ("8 angka pertama NIP bukan tanggal lahir", sentence))
    facts: dict[str, Fact] = {"lahir": born.isoformat(), "tampil": show_nip(digits)}
    return _accepted(digits, _nip_warnings(digits, born, today, facts), facts)


def _nip_warnings(digits: str, born: date, today: date, facts: dict[str, Fact]) -> list[tuple[str, str]]:
    """Doubts about the second half; adds to ``facts`` what that half tells."""
    warnings: list[tuple[str, str]] = []
    again = "Cocokkan dengan SK; bila memang begitu, simpan saja."
    appointed, month = int(digits[8:12]), int(digits[12:14])
    if not born.year + 15 <= appointed <= today.year:
        sentence = f"Tahun pengangkatan {appointed} tidak cocok dengan tahun lahir {born.year}. {again}"
        warnings.append(("tahun pengangkatan pada NIP tidak masuk akal", sentence))
    if 1 <= month <= 12 or 21 <= month <= 29:
        # In an NI PPPK these two digits number the contract (DOMAIN 6.2), observed from 21 upwards.
        facts["jenis"] = "PNS" if month <= 12 else "PPPK"
    else:
        sentence = f"Angka ke-13 dan 14 NIP: 01-12 (PNS) atau 21-29 (PPPK), tertulis {digits[12:14]}. {again}"
        warnings.append(("angka ke-13 dan 14 NIP bukan bulan (PNS) atau kontrak (PPPK)", sentence))
    if digits[14] in "12":
        facts["jk"] = "L" if digits[14] == "1" else "P"
    else:
        sentence = f"Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), tertulis {digits[14]}. {again}"
        warnings.append(("angka ke-15 harus 1 (L) atau 2 (P)", sentence))
    if digits[15:] == "000":
        warnings.append(("nomor urut NIP 000", f"Tiga angka terakhir NIP tidak pernah 000. {again}"))
    return warnings


def check_npwp(text: str) -> Check:
    """Tax number: 15 digits (old; digit 9 is a Luhn check digit) or 16 (0 + old, NIK, new company number)."""
    digits = _strip(text)
    problem = _not_digits("NPWP", digits)
    if problem is None and digits and len(digits) not in (15, 16):
        sentence = f"NPWP harus 15 atau 16 angka, sekarang {len(digits)}. Periksa lagi, {_LATER}"
        if len(digits) == 22:
            sentence = f"22 angka adalah NITKU cabang: tulis 16 angka pertamanya saja, {_LATER}"
        problem = ("NPWP 15 atau 16 angka", sentence)
    if problem or not digits:
        return _refused(digits, problem)
    facts: dict[str, Fact]
    if len(digits) == 15:
        old, facts = digits, {"format": "lama 15", "npwp16": "0" + digits, "tampil": show_npwp(digits)}
    elif digits.startswith("0"):
        old, facts = digits[1:], {"format": "16 (dari NPWP lama)"}
    else:
        return _accepted(digits, [], {"format": "16 (NIK orang pribadi atau nomor badan baru)"})
    warnings = []
    if not _luhn_fits(old[:9]):
        sentence = (
            "Angka periksa NPWP tidak cocok: mungkin ada angka yang tertukar. "
            "Cocokkan dengan kartu NPWP; bila memang begitu, simpan saja."
        )
        warnings.append(("angka periksa NPWP tidak cocok", sentence))
    return _accepted(digits, warnings, facts)


def check_phone(text: str) -> Check:
    """Telephone number; ``value`` is the national form (0812...), fact ``e164`` the one to store.

    Fact ``sms`` is False on a land line: no SMS or WhatsApp.  +62, 62, 0 and a bare 8 are accepted as
    beginnings.
    """
    typed = re.sub(r"[\s().\-]", "", text)
    if not typed:
        return Check("ok", "")
    if typed.startswith("00"):
        typed = "+" + typed[2:]
    digits = typed.removeprefix("+")
    if not _is_digits(digits):
        return _refused(typed, _phone_problem("Tulis satu nomor telepon saja, hanya angka."))
    if typed.startswith("+") and not digits.startswith("62"):
        return _foreign_phone(digits)
    # "62812..." typed without plus would otherwise read as area code 0628 (DOMAIN 6.2, trap).
    if digits.startswith("62"):
        digits = "0" + digits[2:].lstrip("0")
    elif digits.startswith("8"):
        digits = "0" + digits
    return _national_phone(digits)


def _national_phone(digits: str) -> Check:
    size, e164 = len(digits), "+62" + digits[1:]
    if not digits.startswith("0"):
        sentence = "Nomor telepon harus diawali 0 dan kode wilayah, misalnya 0719."
    elif re.match(r"08[1-35-9]", digits):
        if 10 <= size <= 13:
            return Check("ok", digits, facts=_sealed({"jenis": "seluler", "e164": e164}))
        sentence = f"Nomor HP harus 10 sampai 13 angka, sekarang {size}."
    elif re.match(r"0[2-79]", digits):
        if 9 <= size <= 12:
            return Check("ok", digits, facts=_sealed({"jenis": "telepon tetap", "e164": e164, "sms": False}))
        sentence = f"Nomor telepon tetap harus 9 sampai 12 angka, sekarang {size}."
    elif 9 <= size <= 13:
        sentence = f"Awalan {digits[:4]} tidak dikenal. Pastikan nomornya benar; bila ya, simpan saja."
        return _accepted(digits, [("awalan nomor tidak dikenal", sentence)], {})
    else:
        sentence = f"Nomor telepon harus 9 sampai 13 angka, sekarang {size}."
    return _refused(digits, _phone_problem(sentence))


def _foreign_phone(digits: str) -> Check:
    if not 7 <= len(digits) <= 15:
        return _refused("+" + digits, _phone_problem("Nomor luar negeri harus 7 sampai 15 angka."))
    sentence = f"Nomor ini nomor luar negeri (+{digits[:2]}...). Pastikan benar; bila ya, simpan saja."
    facts: dict[str, Fact] = {"jenis": "luar negeri", "e164": "+" + digits}
    return _accepted("+" + digits, [("nomor luar negeri", sentence)], facts)


def check_email(text: str) -> Check:
    """E-mail address; only the domain is lower-cased.  Fact ``saran`` is the probably meant address of a
    known slip.
    """
    typed = text.strip()
    if not typed:
        return Check("ok", "")
    local, _, domain = typed.rpartition("@")
    domain = domain.lower()
    problem = _email_problem(typed, local, domain)
    if problem:
        return _refused(typed, problem)
    value = f"{local}@{domain}"
    if domain in _MAIL_TYPOS:
        meant = f"{local}@{_MAIL_TYPOS[domain]}"
        sentence = f"Mungkin maksudnya {meant}? Bila {value} memang benar, simpan saja."
        return _accepted(value, [("domain e-mail mungkin salah ketik", sentence)], {"saran": meant})
    return Check("ok", value)


def _email_problem(typed: str, local: str, domain: str) -> tuple[str, str] | None:
    sentence = None
    if re.search(r"\s", typed):
        sentence = "Alamat e-mail tidak boleh memuat spasi: tulis alamatnya saja."
    elif "," in typed or ";" in typed:
        meant = re.sub("[,;]", ".", typed)
        sentence = f"Alamat e-mail memuat koma atau titik koma. Mungkin maksudnya {meant}?"
    elif typed.count("@") != 1 or not local:
        sentence = "Alamat e-mail harus memuat satu tanda @, misalnya nama@kantor.go.id."
    elif len(typed) > 254:
        sentence = f"Alamat e-mail paling panjang 254 huruf, sekarang {len(typed)}."
    elif not re.fullmatch(r"[^\W_](?:[^\W_]|-)*(?:\.[^\W_](?:[^\W_]|-)*)+", domain):
        sentence = "Bagian sesudah @ harus nama situs yang memuat titik, misalnya gmail.com."
    return None if sentence is None else ("alamat e-mail tidak sah", f"{sentence} Perbaiki, {_LATER}")


def mask_number(digits: str) -> str:
    """First and last four of a NIK, NIP or NPWP: ``1902********0001``; at least four digits always stay
    hidden.
    """
    size = len(digits)
    if size < 8:
        return "*" * size
    tail = min(4, size - 8)
    return digits[:4] + "*" * (size - 4 - tail) + digits[size - tail :]


def mask_phone(number: str) -> str:
    """``0812****7890`` from a stored E.164 or national number."""
    return mask_number(_national(number))


def mask_email(address: str) -> str:
    """``b****@gmail.com``: first letter and domain; the number of stars does not tell the length."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "****" if address else ""
    return (local[0] if len(local) > 1 else "") + "****@" + domain


def show_phone(number: str) -> str:
    """``0812-3456-7890``, ``(0719) 21234``; a foreign number stays as it is."""
    national = _national(number)
    if national.startswith("+") or len(national) < 8:
        return national
    if national.startswith("08"):
        return f"{national[:4]}-{national[4:8]}" + (f"-{national[8:]}" if national[8:] else "")
    area = 3 if national.startswith(_SHORT_AREAS) else 4
    return f"({national[:area]}) {national[area:]}"


def show_nip(digits: str) -> str:
    """``19860926 201505 1 001``; anything but 18 digits stays as it is."""
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else digits


def show_npwp(digits: str) -> str:
    """``01.312.166.0-091.000``; anything but the old 15 digits stays as it is."""
    if len(digits) != 15:
        return digits
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}.{digits[8]}-{digits[9:12]}.{digits[12:]}"


def _strip(text: str) -> str:
    return re.sub(r"[\s.\-/]", "", text)


def _is_digits(text: str) -> bool:
    # str.isdigit also takes superscripts and other scripts' digits, which int() or a form elsewhere may not.
    return text.isascii() and text.isdigit()


def _not_digits(name: str, text: str) -> tuple[str, str] | None:
    if not text or _is_digits(text):
        return None
    strange = next(sign for sign in text if not _is_digits(sign))
    sentence = f"{name} hanya boleh berisi angka, tertulis '{strange}'. Perbaiki, {_LATER}"
    return f"{name} hanya berisi angka", sentence


def _wrong_length(name: str, digits: str, size: int, finding: str) -> tuple[str, str] | None:
    if not digits or len(digits) == size:
        return None
    if len(digits) < size:
        todo = f"baru {len(digits)}. Tambah {size - len(digits)} angka"
    else:
        todo = f"sekarang {len(digits)}. Hapus {len(digits) - size} angka"
    return finding, f"{name} harus {size} angka, {todo}, {_LATER}"


def _phone_problem(sentence: str) -> tuple[str, str]:
    return "nomor telepon tidak sah", f"{sentence} Perbaiki, {_LATER}"


def _refused(value: str, problem: tuple[str, str] | None) -> Check:
    if problem is None:
        return Check("ok", value)
    return Check("error", value, (problem[1],), findings=(problem[0],))


def _accepted(value: str, warnings: list[tuple[str, str]], facts: dict[str, Fact]) -> Check:
    sentences = tuple(sentence for _, sentence in warnings)
    findings = tuple(short for short, _ in warnings)
    return Check("warn" if warnings else "ok", value, sentences, _sealed(facts), findings)


def _sealed(facts: dict[str, Fact]) -> Mapping[str, Fact]:
    return MappingProxyType(facts)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _birth_dates(day: int, month: int, two_digit_year: int, today: date) -> tuple[str, ...]:
    """Possible birth dates, youngest first, of people 15 to 105 years old."""
    found = []
    for century in (2000, 1900):
        born = _real_date(century + two_digit_year, month, day)
        if born and 15 <= today.year - born.year - ((today.month, today.day) < (month, day)) <= 105:
            found.append(born.isoformat())
    return tuple(found)


def _luhn_fits(digits: str) -> bool:
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _national(number: str) -> str:
    return "0" + number[3:] if number.startswith("+62") else number
