"""The scorer: an answer against the key points of its question, offline and repeatable.

It judges (a verdict and a quote per key point); every number of the report is computed in core/scoring.py. It says what
it recognises, not what is true, leaves open what it is not sure of, and refuses what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from interview.core import flags as flagged
from interview.core.answer_kind import NOTHING_TOLD, TELLS, AnswerKind, Heard
from interview.core.asked_behind import AskedBehind
from interview.core.certainty import is_hardly_said, said_share
from interview.core.coaching import coaching
from interview.core.forgetting import forgets
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import KeyPoint, StoryPart
from interview.core.not_knowing import is_unanswered
from interview.core.question import Question
from interview.core.speaker import says_only_we
from interview.core.turn import Turn
from interview.messages import Message
from interview.scorer import form, guards
from interview.scorer.about_asked import if_about
from interview.scorer.answer_kinds import heard
from interview.scorer.asked_behind import is_askable
from interview.scorer.asked_for import asked_for, quoted_line
from interview.scorer.chinese_kinds import heard_in_chinese
from interview.scorer.claims import RATHER, Claim, claims
from interview.scorer.held_back import at_most_touched, unless_told_by_asking, unless_unread, worst
from interview.scorer.judge import Judge, judge
from interview.scorer.languages import is_judged
from interview.scorer.of_oneself import claims_of_oneself
from interview.scorer.other_wordings import other_wordings
from interview.scorer.relevance import relevant
from interview.scorer.spelling import as_meant
from interview.scorer.stretches import Stretch, stretches
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import WEIGHTS
from interview.scorer.wordings import Wordings, says, wordings
from interview.text import prompt_injection
from interview.text.languages import is_chinese
from interview.text.other_languages import foreign_sentences, is_english, is_in_other_letters
from interview.text.words import spoken_length, words

QUOTE_LIMIT = 200
# Fewer words of another language, as of a name or a dish, say none of the points; a sentence by itself does.
_FEWEST_UNREAD, _FEWEST_OF_A_SENTENCE = 6, 3
_LISTED = re.compile(r"[,:;]")
# Questions whose references and misconceptions stay read: more than an interview has.
KNOWN = 256
# So probable must it be that a sentence of the reference makes a point for it to be shown as an example of that.
SURE_EXAMPLE = 0.85
# Topics of the bank about who somebody is and what they want.
_OF_THEMSELVES = "about-you-"
# Who tells so many parts tells a story, whichever of them were asked for.
A_STORY = 2


@dataclass(frozen=True)
class _Guarded:
    """A guarded answer: the text that is graded (same offsets as the answer) and what the guards saw."""

    text: str
    flags: tuple[Message, ...]


class Grader:
    """Safe to share between threads; the first judgement of a process loads the judge."""

    def __init__(self, threads: int = 1, folder: Path = WEIGHTS) -> None:
        self._threads, self._folder = threads, folder
        self._known = forgets(lru_cache(maxsize=KNOWN)(self._read))

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        """Judge a submitted turn against its question; the label is the turn's position."""
        question = turn.question
        if question.without_score is not None:
            return Ungradable(str(turn.position), question.without_score)
        found = self.judge(
            str(turn.position),
            question.bare,
            question.key_points,
            question.reference_answer,
            turn.answer.text or "",
            question.misconceptions,
            bank_id=question.asked_as,
            goes_on=turn.goes_on,
            is_asked_on=turn.position.is_follow_up,
            asked_last=question.text if turn.position.is_follow_up else None,
            asks_for_one_part=question.asks_for_one_part,
        )
        is_open = isinstance(found, Judgement) and not (found.flags or _is_told(found.points))
        if question.asks_how_it_fits and is_open and not is_unanswered(turn.answer.text):
            return Ungradable(found.label, Message.of("ungraded.fits"))
        return found

    def judge(
        self,
        label: str,
        question: str,
        key_points: Sequence[KeyPoint],
        reference: str,
        answer: str,
        misconceptions: Sequence[str] = (),
        *,
        bank_id: str = "",
        goes_on: bool = False,
        is_asked_on: bool = False,
        asked_last: str | None = None,
        asks_for_one_part: bool = False,
    ) -> Judgement | Ungradable:
        """Say what the answer does with each key point; never raises on the text of an answer. `bank_id` is that of the
        question, if it is one of the bank; `goes_on` says that the answer follows on one to another question, and
        `is_asked_on` that the question is a follow-up, to which a short answer is long enough; `asked_last` are its
        own words where it is judged beside the main question. One that `asks_for_one_part` of a story by name is
        answered by what is said to it: that the part is not told nobody can tell, unless somebody says so.

        Key points that are parts of a story are looked for in how it is told, statements in what is said. Quotes are
        literal parts of the answer of at most 200 characters.
        """
        if not key_points:
            return Ungradable(label, Message.of("ungraded.nothing_to_compare"))
        if is_unanswered(answer):
            return _nothing(label, key_points, ())
        if not is_judged(question, key_points):
            return _open(label, key_points, has_example=bool(reference.strip()))
        if not is_english(answer):
            return Ungradable(label, Message.of("ungraded.not_english"))
        reading = _guarded(answer)
        text, flags = reading.text, reading.flags
        if is_unanswered(text):
            return _nothing(label, key_points, flags)
        asked = set(words(" ".join([question, *(point.text for point in key_points)])))
        if guards.is_gibberish(text, self._judge.pieces(text), asked):
            return _nothing(label, key_points, (*flags, flagged.GIBBERISH))
        known = self._known(question, tuple(key_points), reference, tuple(misconceptions), bank_id)
        points, is_elsewhere = self._points(known, key_points, text, goes_on, quoted_line(bank_id, question))
        is_all_read = flagged.NOT_ALL_ENGLISH not in flags
        is_made = any(point.verdict is Verdict.COVERED for point in points)
        if is_all_read and not is_made and guards.is_copied_question(question, text):
            return _nothing(label, key_points, (*flags, flagged.COPIED))
        if guards.is_keyword_list(text):
            flags = (*flags, flagged.KEYWORDS)
            points = [at_most_touched(point) for point in points]
        if not is_all_read:
            # What was not read may say it, and tell another story.
            points, is_elsewhere = [unless_unread(point) for point in points], False
        # Where it happened is asked of an experience alone, not of one side of it or of what somebody would do.
        is_story = not goes_on and any(point.part is StoryPart.SITUATION for point in key_points)
        is_told = _is_told(points)
        kind = AnswerKind.TELLS
        if is_all_read and not is_told:
            is_scene = any(point.part is StoryPart.SITUATION for point in key_points)
            latest = question if asked_last is None else _asked_last(asked_last)
            kind = self._heard(latest, text, bank_id, is_main=not is_asked_on, is_story=is_scene).kind
        # What people tell of themselves was learned for the questions of the bank.
        is_unlearned = known.is_of_oneself and not known.written_for
        if (asks_for_one_part or is_unlearned) and kind not in NOTHING_TOLD:
            points = [unless_told_by_asking(point) for point in points]
        # "They did not notice" answers how they took it.
        is_answer = is_elsewhere or (is_asked_on and kind is AnswerKind.NOT_DONE)
        is_empty = all(map(is_hardly_said, points)) and not is_answer
        is_instead = is_empty if kind in NOTHING_TOLD else is_story and kind in flagged.OF_KIND
        if is_instead:
            flags = (*flags, flagged.OF_KIND[kind])
            is_elsewhere = False
        elif is_elsewhere:
            flags = (*flags, flagged.ELSEWHERE)
        told = coaching(
            points,
            form.advice(text, is_story=is_story and not is_asked_on),
            goes_on=goes_on,
            is_elsewhere=is_elsewhere,
            kind=kind if is_instead else None,
            only_we=says_only_we(text),
        )
        return Judgement(label, tuple(points), None, told, flags)

    def heard(self, question: Question, answer: str) -> Heard:
        """What kind of answer somebody gives; that they tell something where nobody can tell."""
        is_story = any(point.part is StoryPart.SITUATION for point in question.key_points)
        is_main = question.follow_up is None
        asked = question.bare if is_main else _asked_last(question.text)
        return self._heard(asked, answer, question.asked_as, is_main=is_main, is_story=is_story)

    def _heard(self, question: str, answer: str, bank_id: str, *, is_main: bool, is_story: bool) -> Heard:
        # Who is asked for their plans, or what they would like to know, may answer with a no or a question.
        if bank_id.startswith(_OF_THEMSELVES):
            return TELLS
        if is_chinese(answer):
            return heard_in_chinese(answer, is_main=is_main)
        if not is_english(answer):
            return TELLS
        return heard(self._judge, question, answer, is_main=is_main, is_story=is_story)

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool:
        """Whether a question makes sense right behind a sentence of an answer; not where nobody can tell."""
        return is_english(sentence) and is_askable(self._judge, question, sentence)

    @property
    def _judge(self) -> Judge:
        return judge(self._folder, self._threads)

    def _read(
        self,
        question: str,
        key_points: tuple[KeyPoint, ...],
        reference: str,
        misconceptions: tuple[str, ...],
        bank_id: str,
    ) -> Wordings:
        to_tell = asked_for().get(bank_id, ())
        return wordings(self._judge, question, key_points, reference, misconceptions, other_wordings(), to_tell)

    def _points(
        self, known: Wordings, key_points: Sequence[KeyPoint], text: str, goes_on: bool, line: str
    ) -> tuple[list[PointJudgement], bool]:
        """Each key point, and whether a story is told that is rather about something else, also than the `line` of the
        resume that the question quotes."""
        # Who repeats the question says nothing with that, nor who says a sentence again word for word.
        said_once = {part.text.lower(): part for part in stretches(text, self._judge.starts)}.values()
        parts = [part for part in said_once if not guards.is_copied_question(known.question, part.text)]
        texts = [as_meant(part.read, known.words, self._judge.known_words) for part in parts]
        own = claims_of_oneself(self._judge, known, texts) if known.is_of_oneself else None
        if own is not None:
            return _judged(known, key_points, own, parts), False
        found = relevant(self._judge, known, texts, goes_on=goes_on)
        said, parts = found.said, [parts[place] for place in found.places]
        is_elsewhere = False
        if found.about is None:
            every = claims(said, self._judge.models[_model(known, key_points, goes_on)])
        else:
            is_about = self._judge.is_about(*found.about)
            if line:
                whole = [texts[place] for place in found.places]
                is_about = min(is_about, self._judge.about_line(known.question, line, whole))
            told = self._judge.asked_for.is_told(said)
            every = if_about(said, told, is_about, self._judge.asked_for)
            is_elsewhere = is_about < RATHER and _tells(told) >= A_STORY
            if found.beside and not _tells(told):
                beside = says(self._judge, known, [texts[place] for place in found.beside])
                is_elsewhere = _tells(self._judge.asked_for.is_told(beside)) >= A_STORY
        return _judged(known, key_points, every, parts), is_elsewhere


