import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.evaluation import EvaluateStatus
from interview.core.question import Position
from interview.core.session import SessionStatus
from interview.errors import Code, Conflict, InterviewError, NotFound, Unavailable
from interview.i18n.translate import words
from interview.messages import written
from tests.builders import RESUME

ME = "local"


def create(services, mains=2, follow_ups=1, **more):
    created = services.creation.create(
        ME, "1.2.3.4", question_count=mains, follow_up_count=follow_ups, resume_text=RESUME, **more
    )
    return created.session


def at_once(count, work):
    """The results of `count` threads that all start together; exceptions are results too."""
    barrier = threading.Barrier(count)

    def run(i):
        barrier.wait()
        try:
            return work(i)
        except InterviewError as exc:
            return exc

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_an_unfinished_interview_is_returned_unless_a_new_one_is_forced(services):
    first = create(services)
    assert create(services).id == first.id
    forced = create(services, force=True)
    assert forced.id != first.id
    assert services.candidate.view(ME, first.id).status is SessionStatus.CREATED
    assert create(services).id == forced.id
    services.candidate.complete(ME, forced.id)
    assert create(services).id == first.id


def test_two_creates_that_race_end_in_one_session(services):
    found = at_once(6, lambda _i: create(services).id)
    assert len(set(found)) == 1
    assert services.candidate.sessions(ME)[1] == 1


def test_questions_asked_before_are_told_to_the_interviewer(services):
    first = create(services)
    second = create(services, force=True)
    assert {t.question.text for t in first.turns}.isdisjoint({t.question.text for t in second.turns})


def test_the_answer_is_safe_when_the_follow_up_model_is_down(services, interviewer):
    session = create(services)
    interviewer.fail_with["follow_up"] = Unavailable(Code.AI_SERVICE_UNAVAILABLE, written("down"))
    after = services.candidate.submit_answer(ME, session.id, 0, "my words")
    assert after.turns[0].answer.text == "my words"
    assert after.current.question.text == "Planned follow-up to 0?"


def test_the_answer_is_stored_before_the_interviewer_is_called(services, interviewer):
    session = create(services)
    seen = []

    def look(operation):
        if operation == "follow_up":
            with services.store.reading() as db:
                from interview.storage import store

                seen.append(store.get_session(db, ME, session.id).turns[0].answer.text)

    interviewer.before = look
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    assert seen == ["my words"]


def test_a_follow_up_that_hangs_gives_way_to_the_planned_one(make_services, database_url, interviewer):
    services = make_services(database_url, follow_up_timeout_s=0.3)
    session = create(services)
    release = threading.Event()
    interviewer.before = lambda operation: release.wait(10) if operation == "follow_up" else None
    after = services.candidate.submit_answer(ME, session.id, 0, "my words")
    release.set()
    assert after.current.question.text == "Planned follow-up to 0?"


def test_a_process_that_died_between_answer_and_follow_up_leaves_no_session_stuck(
    make_services, database_url, interviewer
):
    services = make_services(database_url, follow_up_timeout_s=0.2)
    session = create(services)

    def die(operation):
        if operation == "follow_up":
            raise SystemExit

    interviewer.before = die
    with pytest.raises(SystemExit):
        services.candidate.submit_answer(ME, session.id, 0, "my words")
    interviewer.before = lambda _operation: None
    after = services.candidate.current(ME, session.id)
    assert after.turns[0].answer.text == "my words"
    assert after.current.question.text == "Planned follow-up to 0?"


def test_whoever_waits_for_a_follow_up_looks_for_it_at_once_and_then_more_rarely(
    services, interviewer, monkeypatch: pytest.MonkeyPatch
):
    session = create(services)

    def die(_operation):
        raise SystemExit

    interviewer.before = die
    with pytest.raises(SystemExit):
        services.candidate.submit_answer(ME, session.id, 0, "my words")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if sum(slept) > 8:
            services.candidate._settle(ME, session.id, Position(0), None)

    clock = SimpleNamespace(sleep=sleep, monotonic=lambda: sum(slept))
    monkeypatch.setattr("interview.use_cases.candidate.time", clock)
    assert services.candidate.current(ME, session.id).current_index == 1
    assert slept[0] == 0.1
    assert sorted(slept) == slept
    assert max(slept) == 0.5
    assert len(slept) < 40


def test_of_eight_threads_with_the_same_answer_one_makes_the_transition(services, interviewer):
    session = create(services)
    found = at_once(8, lambda _i: services.candidate.submit_answer(ME, session.id, 0, "same words"))
    assert {(after.current_index, after.current.question.text) for after in found} == {
        (1, "You said “same words”. What then?")
    }
    assert interviewer.count("follow_up") == 1
    assert len(services.candidate.view(ME, session.id).turns) == 3


