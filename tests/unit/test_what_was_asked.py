"""Stories beside what has to be told: the texts are whole, and no story alone says whether it was asked for."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from training.judge import authored
from training.judge.asked import STORIES, Asked, pairs, wanted
from training.judge.authored import Unreadable, everything
from training.judge.packs import Target

pytestmark = pytest.mark.slow


def test_what_measures_has_no_question_or_sentence_of_what_teaches() -> None:
    texts = {
        folder: {text for pair in pairs(folder) for part in (pair.questions, *pair.stories.values()) for text in part}
        for folder in ("learn", "calibration")
    }
    assert len(pairs("learn")) == 544
    assert len(pairs("calibration")) == 98
    assert texts["learn"].isdisjoint(texts["calibration"])
    measured = {each.text for answer in everything("calibration")[1] for each in answer.sentences}
    assert texts["learn"].isdisjoint(measured)


def test_every_question_that_teaches_has_what_is_to_be_told_and_what_is_told_instead() -> None:
    stories = {answer.question_id for answer in everything("learn")[1] if not answer.points}
    assert {name for name in stories if not all(wanted()[name])} == set()


def test_a_story_of_a_pair_stands_as_often_beside_what_it_tells_whichever_it_is() -> None:
    """So whether it does is not to be known from the story: only one near to both stands beside what it tells never."""
    packs = Asked("learn").epoch(random.Random(1))
    of_pairs = {lines: name for pair in pairs("learn") for name, lines in pair.stories.items()}
    shares: dict[str, Counter[Target]] = defaultdict(Counter)
    for pack in packs:
        if pack.sentences in of_pairs:
            shares[of_pairs[pack.sentences]].update(pack.whole)
    assert sorted(shares) == sorted(STORIES)
    assert shares["neither"][Target.STATES] == 0
    for name in STORIES[:2]:
        assert 0.25 < shares[name][Target.STATES] / shares[name].total() < 0.45


def test_a_block_without_all_three_stories_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authored, "DATA", tmp_path)
    folder = tmp_path / "learn" / "asked"
    folder.mkdir(parents=True)
    told = "# 01\n? Why?\n+ So\n? How?\n+ Thus\n## 1\nOne.\n## 2\nTwo.\n"
    (folder / "pairs_1.txt").write_text(told + "## neither\nNone.\n", encoding="utf-8")
    [pair] = pairs("learn")
    assert pair.stories["neither"] == ("None.",)
    for broken in (told, told.replace("+ So\n", ""), told.replace("? Why?", "Why?")):
        (folder / "pairs_1.txt").write_text(broken, encoding="utf-8")
        with pytest.raises(Unreadable, match=r"pairs_1\.txt: # 01"):
            pairs("learn")
