"""``init`` and ``demo``: an empty folder becomes an office."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from pathlib import Path

from desktop_app import composition, logs
from desktop_app.commands.answers import answer, tell
from desktop_app.config import Access
from desktop_app.errors import UserError
from desktop_app.services import data_folder, setup
from desktop_app.services.setup import FirstPin

LARGEST_PLAN = 2 * 1024 * 1024


def init(access: Access, given: Namespace) -> int:
    """``init --from FILE.json`` or ``init --example``; a set-up cut short may be run again."""
    if given.example:
        print(setup.example_text().rstrip(), flush=True)
        return 0
    plan = setup.read_plan(_text(given.plan))
    new = None
    if data_folder.has_data(access):
        office = data_folder.open_office(access)
        if setup.is_finished(office, plan):
            office.store.close()
            raise UserError(f"Folder {access.data_dir} sudah berisi kantor. Pilih folder kosong.")
    else:
        new = data_folder.create(access)
        office = new.office
    logs.start(access.data_dir)
    pins = setup.set_up(office, plan)
    # A set-up cut short told nobody its code: the second run tells a new one.
    code = new.recovery_code if new is not None else data_folder.renew_recovery_code(office)
    key_file = new.key_file if new is not None else access.key_file
    composition.close_office(office)
    value = {
        "data_dir": str(access.data_dir),
        "recovery_code": code,
        "protection": new.protection if new is not None else None,
        "key_file": str(key_file) if key_file else None,
        "officers": _officers(pins),
    }
    answer(given.json, value, _lines(access, code, key_file, pins))
    return 0


def demo(access: Access, given: Namespace) -> int:
    """``demo [--requests N] [--seed S]``: invented data in every state, through the services."""
    from desktop_app.demonstration import fill

    begun = time.monotonic()
    new = data_folder.create(access)
    logs.start(access.data_dir)
    told = fill.Told(on_request=_say_request if given.json else None)
    made = fill.fill(new.office, requests=given.requests, seed=given.seed, told=told)
    composition.close_office(new.office)
    seconds = time.monotonic() - begun
    lines = [
        f"Data contoh: {made.requests} permohonan, {made.sessions} kelas, dalam {seconds:.1f} detik.",
        *_lines(access, new.recovery_code, new.key_file, made.pins, first="PIN tetap (data contoh):"),
    ]
    if given.json:
        # Standard output holds one object a request; who signs in is told beside it.
        tell("\n".join(lines))
    else:
        answer(False, None, lines)
    return 0


def _say_request(agenda: str, state: str) -> None:
    print(json.dumps({"agenda": agenda, "state": state}), flush=True)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_PLAN:
            raise UserError("Berkas penyiapan lebih dari 2 MB. Periksa berkasnya.")
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError(f"Berkas penyiapan {file} tidak dapat dibaca. Periksa nama dan isinya.") from None


def _officers(pins: tuple[FirstPin, ...]) -> list[dict[str, object]]:
    return [
        {"handle": one.handle, "full_name": one.full_name, "roles": list(one.roles), "pin": one.pin} for one in pins
    ]


def _lines(
    access: Access, code: str, key_file: Path | None, pins: tuple[FirstPin, ...], *, first: str = "PIN sekali pakai:"
) -> list[str]:
    lines = [f"Kantor siap di {access.data_dir}.", first]
    lines += [f"  {one.handle:<12} {one.pin}   {one.full_name} ({', '.join(one.roles)})" for one in pins]
    lines.append(f"Kode pemulihan, simpan dalam amplop tersegel: {code}")
    if key_file:
        lines.append(f"Berkas kunci: {key_file}. Tanpa berkas ini atau kode pemulihan, data tidak terbuka.")
    return lines
