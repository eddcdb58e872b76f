"""The question bank as typed, frozen values, read once from one YAML file per topic.

Refuses a file that breaks the form (unknown field, target out of range, id used twice), naming file and place. Whether
the texts are good enough, and ours complete, is for scripts/check_bank.py. It chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from interview import yaml_files
from interview.core.key_point import StoryPart
from interview.core.profile import AchievementKind, LineTrait
from interview.core.question import Difficulty, QuestionKind, Source

_NOT_TECHNICAL = frozenset({"Product and process", "Business", "Trades", "General"})
FOLDER = Path(__file__).parent / "questions"
FOLDERS = {"en": FOLDER, "zh": FOLDER / "zh"}
"""The bank of each language (ISO 639-1). Topics have the same ids in all of them; not every one has every topic."""

Area = Literal[
    "Languages",
    "Web",
    "Data stores",
    "Cloud and containers",
    "Systems",
    "Foundations",
    "Data and AI",
    "Mobile",
    "Engineering",
    "Product and process",
    "Business",
    "Trades",
    "General",
]
Placeholder = Literal["project", "role", "technology", "achievement", "duty"]
Given = Literal["posting", "gap", "desk", "employer", "own_business", "trade", "training", "open_pay"]
Workplace = Literal[
    "restaurant",
    "canteen",
    "hospital",
    "care_home",
    "home_visits",
    "practice",
    "primary_school",
    "secondary_school",
    "university",
]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = frozenset({"project", "role", "technology", "achievement", "duty"})
# A line of the posting may be about work that the resume does not have.
_FILLED = {
    QuestionKind.SKILL: frozenset[str](),
    QuestionKind.PROJECT: _PLACEHOLDERS - {"duty"},
    QuestionKind.BEHAVIOURAL: frozenset({"duty"}),
}
OPENS, CLOSES = 1, 99
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
MaybeText = Annotated[str, StringConstraints(strip_whitespace=True)]


class BankInvalid(Exception):
    """A bank file cannot be used; `complaints` says where and why, one line each."""

    def __init__(self, file: str, complaints: Iterable[str]) -> None:
        self.file = file
        self.complaints = tuple(complaints)
        super().__init__("\n".join(f"{file}: {complaint}" for complaint in self.complaints))


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BankFollowUp(_Entry):
    """A follow-up; `targets` are indexes (from 0) of the main question's key points."""

    question: Text
    targets: Annotated[tuple[int, ...], Field(min_length=1)]
    key_points: Annotated[tuple[Text, ...], Field(min_length=1)]
    reference: MaybeText = ""


class LevelAnswers(_Entry):
    """What people of a level would say where it differs from the reference."""

    junior: Text
    senior: Text


