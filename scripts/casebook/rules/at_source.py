"""What a published case needs beyond others once it was read at the source.

The form does not know these rules, so they need no twin in JavaScript: a case
reaches this standard in the repository, where `casebook check` reads it. Only
:func:`grade_needs_source` and :func:`address_of_original` hold for other cases
too, and have twins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import among, requires, shares, there

EVIDENT = frozenset({"shown", "worked"})
"""Grades that a source must bear out."""
TITLE_LENGTH = 75
SUMMARY_WORDS = (45, 70)
_YEAR_AT_END = re.compile(r"\b(?:19|20)\d{2}(?:[-\u2013/]\d{2,4})?\W*$")


@case_rule(
    Rule(
        "lessons/grade",
        "Every link from a lesson to a check says how strong the evidence is.",
        "Readers must be able to tell a court's finding from our inference.",
        "Add `grade`: `shown`, `worked` or `inferred`.",
        when="at-source",
    )
)
def grade(case: Case, _library: Library) -> Iterator[Finding]:
    """Find checks of lessons without a grade."""
    for position, lesson in enumerate(case.lessons):
        for number, entry in enumerate(lesson.items):
            if entry.grade is None:
                loc = ("lessons", position, "items", number, "item")
                yield Finding(loc, f"{entry.item} has no `grade`")


requires(
    Rule(
        "lessons/grade-needs-source",
        "If a check was shown to be missing, or worked, the link names the source.",
        "Only what we infer ourselves can go without a source.",
        "Add `sources`, or use the grade `inferred`.",
        when="published",
    ),
    "lessons.items",
    ("grade",),
    "{item} is graded `{grade}` and names no source",
    there("sources"),
    when=(among("grade", tuple(sorted(EVIDENT))),),
)


ADDRESS_OF_ORIGINAL = Rule(
    "sources/address-of-original",
    "`url_from` comes with the address that it gives.",
    "`url_from` says where we found the address of the original. It is not a source itself.",
    "Add `url` with the address of the original, or delete `url_from`.",
)
requires(
    ADDRESS_OF_ORIGINAL,
    "sources",
    ("url_from",),
    "`{id}` has `url_from` but no `url`",
    there("url"),
    when=(there("url_from"),),
    key=True,
)
requires(
    ADDRESS_OF_ORIGINAL,
    "sources",
    ("url_from",),
    "`url_from` of `{id}` is the original itself",
    ~shares("url_from", "url"),
    when=(there("url_from"),),
)


@case_rule(
    Rule(
        "why/roles-named",
        "A case names the roles whose work it changes.",
        "Readers choose cases by their role. The texts for the roles do not say which role the case matters to most.",
        "Add `roles` with one to three roles from `why_it_matters`, the strongest first.",
        when="at-source",
    )
)
def roles_named(case: Case, _library: Library) -> Iterator[Finding]:
    """Find cases that name no role as their reader."""
    if not case.roles:
        yield Finding(("id",), "`roles` is missing", key=True)


@case_rule(
    Rule(
        "claims/quote-or-reason",
        "Every claim has the claimant's words, or the reason why they cannot be given, and not both.",
        "Readers judge the claim that was made, not our account of it.",
        "Add `quote`, or `quote_unavailable` with the reason.",
        when="at-source",
    )
)
def quote_or_reason(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims with neither a quotation nor a reason, and claims with both."""
    for position, claim in enumerate(case.claims):
        if (claim.quote is None) == (claim.quote_unavailable is None):
            how = "neither `quote` nor" if claim.quote is None else "both `quote` and"
            message = f"`{claim.id}` has {how} `quote_unavailable`"
            yield Finding(("claims", position, "id"), message)


@case_rule(
    Rule(
        "publication/detection",
        "The case says how the problem came to light.",
        "Whether an organisation noticed its own problem is the first thing to learn from a case.",
        "Add `detection`; its terms include `unknown`.",
        when="at-source",
    )
)
def detection(case: Case, _library: Library) -> Iterator[Finding]:
    """Find cases that do not say how they came to light."""
    if case.detection is None:
        yield Finding(("id",), "`detection` is missing", key=True)


@case_rule(
    Rule(
        "publication/other-collections",
        "The case has its number in another collection, or a dated search that found none.",
        "The number lets readers find the case in other collections, and a recorded search saves others from repeating it.",
        "Add `external_ids`, or `external_ids_search` with the day, the collections and the result.",
        when="at-source",
    )
)
def other_collections(case: Case, _library: Library) -> Iterator[Finding]:
    """Find cases without a number elsewhere and without a search for one."""
    if not case.external_ids and case.external_ids_search is None:
        message = "neither `external_ids` nor `external_ids_search` is there"
        yield Finding(("id",), message, key=True)


@case_rule(
    Rule(
        "publication/reading-recorded",
        "The record says on which day the case was read at the source, how, and against which sources.",
        "The page says `read at the source`, and readers must be able to see what that means here.",
        "Add an entry to `record.reviewed` with `on`, `method` and `against`.",
        when="at-source",
    )
)
def reading_recorded(case: Case, _library: Library) -> Iterator[Finding]:
    """Find cases whose reading at the source is not on record."""
    if not any(review.method and review.against for review in case.record.reviewed):
        message = "no entry in `record.reviewed` has `method` and `against`"
        yield Finding(("record", "standard"), message)


@case_rule(
    Rule(
        "style/short-title",
        f"The title has at most {TITLE_LENGTH} characters and does not end with a year.",
        "Lists, slides and search results cut longer titles; the date line gives the year.",
        "Shorten the title, and take the year out.",
        when="at-source",
    )
)
def short_title(case: Case, _library: Library) -> Iterator[Finding]:
    """Find titles that are too long, or that end with a year."""
    if len(case.title) > TITLE_LENGTH:
        yield Finding(("title",), f"the title has {len(case.title)} characters")
    if _YEAR_AT_END.search(case.title):
        yield Finding(("title",), "the title ends with a year")


@case_rule(
    Rule(
        "style/summary-length",
        f"The summary has {SUMMARY_WORDS[0]} to {SUMMARY_WORDS[1]} words.",
        "It is all that most readers read: enough to be true, and short enough to be read.",
        "Begin with the most important sentence; details belong in facts and claims.",
        when="at-source",
    )
)
def summary_length(case: Case, _library: Library) -> Iterator[Finding]:
    """Find summaries that are too short or too long."""
    count = len(case.summary.split())
    least, most = SUMMARY_WORDS
    if not least <= count <= most:
        yield Finding(("summary",), f"the summary has {count} words")
