"""The scorer: an answer against the key points of its question, offline and repeatable.

It judges (a verdict, a quote and a credit per key point, a level of clarity); every number of the report is computed in
core/scoring.py. It measures agreement with the key points, not truth, and refuses what it cannot read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from interview.core import flags as flagged
from interview.core.coaching import coaching
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict, is_unanswered
from interview.core.key_point import KeyPoint, StoryPart
from interview.core.session import Turn
from interview.messages import Message
from interview.scorer import guards, star_scoring
from interview.scorer.calibration import Maps
from interview.scorer.clarity import Clarity, clarity
from interview.scorer.encoder import encoder
from interview.scorer.key_point_coverage import (
    Claim,
    Claims,
    Evidence,
    Reading,
    Remark,
    agreement,
    evidence,
    mistaken,
    read_answer,
    read_claims,
    related,
    without,
)
from interview.scorer.off_topic import belonging
from interview.scorer.prompt_relevance import read_asked, relevance
from interview.text import prompt_injection
from interview.text.excerpts import on_one_line
from interview.text.sentences import Sentence, sentences
from interview.text.words import is_english, words

QUOTE_LIMIT = 200
COVERED_FROM = 0.65
TOUCHED_FROM = 0.1
# Terms without sentences show that a word is known, not what it means.
MOST_OF_A_LIST = 0.5
# From this share of an answer's words on, its grade says that they are about something else or say nothing.
MANY_ASIDES = 0.25
# Clear words that say nothing of what is asked.
UNRELATED = 1.0


@dataclass(frozen=True)
class _Guarded:
    """A guarded answer: the text that is graded (same offsets as the answer) and what the guards saw."""

    text: str
    flags: tuple[Message, ...]

    def flagged(self, *more: Message) -> _Guarded:
        return replace(self, flags=(*self.flags, *more))


@dataclass(frozen=True)
class _Account:
    """A told answer: how far each sentence belongs to the account, how near that is to what was asked, and the share
    of the answer's words that tell of something else (all 0 to 1)."""

    shares: dict[str, float]
    near: float
    asides: float

    @property
    def worth(self) -> float:
        """What a part that is shown counts."""
        return self.near * (1 - self.asides)


class Grader:
    """Safe to share between threads; the first judgement of a process loads the language model."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._maps = Maps.product()

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        """Judge a submitted turn against its question; the label is the turn's position."""
        question = turn.question
        return self.judge(
            str(turn.position),
            question.bare,
            question.key_points,
            question.reference_answer,
            question.misconceptions,
            turn.answer.text or "",
            question.category,
        )

    def judge(
        self,
        label: str,
        question: str,
        key_points: Sequence[KeyPoint],
        reference: str,
        misconceptions: Sequence[str],
        answer: str,
        topic: str = "",
    ) -> Judgement | Ungradable:
        """Say what the answer does with each key point; never raises on the text of an answer.

        Key points that are parts of a story are looked for in how it is told, statements in what is said. Quotes are
        literal parts of the answer of at most 200 characters.
        """
        if not key_points:
            return Ungradable(label, Message.of("ungraded.nothing_to_compare"))
        if is_unanswered(answer):
            return _nothing(label, key_points, ())
        if not is_english(answer):
            return Ungradable(label, Message.of("ungraded.not_english"))
        reading = _read(answer)
        if is_unanswered(reading.text):
            return _nothing(label, key_points, reading.flags)
        text = reading.text
        if guards.is_gibberish(
            text,
            encoder(self._threads).pieces(text),
            set(words(" ".join([question, *(point.text for point in key_points)]))),
        ):
            return _nothing(label, key_points, (*reading.flags, flagged.GIBBERISH))
        agreed: float | None = None
        parts = [point.part for point in key_points if point.part is not None]
        if len(parts) == len(key_points):
            points, form, seen = self._told(key_points, parts, question, reference, text)
            reading = reading.flagged(*seen)
            copied = guards.is_copied_question(question, text)
        else:
            texts = tuple(point.text for point in key_points)
            claims = read_claims(self._threads, topic, question, texts, reference, tuple(misconceptions))
            points, form, agreed = self._claimed(claims, key_points, text)
            covered = any(point.verdict is Verdict.COVERED for point in points)
            copied = not covered and guards.is_copied_question(question, text)
        if copied:
            return _nothing(label, key_points, (*reading.flags, flagged.COPIED))
        flags = reading.flags
        if guards.is_keyword_list(text):
            flags = (*flags, flagged.KEYWORDS)
            points = [_at_most_touched(point) for point in points]
            form = Clarity(min(form.level, 1.0), form.advice)
            agreed = None if agreed is None else min(agreed, MOST_OF_A_LIST)
        feedback = coaching(points, form.advice)
        return Judgement(label, tuple(points), form.level, feedback, tuple(flags), agreement=agreed)

    def _claimed(
        self, claims: Claims, key_points: Sequence[KeyPoint], text: str
    ) -> tuple[list[PointJudgement], Clarity, float]:
        read = read_answer(self._threads, claims, text)
        wrong = mistaken(claims, read)
        said = without(read, wrong) if wrong else read
        found = evidence(claims, said)
        points = [
            self._point(point, claim, shown, said, text)
            for point, claim, shown in zip(key_points, claims.points, found, strict=True)
        ]
        for place, nearest in wrong.items():
            point = points[nearest]
            if point.verdict is Verdict.MISSED:
                quote = _quote(text, read.remarks[place], claims.points[nearest])
                points[nearest] = PointJudgement(point.point, Verdict.CONTRADICTED, quote)
        agreed = self._maps.agreement.credit(agreement(claims, said, found))
        form = _form(text, related(claims, read))
        talk = _talk(read, text)
        advice = Message.of("feedback.says_nothing", quote=on_one_line(talk, QUOTE_LIMIT)) if talk else form.advice
        return points, Clarity(form.level, advice), round(agreed, 3)

    def _told(
        self, key_points: Sequence[KeyPoint], wanted: Sequence[StoryPart], question: str, reference: str, text: str
    ) -> tuple[list[PointJudgement], Clarity, list[Message]]:
        account = self._account(question, reference, text)
        found = star_scoring.find(wanted, question, text, account.shares)
        points = [
            _point_judgement(point, account.worth * part.credit, part.quote[:QUOTE_LIMIT])
            for point, part in zip(key_points, found, strict=True)
        ]
        shown = {part.quote for part in found if account.worth * part.credit >= TOUCHED_FROM}
        form = _form(text, [part for part in sentences(text) if part.of(text) in shown])
        if account.near < 0.5 and any(part.credit for part in found):
            return points, form, [flagged.ELSEWHERE]
        if account.asides < MANY_ASIDES:
            return points, form, []
        aside = min(account.shares, key=lambda part: account.shares[part])
        return (
            points,
            Clarity(form.level, Message.of("feedback.off_topic", quote=on_one_line(aside, QUOTE_LIMIT))),
            [flagged.ASIDES],
        )

    def _account(self, question: str, reference: str, text: str) -> _Account:
        parts = star_scoring.told(question, text)
        asked = read_asked(self._threads, question, reference)
        said = encoder(self._threads).encode(parts)
        counts = belonging().shares(asked, said)
        events = [place for place, part in enumerate(parts) if star_scoring.tells_an_event(part)]
        near = relevance(asked, [said[place] for place in events], [float(counts[place]) for place in events])
        lengths = [len(words(part)) for part in parts]
        asides = float(np.average(1 - counts, weights=lengths)) if parts else 0.0
        return _Account(dict(zip(parts, map(float, counts), strict=True)), near, asides)

    def _point(self, point: KeyPoint, claim: Claim, found: Evidence, said: Reading, text: str) -> PointJudgement:
        quote = "" if found.remark is None else _quote(text, said.remarks[found.remark], claim)
        return _point_judgement(point, self._maps.points.credit(found.strength), quote)


