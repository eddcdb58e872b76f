"""The PDF to send: two pages in front of the appendix, however long the names, questions and answers are."""

from __future__ import annotations

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
    job = JobPosting("Senior backend engineer for payments and everything else that has to do with them " * 2)
    return report(session(turns, language=language, resume_name="long name " * 30, job=job, predicted_score=3), grades)


def pages(language: str, questions: int, paper: Paper) -> list[str]:
    content, _ = exports.render("pdf", long_report(language, questions), [], paper=paper)
    document = pypdfium2.PdfDocument(content)
    return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("questions", "in_front"), [(1, 2), (5, 2), (10, 2), (24, 3)])
def test_two_pages_stand_before_the_appendix_and_three_at_the_most(
    language: str, questions: int, in_front: int, paper: Paper
) -> None:
    found = pages(language, questions, paper)
    starts = [number for number, text in enumerate(found) if text.strip().startswith(WORDS[language][4])]
    assert starts == [in_front]


@pytest.mark.parametrize(("language", "first"), [("en", "Question by question"), ("zh", "逐题评价")])
def test_the_appendix_begins_with_the_questions_and_breaks_no_page_for_what_follows(language: str, first: str) -> None:
    later = {"en": "How the score comes about", "zh": "分数是怎么来的"}[language]
    starts = []
    for questions in (1, 2, 3):
        found = pages(language, questions, "A4")
        assert first in found[2]
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
    assert text.count("wrong way round") == 5
    assert text.count(str(made.grades[made.session.turns[0].position].scores.number)) >= 5  # type: ignore[union-attr]
