"""Trends agree with reports, on both databases, whatever happened to the sessions since the last look."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest
from sqlalchemy import update
from sqlmodel import col

from interview.core.comparability import Scale
from interview.core.grading import Grade, Settled, Verdict
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.posting import JobPosting
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import InterviewSession, SessionKind
from interview.core.turn import Turn
from interview.errors import Code, Failed, Unavailable
from interview.services import Services
from interview.storage import evaluations, grades, store
from interview.storage.tables import EvaluationRow, SessionRow
from interview.trends import analytics
from interview.trends.analytics import Analytics
from interview.trends.lookup import Most
from interview.trends.values import CategoryStrength, Chosen, Week
from tests.builders import NOON, at
from tests.report_builders import GOOD, failed, graded, report, session, turn

pytestmark = pytest.mark.slow

OWNER = "local"
MODEL = model_interviewer("m")
MEASURE = Scale((PRACTICE,), (RUBRIC.version,)).code


def keep(services: Services, made: Report, status: str = "COMPLETED", owner: str = OWNER) -> Report:
    """Store a report as if its interview had been held and graded."""
    with services.store.transaction() as db:
        store.insert_session(db, made.session, take_slot=True, slot=f"key-{made.session.id}")
        db.execute(
            update(SessionRow)
            .where(col(SessionRow.id) == made.session.id)
            .values(status="EVALUATED", completed_at=made.session.completed_at)
        )
        assert made.evaluation is not None
        evaluations.insert_evaluation(db, made.evaluation)
        grades.put_grades(db, owner, made.session.id, list(made.grades.values()), NOON)
        set_status(db, made.session.id, status)
    return made


def set_status(db: object, session_id: str, status: str) -> None:
    query = update(EvaluationRow).where(col(EvaluationRow.session_id) == session_id).values(status=status)
    db.execute(query)  # type: ignore[attr-defined]


def strengths(services: Services, measure: str = MEASURE) -> tuple[CategoryStrength, ...]:
    return services.analytics.look(OWNER, Chosen(measure=measure)).strengths


def activity(services: Services) -> tuple[Week, ...]:
    return services.analytics.look(OWNER).weeks


def random_report(chance: random.Random, number: int) -> Report:
    turns: list[Turn] = []
    given: list[Grade] = []
    # A report has one grader.
    by = chance.choice([PRACTICE, MODEL])
    for main in range(chance.randint(1, 6)):
        for follow_up in range(chance.randint(1, 3)):
            question = replace(GOOD, category=chance.choice(["Python", "Databases", "Design"]))
            one = turn(main, chance.choice(["Something said.", None, "Something else."]), follow_up, question)
            verdicts = chance.choices(list(Verdict), k=3)
            turns.append(one)
            clarity = chance.choice([0, 1, 1.7, 2.3, 3, 4])
            given.append(failed(one) if chance.random() < 0.2 else graded(one, verdicts, clarity, by=by))
    return report(session(turns, id=f"s{number}", day=number), given)


def answered_in(made: Report) -> list[Turn]:
    """The turns in which something was said: without any, nothing of a session counts."""
    return [turn for turn in made.session.turns if (turn.answer.text or "").strip()]


def test_a_trend_shows_the_same_numbers_as_the_reports(services: Services) -> None:
    chance = random.Random(7)
    kept = [keep(services, random_report(chance, number)) for number in range(60)]
    expected = [
        (
            each.session.id,
            each.totals.overall,
            each.totals.dimensions["accuracy"],
            each.totals.dimensions["completeness"],
            each.totals.dimensions["clarity"],
            each.totals.scored,
            each.totals.total,
        )
        for each in kept
        if each.totals.overall is not None and answered_in(each)
    ]
    points = services.analytics.points(OWNER)
    assert [
        (p.session_id, p.overall, p.accuracy, p.completeness, p.clarity, p.scored, p.total) for p in points
    ] == expected


def test_a_category_of_a_single_session_has_the_score_of_its_report(services: Services) -> None:
    for number in range(20):
        chance = random.Random(number)
        made = keep(services, random_report(chance, number))
        points = {p.session_id: p for p in services.analytics.points(OWNER)}
        if made.session.id in points:
            found = strengths(services, points[made.session.id].measure)
            latest = {strength.category: strength.latest for strength in found}
            told = {turn.question.category for turn in answered_in(made)}
            wanted = {name: score for name, score in made.totals.categories.items() if name in told}
            assert wanted.items() <= latest.items()


def test_interviewers_and_rubrics_are_never_averaged_together(services: Services) -> None:
    for number, (by, rubric, verdict) in enumerate(
        [
            (PRACTICE, RUBRIC.version, Verdict.COVERED),
            (MODEL, RUBRIC.version, Verdict.MISSED),
            (PRACTICE, "later", Verdict.MISSED),
            (PRACTICE, RUBRIC.version, Verdict.COVERED),
        ]
    ):
        one = turn(0)
        keep(
            services,
            report(session([one], id=f"s{number}", day=number), [graded(one, [verdict] * 3, by=by, rubric=rubric)]),
        )
    points = services.analytics.points(OWNER)
    assert [point.against_earlier for point in points] == [None, None, None, 0.0]
    assert len({point.measure for point in points}) == 3
    assert [(c.sessions, c.mean, c.earlier) for c in strengths(services)] == [(2, points[0].overall, points[0].overall)]


def test_a_regrade_replaces_the_earlier_score(services: Services) -> None:
    one = turn(0)
    made = keep(services, report(session([one]), [graded(one, [Verdict.COVERED] * 3)]))
    before = services.analytics.points(OWNER)[0].overall
    with services.store.transaction() as db:
        grades.put_grades(db, OWNER, made.session.id, [graded(one, [Verdict.TOUCHED] * 3)], NOON)
    after = services.analytics.points(OWNER)
    assert len(after) == 1
    assert after[0].overall < before


def test_a_session_being_graded_again_is_left_out_until_it_is_done(services: Services) -> None:
    one = turn(0)
    made = keep(services, report(session([one]), [graded(one)]))
    assert services.analytics.points(OWNER)
    with services.store.transaction() as db:
        assert evaluations.restart_evaluation(db, OWNER, made.session.id)
    assert services.analytics.points(OWNER) == []
    with services.store.transaction() as db:
        assert evaluations.claim_evaluation(db, OWNER, made.session.id, "w", NOON, at(12))
        assert evaluations.finish_evaluation(db, made.session.id, "w", NOON, None)
    assert len(services.analytics.points(OWNER)) == 1


def test_a_deleted_session_disappears(services: Services) -> None:
    first, second = turn(0), turn(0)
    keep(services, report(session([first], id="a", day=0), [graded(first)]))
    keep(services, report(session([second], id="b", day=1), [graded(second)]))
    assert len(services.analytics.points(OWNER)) == 2
    with services.store.transaction() as db:
        store.delete_session(db, OWNER, "b")
    assert [point.session_id for point in services.analytics.points(OWNER)] == ["a"]
    assert [strength.sessions for strength in strengths(services)] == [1]


def test_nobody_sees_another_owners_sessions(services: Services) -> None:
    one = turn(0)
    keep(services, report(session([one], owner="somebody"), [graded(one)]), owner="somebody")
    assert len(services.analytics.points("somebody")) == 1
    assert services.analytics.points(OWNER) == []
    assert strengths(services) == ()
    assert activity(services) == ()


def test_a_session_that_did_not_change_is_not_read_again(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    one = turn(0)
    keep(services, report(session([one], id="a", day=0), [graded(one)]))
    services.analytics.points(OWNER)
    read = watch_reads(monkeypatch)
    keep(services, report(session([one], id="b", day=1), [graded(one)]))
    assert len(services.analytics.points(OWNER)) == 2
    services.analytics.points(OWNER)
    assert read == ["b"]


def test_a_look_is_answered_again_only_after_something_changed(services: Services) -> None:
    one = turn(0)
    keep(services, report(session([one], id="a", day=0), [graded(one)]))
    first = services.analytics.look(OWNER)
    assert services.analytics.look(OWNER) is first
    assert services.analytics.look("somebody") is not first
    assert services.analytics.look(OWNER, Chosen(category="nothing")).found == 0
    services.evaluator.settle(OWNER, "a", 0, GOOD.key_points[0].id, Settled.WRONG)
    assert services.analytics.look(OWNER) is not first
    keep(services, report(session([one], id="b", day=1), [graded(one)]))
    assert services.analytics.look(OWNER).found == 2
    with services.store.transaction() as db:
        store.delete_session(db, OWNER, "b")
    assert services.analytics.look(OWNER).found == 1


def watch_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from interview.storage import trend_facts as facts

    read: list[str] = []
    real = facts.session_facts

    def watched(db: object, session_ids: Sequence[str]) -> list[facts.SessionFact]:
        read.extend(session_ids)
        return real(db, session_ids)  # type: ignore[arg-type]

    monkeypatch.setattr(facts, "session_facts", watched)
    return read


def test_weeks_without_an_interview_are_shown_as_empty(services: Services) -> None:
    for number, day in enumerate((0, 21)):
        turns = [turn(0), turn(1, None), turn(2, "  ")]
        keep(services, report(session(turns, id=f"s{number}", day=day)))
    weeks = activity(services)
    monday = date(2026, 11, 23)
    assert [week.monday for week in weeks] == [monday + timedelta(weeks=n) for n in range(4)]
    assert [(week.interviews, week.answers) for week in weeks] == [(1, 1), (0, 0), (0, 0), (1, 1)]


def test_many_threads_get_the_same_answer_while_sessions_arrive(services: Services) -> None:
    one = turn(0)
    sessions: list[InterviewSession] = [session([one], id=f"s{n}", day=n) for n in range(12)]

    def look(_: int) -> list[float]:
        return [point.overall for point in services.analytics.points(OWNER)]

    with ThreadPoolExecutor(8) as pool:
        looks = [pool.submit(look, n) for n in range(20)]
        for made in sessions:
            keep(services, report(made, [graded(one)]))
        looks += [pool.submit(look, n) for n in range(20)]
        for each in looks:
            assert set(each.result()) <= {graded(one).scores.number}  # type: ignore[union-attr]
    assert len(look(0)) == 12


def test_who_is_forgotten_while_a_look_is_drawn_disturbs_nobody(services: Services) -> None:
    keep(services, random_report(random.Random(3), 1))
    drawn = len(services.analytics.points(OWNER))

    def look_or_forget(number: int) -> int:
        if number % 2:
            services.analytics.forget(OWNER, [])
            return drawn
        return len(services.analytics.points(OWNER))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look_or_forget, range(400))) == {drawn}


def test_sessions_without_any_score_have_no_point_but_count_as_activity(services: Services) -> None:
    one = turn(0)
    keep(services, report(session([one]), [failed(one)]))
    assert services.analytics.points(OWNER) == []
    assert [week.answers for week in activity(services)] == [1]


def test_a_database_that_is_away_is_said_to_be_away(services: Services) -> None:
    services.analytics.points(OWNER)
    services.store.engine.dispose()
    away = Analytics(store.Store("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    with pytest.raises(Unavailable):
        away.points(OWNER)


def test_a_copy_that_cannot_answer_costs_the_trends_only_and_says_so(services: Services) -> None:
    with services.analytics._up_to_date(OWNER) as copy:
        copy.execute("DROP TABLE score")
    with pytest.raises(Failed) as refused:
        services.analytics.look(OWNER)
    assert refused.value.code is Code.INTERNAL_ERROR


def test_the_copy_reads_no_file_and_its_settings_cannot_be_changed(services: Services) -> None:
    for query in (
        "SELECT * FROM read_csv('/etc/hosts')",
        "COPY session TO '/tmp/copied.csv'",
        "ATTACH '/tmp/other.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '8GB'",
        "INSTALL httpfs",
    ):
        with services.analytics._up_to_date(OWNER) as copy, pytest.raises(duckdb.Error):
            copy.execute(query)


def ids(services: Services, **chosen: object) -> list[str]:
    found = services.analytics.look(OWNER, Chosen(**chosen))  # type: ignore[arg-type]
    assert [point.session_id for point in found.points] == [
        point.session_id
        for point in services.analytics.points(OWNER, Chosen(**chosen))  # type: ignore[arg-type]
    ]
    return [point.session_id for point in found.points]


def test_each_filter_leaves_out_what_does_not_fit(services: Services) -> None:
    one, other = turn(0), turn(0, question=replace(GOOD, category="Python"))
    keep(services, report(session([one], id="a", day=0, resume_name="old.pdf"), [graded(one)]))
    keep(services, report(session([other], id="b", day=1, resume_name="new.pdf"), [graded(other)]))
    job = JobPosting("Data engineer\nSQL")
    keep(
        services,
        report(session([one], id="c", day=2, resume_name="new.pdf", job=job), [graded(one, by=MODEL)]),
    )
    assert ids(services) == ["a", "b", "c"]
    assert ids(services, resume="new.pdf") == ["b", "c"]
    assert ids(services, role="Data engineer") == ["c"]
    assert ids(services, category="Databases") == ["a", "c"]
    assert ids(services, measure=MEASURE) == ["a", "b"]
    assert ids(services, since=NOON + timedelta(days=1)) == ["b", "c"]
    assert ids(services, until=NOON + timedelta(days=1)) == ["a"]
    assert ids(services, resume="new.pdf", category="Databases", measure=MEASURE) == []
    choices = services.analytics.choices(OWNER)
    assert (choices.interviews, choices.resumes, choices.roles) == (3, ("new.pdf", "old.pdf"), ("Data engineer",))
    assert (choices.categories, choices.measures[1:]) == (("Databases", "Python"), (MEASURE,))


def test_a_long_history_is_drawn_from_its_end_and_counted_whole(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analytics, "ON_A_PAGE", Most(points=3))
    one = turn(0)
    for day in range(5):
        verdicts = [Verdict.COVERED, [Verdict.MISSED, Verdict.COVERED][day % 2], Verdict.COVERED]
        keep(services, report(session([one], id=f"s{day}", day=day), [graded(one, verdicts)]))
    found = services.analytics.look(OWNER)
    assert ([point.session_id for point in found.points], found.found) == (["s2", "s3", "s4"], 5)
    scores = [point.overall for point in services.analytics.points(OWNER)]
    assert found.band is not None
    assert abs(found.band.middle - sum(scores) / 5) <= 1


def test_a_retake_counts_for_missed_points_and_activity_but_for_no_score(services: Services) -> None:
    one = turn(0)
    keep(services, report(session([one], id="a", day=0), [graded(one, [Verdict.MISSED] * 3)]))
    keep(services, report(session([one], id="b", day=1, kind=SessionKind.RETAKE), [graded(one, [Verdict.MISSED] * 3)]))
    found = services.analytics.look(OWNER)
    assert [point.session_id for point in found.points] == ["a"]
    assert [week.interviews for week in found.weeks] == [2]
    assert {(point.missed, point.asked) for point in found.missed} == {(2, 2)}
    assert found.missed[0].origin.session_id == "b"
