"""Which questions a resume gets."""

from __future__ import annotations

from itertools import pairwise

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot, plan
from interview.core.profile import Level, Profile, Project, Skill
from interview.core.question import Difficulty, QuestionKind
from interview.core.rounds import ABOUT_YOU, DESIGN, Round, slots
from interview.practice.project_names import UNNAMED_PROJECT, called
from interview.practice.question_selection import choose
from interview.question_bank.bank import CLOSES, OPENS, load_bank
from interview.question_bank.near_duplicates import resemblance
from tests.unit.small_bank import small_bank, topic

pytestmark = pytest.mark.sqlite_first

BANK = small_bank()
SHOP = Project("Shop", "Shop: built the checkout with Redis", role="developer", technologies=("Redis",))
ENGINEER = Profile(tuple(Skill(name) for name in ("Python", "Go", "Rust", "Redis", "Kafka")), (SHOP,))
NURSE = Profile((Skill("Patient care"), Skill("Scrum")))


def skills(count: int, difficulty: Difficulty = Difficulty.EASY) -> tuple[Slot, ...]:
    return (Slot(QuestionKind.SKILL, difficulty),) * count


def brief(profile: Profile, slots: tuple[Slot, ...], asked: tuple[str, ...] = (), seed: int = 0) -> Brief:
    return Brief(profile, "", slots, asked, seed=seed)


def chosen_topics(profile: Profile, slots: tuple[Slot, ...], asked: tuple[str, ...] = (), seed: int = 0) -> list[str]:
    return [choice.topic.name for choice in choose(brief(profile, slots, asked, seed), BANK)]


def test_every_named_topic_is_asked_once_before_any_twice() -> None:
    topics = chosen_topics(ENGINEER, skills(5))
    assert sorted(topics) == ["Go", "Kafka", "Python", "Redis", "Rust"]


def test_topics_of_earlier_sessions_come_last() -> None:
    first = choose(brief(ENGINEER, skills(3)), BANK)
    second = choose(brief(ENGINEER, skills(2), tuple(choice.question.question for choice in first)), BANK)
    assert not {choice.topic.name for choice in first} & {choice.topic.name for choice in second}


def test_a_way_of_working_is_never_named_as_the_technology_of_a_project() -> None:
    on_call = Project("Ops", "Ops: on call", role="engineer", technologies=("On-call", "Redis"))
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 4
    named = {choice.technology for choice in choose(brief(Profile(projects=(on_call,)), slots), BANK)}
    assert named == {"Redis"}
    only_practices = Project("Ops", "Ops: on call", technologies=("On-call", "Scrum"))
    assert not any(
        "technology" in choice.question.needs
        for choice in choose(brief(Profile(projects=(only_practices,)), slots), load_bank())
    )


def test_prominent_skills_are_asked_more_often() -> None:
    asked = [name for seed in range(40) for name in chosen_topics(ENGINEER, skills(1), seed=seed)]
    assert asked.count("Python") > 2 * asked.count("Kafka")


def test_foundations_fill_in_when_few_skills_match() -> None:
    topics = chosen_topics(Profile((Skill("Python"), Skill("Redis"))), skills(6))
    assert set(topics[:4]) == {"Python", "Redis"}
    assert set(topics[4:]) == {"Algorithms", "Networking"}


def test_one_skill_alone_makes_nobody_an_engineer() -> None:
    assert not set(chosen_topics(Profile((Skill("Python"),)), skills(5))) & {"Algorithms", "Networking"}


def test_a_resume_without_technology_gets_no_technical_question() -> None:
    topics = chosen_topics(NURSE, skills(4))
    assert topics[0] == "Planning"
    assert set(topics) == {"Planning", "Teamwork"}


def test_stories_fill_in_when_no_skill_question_is_left() -> None:
    general = tuple(
        question.question
        for topic in BANK.topics
        if topic.name in ("Planning", "Teamwork")
        for question in topic.questions
    )
    assert chosen_topics(NURSE, skills(2), general) == ["Your behavioural"] * 2


def test_a_project_without_a_name_is_not_asked_about() -> None:
    profile = Profile(projects=(Project("", "unreadable"), Project("Radar")))
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 2
    assert {choice.project for choice in choose(brief(profile, slots), BANK)} == {Project("Radar")}