def _judged(
    known: Wordings, key_points: Sequence[KeyPoint], claims: Sequence[Claim], parts: Sequence[Stretch]
) -> list[PointJudgement]:
    """The key points of a question with what is claimed of all points that were looked at, of these stretches."""
    return [
        PointJudgement(
            point,
            claim.verdict,
            "" if claim.sentence is None else _quote(parts[claim.sentence].text),
            worst=claim.worst,
            best=claim.best,
            odds=claim.odds,
            example=example if probability >= SURE_EXAMPLE else "",
            about_asked=claim.about_asked,
        )
        for point, claim, (example, probability) in zip(
            key_points,
            (claims[place] for place in known.asked),
            (known.examples[place] for place in known.asked),
            strict=True,
        )
    ]


def _tells(told: Floats) -> int:
    """How many parts are rather told than not."""
    return int((told > RATHER).sum())


def _model(known: Wordings, key_points: Sequence[KeyPoint], goes_on: bool) -> str:
    # The points of a question are all statements or all parts of a story.
    if key_points[0].part is not None:
        return "goes_on" if goes_on else "parts"
    return "written_for" if known.written_for else "statements"


def _guarded(answer: str) -> _Guarded:
    text = guards.limited(answer)
    flags = [flagged.cut(flagged.WORD_LIMIT)] if text != answer.rstrip() and len(text) < len(answer.rstrip()) else []
    addressed = prompt_injection.addresses(text)
    if addressed:
        flags.append(flagged.ADDRESSES_GRADER)
        text = prompt_injection.without(text, addressed)
    foreign = foreign_sentences(text)
    if _is_much([part.of(text) for part in foreign]):
        flags.append(flagged.NOT_ALL_ENGLISH)
        text = prompt_injection.without(text, foreign)
    return _Guarded(text, tuple(flags))


