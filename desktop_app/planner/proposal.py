"""``propose``: the greedy plan at once, better ones as they come from the child process, never an error.

Every plan handed over was judged here, in this process, whatever the child says; when the child dies, does not start
or is killed, the best plan so far stays (PLANNER.md, "Goals").
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.planner.choices import choices_of
from desktop_app.planner.explain import Line, explain
from desktop_app.planner.greedy import first_plan
from desktop_app.planner.instance import Instance
from desktop_app.planner.plan_json import plan_from_data, plan_to_data
from desktop_app.planner.proof import SLACK, VERB, is_optimal
from desktop_app.planner.reading import instance_to_data
from desktop_app.planner.rules import Plan, judge
from desktop_app.planner.wishes import Remainder, Wishes, remainder

STARTING_SECONDS = 0.4
"""What starting and ending the child takes from the time it is given."""

GRACE_SECONDS = 0.3
ASKING_SECONDS = 0.05
"""How often ``cancelled`` is asked."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that keeps every rule, its cost, how good it is proven to be, and a sentence for each line."""

    plan: Plan
    cost: float
    bound: float | None
    status: str
    lines: tuple[Line, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The solution JSON of PLANNER.md, with ``explanations``."""
        found = {"cost": self.cost, "bound": self.bound, "status": self.status}
        return {**plan_to_data(self.plan), **found, "explanations": [line.to_data() for line in self.lines]}


OnBetter = Callable[[Proposal], None]
Cancelled = Callable[[], bool]


def propose(
    instance: Instance,
    seconds: float = 60,
    on_better: OnBetter | None = None,
    cancelled: Cancelled | None = None,
    wishes: Wishes | None = None,
) -> Proposal:
    """The best proposal known after ``seconds``, when cancelled, or when it is proven best.

    ``on_better`` hears of the greedy plan at once and of each better one (without sentences, which are made last).
    Raises :class:`UserError` only for a locked line that breaks a rule.
    """
    begun = time.monotonic()
    known = _Known(remainder(instance, wishes or Wishes()), on_better or (lambda better: None))
    left = seconds - (time.monotonic() - begun)
    if left > STARTING_SECONDS:
        _search(known, left, cancelled or (lambda: False))
    best = known.proposal()
    return Proposal(best.plan, best.cost, best.bound, best.status, explain(instance, best.plan))


class _Known:
    """The best plan so far, judged on the whole instance."""

    def __init__(self, left: Remainder, on_better: OnBetter) -> None:
        self._left, self._on_better = left, on_better
        plan = first_plan(choices_of(left.instance))
        self._plan = left.complete(plan)
        self._cost = judge(left.whole, self._plan).cost
        self._offset = self._cost - judge(left.instance, plan).cost
        self._bound: float | None = None
        on_better(self.proposal())

    @property
    def instance(self) -> Instance:
        """What the child has to plan."""
        return self._left.instance

    def proposal(self) -> Proposal:
        """It as a proposal, without sentences."""
        status = "optimal" if is_optimal(self._cost, self._bound) else "feasible"
        return Proposal(self._plan, self._cost, self._bound, status)

    def hear(self, said: dict[str, Any]) -> None:
        """Take over what the child says, if it is true."""
        better = False
        if said.get("plan") is not None:
            plan = self._left.complete(plan_from_data(said["plan"]))
            verdict = judge(self._left.whole, plan)
            if not verdict.violations and verdict.cost < self._cost - SLACK:
                self._plan, self._cost, better = plan, verdict.cost, True
        bound = said.get("bound")
        if bound is not None and bound + self._offset <= self._cost + SLACK * max(1.0, abs(self._cost)):
            self._bound = min(self._cost, bound + self._offset)
        elif better or bound is not None:
            self._bound = None
        if better:
            self._on_better(self.proposal())


def _search(known: _Known, seconds: float, cancelled: Cancelled) -> None:
    """Let the child search; a fault of the child ends the search, not the proposal."""
    deadline = time.monotonic() + seconds
    try:
        process = _child()
    except OSError:
        return
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    asked = json.dumps({"instance": instance_to_data(known.instance), "seconds": seconds - STARTING_SECONDS})
    talk = threading.Thread(target=_talk, args=(process, asked, lines), daemon=True)
    talk.start()
    try:
        while not cancelled() and time.monotonic() < deadline + GRACE_SECONDS:
            with contextlib.suppress(queue.Empty):
                said = _parsed(lines.get(timeout=ASKING_SECONDS))
                if said is None:
                    break
                known.hear(said)
                if said.get("final"):
                    break
    finally:
        process.kill()
        process.wait()
        talk.join()
        _close(process)


def _talk(process: subprocess.Popen[str], asked: str, lines: queue.SimpleQueue[str]) -> None:
    """Ask the child and collect what it says, until it ends; an empty line marks the end."""
    assert process.stdin is not None and process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(asked + "\n")
        process.stdin.flush()
        for line in process.stdout:
            lines.put(line)
    lines.put("")


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _close(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()


def _child() -> subprocess.Popen[str]:
    """The frozen program calls itself with a hidden verb; from the sources it is a module. No secrets go along."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, VERB] if frozen else [sys.executable, "-m", "desktop_app.planner.worker"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    if not frozen:
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=kept,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
