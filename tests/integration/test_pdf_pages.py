"""The PDF to send: at most two pages before the appendix, however long the texts are, well filled by short ones."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from interview.core.grading import Verdict
from interview.core.key_point import statements
from interview.core.posting import JobPosting
from interview.core.report import Report
from interview.documents import exports, printed
from interview.documents.pdf import Paper
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from tests.report_builders import GOOD, graded, report, session, turn

pytestmark = pytest.mark.slow

WORDS = {
    "en": (
        "Tell me about a time when a database query in production became slow under load, and how you found out why, "
        "step by step, and what you changed?",
        "First I looked at the query plan with EXPLAIN, which showed that the whole table was read for every request. "
        "Then I added an index on the two columns used in the filter, and it went from nine seconds to one.",
        "Look at the query plan first, because it says where the time goes, and decide only then if an index helps",
        "query plan with EXPLAIN",
        "Appendix",
    ),
    "zh": (
        "请讲一次你在项目里处理线上数据库变慢的经历，你当时是怎么一步一步排查的，最后结果怎么样，你从中学到了什么？",
        "我先看了查询计划，发现它扫描了整张表。然后我加了一个与过滤条件相符的索引，查询从九秒降到了一秒。",
        "先看查询计划，弄清楚时间花在哪里，再决定要不要加索引，不要凭感觉猜",
        "发现它扫描了整张表",
        "附录",
    ),
}
VERDICTS = ((Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED), (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.MISSED))


def long_report(language: str, questions: int) -> Report:
    asked, said, point, quote, _ = WORDS[language]
    question = replace(GOOD, text=asked, key_points=statements(f"{point} 1", f"{point} 2", f"{point} 3"))
    turns = [turn(n, said, follow_up, question) for n in range(questions) for follow_up in range(3)]
    grades = [graded(t, VERDICTS[t.position.main % 2], quotes=(quote, "", "")) for t in turns]
    job = JobPosting("Senior backend engineer for payments, refunds, invoices, exchange rates and all near them")
    return report(session(turns, language=language, resume_name="long name " * 30, job=job, predicted_score=3), grades)


def pages(language: str, questions: int, paper: Paper) -> list[str]:
    content, _ = exports.render("pdf", long_report(language, questions), [], paper=paper)
    document = pypdfium2.PdfDocument(content)
    return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


@pytest.mark.parametrize(
    ("questions", "in_front", "language", "paper"),
    [
        pytest.param(
            *size,
            language,
            paper,
            marks=[] if (language == "en") == (paper == "A4") and size[0] in (1, 10) else pytest.mark.long,
        )
        for size in ((1, 2), (5, 2), (10, 2), (24, 3))
        for language in ("en", "zh")
        for paper in ("A4", "Letter")
        if size[0] < 24 or (language, paper) in (("en", "A4"), ("zh", "A4"))
    ],
)
def test_at_most_two_pages_stand_before_the_appendix_and_three_before_a_very_long_one(
    language: str, questions: int, in_front: int, paper: Paper
) -> None:
    found = pages(language, questions, paper)
    starts = [number for number, text in enumerate(found) if text.strip().startswith(WORDS[language][4])]
    assert len(starts) == 1
    assert starts[0] <= in_front


@pytest.mark.parametrize(
    ("language", "first"), [pytest.param("en", "Question by question", marks=pytest.mark.long), ("zh", "逐题评价")]
)
def test_the_appendix_begins_with_the_questions_and_breaks_no_page_for_what_follows(language: str, first: str) -> None:
    later = {"en": "How the score comes about", "zh": "分数是怎么来的"}[language]
    starts = []
    for questions in (1, 2, 3):
        found = pages(language, questions, "A4")
        appendix = next(page for page in found if page.strip().startswith(WORDS[language][4]))
        assert first in appendix
        starts += [page.strip().startswith(later) for page in found if later in page]
    # By chance one of them may end with a page.
    assert len(starts) == 3
    assert not all(starts)


def test_the_score_of_a_follow_up_is_called_so() -> None:
    made = long_report("en", 1)
    (group,) = report_view(made, ENGLISH).groups
    assert printed.follow_up_marks(ENGLISH, group[:2]) == f"Score of the follow-up: {group[1].mark}"
    assert printed.follow_up_marks(words("zh"), group) == f"追问得分：{group[1].mark}、{group[2].mark}"
    assert printed.follow_up_marks(ENGLISH, group[:1]) == ""


def test_the_second_page_has_a_row_for_each_question_with_its_score_and_one_sentence() -> None:
    made = long_report("en", 10)
    text = " ".join(pages("en", 10, "A4")[1].split())
    for number in range(1, 11):
        assert f"{number}. Tell me about a time" in text
    assert text.count("may have said the opposite") == 5
    assert text.count(str(made.grades[made.session.turns[0].position].scores.number)) >= 5  # type: ignore[union-attr]


QUESTIONS = ("Why is a query slow?", "What does an index cost?", "When would you leave an index out?")
FOOT = 60  # The last points of a page, where the name of the resume and its number stand.


def short_report(questions: int) -> Report:
    turns = [turn(n, question=replace(GOOD, text=QUESTIONS[n % 3])) for n in range(questions)]
    kinds = ((Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED), (Verdict.COVERED,) * 3, (Verdict.MISSED,) * 3)
    grades = [graded(t, kinds[t.position.main % 3], quotes=("measure the query", "", "")) for t in turns]
    return report(session(turns), grades)


def filled(content: bytes, page: int) -> float:
    """How far down the last word of a page stands, its foot aside, as a part of the page."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"]
    found = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    [height] = map(float, re.findall(r'<page width="[\d.]+" height="([\d.]+)"', found))
    ends = map(float, re.findall(r'<word .*yMax="([\d.]+)"', found))
    return max(end for end in ends if end < height - FOOT) / height


