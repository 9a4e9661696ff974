"""Invented senders and people, always the same for the same seed; nobody here exists."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from desktop_app.services.people import ParticipantEntry
from resources import path

KINDS = (
    ("agencies", "regional_agency", 10),
    ("vendors", "vendor", 5),
    ("villages", "village", 2),
    ("vertical_agencies", "vertical_agency", 2),
)


@dataclass(frozen=True, slots=True)
class Sender:
    """An invented office or company with its contact person."""

    name: str
    kind: str
    contact: str
    phone: str
    signer: str
    signer_position: str


class Invented:
    """Draws names and numbers from ``resources/demo_names.json``."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.words: dict[str, Any] = json.loads(path("demo_names.json").read_text("utf-8"))
        self._senders: dict[str, Sender] = {}
        self._number = 1000

    def name(self) -> str:
        """A person's name."""
        return f"{self.dice.choice(self.words['given'])} {self.dice.choice(self.words['family'])}"

    def phone(self) -> str:
        """A number of the form 0812-0000-NNNN."""
        self._number += 1
        return f"0812000{self._number:05d}"

    def sender(self) -> Sender:
        """One of the senders, with the contact he always has."""
        group, kind, _ = self.dice.choices(KINDS, weights=[weight for _, _, weight in KINDS])[0]
        name = self.dice.choice(self.words[group])
        if name not in self._senders:
            self._senders[name] = Sender(
                name, kind, self.name(), self.phone(), self.name(), self.dice.choice(self.words["signers"])
            )
        return self._senders[name]

    def person(self, *, official: bool, organization: str = "") -> ParticipantEntry:
        """A participant; officials have a NIP (now and then one that is wrong on the letter)."""
        name = self.name()
        nip = self._nip() if official else ""
        return ParticipantEntry(
            full_name=name,
            nip=nip,
            position=self.dice.choice(self.words["positions"]) if official else "Staf",
            mobile=self.phone(),
            email=f"{name.split()[0].lower()}{self._number}@contoh.example",
            organization=organization,
        )

    def _nip(self) -> str:
        born, joined = self.dice.randrange(1970, 1996), self.dice.randrange(1, 13)
        year = self.dice.randrange(born + 22, min(born + 30, 2021))
        nip = f"{born}{joined:02d}{self.dice.randrange(1, 29):02d}{year}{self.dice.randrange(1, 13):02d}"
        nip += f"{self.dice.randrange(1, 3)}{self.dice.randrange(1, 60):03d}"
        return nip[:-1] if self.dice.random() < 0.04 else nip

    def shelf(self) -> str:
        """A place in the cabinet."""
        return str(self.dice.choice(self.words["shelves"]))
