"""What the trend facts hold is what the rows say, whatever changed them, on both databases."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from interview.core.grading import Provenance, Ungradable, Verdict, ungraded
from interview.core.identity import model_interviewer
from interview.core.options import InterviewOptions
from interview.core.profile import Profile, Project
from interview.core.question import Position
from interview.errors import Code, Unavailable
from interview.i18n.translate import ENGLISH
from interview.messages import written
from interview.storage import grades, read_model, trend_facts
from interview.storage.tables import SessionFactsRow, SessionRow
from interview.trends import analytics, tables
from interview.trends.names import resume_name
from interview.trends.session_facts import worked_out
from interview.trends.values import Chosen
from interview.web.resume_names import pasted
from tests.builders import NOON, RESUME
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def resume(services):
    return services.resumes.add(ME, "cv.pdf", RESUME, "hash", ())


@pytest.fixture
def session(services, resume):
    created = services.creation.create(ME, "1.2.3.4", question_count=2, follow_up_count=1, resume_id=resume.id)
    for index, words in enumerate(["first answer", "answer to the follow-up", "second answer", ""]):
        services.candidate.current(ME, created.session.id)
        services.candidate.submit_answer(ME, created.session.id, index, words)
    return services.candidate.complete(ME, created.session.id)


@pytest.mark.parametrize("blank", ["\n\n", "\t \r\n", "\u3000"])
def test_an_answer_of_blanks_alone_is_none_in_the_trends(services, resume, blank):
    created = services.creation.create(ME, "1.2.3.4", question_count=2, follow_up_count=0, resume_id=resume.id)
    for index, words in enumerate(["an answer", blank]):
        services.candidate.submit_answer(ME, created.session.id, index, words)
    services.candidate.complete(ME, created.session.id)
    services.analytics.look(ME)
    assert [facts["answered"] for facts in stored(services).values()] == [1]


def stored(services):
    with services.store.reading() as db:
        rows = db.execute(select(col(SessionFactsRow.session_id), col(SessionFactsRow.facts))).all()
        assert not db.scalars(select(col(SessionFactsRow.session_id)).where(col(SessionFactsRow.is_stale))).all()
    return {session_id: json.loads(facts) for session_id, facts in rows}


def recomputed(services):
    with services.store.reading() as db:
        ids = db.scalars(select(col(SessionRow.id)).where(col(SessionRow.completed_at).is_not(None))).all()
        turns, given = trend_facts.turn_facts(db, ids), trend_facts.grade_facts(db, ids)
        return {
            each.id: json.loads(
                worked_out(
                    each,
                    [turn for turn in turns if turn.session_id == each.id],
                    [grade for grade in given if grade.session_id == each.id],
                )
            )
            for each in trend_facts.session_facts(db, ids)
        }


def graded(services, session):
    services.evaluator.run(ME, session.id, "w")
    services.analytics.look(ME)


def run_again(services, session, index=None, **how):
    services.evaluator.grade_again(ME, session.id, index, **how)
    services.evaluator.run(ME, session.id, "w")


def leave_one_out(services, interviewer, session):
    interviewer.on_grade = lambda turns: tuple(
        Ungradable(str(turn.position), written("Cannot judge this."))
        if turn.position == Position(1)
        else judgement(turn)
        for turn in turns
    )
    run_again(services, session)


def retry_what_was_left_out(services, interviewer, session):
    with services.store.transaction() as db:
        left = ungraded(Position(1), written("Cannot judge this."), Provenance(model_interviewer("scripted")))
        grades.put_grades(db, ME, session.id, [left], NOON)
    services.analytics.look(ME)
    run_again(services, session)


def grade_one_lower(services, interviewer, session):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    run_again(services, session, 0)


def put_other_grades(services, interviewer, session):
    with services.store.transaction() as db:
        grades.put_grades(db, ME, session.id, none_scored(services, session), NOON)


def none_scored(services, session):
    signed = Provenance(model_interviewer("scripted"))
    return [ungraded(turn.position, written("Cannot judge this."), signed) for turn in session.turns[:2]]


def fail_to_grade_again(services, interviewer, session):
    interviewer.fail_with["grade"] = Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("away"))
    services.evaluator.grade_again(ME, session.id)
    services.analytics.look(ME)
    for _ in range(4):
        with services.store.transaction() as db:
            db.execute(text("UPDATE evaluation SET not_before = NULL"))
        services.evaluator.run(ME, session.id, "w")


def correct_the_resume(services, interviewer, session):
    profile = Profile(projects=(Project("Shop", role="Platform engineer"),))
    services.resumes.correct(ME, session.resume_id, profile)


def delete_the_interview(services, interviewer, session):
    other = create(services, mains=1, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, other.id, 0, "words")
    services.evaluator.run(ME, other.id, "w")
    services.analytics.look(ME)
    services.candidate.delete(ME, session.id)


CHANGES = {
    "everything graded again": lambda services, interviewer, session: run_again(services, session),
    "one answer graded lower": grade_one_lower,
    "a second opinion": lambda services, interviewer, session: run_again(services, session, 0, second_opinion=True),
    "grading begun again": lambda services, interviewer, session: services.evaluator.grade_again(ME, session.id),
    "grading again that failed": fail_to_grade_again,
    "other grades in their place": put_other_grades,
    "an answer left out": leave_one_out,
    "an ungraded answer retried": retry_what_was_left_out,
    "a title and tags": lambda services, interviewer, session: services.history.label(
        ME, session.id, title="Mine", tags=["x"]
    ),
    "a mark for later": lambda services, interviewer, session: services.candidate.flag(ME, session.id, 0, True),
    "a guess": lambda services, interviewer, session: services.candidate.predict(ME, session.id, 60),
    "an opened report": lambda services, interviewer, session: services.candidate.report_opened(ME, session.id),
    "a corrected resume": correct_the_resume,
    "a deleted resume": lambda services, interviewer, session: services.resumes.delete(ME, session.resume_id),
    "a retake": lambda services, interviewer, session: services.practice_again.retake(ME, "1.2.3.4", session.id, 0),
    "a deleted interview": delete_the_interview,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_roll_up_is_what_its_rows_say_after(services, interviewer, session, change):
    graded(services, session)
    change(services, interviewer, session)
    services.analytics.look(ME)
    assert stored(services) == recomputed(services)


def test_the_trends_of_another_process_follow_every_change(services, make_services, database_url, session, interviewer):
    graded(services, session)
    other = make_services(database_url)
    before = other.analytics.points(ME)
    grade_one_lower(services, interviewer, session)
    after = other.analytics.points(ME)
    assert after[0].overall < before[0].overall
    assert after == services.analytics.points(ME)
    assert after[0].overall == services.evaluator.report(ME, session.id).totals.overall
    services.candidate.delete(ME, session.id)
    assert other.analytics.points(ME) == []


def test_nothing_stale_is_left_when_grading_and_looking_race(services, make_services, database_url, session):
    graded(services, session)
    other = make_services(database_url)
    sets = [list(services.evaluator.report(ME, session.id).grades.values()), none_scored(services, session)]
    done = threading.Event()

    def look():
        while not done.is_set():
            other.analytics.look(ME)

    looking = [threading.Thread(target=look) for _ in range(2)]
    for thread in looking:
        thread.start()
    for number in range(60):
        with services.store.transaction() as db:
            grades.put_grades(db, ME, session.id, sets[number % 2], NOON)
    done.set()
    for thread in looking:
        thread.join()
    other.analytics.look(ME)
    assert stored(services) == recomputed(services)


def test_a_grade_that_comes_while_facts_are_worked_out_is_not_lost(services, session):
    graded(services, session)
    with services.store.transaction() as db:
        read_model.mark_stale(db, session.id)
    known = json.dumps(recomputed(services)[session.id])

    def grade():
        with services.store.transaction() as other:
            grades.put_grades(other, ME, session.id, none_scored(services, session), NOON)

    grading = threading.Thread(target=grade)
    with services.store.transaction() as db:
        assert read_model.lock_stale(db, ME, 10) == [session.id]
        grading.start()
        grading.join(0.5)
        read_model.put_facts(db, {session.id: known})
    grading.join()
    services.analytics.look(ME)
    assert stored(services) == recomputed(services)


def test_an_interview_under_way_has_no_facts_and_costs_none(services):
    made = create(services)
    services.candidate.save_draft(ME, made.id, 0, "a draft", 1)
    services.candidate.submit_answer(ME, made.id, 0, "an answer")
    with services.store.reading() as db:
        assert db.scalars(select(col(SessionFactsRow.session_id))).all() == []


def test_a_look_works_out_for_a_bounded_time_and_says_what_is_left(services, session, monkeypatch):
    services.evaluator.run(ME, session.id, "w")
    monkeypatch.setattr(analytics, "_LONGEST_S", -1.0)
    found = services.analytics.look(ME)
    assert (found.points, found.waiting) == ((), 1)
    monkeypatch.undo()
    found = services.analytics.look(ME)
    assert (len(found.points), found.waiting) == (1, 0)


def test_the_copies_of_few_owners_are_kept_and_a_forgotten_one_comes_back_whole(services, session, monkeypatch):
    graded(services, session)
    monkeypatch.setattr(analytics, "_MOST_OWNERS", 1)
    assert services.analytics.points("somebody else") == []
    with services.analytics._up_to_date("somebody else") as copy:
        assert copy.execute("SELECT DISTINCT owner FROM session").fetchall() == []
    assert [point.session_id for point in services.analytics.points(ME)] == [session.id]


def test_roles_come_from_the_job_or_else_from_the_resume(services, resume):
    services.resumes.correct(ME, resume.id, Profile(projects=(Project("Shop", role="Data engineer"),)))
    for job in ("", "Backend engineer at Example\nPython, PostgreSQL"):
        created = services.creation.create(
            ME, "1.2.3.4", question_count=1, follow_up_count=0, resume_id=resume.id, force=True
        ).session
        with services.store.transaction() as db:
            db.execute(text("UPDATE session SET job_text = :job WHERE id = :id"), {"job": job, "id": created.id})
        services.candidate.submit_answer(ME, created.id, 0, "words")
        services.evaluator.run(ME, created.id, "w")
    assert services.analytics.choices(ME).roles == ("Backend engineer at Example", "Data engineer")
    (only,) = services.analytics.look(ME, Chosen(role="Data engineer")).points
    assert only.resume_name == "cv.pdf"


def test_an_interview_that_was_left_without_an_answer_counts_nowhere(services, session):
    graded(services, session)
    known = services.analytics.look(ME)
    left = create(services, force=True)
    services.candidate.complete(ME, left.id)
    services.evaluator.run(ME, left.id, "w")
    assert services.evaluator.report(ME, left.id).totals.overall == 0
    found = services.analytics.look(ME)
    assert (found.points, found.strengths, found.lines) == (known.points, known.strengths, known.lines)
    assert services.practice_again.due(ME).questions == ()


def test_interviews_from_two_pasted_resumes_are_told_apart_while_the_resumes_are_kept(services):
    kept = []
    for name in ("Dana Whitfield", "Femi Adeyemi"):
        kept.append(services.resumes.add(ME, "", RESUME.replace("Ada Example", name), f"hash {name}", ()))
        made = services.creation.create(ME, "v", question_count=1, follow_up_count=0, resume_id=kept[-1].id, force=True)
        services.candidate.submit_answer(ME, made.session.id, 0, "an answer")
        graded(services, made.session)
    names = pasted(services.pasted_resumes.of(ME), ENGLISH, str)
    values = services.analytics.choices(ME).resumes
    assert {resume_name(value, ENGLISH, names) for value in values} == {"Dana Whitfield", "Femi Adeyemi"}
    for value in values:
        [point] = services.analytics.points(ME, Chosen(resume=value))
        [row] = tables.interviews([point], str, pasted=names)
        assert row["Resume"] == resume_name(value, ENGLISH, names)
    for resume in kept:
        services.resumes.delete(ME, resume.id)
    services.analytics.look(ME)
    assert [resume_name(value) for value in services.analytics.choices(ME).resumes] == ["Pasted text"]


def test_what_a_job_is_called_is_what_it_is_called_now_and_gone_with_it(services, database_url):
    kept = services.targets.add(ME, title="Registered nurse")
    services.candidate.complete(ME, create(services, options=InterviewOptions(target_id=kept.id)).id)

    def roles():
        services.analytics.look(ME)
        assert stored(services) == recomputed(services)
        return [facts["role"] for facts in stored(services).values()]

    assert roles() == ["Registered nurse"]
    services.targets.edit(ME, kept.id, title="Baker", company="", text="", interview_on=None)
    assert roles() == ["Baker"]
    services.targets.delete(ME, kept.id)
    with services.store.reading() as db:
        assert db.scalars(select(col(SessionFactsRow.facts))).all() == [""]
    assert "Baker" not in roles()
