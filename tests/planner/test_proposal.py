"""Proposals: at once, better as they come, cancelled, with lines locked and requests skipped."""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.errors import UserError
from desktop_app.planner import proposal as proposal_module
from desktop_app.planner.choices import choices_of
from desktop_app.planner.explain import gap_in_words
from desktop_app.planner.greedy import first_plan
from desktop_app.planner.instance import Instance, Request
from desktop_app.planner.proposal import Proposal, propose
from desktop_app.planner.rules import Joining, NewSession, judge
from desktop_app.planner.solve import Progress
from desktop_app.planner.wishes import Wishes
from tests.planner.instances import day, given, verdict


def checked(instance: Instance, found: Proposal) -> Proposal:
    """The proposal, after the independent checker found nothing."""
    assert verdict(instance, found.to_data())["violations"] == []
    return found


def test_the_first_proposal_comes_before_any_child() -> None:
    """No time at all still gives the greedy plan, with its sentences."""
    heard: list[Proposal] = []
    found = checked(given("dev-030-a"), propose(given("dev-030-a"), 0, heard.append))
    assert [one.plan for one in heard] == [found.plan]
    assert found.status == "feasible"
    assert found.bound is None
    assert found.lines


def test_better_plans_come_from_the_child_until_the_best_is_proven() -> None:
    """Each is legal and better than the one before."""
    instance, heard = given("dev-030-c"), list[Proposal]()
    found = checked(instance, propose(instance, 60, heard.append))
    costs = [one.cost for one in heard]
    assert len(costs) > 1
    assert costs == sorted(set(costs), reverse=True)
    assert (found.cost, found.bound, found.status) == (418, 418, "optimal")
    for one in heard:
        checked(instance, one)


def repeated(instance: Instance, times: int) -> Instance:
    """A larger instance with every request several times."""
    requests = tuple(dataclasses.replace(one, id=f"{one.id}-{n}") for n in range(times) for one in instance.requests)
    return dataclasses.replace(instance, requests=requests)


