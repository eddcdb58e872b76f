"""A question: what is asked, at which place of an interview, and what a good answer holds. Immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview.core.identity import ASKED_FOR_REAL, InterviewerId
from interview.core.key_point import OF_ONESELF, KeyPoint
from interview.messages import Message


class QuestionKind(StrEnum):
    """project: about work of the resume · skill: knowledge · behavioural: something lived through at work."""

    PROJECT = "project"
    SKILL = "skill"
    BEHAVIOURAL = "behavioural"


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, order=True)
class Position:
    """A question's identity, order and parenthood: main question `main` (from 0), `follow_up` 0 for the main itself."""

    main: int
    follow_up: int = 0

    @property
    def is_follow_up(self) -> bool:
        return self.follow_up > 0

    def is_behind(self, other: Position) -> bool:
        """Whether it is a later follow-up to the same main question."""
        return self.main == other.main and self.follow_up > other.follow_up

    def next_follow_up(self) -> Position:
        return Position(self.main, self.follow_up + 1)

    def __str__(self) -> str:
        return f"{self.main}.{self.follow_up}"


@dataclass(frozen=True)
class PlannedFollowUp:
    """A follow-up prepared with its main question, by an `id` that is its own there. `targets` are indexes of the main
    key points it probes.
    """

    id: str
    text: str
    key_points: tuple[KeyPoint, ...] = ()
    reference_answer: str = ""
    targets: tuple[int, ...] = ()


class OwnCategory(StrEnum):
    """Categories that no topic gives: stored and compared as they are, said in the words of i18n/."""

    PROJECT = "Project"
    BEHAVIOURAL = "Behavioural"
    YOUR_PROJECTS = "Your projects"
    WITH_OTHERS = "Working with others"
    OWN_QUESTIONS = "Your own questions"


@dataclass(frozen=True)
class Origin:
    """A main question of an earlier session."""

    session_id: str
    main: int


@dataclass(frozen=True)
class Source:
    """A pack that a question is from, by its name, with the licence it is under and who made it ("": not told)."""

    name: str
    licence: str
    author: str = ""


ASKS_FOR_A_STORY = frozenset(
    {f"untold.{way}" for way in ("example", "again", "come_back", "come_back_anew", "asked_back", "fits")}
)
"""Wordings of follow-ups that ask for the story which a main question asked for already."""
ASKS_FOR_MORE = "untold.more"
"""The wording of one that asks for more of what was told in few words."""
ASKS_HOW_IT_FITS = "untold.fits"
"""The wording of one that asks how what was told fits the question, or for what does."""
ASKS_BEYOND = "also."
"""So begin wordings of follow-ups that ask about a story what its question does not ask for."""


class FollowUpKind(StrEnum):
    """planned: prepared with the main question · easier: a smaller step after a short answer · open: asks for a key
    point that has not come up, in older interviews · probe: about a claim of the answer, or what it leaves out ·
    reactive: made by a model from the answer."""

    PLANNED = "planned"
    EASIER = "easier"
    OPEN = "open"
    PROBE = "probe"
    REACTIVE = "reactive"


# Why a follow-up of this kind has no score where it has no key points.
_NOBODY_HOLDS = {FollowUpKind.PROBE: "ungraded.think_on", FollowUpKind.EASIER: "ungraded.easier"}


class InsteadOf(StrEnum):
    """Why a planned follow-up is asked in place of a model's own. late: the model's did not come in time · failed:
    none came that holds, whatever the reason (as a refused key or a budget that is used up)."""

    LATE = "late"
    FAILED = "failed"


@dataclass(frozen=True)
class FollowUp:
    """How a follow-up came about: `plan` is the id of the planned one it asks, `point` the id of the key point an open
    one asks for and `wording` by which of several ways, `quote` the words of the answer that it repeats. `instead_of`
    says of a planned one why the model's own is not there, None where nothing else was to come.
    """

    kind: FollowUpKind
    plan: str = ""
    point: str = ""
    wording: str = ""
    quote: str = ""
    instead_of: InsteadOf | None = None


