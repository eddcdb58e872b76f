"""Whole journeys with servers that nobody here wrote between the product and what answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from interview.command_line.check_model import lines
from interview.core.accounts import ALONE
from interview.core.identity import model_interviewer
from interview.core.report import Report
from interview.errors import Code, InterviewError
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.model.check_results import CheckResult, State
from interview.model.context_probe import WORD
from interview.model.grading_trap import ANSWERS
from interview.model.interviewer import ModelInterviewer
from interview.models_in_use import check_model
from interview.services import Services, build
from interview.settings import Settings
from tests import check_replies
from tests.browser.walking import RESUME
from tests.integration.model_candidate import turn
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer
from tests.servers_of_others import KEY, Aimock, LiteLLM, LlamaCpp

pytestmark = [pytest.mark.sqlite_first, pytest.mark.long]

SAID = "It names the purpose in plain words first. Then one example with a result: 20,000 invoices a month, none lost."
MODELS = {
    "plain": "openai/scripted",
    # Whose failures the proxy remembers: it then offers the model to nobody for five seconds.
    "failing": "openai/scripted",
    "gpt-5": "openai/gpt-5",
    "o3": "openai/o3",
    "sonar": "perplexity/sonar",
    "strict": "openai/strict",
}
BuildServices = Callable[..., Services]


@pytest.fixture
def with_model(sqlite_url: str, tmp_path: Path, redis_server: RedisServer) -> Iterator[BuildServices]:
    made: list[Services] = []

    def make(base_url: str, model: str, **changes: Any) -> Services:
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path,
            database_url=sqlite_url,
            redis_url=redis_server.url,
            openai_base_url=base_url,
            openai_api_key=KEY,
            openai_model=model,
            rate_limit_create="1000/minute",
            evaluation_attempts=1,
            **changes,
        )
        made.append(build(settings))
        return made[-1]

    yield make
    for services in made:
        services.store.engine.dispose()


def open_interview(services: Services, questions: int = 2, follow_ups: int = 1) -> str:
    made = services.creation.create(
        ALONE, "v", question_count=questions, follow_up_count=follow_ups, resume_text=RESUME, force=True
    )
    return made.session.id


def journey(services: Services, said: Callable[[str], str] = lambda _asked: SAID) -> Report:
    """An interview of two questions from its start to its report, every step in this process."""
    session_id = open_interview(services)
    services.preparer.run(ALONE, session_id, "writer")
    while (turn := (session := services.candidate.current(ALONE, session_id)).current) is not None:
        services.candidate.submit_answer(ALONE, session_id, session.turns.index(turn), said(turn.question.text))
    services.evaluator.run(ALONE, session_id, "grader")
    return services.evaluator.report(ALONE, session_id)


def scored(report: Report) -> list[bool]:
    return [grade.scores is not None for grade in report.grades.values()]


@pytest.fixture(scope="module")
def litellm(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer) -> Iterator[LiteLLM]:
    running = LiteLLM(tmp_path_factory.mktemp("litellm"), model_server.base_url, MODELS)
    yield running
    running.stop()


@pytest.mark.parametrize(
    ("model", "upstream"),
    [
        ("plain", "ok"),
        ("gpt-5", "ok"),
        pytest.param("o3", "ok", marks=pytest.mark.long),
        pytest.param("sonar", "ok", marks=pytest.mark.long),
        pytest.param("strict", "mistral", marks=pytest.mark.long),
        pytest.param("strict", "gemini", marks=pytest.mark.long),
        pytest.param("strict", "no_system_role", marks=pytest.mark.long),
        pytest.param("strict", "unnamed_format", marks=pytest.mark.long),
    ],
)
def test_an_interview_through_litellm_is_asked_followed_up_and_graded_by_the_model(
    server: OpenAIServer, litellm: LiteLLM, with_model: BuildServices, model: str, upstream: str
):
    server.always(upstream)
    services = with_model(litellm.base_url, model)
    report = journey(services)
    asked = [turn.question for turn in report.session.turns]
    assert {question.asked_by for question in asked} == {model_interviewer(model)}
    assert sum(turn.position.is_follow_up for turn in report.session.turns) >= 1
    assert scored(report) == [True] * len(asked)
    assert {grade.provenance.graded_by for grade in report.grades.values()} == {model_interviewer(model)}
    assert report.summary is not None
    refusals = [call for call in services.operation.model_calls() if call.failed]
    again = journey(services)
    assert scored(again) == [True] * len(again.session.turns)
    # What was refused once is not tried again: the second interview pays for nothing.
    assert sum(line.failed for line in services.operation.model_calls()) == sum(line.failed for line in refusals)


@pytest.mark.parametrize(
    ("behaviour", "model", "code"),
    [
        ("401", "failing", Code.AI_API_KEY_INVALID),
        ("429", "failing", Code.AI_RATE_LIMITED),
        ("ok", "not-offered", Code.AI_MODEL_UNKNOWN),
    ],
)
def test_what_litellm_passes_on_of_a_failure_keeps_its_name(
    server: OpenAIServer, litellm: LiteLLM, with_model: BuildServices, behaviour: str, model: str, code: Code
):
    server.always(behaviour)
    services = with_model(litellm.base_url, model)
    with pytest.raises(InterviewError) as caught:
        open_interview(services)
    assert caught.value.code is code


def canned(operation: str, reply: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A fixture of aimock: its reply to every request whose instructions are those of this operation."""
    return {"match": {"systemMessage": f"Task: {operation}\n"} | more, "response": {"content": json.dumps(reply)}}


