"""Quizzes: one right answer that cannot be guessed, readable by other programs."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree as ET

import factories
import pytest
from casebook.base.packing import packed
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.downloads import gift, moodle, scorm
from casebook.reading.load import Loader, Reading
from casebook.training import grounds, quizzes, selection
from casebook.training.quizzes import Question, Quiz
from hypothesis import given
from hypothesis import strategies as st
from support.some import some

with warnings.catch_warnings():
    # It asks for the language of the machine in a way that Python is giving up.
    warnings.simplefilter("ignore", DeprecationWarning)
    from pygiftparser import parser

PUBLIC = Settings(site_url="https://casebook.example/")


def _corpus(base: Loader, **changes: object) -> Corpus:
    claim = factories.claim(**changes)
    case = factories.typed(factories.case(claims=[claim]))
    return corpora.build(base.load(only=[]).corpus.library, [case])


def _quiz(corpus: Corpus) -> Quiz:
    (case,) = corpus.listed
    return quizzes.quiz(case, corpus, PUBLIC)


def _all(corpus: Corpus) -> list[Question]:
    found = [quizzes.questions(case, corpus, PUBLIC) for case in corpus.listed]
    return [question for each in found for question in each]


# --------------------------------------------------------- what is asked


RECORD = "The shop names no number of its own, and nobody has shown one."
"""A reason long enough to judge by, without the word of any status."""


def test_a_question_shows_the_claim_and_what_is_on_record(base: Loader) -> None:
    """Who said it, who replied and what was found are enough to judge by, in no word of a status."""
    (question,) = _quiz(_corpus(base, reason=RECORD)).questions

    assert question.lines == (
        "“Thousands of customers were promised a refund.”",
        "Said by: The Daily, 10 April 2024",
        "Replies: Acme: Says it is not so. It speaks of a handful.",
        f"What we found: {RECORD}",
        "Which status fits?",
    )


def test_the_answer_says_why_it_fits_and_why_the_nearest_does_not(base: Loader) -> None:
    """The ground comes from the data; the status most easily chosen instead is ruled out by name."""
    (question,) = _quiz(_corpus(base, reason=RECORD)).questions

    assert question.feedback == (
        "Denied. A party it is about denies it (Acme), and there is no other evidence either way. "
        "Not disputed: that needs evidence or accounts on both sides, and nothing that settles it. "
        "Source: Shop bot promised refunds, customers say, The Daily. "
        "https://casebook.example/claims/acme-refund-bot/thousands/"
    )
    wrong = {option.id: option.feedback for option in question.options if not option.right}
    assert wrong["refuted"] == "That needs evidence that it is wrong."
    assert wrong["unverified"] == (
        "That needs a claim with no evidence either way and no response from anyone else involved. "
        "Even where it fits, denied goes before it."
    )


@pytest.mark.parametrize("status", factories.statuses().order)
def test_every_question_on_a_status_offers_all_of_them_in_one_order(
    base: Loader, status: str
) -> None:
    """The options are the same whatever is right, and only one is right."""
    changes = {"status": status, "outcome": "It was so." if status == "adjudicated" else None}
    (question,) = _quiz(_corpus(base, **changes)).questions

    assert [option.id for option in question.options] == list(factories.statuses().order)
    assert len([option for option in question.options if option.right]) == 1
    assert all(option.feedback for option in question.options)


def test_a_decision_says_which_way_it_went(base: Loader) -> None:
    """Answer and feedback give the outcome."""
    decided = {"by": "District Court", "on": "2024-06-03", "source": "notice"}
    corpus = _corpus(
        base,
        status="adjudicated",
        outcome="The court rejected it.",
        decided_by=decided,
        reason=RECORD,
        answers=[],
    )
    (question,) = _quiz(corpus).questions

    assert question.right.feedback == (
        "This very point was ruled on by District Court (3 June 2024). "
        "The outcome: The court rejected it. "
        "Neither refuted nor confirmed: a decision on the very point goes first, whichever way it went."
    )


def test_definitions_and_cases_are_read_before_the_questions(base: Loader) -> None:
    """The opening has the summary of the case and every status with its meaning, in order."""
    quiz = _quiz(_corpus(base))
    terms = base.load(only=[]).corpus.library.vocabularies["claim-status"]

    assert [label for label, _ in quiz.definitions] == [
        terms[name].label for name in factories.statuses().order
    ]
    assert quiz.about == (("Acme, March 2024", factories.case()["summary"]),)
    assert [line for line in quiz.opening if line.startswith("Refuted: ")]
    order = (
        "Where two would fit, choose the one that comes first here: Ruled on, Refuted, Retracted"
    )
    assert [line for line in quiz.opening if order in line]


def test_no_title_of_a_quiz_tells_the_case(few: Corpus) -> None:
    """The title is that of the exercise, or who and when; it is never the title of the case."""
    for case in some(few.listed):
        quiz = quizzes.quiz(case, few, PUBLIC)
        exercise = few.library.exercises.get(case.id)

        assert case.title not in quiz.title
        expected = exercise.title if exercise else quizzes.heading(case)
        assert quiz.title == f"Quiz: {expected}"


def test_no_name_in_a_question_bank_states_a_claim_as_a_fact(few: Corpus) -> None:
    """A bank shows names alone: each is short enough, the only one of its quiz, and asks."""
    for case in some(few.listed):
        names = [each.name for each in quizzes.questions(case, few, PUBLIC)]

        assert all(len(name) <= 255 for name in names), case.id
        assert len(set(names)) == len(names)


def test_a_status_that_states_no_need_is_ruled_out_by_its_meaning(base: Loader) -> None:
    """A vocabulary need not say what a status needs; then its definition says why it does not fit."""
    library = base.load(only=[]).corpus.library
    terms = dict(library.vocabularies["claim-status"])
    disputed = terms["disputed"]
    assert disputed.status
    traits = disputed.status.model_copy(update={"needs": None})
    terms["disputed"] = disputed.model_copy(update={"status": traits})
    changed = replace(library, vocabularies={**library.vocabularies, "claim-status": terms})
    case = factories.typed(factories.case(claims=[factories.claim(reason=RECORD)]))
    (question,) = _quiz(corpora.build(changed, [case])).questions
    (option,) = (each for each in question.options if each.id == "disputed")

    assert option.feedback == disputed.definition


def test_unverified_is_true_of_what_a_party_says_of_itself(base: Loader) -> None:
    """Who made a claim may be concerned by it; the answer speaks only of the others."""
    said = [{"kind": "company", "name": "Acme"}]
    changes = {"made_by": said, "status": "unverified", "answers": [], "reason": RECORD}
    (question,) = _quiz(_corpus(base, **changes)).questions

    assert "Said by: Acme" in question.text
    assert "Replies: none that we know of." in question.text
    assert question.right.feedback.startswith(
        "There is no evidence either way, and no one else involved has responded."
    )


def _asked(base: Loader, *claims: dict[str, object]) -> list[str]:
    """The claims that are asked about as they are, of a case with these."""
    case = factories.typed(factories.case(claims=list(claims), timeline=[], lessons=[]))
    corpus = corpora.build(base.load(only=[]).corpus.library, [case])
    return [each.claim.id for each in selection.asked(corpus)[case.id] if each.event is None]


def test_a_claim_whose_question_gives_its_answer_is_left_out(base: Loader) -> None:
    """The word of the status in what is read would answer it; so would nothing to judge by."""
    told = {"status": "confirmed", "answers": [{**ANSWER, "stance": "confirms"}]}
    claims = [
        factories.claim(**told, reason="Acme confirms that it happened in its shop.", id="told"),
        factories.claim(**told, reason="Too short.", id="short"),
        factories.claim(
            **told, reason="The firm spoke of it in court in May of that year.", id="fair"
        ),
    ]

    assert _asked(base, *claims) == ["fair"]


SUMMARY = "In March 2024 the bot of a shop promised refunds. The shop denied that there were many."


def test_the_summary_does_not_give_the_answer_either(base: Loader) -> None:
    """The summary is read before the questions, so its words count like those of the question."""
    changes = {"claims": [factories.claim(reason=RECORD)], "summary": SUMMARY}
    case = factories.typed(factories.case(**changes))
    corpus = corpora.build(base.load(only=[]).corpus.library, [case])

    assert all(each.answer != "denied" for each in some(selection.asked(corpus)[case.id]))


def test_no_real_question_gives_its_answer_where_another_could_be_asked(real: Reading) -> None:
    """Only a case without any other question may be asked about a claim that tells its status."""
    choice = selection._Choice(real.corpus)
    for name, found in some(choice.picked().items()):
        case = real.corpus.cases[name]
        told = [
            each for each in found if selection._told(each.answer, case, each.claim, real.corpus)
        ]

        assert not told or not (choice.clear[name] or choice.supposed[name]), name


@pytest.mark.parametrize(
    "text",
    [
        "Acme will pay a refund to each of its customers.",
        "The bot should have asked a person.",
        "The bot is better than a person in its answers.",
        "Acme acted deliberately.",
    ],
)
def test_promises_and_judgements_are_not_asked_about(base: Loader, text: str) -> None:
    """What is neither right nor wrong yet, or a matter of opinion, has no status to ask for."""
    assert _asked(base, factories.claim(text=text, reason=RECORD), SILENT) == ["silent"]


def test_a_motive_is_not_asked_about(base: Loader) -> None:
    """What somebody wanted is rarely shown."""
    wanted = factories.claim(about=["motive"], reason=RECORD)

    assert _asked(base, wanted, SILENT) == ["silent"]


def test_an_editor_can_keep_a_claim_out_of_quizzes(base: Loader) -> None:
    """Whoever finds a status that readers could argue about writes why."""
    kept = factories.claim(reason=RECORD, quiz_unsuitable="It depends on what a refund is.")

    assert _asked(base, kept, SILENT) == ["silent"]
    assert _asked(base, factories.claim(reason=RECORD), SILENT) == ["thousands", "silent"]


SILENT = factories.claim(id="silent", status="unverified", answers=[], reason=RECORD)
"""A claim that can be asked about as it is."""
ANSWER = factories.claim()["answers"][0]
OWN = {"made_by": [{"kind": "company", "name": "Acme"}]}
DENIES = "A party it is about denies it (Acme), and there is no other evidence either way."
TWO = {"sources": ["daily", "notice"]}


@pytest.mark.parametrize(
    ("status", "changes", "ground"),
    [
        ("refuted", TWO, "Evidence from a source other than the claim's shows that it is wrong."),
        ("refuted", {**TWO, "answers": [{**ANSWER, "stance": "disputes"}]}, ""),
        (
            "retracted",
            {**OWN, "answers": [{**ANSWER, "stance": "corrects"}]},
            "Whoever said it has withdrawn it (Acme).",
        ),
        ("retracted", {"answers": [{**ANSWER, "stance": "corrects"}]}, ""),
        (
            "confirmed",
            {"answers": [{**ANSWER, "stance": "confirms"}]},
            "The party it counts against admitted it (Acme).",
        ),
        ("confirmed", {"answers": [{**ANSWER, "stance": "corrects"}]}, ""),
        ("confirmed", {"answers": []}, ""),
        (
            "confirmed",
            {**OWN, "answers": [], "reason": "Acme said so against its own interest."},
            "The party itself said so, against its own interest.",
        ),
        (
            "corroborated",
            {**TWO, "answers": []},
            "One independent source supports it, and we know of no second one.",
        ),
        ("corroborated", {"answers": []}, ""),
        ("denied", {}, DENIES),
        ("denied", OWN, ""),
        ("denied", {"answers": [ANSWER, {**ANSWER, "stance": "corrects"}]}, ""),
        (
            "disputed",
            {**TWO, "answers": [{**ANSWER, "stance": "corrects"}]},
            "There is another account, which contradicts it (Acme), and nothing settles it.",
        ),
        ("disputed", {}, ""),
        ("disputed", {"answers": [{**ANSWER, "stance": "corrects"}]}, ""),
        (
            "unverified",
            {"answers": [{**ANSWER, "stance": "declines"}]},
            "There is no evidence either way, and no one else involved has responded (Acme: no comment).",
        ),
        ("unverified", {}, ""),
        ("unverified", {**TWO, "answers": []}, ""),
        ("adjudicated", {}, ""),
    ],
)
def test_a_ground_is_named_only_where_the_data_show_no_other(
    status: str, changes: dict[str, object], ground: str
) -> None:
    """A claim whose data would support another status too has no ground that a quiz could name."""
    claim = factories.claim(**{"status": status, **changes})
    case = factories.typed(factories.case(claims=[claim], sources=PRESS, timeline=[], lessons=[]))

    assert grounds.because(case, case.claims[0], factories.statuses()[status]) == ground


PRESS = [{**source, "kind": "press", "derives_from": []} for source in factories.case()["sources"]]


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        ("primary", "A document shows it: {title} ({publisher})."),
        ("court", ""),
    ],
)
def test_a_document_is_named_and_a_ruling_is_not_asked_about_as_one(kind: str, ground: str) -> None:
    """Beside a body that decides, readers could call a confirmed claim decided."""
    sources = [{**PRESS[0], "kind": kind}, *PRESS[1:]]
    claim = factories.claim(status="confirmed", answers=[], sources=[sources[0]["id"]])
    case = factories.typed(factories.case(claims=[claim], sources=sources, timeline=[], lessons=[]))
    expected = ground.format_map(sources[0])

    assert grounds.because(case, case.claims[0], factories.statuses()["confirmed"]) == expected


def test_three_sources_of_their_own_confirm_a_claim() -> None:
    """One carries the claim and two support it."""
    sources = [*PRESS, factories.source()]
    claim = factories.claim(status="confirmed", answers=[], sources=[s["id"] for s in sources])
    case = factories.typed(factories.case(claims=[claim], sources=sources, timeline=[], lessons=[]))

    assert grounds.because(case, case.claims[0], factories.statuses()["confirmed"]) == (
        "Two independent sources support it, in addition to the claimant."
    )


# -------------------------------------------------------- what is supposed


def test_where_no_claim_is_clear_an_event_is_supposed(base: Loader) -> None:
    """The question tells an event, asks for the status after it, and says that it is made up."""
    changes = {"status": "unverified", "answers": [], "reason": RECORD, **TWO}
    (question,) = _quiz(_corpus(base, **changes)).questions
    traits = factories.statuses()[question.right.id]

    (event,) = (each for each in traits.suppose if question.lines[-2].endswith(each))

    assert question.id == f"acme-refund-bot/thousands.suppose-{selection.Event('', event).id}"
    assert question.lines[-1] == "Which status would fit then?"
    assert "The event is made up: the claim is unverified." in question.right.feedback
    assert f"what this status needs: {traits.needs}." in question.right.feedback


def test_what_others_have_said_is_overruled_only_from_above(base: Loader) -> None:
    """Where a party has spoken, only a ruling, evidence or a withdrawal decides whatever else is known."""
    changes = {"status": "disputed", "reason": RECORD, "about": ["motive"]}
    (asked,) = selection.asked(_corpus(base, **changes))["acme-refund-bot"]

    assert asked.event
    assert factories.statuses()[asked.answer].ground in {"ruling", "rebuttal", "withdrawal"}


@pytest.mark.parametrize("status", factories.statuses().order)
def test_no_event_has_the_word_of_its_status(base: Loader, status: str) -> None:
    """The event would answer its own question."""
    term = base.load(only=[]).corpus.library.term("claim-status", status)

    assert term.status
    for event in some(term.status.suppose):
        assert not selection.stems(term.label, 4) & selection.stems(event, 4)


def test_a_case_has_a_quiz_even_if_no_claim_is_fair(base: Loader) -> None:
    """Where no claim can be asked about in another way, one is asked about all the same."""
    corpus = _corpus(base, text="Acme will pay.", reason="Acme denied it.", status="denied")

    assert len(_quiz(corpus).questions) == 1


def test_a_case_with_a_choice_gives_way_to_one_without(base: Loader) -> None:
    """Whoever can only be asked about a disputed claim is; the case before it asks another question."""
    reason = "Both sides gave an account of that day, and nobody has compared the two."
    answer = {**ANSWER, "stance": "corrects"}
    told = {"reason": reason, "text": "The bot promised refunds.", "answers": [answer], **TWO}
    either = [
        factories.claim(id="one", status="disputed", **told),
        factories.claim(id="two", status="refuted", **told),
    ]
    cases = [
        factories.typed(factories.case(id="a-case", claims=either)),
        factories.typed(factories.case(id="b-case", claims=either[:1])),
    ]
    asked = selection.asked(corpora.build(base.load(only=[]).corpus.library, cases))

    assert {name: [each.claim.id for each in found] for name, found in asked.items()} == {
        "a-case": ["two"],
        "b-case": ["one"],
    }


def test_written_questions_keep_one_order(base: Loader, real: Reading) -> None:
    """Options written by hand are offered by alphabet, so their order gives nothing away."""
    written = [q for q in _all(real.corpus) if len(q.options) == 4]

    assert written
    for question in written:
        labels = [option.label.casefold() for option in question.options]
        assert labels == sorted(labels), question.id
        assert all(option.feedback for option in some(question.options)), question.id


# ------------------------------------------------------------ guessing


def _guesses(question: Question, length: int) -> dict[str, list[int]]:
    """What each way of guessing picks: places of options that it likes equally.

    The guesser sees the options, how long they are, and which words they share
    with the question; it has not read what the words mean.
    """
    labels = [option.label for option in question.options]
    sizes = [len(label) for label in labels]
    asked = selection.stems(question.text, length)
    shared = [len(selection.stems(label, length) & asked) for label in labels]
    places = range(len(labels))

    def best(values: list[int]) -> list[int]:
        return [place for place in places if values[place] == max(values)]

    def worst(values: list[int]) -> list[int]:
        return [place for place in places if values[place] == min(values)]

    def others(left_out: list[int]) -> list[int]:
        return [place for place in places if place not in left_out] or list(places)

    rarely = worst(shared)
    return {
        "longest": best(sizes),
        "shortest": worst(sizes),
        "not the longest": others(best(sizes)),
        "not the shortest": others(worst(sizes)),
        f"not most words in common ({length})": others(best(shared)),
        f"most words in common ({length})": best(shared),
        f"fewest words in common ({length})": rarely,
        f"longest of those with fewest ({length})": [
            place for place in rarely if sizes[place] == max(sizes[each] for each in rarely)
        ],
        **{f"always option {place + 1}": [place] for place in places},
        **{
            f"option {place + 1} unless it shares a word ({length})": (
                [place] if place in rarely else rarely
            )
            for place in places
        },
    }


def _above_chance(questions: list[Question]) -> dict[str, float]:
    """For each way of guessing, points above the score of one who throws dice."""
    scores: defaultdict[str, float] = defaultdict(float)
    chance = sum(1 / len(question.options) for question in questions)
    for question in questions:
        right = question.options.index(question.right)
        picks = {
            name: pick for size in (4, 5, 6) for name, pick in _guesses(question, size).items()
        }
        for name, picked in picks.items():
            scores[name] += (right in picked) / len(picked)
    return {name: 100 * (score - chance) / len(questions) for name, score in scores.items()}


def test_guessing_gains_at_most_five_points(real: Reading) -> None:
    """On the real cases no guesser of options, lengths and shared words is 5 points above chance.

    The questions on a status and the written ones are held to it apart: neither
    kind makes up for the other.
    """
    every = _all(real.corpus)
    statuses = len(factories.statuses().order)
    for kind in (
        [q for q in every if len(q.options) == statuses],
        [q for q in every if len(q.options) == 4],
    ):
        assert len(kind) >= 8
        gains = _above_chance(kind)
        assert {name: gain for name, gain in some(gains.items()) if gain > 5} == {}


def test_the_guesser_finds_what_gives_an_answer_away(base: Loader) -> None:
    """Where the right option shares a word with the question, or is always the same, it scores."""
    corpus = _corpus(base, text="Acme will pay.", reason="Acme denied it.", status="denied")
    gains = _above_chance(list(_quiz(corpus).questions))

    assert gains["most words in common (5)"] > 80
    assert max(gains[name] for name in gains if name.startswith("always")) > 80


# -------------------------------------------------- read by other programs


def test_signs_of_html_stay_text_in_gift(base: Loader) -> None:
    """Whoever imports the file gets what was written, and no markup of a stranger's."""
    quiz = _quiz(_corpus(base, text="It wrote `<script>` and [html] on the page."))
    _, read = parser.parseFile(io.StringIO(gift.bank(quiz)))

    assert (read.markup, read.text) == ("plain", gift.escaped(quiz.questions[0].text))