def test_of_eight_different_answers_one_stays_and_seven_are_told(services):
    session = create(services)
    found = at_once(8, lambda i: services.candidate.submit_answer(ME, session.id, 0, f"answer {i}"))
    conflicts = [error for error in found if isinstance(error, Conflict)]
    assert len(conflicts) == 7
    stored = services.candidate.view(ME, session.id).turns[0].answer.text
    winner = next(after for after in found if not isinstance(after, Exception))
    assert stored == winner.turns[0].answer.text


def test_of_eight_threads_that_complete_one_enqueues(services):
    session = create(services)
    before = services.queue.depth()
    found = at_once(8, lambda _i: services.candidate.complete(ME, session.id))
    assert {after.status for after in found} == {SessionStatus.COMPLETED}
    assert services.queue.depth() == before + 1
    assert services.evaluator.report(ME, session.id).evaluation.status is EvaluateStatus.PENDING


def test_answering_the_last_question_completes_and_makes_the_evaluation_pending(services):
    session = create(services, mains=1, follow_ups=0)
    after = services.candidate.submit_answer(ME, session.id, 0, "only answer")
    assert after.status is SessionStatus.COMPLETED
    assert services.evaluator.report(ME, session.id).evaluation.status is EvaluateStatus.PENDING


def test_somebody_elses_session_is_not_there(services):
    session = create(services)
    for call in (
        lambda: services.candidate.view("other", session.id),
        lambda: services.candidate.save_draft("other", session.id, 0, "x"),
        lambda: services.candidate.submit_answer("other", session.id, 0, "x"),
        lambda: services.candidate.complete("other", session.id),
        lambda: services.candidate.delete("other", session.id),
        lambda: services.evaluator.report("other", session.id),
    ):
        with pytest.raises(NotFound):
            call()


def test_too_many_creations_per_visitor_are_refused_with_a_time(make_services, database_url):
    services = make_services(database_url, rate_limit_create="2/minute")
    create(services, force=True)
    create(services, force=True)
    with pytest.raises(Unavailable) as caught:
        create(services, force=True)
    assert caught.value.code is Code.RATE_LIMIT_EXCEEDED
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 61
    other = services.creation.create(ME, "5.6.7.8", question_count=1, follow_up_count=0, resume_text=RESUME, force=True)
    assert other.is_new


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_saved_no_draft_is_not_told_that_one_is_kept(make_services, database_url, language):
    services = make_services(database_url, rate_limit_answer="1/minute")
    session = create(services)
    services.candidate.submit_answer(ME, session.id, 0, "first")
    with pytest.raises(Unavailable) as caught:
        services.candidate.submit_answer(ME, session.id, 1, "second")
    assert services.candidate.view(ME, session.id).turns[1].answer.draft == ""
    said = words(language).message(caught.value.message)
    assert "draft" not in said
    assert "草稿" not in said


def test_too_many_answers_are_refused_and_the_draft_stays(make_services, database_url):
    services = make_services(database_url, rate_limit_answer="1/minute")
    session = create(services)
    services.candidate.submit_answer(ME, session.id, 0, "first")
    services.candidate.save_draft(ME, session.id, 1, "second")
    with pytest.raises(Unavailable) as caught:
        services.candidate.submit_answer(ME, session.id, 1, "second")
    assert caught.value.code is Code.RATE_LIMIT_EXCEEDED
    assert services.candidate.view(ME, session.id).turns[1].answer.draft == "second"


saves = st.lists(st.tuples(st.integers(1, 12), st.text(max_size=20)), min_size=1, max_size=12, unique_by=lambda s: s[0])


@settings(max_examples=30, deadline=None)
@given(saves, st.data())
def test_whatever_the_order_the_highest_revision_survives(tmp_path_factory, saves, data):
    from interview.core.turn import storable
    from tests.builders import at, session

    start = session()
    order = data.draw(st.lists(st.sampled_from(saves), min_size=len(saves), max_size=2 * len(saves)))
    after = start
    for revision, text in order:
        after = after.save_draft(0, storable(text), revision, at(revision))
    highest = max(order, key=lambda save: save[0])
    assert (after.turns[0].answer.revision, after.turns[0].answer.draft) == (highest[0], storable(highest[1]))


def test_concurrent_saves_leave_the_highest_revision(services):
    session = create(services)
    at_once(12, lambda i: services.candidate.save_draft(ME, session.id, 0, f"revision {i + 1}", i + 1))
    answer = services.candidate.view(ME, session.id).turns[0].answer
    assert (answer.revision, answer.draft) == (12, "revision 12")


def test_the_interview_to_go_on_with_is_the_one_just_left_or_else_what_was_worked_on_last(services):
    first = create(services)
    second = create(services, force=True)
    assert services.candidate.find_open(ME, first.id).id == first.id
    services.candidate.save_draft(ME, first.id, 0, "half a sentence")
    assert services.candidate.find_open(ME).id == first.id
    assert services.candidate.find_open(ME, second.id).id == second.id
    services.candidate.complete(ME, first.id)
    assert services.candidate.find_open(ME, first.id).id == second.id
    assert services.candidate.find_open("somebody else", second.id) is None
