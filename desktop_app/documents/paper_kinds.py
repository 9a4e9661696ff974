"""Every kind of paper the program prints: title, subject, sizes, and how it is rendered (ARCHITECTURE 6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from desktop_app.documents import paper_data as data
from desktop_app.documents.assignment_letter import render_assignment
from desktop_app.documents.attendance_list import render_attendance
from desktop_app.documents.biodata import render_biodata
from desktop_app.documents.certificate import render_certificate
from desktop_app.documents.data_copy import DataCopy, render_data_copy
from desktop_app.documents.delivery_slip import render_delivery
from desktop_app.documents.destruction import DestructionList, render_destruction, render_proposal
from desktop_app.documents.disposition_sheet import render_chain, render_disposition
from desktop_app.documents.fonts import missing_glyphs
from desktop_app.documents.letters import (
    render_cancellation,
    render_change,
    render_cover,
    render_notice,
    render_postponement,
    render_rejection,
    render_release,
)
from desktop_app.documents.log_sheet import render_log
from desktop_app.documents.minutes_record import render_minutes
from desktop_app.documents.page import PrintSetup
from desktop_app.documents.quality_report import QualityPaper, render_quality
from desktop_app.documents.questionnaire import render_questionnaire
from desktop_app.documents.questionnaire_recap import render_recap
from desktop_app.documents.receipt import render_receipt
from desktop_app.documents.registration_form import render_registration_form
from desktop_app.documents.schedule_paper import render_schedule
from desktop_app.documents.sheet_parts import NO_SETUP
from desktop_app.documents.training_report import render_report
from desktop_app.errors import UserError

PORTRAIT = ("f4", "a4", "legal")
LANDSCAPE = ("f4_landscape", "a4_landscape")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    ``about`` is "permohonan", "sesi", "peserta", or "loket" for a form that belongs to nobody;
    the first of ``sizes`` is the default.

    ``render(data, size=..., blank=..., setup=...)`` returns the PDF; ``data`` is of ``data_type``.
    """

    key: str
    title: str
    about: str
    data_type: type
    sizes: tuple[str, ...]
    render: Callable[..., bytes]
    supports_blank: bool = False
    on_by_default: bool = True


