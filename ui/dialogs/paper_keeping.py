"""What left for paper is kept: the same bytes under their hash in the case or class, a batch in each of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.papers import BatchPart, PaperBytes
from desktop_app.services import files
from ui.desk import Desk


class PaperKeeper:
    """``keep(paper)`` after it was printed or written to a file; ``failed`` tells what could not be kept."""

    def __init__(self, desk: Desk, failed: Callable[[Exception], None]) -> None:
        self._desk, self._failed = desk, failed
        self._noted: set[str] = set()

    def keep(self, paper: PaperBytes) -> None:
        """Store the bytes and note them."""

        def stored(sha256: str) -> None:
            if sha256 in self._noted:
                return
            self._noted.add(sha256)
            for part in paper.parts or (_whole(paper),):
                self._note(part, sha256)

        self._desk.dispatcher.aside(
            lambda: files.store_paper(self._desk.office, paper.data), stored, failed=self._failed
        )

    def _note(self, part: BatchPart, sha256: str) -> None:
        facts: dict[str, Any] = {
            "kind": part.kind,
            "title": part.title,
            "sha256": sha256,
            "pages": part.pages,
            "number": part.number or None,
        }
        run = self._desk.dispatcher.run
        if part.request_id is not None:
            run(files.keep_paper, failed=self._failed, request=part.request_id, **facts)
        elif part.session_id is not None:
            run(files.keep_session_paper, failed=self._failed, session=part.session_id, **facts)


def _whole(paper: PaperBytes) -> BatchPart:
    return BatchPart(
        kind=paper.kind,
        title=paper.title,
        number=paper.number,
        request_id=paper.request_id,
        session_id=paper.session_id,
        pages=paper.pages,
    )
