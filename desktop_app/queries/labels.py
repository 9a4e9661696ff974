"""The words a clerk reads for stored codes, and short phrases of day and count (DOMAIN.md section 7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from desktop_app.sop.dates_in_words import DAYS, SHORT_DAYS, clock, date_range
from desktop_app.sop.states import LANE_LABELS, Lane

URGENCY = {"NORMAL": "Biasa", "URGENT": "Segera", "VERY_URGENT": "Sangat segera"}
SECRECY = {
    "NORMAL": "Biasa",
    "RESTRICTED": "Terbatas",
    "CONFIDENTIAL": "Rahasia",
    "TOP_SECRET": "Sangat rahasia",
}
SENDER_KIND = {
    "regional_agency": "Perangkat Daerah",
    "vendor": "Penyedia",
    "vertical_agency": "Instansi vertikal",
    "village": "Desa",
    "individual": "Perseorangan",
    "other": "Lain",
}
INSTRUCTION = {
    "COMMENT": "Tanggapan dan Saran",
    "PROCESS": "Proses lebih lanjut",
    "COORDINATE": "Koordinasi/konfirmasikan",
}
DISPOSITION_OUTCOME = {
    "APPROVED": "Disetujui",
    "RETURNED": "Dikembalikan",
    "REJECTED": "Ditolak",
    "ASSIGNED": "Trainer ditunjuk",
}
CHANNEL = {
    "telephone": "Telepon",
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "letter": "Surat",
    "email": "E-mail",
    "visit": "Datang langsung",
}
CONTACT_OUTCOME = {
    "REACHED": "Tersampaikan",
    "SENT": "Terkirim",
    "NO_ANSWER": "Tidak diangkat",
    "WRONG_NUMBER": "Nomor salah",
    "BOUNCED": "E-mail kembali",
}
TOLD = frozenset({"REACHED", "SENT"})
"""Outcomes of a contact that count as told (SOP step 6)."""

ANSWER = {
    "PRESENT": "Hadir",
    "DECLINED": "Batal",
    "SUBSTITUTED": "Ganti orang",
    "OTHER_DATE": "Minta tanggal lain",
    "NO_ANSWER": "Tidak menjawab",
    "": "Belum jawab",
}
ATTENDANCE = {
    "PRESENT": "Hadir",
    "EXCUSED": "Izin",
    "SICK": "Sakit",
    "ABSENT": "Tidak hadir",
    "NO_SHOW": "Tanpa keterangan",
    "": "belum datang",
}
PAUSE_CAUSES = {
    "power": "Listrik padam",
    "network": "Jaringan atau SPSE tidak dapat dipakai",
    "flood": "Banjir",
    "other": "Keadaan kahar lain",
}
"""Why a class stopped (DOMAIN.md section 8.4)."""
PAUSE = {
    "waiting_applicant": "Menunggu kelengkapan pemohon",
    "official_absent": "Pejabat tidak di tempat tanpa Plh.",
    "force_majeure": "Keadaan kahar",
    "system_down": "Gangguan sistem",
    "applicant_request": "Permintaan pemohon",
}
SHORT_LANE = {
    Lane.LPSE_USER: "pemohon",
    Lane.HELPDESK: "Helpdesk",
    Lane.DIVISION_HEAD: "Kabag",
    Lane.SUBDIVISION_HEAD: "Kasubbag",
    Lane.TRAINER_TEAM: "Tim Trainer",
}
LATE_NOTE = "dicatat kemudian"
FROM_PAPER = "dari lembar"


def lane_word(code: str) -> str:
    """The full name of a lane from its code; another text (an officer's name) stays as it is."""
    return LANE_LABELS[Lane(code)] if code in Lane.__members__ else code


def instruction_word(code: str) -> str:
    """The words of an instruction; the office's own are stored as words already."""
    return INSTRUCTION.get(code, code)


def people_phrase(count: int) -> str:
    """ "8 orang"."""
    return f"{count} orang"


def joined(names: Iterable[str]) -> str:
    """Names with commas, each once, in their order."""
    return ", ".join(dict.fromkeys(name for name in names if name))


def short_moment(moment: datetime, today: date) -> str:
    """How long ago in the shortest words: "09.05" today, "Rabu" within the week, else "12 Nov" ("12 Nov 2025")."""
    day = moment.date()
    if day == today:
        return clock(moment)
    if 0 < (today - day).days < 7:
        return DAYS[day.weekday()]
    return date_range(day, day, with_year=day.year != today.year)


def since_phrase(moment: datetime, today: date) -> str:
    """ "sejak 09.05", on another day "sejak Rab 2 Des 09.05"."""
    if moment.date() == today:
        return f"sejak {clock(moment)}"
    day = moment.date()
    return f"sejak {SHORT_DAYS[day.weekday()]} {date_range(day, day)} {clock(moment)}"


def days_phrase(days: Sequence[date], *, weekday: bool = True) -> str:
    """The days of a session: "Sel–Rab 15–16 Des", "Kam 17 Des", apart from each other "15 Des, 22 Des"."""
    if not days:
        return "tanpa tanggal"
    first, last = days[0], days[-1]
    if any((after - before).days != 1 for before, after in pairwise(days)):
        return ", ".join(date_range(day, day) for day in days)
    span = date_range(first, last)
    if not weekday:
        return span
    names = SHORT_DAYS[first.weekday()]
    if last != first:
        names += f"–{SHORT_DAYS[last.weekday()]}"
    return f"{names} {span}"


def preferred_phrase(days: Sequence[date]) -> str:
    """ "usul 9–10 Des", or "tanpa usul tanggal"."""
    return f"usul {days_phrase(sorted(days), weekday=False)}" if days else "tanpa usul tanggal"


def hours_phrase(starts: str, ends: str) -> str:
    """ "08.30–15.00" from stored hours."""
    return f"{starts.replace(':', '.')}–{ends.replace(':', '.')}"


def share_phrase(share: float | None) -> str:
    """ "71%", or "–" when nothing was counted."""
    return "–" if share is None else f"{int(share * 100 + 0.5)}%"


def decimal_phrase(number: float) -> str:
    """ "3,2" with a comma, "3" when it is whole."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
