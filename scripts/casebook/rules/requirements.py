"""Rules that are data: what a part must have, share with none, name, not hold, or not outlast.

The check reads them here, and the form in the browser gets the same entries,
with their messages, as part of its data (``docs/assets/js/form/requirements.mjs``).
"""

from __future__ import annotations

import datetime as dt
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
from casebook.model.walk import Leaf, leaves, matching
from casebook.rules.base import Finding, Rule, case_rule

Values = tuple[str, ...] | Callable[[Statuses], Iterable[str]]
"""Values that are fixed, or those that the vocabulary gives."""
Limit = Literal["updated", "today"]
"""The last update of a case; or today, wherever on earth that is, for a case that the other does not bind."""
TOLD_IN = (
    "facts",
    "claims",
    "opinions",
    "timeline",
    "response",
    "consequences.outcomes",
    "sources",
)
TOLD_ON = ("on", "known_on", "made_on", "as_of", "published")
"""Parts of a case that tell of something, and their fields that say when."""


@dataclass(frozen=True)
class Part:
    """A part of a case, with its place and the part around it."""

    loc: Loc
    own: Any
    outer: Any

    def values(self, path: str) -> list[Any]:
        """Everything that stands at a path, through lists and what is left out."""
        steps = path.split(".")
        found = [self.outer if steps[0] == "outer" else self.own]
        for step in steps[1:] if steps[0] == "outer" else steps:
            held = (getattr(each, step) for each in found)
            found = [each for value in held for each in _spread(value)]
        return found


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
    - ``other_kinds``: one of the sources of the part is of a kind that is not in ``values``.
    - ``before``: the date at ``path`` surely lies before the one at the path in ``values``.
    - ``shares``: a value at ``path`` stands at the path in ``values`` too.

    Paths lead through lists, and from the part; ``outer.`` leads from the part around it,
    ``case.`` from the case.
    """

    kind: Literal[
        "there", "among", "origins", "kinds", "other_kinds", "distinct", "id_of", "before", "shares"
    ]
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

    def holds(self, part: Part, case: Case, statuses: Statuses) -> bool:
        """Whether a part of a case passes."""
        found = self._of_sources if self.kind in _OF_SOURCES else self._of_values
        return found(part, case, self.resolved(statuses)) != self.negated

    def _of_sources(self, part: Part, case: Case, values: tuple[str, ...]) -> bool:
        named = part.values("sources")
        if self.kind == "origins":
            sources = {source.id: source for source in case.sources}
            return independent_origins(named, sources) >= INDEPENDENT
        held = {source.kind for source in case.sources if source.id in named}
        return bool(held - set(values) if self.kind == "other_kinds" else held & set(values))

    def _of_values(self, part: Part, case: Case, values: tuple[str, ...]) -> bool:
        def at(path: str) -> list[Any]:
            inside = path.removeprefix("case.")
            return (part if inside == path else Part((), case, None)).values(inside)

        found = at(self.path)
        if self.kind == "distinct":
            return len({value.casefold() for value in found}) >= INDEPENDENT
        others = [each for path in values for each in at(path)] if self.kind in _OTHER else []
        if self.kind == "before":
            return any(_before(on, other) for on in found for other in others)
        if self.kind == "id_of":
            others = list(ids(case, values))
        if self.kind == "among":
            others = list(values)
        return bool(found) if self.kind == "there" else not set(found).isdisjoint(others)


_OF_SOURCES = frozenset({"origins", "kinds", "other_kinds"})
_OTHER = frozenset({"before", "shares"})


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


def shares(path: str, other: str) -> Test:
    """A value at a path stands at another too."""
    return Test("shares", path, (other,))


def other_kinds(values: Iterable[str]) -> Test:
    """One of the sources is of none of these kinds."""
    return Test("other_kinds", "", tuple(sorted(values)))


ORIGINS = Test("origins")


def kinds(values: Iterable[str]) -> Test:
    """One of the sources is of one of these kinds."""
    return Test("kinds", "", tuple(sorted(values)))


@dataclass(frozen=True)
class Requirement:
    """Where all of ``when`` hold for a part, one of ``needs`` must."""

    rule: Rule
    each: str
    """The list of parts; ``claims.answers`` is one for each claim. Empty for the case itself."""
    at: tuple[str, ...]
    """Where the finding stands, from the part."""
    message: str
    """``{field}`` is a field of the part, ``{outer.field}`` one of the part around it."""
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
class Once:
    """No list of terms or of references, wherever it is, has an entry twice."""

    rule: Rule
    message: str
    """``{value}`` is what stands twice, shortened."""


@dataclass(frozen=True)
class Named:
    """Whatever refers to a part of the case names one that is there."""

    rule: Rule
    refs: tuple[tuple[str, tuple[str, ...], str], ...]
    """Target of the reference (see :class:`~casebook.model.kinds.Ref`), the lists that hold it, and its noun."""


@dataclass(frozen=True)
class Scope:
    """In which texts of a case a pattern is looked for; in all, if nothing else is said.

    Paths are names of fields without positions, such as ``sources.url``.
    """

    only: tuple[str, ...] = ()
    """Fields that are looked at, and no others."""
    without: tuple[str, ...] = ()
    """Fields that are left out, with everything in them."""
    names: bool = True
    """Whether ids and references are looked at."""
    aside: re.Pattern[str] | None = None
    """What is cut out of a text before it is looked at, such as quotations."""
    least: int = 1
    """How often the pattern must be found in one text."""
    when: tuple[Test, ...] = ()
    """What must hold for the part of the case that has the text."""

    def covers(self, leaf: Leaf) -> bool:
        """Whether a text of a case is looked at."""
        if not self.names and (leaf.ref or leaf.loc[-1] == "id"):
            return False
        path = ".".join(step for step in leaf.loc if isinstance(step, str))
        if self.only:
            return path in self.only
        return not any(f"{path}.".startswith(f"{left_out}.") for left_out in self.without)


@dataclass(frozen=True)
class Forbidden:
    """No text in a scope holds what a pattern finds."""

    rule: Rule
    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    """Texts, of which one at least stands in whatever the pattern finds; see :func:`matching`."""
    message: str
    """``{found}`` is what was found first, on one line, and ``{all}`` everything that was found,
    between backticks and commas; a named group of the pattern has its own name, and so has a
    field of the part where the scope asks for something of it."""
    scope: Scope


@dataclass(frozen=True)
class Latest:
    """Nothing that a case tells lies after a day."""

    rule: Rule
    limit: Limit
    message: str
    """``{on}`` is the date, ``{updated}`` the last update."""


EVERYWHERE = Scope()
LATEST: dict[str, Latest] = {}
NAMED: dict[str, Named] = {}
FORBIDDEN: dict[str, list[Forbidden]] = {}
REQUIREMENTS: dict[str, list[Requirement]] = {}
UNIQUE: dict[str, Unique] = {}
ONCE: dict[str, Once] = {}


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
    """Register a rule, or one more entry of it; see :class:`Requirement`."""
    entry = Requirement(rule, each, at, message, needs, when, key, nameless)
    entries = REQUIREMENTS.setdefault(rule.id, [])
    entries.append(entry)
    if len(entries) > 1:
        return

    def find(case: Case, library: Library) -> Iterator[Finding]:
        for each_entry in entries:
            yield from _lacking(each_entry, case, library.statuses)

    case_rule(rule)(find)


def _lacking(entry: Requirement, case: Case, statuses: Statuses) -> Iterator[Finding]:
    for part in parts(case, entry.each):
        if all(test.holds(part, case, statuses) for test in entry.when) and not any(
            test.holds(part, case, statuses) for test in entry.needs
        ):
            told = entry.message.format_map({**dict(part.own), "outer": part.outer})
            yield Finding((*part.loc, *entry.at), told, key=entry.key)


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


def once(rule: Rule, message: str) -> None:
    """Register a rule; see :class:`Once`."""
    ONCE[rule.id] = Once(rule, message)

    def find(case: Case, _library: Library) -> Iterator[Finding]:
        seen: set[tuple[Loc, str]] = set()
        for leaf in leaves(case):
            if not (leaf.term or leaf.ref) or not isinstance(leaf.loc[-1], int):
                continue
            place = (leaf.loc[:-1], leaf.value)
            if place in seen:
                yield Finding(leaf.loc, message.format(value=shortened(leaf.value)))
            seen.add(place)

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


def forbids(
    rule: Rule,
    pattern: re.Pattern[str],
    signs: tuple[str, ...],
    message: str,
    scope: Scope = EVERYWHERE,
) -> None:
    """Register a rule, or one more entry of it; see :class:`Forbidden`."""
    entries = FORBIDDEN.setdefault(rule.id, [])
    entries.append(Forbidden(rule, pattern, signs, message, scope))
    if len(entries) > 1:
        return

    def find(case: Case, library: Library) -> Iterator[Finding]:
        for each_entry in entries:
            yield from _holding(each_entry, case, library.statuses)

    case_rule(rule)(find)


def _holding(entry: Forbidden, case: Case, statuses: Statuses) -> Iterator[Finding]:
    scope = entry.scope
    for leaf in matching(case, entry.pattern, entry.signs):
        part = _part_at(case, leaf.loc[:-1]) if scope.when else None
        if not scope.covers(leaf) or (
            part and not all(test.holds(part, case, statuses) for test in scope.when)
        ):
            continue
        text = scope.aside.sub("", leaf.value) if scope.aside else leaf.value
        found = list(entry.pattern.finditer(text))
        if len(found) >= scope.least:
            on_one_line = [" ".join(match[0].split()) for match in found]
            names = {
                **(dict(part.own) if part else {}),
                **found[0].groupdict(),
                "found": on_one_line[0],
                "all": "`, `".join(on_one_line),
            }
            yield Finding(leaf.loc, entry.message.format_map(names))


def _part_at(case: Case, loc: Loc) -> Part:
    own: Any = case
    for step in loc:
        own = own[step] if isinstance(step, int) else getattr(own, step)
    return Part(loc, own, None)


def none_after(rule: Rule, limit: Limit, message: str) -> None:
    """Register a rule; see :class:`Latest`."""
    LATEST[rule.id] = Latest(rule, limit, message)

    def find(case: Case, _library: Library) -> Iterator[Finding]:
        day = _last_day(case, limit)
        if day is None:
            return
        for loc, on in _told_dates(case):
            if dates.parse(on).first > day:
                yield Finding(loc, message.format(on=on, updated=case.record.updated))

    case_rule(rule)(find)


def _last_day(case: Case, limit: Limit) -> dt.date | None:
    updated = case.record.updated
    if limit == "updated":
        return dates.parse(updated).last if updated else None
    bound = case.record.status != "draft" and updated is not None
    return None if bound else dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)


def _told_dates(case: Case) -> Iterator[tuple[Loc, str]]:
    yield ("disclosed",), case.disclosed
    if case.occurred is not None:
        yield ("occurred",), case.occurred
    for path in TOLD_IN:
        for part in parts(case, path):
            for name in TOLD_ON:
                # To ask a model for a field it does not have takes long.
                value = getattr(part.own, name) if name in type(part.own).model_fields else None
                if value is not None:
                    yield (*part.loc, name), value


def _before(on: str, other: str) -> bool:
    return dates.parse(on).last < dates.parse(other).first


def ids(case: Case, lists: Iterable[str]) -> Iterator[str]:
    """The ids of the entries of some lists; that of the case itself for the empty name."""
    for name in lists:
        yield from (part.id for part in (getattr(case, name) if name else (case,)))


def _spread(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def parts(case: Case, path: str) -> Iterator[Part]:
    """The entries of the list at a path, or of the lists one level down; the case itself for none."""
    if not path:
        yield Part((), case, None)
        return
    for loc, outer, parts in _lists(case, path):
        for position, part in enumerate(parts):
            yield Part((*loc, position), part, outer)


def _lists(case: Case, path: str) -> Iterator[tuple[Loc, Any, tuple[Any, ...]]]:
    """The lists at a path, each with its place and the part that holds it."""
    outer, _, inner = path.partition(".")
    around = getattr(case, outer)
    if not inner:
        yield (outer,), case, around
    elif isinstance(around, tuple):
        for position, part in enumerate(around):
            yield (outer, position, inner), part, getattr(part, inner)
    else:
        yield (outer, inner), around, getattr(around, inner)


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
            for entries in REQUIREMENTS.values()
            for each in entries
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
        "once": [
            {"rule": each.rule.id, "when": each.rule.when, "message": each.message}
            for each in ONCE.values()
        ],
        "latest": [
            {
                "rule": each.rule.id,
                "when": each.rule.when,
                "limit": each.limit,
                "message": each.message,
                "told": [TOLD_IN, TOLD_ON],
            }
            for each in LATEST.values()
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
                "only": list(each.scope.only),
                "without": list(each.scope.without),
                "names": each.scope.names,
                "aside": written(each.scope.aside) if each.scope.aside else None,
                "least": each.scope.least,
                "if": tests(each.scope.when),
            }
            for entries in FORBIDDEN.values()
            for each in entries
        ],
    }
