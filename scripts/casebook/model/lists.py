"""The data that is not a case: checklists, frameworks, patterns, vocabulary, addresses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casebook.model.kinds import (
    CaseRef,
    Edtf,
    FrameworkRef,
    Id,
    ItemId,
    ItemRef,
    Line,
    PatternRef,
    Prose,
    Record,
    Says,
    Summary,
    Switch,
    Term,
    Url,
)

Version = Annotated[
    str, Field(pattern=r"^\d+\.\d+\.\d+$"), Says("a version in three numbers, such as `1.2.0`")
]
AlsoSearchedAs = Annotated[
    tuple[Line, ...],
    Field(description="Words readers may search for that the text avoids; the search knows them."),
]


class Section(Record):
    """A part of a checklist that is used at one pause point."""

    id: Id = Field(description="Name of the section; part of its address.")
    title: Line = Field(description="Heading.")
    use_when: Line = Field(description="The pause point at which the section is used.")
    mode: Annotated[str, Term("checklist-mode")] = Field(
        description="Work then check, or read then do."
    )
    phase: Annotated[str, Term("phase")] = Field(description="When in the life of a system it is.")


class Clause(Record):
    """A place in a framework that an item answers to."""

    framework: FrameworkRef = Field(description="The framework.")
    clause: Line = Field(description="Its clause, as the framework numbers it.")


class Wording(Record):
    """What a check said before its words were changed; the meaning stayed."""

    until: Version = Field(description="Last version of the list with these words.")
    statement: Line = Field(description="The statement as it was.")
    how_to_verify: Prose | None = Field(
        None, description="How to verify it, as it was; left out where that did not change."
    )


class Item(Record):
    """One check: a statement that is open, done or not applicable for somebody."""

    id: ItemId = Field(description="Never renumbered, never reused.")
    section: Id = Field(description="The section it stands in.")
    level: Annotated[str, Term("level")] = Field(description="How soon it is worth doing.")
    statement: Line = Field(description="What must be true, in one sentence of at most 22 words.")
    why: Prose = Field(description="Why it is worth the effort.")
    how_to_verify: Prose = Field(description="The evidence that shows it.")
    roles: tuple[Annotated[str, Term("role")], ...] = Field(
        min_length=1, description="Who does it."
    )
    accountable: Annotated[str, Term("role")] = Field(
        description="The one role that answers for it; one of `roles`."
    )
    interval: Annotated[str, Term("interval")] = Field(
        description="How often its evidence is looked at, at the least."
    )
    case_types: tuple[Annotated[str, Term("case-type")], ...] = Field(
        min_length=1, description="Kinds of trouble it answers."
    )
    clauses: tuple[Clause, ...] = Field((), description="Framework clauses it answers to.")
    as_of: Edtf | None = Field(None, description="Day the law was looked at; required with a law.")
    since: Version | None = Field(
        None, description="First version of the list that holds it; left out for the first of all."
    )
    earlier: tuple[Wording, ...] = Field((), description="What it said before, oldest first.")
    also_searched_as: AlsoSearchedAs = ()


class Retired(Record):
    """A check that is in the list no more. Its address stays and says what it became."""

    id: ItemId = Field(description="Its id, which is never given to another check.")
    statement: Line = Field(description="The statement as it last stood.")
    since: Version = Field(description="First version of the list without it.")
    why: Prose = Field(description="Why it was retired.")
    added: Version | None = Field(
        None, description="First version that held it; left out for the first of all."
    )
    replaced_by: ItemRef | None = Field(None, description="The one check that took its place.")
    split_into: tuple[ItemRef, ...] | None = Field(
        None, min_length=2, description="The checks it was split into."
    )


class Release(Record):
    """One version of a checklist."""

    version: Version = Field(description="Its number.")
    on: Edtf = Field(description="When it was published.")
    what: Prose = Field(description="What changed.")


class CaseTheme(Record):
    """The theme of the cases that a checklist is about.

    A case has it if its sources show a check of the list (graded `shown` or `worked`), or if it
    comes from one of the sectors and leads to a check of the list.
    """

    theme: Annotated[str, Term("theme")] = Field(description="The theme of these cases.")
    sectors: tuple[Annotated[str, Term("sector")], ...] = Field(
        min_length=1, description="Sectors in which any link to the list is enough."
    )


class Checklist(Record):
    """A checklist: sections of checks, with a code and a version."""

    id: Id = Field(description="Equals the file name; part of its address.")
    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="Prefix of its item ids.")]
    version: Version = Field(description="Version of the list.")
    updated: Edtf = Field(description="Day on which this version was made.")
    title: Line = Field(description="Full title.")
    short: Line = Field(description="Short title, for navigation.")
    summary: Summary = Field(description="What it is for and how to use it.")
    legal_note: Switch = Field(default=False, description="True where the list touches law.")
    case_theme: CaseTheme | None = Field(
        None, description="The theme of the cases that it is about, where patterns do not tell it."
    )
    sections: tuple[Section, ...] = Field(min_length=1, description="Its sections in order.")
    items: tuple[Item, ...] = Field(min_length=1, description="Its items in order.")
    retired: tuple[Retired, ...] = Field((), description="Checks it held once.")
    history: tuple[Release, ...] = Field((), description="Its versions, oldest first.")


class FrameworkClause(Record):
    """A clause that at least one item cites."""

    id: Line = Field(description="The clause as the framework numbers it.")
    title: Line | None = Field(None, description="Its heading or subject in our words.")
    url: Url | None = Field(None, description="Its own address, if it has one.")


class Framework(Record):
    """A standard, law or guide that items refer to."""

    id: Id = Field(description="Equals the file name; part of its address.")
    title: Line = Field(description="Full title.")
    short: Line = Field(description="Name as used in running text.")
    publisher: Line = Field(description="Who publishes it.")
    version: Line = Field(description="Edition that was looked at.")
    kind: Annotated[str, Term("framework-kind")] = Field(description="Law, standard, guidance…")
    url: Url = Field(description="Its address.")
    verified: Line = Field(description="How the clauses were checked.")
    verified_on: Edtf = Field(description="When they were checked.")
    note: Prose | None = Field(None, description="What a reader should know about it.")
    also_searched_as: AlsoSearchedAs = ()
    clauses: tuple[FrameworkClause, ...] = Field(
        min_length=1, description="Clauses that are cited."
    )


class PatternItem(Record):
    """A check that answers a pattern or a question."""

    item: ItemRef = Field(description="The item.")
    why: Line = Field(description="How it answers it.")


class Pattern(Record):
    """A way of failing that recurs across cases."""

    id: Id = Field(description="Equals the file name; part of its address.")
    title: Line = Field(description="Short name.")
    theme: Annotated[str, Term("theme")] = Field(description="The theme it belongs to.")
    definition: Prose = Field(description="What it is, in two sentences.")
    signs: tuple[Prose, ...] = Field(min_length=1, description="How to recognise it early.")
    items: tuple[PatternItem, ...] = Field(min_length=1, description="Checks that answer it.")
    also_searched_as: AlsoSearchedAs = ()


class WayIn(Record):
    """An everyday question, and where it leads."""

    id: Id = Field(description="Its anchor on the page; never changes.")
    question: Line = Field(description="What a reader has on the desk, in plain words.")
    answer: Prose = Field(description="The short answer, in one or two sentences.")
    roles: tuple[Annotated[str, Term("role")], ...] = Field(
        min_length=1, description="Who asks it."
    )
    checks: tuple[PatternItem, ...] = Field(
        min_length=1, description="Checks that answer it, the first one first."
    )
    patterns: tuple[PatternRef, ...] = Field((), description="Patterns behind it.")
    cases: tuple[CaseRef, ...] = Field((), description="Cases to read, the first one first.")
    first_hour: Switch = Field(
        default=False, description="True where it is asked while something is running."
    )


class LeftOut(Record):
    """A check that no question leads to, although it is essential or new."""

    item: ItemRef = Field(description="The check.")
    why: Line = Field(description="Why nobody with something on the desk needs it first.")


class WaysIn(Record):
    """The everyday questions that lead into the casebook."""

    ways: tuple[WayIn, ...] = Field(min_length=1, description="In the order they are shown.")
    left_out: tuple[LeftOut, ...] = Field(
        (), description="Essential and new checks without a question, each with the reason."
    )


class RelatedWords(Record):
    """Words that stand for something the casebook calls otherwise."""

    words: tuple[Line, ...] = Field(min_length=1, description="What readers type.")
    also: tuple[Line, ...] = Field(
        min_length=1, description="What the search looks for besides, with half the weight."
    )


class SearchAnswer(Record):
    """A page and the questions that it answers."""

    page: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9.-]*/)+(#[a-z0-9.-]+)?$")] = Field(
        description="Address on the site, such as `trends/`."
    )
    title: Line | None = Field(
        None,
        description="How the search names the page; left out for cases, checks, patterns, "
        "checklists, frameworks and everyday questions, which have titles.",
    )
    asked_as: tuple[Line, ...] = Field(
        min_length=1, description="Questions or words of readers that it answers."
    )


class SearchWords(Record):
    """What the search knows about readers' words."""

    same: tuple[tuple[Line, ...], ...] = Field(
        (), description="Groups of words that mean the same, whichever of them is typed."
    )
    related: tuple[RelatedWords, ...] = Field(
        (), description="Words that lead to others, but not the other way round."
    )
    weak: tuple[Line, ...] = Field(
        (), description="Words that say little about what is wanted, such as `company`."
    )
    answers: tuple[SearchAnswer, ...] = Field((), description="Pages and what readers ask.")


