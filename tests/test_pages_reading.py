"""Reading: the card of a case, the facets of the lists, corrections that came late."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import factories
import pytest
from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.pages import case as case_pages
from casebook.pages import cases as cases_pages
from casebook.pages import claimlists
from casebook.pages import claims as claims_pages
from casebook.pages import lists as lists_pages
from casebook.pages import summary as summaries
from casebook.pages.base import Page, View
from casebook.reading.load import Loader, Reading
from support import markup
from support.real import CHOICES, chosen
from support.some import some

HERE = Settings("https://example.org/name/")
LOCAL = Settings()


@pytest.fixture(params=CHOICES)
def case(request: pytest.FixtureRequest, few: Corpus) -> Case:
    """The longest real case, the shortest, and the longest with an exercise, one after the other."""
    return chosen(few, request.param)


@pytest.fixture
def page(few: Corpus, case: Case) -> Page:
    """The page of the case."""
    return case_pages.page(View(few, HERE, urls.case(case.id)), case)


def _corpus(base: Loader, *data: factories.Data) -> Corpus:
    return corpora.build(base.load().corpus.library, map(factories.typed, data))


def _case_page(base: Loader, settings: Settings = HERE, **changes: Any) -> Any:
    corpus = _corpus(base, factories.case(**changes))
    (page,) = case_pages.pages(corpus, settings)
    return markup.fragment(page.html)


def _claims(*statuses: str) -> list[factories.Data]:
    return [factories.claim(id=f"c{n}", status=status) for n, status in enumerate(statuses)]


# The card


def test_card_sets_said_beside_established(few: Corpus, case: Case, page: Page) -> None:
    """The card holds every claim with its status and every fact, each leading to its full entry."""
    label = few.library.label
    (versus,) = markup.fragment(page.lead).xpath("//div[@class='versus']")
    entries = versus.xpath(".//li")
    expected = [
        (urls.claim(case.id, c.id), [prose.plain(c.text), label("claim-status", c.status)])
        for c in case.claims
    ] + [(f"{page.url}#fact-{f.id}", [prose.plain(f.text)]) for f in case.facts]

    assert [link for link, _ in expected] == [markup.links(e, page.url)[0] for e in entries]
    for (_, words), entry in zip(expected, entries, strict=True):
        shown = markup.words(entry)
        assert [said for said in words if " ".join(said.split()) in shown] == words


def test_card_is_short(case: Case, page: Page) -> None:
    """At most three claims, facts and checks stand on the card; the others wait for the brief."""
    tree = markup.fragment(page.lead)
    counts = [
        len(part.xpath("ul/li[not(@class)]")) for part in tree.xpath("//div[@class='versus']/div")
    ]

    assert counts[0] == min(3, len(case.claims))
    assert 1 <= counts[-1] <= min(3, len(case.facts))
    checks = tree.xpath("//div[@class='take-home']//li")
    assert len(checks) == len(summaries.take_home(case)) <= 3


def test_summaries_can_be_read_in_a_minute(real: Reading) -> None:
    """No summary has more than 230 words of prose, but for two with a long text of their own.

    A claim comes with the beginning of its reason in at least nine of ten places.
    """
    library = real.corpus.library
    over, places, with_reason = {}, 0, 0
    for case in real.corpus.listed:
        short = summaries.summary(case, library)
        texts = [
            case.summary,
            *(claim.text for claim in short.claims),
            *(fact.text for fact in short.facts),
            *short.reasons.values(),
            *(library.checks[item].item.statement for item in short.checks),
        ]
        words = sum(len(prose.plain(text).split()) for text in texts)
        if words > summaries.WORDS_MOST:
            over[case.id] = words
        places += len(short.claims)
        with_reason += len(short.reasons)

    assert len(over) <= 2, over
    assert with_reason >= 0.9 * places


@pytest.mark.parametrize(
    ("outcome", "reason", "told"),
    [
        (None, "The court has not ruled on it. It may.", "The court has not ruled on it."),
        (
            None,
            "The lab's word. No outside audit was found.",
            "The lab's word. No outside audit was found.",
        ),
        ("Not upheld. The data were never used.", "Long.", "Not upheld. The data were never used."),
        (None, "Unclear.", "Unclear."),
    ],
)
def test_reason_in_short_says_enough(outcome: str | None, reason: str, told: str) -> None:
    """It is the first sentence of the outcome or else of the reason, with the next where it is very short."""
    claim = factories.typed(factories.case()).claims[0]

    assert (
        summaries.in_short(claim.model_copy(update={"outcome": outcome, "reason": reason})) == told
    )


def test_open_claims_come_before_settled_ones() -> None:
    """The card warns of what nobody has settled; the order is otherwise the author's."""
    case = factories.typed(
        factories.case(claims=_claims("confirmed", "denied", "refuted", "unverified", "disputed"))
    )

    assert [claim.id for claim in summaries.said(case, factories.statuses())] == ["c1", "c3", "c4"]


