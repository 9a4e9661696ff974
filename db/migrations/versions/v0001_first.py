"""First schema: the office, its cases, schedule, journal, and the guards in the database.

Made once from the table catalogue and then frozen: names and states are literal here (ARCHITECTURE.md section 4);
a test holds them equal to the catalogue and to the workflow.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

REQUEST_STATES = (
    "'REGISTERED', 'INCOMPLETE', 'RETURNED', 'WITH_HEAD', 'WITH_SUBHEAD', 'SCHEDULING', 'SCHEDULED', "
    "'NOTIFIED', 'CONFIRMED', 'TRAINED', 'ARCHIVED', 'REJECTED', 'WITHDRAWN', 'DUPLICATE', 'WAITLISTED', "
    "'POSTPONED', 'CANCELLED', 'HANDED_BACK', 'VOIDED'"
)

GUARDS = (
    "CREATE TRIGGER seat_within_quota_on_insert BEFORE INSERT ON seat WHEN NEW.state != 'RELEASED' AND "
    "NEW.voided_at IS NULL AND (SELECT count(*) FROM seat s WHERE s.session_id = NEW.session_id AND "
    "s.state != 'RELEASED' AND s.voided_at IS NULL) >= (SELECT quota FROM session WHERE id = "
    "NEW.session_id) BEGIN SELECT RAISE(ABORT, 'kursi penuh'); END",
    "CREATE TRIGGER seat_within_quota_on_update BEFORE UPDATE ON seat WHEN NEW.state != 'RELEASED' AND "
    "NEW.voided_at IS NULL AND (OLD.state = 'RELEASED' OR OLD.voided_at IS NOT NULL OR OLD.session_id != "
    "NEW.session_id) AND (SELECT count(*) FROM seat s WHERE s.session_id = NEW.session_id AND s.state != "
    "'RELEASED' AND s.voided_at IS NULL AND s.id != NEW.id) >= (SELECT quota FROM session WHERE id = "
    "NEW.session_id) BEGIN SELECT RAISE(ABORT, 'kursi penuh'); END",
    "CREATE TRIGGER session_quota_not_below_taken BEFORE UPDATE OF quota ON session WHEN NEW.quota < "
    "(SELECT count(*) FROM seat s WHERE s.session_id = NEW.id AND s.state != 'RELEASED' AND s.voided_at "
    "IS NULL) BEGIN SELECT RAISE(ABORT, 'kuota di bawah kursi terisi'); END",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'jurnal hanya "
    "bertambah'); END",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'jurnal hanya "
    "bertambah'); END",
    "CREATE TRIGGER journal_change_no_update BEFORE UPDATE ON journal_change BEGIN SELECT RAISE(ABORT, "
    "'jurnal hanya bertambah'); END",
    "CREATE TRIGGER journal_change_no_delete BEFORE DELETE ON journal_change BEGIN SELECT RAISE(ABORT, "
    "'jurnal hanya bertambah'); END",
)

NEVER_DELETED = (
    "agenda_book",
    "closed_day",
    "closed_period",
    "office_setting",
    "officer",
    "open_day",
    "organization",
    "ramadan",
    "room",
    "sheet",
    "topic",
    "work_hours",
    "officer_role",
    "person",
    "room_closure",
    "session",
    "trainer_absence",
    "trainer_topic",
    "request",
    "session_day",
    "session_trainer",
    "training_report",
    "archive_file",
    "attachment",
    "clock_pause",
    "disposition",
    "outgoing_letter",
    "paper",
    "participant",
    "request_topic",
    "sheet_request",
    "step_visit",
    "attendance",
    "confirmation",
    "contact_attempt",
    "seat",
    "test_score",
)


def upgrade() -> None:
    """Create every table and guard."""
    op.create_table(
        "agenda_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_book")),
        sa.UniqueConstraint("direction", "year", name=op.f("uq_agenda_book_direction_year")),
    )
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
    )
    op.create_index("ix_closed_day_day", "closed_day", ["day"], unique=False)
    op.create_table(
        "closed_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=48), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("officer_id", "form", name=op.f("uq_draft_officer_id_form")),
        info={"journal": "none"},
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_key", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.String(length=32), nullable=False),
        sa.Column("performed_by_id", sa.Integer(), nullable=True),
        sa.Column("acting_kind", sa.String(length=16), nullable=True),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undoes_seq", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("client_key", name=op.f("uq_journal_client_key")),
    )
    op.create_index("ix_journal_request_id", "journal", ["request_id"], unique=False)
    op.create_index("ix_journal_session_id", "journal", ["session_id"], unique=False)
    op.create_index("ix_journal_undoes_seq", "journal", ["undoes_seq"], unique=False)
    op.create_table(
        "office_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_setting")),
    )
    op.create_index("ix_office_setting_name", "office_setting", ["name", "valid_from"], unique=False)
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(length=48), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("nip", sa.String(length=32), nullable=False),
        sa.Column("rank_grade", sa.String(length=64), nullable=False),
        sa.Column("mobile", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("pin_must_change", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("handle", name=op.f("uq_officer_handle")),
    )
    op.create_table(
        "open_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_day")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_index("ix_organization_search_name", "organization", ["search_name"], unique=False)
    op.create_table(
        "ramadan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ramadan")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("computers", sa.Integer(), nullable=True),
        sa.Column("equipment", sa.JSON(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("code", name=op.f("uq_room_code")),
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("size", sa.String(length=16), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.String(length=24), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("anchor_seq", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("token", name=op.f("uq_sheet_token")),
    )
    op.create_table(
        "subject_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_key")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("color", sa.String(length=16), nullable=False),
        sa.Column("default_days", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("min_participants", sa.Integer(), nullable=False),
        sa.Column("materials", sa.JSON(), nullable=False),
        sa.Column("prerequisites", sa.Text(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("code", name=op.f("uq_topic_code")),
    )
    op.create_table(
        "work_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_hours")),
    )
    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=48), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name=op.f("fk_journal_change_seq")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
    )
    op.create_index("ix_journal_change_row", "journal_change", ["table_name", "row_id"], unique=False)
    op.create_index("ix_journal_change_seq", "journal_change", ["seq"], unique=False)
    op.create_table(
        "officer_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("acting_kind", sa.String(length=16), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_officer_role_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_role")),
    )
    op.create_index("ix_officer_role_officer_id", "officer_role", ["officer_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=False),
        sa.Column("npwp", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("rank_grade", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("spse_user_id", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("organization_text", sa.Text(), nullable=False),
        sa.Column("user_group", sa.String(length=48), nullable=False),
        sa.Column("brings_laptop", sa.Boolean(), nullable=True),
        sa.Column("mobile_unreachable", sa.Boolean(), nullable=False),
        sa.Column("email_unreachable", sa.Boolean(), nullable=False),
        sa.Column("privacy_notice_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_person_organization_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_person_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_mobile", "person", ["mobile"], unique=False)
    op.create_index("ix_person_nip", "person", ["nip"], unique=False)
    op.create_table(
        "room_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_closure_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_closure")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("reserved_for_individuals", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("agreed_before", sa.Boolean(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'TENTATIVE', 'FIXED', 'RUNNING', 'DONE', 'POSTPONED', 'CANCELLED')",
            name=op.f("ck_session_state"),
        ),
        sa.CheckConstraint("quota >= 1", name=op.f("ck_session_quota")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_session_room_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["session.id"], name=op.f("fk_session_successor_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_session_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index("ix_session_state", "session", ["state"], unique=False)
    op.create_table(
        "trainer_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_trainer_absence_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_absence")),
    )
    op.create_table(
        "trainer_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_trainer_topic_officer_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_trainer_topic_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_topic")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("agenda_year", sa.Integer(), nullable=False),
        sa.Column("agenda_number", sa.Integer(), nullable=False),
        sa.Column("agenda_source", sa.String(length=16), nullable=False),
        sa.Column("external_number", sa.String(length=80), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("applicant_id", sa.Integer(), nullable=True),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender_kind", sa.String(length=24), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=True),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("signer_position", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("participant_count", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("secrecy", sa.String(length=16), nullable=False),
        sa.Column("preferred_dates", sa.JSON(), nullable=False),
        sa.Column("preferred_place", sa.String(length=16), nullable=False),
        sa.Column("attachment_count", sa.Text(), nullable=False),
        sa.Column("carbon_copies", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("duplicate_reason", sa.Text(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("confirm_by", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('letter', 'form')", name=op.f("ck_request_kind")),
        sa.CheckConstraint(f"state IN ({REQUEST_STATES})", name=op.f("ck_request_state")),
        sa.CheckConstraint("participant_count >= 1", name=op.f("ck_request_participant_count")),
        sa.ForeignKeyConstraint(["applicant_id"], ["person.id"], name=op.f("fk_request_applicant_id")),
        sa.ForeignKeyConstraint(["duplicate_of_id"], ["request.id"], name=op.f("fk_request_duplicate_of_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_request_organization_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["request.id"], name=op.f("fk_request_parent_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_request_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("agenda_year", "agenda_number", name=op.f("uq_request_agenda_year_agenda_number")),
    )
    op.create_index("ix_request_organization_id", "request", ["organization_id"], unique=False)
    op.create_index("ix_request_received_at", "request", ["received_at"], unique=False)
    op.create_index("ix_request_state", "request", ["state"], unique=False)
    op.create_index("ux_request_external_number", "request", ["agenda_year", "external_number"], unique=True)
    op.create_table(
        "session_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("attendance_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_day_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_day")),
    )
    op.create_index("ix_session_day_day", "session_day", ["day"], unique=False)
    op.create_index("ix_session_day_session_id", "session_day", ["session_id"], unique=False)
    op.create_table(
        "session_trainer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_session_trainer_officer_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_trainer_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_trainer")),
    )
    op.create_index("ix_session_trainer_officer_id", "session_trainer", ["officer_id"], unique=False)
    op.create_index("ix_session_trainer_session_id", "session_trainer", ["session_id"], unique=False)
    op.create_table(
        "training_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("materials_done", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_training_report_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_report")),
        sa.UniqueConstraint("session_id", name=op.f("uq_training_report_session_id")),
    )
    op.create_table(
        "archive_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("classification_code", sa.String(length=32), nullable=False),
        sa.Column("storage_location", sa.Text(), nullable=False),
        sa.Column("retention_confirmed", sa.Boolean(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_archive_file_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_file")),
    )
    op.create_index("ix_archive_file_request_id", "archive_file", ["request_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_attachment_request_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_attachment_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_request_id", "attachment", ["request_id"], unique=False)
    op.create_table(
        "clock_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officer.id"], name=op.f("fk_clock_pause_recorded_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_clock_pause_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_pause")),
    )
    op.create_index("ix_clock_pause_request_id", "clock_pause", ["request_id"], unique=False)
    op.create_table(
        "disposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step_no", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=24), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("acting_kind", sa.String(length=16), nullable=True),
        sa.Column("forwarded_to", sa.JSON(), nullable=False),
        sa.Column("instructions", sa.JSON(), nullable=False),
        sa.Column("trainer_ids", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("initialed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_disposition_officer_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officer.id"], name=op.f("fk_disposition_recorded_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_disposition_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition")),
    )
    op.create_index("ix_disposition_request_id", "disposition", ["request_id"], unique=False)
    op.create_table(
        "outgoing_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("full_number", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_outgoing_letter_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_outgoing_letter_session_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_outgoing_letter_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_letter")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_outgoing_letter_year_number")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_paper_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_paper_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index("ix_paper_request_id", "paper", ["request_id"], unique=False)
    op.create_index("ix_paper_session_id", "paper", ["session_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position_no", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("receipt_code", sa.String(length=16), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('ACTIVE', 'REPLACED', 'WITHDRAWN')", name=op.f("ck_participant_status")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participant_person_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["participant.id"], name=op.f("fk_participant_replaced_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_participant_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index("ix_participant_person_id", "participant", ["person_id"], unique=False)
    op.create_index("ix_participant_request_id", "participant", ["request_id"], unique=False)
    op.create_table(
        "request_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_topic_request_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_request_topic_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_topic")),
    )
    op.create_index("ix_request_topic_request_id", "request_topic", ["request_id"], unique=False)
    op.create_table(
        "sheet_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_sheet_request_request_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_request_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_request")),
    )
    op.create_index("ix_sheet_request_request_id", "sheet_request", ["request_id"], unique=False)
    op.create_index("ix_sheet_request_sheet_id", "sheet_request", ["sheet_id"], unique=False)
    op.create_table(
        "step_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step_no", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=24), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("performed_by_id", sa.Integer(), nullable=True),
        sa.Column("acting_kind", sa.String(length=16), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["performed_by_id"], ["officer.id"], name=op.f("fk_step_visit_performed_by_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officer.id"], name=op.f("fk_step_visit_recorded_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_step_visit_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_visit")),
    )
    op.create_index("ix_step_visit_done_at", "step_visit", ["done_at"], unique=False)
    op.create_index("ix_step_visit_request_id", "step_visit", ["request_id", "step_no"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('PRESENT', 'ABSENT', 'EXCUSED', 'SICK', 'NO_SHOW')", name=op.f("ck_attendance_status")
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_attendance_participant_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_attendance_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "session_id", "participant_id", "day", name=op.f("uq_attendance_session_id_participant_id_day")
        ),
    )
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IN ('PRESENT', 'DECLINED', 'SUBSTITUTED', 'OTHER_DATE', 'NO_ANSWER')",
            name=op.f("ck_confirmation_answer"),
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_confirmation_participant_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officer.id"], name=op.f("fk_confirmation_recorded_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_confirmation_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_confirmation_session_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_confirmation_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
    )
    op.create_index("ix_confirmation_request_id", "confirmation", ["request_id"], unique=False)
    op.create_index("ix_confirmation_session_id", "confirmation", ["session_id", "participant_id"], unique=False)
    op.create_table(
        "contact_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("subject_key_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("spoken_to", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_contact_attempt_participant_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officer.id"], name=op.f("fk_contact_attempt_recorded_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_contact_attempt_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_contact_attempt_session_id")),
        sa.ForeignKeyConstraint(["subject_key_id"], ["subject_key.id"], name=op.f("fk_contact_attempt_subject_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_attempt")),
    )
    op.create_index("ix_contact_attempt_request_id", "contact_attempt", ["request_id"], unique=False)
    op.create_index("ix_contact_attempt_session_id", "contact_attempt", ["session_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("release_reason", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('HELD', 'CONFIRMED', 'RELEASED')", name=op.f("ck_seat_state")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_seat_participant_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_seat_request_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_seat_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_index("ix_seat_participant_id", "seat", ["participant_id"], unique=False)
    op.create_index("ix_seat_request_id", "seat", ["request_id"], unique=False)
    op.create_index("ix_seat_session_id", "seat", ["session_id"], unique=False)
    op.create_index(
        "ux_seat_active",
        "seat",
        ["session_id", "participant_id"],
        unique=True,
        sqlite_where=sa.text("state != 'RELEASED' AND voided_at IS NULL"),
        postgresql_where=sa.text("state != 'RELEASED' AND voided_at IS NULL"),
    )
    op.create_table(
        "test_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("pre_test", sa.Integer(), nullable=True),
        sa.Column("post_test", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_test_score_participant_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_test_score_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_score")),
        sa.UniqueConstraint("session_id", "participant_id", name=op.f("uq_test_score_session_id_participant_id")),
    )
    for guard in GUARDS:
        op.execute(guard)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'tidak ada yang dihapus'); END"
        )
