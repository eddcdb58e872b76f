from __future__ import annotations

import json

import numpy as np
import pytest
import yaml

from bench.ladder import DATA, bank_questions, judged, total
from bench.padding import set_in
from interview.core import flags
from interview.core.grading import Judgement, Ungradable
from interview.errors import Failed
from interview.i18n.translate import ENGLISH
from interview.scorer.encoder import encoder
from interview.scorer.grader import Grader
from interview.scorer.off_topic import Belonging, belonging, together
from interview.scorer.prompt_relevance import read_asked
from interview.scorer.star_scoring import told
from interview.scorer.weights_version import WEIGHTS

BANK = bank_questions()
QUESTION = BANK["behavioural-missed-deadline"]
STORY = [
    "I promised a customer the new export for the end of May, and two weeks before I saw that we would not make it.",
    "I called her the same day, said why, and offered the smaller part that was ready.",
    "She took it, and the rest came in the middle of June.",
]
ASIDE = [
    "On Saturday my sister got married on a boat, and the cake fell into the lake.",
    "My uncle jumped after it in his suit, and we laughed the whole evening.",
]
BLOCKS = [
    block
    for block in yaml.safe_load((DATA / "unseen" / "padding.yaml").read_text(encoding="utf-8"))
    if block["kind"] in ("private", "office", "career")
]
TOLD = yaml.safe_load((DATA / "unseen" / "told.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def grader() -> Grader:
    return Grader()


def points_of(found: Judgement | Ungradable) -> float:
    points = total(found)
    assert points is not None
    return points


def shares(parts: list[str]) -> list[float]:
    asked = read_asked(1, QUESTION["question"], QUESTION["reference"])
    return [float(share) for share in belonging().shares(asked, encoder().encode(parts))]


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_wedding_set_into_a_story_about_a_deadline_counts_little_wherever_it_stands(at):
    counted = shares([*STORY[:at], *ASIDE, *STORY[at:]])
    assert max(counted[at : at + 2]) < 0.5
    assert min(counted[:at] + counted[at + 2 :]) > 0.9


def test_a_story_alone_counts_in_full():
    assert shares(STORY) == [1.0, 1.0, 1.0]
    assert belonging().shares(read_asked(1, "Why?", ""), []).shape == (0,)


def test_neighbours_decide_about_a_doubtful_sentence():
    surrounded_by_story, surrounded_by_asides = (together(np.array([side, 0.0, side])) for side in (3.0, -3.0))
    assert surrounded_by_story[1] > 0.8 > 0.2 > surrounded_by_asides[1]
    assert together(np.array([500.0, -500.0])) == pytest.approx([1.0, 0.0], abs=1e-6)


def test_what_is_said_beside_a_story_earns_nothing_and_is_named(grader):
    alone = judged(grader, QUESTION, " ".join(STORY))
    mixed = judged(grader, QUESTION, " ".join([*ASIDE, *STORY]))
    assert isinstance(alone, Judgement)
    assert isinstance(mixed, Judgement)
    assert points_of(mixed) < points_of(alone)
    assert flags.ASIDES in mixed.flags
    assert flags.ASIDES not in alone.flags
    assert any(aside in ENGLISH.messages(mixed.feedback) for aside in ASIDE)
    assert not any(point.quote in ASIDE for point in mixed.points)


def test_general_remarks_around_a_story_change_nothing(grader):
    answer = " ".join(STORY)
    padded = f"{QUESTION['question']} That is a good question. {answer} Communication is always important."
    assert total(judged(grader, QUESTION, padded)) == total(judged(grader, QUESTION, answer))


def test_asides_nobody_fitted_anything_to_seldom_gain_and_cost_on_average(grader):
    gains = []
    for number, rung in enumerate(TOLD[::3]):
        question = BANK[rung["id"]]
        for level in ("excellent", "partial"):
            before = points_of(judged(grader, question, rung[level]))
            for place, block in enumerate(BLOCKS[number::12]):
                after = points_of(judged(grader, question, set_in(rung[level], block["text"], place)))
                gains.append(after - before)
    assert len(gains) >= 50
    assert sum(gain > 3 for gain in gains) <= len(gains) / 10
    assert np.mean(gains) < 0


def test_honest_stories_nobody_fitted_anything_to_keep_their_place(grader):
    scores = {
        level: np.median([total(judged(grader, BANK[rung["id"]], rung[level])) for rung in TOLD])
        for level in ("excellent", "good", "partial", "vague")
    }
    assert scores["excellent"] > scores["good"] > scores["partial"] > 5 > scores["vague"]
    assert scores["excellent"] > 85


def test_most_sentences_of_stories_nobody_fitted_anything_to_count_in_full():
    counted = []
    for rung in TOLD:
        question = BANK[rung["id"]]
        asked = read_asked(1, question["question"], question["reference"])
        parts = told(question["question"], rung["excellent"])
        counted += [float(share) for share in belonging().shares(asked, encoder().encode(parts))]
    assert len(counted) > 100
    assert np.mean(np.array(counted) == 1) > 0.85


@pytest.mark.parametrize("damage", ["changed", "missing", "without a checksum"])
def test_damaged_weights_are_refused(tmp_path, damage):
    for name in ("belonging.npz", "belonging.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    assert Belonging.read(tmp_path).weights.shape == Belonging.read(WEIGHTS).weights.shape
    if damage == "changed":
        (tmp_path / "belonging.npz").write_bytes((WEIGHTS / "belonging.npz").read_bytes()[:-1] + b"x")
    elif damage == "missing":
        (tmp_path / "belonging.npz").unlink()
    else:
        (tmp_path / "belonging.json").write_text(json.dumps({"made_by": "nobody"}))
    with pytest.raises(Failed):
        Belonging.read(tmp_path)
