"""The transitions as rows: every act with its lane, roles, states, target and the steps it ends and begins.

Data only; :mod:`desktop_app.sop.workflow` reads them (DOMAIN.md sections 8.2 to 8.4).
"""

from __future__ import annotations

from typing import TypeAlias

from desktop_app.sop.action import Action, Subject, office_action, request_action, session_action
from desktop_app.sop.schedule_transitions import SCHEDULE_ACTIONS
from desktop_app.sop.states import OPEN, SEATED, Lane, RequestState, Role, SessionState

R: TypeAlias = RequestState
S: TypeAlias = SessionState
DESK, HEAD, SUBHEAD, TRAINER, ADMIN = (
    Role.HELPDESK,
    Role.DIVISION_HEAD,
    Role.SUBDIVISION_HEAD,
    Role.TRAINER,
    Role.ADMINISTRATOR,
)

_AT_DESK = {R.REGISTERED, R.INCOMPLETE, R.RETURNED}
_BEFORE_SCHEDULE = _AT_DESK | {R.WITH_HEAD, R.WITH_SUBHEAD, R.SCHEDULING}
_UNTIL_TRAINED = OPEN - {R.TRAINED}
_LIVE = frozenset(R) - {R.VOIDED}
_LETTERS_GO_OUT = SEATED | {
    R.SCHEDULING,
    R.WAITLISTED,
    R.POSTPONED,
    R.CANCELLED,
    R.REJECTED,
    R.HANDED_BACK,
    R.WITHDRAWN,
    R.TRAINED,
}
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
    request_action("edit_request", "Ubah isian surat", Lane.HELPDESK, {DESK}, _UNTIL_TRAINED),
    request_action("set_participants", "Isi daftar peserta", Lane.HELPDESK, {DESK, SUBHEAD}, _UNTIL_TRAINED),
    request_action("import_participants", "Ambil peserta dari berkas", Lane.HELPDESK, {DESK, SUBHEAD}, _UNTIL_TRAINED),
    request_action("mark_incomplete", "Tandai perlu dilengkapi", Lane.HELPDESK, {DESK}, {R.REGISTERED}, R.INCOMPLETE),
    request_action("complete_request", "Nyatakan lengkap", Lane.HELPDESK, {DESK}, {R.INCOMPLETE}, R.REGISTERED),
    request_action(
        "forward_to_head",
        "Teruskan ke Kabag",
        Lane.HELPDESK,
        {DESK},
        {R.REGISTERED, R.RETURNED},
        R.WITH_HEAD,
        finishes=2,
        opens=3,
    ),
    request_action(
        "hand_back",
        "Serahkan kembali ke pemohon",
        Lane.HELPDESK,
        {DESK},
        _AT_DESK,
        R.HANDED_BACK,
        reason=True,
    ),
    request_action(
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
    request_action(
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
    request_action(
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
    request_action(
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
    request_action(
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
    request_action(
        "record_sheet",
        "Catat dari lembar",
        Lane.HELPDESK,
        {DESK},
        {R.WITH_HEAD, R.WITH_SUBHEAD},
        paper={DESK},
    ),
    request_action(
        "assign_trainers",
        "Disposisi ke Tim Trainer",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.SCHEDULING, R.SCHEDULED},
        paper={DESK},
    ),
    request_action(
        "schedule_request",
        "Jadwalkan",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD, TRAINER},
        {R.SCHEDULING, R.WAITLISTED, R.POSTPONED, R.CANCELLED},
        R.SCHEDULED,
    ),
    request_action(
        "unschedule_request", "Keluarkan dari jadwal", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED, R.SCHEDULING
    ),
    request_action(
        "reschedule_request",
        "Pindahkan ke kelas lain",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        SEATED,
        R.SCHEDULED,
        reason=True,
    ),
    request_action(
        "waitlist_request",
        "Masukkan daftar tunggu",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.SCHEDULING},
        R.WAITLISTED,
        reason=True,
    ),
    request_action(
        "return_to_queue",
        "Kembalikan ke antrean jadwal",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        {R.WAITLISTED, R.POSTPONED, R.CANCELLED},
        R.SCHEDULING,
    ),
    request_action(
        "postpone_request",
        "Tunda atas permintaan pemohon",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD, DESK},
        SEATED | {R.SCHEDULING, R.WAITLISTED},
        R.POSTPONED,
        reason=True,
    ),
    request_action("record_contact", "Catat penyampaian jadwal", Lane.HELPDESK, {DESK}, SEATED, finishes=6, opens=7),
    request_action("archive_letter", "Arsipkan surat", Lane.HELPDESK, {DESK}, _LIVE, finishes=6, opens=7),
    request_action("record_confirmation", "Catat konfirmasi", Lane.LPSE_USER, {DESK}, SEATED, finishes=7, opens=8),
    request_action(
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
    request_action("substitute_participant", "Ganti peserta", Lane.LPSE_USER, {DESK, TRAINER}, SEATED, reason=True),
    request_action("release_seat", "Lepaskan kursi", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED, reason=True),
    request_action("close_case", "Tutup dan arsipkan berkas", Lane.HELPDESK, {DESK}, {R.TRAINED}, R.ARCHIVED),
    request_action(
        "withdraw_request",
        "Cabut atas permintaan pemohon",
        Lane.LPSE_USER,
        {DESK},
        _UNTIL_TRAINED,
        R.WITHDRAWN,
        reason=True,
    ),
    request_action(
        "void_request",
        "Batalkan catatan agenda",
        Lane.HELPDESK,
        {DESK},
        _UNTIL_TRAINED,
        R.VOIDED,
        reason=True,
        undo=False,
    ),
    request_action(
        "propose_duplicate", "Usulkan sebagai rangkap", Lane.HELPDESK, {DESK}, _BEFORE_SCHEDULE, reason=True
    ),
    request_action(
        "confirm_duplicate",
        "Nyatakan rangkap",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        _BEFORE_SCHEDULE,
        R.DUPLICATE,
    ),
    request_action("link_follow_up", "Kaitkan surat susulan", Lane.HELPDESK, {DESK}, OPEN),
    request_action("pause_clock", "Tangguhkan jam", Lane.HELPDESK, {DESK, SUBHEAD}, OPEN),
    request_action("resume_clock", "Jalankan jam lagi", Lane.HELPDESK, {DESK, SUBHEAD}, OPEN),
    request_action("attach_scan", "Lampirkan pindaian", Lane.HELPDESK, {DESK}, _LIVE),
    request_action("print_sheet", "Cetak lembar disposisi", Lane.HELPDESK, {DESK, ADMIN}, _LIVE, undo=False),
    request_action("receive_sheet", "Terima kembali lembar", Lane.HELPDESK, {DESK}, _LIVE),
    request_action("keep_paper", "Simpan surat tercetak", Lane.HELPDESK, set(Role) - {ADMIN}, _LIVE, undo=False),
    request_action(
        "issue_letter",
        "Terbitkan nomor surat keluar",
        Lane.HELPDESK,
        {DESK, SUBHEAD},
        _LETTERS_GO_OUT,
        undo=False,
    ),
    request_action("send_letter", "Catat surat keluar terkirim", Lane.HELPDESK, {DESK, SUBHEAD}, _LETTERS_GO_OUT),
    request_action(
        "void_letter",
        "Batalkan nomor surat keluar",
        Lane.HELPDESK,
        {DESK, SUBHEAD},
        _LIVE,
        reason=True,
        undo=False,
    ),
)

SESSION_ACTIONS: tuple[Action, ...] = (
    session_action("edit_session", "Ubah kelas", {SUBHEAD, TRAINER}, _PLANNED, reason=False),
    session_action("fix_session", "Tetapkan jadwal", {SUBHEAD}, {S.DRAFT, S.TENTATIVE}, S.FIXED, finishes=5, opens=6),
    session_action("move_session", "Pindahkan kelas", {SUBHEAD}, _PLANNED),
    session_action("postpone_session", "Tunda kelas", {SUBHEAD}, _PLANNED, S.POSTPONED, reason=True),
    session_action("cancel_session", "Batalkan kelas", {SUBHEAD}, _PLANNED, S.CANCELLED, reason=True),
    session_action("tell_people", "Sampaikan jadwal dan catat jawaban", {DESK}, _TEACHING, lane=Lane.HELPDESK),
    session_action(
        "release_unanswered", "Lepaskan kursi yang tidak menjawab", {SUBHEAD}, {S.TENTATIVE} | _TEACHING, reason=True
    ),
    session_action("record_attendance", "Catat kehadiran", {TRAINER, SUBHEAD, DESK}, _TEACHING, lane=Lane.TRAINER_TEAM),
    session_action("record_scores", "Isi nilai tes", {TRAINER, SUBHEAD}, _TEACHING | {S.DONE}, lane=Lane.TRAINER_TEAM),
    session_action(
        "add_walk_in", "Peserta datang langsung", {TRAINER, SUBHEAD, DESK}, _TEACHING, lane=Lane.TRAINER_TEAM
    ),
    session_action(
        "save_report",
        "Simpan laporan training",
        {TRAINER, SUBHEAD},
        _TEACHING | {S.DONE},
        lane=Lane.TRAINER_TEAM,
    ),
    session_action(
        "finish_session",
        "Selesaikan kelas",
        {TRAINER, SUBHEAD},
        _TEACHING,
        S.DONE,
        lane=Lane.TRAINER_TEAM,
        finishes=8,
    ),
    session_action(
        "void_attendance",
        "Batalkan catatan hadir",
        {TRAINER, SUBHEAD, DESK},
        _TEACHING,
        lane=Lane.TRAINER_TEAM,
        reason=True,
    ),
    session_action("substitute_trainer", "Ganti trainer", {SUBHEAD}, {S.TENTATIVE, S.FIXED, S.RUNNING}, reason=True),
    session_action(
        "pause_class", "Hentikan kelas sementara", {TRAINER, SUBHEAD}, _TEACHING, lane=Lane.TRAINER_TEAM
    ),
    session_action("resume_class", "Lanjutkan kelas", {TRAINER, SUBHEAD}, _TEACHING, lane=Lane.TRAINER_TEAM),
    session_action("plan_follow_on", "Jadwalkan kelas lanjutan", {SUBHEAD}, _TEACHING),
    session_action(
        "record_questionnaire",
        "Isi rekap kuesioner",
        {TRAINER, SUBHEAD, DESK},
        _TEACHING | {S.DONE},
        lane=Lane.TRAINER_TEAM,
    ),
    session_action(
        "void_questionnaire",
        "Batalkan lembar kuesioner",
        {TRAINER, SUBHEAD, DESK},
        _TEACHING | {S.DONE},
        lane=Lane.TRAINER_TEAM,
        reason=True,
    ),
    session_action("issue_certificates", "Terbitkan sertifikat", {SUBHEAD, DESK}, {S.DONE}, undo=False),
    session_action("void_certificate", "Batalkan sertifikat", {SUBHEAD}, {S.DONE}, reason=True),
    session_action("keep_session_paper", "Simpan kertas kelas", {TRAINER, SUBHEAD, DESK}, set(S), undo=False),
)

OFFICE_ACTIONS: tuple[Action, ...] = (
    office_action("create_session", "Buat kelas", {SUBHEAD, TRAINER}, lane=Lane.SUBDIVISION_HEAD, undo=True),
    office_action(
        "record_running_session",
        "Isi jadwal yang sudah berjalan",
        {SUBHEAD},
        lane=Lane.SUBDIVISION_HEAD,
        undo=True,
    ),
    office_action("accept_proposal", "Terima usulan jadwal", {SUBHEAD}, lane=Lane.SUBDIVISION_HEAD, undo=True),
    office_action("add_organization", "Tambah instansi", {DESK, SUBHEAD, ADMIN}, undo=True),
    office_action("edit_organization", "Ubah instansi", {DESK, SUBHEAD, ADMIN}, undo=True),
    office_action("save_setting", "Ubah pengaturan", {ADMIN, SUBHEAD}),
    office_action("add_officer", "Tambah petugas", {ADMIN}),
    office_action("edit_officer", "Ubah petugas", {ADMIN}),
    office_action("grant_role", "Beri peran", {ADMIN}),
    office_action("withdraw_role", "Cabut peran", {ADMIN}),
    office_action("reset_pin", "Atur ulang PIN", {ADMIN, SUBHEAD}),
    office_action("change_pin", "Ganti PIN sendiri", set(Role)),
    office_action("add_room", "Tambah ruang", {ADMIN, SUBHEAD}),
    office_action("edit_room", "Ubah ruang", {ADMIN, SUBHEAD}),
    office_action("close_room", "Tutup ruang sementara", {ADMIN, SUBHEAD}, undo=True),
    office_action("add_topic", "Tambah topik", {ADMIN, SUBHEAD}),
    office_action("edit_topic", "Ubah topik", {ADMIN, SUBHEAD}),
    office_action("set_competence", "Atur kompetensi trainer", {ADMIN, SUBHEAD}),
    office_action("add_absence", "Catat trainer tidak di tempat", {ADMIN, SUBHEAD, TRAINER}, undo=True),
    office_action("add_closed_day", "Tambah hari libur", {ADMIN, SUBHEAD}, undo=True),
    office_action("void_closed_day", "Hapus hari libur", {ADMIN, SUBHEAD}, undo=True),
    office_action("add_open_day", "Tambah hari kerja khusus", {ADMIN, SUBHEAD}, undo=True),
    office_action("add_closed_period", "Catat kantor tutup sementara", {ADMIN, SUBHEAD}, undo=True),
    office_action("set_work_hours", "Atur jam kerja", {ADMIN, SUBHEAD}),
    office_action("set_ramadan", "Atur Ramadan", {ADMIN, SUBHEAD}),
    office_action("open_agenda_book", "Buka buku agenda", {ADMIN, SUBHEAD}),
    office_action("close_agenda_book", "Tutup buku agenda", {ADMIN, SUBHEAD}),
    office_action("import_package", "Impor paket arsip", {ADMIN}),
    office_action("disclose", "Buka data pribadi lengkap", {DESK, SUBHEAD, ADMIN}),
    office_action("correct_person", "Koreksi data peserta", {DESK, SUBHEAD}, undo=True),
    office_action("merge_people", "Gabungkan catatan orang", {DESK, SUBHEAD}, undo=True),
    office_action("split_people", "Pisahkan catatan orang", {DESK, SUBHEAD}, undo=True),
    office_action("erase_people", "Hapus data pribadi sesudah retensi", {SUBHEAD, ADMIN}),
)

_ALL = (*REQUEST_ACTIONS, *SESSION_ACTIONS, *SCHEDULE_ACTIONS, *OFFICE_ACTIONS)

ACTIONS: dict[str, Action] = {row.name: row for row in _ALL}
