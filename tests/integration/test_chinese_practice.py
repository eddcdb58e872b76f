"""A Chinese resume and no model: asked in Chinese, nothing judged that cannot be read, marked by the person."""

from __future__ import annotations

import json
import re

import pytest

from interview.core.comparability import Scale
from interview.core.grading import Outcome, Settled, Verdict
from interview.core.identity import CANDIDATE
from interview.core.options import InterviewOptions
from interview.core.question import FollowUpKind
from interview.core.rounds import Round
from interview.documents import exports
from interview.practice.interviewer import PracticeInterviewer
from interview.text.languages import is_chinese
from interview.trends import tables
from interview.web.schemas.reports import exported
from tests.integration.test_candidate import ME
from tests.unit.test_translate import printed

pytestmark = pytest.mark.sqlite_first

RESUME = """张伟
高级Java后端工程师
工作经历
云帆科技有限公司 高级后端工程师 (2021年6月 - 至今)
- 负责订单系统重构，把下单接口的P99从800毫秒降到120毫秒
- 带领4人小组完成支付网关迁移
海拓信息 Java工程师 (2017年7月 - 2021年5月)
- 用Spring Boot和MySQL开发会员系统，日活30万
专业技能
Java, Spring Boot, MySQL, Redis
"""
ANSWER = "我先看监控，发现慢查询占了大头，于是给订单号加了索引，又把库存扣减放进缓存，压测以后延迟降了八成。"


@pytest.fixture
def interviewer() -> PracticeInterviewer:
    return PracticeInterviewer()


@pytest.fixture
def services(make_services, sqlite_url):
    return make_services(sqlite_url)


def create(services, **options):
    wanted = InterviewOptions(**options)
    return services.creation.create(
        ME, "visitor", question_count=6, follow_up_count=1, resume_text=RESUME, options=wanted
    ).session


def graded(services):
    session = create(services)
    for index in range(3):
        services.candidate.submit_answer(ME, session.id, index, ANSWER)
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w1")
    return services.evaluator.report(ME, session.id)


def test_a_chinese_resume_gets_a_chinese_interview_half_of_it_about_its_own_lines(services):
    session = create(services)
    assert session.language == "zh"
    texts = [turn.question.text for turn in session.turns]
    assert len(texts) == 6
    assert all(map(is_chinese, texts))
    assert sum("你的简历里写到" in text for text in texts) == 3


def test_follow_ups_are_chinese_too(services):
    session = create(services)
    after = services.candidate.submit_answer(ME, session.id, 0, "不知道")
    assert is_chinese(after.current.question.text)
    assert after.current.position.is_follow_up


def test_a_long_chinese_answer_is_not_taken_for_an_honest_no(services):
    session = create(services)
    told = f"这个系统我以前没用过，所以先花了一周看代码。{ANSWER}{ANSWER}最后上线很顺利，大家都松了一口气。"
    after = services.candidate.submit_answer(ME, session.id, 0, told)
    assert after.current.position.is_follow_up
    assert after.current.question.follow_up.kind is not FollowUpKind.EASIER


def test_a_phone_screen_begins_with_the_introduction(services):
    texts = [turn.question.text for turn in create(services, round=Round.PHONE).turns]
    assert "自我介绍" in texts[0]


def test_no_chinese_answer_is_judged_and_there_is_no_number_before_the_person_marked_it(services):
    report = graded(services)
    found = [grade for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert found
    assert {point.verdict for grade in found for point in grade.points} == {Verdict.UNSURE}
    assert report.totals.overall is None
    assert report.summary.strengths == ()


def test_marks_of_the_person_make_the_score(services):
    report = graded(services)
    for index, turn, grade in report.lines():
        if grade is not None and grade.outcome is Outcome.GRADED:
            for point in turn.question.key_points:
                report = services.evaluator.settle(ME, report.session.id, index, point.id, Settled.SAID)
    parts = [grade.scores.highest for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert parts == [100] * len(parts)
    assert report.totals.overall is not None
    assert report.graded_by == (CANDIDATE,)
    [point] = services.analytics.points(ME)
    assert Scale.of_code(point.measure).graded_by == (CANDIDATE,)
    [row] = tables.interviews([point], tables.exact)
    assert (row["Measured with"], row["Before your own marks"]) == ("Own marks", "none")
    told = json.loads(exported(report))
    assert told["gradedBy"] == ["candidate"]
    assert {"candidate"} == {each["gradedBy"] for each in told["questions"] if each["outcome"] == "graded"}


def test_the_report_as_pdf_and_text_is_chinese(services):
    report = graded(services)
    for format in ("md", "pdf"):
        content, _ = exports.render(format, report, [], {})
        text = content.decode() if format == "md" else printed(content)
        told = [
            (turn.question.text, turn.question.category, turn.question.reference_answer, turn.question.misconceptions)
            for turn in report.session.turns
        ]
        known = set(re.findall(r"[A-Za-z]{2,}", f"{told} {RESUME}"))
        # Of the session's number the PDF has a part, which may end between two letters.
        left = {word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in report.session.id} - known
        assert left <= {"UTC", "Mock", "Interview", "md"}, format
        assert "中文题目的回答不会被评判" in text
