"""Real files of every kind the program opens, damaged at random: taken, or refused with a sentence, in time.

Never another error, never a window that waits, nothing written. A few of each kind in CI, many with ``--full``;
``LOKET_SEED`` chooses other damage.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from desktop_app.commands import catalogue
from desktop_app.errors import LoketError, RuleRefusal
from desktop_app.importing.reading import table_of
from desktop_app.papers.handouts import make_handout
from desktop_app.scanning.admission import admit
from desktop_app.scanning.page_images import PageImages, RenderWorker
from desktop_app.services import backup_rounds, office_calendar, restore_preview, setup
from desktop_app.services.use_case import Act
from tests.importing import workbooks
from tests.office_fixtures import House
from tests.scanning import samples
from tests.services.archive_deeds import ARCHIVE_DEEDS
from tests.services.deeds import DEEDS
from tests.services.test_every_act import rows

SEED = int(os.environ.get("LOKET_SEED", "1"))
LONGEST = 25.0
assert "import_package" in ARCHIVE_DEEDS


def damaged(data: bytes, dice: Random) -> bytes:
    """One kind of damage: flipped bits, a cut, a piece doubled, removed, zeroed or filled with the worst numbers."""
    changed = bytearray(data)
    at = dice.randrange(len(changed))
    length = min(dice.choice((1, 4, 16, 200, 4000)), len(changed) - at)
    match dice.randrange(6):
        case 0:
            for _ in range(dice.choice((1, 3, 30))):
                changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        case 1:
            del changed[at:]
        case 2:
            changed[at:at] = changed[at : at + length] * dice.choice((1, 50))
        case 3:
            del changed[at : at + length]
        case 4:
            changed[at : at + length] = bytes(length)
        case _:
            changed[at : at + length] = dice.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"999999999", b"-1"))
    return bytes(changed)


def survives(data: bytes, open_it: Callable[[bytes], object], times: int, kind: str) -> int:
    """So many damaged copies; how many were refused."""
    dice, refused = Random(f"{kind}/{SEED}"), 0
    for number in range(times):
        bad = damaged(data, dice)
        began = time.monotonic()
        try:
            open_it(bad)
        except LoketError as refusal:
            refused += 1
            assert refusal.sentence.rstrip().endswith((".", "?")), refusal.sentence
        except Exception as error:
            raise AssertionError(f"{kind}, copy {number} of seed {SEED}: {error!r}") from error
        assert time.monotonic() - began < LONGEST, f"{kind}, copy {number}: too slow"
    return refused


# --- scans ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    """One child for all scans, begun anew when a file ended it."""
    made = RenderWorker()
    yield made
    made.close()


def scans() -> dict[str, bytes]:
    """A scan of each kind."""
    return {
        "pdf": samples.pdf(3),
        "jpeg": samples.picture("JPEG", (600, 800)),
        "png": samples.picture("PNG", (300, 400)),
        "turned": samples.turned(6),
    }


def shown(worker: RenderWorker) -> Callable[[bytes], object]:
    """Taken in and looked at."""

    def open_it(data: bytes) -> object:
        admit(data, "surat.pdf", worker)
        return PageImages(data, worker).page(0, 800)

    return open_it


# --- tables, forms, plans, packages, backups -----------------------------------------------------------------


def tables(house: House) -> dict[str, bytes]:
    """A list of each kind that a child reads, and the forms that are handed out."""
    lines = [["Nama", "NIP", "HP"], *([f"Budi Umpama {n}", workbooks.nip(n), "081200000147"] for n in range(30))]
    with house.office.store.reading() as connection:
        form, request = (make_handout(connection, kind, house.clock.now()) for kind in ("pdf", "xlsx"))
    return {
        "xlsx": workbooks.workbook(lines),
        "csv": "\n".join(";".join(one) for one in lines).encode(),
        "pdf": form,
        "request.xlsx": request,
    }


def spoil_scans(worker: RenderWorker, times: int) -> None:
    """Every kind of scan."""
    for kind, data in scans().items():
        assert survives(data, shown(worker), times, kind) or times < 20


def spoil_tables(house: House, times: int) -> None:
    """Every kind of table."""
    for kind, data in tables(house).items():
        survives(data, lambda bad, name=f"daftar.{kind}": table_of(bad, name), times, kind)  # type: ignore[misc]


def spoil_plans(times: int) -> None:
    """The set-up plan, and what no plan is."""
    survives(setup.example_text().encode(), lambda bad: setup.read_plan(bad.decode("utf-8", "replace")), times, "plan")
    for text in (
        "[" * 100_000,
        "{}",
        "[]",
        "null",
        '{"officers": 3}',
        json.dumps({"rooms": [[]]}),
        "1e999",
        '"\ud800"',
    ):
        with pytest.raises(LoketError):
            setup.read_plan(text)


def contents(data: bytes) -> dict[str, bytes] | None:
    """Every file of a ZIP; ``None`` when it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
    except Exception:
        return None


