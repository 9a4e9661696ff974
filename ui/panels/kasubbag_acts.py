"""Acts of the Kasubbag that need no pane of their own: pool into a class, the clash's remedy, the waiting list."""

from __future__ import annotations

from desktop_app.queries.calendar_page import Solution
from desktop_app.queries.queue_rows import PoolRow, QueueRow
from desktop_app.services import scheduling, sessions
from ui.desk import Desk
from ui.panels.reason_line import ReasonLine


def fill_class(desk: Desk, pool: PoolRow | None) -> None:
    """Masukkan n: the oldest individuals into the class with room, one act each; a refusal ends the row."""
    if pool is None or pool.session_id is None:
        return
    people = list(pool.request_ids[: pool.fitting])
    topic, days, total, target = pool.topic.short_name, pool.session_days, len(people), pool.session_id

    def following(_: object = None) -> None:
        if not people:
            return
        request_id = people.pop(0)
        said = None if people else f"{total} perseorangan {topic} masuk kelas {days}"
        desk.dispatcher.run(scheduling.schedule_request, done=following, said=said, request=request_id, session=target)

    following()


def solve_clash(desk: Desk, solution: Solution) -> None:
    """Another trainer for one of the classes."""
    desk.dispatcher.run(
        sessions.edit_session,
        said=f"{solution.label}: selesai",
        session=solution.session_id,
        trainers=solution.trainers,
    )


def waitlist(desk: Desk, chosen: QueueRow, line: ReasonLine) -> None:
    """D: onto the waiting list with a reason, or back from it into the queue."""
    if desk.may("return_to_queue", chosen.state).ok:
        said = f"{chosen.sender} kembali ke antrean jadwal"
        desk.dispatcher.run(scheduling.return_to_queue, said=said, request=chosen.request_id)
    elif desk.may("waitlist_request", chosen.state).ok:
        said = f"{chosen.sender} masuk daftar tunggu"

        def put(reason: str) -> None:
            desk.dispatcher.run(scheduling.waitlist_request, said=said, reason=reason, request=chosen.request_id)

        line.ask(f"Alasan {chosen.sender} menunggu", "Masukkan daftar tunggu", put)
