"""Real mode: the clock is the server's, what was saved is handed in, and what practice offers is refused."""

from datetime import datetime, timedelta

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.mode import GRACE, Mode
from interview.core.options import InterviewOptions
from interview.core.session import SessionStatus
from interview.core.swap import SwapReason
from interview.errors import Code, Conflict, Invalid
from interview.storage import store
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def real(services):
    """A real interview of two questions whose first one is before the candidate."""
    made = create(services, mains=2, options=InterviewOptions(mode=Mode.REAL))
    return services.candidate.current(ME, made.id)


def set_clock(services, at: datetime) -> None:
    services.candidate._now = lambda: at
    services.candidate._changes._now = lambda: at


def held(services) -> timedelta:
    """How long a follow-up that nobody decides holds the clock."""
    return services.candidate._follow_ups.timeout + GRACE


def stored(services, session_id):
    """The session as its rows have it, without anybody looking at it."""
    with services.store.reading() as db:
        return store.get_session(db, ME, session_id)


def test_the_clock_begins_with_the_first_question_and_is_kept(services):
    made = create(services, mains=2, options=InterviewOptions(mode=Mode.REAL))
    assert (made.mode, made.ends_at) == (Mode.REAL, None)
    begun = services.candidate.current(ME, made.id)
    assert begun.ends_at == begun.turns[0].first_shown_at + timedelta(minutes=12)
    services.cache.drop(ME, made.id)
    assert services.candidate.current(ME, made.id).ends_at == begun.ends_at


def test_a_half_typed_draft_is_handed_in_with_no_browser_open(services, real):
    services.candidate.submit_answer(ME, real.id, 0, "")
    services.candidate.save_draft(ME, real.id, 1, "half a sent", 1)
    set_clock(services, real.ends_at + GRACE - timedelta(seconds=1))
    assert services.candidate.end_overdue() == 0
    set_clock(services, real.ends_at + timedelta(hours=3))
    assert services.candidate.end_overdue() == 1
    ended = stored(services, real.id)
    assert [turn.answer.text for turn in ended.turns] == ["", "half a sent"]
    assert (ended.status, ended.completed_at) == (SessionStatus.COMPLETED, real.ends_at)
    assert services.candidate.end_overdue() == 0
    assert services.evaluator.run(ME, real.id, "w")
    report = services.evaluator.report(ME, real.id)
    assert (report.evaluation.status, report.totals.graded) == (EvaluateStatus.COMPLETED, 1)


def test_whoever_looks_first_ends_it_where_no_worker_did(services, real):
    services.candidate.save_draft(ME, real.id, 0, "every character", 1)
    set_clock(services, real.ends_at + GRACE)
    assert services.candidate.view(ME, real.id).is_complete
    assert stored(services, real.id).turns[0].answer.text == "every character"


def test_words_that_arrive_within_the_grace_count(services, real):
    services.candidate.save_draft(ME, real.id, 0, "half a sent", 1)
    set_clock(services, real.ends_at + GRACE - timedelta(seconds=1))
    assert services.candidate.save_draft(ME, real.id, 0, "half a sentence", 2).stored
    assert services.candidate.current(ME, real.id).seconds_left(services.candidate._now()) == 0
    set_clock(services, real.ends_at + GRACE)
    with pytest.raises(Conflict) as refused:
        services.candidate.save_draft(ME, real.id, 0, "half a sentence, and more", 3)
    assert refused.value.message.code == "error.time_is_up"
    assert services.candidate.end_overdue() == 1
    assert stored(services, real.id).turns[0].answer.text == "half a sentence"


def test_reading_an_answer_takes_nothing_of_the_time(services, interviewer, real):
    read_s = timedelta(seconds=8)

    def time_passes(operation):
        if operation == "follow_up":
            now = services.candidate._now()
            set_clock(services, now + read_s)

    interviewer.before = time_passes
    set_clock(services, real.ends_at - timedelta(seconds=100))
    after = services.candidate.submit_answer(ME, real.id, 0, "an answer")
    assert after.turns[1].position.is_follow_up
    assert stored(services, real.id).ends_at == real.ends_at + read_s
    assert after.seconds_left(services.candidate._now()) == 100


def test_a_follow_up_that_is_thought_of_when_time_is_up_is_not_asked(services, interviewer, real):
    def time_passes(operation):
        if operation == "follow_up":
            set_clock(services, real.ends_at + held(services) + GRACE)
            assert services.candidate.end_overdue() == 1

    interviewer.before = time_passes
    after = services.candidate.submit_answer(ME, real.id, 0, "an answer")
    assert after.is_complete
    assert [turn.answer.text for turn in after.turns] == ["an answer", None]


def test_a_follow_up_that_comes_in_the_grace_is_not_asked(services, interviewer, real):
    def time_passes(operation):
        if operation == "follow_up":
            set_clock(services, real.ends_at + held(services) + timedelta(seconds=1))

    interviewer.before = time_passes
    after = services.candidate.submit_answer(ME, real.id, 0, "an answer")
    assert (after.undecided, after.current_index) == (None, 1)
    assert [turn.position.is_follow_up for turn in after.turns] == [False, False]


def test_a_planned_follow_up_is_not_asked_by_whoever_looks_after_the_time(services, interviewer, real):
    def process_ends(operation):
        if operation == "follow_up":
            raise KeyboardInterrupt

    interviewer.before = process_ends
    with pytest.raises(KeyboardInterrupt):
        services.candidate.submit_answer(ME, real.id, 0, "an answer")
    assert stored(services, real.id).undecided is not None
    set_clock(services, real.ends_at + held(services) + timedelta(seconds=1))
    after = services.candidate.current(ME, real.id)
    assert [turn.position.is_follow_up for turn in after.turns] == [False, False]


