"""Pasted and decoded text: one clean form whatever it came as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview import beside
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.resume.files import plain
from interview.resume.files.normalise import normalise
from interview.resume.files.outcome import MAX_CHARACTERS, Refused
from interview.resume.read import QUICK_CHARS, read_pasted
from tests.fakes import NotedBeside

RESUME = "Ana Silva\nDeveloper | ana@example.com\n\nSkills\nPython, Redis\n\nExperience\nAcme (2019 - Present)"
CHINESE = (
    "林晓彤\n后端开发工程师\n五年开发经验,熟悉分布式系统与消息队列\n技能:缓存、数据库、容器编排\n教育背景:计算机科学"
)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("Py\x00th\u200bon", "Python"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("seen\U000e0049\U000e0067\U000e006e", "seen"),
        ("Ｐｙｔｈｏｎ oﬃce", "Python office"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07end", "red end"),
        ("Z\u0301\u0302\u0303\u0304\u0305\u0306algo", "\u0179\u0302\u0303algo"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\n\nb  \t c", "a\n\nb c"),
    ],
)
def test_what_cannot_be_seen_is_removed_and_lines_stay(given_text: str, clean: str) -> None:
    assert normalise(given_text) == clean


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert normalise(plain.read(RESUME.encode(encoding)).text) == RESUME


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_chinese_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert normalise(plain.read(CHINESE.encode(encoding)).text) == CHINESE


@pytest.mark.parametrize(
    "words", ["Résumé of Zoë Müller, née Desprès", "Müller désire prêter", "• Built “fast” – a café’s API"]
)
def test_western_text_is_not_taken_for_chinese_and_its_reading_is_said_to_be_a_guess(words: str) -> None:
    parsed = plain.read(words.encode("cp1252"))
    assert parsed.text == words
    assert parsed.guessed_encoding


def test_one_broken_byte_does_not_spoil_the_rest_of_utf_8() -> None:
    text = normalise(plain.read(CHINESE.encode()[:40] + b"\xff" + CHINESE.encode()[40:]).text)
    assert "分布式系统" in text


def test_a_character_cut_by_the_length_bound_does_not_change_the_encoding() -> None:
    assert plain.read(b"a" + "林".encode() * 300_000).text[:3] == "a林林"


def test_machine_code_is_not_text() -> None:
    with pytest.raises(Refused, match=Code.RESUME_FILE_TYPE_MISMATCH):
        plain.read(bytes(range(256)) * 20)


def test_pasted_text_is_cut_at_the_bound_and_the_owner_is_told() -> None:
    pasted = read_pasted(RESUME + " word" * MAX_CHARACTERS)
    assert len(pasted.text) <= MAX_CHARACTERS
    assert Message.of("resume.cut", characters=200_000) in pasted.notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.RESUME_FILE_EMPTY),
        (" \n\u200b\x00", Code.RESUME_FILE_EMPTY),
        ("Python developer", Code.RESUME_TOO_SHORT),
        ("简历", Code.RESUME_TOO_SHORT),
        ("- - - - -", Code.RESUME_TOO_SHORT),
    ],
)
def test_next_to_nothing_is_refused(text: str, code: Code) -> None:
    with pytest.raises(Invalid) as refusal:
        read_pasted(text)
    assert refusal.value.code == code


@pytest.mark.parametrize("text", [RESUME, CHINESE])
def test_a_resume_is_taken_without_a_remark(text: str) -> None:
    assert read_pasted(text).notes == ()


def test_other_text_is_taken_with_a_hint_that_it_is_no_resume() -> None:
    pasted = read_pasted("Whisk the eggs with sugar, fold in the flour and bake until golden.")
    assert pasted.notes == (Message.of("resume.no_resume"),)


def test_prose_that_tells_somebodys_work_is_taken_without_a_remark() -> None:
    told = "Luca Ferrante\nSous chef\n\nI run the pass four nights a week, lead nine people and write the weekly rota."
    assert read_pasted(told).notes == ()


def test_a_text_longer_than_any_resume_is_cleaned_beside_and_a_usual_one_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noting = NotedBeside()
    monkeypatch.setattr(beside, "_in_use", [noting])
    assert read_pasted(RESUME).text == RESUME
    assert noting.asked == 0
    long = (RESUME + "\nwords of work\n" * QUICK_CHARS)[: QUICK_CHARS + 1]
    assert read_pasted(long).text == normalise(long)
    assert noting.asked > 0


def test_a_text_that_is_not_cleaned_in_time_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_in_use", [NotedBeside(is_stuck=True)])
    with pytest.raises(Invalid) as refusal:
        read_pasted(RESUME + " word" * QUICK_CHARS)
    assert refusal.value.code == Code.RESUME_TOO_COMPLEX
