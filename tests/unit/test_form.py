from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.messages import Message
from interview.scorer.form import SHORT_STORY, advice

PLAIN = "An index is a sorted structure. It lets the engine find rows quickly. Each write has to keep it up to date."
FRAGMENTS = "Sorted structure. Rows quickly. Slow writes. More disk."
ENDLESS = " and ".join(["the engine goes to the index and takes the row"] * 12) + "."


def test_plain_sentences_get_no_remark() -> None:
    assert advice(PLAIN) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRAGMENTS, "feedback.fragments"),
        (f"{PLAIN} {PLAIN} {PLAIN}", "feedback.repetition"),
        (ENDLESS, "feedback.long_sentences"),
    ],
)
def test_what_is_hard_to_follow_is_named(text: str, code: str) -> None:
    assert advice(text) == Message.of(code)


def test_one_remark_is_made_and_whole_sentences_come_first() -> None:
    assert advice(f"{FRAGMENTS} {FRAGMENTS} {ENDLESS}") == Message.of("feedback.fragments")


def test_one_fragment_among_sentences_is_fine() -> None:
    assert advice(f"Right, so. {PLAIN}") is None


def test_a_text_without_marks_is_not_told_that_its_sentence_is_long() -> None:
    assert advice(ENDLESS.rstrip(".")) is None


def test_length_spelling_and_articles_do_not_count() -> None:
    foreign = "Index is sorted structur. It lets engine find rows quikly. Each write have to keep it up to date."
    assert advice(foreign) is None
    told = [f"On day {day} I read the log and found that server {day} refused calls." for day in range(40)]
    assert advice(" ".join(told)) is None


@given(st.lists(st.sampled_from([PLAIN, FRAGMENTS, ENDLESS]), min_size=1, max_size=5))
def test_saying_it_all_again_never_makes_it_easier_to_follow(parts: list[str]) -> None:
    text = " ".join(parts)
    assert advice(f"{text} {text}") is not None
    if advice(text) == Message.of("feedback.fragments"):
        assert advice(f"{text} {text}") == advice(text)


CODE = {
    "YAML": "name: ci\non: push\njobs:\n  build:\n    runs-on: ubuntu\n    steps:\n      - uses: checkout",
    "shell": "cd /srv/app\ngit pull\nmake build\nsystemctl restart app",
    "SQL": "SELECT name\nFROM customers\nWHERE city = 'Oslo'\nGROUP BY name",
    "notes": "- cache in front of db\n- ttl 5 min\n- jitter\n- metrics first",
}


@pytest.mark.parametrize("code", CODE.values(), ids=CODE)
@pytest.mark.parametrize("fence", ["{}", "```\n{}\n```"])
def test_nobody_is_told_to_write_lines_of_code_or_notes_as_whole_sentences(code: str, fence: str) -> None:
    assert advice(f"I would first look at what is there. Then I run this.\n\n{fence.format(code)}") is None


LISTS = {
    "numbered": "1. I switch the feeder off in the switchboard.\n2. I lock it with my own padlock.\n"
    "3. At the motor I test all phases with a two-pole tester\n4. I earth it if it's a big one.\n5. I cover the rest.",
    "lettered": "a. Ask first.\nb. Then I look at the chart and the band.\nc. Then I sign for it and put it away.",
    "questions": "describe pod first\nOOMKilled?\nlogs of the one before\nmissing?\nimage tag right?\nrollback then",
    "short": "First I greet. Then I ask. Then I listen. Then I repeat. Then I thank.",
    "shortened": "I'd ask first. I'd wait. We’d check again. They’re late. It's fine.",
    "orders": "Stop the line. Tell the lead. Check the guard. Wait.",
    "orders in turn": "First isolate power. Then lock it off. Test both phases. Inform your lead.",
    "two words": "Not really sure. Something with certificates.",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_nobody_is_told_to_write_short_sentences_or_a_list_as_whole_sentences(text: str) -> None:
    assert advice(text) is None


def test_phrases_that_end_like_sentences_are_still_named_beside_code() -> None:
    assert advice(f"{FRAGMENTS}\n\n{CODE['shell']}") == Message.of("feedback.fragments")


def test_of_a_story_alone_it_is_said_that_it_is_short() -> None:
    words = ["and", "we", "moved", "the", "shelves"] * SHORT_STORY
    short, told = (" ".join(words[:count]) + "." for count in (SHORT_STORY - 1, SHORT_STORY))
    assert advice(short, is_story=True) == Message.of("feedback.short_story")
    assert advice(short) != Message.of("feedback.short_story")
    assert advice(told, is_story=True) != Message.of("feedback.short_story")
    assert advice("we moved the shelves and it was done", is_story=True) == Message.of("feedback.short_story")
    assert advice(FRAGMENTS, is_story=True) == Message.of("feedback.fragments")
    assert advice(f"{PLAIN} {PLAIN}", is_story=True) == Message.of("feedback.repetition")
