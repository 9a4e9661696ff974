"""What the journal's acts and columns are called when a clerk reads the history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desktop_app.office_time import wall
from desktop_app.queries.labels import (
    ANSWER,
    ATTENDANCE,
    CHANNEL,
    CONTACT_OUTCOME,
    PAUSE_CAUSES,
    SECRECY,
    SENDER_KIND,
    URGENCY,
    joined,
    lane_word,
)
from desktop_app.sop.dates_in_words import clock, numeric_date
from desktop_app.sop.states import REQUEST_STATE_LABELS, SESSION_STATE_LABELS, RequestState, SessionState
from desktop_app.sop.workflow import ACTIONS

DEEDS = {
    "register_letter": "Surat permohonan dicatat",
    "register_form": "Formulir perseorangan dicatat",
    "edit_request": "Isian surat diubah",
    "set_participants": "Daftar peserta diisi",
    "import_participants": "Peserta diambil dari berkas",
    "mark_incomplete": "Ditandai perlu dilengkapi",
    "complete_request": "Dinyatakan lengkap",
    "forward_to_head": "Diteruskan ke Kabag",
    "hand_back": "Diserahkan kembali ke pemohon",
    "approve_by_head": "Disetujui, diteruskan ke Kasubbag",
    "return_by_head": "Dikembalikan ke Helpdesk",
    "reject_by_head": "Permohonan ditolak",
    "dispose_by_subhead": "Didisposisi untuk dijadwalkan",
    "return_by_subhead": "Dikembalikan ke Kabag",
    "assign_trainers": "Didisposisi ke Tim Trainer",
    "schedule_request": "Dijadwalkan",
    "unschedule_request": "Dikeluarkan dari jadwal",
    "reschedule_request": "Dipindahkan ke kelas lain",
    "waitlist_request": "Masuk daftar tunggu",
    "offer_seats": "Kursi bebas ditawarkan",
    "accept_offer": "Tawaran kursi diterima",
    "extend_offer": "Tawaran kursi diperpanjang",
    "lapse_offer": "Tawaran kursi berakhir",
    "cancel_request": "Permohonan dibatalkan oleh kantor",
    "return_to_queue": "Kembali ke antrean jadwal",
    "postpone_request": "Ditunda atas permintaan pemohon",
    "record_contact": "Jadwal disampaikan",
    "archive_letter": "Surat diarsipkan",
    "record_confirmation": "Konfirmasi dicatat",
    "close_confirmation": "Masa konfirmasi ditutup",
    "substitute_participant": "Peserta diganti",
    "release_seat": "Kursi dilepaskan",
    "close_case": "Berkas ditutup dan diarsipkan",
    "withdraw_request": "Dicabut atas permintaan pemohon",
    "void_request": "Catatan agenda dibatalkan",
    "propose_duplicate": "Diusulkan sebagai rangkap",
    "confirm_duplicate": "Dinyatakan rangkap",
    "link_follow_up": "Dikaitkan sebagai surat susulan",
    "pause_clock": "Jam ditangguhkan",
    "resume_clock": "Jam dijalankan lagi",
    "attach_scan": "Pindaian dilampirkan",
    "print_sheet": "Lembar disposisi dicetak",
    "record_sheet": "Lembar disposisi dicatat",
    "receive_sheet": "Lembar diterima kembali",
    "keep_paper": "Surat tercetak disimpan",
    "issue_letter": "Nomor surat keluar diterbitkan",
    "send_letter": "Surat keluar dikirim",
    "void_letter": "Nomor surat keluar dibatalkan",
    "tell_people": "Jadwal disampaikan",
    "release_unanswered": "Kursi yang tidak menjawab dilepaskan",
    "create_session": "Kelas dibuat",
    "accept_proposal": "Dijadwalkan dari usulan",
    "record_running_session": "Kelas yang sudah berjalan dicatat",
    "edit_session": "Kelas diubah",
    "make_tentative": "Kelas dijadikan tentatif",
    "fix_session": "Jadwal ditetapkan",
    "merge_sessions": "Kelas digabungkan ke kelas lain",
    "run_session_anyway": "Kelas tetap dijalankan",
    "check_equipment": "Perlengkapan kelas diperiksa",
    "move_session": "Kelas dipindahkan",
    "postpone_session": "Kelas ditunda",
    "cancel_session": "Kelas dibatalkan",
    "record_attendance": "Kehadiran dicatat",
    "record_scores": "Nilai tes diisi",
    "add_walk_in": "Peserta datang langsung dicatat",
    "save_report": "Laporan training disimpan",
    "finish_session": "Kelas diselesaikan",
    "void_attendance": "Catatan hadir dibatalkan",
    "substitute_trainer": "Trainer diganti",
    "pause_class": "Kelas dihentikan sementara",
    "resume_class": "Kelas dilanjutkan",
    "plan_follow_on": "Kelas lanjutan dijadwalkan",
    "record_questionnaire": "Kuesioner diisi",
    "void_questionnaire": "Lembar kuesioner dibatalkan",
    "issue_certificates": "Sertifikat diterbitkan",
    "void_certificate": "Sertifikat dibatalkan",
    "keep_session_paper": "Kertas kelas disimpan",
    "undo": "Tindakan diurungkan",
    "denied": "Tindakan tidak diizinkan",
}
"""What was done, said afterwards; every request and session action of the workflow has one (a test holds that)."""

COLUMNS = {
    "request": {
        "state": "Keadaan",
        "sender_name": "Pengirim",
        "letter_number": "Nomor surat",
        "letter_date": "Tanggal surat",
        "received_at": "Diterima",
        "subject": "Hal",
        "signer_name": "Penandatangan",
        "signer_position": "Jabatan penandatangan",
        "addressee": "Tujuan surat",
        "contact_name": "Narahubung",
        "contact_phone": "Telepon narahubung",
        "contact_email": "E-mail narahubung",
        "participant_count": "Jumlah peserta",
        "urgency": "Sifat",
        "secrecy": "Kerahasiaan",
        "preferred_dates": "Usul tanggal",
        "attachment_count": "Lampiran",
        "carbon_copies": "Tembusan",
        "note": "Keterangan",
        "missing": "Kekurangan",
        "confirm_by": "Batas konfirmasi",
    },
    "person": {
        "full_name": "Nama",
        "nip": "NIP",
        "position": "Jabatan",
        "mobile": "HP",
        "email": "E-mail",
        "rank_grade": "Pangkat",
        "organization_text": "Instansi",
    },
    "session": {
        "state": "Keadaan kelas",
        "quota": "Kuota",
        "starts": "Mulai",
        "ends": "Selesai",
        "title": "Nama kelas",
        "venue": "Tempat",
        "run_reason": "Alasan tetap jalan",
    },
    "passed_over": {"reason": "Dilewati karena"},
    "session_equipment": {"item": "Perlengkapan", "ready": "Siap", "note": "Catatan perlengkapan"},
    "contact_attempt": {"channel": "Saluran", "outcome": "Hasil", "spoken_to": "Bicara dengan", "note": "Catatan"},
    "confirmation": {"answer": "Jawaban", "channel": "Saluran", "answered_by": "Dijawab oleh", "note": "Catatan"},
    "disposition": {"forwarded_to": "Diteruskan kepada", "note": "Catatan"},
    "archive_file": {
        "storage_location": "Lokasi simpan",
        "classification_code": "Kode klasifikasi",
        "dossier": "Berkas",
    },
    "seat": {"state": "Kursi", "release_reason": "Alasan kursi dilepas"},
    "outgoing_letter": {
        "full_number": "Nomor surat keluar",
        "addressee": "Kepada",
        "subject": "Hal",
        "sent_at": "Dikirim",
        "inserted_reason": "Alasan nomor sisipan",
        "void_reason": "Alasan nomor dibatalkan",
    },
    "attachment": {"file_name": "Berkas pindaian"},
    "paper": {"title": "Surat", "number": "Nomor"},
    "clock_pause": {"note": "Catatan jeda"},
    "sheet": {"token": "Kode lembar"},
    "training_report": {"note": "Catatan laporan"},
    "attendance": {"status": "Kehadiran", "afternoon": "Sesudah istirahat", "left_at": "Pulang"},
    "session_pause": {"cause": "Sebab berhenti", "note": "Keterangan", "starts_at": "Berhenti", "ends_at": "Selesai"},
    "certificate": {"full_number": "Nomor sertifikat"},
    "test_score": {"pre_test": "Tes awal", "post_test": "Tes akhir"},
}
"""Columns worth telling, per table; the rest of an image is for ``verify``, not for people."""

TOLD_WHEN_NEW = frozenset(COLUMNS) - {"request", "person", "session", "seat", "attendance", "test_score"}
"""Tables whose new rows are told by their values; a new request tells itself by the act."""

_WORDS: dict[str, dict[str, str]] = {
    "urgency": URGENCY,
    "secrecy": SECRECY,
    "channel": CHANNEL,
    "outcome": CONTACT_OUTCOME,
    "answer": ANSWER,
    "status": ATTENDANCE,
    "afternoon": ATTENDANCE,
    "cause": PAUSE_CAUSES,
    "sender_kind": SENDER_KIND,
}
_SEATS = {"HELD": "dipegang", "CONFIRMED": "pasti", "RELEASED": "dilepas"}


def deed(action: str) -> str:
    """What was done, in words."""
    row = ACTIONS.get(action)
    return DEEDS.get(action) or (row.label if row is not None else action)


def value_words(table: str, column: str, value: Any) -> str:
    """A value of an image as a clerk reads it; "–" for none."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "belum"
    if column == "state":
        return _state_words(table, str(value))
    if isinstance(value, list):
        return joined(value_words(table, column, one) for one in value)
    if isinstance(value, str) and column in _WORDS:
        return _WORDS[column].get(value, value)
    if column == "forwarded_to":
        return lane_word(str(value))
    if isinstance(value, str):
        return _moment_words(column, value)
    return str(value)


def _state_words(table: str, value: str) -> str:
    if table == "request":
        return REQUEST_STATE_LABELS[RequestState(value)]
    return SESSION_STATE_LABELS[SessionState(value)] if table == "session" else _SEATS.get(value, value)


def _moment_words(column: str, value: str) -> str:
    if column.endswith("_at"):
        moment = wall(datetime.fromisoformat(value))
        return f"{numeric_date(moment.date())} {clock(moment)}"
    if column.endswith(("_date", "_dates", "_by")) and len(value) == 10:
        return numeric_date(date.fromisoformat(value))
    return value
