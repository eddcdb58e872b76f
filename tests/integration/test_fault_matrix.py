"""Every way a model can fail, at three lengths of interview, over real HTTP: what comes of it, and what it costs.

The table shows, per fault and length: answers graded, ungraded (no number), unanswered (0 by rule), waiting; the final
status; requests to the server. `once` spoils the first grading request, `always` every one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pytest
from redis import Redis

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Grade, Outcome, Provenance, Scores
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.reply_matching import match
from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.core.summing_up import sum_up
from interview.core.turn import Turn
from interview.errors import Code
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.model.interviewer import ModelInterviewer
from interview.model.prompts import grade_prompt
from interview.model.reply_checks import judgement_of
from interview.model.reply_schemas import GradeItem
from interview.storage.cache import Cache
from interview.storage.migrate import upgrade
from interview.storage.queue import EvaluationQueue
from interview.storage.store import Store
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.run import Bounds
from interview.use_cases.grading.service import Evaluator
from tests import openai_replies
from tests.integration.model_candidate import unknown_model
from tests.long_interviews import OWNER, Clock, insert, interview, word
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first

MOST_CALLS_PER_ANSWER = 12
# A reply is waited for so long where the fault is that it is late, and elsewhere long enough for a busy machine.
HASTY_S, PATIENT_S, LATE_S = 1.0, 20.0, 2.5


@dataclass(frozen=True)
class Fault:
    """`once` and `always`: (status, code) that must come of it; `graded` whether always leaves some, all or none."""

    title: str
    spec: dict[str, object]
    always: tuple[EvaluateStatus, Code | None]
    graded: str
    once_graded: str = "all"
    operation: str = "grade"


DONE, FAILED = EvaluateStatus.COMPLETED, EvaluateStatus.FAILED
FAULTS = [
    Fault("401", {"name": "401"}, (FAILED, Code.AI_API_KEY_INVALID), "none", once_graded="any"),
    Fault("429, Retry-After 30", {"name": "429", "retry_after": 30}, (FAILED, Code.AI_RATE_LIMITED), "none"),
    Fault("500", {"name": "500"}, (FAILED, Code.AI_SERVICE_UNAVAILABLE), "none"),
    Fault("hang", {"name": "hang", "seconds": LATE_S}, (FAILED, Code.AI_SERVICE_TIMEOUT), "none"),
    Fault("connection reset", {"name": "reset"}, (FAILED, Code.AI_SERVICE_UNAVAILABLE), "none"),
    Fault("truncated JSON", {"name": "truncated_json"}, (DONE, None), "some"),
    Fault("cut at length", {"name": "length"}, (DONE, None), "some"),
    Fault("stream breaks off", {"name": "stream_breaks"}, (DONE, None), "some"),
    Fault("stream stands still", {"name": "stream_idles", "seconds": LATE_S}, (DONE, None), "some"),
    Fault("stream tells an error", {"name": "stream_error"}, (DONE, None), "some"),
    Fault("context too small", {"name": "small_context"}, (DONE, None), "all"),
    Fault("wrong types", {"name": "wrong_types"}, (FAILED, Code.AI_RESPONSE_INVALID), "none"),
    Fault("scores out of range", {"name": "out_of_range"}, (FAILED, Code.AI_RESPONSE_INVALID), "none"),
    Fault("shuffled", {"name": "shuffled"}, (DONE, None), "all"),
    Fault("dropped", {"name": "dropped"}, (DONE, None), "some"),
    Fault("duplicated", {"name": "duplicated"}, (DONE, None), "some"),
    Fault("renamed", {"name": "renamed_labels"}, (DONE, None), "none"),
    Fault("surplus", {"name": "surplus"}, (DONE, None), "all"),
    Fault("fabricated quotes", {"name": "fabricated_quotes"}, (DONE, None), "none"),
    Fault("refusal", {"name": "refusal"}, (DONE, None), "none"),
    Fault("empty summary", {"name": "empty_summary"}, (DONE, None), "all", operation="summarise"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Store:
    url = f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'interview.db'}"
    upgrade(url)
    return Store(url)


@pytest.fixture(scope="module")
def table() -> list[str]:
    return []


def expected(turn: Turn) -> tuple[Scores | None, tuple[Message, ...]]:
    """What the well-behaved server says of this very answer, by the core's formula; and its feedback."""
    prompt = grade_prompt([turn])
    _, material = openai_replies.understand(
        [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    )
    item = GradeItem.model_validate(openai_replies.reply("grade", material)["grades"][0])
    judgement = judgement_of(item, [turn])
    assert judgement is not None
    grade = match([turn], [judgement], Provenance(model_interviewer("x")))[0][0]
    return grade.scores, grade.feedback


def evaluator(
    server: OpenAIServer, database: Store, redis: RedisServer, clock: Clock, timeout_s: float = PATIENT_S
) -> Evaluator:
    connection = Redis.from_url(redis.url)
    return Evaluator(
        store=database,
        cache=Cache(connection, "matrix", 60),
        enqueuer=Enqueuer(store=database, queue=EvaluationQueue(connection, "matrix"), now=clock),
        interviewer=ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=timeout_s),
        sum_up=partial(sum_up, written_by=PRACTICE),
        bounds=Bounds(),
        now=clock,
    )


def run_to_the_end(grader: Evaluator, session: InterviewSession, clock: Clock) -> Report:
    while True:
        grader.run(OWNER, session.id, "w")
        report = grader.report(OWNER, session.id)
        assert report.evaluation is not None
        if not report.is_under_way:
            return report
        assert report.evaluation.not_before is not None
        assert not grader.run(OWNER, session.id, "too early")
        clock.ahead += max(report.evaluation.not_before - clock(), clock.ahead * 0)


