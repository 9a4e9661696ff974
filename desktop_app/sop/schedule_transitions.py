"""Rows of the workflow about offers, drafts, merged classes and equipment (DOMAIN.md section 8.4)."""

from __future__ import annotations

from desktop_app.sop.action import Action, request_action, session_action
from desktop_app.sop.states import SEATED, Lane, RequestState, Role, SessionState

R, S = RequestState, SessionState
DESK, SUBHEAD, TRAINER = Role.HELPDESK, Role.SUBDIVISION_HEAD, Role.TRAINER

SCHEDULE_ACTIONS: tuple[Action, ...] = (
    request_action("accept_offer", "Terima tawaran kursi", Lane.LPSE_USER, {DESK, SUBHEAD}, SEATED),
    request_action("extend_offer", "Perpanjang tawaran kursi", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED),
    request_action("lapse_offer", "Akhiri tawaran kursi", Lane.SUBDIVISION_HEAD, {SUBHEAD}, SEATED, R.WAITLISTED),
    request_action(
        "cancel_request",
        "Batalkan permohonan oleh kantor",
        Lane.SUBDIVISION_HEAD,
        {SUBHEAD},
        SEATED | {R.SCHEDULING, R.WAITLISTED, R.POSTPONED},
        R.CANCELLED,
        reason=True,
    ),
    session_action("make_tentative", "Jadikan tentatif", {SUBHEAD, TRAINER}, {S.DRAFT}, S.TENTATIVE),
    session_action("offer_seats", "Tawarkan kursi bebas", {SUBHEAD}, {S.TENTATIVE, S.FIXED}),
    session_action(
        "merge_sessions", "Gabungkan ke kelas lain", {SUBHEAD}, {S.TENTATIVE, S.FIXED}, S.CANCELLED, reason=True
    ),
    session_action("run_session_anyway", "Tetap jalankan", {SUBHEAD}, {S.TENTATIVE, S.FIXED}, reason=True),
    session_action(
        "check_equipment",
        "Periksa perlengkapan",
        {TRAINER, SUBHEAD, DESK},
        {S.DRAFT, S.TENTATIVE, S.FIXED, S.RUNNING},
        lane=Lane.TRAINER_TEAM,
    ),
)
"""``lapse_offer`` puts the request back into line with its first date of receipt; nothing lapses by itself."""
