"""Role tabs as data: who sees which page, in which order, and where it is made."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from desktop_app.sop.states import Role
from ui.desk import Desk
from ui.panel import Panel


@dataclass(frozen=True, slots=True)
class RoleTab:
    """One tab: ``roles`` work in it, ``readers`` may open it to look and to record from paper.

    ``page`` is "module:Class", imported when the tab is first opened.
    """

    key: str
    label: str
    roles: frozenset[Role]
    readers: frozenset[Role]
    page: str

    def make(self, desk: Desk) -> Panel:
        """Build the page."""
        module, name = self.page.split(":")
        made = getattr(importlib.import_module(module), name)(desk)
        if not isinstance(made, Panel):
            raise TypeError(self.page)
        return made


EVERYONE = frozenset(Role)
DESK_READS = frozenset({Role.HELPDESK})

TABS: tuple[RoleTab, ...] = (
    RoleTab("helpdesk", "Helpdesk", frozenset({Role.HELPDESK}), frozenset(), "ui.panels.helpdesk:HelpdeskPage"),
    RoleTab("kabag", "Kabag PBJ", frozenset({Role.DIVISION_HEAD}), DESK_READS, "ui.panels.kabag:KabagPage"),
    RoleTab(
        "kasubbag", "Kasubbag LPSE", frozenset({Role.SUBDIVISION_HEAD}), DESK_READS, "ui.panels.kasubbag:KasubbagPage"
    ),
    RoleTab("trainer", "Trainer", frozenset({Role.TRAINER}), DESK_READS, "ui.panels.trainer:TrainerPage"),
    RoleTab("arsip", "Arsip & Laporan", EVERYONE, frozenset(), "ui.panels.archive:ArchivePage"),
    RoleTab(
        "pengaturan", "Pengaturan", frozenset({Role.ADMINISTRATOR}), frozenset(), "ui.panels.settings:SettingsPage"
    ),
)


def tabs_for(roles: tuple[Role, ...]) -> tuple[RoleTab, ...]:
    """The tabs an officer with these roles sees, his own first in the fixed order."""
    held = set(roles)
    return tuple(tab for tab in TABS if tab.roles & held or tab.readers & held)
