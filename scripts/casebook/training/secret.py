"""What would give the case behind an exercise away, and the invented names that stand in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.model.case import Case
from casebook.model.exercise import Exercise, Played


def disguised(text: str, cast: Iterable[Played]) -> str:
    """A text with invented names for the real ones; of two that begin alike, the longer is replaced."""
    names = {each.real: each.played for each in cast}
    if not names:
        return text
    found = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{found})(?!\w)", lambda match: names[match[0]], text)


def words(exercise: Exercise, case: Case) -> tuple[str, ...]:
    """What players must not read before the debrief: id and title of the case, and real names."""
    return tuple(dict.fromkeys(_words(exercise, case)))


def _words(exercise: Exercise, case: Case) -> Iterator[str]:
    yield from (case.id, case.title)
    yield from (each.real for each in exercise.cast)
    for organisation in case.organisations:
        # What stands in brackets explains the name and is often a word of everyday speech.
        yield organisation.name.partition(" (")[0]


def given_away(text: str, secret: Iterable[str]) -> list[str]:
    """Those of some words that stand in a text as words of their own, in whatever case of letters."""
    return [
        word
        for word in secret
        if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text, re.IGNORECASE)
    ]
