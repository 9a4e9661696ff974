"""The fields of a person in the order and the words of the registration form (DOMAIN 2.2)."""

from __future__ import annotations

from desktop_app.documents.common_data import Person
from desktop_app.documents.wording import spaced_nip

Field = tuple[str, str]
"""Label and value; an empty value was not given."""


def person_fields(person: Person) -> tuple[Field, ...]:
    """From the number of the civil servant to the address; the name stands before them on every paper."""
    return (
        ("NIP / NI PPPK", spaced_nip(person.nip)),
        ("NIK", person.nik),
        ("Jabatan", person.position),
        ("Pangkat/Golongan", person.rank_grade),
        ("Instansi / Perusahaan", person.organization),
        ("Peran pengguna LPSE", person.user_group),
        ("NPWP perusahaan", person.npwp),
        ("User ID SPSE", person.spse_user_id),
        ("No. HP", person.mobile),
        ("E-mail", person.email),
        ("Alamat", person.address),
    )


def own_laptop(person: Person) -> Field:
    """Whether the person brings a laptop; empty when nobody asked."""
    return ("Membawa laptop sendiri", {True: "Ya", False: "Tidak", None: ""}[person.brings_laptop])