class BankQuestion(_Entry):
    """One main question. `needs` names what must be told before it can be asked: what a placeholder stands for or a gap
    by the resume, that there is a posting, or one that fixes no pay (open_pay), work at a desk where the occupation is
    not known, or that somebody works for themselves (own_business) or learns a trade (training). An employer those lack
    who work for themselves, and a trade those who learn one.

    `case` is shared by questions that are steps of one piece of work, asked in the order of `step` (from 1); without a
    case, a step is where in a round of its topic a question belongs, OPENS at the beginning and CLOSES at the end.
    `about` are the kinds of lines that a question about an {achievement} fits, `only` what such a line must tell and
    `never` what it must not. A question of a topic for many may be for some `professions` alone, or not for others;
    single occupations are named among them by their own id.
    One that takes a tool for granted names it in `if_named`, with what is used in its place: resume or posting must
    name one of them.
    A scene that is set where only some of a trade work names these `workplaces`: who names others alone is not asked.
    `subjects` are skills that it is about without naming them, `not_subjects` those that its words name
    without it being about them: "products that sell" is not about sales.
    Questions of packs may have no reference, hint and follow-ups.
    `also_right` are sound answers that the key points do not have, `red_flags` what an interviewer would worry about.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$")]
    difficulty: Difficulty
    question: Text
    key_points: Annotated[tuple[Text, ...], Field(min_length=1)]
    misconceptions: tuple[Text, ...] = ()
    reference: MaybeText = ""
    hint: MaybeText = ""
    also_right: tuple[Text, ...] = ()
    red_flags: tuple[Text, ...] = ()
    answers: LevelAnswers | None = None
    follow_ups: tuple[BankFollowUp, ...] = ()
    needs: tuple[Placeholder | Given, ...] = ()
    about: tuple[AchievementKind, ...] = ()
    only: tuple[LineTrait, ...] = ()
    never: tuple[LineTrait, ...] = ()
    case: str = ""
    step: int = 0
    if_named: tuple[Text, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    professions: tuple[Text, ...] = ()
    not_professions: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    not_subjects: tuple[Text, ...] = ()

    def is_for(self, known_as: Collection[str]) -> bool:
        """Whether it is one for people of this work, by profession and occupation; where none is known, it is unless it
        is for some alone."""
        is_left_out = any(name in known_as for name in self.not_professions)
        return not is_left_out and (not self.professions or any(name in known_as for name in self.professions))

    @property
    def placeholders(self) -> frozenset[str]:
        """Names in braces in the question and its follow-ups."""
        return frozenset(
            name
            for text in (self.question, *(follow_up.question for follow_up in self.follow_ups))
            for name in _PLACEHOLDER.findall(text)
        )

    @model_validator(mode="after")
    def _is_a_step_of_a_case(self) -> Self:
        if self.case and self.step < 1:
            raise ValueError("a step of a case has a step (from 1)")
        return self

    @model_validator(mode="after")
    def _targets_exist(self) -> Self:
        for number, follow_up in enumerate(self.follow_ups):
            for target in follow_up.targets:
                if not 0 <= target < len(self.key_points):
                    last = len(self.key_points) - 1
                    raise ValueError(f"follow_ups[{number}]: target {target} is not one of the key points 0 to {last}")
        return self


class Topic(_Entry):
    """The questions of one topic; `name` is shown as their category, `skills` are matched to a resume's, and `subjects`
    are those that every question is about, which the name need not say."""

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    kind: QuestionKind
    area: Area
    skills: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    questions: Annotated[tuple[BankQuestion, ...], Field(min_length=1)]

    @property
    def is_technical(self) -> bool:
        """Whether its questions only make sense to somebody who works with technology."""
        return self.kind is QuestionKind.SKILL and self.area not in _NOT_TECHNICAL

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        complaints = [complaint for question in self.questions for complaint in self._complaints(question)]
        if complaints:
            raise ValueError("; ".join(complaints))
        return self

    def _complaints(self, question: BankQuestion) -> Iterable[str]:
        if not question.id.startswith(f"{self.topic}-"):
            yield f"{question.id}: the id must start with {self.topic}-"
        allowed = _FILLED[self.kind]
        if self.kind is not QuestionKind.SKILL or question.placeholders & _PLACEHOLDERS:
            for name in sorted(question.placeholders - allowed):
                yield f"{question.id}: {{{name}}} is not a placeholder a {self.kind} question may use"
        if self.kind is QuestionKind.SKILL:
            return
        if question.misconceptions:
            yield f"{question.id}: a {self.kind} question has no misconceptions"
        for points in (question.key_points, *(follow_up.key_points for follow_up in question.follow_ups)):
            for point in points:
                if point not in list(StoryPart):
                    yield f'{question.id}: key point "{point}" is not one of {", ".join(StoryPart)}'


class QuestionBank:
    """All topics, in the order of their names; looks questions up by id. `sources` are the packs of topics that are
    not ours, by topic id."""

    def __init__(self, topics: Iterable[Topic], sources: Mapping[str, Source] | None = None) -> None:
        self.topics = tuple(sorted(topics, key=lambda topic: topic.topic))
        self.sources = sources or {}
        seen: dict[str, str] = {}
        for topic in self.topics:
            for question in topic.questions:
                if question.id in seen:
                    raise BankInvalid(f"{topic.topic}.yaml", [f"{question.id}: the id is used twice"])
                seen[question.id] = topic.topic

    def of_kind(self, kind: QuestionKind) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.kind is kind)

    def source_of(self, topic: Topic) -> Source | None:
        """The pack that a topic is from; None for one of ours."""
        return self.sources.get(topic.topic)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Topic, BankQuestion]]:
        """Question id → its topic and itself."""
        return {question.id: (topic, question) for topic in self.topics for question in topic.questions}


BankOf = Callable[[str], QuestionBank]
"""The bank of a language, ours or with packs in it."""


@lru_cache(maxsize=4)
def load_bank(folder: Path = FOLDER) -> QuestionBank:
    """Every topic file of `folder`, read once per process; BankInvalid for the first file that cannot be used."""
    return QuestionBank(load_topic(path) for path in sorted(folder.glob("*.yaml")))


def bank_in(language: str) -> QuestionBank:
    """The bank of a language of FOLDERS, read once per process."""
    return load_bank(FOLDERS[language])


def load_topic(path: Path) -> Topic:
    """One topic file; BankInvalid with every complaint about it."""
    try:
        content = yaml_files.read(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BankInvalid(path.name, [f"not readable as YAML: {' '.join(str(error).split())}"]) from error
    try:
        topic = Topic.model_validate(content)
    except ValidationError as error:
        raise BankInvalid(path.name, _complaints(content, error)) from error
    if topic.topic != path.stem:
        raise BankInvalid(path.name, [f'topic "{topic.topic}" must be the file name, "{path.stem}"'])
    return topic


def _complaints(content: object, error: ValidationError) -> Iterable[str]:
    for detail in error.errors():
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "string_type" and isinstance(detail["input"], dict):
            message = 'must be text; a line that contains ": " needs quotes around it'
        yield f"{_place(content, detail['loc'])}{message}"


def _place(content: object, location: tuple[int | str, ...]) -> str:
    """The path to a complaint, with a question's id in place of its number where it has one."""
    steps = list(location)
    prefix = ""
    if len(steps) >= 2 and steps[0] == "questions" and isinstance(content, dict):
        try:
            prefix = f"{content['questions'][steps[1]]['id']}: "
            steps = steps[2:]
        except (KeyError, IndexError, TypeError):
            prefix = ""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    return f"{prefix}{path}: " if path else prefix
