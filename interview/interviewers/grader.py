"""The embedded grader: an answer against the key points of its question, offline and repeatable.

It judges (a verdict, a quote and a credit per key point, a level of clarity); every number of the report is computed in
core/grading.py. It measures agreement with the key points, not truth, and refuses what it cannot read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict, is_unanswered
from interview.core.session import Turn
from interview.interviewers import guards, telling
from interview.interviewers.calibration import CreditMap
from interview.interviewers.claims import Claim, Claims, best_recalls, contradicted, on_topic, read_claims
from interview.interviewers.clarity import Clarity, clarity
from interview.interviewers.encoder import Encoded, encoder
from interview.interviewers.feedback import coaching
from interview.interviewers.guards import Flag
from interview.interviewers.similarity import Sentence, piece_ranges, sentences
from interview.interviewers.wording import is_english, words

QUOTE_LIMIT = 200
COVERED_FROM = 0.75
TOUCHED_FROM = 0.25
NO_KEY_POINTS = "This question has no key points to compare with, so the practice interviewer gives no score."
NOT_ENGLISH = "This answer does not look like English. The practice interviewer reads only English."


@dataclass(frozen=True)
class _Reading:
    """A guarded answer: the text that is graded (same offsets as the answer) and what the guards saw."""

    text: str
    flags: tuple[Flag, ...]


class Grader:
    """Safe to share between threads; the first judgement of a process loads the language model."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._map = CreditMap.product()

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        """Judge a submitted turn against its question; the label is the turn's position."""
        question = turn.question
        return self.judge(
            str(turn.position),
            question.text,
            None,
            question.key_points,
            question.reference_answer,
            question.misconceptions,
            turn.answer.text or "",
        )

    def judge(
        self,
        label: str,
        question: str,
        category_kind: str | None,
        key_points: Sequence[str],
        reference: str,
        misconceptions: Sequence[str],
        answer: str,
    ) -> Judgement | Ungradable:
        """Say what the answer does with each key point; never raises on the text of an answer.

        `category_kind` is "skill", "project", "behavioural" or None (then the key points tell). Quotes are literal
        parts of the answer of at most 200 characters.
        """
        if not key_points:
            return Ungradable(label, NO_KEY_POINTS)
        if is_unanswered(answer):
            return _nothing(label, key_points, ())
        if not is_english(answer):
            return Ungradable(label, NOT_ENGLISH)
        reading = _read(answer)
        if is_unanswered(reading.text):
            return _nothing(label, key_points, reading.flags)
        text = reading.text
        if guards.is_gibberish(
            text, encoder(self._threads).pieces(text), set(words(" ".join([question, *key_points])))
        ):
            return _nothing(label, key_points, (*reading.flags, Flag.GIBBERISH))
        hints: list[str] = []
        if category_kind != "skill" and telling.is_told(key_points):
            points, form = _told(key_points, question, text)
            copied = guards.is_copied_question(question, text)
        else:
            claims = read_claims(self._threads, question, tuple(key_points), reference, tuple(misconceptions))
            points, form, hints = self._claimed(claims, text)
            covered = any(point.verdict is Verdict.COVERED for point in points)
            copied = not covered and guards.is_copied_question(question, text)
        if copied:
            return _nothing(label, key_points, (*reading.flags, Flag.COPIED))
        flags: tuple[str, ...] = (*reading.flags, *(f"may contradict: {point}" for point in hints))
        if guards.is_keyword_list(text):
            flags = (*flags, Flag.KEYWORDS)
            points = [_at_most_touched(point) for point in points]
            form = Clarity(min(form.level, 1.0), form.advice)
        feedback = coaching(points, form.advice)
        return Judgement(label, tuple(points), form.level, feedback, tuple(str(flag) for flag in flags))

    def _claimed(self, claims: Claims, text: str) -> tuple[list[PointJudgement], Clarity, list[str]]:
        said = encoder(self._threads).encode([text])[0]
        parts = on_topic(claims, said, sentences(text))
        said = said.within([(part.start, part.end) for part in parts])
        points = [self._point(claim, said, text, parts) for claim in claims.points]
        form = clarity("\n".join(part.of(text) for part in parts))
        return points, form, contradicted(claims, said, parts)

    def _point(self, claim: Claim, said: Encoded, text: str, parts: Sequence[Sentence]) -> PointJudgement:
        window, whole = best_recalls(claim, said, text, parts)
        credit = self._map.credit(window=window, whole=whole, question=claim.asked)
        singles = claim.recalls(said, piece_ranges(said, parts))
        strongest = max(range(len(parts)), key=lambda i: singles[i], default=None)
        quote = "" if strongest is None else _quote(text, parts[strongest], claim, said)
        return _point_judgement(claim.text, credit, quote)


def _told(key_points: Sequence[str], question: str, text: str) -> tuple[list[PointJudgement], Clarity]:
    found = telling.find(key_points, question, text)
    points = [
        _point_judgement(point, part.credit, part.quote[:QUOTE_LIMIT])
        for point, part in zip(key_points, found, strict=True)
    ]
    return points, clarity(text)


def _read(answer: str) -> _Reading:
    text = guards.limited(answer)
    flags = [Flag.CUT] if text != answer.rstrip() and len(text) < len(answer.rstrip()) else []
    addressed = guards.addresses(text)
    if addressed:
        flags.append(Flag.ADDRESSES_GRADER)
        text = guards.without(text, addressed)
    return _Reading(text, tuple(flags))


def _nothing(label: str, key_points: Sequence[str], flags: Sequence[str]) -> Judgement:
    points = tuple(PointJudgement(point, Verdict.MISSED, credit=0.0) for point in key_points)
    return Judgement(label, points, 0.0, coaching(points, ""), tuple(str(flag) for flag in flags))


def _point_judgement(point: str, credit: float, quote: str) -> PointJudgement:
    if credit >= COVERED_FROM:
        return PointJudgement(point, Verdict.COVERED, quote, round(credit, 3))
    if credit >= TOUCHED_FROM:
        return PointJudgement(point, Verdict.TOUCHED, quote, round(credit, 3))
    return PointJudgement(point, Verdict.MISSED, credit=0.0)


def _at_most_touched(point: PointJudgement) -> PointJudgement:
    if point.verdict is Verdict.COVERED:
        return PointJudgement(point.point, Verdict.TOUCHED, point.quote, 0.5)
    return point


def _quote(text: str, part: Sentence, claim: Claim, said: Encoded) -> str:
    """The sentence, or of a long one the stretch of at most QUOTE_LIMIT characters that says most of the target."""
    if part.end - part.start <= QUOTE_LIMIT:
        return part.of(text)
    starts = [start for start, _ in said.spans if part.start <= start < part.end] or [part.start]
    stretches = [Sentence(start, min(part.end, start + QUOTE_LIMIT)) for start in starts[::4]]
    recalls = claim.recalls(said, piece_ranges(said, stretches))
    best = stretches[max(range(len(stretches)), key=lambda i: recalls[i])].of(text)
    return best if best in text[part.end - len(best) : part.end] else best.rsplit(None, 1)[0]
