"""Good deeds of the archive: a package brought in, a retention code, a list proposed and destroyed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from desktop_app.office_time import WIB
from desktop_app.services import retention
from tests.office_fixtures import House
from tests.services.deeds import DEEDS, Deed, in_office
from tests.services.packages import package_of_another_office


def _package(house: House, folder: Path) -> Deed:
    return Deed("nurul", {"folder": str(package_of_another_office(house, folder))})


def _due(house: House) -> int:
    """A finished case whose confirmed retention has passed."""
    case = house.request("ARCHIVED")
    house.do(
        "nurul",
        retention.set_retention_code,
        code="800.2.4.1",
        title="Penyelenggaraan diklat",
        active_years=1,
        inactive_years=1,
        source="JRA contoh",
        confirmed=True,
    )
    house.clock.put(datetime(2030, 1, 3, 9, tzinfo=WIB))
    return case


def _listed(house: House) -> int:
    return int(house.do("nurul", retention.propose_disposal, requests=(_due(house),)).value.disposal)


DEEDS["import_package"] = _package
in_office("set_retention_code", code="800.9", title="Umpama", active_years=1, inactive_years=2)
in_office("propose_disposal", requests=lambda h: (_due(h),))
in_office("carry_out_disposal", disposal=_listed, minutes_number="000.5.6/1/2030", minutes_date=date(2030, 1, 3))
ARCHIVE_DEEDS = ("import_package", "set_retention_code", "propose_disposal", "carry_out_disposal")
