"""The mutu baku report as paper: of a month (``2026-11``), a year (``2026``) or days (``2026-09-01..2026-11-30``)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from re import fullmatch

from desktop_app.documents.common_data import SignatureSlot
from desktop_app.documents.quality_report import Figure, QualityBar, QualityPaper, QualityTable
from desktop_app.errors import UserError
from desktop_app.papers.making import Made, Making
from desktop_app.papers.office_of_day import official_on
from desktop_app.queries.labels import decimal_phrase, share_phrase
from desktop_app.queries.quality import ClassUse, QualityReport, ShareRow, StepQuality, quality
from desktop_app.queries.register_span import Span
from desktop_app.queries.reports import KEPT_WELL
from desktop_app.sop.states import Role

NOTHING = "–"
NOTE = (
    "Waktu dihitung dalam menit atau hari kerja. Langkah 5 dan 8 bersifat tentatif dan tidak dinilai. Yang dicatat "
    "lebih dari satu hari kerja sesudahnya tidak ikut dalam bagian tepat waktu. Jeda: waktu yang ditangguhkan dengan "
    "alasan (menunggu kelengkapan pemohon, pejabat tidak di tempat, keadaan kahar)."
)


def report(making: Making, key: str) -> Made:
    """The report of a span."""
    return Made(data=quality_paper(making, key))


def quality_paper(making: Making, key: str) -> QualityPaper:
    """What paper and workbook show of a span."""
    first, last = span_of(key)
    found = quality(making.connection, first, last, making.now)
    return QualityPaper(
        office=making.office(min(last, making.today)),
        period=_period(first, last),
        sentence=found.sentence,
        totals=totals(found),
        bars=tuple(_bar(one) for one in found.steps),
        months=tuple((one.label, one.requests) for one in found.months) if len(found.months) > 1 else (),
        tables=tables(found),
        signatures=(
            SignatureSlot(role="", official=official_on(making.connection, Role.SUBDIVISION_HEAD, making.today)),
        ),
        note=NOTE,
    )


def _period(first: date, last: date) -> str:
    """ "Tahun 2026", "November 2026", else both days."""
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"Tahun {first.year}"
    return Span(first=first, last=last).words


def span_of(key: str) -> tuple[date, date]:
    """The days a key means; raises ``UserError``."""
    wanted = key.strip()
    if found := fullmatch(r"(\d{4})-(\d{2})", wanted):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12 and year >= 2000:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if fullmatch(r"20\d{2}", wanted):
        return date(int(wanted), 1, 1), date(int(wanted), 12, 31)
    begin, dots, end = wanted.partition("..")
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end if dots else begin)
    except ValueError:
        raise UserError(f"Masa “{key}” tidak dikenal. Tulis seperti 2026-11 atau 2026.", field="key") from None
    if last < first:
        raise UserError("Tanggal akhir lebih awal daripada tanggal mulai. Periksa masanya.", field="key")
    return first, last


def totals(found: QualityReport) -> str:
    """How much there was."""
    return (
        f"{found.requests} permohonan untuk {found.people} orang diterima, {found.finished} permohonan selesai, "
        f"{sum(one.classes for one in found.topics)} kelas diselenggarakan."
    )


def _bar(one: StepQuality) -> QualityBar:
    return QualityBar(
        label=f"{one.number}  {one.short}",
        share=None if one.median is None else one.median / one.limit,
        median=_amount(one.median, one.unit).text,
        on_time=share_phrase(one.on_time),
        over=_over(one),
    )


def _over(one: StepQuality) -> bool:
    late = one.on_time is not None and one.on_time < KEPT_WELL
    return late or (one.median is not None and one.median > one.limit)


def _amount(value: float | None, unit: str) -> Figure:
    """Minutes or days."""
    if value is None:
        return Figure(NOTHING)
    return Figure(f"{decimal_phrase(value)} {unit}", value, f'0{".0" if value % 1 else ""}" {unit}"')


def _share(value: float | None) -> Figure:
    return Figure(share_phrase(value), value, "0%")


def _counts(*values: int) -> tuple[Figure, ...]:
    return tuple(Figure(f"{value}", value, "0") for value in values)


def tables(found: QualityReport) -> tuple[QualityTable, ...]:
    """Every table of the report."""
    return (
        QualityTable(
            "Setiap langkah, tanpa dan dengan jeda",
            ("Langkah", "Mutu baku", "n", "Median", "P90", "Tepat", "Median*", "P90*", "Tepat*", "Dicatat kemudian"),
            (42, 22, 10, 17, 17, 15, 17, 17, 15, 26),
            tuple(_step_row(one) for one in found.steps),
            "n: langkah yang dihitung. P90: sembilan dari sepuluh tidak lebih lama. Tanda *: jeda ikut dihitung.",
            short="Langkah",
            charted=(5, 8),
        ),
        QualityTable(
            "Per bulan",
            ("Bulan", "Permohonan", "Peserta", "Langkah dinilai", "Tepat waktu"),
            (40, 24, 24, 30, 26),
            tuple(_share_row(one) for one in found.months),
            short="Bulan",
            charted=(1,),
        ),
        QualityTable(
            "Per pelaksana",
            ("Pelaksana", "Langkah dinilai", "Tepat waktu"),
            (60, 30, 26),
            tuple((Figure(one.label), *_counts(one.judged), _share(one.on_time)) for one in found.lanes),
            short="Pelaksana",
        ),
        QualityTable(
            "Per instansi",
            ("Instansi", "Permohonan", "Peserta", "Sampai jadwal", "Tepat waktu"),
            (70, 22, 20, 26, 24),
            tuple(_office_row(one) for one in found.offices),
            short="Instansi",
        ),
        QualityTable(
            "Kelas per topik",
            ("Topik", "Kelas", "Kursi", "Terisi", "Tingkat isi", "Hadir", "Tanpa keterangan"),
            (60, 16, 16, 16, 22, 16, 30),
            tuple(_topic_row(one) for one in found.topics),
            short="Kelas",
            charted=(2, 3),
        ),
        QualityTable(
            "Kehadiran per instansi",
            ("Instansi", "Kursi", "Hadir", "Tanpa keterangan"),
            (80, 20, 20, 34),
            tuple((Figure(one.label), *_counts(one.taken, one.present, one.no_shows)) for one in found.office_use),
            short="Kehadiran",
        ),
    )


def _step_row(one: StepQuality) -> tuple[Figure, ...]:
    return (
        Figure(f"{one.number} {one.short}"),
        Figure(one.standard),
        *_counts(one.count),
        _amount(one.median, one.unit),
        _amount(one.p90, one.unit),
        _share(one.on_time),
        _amount(one.median_with_pauses, one.unit),
        _amount(one.p90_with_pauses, one.unit),
        _share(one.on_time_with_pauses),
        _share(one.typed_late),
    )


def _share_row(one: ShareRow) -> tuple[Figure, ...]:
    return Figure(one.label), *_counts(one.requests, one.people, one.judged), _share(one.on_time)


def _office_row(one: ShareRow) -> tuple[Figure, ...]:
    days = _amount(one.days_to_schedule, "hari")
    return Figure(one.label), *_counts(one.requests, one.people), days, _share(one.on_time)


def _topic_row(one: ClassUse) -> tuple[Figure, ...]:
    counts, came = _counts(one.classes, one.seats, one.taken), _counts(one.present, one.no_shows)
    return Figure(one.label), *counts, _share(one.fill_rate), *came
