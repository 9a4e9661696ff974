"""The Helpdesk's acts on an open case: which there are, what each asks, what the toast says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop_app.queries.case_rows import CaseRow, OutgoingRow
from desktop_app.queries.labels import PAUSE
from desktop_app.services import endings, intake, notices, outgoing, request_edits, sheets
from desktop_app.services.use_case import UseCase
from desktop_app.sop.outgoing_letters import SUBJECTS
from desktop_app.sop.states import ENDED, SEATED, RequestState
from desktop_app.sop.workflow import ACTIONS
from ui.panels.helpdesk_ask import Ask, AskField
from ui.panels.intake_details import MISSING
from ui.panels.intake_options import FormOptions

REASON = AskField("reason", "Alasan", stretch=2)


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act. ``ask`` makes its question row, ``None`` does it at once; ``said`` is the toast with the key put in.

    ``fits`` says whether it makes sense on this case at all; whether it is allowed is the workflow's.
    """

    action: str
    use_case: UseCase
    said: str
    ask: Callable[[CaseRow, FormOptions], Ask] | None = None
    fits: Callable[[CaseRow], bool] = lambda case: True
    primary: bool = False
    label: str = ""
    fields: Callable[[CaseRow], dict[str, Any]] = lambda case: {}
    prints: bool = False
    """The paper of the answered ``kind`` is shown ready to print afterwards."""

    @property
    def words(self) -> str:
        """The words on the button."""
        return self.label or ACTIONS[self.action].label


def _ask_missing(case: CaseRow, options: FormOptions) -> Ask:
    items = tuple((words, words) for words in MISSING)
    return Ask(
        "Apa yang belum ada? Jam kantor berhenti sampai pemohon melengkapi.",
        "Tandai perlu dilengkapi",
        (AskField("missing", "Yang kurang", "checks", items),),
    )


def _ask_hand_back(case: CaseRow, options: FormOptions) -> Ask:
    return Ask("Surat diserahkan kembali ke pemohon, nomor agendanya tetap di buku.", "Serahkan kembali", (REASON,))


def _ask_withdraw(case: CaseRow, options: FormOptions) -> Ask:
    return Ask("Pemohon mencabut permohonannya; kursi yang sudah dipesan dilepas.", "Cabut permohonan", (REASON,))


def _ask_void(case: CaseRow, options: FormOptions) -> Ask:
    second: tuple[AskField, ...] = ()
    if options.two_person_void:
        people = options.second_people
        only = people[0][0] if len(people) == 1 else ""
        second = (
            AskField("second_officer", "Orang kedua", "choice", people, only),
            AskField("second_pin", "PIN orang kedua", "secret"),
        )
    return Ask(
        f"Catatan {case.key} dicoret dari buku agenda; nomornya tidak dipakai lagi.",
        "Batalkan catatan agenda",
        (REASON, *second),
        danger=True,
    )


def _ask_duplicate(case: CaseRow, options: FormOptions) -> Ask:
    return Ask(
        "Kasubbag memutuskan; kedua nomor agenda tetap ada.",
        "Usulkan sebagai rangkap",
        (AskField("first", "Agenda surat pertama", hint="misalnya 12 atau 12/2026"), REASON),
    )


def _ask_follow_up(case: CaseRow, options: FormOptions) -> Ask:
    return Ask(
        "Kedua berkas saling menunjuk dan jam surat pertama tetap. Ubah isian surat pertama dengan F2 di berkasnya.",
        "Kaitkan",
        (AskField("first", "Agenda surat pertama", hint="misalnya 12 atau 12/2026"),),
    )


def _ask_pause(case: CaseRow, options: FormOptions) -> Ask:
    return Ask(
        "Jam kantor berhenti dan alasannya tampil di laporan.",
        "Tangguhkan jam",
        (AskField("cause", "Alasan", "choice", tuple(PAUSE.items())), AskField("note", "Catatan")),
    )


def _ask_archive(case: CaseRow, options: FormOptions) -> Ask:
    place = case.archive_file.storage_location if case.archive_file else options.storage_location
    return Ask(
        "Simpan surat di lemari arsip.", "Arsipkan surat", (AskField("storage_location", "Lokasi simpan", value=place),)
    )


def letter_kinds(case: CaseRow) -> tuple[str, ...]:
    """The letters that make sense now, the usual one first."""
    if case.state is RequestState.REJECTED:
        return ("penolakan",)
    if case.state is RequestState.HANDED_BACK:
        return ("pengantar", "penolakan")
    if case.state in SEATED:
        return ("undangan", "perubahan", "pelepasan")
    return ("penundaan", "pembatalan", "pelepasan")


def _ask_letter(case: CaseRow, options: FormOptions) -> Ask:
    kinds = letter_kinds(case)
    items = tuple((kind, SUBJECTS[kind]) for kind in kinds)
    outside = (AskField("external_number", "Nomor dari buku luar", hint="SRIKANDI atau buku Setda"),)
    return Ask(
        "Nomornya diambil dari buku surat keluar sekarang juga dan tidak dipakai lagi bila batal.",
        "Terbitkan dan cetak",
        (
            AskField("kind", "Surat", "choice", items, kinds[0]),
            *(outside if options.external_letters else ()),
            AskField("reason", "Alasan", hint="hanya untuk nomor kedua"),
        ),
    )


