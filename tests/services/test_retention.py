"""Retention: listed when due, proposed only with a confirmed code, erased only under a berita acara."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.tables_journal import journal_change
from db.tables_requests import person
from desktop_app.demonstration.sample_letter import sample_letter
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import WIB
from desktop_app.queries.retention_read import disposals, keeping_of, kept_cases
from desktop_app.services import daily_check, data_folder, erasure, files, retention
from desktop_app.services.people import ParticipantEntry
from desktop_app.sop.retention import Fate, RetentionCode, Stage, active_until, consent_of, inactive_until, stage
from tests.office_fixtures import House
from tests.services.packages import registers_of

CODE = RetentionCode(code="800.2.4.1", title="Diklat", active_years=1, inactive_years=1, fate=Fate.DESTROY)
LATER = datetime(2030, 1, 3, 9, tzinfo=WIB)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 31), Stage.ACTIVE),
        (date(2027, 12, 31), Stage.ACTIVE),
        (date(2028, 1, 1), Stage.INACTIVE),
        (date(2028, 12, 31), Stage.INACTIVE),
        (date(2029, 1, 1), Stage.DUE),
    ],
)
def test_years_count_from_the_first_of_january_after(today: date, expected: Stage) -> None:
    assert stage(CODE, date(2026, 11, 23), today) is expected


def test_what_is_kept_for_ever_never_falls_due() -> None:
    kept = RetentionCode(code="000.3.5", title="x", active_years=2, inactive_years=8, fate=Fate.KEEP)
    assert stage(kept, date(2000, 1, 1), date(2026, 1, 1)) is Stage.STATIC
    assert (consent_of(kept), consent_of(CODE)) == ("Kepala ANRI", "Bupati (kepala daerah)")
    assert (active_until(CODE, date(2026, 5, 1)), inactive_until(CODE, date(2026, 5, 1))) == (
        date(2027, 12, 31),
        date(2028, 12, 31),
    )


def confirm(house: House) -> None:
    house.do(
        "nurul",
        retention.set_retention_code,
        code=CODE.code,
        title=CODE.title,
        active_years=1,
        inactive_years=1,
        source="Perbup contoh 1/2026",
        confirmed=True,
    )


def named(name: str, phone: str) -> ParticipantEntry:
    return ParticipantEntry(full_name=name, mobile=phone)


def test_the_way_from_due_to_erased(house: House, tmp_path: Path) -> None:
    both = named("Sinta Umpama", "081200000333")
    case = house.request("ARCHIVED", participants=(both, named("Budi Misal", "081200000444")))
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon",)))
    kept = house.do("wulan", files.attach_scan, request=case, file=str(scan)).value
    with house.office.store.reading() as connection:
        assert kept_cases(connection, house.clock.now(), only_due=True) == ()
        assert ("Nasib akhir", "Musnah (belum dikonfirmasi unit kearsipan)") in keeping_of(
            connection, case, date(2026, 12, 1)
        )
    house.clock.put(LATER)
    open_case = house.letter(participants=(both,), people=1)
    with house.office.store.reading() as connection:
        assert [one.request_id for one in kept_cases(connection, LATER, only_due=True)] == [case]
    with pytest.raises(RuleRefusal, match="belum dikonfirmasi unit kearsipan"):
        house.do("nurul", retention.propose_disposal, requests=(case,))
    confirm(house)
    with pytest.raises(RuleRefusal, match="belum ditutup"):
        house.do("nurul", retention.propose_disposal, requests=(case, open_case))
    made = house.do("nurul", retention.propose_disposal, requests=(case,)).value
    with pytest.raises(RuleRefusal, match="sudah ada dalam daftar"):
        house.do("nurul", retention.propose_disposal, requests=(case,))
    fields: dict[str, Any] = {"disposal": made.disposal, "minutes_date": date(2030, 1, 3)}
    with pytest.raises(UserError, match="Nomor berita acara"):
        house.do("nurul", retention.carry_out_disposal, minutes_number=" ", **fields)
    before = registers_of(house.office)
    done = house.do("nurul", retention.carry_out_disposal, minutes_number="000.5.6/1/2030", **fields).value
    assert (done.cases, done.people, done.kept_people) == (1, 1, 1)
    with house.office.store.reading() as connection:
        names = list(connection.execute(select(person.c.full_name).order_by(person.c.id)).scalars())
        assert names == ["Sinta Umpama", "data dihapus"]
        assert kept_cases(connection, LATER, only_due=True) == ()
        assert disposals(connection, LATER)[0].minutes_number == "000.5.6/1/2030"
        images = " ".join(str(row) for row in connection.execute(select(journal_change.c.after)).scalars())
        assert "Budi Misal" not in images
    assert not files.attachments(house.office).exists(kept.sha256)
    assert registers_of(house.office)["agenda-masuk"][0] == before["agenda-masuk"][0]
    assert data_folder.verify(house.office).problems == ()
    with pytest.raises(RuleRefusal, match="sudah dimusnahkan"):
        house.do("nurul", retention.carry_out_disposal, minutes_number="2", **fields)


def test_a_code_is_checked_and_confirmed_only_with_its_source(house: House) -> None:
    fields: dict[str, Any] = {"code": "1", "title": "x", "active_years": 1, "inactive_years": 1}
    for wrong in ({"fate": "Entah"}, {"active_years": -1}, {"confirmed": True}, {"title": ""}):
        with pytest.raises(UserError):
            house.do("nurul", retention.set_retention_code, **{**fields, **wrong})


@pytest.fixture
def listed(house: House, tmp_path: Path) -> tuple[int, str]:
    """A list of one case with a scan, ready for its berita acara; its id and the scan's hash."""
    case = house.request("ARCHIVED", participants=(named("Budi Misal", "081200000444"),))
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(sample_letter("RSUD CONTOH", ("Memohon",)))
    sha256 = house.do("wulan", files.attach_scan, request=case, file=str(scan)).value.sha256
    house.clock.put(LATER)
    confirm(house)
    return int(house.do("nurul", retention.propose_disposal, requests=(case,)).value.disposal), sha256


def destroy(house: House, disposal: int) -> None:
    fields: dict[str, Any] = {"disposal": disposal, "minutes_number": "1", "minutes_date": LATER.date()}
    house.do("nurul", retention.carry_out_disposal, **fields)


def test_a_file_that_cannot_go_now_goes_at_the_daily_check(
    house: House, listed: tuple[int, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A viewer holds the scan open (or the power fails): the act stands, the file goes the next time it is looked."""
    disposal, sha256 = listed
    store = files.attachments(house.office)

    def held(*_: object) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(type(store), "remove", held)
        destroy(house, disposal)
        assert store.exists(sha256) and "carry_out_disposal" in caplog.text
        daily_check.check(house.office)
        assert store.exists(sha256)
    caplog.clear()
    assert daily_check.check(house.office).problems == ()
    assert not store.exists(sha256)
    assert erasure.remove_erased_files(house.office) == ()


def test_the_same_key_again_finishes_what_a_crash_left(
    house: House, listed: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the COMMIT the program died; the clerk's repeat gives the first result and removes the scan."""
    disposal, sha256 = listed
    store = files.attachments(house.office)
    act = house.act("nurul")
    fields: dict[str, Any] = {"disposal": disposal, "minutes_number": "1", "minutes_date": LATER.date()}

    def died(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(type(store), "remove", died)
        retention.carry_out_disposal(house.office, act, **fields)
    assert store.exists(sha256)
    assert retention.carry_out_disposal(house.office, act, **fields).replayed
    assert not store.exists(sha256)
