"""Prompts for one question fit a small context, hold what belongs to their slot, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from interview.core.interviewer import Brief, Step
from interview.core.lengths import estimated_tokens
from interview.core.plan import Slot, plan
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Achievement, AchievementKind, Profile, Project, Skill
from interview.core.question import Difficulty, Question, QuestionKind
from interview.core.rounds import DESIGN, Round
from interview.model import prompts
from interview.model.asking import FACT_TOKENS
from interview.question_bank import grounding
from interview.question_bank.bank import load_bank

pytestmark = pytest.mark.sqlite_first

MOST_TOKENS = 2_500
_SKILLS = (
    "Python Java Kotlin PostgreSQL Redis Kafka Docker Kubernetes Terraform AWS GCP React TypeScript GraphQL Linux Bash"
)
_LINES = [
    f"Led the move of {n} services from Java to Kotlin at Company {n}, which cut deployments from {n * 7} to 4 minutes."
    for n in range(120)
]
_PROFILE = Profile(
    skills=tuple(Skill(name, f"Skills: {_SKILLS}") for name in _SKILLS.split()),
    projects=tuple(Project(f"Ledger {n}", line, "lead", ("Java", "Kotlin")) for n, line in enumerate(_LINES[:10])),
    achievements=tuple(Achievement(line, AchievementKind.CHANGE, "Company") for line in _LINES[:20]),
    years=9,
)
_JOB = JobPosting(
    "text",
    tuple(
        Requirement(name, f"- {name} in production for at least three years, with on-call duty", True, False)
        for name in _SKILLS.split()
    ),
)
_ASKED = tuple(
    f"What would you do first when the {name} part of it fails at night, and why so?" for name in _SKILLS.split()
)
LONG = Brief(
    _PROFILE,
    "\n".join([f"Skills: {_SKILLS}", *_LINES]),
    plan(24, _PROFILE.level, 20),
    asked_before=_ASKED * 2,
    job=_JOB,
    leave_out=("sql", "kafka"),
    more_of=("python",),
)
ABOUT = "Kafka: what happens to order when a consumer group is rebalanced"


def size(prompt: prompts.Prompt) -> int:
    return estimated_tokens(prompt.system) + estimated_tokens(prompt.user)


def material(prompt: prompts.Prompt) -> dict[str, object]:
    found = json.loads(prompt.user.split("\n", 1)[1].rsplit("\n", 1)[0])
    assert isinstance(found, dict)
    return found


def one(slot: Slot) -> Brief:
    return replace(LONG, slots=(slot,))


def test_every_prompt_for_a_long_resume_fits_a_small_context() -> None:
    bank = load_bank()
    for slot in LONG.slots:
        facts = grounding.facts(one(slot), bank, ABOUT, FACT_TOKENS)
        assert size(prompts.open_prompt(one(slot), "", ["SQL", "Kafka"])) < MOST_TOKENS
        assert size(prompts.write_prompt(one(slot), "", ["SQL", "Kafka"], facts, ABOUT)) < MOST_TOKENS
    names = {topic.topic: topic.name for topic in bank.topics}
    assert size(prompts.plan_prompt(LONG, _ASKED[0], names)) < MOST_TOKENS
    facts = grounding.facts(replace(LONG, slots=()), bank, ABOUT, FACT_TOKENS)
    assert size(prompts.details_prompt(LONG, Question("What is Kafka?", "Kafka"), facts)) < MOST_TOKENS


@pytest.mark.parametrize(
    ("slot", "there", "away"),
    [
        (Slot(QuestionKind.PROJECT, Difficulty.EASY), {"achievements", "projects"}, {"skills", "job_requirements"}),
        (Slot(QuestionKind.SKILL, Difficulty.EASY), {"skills", "job_requirements"}, {"achievements", "projects"}),
        (Slot(QuestionKind.BEHAVIOURAL, Difficulty.EASY), set(), {"skills", "achievements", "job_requirements"}),
    ],
)
def test_a_question_is_told_the_lists_that_its_kind_needs(slot: Slot, there: set[str], away: set[str]) -> None:
    told = set(material(prompts.open_prompt(one(slot), "", [])))
    assert there <= told
    assert not away & told


def test_what_it_is_about_comes_first_of_skills_and_requirements_and_is_found_in_the_resume() -> None:
    text = "\n".join([*_LINES, "Ran Kafka for the bakery chain.", *_LINES])
    brief = replace(one(Slot(QuestionKind.SKILL, Difficulty.HARD)), resume_text=text)
    told = material(prompts.write_prompt(brief, "", [], (), ABOUT))
    skills, wanted = told["skills"], told["job_requirements"]
    assert isinstance(skills, list)
    assert isinstance(wanted, list)
    assert skills[0] == "Kafka"
    assert wanted[0]["skill"] == "Kafka"
    assert _JOB.requirements[wanted[0]["number"] - 1].skill == "Kafka"
    assert "Ran Kafka for the bakery chain." in str(told["resume"])


def test_facts_of_one_question_are_of_its_subject() -> None:
    found = grounding.facts(replace(LONG, slots=()), load_bank(), "What does Kafka promise?", FACT_TOKENS)
    assert found
    assert all("kafka" in json.dumps(each).lower() for each in found)


def test_a_question_of_an_interview_about_one_system_is_told_the_opening_and_its_place() -> None:
    opening = (
        f"{'Take a service that many people use at the same time; ' * 4}which is a parking garage. What must it do?"
    )
    design = replace(
        one(Slot(QuestionKind.SKILL, Difficulty.HARD, topics=DESIGN)), round=Round.DESIGN, step=Step(3, 5, opening)
    )
    prompt = prompts.write_prompt(design, "System design", [], (), "")
    told = material(prompt)
    assert (told["place"], told["places"], told["opening"]) == (3, 5, opening)
    assert "has named the system" in prompt.system
    assert material(prompts.plan_prompt(design, opening, {}))["opening"] == opening
    assert not {"place", "places", "opening"} & set(material(prompts.write_prompt(LONG, "", [], (), ABOUT)))
