"""Records of other collections: the parts that a draft is made from, as each collection spells them.

Texts are names, dates, ids and addresses. Summaries, descriptions and other sentences have no
field here, so that none of them can be copied.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from casebook.model.kinds import Edtf, Kind, Record, Says

_OLD_DISCOVERY = re.compile(r"(Int|Ext|Prt) - (.+)", re.IGNORECASE)
_SIDES = {"int": "internal", "ext": "external", "prt": "partner"}


def _listed(value: Any) -> Any:
    # VERIS has changed single values into lists from one version to the next.
    return [value] if isinstance(value, str) else value


def _named(value: Any) -> Any:
    # The snapshots of AIID list ids, its API blocks with an id and a name.
    return [{"name": each} if isinstance(each, str) else each for each in _items(value)]


def _numbered(value: Any) -> Any:
    # The snapshots of AIID list the numbers of reports, its API the reports.
    return [{"report_number": each} if isinstance(each, str) else each for each in _items(value)]


def _items(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _discovery(value: Any) -> Any:
    # Until VERIS 1.3 the method was one text such as `Ext - law enforcement`.
    if not isinstance(value, str):
        return value
    old = _OLD_DISCOVERY.fullmatch(value)
    return {_SIDES[old[1].lower()]: {"variety": [old[2]]}} if old else {}


Text = Annotated[str, Says("text")]
"""Any text: what does not fit into a field of a case is left out of the draft."""


class Foreign(Record):
    """A block of another collection's record; keys that are not listed are passed over."""

    model_config = ConfigDict(extra="ignore")


Words = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
"""One text or a list of them."""


class AtlasReference(Foreign):
    """A source of an ATLAS case study."""

    title: Text | None = Field(None, description="Title as it is cited.")
    url: Text | None = Field(None, description="Its address.")


class AtlasCaseStudy(Foreign):
    """A case study of MITRE ATLAS, one file of `data/case-studies`."""

    id: Annotated[
        str,
        Field(pattern=r"^AML\.CS[0-9]{4}$"),
        Kind("id"),
        Says("the id of a case study, such as `AML.CS0015`"),
    ] = Field(description="The id of the case study, such as `AML.CS0015`.")
    incident_date: Edtf = Field(alias="incident-date", description="Day of the incident.")
    granularity: Text | None = Field(
        None, alias="incident-date-granularity", description="How much of the day is known."
    )
    type_: Text | None = Field(
        None, alias="case-study-type", description="Whether it is an incident or an exercise."
    )
    target: Text | None = Field(None, description="What was attacked.")
    references: tuple[AtlasReference, ...] = Field((), description="Sources.")


class AvidArtifact(Foreign):
    """A system or model that an AVID record is about."""

    name: Text | None = Field(None, description="Its name.")


class AvidAffects(Foreign):
    """Who and what an AVID record is about."""

    developer: tuple[Text, ...] = Field((), description="Who built it.")
    deployer: tuple[Text, ...] = Field((), description="Who uses it.")
    artifacts: tuple[AvidArtifact, ...] = Field((), description="Systems and models.")


class AvidMetadata(Foreign):
    """The number of an AVID record."""

    report_id: Text | None = Field(None, description="Number of a report.")
    vuln_id: Text | None = Field(None, description="Number of a vulnerability.")


class AvidProblem(Foreign):
    """What kind of record it is."""

    classof: Text | None = Field(None, description="Kind of record.")


class AvidReference(Foreign):
    """A source of an AVID record."""

    label: Text | None = Field(None, description="Title as it is cited.")
    url: Text | None = Field(None, description="Its address.")


class AvidView(Foreign):
    """Where the record stands in AVID's own taxonomy."""

    risk_domain: tuple[Text, ...] = Field((), description="Domains of risk.")
    sep_view: tuple[Text, ...] = Field((), description="Classes of its taxonomy.")


class AvidImpact(Foreign):
    """What the record says of its effect."""

    avid: AvidView = Field(AvidView(), description="Classes of AVID.")