def test_an_interview_whose_clock_has_not_begun_waits(services):
    made = create(services, options=InterviewOptions(mode=Mode.REAL))
    set_clock(services, made.created_at + timedelta(days=30))
    assert services.candidate.end_overdue() == 0
    assert services.candidate.current(ME, made.id).ends_at == services.candidate._now() + timedelta(minutes=12)


def test_practice_never_ends_by_the_clock(services):
    made = services.candidate.current(ME, create(services).id)
    set_clock(services, made.created_at + timedelta(days=30))
    assert services.candidate.end_overdue() == 0
    assert not services.candidate.view(ME, made.id).is_complete


def test_hint_swap_and_going_back_are_refused_by_code(services, real):
    services.candidate.submit_answer(ME, real.id, 0, "")
    for change in (
        lambda: services.candidate.show_hint(ME, real.id, 1),
        lambda: services.swaps.swap(ME, "1.2.3.4", real.id, 1, SwapReason.HAD_IT),
        lambda: services.candidate.reopen(ME, real.id, 0),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert refused.value.code is Code.INTERVIEW_REAL_MODE
    assert stored(services, real.id).turns[0].answer.text == ""


def test_a_mark_holds_no_real_interview_open(services, real):
    services.candidate.flag(ME, real.id, 0, True)
    services.candidate.submit_answer(ME, real.id, 0, "")
    assert services.candidate.submit_answer(ME, real.id, 1, "").is_complete


# --- over HTTP ----------------------------------------------------------------------------------------------------


def test_the_api_says_the_mode_the_end_and_the_seconds_left(client, services):
    wanted = {"resumeText": "Ada Example\nSkills: Python\n" * 5, "questionCount": 2, "mode": "real"}
    made = client.post("/interview/sessions", json=wanted).json()
    assert (made["mode"], made["endsAt"]) == ("real", None)
    path = f"/interview/sessions/{made['sessionId']}"
    assert client.get(f"{path}/question").json()["secondsLeft"] in (719, 720)
    assert client.get(path).json()["endsAt"] is not None
    practice = create(services, force=True)
    assert client.get(f"/interview/sessions/{practice.id}/question").json()["secondsLeft"] is None
    assert client.post("/interview/sessions", json={**wanted, "mode": "exam"}).status_code == 422


def test_no_question_is_read_or_heard_before_the_clock_runs(client):
    wanted = {"resumeText": "Ada Example\nSkills: Python\n" * 5, "questionCount": 2, "mode": "real"}
    made = client.post("/interview/sessions", json=wanted).json()
    path = f"/interview/sessions/{made['sessionId']}"
    speech = f"{path}/questions/0/speech"
    again = client.post("/interview/sessions", json=wanted).json()
    unseen = [made, again, client.get(path).json(), client.patch(path, json={"title": "Tomorrow"}).json()]
    assert [each["questions"] for each in unseen] == [[], [], [], []]
    assert client.get(speech).status_code == 404
    assert client.get(path).json()["endsAt"] is None
    asked = client.get(f"{path}/question").json()["question"]["question"]
    begun = client.get(path).json()
    assert ([each["question"] for each in begun["questions"]], begun["endsAt"] is None) == ([asked], False)
    assert client.get(speech).json()["message"] != client.get(f"{path}/questions/1/speech").json()["message"]


def test_the_route_that_opens_an_answer_again(client, services):
    session = create(services, follow_ups=0)
    path = f"/interview/sessions/{session.id}"
    client.post(f"{path}/answers", json={"questionIndex": 0, "answer": "first"})
    reply = client.post(f"{path}/answers/0/reopen")
    assert (reply.status_code, reply.json()) == (200, {"questionIndex": 0, "draft": "first", "revision": 1})
    asked = client.get(path).json()
    assert [(each["answer"], each["reopened"]) for each in asked["questions"]] == [(None, True), (None, False)]
    assert client.post(f"{path}/answers/7/reopen").status_code == 404
    refused = client.post(f"{path}/answers/0/reopen", headers={"Sec-Fetch-Site": "same-origin"})
    assert refused.status_code == 403
    services.candidate.complete(ME, session.id)
    over = client.post(f"{path}/answers/0/reopen")
    assert (over.status_code, over.json()["code"]) == (409, Code.INTERVIEW_ALREADY_COMPLETED)


def test_a_message_comes_in_the_language_that_the_caller_prefers(client, services, real):
    path = f"/interview/sessions/{real.id}/hint"

    def told(preferred: str | None) -> str:
        headers = {} if preferred is None else {"Accept-Language": preferred}
        return client.post(path, json={"questionIndex": 0}, headers=headers).json()["message"]

    english = told(None)
    assert english.startswith("In real mode there are no hints")
    assert told("zh-CN").startswith("实战模式下没有提示")
    assert told("zh;q=0.9, en;q=0.8").startswith("实战模式下没有提示")
    for other in ("en-GB,zh;q=0.5", "de-DE", "", "*", ",,;", "x" * 500):
        assert told(other) == english, other


def test_the_routes_refuse_in_real_mode_by_code(client, services, real):
    path = f"/interview/sessions/{real.id}"
    services.candidate.submit_answer(ME, real.id, 0, "")
    for reply in (
        client.post(f"{path}/hint", json={"questionIndex": 1}),
        client.post(f"{path}/swap", json={"questionIndex": 1, "reason": "had_it"}),
        client.post(f"{path}/answers/0/reopen"),
    ):
        assert (reply.status_code, reply.json()["code"]) == (422, Code.INTERVIEW_REAL_MODE)
