"""What can be known and chosen before an interview is made: the job, the topics, the language.

A use case is given something that implements Catalogue; reading texts and knowing topics is not core's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from interview.core.mode import Mode
from interview.core.posting import JobPosting
from interview.core.profile import Level, Profile
from interview.core.question import Question
from interview.core.rounds import Round


@dataclass(frozen=True)
class TopicOffer:
    """A topic the interview may ask about, and the line of resume or job description that names it ("": none)."""

    id: str
    name: str
    line: str = ""
    is_from_job: bool = False


@dataclass(frozen=True)
class InterviewOptions:
    """What the person asked for. Topics by id or name; `language` "" leaves it to setting and resume, `topic` is that
    of a round on one topic. With a `target_id` its advertisement stands where `job_text` would."""

    job_text: str = ""
    leave_out: tuple[str, ...] = ()
    more_of: tuple[str, ...] = ()
    language: str = ""
    round: Round = Round.MIXED
    topic: str = ""
    target_id: str = ""
    mode: Mode = Mode.PRACTICE
    with_feedback: bool = False


@dataclass(frozen=True)
class Preview:
    """What an interview would be made from: the job as understood, topics, rounds and languages to choose among.

    `language` is the one that would be used if nothing else is wished for, `wanted_as` the id of the occupation that
    the job is for, "" when its title names none.
    """

    job: JobPosting
    topics: tuple[TopicOffer, ...]
    rounds: tuple[Round, ...]
    languages: tuple[str, ...]
    language: str
    wanted_as: str = ""


class Catalogue(Protocol):
    """Reads job descriptions and knows the occupations and topics there are questions about."""

    def read_job(self, text: str, profile: Profile, resume_text: str = "") -> JobPosting:
        """The requirements of a job description, compared with what the resume shows. By `resume_text` it is told of
        what the profile lacks whether the resume may have it all the same."""
        ...

    def topics(self, profile: Profile, job: JobPosting, language: str) -> tuple[TopicOffer, ...]:
        """Topics that job and resume call for and that there are questions about in this language (ISO 639-1), the
        weightiest first."""
        ...

    def with_questions(self, profile: Profile, job: JobPosting, language: str) -> JobPosting:
        """The job, knowing of all it asks for whether there is a question about it in this language for this person."""
        ...

    def rounds(self, profile: Profile, job: JobPosting, language: str) -> tuple[Round, ...]:
        """The kinds of interview that make sense for this person and that there are questions for in this language."""
        ...

    def occupation_wanted(self, job: JobPosting, language: str) -> str:
        """The id of the occupation that a posting is for, by its title and its text; "" when its title names none."""
        ...

    def is_other_work(self, profile: Profile, job: JobPosting, language: str) -> bool:
        """Whether a posting is surely for another profession than that of the resume."""
        ...

    def level_said(self, job: JobPosting) -> Level | None:
        """Junior or senior where the title of a posting says so."""
        ...

    def occupation_name(self, id: str, language: str) -> str:
        """What an occupation is called in a language (ISO 639-1); "" when there is none with this id."""
        ...

    def occupation_called(self, name: str, language: str) -> str:
        """The id of the occupation that is called so in a language; "" when none is."""
        ...

    def topic_id(self, name: str) -> str:
        """The id of a topic given by id or name, in any letter case; "" when there is none."""
        ...

    def topic_of(self, question: Question) -> str:
        """The id of the topic of knowledge that a question is counted under, or that its skill belongs to; "" when
        none is known."""
        ...

    def question_topics(self, profile: Profile, job: JobPosting, language: str) -> Mapping[str, tuple[str, ...]]:
        """For each skill a job asks for, the ids of the topics that have a question about it in this language for this
        person, first those it belongs to."""
        ...

    def requirement_topics(self, job: JobPosting, language: str) -> Mapping[str, tuple[str, ...]]:
        """For each skill a job asks for, the ids of the topics it belongs to in this language, first those that have a
        question about it."""
        ...

    def is_named_after(self, topic: str, skill: str) -> bool:
        """Whether every question of a topic is about this skill, as the topic is called by it."""
        ...

    def asks_about(self, question: Question, skill: str) -> bool:
        """Whether a question is about this skill by its own words."""
        ...

    def usual_name(self, skill: str) -> str:
        """What a skill is called now that may have been stored under another name."""
        ...

    def usual_topics(self, title: str, language: str) -> tuple[tuple[str, str, bool], ...]:
        """What people with this job title are usually asked about, each (topic id, its name, whether it is the core of
        the work); nothing for a title that names no known occupation."""
        ...

    def topics_in(self, language: str) -> frozenset[str]:
        """The ids of the topics there are questions about in this language."""
        ...
