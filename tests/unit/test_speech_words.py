"""What the editor says about speech is named the same in Python and in JavaScript, and said in every language."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from interview.i18n.translate import words
from interview.web.answer_box.speech import speech_data
from interview.web.spoken import commands
from tests.builders import session

FOLDER = Path(__file__).resolve().parents[2] / "interview" / "web" / "answer_box"
SILENT = cast(Any, SimpleNamespace(speaker=None, transcriber=None))


def test_every_sentence_has_the_name_that_the_scripts_know():
    declared = re.search(r"@typedef \{([^}]*)\} SpeechWord", (FOLDER / "dictation.js").read_text())
    assert declared is not None
    said = speech_data(session(), SILENT, words("en"))["words"]
    assert set(re.findall(r'"(\w+)"', declared[1])) == set(said)
    used = "".join(file.read_text() for file in FOLDER.glob("*.js")).replace(declared[0], "")
    assert [name for name in said if not re.search(rf"\b{name}\b", used)] == []


def test_all_of_it_is_chinese_on_a_chinese_page_and_places_stay_for_the_scripts():
    english, chinese = (speech_data(session(), SILENT, words(language))["words"] for language in ("en", "zh"))
    for name, said in english.items():
        assert chinese[name] != said, name
        assert re.findall(r"\{\w+\}", chinese[name]) == re.findall(r"\{\w+\}", said), name


def test_a_recording_is_said_to_be_kept_only_where_there_is_one():
    said = speech_data(session(), SILENT, words("en"))["words"]
    assert "recording" in said["nothingHeardKept"]
    assert "recording" not in said["nothingHeard"]


def test_commands_are_those_of_the_interviews_language_and_the_english_ones():
    assert commands(words("zh")) == {"next": ["下一题", "next"], "wait": ["等一下", "wait"], "stop": ["停止", "stop"]}
