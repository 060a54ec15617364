"""Rules that are data: what a part must have, share with none, name, or not hold.

The check reads them here, and the form in the browser gets the same entries,
with their messages, as part of its data (``docs/assets/js/form/requirements.mjs``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from casebook.base import dates
from casebook.base.problems import Loc
from casebook.base.words import did_you_mean, shortened
from casebook.corpus.library import Library
from casebook.corpus.measures import INDEPENDENT, independent_origins
from casebook.corpus.statuses import Statuses
from casebook.model.case import Case
from casebook.model.walk import leaves, matching
from casebook.rules.base import Finding, Rule, case_rule

Values = tuple[str, ...] | Callable[[Statuses], Iterable[str]]
"""Values that are fixed, or those that the vocabulary gives."""


@dataclass(frozen=True)
class Test:
    """One condition on a part of a case.

    - ``there``: something stands at ``path``.
    - ``among``: one of the values at ``path`` is one of ``values``.
    - ``origins``: the sources of the part have enough independent origins.
    - ``kinds``: one of the sources of the part is of a kind in ``values``.
    - ``distinct``: as many different texts stand at ``path``, whatever their capitals.
    - ``id_of``: a value at ``path`` is the id of an entry of one of the lists ``values``,
      where the empty name stands for the case itself.
    - ``before``: the date at ``path`` surely lies before the one at the path in ``values``.
    """

    kind: Literal["there", "among", "origins", "kinds", "distinct", "id_of", "before"]
    path: str = ""
    values: Values = ()
    negated: bool = False

    def __invert__(self) -> Test:
        """The opposite."""
        return replace(self, negated=not self.negated)

    def resolved(self, statuses: Statuses) -> tuple[str, ...]:
        """The values, in a stable order."""
        return (
            self.values if isinstance(self.values, tuple) else tuple(sorted(self.values(statuses)))
        )

    def holds(self, part: Any, case: Case, statuses: Statuses) -> bool:
        """Whether a part of a case passes."""
        return self._found(part, case, statuses) != self.negated

    def _found(self, part: Any, case: Case, statuses: Statuses) -> bool:
        if self.kind == "origins":
            sources = {source.id: source for source in case.sources}
            return independent_origins(part.sources, sources) >= INDEPENDENT
        if self.kind == "kinds":
            kinds = {source.kind for source in case.sources if source.id in part.sources}
            return not kinds.isdisjoint(self.resolved(statuses))
        values, found = self.resolved(statuses), values_at(part, self.path)
        if self.kind == "distinct":
            return len({value.casefold() for value in found}) >= INDEPENDENT
        if self.kind == "before":
            others = [on for path in values for on in values_at(part, path)]
            return any(_before(on, other) for on in found for other in others)
        if self.kind == "id_of":
            values = tuple(ids(case, values))
        return bool(found) if self.kind == "there" else not set(found).isdisjoint(values)


def there(path: str) -> Test:
    """Something stands at a path."""
    return Test("there", path)


def among(path: str, values: Values) -> Test:
    """One of the values at a path is one of these."""
    return Test("among", path, values)


def id_of(path: str, *lists: str) -> Test:
    """A value at a path is the id of an entry of one of these lists."""
    return Test("id_of", path, lists)


def before(path: str, other: str) -> Test:
    """The date at a path surely lies before the one at another."""
    return Test("before", path, (other,))


ORIGINS = Test("origins")


def kinds(values: Iterable[str]) -> Test:
    """One of the sources is of one of these kinds."""
    return Test("kinds", "", tuple(sorted(values)))


@dataclass(frozen=True)
class Requirement:
    """Where all of ``when`` hold for a part, one of ``needs`` must."""

    rule: Rule
    each: str
    """The list of parts; empty for the case itself."""
    at: tuple[str, ...]
    """Where the finding stands, from the part."""
    message: str
    """``{field}`` is a field of the part."""
    needs: tuple[Test, ...]
    when: tuple[Test, ...]
    key: bool
    nameless: str
    """The message where the part has no id yet, which only the form meets."""


@dataclass(frozen=True)
class Unique:
    """No two parts of a list have the same value in a field."""

    rule: Rule
    each: tuple[str, ...]
    """Lists, each looked at by itself; ``lessons.items`` is one list for each lesson."""
    field: str
    message: str
    """``{value}`` is what stands twice, ``{first}`` the id of the earlier part, ``{outer}`` of the part around."""


@dataclass(frozen=True)
class Named:
    """Whatever refers to a part of the case names one that is there."""

    rule: Rule
    refs: tuple[tuple[str, tuple[str, ...], str], ...]
    """Target of the reference (see :class:`~casebook.model.kinds.Ref`), the lists that hold it, and its noun."""


@dataclass(frozen=True)
class Forbidden:
    """No text of a case holds what a pattern finds."""

    rule: Rule
    pattern: re.Pattern[str]
    message: str


NAMED: dict[str, Named] = {}
FORBIDDEN: dict[str, Forbidden] = {}
REQUIREMENTS: dict[str, Requirement] = {}
UNIQUE: dict[str, Unique] = {}


def requires(  # noqa: PLR0913 - one argument for each column of the table
    rule: Rule,
    each: str,
    at: tuple[str, ...],
    message: str,
    *needs: Test,
    when: tuple[Test, ...] = (),
    key: bool = False,
    nameless: str = "",
) -> None:
    """Register a rule; see :class:`Requirement`."""
    made = Requirement(rule, each, at, message, needs, when, key, nameless)
    REQUIREMENTS[rule.id] = made

    def find(case: Case, library: Library) -> Iterator[Finding]:
        for loc, part in _parts(case, each):
            if all(test.holds(part, case, library.statuses) for test in when) and not any(
                test.holds(part, case, library.statuses) for test in needs
            ):
                told = message.format_map(dict(part))
                yield Finding((*loc, *at), told, key=key)

    case_rule(rule)(find)


def unique(rule: Rule, each: tuple[str, ...], field: str, message: str) -> None:
    """Register a rule; see :class:`Unique`."""
    UNIQUE[rule.id] = Unique(rule, each, field, message)

    def find(case: Case, _library: Library) -> Iterator[Finding]:
        for loc, outer, parts in (found for path in each for found in _lists(case, path)):
            seen: dict[str, Any] = {}
            for position, part in enumerate(parts):
                value = getattr(part, field)
                if value is None:
                    continue
                if value in seen:
                    names = {
                        "value": value,
                        "first": getattr(seen[value], "id", ""),
                        "outer": getattr(outer, "id", ""),
                    }
                    yield Finding((*loc, position, field), message.format_map(names))
                seen.setdefault(value, part)

    case_rule(rule)(find)


def named(rule: Rule, *refs: tuple[str, tuple[str, ...], str]) -> None:
    """Register a rule; see :class:`Named`."""
    NAMED[rule.id] = Named(rule, refs)

    def find(case: Case, _library: Library) -> Iterator[Finding]:
        for to, lists, noun in refs:
            known = sorted(ids(case, lists))
            for leaf in leaves(case):
                if leaf.ref == to and leaf.value not in known:
                    remedy = did_you_mean(leaf.value, known, rule.remedy)
                    told = f"there is no {noun} `{shortened(leaf.value)}`"
                    yield Finding(leaf.loc, told, remedy)

    case_rule(rule)(find)


def forbids(rule: Rule, pattern: re.Pattern[str], signs: tuple[str, ...], message: str) -> None:
    """Register a rule; see :class:`Forbidden` and, for ``signs``, :func:`matching`."""
    FORBIDDEN[rule.id] = Forbidden(rule, pattern, message)

    def find(case: Case, _library: Library) -> Iterator[Finding]:
        for leaf in matching(case, pattern, signs):
            yield Finding(leaf.loc, message)

    case_rule(rule)(find)


def _before(on: str, other: str) -> bool:
    return dates.parse(on).last < dates.parse(other).first


def ids(case: Case, lists: Iterable[str]) -> Iterator[str]:
    """The ids of the entries of some lists; that of the case itself for the empty name."""
    for name in lists:
        yield from (part.id for part in (getattr(case, name) if name else (case,)))


def values_at(part: Any, path: str) -> list[Any]:
    """Everything that stands at a path, through lists and what is left out."""
    found = [part]
    for step in path.split("."):
        held = (getattr(each, step) for each in found)
        found = [each for value in held for each in _spread(value)]
    return found


def _spread(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _parts(case: Case, each: str) -> Iterator[tuple[Loc, Any]]:
    if not each:
        yield (), case
        return
    for position, part in enumerate(getattr(case, each)):
        yield (each, position), part


def _lists(case: Case, path: str) -> Iterator[tuple[Loc, Any, tuple[Any, ...]]]:
    outer, _, inner = path.partition(".")
    if not inner:
        yield (outer,), case, getattr(case, outer)
        return
    for position, part in enumerate(getattr(case, outer)):
        yield (outer, position, inner), part, getattr(part, inner)


def as_data(statuses: Statuses, written: Callable[[re.Pattern[str]], list[str]]) -> dict[str, Any]:
    """All of them as the form gets them, with the values of the vocabulary in place.

    ``written`` gives a pattern as browsers write it.
    """

    def tests(given: Iterable[Test]) -> list[dict[str, Any]]:
        return [
            {
                "kind": test.kind,
                "path": test.path,
                "values": list(test.resolved(statuses)),
                "negated": test.negated,
            }
            for test in given
        ]

    return {
        "needs": [
            {
                "rule": each.rule.id,
                "when": each.rule.when,
                "each": each.each,
                "at": list(each.at),
                "message": each.message,
                "nameless": each.nameless,
                "if": tests(each.when),
                "needs": tests(each.needs),
            }
            for each in REQUIREMENTS.values()
        ],
        "unique": [
            {
                "rule": each.rule.id,
                "when": each.rule.when,
                "each": list(each.each),
                "field": each.field,
                "message": each.message,
            }
            for each in UNIQUE.values()
        ],
        "named": [
            {"rule": each.rule.id, "when": each.rule.when, "refs": [list(ref) for ref in each.refs]}
            for each in NAMED.values()
        ],
        "forbidden": [
            {
                "rule": each.rule.id,
                "when": each.rule.when,
                "pattern": written(each.pattern),
                "message": each.message,
            }
            for each in FORBIDDEN.values()
        ],
    }
