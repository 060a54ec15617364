"""Every public address of the site, and how one page points at another.

Addresses are written without a leading slash, relative to the site's root:
``cases/x/``. Pages link relatively, so the site works under any folder.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

HOME = ""
CASES = "cases/"
CLAIMS = "claims/"
LATE = CLAIMS + "late/"
CHANGED = CLAIMS + "changed/"
CHECKLISTS = "checklists/"
PATTERNS = "patterns/"
FRAMEWORKS = "frameworks/"
SEARCH = "search/"
GLOSSARY = "glossary/"
TRENDS = "trends/"
TRAIN = "train/"
COURSES = TRAIN + "courses/"
TRENDS_DATA = "api/v1/trends.json"
STATUSES = "contribute/claims/#choose-the-status"
CORRECTIONS = "corrections/"
OUTCOMES = "outcomes/"
DATA = "about/data/"
CASES_DATA = "api/v1/cases.json"
CLAIMS_DATA = "api/v1/claims.json"
CLAIMS_TABLE = "downloads/claims.csv"
VOCABULARY_DATA = "api/v1/vocabulary.json"
CHANGES_DATA = "api/v1/changes.json"
REMOVED_DATA = "api/v1/removed.json"
SOURCES_DATA = "api/v1/sources.json"
ORGANISATIONS_DATA = "api/v1/organisations.json"
OUTCOMES_DATA = "api/v1/outcomes.json"
CHECKS_DATA = "api/v1/checks.json"
PATTERNS_DATA = "api/v1/patterns.json"
FRAMEWORKS_DATA = "api/v1/frameworks.json"
QUESTIONS_DATA = "api/v1/questions.json"
EXERCISES_DATA = "api/v1/exercises.json"
COURSES_DATA = "api/v1/courses.json"
OPENAPI = "api/v1/openapi.json"
CLAIM_LINES = "downloads/claims.ndjson"
CASE_LINES = "downloads/cases.ndjson"
VERIS = "downloads/veris.json"
FEED_KINDS = ("atom", "json")
"""Endings of each feed: Atom 1.0 and JSON Feed 1.1."""
OPINIONS_TABLE = "downloads/opinions.csv"
LINKS_TABLE = "downloads/links.csv"
SOURCES_TABLE = "downloads/sources.csv"
CASES_TABLE = "downloads/cases.csv"
ORGANISATIONS_TABLE = "downloads/organisations.csv"
OUTCOMES_TABLE = "downloads/outcomes.csv"
CROISSANT = "downloads/croissant.json"
DATA_PACKAGE = "downloads/datapackage.json"
DATABASE = "downloads/casebook.sqlite"
OSCAL = "downloads/checklists/oscal.json"
CYCLONEDX = "downloads/checklists/cyclonedx.json"
TABLES = ("csv", "md.txt", "xlsx")
"""Endings of the tables each checklist is offered as; a file that ends in ``.md`` would become a page."""
PAPERS = ("a4", "letter")
"""Sizes of paper each checklist is offered in."""
CHECKS_MAP = "api/v1/checks-map.json"
SEARCH_WORDS = "assets/search-words.txt"
SEARCH_GUIDE = "assets/search-guide.json"
CASES_LIST = "assets/cases-list.json"
CLAIMS_LIST = "assets/claims-list.json"
"""What the filters of the two lists need and their pages do not show."""
FIGURES = (
    "years",
    "disclosure",
    "answer",
    "claimants",
    "patterns",
    "countries",
    "sectors",
    "actors",
)
"""Figures of the trends page; each can be taken away as a picture and as a table."""
FIGURE_FILES = tuple((name, kind) for name in FIGURES for kind in ("svg", "csv"))
"""Each figure with each of its kinds of file."""
LLMS = "llms.txt"
WAYS_IN = "ways-in/"
FIRST_HOUR = WAYS_IN + "first-hour/"
ROLES = WAYS_IN + "roles/"
RULES = "contribute/rules/"
CASE_FORMAT = "contribute/case-format/"
NEW_CASE = "contribute/new-case/"
FORM_DATA = NEW_CASE + "form.json"
FORM_CASES = NEW_CASE + "cases.json"


def case(case_id: str) -> str:
    """Page of a case."""
    return f"cases/{case_id}/"


def case_data(case_id: str) -> str:
    """A case as data, with the fields of its file."""
    return f"api/v1/cases/{case_id}.json"


def feed(name: str, ending: str) -> str:
    """A feed: ``all``, ``corrections``, or a topic such as ``status/denied``; ``ending`` is one of :data:`FEED_KINDS`."""
    return f"feeds/{name}.{ending}"


def badge(case_id: str, claim_id: str) -> str:
    """The picture of a claim's status, for other sites to show."""
    return f"badges/{case_id}/{claim_id}.svg"


