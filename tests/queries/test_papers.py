"""Papers and registers made from the rows of a real office: what is printed, and what does not exist yet."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from desktop_app.documents.paper_kinds import PAPER_KINDS
from desktop_app.documents.registers import REGISTERS
from desktop_app.errors import UserError
from desktop_app.papers import MAKERS, PaperBytes, make_paper, make_register, paper_choices
from desktop_app.papers.register_papers import REGISTER_ROWS
from desktop_app.queries import class_events, session_read
from desktop_app.services import (
    certificates,
    class_pauses,
    dispositions,
    intake,
    notices,
    office_calendar,
    outgoing,
    questionnaires,
    session_moves,
    sessions,
    sheets,
    trainer_change,
    training,
)
from desktop_app.services.training import AttendanceEntry, ScoreEntry
from tests.documents.reading import all_text
from tests.queries.conftest import Desk


def paper(desk: Desk, kind: str, key: str, *, blank: bool = False, token: str | None = None) -> PaperBytes:
    """A paper now."""
    with desk.reading() as connection:
        return make_paper(connection, kind, key, now=desk.now, blank=blank, token=token)


def text_of(desk: Desk, kind: str, key: str, *, blank: bool = False) -> str:
    """What is printed on a paper, blanks single."""
    return " ".join(all_text(paper(desk, kind, key, blank=blank).data).split())


def test_every_kind_and_every_register_has_its_maker() -> None:
    """Nothing that documents offers is left out, and nothing is made twice."""
    assert set(MAKERS) == set(PAPER_KINDS)
    assert set(REGISTER_ROWS) == set(REGISTERS)
    assert [one.kind for one in paper_choices()] == list(PAPER_KINDS)


def test_the_receipt_lists_what_is_lacking(desk: Desk) -> None:
    """Agenda in the office's template, clerk, checklist with the lack."""
    desk.letter(missing=("Cap", "Surat tugas"))
    text = text_of(desk, "tanda-terima", "1/2026")
    for words in ("0001/LPSE/2026", "RSUD dr. H. Marsidi Judono", "Wulan Sari", "Cap", "Surat tugas", "PEMERINTAH"):
        assert words in text
    assert "23 Desember 2026" in text


def test_the_disposition_sheet_blank_and_filled(desk: Desk) -> None:
    """Blank for the pen: the head only; filled: ticks, note, who typed it from paper; the printed sheet's code."""
    request = desk.letter()
    printed = desk.do("wulan", sheets.print_sheet, request=request)
    desk.do("wulan", intake.forward_to_head, request=request)
    desk.at(9, 20).do(
        "wulan",
        dispositions.approve_by_head,
        request=request,
        paper=True,
        instructions=("PROCESS",),
        note="Utamakan PPK.",
    )
    blank, filled = text_of(desk, "disposisi", "1/2026", blank=True), text_of(desk, "disposisi", "1/2026")
    assert "Utamakan PPK." not in blank and "Suryadi Hakim" in blank and printed.token in blank
    assert "Utamakan PPK." in filled and "Wulan Sari" in filled
    assert "Utamakan PPK." in text_of(desk, "disposisi-berjenjang", "1/2026")
    assert paper(desk, "disposisi", "1/2026").title == "Lembar Disposisi 0001/LPSE/2026"


def test_one_sheet_lists_many_forms(desk: Desk) -> None:
    """A shared sheet carries the numbered list of its forms (issue A 7)."""
    first, second = desk.form(), desk.form("Joko Susilo")
    desk.do("wulan", sheets.print_sheet, request=first, others=(second,))
    text = text_of(desk, "disposisi", "1/2026", blank=True)
    assert "Joko Susilo" in text and "0002/LPSE/2026" in text


def test_forms_of_individuals(desk: Desk) -> None:
    """Blank for the counter, filled for the archive; a letter has none."""
    desk.form()
    desk.letter()
    assert "e-Katalog v6" in text_of(desk, "formulir", "kosong", blank=True)
    assert "Rina Marlina" in text_of(desk, "formulir", "1/2026")
    with pytest.raises(UserError, match="perseorangan"):
        paper(desk, "formulir", "2/2026")


