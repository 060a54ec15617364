"""Which claims a quiz asks about, so that no answer can be guessed from the question or from habit.

Three rules, all by data. A claim is asked about only if what the question shows
is enough to judge it (its reason is given, in a sentence or more) and does not
contain the word of the answer. No status is the answer to more than one
question in six, or whoever always ticks the most frequent status would do well.
Every case with a claim has at least one question; where that alone needs more of
one answer, the others are asked as often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from casebook.corpus.corpus import Corpus
from casebook.corpus.statuses import VOCABULARY
from casebook.model.case import Case, Claim

SHARE = 6
"""One question in so many is the most that has the same status as its answer."""
_STEM = 5
"""Letters by which two words count as forms of one: ``confirmed`` and ``confirms``."""
_LEAST_WORDS = 8
"""A shorter reason does not say enough for a learner to judge by."""


def stems(text: str, length: int = _STEM) -> frozenset[str]:
    """The beginnings of all words of at least four letters."""
    return frozenset(word[:length] for word in re.findall(r"[^\W\d_]{4,}", text.lower()))


def shown(claim: Claim) -> str:
    """The texts of a claim that its question shows."""
    return " ".join((claim.text, claim.reason, *(answer.text for answer in claim.answers)))


@lru_cache(maxsize=2)  # a corpus equals itself only
def asked(corpus: Corpus) -> Mapping[str, tuple[Claim, ...]]:
    """The claims to ask about, by id of the case and in the order of the case."""
    found = {case.id: _usable(case, corpus) for case in corpus.listed}
    usable = {name: claims for name, claims in found.items() if claims}
    supply = Counter(claim.status for claims in usable.values() for claim in claims)
    limit = _limit(supply.values())
    taken: Counter[str] = Counter()
    first: dict[str, Claim] = {}
    # Cases with the least choice come first; those with more can still keep the balance.
    for name, claims in sorted(usable.items(), key=_choice):
        first[name] = min(
            claims, key=lambda claim: taken[claim.status] / min(limit, supply[claim.status])
        )
        taken[first[name].status] += 1
    # What the first questions need of one answer anyway, the others may have as often.
    limit = max(limit, *taken.values(), 0)
    picked = {name: [claim] for name, claim in first.items()}
    for name, claims in sorted(usable.items()):
        for claim in claims:
            if claim is not first[name] and taken[claim.status] < limit:
                picked[name].append(claim)
                taken[claim.status] += 1
    return {
        name: tuple(claim for claim in usable[name] if claim in claims)
        for name, claims in picked.items()
    }


def _choice(entry: tuple[str, tuple[Claim, ...]]) -> tuple[int, str]:
    """How many answers the first question of a case can have, then the name of the case."""
    name, claims = entry
    return len({claim.status for claim in claims}), name


def _usable(case: Case, corpus: Corpus) -> tuple[Claim, ...]:
    """The claims of a case that can be asked about; if there is none, all that have a known status."""
    known = tuple(claim for claim in case.claims if claim.status in corpus.library.statuses.traits)
    return tuple(claim for claim in known if _fair(claim, corpus)) or known


def _fair(claim: Claim, corpus: Corpus) -> bool:
    label = stems(corpus.library.label(VOCABULARY, claim.status))
    return len(claim.reason.split()) >= _LEAST_WORDS and not label & stems(shown(claim))


def _limit(supply: Iterable[int]) -> int:
    """The most questions with the same answer, if a share of all may have it; at least one."""
    numbers = tuple(supply)
    fitting = (
        most
        for most in range(1, max(numbers, default=0) + 1)
        if most * SHARE <= sum(min(most, number) for number in numbers)
    )
    return max(fitting, default=1)
