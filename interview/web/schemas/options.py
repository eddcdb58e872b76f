"""Before an interview on the wire: what was chosen, and what it would be made from."""

from __future__ import annotations

from pydantic import Field

from interview.core.mode import Mode
from interview.core.options import Preview
from interview.core.posting import MAX_JOB_CHARS, JobPosting
from interview.core.profile import Level
from interview.core.rounds import Round
from interview.core.told import Told
from interview.resume.files.outcome import MAX_CHARACTERS
from interview.use_cases.session_creation import MOST_FOLLOW_UPS, MOST_QUESTIONS
from interview.web.schemas.base import Name, Schema


class CreateSchema(Schema):
    """One of `resumeId`, `resumeText` and `occupation` is needed; the first of them that is there counts."""

    resume_text: str = Field("", max_length=MAX_CHARACTERS, description="The text of a resume that is not kept")
    resume_id: str | None = Field(None, max_length=64, description="A resume that is kept: GET /resumes")
    question_count: int | None = Field(
        None, ge=1, le=MOST_QUESTIONS, description="Main questions; what is usual for the round where it is left out"
    )
    follow_up_count: int | None = Field(
        None, ge=0, le=MOST_FOLLOW_UPS, description="The most follow-ups behind each main question"
    )
    force_create: bool = Field(False, description="A new interview although one for the same resume is unfinished")
    job_text: str = Field("", max_length=MAX_JOB_CHARS, description="The advertisement of a job to be interviewed for")
    leave_out: list[Name] = Field(
        default_factory=list,
        max_length=60,
        description="Topics not to ask about, by id or name: POST /interview/outlook",
    )
    more_of: list[Name] = Field(default_factory=list, max_length=60, description="Topics to ask more about, likewise")
    language: str = Field(
        "", max_length=8, description='"en" or "zh", with a model others, too; else that of the resume'
    )
    target_id: str = Field("", max_length=64, description="A job that is kept; its advertisement counts as jobText")
    round: Round = Round.MIXED
    mode: Mode = Field(Mode.PRACTICE, description="real: against the clock, without hints, swaps and going back")
    with_feedback: bool = Field(
        False, description="Feedback after each answer; never in real mode, and where answers are graded meanwhile"
    )
    topic: Name | None = Field(
        None, description="Id or name of the topic, where `round` is `topic`: POST /interview/outlook has them"
    )
    occupation: str = Field(
        "",
        max_length=120,
        description="Id of an occupation to be interviewed for where there is no resume: GET /interview/occupations",
    )
    level: Level | None = Field(None, description="With an occupation and no resume; otherwise the resume has it")


class PreviewAskedSchema(Schema):
    """One of `resumeId` and `resumeText` is needed."""

    resume_text: str = Field("", max_length=MAX_CHARACTERS, description="The text of a resume that is not kept")
    resume_id: str | None = Field(None, max_length=64, description="A resume that is kept: GET /resumes")
    job_text: str = Field("", max_length=MAX_JOB_CHARS, description="The advertisement of a job to be interviewed for")


class OccupationSchema(Schema):
    id: str
    name: str


class TopicSchema(Schema):
    """A topic to leave out or ask more of; `line` is the line of resume or job description that names it."""

    id: str
    name: str
    line: str
    is_from_job: bool


class RequirementSchema(Schema):
    """A skill the job description names. `inResume` says whether words for it, or for an alternative, were found in the
    resume: where it is false, the resume may say it in other words, and `resumeLine` is a line that perhaps does.
    `asked` says whether a question answered so far was about it, `hasQuestion`
    whether the question bank has one on it in the language of the interview that fits the person: null where nobody
    looked."""

    skill: str
    line: str
    required: bool
    in_resume: bool
    resume_line: str
    asked: bool
    has_question: bool | None = None


class PreviewSchema(Schema):
    """What an interview would be made from. `language` is used when the request names none."""

    requirements: list[RequirementSchema]
    topics: list[TopicSchema]
    rounds: list[Round]
    languages: list[str]
    language: str


class ReplacedSchema(Schema):
    """How many details of a kind were found; NAME, EMAIL, PHONE, LINK, ADDRESS, BIRTH DATE, ID or CONTACT."""

    kind: str
    count: int


class ToldSchema(Schema):
    """What a model is told before the first question. Placeholders such as [EMAIL 1] stand where a detail was."""

    is_sent: bool
    lines: list[str] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    projects: list[str] = Field(default_factory=list)
    occupation: str = ""
    level: str = ""
    years: float | None = None
    requirements: list[str] = Field(default_factory=list)
    replaced: list[ReplacedSchema] = Field(default_factory=list)


def told(value: Told | None) -> ToldSchema:
    """What a model is told, as the API shows it; nothing where there is none."""
    if value is None:
        return ToldSchema(is_sent=False)
    return ToldSchema(
        is_sent=True,
        lines=list(value.lines),
        skills=list(value.skills),
        projects=list(value.projects),
        occupation=value.occupation,
        level=value.level,
        years=value.years,
        requirements=list(value.requirements),
        replaced=[ReplacedSchema(kind=kind, count=count) for kind, count in value.replaced],
    )


def preview(value: Preview) -> PreviewSchema:
    """What an interview would be made from, as the API shows it."""
    return PreviewSchema(
        requirements=requirements(value.job),
        topics=[
            TopicSchema(id=topic.id, name=topic.name, line=topic.line, is_from_job=topic.is_from_job)
            for topic in value.topics
        ],
        rounds=list(value.rounds),
        languages=list(value.languages),
        language=value.language,
    )


def requirements(job: JobPosting, probed: frozenset[str] = frozenset()) -> list[RequirementSchema]:
    """The requirements of a job, with what resume and interview have met of them; of alternatives one is enough for
    all."""
    return [
        RequirementSchema(
            skill=found.skill,
            line=found.line,
            required=found.is_required,
            in_resume=need.shown is not None,
            resume_line=need.shown.resume_line if need.shown else found.resume_line,
            asked=need.is_among(probed),
            has_question=found.has_question,
        )
        for need in job.needs
        for found in need.alternatives
    ]
