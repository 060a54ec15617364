"""A quiz as Moodle XML, which keeps the id of a question across imports.

Source: Moodle documentation, "Moodle XML format": multiple choice with one
right answer, feedback for each answer, and ``idnumber``.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from casebook.training.quizzes import Question


def quiz(title: str, questions: Iterable[Question]) -> str:
    """All questions of a case under one category."""
    root = ET.Element("quiz")
    category = ET.SubElement(root, "question", type="category")
    path = "$course$/top/AI Governance Casebook/" + title.replace("/", "//")
    ET.SubElement(ET.SubElement(category, "category"), "text").text = path
    for each in questions:
        _question(root, each)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _question(root: ET.Element, each: Question) -> None:
    node = ET.SubElement(root, "question", type="multichoice")
    ET.SubElement(ET.SubElement(node, "name"), "text").text = each.name
    _text(node, "questiontext", f"<p>{_safe(each.text)}</p>")
    link = f'<a href="{html.escape(each.link)}">{_safe(each.link)}</a>'
    told = f"<p>{_safe(each.why)}</p><p>Source: {_safe(each.source)}. {link}</p>"
    _text(node, "generalfeedback", told)
    for name, value in _FIXED:
        ET.SubElement(node, name).text = value
    ET.SubElement(node, "idnumber").text = each.id
    for answer in each.answers:
        choice = ET.SubElement(
            node, "answer", fraction="100" if answer.right else "0", format="html"
        )
        ET.SubElement(choice, "text").text = _safe(answer.label)
        _text(choice, "feedback", f"<p>{_safe(answer.meaning)}</p>")
    tags = ET.SubElement(node, "tags")
    for tag in ("ai-governance-casebook", each.id.partition("/")[0]):
        ET.SubElement(ET.SubElement(tags, "tag"), "text").text = tag


_FIXED = (
    ("defaultgrade", "1"),
    ("penalty", "0.3333333"),
    ("hidden", "0"),
    ("single", "true"),
    ("shuffleanswers", "false"),
    ("answernumbering", "abc"),
)


def _text(node: ET.Element, name: str, text: str) -> None:
    ET.SubElement(ET.SubElement(node, name, format="html"), "text").text = text


def _safe(text: str) -> str:
    return html.escape(text, quote=False)
