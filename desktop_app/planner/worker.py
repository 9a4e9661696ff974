"""The child process that searches (``--plan-worker``): one JSON line in, lines of progress out (PLANNER.md).

Cancelling is killing: the parent has every better plan already. The child ends by itself when its parent is gone,
for then its standard input ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from typing import IO, Any

from desktop_app.planner.plan_json import plan_to_data
from desktop_app.planner.reading import instance_from_program
from desktop_app.planner.rules import Plan
from desktop_app.planner.solve import Progress, solve


def serve(source: IO[str], target: IO[str]) -> None:
    """Search for the plan of the one instance asked about; a plan is written once, later lines say ``null``."""
    asked = json.loads(source.readline())
    threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()
    shown: list[Plan] = []

    def say(progress: Progress, *, final: bool = False) -> None:
        new = not shown or shown[-1] is not progress.plan
        shown[:] = [progress.plan]
        line: dict[str, Any] = {"plan": plan_to_data(progress.plan) if new else None, "bound": progress.bound}
        target.write(json.dumps({**line, "final": final}) + "\n")
        target.flush()

    say(solve(instance_from_program(asked["instance"]), float(asked["seconds"]), say), final=True)


def _end_with_parent(source: IO[str]) -> None:
    with contextlib.suppress(OSError, ValueError):
        source.read()
    os._exit(0)


def main() -> int:
    """Entry point of the child; what HiGHS prints goes to standard error."""
    target = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin, target)
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
