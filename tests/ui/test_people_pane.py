"""People across requests in the archive: found, masked until noted, corrected, merged and taken apart, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.tables_journal import journal
from db.tables_requests import participant
from desktop_app.papers import make_paper
from desktop_app.queries.person_history import person_detail
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.request_edits import set_participants
from tests.documents.reading import all_text
from tests.ui.december_page import ALT, CTRL, ENTER, K, Opened, desk_of, focus_name
from ui.panels.archive import ArchivePage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

RATNA = ParticipantEntry(full_name="Ratna Dewi", nip="198001012005012001", mobile="081270000001")
AGAIN = ParticipantEntry(full_name="Ratna Dewi, S.E.", nip="198001012005012001", email="ratna@contoh.id")


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    """Wulan in the archive."""
    with desk_of(qtbot, qapp, tmp_path, "wulan") as opened:
        yield opened


def named(at: Opened, *entries: ParticipantEntry) -> list[int]:
    """Put each entry on a letter of its own; returns the records."""
    december = at.december
    with december.office.store.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id FROM request WHERE kind = 'letter' AND state IN ('REGISTERED', 'WITH_HEAD', 'WITH_SUBHEAD') "
            "ORDER BY id LIMIT 2"
        ).scalars()
        cases = list(rows)
    for case, entry in zip(cases, entries, strict=False):
        at.desk.dispatcher.run(set_participants, request=case, participants=(entry,))
    at.settled()
    with december.office.store.reading() as connection:
        return [
            int(
                connection.execute(
                    select(participant.c.person_id)
                    .where(participant.c.request_id == case, participant.c.status == "ACTIVE")
                    .order_by(participant.c.position_no)
                ).scalars().first()
                or 0
            )
            for case in cases[: len(entries)]
        ]  # fmt: skip


def acts(at: Opened) -> list[str]:
    """Names of all acts, the oldest first."""
    with at.december.office.store.reading() as connection:
        return list(connection.execute(select(journal.c.action).order_by(journal.c.seq)).scalars())


def opened(at: Opened, text: str) -> ArchivePage:
    """Alt+P and the words typed; the first person is on show."""
    page = at.show(ArchivePage)
    at.act((K.Key_P, ALT))
    assert focus_name() == "people_search"
    at.press(text)
    at.qtbot.wait(150)
    at.settled()
    at.settled()
    return page


def test_numbers_are_masked_until_it_is_noted_who_looked(at: Opened) -> None:
    """Alt+T notes first and shows then."""
    named(at, RATNA)
    page = opened(at, "ratna dewi")
    view = page.people.person
    assert view.person is not None and view.person.full["full_name"] == "Ratna Dewi"
    assert "1980**********2001" in view.facts.texts() and "0812****0001" in view.facts.texts()
    at.act((K.Key_T, ALT))
    at.settled()
    assert "0812-7000-0001" in view.facts.texts()
    assert acts(at)[-1] == "disclose"


def test_a_correction_typed_and_undone(at: Opened) -> None:
    """F2 opens every field, Ctrl+Enter saves, the old one comes back with the toast."""
    (who,) = named(at, RATNA)
    page = opened(at, "ratna dewi")
    at.act(K.Key_F2)
    at.settled()
    assert focus_name() == "person_form_full_name"
    at.press("Ratna Dewi Lestari")
    at.act((ENTER, CTRL))
    at.settled()
    assert page.people.person.title.full_text() == "Ratna Dewi Lestari"
    assert at.said[-1] == "Data Ratna Dewi Lestari dikoreksi"
    at.undo()
    with at.december.office.store.reading() as connection:
        assert person_detail(connection, who, at.desk.now()).full["full_name"] == "Ratna Dewi"


def test_two_records_become_one_by_a_key_and_two_again(at: Opened) -> None:
    """The one with the same NIP is offered; Alt+G merges, Enter on the merged one splits."""
    first, second = named(at, RATNA, AGAIN)
    assert first != second
    page = opened(at, "ratna dewi")
    view = page.people.person
    assert [one.why for one in view.person.alike] == ["NIP sama"]  # type: ignore[union-attr]
    at.act((K.Key_G, ALT))
    at.settled()
    assert view.person is not None and len(view.person.requested) == 2 and len(view.person.merged) == 1
    assert view.person.full["email"] == "ratna@contoh.id"
    view.alike.setFocus()
    at.act(ENTER)
    at.settled()
    assert not list(view.person.merged) and len(view.person.requested) == 1


def test_the_copy_of_the_data_has_everything_and_is_noted(at: Opened) -> None:
    """The paper as text: full numbers, the other spelling, both requests."""
    named(at, RATNA, AGAIN)
    page = opened(at, "ratna dewi")
    at.act((K.Key_G, ALT))
    at.settled()
    detail = page.people.person.person
    assert detail is not None
    with at.december.office.store.reading() as connection:
        key = f"peserta:{detail.requested[0].participant_id}"
        made = make_paper(connection, "salinan-data", key, now=at.desk.now())
    text = all_text(made.data)
    for words in ("SALINAN DATA PRIBADI", "Ratna Dewi", "19800101 200501 2 001", "ratna@contoh.id", "0812-7000-0001"):
        assert words in text
    for one in detail.requested:
        assert one.key in text
    page.people.person.print_copy()
    at.settled()
    assert acts(at)[-1] == "disclose"
    at.qtbot.wait(50)
    for top in QApplication.topLevelWidgets():
        if top.objectName() == "paper_preview":
            top.close()


def test_erasing_says_what_goes_asks_for_the_number_and_is_for_ever(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Alt+H by the Kasubbag: no number, nothing happens; with it the name is nowhere and Ctrl+Z has nothing to do."""
    with desk_of(qtbot, qapp, tmp_path, "nurul") as at:
        page = opened(at, "a")
        view = page.people.person
        assert view.person is not None
        who, name = view.person.id, view.person.full["full_name"]
        at.act((K.Key_H, ALT))
        assert focus_name() == "person_erase_number"
        assert "tidak dapat diurungkan" in view.erasing.never.text()
        at.act((ENTER, CTRL))
        at.settled()
        assert acts(at)[-1] != "erase_people" and view.body.currentWidget() is view.erasing
        at.press("BA-3/2041")
        at.act((ENTER, CTRL))
        at.settled()
        at.settled()
        assert acts(at)[-1] == "erase_people" and at.said[-1] == f"Data {name} dihapus untuk selamanya"
        with at.december.office.store.reading() as connection:
            assert person_detail(connection, who, at.desk.now()).full["full_name"] == "data dihapus"
        assert view.person.erased and not view.erase.isEnabled()


