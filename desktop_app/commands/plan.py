"""``plan [--instance F.json] [--seconds N] [--json]``: a schedule proposal (PLANNER.md); nothing is saved."""

from __future__ import annotations

import signal
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.answers import answer
from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.planner.explain import gap_in_words
from desktop_app.planner.proposal import Proposal, propose
from desktop_app.planner.reading import instance_from_text

if TYPE_CHECKING:
    from desktop_app.planner.instance import Instance

LARGEST_INSTANCE = 50 * 1024 * 1024


def plan(access: Access, given: Namespace) -> int:
    """Print the proposal; Ctrl+C or SIGTERM ends the search early with the best plan so far."""
    instance = _from_file(given.instance) if given.instance else _from_office(access)
    with _stopped_by_signal() as stopped:
        proposal = propose(instance, given.seconds, cancelled=stopped.is_set)
    answer(given.json, proposal.to_data(), _lines(proposal))
    return 0


def _from_file(file: Path) -> Instance:
    try:
        if file.stat().st_size > LARGEST_INSTANCE:
            raise UserError("Berkas rencana lebih dari 50 MB. Periksa berkasnya.")
        return instance_from_text(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UserError(f"Berkas rencana {file} tidak dapat dibaca. Periksa nama dan isinya.") from None


def _from_office(access: Access) -> Instance:
    from desktop_app import composition
    from desktop_app.office_time import today
    from desktop_app.planner.from_office import instance_of_office

    with composition.opened(access) as office, office.store.reading() as connection:
        return instance_of_office(connection, today(office.clock.now()))


@contextmanager
def _stopped_by_signal() -> Iterator[threading.Event]:
    stopped = threading.Event()
    names = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {name: signal.signal(name, lambda *_: stopped.set()) for name in names}
    try:
        yield stopped
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _lines(proposal: Proposal) -> list[str]:
    lines = [f"Biaya {proposal.cost:g}. {gap_in_words(proposal.cost, proposal.bound)}"]
    names = {"session": "Kelas baru", "joining": "Kelas tetap", "unplaced": "Belum terjadwal"}
    for line in proposal.lines:
        who = "" if line.kind == "unplaced" else f" ({', '.join(line.requests)})"
        lines.append(f"{names[line.kind]} {line.key}{who}: {line.sentence}")
    return lines
