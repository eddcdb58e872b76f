"""Marks find the words they were made of, as words of their own, and say nothing to a reader."""

from __future__ import annotations

import pytest

from interview.resume.own_details import own_marks
from interview.text.contacts import Detail
from interview.text.marks import Marked, marks_of
from tests.unit.test_disguise import CHINESE, ENGLISH, GERMAN

FORMS = {"Jane Doe": Detail.NAME, "Jane": Detail.NAME, "O'Brien": Detail.NAME, "王小明": Detail.NAME}


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in Marked(marks_of(FORMS)).find(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I am Jane Doe.", ["Jane Doe", "Jane"]),
        ("(Jane) said O'Brien's", ["Jane", "O'Brien"]),
        ("Janet and Jane_2 and jane", []),
        ("我叫王小明，王小", ["王小明"]),
        ("", []),
    ],
)
def test_words_are_found_whole_and_as_they_were_written(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_a_mark_has_a_kind_a_length_and_nothing_of_the_word() -> None:
    for mark, form in zip(marks_of(FORMS), FORMS, strict=True):
        kind, length, salt, hashed = mark.split(":")
        assert (kind, int(length), len(salt), len(hashed)) == ("NAME", len(form), 16, 32)
        assert form not in mark


def test_marks_of_two_resumes_have_nothing_in_common() -> None:
    assert not set(marks_of(FORMS)) & set(marks_of(FORMS))


@pytest.mark.parametrize(("resume", "name"), [(ENGLISH, "Jane Doe"), (CHINESE, "王小明"), (GERMAN, "Max")])
def test_a_resume_marks_whose_it_is(resume: str, name: str) -> None:
    text = f"{name} here"
    assert (0, len(name), Detail.NAME) in Marked(own_marks(resume)).find(text)