def test_settled_claims_fill_the_card() -> None:
    """Where few claims are open, settled ones stand beside them."""
    case = factories.typed(factories.case(claims=_claims("confirmed", "refuted", "denied")))

    assert [claim.id for claim in summaries.said(case, factories.statuses())] == ["c2", "c0", "c1"]


def test_what_a_person_is_accused_of_stands_on_the_card() -> None:
    """One claim against a person comes first, an open one before a settled one, wherever it stands."""
    claims = _claims("denied", "disputed", "unverified", "confirmed", "disputed")
    for place in (3, 4):
        claims[place]["about"] = ["identity", "accused"]
    case = factories.typed(factories.case(claims=claims))

    assert [claim.id for claim in summaries.said(case, factories.statuses())] == ["c4", "c0", "c1"]


def test_accused_is_a_subject_of_claims(real: Reading) -> None:
    """The subject that the card looks for is in the vocabulary, and claims have it."""
    corpus = real.corpus

    assert summaries.ACCUSED in corpus.library.vocabularies["claim-subject"]
    said = summaries.said(
        corpus.cases["bytedance-intern-model-training-2024"], corpus.library.statuses
    )
    assert "intern-did-it" in {claim.id for claim in said}


def test_checks_of_a_role(few: Corpus, case: Case, page: Page) -> None:
    """A role's note names up to three checks that the case names and that the role does."""
    checks = few.library.checks
    named = {entry.item for lesson in case.lessons for entry in lesson.items}
    notes = markup.fragment(page.html).xpath("//section[@data-role]")

    assert [note.get("data-role") for note in notes] == [each.role for each in case.why_it_matters]
    for note in some(notes):
        role, shown = note.get("data-role"), note.get("data-checks", "").split()
        of_role = {item for item in named if role in checks[item].item.roles}

        assert set(shown) <= of_role
        assert len(shown) == min(3, len(of_role))


def _lesson(name: str, *items: str) -> factories.Data:
    return {"id": name, "text": "x", "items": [{"item": item, "why": "y"} for item in items]}


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ([], ()),
        (
            [_lesson("a", "SEC-01", "SEC-02"), _lesson("b", "COM-01")],
            ("SEC-01", "COM-01", "SEC-02"),
        ),
        ([_lesson("a", "SEC-01"), _lesson("b", "SEC-01", "SEC-02")], ("SEC-01", "SEC-02")),
        (
            [_lesson(str(n), f"SEC-0{n}") for n in range(1, 6)],
            ("SEC-01", "SEC-02", "SEC-03"),
        ),
    ],
)
def test_checks_to_take_home(lessons: list[factories.Data], expected: tuple[str, ...]) -> None:
    """The first check of each lesson, then the seconds, each once, three at most."""
    case = factories.typed(factories.case(lessons=lessons))

    assert summaries.take_home(case) == expected


def test_case_without_claims_and_lessons_has_no_empty_column(base: Loader) -> None:
    """What a case does not have leaves no heading behind."""
    tree = _case_page(base, claims=[], lessons=[], consequences=[], timeline=[])

    headings = [markup.words(h) for h in tree.xpath("//div[@class='digest']//h2")]
    assert headings == ["What is established"]


def test_card_names_where_it_comes_from(base: Loader) -> None:
    """The printed card carries the citation, with the address only where one is set."""
    for settings, address in ((HERE, True), (LOCAL, False)):
        tree = _case_page(base, settings)
        (told,) = tree.xpath("//p[@class='digest__from']")
        assert "AI Governance Casebook, “" in markup.words(told)
        assert ("https://example.org/name/cases/" in markup.words(told)) == address
        assert markup.words(told) == markup.words(markup.one(tree, "citation"))


