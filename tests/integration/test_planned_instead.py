"""A follow-up that was asked as planned because the model's own was late or failed: kept, told and exported as that."""

import json
import threading
from dataclasses import replace

import pytest

from interview.core.follow_ups import planned_follow_up
from interview.core.question import FollowUp, FollowUpKind, InsteadOf, Position
from interview.documents.report_view import report_view
from interview.errors import Code, Failed, Unavailable
from interview.i18n.translate import words
from interview.messages import Message, written
from interview.storage import grades, store
from interview.web.schemas.reports import exported
from tests.integration.test_candidate import ME, create
from tests.report_builders import graded, report, session, turn

pytestmark = pytest.mark.sqlite_first


def stored(services, session_id):
    """The follow-up behind the first question, as the database has it."""
    with services.store.reading() as db:
        return store.get_session(db, ME, session_id).turns[1].question.follow_up


@pytest.mark.parametrize(
    ("error", "instead_of"),
    [
        (Unavailable(Code.AI_SERVICE_TIMEOUT, written("late")), InsteadOf.LATE),
        (Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("down")), InsteadOf.FAILED),
        (Failed(Code.AI_RESPONSE_INVALID, written("does not fit")), InsteadOf.FAILED),
    ],
)
def test_a_planned_follow_up_keeps_why_it_was_asked_instead(services, interviewer, error, instead_of):
    made = create(services)
    interviewer.fail_with["follow_up"] = error
    services.candidate.submit_answer(ME, made.id, 0, "my words")
    assert stored(services, made.id) == FollowUp(FollowUpKind.PLANNED, plan="1", instead_of=instead_of)


@pytest.mark.parametrize("code", [Code.AI_BUDGET_REACHED, Code.AI_API_KEY_INVALID, Code.AI_RESPONSE_INVALID])
def test_what_is_said_of_a_planned_follow_up_blames_no_answer_for_a_model_that_was_not_asked(
    services, interviewer, code
):
    made = create(services)
    interviewer.fail_with["follow_up"] = Failed(code, written("no"))
    services.candidate.submit_answer(ME, made.id, 0, "my words")
    why = stored(services, made.id).instead_of
    assert words("en").message(Message.of(f"follow_up.instead_of_{why}")) == (
        "Asked as planned: the model gave no follow-up that could be asked."
    )


def test_a_model_that_hangs_is_late(make_services, database_url, interviewer):
    services = make_services(database_url, follow_up_timeout_s=0.3)
    made = create(services)
    release = threading.Event()
    interviewer.before = lambda operation: release.wait(10) if operation == "follow_up" else None
    services.candidate.submit_answer(ME, made.id, 0, "my words")
    release.set()
    assert stored(services, made.id).instead_of is InsteadOf.LATE


def test_a_follow_up_that_nobody_decided_in_time_is_late_as_well(make_services, database_url, interviewer):
    services = make_services(database_url, follow_up_timeout_s=0.2)
    made = create(services)

    def die(_operation):
        raise SystemExit

    interviewer.before = die
    with pytest.raises(SystemExit):
        services.candidate.submit_answer(ME, made.id, 0, "my words")
    interviewer.before = lambda _operation: None
    services.candidate.current(ME, made.id)
    assert stored(services, made.id).instead_of is InsteadOf.LATE


def test_a_model_that_answers_in_time_leaves_no_such_mark(services):
    made = create(services)
    services.candidate.submit_answer(ME, made.id, 0, "my words")
    assert stored(services, made.id).instead_of is None


def test_without_a_model_nothing_is_said_to_have_been_late(practice):
    made = create(practice)
    assert not made.interviewer.is_model
    planned = planned_follow_up(made, Position(0), InsteadOf.LATE)
    assert planned is None or planned.follow_up is None or planned.follow_up.instead_of is None


def report_of(instead_of):
    asked = replace(
        turn(0).question,
        text="And then?",
        follow_up=FollowUp(FollowUpKind.PLANNED, plan="1", instead_of=instead_of),
        reason=Message.of("reason.planned_follow_up"),
    )
    turns = [turn(0), turn(0, follow_up=1, question=asked)]
    return report(session(turns), [graded(each) for each in turns])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("instead_of", InsteadOf)
def test_the_report_says_in_words_why_a_follow_up_was_asked_as_planned(language, instead_of):
    say = words(language)
    ((main, follow_up),) = report_view(report_of(instead_of), say).groups
    told = say.message(Message.of(f"follow_up.instead_of_{instead_of}"))
    assert (told in main.notes, told in follow_up.notes) == (False, True)
    ((_, plain),) = report_view(report_of(None), say).groups
    assert told not in plain.notes


def test_the_exported_file_carries_the_code():
    asked = [each["plannedInsteadOf"] for each in json.loads(exported(report_of(InsteadOf.FAILED)))["questions"]]
    assert asked == [None, "failed"]


def test_a_grade_keeps_the_model_that_was_served_and_the_prompt_it_was_made_with(services):
    made = create(services)
    (given,) = (graded(each) for each in [turn(0)])
    signed = replace(
        given.provenance, prompt_version="of-an-old-one", served_model="m-2026-11", fingerprint="fp_" + "0" * 200
    )
    with services.store.transaction() as db:
        grades.put_grades(db, ME, made.id, [replace(given, provenance=signed)], made.created_at)
    with services.store.reading() as db:
        kept = grades.current_grades(db, ME, made.id)[Position(0)].provenance
    assert kept == replace(signed, fingerprint=signed.fingerprint[:128])
