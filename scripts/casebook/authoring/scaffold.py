"""The first version of a case: a short file with every required field, which passes as a draft."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from casebook.base.words import SMALL
from casebook.corpus.library import Library
from casebook.model import Case

SCHEMA_LINE = "# yaml-language-server: $schema=../docs/schema/case.json"


@dataclass(frozen=True)
class Answers:
    """What a new case starts from; all of it can be changed in the file later."""

    title: str
    summary: str
    kind: str
    disclosed: str
    fact: str
    source_title: str
    source_publisher: str
    source_url: str
    id: str = ""


def case_id(title: str, disclosed: str) -> str:
    """An id from the first words of a title and the year."""
    words = [word for word in re.findall(r"[a-z0-9]+", title.lower()) if word not in SMALL]
    year = disclosed[:4]
    chosen = [word for word in words if word != year][:5]
    return "-".join([*chosen, year])[:80]


def quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar on one line."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def file(answers: Answers, library: Library) -> str:
    """The text of the new file.

    Lines that a published case needs besides stand below as comments, with the
    words of the model.
    """
    kinds = ", ".join(library.vocabularies.get("case-kind", {}))
    kinds_of_source = ", ".join(library.vocabularies.get("source-kind", {}))
    return f"""\
{SCHEMA_LINE}
id: {answers.id or case_id(answers.title, answers.disclosed)}
title: {quoted(answers.title)}
summary: {quoted(answers.summary)}
kind: {answers.kind}  # {kinds}
disclosed: {answers.disclosed}  # first public report by anyone
facts:
  - id: first-fact
    text: {quoted(answers.fact)}
    basis: reported  # admission, finding, document or reported
    sources: [first-source]
sources:
  - id: first-source
    title: {quoted(answers.source_title)}
    publisher: {quoted(answers.source_publisher)}
    url: {quoted(answers.source_url)}
    kind: press  # {kinds_of_source}
    language: en
    seen: excerpt  # full, if you read all of it
record:
  status: draft

# What else a case can hold; contribute/case-format explains every field, and
# `casebook check` tells what is still missing once `status` is `published`.
{others(_WRITTEN)}
"""


_WRITTEN = frozenset({"id", "title", "summary", "kind", "disclosed", "facts", "sources", "record"})


def others(written: Container[str]) -> str:
    """The fields of a case that a first version leaves out, with the words of the model."""
    fields = Case.model_fields.items()
    return "\n".join(
        f"# {name}: {field.description}" for name, field in fields if name not in written
    )