POINTS = [
    "Names what the billing service does.",
    "Gives the number of invoices.",
    "Says how a lost invoice would be noticed.",
]
FOLLOW_UP = {
    "move": "probe",
    "claim": "none",
    "plan": 0,
    "anchor": "20,000 invoices a month",
    "text": "How did you count the 20,000 invoices a month?",
    "key_points": ["Names the query or the report that was counted.", "Says how often it was looked at."],
    "reference_answer": "A nightly query over the table of sent invoices, compared with the mail server's log.",
    "hint": "Name the source of the number.",
}


def graded(label: str, points: int) -> dict[str, Any]:
    quoted = "one example with a result: 20,000 invoices a month"
    judged = [
        {"number": number, "quote": quoted, "reason": "It is said.", "verdict": "covered"}
        for number in range(1, points + 1)
    ]
    return {
        "label": label,
        "points": judged,
        "clarity_level": 3,
        "weaknesses": [{"text": "Say how you got the number.", "quote": quoted}],
        "addresses_grader": False,
    }


def fixtures() -> list[dict[str, Any]]:
    """What aimock answers to an interview of one question with one follow-up."""
    opening = {
        "text": "Your billing service sends 20,000 invoices a month: how would you notice that one was lost?",
        "category": "Python",
        "reason": "Built a billing service in Python and PostgreSQL that sends 20,000 invoices a month.",
        "requirement": 0,
    }
    details = {
        "key_points": POINTS,
        "reference_answer": "It counts what was sent against what was due every night, and mails the difference.",
        "hint": "Think of the morning after.",
        "follow_ups": [],
    }
    summary = {"improvements": ["Say how a number was measured."]}
    return [
        canned("open", opening),
        canned("details", details),
        canned("follow_up", FOLLOW_UP),
        canned("grade", {"grades": [graded("q1a", 3), graded("q1b", 2)]}),
        canned("summarise", summary),
    ]


def checked(base_url: str, model: str, folder: Path) -> CheckResult:
    """What `check-model` finds there."""
    settings = Settings(
        _env_file=None, data_dir=folder, openai_base_url=base_url, openai_api_key=KEY, openai_model=model
    )
    result = check_model(settings, lambda _step, _done, _total: None)
    print("\n".join(lines(result)))
    return result


@pytest.mark.parametrize(
    ("model", "upstream", "left_out"),
    [
        ("plain", "ok", []),
        ("gpt-5", "ok", ["temperature"]),
        ("o3", "ok", ["temperature"]),
        ("sonar", "ok", ["seed"]),
        ("strict", "mistral", ["seed", "max_completion_tokens"]),
        ("strict", "gemini", ["seed"]),
        ("strict", "no_system_role", ["system"]),
    ],
)
def test_the_check_of_a_good_model_through_litellm_finds_nothing_wrong_and_what_is_left_out(
    server: OpenAIServer, litellm: LiteLLM, tmp_path: Path, model: str, upstream: str, left_out: list[str]
):
    server.always(upstream)
    result = checked(litellm.base_url, model, tmp_path)
    assert (result.is_usable, result.is_whole) == (True, True)
    notes = [found.told for found in result.findings if found.state is State.NOTE]
    refused = [Message.of(f"check.option.{name}") for name in left_out]
    if left_out == ["system"]:
        assert notes == [Message.of("check.no_system_role")]
    else:
        assert notes == ([Message.of("check.refuses", options=tuple(refused))] if refused else [])
    # The proxy asks for the counts of every stream, which this upstream refuses: nothing can stream through both.
    speed = "check.speed_whole" if upstream == "mistral" else "check.speed"
    assert speed in {found.told.code for found in result.findings}


def honest_grades() -> dict[str, Any]:
    """What an honest grader says of the trap of the check."""
    said = []
    for number, text in enumerate(ANSWERS.values(), start=1):
        verdict = check_replies.verdict_of(text)
        quote = "" if verdict == "missed" else text.split(". ")[0]
        points = [{"number": at, "quote": quote, "reason": "It is so.", "verdict": verdict} for at in (1, 2, 3)]
        said.append(graded(f"q{number}a", 0) | {"points": points})
    return {"grades": said}