def test_one_data_skill_does_not_make_an_engineer() -> None:
    assert not set(chosen_topics(Profile((Skill("Redis"),)), skills(5))) & {"Algorithms", "Networking"}


@pytest.mark.parametrize("difficulty", list(Difficulty))
def test_difficulty_is_the_slots_when_the_topic_has_it(difficulty: Difficulty) -> None:
    choices = choose(brief(ENGINEER, skills(5, difficulty)), BANK)
    assert {choice.question.difficulty for choice in choices} == {difficulty}


def test_the_nearest_difficulty_stands_in_when_the_topic_has_run_out() -> None:
    choices = choose(brief(Profile((Skill("Redis"), Skill("Python"))), skills(6, Difficulty.HARD)), small_bank())
    redis = [choice.question.difficulty for choice in choices if choice.topic.name == "Redis"]
    assert redis == [Difficulty.HARD] * 2


def test_nothing_is_repeated_until_the_bank_runs_dry_and_then_fewer_come() -> None:
    bank = small_bank()
    choices = choose(brief(Profile((Skill("Python"), Skill("Redis"))), skills(40)), bank)
    ids = [choice.question.id for choice in choices]
    assert len(ids) == len(set(ids)) == 24 + 6


def test_near_duplicates_of_earlier_questions_are_avoided() -> None:
    bank = small_bank()
    python = next(topic for topic in bank.topics if topic.name == "Python")
    reworded = tuple(f"Tell me, {question.question.lower()[:-1]}, would you?" for question in python.questions)
    choices = choose(brief(Profile((Skill("Python"), Skill("Go"))), skills(6), reworded), bank)
    assert "Python" not in {choice.topic.name for choice in choices}


def test_different_projects_come_before_the_same_one_again() -> None:
    profile = Profile(projects=(SHOP, Project("Radar"), Project("Atlas")))
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 3
    names = [choice.project.name for choice in choose(brief(profile, slots), BANK) if choice.project]
    assert names == ["Shop", "Radar", "Atlas"]


def test_a_project_asked_about_in_an_earlier_session_comes_last() -> None:
    profile = Profile(projects=(SHOP, Project("Radar")))
    (choice,) = choose(brief(profile, (Slot(QuestionKind.PROJECT, Difficulty.EASY),), ("Why Shop?",)), BANK)
    assert choice.project == Project("Radar")


def test_a_project_question_comes_once_whatever_project_filled_it() -> None:
    start = next(topic for topic in BANK.topics if topic.kind is QuestionKind.PROJECT).questions[0]
    asked = (start.question.replace("{project}", "the grand rebuilding of every warehouse system in northern Europe"),)
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 4
    ids = [choice.question.id for choice in choose(brief(Profile(projects=(SHOP,)), slots, asked), BANK)]
    assert ids
    assert start.id not in ids


def test_a_question_about_what_the_resume_does_not_tell_is_not_asked() -> None:
    profile = Profile(projects=(Project("Radar"),))
    ids = {
        choice.question.id
        for choice in choose(brief(profile, (Slot(QuestionKind.PROJECT, Difficulty.EASY),) * 4), BANK)
    }
    assert {name for name in ids if name.startswith("project")} == {"project-start", "project-end"}


def test_a_resume_without_projects_is_asked_about_one_of_its_own_choice() -> None:
    (choice,) = choose(brief(Profile(), (Slot(QuestionKind.PROJECT, Difficulty.EASY),)), BANK)
    assert choice.project is UNNAMED_PROJECT


def test_the_same_seed_gives_the_same_interview_and_another_seed_another() -> None:
    slots = plan(8, Level.MID)
    ids = [[choice.question.id for choice in choose(brief(ENGINEER, slots, seed=seed), BANK)] for seed in (1, 1, 2)]
    assert ids[0] == ids[1]
    assert ids[0] != ids[2]