class Step(Record):
    """One thing to do in the first hour."""

    id: Id = Field(description="Its anchor on the page; never changes.")
    minute: Annotated[int, Field(ge=0, le=60), Says("a minute, 0 to 60")] = Field(
        description="Minutes after somebody noticed."
    )
    do: Line = Field(description="What to do, as an order.")
    why: Line = Field(description="Why, in one sentence.")
    items: tuple[ItemRef, ...] = Field(min_length=1, description="Checks it rests on.")
    case: CaseRef = Field(description="A case that speaks for one of these checks.")
    shows: Line = Field(description="What that case shows, in one sentence.")


class ReadyText(Record):
    """A text to copy, with blanks in square brackets."""

    id: Id = Field(description="Its anchor on the page; never changes.")
    title: Line = Field(description="For whom it is.")
    use: Line = Field(description="When to use it, in one sentence.")
    items: tuple[ItemRef, ...] = Field(min_length=1, description="Checks it answers.")
    lines: tuple[Line, ...] = Field(
        min_length=1, description="Its paragraphs; what is to be filled in stands in brackets."
    )


class FirstHour(Record):
    """What to do in the first hour of a rumour or an incident, and what to say."""

    title: Line = Field(description="Heading of the page.")
    summary: Line = Field(description="What the page is for, in one or two sentences.")
    ours: Line = Field(description="What on the page is advice of our own.")
    steps: tuple[Step, ...] = Field(min_length=1, description="In the order they are done.")
    texts: tuple[ReadyText, ...] = Field(min_length=1, description="Wording to copy.")


