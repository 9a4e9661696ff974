"""The rules of the house, one sentence each, held against every module and proved to bite.

A rule that is in the way is argued about in docs/decisions.md, not worked around.
"""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("desktop_app", "ui", "db")
NOT_OURS = {".git", ".venv", "build", "dist", "node_modules", "__pycache__"}
LONGEST_MODULE = 400

KNOW_EVERY_LAYER = ("desktop_app.composition", "desktop_app.__main__")
MAY_WRITE = ("desktop_app.services",)
MAY_TURN_THE_EVENT_LOOP = ("ui.walk", "ui.tour", "ui.selftest")  # they play the person at the keyboard
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
PURE_LIBRARY = {
    *("__future__", "abc", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "heapq", "itertools", "math", "operator", "re", "string", "types", "typing"),
    *("unicodedata",),
}
CLOCKS = {"now", "today", "utcnow"}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
EVENT_LOOP_CALLS = {"processEvents", "qWait", "sleep", "msleep", "usleep", "waitForFinished", "waitForDone"}


@dataclass(frozen=True)
class Module:
    """One source file, read once."""

    name: str
    source: str
    path: str = ""
    is_package: bool = False

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.source)

    def within(self, *packages: str) -> bool:
        """Whether it is one of these packages or lies in one."""
        return any(self.name == package or self.name.startswith(package + ".") for package in packages)

    def imports(self) -> Iterator[tuple[int, str]]:
        """(line, absolute name) of every import, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        base = parts[: len(parts) - node.level + (1 if self.is_package else 0)]
        return ".".join([*base, *([node.module] if node.module else [])])

    def calls(self) -> Iterator[tuple[int, str, bool]]:
        """(line, last name, whether it is reached through a dot) of every call."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, True
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, False


Finder = Callable[[Module], Iterator[str]]


@dataclass(frozen=True)
class Rule:
    """Where a sentence holds, what breaks it, and a sample that must be caught."""

    find: Finder
    sample: Module
    within: tuple[str, ...] = PACKAGES
    but: tuple[str, ...] = ()

    def offences(self, modules: list[Module]) -> list[str]:
        """Everything that breaks the sentence, with file and line."""
        chosen = [m for m in modules if m.within(*self.within) and not (self.but and m.within(*self.but))]
        return [f"{module.path or module.name}:{found}" for module in chosen for found in self.find(module)]


def importing(*forbidden: str) -> Finder:
    """Find imports of these packages."""

    def find(module: Module) -> Iterator[str]:
        for line, name in module.imports():
            if Module(name, "").within(*forbidden):
                yield f"{line} imports {name}"

    return find


def importing_beyond(*allowed: str) -> Finder:
    """Find imports of anything else than these packages."""

    def find(module: Module) -> Iterator[str]:
        for line, name in module.imports():
            if not Module(name, "").within(*allowed):
                yield f"{line} imports {name}"

    return find


def calling(methods: set[str], functions: set[str]) -> Finder:
    """Find calls by their last name: methods behind a dot, functions without one."""

    def find(module: Module) -> Iterator[str]:
        for line, name, dotted in module.calls():
            if name in (methods if dotted else functions):
                yield f"{line} calls {name}()"

    return find


def deleting_by_cascade(module: Module) -> Iterator[str]:
    """Find foreign keys that say what to do on delete."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.keyword) and node.arg == "ondelete":
            yield f"{node.value.lineno} sets ondelete"


def saying_nothing(module: Module) -> Iterator[str]:
    """Find names under which anything can be put."""
    for part in NAMES_THAT_SAY_NOTHING.intersection(module.name.split(".")):
        yield f"1 is called {part!r}"


def undescribed(module: Module) -> Iterator[str]:
    """Find public modules without a docstring."""
    private = any(part.startswith("_") and not part.startswith("__") for part in module.name.split("."))
    if not private and not ast.get_docstring(module.tree):
        yield "1 has no docstring"


RULES = {
    "the windows never import the storage layer": Rule(
        importing("db", "sqlalchemy", "alembic", "sqlcipher3", "psycopg"),
        Module("ui.panel", "from db import store"),
        within=("ui",),
    ),
    "the program without windows never imports a window or Qt": Rule(
        importing("ui", "PySide6", "shiboken6"),
        Module("desktop_app.services.intake", "def f():\n    from ui.app import start"),
        within=("desktop_app",),
        but=KNOW_EVERY_LAYER,
    ),
    "the storage layer imports nothing of ours": Rule(
        importing("desktop_app", "ui", "resources", "tests", "PySide6"),
        Module("db.store", "from desktop_app.sop import quota"),
        within=("db",),
    ),
    "the procedure imports only itself and the pure part of the standard library": Rule(
        importing_beyond("desktop_app.sop", *PURE_LIBRARY),
        Module("desktop_app.sop.quota", "import os"),
        within=("desktop_app.sop",),
    ),
    "the procedure asks no clock and touches no file": Rule(
        calling(CLOCKS, IMPURE_CALLS),
        Module("desktop_app.sop.quota", "from datetime import datetime\nx = datetime.now()"),
        within=("desktop_app.sop",),
    ),
    "papers are made from rows, never from a session or a service": Rule(
        importing("db", "sqlalchemy", "desktop_app.services", "desktop_app.queries"),
        Module("desktop_app.documents.letter", "from .. import services"),
        within=("desktop_app.documents",),
    ),
    "queries read: they know no service": Rule(
        importing("desktop_app.services", "db.unit_of_work"),
        Module("desktop_app.queries.agenda", "from desktop_app.services import intake"),
        within=("desktop_app.queries",),
    ),
    "only services open a writing unit of work": Rule(
        calling({"writing"}, {"UnitOfWork"}),
        Module("desktop_app.queries.agenda", "with store.writing() as unit:\n    pass"),
        within=("desktop_app", "ui"),
        but=MAY_WRITE,
    ),
    "python's own sqlite3 is never used, for it carries the fault of the reset log": Rule(
        importing("sqlite3"), Module("db.engine", "import sqlite3")
    ),
    "nothing is deleted by cascade: an office archives": Rule(
        deleting_by_cascade,
        Module("db.tables", "ForeignKey('a.id', ondelete='CASCADE')"),
        within=("db",),
    ),
    "the windows never turn the event loop by hand nor wait in it": Rule(
        calling(EVENT_LOOP_CALLS, {"sleep"}),
        Module("ui.panel", "QApplication.processEvents()"),
        within=("ui",),
        but=MAY_TURN_THE_EVENT_LOOP,
    ),
    "no module has a name that says nothing": Rule(
        saying_nothing, Module("desktop_app.utils.text", ""), within=(*PACKAGES, "tests")
    ),
    "every public module says what it is": Rule(undescribed, Module("db.x", "x = 1")),
}


def our_files() -> Iterator[Path]:
    """Every file of the checkout that is ours."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        yield from (Path(folder, name) for name in files)