class AvidRecord(Foreign):
    """A report or a vulnerability of AVID, one JSON file."""

    metadata: AvidMetadata = Field(description="It holds `report_id` or `vuln_id`.")
    affects: AvidAffects = Field(AvidAffects(), description="Who and what it is about.")
    problemtype: AvidProblem = Field(AvidProblem(), description="Kind of record.")
    references: tuple[AvidReference, ...] = Field((), description="Sources.")
    impact: AvidImpact = Field(AvidImpact(), description="Its effect.")
    reported_date: Edtf | None = Field(None, description="Day of a report.")
    published_date: Edtf | None = Field(None, description="Day of a vulnerability.")


class AiidEntity(Foreign):
    """An entity of AIID, by its name or, in the snapshots, by its id."""

    name: Text = Field(description="Name of the entity.")


class AiidReport(Foreign):
    """A report of AIID; the snapshots give its number alone."""

    report_number: Text | None = Field(None, description="Its number.")
    title: Text | None = Field(None, description="Title as it was published.")
    url: Text | None = Field(None, description="Its address.")
    source_domain: Text | None = Field(None, description="Where it was published.")
    date_published: Text | None = Field(None, description="When it was published.")
    language: Text | None = Field(None, description="Its language.")


_Entities = Annotated[tuple[AiidEntity, ...], BeforeValidator(_named)]


class AiidIncident(Foreign):
    """An incident of AIID, as its API or a line of its weekly snapshot gives it."""

    incident_id: Annotated[
        str, Field(pattern=r"^[0-9]+$"), Kind("id"), Says("the number of an incident")
    ] = Field(description="The number of the incident.")
    date: Edtf = Field(description="Day of the incident.")
    deployers: _Entities = Field(
        (), alias="AllegedDeployerOfAISystem", description="Who uses the system."
    )
    developers: _Entities = Field(
        (), alias="AllegedDeveloperOfAISystem", description="Who built the system."
    )
    snapshot_deployers: _Entities = Field(
        (), alias="Alleged deployer of AI system", description="Who uses the system."
    )
    snapshot_developers: _Entities = Field(
        (), alias="Alleged developer of AI system", description="Who built the system."
    )
    reports: Annotated[tuple[AiidReport, ...], BeforeValidator(_numbered)] = Field(
        (), description="Reports of the incident."
    )


class PostmortemSystem(Foreign):
    """The agent of a post-mortem."""

    framework: Text | None = Field(None, description="What it is built on.")
    vendor: Text | None = Field(None, description="Who offers or runs it.")
    autonomy_level: Text | None = Field(None, description="How far it acts alone.")


class PostmortemHarm(Foreign):
    """Kinds of harm in a post-mortem."""

    categories: tuple[Text, ...] = Field((), description="Kinds of harm.")


class PostmortemReach(Foreign):
    """What a post-mortem says of the effect."""

    user_harm: PostmortemHarm = Field(PostmortemHarm(), description="Harm to people.")


class PostmortemIds(Foreign):
    """Numbers in other collections."""

    aiid: Text | None = Field(None, description="Number in AIID.")
    oecd_aim: Text | None = Field(None, description="Id in OECD AIM.")
    aiaaic: Text | None = Field(None, description="Id at AIAAIC.")


class PostmortemSource(Foreign):
    """A source of a post-mortem."""

    url: Text | None = Field(None, description="Its address.")
    title: Text | None = Field(None, description="Its title.")
    publisher: Text | None = Field(None, description="Who published it.")
    type: Text | None = Field(None, description="Kind of source.")
    archive_url: Text | None = Field(None, description="Address of a copy.")


