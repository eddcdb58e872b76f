"""What is learned of lines holds for the judge that it was fitted with, and without one rules stand in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview.core.forgetting import forget_texts
from interview.errors import Code, Failed
from interview.messages import Message
from interview.practice import line_forms, line_meaning, line_worth
from interview.practice.line_meaning import meaning
from interview.practice.question_fit import QuestionFit
from interview.question_bank.bank import load_bank
from interview.scorer import judge as judges
from interview.scorer import meanings
from interview.scorer.meanings import LINE_FORMS, LINE_WORTH, QUESTION_FIT, beside, fitted, judge_named, read, write
from interview.scorer.weights_version import CARD
from training.resume_lines.of_meanings import MadeOf, regressions

LINE = "Cut the waste of the cold counter from 9% to 4% in a year"


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    def forget():
        forget_texts()
        fitted.cache_clear()
        line_meaning._judge.cache_clear()

    forget()
    yield
    forget()


@pytest.mark.parametrize("path", [LINE_FORMS, LINE_WORTH, QUESTION_FIT])
def test_each_model_was_fitted_with_the_judge_in_place(path: Path) -> None:
    assert fitted(path) is not None
    assert read(path).judge == judge_named()


def test_with_another_judge_in_place_nothing_is_told_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "judge_named", lambda: "another")
    assert line_forms.how_well(LINE) == {}
    assert line_worth.worth(LINE) is None


def test_with_a_judge_that_cannot_be_read_questions_are_chosen_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def damaged(*_):
        asked.append(1)
        raise Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.encoder_damaged"))

    monkeypatch.setattr(judges, "judge", damaged)
    for line in (LINE, "Fed 240 calves, mornings and evenings"):
        assert meaning(line) is None
        assert line_forms.how_well(line) == {}
        assert line_worth.worth(line) is None
    [topic] = [each for each in load_bank().topics if each.topic == "nursing"]
    assert QuestionFit([LINE, LINE]).allows(topic, topic.questions[0])
    # It is large, and reading it again would not help.
    assert len(asked) == 1


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_a_model_that_is_missing_or_damaged_is_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.npz"
    if content is not None:
        path.write_bytes(content)
    assert fitted(path) is None
    path.write_bytes(LINE_WORTH.read_bytes()[:-40])
    fitted.cache_clear()
    assert fitted(path) is None


@pytest.mark.parametrize("card", [None, "", "{}", "[]"])
def test_a_card_that_is_missing_or_damaged_leaves_the_rules(
    tmp_path: Path, card: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if card is not None:
        (tmp_path / CARD).write_text(card, encoding="utf-8")
    monkeypatch.setattr(meanings, "judge_named", lambda: judge_named(tmp_path))
    assert fitted(LINE_FORMS) is None
    assert line_forms.how_well(LINE) == {}


def test_a_model_is_kept_with_what_it_was_fitted_on(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    seen = rng.normal(size=(40, 6)).astype(np.float32)
    said = seen[:, :2] > 0
    model = regressions(seen, said, ["one", "two"], MadeOf("a judge", "these"))
    path = tmp_path / "model.npz"
    write(path, model)
    kept = read(path)
    assert (kept.names, kept.texts, kept.judge) == (("one", "two"), "these", "a judge")
    assert np.allclose(kept.often, said.mean(0))
    one = kept.shares(seen[0])
    assert one.keys() == {"one", "two"}
    assert np.allclose([*one.values()], [*model.shares(seen[0]).values()], atol=1e-3)


def test_a_text_is_put_beside_the_mean_of_others_by_direction_alone() -> None:
    text, others = np.array([3.0, 4.0], np.float32), [np.array([0.0, 1.0]), np.array([0.0, 3.0])]
    assert np.allclose(beside(text, others), [3, 4, 0, 0.8, 0.6, 0.2])
