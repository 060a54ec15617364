"""Exercises: they rest on their case, they do not run ahead of it, and they fit their time."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base import dates
from casebook.base.problems import Loc
from casebook.base.prose import plain
from casebook.base.words import counted, did_you_mean, shortened
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.exercise import Exercise, Module
from casebook.model.walk import Leaf, leaves
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule
from casebook.training import exercises, secret

_LEAST_AROUND = 5
"""Minutes that a briefing and a hot wash take at the very least."""
_OPTIONS = 4
"""Options of a written question of the quiz."""
_CORRECT = "Correct the id, or add the part to the case."


def _played(corpus: Corpus) -> Iterator[tuple[Exercise, Case, str]]:
    """Every exercise that can be played, its case, and the file it stands in."""
    for exercise, case in corpus.exercises():
        yield exercise, case, f"docs/exercises/{exercise.id}.yml"


@corpus_rule(
    Rule(
        "exercises/unknown-case",
        "An exercise is made from a case that is published.",
        "Players are sent to the case afterwards.",
        "Give it the id of a published case, or publish the case first.",
    )
)
def unknown_case(corpus: Corpus) -> Iterator[Finding]:
    """Find exercises without a published case."""
    played = {exercise.id for exercise, _, _ in _played(corpus)}
    published = [case.id for case in corpus.listed]
    for exercise in corpus.library.exercises.values():
        if exercise.id not in played:
            yield Finding(
                ("id",),
                f"there is no published case `{shortened(exercise.id)}`",
                did_you_mean(exercise.id, published, "Publish the case first."),
                path=f"docs/exercises/{exercise.id}.yml",
            )


@corpus_rule(
    Rule(
        "exercises/unknown-part",
        "Every part of the case that an exercise names exists, facts as facts and claims as claims.",
        "What players are told must be what the case says.",
        _CORRECT,
    )
)
def unknown_part(corpus: Corpus) -> Iterator[Finding]:
    """Find facts, claims and moments that the case does not hold."""
    for exercise, case, path in _played(corpus):
        for leaf, known, noun in _parts(exercise, case):
            if leaf.value not in known:
                yield Finding(
                    leaf.loc,
                    f"the case has no {noun} `{shortened(leaf.value)}`",
                    did_you_mean(leaf.value, known, _CORRECT),
                    path=path,
                )


def _parts(exercise: Exercise, case: Case) -> Iterator[tuple[Leaf, list[str], str]]:
    """Each id of a part of the case, the ids that it can be, and what such a part is called."""
    facts = [fact.id for fact in case.facts]
    claims = [claim.id for claim in case.claims]
    every = [*facts, *claims, *(moment.id for moment in case.timeline)]
    lists = {"known": (facts, "fact"), "heard": (claims, "claim")}
    for leaf in leaves(exercise):
        if leaf.ref == "case-part":
            yield leaf, *lists.get(str(leaf.loc[-2]), (every, "claim, fact or moment"))


@corpus_rule(
    Rule(
        "exercises/ahead-of-time",
        "Players are told nothing that was not yet known or said at that point in time.",
        "An exercise trains people to decide before they know everything; a later fact would give it away.",
        "Move the fact or claim to a later module, or correct a date.",
    )
)
def ahead_of_time(corpus: Corpus) -> Iterator[Finding]:
    """Find facts and claims that are later than their module, and modules out of order.

    Players sit inside the organisation: a fact counts from the day it happened.
    """
    for exercise, case, path in _played(corpus):
        known = {fact.id: fact.on or fact.known_on for fact in case.facts}
        made = {claim.id: claim.made_on for claim in case.claims}
        before: Module | None = None
        for position, module in enumerate(exercise.modules):
            loc = ("modules", position)
            if before and dates.parse(module.at).last < dates.parse(before.at).first:
                yield Finding((*loc, "at"), f"{module.at} stands after {before.at}", path=path)
            yield from _later(module, known, (*loc, "known"), path)
            yield from _later(module, made, (*loc, "heard"), path)
            before = module


def _later(module: Module, since: dict[str, str | None], loc: Loc, path: str) -> Iterator[Finding]:
    until = dates.parse(module.at).last
    for position, name in enumerate(getattr(module, str(loc[-1]))):
        when = since.get(name)
        if when and dates.parse(when).first > until:
            yield Finding(
                (*loc, position), f"`{name}` is of {when}, the module plays {module.at}", path=path
            )


@corpus_rule(
    Rule(
        "exercises/given-away",
        "Nothing that players are told at the start gives away an inject, the advice or the outcome.",
        "Players who read the outcome have nothing left to decide.",
        "Say it in the inject, the advice or the outcome alone.",
    )
)
def given_away(corpus: Corpus) -> Iterator[Finding]:
    """Find sentences of the facilitator that players read on their page, sheets or slides."""
    for exercise, case, path in _played(corpus):
        told = " ".join(_told(exercise, case))
        for loc, hidden in _secrets(exercise):
            if hidden in told:
                yield Finding(loc, "players read this from the start", path=path)


def _told(exercise: Exercise, case: Case) -> Iterator[str]:
    """Everything that players read, as bare text."""
    said = {fact.id: fact.text for fact in case.facts}
    said |= {claim.id: claim.text for claim in case.claims}
    yield from map(plain, [exercise.title, exercise.briefing, *exercise.hot_wash])
    yield from (plain(objective.text) for objective in exercise.objectives)
    for module in exercise.modules:
        yield from map(plain, [module.title, module.situation])
        yield from (plain(said.get(name, "")) for name in (*module.known, *module.heard))
        yield from (plain(question.text) for question in module.questions)
        yield plain(module.decision.text) if module.decision else ""


def _secrets(exercise: Exercise) -> Iterator[tuple[Loc, str]]:
    """Every sentence that is the facilitator's alone, as bare text, with its place."""
    for number, module in enumerate(exercise.modules):
        loc: Loc = ("modules", number)
        for position, inject in enumerate(module.injects):
            yield (*loc, "injects", position, "text"), plain(inject.text)
        for position, question in enumerate(module.questions):
            yield (*loc, "questions", position, "listen_for"), plain(question.listen_for)
        if module.decision:
            yield (*loc, "decision", "happened"), plain(module.decision.happened)
        if module.bridge:
            yield (*loc, "bridge"), plain(module.bridge)


