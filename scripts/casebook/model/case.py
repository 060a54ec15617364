"""The case: what happened, who says so, what became of it, what to learn.

Shape only. What one field cannot say lives in :mod:`casebook.rules`; what is
computed lives in :mod:`casebook.corpus.corpus`. Field descriptions are the words of
the JSON Schema, the format page and the scaffold.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.kinds import (
    CaseRef,
    ClaimRef,
    Edtf,
    EvidenceRef,
    Id,
    ItemRef,
    Language,
    Licence,
    Line,
    MomentRef,
    Number,
    PartRef,
    PatternRef,
    Prose,
    Quotation,
    Record,
    SourceRef,
    StatementRef,
    Summary,
    Switch,
    Term,
    Title,
    Url,
)

_Sources = Annotated[
    tuple[SourceRef, ...], Field(min_length=1, description="The sources that say so.")
]


class Organisation(Record):
    """An organisation that plays a part in the case."""

    name: Line = Field(description="Name as the organisation itself writes it.")
    role: Annotated[str, Term("organisation-role")] = Field(description="Its part in the case.")


class Voice(Record):
    """What an affected group or person said, in our words or a short quotation."""

    text: Prose = Field(title="What they said", description="What they said about it.")
    sources: _Sources


class Affected(Record, title="Affected group"):
    """People or groups who were harmed or put at risk."""

    group: Line = Field(description="Who was affected, as a group, never by private name.")
    number: Line | None = Field(
        None, title="How many", description="How many, in words, with its certainty."
    )
    how: Prose = Field(title="What happened to them", description="How it affected them.")
    voice: tuple[Voice, ...] = Field(
        (), title="In their own words", description="Their own view, where they spoke."
    )
    sources: tuple[SourceRef, ...] = Field((), description="The sources that say so.")


class Person(Record):
    """A person in the case, by role. Private persons are never named."""

    role: Line = Field(
        title="Part in the case", description="Part in the case, such as `accused intern`."
    )
    relation: Annotated[str, Term("person-relation")] = Field(
        description="Relation to the organisation."
    )
    access: Line | None = Field(None, description="Access the person had, where known.")
    name: Line | None = Field(
        None, description="Only for officials and executives who acted officially."
    )
    named_because: Line | None = Field(
        None,
        title="Why the name may stand",
        description="Why the person may be named; required with a name.",
    )


class System(Record):
    """The AI system at the centre of the case."""

    description: Prose = Field(description="What the system is and does.")
    product: Line | None = Field(
        None, title="Product", description="Name of the product or system, as its maker writes it."
    )
    version: Line | None = Field(
        None, description="Version, model or release that the case is about, where it is known."
    )
    autonomy: Annotated[str, Term("autonomy")] | None = Field(
        None,
        title="How far it acts alone",
        description="How far the system acts without a person; leave it out where it is not known.",
    )
    lifecycle: tuple[Annotated[str, Term("lifecycle-stage")], ...] = Field(
        (), description="Stages of the system's life cycle that the case is about."
    )


class Detection(Record, title="How it came to light"):
    """How the problem was first noticed, and by whom."""

    by: Annotated[str, Term("detection-by")] = Field(
        title="Who noticed it",
        description="Whether the organisation itself, someone outside or a partner noticed it first.",
    )
    how: Annotated[str, Term("detection-method")] = Field(
        title="How it was noticed", description="How it was first noticed."
    )
    on: Edtf | None = Field(
        None, title="When it was noticed", description="When it was first noticed, if known."
    )
    text: Prose = Field(
        title="What our sources say of it",
        description="Who noticed what, and how, in one or two sentences.",
    )
    sources: _Sources


class Figure(Record):
    """An amount: `value` alone, or `min` and `max`; `min` alone means "more than"."""

    value: Number | None = Field(None, description="The amount, if it is one number.")
    min: Number | None = Field(None, title="At least", description="Lower bound.")
    max: Number | None = Field(None, title="At most", description="Upper bound.")
    approx: Switch = Field(
        default=False,
        title="Rounded or estimated",
        description="True if the amount is rounded or estimated.",
    )
    per: Line | None = Field(None, description="Per what, such as `year`.")
    unit: Line = Field(description="Currency code (ISO 4217) or unit, such as `USD` or `GPUs`.")
    basis: Annotated[str, Term("figure-basis")] = Field(description="Where the number comes from.")
    as_of: Edtf | None = Field(
        None, title="Holds for", description="Date for which the amount holds."
    )


class Fact(Record):
    """Something established, with the basis on which we say so."""

    id: Id = Field(description="Name of the fact inside this case; part of its address.")
    text: Prose = Field(
        title="The fact", description="The fact in one or two sentences of your own."
    )
    on: Edtf | None = Field(None, title="When it happened", description="When it happened.")
    known_on: Edtf | None = Field(
        None, title="When it became known", description="When it became known outside."
    )
    basis: Annotated[str, Term("fact-basis")] = Field(description="Why it counts as a fact.")
    sources: _Sources


class Claimant(Record):
    """Who made a claim, or passed it on."""

    kind: Annotated[str, Term("claimant-kind")] = Field(description="Kind of claimant.")
    name: Line | None = Field(None, description="Name of an organisation, or a role in words.")
    via: Line | None = Field(
        None, title="Heard through", description="Through whom or where it was heard."
    )


class Variant(Record):
    """Another version of the claim that spread."""

    text: Prose = Field(title="The claim in this form", description="The claim in this form.")
    on: Edtf | None = Field(
        None, title="When it was heard", description="When it was heard in this form."
    )
    sources: _Sources


class Answer(Record):
    """How someone involved responded."""

    by: Line = Field(title="Who responded", description="Who responded.")
    on: Edtf | None = Field(None, title="When", description="When.")
    stance: Annotated[str, Term("answer-stance")] = Field(
        description="Whether it confirms, denies, disputes, corrects or declines."
    )
    text: Prose = Field(title="The response", description="The response in your own words.")
    sources: _Sources


class Quote(Record, title="Quotation"):
    """The words of a claimant, exactly as they were published."""

    text: Quotation = Field(
        title="The words", description="The words exactly as published, at most 50 of them."
    )
    language: Language = Field(description="Language of the words as quoted.")
    translation: Line | None = Field(
        None,
        title="English translation",
        description="Our translation; required where the language is not English.",
    )
    source: SourceRef = Field(
        title="Source of the wording", description="The source that has this wording."
    )
    by: Line | None = Field(
        None,
        title="Who is quoted",
        description="Which claimant is quoted, where there are several.",
    )


class Decider(Record, title="Decision"):
    """Who decided on a claim, and the source of the decision."""

    by: Line = Field(
        title="Who decided", description="The court, regulator or inquiry that decided."
    )
    on: Edtf = Field(title="When", description="Day of the decision.")
    country: Annotated[str, Term("country")] | None = Field(
        None,
        title="Country of the deciding body",
        description="ISO 3166-1 code of the country whose court or authority decided.",
    )
    source: SourceRef = Field(
        title="The decision", description="The source that is the decision, or that reports it."
    )


class StatusChange(Record):
    """An earlier status of a claim, kept when the status changes."""

    on: Edtf = Field(title="When", description="When the status was changed.")
    status: Annotated[str, Term("claim-status")] = Field(description="The status before.")
    reason: Prose = Field(description="Why it was changed.")


class Claim(Record):
    """One checkable statement that someone made, and its status."""

    id: Id = Field(description="Name of the claim inside this case; part of its address.")
    text: Prose = Field(title="The claim", description="The claim in one checkable sentence.")
    quote: Quote | None = Field(
        None,
        title="The claimant's words",
        description="The claim in the claimant's words, as published.",
    )
    quote_unavailable: Line | None = Field(
        None,
        title="Why no wording can be given",
        description="Why the claimant's words cannot be given; instead of `quote`.",
    )
    about: tuple[Annotated[str, Term("claim-subject")], ...] = Field(
        min_length=1, title="What it is about", description="What the claim is about."
    )
    made_by: tuple[Claimant, ...] = Field(
        min_length=1, title="Who said it", description="Who made it, in a chain or together."
    )
    made_on: Edtf | None = Field(
        None, title="When it was first said", description="When it was first made, if known."
    )
    made_on_unknown: Line | None = Field(
        None,
        title="Why there is no date",
        description="Why there is no date; required when `made_on` is left out.",
    )
    figure: Figure | None = Field(None, description="The amount the claim states.")
    variants: tuple[Variant, ...] = Field(
        (), title="Other versions", description="Other versions of the claim."
    )
    status: Annotated[str, Term("claim-status")] = Field(description="What we know about it now.")
    reason: Prose = Field(description="Why it has this status, for a reader who doubts it.")
    as_of: Edtf | None = Field(
        None, title="Status last checked", description="Day the status was last checked."
    )
    outcome: Prose | None = Field(None, description="What the court, regulator or inquiry decided.")
    decided_by: Decider | None = Field(
        None,
        title="Who decided",
        description="Who decided, when, and the source of the decision; goes with `outcome`.",
    )
    answers: tuple[Answer, ...] = Field((), description="Responses of those involved.")
    history: tuple[StatusChange, ...] = Field(
        (), title="Earlier statuses", description="Earlier statuses, oldest first."
    )
    quiz_unsuitable: Line | None = Field(
        None,
        title="Why no quiz asks about it",
        description="Why no quiz may ask for its status, such as a promise, an opinion, or a status "
        "that readers could argue about; leave it out otherwise.",
    )
    sources: _Sources


class Opinion(Record):
    """A judgement that someone made. It has no status: facts can support it, but cannot confirm it."""

    id: Id = Field(description="Name of the opinion inside this case; part of its address.")
    text: Prose = Field(
        title="The opinion",
        description="The judgement and whose it is, such as `The magazine called it a model answer`.",
    )
    made_by: tuple[Claimant, ...] = Field(
        min_length=1, title="Whose opinion", description="Who made the judgement."
    )
    made_on: Edtf | None = Field(
        None, title="When it was said", description="When it was said, if known."
    )
    quote: Quote | None = Field(
        None, title="The words", description="The opinion in the words of those who hold it."
    )
    supports: tuple[EvidenceRef, ...] = Field(
        (),
        title="What supports it",
        description="Facts, claims and timeline entries of this case that support it.",
    )
    against: tuple[EvidenceRef, ...] = Field(
        (),
        title="What speaks against it",
        description="Facts, claims and timeline entries of this case that contradict it.",
    )
    note: Prose | None = Field(
        None, description="What a reader should know when weighing the opinion."
    )
    sources: _Sources


class Moment(Record):
    """One entry of the timeline."""

    id: Id = Field(description="Name of the entry inside this case; part of its address.")
    on: Edtf = Field(title="When", description="When.")
    kind: Annotated[str, Term("moment-kind")] = Field(
        description="Event, claim in public, statement by a party, or ruling."
    )
    text: Prose = Field(title="What happened", description="What happened or was said.")
    refs: tuple[PartRef, ...] = Field(
        (),
        title="Claims and facts it belongs to",
        description="Claims and facts that this entry belongs to.",
    )
    sources: _Sources


class Response(Record):
    """What an organisation did or said, and what it left out."""

    on: Edtf = Field(title="When", description="When.")
    by: Line = Field(title="Which organisation", description="Which organisation.")
    channel: Annotated[str, Term("response-channel")] = Field(
        description="How it was said or done."
    )
    audience: tuple[Annotated[str, Term("audience")], ...] = Field(
        min_length=1, description="To whom."
    )
    text: Prose = Field(title="What was said or done", description="What was said or done.")
    answers_to: MomentRef | None = Field(
        None,
        title="What it answers",
        description="Moment at which what it answers came up; the time to a first answer runs from "
        "there. Needed only where that is not the first claim in public.",
    )
    told_first: Switch = Field(
        default=False,
        title="Told first",
        description="True if it made the matter of the case known before anybody else did; then no "
        "time to a first answer is counted.",
    )
    missing: tuple[Prose, ...] = Field(
        (), title="Not mentioned", description="What the statements we read do not mention."
    )
    sources: _Sources


class LegalOutcome(Record):
    """How a legal or regulatory matter ended, or that it has not ended yet."""

    kind: Annotated[str, Term("outcome-kind")] = Field(
        title="Kind of outcome",
        description="Kind of outcome, such as `fine`, `settlement` or `pending`.",
    )
    by: Line | None = Field(
        None,
        title="Who decided",
        description="The court, authority or jury that decided, or that has yet to decide.",
    )
    on: Edtf | None = Field(
        None,
        title="Day of the decision",
        description="Day of the decision or agreement; where nothing is decided yet, the day on "
        "which the matter was brought.",
    )
    country: Annotated[str, Term("country")] = Field(
        description="ISO 3166-1 code of the country whose law it was, or `EU`."
    )
    against: Line | None = Field(
        None,
        title="Whom it is against",
        description="Who has to pay or to comply, where the case has several; private persons "
        "by their role.",
    )
    figure: Figure | None = Field(
        None,
        title="Sum",
        description="The sum, where the consequence has none of its own or has several outcomes.",
    )
    not_said: Line | None = Field(
        None,
        title="What our sources leave open",
        description="A sentence on what our sources do not say, where `by` or `on` is missing.",
    )


class Consequence(Record):
    """What followed."""

    text: Prose = Field(title="What followed", description="What followed, for whom.")
    kind: Annotated[str, Term("consequence-kind")] = Field(description="Kind of consequence.")
    figure: Figure | None = Field(None, description="The amount, if there is one.")
    outcomes: tuple[LegalOutcome, ...] = Field(
        (),
        title="Legal outcomes",
        description="What courts, authorities or settlements decided, one entry for each decision.",
    )
    claim: ClaimRef | None = Field(
        None,
        title="Claim it comes from",
        description="The claim that the amount comes from, if disputed.",
    )
    sources: _Sources


class Failure(Record):
    """What failed, tied to a failure pattern."""

    id: Id = Field(description="Name of the failure inside this case.")
    text: Prose = Field(title="How it appeared here", description="How the pattern appeared here.")
    pattern: PatternRef = Field(description="The failure pattern.")
    basis: Annotated[str, Term("failure-basis")] = Field(
        description="Established, reported, or our analysis."
    )
    sources: tuple[SourceRef, ...] = Field((), description="The sources that say so.")


class ControlThatWorked(Record, title="Safeguard that held"):
    """A control that worked, or limited the harm."""

    text: Prose = Field(
        title="What worked", description="What worked and what it prevented or limited."
    )
    items: tuple[ItemRef, ...] = Field(
        (), title="Checks it is an example of", description="Checklist items it is an example of."
    )
    sources: _Sources


class LessonItem(Record, title="Check"):
    """The reason why a lesson links to a check."""

    item: ItemRef = Field(title="Check", description="The check that would have helped.")
    grade: Annotated[str, Term("evidence-grade")] | None = Field(
        None,
        title="Strength of the evidence",
        description="Whether a source shows that the check was missing, the check was in place and "
        "worked, or we infer that it would have helped.",
    )
    why: Prose = Field(description="How this check would have prevented or limited the harm here.")
    sources: tuple[SourceRef, ...] = Field(
        (),
        description="The sources that show it; required for the grades `shown` and `worked`.",
    )


class Lesson(Record):
    """What others can learn, linked to checks."""

    id: Id = Field(description="Name of the lesson inside this case; part of its address.")
    text: Prose = Field(title="The lesson", description="The lesson in one or two sentences.")
    items: tuple[LessonItem, ...] = Field(
        (), title="Checks", description="Checklist items, each with its reason."
    )


class WhyItMatters(Record, title="Role"):
    """Why a reader in this role should care."""

    role: Annotated[str, Term("role")] = Field(description="The reader's role.")
    text: Prose = Field(
        title="What it means for them", description="What the case means for that role."
    )
    sources: tuple[SourceRef, ...] = Field(
        (), description="Sources, if the view is someone else's."
    )


class Related(Record, title="Related case"):
    """Another case worth reading with this one."""

    id: CaseRef = Field(title="Case", description="The other case.")
    why: Line = Field(description="What the two have in common, or how they differ.")


class ExternalId(Record, title="Number elsewhere"):
    """The case's number in another collection."""

    scheme: Annotated[str, Term("external-scheme")] = Field(
        title="Collection", description="The collection."
    )
    id: Line = Field(title="Number there", description="Its number there.")