class Postmortem(Foreign):
    """An incident of agent-postmortems, one file of `incidents`."""

    incident_id: Annotated[
        str,
        Field(pattern=r"^[0-9]{4}-[a-z0-9]+(?:-[a-z0-9]+)*$"),
        Kind("id"),
        Says("a year and words, such as `2025-whatsapp-mcp-tool-poisoning`"),
    ] = Field(description="A year and words.")
    date: Edtf = Field(description="Day of the incident, or of its first report.")
    incident_type: Text | None = Field(None, description="Incident or hazard.")
    system: PostmortemSystem = Field(PostmortemSystem(), description="The agent.")
    primary_failure_class: Text | None = Field(None, description="What failed.")
    attack_vector: Text | None = Field(None, description="How it was attacked.")
    blast_radius: PostmortemReach = Field(PostmortemReach(), description="The effect.")
    external_ids: PostmortemIds = Field(PostmortemIds(), description="Numbers elsewhere.")
    cve: tuple[Text, ...] = Field((), description="Numbers of vulnerabilities.")
    sources: tuple[PostmortemSource, ...] = Field((), description="Sources.")


class VerisVarieties(Foreign):
    """A block of VERIS that has varieties."""

    variety: Words = Field((), description="Varieties.")
    motive: Words = Field((), description="Motives.")
    cve: Text | None = Field(None, description="Numbers of vulnerabilities.")


class VerisSides(Foreign):
    """A block of VERIS with one part for each side."""

    internal: VerisVarieties | None = Field(None, description="Inside.")
    external: VerisVarieties | None = Field(None, description="Outside.")
    partner: VerisVarieties | None = Field(None, description="A partner.")


class VerisAction(Foreign):
    """What was done."""

    hacking: VerisVarieties | None = Field(None, description="Hacking.")
    malware: VerisVarieties | None = Field(None, description="Malware.")
    social: VerisVarieties | None = Field(None, description="Deceiving people.")
    misuse: VerisVarieties | None = Field(None, description="Misuse of access.")
    physical: VerisVarieties | None = Field(None, description="Physical action.")
    error: VerisVarieties | None = Field(None, description="Error.")


class VerisAttribute(Foreign):
    """What was compromised; only whether each of the three is there counts."""

    confidentiality: Foreign | None = Field(None, description="Data became visible.")
    integrity: Foreign | None = Field(None, description="Data or results changed.")
    availability: Foreign | None = Field(None, description="A service failed.")


class VerisDay(Foreign):
    """When the incident happened."""

    year: Annotated[str, Field(pattern=r"^[0-9]{4}$"), Kind("id"), Says("a year")] = Field(
        description="Year of the incident."
    )
    month: Text | None = Field(None, description="Month, 1 to 12.")
    day: Text | None = Field(None, description="Day of the month.")


class VerisTimeline(Foreign):
    """When things happened."""

    incident: VerisDay = Field(description="When the incident happened.")


class VerisVictim(Foreign):
    """The organisation that was hit."""

    victim_id: Text | None = Field(None, description="Its name.")
    country: Words = Field((), description="Its countries.")
    industry: Text | None = Field(None, description="Its NAICS code.")


class VerisIncident(Foreign):
    """An incident in VERIS 1.2 to 1.4, one JSON file, as VCDB holds it."""

    incident_id: Text = Field(description="The id of the incident.")
    source_id: Text | None = Field(None, description="Where the record comes from.")
    schema_version: Text = Field(description="Version of VERIS, such as `1.4.1`.")
    security_incident: Text | None = Field(None, description="Confirmed, near miss and so on.")
    timeline: VerisTimeline = Field(description="It holds `incident` with a year.")
    actor: VerisSides = Field(VerisSides(), description="Who did it.")
    action: VerisAction = Field(VerisAction(), description="What was done.")
    attribute: VerisAttribute = Field(VerisAttribute(), description="What was compromised.")
    discovery_method: Annotated[VerisSides, BeforeValidator(_discovery)] = Field(
        VerisSides(), description="How it was found."
    )
    victim: VerisVictim = Field(VerisVictim(), description="Who was hit.")
    reference: Text | None = Field(None, description="Sources.")
