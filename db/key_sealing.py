"""Sub-keys and sealed fields.

``derive`` gives each purpose its own key (HKDF-SHA256).  ``SubjectCipher`` seals the personal fields of a
journal image with the key of the person they are about: the chain covers the sealed text, so destroying
one subject key erases one person while ``verify`` stays green (ARCHITECTURE.md promise 3).
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.key_errors import WrongKey

KEY_BYTES = 32
_NONCE_BYTES = 12


def derive(data_key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A 256-bit sub-key of *data_key* for *purpose* (HKDF-SHA256); different purposes never meet."""
    info = b"loket-training/" + purpose.encode("utf-8")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(data_key)


def sealed_box(key: bytes, plain: bytes, context: bytes) -> bytes:
    """AES-256-GCM with a random nonce in front."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def opened_box(key: bytes, box: bytes, context: bytes) -> bytes:
    """Inverse of :func:`sealed_box`; WrongKey when key, context or text is not the one sealed."""
    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as problem:
        raise WrongKey("sealed text does not open") from problem


class SubjectCipher:
    """AES-GCM sealing of text with a subject's own key; *context* (table, id, sequence) is bound to it."""

    PREFIX = "s1:"

    @staticmethod
    def new_subject_key() -> bytes:
        """32 random bytes, kept in one row that erasure deletes."""
        return os.urandom(KEY_BYTES)

    @classmethod
    def seal(cls, subject_key: bytes, text_json: str, context: bytes) -> str:
        """``s1:`` + base64(nonce + ciphertext + tag); different at each call."""
        box = sealed_box(subject_key, text_json.encode("utf-8"), context)
        return cls.PREFIX + base64.b64encode(box).decode("ascii")

    @classmethod
    def unseal(cls, subject_key: bytes, sealed: str, context: bytes) -> str:
        """The text; WrongKey for another key, another context or a changed text."""
        if not cls.is_sealed(sealed):
            raise WrongKey("not a sealed text")
        try:
            box = base64.b64decode(sealed[len(cls.PREFIX) :], validate=True)
        except binascii.Error as problem:
            raise WrongKey("not a sealed text") from problem
        return opened_box(subject_key, box, context).decode("utf-8")

    @classmethod
    def is_sealed(cls, text: str) -> bool:
        """True for what :meth:`seal` makes."""
        return text.startswith(cls.PREFIX)
