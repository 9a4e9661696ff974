"""What a call, a message or a letter can end with: the results on keys 1 to 6, per channel (SOP steps 6 and 7)."""

from __future__ import annotations

from typing import Final, NamedTuple

SUBSTITUTE: Final = "SUBSTITUTE"
"""Not an answer of its own: the substitute's name is asked for first."""


OTHER_DATE: Final = "OTHER_DATE"
"""Asks for another date: which one is noted first."""


class CallResult(NamedTuple):
    """One result: what is recorded as the attempt, and which answer with it ("" for none yet)."""

    key: int
    label: str
    icon: str
    outcome: str
    answer: str = ""
    done: str = ""
    """The toast's words after the name."""


class ChannelChoice(NamedTuple):
    """A way to reach somebody, and what can come of it."""

    key: str
    label: str
    icon: str
    heading: str
    results: tuple[CallResult, ...]


_COMES = CallResult(1, "Bisa hadir", "check", "REACHED", "PRESENT", "bisa hadir")
_REPLACED = CallResult(3, "Minta diganti orang", "repeat-2", "REACHED", SUBSTITUTE)
_CANCELS = CallResult(4, "Batal", "x", "REACHED", "DECLINED", "batal hadir")
_ANOTHER = CallResult(6, "Minta tanggal lain", "calendar", "REACHED", OTHER_DATE, "minta tanggal lain")
_SENT = CallResult(1, "Sudah terkirim", "send", "SENT", "", "sudah dikirimi jadwal")
_SAYS_YES = CallResult(2, "Dijawab: bisa hadir", "check", "REACHED", "PRESENT", "bisa hadir")
_SAYS_NO = CallResult(4, "Dijawab: batal", "x", "REACHED", "DECLINED", "batal hadir")
_WRONG = CallResult(5, "Nomor salah", "circle-alert", "WRONG_NUMBER", "", "ditandai nomor salah")

CHANNELS: Final[tuple[ChannelChoice, ...]] = (
    ChannelChoice(
        "telephone",
        "Telepon",
        "phone",
        "Hasil telepon",
        (
            _COMES,
            CallResult(2, "Tidak diangkat", "phone-missed", "NO_ANSWER", "", "tidak mengangkat"),
            _REPLACED,
            _CANCELS,
            _WRONG,
            _ANOTHER,
        ),
    ),
    ChannelChoice(
        "sms", "SMS", "message-square", "Hasil SMS", (_SENT, _SAYS_YES, _REPLACED, _SAYS_NO, _WRONG, _ANOTHER)
    ),
    ChannelChoice(
        "whatsapp", "WhatsApp", "send", "Hasil WhatsApp", (_SENT, _SAYS_YES, _REPLACED, _SAYS_NO, _WRONG, _ANOTHER)
    ),
    ChannelChoice("letter", "Surat", "file-text", "Hasil surat", (_SENT, _SAYS_YES, _REPLACED, _SAYS_NO, _ANOTHER)),
    ChannelChoice(
        "email",
        "E-mail",
        "mail",
        "Hasil e-mail",
        (
            _SENT,
            _SAYS_YES,
            _REPLACED,
            _SAYS_NO,
            CallResult(5, "E-mail kembali", "circle-alert", "BOUNCED", "", "ditandai e-mail kembali"),
            _ANOTHER,
        ),
    ),
    ChannelChoice("visit", "Datang langsung", "user", "Hasil bicara di loket", (_COMES, _REPLACED, _CANCELS, _ANOTHER)),
)
NEED_ONE: Final = frozenset({SUBSTITUTE})
"""Results that are about one person only."""

CHANNEL_KEYS: Final = {"T": "telephone", "S": "sms", "W": "whatsapp", "U": "letter", "E": "email", "D": "visit"}
"""Single letters that choose a channel while no text field has the focus."""

MESSAGES: Final = ("sms", "whatsapp", "email")
"""Channels for which a text is written out, ready to copy."""


def channel(key: str) -> ChannelChoice:
    """The row of a channel; raises ``StopIteration`` for an unknown one."""
    return next(one for one in CHANNELS if one.key == key)
