"""Every transition as a row: who may do what in which state, and where it leads (DOMAIN.md sections 8.2 to 8.4).

Screens, inboxes, command line and documents derive from :data:`ACTIONS`; services enforce :func:`allowed` inside
the transaction. Nothing here knows a clock, a file or a window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop_app.sop.states import (
    ENDED,
    OPEN,
    REQUEST_STATE_LABELS,
    ROLE_LABELS,
    SEATED,
    SESSION_STATE_LABELS,
    Lane,
    RequestState,
    Role,
    SessionState,
)

R: TypeAlias = RequestState
S: TypeAlias = SessionState
DESK, HEAD, SUBHEAD, TRAINER, ADMIN = (
    Role.HELPDESK,
    Role.DIVISION_HEAD,
    Role.SUBDIVISION_HEAD,
    Role.TRAINER,
    Role.ADMINISTRATOR,
)


class Subject(StrEnum):
    """What kind of thing an action is done to."""

    OFFICE = "office"
    NEW_REQUEST = "new_request"
    REQUEST = "request"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One row of the workflow.

    ``roles`` may do it on screen; ``paper_roles`` may record it from the signed sheet on behalf of ``lane``.
    ``target`` is the state it leads to; ``None`` keeps the state or derives it (:func:`progress`).
    ``finishes`` and ``opens`` are SOP step numbers. ``undo`` says whether Ctrl+Z may take it back.
    """

    name: str
    label: str
    subject: Subject
    lane: Lane
    roles: frozenset[Role]
    states: frozenset[RequestState] | frozenset[SessionState] = frozenset()
    paper_roles: frozenset[Role] = frozenset()
    target: RequestState | SessionState | None = None
    finishes: int | None = None
    opens: int | None = None
    needs_reason: bool = False
    undo: bool = True


def _request(
    name: str,
    label: str,
    lane: Lane,
    roles: set[Role],
    states: set[R] | frozenset[R],
    target: R | None = None,
    *,
    paper: set[Role] | None = None,
    finishes: int | None = None,
    opens: int | None = None,
    reason: bool = False,
    undo: bool = True,
) -> Action:
    return Action(
        name=name,
        label=label,
        subject=Subject.REQUEST,
        lane=lane,
        roles=frozenset(roles),
        states=frozenset(states),
        paper_roles=frozenset(paper or ()),
        target=target,
        finishes=finishes,
        opens=opens,
        needs_reason=reason,
        undo=undo,
    )


def _session(
    name: str,
    label: str,
    roles: set[Role],
    states: set[S],
    target: S | None = None,
    *,
    lane: Lane = Lane.SUBDIVISION_HEAD,
    reason: bool = False,
    finishes: int | None = None,
    opens: int | None = None,
    undo: bool = True,
) -> Action:
    return Action(
        name=name,
        label=label,
        subject=Subject.SESSION,
        lane=lane,
        roles=frozenset(roles),
        states=frozenset(states),
        target=target,
        needs_reason=reason,
        finishes=finishes,
        opens=opens,
        undo=undo,
    )


def _office(name: str, label: str, roles: set[Role], *, lane: Lane = Lane.HELPDESK, undo: bool = False) -> Action:
    return Action(name=name, label=label, subject=Subject.OFFICE, lane=lane, roles=frozenset(roles), undo=undo)


_AT_DESK = {R.REGISTERED, R.INCOMPLETE, R.RETURNED}
_BEFORE_SCHEDULE = _AT_DESK | {R.WITH_HEAD, R.WITH_SUBHEAD, R.SCHEDULING}
_UNTIL_TRAINED = OPEN - {R.TRAINED}
_LIVE = frozenset(R) - {R.VOIDED}
_PLANNED = {S.DRAFT, S.TENTATIVE, S.FIXED}
_TEACHING = {S.FIXED, S.RUNNING}