@corpus_rule(
    Rule(
        "exercises/names-the-case",
        "Nothing that players read or hear before the debrief names the case or an organisation in it.",
        "Players who can look the case up have nothing left to decide.",
        "Add the name to `cast` with an invented one, or write the sentence without it.",
    )
)
def names_the_case(corpus: Corpus) -> Iterator[Finding]:
    """Find texts of the exercise that still name the case after the cast has been applied."""
    for exercise, case, path in _played(corpus):
        if any(leaf.value not in known for leaf, known, _ in _parts(exercise, case)):
            continue  # another rule speaks of it
        hidden = secret.words(exercise, case)
        for loc, text in _said(exercise, case, corpus):
            for word in secret.given_away(plain(text), hidden):
                yield Finding(loc, f"players read `{shortened(word)}` here", path=path)


def _said(exercise: Exercise, case: Case, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    """Everything that players read or hear, as they get it, with its place in the exercise."""
    guide = exercises.facilitator(exercise, case, corpus)
    side = guide.players
    yield ("title",), side.title
    yield ("briefing",), side.briefing
    yield from ((("objectives", n, "text"), aim) for n, aim in enumerate(side.objectives))
    yield from ((("hot_wash", n), text) for n, text in enumerate(side.hot_wash))
    for number, each in enumerate(guide.guides):
        loc: Loc = ("modules", number)
        part = each.part
        # The guide has the injects by their minute, the file in any order.
        places = {inject.id: n for n, inject in enumerate(exercise.modules[number].injects)}
        yield (*loc, "id"), part.id
        yield (*loc, "title"), part.title
        yield (*loc, "situation"), part.situation
        yield (*loc, "decision", "text"), part.decision
        yield (*loc, "bridge"), each.bridge
        yield from (((*loc, "known", n), known.text) for n, known in enumerate(part.known))
        yield from (
            ((*loc, "heard", n), f"{said.text} {said.by}") for n, said in enumerate(part.heard)
        )
        yield from (((*loc, "questions", n, "text"), q.text) for n, q in enumerate(each.questions))
        yield from (
            ((*loc, "injects", places[inject.id], "text"), f"{inject.via} {inject.text}")
            for inject, _ in each.injects
        )


@corpus_rule(
    Rule(
        "exercises/no-cast",
        "An exercise has an invented name for the main organisation of its case.",
        "Facts and claims of the case name the organisation; its players work for an invented one.",
        "Add the organisation's name, as the texts of the case use it, to `cast`.",
    )
)
def no_cast(corpus: Corpus) -> Iterator[Finding]:
    """Find exercises whose cast leaves out the first organisation of the case."""
    for exercise, case, path in _played(corpus):
        for organisation in case.organisations[:1]:
            if not any(each.real in organisation.name for each in exercise.cast):
                message = f"`{shortened(organisation.name)}` has no invented name"
                yield Finding(("id",), message, path=path)


@corpus_rule(
    Rule(
        "exercises/same-code",
        "No two exercises share a code.",
        "The code is the address of the players' page.",
        "Give the later one a number that no exercise has had.",
    )
)
def same_code(corpus: Corpus) -> Iterator[Finding]:
    """Find exercises with the code of an earlier one."""
    seen: dict[str, str] = {}
    for exercise, _, path in _played(corpus):
        first = seen.setdefault(exercise.code, exercise.id)
        if first != exercise.id:
            message = f"`{exercise.code}` is the code of `{shortened(first)}`"
            yield Finding(("code",), message, path=path)


@list_rule(
    Rule(
        "exercises/unknown-inject",
        "A question that waits for an inject names one of its own module.",
        "The question would never be asked.",
        "Correct the id, or delete `after`.",
    ),
    Exercise,
)
def unknown_inject(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find questions that wait for an inject which the module does not have."""
    for number, module in enumerate(exercise.modules):
        injects = [inject.id for inject in module.injects]
        for position, question in enumerate(module.questions):
            if question.after and question.after not in injects:
                yield Finding(
                    ("modules", number, "questions", position, "after"),
                    f"the module has no inject `{shortened(question.after)}`",
                    did_you_mean(question.after, injects, "Correct the id, or delete `after`."),
                )


@list_rule(
    Rule(
        "exercises/no-bridge",
        "Between two modules, the facilitator says how the story continues.",
        "The next module follows the real case, even if the room has decided otherwise.",
        "Add `bridge` to the earlier module: `In this story the payment went out`, for example.",
    ),
    Exercise,
)
def no_bridge(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find modules with a decision and no sentence that leads to the next one."""
    for number, module in enumerate(exercise.modules[:-1]):
        if module.decision and not module.bridge:
            message = f"`{module.id}` ends with a decision and has no bridge"
            yield Finding(("modules", number, "id"), message)


@list_rule(
    Rule(
        "exercises/source-or-invented",
        "An inject names the parts of the case it is made from, or is marked as invented.",
        "Players must be able to tell afterwards what was real.",
        "Add `refs`, or write `invented: true`; not both.",
    ),
    Exercise,
)
def source_or_invented(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find injects that are neither, or both."""
    for number, module in enumerate(exercise.modules):
        for position, inject in enumerate(module.injects):
            loc = ("modules", number, "injects", position, "id")
            if inject.refs and inject.invented:
                yield Finding(loc, f"`{inject.id}` is called invented and names parts of the case")
            elif not inject.refs and not inject.invented:
                yield Finding(loc, f"`{inject.id}` says neither what it is made from nor invented")


@list_rule(
    Rule(
        "exercises/minutes",
        "The modules fit into the exercise's time, and the injects into their module's.",
        "A trainer plans the room by these minutes.",
        f"Change the minutes; leave at least {_LEAST_AROUND} for briefing and hot wash.",
    ),
    Exercise,
)
def minutes(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find modules and injects that do not fit."""
    needed = sum(module.minutes for module in exercise.modules) + _LEAST_AROUND
    if needed > exercise.minutes:
        yield Finding(
            ("minutes",),
            f"the modules take {needed - _LEAST_AROUND:g} minutes, the exercise {exercise.minutes:g}",
        )
    for number, module in enumerate(exercise.modules):
        for position, inject in enumerate(module.injects):
            if inject.minute >= module.minutes:
                yield Finding(
                    ("modules", number, "injects", position, "minute"),
                    f"minute {inject.minute:g} lies after the module of {module.minutes:g} minutes",
                )


@list_rule(
    Rule(
        "exercises/duplicate-id",
        "No two modules share an id, and no two injects do.",
        "The ids of modules become addresses, and injects are referred to by id.",
        "Give one of them another id.",
    ),
    Exercise,
)
def duplicate_id(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find modules or injects that share an id."""
    modules: set[str] = set()
    injects: set[str] = set()
    for number, module in enumerate(exercise.modules):
        loc: Loc = ("modules", number)
        if module.id in modules:
            yield Finding((*loc, "id"), f"`{module.id}` is taken by an earlier module")
        modules.add(module.id)
        for position, inject in enumerate(module.injects):
            if inject.id in injects:
                yield Finding(
                    (*loc, "injects", position, "id"),
                    f"`{inject.id}` is taken by an earlier inject",
                )
            injects.add(inject.id)


@list_rule(
    Rule(
        "exercises/quiz-options",
        "A written question of the quiz has four options, one of them right, and an id of its own.",
        "A learning platform marks one option as right and knows a question by its id.",
        "Mark one of four options with `right: true`, and give each question its own id and each "
        "option its own text.",
    ),
    Exercise,
)
def quiz_options(exercise: Exercise, _library: Library) -> Iterator[Finding]:
    """Find questions with no or several right options, and what two of them share."""
    ids: set[str] = set()
    for number, question in enumerate(exercise.quiz):
        loc: Loc = ("quiz", number)
        if len(question.options) > _OPTIONS:
            yield Finding((*loc, "id"), f"`{question.id}` has {len(question.options)} options")
        right = sum(option.right for option in question.options)
        if right != 1:
            given = counted(right, "right option")
            yield Finding((*loc, "id"), f"`{question.id}` has {given}")
        if question.id in ids:
            yield Finding((*loc, "id"), f"`{question.id}` is taken by an earlier question")
        ids.add(question.id)
        if len({option.text.casefold() for option in question.options}) < len(question.options):
            yield Finding((*loc, "id"), f"`{question.id}` has one option twice")
