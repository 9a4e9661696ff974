"""Every use case by its name, with the fields it takes: what ``act`` runs and ``actions`` tells."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any, get_type_hints

from desktop_app import services
from desktop_app.errors import UserError
from desktop_app.services import undo as undo_module
from desktop_app.services import wire
from desktop_app.services.use_case import REGISTRY, UseCase

UNDO = "undo"
ENVELOPE: dict[str, str] = {
    "occurred_at": "datetime",
    "reason": "text",
    "from_paper": "boolean",
    "performed_by": "text",
    "acting_kind": "text",
}
"""What ``--data`` may say beside the fields: when it happened, why, from paper, whose act (handle), Plh. or Plt."""


@cache
def use_cases() -> dict[str, UseCase]:
    """All of them, by the name of their workflow row."""
    for module in pkgutil.iter_modules(services.__path__, services.__name__ + "."):
        importlib.import_module(module.name)
    return {**REGISTRY, UNDO: undo_module.undo}


def find(action: str) -> UseCase:
    """The use case of an action; raises :class:`UserError` for an unknown name."""
    found = use_cases().get(action)
    if found is None:
        raise UserError(f"Tindakan “{action}” tidak dikenal. Lihat daftar dengan “actions”.", field="action")
    return found


def fields_of(function: UseCase) -> dict[str, dict[str, Any]]:
    """Its fields: type in words, whether required, and the default where there is one."""
    hints = get_type_hints(function)
    fields: dict[str, dict[str, Any]] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        required = parameter.default is inspect.Parameter.empty
        fields[name] = {"type": wire.describe(hints[name]), "required": required}
        if not required:
            fields[name]["default"] = wire.to_json(parameter.default)
    return fields
