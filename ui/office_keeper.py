"""Keeps an eye on the office while the window is open: backups, sticks, disk room, the clock, the whole file.

A backup is made every half hour when something was saved, and on a marked stick when it appears. The bar stands while
work of more than a day is in no verified backup, the disk is nearly full or the clock is wrong (RELIABILITY.md 0.8,
faults 3, 5, 6). A file whose pages are not what was written is told at once: nobody may write into it (fault 10).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QStorageInfo, Qt, QTimer, Signal

from desktop_app.background import Background
from desktop_app.errors import Damaged, LoketError
from desktop_app.services import backup_rounds, daily_check, office_conditions, run_mark, scan_texts
from desktop_app.services.backup_rounds import Cover
from desktop_app.services.data_folder import Checked
from desktop_app.services.office_conditions import Condition
from desktop_app.services.run_mark import SuddenEnd
from desktop_app.services.use_case import Office

if TYPE_CHECKING:
    from ui.widgets.banner import Banner

LOG = logging.getLogger("loket")
LOOK_MS = 15_000
MOST_TOLD = 2
BACK_UP = "Cadangkan"
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
    conditions: tuple[Condition, ...]
    check_due: bool
    unread: bool


class OfficeKeeper(QObject):
    """``covered(cover)``: what is known of backups changed; ``said(words)``; ``damaged(error)``: nobody may write.

    ``roots`` gives the mounted volumes; a test hands over folders of its own.
    """

    covered = Signal(object)
    said = Signal(str)
    damaged = Signal(object)
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
        self._working, self._stopped = False, False
        self._shown, self._failure, self._findings, self._ending = "", "", "", ""
        self._read_up_to = 0
        self.cover: Cover | None = None
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._banner.action.connect(self._on_banner)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Check the file, then look from now on."""
        self._timer.start()
        self._run(self._begin, self._on_begun)

    def tell(self) -> None:
        """Only say what backups there are; a tour or a test makes none."""
        self._run(lambda: backup_rounds.cover(self._office), self._know)

    def stop(self) -> None:
        """The window closes well: no more looks, no mark for the next start."""
        self._stopped = True
        if self._timer.isActive():
            self._timer.stop()
            run_mark.end(self._office.store.data_dir)

    def _begin(self) -> tuple[SuddenEnd | None, Checked | None]:
        """Every start looks at the pages; after a sudden end everything is checked."""
        left = run_mark.begin(self._office)
        if left is not None:
            return left, daily_check.check(self._office)
        daily_check.check_pages(self._office)
        return None, None

    def _on_begun(self, begun: tuple[SuddenEnd | None, Checked | None]) -> None:
        left, found = begun
        if found is not None:
            self._on_checked(found)
        if left is not None:
            self._ending = left.sentence
        self.look()

    # --- looking ----------------------------------------------------------------------------------

    def look(self) -> None:
        """Read what backups there are and which sticks are in, beside the window."""
        self._run(self._see, self._on_sight)

    def _see(self) -> Sight:
        now = self._office.clock.now()
        cover = backup_rounds.cover(self._office)
        return Sight(
            cover,
            backup_rounds.sticks(self._office, self._roots()),
            not self._office.store.read_only and cover.due(now, backup_rounds.interval(self._office)),
            not self._office.store.read_only and cover.alarming(now),
            office_conditions.conditions(self._office),
            daily_check.is_due(self._office),
            not self._office.store.read_only and self._has_unread(),
        )

    def _has_unread(self) -> bool:
        with self._office.store.reading() as connection:
            return scan_texts.has_unread(connection, self._read_up_to)

    def _on_sight(self, sight: Sight) -> None:
        self._know(sight.cover)
        self._warn(sight)
        new = [root for root in sight.sticks if root not in self._served]
        self._served &= frozenset(sight.sticks)
        if new:
            self._serve(new[0])
        elif sight.due:
            self.make_round()
        elif sight.check_due:
            self._run(lambda: daily_check.check(self._office), self._on_checked)
        elif sight.unread:
            self._read_scans()

    def _read_scans(self) -> None:
        """What nobody read yet, a few at a look: the search then finds it too."""
        after = self._read_up_to
        self._run(lambda: scan_texts.read_few(self._office, after, stopped=lambda: self._stopped), self._on_scans_read)

    def _on_scans_read(self, last: int) -> None:
        self._read_up_to = last

    def _on_checked(self, found: Checked) -> None:
        self._findings = ""
        if found.problems:
            first = "; ".join(found.problems[:MOST_TOLD])
            self._findings = f"Pemeriksaan harian: {first}. Lihat Pengaturan, Cadangan."

    def _know(self, cover: Cover) -> None:
        if cover != self.cover:
            self.cover = cover
            self.covered.emit(cover)

    def _warn(self, sight: Sight) -> None:
        """The weightiest thing stands in the bar until it is over; another's message is not touched."""
        if sight.cover.complete:
            self._failure = ""
        words = self._failure or (ALARM if sight.alarming else "")
        if words:
            self._show(words, "danger", BACK_UP)
        elif self._findings:
            self._show(self._findings, "warn", "")
        elif sight.conditions:
            self._show(sight.conditions[0].sentence, sight.conditions[0].tone, "")
        elif self._ending:
            self._banner.show_message(self._ending, "warn", closable=True)
            self._shown, self._ending = "", ""
        elif self._shown and self._banner.words() == self._shown:
            self._banner.clear()
            self._shown = ""

    def _show(self, words: str, tone: Literal["warn", "danger"], action: str) -> None:
        self._shown = words
        self._banner.show_message(words, tone, action)

    def _on_banner(self) -> None:
        if self._banner.words() in (ALARM, self._failure):
            self.make_round()

    # --- making -----------------------------------------------------------------------------------

    def make_round(self) -> None:
        """A verified backup in every place of the office."""
        self._run(lambda: backup_rounds.make_round(self._office), self._on_round)

    def _on_round(self, done: backup_rounds.Round) -> None:
        for sentence in done.failures:
            LOG.error("backup failed: %s", sentence)
        self._failure = f"Cadangan gagal. {done.failures[0]}" if not done.made and done.failures else ""
        if self._failure:
            self._show(self._failure, "danger", BACK_UP)
        else:
            self.look()

    def _serve(self, root: Path) -> None:
        """Once for each time a stick is plugged in."""

        def done(_: Any) -> None:
            self._served |= {root}
            self.said.emit(f"Cadangan ke stik {root.name or root} selesai dan lulus uji. Stik boleh dilepas.")
            self.look()

        self._run(lambda: backup_rounds.back_up_to_stick(self._office, root), done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """One piece of work at a time; a look that comes meanwhile is left out, the next one is soon."""
        if self._working or self._stopped:
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
        if self._stopped:
            return
        if isinstance(answer, Damaged):
            self.damaged.emit(answer)
        elif isinstance(answer, LoketError):
            self.said.emit(answer.sentence)
        elif isinstance(answer, BaseException):
            LOG.error("backup keeper", exc_info=answer)
        else:
            done(answer)
