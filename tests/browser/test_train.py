"""Training in a browser: pick, play module by module, print a sheet for each, report a quiz."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook.base import prose, urls
from casebook.corpus import sheets
from casebook.model.walk import leaves
from casebook.reading.load import Reading
from playwright.sync_api import Browser, FrameLocator, Page, expect
from support import paper, server, sites
from support.sites import Built
from support.some import some
from support.visiting import Watch

pytestmark = pytest.mark.browser
NAME = "bytedance-intern-model-training-2024"


def _minutes(page: Page) -> list[int]:
    """The length of every offer that is left, in a fold too, from the heading above it."""
    told = page.locator(".offer-list:visible").evaluate_all(
        """(lists) => lists.map((list) => {
            let heading = list;
            while (!heading.matches("h3")) heading = heading.previousElementSibling;
            return [heading.textContent, list.querySelectorAll(".offer:not([hidden])").length];
        })"""
    )
    return [
        int(minutes)
        for heading, number in told
        for minutes in re.findall(r"(\d+) minutes", heading) * number
    ]


def test_a_trainer_picks_by_the_time_there_is(page: Page) -> None:
    """The time is a limit: what is shorter stays, what is longer goes; the address holds it."""
    page.goto("train/")
    expect(page.locator(".filters")).to_be_visible()
    everything = _minutes(page)
    headings = page.locator(".filter-results h3:visible")
    assert headings.first.inner_text().startswith("Exercises of 20 minutes")
    assert headings.last.inner_text().startswith("Discussions of 15 minutes")

    page.get_by_label("Up to 60 minutes").check()
    expect(page).to_have_url(re.compile(r"\?minutes=60$"))
    expect(page.get_by_role("heading", name="90 minutes")).not_to_be_visible()
    shown = _minutes(page)
    longest_first = sorted((each for each in everything if each <= 60), reverse=True)
    assert shown == longest_first
    assert {15, 20, 45, 60} <= set(shown)
    expect(page.locator(".results-head__count")).to_have_text(
        f"{len(shown)} of {len(everything)} exercises and discussions"
    )

    page.get_by_label("Any", exact=True).check()
    expect(page).to_have_url(re.compile("/train/$"))
    assert _minutes(page) == everything


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("deepfake", "Arup lost 200 million Hong Kong dollars"),
        ("voice clone", "A fake call in the name of Ferrari's chief executive"),
        ("rumour", "Google denied that Gmail trains Gemini"),
        ("rumor", "Google denied that Gmail trains Gemini"),
    ],
)
def test_a_trainer_searches_by_what_the_case_is_about(page: Page, asked: str, title: str) -> None:
    """An exercise is found by every word of its case; the American spelling of one is no slip."""
    page.goto(f"train/?q={asked}&kind=exercise")
    found = page.locator(".offer:visible", has_text=f"From the case: {title}")
    expect(found).to_have_count(1)
    expect(page.get_by_role("heading", name="Discussions")).not_to_be_visible()
    count = page.locator(".results-head__count")
    expect(count).to_have_text(re.compile("discussions$"))  # nothing was put right


def test_opening_an_exercise_keeps_the_list_of_cases(page: Page) -> None:
    """From the trainers' list nothing is kept, so a case leads back to the list it was opened from."""
    page.goto("cases/?q=deepfake")
    expect(page.locator(".results-head__count")).to_have_text(re.compile(r"^\d+ of "))
    page.locator(".case-entry:visible h3 a").first.click()
    page.wait_for_url("**/cases/*/**")
    kept = page.evaluate("sessionStorage.getItem('casebook-list')")
    assert kept
    page.goto("train/")
    page.locator(".offer h4 a").first.click()
    page.wait_for_url("**/facilitator/")
    assert page.evaluate("sessionStorage.getItem('casebook-list')") == kept


def test_a_trainer_picks_by_audience_list_and_pattern_too(page: Page) -> None:
    """What is left fits all that was chosen, and the count of each limit is of these."""
    page.goto("train/?role=hr&list=vetting&minutes=90")
    for name in ("Audience", "Checklist", "Time you have"):
        expect(page.locator("details.facet", has_text=name).first).to_have_attribute("open", "")
    shown = page.locator(".offer:visible")
    expect(shown.first).to_be_visible()
    for offer in some(shown.all()):
        assert "hr" in (offer.get_attribute("data-role") or "").split()
        assert "vetting" in (offer.get_attribute("data-list") or "").split()
    found = _minutes(page)
    assert max(found) <= 90
    short = page.locator("label.facet__option", has_text="Up to 30 minutes").first
    count = sum(each <= 30 for each in found)
    expect(short.locator(".facet__count")).to_have_text(str(count))
    pattern = page.locator("label.facet__option input[name=pattern]").first.get_attribute("value")
    page.goto(f"train/?pattern={pattern}")
    for offer in some(page.locator(".offer:visible").all()):
        assert pattern in (offer.get_attribute("data-pattern") or "").split()


