"""What a job asks for is counted in one way, whoever reads it and on whatever page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.profile import Achievement, AchievementKind, Profile, Skill
from interview.core.question import Difficulty, QuestionKind
from interview.core.target import Target, TargetCoverage
from interview.documents.job_coverage import job_coverage
from interview.i18n.translate import ENGLISH, words
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.catalogue import TopicCatalogue
from interview.question_bank.subjects import asked_of
from interview.resume.profile.job_requirements import read_job
from interview.web.job_requirements import in_a_line
from interview.web.job_target import told
from tests.builders import NOON

pytestmark = pytest.mark.sqlite_first

POSTING = "Backend engineer\nRequirements:\n- Experience with Go, Java or Rust\n- PostgreSQL\n- Kafka"
JAVA = Profile(skills=(Skill("Java", "Skills: Java"),))


@pytest.mark.parametrize("profile", [Profile(), JAVA], ids=["without a resume", "with one of the alternatives"])
def test_alternatives_count_once_on_every_page(profile: Profile) -> None:
    job, shown = read_job(POSTING, profile), len(profile.skills)
    coverage = job_coverage(job, frozenset({"Kafka"}), ENGLISH)
    assert coverage is not None
    assert (
        coverage.told
        == f"Skills asked for: 3. Asked about directly: 1; not asked yet: 2; not named in your resume: {3 - shown}. "
        "Your resume may say in other words what we did not find."
    )
    assert len(coverage.requirements) == 3
    assert f"We found 3 skills the job asks for: {shown} in your resume, {3 - shown} not found." in in_a_line(
        job, True, ENGLISH
    )
    whole = TargetCoverage(Target("t", "me", "", "", POSTING, NOON), job, {"Kafka": 1}, 1)
    assert "you were asked about 1 of the 3 skills it asks for" in told(whole)


def test_alternatives_are_one_line_and_one_that_was_asked_about_or_shown_is_enough() -> None:
    job = read_job(POSTING, Profile())
    for say, name in ((ENGLISH, "Go, Java or Rust"), (words("zh"), "Go、Java 或 Rust")):
        coverage = job_coverage(job, frozenset({"Rust"}), say)
        assert coverage is not None
        assert [(one.skill, one.is_asked) for one in coverage.requirements] == [
            (name, True),
            ("PostgreSQL", False),
            ("Kafka", False),
        ]
    open_ = TargetCoverage(Target("t", "me", "", "", POSTING, NOON), job, {"Kafka": 1}, 1)
    assert "Still open: Go, Java or Rust, PostgreSQL." in told(open_)


def test_a_question_on_a_line_of_the_resume_is_about_the_skills_of_the_job_that_the_line_names() -> None:
    job = read_job(POSTING, JAVA)
    line = "Your resume says: “Moved our order events to Kafka, 2 million a day”. What was hard about it?"
    assert asked_of(job, line) == ("Kafka",)
    assert asked_of(job, line.replace("Kafka", "Kafka and PostgreSQL")) == ("PostgreSQL", "Kafka")
    assert asked_of(job, line.replace("Kafka", "another system")) == ()
    achievement = Achievement("Moved our order events to Kafka, 2 million a day", AchievementKind.WORK)
    slot = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    asked = Brief(replace(JAVA, achievements=(achievement,)), achievement.line, (slot,), job=job)
    (question,) = PracticeInterviewer().ask(asked)
    assert achievement.line in question.text
    assert question.probes == ("Kafka",)


def test_of_what_only_the_english_bank_has_a_chinese_interview_is_not_told_that_we_have_none() -> None:
    wanted = read_job("Data engineer\nRequirements\n- Python\n- Kafka\n- dbt", Profile())
    job = TopicCatalogue().with_questions(Profile(), wanted, "zh")
    found = {one.skill: (one.has_question, one.asked_in) for one in job.requirements}
    assert found == {"Python": (True, ""), "Kafka": (False, "en"), "dbt": (False, "")}
    english, chinese = (job_coverage(job, frozenset({"Python"}), say) for say in (ENGLISH, words("zh")))
    assert english is not None
    assert chinese is not None
    assert "We had no questions on: dbt." in english.told
    assert english.told.endswith("Only in English we have questions on: Kafka.")
    assert chinese.told.endswith("我们只有英文题目：Kafka。")
    assert [one.asked for one in english.requirements] == [
        "asked",
        "we have a question on it only in English",
        "we had no question on it",
    ]
    target = Target("t", "me", "", "", "Data engineer", NOON)
    said = told(TargetCoverage(target, job, {"Python": 1}, 1))
    assert "We have no questions on: dbt. Only in English we have questions on: Kafka." in said
