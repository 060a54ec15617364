"""``casebook new``: the first version of a case, from questions or options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casebook.authoring import scaffold
from casebook.base.everyday import meant
from casebook.base.prose import complaints
from casebook.base.words import did_you_mean
from casebook.fixes import only
from casebook.model.case import Case, Fact, Source
from casebook.model.kinds import Record
from casebook.model.walk import shapes
from casebook.reading import likeness
from casebook.reading.load import load
from casebook.reading.shape import judge
from casebook.rules.publication import LEFT_OVER, left_over
from casebook.rules.style import UNSAFE

HELP = "start a case: asks what is required, or takes it as options"

_MOST_ALIKE = 3


@dataclass(frozen=True)
class _Question:
    """One thing a case needs: the option, what to ask, and the field whose rules it must keep."""

    option: str
    ask: str
    model: type[Record]
    field: str


QUESTIONS = (
    _Question("title", "Title (neutral, past tense, who and what, with the year)", Case, "title"),
    _Question(
        "summary",
        "Summary (two or three sentences: what is confirmed, what is only claimed)",
        Case,
        "summary",
    ),
    _Question("kind", "Kind", Case, "kind"),
    _Question(
        "disclosed",
        "First public report (such as 18 October 2024, October 2024 or 2024)",
        Case,
        "disclosed",
    ),
    _Question("fact", "One fact, in your own words", Fact, "text"),
    _Question("source-title", "Title of the source for it", Source, "title"),
    _Question("source-publisher", "Its publisher", Source, "publisher"),
    _Question("source-url", "Its address", Source, "url"),
)


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "id",
        nargs="?",
        default="",
        metavar="ID",
        help="file name without .yml; made from the title if left out",
    )
    for question in QUESTIONS:
        parser.add_argument(f"--{question.option}", metavar="TEXT", help=question.ask)


def run(options: argparse.Namespace, root: Path) -> int:
    """Ask for what the options leave out, write the file, and check it."""
    library = load(root, []).corpus.library
    cases = likeness.known(root / "cases")
    if options.id and not free(options.id, root):
        return 2
    kinds = tuple(library.vocabularies.get("case-kind", {}))
    given: dict[str, str] = {}
    for question in QUESTIONS:
        name = question.option.replace("-", "_")
        if name == "kind" and options.kind is None and sys.stdin.isatty():
            for kind, term in library.vocabularies.get("case-kind", {}).items():
                print(f"  {kind}: {term.definition}")
        value = _value(question, getattr(options, name), kinds, input)
        if value is None:
            return 2
        given[name] = value
        _warn(question, value, cases)
    name = options.id or scaffold.case_id(given["title"], given["disclosed"])
    while not free(name, root):
        # The answers are kept: only another name is asked for, where there is somebody to ask.
        if not sys.stdin.isatty():
            return 2
        name = input("Another ID: ").strip()
    path = root / "cases" / f"{name}.yml"
    path.write_text(scaffold.file(scaffold.Answers(**given, id=name), library), "utf-8")
    return _checked(path, root)


def _warn(question: _Question, value: str, cases: list[likeness.Known]) -> None:
    """Name the cases that may be the same; the author knows whether they are."""
    if question.option == "title":
        alike, how = likeness.with_title(value, cases), "has a title much like it"
    elif question.option == "source-url":
        alike, how = likeness.with_address(value, cases), "has a source at this address"
    else:
        return
    for case in alike[:_MOST_ALIKE]:
        print(
            f"  Is it there already? cases/{case.id}.yml {how}: {case.title}\n"
            "  If it is, stop with Ctrl-C or delete the new file, and extend that one.",
            file=sys.stderr,
        )


def free(name: str, root: Path) -> bool:
    """Whether a new case can be called so; says why not."""
    taken = (root / "cases" / f"{name}.yml").exists()
    wrong = judge(Case, "id", name) or (
        f"`{name}` exists already. Choose another ID." if taken else ""
    )
    if wrong:
        print(f"casebook: {wrong}", file=sys.stderr)
    return not wrong


def _checked(path: Path, root: Path) -> int:
    problems = load(root, [path]).errors
    for problem in problems:
        print(f"{problem}\n    {problem.remedy}")
    print(
        f"{path.relative_to(root)} written. "
        f"Next: `.venv/bin/casebook check {path.relative_to(root)}`, `make serve`.",
        file=sys.stderr,
    )
    return 1 if problems else 0


def _value(
    question: _Question, given: str | None, kinds: tuple[str, ...], ask: Callable[[str], str]
) -> str | None:
    """The value of an option, or of a question asked until its answer fits.

    Returns ``None`` where there is nobody to ask, or the option does not fit.
    """
    if given is not None:
        given = _tidied(question, given, kinds)
        wrong = _wrong(question, given, kinds)
        if wrong:
            print(f"casebook: --{question.option}: {wrong}", file=sys.stderr)
        return None if wrong else given
    if not sys.stdin.isatty():
        print(
            f"casebook: --{question.option} is missing, and there is nobody to ask", file=sys.stderr
        )
        return None
    while True:
        hint = f" ({', '.join(kinds)})" if question.option == "kind" else ""
        answer = _tidied(question, ask(f"{question.ask}{hint}: "), kinds)
        wrong = _wrong(question, answer, kinds) or _markup(question, answer)
        if not wrong:
            return answer
        print(f"  {wrong}")


def _tidied(question: _Question, answer: str, kinds: tuple[str, ...]) -> str:
    """The answer as it is written into the file: on one line, and with what is plainly meant."""
    text = " ".join(answer.split())
    if question.option == "kind":
        return only(text, dict.fromkeys(kinds), "-") or text
    (field,) = (each for each in shapes(question.model) if each.name == question.field)
    return meant(field.kind, text) or text


def _markup(question: _Question, answer: str) -> str:
    """What the check would say of markup; an option is written as given, and told afterwards."""
    prose = {field.name: field.meaning[2] for field in shapes(question.model)}[question.field]
    wrong = next(complaints(answer), "") if prose else ""
    return wrong and f"{wrong}. {UNSAFE.remedy}"


def _wrong(question: _Question, answer: str, kinds: tuple[str, ...]) -> str:
    if question.option == "kind" and answer not in kinds:
        return f"`{answer}` is no kind. " + did_you_mean(
            answer, kinds, f"Use one of {', '.join(kinds)}."
        )
    if wrong := judge(question.model, question.field, answer):
        return wrong
    # The check would tell it of the new file at once; here the answer can still be given.
    unwritten = left_over(answer)
    return unwritten and f"{unwritten}. {LEFT_OVER.remedy}"
