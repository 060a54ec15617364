"""Every case, claim, opinion, source and link to a check as one row: the files for those who count, and what each field means.

One description serves the files, the archive and the page that explains them.
Dates are as the case has them (EDTF), terms are ids of the vocabulary.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.base import csvfile, dates, prose, urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import measures, outcomes
from casebook.corpus.corpus import GRADES, Corpus, item_ids
from casebook.model.case import Case, Claim, Claimant, Opinion, Organisation, Source

NAME = "AI Governance Casebook"
LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Ground:
    """The case of a row, and where to look things up."""

    case: Case
    corpus: Corpus
    settings: Settings

    def address(self, target: str) -> str:
        """The full address; from the root of the site where nobody said what the site's is."""
        return self.settings.address(target)

    @property
    def counts(self) -> Mapping[str, int]:
        """Claims by status."""
        return self.measured.claims_by_status

    @property
    def measured(self) -> measures.Measures:
        """What is computed from the case."""
        return self.corpus.measures[self.case.id]

    def named(self, made_by: Iterable[Claimant]) -> list[str]:
        """Everybody who said something, with the way it was heard."""
        labels = self.corpus.library.labels("claimant-kind")
        return measures.each_claimant(made_by, labels)


@dataclass(frozen=True)
class ClaimRow:
    """A claim, with the ground it stands on."""

    at: Ground
    claim: Claim

    @property
    def url(self) -> str:
        """The address of the page of the claim."""
        return urls.claim(self.at.case.id, self.claim.id)

    @property
    def claimants(self) -> list[str]:
        """Everybody who said it, with the way it was heard."""
        return self.at.named(self.claim.made_by)

    @property
    def answers(self) -> list[str]:
        """Who answered what, and when."""
        parts = ((answer.by, answer.stance, answer.on) for answer in self.claim.answers)
        return [" ".join(part for part in told if part) for told in parts]

    @property
    def links(self) -> list[str]:
        """Addresses of the sources that have one."""
        found = {source.id: source.url for source in self.at.case.sources}
        return [url for name in self.claim.sources if (url := found.get(name))]

    @property
    def status(self) -> str:
        """Its status in the word a reader sees."""
        return self.at.corpus.library.label("claim-status", self.claim.status)

    @property
    def outcome(self) -> str:
        """What was decided, for the citation: "ruled on" alone could be read as upheld."""
        told = self.claim.outcome
        return f"; outcome: {prose.plain(told).rstrip('.')}" if told else ""

    @property
    def citation(self) -> str:
        """The claim cited in a sentence, with its status: alone it would read as our own word."""
        case = self.at.case
        said = prose.plain(self.claim.text).rstrip(".")
        on = case.record.updated
        version = f", version of {dates.words(on)}" if on else ""
        where = self.at.address(self.url)
        return (
            f"{NAME}, claim \u201c{said}\u201d (status: {self.status.lower()}{self.outcome}), in \u201c{case.title}\u201d{version}, {where}. "
            f"Licence: {case.record.licence}."
        )


@dataclass(frozen=True)
class OpinionRow:
    """An opinion, with the ground it stands on."""

    at: Ground
    opinion: Opinion

    @property
    def url(self) -> str:
        """The address that leads to the opinion; as a claim it had the same."""
        return urls.case(self.at.case.id) + "#" + urls.anchor("claim", self.opinion.id)


@dataclass(frozen=True)
class LinkRow:
    """A link from a case to a check: a lesson with its reason, or a control that worked."""

    at: Ground
    check: str
    grade: str
    why: str
    sources: tuple[str, ...]
    anchor: str


@dataclass(frozen=True)
class SourceRow:
    """A source of a case."""

    at: Ground
    source: Source


def _by_grade(at: Ground) -> dict[str, int]:
    """Checks of a case by grade of the evidence."""
    grades = [at.corpus.grades(item)[at.case.id] for item in item_ids(at.case)]
    return {grade or "not-graded": grades.count(grade) for grade in GRADES if grade in grades}


