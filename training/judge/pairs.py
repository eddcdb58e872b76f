"""Labelled pairs from what authors wrote: (key point with its question, stretch of an answer) and what it says of it.

Every sentence that states a point also contradicts a counterpart of it, and every wrong one also states its own
counterpart, with the same weight; so nothing can be learned from the sentence alone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training.judge.authored import Answer, Claim, Sentence, Statement

STATES, CONTRADICTS, NEITHER = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
# Half of a point: neither stated nor left out.
HALF = (0.5, 0.0, 0.5)
LONGEST_STRETCH = 3
# Most stretches say nothing of most points; of those so many are kept, or they would be nearly all there is.
NEITHER_KEPT = 0.2
LONGER_KEPT = 0.6
OTHER_POINTS = 2
PARTS_KEPT = 0.5
# What a part of a story is, as the judge is asked for it.
PARTS = {
    "situation": "The speaker tells who, where and what the trouble or the setting was",
    "task": "The speaker tells what they had to achieve or were responsible for",
    "own_action": "The speaker tells a concrete thing that they did themselves",
    "decision_reason": "The speaker gives the reason why it was done this way",
    "alternatives": "The speaker names another way that was weighed or could have been taken",
    "obstacle": "The speaker tells what was hard or went wrong",
    "others": "The speaker tells who else was involved and what they did or said",
    "measure": "The speaker gives a figure or a check by which one can tell",
    "result": "The speaker tells what came of it",
    "lesson": "The speaker tells what they learned or do differently since",
    "technology": "The speaker tells which tool or technique was used and for what",
}


@dataclass(frozen=True)
class Pair:
    """`target` is the share of states, contradicts and neither; `kind` says where the pair comes from."""

    question_id: str
    question: str
    point: str
    text: str
    target: tuple[float, float, float]
    kind: str
    author: str


def pairs(statements: Sequence[Statement], answers: Sequence[Answer], seed: int) -> list[Pair]:
    """The pairs of all questions, in the order of their ids."""
    rng = random.Random(seed)
    by_point: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for each in statements:
        by_point[each.author, each.question_id, each.point].append(each)
    false: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in statements:
        if each.counterpart:
            false[each.question_id, each.point].append(each.counterpart)
    made = [pair for found in by_point.values() for pair in _of_statements(found, false, rng)]
    made += _of_other_points(by_point, rng)
    for answer in answers:
        made += _of_answer(answer, false, rng) if answer.points else _of_story(answer, rng)
    return sorted(made, key=lambda pair: pair.question_id)


def _of_statements(
    found: Sequence[Statement], false: Mapping[tuple[str, str], list[str]], rng: random.Random
) -> Iterator[Pair]:
    for each in found:
        wrong = false[each.question_id, each.point]
        if each.sign == "+":
            yield _pair(each, each.point, each.text, STATES, "states")
            yield _pair(each, rng.choice(wrong), each.text, CONTRADICTS, "states, counterpart")
        elif each.sign == "-":
            yield _pair(each, each.point, each.text, CONTRADICTS, "contradicts")
            if each.counterpart:
                yield _pair(each, each.counterpart, each.text, STATES, "contradicts, counterpart")
        else:
            yield _pair(each, each.point, each.text, NEITHER, "neither")
            if rng.random() < 0.5:
                yield _pair(each, rng.choice(wrong), each.text, NEITHER, "neither, counterpart")
    first = found[0]
    chosen = rng.choice(false[first.question_id, first.point])
    yield _pair(first, first.point, chosen, CONTRADICTS, "point and counterpart")
    yield _pair(first, chosen, first.point, CONTRADICTS, "point and counterpart")


def _of_other_points(by_point: Mapping[tuple[str, str, str], list[Statement]], rng: random.Random) -> Iterator[Pair]:
    """What is said of another point of the same question, right and wrong, says nothing of this one."""
    by_question: dict[tuple[str, str], list[str]] = defaultdict(list)
    for author, question_id, point in by_point:
        by_question[author, question_id].append(point)
    for (author, question_id), points in by_question.items():
        for point in points:
            others = [other for other in points if other != point]
            for other in rng.sample(others, min(OTHER_POINTS, len(others))):
                for sign in "+-":
                    said = [each for each in by_point[author, question_id, other] if each.sign == sign]
                    if said:
                        chosen = rng.choice(said)
                        yield _pair(chosen, point, chosen.text, NEITHER, "other point")


def _of_answer(answer: Answer, false: Mapping[tuple[str, str], list[str]], rng: random.Random) -> Iterator[Pair]:
    for stretch in stretches(answer.sentences):
        text = " ".join(each.text for each in stretch)
        for number, point in enumerate(answer.points):
            target = target_of(stretch, str(number))
            is_kept = rng.random() < (NEITHER_KEPT if target == NEITHER else LONGER_KEPT if len(stretch) > 1 else 1.0)
            if target is None or not is_kept:
                continue
            wrong = false[answer.question_id, point]
            made = Pair(
                answer.question_id, answer.question, point, text, target, f"answer, {answer.kind}", answer.author
            )
            yield made
            own = [each.counterparts[str(number)] for each in stretch if str(number) in each.counterparts]
            if target == STATES and wrong:
                yield _against(made, rng.choice(wrong), CONTRADICTS)
            elif target == CONTRADICTS and own:
                yield _against(made, rng.choice(own), STATES)
            elif target == NEITHER and wrong and rng.random() < 0.3:
                yield _against(made, rng.choice(wrong), NEITHER)


def _of_story(answer: Answer, rng: random.Random) -> Iterator[Pair]:
    """Parts of the story; a story about something that was not asked gives none of them."""
    is_elsewhere = answer.kind == "elsewhere"
    for stretch in stretches(answer.sentences):
        text = " ".join(each.text for each in stretch)
        for part, meaning in PARTS.items():
            target = NEITHER if is_elsewhere else target_of(stretch, part)
            would_give = any(part in each.claims for each in stretch)
            if target is None or rng.random() >= (PARTS_KEPT if would_give else NEITHER_KEPT / 4):
                continue
            yield Pair(
                answer.question_id, answer.question, meaning, text, target, f"story, {answer.kind}", answer.author
            )


def stretches(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """Every run of one to three sentences that stand together."""
    for length in range(1, LONGEST_STRETCH + 1):
        for start in range(len(sentences) - length + 1):
            yield sentences[start : start + length]


def target_of(stretch: Sequence[Sentence], point: str) -> tuple[float, float, float] | None:
    """What a stretch says of a point; None when it says both."""
    claims = {each.claims[point] for each in stretch if point in each.claims}
    if {Claim.STATES, Claim.CONTRADICTS} <= claims:
        return None
    if Claim.STATES in claims:
        return STATES
    if Claim.CONTRADICTS in claims:
        return CONTRADICTS
    return HALF if Claim.HALF in claims else NEITHER


def _pair(of: Statement, point: str, text: str, target: tuple[float, float, float], kind: str) -> Pair:
    return Pair(of.question_id, of.question, point, text, target, kind, of.author)


def _against(made: Pair, counterpart: str, target: tuple[float, float, float]) -> Pair:
    return Pair(
        made.question_id, made.question, counterpart, made.text, target, f"{made.kind}, counterpart", made.author
    )
