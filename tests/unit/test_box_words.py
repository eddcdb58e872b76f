"""The answer box has no words of its own: all that it says comes in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview.i18n.translate import words
from interview.web.answer_box.box_words import box_words

FOLDER = Path(__file__).resolve().parents[2] / "interview" / "web" / "answer_box"
HTML = (FOLDER / "answer_box.html").read_text()
# Speaking has words of its own still.
SCRIPTS = [file for file in FOLDER.glob("*.js") if file.name != "speaking.js"]
KEYS = set(box_words(words("en")))
FRAGILE = "_fragile"


def test_every_word_of_the_html_is_handed_over():
    drawn = re.findall(r">([^<]+)<|(?:aria-label|placeholder)=\"([^\"]*)\"", HTML)
    texts = [text.strip() for pair in drawn for text in pair if text.strip(" \n·")]
    assert len(texts) > 15
    for text in texts:
        assert re.fullmatch(r"(\{\w+\}\s*)+", text), text
    assert {key for text in texts for key in re.findall(r"\{(\w+)\}", text)} <= KEYS


def test_every_key_that_a_script_asks_for_has_words_and_every_one_is_asked_for():
    source = "\n".join(file.read_text() for file in SCRIPTS)
    asked = set(re.findall(r"(?:words\.of|\bkept)\(\s*\"(\w+)\"", source))
    assert len(asked) > 30
    assert asked <= KEYS
    known = set(re.findall(r"\"(\w+)\"", source)) | set(re.findall(r"\{(\w+)\}", HTML))
    composed = {"older_tab_at", "other_tab_at", *(key for key in KEYS if key.endswith(FRAGILE))}
    named_by_the_server = {"last_but_for_a_follow_up", "last_in_real_mode"}
    assert KEYS - known == composed | named_by_the_server


@pytest.mark.parametrize(("language", "browser"), [("en", "browser"), ("zh", "浏览器")])
def test_where_this_browser_keeps_nothing_no_sentence_says_that_it_does(language: str, browser: str):
    said = box_words(words(language))
    calls = re.findall(r"(?:\bk|sayK)ept\(([^)]*)\)", "\n".join(file.read_text() for file in SCRIPTS))
    asked = {key for call in calls for key in re.findall(r"\"(\w+)\"", call)}
    assert len(asked) > 5
    assert {f"{key}{FRAGILE}" for key in asked} == {key for key in said if key.endswith(FRAGILE)}
    assert [key for key in said if key.endswith(FRAGILE) and browser in said[key]] == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_sentence_stands_in_a_script(file: Path):
    code = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)|(?m:\s//\s.*$)", "", file.read_text(), flags=re.S)
    said = re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", code)
    sentences = [text for pair in said for text in pair if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", text)]
    assert sentences == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_places_for_values_are_the_same_in_every_language(language: str):
    english, said = box_words(words("en")), box_words(words(language))
    for key, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", said[key])), key


@pytest.mark.parametrize(
    ("language", "other", "earlier"), [("en", "another question", "earlier"), ("zh", "另一道题", "之前")]
)
def test_words_that_are_left_may_be_of_a_later_question(language: str, other: str, earlier: str):
    said = box_words(words(language))
    for key in ("leftover_region", "leftover_told"):
        assert other in said[key]
        assert earlier not in said[key]