def read_module(path: Path) -> Module:
    """A source file with the name it is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    relative = path.relative_to(ROOT).as_posix()
    return Module(name, path.read_text(encoding="utf-8"), relative, is_package)


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    """Every Python module of the checkout."""
    return [read_module(path) for path in sorted(our_files()) if path.suffix == ".py"]


@pytest.mark.parametrize("sentence", RULES)
def test_holds(sentence: str, modules: list[Module]) -> None:
    """The sentence is true of every module it speaks of."""
    assert RULES[sentence].offences(modules) == []


@pytest.mark.parametrize("sentence", RULES)
def test_bites(sentence: str) -> None:
    """A module that breaks the sentence is caught, so the rule is not empty."""
    assert RULES[sentence].offences([RULES[sentence].sample])


def test_every_rule_has_modules_to_speak_of(modules: list[Module]) -> None:
    """A renamed folder would otherwise let a rule fall asleep."""
    asleep = {where for rule in RULES.values() for where in rule.within if not any_within(modules, where)}
    assert asleep == set()


def any_within(modules: list[Module], package: str) -> bool:
    """Whether a package has a module here."""
    return any(module.within(package) for module in modules)


def test_no_module_is_longer_than_it_can_be_read(modules: list[Module]) -> None:
    """A longer one is named with its reason in docs/decisions.md."""
    decisions = ROOT / "docs" / "decisions.md"
    argued = decisions.read_text(encoding="utf-8") if decisions.exists() else ""
    lengths = {module.path: module.source.count("\n") for module in modules}
    long = [f"{path}: {lines}" for path, lines in lengths.items() if lines > LONGEST_MODULE and path not in argued]
    assert not long, "\n".join(long)


def test_the_program_never_leans_on_what_is_only_for_development(modules: list[Module]) -> None:
    """An import the installed program lacks would fail at the clerk's desk, not here."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    only_here = {requirement_name(line) for line in declared["optional-dependencies"]["dev"]}
    rule = Rule(importing(*only_here, "tests"), Module("ui.x", "import pytest"))
    assert rule.offences([rule.sample])
    assert rule.offences(modules) == []


def requirement_name(line: str) -> str:
    """`name` of `name[extra]>=1`, as it is imported."""
    found = re.match(r"[\w-]+", line)
    assert found, line
    return found.group().replace("-", "_").lower()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_locked_with_hashes(lock: str) -> None:
    """What setup installs is exactly what was tested."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["server"]]
    if lock == "requirements-dev.txt":
        wanted += declared["optional-dependencies"]["dev"]
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    missing = {requirement_name(line) for line in wanted} - {requirement_name(entry) for entry in entries}
    assert missing == set()


def test_every_locked_work_has_its_licence_named() -> None:
    """Shipping a library means saying under which licence."""
    notices = re.sub(r"[_-]", "_", (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8").lower())
    locked = re.findall(r"^[a-z0-9-]+(?===)", (ROOT / "requirements-dev.txt").read_text(encoding="utf-8"), re.M)
    assert len(locked) > 50
    unnamed = {name for name in locked if not re.search(rf"\b{requirement_name(name)}\b", notices)}
    assert unnamed == set()


def test_no_package_registry_is_named_in_the_tree() -> None:
    """Where packages come from is the machine's business; the hosts are spelt in parts for that reason."""
    hosts: list[tuple[str, ...]] = [("pypi", "org"), ("pythonhosted", "org"), ("crates", "io")]
    hosts += [("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"), ("anaconda", "org")]
    hosts += [("deb", "debian", "org"), ("proxy", "golang", "org")]
    named = "|".join(re.escape(".".join(host)) for host in hosts)
    address = re.compile(rf"(?:{named})|--(?:extra-)?index-url|https?://[^\s\"')]*/simple\b".encode(), re.I)
    assert address.search(b"see https://" + ".".join(hosts[0]).encode())
    found = {path.relative_to(ROOT).as_posix() for path in our_files() if address.search(path.read_bytes())}
    assert found == set()