CASE_FIELDS: Mapping[str, tuple[str, Callable[[Ground], Any]]] = {
    "id": ("Name of the case, which stays.", lambda at: at.case.id),
    "title": ("Title.", lambda at: at.case.title),
    "kind": ("Kind of case.", lambda at: at.case.kind),
    "record": (
        "`published`, or `disputed` where a party contests the case.",
        lambda at: at.case.record.status,
    ),
    "occurred": ("When it happened, if known.", lambda at: at.case.occurred),
    "disclosed": ("When it was first reported in public.", lambda at: at.case.disclosed),
    "created": ("Day the case was first written here.", lambda at: at.case.record.created),
    "updated": ("Day of its last change of substance.", lambda at: at.case.record.updated),
    "themes": ("Themes, the strongest first.", lambda at: list(at.corpus.themes(at.case))),
    "countries": ("Countries (ISO 3166).", lambda at: list(at.case.countries)),
    "sectors": ("Sectors.", lambda at: list(at.case.sectors)),
    "patterns": (
        "Failure patterns it shows.",
        lambda at: list(dict.fromkeys(failure.pattern for failure in at.case.failures)),
    ),
    "claims": ("Number of claims.", lambda at: len(at.case.claims)),
    "claims_by_status": ("How many claims have each status.", lambda at: dict(at.counts)),
    "sources": ("Number of sources.", lambda at: len(at.case.sources)),
    "address": ("Its page.", lambda at: at.address(urls.case(at.case.id))),
    "file": ("The whole case as JSON.", lambda at: at.address(urls.case_data(at.case.id))),
    "days_to_report": (
        "Fewest and most days from the event to the first public report; where the event lasted, from any day of it.",
        lambda at: _days(at.measured.to_disclosure),
    ),
    "days_to_answer": (
        "Fewest and most days from the first claim in public to the first answer.",
        lambda at: _days(at.measured.rumour_to_statement),
    ),
    "told_first": (
        "Who made the case known itself, before anybody else; then no days to an answer are counted, unless one names what it answers.",
        lambda at: at.measured.told_first,
    ),
    "standard": (
        "`at-source` if the case was read again where it began, else `first`.",
        lambda at: at.case.record.standard,
    ),
    "read_on": (
        "Day on which it was read at the source.",
        lambda at: measures.read_at_source(at.case),
    ),
    "opinions": ("Number of opinions; they have no status.", lambda at: len(at.case.opinions)),
    "detected_by": (
        "Who noticed the problem first, as a term.",
        lambda at: at.case.detection.by if at.case.detection else None,
    ),
    "detected_how": (
        "How it was noticed, as a term.",
        lambda at: at.case.detection.how if at.case.detection else None,
    ),
    "autonomy": (
        "How far the system acts alone, as a term.",
        lambda at: at.case.system.autonomy if at.case.system else None,
    ),
    "external_ids": (
        "Numbers in other collections.",
        lambda at: [f"{entry.scheme}: {entry.id}" for entry in at.case.external_ids],
    ),
    "sources_read_in_full": (
        "Number of sources read in full.",
        lambda at: sum(source.seen == "full" for source in at.case.sources),
    ),
    "check_links": (
        "How many checks it speaks for with each grade of evidence; `not-graded` stands for none given yet.",
        _by_grade,
    ),
    "roles": (
        "Roles whose work it changes, at most three, the strongest first.",
        lambda at: list(measures.readers(at.case)),
    ),
}
"""Fields of the index of cases: what each means, and how it is found."""

CLAIM_FIELDS: Mapping[str, tuple[str, Callable[[ClaimRow], Any]]] = {
    "case": ("Id of the case.", lambda row: row.at.case.id),
    "id": ("Name of the claim inside its case.", lambda row: row.claim.id),
    "text": ("The claim.", lambda row: prose.plain(row.claim.text)),
    "status": ("What became of it, as a term.", lambda row: row.claim.status),
    "status_label": (
        "The same in the word a reader sees.",
        lambda row: row.status,
    ),
    "claimants": ("Who said it, and through whom it was heard.", lambda row: row.claimants),
    "claimant_kinds": (
        "Kinds of claimant.",
        lambda row: list(dict.fromkeys(who.kind for who in row.claim.made_by)),
    ),
    "about": ("What it is about.", lambda row: list(row.claim.about)),
    "made_on": ("When it was first said, if known.", lambda row: row.claim.made_on),
    "as_of": ("Day on which we last looked at the status.", lambda row: row.claim.as_of),
    "reason": ("Why it has this status.", lambda row: prose.plain(row.claim.reason)),
    "outcome": (
        "What a court, regulator or inquiry decided.",
        lambda row: prose.plain(row.claim.outcome) if row.claim.outcome else None,
    ),
    "answers": ("Who answered, in which way, and when.", lambda row: row.answers),
    "origins": (
        "Independent origins of its sources.",
        lambda row: row.at.corpus.measures[row.at.case.id].origins[row.claim.id],
    ),
    "sources": ("Ids of its sources inside the case.", lambda row: list(row.claim.sources)),
    "source_links": ("Addresses of these sources.", lambda row: row.links),
    "address": ("Its page.", lambda row: row.at.address(row.url)),
    "citation": ("How to cite the claim.", lambda row: row.citation),
    "quote": (
        "The claimant's words, as published.",
        lambda row: row.claim.quote.text if row.claim.quote else None,
    ),
    "quote_language": (
        "Language of these words (BCP 47).",
        lambda row: row.claim.quote.language if row.claim.quote else None,
    ),
    "quote_translation": (
        "Our translation, where they are not English.",
        lambda row: row.claim.quote.translation if row.claim.quote else None,
    ),
    "quote_source": (
        "Id of the source of the words.",
        lambda row: row.claim.quote.source if row.claim.quote else None,
    ),
    "quote_unavailable": (
        "Why the words cannot be given.",
        lambda row: row.claim.quote_unavailable,
    ),
    "decided_by": (
        "Who decided on it.",
        lambda row: row.claim.decided_by.by if row.claim.decided_by else None,
    ),
    "decided_on": (
        "Day of the decision.",
        lambda row: row.claim.decided_by.on if row.claim.decided_by else None,
    ),
}
"""Fields of the claims."""

