"""The collections that a draft can be made from, by their names on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.base.problems import Problem
from casebook.imports import aiid, atlas, avid, postmortems, records, veris
from casebook.imports.draft import Draft
from casebook.model.neighbours import (
    AiidIncident,
    AtlasCaseStudy,
    AvidRecord,
    Foreign,
    Postmortem,
    VerisIncident,
)


@dataclass(frozen=True)
class Collection:
    """How records of a collection are read and turned into drafts."""

    model: type[Foreign]
    draft: Callable[[Any], Draft | None]
    needs: str = ""
    """What a record lacks that has the right shape and makes no draft."""


COLLECTIONS = {
    "atlas": Collection(AtlasCaseStudy, atlas.draft),
    "avid": Collection(
        AvidRecord,
        avid.draft,
        "the record needs a number (`report_id` or `vuln_id`) and a day "
        "(`reported_date` or `published_date`)",
    ),
    "aiid": Collection(AiidIncident, aiid.draft),
    "agent-postmortems": Collection(Postmortem, postmortems.draft),
    "veris": Collection(VerisIncident, veris.draft),
}


def read(name: str, path: Path) -> tuple[Draft | None, list[Problem]]:
    """The draft of the record in a file, or what is wrong with the file."""
    collection = COLLECTIONS[name]
    record, problems = records.read(path, collection.model)
    if record is None:
        return None, problems
    draft = collection.draft(record)
    if draft is not None:
        return draft, []
    remedy = "Add both to the file, or start the case with `casebook new`."
    return None, [Problem(str(path), 1, 1, "import/incomplete", collection.needs, remedy)]
