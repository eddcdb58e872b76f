"""A follow-up from a saved draft, from the editor's save to the question on the page, with a model over real HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview.services import Services
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer
from tests.servers import wait_until

pytestmark = pytest.mark.sqlite_first

SAID = "It names the purpose in plain words, then one example with a result: 20,000 invoices a month, none lost."


def test_a_follow_up_from_the_draft_is_there_at_once_and_its_call_is_paid_for(
    with_model: Callable[..., Services], server: OpenAIServer
) -> None:
    services = with_model(openai_follow_up_model="fast-one")
    session_id = create(services, mains=1).id
    services.candidate.current(ME, session_id)
    before = services.spending.of_session(ME, session_id).calls
    services.candidate.save_draft(ME, session_id, 0, SAID)
    wait_until(lambda: services.spending.of_session(ME, session_id).calls == before + 1, 20, "a follow-up is counted")
    [asked] = [each for each in server.requests if each.operation == "follow_up"]
    assert asked.model == "fast-one"
    # Nobody could answer a second request within its time.
    server.always("hang", seconds=30, operation="follow_up")
    after = services.candidate.submit_answer(ME, session_id, 0, SAID)
    assert server.count("follow_up") == 1
    follow_up = after.turns[1].question.follow_up
    assert follow_up is not None
    assert follow_up.instead_of is None
    assert follow_up.quote in SAID


@pytest.mark.parametrize("ahead", [0, 3])
def test_a_budget_that_is_used_up_and_the_setting_stop_it(
    with_model: Callable[..., Services], server: OpenAIServer, ahead: int
) -> None:
    services = with_model(follow_ups_ahead=ahead, model_budget_session_tokens=1)
    session_id = create(services, mains=1).id
    services.candidate.current(ME, session_id)
    services.candidate.save_draft(ME, session_id, 0, SAID)
    draft = services.candidate._follow_ups.ahead._drafts.get(session_id)
    assert (draft is not None) == bool(ahead)
    if draft is not None:
        wait_until(lambda: draft.call is not None and draft.call.done(), 20, "it was refused")
    assert server.count("follow_up") == 0
