"""The three kinds of error: the user's, the environment's, and (everything else) ours.

A :class:`UserError` carries one Indonesian sentence that says what happened and what to do; a screen shows it beside
the field it names. An :class:`EnvironmentFault` is nobody's mistake: a full disk, a damaged file, a busy database.
Each class knows the exit code of the command line (ARCHITECTURE.md section 6).
"""

from __future__ import annotations

from desktop_app.sop.text_input import shown


class LoketError(Exception):
    """Any error whose text may be shown to a clerk as it stands.

    ``field`` names the input the sentence belongs to (an identifier of the form, or ``None`` for the whole form).
    """

    exit_code = 1

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        self.sentence = shown(sentence)
        super().__init__(self.sentence)
        self.field = field


class UserError(LoketError):
    """Bad input or an act that a rule refuses; nothing was saved and what was typed stays."""

    exit_code = 2


class RuleRefusal(UserError):
    """A rule of the office refuses the act in this state (wrong step, full class, voided letter)."""


class NeedsReason(UserError):
    """The act is unusual; it is done as soon as a reason is given with it."""


class NotAllowed(LoketError):
    """The officer's roles do not allow the act, or the PIN was wrong."""

    exit_code = 3


class EnvironmentFault(LoketError):
    """The machine, not the person: nothing was saved, the sentence says what to do."""


class Damaged(EnvironmentFault):
    """The database, its journal or an attachment is not what was written."""

    exit_code = 4


class Busy(EnvironmentFault):
    """Another process held the write lock for longer than the waiting time."""

    exit_code = 5


class DataNewerThanProgram(EnvironmentFault):
    """The data folder was written by a newer version of the program."""

    exit_code = 6


class ProgramFault(LoketError):
    """A mistake of ours: nothing was saved; the number of the fault is in the dialog and in the log."""


class DiskFull(EnvironmentFault):
    """No room left where the data lies; what was typed is still on the screen."""

    exit_code = 7


class WrongOrMissingKey(EnvironmentFault):
    """The data key cannot be opened; no file was moved or called damaged."""

    exit_code = 8