@pytest.mark.parametrize(
    ("asked", "most"), [("minutes=30", 30), ("minutes=50", 50), ("minutes=90&minutes=15", 90)]
)
def test_any_number_of_minutes_can_stand_in_the_address(page: Page, asked: str, most: int) -> None:
    """A limit no list offers becomes one; of two the larger holds, as in links of before."""
    page.goto(f"train/?{asked}")
    expect(page.get_by_role("radio", name=f"Up to {most} minutes")).to_be_checked()
    shown = _minutes(page)
    assert shown
    assert max(shown) <= most
    page.get_by_role("button", name=f"Remove filter Time you have: Up to {most} minutes").click()
    assert max(_minutes(page)) > most


@pytest.mark.parametrize("asked", ["many", "0", "-5", "1e3", "99999"])
def test_a_limit_that_is_none_leaves_everything(page: Page, watch: Watch, asked: str) -> None:
    """What is no number of minutes is passed over."""
    page.goto(f"train/?minutes={asked}")
    expect(page.get_by_label("Any", exact=True)).to_be_checked()
    assert len(_minutes(page)) == page.locator(".offer").count()
    assert watch.errors == []


def test_offers_stand_by_length_without_scripts(browser: Browser, address: str) -> None:
    """Each length has a heading, and a link leads to it."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("train/")
    expect(page.locator(".filters")).to_be_hidden()
    page.get_by_role("link", name="Exercises of 45 minutes").click()
    expect(page.get_by_role("heading", name="Exercises of 45 minutes")).to_be_in_viewport()
    assert page.locator("#minutes-45 + ul > .offer").count() == 6

    page.get_by_role("link", name="Discussions of 15 minutes").click()
    expect(page.get_by_role("heading", name="Discussions of 15 minutes")).to_be_in_viewport()
    folded = page.locator(".offer-fold").first
    expect(folded.locator("a").first).not_to_be_visible()
    folded.locator("summary").click()
    expect(folded.locator("a").first).to_be_visible()
    context.close()


def test_discussions_are_folded_by_theme_until_they_are_looked_for(page: Page) -> None:
    """A phone shows themes with their numbers; a search opens those that hold what it found."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("train/")
    folds = page.locator(".offer-fold")
    expect(page.locator(".results-head__count")).to_be_visible()
    total = page.locator(".offer-fold .offer").count()
    assert page.locator(".offer-fold[open]").count() == 0
    counts = page.locator(".offer-fold .group-count")
    assert sum(int(number) for number in counts.all_inner_texts()) == total
    assert page.evaluate("document.documentElement.scrollHeight") < 10_000

    opened = folds.nth(1)
    opened.locator("summary").click()
    page.get_by_label("Search these exercises").fill("deepfake")
    expect(page.locator(".results-head__count")).to_have_text(re.compile(r"^\d+ of "))
    shown = folds.filter(visible=True)
    assert 0 < shown.count() < folds.count()
    for fold in some(shown.all()):
        expect(fold).to_have_attribute("open", "")
        left = fold.locator(".offer").filter(visible=True).count()
        expect(fold.locator(".group-count")).to_have_text(str(left))
    jump = page.locator(".jump > li")
    expect(jump.filter(has_text="Exercises of 120 minutes")).not_to_be_visible()
    expect(jump.filter(has_text="Discussions")).to_be_visible()

    page.get_by_label("Search these exercises").fill("")
    expect(page.locator(".offer-fold[open]")).to_have_count(1)
    expect(opened).to_have_attribute("open", "")
    assert sum(int(number) for number in counts.all_inner_texts()) == total


def test_a_limit_that_leaves_all_discussions_opens_none(page: Page) -> None:
    """Who has 15 minutes picks a theme first; who has an audience too sees what fits it."""
    page.goto("train/?minutes=15")
    expect(page.locator(".offer-fold").first).to_be_visible()
    assert page.locator(".offer-fold[open]").count() == 0
    page.goto("train/?minutes=15&role=hr")
    expect(page.locator(".offer-fold .offer").filter(visible=True).first).to_be_visible()


def test_modules_stay_closed_until_they_are_opened(page: Page) -> None:
    """Players see the briefing and neither title nor question of later; a module opens by keyboard."""
    page.goto("x/5/")
    second = page.locator("details.module").nth(1)
    for told in ("A name comes up", "Where did you decide on something that you only believed?"):
        expect(page.get_by_text(told, exact=True)).not_to_be_visible()
    expect(page.get_by_text("Security has looked at the changes")).not_to_be_visible()

    second.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("open", "")
    expect(second.locator("summary")).to_have_text("Module 2 (18 minutes)")
    expect(page.get_by_text("Security has looked at the changes")).to_be_visible()
    assert page.locator("details.module[open]").count() == 1


