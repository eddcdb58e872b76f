"""Other wordings of key points: that the whole bank has them, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from interview.core.key_point import StoryPart, statements, story
from interview.core.question import QuestionKind
from interview.question_bank.bank import load_bank
from interview.scorer.claims import MEANINGS
from interview.scorer.other_wordings import FOLDER, OtherWordings, other_wordings, read
from interview.scorer.verdict_model import Floats
from interview.scorer.wordings import says, wordings

FINDS, COSTS = POINTS = ("An index finds rows without reading the table", "Every write also updates the index")
OTHERS = {
    FINDS: OtherWordings("No full scan is needed", "All rows are read one by one"),
    COSTS: OtherWordings("Inserts must keep it current", "Inserts get faster with it"),
}
REFERENCE = "The engine jumps to the rows."
MISCONCEPTION = "An index costs nothing."
NOTHING = (0.001, 0.001, 0.998)


class Scripted:
    """A judge that knows what it says of (point, sentence): states, contradicts, neither."""

    def __init__(self, said: Mapping[tuple[str, str], tuple[float, float, float]]) -> None:
        self._said = said
        self.read: list[tuple[str, ...]] = []

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        self.read.append(tuple(points))
        return np.array([[self._said.get((p, s), NOTHING) for s in sentences] for p in points], np.float32)


def test_every_key_point_that_is_a_statement_has_other_wordings_and_no_other_has_some() -> None:
    skills = [topic for topic in load_bank().topics if topic.kind is QuestionKind.SKILL]
    questions = [question for topic in skills for question in topic.questions]
    points = {point for question in questions for point in question.key_points}
    points |= {point for question in questions for each in question.follow_ups for point in each.key_points}
    assert sorted(points - set(other_wordings())) == []
    assert sorted(set(other_wordings()) - points) == []


def test_no_wording_is_that_of_another_key_point_of_its_question() -> None:
    seen: dict[tuple[str, str], str] = {}
    for path in FOLDER.glob("*.txt"):
        for question, point, found in read(path):
            texts = {text.casefold() for text in (point, found.same, found.wrong)}
            assert len(texts) == 3, point
            assert {seen.setdefault((question, text), point) for text in texts} == {point}


@pytest.mark.parametrize(
    "text",
    [
        "# a\n## A point\n+ Said so\nand more\n",
        "# a\n## A point\n! Wrong\n+ Said so\n",
        "# a\n## A point\n+ Said so",
        "## A point\n+ Said so\n! Wrong",
    ],
)
def test_a_key_point_without_both_wordings_is_named_by_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "topic.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"topic\.txt, line \d"):
        list(read(tmp_path / "topic.txt"))


def test_who_states_a_wrong_wording_contradicts_the_point_and_the_geometric_mean_of_all_counts() -> None:
    judge = Scripted(
        {
            (FINDS, "S"): (0.5, 0.25, 0.25),
            (OTHERS[FINDS].same, "S"): (0.4, 0.2, 0.4),
            (OTHERS[FINDS].wrong, "S"): (0.1, 0.8, 0.1),
        }
    )
    said = says(judge, wordings(judge, "Why?", statements(*POINTS), "", (), OTHERS), ["S"])
    means = np.cbrt([0.5 * 0.4 * 0.8, 0.25 * 0.2 * 0.1, 0.25 * 0.4 * 0.1])
    assert said[0, 0] == pytest.approx(means / means.sum())
    assert said[1, 0] == pytest.approx(NOTHING, abs=1e-6)


def test_wordings_of_one_point_are_never_read_together_and_all_are_read_in_some_order() -> None:
    judge = Scripted({})
    says(judge, wordings(judge, "Why?", statements(*POINTS), "", (), OTHERS), ["S"])
    same, wrong = (tuple(getattr(OTHERS[point], kind) for point in POINTS) for kind in ("same", "wrong"))
    assert judge.read == [POINTS, POINTS[::-1], same, wrong[::-1]]


def test_a_point_without_another_beside_it_is_read_once() -> None:
    judge = Scripted({})
    says(judge, wordings(judge, "Why?", statements(FINDS), "", (), {}), ["S"])
    assert judge.read == [(FINDS,)]


class FirstIsSurer(Scripted):
    """A judge that is surer of the point that stands first."""

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        sure, open_ = (0.9, 0.05, 0.05), (0.4, 0.3, 0.3)
        return np.array([[sure if point == points[0] else open_ for _ in sentences] for point in points], np.float32)


def test_what_is_said_of_a_point_does_not_depend_on_where_it_stands() -> None:
    judge = FirstIsSurer({})
    one, other = (
        says(judge, wordings(judge, "Why?", statements(*points), "", (), {}), ["S"])
        for points in (POINTS, POINTS[::-1])
    )
    assert one == pytest.approx(other[::-1])
    assert one[0] == pytest.approx(one[1])


def test_where_nobody_wrote_some_reference_and_misconceptions_are_the_other_wordings() -> None:
    judge = Scripted({(FINDS, REFERENCE): (0.9, 0.05, 0.05), (COSTS, MISCONCEPTION): (0.1, 0.8, 0.1)})
    known = wordings(judge, "Why?", statements(*POINTS), REFERENCE, [MISCONCEPTION], {})
    assert (known.same, known.wrong, known.written_for) == ((REFERENCE, ""), ("", MISCONCEPTION), False)


def test_a_question_counts_as_written_for_where_each_of_its_points_is() -> None:
    judge = Scripted({})
    assert wordings(judge, "Why?", statements(*POINTS), "", (), OTHERS).written_for
    assert not wordings(judge, "Why?", statements(*POINTS), "", (), {FINDS: OTHERS[FINDS]}).written_for


def test_parts_of_a_story_are_read_by_their_meaning_alone() -> None:
    judge = Scripted({})
    says(judge, wordings(judge, "Tell me.", (story(StoryPart.RESULT),), "We won.", (), other_wordings()), ["S"])
    meanings = tuple(MEANINGS.values())
    assert judge.read == [meanings, meanings[::-1]]
