"""The course: what a trainer takes cases and an exercise from for one event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.kinds import CaseRef, Edtf, Id, Line, Number, Prose, Record, Term


class Course(Record):
    """A course with its cases. The plan of the event stands on the page of the courses."""

    id: Id = Field(description="Name of the course; equals the file name and never changes.")
    title: Line = Field(description="Its title, as the page of the courses has it.")
    minutes: Number = Field(description="How long the event lasts.")
    audience: tuple[Annotated[str, Term("role")], ...] = Field(
        min_length=1, description="Who takes part."
    )
    aim: Prose = Field(description="What people can do afterwards, in one or two sentences.")
    exercise: CaseRef | None = Field(
        None, description="The case whose exercise is played, if one is."
    )
    cases: tuple[CaseRef, ...] = Field(
        min_length=1, description="Cases that the quiz asks about and the reading list leads to."
    )
    updated: Edtf = Field(description="Day of the last substantive change.")
