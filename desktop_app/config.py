"""Where the data lies and how it is opened: the environment's words in one place (ARCHITECTURE.md section 6)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APPLICATION = "loket-training"


@dataclass(frozen=True, slots=True)
class Access:
    """The data folder and what opens it; ``key_file`` and ``passphrase`` only when given."""

    data_dir: Path
    key_file: Path | None = None
    passphrase: str | None = None
    pin: str | None = None


def default_data_dir() -> Path:
    """The platform's folder for application data."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / APPLICATION
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APPLICATION
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / APPLICATION


def access_from_environment(data_dir: Path | None = None) -> Access:
    """Read LOKET_DATA_DIR, LOKET_KEY_FILE, LOKET_PASSPHRASE and LOKET_PIN; ``data_dir`` given beats the first."""
    folder = data_dir or Path(os.environ.get("LOKET_DATA_DIR") or default_data_dir())
    key_file = os.environ.get("LOKET_KEY_FILE")
    return Access(
        folder.expanduser().absolute(),
        Path(key_file).expanduser().absolute() if key_file else None,
        os.environ.get("LOKET_PASSPHRASE") or None,
        os.environ.get("LOKET_PIN") or None,
    )


def has_data(access: Access) -> bool:
    """True when somebody's data or keys lie in the folder; needs no storage library."""
    return any((access.data_dir / name).exists() for name in ("loket.db", "keys.json", "keys.copy.json"))