@pytest.mark.parametrize("questions", [5, *(pytest.param(each, marks=pytest.mark.long) for each in (3, 10))])
def test_the_second_page_is_at_least_half_filled_by_three_to_ten_short_answers(questions: int) -> None:
    content, _ = exports.render("pdf", short_report(questions), [], paper="A4")
    assert filled(content, 1) >= 0.5
    assert filled(content, 2) >= 0.5


def test_one_answer_is_told_on_one_page_with_its_row_of_the_table() -> None:
    content, _ = exports.render("pdf", short_report(1), [])
    first, second = (pypdfium2.PdfDocument(content)[number].get_textpage().get_text_bounded() for number in (0, 1))
    assert "At a glance" in first
    assert f"1. {QUESTIONS[0]}" in first
    assert second.startswith("Appendix")


def said_of_all(found: Sequence[str]) -> dict[str, list[int]]:
    """On which pages the headings of what is said of the whole interview stand."""
    headings = ("Key strengths", "To improve", "What to practise next")
    return {heading: [n for n, text in enumerate(found) if heading in text] for heading in headings}


def test_what_is_said_of_the_whole_interview_stands_in_front_or_in_the_appendix_and_never_twice() -> None:
    content, _ = exports.render("pdf", short_report(3), [])
    document = pypdfium2.PdfDocument(content)
    found = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    assert said_of_all(found) == {"Key strengths": [1], "To improve": [1], "What to practise next": [1]}
    assert not any("More about the whole interview" in text for text in found)

    found = pages("en", 5, "A4")
    assert [len(where) for where in said_of_all(found).values()] == [1, 1, 1]
    assert all(where[0] > 1 for where in said_of_all(found).values())


@pytest.mark.parametrize(
    ("language", "questions"), [("en", 4), ("zh", 5), pytest.param("en", 8, marks=pytest.mark.long)]
)
def test_the_longest_sentences_begin_no_third_page(language: str, questions: int) -> None:
    asked, said, point, quote, _ = WORDS[language]
    said = said.replace(". ", ", ").replace("。", "，", 1)
    question = replace(GOOD, text=asked * 2, key_points=statements(f"{point} {point}", f"{point} 2 {point}", "c"))
    turns = [turn(n, said, follow_up, question) for n in range(questions) for follow_up in range(2)]
    made = report(session(turns, language=language), [graded(t, VERDICTS[0], quotes=(quote, "", "")) for t in turns])
    content, _ = exports.render("pdf", made, [], paper="Letter")
    assert pypdfium2.PdfDocument(content)[2].get_textpage().get_text_bounded().startswith(WORDS[language][4])


TOP, BOTTOM = 24 / 297, 273 / 297  # Where the words of a page begin and end, as parts of an A4 page.
HEADINGS = {
    "en": ("Your answer", "Feedback", "Key points", "Reference answer", "How the score comes about"),
    "zh": ("你的回答", "反馈", "要点", "参考答案", "分数是怎么来的"),
}


def report_of_middling_answers(language: str) -> Report:
    asked, said, point, quote, _ = WORDS[language]
    turns = []
    for number in range(15):
        question = replace(
            GOOD,
            text=asked if number % 2 else asked[: len(asked) // 3],
            key_points=statements(f"{point} 1", f"{point} 2", f"{point} 3"),
            reference_answer=said * (1 + number * 5 % 7),
        )
        turns.append(turn(number // 3, said * (1_150 // len(said)), number % 3, question))
    grades = [graded(t, VERDICTS[t.position.main % 2], quotes=(quote, "", "")) for t in turns]
    return report(session(turns, language=language), grades)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_no_page_of_the_appendix_is_left_half_empty_for_what_would_not_be_parted(language: str) -> None:
    content, _ = exports.render("pdf", report_of_middling_answers(language), [], paper="A4")
    document = pypdfium2.PdfDocument(content)
    texts = [document[number].get_textpage().get_text_bounded(bottom=FOOT).strip() for number in range(len(document))]
    first = next(number for number, text in enumerate(texts) if text.startswith(WORDS[language][4]))
    for number in range(first, len(texts) - 1):
        white = (BOTTOM - filled(content, number + 1)) / (BOTTOM - TOP)
        assert white < 0.3, f"page {number + 1}"
        assert texts[number].splitlines()[-1].strip() not in HEADINGS[language], f"page {number + 1}"
