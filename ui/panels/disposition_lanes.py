"""What differs between the dispositions of the Kabag and of the Kasubbag: receivers, ways out, words."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services import dispositions
from desktop_app.services.use_case import UseCase
from desktop_app.sop.states import Lane


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of the form; ``said`` is the toast, with the sender put in."""

    action: str
    use_case: UseCase
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class LaneForm:
    """What differs between the two officials."""

    lane: Lane
    prefix: str
    forwarded: str
    receiver: str
    approve: Way
    back: Way
    reject: Way | None = None


HEAD = LaneForm(
    Lane.DIVISION_HEAD,
    "kabag",
    "SUBDIVISION_HEAD",
    "Kasubbag LPSE",
    Way(
        "approve_by_head",
        dispositions.approve_by_head,
        "Setujui, teruskan ke Kasubbag",
        "{sender} diteruskan ke Kasubbag LPSE",
    ),
    Way("return_by_head", dispositions.return_by_head, "Kembalikan ke Helpdesk", "{sender} dikembalikan ke Helpdesk"),
    Way("reject_by_head", dispositions.reject_by_head, "Tolak permohonan", "Permohonan {sender} ditolak"),
)
SUBHEAD = LaneForm(
    Lane.SUBDIVISION_HEAD,
    "kasubbag",
    "TRAINER_TEAM",
    "Tim Trainer",
    Way(
        "dispose_by_subhead",
        dispositions.dispose_by_subhead,
        "Disposisi, masuk antrean jadwal",
        "{sender} masuk antrean jadwal",
    ),
    Way("return_by_subhead", dispositions.return_by_subhead, "Kembalikan ke Kabag", "{sender} dikembalikan ke Kabag"),
)
