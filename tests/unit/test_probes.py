"""Claims that an interviewer asks about: each rests on words that are in the answer and on others that are not."""

from __future__ import annotations

import pytest

from interview.core.key_point import StoryPart
from interview.text.probes import LONGEST_QUOTE, Probe, gives_a_reason, probes


def first(answer: str) -> Probe | None:
    return next(iter(probes(answer)), None)


@pytest.mark.parametrize(
    "answer",
    ["I have never had a real conflict.", "I didn't make a mistake that day.", "We had no trouble with it, I think."],
)
def test_how_it_ended_is_not_asked_of_what_was_denied(answer: str) -> None:
    assert first(answer) is None


@pytest.mark.parametrize(
    ("answer", "code", "part"),
    [
        ("I rewrote the query. Loading got faster by 60 percent.", "probe.baseline", StoryPart.MEASURE),
        ("My new checklist reduced falls by 30%.", "probe.baseline", StoryPart.MEASURE),
        (
            "We planned it together. We called the families and we moved the beds because it was cold.",
            "probe.own_part",
            StoryPart.OWN_ACTION,
        ),
        ("I went with the smaller supplier because he was near.", "probe.alternative", StoryPart.ALTERNATIVES),
        ("I compared three suppliers and chose the smaller one.", "probe.reason", StoryPart.DECISION_REASON),
        ("I had a conflict with the head cook about the rota.", "probe.end", StoryPart.RESULT),
        ("I asked him for a coffee, we talked, and after that it got better.", "probe.better", StoryPart.MEASURE),
        ("I moved the desk of one of the two, and after that it got better.", "probe.better", StoryPart.MEASURE),
        ("My build got slower, and I still could not bring it down.", "probe.still", StoryPart.OBSTACLE),
        ("I rewrote the build, but it still isn't quick.", "probe.still", StoryPart.OBSTACLE),
        ("I sold the last pair twice, and I still feel a bit bad about it.", "probe.regret", StoryPart.LESSON),
        ("I changed the rota without a word. They hated it.", "probe.against", StoryPart.OWN_ACTION),
        ("My leader shouted in front of the parents. I was quite hurt.", "probe.feeling", StoryPart.OWN_ACTION),
    ],
)
def test_what_is_missing_beside_a_claim_is_asked_for(answer: str, code: str, part: StoryPart) -> None:
    found = first(answer)
    assert found is not None
    assert (found.code, found.part) == (code, part)
    assert found.quote in answer


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "My checklist brought falls from 12 to 8 a month, by 30% less.",
        "We called the families, and I moved the beds. Our ward was warm again in the end.",
        "I chose the smaller supplier rather than the large one, because he was near.",
        "I had a conflict with the cook. In the end we agreed on two weekends each.",
        "A hash table gets slower by 40 percent when it is nearly full.",
        "Heat pumps failed in old houses.",
        "It is still like that today and I'm not ashamed of it.",
        "I wanted an alert for every error. A colleague showed me a threshold.",
        "With the first of them I get the complaint.",
        "It made hardly any difference, I still don't fully know why.",
        "I asked the manager, who was there as well.",
        "I moved the beds. It was not better.",
        "I asked him for a coffee, and after that it got better, eight of nine passed at the first try.",
        "I asked him for a coffee, and after that it got better. Of nine parcels 8 came back.",
        "I dropped the tray, and it was not my fault.",
        "I hated it at first.",
        "I told them early. They were never upset about it.",
        "I was not hurt by it.",
        "I hired nineteen of them, and fifteen were still there after half a year.",
        "I left half a year later, and a friend of mine who is still there told me.",
        "I sold the last lamp. I was a bit sad for a day.",
        "I wrote the query and sent it every Monday, my senior decided which products count.",
        "I asked my lead. He doubted it, he said, the fourth mail was simply easier to spot than the first.",
        "I would add an index, which made things faster by 40 percent elsewhere.",
    ],
)
def test_a_claim_with_what_belongs_to_it_and_knowledge_are_left_alone(answer: str) -> None:
    assert first(answer) is None


def test_what_the_question_tells_is_not_asked_for() -> None:
    said = "I started a board. New ulcers fell by 70 percent."
    assert next(probes(said)).code == "probe.baseline"
    assert next(probes(said, "From your resume: “new ulcers from 11 to 3 in a year”. Did it last?"), None) is None


def test_a_sentence_too_long_to_repeat_is_no_reason_for_a_question() -> None:
    assert first(f"I had a problem with {'very ' * LONGEST_QUOTE}old beds.") is None