Look = Literal[
    "confirmed",
    "corroborated",
    "unverified",
    "disputed",
    "denied",
    "refuted",
    "retracted",
    "adjudicated",
]
"""The symbols and colours that the style sheets and the charts can draw, named after the status that had them first."""


Ground = Literal[
    "ruling", "rebuttal", "withdrawal", "proof", "support", "denial", "both-sides", "silence"
]
"""What a claim can rest on; ``training/grounds.py`` knows how the data of a case show each."""


class StatusTraits(Record):
    """What the program must know of a claim status, besides its label and its meaning."""

    place: Annotated[int, Field(ge=1), Says("a number from 1")] = Field(
        description="Position wherever statuses are listed, from what is supported to what is wrong."
    )
    side: Literal["for", "against", "open", "either"] = Field(
        description="Whether the evidence supports the claim; `either` where the outcome says so."
    )
    settled_by: Literal["evidence", "authority", "claimant"] | None = Field(
        None, description="What settled the claim; left out where nothing has."
    )
    symbol: Look = Field(description="Shape that is shown beside the label.")
    colour: Look = Field(description="Colour of the label, the symbol and the charts.")
    taken_for: tuple[str, ...] = Field(
        description="The three statuses that readers most easily take it for, the likeliest first; "
        "the answer to a quiz question says why that one does not fit.",
    )
    ground: Ground | None = Field(
        None,
        description="What a claim with this status rests on. Quizzes ask about a claim only where "
        "its data show this and nothing else.",
    )
    needs: Line | None = Field(
        None,
        description="What a claim needs to have it, as the end of a sentence that begins with "
        "`That needs`; quizzes say it of a wrong answer.",
    )
    suppose: tuple[Line, ...] = Field(
        (),
        description="Events after which an unverified claim would have this status; quizzes "
        "suppose one where no claim of a case can be asked about as it is.",
    )
    guess: Line | None = Field(
        None,
        description="Word for it where a discussion asks for a guess; left out if not offered.",
    )
    rules: tuple[str, ...] = Field(
        (), description="Rules that a published claim with this status must keep."
    )


class VocabularyTerm(Record):
    """One controlled term."""

    label: Line = Field(description="The word a reader sees.")
    definition: Line | None = Field(None, description="What it means here.")
    also: tuple[Line, ...] = Field(
        (),
        description="Other words that people write for it: the form finds it by them, and the check "
        "leads from them to the term.",
    )
    status: StatusTraits | None = Field(
        None, description="For terms of `claim-status`, and required there."
    )


class Vocabulary(Record):
    """Every controlled vocabulary: name, then term, then label and definition."""

    vocabularies: dict[Id, dict[str, VocabularyTerm]] = Field(description="By name.")


class LinkWaiver(Record):
    """An address that may fail for a while, because somebody looked and says why."""

    url: Url = Field(description="The address, exactly as the case or framework has it.")
    reason: Line = Field(description="What was seen, and why the address stays.")
    expires: Edtf = Field(description="Last day on which the waiver holds.")


class LinkWaivers(Record):
    """Addresses whose failure `casebook links` tells and does not count."""

    waivers: tuple[LinkWaiver, ...] = Field(description="One entry for each address.")


class Permalinks(Record):
    """Every address ever published, and where those that moved lead now."""

    pages: dict[str, tuple[str, ...]] = Field(description="Address, then its published anchors.")
    moved: dict[str, str] = Field(default_factory=dict, description="Old address, new address.")
    reasons: dict[str, str] = Field(
        default_factory=dict, description="Old address, why it moved, where that is known."
    )