def test_letters_wait_until_there_is_something_to_tell(desk: Desk) -> None:
    """No invitation before a class, none while it is tentative; then with number, people and deadline."""
    request = desk.approved(desk.letter(signer_position="Direktur"))
    for kind, words in (
        ("undangan", "belum mempunyai jadwal"),
        ("jadwal", "belum mempunyai jadwal"),
        ("perubahan", "belum pernah berubah"),
        ("pembatalan", "Tidak ada kelas"),
        ("penolakan", "tidak ditolak"),
    ):
        with pytest.raises(UserError, match=words):
            paper(desk, kind, "1/2026")
    session = desk.scheduled(request)
    desk.do(
        "wulan", outgoing.issue_letter, request=request, kind="undangan", subject="Jadwal", addressee="Direktur RSUD"
    )
    made = paper(desk, "undangan", "1/2026")
    text = " ".join(all_text(made.data).split())
    assert (made.number, made.request_id, made.session_id) == ("800.2.4.1/1/PBJ/XII/2026", request, session)
    for words in ("Direktur", "15 - 16 Desember 2026", "Ahmad Fauzi", "445/1182/RSUD/XI/2026", "Andi Pratama"):
        assert words in text
    assert "PPK" in text_of(desk, "jadwal", "1/2026") and "Cuti Bersama Natal" in text_of(desk, "jadwal", "2026-12")


def test_change_and_cancellation_tell_what_was(desk: Desk) -> None:
    """The old date, the new one, the reason; a cancelled class without a new one."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    desk.told(request)
    moved = desk.do("nurul", session_moves.move_session, "trainer sakit", session=session, first_day=date(2026, 12, 21))
    text = text_of(desk, "perubahan", "1/2026")
    assert "15 - 16 Desember 2026" in text and "21 - 22 Desember 2026" in text and "trainer sakit" in text
    desk.do("nurul", session_moves.cancel_session, "listrik padam", session=moved.session)
    assert "listrik padam" in text_of(desk, "pembatalan", "1/2026")
    assert "21 - 22 Desember 2026" in text_of(desk, "pembatalan", "1/2026")
    assert "PEMBATALAN" in text_of(desk, "berita-acara", f"sesi:{moved.session}").upper()


def test_the_answer_to_a_rejected_letter(desk: Desk) -> None:
    """With the Kabag's reason."""
    request = desk.letter()
    desk.do("wulan", intake.forward_to_head, request=request)
    desk.do("suryadi", dispositions.reject_by_head, "bukan kewenangan LPSE", request=request)
    assert "bukan kewenangan LPSE" in text_of(desk, "penolakan", "1/2026")
    assert "RSUD" in text_of(desk, "pengantar", "1/2026")


