"""A question is swapped for another one at no cost, and what was taken away is remembered, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from interview.core.options import InterviewOptions
from interview.core.question import QuestionKind
from interview.core.rounds import ABOUT_YOU, Round
from interview.core.swap import SwapReason
from interview.errors import Code, Conflict, Failed, Invalid, Unavailable
from interview.messages import written
from interview.storage import swapped_questions
from interview.storage.tables import SwappedQuestionRow
from interview.use_cases.interview_setup import REPEATED
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.integration.test_candidate import ME, at_once, create
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

HAD_IT, NOT_MY_FIELD = SwapReason.HAD_IT, SwapReason.NOT_MY_FIELD


def swap(services, session, index=0, reason=HAD_IT, **more):
    return services.swaps.swap(ME, "1.2.3.4", session.id, index, reason, **more)


def text(session, index=0):
    return session.turns[index].question.text


def remembered(services):
    with services.store.reading() as db:
        return [each for _, each in swapped_questions.swapped_questions(db, ME)]


def refused(work):
    """The code of what went wrong, and of the message."""
    with pytest.raises((Conflict, Invalid, Failed, Unavailable)) as failure:
        work()
    return failure.value.code, failure.value.message.code


# --- the question -------------------------------------------------------------------------------------------------


def test_another_question_stands_there_in_a_new_version_for_every_reader(services):
    before = services.candidate.current(ME, create(services).id)
    after = swap(services, before)
    assert text(after) != text(before)
    assert (after.version, after.expected_total) == (before.version + 1, before.expected_total)
    seen = services.candidate.view(ME, before.id)
    assert seen == after
    services.cache.drop(ME, before.id)
    assert services.candidate.view(ME, before.id) == after


def test_the_interviewer_is_asked_for_one_question_of_the_same_kind_that_is_new_here(services, interviewer):
    session = create(services, mains=5)
    after = swap(services, session)
    again = swap(services, after)
    assert interviewer.count("ask") == 3
    brief = interviewer.briefs[-1]
    asked = session.turns[0].question
    assert [(slot.kind, slot.difficulty) for slot in brief.slots] == [(QuestionKind.SKILL, asked.difficulty)]
    assert {turn.question.text for turn in (*session.turns, *after.turns)} <= set(brief.asked_before)
    assert len({text(session), text(after), text(again)}) == 3


def test_no_score_knows_of_a_swap(services):
    session = create(services, mains=1, follow_ups=0)
    swap(services, session)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert [(turn.answer.text, grade.outcome.value) for _, turn, grade in report.lines()] == [("my words", "graded")]


def test_a_question_with_a_stored_draft_stays_and_so_do_the_words(services, interviewer):
    session = create(services)
    services.candidate.save_draft(ME, session.id, 0, "my words")
    assert refused(lambda: swap(services, session)) == (Code.INTERVIEW_ANSWER_BEGUN, "error.answer_begun")
    kept = services.candidate.view(ME, session.id)
    assert (text(kept), kept.turns[0].answer.draft) == (text(session), "my words")
    assert interviewer.count("ask") == 1
    assert remembered(services) == []


def test_words_that_come_in_while_the_interviewer_thinks_keep_the_question(services, interviewer):
    session = create(services)
    interviewer.before = lambda operation: (
        services.candidate.save_draft(ME, session.id, 0, "typed in another tab") if operation == "ask" else None
    )
    assert refused(lambda: swap(services, session))[0] is Code.INTERVIEW_ANSWER_BEGUN
    kept = services.candidate.view(ME, session.id)
    assert (text(kept), kept.turns[0].answer.draft) == (text(session), "typed in another tab")
    assert remembered(services) == []


def test_words_for_the_question_that_went_are_stored_for_no_other(services):
    session = create(services)
    swap(services, session)
    for late in (
        lambda: services.candidate.save_draft(ME, session.id, 0, "too late", 9, writer="old tab", swaps=0),
        lambda: services.candidate.submit_answer(ME, session.id, 0, "too late", swaps=0),
    ):
        assert refused(late) == (Code.INTERVIEW_NOT_CURRENT_QUESTION, "error.question_swapped")
    assert services.candidate.view(ME, session.id).turns[0].answer.draft == ""
    assert services.candidate.save_draft(ME, session.id, 0, "in time", 1, swaps=1).stored


def test_of_swaps_that_race_one_takes_the_question_away(services):
    session = create(services)
    found = at_once(4, lambda _: swap(services, session))
    assert len(remembered(services)) == sum(not isinstance(each, Conflict) for each in found)
    assert services.candidate.view(ME, session.id).turns[0].swaps == len(remembered(services))
    assert len({each.text for each in remembered(services)}) == len(remembered(services))


def test_a_request_that_comes_twice_swaps_once(services):
    session = create(services)
    after = swap(services, session, swaps=0)
    assert refused(lambda: swap(services, session, swaps=0))[1] == "error.question_swapped"
    assert text(services.candidate.view(ME, session.id)) == text(after)


def test_a_failing_model_leaves_the_question_as_it_is(services, interviewer):
    session = create(services)
    interviewer.fail_with["ask"] = Unavailable(Code.AI_SERVICE_TIMEOUT, written("down"))
    assert refused(lambda: swap(services, session))[0] is Code.AI_SERVICE_TIMEOUT
    assert services.candidate.view(ME, session.id).turns == session.turns
    assert remembered(services) == []


def test_a_swap_counts_as_a_creation_and_one_that_is_refused_does_not(make_services, database_url):
    services = make_services(database_url, rate_limit_create="2/minute", namespace="swaps-" + database_url[-12:])
    session = create(services)
    services.candidate.save_draft(ME, session.id, 0, "my words", 1)
    refused(lambda: swap(services, session))
    services.candidate.save_draft(ME, session.id, 0, "", 2)
    swap(services, session)
    assert refused(lambda: swap(services, session)) == (Code.RATE_LIMIT_EXCEEDED, "error.too_many_swaps")


# --- what is remembered -------------------------------------------------------------------------------------------


def test_what_was_taken_away_is_remembered_and_goes_with_its_session(services):
    session = create(services)
    swap(services, session, reason=NOT_MY_FIELD)
    swap(services, session)
    second, first = remembered(services)
    assert (first.text, first.reason, first.swaps) == (text(session), NOT_MY_FIELD, 0)
    assert (second.reason, second.swaps, second.category) == (HAD_IT, 1, "skill")
    services.candidate.delete(ME, session.id)
    with services.store.reading() as db:
        assert db.scalars(select(SwappedQuestionRow)).all() == []


def test_a_question_taken_away_is_told_to_later_interviews_of_every_version_of_the_resume(services, interviewer):
    interviewer.on_ask = lambda found: tuple(replace(each, bank_id=each.text[:-1].replace(" ", "-")) for each in found)
    session = create(services)
    swap(services, session)
    create(services, force=True)
    assert text(session) in interviewer.briefs[-1].asked_before
    assert session.turns[0].question.bank_id in interviewer.briefs[-1].asked_ids
    services.creation.create(
        ME, "1.2.3.4", question_count=2, follow_up_count=0, resume_text=RESUME.replace("Ada", "Bo"), force=True
    )
    assert text(session) in interviewer.briefs[-1].asked_before
    services.creation.create(
        ME, "1.2.3.4", question_count=2, follow_up_count=0, resume_text="Somebody else\nA cook of ten years", force=True
    )
    assert text(session) in interviewer.briefs[-1].asked_elsewhere
    assert text(session) not in interviewer.briefs[-1].asked_before


def test_after_not_my_field_its_topic_is_left_out_until_more_of_it_or_a_round_on_it_is_wished_for(
    services, interviewer
):
    interviewer.on_ask = lambda found: tuple(replace(each, category="PostgreSQL") for each in found)
    session = create(services)
    swap(services, session)
    create(services, force=True)
    assert interviewer.briefs[-1].leave_out == ()
    swap(services, session, reason=NOT_MY_FIELD)
    assert interviewer.briefs[-1].leave_out == ("sql-databases",)
    create(services, force=True)
    assert interviewer.briefs[-1].leave_out == ("sql-databases",)
    create(services, force=True, options=InterviewOptions(more_of=("sql-databases",)))
    assert (interviewer.briefs[-1].leave_out, interviewer.briefs[-1].more_of) == ((), ("sql-databases",))
    create(services, force=True, options=InterviewOptions(round=Round.TOPIC, topic="sql-databases"))
    assert interviewer.briefs[-1].leave_out == ()


def test_a_topic_that_is_not_their_field_is_known_for_that_resume_alone(services, interviewer):
    interviewer.on_ask = lambda found: tuple(replace(each, category="PostgreSQL") for each in found)
    mine, other = (
        services.resumes.add(ME, "cv.txt", words, "hash", ()).id for words in (RESUME, "Bo Other\nA cook of ten years")
    )
    assert services.swaps.not_their_field(ME, resume_id=mine) == frozenset()
    swap(services, create(services), reason=NOT_MY_FIELD)
    assert services.swaps.not_their_field(ME, resume_id=mine) == {"sql-databases"}
    assert services.swaps.not_their_field(ME, resume_id=other) == frozenset()


def test_own_work_and_behaviour_are_no_topic_that_is_left_out(services, interviewer):
    interviewer.on_ask = lambda found: tuple(replace(each, kind=QuestionKind.BEHAVIOURAL) for each in found)
    session = create(services)
    swap(services, session, reason=NOT_MY_FIELD)
    assert [each.topic for each in remembered(services)] == [""]
    assert interviewer.briefs[-1].leave_out == ()


def test_topics_left_out_of_an_interview_do_not_come_by_a_swap(services, interviewer):
    session = create(services, options=InterviewOptions(leave_out=("git-collaboration",)))
    assert services.candidate.view(ME, session.id).leave_out == ("git-collaboration",)
    swap(services, session)
    assert interviewer.briefs[-1].leave_out == ("git-collaboration",)


def test_a_question_of_a_rounds_own_topic_is_swapped_for_one_of_it_also_when_it_is_not_my_field(services, interviewer):
    interviewer.on_ask = lambda found: tuple(replace(each, category="About you and this job") for each in found)
    session = create(services, mains=3, options=InterviewOptions(round=Round.PHONE))
    swap(services, session, reason=NOT_MY_FIELD)
    brief = interviewer.briefs[-1]
    assert ([slot.topics for slot in brief.slots], brief.leave_out, brief.round) == ([(ABOUT_YOU,)], (), Round.PHONE)


def test_who_has_no_resume_is_still_prepared_as_the_occupation(services, interviewer):
    made = services.creation.create(
        ME, "1.2.3.4", question_count=2, follow_up_count=0, occupation="teaching-assistant", force=True
    )
    swap(services, made.session)
    assert interviewer.briefs[-1].profile.occupation == "teaching-assistant"
    assert services.swaps.not_their_field(ME, occupation="teaching-assistant") == frozenset()


# --- the practice interviewer, when questions run out -------------------------------------------------------------


def swap_if_any(services, session):
    """None when no other question is left."""
    try:
        return swap(services, session)
    except Invalid as none_left:
        if none_left.message.code != "error.no_other_question":
            raise
        return None


def test_new_questions_come_first_then_old_ones_then_that_none_is_left(practice):
    old = create(practice, mains=4, follow_ups=0)
    session = create(practice, mains=1, follow_ups=0, force=True)
    before = {turn.question.text for turn in old.turns}
    seen = [text(session)]
    was_repeated = False
    while (after := swap_if_any(practice, session)) is not None:
        session = after
        is_repeated = session.turns[0].question.reason == REPEATED
        assert is_repeated is (text(session) in before)
        assert is_repeated or not was_repeated
        was_repeated = is_repeated
        seen.append(text(session))
    assert len(seen) == len(set(seen))
    assert was_repeated
    assert text(practice.candidate.view(ME, session.id)) == seen[-1]


def test_when_every_question_is_repeated_those_that_were_taken_away_come_last(practice):
    session = create(practice, mains=1, follow_ups=0)
    while (after := swap_if_any(practice, session)) is not None:
        session = after
    gone = {each.text for each in remembered(practice)}
    for _ in range(3):
        again = create(practice, mains=1, follow_ups=0, force=True)
        assert (text(again), again.turns[0].question.reason) == (text(session), REPEATED)
    technical = InterviewOptions(round=Round.TECHNICAL)
    with_one_more = create(practice, mains=2, follow_ups=0, force=True, options=technical)
    assert len({turn.question.text for turn in with_one_more.turns} & gone) == 1


# --- before the next interview ------------------------------------------------------------------------------------


def test_the_start_page_leaves_the_topic_out_by_default_and_lets_more_of_it_be_wished_for(
    process_services, make_services, sqlite_url, interviewer
):
    interviewer.on_ask = lambda found: tuple(replace(each, category="PostgreSQL") for each in found)
    made = make_services(sqlite_url)
    made.resumes.add(ME, "cv.txt", RESUME, "hash", ())
    page = AppTest.from_file(str(ROOT / "pages" / "start.py"), default_timeout=30).run()
    assert choices_for(page, "SQL databases") == (
        ["As planned", "More of it", "Leave out"],
        "as planned",
    )
    swap(made, create(made), reason=NOT_MY_FIELD)
    page.run()
    assert choices_for(page, "SQL databases") == (["More of it", "Leave out"], "less")
    assert choices_for(page, "Python")[1] == "as planned"


def choices_for(page, topic):
    """What can be chosen for a topic, and what is."""
    (control,) = [each for each in page.segmented_control if each.label == f"How much of {topic}"]
    return [*control.options], control.value


# --- over HTTP ----------------------------------------------------------------------------------------------------


def test_the_route_replies_with_the_question_that_stands_there_now(client, services):
    session = create(services)
    path = f"/interview/sessions/{session.id}"
    body = {"questionIndex": 0, "reason": "not_my_field", "swaps": 0}
    reply = client.post(f"{path}/swap", json=body)
    assert reply.status_code == 200
    assert reply.json() == client.get(f"{path}/question").json()
    assert (reply.json()["question"]["swaps"], reply.json()["totalQuestions"]) == (1, session.expected_total)
    assert reply.json()["question"]["question"] != text(session)
    again = client.post(f"{path}/swap", json=body)
    assert (again.status_code, again.json()["code"]) == (409, Code.INTERVIEW_NOT_CURRENT_QUESTION)


def test_the_route_refuses_words_an_unknown_reason_and_a_page_without_a_permit(client, services):
    session = create(services)
    path = f"/interview/sessions/{session.id}"
    assert client.post(f"{path}/swap", json={"questionIndex": 0, "reason": "boring"}).status_code == 422
    body = {"questionIndex": 0, "reason": "had_it"}
    assert client.post(f"{path}/swap", json=body, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403
    client.put(f"{path}/answers", json={"questionIndex": 0, "answer": "my words", "swaps": 0})
    reply = client.post(f"{path}/swap", json=body)
    assert (reply.status_code, reply.json()["code"]) == (409, Code.INTERVIEW_ANSWER_BEGUN)
    assert reply.json()["message"].startswith("You have begun to answer this question.")
