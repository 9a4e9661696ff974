"""The office's registers as data: one definition of columns for PDF and workbook (DOMAIN 1.2, 3 no. 8).

A column names the row's attribute, its kind, its width on paper in mm and in a workbook in characters. A
voided row keeps its place, is struck through, and says so in the remark column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from desktop_app.documents.register_data import RegisterRow
from desktop_app.documents.wording import clock, short_date, short_moment

CellValue = str | int | date | datetime | time | None


class ColumnKind(StrEnum):
    """What a column holds; decides alignment, the workbook's cell type and its format."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column; ``row_number`` columns count the rows and have no attribute."""

    title: str
    attribute: str
    width_mm: float
    width_chars: float
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Register:
    """One register: title, columns, which of them takes remarks, which attribute the summary counts."""

    key: str
    title: str
    columns: tuple[RegisterColumn, ...]
    remark: str
    counted: str = ""
    counted_title: str = ""


def _c(title: str, attribute: str, mm: float, chars: float, kind: ColumnKind = ColumnKind.TEXT) -> RegisterColumn:
    return RegisterColumn(title, attribute, mm, chars, kind)


NUMBER, DATE, MOMENT, TIME = ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.TIME

INCOMING = Register(
    "agenda-masuk",
    "Agenda Surat Masuk",
    (
        _c("Nomor agenda", "agenda_number", 17, 9, NUMBER),
        _c("Tanggal terima", "received_at", 26, 17, MOMENT),
        _c("Pengirim", "sender", 58, 40),
        _c("Nomor surat", "letter_number", 45, 28),
        _c("Tanggal surat", "letter_date", 22, 12, DATE),
        _c("Isi ringkas", "subject", 57, 50),
        _c("Lamp.", "attachment", 15, 10),
        _c("Diteruskan ke", "forwarded_to", 25, 20),
        _c("Ket.", "remark", 27, 24),
    ),
    remark="remark",
    counted="received_at",
    counted_title="Surat masuk per bulan",
)
OUTGOING = Register(
    "agenda-keluar",
    "Agenda Surat Keluar",
    (
        _c("No.", "sequence", 13, 7, NUMBER),
        _c("Nomor surat", "letter_number", 50, 30),
        _c("Tanggal surat", "letter_date", 23, 12, DATE),
        _c("Tanggal kirim", "sent_on", 23, 12, DATE),
        _c("Dikirim kepada", "addressee", 60, 40),
        _c("Alamat", "addressee_address", 40, 30),
        _c("Isi ringkas", "subject", 55, 50),
        _c("Ket.", "remark", 28, 24),
    ),
    remark="remark",
    counted="letter_date",
    counted_title="Surat keluar per bulan",
)
DELIVERY = Register(
    "ekspedisi",
    "Buku Ekspedisi",
    (
        _c("No.", "sequence", 12, 7, NUMBER),
        _c("Diserahkan", "handed_at", 26, 17, MOMENT),
        _c("No. agenda", "agenda", 20, 12),
        _c("Surat dari", "sender", 52, 40),
        _c("Nomor surat", "letter_number", 40, 28),
        _c("Isi ringkas", "subject", 46, 50),
        _c("Dari", "giver", 26, 20),
        _c("Kepada", "taker", 26, 20),
        _c("Diterima oleh", "receiver", 34, 26),
        _c("Paraf", "initials", 18, 10),
        _c("Ket.", "remark", 22, 20),
    ),
    remark="remark",
    counted="taker",
    counted_title="Serah terima menurut penerima",
)
REQUESTS = Register(
    "permohonan",
    "Permohonan Training",
    (
        _c("No. agenda", "agenda", 20, 12),
        _c("Diterima", "received_at", 27, 17, MOMENT),
        _c("Pemohon", "sender", 70, 40),
        _c("Asal", "origin", 30, 20),
        _c("Aplikasi", "topics", 45, 28),
        _c("Jumlah peserta", "participant_count", 18, 9, NUMBER),
        _c("Keadaan", "state", 32, 20),
        _c("Langkah SOP", "step", 18, 9, NUMBER),
        _c("Jadwal", "session", 32, 24),
    ),
    remark="state",
    counted="state",
    counted_title="Permohonan menurut keadaan",
)
PARTICIPANTS = Register(
    "peserta",
    "Peserta Training",
    (
        _c("Nama", "full_name", 56, 34),
        _c("NIP", "nip_masked", 38, 22),
        _c("Jabatan", "position", 36, 24),
        _c("Instansi/Perusahaan", "organization", 52, 36),
        _c("Peran", "user_group", 24, 18),
        _c("No. HP", "mobile_masked", 26, 16),
        _c("E-mail", "email_masked", 0, 24),
        _c("No. agenda", "agenda", 20, 12),
        _c("Jadwal", "session", 0, 24),
        _c("Keadaan", "state", 30, 16),
    ),
    remark="state",
    counted="user_group",
    counted_title="Peserta menurut peran",
)
PARTICIPANTS_IN_FULL = Register(
    "peserta-lengkap",
    "Peserta, data pribadi lengkap",
    (
        _c("Nama", "full_name", 0, 34),
        _c("NIP / NI PPPK", "nip", 0, 22),
        _c("NIK", "nik", 0, 20),
        _c("NPWP", "npwp", 0, 22),
        _c("Jabatan", "position", 0, 24),
        _c("Pangkat/Golongan", "rank_grade", 0, 22),
        _c("Instansi/Perusahaan", "organization", 0, 36),
        _c("Peran", "user_group", 0, 18),
        _c("User ID SPSE", "spse_user_id", 0, 18),
        _c("No. HP", "mobile", 0, 18),
        _c("E-mail", "email", 0, 28),
        _c("Alamat", "address", 0, 40),
        _c("No. agenda", "agenda", 0, 12),
        _c("Jadwal", "session", 0, 24),
        _c("Keadaan", "state", 0, 16),
    ),
    remark="state",
    counted="user_group",
    counted_title="Peserta menurut peran",
)
"""A workbook only, and not in ``REGISTERS``: nobody makes it in passing, its door asks for a reason."""

