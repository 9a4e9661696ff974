"""Storage faults by name, so that the layers above need not know the driver's words."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError


class StoreFault(Exception):
    """Base of what the store itself cannot help."""


class StoreBusy(StoreFault):
    """Another process held the write lock longer than the waiting time."""


class StoreFull(StoreFault):
    """The disk is full; the transaction was rolled back."""


class StoreReadOnly(StoreFault):
    """The file or its folder cannot be written."""


class StoreDamaged(StoreFault):
    """A page or the journal is not what was written."""


class StoreIoFault(StoreFault):
    """The operating system reported an input/output error."""


class StoreTooNew(StoreFault):
    """The schema was written by a newer program; nothing was touched."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class StoreInterrupted(StoreFault):
    """A read nobody waits for any more was stopped."""


class GuardRefused(StoreFault):
    """A trigger or constraint refused the change; ``guard`` is its name or message."""

    def __init__(self, guard: str) -> None:
        super().__init__(guard)
        self.guard = guard


_WORDS: tuple[tuple[str, type[StoreFault]], ...] = (
    ("interrupted", StoreInterrupted),
    ("database is locked", StoreBusy),
    ("database table is locked", StoreBusy),
    ("database or disk is full", StoreFull),
    ("attempt to write a readonly", StoreReadOnly),
    ("unable to open database file", StoreIoFault),
    ("disk i/o error", StoreIoFault),
    ("malformed", StoreDamaged),
    ("file is not a database", StoreDamaged),
    ("file is encrypted", StoreDamaged),
)


def translate(error: BaseException) -> StoreFault | None:
    """Return the named fault for a driver error, or ``None`` when it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    text = str(original).lower()
    for words, fault in _WORDS:
        if words in text:
            return fault(text)
    kind = type(original).__name__
    if kind == "IntegrityError":
        return GuardRefused(str(original))
    return None
