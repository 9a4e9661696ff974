"""The frame of every write: one key one save, roles at the moment of the act, times that can be true, denials noted."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from db import journal
from desktop_app.errors import NeedsReason, NotAllowed, RuleRefusal, UserError
from desktop_app.office_time import SystemClock
from desktop_app.services import access, dispositions, endings, intake, office_people
from desktop_app.services.access import FREE_ATTEMPTS
from desktop_app.services.people import ParticipantEntry
from desktop_app.services.undo import undo
from desktop_app.services.use_case import Act
from tests.office_fixtures import House

KEY = "11111111-1111-4111-8111-111111111111"


def test_a_key_belongs_to_one_action(house: House) -> None:
    """The key of a registration cannot forward a letter, nor undo."""
    case = house.do("wulan", intake.forward_to_head, envelope={"key": KEY}, request=house.letter())
    with pytest.raises(UserError, match="Kunci simpan"):
        house.do("suryadi", dispositions.approve_by_head, envelope={"key": KEY}, request=1)
    with pytest.raises(UserError, match="Kunci simpan"):
        undo(house.office, Act(actor=house.actors["wulan"], key=KEY), seq=case.seq)


def test_undo_with_the_same_key_is_one_undo(house: House) -> None:
    """A retry of Ctrl+Z after a lost answer does not do it again."""
    case = house.letter()
    done = house.do("wulan", intake.forward_to_head, request=case)
    act = Act(actor=house.actors["wulan"], key=KEY)
    first = undo(house.office, act, seq=done.seq)
    assert house.state(case) == "REGISTERED"
    again = undo(house.office, act, seq=done.seq)
    assert (again.seq, again.replayed, house.state(case)) == (first.seq, True, "REGISTERED")
    assert again.value == first.value


def test_a_registration_is_undone_only_while_its_toast_stands(house: House) -> None:
    """Within seconds it is voided and keeps its number; later only with a second person."""
    done = house.do(
        "wulan",
        intake.register_form,
        applicant=ParticipantEntry(full_name="Rina Umpama", mobile="081200000222"),
        topics=("SIRUP",),
        privacy_notice=True,
    )
    undo(house.office, house.act("wulan"), seq=done.seq)
    assert house.state(done.value.request) == "VOIDED"
    second = house.letter()
    assert second == done.value.request + 1
    house.clock.advance(seconds=30)
    with house.office.store.reading() as connection:
        seq = journal.newest(connection).seq
    with pytest.raises(RuleRefusal, match="orang kedua"):
        undo(house.office, house.act("wulan"), seq=seq)


def test_nobody_undoes_anothers_act_nor_under_later_ones(house: House) -> None:
    """Own acts only, and only while nothing was built on them."""
    case = house.letter()
    done = house.do("wulan", intake.forward_to_head, request=case)
    with pytest.raises(NotAllowed):
        undo(house.office, house.act("rizal"), seq=done.seq)
    house.do("suryadi", dispositions.approve_by_head, request=case)
    with pytest.raises(RuleRefusal):
        undo(house.office, house.act("wulan"), seq=done.seq)
    with pytest.raises(UserError, match="tidak ditemukan"):
        undo(house.office, house.act("wulan"), seq=99999)


def test_a_time_that_has_not_come_is_refused(house: House) -> None:
    """Two minutes of a fast wrist watch are forgiven, an hour is not."""
    case = house.letter()
    late = {"occurred_at": house.clock.now() + timedelta(hours=1)}
    with pytest.raises(UserError) as caught:
        house.do("wulan", intake.forward_to_head, envelope=late, request=case)
    assert caught.value.field == "occurred_at"
    house.do(
        "wulan",
        intake.forward_to_head,
        envelope={"occurred_at": house.clock.now() + timedelta(minutes=3)},
        request=case,
    )


def test_a_time_before_the_step_began_is_refused(house: House) -> None:
    """What the sheet says cannot lie before the paper reached the lane (DOMAIN 9.1 point 6)."""
    case = house.request("WITH_HEAD")
    early = {"occurred_at": house.clock.now() - timedelta(hours=3)}
    with pytest.raises(UserError, match="lebih awal") as caught:
        house.do("suryadi", dispositions.approve_by_head, envelope=early, request=case)
    assert caught.value.field == "occurred_at"
    assert house.state(case) == "WITH_HEAD"


def test_an_act_that_needs_a_reason_waits_for_it(house: House) -> None:
    """Without a reason nothing happens; blanks are no reason."""
    case = house.request("WITH_HEAD")
    for reason in (None, "", "   "):
        with pytest.raises(UserError) as caught:
            house.do("suryadi", dispositions.reject_by_head, envelope={"reason": reason}, request=case)
        assert caught.value.field == "reason"
    assert isinstance(NeedsReason("x"), UserError)


def test_a_case_that_is_not_there_is_told(house: House) -> None:
    """Unknown, absent and nonsense ids read the same."""
    for wrong in (999, None, "x", -1):
        with pytest.raises(UserError, match="tidak ditemukan"):
            house.do("wulan", intake.forward_to_head, request=wrong)


def test_who_was_switched_off_or_lost_the_role_is_out_at_his_next_act(house: House) -> None:
    """Roles are read inside the lock, not from the login."""
    case = house.letter()
    officer = house.actors["wulan"].officer_id
    house.do("nurul", office_people.withdraw_role, officer_id=officer, role="HELPDESK")
    with pytest.raises(NotAllowed):
        house.do("wulan", intake.forward_to_head, request=case)
    house.do("nurul", office_people.edit_officer, officer_id=house.actors["rizal"].officer_id, active=False)
    with pytest.raises(NotAllowed):
        house.do("rizal", intake.forward_to_head, request=case)
    with pytest.raises(NotAllowed):
        access.authenticate(house.office, "rizal", "246813")


def test_who_registered_a_letter_does_not_approve_it(house: House) -> None:
    """Two persons, also when one officer holds both roles."""
    officer = house.actors["suryadi"].officer_id
    house.do("nurul", office_people.grant_role, officer_id=officer, role="HELPDESK")
    house.actors["suryadi"] = access.actor_for(house.office, "suryadi")
    made = house.do(
        "suryadi",
        intake.register_form,
        applicant=ParticipantEntry(full_name="Rina Umpama", mobile="081200000222"),
        topics=("SIRUP",),
        privacy_notice=True,
        forward=True,
    )
    with pytest.raises(NotAllowed, match="orang kedua"):
        house.do("suryadi", dispositions.approve_by_head, request=made.value.request)


def test_voiding_needs_a_second_person_with_his_pin(house: House) -> None:
    """Wrong PIN, the same person, one without office: each is refused, nothing is voided."""
    case = house.letter()
    wrong: tuple[tuple[str, str], ...] = (("nurul", "000001"), ("wulan", "246813"), ("andi", "246813"), ("", ""))
    for second, pin in wrong:
        with pytest.raises((NotAllowed, UserError)):
            house.because("wulan", endings.void_request, "salah", request=case, second_officer=second, second_pin=pin)
    assert house.state(case) == "REGISTERED"


def test_a_denied_act_leaves_a_trace_and_nothing_else(house: House) -> None:
    """The journal says who tried what."""
    case = house.letter()
    with pytest.raises(NotAllowed):
        house.do("andi", intake.forward_to_head, request=case)
    with house.office.store.reading() as connection:
        last = connection.exec_driver_sql(
            "SELECT action, actor_name, reason FROM journal ORDER BY seq DESC LIMIT 1"
        ).one()
    assert last[0] == "denied" and "Andi" in last[1] and last[2].startswith("forward_to_head")
    assert house.state(case) == "REGISTERED"


def test_wrong_pins_wait_longer_and_longer_and_survive_a_restart(house: House) -> None:
    """Three are free, then one second, doubling; the right PIN in the waiting time waits too."""
    for _ in range(4):
        house.clock.advance(seconds=31)
        with pytest.raises(NotAllowed, match="PIN salah"):
            access.authenticate(house.office, "wulan", "000009")
    with pytest.raises(NotAllowed, match="Terlalu banyak"):
        access.authenticate(house.office, "wulan", "246813")
    house.clock.advance(seconds=31)
    assert access.authenticate(house.office, "wulan", "246813").handle == "wulan"
    assert [access.delay_seconds(n) for n in (0, 2, 3, 4, 5, 8, 99)] == [0, 0, 1, 2, 4, 30, 30]


def test_a_clock_set_back_costs_one_full_wait_and_not_a_year(house: House) -> None:
    """Neither shorter nor for ever: a full delay from the new time on (RELIABILITY R19)."""
    for _ in range(4):
        house.clock.advance(seconds=31)
        with pytest.raises(NotAllowed):
            access.authenticate(house.office, "wulan", "000009")
    house.clock.advance(minutes=-50)
    with pytest.raises(NotAllowed, match="Terlalu banyak"):
        access.authenticate(house.office, "wulan", "246813")
    with pytest.raises(NotAllowed, match=r"dalam \d detik"):
        access.authenticate(house.office, "wulan", "246813")
    house.clock.advance(seconds=3)
    assert access.authenticate(house.office, "wulan", "246813").handle == "wulan"


def test_a_clock_set_forward_does_not_skip_the_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the program runs, the time that nobody can set counts too."""
    clock = SystemClock()
    house.office.clock = clock
    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(NotAllowed, match="PIN salah"):
            access.authenticate(house.office, "wulan", "000009")
    ahead = clock.now() + timedelta(days=1)
    monkeypatch.setattr(SystemClock, "now", lambda self: ahead)
    with pytest.raises(NotAllowed, match="Terlalu banyak"):
        access.authenticate(house.office, "wulan", "246813")
    time.sleep(1.1)
    assert access.authenticate(house.office, "wulan", "246813").handle == "wulan"