def _is_much(foreign: Sequence[str]) -> bool:
    """Whether sentences in another language may say something, other than a list of dishes or a name."""
    is_said = any(
        is_in_other_letters(said) or (spoken_length(said) >= _FEWEST_OF_A_SENTENCE and not _LISTED.search(said))
        for said in foreign
    )
    return is_said or sum(map(spoken_length, foreign)) >= _FEWEST_UNREAD


def _asked_last(text: str) -> str:
    """What a follow-up asks, without the sentence of the answer before that it repeats."""
    return text.rpartition("”")[2].lstrip(" .。，,") or text


def _is_told(points: Sequence[PointJudgement]) -> bool:
    return any(point.verdict is Verdict.COVERED or said_share(point) > RATHER for point in points)


def _nothing(label: str, key_points: Sequence[KeyPoint], flags: Sequence[Message]) -> Judgement:
    points = tuple(PointJudgement(point, Verdict.MISSED) for point in key_points)
    return Judgement(label, points, None, (Message.of("feedback.start_again"),), tuple(flags))


def _open(label: str, key_points: Sequence[KeyPoint], *, has_example: bool) -> Judgement:
    """Nothing is known of what the answer does with any point: the judge has not learned the question's language."""
    points = tuple(PointJudgement(point, Verdict.UNSURE, worst=worst(point)) for point in key_points)
    code = "feedback.mark_yourself" if has_example else "feedback.mark_yourself_points"
    return Judgement(label, points, None, (Message.of(code),))


def _quote(stretch: str) -> str:
    """The stretch, cut between words at QUOTE_LIMIT characters."""
    return (
        stretch
        if len(stretch) <= QUOTE_LIMIT
        else stretch[: QUOTE_LIMIT + 1].rpartition(" ")[0] or stretch[:QUOTE_LIMIT]
    )
