"""A quiz in GIFT, the plain-text format that Moodle and others read.

Source: Moodle documentation, "GIFT format". The signs ``~ = # { } :`` mean
something in it, so they are escaped. The id of a question and its tag stand in
a comment, where Moodle looks for them and other readers pass over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from casebook.training.quizzes import Answer, Question


def quiz(title: str, questions: Iterable[Question]) -> str:
    """All questions of a case under one category."""
    parts = [f"// {title}", f"$CATEGORY: AI Governance Casebook/{_category(title)}"]
    return "\n\n".join([*parts, *(_question(each) for each in questions)]) + "\n"


def _question(each: Question) -> str:
    answers = "\n".join(_answer(answer) for answer in each.answers)
    general = escaped(each.feedback)
    # Without the word in front, Moodle takes the text, and all that follows it, for HTML.
    marks = f"// [id:{each.id}] [tag:ai-governance-casebook]"
    asked = f"::{escaped(each.name)}::[plain]{escaped(each.text)}"
    return f"{marks}\n{asked} {{\n{answers}\n####{general}\n}}"


@lru_cache(maxsize=256)  # there are two for each status, whatever the number of claims
def _answer(answer: Answer) -> str:
    return f"{'=' if answer.right else '~'}{escaped(answer.label)}#{escaped(answer.meaning)}"


def escaped(text: str) -> str:
    """Text in which no sign means anything, on one line."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", " ".join(text.split()))


def _category(title: str) -> str:
    # A slash would begin a category below.
    return " ".join(title.replace("/", " ").split())
