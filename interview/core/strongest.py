"""What may be praised of an answer: words that were recognised and turn nothing round, and the strongest sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interview.core.evidence import RemarkKind, quoted_in
from interview.core.grading import Grade, PointJudgement, Verdict
from interview.core.key_point import StoryPart
from interview.core.speaker import says_i, says_we

# A sentence of fewer words may make a point, but nobody would call it the strongest.
STRONG_WORDS = 6
# So probable must it be that it makes a point: of 20 that were less sure, in answers judged by hand, four were wrong or
# made none, of 127 surer ones three.
STRONG_SURE = 0.95
# Parts of a story that show what somebody can do: where it was, who else was there or what they were asked does not.
SHOWS_THEM = frozenset(
    {StoryPart.OWN_ACTION, StoryPart.DECISION_REASON, StoryPart.RESULT, StoryPart.MEASURE, StoryPart.LESSON}
)
# What has no end is part of a sentence, and a question is nothing that makes an answer strong.
_ENDS = (".", "!", "…", "。", "！")
# So begins, in what runs on without marks, what may be torn off from the words before it; and quotes are cut at 200.
_GOES_ON = re.compile(r"(?:and|or)\b", re.I)
# And so goes on, behind it, what is torn off itself: "or argon2 …", "and dinner and …".
_IS_CUT_BEFORE = re.compile(r"\s*(?:or\b|and(?:\s+\w+){1,2}\s*(?:$|\b(?:and|but|or|so|because|which|then)\b))", re.I)
_MAY_BE_CUT = 180
_CLOSING = "\"'”’」』)）]"
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s|$)|[…。！？]")
_WIDE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Strongest:
    """A sentence with the key points it was recognised to make, and how sure that is (0 to 1 for each, added up)."""

    quote: str
    made: int
    sureness: float


def strongest(
    points: Sequence[PointJudgement], unmarked: str = "", change: PointJudgement | None = None
) -> Strongest | None:
    """The sentence that surely makes most key points and perhaps turns none round; of several one that leaves none
    open, then the surest. Of what the answer says without marks (`unmarked`) a part is a sentence. Of a story it is one
    that SHOWS_THEM. What only the candidate says that they said is none, nor is the sentence of the point to `change`,
    which they are asked to look at."""
    made = [point for point in points if is_surely_made(point)]
    showing = {p.quote for p in made if p.point.part is None or (p.point.part in SHOWS_THEM and not _is_ours(p))}
    right = Counter(
        quote
        for quote in (point.quote for point in made)
        if is_long(quote)
        and quote in showing
        and (change is None or quote != change.quote)
        and (quote.rstrip(_CLOSING).endswith(_ENDS) or (quote in unmarked and _is_whole(quote, unmarked)))
        and not turns_round(quote, points)
    )
    if not right:
        return None
    sureness = {quote: sum(p.share(Verdict.COVERED) for p in points if p.quote == quote) for quote in right}
    best = max(right, key=lambda quote: (right[quote], not _leaves_open(quote, points), sureness[quote]))
    return Strongest(best, right[best], sureness[best])


def praised_quotes(grade: Grade) -> tuple[str, ...]:
    """Words of the answer that the interviewer recognised as right, and that perhaps turn no point round."""
    right = {Verdict.COVERED, Verdict.TOUCHED}
    found = [point.quote for point in grade.points if {point.verdict, point.by_interviewer} <= right]
    found += [remark.quote for remark in grade.remarks if remark.kind is RemarkKind.STRENGTH]
    return tuple(dict.fromkeys(quote for quote in found if quote and not turns_round(quote, grade.points)))


def _is_whole(quote: str, unmarked: str) -> bool:
    """Whether nothing seems to be torn off this part of what was said without marks."""
    is_cut = _IS_CUT_BEFORE.match(unmarked, unmarked.index(quote) + len(quote)) is not None
    return len(quote) < _MAY_BE_CUT and _GOES_ON.match(quote) is None and not is_cut


def is_own(point: PointJudgement) -> bool:
    """Whether a part is not what somebody did themselves, or its sentence says "I": of "we" nobody knows who it was."""
    return point.point.part is not StoryPart.OWN_ACTION or says_i(point.quote)


def _is_ours(point: PointJudgement) -> bool:
    """Whether what somebody did themselves was heard in a sentence of "we" alone."""
    return not is_own(point) and says_we(point.quote)


def is_surely_made(point: PointJudgement) -> bool:
    """Whether the interviewer is so sure of a point it recognised that it can be praised."""
    return point.is_recognised and (point.odds is None or point.share(Verdict.COVERED) >= STRONG_SURE)


def is_long(sentence: str) -> bool:
    """Whether it is long enough to be called the strongest; Chinese is written without spaces between words."""
    return len(sentence.split()) >= STRONG_WORDS or len(_WIDE.findall(sentence)) >= 2 * STRONG_WORDS


def turns_round(quote: str, points: Sequence[PointJudgement]) -> bool:
    """Whether words of a quote perhaps turn a point round: a quote may hold several sentences, of which one does."""
    wrong = {p.quote for p in points if Verdict.CONTRADICTED in (p.verdict, p.by_interviewer) or _may_be_wrong(p)}
    return quote in wrong or any(_overlap(quote, other) for other in wrong)


def _leaves_open(quote: str, points: Sequence[PointJudgement]) -> bool:
    """Whether it is open what words of a quote say of a statement: a wrong detail can be heard as none. Nobody says a
    part of a story wrongly."""
    unsure = (p for p in points if p.verdict is Verdict.UNSURE and p.point.part is None and p.quote)
    return any(_overlap(quote, point.quote) for point in unsure)


def _overlap(one: str, other: str) -> bool:
    if quoted_in(one, other) or quoted_in(other, one):
        return True
    return not _sentences(one).isdisjoint(_sentences(other))


def _sentences(quote: str) -> frozenset[str]:
    return frozenset(part for each in _SENTENCE_ENDS.split(quote) if (part := each.strip()))


def _may_be_wrong(point: PointJudgement) -> bool:
    return point.by_interviewer is Verdict.UNSURE and point.worst is Verdict.CONTRADICTED