def test_depths_and_roles_are_marked(base: Loader) -> None:
    """The switch offers three depths, and each note on why it matters names its role."""
    tree = _case_page(base)

    assert tree.xpath("//nav[@class='depths']/a/@href") == [
        "?depth=card", "?depth=brief", "?depth=full",
    ]  # fmt: skip
    roles = [entry["role"] for entry in factories.case()["why_it_matters"]]
    assert tree.xpath("//section[@class='role-note']/@data-role") == roles


def test_days_that_differ_stand_at_each_claim(base: Loader) -> None:
    """One day of looking is said once; several are said at each claim."""
    same = [factories.claim(id="a"), factories.claim(id="b")]
    apart = [factories.claim(id="a"), factories.claim(id="b", as_of="2024-05-02")]

    once = markup.words(_case_page(base, claims=same))
    each = markup.words(_case_page(base, claims=apart))
    assert (once.count("last checked on"), once.count("Last checked on")) == (1, 0)
    assert (each.count("last checked on"), each.count("Last checked on")) == (0, 2)


def test_cite_leads_to_the_files_and_the_ways_to_mend(base: Loader) -> None:
    """Below a case stand four files, a button to copy, and how to report or mend an error."""
    repo = Settings("https://example.org/", "https://code.example/x", "trunk")
    tree, url = _case_page(base, repo), "cases/acme-refund-bot/"
    links = markup.links(tree, url)

    assert {f"{url}cite.{ending}" for ending in urls.CITATIONS} <= set(links)
    assert set(tree.xpath("//button/@data-copy")) == {"citation"}
    assert "policy/corrections/" in links
    assert f"https://code.example/x/edit/trunk/{url[:-1]}.yml" in links
    assert f"https://code.example/x/commits/trunk/{url[:-1]}.yml" in links
    assert not any("code.example" in link for link in some(markup.links(_case_page(base), url)))


def test_draft_offers_no_file(base: Loader) -> None:
    """A draft is shown to its author only, and has nothing to cite."""
    corpus = corpora.build(
        base.load().corpus.library, [factories.typed(factories.draft())], drafts=True
    )
    (page,) = case_pages.pages(corpus, HERE)

    links = markup.links(markup.fragment(page.html), page.url)
    assert f"{page.url}#source-{factories.draft()['sources'][0]['id']}" in links
    assert not any("cite." in link for link in links)