def slug(name: str) -> str:
    """A name as part of an address, in small ASCII letters: ``Acme GmbH & Co.`` is ``acme-gmbh-co``.

    A name without such a letter or digit becomes its letters as numbers.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = "".join(sign if sign.isalnum() else "-" for sign in plain).split("-")
    return "-".join(filter(None, parts)) or "-".join(f"{ord(sign):x}" for sign in name)


def edit_form(case_id: str) -> str:
    """The web form, filled with a case."""
    return f"{NEW_CASE}?case={case_id}"


CITATIONS = ("txt", "bib", "json", "ris")
"""Endings of the files that cite a case: plain text, BibTeX, CSL-JSON and RIS."""


def citation(case_id: str, ending: str) -> str:
    """A file that cites a case; ``ending`` is one of :data:`CITATIONS`."""
    return f"cases/{case_id}/cite.{ending}"


def claim(case_id: str, claim_id: str) -> str:
    """Page of one claim."""
    return f"{claims_of(case_id)}{claim_id}/"


def claims_of(case_id: str) -> str:
    """The beginning that the pages of the claims of a case share; no page has this address."""
    return f"claims/{case_id}/"


def claims_of_status(status: str) -> str:
    """Page of the claims that have a status; no case is named like a status."""
    return f"{CLAIMS}{status}/"


def claims_of_year(status: str, year: str) -> str:
    """Page of the claims of a status in cases of one year, where the page of the status cannot hold all."""
    return f"{claims_of_status(status)}{year}/"


def data_citation(ending: str) -> str:
    """A file that cites the data as a whole; ``ending`` is one of :data:`CITATIONS`."""
    return f"{DATA}cite.{ending}"


def checklist(list_id: str) -> str:
    """Page of a checklist."""
    return f"checklists/{list_id}/"


def item(item_id: str) -> str:
    """Canonical page of a checklist item, whatever list it is in."""
    return f"checks/{item_id.lower()}/"


def table(name: str) -> str:
    """A table of the data as CSV: ``claims``."""
    return f"downloads/{name}.csv"


def embedded_checklist(list_id: str) -> str:
    """A checklist without the frame of the site, for other sites to show."""
    return f"embed/{checklist(list_id)}"


def embedded_section(list_id: str, section_id: str) -> str:
    """One section of a checklist without the frame of the site, for other sites to show."""
    return f"{embedded_checklist(list_id)}{section_id}/"


def embedded_item(item_id: str) -> str:
    """A check without the frame of the site, for other sites to show."""
    return f"embed/{item(item_id)}"


def embedded_claim(case_id: str, claim_id: str) -> str:
    """A claim with its status, without the frame of the site, for other sites to show."""
    return f"embed/{claim(case_id, claim_id)}"


def section_code(list_id: str, section_id: str) -> str:
    """The QR code that leads to a section of a checklist."""
    return f"qr/{list_id}-{section_id}.svg"


def discussion_code(case_id: str) -> str:
    """The QR code that leads to the discussion of a case."""
    return f"qr/train-{case_id}.svg"


def way(way_id: str) -> str:
    """Page of an everyday question."""
    return f"{WAYS_IN}{way_id}/"


def role(role_id: str) -> str:
    """Page of what a role finds here."""
    return f"{ROLES}{role_id}/"


def train(case_id: str) -> str:
    """Page of a case for trainers: a discussion of 15 minutes, and the way to more."""
    return f"train/{case_id}/"


def players(code: str) -> str:
    """Page of an exercise for those who play it; it must not name the case."""
    return f"x/{code}/"


def players_before(case_id: str) -> str:
    """Where that page was while its address still named the case."""
    return f"train/{case_id}/players/"


def facilitator(case_id: str) -> str:
    """Page of an exercise for the person who leads it."""
    return f"train/{case_id}/facilitator/"


def pattern(pattern_id: str) -> str:
    """Page of a failure pattern."""
    return f"patterns/{pattern_id}/"


def framework(framework_id: str) -> str:
    """Page of a framework."""
    return f"frameworks/{framework_id}/"


def evidence(framework_id: str) -> str:
    """Clauses of a framework with the checks that answer them and the cases behind these, for programs."""
    return f"api/v1/evidence/{framework_id}.json"


def evidence_table(framework_id: str) -> str:
    """The same as a table: one row for each clause, check and case."""
    return f"downloads/evidence/{framework_id}.csv"


def download(name: str, ending: str) -> str:
    """A checklist as a file to take away: ``vetting``, ``xlsx``."""
    return f"downloads/checklists/{name}.{ending}"


EXERCISE_FILES = (
    "players-a4.pdf",
    "players-letter.pdf",
    "facilitator-a4.pdf",
    "facilitator-letter.pdf",
    "facilitator.docx",
    "slides.pptx",
    "after-action.docx",
)
"""What every exercise is offered as."""
SCORM = "quiz-scorm.zip"
"""The quiz of an exercise, where its case has claims; the same as the one of the case."""
KIT = "kit.zip"
"""Everything for an exercise in one file."""
QUIZZES = ("gift.txt", "moodle.xml", "scorm.zip")
"""Endings of the quizzes made from a case with claims."""


def exercise_file(code: str, name: str) -> str:
    """A file of an exercise to take away; players see its name."""
    return exercise_file_before(f"x{code}", name)


def exercise_files(code: str, *, has_claims: bool) -> Iterator[str]:
    """Every file of an exercise; its quiz is one where its case has claims."""
    names = (*EXERCISE_FILES, KIT, *([SCORM] if has_claims else []))
    return (exercise_file(code, name) for name in names)


def exercise_file_before(case_id: str, name: str) -> str:
    """Where that file was while its name still named the case; a copy of it stays there."""
    return f"{_EXERCISES}{case_id}-{name}"


def moved_files(case_id: str, code: str, moved: Mapping[str, str]) -> dict[str, str]:
    """The former address of each file of an exercise that has one, with the present one."""
    both = {
        exercise_file_before(case_id, name): exercise_file(code, name)
        for name in (*EXERCISE_FILES, SCORM)
    }
    return {old: new for old, new in both.items() if moved.get(f"/{old}") == f"/{new}"}


def is_exercise_file(address: str) -> bool:
    """Whether an address is that of a file of an exercise."""
    return address.lstrip("/").startswith(_EXERCISES)


_EXERCISES = "downloads/exercises/"


def quiz(case_id: str, ending: str) -> str:
    """The quiz of a case."""
    return f"downloads/quizzes/{case_id}.{ending}"


COURSE_QUIZZES = ("quiz", "before", "after")
"""Of a course: all its questions, and two tests of equal length that share none of them."""
READING_LISTS = ("bib", "json", "ris")
"""Endings of the reading list of a course, for reference managers."""


def course_quiz(course_id: str, name: str, ending: str) -> str:
    """A quiz with questions on the cases of a course; ``name`` is one of ``COURSE_QUIZZES``."""
    return f"downloads/courses/{course_id}-{name}.{ending}"


def reading_list(course_id: str, ending: str) -> str:
    """The original sources of the cases of a course, for a reference manager."""
    return f"downloads/courses/{course_id}-reading.{ending}"


def course_files(course_id: str) -> Iterator[str]:
    """Every file of a course."""
    for name in COURSE_QUIZZES:
        yield from (course_quiz(course_id, name, ending) for ending in QUIZZES)
    yield from (reading_list(course_id, ending) for ending in READING_LISTS)


def ciso_library(list_id: str) -> str:
    """A checklist as a library for CISO Assistant."""
    return download(f"{list_id}-ciso-assistant", "yaml")


def checklist_data(list_id: str) -> str:
    """A checklist for programs."""
    return f"api/v1/checklists/{list_id}.json"


def figure(figure_id: str, kind: str) -> str:
    """A figure of the trends page as a file; ``kind`` is ``svg`` or ``csv``."""
    return f"downloads/trends/{figure_id}.{kind}"


def schema(name: str) -> str:
    """A published JSON Schema."""
    return f"schema/{name}.json"


def anchor(kind: str, part_id: str) -> str:
    """Anchor of a part of a case: ``claim-gpu-count``."""
    return f"{kind}-{part_id}"


def host(address: str) -> str:
    """The site of a web address as readers know it, without ``www.``."""
    return urlsplit(address).netloc.removeprefix("www.")


def clause(clause_id: str) -> str:
    """Anchor of a clause on its framework's page."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in clause_id.lower())
    return "clause-" + "-".join(part for part in kept.split("-") if part)


