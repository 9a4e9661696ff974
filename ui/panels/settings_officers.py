"""Petugas dan peran: add, change, switch off, give and take roles, reset a PIN (shown once)."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtGui import QHideEvent

from desktop_app.errors import UserError
from desktop_app.queries.settings_read import OfficerDetail, RolePeriod, officer_details
from desktop_app.services import access, office_people
from desktop_app.sop.dates_in_words import numeric_date, parse_date
from desktop_app.sop.states import ROLE_LABELS, Role
from ui.desk import Desk
from ui.panels.first_setup_work import handle_for
from ui.panels.inline_form import InlineForm
from ui.panels.settings_section import TableSection
from ui.widgets.badges import BadgeView
from ui.widgets.check_rows import CheckRow
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyView
from ui.widgets.field import Field
from ui.widgets.hint_bar import Hint
from ui.widgets.labels import Label
from ui.widgets.line_edit import LineEdit
from ui.widgets.tables import Cell, Column, TableRow

ROLES: Final = tuple(Choice(role.value, ROLE_LABELS[role]) for role in Role)
KINDS: Final = (
    Choice("", "Tetap"),
    Choice("Plh.", "Plh. (pelaksana harian)"),
    Choice("Plt.", "Plt. (pelaksana tugas)"),
)
COLUMNS: Final = (
    Column("name", "Nama"),
    Column("roles", "Peran"),
    Column("handle", "Nama masuk", 112),
    Column("state", "Keadaan", 152),
)


class OfficersSection(TableSection):
    """The officers with their roles of all times."""

    title = "Petugas dan peran"
    text = "Siapa boleh masuk, dengan peran apa, sejak kapan sampai kapan"

    def __init__(self, desk: Desk) -> None:
        empty = EmptyView("users", "Belum ada petugas", "Tambah petugas dengan Ins.")
        super().__init__(desk, COLUMNS, object_name="set_officers", empty=empty)
        self._officers: tuple[OfficerDetail, ...] = ()
        self._about: OfficerDetail | None = None
        self._make_person_form()
        self._make_role_form()
        self._make_withdraw_form()
        self._shown_pin = Label("", "subtitle", "accent", wrap=True, selectable=True, object_name="set_officers_pin")
        self._shown_pin.hide()
        self.middle.insertWidget(1, self._shown_pin)
        tools = (
            ("Tambah", self.begin_add, "Ins", "user-plus", "add_officer", "set_officer_add"),
            ("Ubah", self.begin_edit, "F2", "", "edit_officer", "set_officer_edit"),
            ("Beri peran", self.begin_role, "", "", "grant_role", "set_officer_role"),
            ("Cabut peran", self.begin_withdraw, "", "", "withdraw_role", "set_officer_withdraw"),
            ("PIN baru", self.reset_pin, "", "", "reset_pin", "set_officer_reset"),
            ("Aktif/nonaktif", self.switch, "", "", "edit_officer", "set_officer_switch"),
        )
        for words, act, key, icon, action, name in tools:
            self.add_tool(words, act, key=key, icon=icon, action=action, name=name)
        self.table.activated_row.connect(lambda _: self.begin_edit())

    def _make_person_form(self) -> None:
        self._person = self.add_form(InlineForm("", "Simpan petugas", object_name="officer_form"), self._save_person)
        for name, label, hint in (
            ("full_name", "Nama lengkap dengan gelar", ""),
            ("handle", "Nama masuk", "kosongkan, dibuat dari nama"),
            ("title", "Jabatan", "boleh kosong"),
            ("nip", "NIP", "boleh kosong"),
            ("rank_grade", "Pangkat/golongan", "boleh kosong"),
            ("mobile", "HP", "boleh kosong"),
        ):
            self._person.add(name, Field(label, LineEdit(max_length=200, object_name=f"officer_{name}"), hint))
        self._roles = {role: CheckRow(ROLE_LABELS[role], object_name=f"officer_role_{role.value}") for role in Role}
        for row in self._roles.values():
            self._person.add_widget(row)

    def _make_role_form(self) -> None:
        self._role_form = self.add_form(InlineForm("", "Beri peran", object_name="role_form"), self._save_role)
        today = self.desk.today

        self._role = ChoiceField(ROLES, object_name="role_role")
        self._kind = ChoiceField(KINDS, "", placeholder="Tetap", object_name="role_kind")
        self._from = DateField(lambda t: parse_date(t, today()), today=today, object_name="role_from")
        self._to = DateField(lambda t: parse_date(t, today()), today=today, object_name="role_to")
        self._role_form.add("role", Field("Peran", self._role))
        self._role_form.add("acting_kind", Field("Sebagai", self._kind, "Plh. atau Plt. selama pejabat tidak ada"))
        self._role_form.add("valid_from", Field("Mulai", self._from))
        self._role_form.add("valid_to", Field("Sampai", self._to, "kosong = seterusnya"))

    def _make_withdraw_form(self) -> None:
        self._withdraw = self.add_form(InlineForm("", "Cabut peran", object_name="withdraw_form"), self._save_withdraw)
        self._lost = ChoiceField((), object_name="withdraw_role")
        self._withdraw.add("role", Field("Peran yang dicabut", self._lost, "berlaku mulai hari ini"))

    def load(self) -> None:
        """Read the officers."""
        self.desk.read(officer_details, self._show, channel="set_officers")

    def _show(self, rows: tuple[OfficerDetail, ...]) -> None:
        self._officers = rows
        self.table.set_rows([self._row(one) for one in rows])
        if rows and not self.table.current_key():
            self.table.select(str(rows[0].id))

    def _row(self, one: OfficerDetail) -> TableRow:
        tone = "text" if one.active else "disabled"
        if not one.active:
            state = Cell(badge=BadgeView("Nonaktif"))
        elif one.pin_must_change:
            state = Cell(badge=BadgeView("PIN sekali pakai", "warn", "clock"))
        else:
            state = Cell(badge=BadgeView("Aktif", "ok", "check"))
        cells: dict[str, Cell | str] = {
            "name": Cell(one.full_name, detail=one.title, tone=tone, strong=True),
            "roles": Cell("; ".join(_words(period) for period in one.roles) or "Belum punya peran", tone=tone),
            "handle": Cell(one.handle, tone=tone),
            "state": state,
        }
        return TableRow(str(one.id), cells)

    def hideEvent(self, event: QHideEvent) -> None:
        """Once another section is open, the PIN is gone."""
        super().hideEvent(event)
        self._shown_pin.hide()
        self._shown_pin.setText("")

    def _picked(self) -> OfficerDetail | None:
        found = self.chosen()
        self._about = next((one for one in self._officers if one.id == found), None)
        return self._about

    def begin_add(self) -> None:
        """A new officer."""
        self._about = None
        self._person.title.setText("Petugas baru")
        for name in self._person.fields:
            self._person.set_text(name, "")
        self._person.fields["handle"].show()
        for row in self._roles.values():
            row.setChecked(False)
            row.show()
        self.open_form(self._person, "full_name")

    def begin_edit(self) -> None:
        """Change the chosen officer."""
        one = self._picked()
        if one is None:
            return
        self._person.title.setText(one.full_name)
        for name in ("full_name", "title", "nip", "rank_grade", "mobile"):
            self._person.set_text(name, getattr(one, name))
        self._person.fields["handle"].hide()
        for row in self._roles.values():
            row.hide()
        self.open_form(self._person, "full_name")

    def _save_person(self) -> None:
        typed = {n: self._person.text(n) for n in ("full_name", "title", "nip", "rank_grade", "mobile")}
        if self._about is not None:
            said = f"Data {typed['full_name']} diperbarui"
            self.save(self._person, office_people.edit_officer, said, officer_id=self._about.id, **typed)
            return
        pin = access.new_pin()
        handle = self._person.text("handle").lower() or handle_for(
            typed["full_name"], {one.handle for one in self._officers}
        )
        roles = tuple(role.value for role, row in self._roles.items() if row.isChecked())
        name = typed["full_name"]

        def done() -> None:
            self.close_form()
            self._show_pin(name, pin)

        self.act(
            office_people.add_officer,
            f"{name} ditambahkan",
            failed=self._person.show_error,
            done=lambda _: done(),
            handle=handle,
            roles=roles,
            pin=pin,
            **typed,
        )

    def begin_role(self) -> None:
        """Give the chosen officer a role."""
        one = self._picked()
        if one is None:
            return
        self._role_form.title.setText(f"Peran untuk {one.full_name}")
        self._role.set_current("")
        self._kind.set_current("")
        self._from.set_day(self.desk.today())
        self._to.set_day(None)
        self.open_form(self._role_form, "role")

    def _save_role(self) -> None:
        one = self._about
        if one is None:
            return
        if not self._role.current():
            self._role_form.show_error(UserError("Pilih perannya.", field="role"))
            return
        for name, date in (("valid_from", self._from), ("valid_to", self._to)):
            if date.problem():
                self._role_form.show_error(UserError(date.problem(), field=name))
                return
        if self._kind.current() and self._to.day() is None:
            words = "Plh. dan Plt. perlu tanggal akhir. Isi sampai kapan."
            self._role_form.show_error(UserError(words, field="valid_to"))
            return
        # Bound here: the dispatcher's own ``acting_kind`` says in whose stead the administrator himself acts.
        self.save(
            self._role_form,
            partial(office_people.grant_role, acting_kind=self._kind.current() or None),
            f"{one.full_name} menjadi {self._kind.current()} {ROLE_LABELS[Role(self._role.current())]}".replace(
                "  ", " "
            ),
            officer_id=one.id,
            role=self._role.current(),
            valid_from=self._from.day(),
            valid_to=self._to.day(),
        )

    def begin_withdraw(self) -> None:
        """Take a role away."""
        one = self._picked()
        if one is None:
            return
        held = {period.role.value: ROLE_LABELS[period.role] for period in one.roles}
        self._withdraw.title.setText(f"Cabut peran {one.full_name}")
        self._lost.set_items([Choice(key, label) for key, label in held.items()])
        self._lost.set_current(next(iter(held), ""))
        self.open_form(self._withdraw, "role")

    def _save_withdraw(self) -> None:
        one = self._about
        if one is not None:
            said = f"Peran {one.full_name} dicabut"
            self.save(self._withdraw, office_people.withdraw_role, said, officer_id=one.id, role=self._lost.current())

    def reset_pin(self) -> None:
        """A new one-use PIN, shown once."""
        one = self._picked()
        if one is None:
            return
        pin = access.new_pin()
        self.act(
            office_people.reset_pin,
            f"PIN {one.full_name} diatur ulang",
            done=lambda _: self._show_pin(one.full_name, pin),
            officer_id=one.id,
            pin=pin,
        )

    def _show_pin(self, name: str, pin: str) -> None:
        self._shown_pin.setText(f"PIN sekali pakai {name}: {pin}. Catat sekarang, hanya tampil sekali.")
        self._shown_pin.show()

    def switch(self) -> None:
        """Switch the chosen officer off or on again."""
        one = self._picked()
        if one is not None:
            words = "dinonaktifkan" if one.active else "diaktifkan lagi"
            said = f"{one.full_name} {words}"
            self.act(office_people.edit_officer, said, officer_id=one.id, active=not one.active)

    def hints(self) -> tuple[Hint, ...]:
        """Keys of this section."""
        return (Hint(("Ins",), "Tambah petugas"), Hint(("F2",), "Ubah"))


def _words(period: RolePeriod) -> str:
    label = " ".join(part for part in (period.acting_kind or "", ROLE_LABELS[period.role]) if part)
    if period.valid_to is not None:
        return f"{label} ({numeric_date(period.valid_from)} s.d. {numeric_date(period.valid_to)})"
    return label
