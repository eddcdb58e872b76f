"""Nobody is asked what they have just said: a feeling that passed, a fault that is mended, a thing that is to come."""

from __future__ import annotations

import pytest

from interview.text.probes import probes
from tests.growth import grows_with_length_alone


def codes(answer: str) -> set[str]:
    return {probe.code for probe in probes(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        "I was embarrassed, because she was right. I made a list and took two of the small jobs every week.",
        "It was my mistake, I thought it sounds friendly. I asked two patients and now I say Mr and Mrs to everybody.",
        "I should have asked earlier. From then on I ask on the first day.",
        "My mistake was that I trusted the label. I now open every box.",
        "It was my mistake. They paid for it, since then I count twice.",
        "In hindsight I should have measured twice. I measure twice.",
        "I regret not training the new girl. We now sit together on the first three mornings.",
        "I was ashamed in front of the class. Then I started to prepare the names before the lesson.",
        "I should have said no. Nowadays I say no before I say yes.",
        "Since then I always call back. In hindsight I should have called that day.",
        "I should have locked it. I no longer leave the keys in the cab.",
        "I am ashamed of it. Now everybody signs the sheet before the lorry leaves.",
    ],
)
def test_what_is_done_differently_since_is_not_asked_where_it_is_told(answer: str) -> None:
    assert "probe.regret" not in codes(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I was embarrassed, because she was right.",
        "It was my mistake, I thought it sounds friendly.",
        "It was my mistake. I phoned the customer the same evening and told him the truth.",
        "I should have checked the fuse. I paid for the new motor myself.",
        "In hindsight I should have asked the foreman. The wall had to come down again.",
        "I should not have sent the mail. I apologised to him the next morning.",
        "I should have asked. I was new and everything changed every day.",
        "Nowadays I say that it was my mistake.",
        "I ask on the first day every time. It was my mistake.",
    ],
)
def test_what_is_done_differently_since_is_asked_where_only_the_harm_was_mended(answer: str) -> None:
    assert "probe.regret" in codes(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I said no. Mr Berg was angry at first, but a week later he signed for the next year.",
        "I said no. He was angry but then he found somebody else, and we still have a beer together.",
        "He kept my rule. I was upset at first, but looking back it was good that he tried it.",
        "I had to speak. I was very scared, the team helped me.",
        "The pipe burst. I got nervous and my colleague took over.",
        "I moved the desks. She was unhappy until the boss explained it.",
        "I closed the bar. They were against it in the beginning.",
        "I closed the bar. They were annoyed for a week.",
        "Initially they hated it, my new list.",
        "I had to speak. I was so nervous that I practised the talk ten times with a colleague.",
        "I had to speak. I was nervous - I asked my mentor to listen twice.",
        "I closed the bar. They were against it when I showed the numbers to them.",
    ],
)
def test_what_was_done_about_it_is_not_asked_where_it_passed_or_something_is_told_behind(answer: str) -> None:
    assert codes(answer).isdisjoint({"probe.against", "probe.feeling"})


@pytest.mark.parametrize(
    "answer",
    [
        "We closed on Sunday. People were furious, because nobody had told them.",
        "My leader shouted at me. I was quite hurt and angry.",
        "I moved her desk. She was upset about it.",
    ],
)
def test_what_was_done_about_it_is_asked_of_what_an_answer_ends_with(answer: str) -> None:
    assert not codes(answer).isdisjoint({"probe.against", "probe.feeling"})


@pytest.mark.parametrize(
    ("answer", "is_asked"),
    [
        ("I wrote a list. We still don't have a real rule.", True),
        ("I wrote a list. We still don't have a real rule, but the new chef will make one in May.", False),
        ("I asked twice. It still isn't fixed because the vendor does not answer.", False),
        ("We never finished it, since the shop closed.", False),
        ("I still couldn't lift it, so Tom helped me.", False),
        ("I made a plan for the store. We never finished it.", True),
    ],
)
def test_what_stands_in_the_way_is_not_asked_where_it_is_told_or_what_is_to_come(answer: str, is_asked: bool) -> None:
    assert ("probe.still" in codes(answer)) is is_asked


def test_an_answer_full_of_faults_takes_time_that_grows_with_its_length_alone() -> None:
    fault = "He said it was my mistake. "
    assert "probe.regret" not in codes(fault * 1200)
    assert grows_with_length_alone(codes, lambda times: fault * times, 1200)
