"""One recorded step against one durable append of a 12 KiB page run."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from argon2 import PasswordHasher

from desktop_app.config import Access
from desktop_app.services import access, data_folder, endings, intake, setup
from desktop_app.services.use_case import Act
from tests.bench.pairing import Figure, paired

APPEND = os.urandom(12 * 1024)


def step_commit(runs: int) -> Figure:
    """A clock paused and resumed (two recorded acts) against two fdatasyncs of 12 KiB."""
    with tempfile.TemporaryDirectory() as folder:
        access.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        office = data_folder.create(Access(Path(folder) / "data", Path(folder) / "key")).office
        setup.accept_pins(office, setup.set_up(office, setup.read_plan(setup.example_text())))
        clerk = access.actor_for(office, "wulan")
        case = intake.register_letter(
            office,
            Act(actor=clerk),
            sender="Kecamatan Contoh",
            topics=("SPSE_PPK",),
            participant_count=2,
            letter_date=date(2026, 1, 5),
            letter_number="1/CONTOH/2026",
            contact_name="Narahubung Contoh",
            contact_phone="081200000000",
        ).value.request

        def ours() -> None:
            endings.pause_clock(office, Act(actor=clerk), request=case, cause="system_down")
            endings.resume_clock(office, Act(actor=clerk), request=case)

        with (Path(folder) / "append").open("ab", buffering=0) as log:

            def floor() -> None:
                for _ in range(2):
                    log.write(APPEND)
                    os.fdatasync(log.fileno())

            figure = paired(
                "step_commit",
                ours,
                floor,
                goal=1.5,
                words="one fdatasync of a 12 KiB append",
                runs=runs,
                cpu=False,
            )
        office.store.close()
    return figure