def test_a_figure_with_another_beside_it_is_not_asked_for_what_it_was_before() -> None:
    told = "I asked two leads to estimate it, and the costs doubled."
    assert next(probes(told)).code == "probe.baseline"
    assert "probe.baseline" not in {probe.code for probe in probes(f"The first draft said three million. {told}")}


def test_a_sentence_that_begins_with_so_gives_a_reason_for_what_follows() -> None:
    assert gives_a_reason("So I took it out and we did it by hand")


def codes(answer: str) -> set[str]:
    return {probe.code for probe in probes(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        "We sorted the shelves by size, and picking became twice as fast.",
        "I wrote a macro, which shortened the closing of the books by 3 days.",
        "I drew the routes anew and we saved 20% of the fuel.",
        "The wait in our hotline dropped to 4 minutes after I wrote the guide.",
        "I rewrote the newsletter, and the open rate went up by 12 percent.",
        "I trained the front desk, and complaints dropped by half.",
        "The model that I tuned made 25% fewer errors.",
        "My new round as a guard lowered thefts by a third.",
        "I looked at two weeks of logs. Errors went down by 25% within a week.",
    ],
)
def test_how_it_was_before_is_asked_of_a_figure_that_measures_a_change(answer: str) -> None:
    assert "probe.baseline" in codes(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "A boy fell from the climbing frame, and 10 minutes later the ambulance came. I held his hand.",
        "On Wednesday the architect sent new measures, and we had less than 2 days left.",
        "The power was cut for 3 hours, and my colleague Ines and I argued.",
        "I saved 200 euros a month and paid the evening school myself.",
        "A customer wanted his car within 2 hours and faster than the others. I said no.",
        "My wife fell ill and I stayed home for 3 weeks.",
        "He grew up 3 hours from here, and I invited him home.",
        "I raised my hand after 20 minutes and asked the question.",
        "We were less than 10 minutes away when she rang me.",
        "I reduced the sauce for 20 minutes and added cream.",
        "My manager dropped by 20 minutes later, and I showed him the list.",
        "Less than 5 percent of our guests eat meat, so I cooked without it.",
        "Half of the guests were late that evening, and I saved their tables.",
    ],
)
def test_how_it_was_before_is_not_asked_of_a_figure_beside_a_verb_of_change(answer: str) -> None:
    assert "probe.baseline" not in codes(answer)


@pytest.mark.parametrize(
    "before",
    [
        "Making the report took my team half a day.",
        "People stood waiting three quarters of an hour.",
        "There was a queue of half an hour.",
        "It cost fifty euros.",
    ],
)
def test_how_it_was_before_is_not_asked_where_that_was_told_in_words(before: str) -> None:
    change = "I wrote a macro, and it dropped to 20 minutes." if "euros" not in before else "I cut it to 30 euros."
    assert "probe.baseline" in codes(change)
    assert "probe.baseline" not in codes(f"{before} {change}")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("I put a sticker on each box. Karim was angry about that.", "probe.against"),
        ("A colleague said that I was lazy. I was hurt.", "probe.feeling"),
        ("I read the logs for hours and I still couldn't find the error.", "probe.still"),
    ],
)
def test_what_somebody_did_about_it_is_asked_only_where_nothing_is_told_behind(answer: str, code: str) -> None:
    assert code in codes(answer)
    assert code not in codes(f"{answer} I took him aside, listened, and let him choose.")
    assert code == "probe.still" or code not in codes(f"{answer[:-1]}, so I took him aside.")


@pytest.mark.parametrize(
    "answer",
    [
        "My boss said in front of all that it was my mistake. He apologised.",
        "They took it for my mistake. It was not, and I showed him the mail.",
        "I dropped the tray, and it was not my mistake.",
        "I was embarrassed for the customer.",
    ],
)
def test_what_is_done_differently_since_is_not_asked_where_nothing_is_regretted(answer: str) -> None:
    assert "probe.regret" not in codes(answer)
    assert "probe.regret" in codes("I dropped the tray, and it was my own mistake.")


@pytest.mark.parametrize(
    "answer",
    [
        "I heard on the phone that the board decided to close the plant, because it lost money.",
        "I know the owner picked the tiles, because they were cheap.",
        "I chose the small hall, as the big one costs four times as much.",
    ],
)
def test_another_way_is_asked_neither_of_what_others_decided_nor_where_it_was_told(answer: str) -> None:
    assert "probe.alternative" not in codes(answer)
    assert "probe.alternative" in codes("I talked to the cook and then chose the soup, because it keeps.")
