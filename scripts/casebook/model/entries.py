"""What the lists of the API hold: one model for each kind of entry, which the description of the API shows too."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.kinds import Record

Address = Annotated[
    str, Field(description="Its page; from the root of the site where the site has no address.")
]
Grade = Annotated[
    str | None,
    Field(
        description="How strongly the case supports the check: `shown`, `worked`, `inferred`, "
        "or nothing where it was not graded yet."
    ),
]


class Support(Record):
    """A case that supports a check."""

    case: str = Field(description="Id of the case.")
    grade: Grade


class Asked(Record):
    """A clause that a check answers."""

    framework: str = Field(description="Id of the framework.")
    clause: str = Field(description="The clause, as the framework numbers it.")


class Pointer(Record):
    """A check that answers a pattern or a question."""

    item: str = Field(description="Id of the check.")
    why: str = Field(description="How it answers.")


class CheckEntry(Record):
    """A check of a checklist."""

    id: str = Field(description="Its id, which is never given to another check.")
    checklist: str = Field(description="Id of the checklist.")
    version: str = Field(description="Version of the checklist.")
    section: str = Field(description="Id of the section.")
    level: str = Field(description="How soon it is worth doing, as a term.")
    statement: str = Field(description="What must be true.")
    why: str = Field(description="Why it is worth the effort.")
    how_to_verify: str = Field(description="The evidence that shows it.")
    roles: tuple[str, ...] = Field(description="Who does it, as terms.")
    accountable: str = Field(description="The one role that answers for it.")
    interval: str = Field(description="How often its evidence is looked at, as a term.")
    case_types: tuple[str, ...] = Field(description="Kinds of trouble it addresses, as terms.")
    clauses: tuple[Asked, ...] = Field(description="Clauses of frameworks that it answers.")
    patterns: tuple[str, ...] = Field(description="Failure patterns that it addresses.")
    cases: tuple[Support, ...] = Field(description="Cases that support it.")
    address: Address


class PatternEntry(Record):
    """A way of failing that recurs across cases."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Short name.")
    theme: str = Field(description="Its theme, as a term.")
    definition: str = Field(description="What it is.")
    signs: tuple[str, ...] = Field(description="How to recognise it early.")
    checks: tuple[Pointer, ...] = Field(description="Checks that address it.")
    cases: tuple[str, ...] = Field(description="Ids of the cases that show it.")
    address: Address


class FrameworkEntry(Record):
    """A law, standard or guide that checks refer to."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Full title.")
    short: str = Field(description="Name as used in running text.")
    publisher: str = Field(description="Who publishes it.")
    version: str = Field(description="Edition that was looked at.")
    kind: str = Field(description="Law, standard or guidance, as a term.")
    url: str = Field(description="Its own address.")
    verified_on: str = Field(description="Day on which the clauses were checked.")
    clauses: int = Field(description="Number of clauses that a check cites.")
    clauses_with_a_case: int = Field(description="How many of these have a case behind them.")
    evidence: str = Field(description="Clauses, checks and cases as JSON.")
    address: Address


class QuestionEntry(Record):
    """An everyday question, and where it leads."""

    id: str = Field(description="Its id.")
    question: str = Field(description="What a reader needs to know, in plain words.")
    answer: str = Field(description="The short answer.")
    roles: tuple[str, ...] = Field(description="Who asks it, as terms.")
    checks: tuple[Pointer, ...] = Field(description="Checks that answer it.")
    patterns: tuple[str, ...] = Field(description="Ids of the patterns behind it.")
    cases: tuple[str, ...] = Field(description="Ids of the cases to read.")
    first_hour: bool = Field(description="True where it is asked while something is running.")
    address: Address


class ExerciseEntry(Record):
    """A tabletop exercise made from a case."""

    case: str = Field(description="Id of the case it is made from.")
    code: str = Field(description="Its number, which is all that players see of the case.")
    title: str = Field(description="Title that does not give the outcome away.")
    minutes: float = Field(description="Length in all, briefing and debrief included.")
    audience: tuple[str, ...] = Field(description="Who should be in the room, as terms.")
    objectives: tuple[str, ...] = Field(description="What is practised.")
    checks: tuple[str, ...] = Field(description="Ids of the checks that are practised.")
    updated: str = Field(description="Day of the last substantive change.")
    players: str = Field(description="The page for players, which does not name the case.")
    facilitator: str = Field(description="The page for the person who leads it.")
    files: tuple[str, ...] = Field(description="Files to download.")


class CourseEntry(Record):
    """A course for one event or a term, with its quizzes and its reading list."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Its title.")
    minutes: float = Field(description="How long it lasts.")
    audience: tuple[str, ...] = Field(description="Who takes part, as terms.")
    aim: str = Field(description="What people can do afterwards.")
    exercise: str | None = Field(description="Id of the case whose exercise is played, if any.")
    cases: tuple[str, ...] = Field(description="Ids of the cases it teaches.")
    questions: int = Field(description="Number of questions in its quiz.")
    updated: str = Field(description="Day of the last substantive change.")
    files: tuple[str, ...] = Field(description="Quizzes, tests and reading list to download.")
    address: Address