def test_only_the_kasubbag_may_erase(at: Opened) -> None:
    """The Helpdesk sees the button with its reason."""
    named(at, RATNA)
    view = opened(at, "ratna dewi").people.person
    assert not view.erase.isEnabled() and view.erase.toolTip()
    at.act((K.Key_H, ALT))
    assert view.body.currentIndex() == 0


def test_the_full_list_is_written_for_a_reason_that_is_noted(at: Opened, tmp_path: Path) -> None:
    """Alt+E, why, Enter: the journal first, then the workbook with whole numbers; Esc writes nothing."""
    named(at, RATNA)
    page = opened(at, "ratna dewi")
    target = tmp_path / "peserta.xlsx"
    page.people.export.ask = lambda *_: target
    at.act((K.Key_E, ALT))
    assert focus_name() == "people_reason_text"
    at.act(K.Key_Escape)
    assert page.stack.currentWidget() is page.people and not page.people.export.reason.is_open()
    at.act((K.Key_E, ALT))
    at.press("Diminta Inspektorat")
    at.act(ENTER)
    at.qtbot.waitUntil(target.exists)
    at.settled()
    with at.december.office.store.reading() as connection:
        last = connection.execute(select(journal.c.action, journal.c.reason).order_by(journal.c.seq.desc())).first()
    assert last is not None and tuple(last) == ("disclose", "Diminta Inspektorat")
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    ratna = next(row for row in rows if row[0] == "Ratna Dewi")
    assert "198001012005012001" in ratna and "0812-7000-0001" in ratna
    assert at.said[-1] == f"Tersimpan di {target}"
