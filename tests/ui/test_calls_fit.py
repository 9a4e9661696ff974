"""Every act a page starts is given the fields its use case has: ``**fields`` hides that from the type checker."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from desktop_app.commands import catalogue
from ui.dispatcher import Dispatcher

ROOT = Path(__file__).resolve().parents[2]
OF_THE_RUN = set(inspect.signature(Dispatcher.run).parameters) - {"self", "use_case", "fields"}
STARTERS = {"run", "act", "save"}
OF_THE_PAGE = {"channel", "form"}


def acts() -> dict[str, tuple[set[str], set[str]]]:
    """Fields and needed fields of each use case, by ``module.function``."""
    found = {}
    for use_case in catalogue.use_cases().values():
        function = inspect.unwrap(use_case)
        fields = [
            one for one in inspect.signature(function).parameters.values() if one.kind is inspect.Parameter.KEYWORD_ONLY
        ]
        needed = {one.name for one in fields if one.default is inspect.Parameter.empty}
        found[f"{function.__module__.rsplit('.', 1)[1]}.{function.__name__}"] = ({one.name for one in fields}, needed)
    return found


def started() -> Iterator[tuple[str, int, str, ast.Call]]:
    """Calls in ``ui`` that hand a use case on."""
    for file in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for given in node.args:
                    if isinstance(given, ast.Attribute) and isinstance(given.value, ast.Name):
                        yield str(file.relative_to(ROOT)), node.lineno, f"{given.value.id}.{given.attr}", node


def test_no_page_leaves_out_or_invents_a_field() -> None:
    """The form "Tidak di tempat" gave its reason to the envelope and never to the act."""
    known, wrong, seen = acts(), [], 0
    for file, line, name, call in started():
        if name not in known or any(one.arg is None for one in call.keywords):
            continue
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in STARTERS:
            continue  # a table of acts or a partial: the rest of the fields is given where it is started
        seen += 1
        fields, needed = known[name]
        given = {one.arg for one in call.keywords if one.arg is not None}
        strange = given - fields - OF_THE_RUN - OF_THE_PAGE
        missing = needed - given - {"request", "session"}  # some pages add what is open
        if strange or missing:
            wrong.append(f"{file}:{line} {name}: unknown {sorted(strange)}, missing {sorted(missing)}")
    assert seen > 40, "the pages start their acts in another way now: this test sees nothing"
    assert not wrong, "\n".join(wrong)
