"""The check of a model over real HTTP, against servers that cut, refuse, dawdle and believe everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from interview.core.grading import Provenance
from interview.core.identity import PRACTICE
from interview.core.interviewer import Reply
from interview.core.turn import Turn
from interview.errors import Code
from interview.i18n.translate import words
from interview.messages import Message
from interview.model.check_results import CheckResult, Finding, Offered, State, Step
from interview.model.check_texts import TAKES
from interview.model.failures import ALL, Meaning
from interview.model.interviewer import ModelInterviewer
from interview.model.model_check import ModelCheck
from interview.model.probing import Answer, Probe, ProbeFailed
from interview.web import model_checking
from tests.openai_server import OpenAIServer
from tests.pretend_models import PretendModel
from tests.replayed_replies import REFUSED_PARTS
from tests.servers import free_port

KEY = "sk-secret-0123456789"


def check(base_url: str, *, model: str = "pretend", key: str = KEY, offered: Offered | None = None, **options: Any):
    probe = Probe(base_url, key, model, timeout_s=20)
    interviewer = ModelInterviewer(base_url, key, model, timeout_s=20, max_attempts=2)
    try:
        return ModelCheck(probe, interviewer.grade, offered, **options).run()
    finally:
        probe.close()
        interviewer.close()


def of(result: CheckResult, step: Step) -> list[Finding]:
    return [found for found in result.findings if found.step is step]


def codes(result: CheckResult, step: Step) -> list[str]:
    return [found.told.code for found in of(result, step)]


def shown(result: CheckResult, language: str = "en") -> str:
    say = words(language)
    told = [message for found in result.findings for message in (found.told, found.next) if message is not None]
    return "\n".join([*map(say.message, told), *(found.words for found in result.findings)])


def test_a_server_that_can_do_everything_passes_every_step():
    with PretendModel(key=KEY) as server:
        result = check(server.base_url)
    assert result.is_usable, shown(result)
    assert {found.step for found in result.findings} == set(Step)
    assert {found.state for found in result.findings} == {State.GOOD}
    assert codes(result, Step.GRADING) == ["check.grades"]
    assert codes(result, Step.CONTEXT) == ["check.context"]


@pytest.mark.parametrize("refused", ["seed", "temperature", "max_tokens", "response_format", "system"])
def test_what_is_refused_is_named_with_the_servers_own_words(refused: str):
    with PretendModel(refuses=frozenset({refused})) as server:
        result = check(server.base_url, total_s=30)
    (found,) = [found for found in of(result, Step.TAKES) if found.state is State.NOTE]
    assert found.told.code == ("check.no_system_role" if refused == "system" else "check.refuses")
    assert found.words == f"Unsupported: {refused}"
    names = {"response_format": "JSON schema", "system": "system role"}
    assert names.get(refused, refused) in words("en").message(found.told)


def test_a_part_that_no_provider_takes_is_named_as_refused_and_not_as_not_looked_at(server: OpenAIServer):
    [row] = [row for row in REFUSED_PARTS if row.status == 404]
    server.always("refuses_part", changes={"of": row})
    result = check(server.base_url, model="scripted", total_s=60)
    assert result.is_whole
    assert [found.told for found in of(result, Step.TAKES) if found.state is State.NOTE] == [
        Message.of("check.refuses", options=(Message.of("check.option.seed"),))
    ]


def test_a_wrong_key_ends_the_check_and_is_nowhere_in_it():
    with PretendModel(key="another") as server:
        result = check(server.base_url)
        assert server.requests == []
    (found,) = result.findings
    assert (found.state, found.code) == (State.BAD, Code.AI_API_KEY_INVALID)
    assert found.words == "Incorrect API key: …"
    assert KEY not in repr(result)
    assert result.summary is None


def test_a_server_that_is_not_there_is_named():
    result = check(f"http://127.0.0.1:{free_port()}/v1")
    (found,) = result.findings
    assert (found.state, found.code) == (State.BAD, Code.AI_SERVICE_UNAVAILABLE)


def test_a_server_without_a_list_of_models_is_fine():
    with PretendModel(models=None) as server:
        result = check(server.base_url)
    assert codes(result, Step.REACH) == ["check.no_list"]
    assert result.is_usable


def test_a_model_that_the_server_does_not_have_is_told_with_those_it_has():
    with PretendModel(models=["one", "two"]) as server:
        result = check(server.base_url, model="three")
    (found,) = of(result, Step.REACH)
    assert words("en").message(found.told) == ("The model “three” is not on the server's list. The list has: one; two.")
    assert result.offered == ("one", "two")


def test_a_language_that_does_not_come_is_told():
    with PretendModel(speaks=("en",)) as server:
        result = check(server.base_url)
    assert codes(result, Step.LANGUAGE) == ["check.speaks", "check.speaks_not"]
    assert result.is_usable


def test_a_model_that_speaks_neither_language_cannot_be_the_interviewer():
    with PretendModel(speaks=()) as server:
        result = check(server.base_url)
    (found,) = of(result, Step.LANGUAGE)
    assert (found.told.code, found.state) == ("check.speaks_neither", State.BAD)
    assert not result.is_usable


def test_a_server_that_answers_under_a_name_that_it_does_not_list_needs_no_other_name():
    with PretendModel(models=["/models/a.gguf"]) as server:
        (found,) = of(check(server.base_url, total_s=5), Step.REACH)
    assert (found.told.code, found.state, found.next) == ("check.not_offered", State.NOTE, None)


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (3.2, "with its grading: about 3 US cents."),
        (0.4, "with its grading: 1 US cent or less."),
        (0.0, "with its grading: nothing."),
        (None, "At this speed follow-ups should come in time; none was tried."),
    ],
)
def test_money_is_told_only_where_a_price_is_known(cents: float | None, said: str):
    asked: list[tuple[str, int, int]] = []

    def price(model: str, read: int, written: int) -> float | None:
        asked.append((model, read, written))
        return cents

    with PretendModel() as server:
        result = check(server.base_url, price=price)
    assert result.summary is not None
    assert words("en").message(result.summary).endswith(said)
    assert asked == [("pretend", 141_600, 34_800)]


def test_progress_counts_requests_and_never_goes_back():
    seen: list[tuple[Step, int, int]] = []
    with PretendModel() as server:
        check(server.base_url, on_progress=lambda step, done, total: seen.append((step, done, total)))
    counts = [done for _, done, _ in seen]
    assert counts == sorted(counts)
    assert counts[-1] < seen[-1][2]
    assert len(seen) >= len(TAKES)


def test_how_long_a_first_reply_took_is_said_as_a_time_that_holds():
    with PretendModel() as server:
        result = check(server.base_url)
    told = [found.told for step in (Step.ANSWER, Step.SPEED) for found in of(result, step)]
    assert words("en").message(told[0]) == "The model answers. Its first reply came within 1 s."
    assert words("en").message(told[1]).endswith("and begins within 1 s.")


def test_when_the_time_is_over_no_request_is_sent_any_more():
    with PretendModel(rate=40) as server:
        result = check(server.base_url, total_s=0.5)
        sent = len(server.requests)
    assert sent < 6
    assert {found.state for found in of(result, Step.CONTEXT)} == {State.OPEN}
    said = words("en").message(of(result, Step.CONTEXT)[0].told)
    assert "There was no reply in time." in said
    assert "OPENAI_TIMEOUT_S" not in shown(result)


def test_every_sentence_of_a_check_is_there_in_both_languages():
    with PretendModel(context=4_096, judge="gullible", speaks=("en",), refuses=frozenset({"seed"})) as server:
        result = check(server.base_url)
    for language in ("en", "zh"):
        assert shown(result, language)
        assert result.summary is not None
        words(language).message(result.summary)


@pytest.mark.parametrize("meaning", ALL, ids=lambda meaning: meaning.message.code)
def test_no_failure_of_a_model_is_followed_by_a_second_advice(meaning: Meaning):
    probe = Failing(ProbeFailed(meaning.code, meaning.message))

    def grade(turns: Sequence[Turn], *, within_s: float) -> Reply:
        assert within_s > 0
        assert turns
        return Reply((), Provenance(PRACTICE))

    result = ModelCheck(cast(Probe, probe), grade).run()
    failures = [found for found in result.findings if found.told == meaning.message]
    assert failures
    assert all(found.next is None for found in failures)


class Failing:
    """A probe to which nothing answers."""

    model = "pretend"

    def __init__(self, failed: ProbeFailed) -> None:
        self._failed = failed

    def models(self, within_s: float) -> list[str]:
        raise self._failed

    def say(self, messages: object, within_s: float, **_: object) -> Answer:
        raise self._failed


class BreakingOff(Failing):
    """A probe that answers twice, and to which the server's connection then breaks off."""

    _answers = 2

    def models(self, within_s: float) -> list[str]:
        return ["pretend"]

    def say(self, messages: object, within_s: float, **_: object) -> Answer:
        self._answers -= 1
        if self._answers < 0:
            raise self._failed
        return Answer("ready", 5, 10, 2, 0.1, 0.2, False)


