"""Jobs that somebody applies for: kept, edited, used for interviews, and covered over all of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from interview.core.history import HistoryFilter
from interview.core.options import InterviewOptions
from interview.core.profile import Profile
from interview.core.target import MAX_NAME_CHARS
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.i18n.translate import words
from interview.storage import earlier_copies
from interview.storage.migrate import _keep_copy
from interview.use_cases.targets import MOST_TARGETS
from interview.use_cases.what_can_be_asked import WhatCanBeAsked
from interview.web import ui
from interview.web.job_target import told
from interview.web.schemas.targets import coverage
from tests.app_test import AppTest
from tests.integration.test_candidate import ME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

POSTING = "Backend engineer\nRequirements\n- Python\n- Kafka\n- Terraform is a plus"
RESUME = "Ada Example\nSkills: Python, PostgreSQL\nBackend Developer, Example Ltd, 2019 - 2024\n"


def interview(services, target, *, answered: int, probes: tuple[str, ...] = ()):
    """An interview for a job in which the first questions, each about one of `probes`, were answered."""
    made = services.creation.create(
        ME,
        "visitor",
        question_count=2,
        follow_up_count=0,
        resume_text=RESUME,
        force=True,
        options=InterviewOptions(target_id=target.id),
    ).session
    for index in range(answered):
        services.candidate.submit_answer(ME, made.id, index, "It keeps an ordered log for each partition.")
    return services.candidate.view(ME, made.id)


def test_a_job_is_kept_once_and_edited(services):
    first = services.targets.add(ME, text=POSTING)
    assert services.targets.add(ME, text=POSTING) == first
    assert first.name == "Backend engineer"
    day = date(2026, 12, 3)
    edited = services.targets.edit(
        ME, first.id, title="  Backend   engineer ", company="Northwind", text=POSTING, interview_on=day
    )
    assert (edited.name, edited.interview_on) == ("Backend engineer, Northwind", day)
    assert services.targets.all(ME) == [edited]


def test_a_job_changed_in_between_is_not_written_over_unseen(services):
    target = services.targets.add(ME, title="Backend engineer", text=POSTING)
    words = {"company": "Northwind", "text": POSTING, "interview_on": None}
    changed = services.targets.edit(ME, target.id, title="Backend engineer", seen=target.mark, **words)
    with pytest.raises(Conflict) as refused:
        services.targets.edit(ME, target.id, title="Platform engineer", seen=target.mark, **words)
    assert refused.value.code is Code.TARGET_CHANGED
    assert services.targets.get(ME, target.id) == changed
    again = services.targets.edit(ME, target.id, title="Platform engineer", seen=changed.mark, **words)
    assert services.targets.get(ME, target.id) == again


def test_an_interview_for_a_job_is_made_from_its_advertisement(services):
    target = services.targets.add(ME, text=POSTING)
    session = interview(services, target, answered=0)
    assert session.target_id == target.id
    assert session.job.text == POSTING
    assert {one.skill for one in session.job.requirements} == {"Python", "Kafka", "Terraform"}


def test_what_is_covered_counts_answered_questions_of_all_its_interviews_alone(services, interviewer):
    target = services.targets.add(ME, text=POSTING)
    other = services.targets.add(ME, text=POSTING + "\nIn Oslo")
    probes = iter(("Kafka", "Python", "Kafka", "Terraform", "Terraform", "Terraform"))

    interviewer.on_ask = lambda questions: tuple(replace(each, probes=(next(probes),)) for each in questions)
    interview(services, target, answered=2)
    interview(services, target, answered=1)
    interview(services, other, answered=2)
    found = services.targets.coverage(ME, target.id, Profile())
    assert found.interviews == 2
    assert dict(found.asked) == {"Kafka": 2, "Python": 1}
    assert found.still_open == ("Terraform",)


def test_what_there_is_no_question_on_is_not_open_but_said_to_have_none(services, practice):
    text = "Data engineer\nRequirements\n- Python\n- Kafka\n- dbt"
    target = practice.targets.add(ME, text=text)
    interview(practice, target, answered=1)
    found = practice.targets.coverage(ME, target.id, Profile())
    assert [need.skills for need in found.without_question] == [("dbt",)]
    assert "dbt" not in found.still_open
    assert told(found).endswith("We have no questions on: dbt.")
    assert told(found, words("zh")).endswith("题库里没有关于这些的题目：dbt。")
    shown = {one.skill: one.has_question for one in coverage(found).requirements}
    assert shown == {"Python": True, "Kafka": True, "dbt": False}
    unspoken = practice.targets.coverage(ME, target.id, Profile(), language="fr")
    assert {one.has_question for one in unspoken.job.requirements} == {None}
    by_a_model = services.targets.coverage(ME, target.id, Profile())
    assert by_a_model.without_question == ()
    assert "dbt" in by_a_model.still_open


def test_a_run_of_the_start_page_looks_once_for_what_a_kept_job_has_questions_on(
    process_services, make_services, sqlite_url, monkeypatch
):
    made = make_services(sqlite_url)
    target = made.targets.add(ME, text=POSTING)
    resume = made.resumes.add(ME, "cv.txt", RESUME, "hash", ())
    options = InterviewOptions(target_id=target.id)
    session = made.creation.create(
        ME, "visitor", question_count=1, follow_up_count=0, resume_id=resume.id, options=options
    ).session
    made.candidate.submit_answer(ME, session.id, 0, "It keeps an ordered log for each partition.")
    looks, knowing = [], WhatCanBeAsked.knowing

    def looked(self, *asked):
        looks.append(asked)
        return knowing(self, *asked)

    monkeypatch.setattr(WhatCanBeAsked, "knowing", looked)
    page = AppTest.from_file(str(ROOT / "pages" / "start.py"), default_timeout=60).run()
    assert not page.exception
    assert len(looks) == 1
    (profile, _, language) = looks[0]
    found = process_services().targets.coverage(ME, target.id, profile, RESUME, language)
    assert ui.escape(told(found)) in [each.value for each in page.markdown]


def test_a_deleted_job_leaves_its_interviews(services):
    target = services.targets.add(ME, text=POSTING)
    session = interview(services, target, answered=1)
    services.targets.delete(ME, target.id)
    left = services.candidate.view(ME, session.id)
    assert (left.target_id, left.job.requirements) == (None, session.job.requirements)
    with pytest.raises(NotFound) as gone:
        services.targets.get(ME, target.id)
    assert gone.value.code is Code.TARGET_NOT_FOUND


def told_of(services, session_id: str) -> str:
    return services.candidate.view(ME, session_id).job.text


def found_by(services, word: str) -> list[str]:
    return [line.id for line in services.history.search(ME, HistoryFilter(text=word), limit=10)[0]]


def test_the_text_of_a_deleted_job_is_found_in_no_interview_and_its_title_names_them(services):
    """Also where its advertisement was changed after the interview, and where a question came again."""
    text = f"{POSTING}\n\nWe are called Wolkenreich and sit in Oslo."
    target, other = services.targets.add(ME, text=text), services.targets.add(ME, text=f"{text} Or in Turku.")
    session = interview(services, target, answered=2)
    for_other = interview(services, other, answered=0)
    again = services.practice_again.retake(ME, "visitor", session.id, 0).session
    changed = services.targets.edit(ME, target.id, title="", company="", text=f"{text} Now.", interview_on=None)
    newer = interview(services, changed, answered=1)
    assert len(found_by(services, "Wolkenreich")) == 4
    services.targets.delete(ME, target.id)
    assert found_by(services, "Wolkenreich") == [for_other.id]
    assert {told_of(services, each.id) for each in (session, again, newer)} == {"Backend engineer"}
    assert told_of(services, for_other.id) == other.text


def test_a_copy_of_the_database_has_no_text_of_a_deleted_job(make_services, sqlite_url):
    services = make_services(sqlite_url)
    text = f"{POSTING}\n\nWe are called Wolkenreich and sit in Oslo."
    target, other = services.targets.add(ME, text=text), services.targets.add(ME, text=f"{text} Or in Turku.")
    session, for_other = interview(services, target, answered=2), interview(services, other, answered=0)
    again = services.practice_again.retake(ME, "visitor", session.id, 0).session
    _keep_copy(Path(make_url(sqlite_url).database or ""), "0099")
    services.targets.delete(ME, target.id)
    (copy,) = earlier_copies.copies(sqlite_url)
    with closing(sqlite3.connect(copy)) as db:
        left = dict(db.execute("SELECT id, job_text FROM session").fetchall())
        assert db.execute("SELECT id FROM target").fetchall() == [(other.id,)]
    assert left == {session.id: "Backend engineer", again.id: "Backend engineer", for_other.id: other.text}


def test_a_copy_of_the_database_has_no_name_of_a_deleted_job_in_what_trends_need(make_services, sqlite_url):
    services = make_services(sqlite_url)
    kept, other = (services.targets.add(ME, title=title) for title in ("Wolkenreich", "Baker"))
    for target in (kept, other):
        services.candidate.complete(ME, interview(services, target, answered=1).id)
    services.analytics.look(ME)
    _keep_copy(Path(make_url(sqlite_url).database or ""), "0099")
    services.targets.delete(ME, kept.id)
    (copy,) = earlier_copies.copies(sqlite_url)
    with closing(sqlite3.connect(copy)) as db:
        facts = [text for (text,) in db.execute("SELECT facts FROM session_facts")]
    assert (sum("Wolkenreich" in text for text in facts), sum("Baker" in text for text in facts)) == (0, 1)


def test_of_a_deleted_job_without_a_sure_title_the_first_line_stays(services):
    target = services.targets.add(ME, text=f"We are looking for somebody to join us.\n{POSTING.partition(chr(10))[2]}")
    session = interview(services, target, answered=0)
    before = services.candidate.view(ME, session.id).job
    assert before.title == ""
    services.targets.delete(ME, target.id)
    assert told_of(services, session.id) == before.head == "We are looking for somebody to join us."


def test_a_copy_of_the_database_keeps_the_text_for_another_job_that_has_the_same(make_services, sqlite_url):
    services = make_services(sqlite_url)
    target = services.targets.add(ME, text=POSTING, company="One")
    other = services.targets.add(ME, text=POSTING, company="Another")
    for_other = interview(services, other, answered=0)
    _keep_copy(Path(make_url(sqlite_url).database or ""), "0099")
    services.targets.delete(ME, target.id)
    (copy,) = earlier_copies.copies(sqlite_url)
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT id, job_text FROM session").fetchall() == [(for_other.id, POSTING)]


def test_an_interview_goes_on_to_its_report_after_its_job_was_deleted(services):
    target = services.targets.add(ME, text=POSTING)
    session = interview(services, target, answered=1)
    services.targets.delete(ME, target.id)
    services.candidate.submit_answer(ME, session.id, 1, "It keeps an ordered log for each partition.")
    assert services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert report.is_ready
    assert report.session.job.title == "Backend engineer"
    assert [need.skills for need in report.session.job.needs] == [need.skills for need in session.job.needs]


def test_nobody_sees_or_changes_the_job_of_another(services):
    target = services.targets.add(ME, text=POSTING)
    for look in (services.targets.get, services.targets.delete):
        with pytest.raises(NotFound):
            look("somebody else", target.id)
    with pytest.raises(NotFound):
        services.creation.create(
            "somebody else",
            "visitor",
            question_count=1,
            follow_up_count=0,
            resume_text=RESUME,
            options=InterviewOptions(target_id=target.id),
        )


@pytest.mark.parametrize(
    "wanted", [{}, {"title": " ", "text": "\n"}, {"title": "x" * (MAX_NAME_CHARS + 1)}, {"text": "x" * 20_001}]
)
def test_a_job_without_a_name_or_with_too_much_is_refused(services, wanted):
    with pytest.raises(Invalid):
        services.targets.add(ME, **wanted)


def test_there_is_a_bound_on_the_jobs_of_one_person(services):
    for number in range(MOST_TARGETS):
        services.targets.add(ME, title=f"Job {number}")
    with pytest.raises(Invalid):
        services.targets.add(ME, title="One more")


def test_a_job_that_names_no_skill_is_told_without_a_count_of_skills(services):
    target = services.targets.add(ME, text="Head of gardens\nYou love roses.")
    interview(services, target, answered=1)
    said = told(services.targets.coverage(ME, target.id, Profile()))
    assert said == "Interviews for this job so far: 1."


def test_a_resume_goes_with_the_job_of_its_newest_interview_and_another_resume_with_none(services):
    target = services.targets.add(ME, text=POSTING)
    first = services.resumes.add(ME, "", RESUME, "a" * 64, ())
    assert services.targets.last_used_with(ME, first.id) == ""
    options = InterviewOptions(target_id=target.id)
    services.creation.create(
        ME, "visitor", resume_id=first.id, question_count=1, follow_up_count=0, force=True, options=options
    )
    second = services.resumes.add(ME, "", RESUME.replace("Ada", "Bea"), "b" * 64, ())
    found = [services.targets.last_used_with(ME, id) for id in (first.id, second.id, None)]
    assert found == [target.id, "", ""]
    assert services.targets.last_used_with("somebody else", first.id) == ""