def test_guessing_the_second_persons_pin_waits_too(house: House) -> None:
    """Each wrong PIN is noted and counted at his account; after three nobody tries on (ASVS 6.3.1)."""
    case = house.letter()

    def guess(pin: str) -> None:
        house.because("wulan", endings.void_request, "salah", request=case, second_officer="nurul", second_pin=pin)

    for n in range(3):
        with pytest.raises(NotAllowed, match="PIN salah"):
            guess(f"00000{n}")
    house.clock.advance(minutes=-2)  # the next act is two minutes later: exactly now
    with pytest.raises(NotAllowed, match="Terlalu banyak"):
        guess("246813")
    assert house.state(case) == "REGISTERED"
    with house.office.store.reading() as connection:
        denied = connection.exec_driver_sql("SELECT count(*) FROM journal WHERE action = 'denied'").scalar()
    assert denied == 4
    house.clock.advance(seconds=31)
    guess("246813")
    assert house.state(case) == "VOIDED"


def test_who_has_no_role_is_told_at_the_door(house: House) -> None:
    """A window without a single tab cannot be shown: the monkey took the last role away and let him in."""
    officer = house.actors["rizal"].officer_id
    house.do("nurul", office_people.withdraw_role, officer_id=officer, role="HELPDESK")
    with pytest.raises(NotAllowed, match="belum punya peran"):
        access.authenticate(house.office, "rizal", "246813")


def test_easy_pins_are_refused(house: House) -> None:
    """Short, long, well known, one digit again and again."""
    known = ("123456", "112358", "Iloveyou", "liverpool", "123321")
    for pin in ("12345", *known, "345678", "987654", "111222"[:1] * 6, "x" * 129):
        with pytest.raises(UserError) as caught:
            house.do("wulan", access.change_pin, new_pin=pin)
        assert caught.value.field == "new_pin"


def test_a_long_password_counts_to_its_last_sign(house: House) -> None:
    """A hundred signs, blanks and accents are taken as typed, none is cut off (ASVS 6.2.5, 6.2.8, 6.2.9)."""
    words = "kopi hitam di Pasar Tanjungpandan, é " * 3
    house.do("wulan", access.change_pin, new_pin=words)
    assert access.authenticate(house.office, "wulan", words).handle == "wulan"
    with pytest.raises(NotAllowed, match="PIN salah"):
        access.authenticate(house.office, "wulan", words[:-1])


def test_the_real_cost_of_a_pin_is_in_its_bounds() -> None:
    """The shipped parameters meet OWASP's floor (19 MiB, two passes)."""
    import importlib

    source = importlib.import_module("inspect").getsource(access)
    assert "PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)" in source
