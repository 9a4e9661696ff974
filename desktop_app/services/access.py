"""Who may sit down: PINs by argon2id, growing delays that survive restarts, one-use PINs (RELIABILITY R18, R19)."""

from __future__ import annotations

import secrets
import time
from datetime import datetime
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update

from db.tables_office import officer as officer_table
from desktop_app.errors import NotAllowed, UserError
from desktop_app.office_time import SystemClock, today
from desktop_app.queries.office import officers
from desktop_app.services.clock_check import behind
from desktop_app.services.faults import shown_to_people
from desktop_app.services.use_case import Actor, Office, Work, use_case

SHORTEST_PIN = 6
LONGEST_SECRET = 128
LONGEST_DELAY = 30
FREE_ATTEMPTS = 3
"""Wrong tries before the first waiting time."""

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
"""64 MiB, three passes: 100 to 500 ms on the office's PC (RELIABILITY R18)."""

COMMON = "common_passwords.txt"
"""The 3,000 passwords people choose most, and every six digits among the 18,000 (ASVS 6.2.4); shipped, never asked."""


def hash_secret(secret: str) -> str:
    """Hash a PIN or password with the standing parameters."""
    return HASHER.hash(secret)


def new_pin() -> str:
    """A random six-digit PIN for one use."""
    while True:
        pin = f"{secrets.randbelow(10**6):06d}"
        if not is_easy(pin):
            return pin


@cache
def _common() -> frozenset[str]:
    return frozenset(resources.files("resources").joinpath(COMMON).read_text("utf-8").split("\n"))


def is_easy(secret: str) -> bool:
    """Whether a guesser would try it among the first: well known, one or two signs, a run of digits."""
    steps = {ord(right) - ord(left) for left, right in pairwise(secret)}
    return secret.casefold() in _common() or len(set(secret)) < 3 or steps in ({1}, {-1})


def check_new_secret(secret: str) -> None:
    """Refuse what is too short, too long or on everyone's tongue; raises :class:`UserError` at ``new_pin``."""
    if len(secret) < SHORTEST_PIN:
        raise UserError(
            f"PIN paling sedikit {SHORTEST_PIN} angka, baru {len(secret)}. Tambah angkanya.", field="new_pin"
        )
    if len(secret) > LONGEST_SECRET:
        raise UserError(f"PIN atau sandi paling panjang {LONGEST_SECRET} huruf.", field="new_pin")
    if is_easy(secret):
        raise UserError("PIN itu terlalu mudah ditebak. Pilih yang lain.", field="new_pin")


def delay_seconds(failed_attempts: int) -> int:
    """Waiting time after so many wrong tries: 0, 0, 0, 1, 2, 4 ... 30 seconds; never for ever."""
    over = failed_attempts - FREE_ATTEMPTS
    return 0 if over < 0 else min(LONGEST_DELAY, 2 ** min(over, 10))


def _matches(stored: str, secret: str) -> bool:
    try:
        return HASHER.verify(stored, secret[: LONGEST_SECRET + 1])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def authenticate(office: Office, handle: str, secret: str) -> Actor:
    """Let an officer in; raises :class:`NotAllowed` with the number of tries or the waiting time left.

    The count of wrong tries lies in the database, so a restart does not forget it; a clock set back or forward does
    not shorten the wait while the program runs, and one set back never makes it longer than one full delay.
    """
    with shown_to_people():
        now = office.clock.now()
        _verified(office, handle, secret, "pin")
        actor = actor_for(office, handle)
        if not actor.roles:
            with office.store.reading() as connection:
                late = behind(connection, now)
            raise NotAllowed(late or "Petugas ini belum punya peran. Minta Administrator memberi peran.")
        return actor


def second_agrees(office: Office, handle: str, secret: str) -> int:
    """A second officer types his PIN for another's act; his id. Wrong ones count and wait as at the login."""
    return _verified(office, handle, secret, "second_pin")


def _verified(office: Office, handle: str, secret: str, field: str) -> int:
    with office.store.reading() as connection:
        row = connection.execute(select(officer_table).where(officer_table.c.handle == handle)).first()
    now = office.clock.now()
    if row is None or not row.active:
        raise NotAllowed("Petugas itu tidak ada atau sudah nonaktif. Pilih nama dari daftar.")
    _wait_over(office, row, now, field)
    if not row.pin_hash or not _matches(row.pin_hash, secret):
        failed = row.failed_attempts + 1
        _count(office, row.id, failed, now)
        wait = delay_seconds(failed)
        _hold(office, row.id, wait)
        tail = (
            f"Tunggu {wait} detik sebelum mencoba lagi."
            if wait
            else f"Sisa {FREE_ATTEMPTS - failed} kali sebelum jeda."
        )
        raise NotAllowed(f"PIN salah. {tail}", field=field)
    if row.failed_attempts:
        _count(office, row.id, 0, None)
    return int(row.id)


_HELD: dict[tuple[Path, int], float] = {}
"""Until when nobody may try, by the clock of this run that cannot be set; only beside the machine's own clock."""


def _hold(office: Office, officer_id: int, seconds: int) -> None:
    if isinstance(office.clock, SystemClock):
        _HELD[(office.store.path, officer_id)] = time.monotonic() + seconds


def _wait_over(office: Office, row: Any, now: datetime, field: str) -> None:
    wait = delay_seconds(row.failed_attempts)
    if not wait or row.last_failed_at is None:
        return
    if row.last_failed_at > now:  # the clock was set back: a full wait from now, not until that day comes again
        _count(office, row.id, row.failed_attempts, now)
        _hold(office, row.id, wait)
    left = wait - (now - row.last_failed_at).total_seconds()
    held = _HELD.get((office.store.path, row.id), 0.0) - time.monotonic()
    if max(left, held) > 0:
        seconds = min(wait, int(max(left, held)) + 1)
        raise NotAllowed(f"Terlalu banyak PIN salah. Coba lagi dalam {seconds} detik.", field=field)


def _count(office: Office, officer_id: int, attempts: int, last: datetime | None) -> None:
    with office.store.writing() as unit:
        unit.connection.execute(
            update(officer_table)
            .where(officer_table.c.id == officer_id)
            .values(failed_attempts=attempts, last_failed_at=last)
        )


def actor_for(office: Office, handle: str) -> Actor:
    """The actor with the roles of today; raises :class:`NotAllowed` when he is unknown or switched off."""
    with office.store.reading() as connection:
        day = today(office.clock.now())
        row = next((o for o in officers(connection, day) if o.handle == handle), None)
    if row is None:
        raise NotAllowed("Petugas itu tidak ada atau sudah nonaktif. Masuk lagi.")
    return Actor(row.id, row.handle, row.full_name, row.roles)


@use_case("change_pin")
def change_pin(work: Work, *, new_pin: str) -> None:
    """Change one's own PIN or password; ends the life of a one-use PIN."""
    check_new_secret(new_pin)
    if work.actor.officer_id is None:
        raise NotAllowed("Hanya petugas yang masuk dapat mengganti PIN-nya.")
    work.unit.update(
        officer_table, work.actor.officer_id, pin_hash=hash_secret(new_pin), pin_must_change=False, failed_attempts=0
    )


def may_act_with_first_pin(action: str) -> bool:
    """With a one-use PIN only changing it is open."""
    return action == "change_pin"
