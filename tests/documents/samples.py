"""Invented values ("contoh") for the papers' tests; no person, firm or number is real."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from desktop_app.documents import paper_data as d
from desktop_app.documents.data_copy import DataCopy, RequestCopyRow
from desktop_app.documents.destruction import DestructionLine, DestructionList
from desktop_app.documents.quality_report import Figure, QualityBar, QualityPaper, QualityTable

LONG_NAME = "Raden Mas Muhammad Abdurrahman Wahiduddin, S.Kom., M.T.I., CPSp."
LONG_OFFICE = "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman Kabupaten Belitung"
HOSTILE = ("PT <Sinar> & Jaya", "<br/>a</para>", "=1+1")

LETTERHEAD = d.Letterhead(
    lines=("PEMERINTAH KABUPATEN BELITUNG", "SEKRETARIAT DAERAH", "BAGIAN PENGADAAN BARANG/JASA"),
    address="Kantor LPSE Kabupaten Belitung, Jalan Jend. A. Yani No. 01 Tanjungpandan - Belitung",
)
OFFICE = d.Office(letterhead=LETTERHEAD, sop_reference="SOP Nomor 24 Tahun 2020", sample=True)
HEAD = d.Official(
    name="Contoh Kepala, M.Si.",
    title="Kepala Bagian Pengadaan Barang/Jasa",
    nip="197001011995031001",
    rank_grade="Pembina (IV/a)",
)
SUBHEAD = d.Official(
    name="Contoh Kasubbag, S.Kom.", title="Kasubbag LPSE", nip="198501012009032001", signing_prefix="Plh."
)
REQUEST = d.RequestHead(
    agenda_number="0147/LPSE/2026",
    sender="PT <Sinar> & Jaya",
    received_at=datetime(2026, 12, 3, 9, 12),
    subject="Permohonan training <br/>a</para> =1+1",
    letter_number="445/1182/XI/2026",
    letter_date=date(2026, 11, 30),
    urgency=d.Urgency.URGENT,
    secrecy=d.Secrecy.CONFIDENTIAL,
    contact_person="Contoh Narahubung",
    contact_phone="0812-0000-0147",
    participant_count=8,
)
LINES = (
    d.DispositionLine(
        giver="Kepala Bagian PBJ",
        receiver="Kasubbag LPSE",
        forwarded_to=("Kasubbag LPSE",),
        instructions=("Proses lebih lanjut", "Hadiri"),
        note="Setuju, utamakan paket Januari.",
        received_at=datetime(2026, 12, 3, 9, 15),
        officer=HEAD,
        initialed_at=datetime(2026, 12, 3, 9, 33),
        recorded_by="Contoh Petugas",
        recorded_at=datetime(2026, 12, 3, 9, 40),
    ),
    d.DispositionLine(
        giver="Kasubbag LPSE",
        receiver="Tim Trainer",
        instructions=("Setujui / Jadwalkan",),
        officer=SUBHEAD,
        initialed_at=datetime(2026, 12, 3, 9, 49),
        oral=True,
    ),
)
SHEET = d.DispositionSheet(
    office=OFFICE,
    request=REQUEST,
    sheet_token="LD7K2M9QX4",
    signer=HEAD,
    forward_options=("Kasubbag LPSE", "Tim Trainer", "Helpdesk LPSE"),
    own_instructions=("Setujui / Jadwalkan", "Arsipkan", "Tindak lanjuti"),
    lines=LINES,
    anchor="1234-ab12cd34",
    receipt_token="TT7K2M9QX4",
    clerk="Contoh Petugas",
    expected="1-7 hari kerja",
)
PEOPLE = tuple(
    d.Person(
        full_name=name,
        nip=f"19780110201001{1 + index % 2}{index + 1:03d}",
        nik="1902000000000000",
        position="PPK",
        organization=LONG_OFFICE if index % 2 else "Kecamatan Contoh",
        mobile="0812-0000-0147",
        topics=("SPSE 4.5",),
        privacy_notice_at=datetime(2026, 12, 1, 8),
    )
    for index, name in enumerate(("Contoh Satu", LONG_NAME, *HOSTILE))
)
SESSION = d.SessionFacts(
    topic="SPSE 4.5 untuk PPK",
    days=(date(2026, 12, 15), date(2026, 12, 16)),
    start=time(8, 30),
    end=time(15),
    venue="Ruang Pelatihan LPSE",
    trainers=("Contoh Trainer", "Contoh Kedua"),
    quota=20,
    participant_count=5,
    hours_jp=16,
)
LETTER = d.LetterBlock(
    office=OFFICE,
    signer=SUBHEAD,
    addressee=("Direktur PT <Sinar> & Jaya", "di -", "    Tanjungpandan"),
    dated=date(2026, 12, 7),
    number="000.8.3.3/15/PBJ/XII/2026",
    carbon_copies=("Arsip",),
    token="SK9QW2E4RT",
)
REFERENCE = d.LetterReference(number="445/1182/XI/2026", dated=date(2026, 11, 30), subject="Permohonan Training")
SLOTS = (d.SignatureSlot(role="Trainer,"), d.SignatureSlot(role="", official=SUBHEAD))

VALUES: dict[str, Any] = {
    "tanda-terima": d.Receipt(
        office=OFFICE,
        request=REQUEST,
        token="TT7K2M9QX4",
        clerk=LONG_NAME,
        complete_by=date(2026, 12, 10),
        checklist=(
            d.ChecklistItem(label="Cap", present=False, remark="belum ada"),
            d.ChecklistItem(label="Tanda tangan", present=True),
        ),
    ),
    "disposisi": SHEET,
    "disposisi-berjenjang": SHEET,
    "formulir": d.RegistrationForm(
        office=OFFICE,
        form_token="FP1A2B3C4D",
        topics=("SPSE 4.5", "e-Katalog v6"),
        user_groups=("PPK", "Penyedia"),
        person=PEOPLE[1],
    ),
    "biodata": d.Biodata(
        office=OFFICE,
        person=PEOPLE[1],
        token="BD1A2B3C4D",
        printed_on=date(2026, 12, 3),
        history=(d.TrainingHistoryRow(topic="SPSE", days=(date(2025, 3, 3),), result="Hadir"),),
    ),
    "salinan-data": DataCopy(
        office=OFFICE,
        person=PEOPLE[1],
        token="SD1A2B3C4D",
        printed_on=date(2026, 12, 3),
        also_written=("Sukmawati, S.E.",),
        requests=(
            RequestCopyRow(
                agenda_number="147/2026",
                received_on=date(2026, 11, 20),
                sender="Dinas <Contoh> & Rekan",
                topics="SPSE",
                state="Terjadwal",
            ),
        ),
        history=(d.TrainingHistoryRow(topic="SPSE", days=(date(2025, 3, 3),), result="Hadir"),),
    ),
    "jadwal": d.SchedulePaper(
        office=OFFICE,
        months=((2026, 12),),
        holidays=(d.NamedDay(day=date(2026, 12, 25), name="Hari Raya Natal"),),
        issued_on=date(2026, 12, 3),
        signer=SUBHEAD,
        sessions=(
            d.ScheduleRow(
                topic="SPSE <4.5> & lain",
                days=SESSION.days,
                start=time(8, 30),
                end=time(15),
                user_group="PPK",
                seats_taken=8,
                quota=20,
                venue="Ruang Pelatihan",
                trainers=("Contoh Trainer",),
                agenda_numbers=("0147/LPSE/2026",),
                status="tetap",
            ),
        ),
    ),
    "undangan": d.ScheduleNotice(
        letter=LETTER,
        session=SESSION,
        reference=REFERENCE,
        participants=PEOPLE,
        confirm_by=date(2026, 12, 10),
        confirm_to="Contoh Petugas",
        confirm_phone="0812-0000-0001",
    ),
    "perubahan": d.ScheduleChange(letter=LETTER, old=SESSION, new=None, reason="listrik padam."),
    "pembatalan": d.Cancellation(letter=LETTER, session=SESSION, reason="kuota minimum tidak tercapai"),
    "penundaan": d.ScheduleChange(letter=LETTER, old=SESSION, new=None, reason="trainer sakit."),
    "pelepasan": d.SeatRelease(
        letter=LETTER,
        session=SESSION,
        participants=PEOPLE,
        confirm_by=date(2026, 12, 10),
        contact="HP 0812-0000-0001",
    ),
    "penolakan": d.Rejection(letter=LETTER, reference=REFERENCE, reason="{bukan} kewenangan"),
    "pengantar": d.CoverLetter(letter=LETTER, items=(d.CoverItem(description=HOSTILE[1], quantity="1 berkas"),)),
    "daftar-hadir": d.AttendanceList(office=OFFICE, session=SESSION, participants=PEOPLE, token="DH1A2B3C4D"),
    "berita-acara": d.MinutesRecord(
        office=OFFICE,
        session=SESSION,
        dated=date(2026, 12, 16),
        signatures=SLOTS,
        invited=5,
        present=4,
        absent=1,
        problems=("Internet terputus",),
        token="BA1A2B3C4D",
    ),
    "laporan": d.TrainingReport(
        office=OFFICE,
        session=SESSION,
        signatures=SLOTS,
        day_counts=(d.DayCount(day=date(2026, 12, 15), present=4, absent=1),),
        tests=d.TestFigures(
            average_before=58,
            average_after=81,
            tested=5,
            passed=4,
            pass_mark=70,
            bands=tuple(
                d.ScoreBand(label=label, before=before, after=after)
                for label, before, after in (("0-49", 1, 0), ("50-69", 4, 1), ("70-84", 0, 2), ("85-100", 0, 2))
            ),
        ),
        scores=(d.QuestionScore(question="Materi jelas", average=3.42, answers=10),),
        participants=PEOPLE,
        token="LP1A2B3C4D",
    ),
    "kuesioner": d.Questionnaire(
        office=OFFICE, session=SESSION, questions=("Materi jelas",), open_questions=("Saran?",), token="KU1A2B3C4D"
    ),
    "sertifikat": d.Certificate(
        office=OFFICE,
        person=PEOPLE[1],
        session=SESSION,
        signer=HEAD,
        token="ST1A2B3C4D",
        subjects=(d.SubjectHours(subject="Pengenalan", hours_jp=16),),
    ),
    "surat-tugas": d.AssignmentLetter(
        office=OFFICE, session=SESSION, assigned=(HEAD,), signer=HEAD, basis=("SOP",), token="TG1A2B3C4D"
    ),
    "surat-tugas-pengganti": d.AssignmentLetter(
        office=OFFICE, session=SESSION, assigned=(SUBHEAD,), signer=HEAD, replaces=LONG_NAME, token="TP1A2B3C4D"
    ),
    "keadaan-kahar": d.MinutesRecord(
        office=OFFICE,
        session=SESSION,
        dated=date(2026, 12, 16),
        signatures=SLOTS,
        reason=d.MinutesReason.FORCE_MAJEURE,
        invited=5,
        present=4,
        absent=1,
        stops=("Listrik padam pukul 10.15 (gardu <terbakar>). Dilanjutkan pukul 11.40.",),
        token="KH1A2B3C4D",
    ),
    "rekap-kuesioner": d.QuestionnaireRecap(
        office=OFFICE,
        session=SESSION,
        signatures=SLOTS,
        sheets=4,
        present=5,
        questions=(
            d.QuestionCounts(question="Materi sesuai dengan kebutuhan pekerjaan", counts=(0, 1, 1, 2)),
            d.QuestionCounts(question=LONG_OFFICE, counts=(0, 0, 0, 0)),
        ),
        comments=(("Apa yang paling bermanfaat?", HOSTILE), ("Apa yang perlu diperbaiki?", ())),
        dated=date(2026, 12, 16),
        token="RK1A2B3C4D",
    ),
    "ekspedisi": d.DeliverySlip(
        office=OFFICE,
        about="0147/LPSE/2026",
        lines=(
            d.DeliveryLine(
                at=datetime(2026, 12, 1, 8, 14),
                agenda_number="0147/LPSE/2026",
                about=f"{LONG_OFFICE}: Permohonan Training",
                giver="Helpdesk LPSE",
                receiver="Kepala Bagian Pengadaan Barang/Jasa",
            ),
        ),
        token="EK1A2B3C4D",
    ),
    "lembar-catatan": d.LogSheet(office=OFFICE),
}


def incoming(count: int, **changes: Any) -> d.RegisterDocument:
    """Return a book of ``count`` incoming letters; the fifth is voided."""
    rows = tuple(
        d.IncomingAgendaRow(
            agenda_number=number,
            received_at=datetime(2026, 1 + number % 12, 5, 9, 12),
            sender=HOSTILE[number % 3],
            letter_number=f"-{number}",
            letter_date=date(2026, 11, 30),
            subject="+62 @contoh",
            voided=number == 5,
            void_reason="salah ketik" if number == 5 else "",
        )
        for number in range(1, count + 1)
    )
    base = {"kind": "agenda-masuk", "office": OFFICE, "period": "Tahun 2026", "rows": rows}
    return d.RegisterDocument(**{**base, **changes})


DESTRUCTION = DestructionList(
    office=OFFICE,
    key="musnah:3",
    proposed_on=date(2030, 1, 3),
    lines=tuple(
        DestructionLine(
            classification="800.2.4.1",
            agenda=f"{number}/2026",
            about=f"Permohonan training, {HOSTILE[number % 3]}: {LONG_OFFICE}",
            closed_on=date(2026, 12, 16),
            storage_location="Lemari 2, map 12",
            kept_until=date(2028, 12, 31),
            fate="Musnah",
        )
        for number in range(1, 31)
    ),
    signatures=(*SLOTS, d.SignatureSlot(role="Yang memusnahkan,", official=SUBHEAD)),
    consent="Bupati (kepala daerah)",
)
QUALITY = QualityPaper(
    office=OFFICE,
    period="November 2026",
    sentence="Kabag setuju melewati 30 menit pada 14 dari 47 surat, terbanyak Senin.",
    totals="47 permohonan untuk 150 orang diterima.",
    bars=(
        QualityBar("1  Serah surat", 0.6, "3 mnt", "98%", False),
        QualityBar("3  Kabag setuju", 1.13, "34 mnt", "71%", True),
        QualityBar("7  Konfirmasi", None, "–", "–", False),
    ),
    months=(("Okt 2026", 14), ("Nov 2026", 18), ("Des 2026", 0)),
    tables=(
        QualityTable(
            "Per instansi",
            ("Instansi", "Permohonan"),
            (80, 20),
            ((Figure(LONG_OFFICE), Figure("3", 3, "0")), (Figure(HOSTILE[0]), Figure("1", 1, "0"))),
        ),
        QualityTable("Kelas per topik", ("Topik", "Kelas"), (80, 20), ()),
    ),
    signatures=SLOTS,
    note="Waktu dihitung dalam menit kerja.",
)
VALUES |= {"laporan-mutu": QUALITY, "usul-musnah": DESTRUCTION, "ba-pemusnahan": DESTRUCTION}
