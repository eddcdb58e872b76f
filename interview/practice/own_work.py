"""Which line of the resume an own-work question is about, and which question of the bank fits such a line.

In one interview a line is a subject once, and a question is asked once, whatever line it is about; in later ones a line
comes again only when every other was asked about, and never with the same question. Lines that show what the posting
requires come first, then those that there is much to ask about; those of work that ended long ago last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from interview.core.interviewer import Brief
from interview.core.posting import Requirement
from interview.core.profile import Achievement, Project
from interview.core.question import Difficulty, QuestionKind
from interview.i18n.translate import words
from interview.messages import Message
from interview.practice.line_forms import LEAST, Suits, how_well
from interview.practice.line_worth import worth
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import SAME_QUESTION, resemblance
from interview.question_bank.subjects import names_skill
from interview.resume.profile.achievements import OLD_YEARS
from interview.resume.profile.skill_names import names
from interview.text.excerpts import on_one_line

PLACE_CHARS = 60
_STEPS = {Difficulty.EASY: 0, Difficulty.MEDIUM: 1, Difficulty.HARD: 2}
# How far, in places of the list, the seed may move a line: the best stay in front, not always in the same order.
_SHUFFLE = 4.0
# How many places a line is ahead that names what the posting requires and no line before it named.
_FOR_THE_JOB = 6.0
# How much better than another a question has to suit to come first whatever the seed.
_VARIETY = 0.1
# What is less probably worth hearing about waits until the rest is used up. Of the rest the rules say better which
# comes first: of what people called most worth asking about 82 of 100 came, by this probability 72.
_MUCH = 0.6
# What is less probably anything to ask about is left out: of 78 such lines readers of whom nothing was learned wanted
# to hear about seven.
_SOMETHING = 0.8
# A line that people nearly surely want to hear about is asked about with what suits it less, too (of 21 such questions
# judges called 3 bad), and so is one that shows what the posting requires.
_VERY_MUCH, _LEAST_OF_THESE = 0.85, 0.5
# What suits less is asked from here on as a last resort.
_LEAST_OF_ALL = 0.4
# How well a question suits a line, and how much there is to ask about it, was learned of lines in it.
_LEARNED_LANGUAGE = "en"
Pick = tuple[Topic, BankQuestion, Achievement]


class OwnWork:
    """The lines and questions of one interview; remembers what was used."""

    def __init__(self, brief: Brief, bank: QuestionBank, draw: Callable[[str], float]) -> None:
        self._draw = draw
        self._before = tuple(brief.asked_before)
        self._subjects: list[str] = []
        self._is_english = brief.profile.language == _LEARNED_LANGUAGE
        self._learned: dict[str, Mapping[str, Suits]] = {}
        self._required = [each for each in brief.job.requirements if each.is_required]
        self._named: set[str] = set()
        known = (
            {each.line: said for each in brief.profile.achievements if (said := worth(each.line))}
            if self._is_english
            else {}
        )
        self._much = {line: said.much for line, said in known.items()}
        lines = [
            (place, line)
            for place, line in enumerate(brief.profile.achievements)
            if line.line not in known or known[line.line].something >= _SOMETHING or self.required_in(line)
        ]
        lines.sort(key=lambda each: each[0] + _SHUFFLE * draw(each[1].line))
        self._lines = [line for _, line in lines]
        self._questions = [
            (topic, question)
            for topic in bank.of_kind(QuestionKind.PROJECT)
            if topic.topic not in brief.leave_out
            for question in topic.questions
            if question.about
        ]
        projects = [each.name for each in brief.profile.projects]
        for line in self._lines:
            told_by = [_said(line), *(name for name in projects if name and names(line.line, name))]
            if any(words in text for text in brief.in_interview for words in told_by):
                self._subjects.append(line.line)
        self._line_uses = Counter(line.line for line in self._lines for text in self._before if _said(line) in text)
        self._in_interview = {
            question.id for _, question in self._questions for text in brief.in_interview if _ending(question) in text
        }
        self._uses = Counter(
            question.id for _, question in self._questions for text in self._before if _ending(question) in text
        )

    def pick(self, difficulty: Difficulty, *, is_last_resort: bool = False) -> Pick | None:
        """The next line and question; None when every line was a subject of this interview, or has no question left.
        What suits a line less is asked as a last resort, or where no line would be asked about otherwise."""
        options = sorted(self._options(difficulty, LEAST), key=lambda option: option[0])
        if not options and (is_last_resort or not self._subjects):
            options = sorted(self._options(difficulty, _LEAST_OF_ALL), key=lambda option: option[0])
        if not options:
            return None
        _, (topic, question, line) = options[0]
        self._uses[question.id] += 1
        self._in_interview.add(question.id)
        self._subjects.append(line.line)
        self._named.update(each.skill for each in self.required_in(line))
        return topic, question, line

    def lines_left(self) -> int:
        """How many lines were no subject of this interview yet and have a question left, those of work that ended long
        ago apart."""
        left = self._open(LEAST)
        return sum(line.line in left and line.years_ago < OLD_YEARS for line in self._lines)

    def required_in(self, line: Achievement) -> tuple[Requirement, ...]:
        """What the posting requires and a line names."""
        return tuple(each for each in self._required if names_skill(line.line, each.skill))

    def has_told_of(self, project: Project) -> bool:
        """Whether a line about a project was a subject of this interview."""
        return any(_is_same(project.line, line) or names(line, project.name) for line in self._subjects)

    def _open(self, least: float) -> dict[str, list[tuple[Topic, BankQuestion]]]:
        """Each line that is left → the questions that it can still be asked in this interview, which suit it at least
        so probably."""
        found: dict[str, list[tuple[Topic, BankQuestion]]] = {}
        for line in self._lines:
            if any(_is_same(line.line, subject) for subject in self._subjects):
                continue
            left = [
                (topic, question)
                for topic, question in self._questions
                if question.id not in self._in_interview
                and self._suits(question, line, least)
                and not _was_asked(question, line, self._before)
            ]
            if left:
                found[line.line] = left
        return found

    def _suits(self, question: BankQuestion, line: Achievement, least: float) -> bool:
        """Whether a question can be asked of a line: as is learned of English lines, and else by rules."""
        shares = self._how_well(line)
        if question.id not in shares:
            return fits(question, line)
        is_worth_it = self._much.get(line.line, 0.0) >= _VERY_MUCH or bool(self.required_in(line))
        return shares[question.id].share >= (min(least, _LEAST_OF_THESE) if is_worth_it else least)

    def _rank(self, question: BankQuestion, line: Achievement) -> float:
        shares = self._how_well(line)
        suits = shares[question.id].rank if question.id in shares else 0.0
        return round(suits + _VARIETY * self._draw(question.id), 1)

    def _how_well(self, line: Achievement) -> Mapping[str, Suits]:
        if line.line not in self._learned:
            self._learned[line.line] = how_well(line.line) if self._is_english else {}
        return self._learned[line.line]

    def _options(self, difficulty: Difficulty, least: float) -> Iterator[tuple[tuple[float, ...], Pick]]:
        left = self._open(least)
        only = Counter(questions[0][1].id for questions in left.values() if len(questions) == 1)
        for place, line in enumerate(self._lines):
            is_fresh = any(each.skill not in self._named for each in self.required_in(line))
            for topic, question in left.get(line.line, ()):
                distance = abs(_STEPS[question.difficulty] - _STEPS[difficulty])
                against = (
                    self._line_uses[line.line],
                    line.years_ago // OLD_YEARS,
                    self._much.get(line.line, 1.0) < _MUCH and not is_fresh,
                    place - _FOR_THE_JOB * is_fresh,
                    # How many other lines would be left without a question.
                    only[question.id] - (len(left[line.line]) == 1),
                    self._uses[question.id],
                    # What suits best, but not the same in every interview.
                    -self._rank(question, line),
                    distance,
                    self._draw(question.id),
                )
                yield against, (topic, question, line)


def fits(question: BankQuestion, line: Achievement) -> bool:
    """Whether a question can be asked of a line, by its kind and by what else it tells."""
    told = set(line.traits)
    return line.kind in question.about and told.issuperset(question.only) and told.isdisjoint(question.never)


def _is_same(one: str, other: str) -> bool:
    """Whether two lines tell of one thing: one has the other in it, or nearly all their words are the same."""
    short, long = sorted((" ".join(one.split()).rstrip(".;,"), " ".join(other.split())), key=len)
    return bool(short) and (short in long or resemblance(one, other) >= SAME_QUESTION)


def quoted(line: Achievement) -> str:
    """A line as a question has it."""
    return f"“{_said(line)}”"


def _said(line: Achievement) -> str:
    """Its words alone, which an earlier question may have within a longer quote."""
    return " ".join(line.line.split()).rstrip(".;,")


def told(line: Achievement, language: str) -> str:
    """A line with where it stands, as the beginning of a question."""
    place, said = on_one_line(line.place, PLACE_CHARS), quoted(line)
    found = (
        Message.of("ask.from_resume_at", place=place, line=said) if place else Message.of("ask.from_resume", line=said)
    )
    return words(language).message(found)


def _ending(question: BankQuestion) -> str:
    return question.question.rpartition("}")[2].strip()


def _was_asked(question: BankQuestion, line: Achievement, texts: Iterable[str]) -> bool:
    return any(_said(line) in text and _ending(question) in text for text in texts)
