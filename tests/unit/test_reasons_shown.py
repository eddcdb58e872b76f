"""What a report says of why a follow-up was asked is true of it by the way it was made."""

from __future__ import annotations

import pytest

from interview.i18n.translate import words
from interview.messages import Message
from interview.text import general_claims
from interview.text.probes import REASONS, probes

PICKED_UP = {*REASONS.values(), *general_claims.REASONS.values(), "reason.part", "reason.behind"}
PICKED_UP |= {"reason.in_use", "reason.think.seen", "reason.think.which"}
PICKED_UP -= {"reason.probe.own_part"}


@pytest.mark.parametrize("code", sorted(PICKED_UP))
def test_a_reason_says_of_an_answer_only_that_a_sentence_of_it_is_picked_up(code: str) -> None:
    assert words("en").message(Message.of(code)).startswith("It picks up a sentence of your answer")
    said = words("zh").message(Message.of(code))
    assert said.startswith(("接着你回答里", "这个追问针对你回答中的一句话"))
    assert "一句话" in said


@pytest.mark.parametrize(
    "answer",
    [
        "We planned it together. We called the families and we moved the beds because it was cold.",
        "I rewrote the query. Loading got faster by 60 percent.",
        "I went with the smaller supplier because he was near.",
        "I had a conflict with the head cook about the rota.",
        "My leader shouted in front of the parents. I was quite hurt.",
        "我们开了会。我们重新排了班，我们每天一起看结果。",
    ],
)
def test_every_claim_is_asked_about_with_a_sentence_of_the_answer(answer: str) -> None:
    found = list(probes(answer))
    assert found
    assert all(probe.quote and probe.quote in answer for probe in found)


def test_who_is_asked_for_their_part_reads_a_deed_with_we_in_it() -> None:
    told = "We were tired. We thought about it for a while. Then we moved the beds to the south side."
    assert next(probes(told)).quote == "Then we moved the beds to the south side"
    assert next(probes("We were tired. We had no beds. We thought about it."), None) is None
    assert next(probes("Our ward was cold. Our boss knew us. The team moved the beds."), None) is None


def test_a_prepared_follow_up_is_called_prepared_and_nothing_else() -> None:
    for code in ("reason.other_side", "reason.one_step_further"):
        assert words("en").message(Message.of(code)) == "A follow-up that was prepared for this question."


def test_of_a_main_question_is_said_where_it_comes_from_and_not_what_others_ask() -> None:
    said = words("en").message(Message.of("reason.occupation", occupation="Registered nurse"))
    assert said == "From the questions for people who work as: Registered nurse"
    assert words("en").message(Message.of("reason.named_skill", name="Go")) == "You named Go."