def test_cancelling_ends_within_half_a_second() -> None:
    """The child is killed; what was found stays and keeps every rule."""
    instance, asked = repeated(given("dev-030-a"), 6), list[float]()
    begun = time.monotonic()

    def cancelled() -> bool:
        if time.monotonic() - begun > 1.5 and not asked:
            asked.append(time.monotonic())
        return bool(asked)

    found = propose(instance, 120, cancelled=cancelled)
    assert time.monotonic() - asked[0] < 2.0  # 0.5 s, and what a busy machine adds
    checked(instance, found)


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('nonsense', flush=True)", "print('[1]', flush=True)"])
def test_a_child_that_fails_leaves_the_greedy_plan(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash costs nothing."""

    def child() -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True)

    monkeypatch.setattr(proposal_module, "_child", child)
    assert checked(given("dev-030-a"), propose(given("dev-030-a"), 10)).status == "feasible"


def test_a_child_that_cannot_start_leaves_the_greedy_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """No memory for another process."""

    def child() -> subprocess.Popen[str]:
        raise OSError("no memory")

    monkeypatch.setattr(proposal_module, "_child", child)
    assert checked(given("dev-030-a"), propose(given("dev-030-a"), 10)).status == "feasible"


def test_lies_of_the_child_are_not_believed() -> None:
    """A plan that breaks a rule is dropped, and so is a bound above the cost."""
    from desktop_app.planner.wishes import remainder

    instance = given("dev-030-a")
    known = proposal_module._Known(remainder(instance, Wishes()), lambda better: None)
    before = known.proposal()
    known.hear({"plan": {"sessions": [], "into_existing": [], "unplaced": []}, "bound": before.cost + 1})
    assert known.proposal() == before


def test_a_locked_line_stays_and_the_rest_is_planned_around_it() -> None:
    """A moved line is a line locked elsewhere; a skipped request stays out."""
    instance = given("dev-030-c")
    free = propose(instance, 20)
    session = next(one for one in free.plan.sessions if len(one.requests) > 1)
    others = (session.start + timedelta(days=offset) for offset in range(-12, 13) if offset)
    moved = (dataclasses.replace(session, start=start) for start in others)
    later = next(one for one in moved if legal(instance, one))
    skipped = next(one for one in free.plan.sessions if one is not session).requests[0]
    wishes = Wishes(locked=(later,), skipped=frozenset({skipped}))
    found = checked(instance, propose(instance, 20, wishes=wishes))
    kept = next(one for one in found.plan.sessions if (one.start, one.room) == (later.start, later.room))
    assert set(kept.requests) >= set(later.requests)
    assert skipped in found.plan.unplaced
    assert found.cost >= free.cost
    assert found.status == "optimal"


def legal(instance: Instance, session: NewSession) -> bool:
    """Whether a session may be locked."""
    try:
        propose(instance, 0, wishes=Wishes(locked=(session,)))
    except UserError:
        return False
    return True


def test_requests_locked_into_a_promised_session_take_its_seats() -> None:
    """S02 of dev-030-a has six free seats."""
    instance = given("dev-030-a")
    joined = (Joining("S02", ("P029",)),)
    found = checked(instance, propose(instance, 0, wishes=Wishes(joined=joined)))
    assert any(one.session == "S02" and "P029" in one.requests for one in found.plan.into_existing)


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(skipped=frozenset({"P999"})),
        Wishes(joined=(Joining("S02", ("P029",)),), skipped=frozenset({"P029"})),
        Wishes(joined=(Joining("S99", ("P029",)),)),
        Wishes(locked=(NewSession("ppk-spse", day(5), "ruang-1", "pelatih-3", ("P002", "P009")),)),
    ],
)
def test_a_wish_that_breaks_a_rule_is_refused(wishes: Wishes) -> None:
    """Unknown requests and sessions, a contradiction, a Saturday."""
    with pytest.raises(UserError):
        propose(given("dev-030-a"), 0, wishes=wishes)


@pytest.mark.parametrize("name", ["dev-030-a", "dev-030-c"])
def test_every_line_has_its_sentence(name: str) -> None:
    """Each request stands in exactly one line."""
    instance = given(name)
    lines = propose(instance, 0).lines
    assert sorted(one for line in lines for one in line.requests) == sorted(one.id for one in instance.requests)
    assert any("Sesuai usul" in line.sentence for line in lines)
    assert {line.kind for line in lines} <= {"session", "joining", "unplaced"}


def test_the_gap_is_said_in_words() -> None:
    """Nothing proven, proven best, and a percentage with a comma."""
    assert "Belum terbukti" in gap_in_words(100, None)
    assert "Terbukti terbaik" in gap_in_words(100, 100)
    assert "1,5 %" in gap_in_words(200, 197)


def test_ten_times_the_requests_take_the_first_plan_not_much_more_than_ten_times_as_long() -> None:
    """As a ratio, for seconds depend on the machine."""
    small = given("dev-030-a")
    large = repeated(small, 10)
    assert fastest(large) < 40 * max(fastest(small), 1e-4)


def fastest(instance: Instance) -> float:
    """The shortest of three first plans."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        judge(instance, first_plan(choices_of(instance)))
        taken.append(time.process_time() - begun)
    return min(taken)


def test_the_worker_says_each_plan_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each progress, the last one final."""
    import io
    import json

    from desktop_app.planner import worker
    from desktop_app.planner.reading import instance_to_data

    instance = given("dev-030-a")
    plan = first_plan(choices_of(instance))

    def solved(asked: Instance, seconds: float, say: Any) -> Progress:
        assert (asked, seconds) == (instance, 3.0)
        say(Progress(plan, 1, None))
        return Progress(plan, 1, 1)

    monkeypatch.setattr(worker, "solve", solved)
    monkeypatch.setattr(worker, "threading", SimpleNamespace(Thread=lambda **_: SimpleNamespace(start=lambda: None)))
    target = io.StringIO()
    worker.serve(io.StringIO(json.dumps({"instance": instance_to_data(instance), "seconds": 3}) + "\n"), target)
    first, last = map(json.loads, target.getvalue().splitlines())
    assert first["plan"] is not None
    assert last == {"plan": None, "bound": 1, "final": True}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_verb_answers_when_it_is_stopped(tmp_path: Path) -> None:
    """SIGTERM ends the search, and what is printed keeps every rule."""
    import json

    from desktop_app.planner.reading import instance_to_data

    instance = repeated(given("dev-030-a"), 6)
    file = tmp_path / "rencana.json"
    file.write_text(json.dumps(instance_to_data(instance)), "utf-8")
    command = [sys.executable, "-m", "desktop_app", "plan", "--instance", str(file), "--seconds", "60", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert verdict(instance, json.loads(printed))["violations"] == []


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and one sentence."""
    from desktop_app.commands.run import run

    assert run(["plan", "--instance", str(tmp_path / "tidak-ada.json"), "--json"]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err
    assert run(["plan", "--seconds", "-1"]) == 2


def test_the_verb_prints_lines_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    """The proven gap first, then a line for each session."""
    from desktop_app.commands.run import run
    from tests.planner.instances import DATA

    assert run(["plan", "--instance", str(DATA / "dev-030-c.json"), "--seconds", "0"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Biaya ")
    assert "Kelas baru" in said


def test_a_request_of_a_billion_is_answered() -> None:
    """Costs beyond any sense are still recomputed truly."""
    instance = given("dev-030-a")
    huge = Request("raksasa", day(0), 1_000_000_000, "ppk-spse")
    instance = dataclasses.replace(instance, requests=(*instance.requests, huge))
    found = checked(instance, propose(instance, 6))
    assert "raksasa" in found.plan.unplaced
