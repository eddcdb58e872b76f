"""Which questions come when there is a job description, and when the person leaves topics out or wants more of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot, plan
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Level, Profile, Project, Skill
from interview.core.question import Difficulty, Question, QuestionKind
from interview.core.rounds import Round
from interview.messages import Message
from interview.practice.choice import Choice
from interview.practice.interviewer import PracticeInterviewer, question_from
from interview.practice.question_selection import choose
from interview.question_bank import reasons
from interview.question_bank.bank import QuestionBank, Topic, load_bank
from interview.question_bank.subjects import is_about
from interview.resume.profile.job_requirements import read_job
from tests.unit.small_bank import question, small_bank

pytestmark = pytest.mark.slow

RESUME = "Wrote services in Python and Rust"
PROFILE = Profile(tuple(Skill(name, RESUME) for name in ("Python", "Rust", "Spring")))
EASY = Slot(QuestionKind.SKILL, Difficulty.EASY)
LINE = "You know Go and Kafka"
GO, KAFKA = Requirement("Go", LINE), Requirement("Kafka", LINE)
PYTHON = Requirement("Python", "Python every day", is_shown=True, resume_line=RESUME)


def brief(*requirements: Requirement, slots: tuple[Slot, ...] = (EASY,) * 3, seed: int = 0, **more: object) -> Brief:
    return replace(
        Brief(PROFILE, RESUME, slots, seed=seed, job=JobPosting("text", requirements)),
        **more,  # type: ignore[arg-type]
    )


def topics(asked: Brief, bank: QuestionBank | None = None) -> list[str]:
    return [choice.topic.name for choice in choose(asked, bank or small_bank())]


def ask(asked: Brief) -> tuple[Question, ...]:
    return PracticeInterviewer(small_bank()).ask(asked)


@pytest.mark.parametrize("seed", range(5))
def test_what_the_job_requires_comes_before_what_only_the_resume_names(seed):
    assert set(topics(brief(GO, KAFKA, seed=seed))[:2]) == {"Go", "Kafka"}


def test_what_the_resume_lacks_and_what_it_shows_are_asked_about_in_turn():
    found = [topics(brief(PYTHON, GO, slots=(EASY,) * 2, seed=seed)) for seed in range(10)]
    assert all(each == ["Go", "Python"] for each in found)


def test_what_the_resume_lacks_is_not_asked_about_first_again_in_the_next_interview():
    first, second = ask(brief(PYTHON, GO, slots=(EASY,) * 2))
    (later,) = ask(brief(PYTHON, GO, slots=(EASY,), asked_before=(first.text,)))
    assert (first.category, second.category, later.category) == ("Go", "Python", "Python")


def test_a_nice_to_have_waits_for_what_is_required():
    plus = replace(KAFKA, is_required=False)
    found = [topics(brief(plus, GO, slots=(EASY,) * 2, seed=seed)) for seed in range(10)]
    assert all(first == "Go" for first, _ in found)
    assert Counter(second for _, second in found)["Kafka"] >= 5


def test_the_reason_names_the_line_of_the_job_and_the_requirement_is_probed():
    (question,) = ask(brief(KAFKA, slots=(EASY,)))
    assert question.reason == Message.of("reason.job", line=LINE)
    assert question.probes == ("Kafka",)


def test_a_question_for_the_resume_alone_probes_nothing():
    (question,) = ask(brief(slots=(EASY,)))
    assert (question.probes, question.reason) == ((), Message.of("reason.resume", line=RESUME))


def test_a_question_that_names_the_requirement_is_preferred_and_only_it_counts_as_probed():
    about = {"question": "What does a pod in Kubernetes hold?"}
    pods = Topic.model_validate(
        {
            "topic": "clusters",
            "name": "Clusters",
            "kind": "skill",
            "area": "Systems",
            "skills": ["Docker", "Kubernetes"],
            "questions": [question("clusters-1"), question("clusters-2") | about, question("clusters-3")],
        }
    )
    docker, kubernetes = Requirement("Docker", "Docker"), Requirement("Kubernetes", "Kubernetes")
    wanted = brief(docker, kubernetes, slots=(EASY,))
    (choice,) = choose(wanted, small_bank(pods))
    assert choice.question.id == "clusters-2"
    assert (choice.requirement, question_from(choice, wanted).probes) == (kubernetes, ("Kubernetes",))


def test_a_question_that_does_not_name_the_requirement_has_not_asked_about_it():
    reports = Topic.model_validate(
        {
            "topic": "reports",
            "name": "Data analysis",
            "kind": "skill",
            "area": "Systems",
            "skills": ["Power BI"],
            "questions": [question("reports-1")],
        }
    )
    wanted = Requirement("Power BI", "build reports in Power BI")
    told = brief(wanted, slots=(EASY,) * 40)
    (choice,) = [each for each in choose(told, small_bank(reports)) if each.topic.topic == "reports"]
    assert (choice.requirement, question_from(choice, told).probes) == (wanted, ())


def test_a_project_with_a_required_technology_is_asked_about_first():
    projects = (Project("Radar", technologies=("Rust",)), Project("Shop", technologies=("Rust", "Golang")))
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 2
    told = brief(GO, slots=slots, profile=replace(PROFILE, projects=projects))
    choices = choose(told, small_bank())
    assert [choice.project.name for choice in choices if choice.project] == ["Shop", "Radar"]
    by_technology: list[Choice] = [choice for choice in choices if "technology" in choice.question.placeholders]
    probed = [(choice.technology, question_from(choice, told).probes) for choice in by_technology]
    assert all(probes == (("Go",) if technology == "Golang" else ()) for technology, probes in probed)


def test_interviews_in_a_row_go_through_all_requirements():
    requirements = [Requirement(name, f"{name} every day") for name in ("Go", "Kafka", "Redis", "Spring", "Rust")]
    asked: list[str] = []
    probed: set[str] = set()
    for _ in range(3):
        questions = ask(brief(*requirements, slots=(EASY,) * 2, asked_before=tuple(asked)))
        asked += [question.text for question in questions]
        probed |= {skill for question in questions for skill in question.probes}
    assert probed == {requirement.skill for requirement in requirements}


def test_a_question_that_was_reworded_since_does_not_come_again():
    wanted = brief(slots=(EASY,) * 3)
    first = ask(wanted)
    again = ask(
        replace(wanted, asked_before=("It read otherwise then.",), asked_ids=frozenset(q.bank_id for q in first))
    )
    assert again
    assert {question.bank_id for question in first}.isdisjoint({question.bank_id for question in again})


def test_a_topic_left_out_never_comes_even_when_the_job_asks_for_it():
    found = topics(brief(GO, KAFKA, slots=plan(12, Level.MID), leave_out=("go", "python", "behavioural")))
    assert not {"Go", "Python", "Your behavioural"} & set(found)
    assert len(found) == 12


def test_more_of_a_topic_brings_more_of_it():
    assert Counter(topics(brief(more_of=("rust",))))["Rust"] >= 2
    assert Counter(topics(brief(GO, KAFKA, more_of=("rust",))))["Rust"] >= 2


def test_more_of_a_topic_that_nobody_named_says_why_it_comes():
    (question,) = ask(brief(slots=(EASY,), more_of=("kafka",)))
    assert (question.category, question.reason) == ("Kafka", Message.of("reason.more_wanted", topic="Kafka"))


def test_questions_other_resumes_had_come_only_when_no_other_of_the_topic_is_left():
    (first,) = choose(brief(more_of=("rust",), slots=(EASY,)), small_bank())
    elsewhere = (first.question.question,)
    (second,) = choose(brief(more_of=("rust",), slots=(EASY,), asked_elsewhere=elsewhere), small_bank())
    both = choose(brief(more_of=("rust",), slots=(EASY,) * 2, asked_elsewhere=elsewhere), small_bank())
    assert second.topic == first.topic
    assert second.question != first.question
    assert both[1].question == first.question


def test_a_fundamental_slot_is_filled_with_a_foundation():
    slots = (Slot(QuestionKind.SKILL, Difficulty.EASY, is_fundamental=True),) * 2
    assert set(topics(brief(slots=slots))) <= {"Algorithms", "Networking"}
    everything_left_out = brief(slots=slots, leave_out=("algorithms", "networking"))
    assert set(topics(everything_left_out)) <= {"Python", "Rust", "Spring"}


def one_field(**questions: str) -> Topic:
    """A topic of a field: each question, by its name, is about the skill that is named after it."""
    return Topic.model_validate(
        {
            "topic": "field",
            "name": "A field",
            "kind": "skill",
            "area": "Systems",
            "skills": list(questions.values()),
            "questions": [question(f"field-{name}", subjects=[skill]) for name, skill in questions.items()],
        }
    )


@pytest.mark.parametrize("seed", range(5))
def test_all_that_a_job_asks_for_of_one_field_comes_before_a_second_question_on_another(seed):
    field = one_field(jobs="Spark", plans="Airflow", tables="Star Schema")
    wanted = [Requirement(name, f"{name} every day") for name in ("Spark", "Airflow", "Star Schema", "Go")]
    found = choose(brief(*wanted, slots=(EASY,) * 4, seed=seed), small_bank(field))
    assert {choice.requirement.skill for choice in found if choice.requirement} == {one.skill for one in wanted}


@pytest.mark.parametrize("seed", range(5))
def test_what_an_advertisement_names_first_and_again_is_asked_about_first(seed):
    text = "Build pipelines with Kafka and Go\nKnow Redis\nTune Go services"
    wanted = [Requirement(name, text.splitlines()[0]) for name in ("Kafka", "Go", "Redis")]
    told = brief(slots=(EASY,) * 3, seed=seed, job=JobPosting(text, tuple(wanted)))
    assert topics(told) == ["Go", "Kafka", "Redis"]


def test_nobody_senior_gets_an_easy_question_because_the_job_asks_for_it():
    field = one_field(tables="Star Schema")
    told = brief(Requirement("Star Schema", "star schema"), slots=(Slot(QuestionKind.SKILL, Difficulty.HARD),))
    (found,) = choose(told, small_bank(field))
    assert found.question.difficulty is Difficulty.HARD


def test_a_question_of_a_topic_for_a_skill_is_about_it_and_says_that_the_job_asks_for_it() -> None:
    job = read_job("Backend developer\nRequirements\n- Caching\n- Rate limiting", Profile())
    place = Slot(QuestionKind.SKILL, Difficulty.MEDIUM, topics=("caching-redis",))
    asked = [
        PracticeInterviewer().ask(Brief(Profile(), "", (replace(place, about=(skill,)),), job=job, round=Round.TOPIC))[
            0
        ]
        for skill in ("Rate Limiting", "Accruals")
    ]
    bank = load_bank().by_id
    topic, about = bank[asked[0].bank_id]
    assert is_about(about, topic, "Rate Limiting")
    wanted = next(one for one in job.requirements if one.skill == "Rate Limiting")
    assert asked[0].reason == reasons.quoting_job(wanted)
    # Where nothing of the topic is about it, it is the topic that was asked for.
    assert asked[1].reason == reasons.for_more_of(topic.name)
    nowhere = Slot(QuestionKind.SKILL, Difficulty.MEDIUM, about=("Accruals",))
    assert PracticeInterviewer().ask(Brief(Profile(), "", (nowhere,), job=job, round=Round.TECHNICAL)) == ()
