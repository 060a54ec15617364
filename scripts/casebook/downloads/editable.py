"""The facilitator's guide as a text document, for trainers who fit an exercise to their own house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads.document import Paper, begun, paragraph, saved, table
from casebook.downloads.papers import told
from casebook.model.case import Case
from casebook.training.exercises import Facilitator

LEAVE = (
    "Change whatever you like, such as the house, the roles and the minutes. Leave the line at the foot, "
    "say here what you changed, and do not make it look as if we stand behind it: ____________"
)


def guide(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> bytes:
    """The guide as a DOCX file, with the words of the facilitator's paper."""
    says = told(side, case, corpus, settings)
    paper = begun(says["title"], says["foot"])
    paragraph(paper, f"Facilitator only · {says['minutes']} minutes")
    paragraph(paper, f"Made from the case: {says['case']}. {says['link']}")
    if says["cast"]:
        paragraph(paper, " ".join(says["cast"]), lead="Invented names.")
    paragraph(paper, LEAVE, lead="A copy to change.")
    plan = [tuple(row) for row in says["plan"]]
    table(paper, ("From minute", "What", "Minutes"), plan, {"What": 4})
    paragraph(paper, f"Say this first ({says['briefing_minutes']})", "Heading2")
    paragraph(paper, says["briefing"])
    paragraph(paper, "What is practised", "Heading2")
    for aim in says["objectives"]:
        paragraph(paper, f"{aim['text']} {', '.join(aim['items'])}", "ListBullet")
    paragraph(paper, "To prepare", "Heading2")
    for text in says["prepare"]:
        paragraph(paper, text, "ListBullet")
    for part in says["parts"]:
        _part(paper, part)
    paragraph(paper, "Hot wash", "Heading2")
    for text in says["hot_wash"]:
        paragraph(paper, text, "ListNumber")
    paragraph(paper, "Checks this exercise leads to", "Heading2")
    checks = [(check["id"], check["statement"]) for check in says["checks"]]
    table(paper, ("Check", "What it asks"), checks, {"What it asks": 8})
    paragraph(paper, "")  # no document ends with a table
    return saved(paper)


def _part(paper: Paper, part: Mapping[str, Any]) -> None:
    """A module: what players get, then what only the facilitator has."""
    paragraph(paper, f"Module {part['number']}: {part['title']}", "Heading2")
    invented = " · partly invented" if part["invented"] else ""
    paragraph(paper, f"Minute {part['start']} to {part['end']} · {part['at']}{invented}")
    paragraph(paper, part["situation"])
    _under(paper, "They know", part["known"])
    became = [
        f"“{said['text']}” ({said['by']}) {said['status']}: {said['reason']}"
        for said in part["became"]
    ]
    _under(paper, "They hear people say, and what became of it", became)
    if part["injects"]:
        paragraph(paper, "Injects", "Heading3")
    for inject in part["injects"]:
        mark = " · invented" if inject["invented"] else ""
        lead = (
            f"Minute {inject['minute']} ({inject['inside']} of the module) · {inject['via']}{mark}:"
        )
        paragraph(paper, inject["text"], lead=lead)
    paragraph(paper, "Questions, and what to listen for", "Heading3")
    for asked in part["questions"]:
        items = ", ".join(asked["items"])
        when = f"(after the inject “{asked['after']}”) " if asked["after"] else ""
        question = f"{when}{asked['text']} {items}".strip()
        paragraph(paper, question, lead=f"{asked['role']}:", place="with next")
        paragraph(paper, asked["listen_for"], lead="Listen for:")
    if part["decision"]:
        paragraph(paper, "Decision", "Heading3")
        paragraph(paper, part["decision"], place="with next")
        paragraph(paper, part["happened"], lead="In the case:")
    if part["bridge"]:
        paragraph(paper, part["bridge"], lead="Say this before the next module:")


def _under(paper: Paper, title: str, texts: list[str]) -> None:
    """A list under its heading, where there is one."""
    if texts:
        paragraph(paper, title, "Heading3")
    for text in texts:
        paragraph(paper, text, "ListBullet")