def _ask_strike(case: CaseRow, options: FormOptions) -> Ask:
    return Ask(
        f"Surat {_unsent(case)[-1].full_number} dicoret dari buku; nomornya tidak dipakai lagi.",
        "Batalkan nomor surat",
        (REASON,),
        danger=True,
    )


def _unsent(case: CaseRow) -> tuple[OutgoingRow, ...]:
    return tuple(one for one in case.letters if one.sent_at is None)


def _reply_lacks(case: CaseRow) -> bool:
    return case.state is RequestState.REJECTED and not any(one.kind == "penolakan" for one in case.letters)


def _sheet_is_out(case: CaseRow) -> bool:
    return any(one.out for one in case.sheets)


ACTS: tuple[CaseAct, ...] = (
    CaseAct("forward_to_head", intake.forward_to_head, "Surat {key} diteruskan ke Kabag", primary=True),
    CaseAct("complete_request", request_edits.complete_request, "Surat {key} lengkap", primary=True),
    CaseAct(
        "close_case",
        notices.close_case,
        "Berkas {key} ditutup dan diarsipkan",
        primary=True,
        fits=lambda case: case.archive_file is not None,
    ),
    CaseAct(
        "archive_letter",
        notices.archive_letter,
        "Surat {key} diarsipkan",
        _ask_archive,
        fits=lambda case: case.archive_file is None,
    ),
    CaseAct(
        "issue_letter",
        outgoing.issue_letter,
        "Surat jawaban {key} bernomor",
        _ask_letter,
        _reply_lacks,
        primary=True,
        label="Buat surat jawaban",
        prints=True,
    ),
    CaseAct(
        "send_letter",
        outgoing.send_letter,
        "Surat keluar {key} tercatat terkirim",
        fits=lambda case: bool(_unsent(case)),
        primary=True,
        label="Surat sudah dikirim",
        fields=lambda case: {"letter": _unsent(case)[0].id},
    ),
    CaseAct(
        "issue_letter",
        outgoing.issue_letter,
        "Surat keluar {key} bernomor",
        _ask_letter,
        lambda case: not _reply_lacks(case),
        label="Terbitkan surat keluar",
        prints=True,
    ),
    CaseAct(
        "void_letter",
        outgoing.void_letter,
        "Nomor surat keluar {key} dibatalkan",
        _ask_strike,
        lambda case: bool(_unsent(case)),
        fields=lambda case: {"letter": _unsent(case)[-1].id},
    ),
    CaseAct("mark_incomplete", request_edits.mark_incomplete, "Surat {key} menunggu kelengkapan", _ask_missing),
    CaseAct("receive_sheet", sheets.receive_sheet, "Lembar {key} kembali di meja Helpdesk", fits=_sheet_is_out),
    CaseAct("propose_duplicate", endings.propose_duplicate, "Surat {key} diusulkan sebagai rangkap", _ask_duplicate),
    CaseAct(
        "link_follow_up",
        endings.link_follow_up,
        "Surat {key} dikaitkan sebagai susulan",
        _ask_follow_up,
        lambda case: case.kind == "letter",
    ),
    CaseAct(
        "pause_clock", endings.pause_clock, "Jam berkas {key} ditangguhkan", _ask_pause, lambda case: not case.paused
    ),
    CaseAct("resume_clock", endings.resume_clock, "Jam berkas {key} berjalan lagi", fits=lambda case: case.paused),
    CaseAct("hand_back", request_edits.hand_back, "Surat {key} diserahkan kembali ke pemohon", _ask_hand_back),
    CaseAct("withdraw_request", endings.withdraw_request, "Permohonan {key} dicabut", _ask_withdraw),
    CaseAct("void_request", endings.void_request, "Catatan agenda {key} dibatalkan", _ask_void),
)
"""In the order of the buttons; the rare ones stand in "Lainnya"."""


def status_line(case: CaseRow) -> tuple[str, str]:
    """What the clerk must know about an open case before he acts, with its tone; empty when nothing special."""
    if case.state is RequestState.RETURNED:
        back = next((one for one in reversed(case.dispositions) if one.outcome == "RETURNED"), None)
        return (f"Dikembalikan {back.officer}: {back.note}" if back else "Dikembalikan Kabag."), "warn"
    if case.state is RequestState.INCOMPLETE:
        return f"Belum ada: {', '.join(case.missing) or 'kelengkapan'}. Menunggu pemohon.", "warn"
    if case.contact_phone_unreachable and case.state not in ENDED:
        return f"Telepon narahubung {case.contact_name} ditandai salah. Perbaiki nomornya (F2).", "warn"
    if case.state_reason:
        return f"{case.state_label}: {case.state_reason}", "warn"
    if case.paused:
        pause = next(one for one in case.pauses if one.ends_at is None)
        return f"Jam ditangguhkan: {pause.reason_label}.", "warn"
    if case.linked:
        one = case.linked[0]
        return f"{one.relation.capitalize()} {one.key} ({one.sender}).", "warn"
    return "", ""