OPINION_FIELDS: Mapping[str, tuple[str, Callable[[OpinionRow], Any]]] = {
    "case": ("Id of the case.", lambda row: row.at.case.id),
    "id": ("Name of the opinion inside its case.", lambda row: row.opinion.id),
    "text": (
        "The opinion, with whose it is. It has no status.",
        lambda row: prose.plain(row.opinion.text),
    ),
    "holders": (
        "Who holds it, and through whom it was heard.",
        lambda row: row.at.named(row.opinion.made_by),
    ),
    "made_on": ("When it was said, if known.", lambda row: row.opinion.made_on),
    "quote": (
        "The words, as published.",
        lambda row: row.opinion.quote.text if row.opinion.quote else None,
    ),
    "supports": (
        "Ids of claims, facts and timeline entries that support it.",
        lambda row: list(row.opinion.supports),
    ),
    "against": (
        "Ids of those that speak against it.",
        lambda row: list(row.opinion.against),
    ),
    "sources": ("Ids of its sources inside the case.", lambda row: list(row.opinion.sources)),
    "address": ("Where it is, with its anchor.", lambda row: row.at.address(row.url)),
}
"""Fields of the opinions."""

LINK_FIELDS: Mapping[str, tuple[str, Callable[[LinkRow], Any]]] = {
    "case": ("Id of the case.", lambda row: row.at.case.id),
    "check": ("Id of the check.", lambda row: row.check),
    "grade": (
        "Grade of the evidence: `shown`, `worked` or `inferred`; empty if not graded yet.",
        lambda row: row.grade or None,
    ),
    "why": ("The reason for the link.", lambda row: prose.plain(row.why)),
    "sources": (
        "Ids of the sources that show it, inside the case.",
        lambda row: list(row.sources),
    ),
    "address": (
        "The lesson or control it is part of.",
        lambda row: row.at.address(f"{urls.case(row.at.case.id)}#{row.anchor}"),
    ),
}
"""Fields of the links from cases to checks."""

SOURCE_FIELDS: Mapping[str, tuple[str, Callable[[SourceRow], Any]]] = {
    "case": ("Id of the case.", lambda row: row.at.case.id),
    "id": ("Name of the source inside its case.", lambda row: row.source.id),
    "title": ("Title.", lambda row: row.source.title),
    "publisher": ("Who published it.", lambda row: row.source.publisher),
    "published": ("When, if known.", lambda row: row.source.published),
    "url": ("Address of the original.", lambda row: row.source.url),
    "archive_url": ("Address of an archived copy.", lambda row: row.source.archive_url),
    "citation": ("How to find it without an address.", lambda row: row.source.citation),
    "kind": ("Kind of source.", lambda row: row.source.kind),
    "language": ("Language (BCP 47).", lambda row: row.source.language),
    "seen": ("`full` if it was read in full, else `excerpt`.", lambda row: row.source.seen),
    "repeats": ("Sources it repeats.", lambda row: list(row.source.derives_from)),
    "address": (
        "Where it stands in the case.",
        lambda row: row.at.address(
            urls.case(row.at.case.id) + "#" + urls.anchor("source", row.source.id)
        ),
    ),
    "url_from": (
        "Page that gives the address, where the original was not opened.",
        lambda row: row.source.url_from,
    ),
}
"""Fields of the sources."""


@dataclass(frozen=True)
class PartyRow:
    """An organisation in a case."""

    at: Ground
    party: Organisation


