"""Everyday words for what the record names in others, so that a question finds what it means."""

from __future__ import annotations

_GROUPS = (
    "cost costs loss losses money million price",
    "fired sacked dismissed removed ousted",
    "accident accidents crash crashes collision",
    "late later delayed months",
    "carmaker car vehicle",
    "woman women female sex gender",
    "recruiting recruiter hiring applicants applicant",
    "attorney lawyer lawyers",
    "photo picture image",
    "video clip film",
    "stolen stole theft took",
    "hacked hacker breach intruder attacker",
    "leaked leak exposed disclosed",
    "wiped erased deleted",
    "conscious sentient sentience",
    "false fake invented forged",
    "programmers programmer engineers developers coders",
    "boss chief head executive",
    "bug fault error defect",
    "start-up startup company",
    "pupils students school",
    "doctor hospital patients clinical",
    "police arrest arrested",
    "racist racial black",
    "fine fined penalty",
    "sued lawsuit suit court",
    "job work employee staff",
)
"""Words of one line stand for one another."""
_OTHERS: dict[str, tuple[str, ...]] = {}
for _group in _GROUPS:
    for _word in _group.replace("-", "").split():
        _OTHERS[_word] = tuple(w for w in _group.replace("-", "").split() if w != _word)


def others(word: str) -> tuple[str, ...]:
    """The words that may stand in the record for this one; none if it has no such words."""
    return _OTHERS.get(word, ())
