"""Roles, lanes and states by their names (DOMAIN.md sections 7.2 and 8.4), with the words a clerk reads."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    """A column of the SOP's flowchart: whose act a step is."""

    LPSE_USER = "LPSE_USER"
    HELPDESK = "HELPDESK"
    DIVISION_HEAD = "DIVISION_HEAD"
    SUBDIVISION_HEAD = "SUBDIVISION_HEAD"
    TRAINER_TEAM = "TRAINER_TEAM"


class Role(StrEnum):
    """What an officer may be in the program; an officer may have several."""

    HELPDESK = "HELPDESK"
    DIVISION_HEAD = "DIVISION_HEAD"
    SUBDIVISION_HEAD = "SUBDIVISION_HEAD"
    TRAINER = "TRAINER"
    ADMINISTRATOR = "ADMINISTRATOR"


class RequestState(StrEnum):
    """Where a request stands."""

    REGISTERED = "REGISTERED"
    INCOMPLETE = "INCOMPLETE"
    RETURNED = "RETURNED"
    WITH_HEAD = "WITH_HEAD"
    WITH_SUBHEAD = "WITH_SUBHEAD"
    SCHEDULING = "SCHEDULING"
    SCHEDULED = "SCHEDULED"
    NOTIFIED = "NOTIFIED"
    CONFIRMED = "CONFIRMED"
    TRAINED = "TRAINED"
    ARCHIVED = "ARCHIVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    DUPLICATE = "DUPLICATE"
    WAITLISTED = "WAITLISTED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"
    HANDED_BACK = "HANDED_BACK"
    VOIDED = "VOIDED"


class SessionState(StrEnum):
    """Where a training session stands."""

    DRAFT = "DRAFT"
    TENTATIVE = "TENTATIVE"
    FIXED = "FIXED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


ENDED = frozenset(
    {
        RequestState.ARCHIVED,
        RequestState.REJECTED,
        RequestState.WITHDRAWN,
        RequestState.DUPLICATE,
        RequestState.HANDED_BACK,
        RequestState.VOIDED,
    }
)
"""States in which no step is open any more."""

OPEN = frozenset(RequestState) - ENDED

SEATED = frozenset({RequestState.SCHEDULED, RequestState.NOTIFIED, RequestState.CONFIRMED})
"""States in which the participants hold seats of a session still to come."""

REQUEST_STATE_LABELS: dict[RequestState, str] = {
    RequestState.REGISTERED: "Tercatat",
    RequestState.INCOMPLETE: "Perlu dilengkapi",
    RequestState.RETURNED: "Dikembalikan ke Helpdesk",
    RequestState.WITH_HEAD: "Di Kabag",
    RequestState.WITH_SUBHEAD: "Di Kasubbag",
    RequestState.SCHEDULING: "Menunggu jadwal",
    RequestState.SCHEDULED: "Terjadwal",
    RequestState.NOTIFIED: "Jadwal disampaikan",
    RequestState.CONFIRMED: "Dikonfirmasi",
    RequestState.TRAINED: "Sudah training",
    RequestState.ARCHIVED: "Diarsipkan",
    RequestState.REJECTED: "Ditolak",
    RequestState.WITHDRAWN: "Dicabut pemohon",
    RequestState.DUPLICATE: "Rangkap",
    RequestState.WAITLISTED: "Daftar tunggu",
    RequestState.POSTPONED: "Ditunda",
    RequestState.CANCELLED: "Dibatalkan",
    RequestState.HANDED_BACK: "Diserahkan kembali",
    RequestState.VOIDED: "Batal catat",
}

SESSION_STATE_LABELS: dict[SessionState, str] = {
    SessionState.DRAFT: "Konsep",
    SessionState.TENTATIVE: "Tentatif",
    SessionState.FIXED: "Tetap",
    SessionState.RUNNING: "Berlangsung",
    SessionState.DONE: "Selesai",
    SessionState.POSTPONED: "Ditunda",
    SessionState.CANCELLED: "Dibatalkan",
}

ROLE_LABELS: dict[Role, str] = {
    Role.HELPDESK: "Helpdesk LPSE",
    Role.DIVISION_HEAD: "Kepala Bagian PBJ",
    Role.SUBDIVISION_HEAD: "Kasubbag LPSE",
    Role.TRAINER: "Tim Trainer",
    Role.ADMINISTRATOR: "Administrator",
}

LANE_LABELS: dict[Lane, str] = {
    Lane.LPSE_USER: "Pengguna LPSE",
    Lane.HELPDESK: "Helpdesk LPSE",
    Lane.DIVISION_HEAD: "Kepala Bagian PBJ",
    Lane.SUBDIVISION_HEAD: "Kasubbag LPSE",
    Lane.TRAINER_TEAM: "Tim Trainer",
}

LANE_OF_STATE: dict[RequestState, Lane] = {
    RequestState.REGISTERED: Lane.HELPDESK,
    RequestState.INCOMPLETE: Lane.HELPDESK,
    RequestState.RETURNED: Lane.HELPDESK,
    RequestState.WITH_HEAD: Lane.DIVISION_HEAD,
    RequestState.WITH_SUBHEAD: Lane.SUBDIVISION_HEAD,
    RequestState.SCHEDULING: Lane.SUBDIVISION_HEAD,
    RequestState.WAITLISTED: Lane.SUBDIVISION_HEAD,
    RequestState.POSTPONED: Lane.SUBDIVISION_HEAD,
    RequestState.CANCELLED: Lane.SUBDIVISION_HEAD,
    RequestState.SCHEDULED: Lane.HELPDESK,
    RequestState.NOTIFIED: Lane.HELPDESK,
    RequestState.CONFIRMED: Lane.TRAINER_TEAM,
    RequestState.TRAINED: Lane.HELPDESK,
}
"""Which lane has to act next; ended states have none."""

LANE_OF_ROLE: dict[Role, Lane] = {
    Role.HELPDESK: Lane.HELPDESK,
    Role.DIVISION_HEAD: Lane.DIVISION_HEAD,
    Role.SUBDIVISION_HEAD: Lane.SUBDIVISION_HEAD,
    Role.TRAINER: Lane.TRAINER_TEAM,
}
