"""The report page in the states of a grading: what is there already, what is left, what failed, what can be done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from interview.core.evidence import Remark, RemarkKind
from interview.core.grading import Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.question import Position
from interview.errors import Code, Failed, Unavailable
from interview.messages import Message, written
from interview.services import services as services_of_process
from interview.storage import grades
from interview.storage.limits import Costly, Limits
from interview.use_cases.grading.paces import Paces
from tests.app_test import AppTest
from tests.builders import NOON
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def session(services):
    made = create(services, mains=2)
    for index, text in enumerate(["first answer", "answer to the follow-up", "second answer", "last answer"]):
        services.candidate.submit_answer(ME, made.id, index, text)
    return services.candidate.complete(ME, made.id)


@pytest.fixture
def page(services, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    services_of_process.cache_clear()

    def show(session_id: str, boxes: Collection[int] = range(4), **address: str) -> AppTest:
        opened = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=20)
        for name, value in {"session": session_id, **address}.items():
            opened.query_params[name] = value
        for index in boxes:
            opened.session_state[f"open-question-{session_id}-{index}"] = True
        opened.run()
        assert not opened.exception
        return opened

    yield show
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def words(page: AppTest) -> str:
    parts = [*page.caption, *page.warning, *page.error, *page.info, *page.markdown]
    said = [str(part.value).replace("\\", "") for part in parts]
    return " ".join([*said, *(part.proto.body for part in page.get("html"))])


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_grades_appear_while_the_others_are_still_waited_for(services, interviewer, session, page):
    def stop_at_the_summary(operation):
        if operation == "summarise":
            raise SystemExit

    interviewer.before = stop_at_the_summary
    interviewer.on_grade = lambda turns: tuple(judgement(turn) for turn in turns)
    with pytest.raises(SystemExit):
        services.evaluator.run(ME, session.id, "w")
    with services.store.transaction() as db:
        grades.request_grades(db, session.id, {Position(1): 1})
    shown = page(session.id)
    html = " ".join(part.proto.body for part in shown.get("html"))
    assert "Feedback for 0.0" in html
    assert "This answer is being graded again." in words(shown)
    assert "Second opinion" not in buttons(shown)


def test_an_ungraded_answer_can_be_graded_alone_and_a_graded_one_gets_a_second_opinion(
    services, interviewer, session, page
):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(1))
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    assert "Not graded, and left out of every average." in words(shown)
    assert buttons(shown).count("Grade this answer again") == 1
    assert buttons(shown).count("Second opinion") == 3
    again = next(button for button in shown.button if button.label == "Grade this answer again")
    again.click().run()
    assert services.evaluator.report(ME, session.id).requested == {Position(1): 1}


def test_an_answer_that_is_being_graded_again_does_not_ask_to_be_graded_again(services, interviewer, session, page):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(1))
    services.evaluator.run(ME, session.id, "w")
    (index,) = (n for n, turn in enumerate(session.turns) if turn.position == Position(1))
    services.evaluator.grade_again(ME, session.id, index)
    shown = words(page(session.id))
    assert "This answer is being graded again." in shown
    assert "Not graded, and left out of every average." not in shown


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "1 s"), (59, "59 s"), (88, "1 min"), (121.4, "2 min")])
def test_how_long_grading_takes_is_told_to_the_minute_where_it_takes_minutes(
    services, interviewer, session, page, monkeypatch, seconds, told
):
    monkeypatch.setattr(Paces, "seconds_left", lambda *_: seconds)
    shown = page(session.id)
    assert [each.proto.text for each in shown.get("progress")] == [
        f"Grading your answers: 0 of 4 done, about {told} left"
    ]


def test_whoever_asks_for_gradings_too_often_is_told_on_the_page_and_nothing_is_graded(
    services, interviewer, session, page, monkeypatch
):
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(1))
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    counted = []

    def refuse(_limits: Limits, what: Costly, owner: str) -> None:
        counted.append((what, owner))
        raise Unavailable(Code.RATE_LIMIT_EXCEEDED, written("Wait for 12 seconds."))

    monkeypatch.setattr(Limits, "hit_costly", refuse)
    for label in ("Grade this answer again", "Second opinion", "Grade what is missing"):
        next(button for button in shown.button if button.label == label).click().run()
        assert "Wait for 12 seconds." in words(shown)
        assert not shown.exception
    assert counted == [(Costly.GRADE_AGAIN, ME)] * 3
    assert services.evaluator.report(ME, session.id).requested == {}


def test_where_two_graded_a_report_each_answer_says_who(services, interviewer, session, page):
    services.evaluator.run(ME, session.id, "w")
    assert "Graded by Model other" not in words(page(session.id))
    (given, *_) = services.evaluator.report(ME, session.id).grades.values()
    signed = replace(given.provenance, graded_by=model_interviewer("other"))
    with services.store.transaction() as db:
        grades.put_grades(db, ME, session.id, [replace(given, provenance=signed)], NOON)
    shown = words(page(session.id))
    assert "Graded by Model other" in shown
    assert "parts and categories are left out" in shown


def test_opinions_that_lie_apart_are_marked_for_review(services, interviewer, session, page):
    services.evaluator.run(ME, session.id, "w")
    verdicts = iter([Verdict.COVERED, Verdict.MISSED, Verdict.COVERED])
    interviewer.on_grade = lambda turns: tuple(judgement(turn, v) for v in [next(verdicts)] for turn in turns)
    services.evaluator.grade_again(ME, session.id, 0, second_opinion=True)
    services.evaluator.run(ME, session.id, "w")
    shown = words(page(session.id))
    assert "Needs review" in shown
    assert "3 opinions" in shown
    assert "Earlier grade" in shown


def test_a_failure_says_what_happened_and_offers_the_way_on(services, interviewer, session, page):
    interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("The key is not accepted."))
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    assert "The key is not accepted" in words(shown).replace("\\", "")
    assert "Grade again" in buttons(shown)


def test_a_grading_that_failed_on_its_way_says_how_many_answers_are_graded(services, interviewer, session, page):
    def two_and_then_none(turns):
        interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("The key is not accepted."))
        return tuple(judgement(turn) for turn in turns[:2])

    interviewer.on_grade = two_and_then_none
    services.evaluator.run(ME, session.id, "w")
    for shown in (page(session.id), page(session.id, expect="1")):
        said = words(shown)
        assert "Your answers are safe. 2 of 4 are graded; the rest could not be graded." in said
        assert "they could not be graded" not in said


def test_a_summary_that_is_missing_alone_can_be_written_from_the_page(services, interviewer, session, page):
    interviewer.fail_with["summarise"] = Unavailable(Code.AI_SERVICE_TIMEOUT, written("slow"))
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    assert "There is no summary." in words(shown)
    assert "Grade what is missing" not in buttons(shown)
    interviewer.fail_with.clear()
    interviewer.calls.clear()
    next(button for button in shown.button if button.label == "Write the summary").click().run()
    services.evaluator.run(ME, session.id, "w")
    assert [name for name, _ in interviewer.calls] == ["summarise"]
    assert "Write the summary" not in buttons(page(session.id))


def test_whether_a_remark_praises_is_said_in_words(services, interviewer, session, page):
    def remarked(turn):
        text = turn.answer.text
        both = (
            Remark(RemarkKind.STRENGTH, written("Short"), text),
            Remark(RemarkKind.WEAKNESS, written("Without an example"), text),
        )
        return replace(judgement(turn), remarks=both)

    interviewer.on_grade = lambda turns: tuple(map(remarked, turns))
    services.evaluator.run(ME, session.id, "w")
    said = words(page(session.id))
    for part in ("Model scripted writes", "<b>Strength: </b>Short", "<b>Weakness: </b>Without an example"):
        assert part in said
    assert "In your own words" not in said


def test_the_one_primary_action_is_to_practise_what_is_lacking(services, interviewer, session, page):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    primary = [button.label for button in shown.button if button.proto.type == "primary"]
    assert primary == ["Practise questions 1 and 2"]
    html = " ".join(part.proto.body for part in shown.get("html"))
    assert "What to practise next" in html
    assert "Question 1, " in html


def test_with_nothing_lacking_there_is_nothing_to_practise(services, interviewer, session, page):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.COVERED) for turn in turns)
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    assert not [button for button in shown.button if button.proto.type == "primary"]
    assert "What to practise next" not in " ".join(part.proto.body for part in shown.get("html"))


def test_while_grading_is_tried_again_nobody_is_told_to_try_again(services, interviewer, session, page):
    error = Message.of("error.model_busy")
    interviewer.fail_with["grade"] = Unavailable(Code.AI_RATE_LIMITED, error)
    services.evaluator.run(ME, session.id, "w")
    shown = page(session.id)
    assert [str(said.value) for said in shown.info] == [
        "The last attempt did not work. It is tried again by itself; you need not do anything."
    ]
    assert any("For support" in part.proto.body and "then try again" in part.proto.body for part in shown.get("html"))


def test_while_a_guess_is_thought_of_the_page_says_how_grading_stands(services, session, page):
    guessing = page(session.id, expect="1")
    assert "Your report is ready." not in words(guessing)
    assert [(one.label, one.proto.type) for one in guessing.button][:2] == [
        ("Show the report", "primary"),
        ("Keep my guess", "secondary"),
    ]
    services.evaluator.run(ME, session.id, "w")
    assert "Your report is ready." in words(page(session.id, expect="1"))


def test_the_guess_stands_beside_the_result(services, interviewer, session, page):
    services.candidate.predict(ME, session.id, 35)
    services.evaluator.run(ME, session.id, "w")
    html = " ".join(part.proto.body for part in page(session.id).get("html"))
    assert "You expected 35; the result is" in html
    assert "35 of 100" in html


def test_words_typed_before_a_question_was_skipped_stand_in_the_report(services, page):
    made = create(services, mains=1, follow_ups=0)
    services.candidate.save_draft(ME, made.id, 0, "half a thought", 1)
    services.candidate.submit_answer(ME, made.id, 0, "")
    services.evaluator.run(ME, made.id, "w")
    told = words(page(made.id))
    assert "half a thought" in told
    assert "You wrote these words and did not use them, so they are not graded." in told
    assert "They are in the box" not in told


def test_what_is_in_a_closed_box_costs_no_run(services, session, page):
    services.evaluator.run(ME, session.id, "w")
    closed, first = page(session.id, ()), page(session.id, (0,))
    assert [box.proto.label[:10] for box in closed.get("expander")][:2] == ["Question 1", "Question 2"]
    assert not closed.get("button_group")
    assert "first answer" not in words(closed)
    assert "first answer" in words(first)
    assert "second answer" not in words(first)


def test_a_settled_verdict_stays_in_a_box_that_was_closed_in_between(services, session, page):
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    point = report.grades[Position(0)].points[0].point.id
    services.evaluator.settle(ME, session.id, 0, point, Settled.SAID)
    page(session.id, ())
    assert "You:" in words(page(session.id, (0,)))
