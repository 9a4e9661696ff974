"""A desk under faults, as a process with the shim preloaded; the tests of this folder talk to it line by line.

One line in: ``MODE AT FOLDER KEY RUN TRACE HOW``; HOW is ``save``, ``careless`` (synchronous=NORMAL) or ``open``.
Lines out: ``told N/Y`` for each letter that was acknowledged, ``error SENTENCE`` when a save was refused and
``retried N/Y`` when the same save then succeeded, ``count C``; ``dead`` when the child is gone, by itself or killed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from db import engine  # noqa: E402
from desktop_app.config import Access  # noqa: E402
from desktop_app.errors import LoketError  # noqa: E402
from desktop_app.services import access, data_folder  # noqa: E402
from desktop_app.services.use_case import Actor, Office  # noqa: E402
from tests.services.rival import register  # noqa: E402

LETTERS = 3
SHIM = ctypes.CDLL(None)


def say(words: str) -> None:
    """Past every buffer: what is said before a kill must arrive."""
    os.write(1, f"{words}\n".encode())


def careless() -> None:
    """What the blogs recommend: the test must lose letters with it."""
    careful = engine.connect

    def connect(*given: object, **named: object) -> object:
        raw = careful(*given, **named)  # type: ignore[arg-type]
        raw.execute("PRAGMA synchronous = NORMAL")
        return raw

    engine.connect = connect


def session(here: Access, run: str, how: str) -> None:
    """Open (and bring up to date), save three letters, close; a refused save is tried once more after the fault."""
    try:
        office = data_folder.open_office(here)
    except LoketError as refusal:
        say(f"error {refusal.sentence}")
        SHIM.loket_disarm()
        office = data_folder.open_office(here)
    if how == "open":
        data_folder.close(office)
        return
    actor = access.actor_for(office, "wulan")
    for one in range(LETTERS):
        save(office, actor, f"{run}-{one}", one)
    try:
        data_folder.close(office)
    except LoketError as refusal:
        say(f"error {refusal.sentence}")


def save(office: Office, actor: Actor, key: str, number: int) -> None:
    """One letter."""
    try:
        words = register(office, actor, key, number)
        SHIM.loket_told(words.encode())
        say(f"told {words}")
    except LoketError as refusal:
        SHIM.loket_disarm()
        say(f"error {refusal.sentence}")
        say(f"retried {register(office, actor, key, number)}")


def main() -> None:
    """For every line read a child of its own; the libraries are loaded only once."""
    say("ready")
    for line in sys.stdin:
        mode, at, folder, key, run, trace, how = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            if how == "careless":
                careless()
            SHIM.loket_arm(folder.encode(), int(mode), ctypes.c_long(int(at)), trace.encode())
            try:
                session(Access(Path(folder), Path(key)), run, how)
                SHIM.loket_disarm.restype = ctypes.c_long
                say(f"count {SHIM.loket_disarm()}")
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