_KINDS = (
    PaperKind("tanda-terima", "Tanda Terima", "permohonan", data.Receipt, ("half_f4", *PORTRAIT), render_receipt),
    PaperKind(
        "disposisi",
        "Lembar Disposisi",
        "permohonan",
        data.DispositionSheet,
        ("half_f4", *PORTRAIT),
        render_disposition,
        supports_blank=True,
    ),
    PaperKind(
        "disposisi-berjenjang",
        "Lembar Disposisi Berjenjang",
        "permohonan",
        data.DispositionSheet,
        ("f4", "a4", "legal", "half_f4"),
        render_chain,
        supports_blank=True,
    ),
    PaperKind(
        "formulir",
        "Formulir Pendaftaran",
        "permohonan",
        data.RegistrationForm,
        PORTRAIT,
        render_registration_form,
        supports_blank=True,
    ),
    PaperKind("biodata", "Biodata Peserta", "peserta", data.Biodata, ("a4", "f4", "legal"), render_biodata),
    PaperKind("salinan-data", "Salinan Data Pribadi", "peserta", DataCopy, ("a4", "f4", "legal"), render_data_copy),
    PaperKind("jadwal", "Jadwal Training", "sesi", data.SchedulePaper, LANDSCAPE, render_schedule),
    PaperKind(
        "undangan", "Undangan / Pemberitahuan Jadwal", "permohonan", data.ScheduleNotice, PORTRAIT, render_notice
    ),
    PaperKind("perubahan", "Surat Perubahan Jadwal", "permohonan", data.ScheduleChange, PORTRAIT, render_change),
    PaperKind("penundaan", "Surat Penundaan", "permohonan", data.ScheduleChange, PORTRAIT, render_postponement),
    PaperKind("pelepasan", "Surat Pelepasan Kursi", "permohonan", data.SeatRelease, PORTRAIT, render_release),
    PaperKind("pembatalan", "Surat Pembatalan", "permohonan", data.Cancellation, PORTRAIT, render_cancellation),
    PaperKind("penolakan", "Surat Jawaban", "permohonan", data.Rejection, PORTRAIT, render_rejection),
    PaperKind("pengantar", "Surat Pengantar", "permohonan", data.CoverLetter, PORTRAIT, render_cover),
    PaperKind(
        "daftar-hadir", "Daftar Hadir", "sesi", data.AttendanceList, PORTRAIT, render_attendance, supports_blank=True
    ),
    PaperKind(
        "berita-acara", "Berita Acara", "sesi", data.MinutesRecord, PORTRAIT, render_minutes, supports_blank=True
    ),
    PaperKind("laporan", "Laporan Training", "sesi", data.TrainingReport, ("a4", "f4", "legal"), render_report),
    PaperKind(
        "kuesioner",
        "Kuesioner",
        "sesi",
        data.Questionnaire,
        ("a4", "f4", "legal"),
        render_questionnaire,
        supports_blank=True,
    ),
    PaperKind(
        "sertifikat",
        "Sertifikat",
        "peserta",
        data.Certificate,
        ("a4_landscape",),
        render_certificate,
        on_by_default=False,
    ),
    PaperKind("surat-tugas", "Surat Tugas", "sesi", data.AssignmentLetter, PORTRAIT, render_assignment),
    PaperKind("laporan-mutu", "Laporan Mutu Baku", "kantor", QualityPaper, ("a4", "f4", "legal"), render_quality),
    PaperKind("usul-musnah", "Daftar Arsip Usul Musnah", "arsip", DestructionList, LANDSCAPE, render_proposal),
    PaperKind("ba-pemusnahan", "Berita Acara Pemusnahan", "arsip", DestructionList, PORTRAIT, render_destruction),
    PaperKind(
        "surat-tugas-pengganti", "Surat Tugas Pengganti", "sesi", data.AssignmentLetter, PORTRAIT, render_assignment
    ),
    PaperKind(
        "keadaan-kahar",
        "Berita Acara Keadaan Kahar",
        "sesi",
        data.MinutesRecord,
        PORTRAIT,
        render_minutes,
        supports_blank=True,
    ),
    PaperKind(
        "rekap-kuesioner", "Rekap Kuesioner", "sesi", data.QuestionnaireRecap, ("a4", "f4", "legal"), render_recap
    ),
    PaperKind(
        "ekspedisi",
        "Lembar Ekspedisi",
        "permohonan",
        data.DeliverySlip,
        ("half_f4", *PORTRAIT),
        render_delivery,
        supports_blank=True,
    ),
    PaperKind(
        "lembar-catatan", "Lembar Catatan Loket", "loket", data.LogSheet, LANDSCAPE, render_log, supports_blank=True
    ),
)

PAPER_KINDS: dict[str, PaperKind] = {kind.key: kind for kind in _KINDS}


def render_paper(key: str, value: Any, *, size: str = "", blank: bool = False, setup: PrintSetup = NO_SETUP) -> bytes:
    """Return the paper as PDF; refuses an unknown kind or size, and ``blank`` where there is no blank form."""
    kind = PAPER_KINDS.get(key)
    if kind is None:
        raise UserError(f"Jenis kertas {key} tidak dikenal. Pilihan: {', '.join(PAPER_KINDS)}.", field="kind")
    chosen = size or kind.sizes[0]
    if chosen not in kind.sizes:
        raise UserError(f"{kind.title} tidak dicetak pada ukuran {chosen}.", field="size")
    if blank and not kind.supports_blank:
        raise UserError(f"{kind.title} tidak mempunyai bentuk kosong.", field="blank")
    if not isinstance(value, kind.data_type):
        raise TypeError(f"{key} is made from {kind.data_type.__name__}, not {type(value).__name__}")
    return kind.render(value, size=chosen, blank=blank, setup=setup)


def unprintable_warnings(value: Any) -> tuple[str, ...]:
    """Return one Indonesian sentence for each text of ``value`` with characters that print as "[?]"."""
    found: dict[str, None] = {}
    for text in _texts(value):
        lacking = missing_glyphs(text)
        if lacking:
            codes = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
            found[f"“{text[:60]}” memuat huruf yang tidak dapat dicetak: {codes}. Tercetak sebagai [?]."] = None
    return tuple(found)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Enum):
        return []
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    if isinstance(value, tuple | list):
        return [text for item in value for text in _texts(item)]
    return []
