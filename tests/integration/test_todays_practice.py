"""Today's list and the practice that comes from it, over database and use cases: what is on it, what is asked, and what
of it is begun once only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from interview.core.grading import Verdict
from interview.core.options import InterviewOptions
from interview.core.session import SessionKind
from interview.core.today import Task, Why
from interview.errors import Conflict
from interview.practice.interviewer import PracticeInterviewer
from interview.services import Services
from interview.use_cases.progress import Progress
from interview.use_cases.what_can_be_asked import WhatCanBeAsked
from tests.fakes import judgement
from tests.integration.test_candidate import ME, at_once, create
from tests.integration.test_practice_again import HERE, finish
from tests.integration.test_practice_again import later as practice_later
from tests.integration.test_progress_home import MISSED, POSTING, SEEN, as_role, hold, home, later

pytestmark = pytest.mark.sqlite_first

NEW = Task(Why.NEVER_ASKED, "Python", "python")


@pytest.fixture
def target(services: Services):
    return services.targets.add(ME, text=POSTING)


def test_todays_list_has_what_is_missed_and_what_the_job_asks_for_and_was_never_asked(services, interviewer, target):
    hold(services, interviewer, target, ["Python", "Python"], MISSED)
    soon = later(services, minutes=20)
    soon._practice_again = practice_later(services, interviewer, minutes=20)
    tasks = soon.home(ME, UTC).today
    assert [(task.why, task.skill) for task in tasks] == [
        (Why.MISSED, "Python"),
        (Why.MISSED, "Python"),
        (Why.NEVER_ASKED, "Kafka"),
        (Why.NEVER_ASKED, "PostgreSQL"),
        (Why.NEVER_ASKED, "Terraform"),
    ]


def asked_by_practice(services):
    """The same use cases where the practice interviewer asks."""
    return Progress(
        store=services.store,
        catalogue=services.progress._catalogue,
        practice_again=services.practice_again,
        what_can_be_asked=WhatCanBeAsked(PracticeInterviewer(), services.progress._catalogue),
        now=lambda: datetime.now(UTC),
    )


BUYER = "Strategic buyer\nRequirements\n- Incoterms\n- contract negotiation\n- cost analysis"


def new_of(found):
    return {task.skill: task.topic for task in found.today if task.why is Why.NEVER_ASKED}


def has_question(found):
    return {skill: need.has_question for need in found.needs for skill in need.skills}


def test_what_there_is_no_question_on_is_no_task_though_its_field_has_questions(services, interviewer):
    target = services.targets.add(ME, text=BUYER)
    hold(services, interviewer, target, ("Python",), MISSED)
    found = asked_by_practice(services).home(ME, UTC, target.id)
    assert has_question(found) == {"Incoterms": False, "Negotiation": True, "Cost Analysis": True}
    # The topic is the one with the question, not another that the skill belongs to.
    assert new_of(found) == dict.fromkeys(("Negotiation", "Cost Analysis"), "procurement-supply-chain")


def test_a_model_can_be_asked_for_a_question_on_anything_that_the_job_asks_for(services, interviewer):
    target = services.targets.add(ME, text=f"{BUYER}\n- Snowpipe")
    hold(services, interviewer, target, ("Python",), MISSED)
    found = services.progress.home(ME, UTC, target.id)
    assert set(has_question(found).values()) == {True}
    assert set(new_of(found)) == set(has_question(found))
    made = services.todays_practice.start(ME, HERE, UTC, target.id)
    slots = {slot.about: slot.topics for slot in interviewer.briefs[-1].slots}
    assert slots == {(skill,): (topic,) if topic else () for skill, topic in new_of(found).items()}
    assert len(made.session.turns) == len(found.today)


def test_what_exists_goes_by_the_language_in_which_the_task_would_start(services, interviewer, target):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, MISSED) for turn in turns)
    session = create(services, mains=1, follow_ups=0, options=InterviewOptions(target_id=target.id, language="zh"))
    finish(services, session, MISSED, interviewer)
    chinese = asked_by_practice(services).home(ME, UTC, target.id)
    assert has_question(chinese) == {"Python": True, "Kafka": False, "PostgreSQL": False, "Terraform": False}
    assert set(new_of(chinese)) <= {"Python"}
    asked_by_model = services.progress.home(ME, UTC, target.id)
    assert set(has_question(asked_by_model).values()) == {True}
    hold(services, interviewer, target, ("Python",), MISSED)
    assert set(has_question(asked_by_practice(services).home(ME, UTC, target.id)).values()) == {True}


def test_a_task_starts_in_the_language_by_which_it_was_offered(services, interviewer, target):
    first = create(services, mains=1, follow_ups=0, options=InterviewOptions(target_id=target.id, language="zh"))
    finish(services, first, MISSED, interviewer)
    soon = later(services, minutes=20)
    soon._practice_again = practice_later(services, interviewer, minutes=20)
    hold(services, interviewer, target, ("Kafka",), SEEN)
    assert soon.source(ME) == first.id
    assert home(services).today
    assert services.progress.source(ME) != first.id


def test_a_report_of_todays_practice_knows_what_there_is_no_question_on(services, interviewer):
    target = services.targets.add(ME, text=BUYER)
    hold(services, interviewer, target, ("Python",), Verdict.TOUCHED)
    services.todays_practice._what_can_be_asked = asked_by_practice(services)._what_can_be_asked
    made = services.todays_practice.start(ME, HERE, UTC, target.id).session
    services.cache.drop(ME, made.id)
    kept = {one.skill: one.has_question for one in services.candidate.view(ME, made.id).job.requirements}
    assert kept == {"Incoterms": False, "Negotiation": True, "Cost Analysis": True}


def test_todays_practice_is_one_session_of_all_of_it_and_a_second_click_opens_the_same(services, interviewer, target):
    report = hold(services, interviewer, target, ["Python", "Python"], Verdict.TOUCHED)
    today = home(services).today
    made = at_once(3, lambda _i: services.todays_practice.start(ME, HERE, UTC))
    assert len({each.session.id for each in made}) == 1
    session = made[0].session
    assert (session.kind, session.target_id, len(session.turns)) == (SessionKind.REVIEW, target.id, len(today))
    repeats = [turn.question.repeats for turn in session.turns]
    assert [each.session_id if each else "" for each in repeats] == [report.session.id] * 2 + [""] * 3
    asked = [(slot.topics, slot.about) for slot in interviewer.briefs[-1].slots]
    assert asked == [((task.topic,), (task.skill,)) for task in today[2:]]
    finish(services, session, SEEN, interviewer)
    assert len(services.analytics.look(ME).points) == 1
    assert not [task for task in home(services).today if task.why is Why.PARTLY]


def test_the_list_of_another_job_is_another_session_and_one_that_goes_on_says_so(services, interviewer, target):
    hold(services, interviewer, target, ["Python", "Python"], Verdict.TOUCHED)
    other = services.targets.add(ME, title="Data engineer", text="Requirements\n- PostgreSQL\n- Python\n- Docker")
    first, second = (services.todays_practice.start(ME, HERE, UTC, each.id) for each in (target, other))
    assert (first.is_new, second.is_new, first.notes, second.notes) == (True, True, (), ())
    jobs = [(each.session.target_id, each.session.job.text) for each in (first, second)]
    assert jobs == [(target.id, target.text), (other.id, other.text)]
    again = services.todays_practice.start(ME, HERE, UTC, other.id)
    assert (again.session.id, again.is_new) == (second.session.id, False)
    assert [note.code for note in again.notes] == ["setup.practice_continued"]
    one, same = (services.todays_practice.start_one(ME, HERE, NEW, each).session for each in (target, other))
    assert (one.id == same.id, one.job.text, same.job.text) == (False, target.text, other.text)
    assert services.todays_practice.unfinished(ME, other).id == second.session.id
    services.candidate.complete(ME, second.session.id)
    assert services.todays_practice.unfinished(ME, other) is None
    assert services.todays_practice.unfinished("somebody else", target) is None


@pytest.mark.parametrize(("asked", "code"), [(0, "setup.new_left_out"), (2, "setup.new_left_out_one")])
def test_new_questions_of_the_list_that_nobody_could_ask_are_named(services, interviewer, target, asked, code):
    hold(services, interviewer, target, ["Python", "Python"], Verdict.TOUCHED)
    assert len(home(services).today) == 5
    interviewer.on_ask = lambda questions: questions[:asked]
    made = services.todays_practice.start(ME, HERE, UTC)
    assert (made.is_new, len(made.session.turns)) == (True, 2 + asked)
    assert [note.code for note in made.notes] == [code]
    assert dict(made.notes[0].values) == {"left_out": 3 - asked, "count": 2 + asked, "wanted": 5}


def test_one_task_alone_asks_for_just_that(services, interviewer, target):
    report = hold(services, interviewer, target, ["Python"], Verdict.TOUCHED)
    today = home(services).today
    repeated = services.todays_practice.start_one(ME, HERE, today[0], target).session
    assert repeated.turns[0].question.repeats.session_id == report.session.id
    new = services.todays_practice.start_one(ME, HERE, today[1], target)
    again = services.todays_practice.start_one(ME, HERE, today[1], target)
    assert (new.session.id, again.is_new, len(new.session.turns)) == (again.session.id, False, 1)
    other = services.todays_practice.start_one(ME, HERE, replace(today[1], skill="Another"), target)
    assert (other.session.id == new.session.id, other.is_new) == (False, True)


def test_with_nothing_to_practise_no_session_is_made(services, interviewer):
    with pytest.raises(Conflict):
        services.todays_practice.start(ME, HERE, UTC)


def test_todays_practice_for_a_role_can_be_started(services, interviewer):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, MISSED) for turn in turns)
    as_role(services, "registered-nurse", MISSED)
    made = services.todays_practice.start(ME, "visitor", UTC, home(services).target.id)
    assert made.session.target_id is None
