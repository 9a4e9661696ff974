"""The eight steps of SOP 24/2020 as rows: lane, requirements, standard time, output and remark.

Sentences are the SOP's own; lanes are the readings of DOMAIN.md section 8.2; limits those of section 9.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.sop.states import Lane

LETTER = "Surat Permohonan / Formulir Permintaan Layanan"
LETTER_AND_SCHEDULE = LETTER + " + Jadwal Training"


class ClockKind(StrEnum):
    """How the standard time of a step is counted."""

    COUNTER_MINUTES = "COUNTER_MINUTES"
    WORKING_MINUTES = "WORKING_MINUTES"
    WORKING_DAYS = "WORKING_DAYS"
    TRAINING_DAYS = "TRAINING_DAYS"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP. ``limit`` is in minutes or days according to ``clock``.

    ``judged`` rows count as kept or missed; "tentatif" rows (5 and 8) and the applicant's own row 1 only inform.
    """

    number: int
    lane: Lane
    short: str
    sentence: str
    requirements: str
    standard: str
    clock: ClockKind
    limit: int
    judged: bool
    output: str
    remark: str


STEPS: tuple[Step, ...] = (
    Step(
        1,
        Lane.LPSE_USER,
        "Serah surat",
        "Menyampaikan Surat Permohonan Permintaan Layanan Training e-Procurement kepada Kepala Bagian Pengadaan "
        "Barang dan Jasa atau dengan mengisi formulir pendaftaran training ke LPSE",
        LETTER,
        "5 menit",
        ClockKind.COUNTER_MINUTES,
        5,
        False,
        "Surat Permohonan / Isian Formulir Permintaan Layanan",
        "Formulir pendaftaran training (khusus untuk perseorangan)",
    ),
    Step(
        2,
        Lane.HELPDESK,
        "Terima",
        "Menerima Surat Permohonan Permintaan Training e-Procurement dari Pengguna LPSE dan meneruskannya ke "
        "Kepala Bagian Pengadaan Barang/Jasa",
        LETTER,
        "5 menit",
        ClockKind.WORKING_MINUTES,
        5,
        True,
        "Disposisi, Surat Permohonan, Isian Formulir Permintaan Layanan",
        "Khusus pendaftaran perseorangan, jadwal disusun sesuai dengan jumlah quota peserta lainnya",
    ),
    Step(
        3,
        Lane.DIVISION_HEAD,
        "Kabag setuju",
        "Menerima dan mendisposisi Persetujuan Surat Permohonan Permintaan Training e-Procurement ke Kepala "
        "Kasubbag LPSE",
        LETTER,
        "30 menit",
        ClockKind.WORKING_MINUTES,
        30,
        True,
        "Disposisi",
        "",
    ),
    Step(
        4,
        Lane.SUBDIVISION_HEAD,
        "Kasubbag",
        "Menerima dan mendisposisi Surat Permohonan permintaan training e-Procurement untuk di jadwalkan",
        LETTER,
        "15 menit",
        ClockKind.WORKING_MINUTES,
        15,
        True,
        "Disposisi",
        "",
    ),
    Step(
        5,
        Lane.TRAINER_TEAM,
        "Susun jadwal",
        "Menerima, Mendisposisi dan Menyusun jadwal training",
        LETTER,
        "1 - 7 hari",
        ClockKind.WORKING_DAYS,
        7,
        False,
        "Jadwal Training",
        "Tentatif",
    ),
    Step(
        6,
        Lane.HELPDESK,
        "Sampaikan",
        "Menyampaikan jadwal training melalui Telepon/SMS/Surat/email, dll serta Mengarsip Surat Permohonan",
        LETTER_AND_SCHEDULE,
        "10 Menit",
        ClockKind.WORKING_MINUTES,
        10,
        True,
        LETTER_AND_SCHEDULE,
        "",
    ),
    Step(
        7,
        Lane.LPSE_USER,
        "Konfirmasi",
        "Menerima konfirmasi jadwal training",
        LETTER_AND_SCHEDULE,
        "5 menit",
        ClockKind.WORKING_MINUTES,
        5,
        True,
        "Jadwal Training",
        "",
    ),
    Step(
        8,
        Lane.TRAINER_TEAM,
        "Training",
        "Tim Trainer Memberikan Training e-Procurement",
        "",
        "1-2 hari",
        ClockKind.TRAINING_DAYS,
        2,
        False,
        "Training e-Procurement",
        "Tentatif",
    ),
)


def step(number: int) -> Step:
    """The row with this number; raises ``IndexError`` outside 1 to 8."""
    if not 1 <= number <= len(STEPS):
        raise IndexError(number)
    return STEPS[number - 1]


def brief_standard(row: Step) -> str:
    """The standard time as the strip shows it: "5 mnt", "1–7 hari"."""
    if row.clock in (ClockKind.COUNTER_MINUTES, ClockKind.WORKING_MINUTES):
        return f"{row.limit} mnt"
    return f"1–{row.limit} hari"
