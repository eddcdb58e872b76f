"""How much a model reads at once, as the check of a model finds it: silent cuts, lost beginnings, refusals, advice."""

from __future__ import annotations

import pytest

from interview.core.model_providers import ProviderId
from interview.errors import Code
from interview.i18n.translate import words
from interview.messages import Message
from interview.model.check_results import Offered, State, Step
from tests.integration.test_model_check import check, codes, of
from tests.pretend_models import PretendModel


def test_a_silent_cut_is_noticed_by_the_counts_and_named():
    with PretendModel.ollama("llama3.2", context=4_096) as server:
        result = check(server.base_url, model="llama3.2", offered=Offered(ProviderId.OLLAMA, batch_size=2, parallel=1))
    (found,) = of(result, Step.CONTEXT)
    assert (found.state, words("en").message(found.told)) == (
        State.BAD,
        "The server cuts every text at about 4,096 tokens (parts of words) and does not say so: the model never reads "
        "the rest of a long resume or answer.",
    )
    assert found.next is not None
    assert words("en").message(found.next).startswith("In the settings of the Ollama app")
    assert not result.is_usable


@pytest.mark.parametrize(
    ("provider", "step"),
    [
        (ProviderId.LM_STUDIO, "load the model again with a context length of 16,384"),
        (ProviderId.LLAMA_CPP, "with -c 16384"),
        (ProviderId.OTHER, "or choose a model that reads more"),
    ],
)
def test_how_a_model_reads_more_is_said_as_its_own_program_has_it(provider: ProviderId, step: str):
    with PretendModel(context=4_096) as server:
        (found,) = of(check(server.base_url, offered=Offered(provider, batch_size=2)), Step.CONTEXT)
    assert found.next is not None
    assert step in words("en").message(found.next)


@pytest.mark.parametrize(("batch_size", "seen"), [(2, "check.context"), (8, "check.cuts")])
def test_a_context_that_holds_grades_of_two_answers_and_not_of_eight_is_praised_for_two_alone(
    batch_size: int, seen: str
):
    with PretendModel(context=8_192) as server:
        result = check(server.base_url, offered=Offered(batch_size=batch_size))
    assert codes(result, Step.CONTEXT) == [seen]
    assert result.is_usable is (seen == "check.context")


def test_a_silent_cut_without_counts_is_noticed_by_the_lost_beginning():
    with PretendModel(context=4_096, counts=False) as server:
        result = check(server.base_url)
    assert codes(result, Step.CONTEXT) == ["check.forgets"]
    assert of(result, Step.CONTEXT)[0].next == Message.of("check.next_context")


def test_a_model_that_forgets_what_its_server_counted_whole_is_given_no_advice_about_the_server():
    with PretendModel(remembers=False) as server:
        (found,) = of(check(server.base_url), Step.CONTEXT)
    assert (found.told.code, found.next) == ("check.forgets", Message.of("check.next_another"))


def test_a_server_that_says_what_is_too_long_is_no_silent_one():
    with PretendModel(context=4_096, says_too_long=True) as server:
        (found,) = of(check(server.base_url), Step.CONTEXT)
    assert (found.told.code, found.state, found.code) == ("check.context_refused", State.NOTE, Code.AI_TOO_LONG)
    assert "maximum context length" in found.words