class ExternalSearch(Record, title="Search of other collections"):
    """A search of other collections in which the case was not found."""

    on: Edtf = Field(title="When", description="Day of the search.")
    where: tuple[Line, ...] = Field(
        min_length=1,
        title="Collections searched",
        description="Names of the collections that were searched.",
    )
    result: Line = Field(description="What was found there, such as `none found`.")


class Source(Record):
    """Where a statement comes from, and how much of it we read."""

    id: Id = Field(description="Name of the source inside this case.")
    title: Line = Field(
        description="Title, in English; a translation is marked in `translated_by`."
    )
    publisher: Line = Field(description="Who published it.")
    published: Edtf | None = Field(None, description="When, if known.")
    url: Url | None = Field(
        None,
        title="Web address",
        description="Address of the original, not of a copy elsewhere; also if reading it costs money.",
    )
    url_from: Url | None = Field(
        None,
        title="Page that gives the address",
        description="Address of the page that gives `url`, where the original itself was not "
        "opened; `seen` then says how much of a copy or extract was read.",
    )
    citation: Line | None = Field(
        None,
        title="How to find it without an address",
        description="How to find it when no address can be given.",
    )
    archive_url: Url | None = Field(
        None, title="Address of an archived copy", description="Address of an archived copy."
    )
    kind: Annotated[str, Term("source-kind")] = Field(description="Kind of source.")
    language: Language = Field(description="Language of the source.")
    translated_by: Line | None = Field(None, description="Who translated the title or quotations.")
    seen: Annotated[str, Term("seen")] = Field(
        title="How much of it you saw", description="How much of it was read for this case."
    )
    derives_from: tuple[SourceRef, ...] = Field(
        (),
        title="Sources it repeats",
        description="Sources this one repeats; such sources do not support each other.",
    )
    corrected: Edtf | None = Field(
        None, title="Corrected on", description="When the publisher corrected it."
    )
    note: Prose | None = Field(None, description="What a reader should know about this source.")


