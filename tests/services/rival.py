"""A second desk as a process of its own, started by the tests of races and of sudden ends."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop_app.config import Access  # noqa: E402
from desktop_app.errors import RuleRefusal  # noqa: E402
from desktop_app.office_time import Clock, SystemClock  # noqa: E402
from desktop_app.services import access, data_folder, intake, outgoing, scheduling  # noqa: E402
from desktop_app.services.use_case import Act, Actor, Office  # noqa: E402


def register(office: Office, actor: Actor, key: str, number: int) -> str:
    """One letter; its agenda key."""
    made = intake.register_letter(
        office,
        Act(actor=actor, key=key),
        sender=f"Dinas Umpama {number}",
        topics=("SIRUP",),
        participant_count=1,
        letter_date=date(2026, 11, 20),
        letter_number=str(number),
        contact_name="Andi Umpama",
        contact_phone="081200000001",
    )
    return made.value.agenda


def issue(office: Office, actor: Actor, key: str, case: int) -> str:
    """One outgoing letter; its running number."""
    made = outgoing.issue_letter(office, Act(actor=actor, key=key, reason="lomba"), request=case, kind="undangan")
    return made.value.number.split("/")[1]


def main() -> None:
    """``rival.py DATA KEY letters N COUNT``, ``... outgoing N CASE COUNT``, ``... mother N``,
    ``... seats N SESSION:CASE,CASE ...``.
    """
    data, key_file, what, number = sys.argv[1:5]
    if what == "mother":
        mother(Access(Path(data), Path(key_file)))
        return
    clock: Clock = SystemClock()
    office = data_folder.open_office(Access(Path(data), Path(key_file)), clock, busy_ms=60_000)
    actor = access.actor_for(office, "nurul" if what == "seats" else "wulan")
    print("ready", flush=True)
    sys.stdin.readline()
    if what == "letters":
        for one in range(int(sys.argv[5])):
            print(register(office, actor, f"{number}-{one}", one).split("/")[0])
    elif what == "outgoing":
        for one in range(int(sys.argv[6])):
            print(issue(office, actor, f"keluar-{number}-{one}", int(sys.argv[5])))
    else:
        for word in sys.argv[5:]:
            session, cases = word.split(":")
            case = int(cases.split(",")[int(number)])
            try:
                scheduling.schedule_request(
                    office, Act(actor=actor, reason="lomba"), request=case, session=int(session)
                )
                print("won")
            except RuleRefusal:
                print("full")
    office.store.close()


def mother(here: Access) -> None:
    """For every line read: a child that saves until it is killed; the libraries are loaded only once."""
    print("ready", flush=True)
    for run in sys.stdin:
        gate, opened = os.pipe()
        child = os.fork()
        if child == 0:
            os.read(gate, 1)
            office = data_folder.open_office(here)
            actor = access.actor_for(office, "wulan")
            for one in range(10**6):
                os.write(1, f"{register(office, actor, f'{run.strip()}-{one}', one)}\n".encode())
        print(f"child {child}", flush=True)
        os.write(opened, b"x")
        os.waitpid(child, 0)
        os.close(gate)
        os.close(opened)
        print("dead", flush=True)


if __name__ == "__main__":
    main()
