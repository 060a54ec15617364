"""How much the brief of a case has to say, so that on paper it keeps to one sheet."""

from __future__ import annotations

from casebook.corpus.corpus import Corpus
from casebook.model.case import Case

_LINE = 40
"""What an entry of its own takes besides its words, in characters: the rest of its last line, the rule below."""
_SIZES = ((4800, "longest"), (3800, "longer"), (3100, "long"))
"""Lengths from which on the brief needs smaller letters to stand on one sheet of A4 or Letter, measured on the cases of 2026."""


def length(corpus: Corpus, case: Case) -> int:
    """The length of the brief in characters, with what its lines and rules take."""
    patterns = corpus.library.patterns
    said = [
        case.summary,
        *(claim.text for claim in case.claims),
        *(fact.text for fact in case.facts),
        *(moment.text for moment in case.timeline),
        *(patterns[failure.pattern].title for failure in case.failures),
        *(control.text for control in case.controls_that_worked),
        *(lesson.text for lesson in case.lessons),
    ]
    return sum(len(text) + _LINE for text in said)


def size(corpus: Corpus, case: Case) -> str:
    """``long``, ``longer`` or ``longest`` where the brief needs smaller letters on paper, else nothing."""
    much = length(corpus, case)
    return next((name for least, name in _SIZES if much > least), "")
