"""The message on its way out: how many SMS it makes, how it is split, and the link behind the QR."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from desktop_app.sop.sms_length import measure


def split_words(text: str) -> str:
    """The message as it is read; one that needs several SMS is shown in its parts ("1/2 …")."""
    parts = measure(text).parts
    if len(parts) == 1:
        return text
    return "\n".join(f"{number}/{len(parts)} {part}" for number, part in enumerate(parts, 1))


def length_words(text: str) -> str:
    """ "148 huruf, 1 SMS, sisa 12"; names the signs that force the short 70-letter alphabet."""
    found = measure(text)
    words = f"{found.places} huruf, {len(found.parts)} SMS, sisa {found.room}"
    if found.foreign:
        words += f" · UCS-2 karena {' '.join(found.foreign[:5])}"
    return words


def link(channel: str, phones: Sequence[str], text: str) -> str:
    """What the office's phone opens from the QR: a number to dial, or the message ready to be sent.

    Several numbers go into one SMS (RFC 5724); there is no such link for calls and WhatsApp: empty.
    """
    numbers = [_international(one) for one in phones]
    if not numbers or (len(numbers) > 1 and channel != "sms"):
        return ""
    if channel == "whatsapp":
        return f"https://wa.me/{numbers[0]}?text={quote(text)}"
    if channel == "telephone":
        return f"tel:+{numbers[0]}"
    if len(numbers) == 1:
        return f"SMSTO:+{numbers[0]}:{text}"
    return f"sms:{','.join(f'+{one}' for one in numbers)}?body={quote(text)}"


def _international(phone: str) -> str:
    digits = phone.lstrip("+")
    return f"62{digits[1:]}" if digits.startswith("0") else digits
