"""Which line of the program is which guard, how it is taken away, and which tests must notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """``without`` stands in the place of ``line`` in ``file``; at least one of ``tests`` must then fail."""

    name: str
    file: str
    line: str
    without: str
    tests: tuple[str, ...]


_RACES = "tests/services/test_seats_and_races.py"
_STORE = "tests/db/test_store.py"
_SEALS = "tests/services/test_seals_and_tampering.py"
_FRAME = "tests/services/test_frame.py"

GUARDS: tuple[Guard, ...] = (
    Guard(
        "trigger against a seat too many",
        "db/migrations/versions/v0001_first.py",
        '"CREATE TRIGGER seat_within_quota_on_insert BEFORE INSERT ON seat WHEN NEW.state',
        '"CREATE TRIGGER seat_within_quota_on_insert BEFORE INSERT ON seat WHEN 0 AND NEW.state',
        (f"{_RACES}::test_a_seat_more_is_refused_by_the_file_itself",),
    ),
    Guard(
        "append-only journal",
        "db/migrations/versions/v0001_first.py",
        '"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, \'jurnal hanya "',
        '"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN 0 BEGIN SELECT RAISE(ABORT, \'jurnal hanya "',
        ("tests/db/test_catalogue.py", _SEALS),
    ),
    Guard(
        "lock before the first question (begin hook)",
        "db/engine.py",
        '"BEGIN IMMEDIATE" if writer else "BEGIN"',
        '"BEGIN"',
        (f"{_STORE}::test_a_write_takes_the_lock_before_its_first_question",),
    ),
    Guard(
        "synchronous=FULL",
        "db/engine.py",
        'raw.execute("PRAGMA synchronous = FULL")',
        'raw.execute("PRAGMA synchronous = NORMAL")',
        (f"{_STORE}::test_every_connection_has_the_settings_of_the_promise",),
    ),
    Guard(
        "fsync of files written aside",
        "db/durable_files.py",
        "            os.fsync(stream.fileno())",
        "            stream.flush()",
        ("tests/db/test_keys_durable_files.py",),
    ),
    Guard(
        "role and state asked inside the lock",
        "desktop_app/services/use_case.py",
        "            role = authorize(work)",
        "            role = work.actor.roles[0]",
        (_FRAME,),
    ),
    Guard(
        "one key, one save",
        "desktop_app/services/use_case.py",
        "            if earlier is not None:",
        "            if earlier is not None and act.key == '':",
        (_FRAME,),
    ),
    Guard(
        "quota asked by the service",
        "desktop_app/services/seats.py",
        "    if not verdict.ok:\n        raise RuleRefusal(verdict.reason",
        "    if verdict.ok is None:\n        raise RuleRefusal(verdict.reason",
        (f"{_RACES}::test_a_seat_more_than_the_quota_is_refused_by_the_service",),
    ),
    Guard(
        "order of receipt",
        "desktop_app/services/seats.py",
        "        turns.keep(work, request, session, now, len(chosen))",
        "        assert turns is not None",
        ("tests/services/test_proposals.py",),
    ),
    Guard(
        "clash check of a new class",
        "desktop_app/services/sessions.py",
        "    if verdict.level is Level.REFUSAL:",
        "    if verdict.level is None and work is None:",
        ("tests/services/test_proposals.py",),
    ),
    Guard(
        "exports replace whole files only",
        "desktop_app/documents/export_file.py",
        'part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")',
        "part = path",
        ("tests/documents/test_export_file.py",),
    ),
    Guard(
        "rehearsal of every backup",
        "db/backup.py",
        "    problems += rehearsed(copy, task.data_key, manifest.counts, task.rehearse)",
        "    problems += []",
        ("tests/db/test_backup.py",),
    ),
    Guard(
        "personal fields sealed in the journal",
        "db/journal.py",
        'if is_sealed_column(table, column) and value not in (None, ""):',
        'if is_sealed_column(table, column) and value == ("never",):',
        (f"{_SEALS}::test_nothing_personal_stands_in_the_journal_in_plain",),
    ),
    Guard(
        "key check beside the database",
        "db/key_store.py",
        "        if not hmac.compare_digest(self.check, check_value(data_key)):",
        "        if self.check == '':",
        ("tests/db/test_keys.py", _SEALS),
    ),
    Guard(
        "numbers masked in lists",
        "desktop_app/sop/identity_numbers.py",
        '    return digits[:4] + "*" * (size - 4 - tail) + digits[size - tail :]',
        "    return digits",
        ("tests/sop/test_identity_numbers.py",),
    ),
    Guard(
        "growing delay after wrong PINs",
        "desktop_app/services/access.py",
        "    return 0 if over < 0 else min(LONGEST_DELAY, 2 ** min(over, 10))",
        "    return 0",
        ("tests/ui/test_login.py::test_a_wrong_pin_is_said_beside_the_field_and_then_waits",),
    ),
    Guard(
        "largest scan",
        "desktop_app/scanning/admission.py",
        "    if len(data) > LARGEST_FILE:",
        "    if len(data) < 0:",
        ("tests/scanning/test_admission.py",),
    ),
    Guard(
        "pages looked at before anybody enters",
        "desktop_app/services/daily_check.py",
        "    if broken:\n",
        "    if broken is None:\n",
        ("tests/faults/test_restore_in_the_window.py",),
    ),
    Guard(
        "the path of a pulled stick is not made a folder",
        "desktop_app/services/data_folder.py",
        "    return place == office.store.data_dir / BACKUPS",
        "    return place is not None",
        ("tests/services/test_backup_rounds.py",),
    ),
)