def test_two_resumes_with_the_same_skills_get_different_questions() -> None:
    bank = small_bank(topic("Testing", "Foundations"))
    other = Profile(ENGINEER.skills, (Project("Radar"),))
    slots = plan(10, Level.MID)
    one, two = ({c.question.id for c in choose(brief(profile, slots), bank)} for profile in (ENGINEER, other))
    assert one != two


def test_five_sessions_in_a_row_hold_no_near_duplicates() -> None:
    asked: list[str] = []
    for _ in range(5):
        asked += [
            choice.question.question for choice in choose(brief(ENGINEER, plan(5, Level.MID), tuple(asked)), BANK)
        ]
    assert len(asked) > 20
    assert max(resemblance(one, other) for i, one in enumerate(asked) for other in asked[:i]) < 0.72


def test_questions_get_harder_along_the_interview() -> None:
    order = list(Difficulty)
    choices = choose(brief(ENGINEER, plan(8, Level.MID)), BANK)
    steps = [order.index(choice.question.difficulty) for choice in choices if choice.topic.kind is QuestionKind.SKILL]
    assert all(earlier <= later for earlier, later in pairwise(steps))


@pytest.mark.parametrize(
    ("project", "name"),
    [
        (Project("Example Ltd", role="Backend Developer"), "your work at Example Ltd"),
        (Project("Example Ltd", is_job=True), "your work at Example Ltd"),
        (Project("Example Ltd"), "your work at Example Ltd"),
        (Project("Harbour Kitchen", is_job=True), "your work (Harbour Kitchen)"),
        (Project("Backend Developer", role="Backend Developer", is_job=True), "your work as Backend Developer"),
        (Project("Panel beater", is_job=True), "your work as Panel beater"),
        (Project("Expense Tracker"), "Expense Tracker"),
        (Project("Paylane (fintech", role="Engineer", is_job=True), "your work at Paylane"),
        (Project("Student Marketing Club: three posts a week, an evening with 85"), "Student Marketing Club"),
        (Project("DevFlow", role="Creator & Maintainer"), "DevFlow"),
    ],
)
def test_a_job_is_named_as_work_and_a_project_by_its_name(project, name):
    assert called(project, "en") == name


def test_soft_skills_cost_somebody_in_technology_no_question_about_it() -> None:
    bank = small_bank(topic("Everyday work", "General", ("Communication",)))
    engineer = Profile((Skill("Communication"), Skill("Python"), Skill("Redis")))
    clerk = Profile((Skill("Communication"),))
    topics = [[choice.topic.name for choice in choose(brief(who, skills(3)), bank)] for who in (engineer, clerk)]
    assert ("Everyday work" in topics[0], "Everyday work" in topics[1]) == (False, True)


def test_a_trade_is_asked_about_only_where_it_is_named() -> None:
    bank = small_bank(topic("Nursing", "Trades", ("Wound Care",), per_level=4))
    clerk, nurse = Profile((Skill("Scrum"),)), Profile((Skill("Wound Care"),))
    topics = [{choice.topic.name for choice in choose(brief(who, skills(12)), bank)} for who in (clerk, nurse)]
    assert ("Nursing" in topics[0], "Nursing" in topics[1]) == (False, True)


@pytest.mark.parametrize("difficulty", list(Difficulty))
def test_what_takes_the_place_of_another_neither_opens_nor_closes_a_round(difficulty: Difficulty) -> None:
    slot = Slot(QuestionKind.SKILL, difficulty, topics=(ABOUT_YOU,), is_replacement=True)
    steps = {choose(brief(NURSE, (slot,), seed=seed), load_bank())[0].question.step for seed in range(20)}
    assert steps.isdisjoint({OPENS, CLOSES})


def test_a_step_of_a_design_gives_way_to_a_step_as_hard_of_another_case() -> None:
    asked = [choice.question for choice in choose(brief(ENGINEER, slots(Round.DESIGN, 5, Level.MID)), load_bank())]
    hard = Slot(QuestionKind.SKILL, Difficulty.HARD, topics=DESIGN, is_replacement=True)
    for seed in range(20):
        before = tuple(question.question for question in asked)
        (found,) = choose(brief(ENGINEER, (hard,), before, seed=seed), load_bank())
        assert (found.question.difficulty, found.question.case == asked[0].case) == (Difficulty.HARD, False)