class ChangeEntry(Record):
    """One change of the record."""

    id: str = Field(description="Name of the change, which stays.")
    kind: str = Field(description="`added`, `corrected`, `status` or `withdrawn`.")
    on: str | None = Field(description="Day, if recorded.")
    case: str = Field(description="Id of the case.")
    claim: str | None = Field(description="Id of the claim, for a change of status.")
    before: str | None = Field(description="The status before, as a term.")
    after: str | None = Field(description="The status after, as a term.")
    what: str = Field(description="What changed. A claim has its status in the same sentence.")
    why: str = Field(description="Why it changed.")
    address: str = Field(description="Where to look.")


class RemovalEntry(Record):
    """Something published that was withdrawn, retired or moved."""

    address: str = Field(description="Where it was.")
    what: str = Field(description="`case withdrawn`, `check retired` or `address moved`.")
    on: str | None = Field(description="Day, if recorded.")
    why: str | None = Field(description="The reason, if recorded.")
    to: tuple[str, ...] = Field(description="Where to look now.")


class Moved(Record):
    """What is left at the address of a file that moved."""

    moved_to: str = Field(description="Address of the file now.")
    reason: str | None = Field(description="Why it moved, if somebody wrote it down.")


class Status(Record):
    """A status that a claim had."""

    on: str | None = Field(description="First day, if recorded.")
    status: str = Field(description="The status, as a term.")
    reason: str = Field(description="Why it changed; empty for the first status.")


class ClauseEvidence(Record):
    """A clause, and the checks that answer it."""

    id: str = Field(description="The clause, as the framework numbers it.")
    title: str | None = Field(description="Its heading or subject in our words.")
    address: str = Field(description="Its place on the page of the framework.")
    checks: tuple[str, ...] = Field(description="Ids of the checks that answer it.")


class CaseEvidence(Record):
    """A link from a case to a check, with its reason."""

    case: str = Field(description="Id of the case.")
    title: str = Field(description="Title of the case.")
    grade: Grade
    why: str = Field(description="How the case supports the check, in one sentence of ours.")
    claims_by_status: dict[str, int] = Field(
        description="How many claims of the case have each status."
    )
    address: str = Field(description="Where the case says so.")


class CheckEvidence(Record):
    """A check, and the cases that support it."""

    id: str = Field(description="Id of the check.")
    statement: str = Field(description="What must be true.")
    address: Address
    cases: tuple[CaseEvidence, ...] = Field(description="Links from cases, the strongest first.")


class Evidence(Record):
    """Which cases are behind which clauses of one framework."""

    framework: FrameworkEntry = Field(description="The framework.")
    clauses: tuple[ClauseEvidence, ...] = Field(description="Its clauses that a check cites.")
    checks: dict[str, CheckEvidence] = Field(description="By id: the checks that answer them.")
