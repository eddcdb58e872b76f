"""Stories beside what has to be told: the texts are whole, and no story alone says whether it was asked for."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from training.judge import asked, authored
from training.judge.asked import STORIES, Asked, pairs, wanted
from training.judge.authored import Unreadable, everything
from training.judge.packs import Target

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# Sentences of so few words, as "Let me think.", are everybody's.
SHORT = 6


def test_what_measures_has_no_question_or_sentence_of_what_teaches() -> None:
    texts = {
        folder: {text for pair in pairs(folder) for part in (pair.questions, *pair.stories.values()) for text in part}
        for folder in ("learn", "calibration")
    }
    assert len(pairs("learn")) == 704
    assert len(pairs("calibration")) == 98
    assert texts["learn"].isdisjoint(texts["calibration"])
    measured = {each.text for answer in everything("calibration")[1] for each in answer.sentences}
    assert texts["learn"].isdisjoint(measured)


def test_what_tells_stories_apart_is_measured_with_others_than_it_is_taught_with_and_none_taught_the_judge() -> None:
    def texts(*files: Path) -> tuple[set[str], set[str]]:
        found = [pair for path in files for pair in asked.of(path)]
        stories = {sentence for pair in found for story in pair.stories.values() for sentence in story}
        return {question for pair in found for question in pair.questions}, stories

    folder = "told_apart"
    learned, held = (texts(*sorted((authored.DATA / of / folder).glob("*.txt"))) for of in ("learn", "held"))
    of_judge, calibration = (texts(*asked.files(of)) for of in ("learn", "calibration"))
    assert [len(questions) for questions, _ in (learned, held)] == [552, 108]
    for one, other in ((learned, held), (held, of_judge), (learned, calibration)):
        assert one[0].isdisjoint(other[0])
        assert one[1].isdisjoint(other[1])
    assert learned[1].isdisjoint(of_judge[1])


def test_what_belongs_to_an_answer_is_measured_with_asides_of_others_and_the_ladder_has_others_again() -> None:
    def lines(path: Path) -> set[str]:
        return {line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}

    def texts(folder: str) -> set[str]:
        return {line for path in (authored.DATA / folder / "asides").glob("*.txt") for line in lines(path)}

    learned, held = texts("learn"), texts("held")
    assert len(learned) > 4000
    assert learned.isdisjoint(held)
    padding = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "data").rglob("*.yaml"))
    of_ladder = " ".join(padding.split())
    assert not [line for line in learned | held if len(line.split()) > SHORT and line in of_ladder]


def test_every_answer_without_an_event_is_to_a_question_of_a_pair_or_of_knowledge() -> None:
    for folder in ("learn", "held"):
        of_pairs = {
            f"{path.stem}/{number}/{place}"
            for path in (authored.DATA / folder / "told_apart").glob("*.txt")
            for number in range(len(asked.of(path)))
            for place in (0, 1)
        }
        known = {answer.question_id for answer in everything(folder)[1] if answer.points}
        for pattern, names in (("vague_*.txt", of_pairs), ("talk_*.txt", known)):
            for path in (authored.DATA / folder / "asides").glob(pattern):
                heads = re.findall(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
                assert set(heads) <= names, path.name


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