class Review(Record):
    """A review of the whole case by someone who did not write it."""

    on: Edtf = Field(title="When", description="When.")
    by_role: Line | None = Field(
        None,
        title="Role of the reviewer",
        description="Role of the reviewer, not a name; new reviews give `method` instead.",
    )
    method: Line | None = Field(
        None,
        title="What was done",
        description="What the review consisted of, such as `independent second reading`.",
    )
    against: tuple[SourceRef, ...] = Field(
        (),
        title="Sources it was compared with",
        description="The sources that the case was compared with.",
    )


class Correction(Record):
    """A dated, substantive change after publication."""

    on: Edtf = Field(title="When", description="When.")
    what: Prose = Field(description="What was changed.")
    why: Prose = Field(description="Why.")


class Search(Record):
    """A search that found nothing: the basis for a sentence such as `we found no audit`."""

    id: Id = Field(description="Name of the search inside this case; part of its address.")
    on: Edtf = Field(title="When", description="Day of the search.")
    for_: Line = Field(alias="for", title="What was looked for", description="What we looked for.")
    where: Line = Field(
        title="Where we looked", description="The collections, sites and searches that we used."
    )
    result: Line = Field(description="What we found, such as `no audit report`.")
    about: tuple[StatementRef, ...] = Field(
        (),
        title="Sentences that rest on it",
        description="Claims, facts and other parts whose text says that we found nothing.",
    )


