#!/usr/bin/env python3
"""One door to every chore of the checkout: `python3 dev.py VERB`, on Debian 12 and Windows alike.

setup                       make .venv from the hash-locked requirements, fetch the system libraries of Qt
run [ARGS...]               the program; with no display and no ARGS, a walk through all steps to build/demo
test [--full] [PYTEST...]   the tests, without a screen; --full adds the slow sweeps
lint                        ruff, ruff format, mypy --strict and the layer contracts
bench [--json FILE]         the measured figures
package                     the installable folder dist/loket-training, then its own self-test

Every verb sets up what is missing first. Needs nothing but the standard library of Python 3.11.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.txt"
STAMP = VENV / "loket-lock.sha256"
WINDOWS = os.name == "nt"
MOST_WORKERS = 4  # more gain little: the longest file is not shared

SYSTEM_LIBRARIES: Mapping[str, str] = {
    # What the Qt wheels load but do not carry (readelf on QtGui, QtDBus, QtNetwork, printing and the xcb
    # platform), and the Debian package each comes from.
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


class Stop(Exception):
    """A chore cannot go on; the text tells the reader what to do."""


def venv_tool(name: str) -> Path:
    """The path of an installed command (or of `python`) inside .venv."""
    return VENV / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def call(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Run a command in the checkout; its exit code, with a signal told the way a shell tells it."""
    sys.stdout.flush()
    code = subprocess.call([str(part) for part in command], cwd=ROOT, env=environment)
    return code if code >= 0 else 128 - code


def require(command: Sequence[str | Path]) -> None:
    """Run a command that must succeed."""
    if code := call(command):
        raise Stop(f"failed with exit code {code}: {shlex.join(str(part) for part in command)}")


def has_display() -> bool:
    """Whether a window can appear here."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def qt_environment(*, offscreen: bool) -> dict[str, str]:
    """The environment for a program that uses Qt; a platform the caller chose is kept."""
    environment = dict(os.environ)
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


# --- setup ------------------------------------------------------------------------------------


def loads(soname: str) -> bool:
    """Whether the dynamic loader finds this library, asked the way Qt will ask."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """The Debian packages this machine still lacks; always none outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    packages = {package for soname, package in SYSTEM_LIBRARIES.items() if not loads(soname)}
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.add(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return sorted(packages)


def install_system_packages() -> None:
    """Install what is missing with apt where that needs no password; else say the exact command."""
    packages = missing_packages()
    if not packages:
        return
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    advice = f"sudo apt-get update && sudo {shlex.join(install)}"
    prefix = root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        raise Stop(f"Qt needs system packages that are not here. Run:\n\n    {advice}\n")
    print(f"setup: installing {' '.join(packages)}", flush=True)
    call([*prefix, "apt-get", "update", "-qq"])
    call([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *install])
    if still := missing_packages():
        raise Stop(f"still missing after apt-get: {' '.join(still)}. Run:\n\n    {advice}\n")


def root_prefix() -> list[str] | None:
    """How to become root without asking: [] when we are, sudo when it asks no password, else None."""
    if not WINDOWS and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def wanted_stamp() -> str:
    """What .venv must have been made from: this lock file, by this minor version of Python."""
    lock = hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{lock} {sys.version_info.major}.{sys.version_info.minor}\n"


def venv_version() -> str | None:
    """`3.11` when .venv holds an interpreter that starts, else None."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([venv_tool("python"), "-c", ask], capture_output=True, text=True)
    except OSError:
        return None
    return answer.stdout.strip() or None


def make_venv() -> None:
    """Make .venv hold exactly the locked packages; a second call finds the stamp and does nothing."""
    wanted = wanted_stamp()
    if STAMP.is_file() and STAMP.read_text() == wanted and venv_tool("python").exists():
        return
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    if venv_version() != ours:
        print(f"setup: making {VENV}", flush=True)
        require([sys.executable, "-m", "venv", "--clear", VENV])
    print("setup: installing the locked packages", flush=True)
    # The lock names every package with its hashes, so nothing is resolved, built or trusted by name.
    pip: list[str | Path] = [venv_tool("python"), "-m", "pip", "--disable-pip-version-check", "install"]
    require([*pip, "-qq", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCK])
    STAMP.write_text(wanted)


def ready() -> None:
    """Bring the checkout to where every other verb can start."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by any Python
        raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    install_system_packages()
    make_venv()


# --- verbs ------------------------------------------------------------------------------------


def setup(arguments: Sequence[str]) -> int:
    """Make .venv and fetch the system libraries."""
    del arguments
    ready()
    print("setup: ready")
    return 0


def run(arguments: Sequence[str]) -> int:
    """Start the program; without a display, walk the eight steps by key presses and keep the pictures."""
    ready()
    shown = has_display()
    chosen = list(arguments) if arguments or shown else ["walk", "-o", "build/demo"]
    return call([venv_tool("python"), "-m", "desktop_app", *chosen], qt_environment(offscreen=not shown))


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen, the whole suite on every core; pytest knows `--full` from tests/conftest.py."""
    ready()
    chosen = any(Path(one.split("::")[0]).exists() for one in arguments) or {"-n", "-s", "--pdb"} & set(arguments)
    # A file stays with one worker: what its tests share is built once.
    spread = [] if chosen else ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "loadfile"]
    return call([venv_tool("python"), "-m", "pytest", *spread, *arguments], qt_environment(offscreen=True))


def lint(arguments: Sequence[str]) -> int:
    """Run every static check, all of them even when one fails."""
    del arguments
    ready()
    checks: list[list[str | Path]] = [
        [venv_tool("ruff"), "check", "--quiet", "."],
        [venv_tool("ruff"), "format", "--check", "--quiet", "."],
        [venv_tool("python"), "-m", "mypy"],
        [venv_tool("lint-imports")],
    ]
    failed = [check for check in checks if call(check)]
    for check in failed:
        print(f"lint: failed: {Path(check[0]).stem} {' '.join(map(str, check[1:]))}", file=sys.stderr)
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    """Measure the figures the program promises."""
    ready()
    return call([venv_tool("python"), "-m", "tests.bench", *arguments], qt_environment(offscreen=True))


def package(arguments: Sequence[str]) -> int:
    """Build dist/loket-training and let the built program check itself."""
    ready()
    build: list[str | Path] = [venv_tool("pyinstaller"), "--noconfirm", "--log-level", "WARN", *arguments]
    build += ["--distpath", ROOT / "dist", "--workpath", ROOT / "build" / "pyinstaller"]
    require([*build, ROOT / "build_installer.spec"])
    built = ROOT / "dist" / "loket-training" / ("loket-training.exe" if WINDOWS else "loket-training")
    print(f"package: {built}; it checks itself now", flush=True)
    return call([built, "selftest"], qt_environment(offscreen=True))


VERBS: Mapping[str, Callable[[Sequence[str]], int]] = {
    verb.__name__: verb for verb in (setup, run, test, lint, bench, package)
}


def main(arguments: Sequence[str]) -> int:
    """Do the verb named first and pass its exit code on."""
    if arguments and arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in VERBS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Stop as reason:
        print(f"dev.py: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
