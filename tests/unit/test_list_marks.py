"""The marks of a list: whoever reads one takes the same away before an item, and nothing of the item."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview.core.list_marks import without_list_mark
from interview.core.own_questions import own_questions
from interview.core.profile import Profile
from interview.question_bank.bank import Topic
from interview.question_bank.packs.sheet import lined
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.sections import read_sections
from interview.text.excerpts import unmarked


def in_a_sheet(line: str) -> str:
    sheet = lined(f"question;what a good answer has\nWhy so?;{line}\n", "a", "A")
    return Topic.model_validate(sheet.content).questions[0].key_points[0]


def in_a_posting(line: str) -> str:
    return read_job(line, Profile()).requirements[0].line


def in_a_resume(line: str) -> str:
    return read_sections(f"Ana\n\nExperience\nAcme 2019 - 2021\n{line}")[-1].text


READERS: dict[str, Callable[[str], str]] = {
    "own question": lambda line: own_questions(line)[0],
    "sheet": in_a_sheet,
    "posting": in_a_posting,
    "excerpt": unmarked,
}
MARKS = ("- ", "* ", "• ", "•", "→ ", "✓ ", "– ", "1. ", "(2) ", "3)", "4、")


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("mark", [*MARKS, "- 5. ", "• • ", "a) ", "(b) "])
def test_every_reader_of_a_list_takes_the_same_marks_away(reader: Callable[[str], str], mark: str) -> None:
    assert reader(f"{mark}Experience with Kafka") == "Experience with Kafka"


@pytest.mark.parametrize("mark", MARKS)
def test_a_line_of_a_resume_has_the_same_marks(mark: str) -> None:
    assert in_a_resume(f"{mark}Experience with Kafka") == "Experience with Kafka"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "line",
    [
        "2.5 years with Kafka experience",
        "100 services on Kafka, experience",
        "Experience in 1) Kafka and 2) Redis",
        "1.2k requests a second on Kafka, experience",
    ],
)
def test_a_number_that_an_item_begins_with_stays(reader: Callable[[str], str], line: str) -> None:
    assert reader(line) == line


@pytest.mark.parametrize("line", ["-v says more", "*so* it is", "e.g. Kafka"])
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert without_list_mark(line) == line


@pytest.mark.parametrize("line", ["- ", "1.", " (2) ", "•", "##"])
def test_of_marks_alone_nothing_is_left(line: str) -> None:
    assert without_list_mark(line) == ""
