"""Small helps with words: the nearest known word, and lists in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_CLOSE = 40  # enough for a whole checklist of ids that are equally near
_SURE = 0.8
"""Share of letters in common from which a guess stands alone."""
_LEAST_BEGUN = 4
_FEW = 12  # a vocabulary this small is told whole
_LONGEST = 80  # nothing known is longer, and comparing long text costs time
SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over",
    "the", "to", "was", "were", "with",
})  # fmt: skip
"""Words that say nothing of what a title is about."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word most like ``word``, letter case aside; none if nothing is close."""
    if len(word) > _LONGEST:
        return None
    by_lower = {candidate.lower(): candidate for candidate in known}
    typed = word.strip().lower()
    found = get_close_matches(typed.replace("_", "-"), by_lower, _CLOSE, 0.6)
    found = found or get_close_matches(typed, by_lower, _CLOSE, 0.6)
    # Letters in the wrong order are the likeliest slip: `VET-40` means `VET-04`, not `VET-10`.
    found.sort(key=lambda candidate: sorted(candidate) != sorted(typed))
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest known word, or ``otherwise`` when none is near.

    Where the nearest word is not very near, both are given, so that a poor guess misleads nobody.
    """
    guess = nearest(word, known)
    if guess is None:
        return otherwise
    return suggested(word, guess, otherwise)


def suggested(word: str, guess: str, otherwise: str) -> str:
    """Ask for a guess, and say what else to do where it is a weak one."""
    return f"Did you mean `{guess}`?" + ("" if _is_sure(word, guess) else f" {otherwise}")


def _is_sure(word: str, guess: str) -> bool:
    """Whether a word is so near that a slip of the hand is likelier than another word."""
    typed, known = (text.strip().lower().replace("_", "-") for text in (word, guess))
    same = sorted(typed) == sorted(known)
    longer, shorter = sorted((typed, known), key=len, reverse=True)
    begun = len(shorter) >= _LEAST_BEGUN and longer.startswith(shorter)
    return same or begun or SequenceMatcher(None, typed, known).ratio() >= _SURE


def one_of(words: Iterable[str], vocabulary: str) -> str:
    """Where the terms of a vocabulary are: all of them if they are few, else the file."""
    terms = [*words]
    if 0 < len(terms) <= _FEW:
        return "Use one of " + ", ".join(f"`{term}`" for term in terms) + "."
    return f"See `{vocabulary}` in docs/vocabulary.yml for the terms."


def apart(text: str) -> str:
    """The entries of a list that somebody separated with semicolons, with commas; else empty."""
    entries = [entry.strip() for entry in text.split(";")]
    return ", ".join(entries) if len(entries) > 1 and all(entries) else ""


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: ``a``, ``a and b``, ``a, b and c``."""
    *before, final = [*words] or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def counted(number: int, one: str, many: str | None = None) -> str:
    """Number and noun in agreement: ``1 case``, ``2 cases``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_PLURAL = re.compile(r"^(?P<stem>\w+?)(?:(?P<y>ies)|(?<=ch|sh|ss|.x)es|(?<=[^\Ws])s)\b")


def singular(noun: str) -> str:
    """A noun, with what follows it, in the singular: ``breaches of policy`` gives ``breach of policy``."""
    return _PLURAL.sub(lambda found: found["stem"] + ("y" if found["y"] else ""), noun)


def shortened(text: str, most: int = 60) -> str:
    """Cut a text that a message repeats, so that the message stays readable."""
    return text if len(text) <= most else text[: most - 1] + "…"
