"""The operating system's keyring, used only where it is real, and never waited for without end.

"Real" is a backend that library ``keyring`` itself recommends (priority 1 or more): Windows Credential
Manager, macOS Keychain, Secret Service, KWallet.  The fail and null backends (priority 0 and -1) and
plain-text files of keyrings.alt (below 1) never count.  Every call runs on a daemon thread with a time
limit, because a Secret Service without a session bus, or one that asks to be unlocked, may never answer.
"""

from __future__ import annotations

import base64
import binascii
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

SERVICE = "loket-training"
_LOOKING_SECONDS = 3.0
_ASKING_SECONDS = 20.0
"""Long enough to type the keyring's own password into the system's dialog."""

_T = TypeVar("_T")


def store_secret(account: str, secret: bytes) -> bool:
    """Keep *secret* under *account*; True only when it could be read back the same."""
    backend = _limited(_real_backend, _LOOKING_SECONDS)
    if backend is None:
        return False
    text = base64.b64encode(secret).decode("ascii")

    def store() -> bool:
        backend.set_password(SERVICE, account, text)
        return bool(backend.get_password(SERVICE, account) == text)

    return _limited(store, _ASKING_SECONDS) is True


def fetch_secret(account: str) -> bytes | None:
    """The secret under *account*; None when there is none or the keyring does not answer."""
    backend = _limited(_real_backend, _LOOKING_SECONDS)
    if backend is None:
        return None
    text = _limited(lambda: backend.get_password(SERVICE, account), _ASKING_SECONDS)
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None


def _real_backend() -> Any | None:
    chosen_by_hand = "PYTHON_KEYRING_BACKEND" in os.environ
    if not chosen_by_hand and not _may_have_one():
        return None
    import keyring

    backend: Any = keyring.get_keyring()
    members: list[Any] = list(getattr(backend, "backends", [])) or [backend]
    real = [member for member in members if float(member.priority) >= 1]
    return max(real, key=lambda member: float(member.priority), default=None)


def _may_have_one() -> bool:
    """False on a Linux without a session bus, where asking could only wait (or start a bus of its own)."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(runtime) and (Path(str(runtime)) / "bus").exists()


def _limited(work: Callable[[], _T], seconds: float) -> _T | None:
    """Result of *work*, or None when it fails or is not done in *seconds* (the thread is then abandoned)."""
    results: list[_T] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception:  # any fault of a foreign keyring means: no keyring
            return

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None
