"""What an answer says. A claim and its status are one string, so that neither is quoted alone."""

from __future__ import annotations

from casebook.base import prose, urls
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import ClaimRow, Ground
from casebook.corpus.library import Check
from casebook.model.case import Answer


def claim(row: ClaimRow) -> str:
    """A claim: its status first, then its words, the reason, who answered, its case and the link."""
    told = row.claim
    day = f", as of {told.as_of}" if told.as_of else ""
    made = f", {told.made_on}" if told.made_on else ""
    whose = f"Claim by {'; '.join(row.claimants)}{made}"
    lines = [
        f"[Status: {row.status}{day}] {whose}: \u201c{prose.plain(told.text)}\u201d",
        f"Why it has the status \u201c{row.status}\u201d: {prose.plain(told.reason)}",
    ]
    if told.outcome:
        lines.append(f"Outcome: {prose.plain(told.outcome)}")
    lines += [f"Earlier status, until {was.on}: {_status(row, was.status)}" for was in told.history]
    lines += [_response(row, answer) for answer in told.answers]
    lines.append(f"Case: {row.at.case.title}. Page of the claim: {row.at.address(row.url)}")
    return "\n".join(lines)


def _status(row: ClaimRow, status: str) -> str:
    return row.at.corpus.library.label("claim-status", status)


def _response(row: ClaimRow, answer: Answer) -> str:
    stance = row.at.corpus.library.label("answer-stance", answer.stance).lower()
    day = f", {answer.on}" if answer.on else ""
    return f"Response by {answer.by} ({stance}{day}): {prose.plain(answer.text)}"


def case(at: Ground) -> str:
    """A case in short: its title, its summary, how many claims have each status, and the link.

    Of a withdrawn case only the reason is told, since it is not evidence.
    """
    told = at.case
    if told.record.status == "withdrawn":
        why = prose.plain(told.record.withdrawn_because or "")
        lines = [f"[Withdrawn: this case is not evidence] {told.title}", f"Why: {why}"]
    else:
        contested = ["[A party contests this case]"] if told.record.status == "disputed" else []
        lines = [*contested, told.title, prose.plain(told.summary), _statuses(at)]
    return "\n".join([*lines, f"Case: {at.address(urls.case(told.id))}"])


def _statuses(at: Ground) -> str:
    labels = at.corpus.library.labels("claim-status")
    counts = [f"{number} {labels[status].lower()}" for status, number in at.counts.items()]
    return f"Status of its claims: {', '.join(counts)}." if counts else "It records no claims."


def dossier(at: Ground) -> str:
    """A case with what is established and every claim, each with its status."""
    if at.case.record.status == "withdrawn":
        return case(at)
    parts = [case(at)]
    parts += [f"[Established] {prose.plain(fact.text)}" for fact in at.case.facts]
    parts += [claim(ClaimRow(at, each)) for each in at.case.claims]
    return "\n\n".join(parts)


def check(entry: Check, corpus: Corpus, at: str) -> str:
    """A check with its reason and the cases that support it, by grade.

    Args:
        entry: The check.
        corpus: Where its cases are.
        at: The address of its page.
    """
    item, labels = entry.item, corpus.library.labels("evidence-grade")
    lines = [f"{entry.id}: {item.statement}", f"Why: {prose.plain(item.why)}"]
    lines.append(f"How to verify: {prose.plain(item.how_to_verify)}")
    for name, grade in corpus.grades(entry.id).items():
        graded = labels.get(grade, "Not graded yet").lower()
        lines.append(f"Supporting case ({graded}): {corpus.cases[name].title} [{name}]")
    return "\n".join([*lines, f"Check: {at}"])
