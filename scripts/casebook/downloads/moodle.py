"""A quiz as Moodle XML, which keeps the id of a question across imports.

Source: Moodle documentation, "Moodle XML format": multiple choice with one
right answer, feedback for each answer, and ``idnumber``.
"""

from __future__ import annotations

import html
from xml.etree import ElementTree as ET

from casebook.training.quizzes import Question, Quiz


def bank(quiz: Quiz) -> str:
    """All questions under one category, after a description with the cases and the definitions."""
    root = ET.Element("quiz")
    category = ET.SubElement(root, "question", type="category")
    path = "$course$/top/AI Governance Casebook/" + quiz.title.replace("/", "//")
    ET.SubElement(ET.SubElement(category, "category"), "text").text = path
    opening = ET.SubElement(root, "question", type="description")
    name = f"{quiz.title}. Read this first"
    ET.SubElement(ET.SubElement(opening, "name"), "text").text = name
    _text(opening, "questiontext", _paragraphs(*quiz.opening))
    for each in quiz.questions:
        _question(root, each)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _question(root: ET.Element, each: Question) -> None:
    node = ET.SubElement(root, "question", type="multichoice")
    ET.SubElement(ET.SubElement(node, "name"), "text").text = each.name
    _text(node, "questiontext", _paragraphs(*each.lines))
    link = f'<a href="{html.escape(each.link)}">{_safe(each.link)}</a>'
    right = f"{each.right.label.rstrip('.')}. {each.right.feedback}"
    source = f"<p>Source: {_safe(each.source)}. {link}</p>"
    _text(node, "generalfeedback", _paragraphs(right) + source)
    for name, value in _FIXED:
        ET.SubElement(node, name).text = value
    ET.SubElement(node, "idnumber").text = each.id
    for option in each.options:
        choice = ET.SubElement(
            node, "answer", fraction="100" if option.right else "0", format="html"
        )
        ET.SubElement(choice, "text").text = _safe(option.label)
        _text(choice, "feedback", _paragraphs(option.feedback))
    tags = ET.SubElement(node, "tags")
    for tag in ("ai-governance-casebook", each.id.partition("/")[0]):
        ET.SubElement(ET.SubElement(tags, "tag"), "text").text = tag


def _paragraphs(*lines: str) -> str:
    return "".join(f"<p>{_safe(line)}</p>" for line in lines)


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