class CaseRecord(Record):
    """The history of the case file, as distinct from the history of the facts."""

    status: Annotated[str, Term("record-status")] = Field("draft", description="State of the file.")
    standard: Annotated[str, Term("record-standard")] = Field(
        "first",
        title="Standard of sourcing",
        description="Whether the case was read again at its original sources, under all rules for it.",
    )
    created: Edtf | None = Field(None, description="Day the file was first written.")
    updated: Edtf | None = Field(None, description="Day of the last substantive change.")
    reviewed: tuple[Review, ...] = Field((), description="Reviews, oldest first.")
    review_due: Edtf | None = Field(
        None, title="Review it by", description="Day by which it should be reviewed again."
    )
    corrections: tuple[Correction, ...] = Field((), description="Corrections, oldest first.")
    searches: tuple[Search, ...] = Field(
        (),
        title="Searches that found nothing",
        description="What we looked for and did not find, each with its day and place.",
    )
    withdrawn_because: Prose | None = Field(
        None, title="Why it was withdrawn", description="Reason, for a withdrawn case."
    )
    licence: Licence = Field("CC-BY-4.0", description="Licence of the text of this case.")
    one_source_because: Prose | None = Field(
        None,
        title="Why one publisher must do",
        description="Why there is only one publisher, if there are not two.",
    )