REQUEST_ACTIONS: tuple[Action, ...] = (
    Action(
        name="register_letter",
        label="Catat surat permohonan",
        subject=Subject.NEW_REQUEST,
        lane=Lane.HELPDESK,
        roles=frozenset({DESK}),
        target=R.REGISTERED,
        finishes=1,
        opens=2,
    ),
    Action(
        name="register_form",
        label="Catat formulir perseorangan",
        subject=Subject.NEW_REQUEST,
        lane=Lane.HELPDESK,
        roles=frozenset({DESK}),
        target=R.REGISTERED,
        finishes=1,
        opens=2,
    ),
    _request("edit_request", "Ubah isian surat", Lane.HELPDESK, {DESK}, _UNTIL_TRAINED),
    _request("set_participants", "Isi daftar peserta", Lane.HELPDESK, {DESK, SUBHEAD}, _UNTIL_TRAINED),
    _request("mark_incomplete", "Tandai perlu dilengkapi", Lane.HELPDESK, {DESK}, {R.REGISTERED}, R.INCOMPLETE),
    _request("complete_request", "Nyatakan lengkap", Lane.HELPDESK, {DESK}, {R.INCOMPLETE}, R.REGISTERED),
    _request(
        "forward_to_head",
        "Teruskan ke Kabag",
        Lane.HELPDESK,
        {DESK},
        {R.REGISTERED, R.RETURNED},
        R.WITH_HEAD,
        finishes=2,
        opens=3,
    ),
    _request(
        "hand_back",
        "Serahkan kembali ke pemohon",
        Lane.HELPDESK,
        {DESK},
        _AT_DESK,
        R.HANDED_BACK,
        reason=True,
    ),
    _request(
        "approve_by_head",
        "Setujui, teruskan ke Kasubbag",
        Lane.DIVISION_HEAD,
        {HEAD},
        {R.WITH_HEAD},
        R.WITH_SUBHEAD,
        paper={DESK},
        finishes=3,
        opens=4,
    ),
    _request(
        "return_by_head",
        "Kembalikan ke Helpdesk",
        Lane.DIVISION_HEAD,
        {HEAD},
        {R.WITH_HEAD},
        R.RETURNED,
        paper={DESK},
        finishes=3,
        opens=2,
        reason=True,
    ),
    _request(
        "reject_by_head",
        "Tolak permohonan",
        Lane.DIVISION_HEAD,
        {HEAD},
        {R.WITH_HEAD},
        R.REJECTED,
        paper={DESK},
        finishes=3,
        reason=True,
    ),
    _request(
        "dispose_by_subhead",
        "Disposisi untuk dijadwalkan",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.WITH_SUBHEAD},
        R.SCHEDULING,
        paper={DESK},
        finishes=4,
        opens=5,
    ),
    _request(
        "return_by_subhead",
        "Kembalikan ke Kabag",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.WITH_SUBHEAD},
        R.WITH_HEAD,
        paper={DESK},
        finishes=4,
        opens=3,
        reason=True,
    ),
    _request(
        "record_sheet",
        "Catat dari lembar",
        Lane.HELPDESK,
        {DESK},
        {R.WITH_HEAD, R.WITH_SUBHEAD},
        paper={DESK},
    ),
    _request(
        "assign_trainers",
        "Disposisi ke Tim Trainer",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.SCHEDULING, R.SCHEDULED},
        paper={DESK},
    ),
    _request(
        "schedule_request",
        "Jadwalkan",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD, TRAINER},
        {R.SCHEDULING, R.WAITLISTED, R.POSTPONED, R.CANCELLED},
        R.SCHEDULED,
    ),
    _request("unschedule_request", "Keluarkan dari jadwal", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED, R.SCHEDULING),
    _request(
        "reschedule_request",
        "Pindahkan ke kelas lain",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        SEATED,
        R.SCHEDULED,
        reason=True,
    ),
    _request(
        "waitlist_request",
        "Masukkan daftar tunggu",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.SCHEDULING},
        R.WAITLISTED,
        reason=True,
    ),
    _request(
        "return_to_queue",
        "Kembalikan ke antrean jadwal",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.WAITLISTED, R.POSTPONED, R.CANCELLED},
        R.SCHEDULING,
    ),
    _request(
        "postpone_request",
        "Tunda atas permintaan pemohon",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD, DESK},
        SEATED | {R.SCHEDULING, R.WAITLISTED},
        R.POSTPONED,
        reason=True,
    ),
    _request("record_contact", "Catat penyampaian jadwal", Lane.HELPDESK, {DESK}, SEATED, finishes=6, opens=7),
    _request("archive_letter", "Arsipkan surat", Lane.HELPDESK, {DESK}, _LIVE, finishes=6, opens=7),
    _request("record_confirmation", "Catat konfirmasi", Lane.LPSE_USER, {DESK}, SEATED, finishes=7, opens=8),
    _request(
        "close_confirmation",
        "Tutup masa konfirmasi",
        Lane.HELPDESK,
        {DESK, SUBHEAD},
        {R.NOTIFIED},
        R.CONFIRMED,
        finishes=7,
        opens=8,
        reason=True,
    ),
    _request("substitute_participant", "Ganti peserta", Lane.LPSE_USER, {DESK, TRAINER}, SEATED, reason=True),
    _request("release_seat", "Lepaskan kursi", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED, reason=True),
    _request("close_case", "Tutup dan arsipkan berkas", Lane.HELPDESK, {DESK}, {R.TRAINED}, R.ARCHIVED),
    _request(
        "withdraw_request",
        "Cabut atas permintaan pemohon",
        Lane.LPSE_USER,
        {DESK},
        _UNTIL_TRAINED,
        R.WITHDRAWN,
        reason=True,
    ),
    _request(
        "void_request",
        "Batalkan catatan agenda",
        Lane.HELPDESK,
        {DESK},
        _UNTIL_TRAINED,
        R.VOIDED,
        reason=True,
        undo=False,
    ),
    _request("propose_duplicate", "Usulkan sebagai rangkap", Lane.HELPDESK, {DESK}, _BEFORE_SCHEDULE, reason=True),
    _request(
        "confirm_duplicate",
        "Nyatakan rangkap",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        _BEFORE_SCHEDULE,
        R.DUPLICATE,
    ),
    _request("link_follow_up", "Kaitkan surat susulan", Lane.HELPDESK, {DESK}, OPEN),
    _request("pause_clock", "Tangguhkan jam", Lane.HELPDESK, {DESK, SUBHEAD}, OPEN),
    _request("resume_clock", "Jalankan jam lagi", Lane.HELPDESK, {DESK, SUBHEAD}, OPEN),
    _request("attach_scan", "Lampirkan pindaian", Lane.HELPDESK, {DESK}, _LIVE),
    _request("print_sheet", "Cetak lembar disposisi", Lane.HELPDESK, {DESK}, _LIVE, undo=False),
    _request("receive_sheet", "Terima kembali lembar", Lane.HELPDESK, {DESK}, _LIVE),
    _request("keep_paper", "Simpan surat tercetak", Lane.HELPDESK, set(Role) - {ADMIN}, _LIVE, undo=False),
    _request(
        "issue_letter",
        "Terbitkan nomor surat keluar",
        Lane.HELPDESK,
        {DESK, SUBHEAD},
        SEATED | {R.REJECTED, R.HANDED_BACK, R.POSTPONED, R.CANCELLED, R.TRAINED},
        undo=False,
    ),
)

