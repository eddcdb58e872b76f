from __future__ import annotations

import pytest

from interview.core.profile import Project, Skill
from interview.messages import Message
from interview.question_bank import reasons
from interview.text.excerpts import excerpt, on_one_line, one_line, unmarked


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("### Senior Engineer, Northwind", "Senior Engineer, Northwind"),
        ("- Built the import in Go", "Built the import in Go"),
        ("•  Built the import\n in Go", "Built the import in Go"),
        ("> - Built it", "Built it"),
        ("#hashtag -5 °C C# and C++", "#hashtag -5 °C C# and C++"),
        ("2. Built it", "Built it"),
        ("---", "---"),
        ("", ""),
    ],
)
def test_marks_of_lists_and_headings_are_left_out_and_words_kept(line, shown):
    assert unmarked(line) == shown


def test_a_long_line_is_cut_around_what_it_names():
    line = "- " + "early work " * 30 + "with Kafka " + "later work " * 30
    shown = excerpt(line, "Kafka", 60)
    assert "Kafka" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= 60


@pytest.mark.parametrize(
    ("line", "at_most", "shown"),
    [
        ("What is a join for?", 19, "What is a join for?"),
        ("What is a join for?", 12, "What is a…"),
        ("What is a join for?", 16, "What is a join…"),
        ("It collects garbage. How do you know?", 22, "It collects garbage…"),
        ("系统用 ThreadLocal 保存用户信息，线程池复用时出了问题，怎么查？", 24, "系统用 ThreadLocal 保存用户信息…"),
        ("后台订单列表用 LIMIT 翻页", 14, "后台订单列表用 LIMIT…"),
        ("后台订单列表用 LIMIT 翻页", 13, "后台订单列表用…"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_a_line_is_cut_between_words_or_chinese_signs_and_no_stop_stands_before_the_dots(line, at_most, shown):
    assert one_line(line, at_most) == shown
    assert len(on_one_line(line, at_most)) <= at_most


def test_a_reason_quotes_the_words_of_the_line_and_they_are_in_the_resume():
    resume = "## Work\n- Moved orders to Kafka\n### Lead Engineer, Northwind"
    kafka = Skill("Kafka", "- Moved orders to Kafka")
    assert reasons.for_skill(kafka, resume) == Message.of("reason.resume", line="Moved orders to Kafka")
    project = Project("Northwind", "### Lead Engineer, Northwind")
    assert reasons.for_project(project, resume) == Message.of("reason.resume", line="Lead Engineer, Northwind")


def test_an_item_of_a_list_that_was_broken_into_lines_is_quoted_whole() -> None:
    resume = (
        "RESULTS\n> Platform for 46 teams on Kubernetes; time to\n  first deployment from 23 days to 4 hours\n> Another"
    )
    found = reasons.for_skill(Skill("Kubernetes", "> Platform for 46 teams on Kubernetes; time to"), resume)
    line = "Platform for 46 teams on Kubernetes; time to first deployment from 23 days to 4 hours"
    assert found == Message.of("reason.resume", line=line)
