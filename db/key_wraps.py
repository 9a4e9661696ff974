"""Wrapped copies of the data key: who can unwrap it, and how.

Each copy is the data key under AES-256-GCM with a key-encryption key (KEK).  The KEK of ``keyring`` and
``key_file`` is random and stretched by HKDF; that of ``passphrase`` and ``recovery`` comes from argon2id
with the parameters stored beside it (RELIABILITY.md R18: 64 MiB, t=3, p=1 is 159 ms here).  Kind, data
folder and parameters are bound to the ciphertext, so copies cannot be exchanged.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw

from db.key_errors import KeyStoreDamaged
from db.key_sealing import KEY_BYTES, derive, opened_box, sealed_box

KINDS = ("keyring", "passphrase", "key_file", "recovery")
_SALT_BYTES = 16
_MOST = {"m": 1024 * 1024, "t": 20, "p": 8}
"""A stranger's backup must not make us spend more than 1 GiB on its key derivation."""


@dataclass(frozen=True)
class Argon2Cost:
    """argon2id parameters; memory in KiB."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


STANDARD_COST = Argon2Cost()


@dataclass(frozen=True)
class Wrap:
    """One wrapped copy: its kind, the sealed key and the plain parameters needed to open it."""

    kind: str
    sealed: bytes
    params: Mapping[str, str | int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Plain values for the key file and the backup manifest."""
        return {"kind": self.kind, "sealed": _text(self.sealed), "params": dict(self.params)}


def wrap_from_json(value: object) -> Wrap:
    """Inverse of :meth:`Wrap.as_json`; KeyStoreDamaged for anything else."""
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        raise KeyStoreDamaged("wrap")
    params = value.get("params")
    if not isinstance(params, dict) or not all(isinstance(part, str | int) for part in params.values()):
        raise KeyStoreDamaged("wrap params")
    return Wrap(str(value["kind"]), _bytes(value.get("sealed")), params)


def wrap_with_secret(kind: str, data_key: bytes, secret: bytes, data_id: str, **params: str) -> Wrap:
    """Wrap under a random secret of 32 bytes or more (keyring entry, key file)."""
    plain: dict[str, str | int] = {"salt": _text(os.urandom(_SALT_BYTES)), **params}
    return _sealed(kind, data_key, _kek_of_secret(secret, plain), data_id, plain)


def wrap_with_words(kind: str, data_key: bytes, words: bytes, data_id: str, cost: Argon2Cost = STANDARD_COST) -> Wrap:
    """Wrap under something a person keeps (passphrase, recovery code), through argon2id."""
    plain: dict[str, str | int] = {
        "salt": _text(os.urandom(_SALT_BYTES)),
        "m": cost.memory,
        "t": cost.passes,
        "p": cost.lanes,
    }
    return _sealed(kind, data_key, _kek_of_words(words, plain), data_id, plain)


def unwrap(wrap: Wrap, secret: bytes, data_id: str) -> bytes:
    """The data key; WrongKey when *secret* is not the one it was wrapped with."""
    stretch = _kek_of_words if wrap.kind in {"passphrase", "recovery"} else _kek_of_secret
    kek = stretch(secret, wrap.params)
    return opened_box(kek, wrap.sealed, _context(wrap.kind, data_id, wrap.params))


def passphrase_bytes(passphrase: str) -> bytes:
    """The same bytes for the same words, whatever keyboard or system composed the accents (NFKC)."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8")


def _sealed(kind: str, data_key: bytes, kek: bytes, data_id: str, params: Mapping[str, str | int]) -> Wrap:
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    return Wrap(kind, sealed_box(kek, data_key, _context(kind, data_id, params)), params)


def _context(kind: str, data_id: str, params: Mapping[str, str | int]) -> bytes:
    return json.dumps([kind, data_id, dict(params)], sort_keys=True).encode("utf-8")


def _kek_of_secret(secret: bytes, params: Mapping[str, str | int]) -> bytes:
    return derive(secret, "wrap", _bytes(params.get("salt")))


def _kek_of_words(words: bytes, params: Mapping[str, str | int]) -> bytes:
    cost = {name: params.get(name) for name in _MOST}
    for name, value in cost.items():
        if not isinstance(value, int) or not 1 <= value <= _MOST[name]:
            raise KeyStoreDamaged(f"argon2 parameter {name}")
    salt = _bytes(params.get("salt"))
    if len(salt) < 8 or int(params["m"]) < 8 * int(params["p"]):
        raise KeyStoreDamaged("argon2 parameters")
    return hash_secret_raw(
        words,
        salt,
        time_cost=int(params["t"]),
        memory_cost=int(params["m"]),
        parallelism=int(params["p"]),
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise KeyStoreDamaged("wrap")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise KeyStoreDamaged("wrap") from problem
