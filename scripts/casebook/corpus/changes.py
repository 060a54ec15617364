"""What changed in substance between two versions of a case, compared as data.

Order, layout and comments are no data, so they never count. Of the data,
everything counts but :data:`ASIDE`, so a new field counts until somebody says
that it does not. Text counts by its words; see :func:`same_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.base.problems import Loc

Data = Mapping[str, Any]

ASIDE: Mapping[str, str] = {
    "sectors": "files the case and states nothing of it",
    "roles": "files the case and states nothing of it",
    "system.lifecycle": "files the case and states nothing of it",
    "claims.about": "files the claim and states nothing of it",
    "timeline.refs": "joins two parts of the page",
    "open_questions": "asks and states nothing",
    "related": "leads to other pages",
    "external_ids": "leads to other collections",
    "also_searched_as": "is for the search alone",
    "content_note": "warns the reader and states nothing of the case",
    "legal_note": "shows a notice",
    "external_ids_search": "tells of a search in other collections",
    "claims.quote_unavailable": "tells why something is not there",
    "claims.quiz_unsuitable": "says what quizzes leave out, and nothing of the case",
    "claims.as_of": "a second look that changes nothing is no correction",
    "sources.url": "a page that moved is the same source; its title, publisher and date count",
    "sources.url_from": "says where the address is from, and not what the source says",
    "sources.archive_url": "a copy is the same source",
    "sources.seen": "says how much was read, and not what it says",
    "sources.translated_by": "says who translated, and not what it says",
    "record.standard": "tells how the case was read; what that changed counts by itself",
    "record.searches": "tells what was looked for; what the case says of it counts by itself",
    "record.created": "tells of the file and not of the case",
    "record.updated": "goes with the correction itself",
    "record.reviewed": "a review that changes nothing is no correction",
    "record.review_due": "tells of the file and not of the case",
    "record.corrections": "is the correction itself",
    "record.one_source_because": "tells of the file and not of the case",
}
"""Fields that do not count, by their path without positions, each with the reason."""
FIRST_GIVEN: Mapping[str, str] = {
    "consequences.outcomes": "puts into fields what the sentence of the consequence says",
    "claims.decided_by.country": "names the country of a body that is named already",
}
"""Fields that do not count when they are first given, each with the reason; later changes count."""

_APOSTROPHES = re.compile("['\u2019]")
_WORD = re.compile(r"\w+")
_OF_NUMBER = re.compile(r"(?<=\d)[.,:/-](?=\d)|[-+~<>$€£¥%](?=\d)|(?<=\d)[%~?€$£¥]")
"""Signs that are part of a number: 1.5 is not 15, and -5 is not 5."""
SHORTEST = 5
"""Letters of the shortest word in which one slip is taken for a slip: `now` is not `not`."""
NUMBERS = frozenset(
    ["three", "seven", "eight", "first", "third", "fifth", "sixth", "ninth", "fifty"]
)
"""Words of so many letters or more that one letter turns into another number."""


@dataclass(frozen=True)
class Change:
    """One difference of substance, told in words, and where it stands in the newer version."""

    loc: Loc
    what: str


def changes(before: Data, now: Data) -> tuple[Change, ...]:
    """Every difference of substance, in the order of the newer version's fields."""
    return tuple(_mapping(before, now, (), ""))


def _mapping(before: Data, now: Data, loc: Loc, path: str) -> Iterator[Change]:
    for name in dict.fromkeys([*now, *before]):
        below = f"{path}.{name}" if path else name
        if below not in ASIDE and (before.get(name) or below not in FIRST_GIVEN):
            yield from _value(before.get(name), now.get(name), (*loc, name), below)


def _value(before: Any, now: Any, loc: Loc, path: str) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        yield from _mapping(before, now, loc, path)
    elif _is_list(before) or _is_list(now):
        yield from _list(_entries(before), _entries(now), loc, path)
    elif not _same(before, now, path):
        yield Change(loc, _told(loc, "is new" if before is None else _gone_or(now)))


def _gone_or(now: Any) -> str:
    return "is gone" if now is None else "is another"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _entries(value: Any) -> list[Any]:
    return list(value or ())