def test_a_link_to_a_module_leads_to_it(page: Page) -> None:
    """Each module has an address of its own on both sides, and the former one leads to it."""
    for address in ("x/5/", f"train/{NAME}/players/", f"train/{NAME}/facilitator/"):
        page.goto(f"{address}#chat-groups")
        expect(page.locator("#chat-groups")).to_be_in_viewport()


def test_module_opens_wherever_its_head_is_clicked(page: Page) -> None:
    """The head of a module reaches from edge to edge."""
    page.goto("x/5/")
    widths = page.locator("details.module").first.evaluate(
        "(module) => [module.clientWidth, module.firstElementChild.offsetWidth]"
    )
    assert widths[0] == widths[1]


def test_questions_stay_with_their_answers_on_paper(page: Page) -> None:
    """No page of the guide ends with a question whose answer is overleaf."""
    page.goto(f"train/{NAME}/facilitator/")
    asked = [
        " ".join(text.split())
        for text in page.locator(".listen > li > p:first-child").all_inner_texts()
    ]
    heard = [
        " ".join(text.split()) for text in page.locator(".listen .listen__for").all_inner_texts()
    ]
    pages = [text.replace(" ", "") for text in paper.sheets(page, "A4")]

    assert len(asked) == len(heard) > 0
    for question, answer in zip(asked, heard, strict=True):
        on = [number for number, text in enumerate(pages) if "".join(question.split()) in text]
        assert any("".join(answer.split()) in pages[number] for number in on)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_decision_stays_with_its_outcome_on_paper(page: Page, real: Reading, size: str) -> None:
    """In a guide each module begins a page, and no decision is torn from what was done.

    What to know before stands on the first sheet, the checks it leads to on one; what only
    a screen can use stands on none. The eight wordiest guides are printed, by turns on one size
    of paper and on the other.
    """
    exercises = [exercise for exercise, _ in real.corpus.exercises()]
    wordy = sorted(exercises, key=lambda each: -sum(len(leaf.value) for leaf in leaves(each)))
    for exercise in some(wordy[size == "Letter" : 8 : 2]):
        page.goto(f"train/{exercise.id}/facilitator/")
        pages = [text.replace(" ", "") for text in paper.sheets(page, size)]
        assert pages[1].startswith("Module1:"), exercise.id
        checks = page.locator("#hot-wash ~ .check-list .check").all_inner_texts()
        assert checks
        names = [check.split()[0] for check in checks]
        assert any(all(name in text for name in names) for text in pages), exercise.id
        assert not any("Takeitwithyou" in text for text in pages), exercise.id
        modules = [text.partition(":")[0] for text in pages if text.startswith("Module")]
        wanted = [f"Module{number}" for number, _ in enumerate(exercise.modules, 1)]
        assert list(dict.fromkeys(modules)) == wanted, exercise.id
        decisions = page.locator(".guide-decision").all()
        assert len(decisions) == sum(module.decision is not None for module in exercise.modules)
        for decision in decisions:
            asked, done = (
                "".join(text.split())
                for text in (
                    decision.locator("h3 + div").inner_text(),
                    decision.locator(".listen__for").inner_text(),
                )
            )
            assert any(f"Decision{asked}" in text and done in text for text in pages), exercise.id


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_discussion_is_one_sheet(page: Page, real: Reading, size: str) -> None:
    """The longest sheets of each size of letter hold all four parts, and where the answers are."""
    corpus = real.corpus
    library = corpus.library
    longest = sorted(corpus.listed, key=lambda c: -sheets.discussion_length(c, library))
    small = [case for case in longest if sheets.is_long_discussion(case, library)]
    chosen = [*small[:2], *longest[len(small) :][:2]]
    assert len(chosen) == 4
    over = {}
    for case in chosen:
        page.goto(urls.train(case.id), wait_until="load")
        page.emulate_media(media="print")
        code = page.locator(".sheet-code img")
        expect(code).to_be_visible()
        assert code.evaluate("img => img.complete && img.naturalWidth > 0")
        first, *others = paper.sheets(page, size)
        if others:
            over[case.id] = others
        bare = first.replace(" ", "")
        assert f"{sites.ADDRESS}{urls.train(case.id)}·CCBY4.0" in bare
        assert f"{sites.ADDRESS}{urls.case(case.id)}#claims,asof" in bare
        said = [fact.text for fact in case.facts[:3]] + [claim.text for claim in case.claims[:3]]
        said += [entry.text for entry in case.why_it_matters]
        texts = ["".join(prose.plain(text).split()) for text in said]
        assert [text for text in some(texts) if text not in bare] == []
        assert bare.count("Yes/partly/no") == len(sheets.discussed_checks(case, library))
        assert "GIFT" not in bare

    assert over == {}


