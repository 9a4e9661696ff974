"""The office's own words for call, message and e-mail: templates with tokens in braces, checked before use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TOKENS: Final = {
    "salam": "Selamat pagi, siang atau sore",
    "kantor": "nama pendek kantor",
    "nama": "nama yang dihubungi, dengan Bapak atau Ibu",
    "instansi": "pengirim surat",
    "siapa": "nama orangnya, atau “6 orang dari …” untuk rombongan",
    "topik": "aplikasi yang dilatihkan",
    "tanggal": "15–16 Desember",
    "tanggal_lengkap": "Selasa–Rabu, 15–16 Desember 2026",
    "tanggal_pendek": "15-16 Des 2026",
    "jam": "08.30",
    "tempat": "ruang atau alamat",
    "trainer": "nama trainer",
    "batas": "batas konfirmasi, 8 Des",
    "jumlah": "jumlah orang",
    "kontak": "nomor Helpdesk",
}
"""Every token with what it stands for, in the order the settings list them."""

CALL_DEFAULT: Final = (
    "{salam}, dari helpdesk LPSE {kantor}. Training {topik} tanggal {tanggal} pukul {jam} di {tempat}. "
    "Apakah {siapa} dapat hadir?"
)
MESSAGE_DEFAULT: Final = (
    "LPSE {kantor}: training {topik}[ untuk {jumlah} orang], {tanggal_pendek} pkl {jam}, {tempat}. "
    "Mohon balas HADIR atau BATAL[ sebelum {batas}]."
)
MAIL_SUBJECT_DEFAULT: Final = "Jadwal training {topik}, {tanggal_pendek}"
MAIL_BODY_DEFAULT: Final = (
    "Yth. {nama}\n\n"
    "Bersama ini disampaikan jadwal training {topik}:\n"
    "Hari/tanggal: {tanggal_lengkap}\n"
    "Waktu: {jam} WIB\n"
    "Tempat: {tempat}\n[Peserta: {jumlah} orang\n]\n"
    "[Mohon konfirmasi kehadiran paling lambat {batas} dengan membalas e-mail ini[ atau menghubungi {kontak}].\n\n]"
    "Undangan terlampir.\n\n"
    "Helpdesk LPSE {kantor}\n"
)

LONGEST: Final = 2000
_TOKEN: Final = re.compile(r"\{([^{}]*)\}")
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong with a template, as a sentence."""

    sentence: str


def check_text(template: str) -> tuple[TextProblem, ...]:
    """What keeps a template from being used; empty when it can be."""
    if not template.strip():
        return (TextProblem("Teks masih kosong. Tulis kalimatnya, atau kembalikan ke teks bawaan."),)
    problems: list[TextProblem] = []
    known = ", ".join(f"{{{token}}}" for token in TOKENS)
    for token in dict.fromkeys(_TOKEN.findall(template)):
        if token not in TOKENS:
            problems.append(TextProblem(f"{{{token}}} tidak dikenal. Yang dapat dipakai: {known}."))
    if re.search(r"[{}]", _TOKEN.sub("", template)):
        problems.append(TextProblem("Kurung kurawal tidak berpasangan. Tulis seperti {tanggal}."))
    if not _brackets_pair(template):
        problems.append(TextProblem("Kurung siku tidak berpasangan. Tulis seperti [ sebelum {batas}]."))
    if len(template) > LONGEST:
        problems.append(TextProblem(f"Teks paling panjang {LONGEST} huruf, sekarang {len(template)}."))
    return tuple(problems)


def _brackets_pair(template: str) -> bool:
    depth = 0
    for sign in template:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def fill_text(template: str, values: Mapping[str, str]) -> str:
    """The template with its tokens filled; a part in square brackets falls away when one of its tokens is empty."""
    text = template
    while (part := _OPTIONAL.search(text)) is not None:
        inner = part[1]
        kept = inner if all(values.get(token) for token in _TOKEN.findall(inner)) else ""
        text = text[: part.start()] + kept + text[part.end() :]
    return _TOKEN.sub(lambda token: values.get(token[1], token[0]), text)
