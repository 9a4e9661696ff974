"""The command line run inside the test process, with its streams and exit code caught."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop_app.__main__ import main
from desktop_app.config import Access


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """Its one JSON value."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """A shell with the environment of one data folder."""

    access: Access
    capture: pytest.CaptureFixture[str]
    environment: pytest.MonkeyPatch

    def __call__(self, *words: str, pin: str | None = None) -> Told:
        """Run one command line."""
        if pin is None:
            self.environment.delenv("LOKET_PIN", raising=False)
        else:
            self.environment.setenv("LOKET_PIN", pin)
        self.capture.readouterr()
        code = main(["--data-dir", str(self.access.data_dir), *words])
        out, err = self.capture.readouterr()
        assert "Traceback" not in err + out
        return Told(code, out, err)

    def json(self, *words: str, pin: str | None = None) -> Any:
        """Run a command that must work, with ``--json``; its value."""
        told = self(*words, "--json", pin=pin)
        assert (told.code, told.err) == (0, ""), told
        return told.value

    def act(
        self, who: str, action: str, on: str | None = None, *, key: str | None = None, pin: str = "246813", **data: Any
    ) -> Told:
        """One act with ``--json``."""
        words = ["act", "--as", who, "--action", action, "--key", key or str(uuid4()), "--data", json.dumps(data)]
        return self(*words, *(["--on", on] if on else []), "--json", pin=pin)

    def refused(self, code: int, *words: str, pin: str | None = None) -> str:
        """Run a command that must be refused with ``code``; its one sentence."""
        told = self(*words, pin=pin)
        assert told.code == code, told
        assert told.out == "" and told.err.count("\n") == 1, told
        return told.err.strip()


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A shell over an empty folder."""
    key = tmp_path / "key"
    monkeypatch.setenv("LOKET_KEY_FILE", str(key))
    monkeypatch.delenv("LOKET_DATA_DIR", raising=False)
    monkeypatch.delenv("LOKET_PASSPHRASE", raising=False)
    return Terminal(Access(tmp_path / "data", key), capsys, monkeypatch)


@pytest.fixture
def shell(ready_copy: Access, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A shell over the ready office."""
    monkeypatch.setenv("LOKET_KEY_FILE", str(ready_copy.key_file))
    monkeypatch.delenv("LOKET_PASSPHRASE", raising=False)
    return Terminal(ready_copy, capsys, monkeypatch)


@pytest.fixture
def demo(
    demo_folder: Access, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """A shell over a copy of the demonstration."""
    import shutil

    shutil.copytree(demo_folder.data_dir, tmp_path / "demo")
    monkeypatch.setenv("LOKET_KEY_FILE", str(demo_folder.key_file))
    return Terminal(Access(tmp_path / "demo", demo_folder.key_file), capsys, monkeypatch)
