"""The recovery code on paper: 160 random bits as Crockford base32, 8 groups of 4 and 2 check characters.

``7Q3K-...-M0ZD-4H``.  Read back without regard to case, blanks and dashes; O is 0, I and L are 1
(Crockford's rules), so that a code copied by hand still opens.
"""

from __future__ import annotations

import hashlib
import secrets

from db.key_errors import RecoveryCodeTypo

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_BITS = 160
_LENGTH = _BITS // 5
_CHECK_LENGTH = 2
_GROUP = 4


def new_recovery_code() -> str:
    """A fresh code as it is printed."""
    return format_code(secrets.token_bytes(_BITS // 8))


def format_code(secret: bytes) -> str:
    """Print form of 20 secret bytes."""
    characters = _encode(int.from_bytes(secret, "big"), _LENGTH)
    groups = [characters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP)]
    return "-".join([*groups, _check(secret)])


def parse_code(typed: str) -> bytes:
    """The 20 secret bytes of a typed code; RecoveryCodeTypo if it cannot be one."""
    kept = "".join(character for character in typed.upper() if character.isalnum()).translate(_LOOKALIKES)
    if len(kept) != _LENGTH + _CHECK_LENGTH or any(character not in _ALPHABET for character in kept):
        raise RecoveryCodeTypo(f"a recovery code has {_LENGTH + _CHECK_LENGTH} letters and digits")
    value = 0
    for character in kept[:_LENGTH]:
        value = value * 32 + _ALPHABET.index(character)
    secret = value.to_bytes(_BITS // 8, "big")
    if _check(secret) != kept[_LENGTH:]:
        raise RecoveryCodeTypo("the check characters disagree")
    return secret


def _encode(value: int, length: int) -> str:
    characters = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        characters.append(_ALPHABET[digit])
    return "".join(reversed(characters))


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(b"loket-training recovery check" + secret).digest()
    return _encode(int.from_bytes(digest[:4], "big") % 1024, _CHECK_LENGTH)