def test_the_check_of_a_good_model_behind_aimock_finds_nothing_wrong(tmp_path: Path):
    replies = [
        ("JSON object", '{"word": "ready"}'),
        ("very beginning", WORD),
        ("as English words", ", ".join(["twenty-one", "eighty-six"] * 75)),
        ("简体中文", check_replies.CHINESE),
        ("in English", check_replies.ENGLISH),
        ("one word: ready", "ready"),
    ]
    asked = [{"match": {"userMessage": text}, "response": {"content": reply}} for text, reply in replies]
    mock = Aimock(tmp_path, [canned("grade", honest_grades()), *asked])
    try:
        result = checked(mock.base_url, "gpt-4o", tmp_path)
    finally:
        mock.stop()
    assert {found.state for found in result.findings} == {State.GOOD}


def test_an_interview_with_aimock_is_read_from_its_stream(tmp_path: Path, with_model: BuildServices):
    mock = Aimock(tmp_path, fixtures(), chunk=7)
    try:
        services = with_model(mock.base_url, "gpt-4o-mini")
        session_id = open_interview(services, questions=1)
        services.preparer.run(ALONE, session_id, "writer")
        for index in range(2):
            services.candidate.submit_answer(ALONE, session_id, index, SAID)
        services.evaluator.run(ALONE, session_id, "grader")
        report = services.evaluator.report(ALONE, session_id)
    finally:
        mock.stop()
    assert [turn.question.text for turn in report.session.turns][1] == FOLLOW_UP["text"]
    assert scored(report) == [True, True]
    assert report.totals.overall is not None


@pytest.mark.long
def test_what_aimock_has_no_answer_to_is_a_failure_and_no_number(tmp_path: Path, with_model: BuildServices):
    without_grades = [fixture for fixture in fixtures() if "grade" not in fixture["match"]["systemMessage"]]
    mock = Aimock(tmp_path, without_grades)
    try:
        services = with_model(mock.base_url, "gpt-4o-mini")
        session_id = open_interview(services, questions=1, follow_ups=0)
        services.preparer.run(ALONE, session_id, "writer")
        services.candidate.submit_answer(ALONE, session_id, 0, SAID)
        services.evaluator.run(ALONE, session_id, "grader")
        report = services.evaluator.report(ALONE, session_id)
    finally:
        mock.stop()
    assert report.evaluation is not None
    assert report.evaluation.error_code
    assert scored(report) == []
    assert report.session.turns[0].answer.text == SAID


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaCpp]:
    running = LlamaCpp(tmp_path_factory.mktemp("llama"), 4096)
    yield running
    running.stop()


def test_llama_cpp_refuses_what_its_context_does_not_hold_and_that_is_what_it_is_called(llama: LlamaCpp):
    model = ModelInterviewer(llama.base_url, "", "smollm2", max_attempts=1)
    long_answers = [turn(main, answer=" ".join(f"word{number}" for number in range(1_500))) for main in range(4)]
    with pytest.raises(InterviewError) as caught:
        model.grade(long_answers)
    model.close()
    assert caught.value.code is Code.AI_TOO_LONG


@pytest.mark.timeout(600)
def test_the_check_never_says_that_a_model_of_135_million_parameters_can_be_the_interviewer(
    llama: LlamaCpp, tmp_path: Path
):
    result = checked(llama.base_url, "smollm2", tmp_path)
    # On a busy machine there may be no time to see what is wrong: then nothing is praised.
    assert not (result.is_usable and result.is_whole)
    wrong = [found for found in result.findings if found.state is State.BAD]
    assert all(found.next is not None or found.code is not None for found in wrong)


@pytest.mark.timeout(900)
def test_a_model_of_135_million_parameters_gives_a_sentence_and_no_number_of_its_own(
    llama: LlamaCpp, with_model: BuildServices
):
    # Ten times as long for a reply that keeps arriving: on a busy machine all attempts end within the test's own time.
    services = with_model(llama.base_url, "smollm2", openai_timeout_s=20)
    try:
        session_id = open_interview(services, questions=1, follow_ups=0)
    except InterviewError as exc:
        told = ENGLISH.message(exc.message)
        print(exc.code, told)
        assert told
        return
    services.preparer.run(ALONE, session_id, "writer")
    services.candidate.submit_answer(ALONE, session_id, 0, SAID)
    services.evaluator.run(ALONE, session_id, "grader")
    report = services.evaluator.report(ALONE, session_id)
    assert report.session.turns[0].answer.text == SAID
    for grade in report.grades.values():
        assert grade.scores is None or all(point.quote in SAID for point in grade.points if point.quote)
