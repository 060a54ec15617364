"""The exercise: how a case is played in a room, kept apart from the case itself.

A file of its own, so that what is invented for the room cannot reach the page
of the case, the search or the data. What players may see and what only the
facilitator may see is told apart here, field by field, and nowhere else.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casebook.model.kinds import (
    CasePartRef,
    Edtf,
    Id,
    ItemRef,
    Line,
    Number,
    Prose,
    Record,
    Switch,
    Term,
)

_Role = Annotated[str, Term("role")]


class Objective(Record):
    """What people can do after the exercise. Players see it."""

    text: Prose = Field(description="What players practise, in one sentence.")
    items: tuple[ItemRef, ...] = Field(min_length=1, description="Checks it practises.")


class Inject(Record):
    """Something that reaches the players while they talk. The facilitator reads it out."""

    id: Id = Field(description="Name of the inject inside this exercise.")
    minute: Number = Field(description="Minutes after the start of the module.")
    via: Line = Field(description="How it arrives, such as `A call from a reporter`.")
    text: Prose = Field(description="What it says.")
    refs: tuple[CasePartRef, ...] = Field(
        (), description="Claims, facts or moments of the case it is made from."
    )
    invented: Switch = Field(
        default=False, description="True if no source tells it; then it names no part of the case."
    )


class Question(Record):
    """A question to the room. Players see the question, not what to listen for."""

    role: _Role = Field(description="Who answers first.")
    text: Prose = Field(description="The question.")
    after: Id | None = Field(
        None, description="The inject that the question is about; players get both together."
    )
    items: tuple[ItemRef, ...] = Field(min_length=1, description="Checks the answer leads to.")
    listen_for: Prose = Field(description="Facilitator only: what a good answer holds.")


class Decision(Record):
    """Where the room must decide. What was done in the case stays with the facilitator."""

    text: Prose = Field(description="What must be decided now, and by when.")
    happened: Prose = Field(description="Facilitator only: what was done, and what came of it.")
    refs: tuple[CasePartRef, ...] = Field(
        min_length=1, description="Facilitator only: parts of the case that show it."
    )


class Module(Record):
    """One part of the exercise, played at one point in time."""

    id: Id = Field(description="Name of the module; part of its address.")
    title: Line = Field(description="Heading that gives nothing away.")
    minutes: Number = Field(description="How long it is played.")
    at: Edtf = Field(description="The point in time at which the players stand.")
    situation: Prose = Field(description="Where the players stand, as they would see it then.")
    invented: Switch = Field(
        default=False, description="True if the situation holds something no source tells."
    )
    known: tuple[CasePartRef, ...] = Field(
        (), description="Facts of the case that were known by then."
    )
    heard: tuple[CasePartRef, ...] = Field(
        (), description="Claims of the case that were about by then."
    )
    injects: tuple[Inject, ...] = Field((), description="What the facilitator brings in.")
    questions: tuple[Question, ...] = Field(min_length=1, description="Questions by role.")
    decision: Decision | None = Field(None, description="What the room must decide.")
    bridge: Prose | None = Field(
        None,
        description="Read aloud before the next module: how this story goes on, whatever the room "
        "decided.",
    )


class Played(Record):
    """A real name, and the invented one that players read in its place."""

    real: Line = Field(description="The name in the texts of the case.")
    played: Line = Field(description="The invented name.")


class QuizOption(Record):
    """A possible answer to a written question of the quiz."""

    text: Prose = Field(description="The answer, in one sentence.")
    why: Prose = Field(description="Why it is right or wrong; shown after the answer.")
    right: Switch = Field(default=False, description="True for the one that is right.")


class QuizQuestion(Record):
    """A question of the quiz that is written by hand. Players see it only after the exercise."""

    id: Id = Field(description="Name of the question; part of its identity in question banks.")
    kind: Literal["evidence", "publish"] = Field(
        description="`evidence` asks what would change a judgement, `publish` which sentence "
        "could be published."
    )
    text: Prose = Field(description="All that is needed to judge; the quiz adds what is asked.")
    options: tuple[QuizOption, ...] = Field(
        min_length=4, description="Four options, one of them right."
    )


class Exercise(Record):
    """A tabletop exercise made from a case."""

    id: Id = Field(description="The id of the case it is made from; equals the file name.")
    code: Id = Field(
        description="Stands for the case in the addresses, files and papers that players see; "
        "it never changes, such as `7`."
    )
    title: Line = Field(description="Title that does not give the outcome away.")
    minutes: Number = Field(description="Length in all, briefing and hot wash included.")
    audience: tuple[_Role, ...] = Field(min_length=1, description="Who should be in the room.")
    cast: tuple[Played, ...] = Field(
        (), description="Names that players would recognise the case by, each with an invented one."
    )
    briefing: Prose = Field(description="Who the players are and what they are responsible for.")
    objectives: tuple[Objective, ...] = Field(min_length=1, description="What is practised.")
    modules: tuple[Module, ...] = Field(min_length=1, description="The parts in order.")
    hot_wash: tuple[Prose, ...] = Field(
        min_length=1, description="Questions right after the last module."
    )
    quiz: tuple[QuizQuestion, ...] = Field(
        (), description="Questions for the quiz afterwards, on evidence and on what to publish."
    )
    updated: Edtf = Field(description="Day of the last substantive change.")
