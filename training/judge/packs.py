"""What a judge reads at once: a question, its points, the sentences of an answer; and what each says of each point.

One reading of a whole answer costs a fifteenth of reading every pair of point and stretch by itself. Points are shown
as they are or as a false counterpart, at random and each for itself, so nothing can be learned from a sentence alone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from interview.core.key_point import StoryPart
from interview.scorer.claims import MEANINGS
from training.judge import manners
from training.judge.authored import Answer, Claim, Statement
from training.judge.manners import Manner

OTHER_MEANINGS = {
    StoryPart.SITUATION: "It was there and then, with these people, and this was going on",
    StoryPart.TASK: "This was mine to get done or to answer for",
    StoryPart.OWN_ACTION: "I did this one thing myself",
    StoryPart.DECISION_REASON: "That is why I did it this way",
    StoryPart.ALTERNATIVES: "I could have done it another way, and this is what that would have been",
    StoryPart.OBSTACLE: "This made it hard, or this did not work",
    StoryPart.OTHERS: "Somebody else had a part in it and did or said this",
    StoryPart.MEASURE: "This figure or this check shows how it stood",
    StoryPart.RESULT: "In the end it came to this",
    StoryPart.LESSON: "Since then I know this, or do it differently",
    StoryPart.TECHNOLOGY: "I used this tool or technique for it",
}
"""As the speaker would say it: taught beside those that the product reads, so that less hangs on their words."""
# The wordings of each part by its name.
PARTS = {part.value: (meaning, OTHER_MEANINGS[part]) for part, meaning in MEANINGS.items()}
# Of answers so many are cut to a stretch, and of questions so many lose some of their points: both come in all lengths.
CUT, FEWER_POINTS = 0.3, 0.3
GATHERED = (1, 2, 4, 5, 6, 7, 8)
# How often a false counterpart is shown: a little more often where a sentence says one, because it is not known what
# others say of it.
COUNTERPART, COUNTERPART_SAID = 0.5, 0.52
# How often a story is told in an epoch: there are few of them, and half of all questions ask for one; and an answer
# that an author said again in another manner.
STORIES_TOLD, SAID_AGAIN = 3, 3
# One of so many packs has the sentences of an answer to another question, which say nothing of the points.
STRANGERS = 25
# Of all packs so many are in the manner of others, a fifth of them without marks; of answers and of stories so many are
# padded with up to PADDING sentences that say nothing of the points, now and then all in one place.
IN_A_MANNER, PADDED, PADDED_STORY, PADDING, TOGETHER = 0.45, 0.15, 0.25, 4, 0.4
# A stretch of a text without marks claims what a sentence does if it has most of it; of what it has a part of, nobody
# knows.
MOST, SOME = 0.6, 0.25


class Target(IntEnum):
    """What a sentence says of a point; HALF is half of it or a vague version."""

    STATES = 0
    CONTRADICTS = 1
    NEITHER = 2
    HALF = 3


@dataclass(frozen=True)
class Pack:
    """`targets` has a row per point and a column per sentence; None where nobody knows, as whether a wrong sentence
    also says another false counterpart. `whole` is what all sentences together say of each point, where that is what is
    known: a story that is about what was asked need not say it in one sentence of its own. `plain` are the sentences as
    somebody else said the same, of which nothing else is known; nothing where nobody did."""

    question_id: str
    question: str
    points: tuple[str, ...]
    sentences: tuple[str, ...]
    targets: tuple[tuple[Target | None, ...], ...]
    kind: str
    whole: tuple[Target, ...] = ()
    plain: tuple[str, ...] = ()


class Material:
    """The texts of a folder, from which every epoch makes other packs; `talk` is to pad answers and stories with."""

    def __init__(self, statements: Sequence[Statement], answers: Sequence[Answer], talk: Sequence[str] = ()) -> None:
        self._talk = list(talk)
        self.answers = [answer for answer in answers if answer.points]
        self.stories = [answer for answer in answers if not answer.points]
        self._counterparts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._questions: dict[str, str] = {}
        self._said: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for each in statements:
            self._questions[each.question_id] = each.question
            self._said[each.question_id][each.point].append(each)
            if each.counterpart:
                self._counterparts[each.question_id, each.point].append(each.counterpart)
        for answer in self.answers:
            for sentence in answer.sentences:
                for number, counterpart in sentence.counterparts.items():
                    self._counterparts[answer.question_id, answer.points[int(number)]].append(counterpart)

    def epoch(self, rng: random.Random) -> list[Pack]:
        """Every answer and story, as many packs of gathered statements, and some of strangers; shuffled, some of them
        padded or in another manner."""
        packs = [self._varied(self.answer(answer, rng), rng) for answer in self.answers for _ in range(_times(answer))]
        packs += [self.story(story, rng) for story in self.stories for _ in range(STORIES_TOLD)]
        asked = sorted(self._said)
        # As many as there are answers to these questions.
        count = sum(answer.question_id in self._said and not _plain(answer) for answer in self.answers)
        packs += [self._varied(self.gathered(rng.choice(asked), rng), rng) for _ in range(count)]
        packs += self._strangers(packs, rng)
        packs = [in_a_manner(self._padded(pack, packs, rng), rng) for pack in packs]
        rng.shuffle(packs)
        return packs

    def answer(self, answer: Answer, rng: random.Random) -> Pack:
        """A whole answer against all its points, each as it is or as a counterpart."""
        shown: list[str] = []
        targets: list[tuple[Target | None, ...]] = []
        for number, point in enumerate(answer.points):
            own = [s.counterparts[str(number)] for s in answer.sentences if str(number) in s.counterparts]
            counterpart = self._counterpart(answer.question_id, point, own, rng)
            shown.append(counterpart or point)
            row = [(s.claims.get(str(number)), s.counterparts.get(str(number), "")) for s in answer.sentences]
            targets.append(tuple(_target(claim, counterpart, means) for claim, means in row))
        texts = tuple(sentence.text for sentence in answer.sentences)
        kind, plain = f"answer, {answer.kind}", _plain(answer)
        pack = Pack(answer.question_id, answer.question, tuple(shown), texts, tuple(targets), kind, plain=plain)
        goes_on = [sentence.goes_on for sentence in answer.sentences]
        return _cut_as(pack, manners.as_read(texts, goes_on)) if any(goes_on) else pack

    def gathered(self, question_id: str, rng: random.Random) -> Pack:
        """Statements about points of one question as if one person had said them."""
        points = list(self._said[question_id])
        drawn = [rng.choice(self._said[question_id][rng.choice(points)]) for _ in range(rng.choice(GATHERED))]
        said = list(dict.fromkeys(drawn))
        shown: list[str] = []
        targets: list[tuple[Target | None, ...]] = []
        for point in points:
            own = [each.counterpart for each in said if each.point == point and each.counterpart]
            counterpart = self._counterpart(question_id, point, own, rng)
            shown.append(counterpart or point)
            targets.append(tuple(_target(_claim(each, point), counterpart, each.counterpart) for each in said))
        texts = tuple(each.text for each in said)
        return Pack(question_id, self._questions[question_id], tuple(shown), texts, tuple(targets), "gathered")

    def story(self, story: Answer, rng: random.Random) -> Pack:
        """A story and some of the parts it may have; one about something that was not asked has none of them."""
        parts = rng.sample(list(PARTS), rng.randint(4, len(PARTS)))
        claims = [
            [None if story.kind == "elsewhere" else sentence.claims.get(part) for sentence in story.sentences]
            for part in parts
        ]
        targets = tuple(tuple(_target(claim, "", "") for claim in row) for row in claims)
        texts = tuple(sentence.text for sentence in story.sentences)
        points = tuple(rng.choice(PARTS[part]) for part in parts)
        kind, plain = f"story, {story.kind}", _plain(story)
        return Pack(story.question_id, story.question, points, texts, targets, kind, plain=plain)

    def _counterpart(self, question_id: str, point: str, own: Sequence[str], rng: random.Random) -> str:
        """A false counterpart to show, one that was said where there is one; "" to show the point itself."""
        known = own or self._counterparts[question_id, point]
        is_shown = rng.random() < (COUNTERPART_SAID if own else COUNTERPART)
        return rng.choice(known) if known and is_shown else ""

    def _varied(self, pack: Pack, rng: random.Random) -> Pack:
        """Other orders and lengths of the same."""
        order = list(range(len(pack.points)))
        rng.shuffle(order)
        if len(order) > 2 and rng.random() < FEWER_POINTS:
            order = order[: rng.randint(1, len(order))]
        start, end = 0, len(pack.sentences)
        if pack.kind.startswith("answer") and end > 3 and rng.random() < CUT:
            length = rng.randint(2, end)
            start = rng.randrange(end - length + 1)
            end = start + length
        return replace(
            pack,
            points=tuple(pack.points[number] for number in order),
            sentences=pack.sentences[start:end],
            plain=pack.plain[start:end],
            targets=tuple(pack.targets[number][start:end] for number in order),
        )

    def _padded(self, pack: Pack, others: Sequence[Pack], rng: random.Random) -> Pack:
        """Now and then with sentences between its own, from an answer to another question or of talk. What another
        question's answer tells may be a part of a story, so stories get talk alone."""
        other = rng.choice(others)
        if pack.kind.startswith("story"):
            return with_talk(pack, self._talk, rng)
        if pack.question_id == other.question_id or rng.random() >= PADDED:
            return pack
        return _with_some(pack, self._talk if self._talk and rng.random() < 0.5 else other.sentences, rng)

    def _strangers(self, packs: Sequence[Pack], rng: random.Random) -> list[Pack]:
        found = []
        for _ in range(len(packs) // STRANGERS):
            asked, said = rng.choice(packs), rng.choice(packs)
            if asked.question_id != said.question_id:
                nothing = ((Target.NEITHER,) * len(said.sentences),) * len(asked.points)
                found.append(replace(asked, sentences=said.sentences, targets=nothing, kind="stranger", plain=()))
        return found


def in_a_manner(pack: Pack, rng: random.Random) -> Pack:
    """Now and then the sentences as others would type or say them, unless an author did that."""
    if pack.plain or rng.random() >= IN_A_MANNER:
        return pack
    manner = rng.choice((None, *Manner))
    if manner is not None:
        said = tuple(manners.said(text, manner, rng) for text in pack.sentences)
        return replace(pack, sentences=said, plain=pack.sentences)
    return _cut_as(pack, manners.unmarked(pack.sentences, rng))


def with_talk(pack: Pack, talk: Sequence[str], rng: random.Random) -> Pack:
    """A story now and then with talk between its sentences."""
    return pack if not talk or rng.random() >= PADDED_STORY else _with_some(pack, talk, rng)


def _with_some(pack: Pack, known: Sequence[str], rng: random.Random) -> Pack:
    """With up to PADDING sentences that say nothing of the points; of a story as a whole it is known what it says."""
    nothing = (None if pack.whole else Target.NEITHER,) * len(pack.points)
    told = list(zip(pack.sentences, pack.plain or pack.sentences, *pack.targets, strict=True))
    place = rng.randint(0, len(told)) if rng.random() < TOGETHER else None
    for sentence in rng.sample(list(known), min(len(known), rng.randint(1, PADDING))):
        told.insert(rng.randint(0, len(told)) if place is None else place, (sentence, sentence, *nothing))
    sentences, plain, *targets = zip(*told, strict=True)
    return replace(pack, sentences=sentences, targets=tuple(targets), plain=plain if pack.plain else ())


def _cut_as(pack: Pack, made: Sequence[tuple[str, manners.Shares]]) -> Pack:
    """The same with its sentences cut and joined so."""
    targets = tuple(tuple(_of_a_stretch(row, shares) for _, shares in made) for row in pack.targets)
    return replace(pack, sentences=tuple(text for text, _ in made), targets=targets)


def _times(answer: Answer) -> int:
    return SAID_AGAIN if _plain(answer) else 1


def _plain(answer: Answer) -> tuple[str, ...]:
    """The sentences of the answer that this one says again; nothing where it is one of its own."""
    plain = tuple(sentence.plain for sentence in answer.sentences)
    return plain if all(plain) else ()


def _of_a_stretch(row: Sequence[Target | None], shares: Sequence[tuple[int, float]]) -> Target | None:
    """What a stretch says that has these shares of sentences; None where nobody knows."""
    found = {row[place] for place, share in shares if share >= MOST} - {Target.NEITHER}
    if found == {Target.STATES, Target.HALF}:
        return Target.STATES
    if len(found) == 1:
        return found.pop()
    in_part = any(share >= SOME and row[place] is not Target.NEITHER for place, share in shares)
    return None if found or in_part else Target.NEITHER


def _claim(said: Statement, point: str) -> Claim | None:
    if said.point != point or said.sign == "~":
        return None
    return Claim.STATES if said.sign == "+" else Claim.CONTRADICTS


def _target(claim: Claim | None, counterpart: str, means: str) -> Target | None:
    """What a sentence that claims this of the point says of what is shown. `means` is the counterpart it says."""
    if claim is None:
        return Target.NEITHER
    if not counterpart:
        return {Claim.STATES: Target.STATES, Claim.CONTRADICTS: Target.CONTRADICTS, Claim.HALF: Target.HALF}[claim]
    if claim is Claim.STATES:
        return Target.CONTRADICTS
    return Target.STATES if claim is Claim.CONTRADICTS and means == counterpart else None
