"""From arguments to an exit code: finds the verb, and lets no error out but as one Indonesian sentence."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable

from desktop_app.commands.answers import tell
from desktop_app.commands.arguments import LATER, build
from desktop_app.config import Access, access_from_environment
from desktop_app.errors import LoketError, UserError

Verb = Callable[[Access, Namespace], int]


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code of ARCHITECTURE.md section 6."""
    access = access_from_environment()
    try:
        given = _parsed(arguments)
        given.json = getattr(given, "json", False)
        access = access_from_environment(getattr(given, "data_dir", None))
        return _verb(given.verb)(access, given)
    except LoketError as error:
        tell(error.sentence)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        tell("Dihentikan.")
        return 1
    except Exception:
        return _our_bug(access)


def _parsed(arguments: list[str]) -> Namespace:
    parser = build()
    given, strange = parser.parse_known_args(arguments)
    if strange and given.verb not in LATER:
        parser.error(f"isian ini tidak dikenal: {' '.join(strange)}")
    return given


def _our_bug(access: Access) -> int:
    from desktop_app import logs

    where = logs.start(access.data_dir)
    logging.getLogger("loket").exception("unexpected error")
    tail = f" Rinciannya ada di {where}." if where else ""
    tell(f"Ada kesalahan program; yang belum tersimpan tidak disimpan.{tail}")
    return 1


_FAMILIES: dict[str | None, tuple[str, str]] = {
    None: ("showing", "window"),
    "tour": ("showing", "tour"),
    "walk": ("showing", "walk"),
    "version": ("checking", "version"),
    "selftest": ("checking", "selftest"),
    "init": ("beginning", "init"),
    "demo": ("beginning", "demo"),
    "act": ("acting", "act"),
    "plan": ("plan", "plan"),
    "actions": ("telling", "actions"),
    "matrix": ("telling", "matrix"),
    "list": ("reading", "list_rows"),
    "show": ("reading", "show"),
    "paper": ("printing", "paper"),
    "import": ("importing", "import_people"),
    "form": ("importing", "form"),
    "export": ("printing", "export"),
    "archive": ("archiving", "archive"),
    "archive-verify": ("archiving", "archive_verify"),
    "archive-import": ("archiving", "archive_import"),
    "backup": ("keeping", "backup"),
    "restore": ("keeping", "restore"),
    "verify": ("keeping", "verify"),
    "anchor": ("keeping", "anchor"),
    "recover": ("keeping", "recover"),
}
"""Module and function of each verb; only the one asked for is loaded."""


def _verb(name: str | None) -> Verb:
    if name in LATER:
        raise UserError(f"“{name}” belum tersedia pada versi ini.")
    module, function = _FAMILIES[name]
    verb: Verb = getattr(importlib.import_module(f"desktop_app.commands.{module}"), function)
    return verb
