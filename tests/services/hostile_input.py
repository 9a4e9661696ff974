"""What a form may be given by a slip, a paste or an ill will: strategies by the type of the field."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import EnumType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desktop_app.commands import catalogue
from tests.services.deeds import Deed

NASTY = (
    *("", " ", "\t", "\n", "a\x00b", "\x1b[31mmerah", "a\x85b", "a\u2028b", "\ufeffBOM", "a\u200bb", "a\u00adb"),
    *("Dinas \u202egnilab", "\u2066asing\u2069", "\u061cALM", "\ud800"),
    *("ab\udfffcd", "\ufffe", "\U0010ffff", "\ue000"),
    *(
        "محمد عبد الله",
        "עברית",
        "ΣΊΣΥΦΟΣ",
        "İstanbul ıI",
        "ﬁ ﬂ Ǆ",
        "Cafe\u0301",
        "Z" + "\u0301" * 40,
        "👩🏽‍🏫🇮🇩",
        "漢字",
    ),
    *("=1+1", "+62", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'),
    *("'; DROP TABLE request; --", "%s %d {0} {}"),
    *(
        "<b>tebal</b>",
        "<img src='/etc/hostname'>",
        "a</para>",
        "&amp; & <",
        "PT <Sinar> & Jaya",
        "{nama}",
        "{urut",
        "}",
    ),
    *("..\\..\\CON", "/etc/passwd", "a" * 199, "a" * 200, "a" * 201),
    *("a" * 4001, "kata " * 3000, "é" * 500, "\n" * 50),
    *(
        "0",
        "-1",
        "007",
        "1e9",
        "１２３",
        "٣",
        "²",
        "½",
        "NaN",
        "inf",
        "08.30",
        "24:00",
        "25.99",
        "08:30:15+07:00",
        "T1",
    ),
    *(
        "081200000147",
        "+62 812-0000-0147",
        "12",
        "197801012010011001",
        "1978 0101 2010 01 1001",
        "a@b.example",
        "a@b",
        "@",
    ),
    *(
        "SIRUP",
        "lpse",
        "andi",
        "HELPDESK",
        "PROCESS",
        "telephone",
        "own",
        "NORMAL",
        "office",
        "ya",
        "true",
        "null",
        "[]",
    ),
)
"""Every kind of text at least once, whatever the dice say."""

TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.text(st.characters(), max_size=12),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"]), min_size=1, max_size=6),
    st.builds(lambda one, times: one * times, st.text(min_size=1, max_size=5), st.integers(50, 1200)),
)
NUMBERS = st.one_of(
    st.sampled_from((0, -1, 1, 2, 12, 99, 100, 101, 999, 1000, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**40)),
    st.integers(-5, 40),
    st.integers(),
)
DAYS = st.one_of(
    st.sampled_from((date.min, date.max, date(1900, 1, 1), date(2000, 2, 29), date(2026, 12, 31), date(2027, 1, 1))),
    st.dates(),
    st.dates(date(2026, 10, 1), date(2027, 3, 1)),
)
MOMENTS = st.one_of(
    st.sampled_from((datetime.min, datetime.max, datetime(2026, 11, 23, 1), datetime(2026, 12, 31, 17))),
    st.datetimes(),
    st.datetimes(datetime(2026, 10, 1), datetime(2027, 3, 1)),
).map(lambda moment: moment.replace(tzinfo=UTC))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
PLAIN: dict[Any, SearchStrategy[Any]] = {
    str: TEXTS,
    int: NUMBERS,
    bool: st.booleans(),
    date: DAYS,
    datetime: MOMENTS,
    Any: ANYTHING,
}


def of_type(kind: Any, good: Any = None) -> SearchStrategy[Any]:
    """Values of a field's type; of a list or a record the good one with parts of it exchanged."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of([st.none() if one is type(None) else of_type(one, good) for one in inner])
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            start = good or ()
            one = of_type(inner[0], start[0] if start else None)
            many = st.lists(one, max_size=4).map(tuple)
            return st.one_of(many, many.map(lambda more: (*start, *more)))
        return st.tuples(*(of_type(one) for one in inner))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return record_of(kind, good)
    if isinstance(kind, EnumType):
        return st.sampled_from(list(kind))
    raise AssertionError(f"no strategy for {kind}")


def record_of(kind: type, good: Any) -> SearchStrategy[Any]:
    """A record: some of its fields hostile, the others as they were good."""
    hints = get_type_hints(kind)
    needed = {
        one.name: of_type(hints[one.name])
        for one in dataclasses.fields(kind)
        if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
    }
    optional = {one.name: of_type(hints[one.name]) for one in dataclasses.fields(kind) if one.name not in needed}
    made = st.fixed_dictionaries(needed, optional=optional).map(lambda given: kind(**given))
    if good is None:
        return made
    every = {one.name: of_type(hints[one.name], getattr(good, one.name)) for one in dataclasses.fields(kind)}
    changed = _some(every).map(lambda given: dataclasses.replace(good, **given))
    return st.one_of(changed, made)


def _some(every: dict[str, SearchStrategy[Any]]) -> SearchStrategy[dict[str, Any]]:
    """One field in half of the cases, else up to four at once."""

    def chosen(names: list[str]) -> SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({name: every[name] for name in names})

    names = st.sampled_from(sorted(every))
    return st.one_of(st.lists(names, min_size=1, max_size=1), st.lists(names, max_size=4, unique=True)).flatmap(chosen)


ENVELOPE: dict[str, SearchStrategy[Any]] = {
    "reason": st.one_of(st.none(), TEXTS),
    "occurred_at": MOMENTS,
    "acting_kind": st.one_of(st.none(), st.sampled_from(("Plt.", "Plh.", "a.n.")), TEXTS),
    "performed_by": NUMBERS,
}


def typed_fields(use_case: Callable[..., Any]) -> dict[str, Any]:
    """The keyword fields of a use case with their types."""
    function = inspect.unwrap(use_case)
    hints = get_type_hints(function)
    return {
        name: hints[name]
        for name, one in inspect.signature(function).parameters.items()
        if one.kind is inspect.Parameter.KEYWORD_ONLY
    }


def hostile(name: str, deed: Deed) -> SearchStrategy[tuple[dict[str, Any], dict[str, Any]]]:
    """Fields and envelope to exchange in a good deed."""
    fields = typed_fields(catalogue.find(name))
    given = {one: of_type(kind, deed.fields.get(one)) for one, kind in fields.items()}
    envelope = st.one_of(st.just({}), st.just({}), st.just({}), _some(ENVELOPE))
    return st.tuples(_some(given) if given else st.just({}), envelope)