def _list(before: list[Any], now: list[Any], loc: Loc, path: str) -> Iterator[Change]:
    """Compare two lists without their order: entries with an id by id, others by what they say."""
    ids_before, ids_now = _by_id(before), _by_id(now)
    if ids_before is not None and ids_now is not None:
        yield from _named(ids_before, ids_now, loc, path)
    else:
        yield from _unnamed(before, now, loc, path)


_Named = Mapping[str, tuple[int, Data]]


def _named(before: _Named, now: _Named, loc: Loc, path: str) -> Iterator[Change]:
    for name, (position, entry) in now.items():
        at = (*loc, position)
        if name in before:
            for change in _mapping(before[name][1], entry, at, path):
                yield Change(change.loc, f"`{name}`: {change.what}")
        else:
            yield Change(at, f"{_one_of(path)} `{name}` is new")
    for name in before:
        if name not in now:
            yield Change(loc, f"{_one_of(path)} `{name}` is gone")


def _unnamed(before: list[Any], now: list[Any], loc: Loc, path: str) -> Iterator[Change]:
    left, fresh = list(before), []
    for position, entry in enumerate(now):
        match = next((old for old in left if _same(old, entry, path)), None)
        if match is None:
            fresh.append(position)
        else:
            left.remove(match)
    how = "another" if left else "new"
    for position in fresh:
        yield Change((*loc, position), f"an entry of `{loc[-1]}` is {how}")
    if len(left) > len(fresh):
        yield Change(loc, f"an entry of `{loc[-1]}` is gone")


def _by_id(entries: list[Any]) -> dict[str, tuple[int, Data]] | None:
    found = {
        str(entry["id"]): (position, entry)
        for position, entry in enumerate(entries)
        if isinstance(entry, Mapping) and "id" in entry
    }
    return found if len(found) == len(entries) else None


PARTS = {
    "facts": "the fact",
    "claims": "the claim",
    "opinions": "the opinion",
    "timeline": "the moment",
    "failures": "the failure",
    "lessons": "the lesson",
    "sources": "the source",
}
"""By path: what an entry of a list is called."""


def _one_of(path: str) -> str:
    return PARTS.get(path, f"`{path}`")


def _told(loc: Loc, how: str) -> str:
    return f"`{next(step for step in reversed(loc) if isinstance(step, str))}` {how}"


def _same(before: Any, now: Any, path: str) -> bool:
    if isinstance(before, str) and isinstance(now, str):
        # One word alone is a name, a date, a term, an id or an address; of these only
        # capitals say nothing, as in the longer texts.
        prose = len(before.split()) > 1 < len(now.split())
        return same_text(before, now) if prose else _bare(before) == _bare(now)
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        return not any(_mapping(before, now, (), path))
    return bool(before == now)


def _bare(word: str) -> str:
    return word.strip().casefold()


def same_text(before: str, now: str) -> bool:
    """Whether two texts say the same, but for layout, punctuation, capitals and slips.

    A slip is one letter too many, too few, wrong, or two letters swapped, in a
    word of five letters or more that is neither a name nor a number.
    """
    old, new = _words(before), _words(now)
    return len(old) == len(new) and all(
        one.casefold() == other.casefold() or _slip(one, other)
        for one, other in zip(old, new, strict=True)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", _OF_NUMBER.sub(_spelt, text)))


def _spelt(sign: re.Match[str]) -> str:
    return f"_{ord(sign[0])}_"


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST or one[0] != other[0]:
        return False
    if not (one.isalpha() and other.isalpha() and one.islower() and other.islower()):
        return False
    if {one, other} & NUMBERS:
        return False
    return _one_edit(one, other)


def _one_edit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((n for n, sign in enumerate(short) if sign != long[n]), len(short))
    if len(short) != len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (
        swapped and short[start + 2 :] == long[start + 2 :]
    )


def summed(found: Iterable[Change], most: int = 4) -> str:
    """The differences in one sentence, the first few of many."""
    told = list(dict.fromkeys(change.what for change in found))
    more = len(told) - most
    return "; ".join([*told[:most], *([f"and {more} more"] if more > 0 else [])])
