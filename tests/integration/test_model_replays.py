"""What real providers answer, replayed over HTTP: the right name and words, no attempt wasted, no number invented.

The last test prints the table: provider and situation, HTTP status, code, requests of one call, what a grading does.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator
from functools import partial

import openai
import pytest
from redis import Redis

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.core.identity import PRACTICE
from interview.core.interviewer import Reply
from interview.core.report import Report
from interview.core.summing_up import sum_up
from interview.errors import Code, Failed, InterviewError
from interview.i18n.translate import words
from interview.messages import Message
from interview.model import failures
from interview.model.interviewer import ModelInterviewer
from interview.storage.cache import Cache
from interview.storage.migrate import upgrade
from interview.storage.queue import EvaluationQueue
from interview.storage.store import Store
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.run import Bounds
from interview.use_cases.grading.service import Evaluator
from tests.integration.model_candidate import SECRET, judgements, turn, unknown_model
from tests.long_interviews import OWNER, Clock, insert, interview
from tests.openai_server import OpenAIServer
from tests.replayed_replies import (
    FAILURES,
    FINAL,
    GRADED,
    READ,
    REFUSED_PARTS,
    SPLIT,
    WAITS,
    RefusedPart,
    Replay,
    response,
)
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first

ROWS = (*FAILURES, *READ)
BLAMES = {
    "key": "API key",
    "no_credit": "credit",
    "blocked": "country",
    "unknown": "this model",
    "wrong_place": "address",
    "not_a_model": "address",
    "too_long": "at once",
    "filtered": "filter",
    "declined": "declined",
    "busy": "too often",
    "used_up": "today",
    "overloaded": "can manage",
    "loading": "being loaded",
    "late": "in time",
    "no_memory": "too large",
    "broken": "of its own",
    "unusable": "reply",
}


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=3)
    yield interviewer
    interviewer.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Store:
    url = f"sqlite:///{tmp_path_factory.mktemp('replays') / 'interview.db'}"
    upgrade(url)
    return Store(url)


@pytest.fixture(scope="module")
def table() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def left_out() -> list[str]:
    return []


@pytest.mark.parametrize("row", FAILURES, ids=lambda row: row.title)
def test_a_failure_has_its_name_its_next_step_and_no_attempt_too_many(
    server: OpenAIServer, model: ModelInterviewer, row: Replay
) -> None:
    server.always("replay", changes=row.behaviour["changes"])
    with pytest.raises(InterviewError) as caught:
        model.grade([turn(0)])
    told = caught.value
    assert (told.code, told.message, server.count()) == (
        row.code,
        Message.of(f"error.model_{row.message}"),
        row.requests,
    )
    said = words("en").message(told.message)
    assert BLAMES[row.message] in said
    assert "try" in said.lower() or "Tell whoever runs this app" in said
    assert isinstance(told, Failed) == (row.worker != WAITS)


@pytest.mark.parametrize("row", READ, ids=lambda row: row.title)
def test_a_reply_in_any_envelope_gives_what_is_in_it_at_once(
    server: OpenAIServer, model: ModelInterviewer, row: Replay
) -> None:
    turns = [turn(0), turn(1)]
    plain = judged(model.grade(turns))
    server.always("replay", changes=row.behaviour["changes"])
    assert judged(model.grade(turns)) == plain
    assert server.count() == 2


def judged(reply: Reply) -> list[tuple[object, ...]]:
    """All but the feedback, in which a newline may stand for a blank."""
    return [(found.label, found.points, found.clarity_level) for found in judgements(reply)]


@pytest.mark.parametrize(
    "row", [*ROWS[::2], *(pytest.param(row, marks=pytest.mark.long) for row in ROWS[1::2])], ids=lambda row: row.title
)
def test_a_grading_ends_as_the_failure_means_and_never_with_a_number_of_its_own(
    server: OpenAIServer, database: Store, redis_server: RedisServer, table: dict[str, str], row: Replay
) -> None:
    server.always("replay", operation="grade", **row.behaviour)
    session, clock = interview(5), Clock()
    insert(database, session)
    grader = evaluator(server, database, redis_server, clock)
    grader.run(OWNER, session.id, "w")
    report = grader.report(OWNER, session.id)
    assert report.evaluation is not None
    assert what_became_of(report) == row.worker
    assert report.evaluation.error_code == (row.code if row.worker in (FINAL, WAITS) else None)
    assert [turn.answer.text for turn in report.session.turns] == [turn.answer.text for turn in session.turns]
    name = row.code or "read"
    table[row.title] = (
        f"{row.provider:<18}{row.situation:<32}{row.status:>4}  {name:<24}{row.requests:>3}  {row.worker}"
    )


def what_became_of(report: Report) -> str:
    """How many of the three answers with words in them have a score, and how the grading stands."""
    assert report.evaluation is not None
    scored = sum(grade.outcome is Outcome.GRADED for grade in report.grades.values())
    ungraded = [grade for grade in report.grades.values() if grade.outcome is Outcome.UNGRADED]
    assert all(grade.scores is None and grade.reason for grade in ungraded)
    status = report.evaluation.status
    if status is EvaluateStatus.COMPLETED:
        return {(3, 0): GRADED, (2, 1): SPLIT}[scored, len(ungraded)]
    assert scored == 0
    return FINAL if status is EvaluateStatus.FAILED else WAITS


def evaluator(server: OpenAIServer, database: Store, redis: RedisServer, clock: Clock) -> Evaluator:
    connection = Redis.from_url(redis.url)
    return Evaluator(
        store=database,
        cache=Cache(connection, "replays", 60),
        enqueuer=Enqueuer(store=database, queue=EvaluationQueue(connection, "replays"), now=clock),
        interviewer=ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=3),
        sum_up=partial(sum_up, written_by=PRACTICE),
        bounds=Bounds(),
        now=clock,
    )


@pytest.mark.parametrize("row", REFUSED_PARTS, ids=lambda row: f"{row.provider} {row.status} {row.part}")
def test_a_refused_part_of_a_request_is_not_blamed_on_anything_else(row: RefusedPart) -> None:
    refused = failures.meaning_of(as_exception(row.status, row.body))
    assert refused.format_suspected, row.provider
    assert refused.message == Message.of("error.model_refused")


@pytest.mark.parametrize(
    "row", [row for row in REFUSED_PARTS if row.part], ids=lambda row: f"{row.provider} {row.status} {row.part}"
)
def test_what_is_refused_is_left_out_within_one_attempt_and_not_sent_again(
    server: OpenAIServer, left_out: list[str], row: RefusedPart
) -> None:
    model = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5, max_attempts=1)
    try:
        server.always("refuses_part", changes={"of": row})
        assert model.grade([turn(0)]).judgements
        requests = server.count()
        assert not row.refuses(server.requests[-1].body)
        assert model.grade([turn(1)]).judgements
    finally:
        model.close()
    assert server.count() == requests + 1
    left_out.append(f"{row.provider:<18}{row.part:<32}{row.status:>4}  {'left out':<24}{requests:>3}  graded")


def as_exception(status: int, body: object) -> openai.APIStatusError:
    """What the library raises for a reply."""
    made = response({"status": status, "body": body, "headers": {}}, "")
    client = openai.OpenAI(api_key="k", base_url="http://127.0.0.1:9")
    http = client._client
    request = http.build_request("POST", "http://127.0.0.1:9/")
    reply = type_of_response()(status, content=bytes(made.body), request=request)
    return client._make_status_error_from_response(reply)


def type_of_response() -> type:
    return inspect.getmodule(openai.DefaultHttpxClient.__mro__[1]).Response  # type: ignore[union-attr,no-any-return]


def test_the_operator_is_told_the_servers_own_words_and_nobody_elses(
    server: OpenAIServer, model: ModelInterviewer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "interview.model")
    said = {"error": {"message": f"Invalid model: big-9 for key sk-12345678 of ada@example.org, asked: {SECRET}"}}
    server.always("replay", changes={"status": 400, "body": said, "headers": {}})
    with pytest.raises(Failed):
        model.grade([turn(0)])
    assert "Invalid model: big-9 for key" in caplog.text
    assert not any(word in caplog.text for word in ("sk-12345678", "ada@example.org"))


def test_an_answer_that_a_server_repeats_names_no_failure(server: OpenAIServer, model: ModelInterviewer) -> None:
    answer = "When the account balance is insufficient the API answers with a rate limit, and the key is not valid."
    body = {"error": {"message": f"cannot serve: {answer}"}}
    server.always("replay", changes={"status": 418, "body": body, "headers": {}})
    with pytest.raises(Failed) as caught:
        model.grade([turn(0, answer)])
    assert caught.value.message == Message.of("error.model_refused")


def test_every_row_has_its_line_in_the_table(table: dict[str, str], left_out: list[str]) -> None:
    assert len(ROWS) >= 40
    assert set(table) <= {row.title for row in ROWS}
    assert len({row.title for row in ROWS}) == len(ROWS)
    print("\nprovider          situation                       HTTP  code                  requests  grading")
    print("\n".join([*table.values(), *left_out]))
    print("\nwhat the person is told:")
    for message in dict.fromkeys(row.message for row in FAILURES):
        said = [words(language).message(Message.of(f"error.model_{message}")) for language in ("en", "zh")]
        print("\n".join([f"{message:<12} {said[0]}", f"{'':<12} {said[1]}"]))


def test_every_failure_names_a_next_step_in_both_languages() -> None:
    for meaning in failures.ALL:
        english, chinese = (words(language).message(meaning.message) for language in ("en", "zh"))
        assert english.count(".") >= 2
        assert chinese.count("。") >= 2
        assert meaning.code in Code