def spoil_packages(house: House, folder: Path, times: int) -> None:
    """An archive package as ZIP; what is refused leaves nothing."""
    deed = DEEDS["import_package"](house, folder)
    packed = Path(shutil.make_archive(str(folder / "paket-zip"), "zip", deed.fields["folder"]))
    before, whole = rows(house), contents(packed.read_bytes())
    bad_file = folder / "rusak.zip"

    def open_it(bad: bytes) -> object:
        bad_file.write_bytes(bad)
        if contents(bad) == whole:
            raise RuleRefusal("Yang rusak hanya catatan ZIP, bukan isinya.")
        act = Act(actor=house.actors[deed.handle])
        taken = catalogue.find("import_package")(house.office, act, folder=str(bad_file))
        raise AssertionError(f"a damaged package was taken in: {taken.value}")

    assert survives(packed.read_bytes(), open_it, times, "package") == times
    assert rows(house) == before


def spoil_backups(house: House, times: int) -> None:
    """A backup looked into beside the data."""
    house.letter()
    made = backup_rounds.make_round(house.office).made
    good = made[0].path.read_bytes()
    bad_file = made[0].path.with_name("rusak" + made[0].path.suffix)

    def open_it(bad: bytes) -> object:
        bad_file.write_bytes(bad)
        return restore_preview.preview(house.access, bad_file)

    survives(good, open_it, times, "backup")


def test_a_few_damaged_files_of_each_kind(worker: RenderWorker, house: House, tmp_path: Path) -> None:
    """Reduced."""
    spoil_scans(worker, 12)
    spoil_tables(house, 2)
    spoil_plans(40)
    spoil_backups(house, 5)


def test_a_few_damaged_packages(house: House, tmp_path: Path) -> None:
    """Reduced."""
    spoil_packages(house, tmp_path, 6)


@pytest.mark.full
@pytest.mark.parametrize("what", ["scans", "tables", "plans", "packages", "backups"])
def test_many_damaged_files(worker: RenderWorker, house: House, tmp_path: Path, what: str) -> None:
    """Hundreds of each kind."""
    if what == "scans":
        spoil_scans(worker, 500)
    elif what == "tables":
        spoil_tables(house, 150)
    elif what == "plans":
        spoil_plans(3000)
    elif what == "packages":
        spoil_packages(house, tmp_path, 300)
    else:
        spoil_backups(house, 200)


def test_a_logo_is_a_small_picture_that_opens(house: House) -> None:
    """It is set by a plan or the command line and printed on every paper: cut, too large, no picture are refused."""
    head = {"lines": ["PEMERINTAH CONTOH"], "address": "", "place": "Contoh"}
    good = samples.picture("PNG", (200, 200))
    bad = (good[: len(good) // 2], samples.png_claiming(60_000, 60_000), b"GIF89a", samples.pdf(1))
    save = partial(house.do, "nurul", office_calendar.save_setting, name="letterhead")
    for data in bad:
        with pytest.raises(LoketError, match="Logo harus gambar"):
            save(value={**head, "logo": base64.b64encode(data).decode()})
    for text in ("bukan base64 !", 12, ["x"]):
        with pytest.raises(LoketError, match="Logo harus gambar"):
            save(value={**head, "logo": text})
    save(value={**head, "logo": base64.b64encode(good).decode()})
