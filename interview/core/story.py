"""A story: somebody's own account of something they did, as they keep it for interviews.

Only the person makes, changes and deletes one. What it shows are their own tags; which parts it has is known where it
came from an answer that was judged, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from interview.core.grading import Grade, Verdict
from interview.core.key_point import StoryPart
from interview.core.posting import JobPosting, Requirement
from interview.core.question import Question, QuestionKind
from interview.core.scoring import is_open
from interview.core.target import Target
from interview.errors import Code, Invalid
from interview.messages import Message

MAX_TITLE_CHARS = 120
# What is longer is no story that somebody tells in an interview.
MAX_STORY_CHARS = 20_000
MOST_LINE_CHARS = 300


class Competency(StrEnum):
    """What a story shows, after what the bank's questions on stories ask for (question_bank/competencies.yaml)."""

    ACHIEVEMENT = "achievement"
    PROBLEM = "problem"
    INITIATIVE = "initiative"
    LEARNING = "learning"
    TEAMWORK = "teamwork"
    HELPING = "helping"
    LEADING = "leading"
    CONVINCING = "convincing"
    CONFLICT = "conflict"
    DISAGREEING = "disagreeing"
    FEEDBACK = "feedback"
    SETBACK = "setback"
    CHANGED_MIND = "changed_mind"
    DECIDING = "deciding"
    UNCLEAR = "unclear"
    PRIORITIES = "priorities"
    SAYING_NO = "saying_no"
    CUSTOMERS = "customers"


class Origin(StrEnum):
    """Where a story came from: answer (to a question of an interview) · resume (a line of it) · hand."""

    ANSWER = "answer"
    RESUME = "resume"
    HAND = "hand"


@dataclass(frozen=True)
class StorySource:
    """`session_id` and `main` lead to the answer, None once that interview was deleted; `line` is that of
    a resume, "" once no resume has it any more."""

    origin: Origin = Origin.HAND
    session_id: str | None = None
    main: int | None = None
    line: str = ""


@dataclass(frozen=True)
class Story:
    """One story of one owner."""

    id: str
    owner: str
    title: str
    text: str
    created_at: datetime
    updated_at: datetime
    tags: tuple[Competency, ...] = ()
    source: StorySource = StorySource()

    def edited(self, *, title: str, text: str, tags: Sequence[Competency], at: datetime) -> Story:
        """The same story in other words; Invalid without a text, or with words that are too many.

        Without a title the beginning of the text stands for one. Tags stand in the order of Competency.
        """
        title, text = " ".join(title.split()), text.strip()
        if not text:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.story_empty"))
        if len(title) > MAX_TITLE_CHARS or len(text) > MAX_STORY_CHARS:
            raise Invalid(
                Code.INPUT_INVALID, Message.of("error.story_too_long", title=MAX_TITLE_CHARS, text=MAX_STORY_CHARS)
            )
        kept = tuple(tag for tag in Competency if tag in tags)
        return replace(self, title=title or beginning(text), text=text, tags=kept, updated_at=at)


def beginning(text: str, at_most: int = 60) -> str:
    """The first words of a text on one line, cut between words where there are any."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else (line[:at_most].rpartition(" ")[0] or line[:at_most]) + " …"


def is_told(question: Question) -> bool:
    """Whether a question asks for a story."""
    return question.kind is not QuestionKind.SKILL


def tells_own_action(grade: Grade) -> bool:
    """Whether an answer was found, or settled, to say what the person did themselves."""
    return any(
        judged.point.part is StoryPart.OWN_ACTION and judged.verdict is Verdict.COVERED and not is_open(judged)
        for judged in grade.points
    )


@dataclass(frozen=True)
class JudgedAnswer:
    """An answer to a main question that asks for a story, with how it was judged."""

    session_id: str
    main: int
    question: Question
    text: str
    answered_at: datetime
    grade: Grade

    @property
    def parts(self) -> tuple[tuple[StoryPart, Verdict], ...]:
        """What it does with each part of a story that its question asks for."""
        found = ((judged.point.part, judged.verdict) for judged in self.grade.points)
        return tuple((part, verdict) for part, verdict in found if part is not None)


@dataclass(frozen=True)
class KeptStory:
    """A story with the judged answer it came from, as far as that is still there."""

    story: Story
    answer: JudgedAnswer | None = None

    @property
    def is_as_judged(self) -> bool:
        """Whether the words are still those that were judged."""
        return self.answer is not None and self.answer.text.strip() == self.story.text

    @property
    def parts(self) -> tuple[tuple[StoryPart, Verdict], ...]:
        """The parts of a story that were looked for in it; () where nobody looked."""
        return () if self.answer is None else self.answer.parts


@dataclass(frozen=True)
class Seed:
    """A line of a resume behind which there may be a story."""

    line: str
    place: str = ""


@dataclass(frozen=True)
class StoryBank:
    """What somebody keeps, newest first, and what could be kept: answers they told as a story, lines of a resume."""

    stories: tuple[KeptStory, ...]
    offers: tuple[JudgedAnswer, ...]
    seeds: tuple[Seed, ...]


@dataclass(frozen=True)
class Wanted:
    """Something that a posting asks for: a skill, or a competency; `line` is where it does."""

    line: str
    skill: str = ""
    competency: Competency | None = None


@dataclass(frozen=True)
class Answering:
    """A story that answers something wanted. `quote` are its words that name the skill, "" where its tag says so."""

    story: Story
    quote: str = ""


@dataclass(frozen=True)
class JobStories:
    """Which stories answer what a job asks for: of each thing those that do, possibly none."""

    target: Target
    found: tuple[tuple[Wanted, tuple[Answering, ...]], ...]

    @property
    def answered(self) -> tuple[tuple[Wanted, tuple[Answering, ...]], ...]:
        return tuple((wanted, stories) for wanted, stories in self.found if stories)

    @property
    def lacking(self) -> tuple[Wanted, ...]:
        """What no story answers."""
        return tuple(wanted for wanted, stories in self.found if not stories)


def job_stories(target: Target, job: JobPosting, stories: Sequence[Story], reader: StoryReader) -> JobStories:
    """Skills that the words of a story name, and competencies that it is tagged with; of alternatives one is enough."""
    met: dict[int, bool] = {}
    skills: list[tuple[Requirement, tuple[Answering, ...]]] = []
    for requirement in job.requirements:
        quoted = ((story, reader.quote(story.text, requirement.skill)) for story in stories)
        answering = tuple(Answering(story, quote) for story, quote in quoted if quote)
        met[requirement.group] = met.get(requirement.group, False) or bool(answering)
        skills.append((requirement, answering))
    found = [
        (Wanted(requirement.line, requirement.skill), answering)
        for requirement, answering in skills
        if answering or not requirement.group or not met[requirement.group]
    ]
    for competency, line in reader.wanted(job.text).items():
        tagged = tuple(Answering(story) for story in stories if competency in story.tags)
        found.append((Wanted(line, competency=competency), tagged))
    return JobStories(target, tuple(found))


class StoryReader(Protocol):
    """Reads what questions, postings and stories are about; a use case is given something that implements it."""

    def asked_for(self, question: Question) -> Competency | None:
        """What a story that answers this question shows; None where that is not known."""
        ...

    def wanted(self, posting: str) -> Mapping[Competency, str]:
        """The competencies that a posting asks for, each with the line that does."""
        ...

    def quote(self, text: str, skill: str) -> str:
        """The sentence of a story that names a skill; "" when none does."""
        ...