def test_search_learns_what_a_case_can_be_filtered_by(few: Corpus, case: Case, page: Page) -> None:
    """What the search filters by comes with the page, in the words that readers choose from."""
    corpus = few

    def labels(vocabulary: str, terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(corpus.library.label(vocabulary, term) for term in terms)

    assert page.filters == {
        "theme": labels("theme", corpus.themes(case)),
        "country": labels("country", case.countries),
        "sector": labels("sector", case.sectors),
        "claims": labels("claim-status", corpus.measures[case.id].claims_by_status),
        "checklist": tuple(corpus.library.checklists[name].short for name in corpus.lists_of(case)),
        "year": (case.disclosed[:4],),
    }


# The lists


def _one_of(case: Case) -> dict[str, set[str]]:
    return {
        "pattern": {failure.pattern for failure in case.failures},
        "lifecycle": set(case.system.lifecycle) if case.system else set(),
        "harm": set(case.harms),
        "sector": set(case.sectors),
        "role": set(case.roles),
    }


def test_cases_can_be_found_by_what_the_issue_asks(few: Corpus) -> None:
    """The index offers thirteen facets, and each entry carries what its case says."""
    page = cases_pages.index(View(few, HERE, urls.CASES))
    tree = markup.fragment(page.lead)
    assert tree.xpath("//dl[@class='facet-labels']/div/@data-facet") == [
        "theme", "pattern", "actor", "lifecycle", "sector", "country", "harm", "status", "role",
        "list", "year", "kind", "held",
    ]  # fmt: skip
    (asset,) = cases_pages.assets(few)
    carried = json.loads(asset.bytes)
    assert list(carried) == [case.id for case in few.listed]
    for case in some(few.listed):
        wanted, entry = _one_of(case), carried[case.id]
        assert {name: set(entry[name].split()) for name in wanted} == wanted
        span = few.measures[case.id].rumour_to_statement
        assert entry.get("answer") == (f"{span.fewest}/{span.most}" if span else None)


def test_patterns_are_called_by_their_titles(real: Reading) -> None:
    """A reader sees the title of a pattern, not its id."""
    view = View(real.corpus, HERE, urls.CASES)
    words = cases_pages.facets(view, real.corpus.listed)["pattern"]

    patterns = real.corpus.library.patterns
    assert words == {name: patterns[name].title for name in words}
    assert list(words.values()) == sorted(words.values())


def test_sections_of_a_list_stand_in_its_own_order(real: Reading) -> None:
    """Filters and progress name the sections as the page has them, whatever the numbers are."""
    view = View(real.corpus, HERE, urls.CHECKLISTS)
    library = real.corpus.library
    for each in some(library.checklists.values()):
        checks = [check for check in library.checks.values() if check.checklist is each]
        _, sections = lists_pages.facets(view, checks)["section"]
        assert list(sections) == [section.id for section in each.sections]


def test_code_to_paste_is_not_searched(real: Reading) -> None:
    """A check is found by its words, not by the HTML that shows it on another page."""
    view = View(real.corpus, HERE, urls.item("VET-20"))
    page = lists_pages.item(view, real.corpus.library.checks["VET-20"])
    (code,) = markup.fragment(page.sections[-1].html).xpath("//*[@id='embed-code']")
    assert code.xpath("ancestor::*[@data-pagefind-ignore]")


def _listing(corpus: Corpus) -> dict[str, Page]:
    """The list of claims, and the pages beside it, by address."""
    return {page.url: page for page in claims_pages.pages(corpus, HERE)}


def test_claims_carry_who_said_them_and_what_they_are_about(few: Corpus) -> None:
    """Each claim that can be filtered has its claimants' kinds and its subjects, each with a label."""
    tree = markup.fragment(_listing(few)[urls.CLAIMS].html)
    (asset,) = claimlists.assets(few, HERE)
    data = json.loads(asset.bytes)
    found = {
        (data["cases"][case][0], id_): (data["statuses"][status][0], by.split(), about.split())
        for case, status, id_, _, _, by, about in data["claims"]
    }
    for case, claim in some(few.claims()):
        status, by, about = found.pop((case.id, claim.id))
        assert status == claim.status
        assert set(by) == {who.kind for who in claim.made_by}
        assert about == list(claim.about)
    assert found == {}
    named = {
        group.get("data-facet"): set(group.xpath("dd/@data-value"))
        for group in tree.xpath("//dl[@class='facet-labels']/div")
    }
    claims = [claim for _, claim in few.claims()]
    assert named == {
        "status": {claim.status for claim in claims},
        "by": {who.kind for claim in claims for who in claim.made_by},
        "about": {subject for claim in claims for subject in claim.about},
    }


# Corrections that came late


def _change(on: str, status: str = "unverified") -> factories.Data:
    return {"on": on, "status": status, "reason": f"changed {on}"}


def _answer(on: str | None, stance: str) -> factories.Data:
    return {"by": "Acme", "on": on, "stance": stance, "text": f"said {on}", "sources": ["daily"]}


def _taken_back(made_on: str, *days: str) -> factories.Data:
    changes = [_change(day) for day in days]
    return {"made_on": made_on, "status": "retracted", "history": changes}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (_taken_back("2024-01-01", "2024-01-15"), ("", "2024-01-15", "changed")),
        (_taken_back("2024-01-01", "2024-01-14"), None),
        (_taken_back("2024-01", "2024-02-13"), None),
        (_taken_back("2024-01", "2024-02-14"), ("", "2024-02-14", "changed")),
        (_taken_back("2024-01-01", "2024-06-01", "2024-01-10"), None),
        ({"made_on": "2024-01-01", "history": [_change("2024-03-01")]}, None),
        ({"made_on": "2024-01-01", "answers": [_answer("2024-03-01", "denies")]}, None),
        ({"made_on": "2024-01-01", "answers": [_answer(None, "corrects")]}, None),
        ({"made_on": "2024-02-01", "answers": [_answer("2024-01-01", "corrects")]}, None),
        (
            _taken_back("2024-01-01", "2024-02-01")
            | {"answers": [_answer("2024-03-01", "corrects")]},
            ("Acme", "2024-03-01", "said"),
        ),
        (
            _taken_back("2024-01-01", "2024-02-01")
            | {"made_on": None, "made_on_unknown": "not found"},
            None,
        ),
    ],
)
def test_late_is_two_weeks_that_are_certain(
    base: Loader, claim: factories.Data, expected: tuple[str, str, str] | None
) -> None:
    """A claim taken back, or another version of it, counts once at least two weeks lie between.

    Another status that the casebook gave does not count: nobody outside corrected anything.
    """
    made = factories.claim(**{"answers": [], "history": [], **claim})
    late = claims_pages.corrected_late(_corpus(base, factories.case(claims=[made])))

    told = [(entry.by, entry.on, entry.text.split()[0]) for entry in late]
    assert told == ([expected] if expected else [])