def test_a_server_that_has_answered_is_not_said_to_be_out_of_reach():
    away = ProbeFailed(Code.AI_SERVICE_UNAVAILABLE, Message.of("error.model_away"))

    def grade(turns: Sequence[Turn], *, within_s: float) -> Reply:
        assert within_s > 0
        assert turns
        return Reply((), Provenance(PRACTICE))

    result = ModelCheck(cast(Probe, BreakingOff(away)), grade).run()
    unseen = [found for found in result.findings if found.state is State.OPEN]
    assert len(unseen) >= 3
    assert "cannot be reached" not in "\n".join(words("en").message(found.told) for found in unseen)
    assert "The connection broke off" in words("en").message(unseen[-1].told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_refused_request_leads_to_the_services_own_words_here_or_in_the_log(language: str):
    told = words(language).message(Message.of("error.model_refused"))
    assert told.endswith({"en": "here or in the log.", "zh": "（在这里或日志中）。"}[language])


def test_a_check_that_could_not_look_at_everything_praises_nothing():
    with PretendModel(busy_with=frozenset({"grade"})) as server:
        result = check(server.base_url)
    assert [found.step for found in result.findings if found.state is State.OPEN] == [Step.GRADING]
    assert (result.is_usable, result.is_whole) == (True, False)
    unseen = "Nothing wrong was seen, but not everything could be looked at. Check again later."
    assert model_checking._verdict(result, words("en")) == unseen
    assert model_checking._verdict(result, words("zh")) == "没有发现问题，但有些项目没能检查。请稍后再检查一次。"


HARBOUR = "Remember that the harbour master counted the ships until noon."


@pytest.mark.parametrize(
    ("complaint", "said"),
    [
        (f"Unsupported for tiny-pass: {HARBOUR}", "Unsupported for …:"),
        (f"{'word ' * 59}tiny-pass is no key", "word …"),
    ],
)
def test_what_a_server_says_of_a_refusal_is_without_our_words_and_without_the_key(complaint: str, said: str):
    with PretendModel(complaint=complaint) as server:
        probe = Probe(server.base_url, "tiny-pass", "pretend", timeout_s=5)
        try:
            with pytest.raises(ProbeFailed) as failed:
                probe.say([{"role": "user", "content": HARBOUR}], 5)
        finally:
            probe.close()
    assert said in failed.value.words
    assert "tiny" not in failed.value.words
    assert "harbour" not in failed.value.words