def test_players_page_prints_a_sheet_for_each_module(page: Page, real: Reading) -> None:
    """On paper every module is open and begins on a page of its own."""
    page.goto("x/5/")
    titles = [module.title for module in real.corpus.library.exercises[NAME].modules]
    pages = paper.sheets(page, "A4")
    starts = [
        next(at for at, text in enumerate(pages) if f"Module {number}" in text and title in text)
        for number, title in enumerate(titles, 1)
    ]

    assert starts == sorted(set(starts))
    assert starts[0] > 0
    assert "Security has looked at the changes" in pages[starts[1]]


@pytest.fixture
def platform(tmp_path: Path, site: Built) -> Iterator[str]:
    """A learning platform, as far as a package can see it: a page with an API, and a frame."""
    package = site.folder / "downloads" / "exercises" / f"{NAME}-quiz-scorm.zip"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "package")
    (tmp_path / "index.html").write_text(
        """<!doctype html><html lang="en"><title>Platform</title><script>
        window.told = {"cmi.core.lesson_status": "not attempted"};
        window.calls = [];
        window.API = {
          LMSInitialize: () => (calls.push("begin"), "true"),
          LMSFinish: () => (calls.push("end"), "true"),
          LMSGetValue: (name) => told[name] ?? "",
          LMSSetValue: (name, value) => ((told[name] = value), "true"),
          LMSCommit: () => (calls.push("commit"), "true"),
        };
        </script><iframe src="package/index.html" title="Course" width="900" height="900"></iframe>""",
        "utf-8",
    )
    with server.elsewhere(tmp_path) as address:
        yield address


def _choose(page: Page, frame: FrameLocator, *, rightly: bool) -> int:
    """Choose in every question the right option, or the first that is not; gives their number."""
    quiz = next(each for each in page.frames if each.url.endswith("package/index.html"))
    marks = quiz.evaluate("QUIZ.questions.map(({ options }) => options.map(({ right }) => right))")
    for place, rights in enumerate(marks):
        group = frame.locator("fieldset").nth(place)
        group.locator("label").nth(rights.index(rightly)).click()
    return len(marks)


def test_a_quiz_reports_to_the_platform(page: Page, platform: str) -> None:
    """A failed attempt shows no answer; a passed one shows them, and each choice is reported."""
    page.goto(platform)
    frame = page.frame_locator("iframe")
    submit = frame.get_by_role("button", name="Submit")
    expect(submit).to_be_visible()
    assert page.evaluate("told['cmi.core.lesson_status']") == "incomplete"
    expect(frame.locator("dt").first).to_have_text("Confirmed")

    count = _choose(page, frame, rightly=False)
    submit.click()
    expect(frame.get_by_role("status")).to_contain_text(f"0 of {count} right. You need 70 percent")
    assert frame.locator(".note").count() == 0
    told = page.evaluate("told")
    assert (told["cmi.core.lesson_status"], told["cmi.core.score.raw"]) == ("failed", "0")
    assert told["cmi.interactions.0.type"] == "choice"
    assert told["cmi.interactions.0.result"] == "wrong"

    frame.get_by_role("button", name="Try again").click()
    _choose(page, frame, rightly=True)
    submit.click()
    expect(frame.get_by_role("status")).to_contain_text(f"{count} of {count} right. You passed.")
    expect(frame.locator("fieldset").first).to_contain_text("Source:")
    told = page.evaluate("told")
    assert (told["cmi.core.lesson_status"], told["cmi.core.score.raw"]) == ("passed", "100")
    last = f"cmi.interactions.{2 * count - 1}"
    assert told[f"{last}.result"] == "correct"
    assert told[f"{last}.student_response"] == told[f"{last}.correct_responses.0.pattern"]

    page.evaluate("document.querySelector('iframe').remove()")
    assert page.evaluate("calls.at(-1)") == "end"
    assert page.evaluate("told['cmi.core.session_time']").count(":") == 2


def test_a_quiz_works_without_a_platform(page: Page, platform: str) -> None:
    """Opened from a folder it can be answered; who asks for the answers ends the test."""
    page.goto(f"{platform}package/index.html")
    for group in page.locator("fieldset").all():
        group.locator("label").last.click()
    page.get_by_role("button", name="Submit").click()

    expect(page.get_by_role("status")).to_contain_text("right.")
    page.get_by_role("button", name="Show the answers and end the test").click()
    expect(page.locator(".note").first).to_contain_text("Source:")
    expect(page.get_by_role("button")).to_have_count(0)