def test_who_corrected_a_claim_is_told(base: Loader) -> None:
    """The list tells who gave the other version, or that the claim was taken back."""
    claims = [
        factories.claim(
            id="other", made_on="2024-01-01", answers=[_answer("2024-03-01", "corrects")]
        ),
        factories.claim(id="back", answers=[], **_taken_back("2024-01-01", "2024-02-01")),
    ]
    page = _listing(_corpus(base, factories.case(claims=claims)))[urls.LATE]
    words = markup.words(markup.fragment(page.lead))

    assert "said 1 January 2024, corrected by Acme, 1 March 2024" in words
    assert "said 1 January 2024, retracted 1 February 2024" in words


# Where we changed our mind


@pytest.mark.parametrize(
    ("created", "claim", "expected"),
    [
        ("2024-05-01", {"status": "refuted", "history": [_change("2024-05-01")]}, ["refuted"]),
        ("2024-05-01", {"status": "refuted", "history": [_change("2024-04-30")]}, []),
        (None, {"status": "refuted", "history": [_change("2024-05-01")]}, []),
        ("2024-05-01", _taken_back("2024-01-01", "2024-06-01"), []),
        (
            "2024-05-01",
            {
                "status": "refuted",
                "history": [_change("2024-06-01"), _change("2024-07-01", "denied")],
            },
            ["refuted", "denied"],
        ),
    ],
)
def test_own_changes_are_those_since_the_case_was_written(
    base: Loader, created: str | None, claim: factories.Data, expected: list[str]
) -> None:
    """What changed before is part of the story; what was taken back is not our doing; newest first."""
    given = factories.case(claims=[factories.claim(**claim)])
    given["record"] = {**given["record"], "created": created}
    changed = claims_pages.changed_by_us(_corpus(base, given))

    assert [entry.then for entry in changed] == expected


def test_own_changes_stand_apart(real: Reading) -> None:
    """They have a page of their own, which says what each claim was and became."""
    changed = claims_pages.changed_by_us(real.corpus)
    pages = _listing(real.corpus)
    late = {(entry.case.id, entry.claim.id) for entry in claims_pages.corrected_late(real.corpus)}

    assert ("shadowray-ray-clusters-2024", "first-on-ai-work") in {
        (entry.case.id, entry.claim.id) for entry in changed
    }
    assert ("shadowray-ray-clusters-2024", "first-on-ai-work") not in late
    assert "Disputed became Refuted" in markup.words(markup.fragment(pages[urls.CHANGED].lead))
    assert urls.CHANGED in markup.links(markup.fragment(pages[urls.CLAIMS].lead), urls.CLAIMS)


def test_late_corrections_have_a_page_the_longest_first(real: Reading) -> None:
    """The page tells how long each late correction took, and leads to its claim."""
    late = claims_pages.corrected_late(real.corpus)
    pages = _listing(real.corpus)
    leads = markup.links(markup.fragment(pages[urls.LATE].lead), urls.LATE)

    assert [entry.span.fewest for entry in late] == sorted(
        (entry.span.fewest for entry in late), reverse=True
    )
    assert [link for link in leads if link not in (urls.CLAIMS, urls.TRENDS)] == [
        urls.claim(entry.case.id, entry.claim.id) for entry in late
    ]
    assert urls.LATE in markup.links(markup.fragment(pages[urls.CLAIMS].lead), urls.CLAIMS)


def test_without_late_corrections_the_list_does_not_lead_to_them(base: Loader) -> None:
    """Nothing is said of late corrections where there are none."""
    corpus = _corpus(base, factories.case())
    page = _listing(corpus)[urls.CLAIMS]

    tree = markup.fragment(page.html)
    assert "Denied 1" in markup.words(tree)
    words = markup.words(tree)
    assert "late" not in words
    assert "change" not in words
