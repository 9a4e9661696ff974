"""What can go wrong with keys.  The command line answers all of them with exit code 8 (damage: 4)."""

from __future__ import annotations


class KeyProblem(Exception):
    """Base of everything the key store refuses."""


class WrongKey(KeyProblem):
    """The given passphrase, key file or code does not open this data; nothing is damaged or was moved."""


class RecoveryCodeTypo(WrongKey):
    """The recovery code is not well formed or its check characters disagree: most likely mistyped."""


class MissingKey(KeyProblem):
    """No key at hand.

    ``what``: keys_file, key_file, key_file_short, passphrase, keyring or recovery.
    """

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what = what
        self.detail = detail


class KeyStoreDamaged(KeyProblem):
    """The key file of the data folder cannot be read; ``what`` says which part."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class KeysExist(KeyProblem):
    """This data folder already has keys; making new ones would lock its data for ever."""