def term(vocabulary: str, term_id: str) -> str:
    """A term's meaning in the glossary."""
    return f"{GLOSSARY}#{term_anchor(vocabulary, term_id)}"


def term_anchor(vocabulary: str, term_id: str) -> str:
    """Anchor of a term on the glossary page."""
    return f"{vocabulary}-{term_id}"


def rule(rule_id: str) -> str:
    """Address of a rule's explanation."""
    return f"{RULES}#{rule_anchor(rule_id)}"


def rule_anchor(rule_id: str) -> str:
    """Anchor of a rule: its id with a hyphen for the slash."""
    return rule_id.replace("/", "-")


def file_of(address: str) -> str:
    """File that answers an address: ``cases/x/`` is ``cases/x/index.html``."""
    page = address.partition("#")[0]
    return page + "index.html" if page == "" or page.endswith("/") else page


def twin(address: str) -> str:
    """The page at an address as Markdown, where programs look for it: ``cases/x/index.html.md``."""
    return file_of(address) + ".md"


def document(address: str) -> str:
    """Markdown file that makes an address: ``cases/x/`` is ``cases/x.md``; indexes stay in folders."""
    trimmed = address.rstrip("/")
    if address in INDEXES:
        return posixpath.join(trimmed, "index.md")
    return f"{trimmed}.md"


INDEXES = frozenset(
    {HOME, CASES, CLAIMS, CHECKLISTS, PATTERNS, FRAMEWORKS, SEARCH, GLOSSARY, TRENDS, TRAIN}
)


def relative(target: str, start: str) -> str:
    """The link from the page at ``start`` to ``target``, fragment kept.

    >>> relative("checks/vet-20/#why", "cases/x/")
    '../../checks/vet-20/#why'
    """
    page, mark, fragment = target.partition("#")
    if page == start and mark:
        return mark + fragment
    # Always by way of the root: longer by a few letters than the shortest
    # path, and many times quicker to make.
    path = "../" * start.count("/") + page
    return (path or "./") + mark + fragment


def absolute(target: str, site_url: str) -> str:
    """A full address, for feeds, citations and messages."""
    return site_url.rstrip("/") + "/" + target