def test_every_quiz_is_read_by_a_gift_parser(few: Corpus) -> None:
    """A parser that we did not write finds the opening, each question, one right option, and feedback."""
    for case in some(few.listed):
        quiz = quizzes.quiz(case, few, PUBLIC)
        written = gift.bank(quiz)
        opening, *read = parser.parseFile(io.StringIO(written))

        assert quiz.definitions[0][1] in opening.text.replace("\\", "")
        assert len(read) == len(quiz.questions), case.id
        for mine, theirs in zip(quiz.questions, read, strict=True):
            assert theirs.valid, (case.id, mine.id)
            assert theirs.title == gift.escaped(mine.name)
            assert f"// [id:{mine.id}]" in written
            assert theirs.generalFeedback
            marks = [answer.fraction for answer in theirs.answers.answers]
            assert sorted(marks) == [0] * (len(mine.options) - 1) + [100]


@given(st.text(min_size=1))
def test_no_sign_breaks_out_of_gift(text: str) -> None:
    """Whatever a text holds, no sign of the format stays unescaped and no line ends."""
    made = gift.escaped(text)

    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", made)


def test_every_quiz_is_moodle_xml(few: Corpus) -> None:
    """Each question keeps its id, has one right answer worth everything, and feedback with a link."""
    for case in some(few.listed):
        quiz = quizzes.quiz(case, few, PUBLIC)
        root = ET.fromstring(moodle.bank(quiz))  # noqa: S314 - our own
        found = root.findall("question[@type='multichoice']")

        assert len(root.findall("question[@type='category']")) == 1
        (opening,) = root.findall("question[@type='description']")
        assert all(
            label in (opening.findtext("questiontext/text") or "")
            for label, _ in some(quiz.definitions)
        )
        assert [node.findtext("idnumber") for node in found] == [each.id for each in quiz.questions]
        for node, mine in zip(found, quiz.questions, strict=True):
            marks = sorted(answer.get("fraction") or "" for answer in node.findall("answer"))
            assert marks == ["0"] * (len(mine.options) - 1) + ["100"]
            assert node.findtext("single") == "true"
            assert node.findtext("name/text") == mine.name
            assert f'href="{mine.link}"' in (node.findtext("generalfeedback/text") or "")