@dataclass(frozen=True)
class Question:
    """A question as asked. `category` is its topic's name, or one of core's own for projects and behaviour; `asked_by`
    is None only until it is signed. `reason` says why it is asked, with the line of resume or job description behind
    it; `probes` are the requirements of the job that it tests, by their skills; `repeats` is where it was asked before
    when it comes again on purpose, `follow_up` how it came about when it is one. `bare_text` is what a follow-up asks
    without our words around it: the phrase it repeats and the planned question, or what it leads back to; "" where the
    text is that already. `also_right` are sound answers that the key points do not have, `red_flags` what would worry
    an interviewer; `misconceptions` are shown to people where it `shows_misconceptions`: those of earlier interviews
    were written for the judge alone. `source` is the pack whose words or key points these are, None for those of the
    product or a model.
    """

    text: str
    category: str
    kind: QuestionKind = QuestionKind.SKILL
    difficulty: Difficulty = Difficulty.MEDIUM
    key_points: tuple[KeyPoint, ...] = ()
    reference_answer: str = ""
    misconceptions: tuple[str, ...] = ()
    planned_follow_ups: tuple[PlannedFollowUp, ...] = ()
    reason: Message | None = None
    hint: str = ""
    bank_id: str = ""
    asked_by: InterviewerId | None = None
    probes: tuple[str, ...] = ()
    repeats: Origin | None = None
    follow_up: FollowUp | None = None
    bare_text: str = ""
    source: Source | None = None
    also_right: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    shows_misconceptions: bool = False

    @property
    def is_of_a_real_interview(self) -> bool:
        """Whether somebody was asked it for real and wrote it down."""
        return self.asked_by == ASKED_FOR_REAL

    @property
    def without_score(self) -> Message | None:
        """Why nobody holds what a good answer to it has, so that what is said is kept without a score; None elsewhere.
        Somebody was asked it for real, it asks to think on from words of an answer, or about a story what its question
        does not ask for, or, in older interviews, how to find out."""
        if self.key_points:
            return None
        if self.is_of_a_real_interview:
            return Message.of("ungraded.own_question")
        if self.follow_up is not None and self.follow_up.wording.startswith(ASKS_BEYOND):
            return Message.of("ungraded.also")
        kind = self.follow_up.kind if self.follow_up is not None else None
        code = _NOBODY_HOLDS.get(kind) if kind is not None else None
        return Message.of(code) if code is not None else None

    @property
    def is_about_oneself(self) -> bool:
        """Whether all that it asks for is the person's own to say, as what they check first: nobody can look it up."""
        begins = tuple(OF_ONESELF.values())
        return bool(self.key_points) and all(point.text.startswith(begins) for point in self.key_points)

    @property
    def asks_once_more(self) -> bool:
        """Whether it is a follow-up that asks for the story of its main question once more."""
        return self.follow_up is not None and self.follow_up.wording in ASKS_FOR_A_STORY

    @property
    def asks_how_it_fits(self) -> bool:
        """Whether it is a follow-up that asks how what was told fits the question, or for what does."""
        return self.follow_up is not None and self.follow_up.wording == ASKS_HOW_IT_FITS

    @property
    def asks_for_a_story_behind(self) -> bool:
        """Whether it is a follow-up behind which the story of its main question may be told, or what comes nearest."""
        if self.follow_up is None:
            return False
        is_easier = self.follow_up.kind is FollowUpKind.EASIER and any(p.part is not None for p in self.key_points)
        return self.asks_once_more or self.follow_up.wording == ASKS_FOR_MORE or is_easier

    @property
    def asks_for_one_part(self) -> bool:
        """Whether it is a follow-up that asks for one part of a story by name, behind what was told."""
        is_probe = self.follow_up is not None and self.follow_up.kind is FollowUpKind.PROBE
        return is_probe and not self.asks_once_more and [point.part is not None for point in self.key_points] == [True]

    @property
    def asked_as(self) -> str:
        """The id of the question of the bank by whose answers this one is judged; "" of any other."""
        if self.asks_once_more and self.follow_up is not None:
            return self.bank_id.removesuffix(f"/{self.follow_up.wording}")
        return self.bank_id

    @property
    def bare(self) -> str:
        """What is asked without our words around it: the scorer compares answers with this, so that wording changes no
        score."""
        return self.bare_text or self.text
