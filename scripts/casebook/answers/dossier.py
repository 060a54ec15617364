"""A case and the list of all claims as Markdown; each claim has its status before it in the same paragraph."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from casebook.answers import wording
from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import ClaimRow, Ground
from casebook.model.case import Claim, Consequence, Source


def case(at: Ground) -> str:
    """Everything that the page of a case says, as Markdown; of a withdrawn case the reason alone."""
    first, *others = wording.case(at).split("\n")
    told = [f"# {first}", *others]
    if at.case.record.status != "withdrawn":
        for title, entries in _sections(at):
            held = list(entries)
            told += [f"## {title}", *held] if held else []
    return "\n\n".join(told) + "\n"


def claim(row: ClaimRow) -> str:
    """A claim with its status, as the page of the claim has it, and its sources with their addresses."""
    sources = {source.id: source for source in row.at.case.sources}
    title = f"# Status: {row.status}. \u201c{prose.plain(row.claim.text)}\u201d"
    named = [_source(sources[name]) for name in row.claim.sources]
    return "\n\n".join([title, *wording.claim(row).split("\n"), "## Sources", *named]) + "\n"


def _sections(at: Ground) -> Iterator[tuple[str, Iterable[str]]]:
    case, label = at.case, at.corpus.library.label
    yield "What is established", (_sourced(each.text, each.sources) for each in case.facts)
    yield "What was said, and what became of it", (_claim(at, each) for each in case.claims)
    yield (
        "Opinions, which have no status",
        (
            f"- Opinion of {'; '.join(at.named(each.made_by))}: {_sourced(each.text, each.sources)[2:]}"
            for each in case.opinions
        ),
    )
    yield (
        "Timeline",
        (
            f"- {each.on} ({label('moment-kind', each.kind).lower()}): {_sourced(each.text, each.sources)[2:]}"
            for each in case.timeline
        ),
    )
    yield (
        "What the organisations said and did",
        (
            f"- {each.on}, {each.by}: {_sourced(each.text, each.sources)[2:]}"
            for each in case.response
        ),
    )
    yield "What followed", (_consequence(at, each) for each in case.consequences)
    yield "What failed", (_sourced(each.text, each.sources) for each in case.failures)
    yield "Controls that worked", (_sourced(c.text, c.sources) for c in case.controls_that_worked)
    yield "Lessons", (_lesson(at, each.text, [e.item for e in each.items]) for each in case.lessons)
    yield "Open questions", (f"- {prose.plain(each)}" for each in case.open_questions)
    yield "Sources", (_source(each) for each in case.sources)
    yield (
        "Corrections",
        (
            f"- {each.on}: {prose.plain(each.what)} {prose.plain(each.why)}"
            for each in case.record.corrections
        ),
    )


def _sourced(text: str, sources: Iterable[str]) -> str:
    named = ", ".join(sources)
    return f"- {prose.plain(text)}" + (f" (sources: {named})" if named else "")


def _consequence(at: Ground, consequence: Consequence) -> str:
    label, told = at.corpus.library.label, [_sourced(consequence.text, consequence.sources)]
    for each in consequence.outcomes:
        place = label("country", each.country)
        known = [label("outcome-kind", each.kind), each.by, each.on, place, each.not_said]
        told.append("  Outcome: " + ", ".join(part for part in known if part))
    return "\n".join(told)


def _claim(at: Ground, claim: Claim) -> str:
    told = wording.claim(ClaimRow(at, claim)).split("\n")
    return "- " + "\n  ".join([*told, f"Sources: {', '.join(claim.sources)}"])


def _lesson(at: Ground, text: str, checks: Iterable[str]) -> str:
    links = ", ".join(f"[{name}]({at.address(urls.item(name))})" for name in checks)
    return f"- {prose.plain(text)}" + (f" Checks: {links}" if links else "")


def _source(source: Source) -> str:
    where = source.url or source.citation or "no address"
    day = f", {source.published}" if source.published else ""
    return (
        f"- `{source.id}`: {source.title}. {source.publisher}{day}. {where} (read: {source.seen})"
    )


def claims(
    corpus: Corpus,
    settings: Settings,
    title: str = "Claims",
    listed: Container[tuple[str, str]] | None = None,
) -> str:
    """The claims of all listed cases in one line each, with status and link.

    Args:
        corpus: The cases.
        settings: For the addresses.
        title: What stands above them.
        listed: Ids of case and claim, where these claims alone are meant.
    """
    told = [f"# {title}", "Every claim has its status in the same line. Quote it with the status."]
    for case in corpus.listed:
        found = [c for c in case.claims if listed is None or (case.id, c.id) in listed]
        if found:
            told.append("\n".join(_lines(Ground(case, corpus, settings), found)))
    return "\n\n".join(told) + "\n"


def _lines(at: Ground, claims: Iterable[Claim]) -> Iterator[str]:
    yield f"## {at.case.title}\n"
    for claim in claims:
        row = ClaimRow(at, claim)
        words = prose.plain(claim.text)
        yield f"- [Status: {row.status}] \u201c{words}\u201d {at.address(row.url)}"
