"""A question made from the posting: which of its lines it is about, and whose place in the interview it takes.

In one interview one question is about what the job is made of, in ten questions two; none where no line is sure to say
so, and none twice about a line. It takes the place of what is asked of anybody, and of a line of the resume only where
another stays; what posting or resume name by a skill stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from interview.core.interviewer import Brief
from interview.core.question import Difficulty, QuestionKind
from interview.i18n.translate import words
from interview.messages import Message
from interview.practice.choice import Choice
from interview.practice.project_names import UNNAMED_PROJECT
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import SAME_QUESTION, resemblance, telling_words
from interview.question_bank.topics import FOR_EVERYBODY
from interview.resume.profile.job_duties import Duty, duties

DUTY = "duty"
# Fewer questions are all about own work and the skills of the job; from so many on two are made from the posting.
FEWEST_QUESTIONS, QUESTIONS_FOR_TWO = 3, 10
# How far, in lines, the seed may move one: postings begin with what matters most.
_SHUFFLE = 4.0
# A line that shares so many telling words with a question is what that asks about already.
_ABOUT_THE_SAME = 2
# Who hears a longer line has forgotten how it began.
_EASY_TO_HEAR = 160
# Stories of one's own differ little in difficulty.
_SLACK = 1
_STEPS = {Difficulty.EASY: 0, Difficulty.MEDIUM: 1, Difficulty.HARD: 2}


class ForTheJob:
    """The lines and questions that the posting of one interview gives; remembers what was used."""

    def __init__(self, brief: Brief, bank: QuestionBank, draw: Callable[[str], float]) -> None:
        self._draw = draw
        self._questions: list[tuple[Topic, BankQuestion]] = [
            (topic, question)
            for topic in bank.of_kind(QuestionKind.BEHAVIOURAL)
            if topic.topic not in brief.leave_out
            for question in topic.questions
            if is_about_a_duty(question)
        ]
        asked = [*brief.asked_before, *brief.in_interview]
        told = " ".join(brief.resume_text.split()).casefold()
        lines = [line.line for line in brief.profile.achievements]
        self._lines = [each for each in self._sure(brief) if not any(each.line in text for text in asked)]
        self._shown = {
            each.line
            for each in self._lines
            if each.line.casefold() in told or any(resemblance(each.line, line) >= SAME_QUESTION for line in lines)
        }
        self._before = brief.asked_before
        self._heard = list(brief.in_interview)
        self._left = _number(len(brief.slots)) if _tells_stories(brief) else 0
        self._left -= sum(_ending(question) in text for _, question in self._questions for text in brief.in_interview)

    def _sure(self, brief: Brief) -> tuple[Duty, ...]:
        return duties(brief.job.text) if self._questions else ()

    def put_among(self, choices: Sequence[Choice]) -> list[Choice]:
        """The choices of an interview with questions made from its posting in the place of others."""
        among = list(choices)
        for _ in range(self._left):
            place = _least_theirs(among)
            made = None if place is None else self._made(among[place], [*among[:place], *among[place + 1 :]])
            if place is None or made is None:
                break
            among[place] = made
        return among

    def _made(self, instead_of: Choice, others: Sequence[Choice]) -> Choice | None:
        """A question about the line that fits best beside the others; None where line or question are lacking."""
        heard = [*self._heard, *(text for other in others for text in _texts(other))]
        left = [each for each in self._questions if not any(_ending(each[1]) in text for text in heard)]
        lines = [each for each in self._lines if not any(each.line == other.duty for other in others)]
        if not left or not lines:
            return None
        places = {each.line: place for place, each in enumerate(self._lines)}

        def against(duty: Duty) -> tuple[object, ...]:
            line = duty.line
            is_asked = any(len(telling_words(line) & telling_words(text)) >= _ABOUT_THE_SAME for text in heard)
            return (
                line in self._shown,
                is_asked,
                not duty.is_done,
                len(line) > _EASY_TO_HEAR,
                places[line] + _SHUFFLE * self._draw(line),
            )

        wanted = _STEPS[instead_of.question.difficulty]

        def distance(question: BankQuestion) -> tuple[float, ...]:
            steps = abs(_STEPS[question.difficulty] - wanted)
            had = sum(_ending(question) in text for text in self._before)
            return had, max(0, steps - _SLACK), self._draw(question.id)

        topic, question = min(left, key=lambda each: distance(each[1]))
        return Choice(topic, question, duty=min(lines, key=against).line)


def is_about_a_duty(question: BankQuestion) -> bool:
    """Whether a question begins with a line of the posting."""
    return DUTY in question.placeholders


def asked_by_the_job(line: str, language: str) -> str:
    """A line of the posting as the beginning of a question."""
    return words(language).message(Message.of("ask.from_posting", line=f"“{line}”"))


def _number(questions: int) -> int:
    if questions < FEWEST_QUESTIONS:
        return 0
    return 1 if questions < QUESTIONS_FOR_TWO else 2


def _tells_stories(brief: Brief) -> bool:
    """Whether the interview asks for what somebody did, and not for knowledge or one topic alone."""
    return any(slot.kind is not QuestionKind.SKILL and not slot.topics and not slot.about for slot in brief.slots)


def _least_theirs(choices: Sequence[Choice]) -> int | None:
    """The place of the choice that says least of person and job, of several the last; None where each says enough."""
    ranks = {place: rank for place, each in enumerate(choices) if (rank := _rank(each)) is not None}
    own = [place for place, each in enumerate(choices) if each.achievement is not None]
    if len(own) == 1:
        ranks.pop(own[0], None)
    return min(ranks, key=lambda place: (ranks[place], -place), default=None)


def _rank(choice: Choice) -> int | None:
    """How early a choice may go; None for one that stays."""
    if choice.duty or choice.is_of_round or choice.is_more_wanted or "posting" in choice.question.needs:
        return None
    if choice.topic.kind is QuestionKind.BEHAVIOURAL:
        return 0
    if choice.topic.kind is QuestionKind.SKILL:
        return 1 if choice.topic.area == FOR_EVERYBODY and choice.requirement is None else None
    if choice.achievement is None:
        return 2 if choice.project is UNNAMED_PROJECT else 3
    return 4 if choice.requirement is None else 5


def _texts(choice: Choice) -> Iterable[str]:
    """What a choice asks about, in the words of bank, resume and posting."""
    yield choice.question.question
    if choice.achievement is not None:
        yield choice.achievement.line
    if choice.requirement is not None:
        yield choice.requirement.line


def _ending(question: BankQuestion) -> str:
    return question.question.rpartition("}")[2].strip()
