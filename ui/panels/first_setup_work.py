"""What first set-up does behind the page: a plan from names, a folder made and filled, or old data brought in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from desktop_app.config import Access
from desktop_app.documents.setup_sheet import PinLine, render_setup_sheet
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import DEFAULTS, OFFICE_NAME
from desktop_app.services import access as access_service
from desktop_app.services import data_folder, setup
from desktop_app.services.package_check import check_package
from desktop_app.services.package_import import first_pins, import_package
from desktop_app.services.setup import BookPlan, FirstPin, OfficerPlan, SetupPlan
from desktop_app.services.use_case import Act, Office
from desktop_app.sop.states import ROLE_LABELS, Role

LARGEST_PLAN = 2 * 1024 * 1024
_TITLES = {"drs", "dra", "dr", "ir", "h", "hj", "prof"}


@dataclass(frozen=True, slots=True)
class Names:
    """Who works here; empty places are left out."""

    head: str
    subhead: str
    helpdesk: tuple[str, ...]
    trainers: tuple[str, ...]
    first_number: int = 1


@dataclass(slots=True)
class Prepared:
    """How far set-up came; kept by the page, so that a second try goes on with the same office and PINs."""

    office: Office | None = None
    recovery_code: str = ""
    key_place: str = ""
    office_name: str = ""
    pins: tuple[FirstPin, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)
    import_key: str = field(default_factory=lambda: str(uuid4()))


def example_plan() -> SetupPlan:
    """The shipped start: rooms, topics, officers, all marked contoh."""
    return setup.read_plan(setup.example_text())


def plan_from_names(names: Names, today: date) -> SetupPlan:
    """The shipped start with the office's own people; raises :class:`UserError` at the empty field."""
    example = example_plan()
    for value, place, words in (
        (names.head, "head", "Nama Kepala Bagian"),
        (names.subhead, "subhead", "Nama Kasubbag"),
        ("".join(names.helpdesk), "helpdesk_1", "Nama petugas helpdesk"),
        ("".join(names.trainers), "trainer_1", "Nama trainer"),
    ):
        if not value.strip():
            raise UserError(f"{words} belum diisi. Boleh diganti nanti di Pengaturan.", field=place)
    taken: set[str] = set()
    people = [
        *(_officer(name, "Helpdesk LPSE", (Role.HELPDESK,), taken) for name in names.helpdesk if name.strip()),
        _officer(names.head, "Kepala Bagian Pengadaan Barang/Jasa", (Role.DIVISION_HEAD,), taken),
        _officer(names.subhead, "Kasubbag LPSE", (Role.SUBDIVISION_HEAD, Role.ADMINISTRATOR), taken),
        *(
            replace(
                _officer(name, "Trainer", (Role.TRAINER,), taken), teaches=tuple(topic.code for topic in example.topics)
            )
            for name in names.trainers
            if name.strip()
        ),
    ]
    books = (
        BookPlan(direction="incoming", year=today.year, first_number=names.first_number),
        BookPlan(direction="outgoing", year=today.year),
    )
    return replace(example, officers=tuple(people), agenda_books=books)


def _officer(name: str, title: str, roles: tuple[Role, ...], taken: set[str]) -> OfficerPlan:
    handle = handle_for(name, taken)
    taken.add(handle)
    return OfficerPlan(handle=handle, full_name=name.strip(), title=title, roles=tuple(role.value for role in roles))


def handle_for(name: str, taken: set[str]) -> str:
    """A login name from the first name: ``Drs. Suryadi Hakim`` -> ``suryadi``, numbered when it is taken."""
    plain = unicodedata.normalize("NFKD", name.split(",")[0].casefold())
    words = [re.sub(r"[^a-z0-9]", "", word) for word in plain.replace(".", " ").split()]
    fitting = [word for word in words if len(word) > 1 and word not in _TITLES and word[0].isalpha()]
    base = (fitting[0] if fitting else "petugas")[:24]
    found, number = base, 2
    while found in taken:
        found, number = f"{base}{number}", number + 1
    return found


def plan_from_file(file: Path) -> SetupPlan:
    """The plan of a JSON file, as ``init --from`` reads it."""
    try:
        if file.stat().st_size > LARGEST_PLAN:
            raise UserError("Berkas penyiapan lebih dari 2 MB. Periksa berkasnya.", field="plan_file")
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError("Berkas penyiapan tidak dapat dibaca. Periksa letak dan isinya.", field="plan_file") from None
    try:
        return setup.read_plan(text)
    except UserError as problem:
        raise UserError(problem.sentence, field="plan_file") from None


def prepare(access: Access, plan: SetupPlan, so_far: Prepared) -> Prepared:
    """Make the folder (once) and write the plan; may be called again after a fault."""
    office = _make_folder(access, so_far)
    for one in plan.officers:
        so_far.fixed.setdefault(one.handle, access_service.new_pin())
    so_far.pins = setup.set_up(office, plan, pins=so_far.fixed)
    so_far.office_name = str(plan.settings.get(OFFICE_NAME, DEFAULTS[OFFICE_NAME]))
    return so_far


def _make_folder(access: Access, so_far: Prepared) -> Office:
    if so_far.office is None:
        made = data_folder.create(access)
        so_far.office, so_far.recovery_code = made.office, made.recovery_code
        so_far.key_place = str(made.key_file) if made.key_file else ""
    return so_far.office


def restore(access: Access, file: Path, recovery_code: str) -> Prepared:
    """Put a backup into the empty folder and open it; a recovery code that was used is replaced by a new one."""
    if not file.is_file():
        raise UserError("Berkas cadangan tidak ditemukan. Periksa letaknya.", field="backup_file")
    code, done = recovery_code.strip(), Prepared()
    if code:
        made = data_folder.restore_by_code(access, file, code)
        done.recovery_code, done.key_place = made.recovery_code, str(made.where or "")
    else:
        data_folder.restore(access, file)
    done.office = data_folder.open_office(access)
    with done.office.store.reading() as connection:
        done.office_name = str(setting(connection, OFFICE_NAME, today(done.office.clock.now())))
    return done


def take_package(access: Access, package: Path, so_far: Prepared) -> Prepared:
    """A yearly package becomes an office: checked whole before anything is made, then taken in by the common door."""
    check_package(package).must_be_sound()
    office = _make_folder(access, so_far)
    import_package(office, Act(actor=setup.INSTALLER, key=so_far.import_key), folder=str(package))
    so_far.pins = (*so_far.pins, *first_pins(office, setup.INSTALLER))
    with office.store.reading() as connection:
        so_far.office_name = str(setting(connection, OFFICE_NAME, today(office.clock.now())))
    return so_far


def sheet(prepared: Prepared) -> bytes:
    """The sheet for the envelope, as PDF."""
    return render_setup_sheet(
        prepared.office_name, prepared.recovery_code, pin_lines(prepared.pins), key_place=prepared.key_place
    )


def pin_lines(pins: Sequence[FirstPin]) -> tuple[PinLine, ...]:
    """The first PINs with the roles in words."""
    return tuple(
        PinLine(full_name=one.full_name, roles=", ".join(ROLE_LABELS[Role(role)] for role in one.roles), pin=one.pin)
        for one in pins
    )
