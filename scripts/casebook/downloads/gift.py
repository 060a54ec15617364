"""A quiz in GIFT, the plain-text format that Moodle and others read.

Source: Moodle documentation, "GIFT format". The signs ``~ = # { } :`` mean
something in it, so they are escaped. The id of a question and its tag are
in a comment, where Moodle looks for them and other readers pass over them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casebook.training.quizzes import Option, Question, Quiz


def bank(quiz: Quiz) -> str:
    """All questions under one category, after a description with the cases and the definitions."""
    head = [f"// {quiz.title}", f"$CATEGORY: AI Governance Casebook/{_category(quiz.title)}"]
    opening = f"::{escaped(quiz.title)}. Read this first::[plain]{escaped(' '.join(quiz.opening))}"
    return "\n\n".join([*head, opening, *(_question(each) for each in quiz.questions)]) + "\n"


def _question(each: Question) -> str:
    options = "\n".join(_option(option) for option in each.options)
    general = escaped(each.feedback)
    # Without the word in front, Moodle takes the text, and all that follows it, for HTML.
    marks = f"// [id:{each.id}] [tag:ai-governance-casebook]"
    asked = f"::{escaped(each.name)}::[plain]{escaped(each.text)}"
    return f"{marks}\n{asked} {{\n{options}\n####{general}\n}}"


@lru_cache(maxsize=256)  # most are the statuses, whatever the number of claims
def _option(option: Option) -> str:
    sign = "=" if option.right else "~"
    return f"{sign}{escaped(option.label)}#{escaped(option.feedback)}"


def escaped(text: str) -> str:
    """Text in which no sign means anything, on one line."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", " ".join(text.split()))


def _category(title: str) -> str:
    # A slash would begin a category below.
    return " ".join(title.replace("/", " ").split())