class Case(Record):
    """One case file. A draft needs `id`, `title`, `summary`, `kind`, `disclosed`, a fact and a source."""

    id: Id = Field(
        title="Name of the file",
        description="The file name without `.yml`, and the address of the case; never changes.",
    )
    title: Title = Field(
        description="Neutral, past tense, who and what; at most 75 characters, without the year."
    )
    summary: Summary = Field(description="What happened, what is confirmed, what is only claimed.")
    kind: Annotated[str, Term("case-kind")] = Field(
        description="Incident, near miss, hazard or controversy."
    )
    occurred: Edtf | None = Field(
        None, title="When it happened", description="When it happened; a hazard may have no date."
    )
    disclosed: Edtf = Field(title="First made public", description="First public report by anyone.")
    organisations: tuple[Organisation, ...] = Field(
        (), description="Organisations and their parts."
    )
    affected: tuple[Affected, ...] = Field(
        (), title="People affected", description="Who was harmed or put at risk."
    )
    people: tuple[Person, ...] = Field(
        (),
        title="People in the case",
        description="People by role; names only as the policy allows.",
    )
    countries: tuple[Annotated[str, Term("country")], ...] = Field(
        (), description="ISO 3166-1 codes of the countries involved."
    )
    sectors: tuple[Annotated[str, Term("sector")], ...] = Field(
        (), description="Sectors of the organisations involved."
    )
    system: System | None = Field(None, description="The AI system.")
    actors: tuple[Annotated[str, Term("actor")], ...] = Field(
        (), title="Who or what caused it", description="Who or what caused it."
    )
    harms: tuple[Annotated[str, Term("harm")], ...] = Field((), description="Kinds of harm.")
    detection: Detection | None = Field(
        None,
        title="How it came to light",
        description="Who first noticed the problem, and how.",
    )
    facts: tuple[Fact, ...] = Field(min_length=1, description="What is established.")
    claims: tuple[Claim, ...] = Field(
        (), description="What was said, with the status of each claim."
    )
    opinions: tuple[Opinion, ...] = Field(
        (), description="Judgements that someone made, with what supports them and what does not."
    )
    timeline: tuple[Moment, ...] = Field((), description="What happened when, including rumours.")
    response: tuple[Response, ...] = Field((), description="What the organisations said and did.")
    consequences: tuple[Consequence, ...] = Field((), description="What followed.")
    failures: tuple[Failure, ...] = Field((), description="What failed.")
    controls_that_worked: tuple[ControlThatWorked, ...] = Field(
        (), title="Controls that worked", description="Which controls worked."
    )
    lessons: tuple[Lesson, ...] = Field((), description="What to learn, tied to checks.")
    roles: tuple[Annotated[str, Term("role")], ...] = Field(
        (),
        title="Readers whose work it changes",
        description="At most three roles that would do something differently, the strongest first.",
    )
    why_it_matters: tuple[WhyItMatters, ...] = Field((), description="Why it matters, by role.")
    open_questions: tuple[Prose, ...] = Field((), description="What nobody has answered yet.")
    related: tuple[Related, ...] = Field(
        (), title="Related cases", description="Other cases worth reading beside it."
    )
    external_ids: tuple[ExternalId, ...] = Field(
        (), title="Numbers in other collections", description="Numbers in other collections."
    )
    external_ids_search: ExternalSearch | None = Field(
        None,
        title="Collections without a number",
        description="A search of other collections that found no number for the case.",
    )
    also_searched_as: tuple[Line, ...] = Field(
        (),
        title="Other words readers search for",
        description="Words readers may search for that the text avoids; the search knows them.",
    )
    content_note: Line | None = Field(
        None,
        title="Warning about distressing content",
        description="A warning about distressing content.",
    )
    legal_note: Switch = Field(
        default=False,
        title="Law is touched",
        description="True where law shows in the words alone; elsewhere the notice shows by itself.",
    )
    sources: tuple[Source, ...] = Field(min_length=1, description="Where it all comes from.")
    record: CaseRecord = Field(
        CaseRecord(), title="Life of the file", description="The life of this file."
    )
