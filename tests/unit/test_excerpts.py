from __future__ import annotations

import pytest

from interview.core.profile import Project, Skill
from interview.messages import Message
from interview.question_bank import reasons
from interview.text.excerpts import excerpt, unmarked


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("### Senior Engineer, Northwind", "Senior Engineer, Northwind"),
        ("- Built the import in Go", "Built the import in Go"),
        ("•  Built the import\n in Go", "Built the import in Go"),
        ("> - Built it", "Built it"),
        ("#hashtag -5 °C C# and C++", "#hashtag -5 °C C# and C++"),
        ("2. Built it", "2. Built it"),
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


def test_a_reason_quotes_the_words_of_the_line_and_they_are_in_the_resume():
    resume = "## Work\n- Moved orders to Kafka\n### Lead Engineer, Northwind"
    kafka = Skill("Kafka", "- Moved orders to Kafka")
    assert reasons.for_skill(kafka, resume) == Message.of("reason.resume", line="Moved orders to Kafka")
    project = Project("Northwind", "### Lead Engineer, Northwind")
    assert reasons.for_project(project, resume) == Message.of("reason.resume", line="Lead Engineer, Northwind")
