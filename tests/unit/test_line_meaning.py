"""What is learned of lines holds for the judge that it was fitted with, and without one rules stand in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview.core.forgetting import forget_texts
from interview.errors import Code, Failed
from interview.messages import Message
from interview.practice import line_forms, line_worth
from interview.practice.line_meaning import meaning
from interview.practice.question_fit import QuestionFit
from interview.question_bank.bank import load_bank
from interview.scorer import judge as judges
from interview.scorer import meanings
from interview.scorer.meanings import LINE_FORMS, LINE_WORTH, QUESTION_FIT, beside, fitted, judge_named, read, write
from training.resume_lines.of_meanings import MadeOf, regressions

LINE = "Cut the waste of the cold counter from 9% to 4% in a year"


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    forget_texts()
    fitted.cache_clear()
    yield
    forget_texts()
    fitted.cache_clear()


@pytest.mark.parametrize("path", [LINE_FORMS, LINE_WORTH, QUESTION_FIT])
def test_each_model_was_fitted_with_the_judge_in_place(path: Path) -> None:
    assert fitted(path) is not None
    assert read(path).judge == judge_named()


def test_with_another_judge_in_place_nothing_is_told_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "judge_named", lambda: "another")
    assert line_forms.how_well(LINE) == {}
    assert line_worth.worth(LINE) is None


def test_with_a_judge_that_cannot_be_read_questions_are_chosen_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_):
        raise Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.encoder_damaged"))

    monkeypatch.setattr(judges, "judge", damaged)
    assert meaning(LINE) is None
    assert line_forms.how_well(LINE) == {}
    assert line_worth.worth(LINE) is None
    [topic] = [each for each in load_bank().topics if each.topic == "construction-site"]
    assert QuestionFit([LINE, LINE]).allows(topic, topic.questions[0])


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


def test_a_judge_of_before_meanings_were_told_is_not_asked_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is another judge than the models were fitted with, so that nothing asks for an output it does not have."""
    monkeypatch.setattr(meanings, "judge_named", lambda: "another")
    monkeypatch.setattr(judges, "judge", lambda *_: pytest.fail("it was asked"))
    assert line_forms.how_well(LINE) == {}
    assert line_worth.worth(LINE) is None
    [topic] = [each for each in load_bank().topics if each.topic == "nursing"]
    assert QuestionFit([LINE, LINE]).allows(topic, topic.questions[0])
