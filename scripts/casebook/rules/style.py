"""Style: neutral words, safe markup, titles that are titles."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from casebook.base import typefaces
from casebook.base.problems import Loc
from casebook.base.prose import DESCRIPTION_MOST, complaints, sentences
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.case import Case, Claim, Source
from casebook.model.exercise import Exercise
from casebook.model.kinds import Record
from casebook.model.lists import Checklist, Pattern
from casebook.model.walk import leaves
from casebook.rules.base import Finding, Rule, case_rule, corpus_rule, every_rule
from casebook.rules.requirements import Scope, forbids

LOADED = [
    "blasted",
    "bombshell",
    "catastrophic",
    "debacle",
    "disastrous",
    "egregious",
    "fiasco",
    "infamous",
    "notorious",
    "outrageous",
    "rogue",
    "scandal",
    "scandalous",
    "shameful",
    "shocking",
    "slammed",
    "stunning",
]
"""Words that judge where a case should tell."""
LOADED_WORD = re.compile(rf"\b({'|'.join(LOADED)})\b", re.IGNORECASE)
SHOUTED = re.compile(r"(?<![A-Za-z])[A-Z]{5,}(?![A-Za-z])")
"""A word in capitals; one alone in a title can be a name."""
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|‘[^’]*’')  # noqa: RUF001 - quotation marks as they are typed
"""The words of others, which may judge."""


@corpus_rule(
    Rule(
        "style/first-sentence",
        f"The first sentence of a summary has at most {DESCRIPTION_MOST} characters.",
        "Search engines and chats show it alone; if it is cut off, the response to a claim is lost.",
        "Split the sentence: what happened first, the rest in a second one.",
    )
)
def first_sentence(corpus: Corpus) -> Iterator[Finding]:
    """Find summaries of listed cases that would be cut off in their first sentence."""
    for case in corpus.listed:
        letters = len(sentences(case.summary)[0])
        if letters > DESCRIPTION_MOST:
            message = f"the first sentence has {letters} characters"
            yield Finding(("summary",), message, path=f"cases/{case.id}.yml")


forbids(
    Rule(
        "style/loaded-word",
        "A case describes and does not judge.",
        "A loaded word decides for the reader what the sources leave open.",
        "Say what happened; if someone used the word, quote it and say who.",
        when="published",
    ),
    LOADED_WORD,
    tuple(LOADED),
    "`{found}` judges",
    Scope(
        without=tuple(f"sources.{name}" for name in Source.model_fields if name != "note"),
        names=False,
        aside=QUOTED,
    ),
)


UNSAFE = Rule(
    "style/markup",
    "Prose uses emphasis, links, code and lists, and nothing else.",
    "Headings, pictures and HTML break the page and can carry harm.",
    "Use *emphasis*, **strong**, `code`, [text](https://example.org/) and lists only.",
)


@every_rule(UNSAFE, Case, Checklist, Exercise, Pattern)
def markup(model: Record, _library: Library) -> Iterator[Finding]:
    """Find markup outside the safe subset."""
    for leaf in leaves(model):
        if leaf.prose:
            for complaint in complaints(leaf.value):
                yield Finding(leaf.loc, complaint)


@every_rule(
    Rule(
        "style/undrawable",
        "Every character can be drawn in a printed file.",
        "PDF files must be readable by screen readers, so they refuse a character without a shape.",
        "Write the word in another way, or leave the character out.",
    ),
    Case,
    Checklist,
    Exercise,
    Pattern,
)
def undrawable(model: Record, _library: Library) -> Iterator[Finding]:
    """Find characters that the fonts of the casebook cannot draw."""
    for leaf in leaves(model):
        if leaf.value.isascii():
            continue
        for sign in typefaces.undrawable(leaf.value):
            yield Finding(leaf.loc, f"no font of the casebook can draw {_named(sign)}")


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "a character without a name").lower()
    return f"`{sign}` (U+{ord(sign):04X}, {name})"


_TITLE = Rule(
    "style/title",
    "A title has no full stop and no capitals for shouting.",
    "Titles appear in lists, citations and search results.",
    "Take the mark or the capitals out.",
    when="published",
)
forbids(
    _TITLE, re.compile(r"[.!]$"), (".", "!"), "the title ends with a mark", Scope(only=("title",))
)
forbids(
    _TITLE,
    SHOUTED,
    tuple(string.ascii_uppercase),
    "the title has several words in capitals: `{all}`",
    Scope(only=("title",), least=2),
)


SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*")
"""A sentence; a mark within a number or an address does not end it."""
HEDGES = re.compile(
    r"\b(accord\w*|alleg\w*|allegation\w*|ask\w*|assert\w*|call\w*|claim\w*|contest\w*|contradict\w*"
    r"|demand\w*|den(?:y|ied|ies|ying)|disput\w*|doubt\w*|estimat\w*|exaggerat\w*|only said|refut\w*"
    r"|reject\w*|report\w*|retract\w*|rumou?r\w*|said|say|says|sought|spoke|sue[ds]?|suggest\w*|unconfirmed"
    r"|unproven|unverified|viral|withdr[ae]w\w*|wrong\w*|wrote)\b",
    re.IGNORECASE,
)
UNSUPPORTED = ("open", "against")
"""Sides of claims that a title or summary may only repeat with a hedge."""


@case_rule(
    Rule(
        "style/unhedged-figure",
        "A title or summary repeats a figure that is not settled only with words that say so.",
        "Readers remember the figure in the first line.",
        "Say in the same sentence who says so, or that it was denied, disputed or not shown.",
        when="published",
    )
)
def unhedged_figure(case: Case, library: Library) -> Iterator[Finding]:
    """Find figures of unsettled claims that stand as fact in the title or the summary."""
    unsupported = library.statuses.on_side(*UNSUPPORTED)
    shaky = [claim for claim in case.claims if claim.status in unsupported and claim.figure]
    for field, text in (("title", case.title), ("summary", case.summary)):
        for sentence in SENTENCE.findall(text):
            for claim in shaky:
                if HEDGES.search(sentence) or not _states(sentence, claim):
                    continue
                message = f"the {field} states the figure of `{claim.id}`, which is {claim.status}"
                yield Finding((field,), message)


def _states(sentence: str, claim: Claim) -> bool:
    figure = claim.figure
    amounts = (figure.value, figure.min, figure.max) if figure else ()
    plain = re.sub(r"(?<=\d)[ ,\u202f\u00a0](?=\d{3})", "", sentence)
    return any(amount is not None and _written(amount).search(plain) for amount in amounts)


@lru_cache(maxsize=4096)
def _written(amount: float) -> re.Pattern[str]:
    """The forms in which an amount is written: ``8000``, ``10 million``."""
    forms = [f"{amount:g}" if amount % 1 else f"{amount:.0f}"]
    for size, word in ((1e3, "thousand"), (1e6, "million"), (1e9, "billion")):
        if amount >= size:
            forms.append(rf"{amount / size:g}[ -]{word}")
    return re.compile(
        rf"(?<![\d.])(?:{'|'.join(map(re.escape, forms[:1]))}|{'|'.join(forms[1:]) or '(?!)'})(?!\d|\.\d)"
    )


LONG = 40  # words


@case_rule(
    Rule(
        "style/long-sentence",
        f"A sentence of the summary and of `why_it_matters` has at most {LONG} words.",
        "Everyone reads these parts, including people in a hurry and people reading in a second language.",
        "Make two sentences of it.",
        severity="warning",
        when="published",
    )
)
def long_sentence(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sentences that are hard to read in one breath."""
    texts: list[tuple[Loc, str]] = [(("summary",), case.summary)]
    texts += [(("why_it_matters", n, "text"), w.text) for n, w in enumerate(case.why_it_matters)]
    for loc, text in texts:
        longest = max((len(part.split()) for part in SENTENCE.findall(text)), default=0)
        if longest > LONG:
            yield Finding(loc, f"a sentence has {longest} words")
