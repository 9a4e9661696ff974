"""Backups while the window is open: every half hour when something was saved, and on a marked stick when it appears.

The red bar stands while work of more than a day is in no verified backup (RELIABILITY.md section 0.8, fault 5).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStorageInfo, Qt, QTimer, Signal

from desktop_app.background import Background
from desktop_app.errors import LoketError
from desktop_app.services import backup_rounds
from desktop_app.services.backup_rounds import Cover
from desktop_app.services.use_case import Office

if TYPE_CHECKING:
    from ui.widgets.banner import Banner

LOG = logging.getLogger("loket")
LOOK_MS = 15_000
ALARM = "Pekerjaan lebih dari sehari belum ada cadangannya. Pasang tempat cadangan, lalu tekan Cadangkan."


def mounted_roots() -> tuple[Path, ...]:
    """Roots of every volume that is mounted and writable now."""
    return tuple(
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly()
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look found."""

    cover: Cover
    sticks: tuple[Path, ...]
    due: bool
    alarming: bool


class BackupKeeper(QObject):
    """``covered(cover)`` when what is known of backups changed; ``said(words)`` when a stick was served.

    ``roots`` gives the mounted volumes; a test hands over folders of its own.
    """

    covered = Signal(object)
    said = Signal(str)
    _answered = Signal(object, object)

    def __init__(
        self,
        office: Office,
        background: Background,
        banner: Banner,
        *,
        roots: Callable[[], tuple[Path, ...]] = mounted_roots,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._background, self._banner, self._roots = office, background, banner, roots
        self._served: frozenset[Path] = frozenset()
        self._working, self._alarmed = False, False
        self.cover: Cover | None = None
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._banner.action.connect(self._on_banner)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """No more looks; what is running ends by itself."""
        self._timer.stop()

    # --- looking ----------------------------------------------------------------------------------

    def look(self) -> None:
        """Read what backups there are and which sticks are in, beside the window."""
        self._run(self._see, self._on_sight)

    def _see(self) -> Sight:
        now = self._office.clock.now()
        cover = backup_rounds.cover(self._office)
        due = cover.due(now, backup_rounds.interval(self._office))
        return Sight(cover, backup_rounds.sticks(self._office, self._roots()), due, cover.alarming(now))

    def _on_sight(self, sight: Sight) -> None:
        self._know(sight.cover)
        self._alarm(sight.alarming)
        new = [root for root in sight.sticks if root not in self._served]
        self._served &= frozenset(sight.sticks)
        if new:
            self._serve(new[0])
        elif sight.due:
            self.make_round()

    def _know(self, cover: Cover) -> None:
        if cover != self.cover:
            self.cover = cover
            self.covered.emit(cover)

    def _alarm(self, alarming: bool) -> None:
        if alarming:
            self._banner.show_message(ALARM, "danger", "Cadangkan")
        elif self._alarmed:
            self._banner.clear()
        self._alarmed = alarming

    def _on_banner(self) -> None:
        if self._alarmed:
            self.make_round()

    # --- making -----------------------------------------------------------------------------------

    def make_round(self) -> None:
        """A verified backup in every place of the office."""
        self._run(lambda: backup_rounds.make_round(self._office), self._on_round)

    def _on_round(self, done: backup_rounds.Round) -> None:
        for sentence in done.failures:
            LOG.error("backup failed: %s", sentence)
        if done.made:
            self.look()
        elif done.failures:
            self._banner.show_message(f"Cadangan gagal. {done.failures[0]}", "danger", "Cadangkan")
            self._alarmed = True

    def _serve(self, root: Path) -> None:
        """Once for each time a stick is plugged in."""

        def done(_: Any) -> None:
            self._served |= {root}
            self.said.emit(f"Cadangan ke stik {root.name or root} selesai dan lulus uji. Stik boleh dilepas.")
            self.look()

        self._run(lambda: backup_rounds.back_up_to_stick(self._office, root), done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """One piece of work at a time; a look that comes meanwhile is left out, the next one is soon."""
        if self._working:
            return
        self._working = True

        def run() -> None:
            try:
                self._answered.emit(done, work())
            except Exception as error:
                self._answered.emit(done, error)

        self._background.read(run)

    def _take(self, done: Callable[[Any], None], answer: object) -> None:
        self._working = False
        if isinstance(answer, LoketError):
            self.said.emit(answer.sentence)
        elif isinstance(answer, BaseException):
            LOG.error("backup keeper", exc_info=answer)
        elif self._timer.isActive():
            done(answer)