def check_every_number(report: Report, session: InterviewSession) -> None:
    """No wrong attribution, no invented number, no answer touched."""
    assert [turn.answer.text for turn in report.session.turns] == [turn.answer.text for turn in session.turns]
    for number, (_, turn, grade) in enumerate(report.lines()):
        if grade is None or grade.outcome is Outcome.UNGRADED:
            assert grade is None or (grade.scores is None and grade.reason)
        elif grade.outcome is Outcome.UNANSWERED:
            assert turn.answer.text in ("", "I don't know.")
            assert grade.scores == Scores(0, 0, 0)
        else:
            check_graded(grade, turn, word(number))


def check_graded(grade: Grade, turn: Turn, name: str) -> None:
    assert (grade.scores, grade.feedback) == expected(turn)
    assert name in ENGLISH.messages(grade.feedback)
    assert grade.quotes
    assert all(quote in (turn.answer.text or "") for quote in grade.quotes)
    assert str(grade.provenance.graded_by).startswith("model:model-")
    assert grade.provenance.rubric_version
    assert grade.provenance.prompt_version


@pytest.mark.parametrize(
    "size", [5, pytest.param(12, marks=pytest.mark.long), pytest.param(24, marks=pytest.mark.long)]
)
@pytest.mark.parametrize(
    ("fault", "mode"),
    [
        # Each fault in one of the two ways, by turns; in both with --soak.
        pytest.param(fault, mode, id=f"{fault.title}-{mode}", marks=[] if number % 2 == turn else pytest.mark.long)
        for number, fault in enumerate(FAULTS)
        for turn, mode in enumerate(("once", "always"))
    ],
)
def test_a_fault_never_moves_or_invents_a_grade(
    server: OpenAIServer,
    database: Store,
    redis_server: RedisServer,
    table: list[str],
    fault: Fault,
    mode: str,
    size: int,
) -> None:
    order = {**fault.spec, "operation": fault.operation}
    if mode == "once":
        server.behave(**order)  # type: ignore[arg-type]
    else:
        server.always(**order)  # type: ignore[arg-type]
    session, clock = interview(size), Clock()
    insert(database, session)
    waits_s = HASTY_S if "seconds" in fault.spec else PATIENT_S
    grader = evaluator(server, database, redis_server, clock, waits_s)
    report = run_to_the_end(grader, session, clock)
    check_every_number(report, session)
    check_outcome(report, fault, mode, size)
    counts = {outcome: sum(g.outcome is outcome for g in report.grades.values()) for outcome in Outcome}
    assert report.evaluation is not None
    table.append(
        f"{fault.title:<22}{mode:<8}{size:>6}{counts[Outcome.GRADED]:>8}{counts[Outcome.UNGRADED]:>10}"
        f"{counts[Outcome.UNANSWERED]:>9}{len(report.missing):>9}  {report.evaluation.status.value:<11}"
        f"{report.evaluation.error_code or '':<24}{server.count():>6}"
    )
    assert server.count() <= MOST_CALLS_PER_ANSWER * size
    if report.evaluation.status is FAILED or report.totals.ungraded:
        server.reset()
        grader.grade_again(OWNER, session.id)
        again = run_to_the_end(grader, session, clock)
        check_every_number(again, session)
        assert (again.totals.graded, again.totals.ungraded) == (size - again.totals.unanswered, 0)


def check_outcome(report: Report, fault: Fault, mode: str, size: int) -> None:
    assert report.evaluation is not None
    answered = size - 1 - (size > 4)
    totals = report.totals
    got = {0: "none", answered: "all"}.get(totals.graded, "some")
    if mode == "always":
        assert (report.evaluation.status, report.evaluation.error_code) == fault.always
        assert got == fault.graded
    elif fault.once_graded == "all":
        assert (report.evaluation.status, got) == (DONE, "all")
    assert totals.overall is None or totals.scored
    assert totals.unanswered == 2 - (size < 5)
    if fault.operation == "summarise" and mode == "always":
        assert report.summary is None
    elif report.evaluation.status is DONE and totals.graded:
        assert report.summary is not None


def test_a_server_that_asks_for_a_pause_is_left_alone_for_that_long(
    server: OpenAIServer, database: Store, redis_server: RedisServer
) -> None:
    server.behave("429", retry_after=30, operation="grade")
    session, clock = interview(5), Clock()
    insert(database, session)
    grader = evaluator(server, database, redis_server, clock)
    began = clock()
    grader.run(OWNER, session.id, "w")
    report = grader.report(OWNER, session.id)
    assert report.evaluation is not None
    assert report.evaluation.not_before is not None
    assert (report.evaluation.not_before - began).total_seconds() >= 30
    assert report.evaluation.error


def test_the_whole_matrix_was_run_and_this_came_of_it(
    table: list[str], soak: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    head = (
        f"{'fault':<22}{'mode':<8}{'asked':>6}{'graded':>8}{'ungraded':>10}{'unansw.':>9}{'waiting':>9}  "
        f"{'status':<11}{'code':<24}{'calls':>6}"
    )
    with capsys.disabled():
        print("\n" + "\n".join([head, *table]))
        print("wrong attributions: 0, invented numbers: 0, answers changed: 0 (each case asserts it)")
    assert len(table) == len(FAULTS) * (2 * 3 if soak else 1)
