"""The home of Progress over database and use cases: what counts for readiness, topics and today's list, what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.mastery import Level
from interview.core.options import InterviewOptions
from interview.core.readiness import FEWEST_ANSWERS
from interview.documents import markdown
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from interview.services import Services
from interview.trends import tables
from interview.use_cases.progress import Basis, Progress
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create
from tests.integration.test_practice_again import HERE, finish
from tests.integration.test_practice_again import later as practice_later

pytestmark = pytest.mark.sqlite_first

POSTING = "Backend engineer\nRequirements\n- Python\n- Kafka\n- PostgreSQL\n- Terraform is a plus"
SKILLS = ("Python", "Kafka", "PostgreSQL")
SEEN, MISSED = Verdict.COVERED, Verdict.MISSED


@pytest.fixture
def target(services: Services):
    return services.targets.add(ME, text=POSTING)


def hold(services: Services, interviewer, target, skills, verdict: Verdict = SEEN, answered: int | None = None):
    """An interview for the job with one question for each of these skills; the first `answered` are answered."""
    wanted = iter(skills)
    interviewer.on_ask = lambda asked: tuple(
        replace(each, category=skill, probes=(skill,)) for each, skill in zip(asked, wanted, strict=False)
    )
    session = create(
        services, mains=len(skills), follow_ups=0, force=True, options=InterviewOptions(target_id=target.id)
    )
    interviewer.on_ask = lambda asked: asked
    if answered is None:
        return finish(services, session, verdict, interviewer)
    interviewer.on_grade = lambda turns: tuple(judgement(turn, verdict) for turn in turns)
    for index in range(answered):
        services.candidate.submit_answer(ME, session.id, index, "some words")
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def home(services, owner=ME):
    return services.progress.home(owner, UTC)


def later(services, **wait):
    """The same use cases, some time from now."""
    return Progress(
        store=services.store,
        catalogue=services.progress._catalogue,
        practice_again=services.practice_again,
        what_can_be_asked=services.progress._what_can_be_asked,
        now=lambda: datetime.now(UTC) + timedelta(**wait),
    )


def test_there_is_no_number_before_enough_answers_and_what_is_missing_is_counted(services, interviewer, target):
    nothing = home(services).readiness
    assert nothing is not None
    assert (nothing.band, nothing.missing, nothing.missing_needs) == (None, FEWEST_ANSWERS, 3)
    hold(services, interviewer, target, ["Python"] * 4)
    few = home(services).readiness
    assert (few.band, few.missing, few.missing_needs, few.asked) == (None, 2, 2, 1)
    hold(services, interviewer, target, ["Kafka", "PostgreSQL"])
    found = home(services).readiness
    assert found.band is not None
    assert (found.missing, found.asked, found.needs) == (0, 3, 4)
    assert 0 < found.low < found.high <= 100


def test_an_abandoned_interview_counts_nowhere(services, interviewer, target):
    hold(services, interviewer, target, SKILLS, answered=0)
    found = home(services)
    assert found.readiness.answers == 0
    assert (found.topics, found.today, found.answers) == ((), (), 0)
    assert services.practice_again.due(ME).next_at is None
    assert services.analytics.choices(ME).interviews == 0


def test_of_an_interview_that_was_left_only_what_was_answered_counts(services, interviewer, target):
    hold(services, interviewer, target, SKILLS, MISSED, answered=1)
    found = home(services)
    assert (found.readiness.answers, found.readiness.asked) == (1, 1)
    assert [topic.category for topic in found.topics] == ["Python"]
    assert services.practice_again.due(ME).next_at is not None
    soon = later(services, minutes=20)
    soon._practice_again = practice_later(services, interviewer, minutes=20)
    names = [task.question.category for task in soon.home(ME, UTC).today if task.question]
    assert names == ["Python"]


def test_a_retake_moves_readiness_and_topics_but_adds_no_point_to_the_trend(services, interviewer, target):
    report = hold(services, interviewer, target, ["Python", "Kafka", "PostgreSQL"] * 2, MISSED)
    before = home(services)
    again = services.practice_again.retake(ME, HERE, report.session.id, 0).session
    finish(services, again, SEEN, interviewer)
    after = home(services)
    assert after.readiness.expected > before.readiness.expected
    assert after.again.better == 1
    assert {topic.category: topic.level for topic in after.topics}["Python"] is Level.FAMILIAR
    assert len(services.analytics.look(ME).points) == 1


def test_a_settled_verdict_counts_in_readiness_topics_and_todays_list_and_is_undone(services, interviewer, target):
    report = hold(services, interviewer, target, ["Python", "Kafka", "PostgreSQL"] * 2, MISSED)
    before = home(services)
    # The last answer on Python: a level that rises and falls in one interview is as it was.
    points = report.session.turn_at(3).question.key_points
    for point in points:
        services.evaluator.settle(ME, report.session.id, 3, point.id, Settled.SAID)
    after = home(services)
    assert after.readiness.said > before.readiness.said
    assert after.topics != before.topics
    practice = practice_later(services, interviewer, minutes=20)
    assert practice.due(ME).points == 5 * len(points)
    for point in points:
        services.evaluator.settle(ME, report.session.id, 3, point.id, None)
    undone = home(services)
    assert (undone.readiness, undone.topics) == (before.readiness, before.topics)


def test_a_verdict_settled_as_wrong_lowers_what_was_recognised(services, interviewer, target):
    report = hold(services, interviewer, target, ["Python", "Kafka", "PostgreSQL"] * 2, SEEN)
    before = home(services).readiness
    point = report.session.turn_at(0).question.key_points[0]
    services.evaluator.settle(ME, report.session.id, 0, point.id, Settled.WRONG)
    after = home(services).readiness
    assert after.expected < before.expected


def test_the_day_counts_what_is_far_away_is_less_sure_to_be_known(services, interviewer, target):
    hold(services, interviewer, target, ["Python", "Kafka", "PostgreSQL"] * 2)
    today = home(services)
    day = today.day + timedelta(days=60)
    services.targets.edit(ME, target.id, title="", company="", text=POSTING, interview_on=day)
    far = home(services)
    assert (far.day, far.is_today, today.is_today) == (day, False, True)
    assert (today.readiness.recall, far.readiness.said) == (100, today.readiness.said)
    assert far.readiness.recall < 100
    services.targets.edit(ME, target.id, title="", company="", text=POSTING, interview_on=today.day - timedelta(days=3))
    past = home(services)
    assert (past.readiness, past.is_today) == (today.readiness, True)


def test_a_job_with_a_known_title_alone_goes_by_what_is_usually_asked_and_an_unknown_one_by_nothing(services):
    services.targets.add(ME, title="Registered nurse")
    assert home(services).basis is Basis.OCCUPATION
    assert home(services).needs
    other = services.targets.add(ME, title="Head of roses")
    found = services.progress.home(ME, UTC, other.id)
    assert (found.basis, found.readiness, found.target) == (Basis.NOTHING, None, other)


def test_the_job_whose_day_comes_next_is_shown_unless_another_is_chosen(services, target):
    today = home(services).day
    soon = services.targets.add(ME, title="Nurse", interview_on=today + timedelta(days=3))
    late = services.targets.add(ME, title="Baker", interview_on=today + timedelta(days=9))
    services.targets.add(ME, title="Cook", interview_on=today - timedelta(days=1))
    assert home(services).target == soon
    assert services.progress.home(ME, UTC, late.id).target == late
    assert services.progress.home(ME, UTC, "gone").target == soon


def test_nobody_sees_the_progress_of_another(services, interviewer, target):
    hold(services, interviewer, target, ["Python", "Kafka", "PostgreSQL"] * 2, MISSED)
    found = home(services, "somebody else")
    assert (found.targets, found.target, found.today, found.topics, found.answers) == ((), None, (), (), 0)


def test_what_is_deleted_is_gone_at_the_next_look(services, interviewer, target):
    report = hold(services, interviewer, target, SKILLS, MISSED)
    assert home(services).topics
    services.candidate.delete(ME, report.session.id)
    assert (home(services).topics, home(services).readiness.answers) == ((), 0)
    services.targets.delete(ME, target.id)
    assert home(services).target is None


def test_a_second_look_reads_no_answer_again(services, interviewer, target):
    hold(services, interviewer, target, SKILLS, MISSED)
    home(services)
    first = services.progress._judged.of(ME)
    home(services)
    assert services.progress._judged.of(ME) is first


def as_role(services, occupation: str, verdict: Verdict = SEEN):
    """A graded interview for an occupation, without a resume and without an advertisement."""
    session = services.creation.create(
        ME, "visitor", occupation=occupation, question_count=2, follow_up_count=0, force=True
    ).session
    for index in range(2):
        services.candidate.submit_answer(ME, session.id, index, "some words")
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def test_a_role_that_was_chosen_without_a_resume_is_what_one_prepares_for(services, interviewer, target):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, MISSED) for turn in turns)
    hold(services, interviewer, target, ["Python", "Kafka"], MISSED)
    report = as_role(services, "registered-nurse", MISSED)
    found = home(services)
    assert (found.target.title, found.target.is_role, found.basis) == (report.role, True, Basis.OCCUPATION)
    assert {each.id for each in found.targets} == {found.target.id, target.id}
    of_it = [task for task in found.today if task.origin is None or task.origin.session_id == report.session.id]
    assert list(found.today) == of_it
    assert services.progress.home(ME, UTC, target.id).target == target


def test_a_kept_job_of_the_name_takes_the_place_of_the_role(services, interviewer):
    report = as_role(services, "registered-nurse")
    kept = services.targets.add(ME, title=report.role)
    assert home(services).targets == (kept,)


def test_a_role_is_a_role_in_the_trends_and_no_resume(services, interviewer):
    report = as_role(services, "registered-nurse")
    (point,) = services.analytics.points(ME)
    assert services.analytics.choices(ME).roles == (report.role,)
    [row] = tables.interviews([point], str)
    assert (row["Role or job"], row["Resume"]) == (report.role, "No resume")
    text = markdown.write(report_view(report, ENGLISH), None)
    assert f"| **Role** | {report.role} |" in text
    assert "**Resume**" not in text