ORGANISATION_FIELDS: Mapping[str, tuple[str, Callable[[PartyRow], Any]]] = {
    "case": ("Id of the case.", lambda row: row.at.case.id),
    "name": ("Name as the organisation itself writes it.", lambda row: row.party.name),
    "role": ("Its part in the case, as a term.", lambda row: row.party.role),
}
"""Fields of the organisations."""

Fields = Mapping[str, tuple[str, Callable[[Any], Any]]]
TABLES: Mapping[str, Fields] = {
    "cases": CASE_FIELDS,
    "claims": CLAIM_FIELDS,
    "opinions": OPINION_FIELDS,
    "links": LINK_FIELDS,
    "sources": SOURCE_FIELDS,
    "organisations": ORGANISATION_FIELDS,
    "outcomes": outcomes.FIELDS,
}
"""Fields of each table by its name."""
Rows = Mapping[str, list[dict[str, Any]]]
"""Rows of each table by its name, each with all fields."""


def rows(corpus: Corpus, settings: Settings) -> Rows:
    """The rows of every table; those of one case stand together, in its order."""
    grounds = [Ground(case, corpus, settings) for case in corpus.listed]
    found: Mapping[str, Iterable[object]] = {
        "cases": grounds,
        "claims": [ClaimRow(at, claim) for at in grounds for claim in at.case.claims],
        "opinions": [OpinionRow(at, opinion) for at in grounds for opinion in at.case.opinions],
        "links": [link for at in grounds for link in _links(at)],
        "sources": [SourceRow(at, source) for at in grounds for source in at.case.sources],
        "organisations": [PartyRow(at, each) for at in grounds for each in at.case.organisations],
        "outcomes": [row for at in grounds for row in outcomes.of(at.case, at.corpus.library)],
    }
    return {name: [_row(TABLES[name], each) for each in of] for name, of in found.items()}


def _links(at: Ground) -> Iterator[LinkRow]:
    """Every link of a case to a check."""
    for lesson in at.case.lessons:
        anchor = urls.anchor("lesson", lesson.id)
        for entry in lesson.items:
            yield LinkRow(at, entry.item, entry.grade or "", entry.why, entry.sources, anchor)
    for control in at.case.controls_that_worked:
        for item in control.items:
            yield LinkRow(at, item, "worked", control.text, control.sources, "failures")


def _days(span: dates.Span | None) -> list[int] | None:
    return [span.fewest, span.most] if span else None


def newest(cases: Iterable[Case]) -> dt.date | None:
    """Day of the newest change of substance; nothing where no case has one."""
    days = [dates.parse(case.record.updated).last for case in cases if case.record.updated]
    return max(days, default=None)


def version(corpus: Corpus) -> str:
    """What tells one state of the data from another: the day of its newest change, or nothing."""
    day = newest(corpus.cases.values())
    return str(day) if day else ""


def files(corpus: Corpus, settings: Settings, made: Rows | None = None) -> dict[str, str]:
    """The content of each file by its name; ``made`` are the rows, where they are there already."""
    told = made or rows(corpus, settings)
    withdrawn = [{"id": case.id, "title": case.title} for case in corpus.withdrawn]
    return {
        "cases.json": _json(
            corpus, count=len(told["cases"]), cases=told["cases"], withdrawn=withdrawn
        ),
        "claims.json": _json(
            corpus, count=len(told["claims"]), claims=told["claims"], opinions=told["opinions"]
        ),
        **{f"{name}.csv": _csv(fields, told[name]) for name, fields in TABLES.items()},
    }


def _row(fields: Fields, of: object) -> dict[str, Any]:
    return {name: find(of) for name, (_, find) in fields.items()}


def head(corpus: Corpus) -> dict[str, object]:
    """What each file of data says of itself first: whose it is, which version, under which licence."""
    return {"name": NAME, "version": version(corpus), "licence": LICENCE}


def enveloped(corpus: Corpus, items: Sequence[object]) -> str:
    """A list for programs as JSON: whose it is, which version, how many items, and the items."""
    return _json(corpus, count=len(items), items=items)


def _json(corpus: Corpus, **lists: object) -> str:
    return indented(head(corpus) | lists)


def _csv(fields: Fields, rows: Iterable[Mapping[str, Any]]) -> str:
    return csvfile.written([list(fields), *([cell(row[name]) for name in fields] for row in rows)])


def cell(value: Any) -> str | int:
    """A value in one cell: several are apart by semicolons, counts have a colon, unknown is empty."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {number}" for name, number in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else value
