"""Every setting by name with its shipped default; what only the office knows is empty or marked "contoh"."""

from __future__ import annotations

from typing import Any

from desktop_app.sop.message_text import CALL_DEFAULT, MAIL_BODY_DEFAULT, MAIL_SUBJECT_DEFAULT, MESSAGE_DEFAULT

LETTERHEAD = "letterhead"
AGENDA_LABEL = "agenda_label"
OUTGOING_TEMPLATE = "outgoing_template"
OUTGOING_UNIT = "outgoing_unit"
AGENCY = "outgoing_agency"
CLASSIFICATION = "classification_code"
OWN_INSTRUCTIONS = "own_instructions"
STOCK_SENTENCES = "stock_sentences"
CONFIRM_DAYS = "confirm_working_days"
CONFIRM_BEFORE_CLASS = "confirm_days_before_class"
RESERVED_SEATS = "reserved_for_individuals"
OFFER_DAYS = "offer_working_days"
OWN_CLASS_SIZE = "own_class_size"
PAPER_SIZE = "paper_size"
ASK_NIK = "ask_nik"
TWO_PERSON_VOID = "two_person_void"
PRIVACY_NOTICE = "privacy_notice"
STORAGE_LOCATION = "storage_location"
BACKUP_FOLDER = "backup_folder"
BACKUP_MORE_FOLDERS = "backup_more_folders"
BACKUP_MINUTES = "backup_minutes"
IDLE_MINUTES = "idle_minutes"
OFFICE_NAME = "office_name"
CALL_TEXT = "call_text"
MESSAGE_TEXT = "message_text"
MAIL_SUBJECT = "mail_subject"
MAIL_BODY = "mail_body"
USER_GROUPS = "user_groups"
PASS_MARK = "pass_mark"
CERTIFICATES = "certificates"
CERTIFICATE_PERCENT = "certificate_percent"
CERTIFICATE_TEMPLATE = "certificate_template"
QUESTIONS = "questionnaire_questions"
OPEN_QUESTIONS = "questionnaire_open_questions"
RETENTION_CODES = "retention_codes"

DEFAULTS: dict[str, Any] = {
    LETTERHEAD: {
        "lines": ["PEMERINTAH KABUPATEN BELITUNG", "SEKRETARIAT DAERAH", "BAGIAN PENGADAAN BARANG/JASA"],
        "address": "Kantor LPSE Kabupaten Belitung, Jalan Jend. A. Yani No. 01 Tanjungpandan - Belitung",
        "place": "Tanjungpandan",
    },
    OFFICE_NAME: "Bagian Pengadaan Barang/Jasa, Kabupaten Belitung",
    AGENDA_LABEL: "{urut4}/LPSE/{tahun}",
    OUTGOING_TEMPLATE: "{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}",
    OUTGOING_UNIT: "PBJ",
    AGENCY: "Kab.Belitung",
    CLASSIFICATION: "800.2.4.1",
    OWN_INSTRUCTIONS: ["Jadwalkan training", "Koordinasi trainer", "Lengkapi peserta", "Untuk diketahui"],
    STOCK_SENTENCES: ["Setuju, jadwalkan.", "Gabung kelas terbuka.", "Lengkapi daftar peserta."],
    CONFIRM_DAYS: 2,
    CONFIRM_BEFORE_CLASS: 3,
    RESERVED_SEATS: 0,
    OFFER_DAYS: 2,
    OWN_CLASS_SIZE: 12,
    PAPER_SIZE: "f4",
    ASK_NIK: False,
    TWO_PERSON_VOID: True,
    PRIVACY_NOTICE: (
        "Data dipakai hanya untuk layanan training LPSE menurut SOP 24/2020, disimpan selama masa retensi arsip, "
        "dan dapat dilihat atau diperbaiki pemiliknya di loket."
    ),
    STORAGE_LOCATION: "",
    CALL_TEXT: CALL_DEFAULT,
    MESSAGE_TEXT: MESSAGE_DEFAULT,
    MAIL_SUBJECT: MAIL_SUBJECT_DEFAULT,
    MAIL_BODY: MAIL_BODY_DEFAULT,
    USER_GROUPS: [
        "PA",
        "KPA",
        "PPK",
        "PPTK",
        "Pejabat Pengadaan",
        "Pokja Pemilihan/UKPBJ",
        "Agen Pengadaan",
        "Penyedia/Pelaku Usaha",
        "Auditor/APIP",
        "Admin Agency",
        "Admin PPE",
        "Verifikator",
        "Helpdesk",
        "Trainer",
        "Pengelola Keuangan/Bendahara",
        "Aparat Desa (TPK)",
        "Umum/Perseorangan",
    ],
    BACKUP_FOLDER: "",
    BACKUP_MORE_FOLDERS: [],
    BACKUP_MINUTES: 30,
    IDLE_MINUTES: 5,
    RETENTION_CODES: [
        {
            "code": "800.2.4.1",
            "title": "Perencanaan, peserta, pengajar, penjadwalan penyelenggaraan diklat",
            "active_years": 1,
            "inactive_years": 1,
            "fate": "Musnah",
            "source": "Permendagri 83/2022; retensi dari JRA daerah lain",
            "confirmed": False,
        },
        {
            "code": "800.2.4.2",
            "title": "Penyelenggaraan diklat: daftar hadir, berita acara, laporan",
            "active_years": 1,
            "inactive_years": 1,
            "fate": "Musnah",
            "source": "Permendagri 83/2022; retensi dari JRA daerah lain",
            "confirmed": False,
        },
        {
            "code": "000.3.5",
            "title": "Pengolahan sistem informasi pengadaan, basis data pengguna",
            "active_years": 2,
            "inactive_years": 3,
            "fate": "Permanen",
            "source": "Permendagri 83/2022; retensi dari JRA daerah lain",
            "confirmed": False,
        },
        {
            "code": "000.5.3.1",
            "title": "Buku agenda, kartu kendali, buku ekspedisi",
            "active_years": 2,
            "inactive_years": 3,
            "fate": "Musnah",
            "source": "Permendagri 83/2022; retensi dari JRA daerah lain",
            "confirmed": False,
        },
    ],
    PASS_MARK: 70,
    CERTIFICATES: False,
    CERTIFICATE_PERCENT: 100,
    CERTIFICATE_TEMPLATE: "{urut3}/SERT/{unit}/{bulan_romawi}/{tahun}",
    QUESTIONS: [
        "Materi sesuai dengan kebutuhan pekerjaan",
        "Trainer menjelaskan dengan mudah dipahami",
        "Waktu training cukup",
        "Ruang, komputer, dan jaringan memadai",
        "Pelayanan helpdesk sejak permohonan sampai training",
    ],
    OPEN_QUESTIONS: ["Apa yang paling bermanfaat?", "Apa yang perlu diperbaiki?"],
}