SESSION_ACTIONS: tuple[Action, ...] = (
    _session("edit_session", "Ubah kelas", {SUBHEAD, TRAINER}, _PLANNED, reason=False),
    _session("fix_session", "Tetapkan jadwal", {SUBHEAD}, {S.DRAFT, S.TENTATIVE}, S.FIXED, finishes=5, opens=6),
    _session("move_session", "Pindahkan kelas", {SUBHEAD}, _PLANNED),
    _session("postpone_session", "Tunda kelas", {SUBHEAD}, _PLANNED, S.POSTPONED, reason=True),
    _session("cancel_session", "Batalkan kelas", {SUBHEAD}, _PLANNED, S.CANCELLED, reason=True),
    _session("record_attendance", "Catat kehadiran", {TRAINER, SUBHEAD, DESK}, _TEACHING, lane=Lane.TRAINER_TEAM),
    _session("record_scores", "Isi nilai tes", {TRAINER, SUBHEAD}, _TEACHING | {S.DONE}, lane=Lane.TRAINER_TEAM),
    _session("add_walk_in", "Peserta datang langsung", {TRAINER, SUBHEAD, DESK}, _TEACHING, lane=Lane.TRAINER_TEAM),
    _session(
        "save_report",
        "Simpan laporan training",
        {TRAINER, SUBHEAD},
        _TEACHING | {S.DONE},
        lane=Lane.TRAINER_TEAM,
    ),
    _session(
        "finish_session",
        "Selesaikan kelas",
        {TRAINER, SUBHEAD},
        _TEACHING,
        S.DONE,
        lane=Lane.TRAINER_TEAM,
        finishes=8,
    ),
    _session("keep_session_paper", "Simpan kertas kelas", {TRAINER, SUBHEAD, DESK}, set(S), undo=False),
)