def test_papers_of_a_class_before_and_after_it(desk: Desk) -> None:
    """Attendance list and assignment before; minutes, report and certificates only after."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    key, person = f"sesi:{session}", f"peserta:{desk.places(request)[0]}"
    assert "Budi Hartono" in text_of(desk, "daftar-hadir", key)
    assert "Andi Pratama" in text_of(desk, "surat-tugas", key)
    assert "Trainer menjelaskan" in text_of(desk, "kuesioner", key) + text_of(desk, "kuesioner", "kosong")
    assert "Ahmad Fauzi" in text_of(desk, "biodata", person)
    for kind, about, words in (
        ("berita-acara", key, "belum berlangsung"),
        ("laporan", key, "belum berlangsung"),
        ("sertifikat", person, "belum menyelesaikan"),
    ):
        with pytest.raises(UserError, match=words):
            paper(desk, kind, about)
    assert paper(desk, "berita-acara", key, blank=True).data.startswith(b"%PDF")
    desk.told(request)
    desk.trained(request, session)
    desk.do("andi", training.save_report, session=session, materials_done=("Pendaftaran akun",), note="Jaringan lambat")
    assert "enam belas" in text_of(desk, "berita-acara", key)
    assert "Jaringan lambat" in text_of(desk, "laporan", key)
    with pytest.raises(UserError, match="tidak menerbitkan"):
        paper(desk, "sertifikat", person)
    desk.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    with pytest.raises(UserError, match="belum diterbitkan nomornya"):
        paper(desk, "sertifikat", person)
    desk.do("nurul", certificates.issue_certificates, session=session)
    printed = text_of(desk, "sertifikat", person)
    with desk.reading() as connection:
        held = class_events.certificate_of(connection, desk.places(request)[0])
        assert held is not None and class_events.find_certificate(connection, f" {held.token.lower()} ") == held
        assert class_events.find_certificate(connection, held.full_number.lower()) == held
        assert class_events.find_certificate(connection, "") is None
    assert "Ahmad Fauzi" in printed and held.full_number in printed and held.token in printed
    assert "Hadir" in text_of(desk, "biodata", person)


def test_no_certificate_for_who_missed_a_day(desk: Desk) -> None:
    """Attendance on every day is the rule, unless the office asks for less."""
    desk.do("nurul", office_calendar.save_setting, name="certificates", value=True)
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    desk.told(request)
    desk.do("wulan", notices.record_confirmation, request=request, answer="PRESENT")
    desk.at(15, days=13)
    desk.do("nurul", training.finish_session, session=session)
    with pytest.raises(UserError, match="tidak hadir pada semua hari"):
        paper(desk, "sertifikat", f"peserta:{desk.places(request)[0]}")
    desk.do("nurul", office_calendar.save_setting, name="certificate_percent", value=50)
    with pytest.raises(UserError, match="tidak mencapai 50 %"):
        paper(desk, "sertifikat", f"peserta:{desk.places(request)[0]}")


def test_a_report_tells_half_days_tests_stops_and_who_stood_in(desk: Desk) -> None:
    """Everything that happened in a class stands in its report; the stop has a berita acara of its own."""
    request = desk.approved(desk.letter())
    session = desk.scheduled(request)
    key, places = f"sesi:{session}", desk.places(request)
    desk.told(request)
    desk.do("nurul", trainer_change.substitute_trainer, "demam", session=session, trainer="andi", substitute="maya")
    assert "menggantikan Andi Pratama" in text_of(desk, "surat-tugas-pengganti", key)
    with desk.reading() as connection:
        first_day = session_read.session(connection, session, desk.now).row.days[0]
    desk.at(9, days=12)
    entries = (
        AttendanceEntry(participant=places[0], afternoon="SICK"),
        AttendanceEntry(participant=places[1], status="EXCUSED"),
    )
    desk.do("andi", training.record_attendance, session=session, day=first_day, entries=entries)
    desk.do("andi", class_pauses.pause_class, session=session, cause="power", note="gardu terbakar")
    assert "masih terhenti" in text_of(desk, "keadaan-kahar", key)
    follow_on = date(2026, 12, 21)
    desk.do("nurul", class_pauses.plan_follow_on, "tetap Maya", session=session, first_day=follow_on)
    scores = tuple(
        ScoreEntry(participant=one, pre_test=40 + 20 * at, post_test=60 + 20 * at) for at, one in enumerate(places[:2])
    )
    desk.do("andi", training.record_scores, session=session, entries=scores)
    desk.do(
        "andi", questionnaires.record_questionnaire, session=session, marks=(4, 3, 4, 0, 2), comments=("Praktiknya",)
    )
    text = text_of(desk, "laporan", key)
    for words in (
        "digantikan oleh",
        "demam",
        "Listrik padam",
        "gardu terbakar",
        "kelas lanjutan",
        "tes awal 50, tes akhir 70",
        "1 dari 2 orang (50 %), nilai lulus 70",
        "50-69",
        "Rekap kuesioner",
    ):
        assert words in text, words
    kahar = text_of(desk, "keadaan-kahar", key)
    assert "KEADAAN KAHAR" in kahar and "21 Des" in kahar and "Wakil peserta" in kahar
    recap = text_of(desk, "rekap-kuesioner", key)
    assert "Praktiknya" in recap and "1 lembar" in recap and "3,25" in recap


def test_slips_of_the_delivery_book(desk: Desk) -> None:
    """Each hand-over of a case or of a day is a line to sign; the log sheet is for everybody."""
    desk.approved(desk.letter())
    slip = text_of(desk, "ekspedisi", "1/2026")
    assert slip.count("0001/LPSE/2026") == 5
    for words in ("Helpdesk LPSE", "Kepala Bagian PBJ", "Kasubbag LPSE", "Tim Trainer"):
        assert words in slip, slip
    day = text_of(desk, "ekspedisi", desk.now.date().isoformat())
    assert "0001/LPSE/2026" in day
    with pytest.raises(UserError, match="Tidak ada serah terima"):
        paper(desk, "ekspedisi", "2026-01-05")
    with pytest.raises(UserError, match="“2026-02-30” tidak ada"):
        paper(desk, "ekspedisi", "2026-02-30")
    assert "LEMBAR EKSPEDISI" in text_of(desk, "ekspedisi", "kosong", blank=True)
    assert "LEMBAR CATATAN LOKET" in text_of(desk, "lembar-catatan", "kosong")
    with pytest.raises(UserError, match="selalu kosong"):
        paper(desk, "lembar-catatan", "1/2026")


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("tanda-terima", "147/2026", "tidak ada dalam buku"),
        ("tanda-terima", "surat", "bukan nomor agenda"),
        ("daftar-hadir", "sesi:99", "Kelas itu tidak ditemukan"),
        ("daftar-hadir", "147/2026", "bukan kunci sesi"),
        ("daftar-hadir", "sesi:", "bukan kunci sesi"),
        ("biodata", "peserta:88", "tidak ditemukan"),
        ("biodata", "peserta:x", "bukan kunci peserta"),
        ("kartu", "1/2026", "tidak dikenal"),
        ("jadwal", "2026-13", "bukan nomor agenda"),
    ],
)
def test_a_wrong_key_gets_one_clear_sentence(desk: Desk, kind: str, key: str, words: str) -> None:
    """Never a stack trace."""
    with pytest.raises(UserError, match=words):
        paper(desk, kind, key)


def test_people_without_a_name_yet(desk: Desk) -> None:
    """ "Nama menyusul" prints on lists, and has no biodata."""
    request = desk.approved(desk.letter(participants=()))
    session = desk.scheduled(request)
    assert "nama menyusul" in text_of(desk, "daftar-hadir", f"sesi:{session}")
    with pytest.raises(UserError, match="menyusul"):
        paper(desk, "biodata", f"peserta:{desk.places(request)[0]}")


def test_signs_no_font_can_print_are_reported(desk: Desk) -> None:
    """The paper is made all the same."""
    desk.letter("CV Maju \U0001f600")
    made = paper(desk, "tanda-terima", "1/2026")
    assert any("U+1F600" in words for words in made.missing_glyphs)


@pytest.mark.parametrize("what", sorted(REGISTER_ROWS))
def test_registers_as_workbook_and_pdf(desk: Desk, what: str) -> None:
    """The data sheet comes first; both carry the same rows."""
    request = desk.approved(desk.letter("PT <Sinar> & Jaya"))
    desk.scheduled(request)
    desk.do("nurul", sessions.create_session, topic="e-katalog", first_day=date(2026, 12, 21), room="lab")
    with desk.reading() as connection:
        book = make_register(connection, what, "xlsx", now=desk.now, year=2026)
        printed = make_register(connection, what, "pdf", now=desk.now, year=2026)
        with pytest.raises(UserError, match="lebih awal"):
            make_register(connection, what, "pdf", now=desk.now, first=date(2026, 2, 1), last=date(2026, 1, 1))
    sheet = load_workbook(io.BytesIO(book.data)).worksheets[0]
    assert book.rows == printed.rows and printed.data.startswith(b"%PDF")
    assert book.file_name == f"{what}-tahun-2026.xlsx"
    if what in ("agenda-masuk", "permohonan"):
        assert any("PT <Sinar> & Jaya" in [cell.value for cell in row] for row in sheet.iter_rows())
        assert "PT <Sinar> & Jaya" in " ".join(all_text(printed.data).split())


def test_unknown_registers_and_formats(desk: Desk) -> None:
    """One sentence with the choices."""
    with desk.reading() as connection:
        with pytest.raises(UserError, match="agenda-masuk"):
            make_register(connection, "surat", "pdf", now=desk.now)
        with pytest.raises(UserError, match="xlsx atau pdf"):
            make_register(connection, "peserta", "csv", now=desk.now)
