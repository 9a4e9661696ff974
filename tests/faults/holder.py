"""A process that takes the write lock of the data file and keeps it: ``holder.py FILE KEY SECONDS`` (key as hex)."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from db.engine import connect


def main() -> None:
    """Say "held" with the lock in the hand, let go after so many seconds or when the other side closes our input."""
    path, key, seconds = sys.argv[1:4]
    raw = connect(Path(path), bytes.fromhex(key))
    sys.stdin.readline()
    raw.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    time.sleep(float(seconds))
    raw.execute("ROLLBACK")
    print("gone", flush=True)


if __name__ == "__main__":
    main()
