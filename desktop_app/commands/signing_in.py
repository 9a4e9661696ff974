"""Who acts on the command line: an officer with his PIN from LOKET_PIN, or "baris perintah"."""

from __future__ import annotations

from desktop_app.composition import command_line_actor
from desktop_app.config import Access
from desktop_app.errors import NotAllowed
from desktop_app.office_time import today
from desktop_app.queries.office import officers
from desktop_app.services.access import authenticate, may_act_with_first_pin
from desktop_app.services.use_case import Actor, Office


def officer(office: Office, access: Access, handle: str, action: str) -> Actor:
    """The officer after his PIN was checked; with a one-use PIN only changing it is open."""
    if not access.pin:
        raise NotAllowed("PIN belum diberikan. Isi LOKET_PIN dengan PIN petugas itu.")
    actor = authenticate(office, handle, access.pin)
    if not may_act_with_first_pin(action) and _must_change(office, handle):
        raise NotAllowed("PIN ini sekali pakai. Ganti dahulu dengan tindakan change_pin, lalu ulangi.")
    return actor


def reader(office: Office, access: Access, handle: str | None) -> Actor:
    """Who reads: the officer named, or whoever holds the key."""
    return command_line_actor() if handle is None else officer(office, access, handle, "read")


def _must_change(office: Office, handle: str) -> bool:
    with office.store.reading() as connection:
        rows = officers(connection, today(office.clock.now()))
    return any(one.pin_must_change for one in rows if one.handle == handle)