SESSIONS = Register(
    "jadwal",
    "Jadwal Training",
    (
        _c("Mulai", "first_day", 22, 12, DATE),
        _c("Selesai", "last_day", 22, 12, DATE),
        _c("Jam mulai", "start", 15, 8, TIME),
        _c("Jam selesai", "end", 15, 8, TIME),
        _c("Aplikasi", "topic", 50, 30),
        _c("Kelompok pengguna", "user_group", 34, 24),
        _c("Terisi", "seats_taken", 14, 7, NUMBER),
        _c("Kuota", "quota", 14, 7, NUMBER),
        _c("Tempat", "venue", 36, 24),
        _c("Trainer", "trainers", 34, 28),
        _c("No. agenda", "agendas", 24, 20),
        _c("Status", "state", 22, 12),
    ),
    remark="state",
    counted="topic",
    counted_title="Sesi menurut aplikasi",
)
ATTENDANCE = Register(
    "kehadiran",
    "Kehadiran Peserta",
    (
        _c("Tanggal", "day", 23, 12, DATE),
        _c("Aplikasi", "topic", 55, 30),
        _c("Nama", "full_name", 65, 34),
        _c("Instansi/Perusahaan", "organization", 70, 36),
        _c("No. agenda", "agenda", 22, 12),
        _c("Kehadiran", "result", 25, 16),
        _c("Ket.", "remark", 32, 24),
    ),
    remark="remark",
    counted="result",
    counted_title="Kehadiran menurut hasil",
)
STANDARD_TIME = Register(
    "mutu-baku",
    "Waktu Layanan terhadap Mutu Baku",
    (
        _c("No. agenda", "agenda", 20, 12),
        _c("Langkah", "step", 16, 8, NUMBER),
        _c("Kegiatan", "step_label", 68, 44),
        _c("Pelaksana", "lane", 34, 20),
        _c("Mulai", "started_at", 27, 17, MOMENT),
        _c("Selesai", "finished_at", 27, 17, MOMENT),
        _c("Mutu baku", "standard", 24, 14),
        _c("Baku (menit)", "standard_minutes", 0, 9, NUMBER),
        _c("Lama (menit kerja)", "minutes", 20, 10, NUMBER),
        _c("Hasil", "verdict", 26, 14),
        _c("Ket.", "remark", 30, 24),
    ),
    remark="remark",
    counted="verdict",
    counted_title="Langkah menurut hasil",
)

ARCHIVE_FILES = Register(
    "daftar-berkas",
    "Daftar Berkas dan Retensi",
    (
        _c("Kode klasifikasi", "classification", 24, 14),
        _c("No. agenda", "agenda", 20, 12),
        _c("Uraian", "about", 74, 50),
        _c("Ditutup", "closed_on", 22, 12, DATE),
        _c("Jumlah", "amount", 17, 10),
        _c("Tingkat perkembangan", "copy", 26, 18),
        _c("Lokasi simpan", "storage_location", 32, 24),
        _c("Aktif s.d.", "active_until", 22, 12, DATE),
        _c("Inaktif s.d.", "inactive_until", 22, 12, DATE),
        _c("Nasib akhir", "fate", 22, 16),
        _c("Keadaan", "stage", 22, 16),
        _c("Ket.", "remark", 30, 26),
    ),
    remark="remark",
    counted="stage",
    counted_title="Berkas menurut keadaan retensi",
)

REGISTERS: dict[str, Register] = {
    register.key: register
    for register in (
        INCOMING,
        OUTGOING,
        DELIVERY,
        REQUESTS,
        PARTICIPANTS,
        SESSIONS,
        ATTENDANCE,
        STANDARD_TIME,
        ARCHIVE_FILES,
    )
}


def verdict(row: Any) -> str:
    """Return the judgement of a step in words; what was typed later is not judged (DESIGN_SYSTEM head)."""
    if not row.judged:
        return "dicatat kemudian"
    if row.on_time is None:
        return "berjalan"
    return "tepat waktu" if row.on_time else "terlambat"


def register_of(kind: str) -> Register:
    """The register a document is of."""
    return PARTICIPANTS_IN_FULL if kind == PARTICIPANTS_IN_FULL.key else REGISTERS[kind]


def values(register: Register, row: RegisterRow) -> list[CellValue]:
    """Return the row's values in column order; a voided row's remark begins with "DIBATALKAN"."""
    result: list[CellValue] = []
    for column in register.columns:
        value: CellValue = verdict(row) if column.attribute == "verdict" else getattr(row, column.attribute)
        if row.voided and column.attribute == register.remark:
            value = "; ".join(
                part for part in (f"DIBATALKAN: {row.void_reason}".rstrip(": "), str(value or "")) if part
            )
        result.append(value)
    return result


def written(value: CellValue) -> str:
    """Return a value as paper prints it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return short_moment(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, time):
        return clock(value)
    return str(value)


def summary(register: Register, rows: Sequence[RegisterRow]) -> list[tuple[str, int]]:
    """Return the counts of the register's summary: by month for dates (in order), else by value."""
    valid = [row for row in rows if not row.voided]
    counts: Counter[str] = Counter()
    for row in valid:
        value = verdict(row) if register.counted == "verdict" else getattr(row, register.counted)
        counts[f"{value.year}-{value.month:02d}" if isinstance(value, date) else str(value) or "-"] += 1
    if register.counted in ("received_at", "letter_date"):
        return sorted(counts.items())
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