def test_markup_in_a_claim_stays_text(base: Loader) -> None:
    """What looks like a tag is shown to learners as it is."""
    quiz = _quiz(_corpus(base, text="It said <b>no</b> & left."))
    root = ET.fromstring(moodle.bank(replace(quiz, title="A & B / C")))  # noqa: S314 - our own
    question = root.find("question[@type='multichoice']")

    assert question is not None
    assert "&lt;b&gt;no&lt;/b&gt; &amp; left." in (question.findtext("questiontext/text") or "")
    assert root.findtext(".//category/text") == "$course$/top/AI Governance Casebook/A & B // C"


def test_a_scorm_package_says_what_it_holds(base: Loader) -> None:
    """The manifest names version 1.2, one object to run, its pass mark, and every file in the package."""
    package = scorm.package(_quiz(_corpus(base, reason=RECORD)))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = set(archive.namelist())
        root = ET.fromstring(archive.read("imsmanifest.xml"))  # noqa: S314 - our own
        questions = archive.read("questions.js").decode()
    cp, adl = f"{{{scorm._CP}}}", f"{{{scorm._ADL}}}"
    resource = root.find(f"{cp}resources/{cp}resource")
    item = root.find(f"{cp}organizations/{cp}organization/{cp}item")

    assert root.findtext(f"{cp}metadata/{cp}schemaversion") == "1.2"
    assert resource is not None
    assert item is not None
    assert resource.get(f"{adl}scormtype") == "sco"
    assert item.findtext(f"{adl}masteryscore") == str(quizzes.PASS_MARK)
    assert item.get("identifierref") == resource.get("identifier")
    files = {node.get("href") for node in resource.findall(f"{cp}file")}
    assert files | {"imsmanifest.xml"} == names
    assert resource.get("href") in files
    data = json.loads(questions.removeprefix("window.QUIZ = ").rstrip().removesuffix(";"))
    assert [each["id"] for each in data["questions"]] == ["acme-refund-bot/thousands"]
    assert data["pass"] == quizzes.PASS_MARK


def test_zip_files_do_not_tell_the_time() -> None:
    """The same files give the same bytes, whenever they are packed."""
    made = packed({"a.txt": "one", "b.txt": b"two"})

    assert made == packed({"a.txt": "one", "b.txt": b"two"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}
        assert archive.read("b.txt") == b"two"
