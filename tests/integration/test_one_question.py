"""One question, now: no resume, no choice, nothing outside anybody's work, and an interview like any other."""

from __future__ import annotations

import pytest

from interview.core.rounds import Round
from interview.core.session import SessionKind
from interview.core.swap import SwapReason
from interview.question_bank.bank import FOLDERS, bank_in
from interview.use_cases.one_question import FITS_ANYBODY
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

VISITOR = "1.2.3.4"
NAMES = {"en": "One question", "zh": "单题练习"}


def begun(services, language="en", owner=ME):
    return services.one_question.start(owner, VISITOR, name=NAMES[language], language=language)


def fits_anybody(language: str) -> set[str]:
    topic = next(topic for topic in bank_in(language).topics if topic.topic == FITS_ANYBODY)
    return {question.id for question in topic.questions}


@pytest.mark.parametrize("language", FOLDERS)
def test_no_question_of_the_topic_is_for_some_kinds_of_work_only(language):
    topic = next(topic for topic in bank_in(language).topics if topic.topic == FITS_ANYBODY)
    assert not topic.skills
    for question in topic.questions:
        assert not any((question.professions, question.not_professions, question.placeholders))
        # Who says nothing of their work is taken to have an employer.
        assert set(question.needs) <= {"employer"}


@pytest.mark.parametrize("language", FOLDERS)
def test_it_asks_one_story_that_fits_anybody_at_once_and_without_a_model(services, interviewer, language):
    session = begun(services, language).session
    assert len(session.turns) == 1
    assert session.turns[0].question.bank_id in fits_anybody(language)
    assert (session.follow_up_count, session.language, session.round) == (0, language, Round.BEHAVIOURAL)
    assert session.kind is SessionKind.INTERVIEW
    assert session.interviewer == interviewer.identity
    assert interviewer.calls == []


def test_it_is_named_in_the_history_and_ends_with_its_answer(services):
    session = begun(services).session
    after = services.candidate.submit_answer(ME, session.id, 0, "Last year I had to learn to run the till alone.")
    assert after.is_complete
    [line], _ = services.candidate.sessions(ME)
    assert (line.name, line.questions) == ("One question", 1)
    services.evaluator.run(ME, session.id, "w")
    assert services.evaluator.report(ME, session.id).is_ready


def test_asked_for_again_the_open_one_goes_on_and_then_another_question_comes(services):
    first = begun(services)
    again = begun(services)
    assert (first.is_new, again.is_new, again.session.id) == (True, False, first.session.id)
    asked = set()
    for _ in range(len(fits_anybody("en"))):
        session = begun(services).session
        asked.add(session.turns[0].question.bank_id)
        services.candidate.submit_answer(ME, session.id, 0, "Once I had to learn something.")
    assert asked == fits_anybody("en")
    session = begun(services).session
    assert session.turns[0].question.reason.code == "reason.repeated"


def test_in_another_language_it_is_asked_anew_when_that_is_wished_and_the_open_one_stays(services):
    first = begun(services).session
    services.candidate.save_draft(ME, first.id, 0, "half an answer", 1)
    assert begun(services, "zh").session.id == first.id
    second = services.one_question.start(ME, VISITOR, name=NAMES["zh"], language="zh", anew=True)
    assert (second.is_new, second.session.language) == (True, "zh")
    assert services.candidate.view(ME, first.id).turns[0].answer.draft == "half an answer"
    assert begun(services).session.id == second.session.id


def test_somebody_else_gets_one_of_their_own(services):
    mine, theirs = begun(services).session, begun(services, owner="somebody else").session
    assert mine.id != theirs.id
    assert services.candidate.sessions("somebody else")[1] == 1


def test_it_can_be_swapped_and_stays_one_that_fits_anybody(practice):
    session = begun(practice).session
    before = session.turns[0].question.bank_id
    after = practice.swaps.swap(ME, VISITOR, session.id, 0, SwapReason.NOT_MY_FIELD)
    assert after.turns[0].question.bank_id != before
    assert after.turns[0].question.kind is session.turns[0].question.kind


def test_no_score_is_guessed_of_one_question_alone_but_of_a_short_interview(services):
    assert begun(services).session.is_one_question
    assert not create(services, mains=1).is_one_question
    assert not create(services, mains=2, force=True).is_one_question