OFFICE_ACTIONS: tuple[Action, ...] = (
    _office("create_session", "Buat kelas", {SUBHEAD, TRAINER}, lane=Lane.SUBDIVISION_HEAD, undo=True),
    _office(
        "record_running_session",
        "Isi jadwal yang sudah berjalan",
        {SUBHEAD},
        lane=Lane.SUBDIVISION_HEAD,
        undo=True,
    ),
    _office("add_organization", "Tambah instansi", {DESK, SUBHEAD, ADMIN}, undo=True),
    _office("edit_organization", "Ubah instansi", {DESK, SUBHEAD, ADMIN}, undo=True),
    _office("save_setting", "Ubah pengaturan", {ADMIN, SUBHEAD}),
    _office("add_officer", "Tambah petugas", {ADMIN}),
    _office("edit_officer", "Ubah petugas", {ADMIN}),
    _office("grant_role", "Beri peran", {ADMIN}),
    _office("withdraw_role", "Cabut peran", {ADMIN}),
    _office("reset_pin", "Atur ulang PIN", {ADMIN, SUBHEAD}),
    _office("change_pin", "Ganti PIN sendiri", set(Role)),
    _office("add_room", "Tambah ruang", {ADMIN, SUBHEAD}),
    _office("edit_room", "Ubah ruang", {ADMIN, SUBHEAD}),
    _office("close_room", "Tutup ruang sementara", {ADMIN, SUBHEAD}, undo=True),
    _office("add_topic", "Tambah topik", {ADMIN, SUBHEAD}),
    _office("edit_topic", "Ubah topik", {ADMIN, SUBHEAD}),
    _office("set_competence", "Atur kompetensi trainer", {ADMIN, SUBHEAD}),
    _office("add_absence", "Catat trainer tidak di tempat", {ADMIN, SUBHEAD, TRAINER}, undo=True),
    _office("add_closed_day", "Tambah hari libur", {ADMIN, SUBHEAD}, undo=True),
    _office("void_closed_day", "Hapus hari libur", {ADMIN, SUBHEAD}, undo=True),
    _office("add_open_day", "Tambah hari kerja khusus", {ADMIN, SUBHEAD}, undo=True),
    _office("add_closed_period", "Catat kantor tutup sementara", {ADMIN, SUBHEAD}, undo=True),
    _office("set_work_hours", "Atur jam kerja", {ADMIN, SUBHEAD}),
    _office("set_ramadan", "Atur Ramadan", {ADMIN, SUBHEAD}),
    _office("open_agenda_book", "Buka buku agenda", {ADMIN, SUBHEAD}),
    _office("close_agenda_book", "Tutup buku agenda", {ADMIN, SUBHEAD}),
)

ACTIONS: dict[str, Action] = {row.name: row for row in (*REQUEST_ACTIONS, *SESSION_ACTIONS, *OFFICE_ACTIONS)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act may be done; ``reason`` is an Indonesian sentence when it may not.

    ``wrong_role`` tells "you may not" (exit code 3) from "not in this state" (exit code 2).
    """

    ok: bool
    reason: str = ""
    wrong_role: bool = False


YES = Verdict(True)


def allowed(role: Role, action: str, state: RequestState | SessionState | None, *, from_paper: bool = False) -> Verdict:
    """Say whether ``role`` may do ``action`` in ``state``; ``from_paper`` for what is keyed from a signed sheet.

    Raises ``KeyError`` for an action that has no row.
    """
    row = ACTIONS[action]
    roles = row.paper_roles if from_paper else row.roles
    if role not in roles:
        if from_paper and not row.paper_roles:
            return Verdict(False, f"“{row.label}” tidak dicatat dari lembar. Kerjakan langsung di layar.", True)
        who = " atau ".join(ROLE_LABELS[r] for r in sorted(roles, key=list(Role).index))
        return Verdict(False, f"“{row.label}” hanya untuk {who}. Masuk sebagai petugas itu.", True)
    if row.subject in (Subject.REQUEST, Subject.SESSION) and state not in row.states:
        return Verdict(False, _wrong_state(row, state))
    return YES


def _wrong_state(row: Action, state: RequestState | SessionState | None) -> str:
    if isinstance(state, RequestState):
        words = REQUEST_STATE_LABELS[state]
        tail = "Berkas ini sudah berakhir." if state in ENDED else "Selesaikan dulu langkah sebelumnya."
    elif isinstance(state, SessionState):
        words, tail = SESSION_STATE_LABELS[state], "Periksa keadaan kelas di kalender."
    else:
        words, tail = "belum ada", "Pilih dulu berkas atau kelasnya."
    return f"“{row.label}” tidak dapat dilakukan karena keadaannya “{words}”. {tail}"


def actions_for(role: Role, state: RequestState | SessionState, *, from_paper: bool = False) -> tuple[str, ...]:
    """Names of the actions ``role`` may do now on something in ``state``, in the order of the rows."""
    kind = Subject.REQUEST if isinstance(state, RequestState) else Subject.SESSION
    return tuple(
        row.name
        for row in ACTIONS.values()
        if row.subject is kind and allowed(role, row.name, state, from_paper=from_paper).ok
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What decides the state of a seated request: all derived from rows, never stored."""

    all_seated: bool
    schedule_fixed: bool
    notice_sent: bool
    letter_archived: bool
    all_answered: bool
    training_done: bool


def progress(facts: CaseFacts) -> RequestState:
    """The state of a request in its schedule (steps 5 to 8), from its facts.

    Step 6 ends with the first notice sent and the letter archived; step 7 when each participant answered.
    """
    if facts.training_done:
        return R.TRAINED
    if not facts.all_seated:
        return R.SCHEDULING
    if facts.schedule_fixed and facts.notice_sent and facts.letter_archived:
        return R.CONFIRMED if facts.all_answered else R.NOTIFIED
    return R.SCHEDULED