def _form(text: str, related: Sequence[Sentence]) -> Clarity:
    """Clarity of the sentences that speak of what is asked: others can neither raise nor lower it."""
    if related:
        return clarity("\n".join(part.of(text) for part in related))
    return Clarity(min(UNRELATED, clarity(text).level))


def _talk(read: Reading, text: str) -> str:
    """The longest sentence that counts nothing; "" when such sentences are a small part of the answer."""
    said = [remark.clause.of(text) for remark in read.remarks]
    talk = [part for part, remark in zip(said, read.remarks, strict=True) if not remark.weight]
    spent, everything = (sum(len(words(part)) for part in parts) for parts in (talk, said))
    return max(talk, key=len) if talk and spent >= MANY_ASIDES * everything else ""


def _read(answer: str) -> _Guarded:
    text = guards.limited(answer)
    flags = [flagged.cut(flagged.WORD_LIMIT)] if text != answer.rstrip() and len(text) < len(answer.rstrip()) else []
    addressed = prompt_injection.addresses(text)
    if addressed:
        flags.append(flagged.ADDRESSES_GRADER)
        text = prompt_injection.without(text, addressed)
    return _Guarded(text, tuple(flags))


def _nothing(label: str, key_points: Sequence[KeyPoint], flags: Sequence[Message]) -> Judgement:
    points = tuple(PointJudgement(point, Verdict.MISSED, credit=0.0) for point in key_points)
    return Judgement(label, points, 0.0, coaching(points, None), tuple(flags))


def _point_judgement(point: KeyPoint, credit: float, quote: str) -> PointJudgement:
    if credit >= COVERED_FROM:
        return PointJudgement(point, Verdict.COVERED, quote, round(credit, 3))
    if credit >= TOUCHED_FROM:
        return PointJudgement(point, Verdict.TOUCHED, quote, round(credit, 3))
    return PointJudgement(point, Verdict.MISSED, credit=0.0)


def _at_most_touched(point: PointJudgement) -> PointJudgement:
    if point.verdict is Verdict.COVERED:
        return PointJudgement(point.point, Verdict.TOUCHED, point.quote, 0.5)
    return point


def _quote(text: str, remark: Remark, claim: Claim) -> str:
    """The sentence, or of a long one the stretch of at most QUOTE_LIMIT characters that says most of the key point."""
    if remark.sentence.end - remark.sentence.start <= QUOTE_LIMIT:
        return remark.sentence.of(text)
    part, said = remark.clause, remark.encoded
    if part.end - part.start <= QUOTE_LIMIT:
        return part.of(text)
    starts = [part.start + start for start, _ in said.spans]
    stretches = [Sentence(start, min(part.end, start + QUOTE_LIMIT)) for start in starts[::4]]
    within = [said.vectors[[stretch.start <= start < stretch.end for start in starts]] for stretch in stretches]
    targets = [wording.target for wording in claim.wordings]
    recalls = [max(float(target.weighed(target.found(v))) for target in targets) for v in within]
    best = stretches[max(range(len(stretches)), key=lambda i: recalls[i])].of(text)
    return best if best in text[part.end - len(best) : part.end] else best.rsplit(None, 1)[0]
