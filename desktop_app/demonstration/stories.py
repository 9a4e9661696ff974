"""What happens to one letter or form: a script that yields the wall time of its next act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.tables_requests import participant
from desktop_app.demonstration.hands import Hands
from desktop_app.demonstration.invented import Sender
from desktop_app.demonstration.plan import Story
from desktop_app.office_time import from_wall
from desktop_app.services import dispositions, endings, intake, notices, outgoing, request_edits, scheduling, sheets
from desktop_app.services.sheets import HeadPart, SubheadPart
from desktop_app.sop.dates_in_words import long_date

Script = Iterator[datetime]

AT_DESK = frozenset({"REGISTERED", "INCOMPLETE", "HANDED_BACK", "VOIDED"})
WITH_HEAD = frozenset({"WITH_HEAD", "RETURNED", "REJECTED"})
BEFORE_CLASS = frozenset({"SCHEDULING", "WAITLISTED", "POSTPONED", "WITHDRAWN", "DUPLICATE"})


def story(hands: Hands, one: Story) -> Script:
    """The whole script of a case until the state it is meant for."""
    yield hands.days.after(one.arrives, hands.dice.uniform(0.5, 1.8))
    _register(hands, one)
    if one.brief:
        hands.do("wulan", notices.archive_letter, request=one.request, storage_location=hands.invented.shelf())
        yield from _from_sheet(hands, one, hands.now, late=one.typed_late)
        yield from _scheduled(hands, one)
        yield from _told(hands, one)
        return
    if one.fate in AT_DESK:
        yield from _ends_at_desk(hands, one)
        return
    yield hands.days.after(hands.now, hands.dice.choice((1.2, 2, 2.4, 3, 6.5)))
    hands.do("wulan", sheets.print_sheet, request=one.request, size="half_f4")
    hands.do("wulan", intake.forward_to_head, request=one.request)
    if one.fate in WITH_HEAD:
        yield from _ends_with_head(hands, one)
        return
    yield from _disposed(hands, one)
    if one.fate == "WITH_SUBHEAD":
        return
    if one.group is None:
        yield from _ends_in_queue(hands, one)
        return
    yield from _scheduled(hands, one)
    if one.fate not in ("SCHEDULED", "SCHEDULING"):
        yield from _told(hands, one)


def _register(hands: Hands, one: Story) -> None:
    desk = hands.dice.choice(("wulan", "wulan", "rizal"))
    if one.kind == "form":
        person = hands.invented.person(official=False, organization=hands.invented.dice.choice(("", "CV Umpama")))
        done = hands.do(
            desk,
            intake.register_form,
            applicant=person,
            topics=(one.topic,),
            received_at=from_wall(one.arrives),
            privacy_notice=True,
            forward=one.brief,
        )
        one.request = done.request
    else:
        _register_letter(hands, one, desk)


def _register_letter(hands: Hands, one: Story, desk: str) -> None:
    sender = hands.invented.sender()
    official = sender.kind != "vendor"
    named = one.people if hands.dice.random() < 0.85 else max(1, one.people - 2)
    written = one.arrives.date() - timedelta(days=hands.dice.randrange(1, 6))
    number = f"{hands.dice.randrange(10, 900)}/{hands.dice.randrange(1, 90)}/CONTOH/{written.year}"
    done = hands.do(
        desk,
        intake.register_letter,
        sender=sender.name,
        sender_kind=sender.kind,
        topics=(one.topic,),
        participant_count=one.people,
        participants=tuple(hands.invented.person(official=official) for _ in range(named)),
        letter_date=written,
        letter_number=number,
        received_at=from_wall(one.arrives),
        signer_name=sender.signer,
        signer_position=sender.signer_position,
        contact_name=sender.contact,
        contact_phone=sender.phone,
        addressee="Kepala Bagian Pengadaan Barang/Jasa",
        preferred_dates=_wished(hands, one),
        urgency=hands.dice.choice(("NORMAL", "NORMAL", "NORMAL", "URGENT")),
        missing=("Daftar nama peserta",) if one.fate == "INCOMPLETE" else (),
        forward=one.brief,
    )
    one.request = done.request
    hands.attach_letter(done.request, done.agenda, sender.name, _letter_lines(one, sender, number, written))


def _letter_lines(one: Story, sender: Sender, number: str, written: date) -> tuple[str, ...]:
    return (
        f"Nomor : {number}",
        f"Hal   : Permohonan training untuk {one.people} orang",
        f"Tanggal {long_date(written)}",
        "",
        "Yth. Kepala Bagian Pengadaan Barang/Jasa",
        "",
        f"Bersama ini kami mohon {one.people} orang dari {sender.name} dapat mengikuti training aplikasi "
        "pengadaan pada LPSE. Narahubung kami ada di bawah ini.",
        "",
        f"Narahubung: {sender.contact}, {sender.phone}",
        f"{sender.signer_position}: {sender.signer}",
        "",
        "SURAT INI CONTOH. Semua nama dan nomor karangan.",
    )


def _wished(hands: Hands, one: Story) -> tuple[date, ...]:
    """Half of the letters propose a day some two weeks ahead."""
    if hands.dice.random() < 0.5:
        return ()
    return (hands.days.shifted(one.arrives.date(), hands.dice.randrange(8, 15)),)


def _ends_at_desk(hands: Hands, one: Story) -> Script:
    if one.fate == "HANDED_BACK":
        yield hands.days.after(hands.now, 12)
        hands.do("wulan", request_edits.hand_back, request=one.request, because="Salah alamat, untuk instansi lain")
    elif one.fate == "VOIDED":
        yield hands.days.after(hands.now, 8)
        hands.do(
            "rizal",
            endings.void_request,
            request=one.request,
            second_officer="nurul",
            second_pin=hands.pins["nurul"],
            because="Tercatat dua kali oleh loket",
        )


def _ends_with_head(hands: Hands, one: Story) -> Script:
    if one.fate == "WITH_HEAD":
        return
    yield hands.days.after(hands.now, hands.dice.choice((12, 18, 25)))
    if one.fate == "RETURNED":
        note = "Siapa saja pesertanya? Lengkapi jabatan."
        hands.do("suryadi", dispositions.return_by_head, request=one.request, because=note, note=note)
        return
    note = "Sudah pernah dilatih tahun ini, kami kirim panduannya."
    hands.do("suryadi", dispositions.reject_by_head, request=one.request, because=note, note=note)
    yield hands.days.after(hands.now, 45)
    hands.do(
        "wulan",
        outgoing.issue_letter,
        request=one.request,
        kind="penolakan",
        subject="Jawaban permohonan training",
        addressee="Pemohon (contoh)",
    )


def _disposed(hands: Hands, one: Story) -> Script:
    """Steps 3 and 4: on screen, from the signed sheet the same day, or typed days later."""
    forwarded = hands.now
    if one.typed_late or (one.fate != "WITH_SUBHEAD" and hands.dice.random() < 0.25):
        yield from _from_sheet(hands, one, forwarded, late=one.typed_late)
        return
    yield hands.days.after(hands.now, hands.dice.choice((6, 9, 14, 18, 22, 28, 41)))
    hands.do(
        "suryadi", dispositions.approve_by_head, request=one.request, note=hands.dice.choice(("", "Setuju, jadwalkan."))
    )
    if one.fate == "WITH_SUBHEAD":
        return
    yield hands.days.after(hands.now, hands.dice.choice((3, 5, 8, 11, 13, 24)))
    hands.do("nurul", dispositions.dispose_by_subhead, request=one.request, trainers=_trainers(one))


def _from_sheet(hands: Hands, one: Story, forwarded: datetime, *, late: bool) -> Script:
    head_at = hands.days.after(forwarded, hands.dice.randrange(8, 27))
    subhead_at = hands.days.after(head_at, hands.dice.randrange(4, 14))
    typed = hands.days.after(subhead_at, hands.dice.randrange(5, 40))
    if late:
        typed = hands.days.some_moment(hands.days.shifted(subhead_at.date(), 2), hands.dice, morning=True)
    yield typed
    hands.do(
        "wulan",
        sheets.record_sheet,
        from_paper=True,
        request=one.request,
        head=HeadPart(initialed_at=from_wall(head_at), note="Proses"),
        subhead=SubheadPart(initialed_at=from_wall(subhead_at), trainers=_trainers(one)),
    )


def _trainers(one: Story) -> tuple[str, ...]:
    return () if one.group is None else (one.group.trainer,)


def _ends_in_queue(hands: Hands, one: Story) -> Script:
    if one.fate == "SCHEDULING":
        return
    yield hands.days.after(hands.now, 60)
    if one.fate == "WAITLISTED":
        hands.do(
            "nurul", scheduling.waitlist_request, request=one.request, because="Semua kelas topik ini penuh bulan ini"
        )
    elif one.fate == "POSTPONED":
        hands.do(
            "nurul",
            scheduling.postpone_request,
            request=one.request,
            because="Pemohon minta sesudah tutup tahun anggaran",
        )
    elif one.fate == "WITHDRAWN":
        hands.do("wulan", endings.withdraw_request, request=one.request, because="Pemohon mengikuti training LKPP")
    elif one.fate == "DUPLICATE" and one.request is not None:
        first = 1 if one.request != 1 else 2
        hands.do("wulan", endings.propose_duplicate, request=one.request, first=first, because="Surat kedua, isi sama")
        yield hands.days.after(hands.now, 20)
        hands.do("nurul", endings.confirm_duplicate, request=one.request)


def _scheduled(hands: Hands, one: Story) -> Script:
    group = one.group
    assert group is not None
    latest = hands.days.before(group.fix_at or hands.days.before(hands.now, 0), 10) if group.fix_at else None
    wanted = hands.days.after(hands.now, hands.dice.choice((35, 90, 240, 480)))
    yield min(wanted, latest) if latest is not None and latest > hands.now else hands.days.after(hands.now, 3)
    if group.session is None:
        placed = hands.do(
            "nurul",
            scheduling.schedule_request,
            otherwise="Tanggal sudah disepakati dengan pemohon",
            request=one.request,
            topic=group.topic,
            first_day=group.first,
            days=group.days,
            room=group.room,
            trainers=(group.trainer,),
            quota=group.quota,
            reserved=0 if group.quota else None,
        )
        group.session = placed.session
    else:
        hands.do(
            "nurul",
            scheduling.schedule_request,
            otherwise="Tanggal sudah disepakati dengan pemohon",
            request=one.request,
            session=group.session,
        )


def _told(hands: Hands, one: Story) -> Script:
    """Steps 6 and 7: contact, archive, answer."""
    group = one.group
    assert group is not None and group.fix_at is not None
    turn = 2 + 3 * group.members.index(one)
    yield max(hands.days.after(group.fix_at, turn), hands.days.after(hands.now, 1))
    while not group.fixed:
        if hands.now.date() >= group.first:
            return
        yield hands.days.after(hands.now, 11)
    desk = "rizal" if turn % 2 else "wulan"
    if not one.brief and hands.dice.random() < 0.3:
        hands.do(desk, notices.record_contact, request=one.request, channel="telephone", outcome="NO_ANSWER")
        yield hands.days.after(hands.now, 4)
    channel = hands.dice.choice(("telephone", "whatsapp", "letter", "email"))
    outcome = "REACHED" if channel == "telephone" else "SENT"
    hands.do(desk, notices.record_contact, request=one.request, channel=channel, outcome=outcome)
    if not one.brief:
        hands.do(desk, notices.archive_letter, request=one.request, storage_location=hands.invented.shelf())
    if one.kind == "letter" and not one.brief and hands.dice.random() < 0.4:
        hands.do(
            desk,
            outgoing.issue_letter,
            request=one.request,
            kind="undangan",
            subject="Jadwal training",
            addressee="Pemohon (contoh)",
            session=group.session,
        )
    if one.fate == "NOTIFIED":
        return
    yield hands.days.after(hands.now, hands.dice.choice((30, 120, 300, 500)))
    _answered(hands, one, desk)
    if one.fate == "ARCHIVED":
        closing = hands.days.some_moment(hands.days.shifted(group.last, 1), hands.dice, morning=True)
        yield max(closing, hands.days.after(hands.now, 1))
        if one.group is not None and one.group.done:
            hands.do(desk, notices.close_case, request=one.request)


def _answered(hands: Hands, one: Story, desk: str) -> None:
    with hands.office.store.reading() as connection:
        places = list(
            connection.execute(
                select(participant.c.id).where(
                    participant.c.request_id == one.request, participant.c.status == "ACTIVE"
                )
            ).scalars()
        )
    if len(places) > 2 and hands.dice.random() < 0.12:
        hands.do(
            desk, notices.record_confirmation, request=one.request, answer="DECLINED", participants=(places.pop(),)
        )
    hands.do(desk, notices.record_confirmation, request=one.request, answer="PRESENT", participants=tuple(places))
