"""Whether a story is about what was asked, to learn from and to measure with: a story and what other authors say has to
be told, for the question that it was told to and for others.

`asked/pairs_N.txt` of a folder has two related questions each, what has to be told for either, and three stories: one
to each, and one near to both. `asked/instead.txt` has, for every question of the stories in `learn`, what people tell
instead (- lines), and for those that are not of the bank what has to be told (+).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview.scorer.asked_for import asked_for
from training.judge import authored
from training.judge.authored import IsAbout, Told, Unreadable, told
from training.judge.packs import Pack, Target

FOLDER, INSTEAD = "asked", "instead.txt"
STORIES = ("1", "2", "neither")
IS_ABOUT = {IsAbout.YES: Target.STATES, IsAbout.PERHAPS: Target.HALF, IsAbout.NO: Target.NEITHER}
# How often each story comes in an epoch, each time beside other points.
TIMES = 2
# Of a story's packs so many show what its own question asks for, what people tell instead, and a second wording.
OWN, TOLD_INSTEAD, TWICE = 0.75, 0.5, 0.4
# Of a pair's packs so many show what one question asks for alone, and how many points of other pairs stand beside.
ALONE, OTHERS = 0.45, (0, 0, 1, 2)
# What is told to a question's own story if it tells the kind.
TELLS = ("strong", "short", "partial")


@dataclass(frozen=True)
class Pair:
    """Two questions, what has to be told for each (in several wordings), and the sentences of each of STORIES."""

    questions: tuple[str, str]
    told: tuple[tuple[str, ...], tuple[str, ...]]
    stories: Mapping[str, tuple[str, ...]]

    def is_about(self, story: str, place: int) -> Target:
        """Whether a story is about the question at a place (0 or 1)."""
        return Target.STATES if story == str(place + 1) else Target.NEITHER


Wanted = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def files(folder: str) -> list[Path]:
    """All files about this, sorted."""
    return sorted((authored.DATA / folder / FOLDER).glob("*.txt"))


def pairs(folder: str) -> list[Pair]:
    """Every pair of a folder. Unreadable when a block has not the form."""
    return [pair for path in files(folder) for pair in of(path)]


def of(path: Path) -> list[Pair]:
    """Those of a file; none of INSTEAD."""
    return [] if path.name == INSTEAD else [_pair(path, block) for block in _blocks(path)]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# "]:
        if line.startswith("# "):
            if block:
                yield block
            block = []
        if line:
            block.append(line)


def _pair(path: Path, block: Sequence[str]) -> Pair:
    questions: list[str] = []
    wordings: list[list[str]] = []
    stories: dict[str, list[str]] = {}
    for line in block[1:]:
        if line.startswith("## "):
            stories[line[3:]] = []
        elif stories:
            stories[[*stories][-1]].append(line)
        elif line.startswith("? "):
            questions.append(line[2:])
            wordings.append([])
        elif line.startswith("+ ") and wordings:
            wordings[-1].append(line[2:])
        else:
            raise Unreadable(f"{path.name}: {block[0]}: {line}")
    if len(questions) != 2 or tuple(stories) != STORIES or not all((*wordings, *stories.values())):
        raise Unreadable(f"{path.name}: {block[0]} is no pair with three stories")
    first, second = questions
    one, other = map(tuple, wordings)
    return Pair((first, second), (one, other), {name: tuple(lines) for name, lines in stories.items()})


def wanted() -> Wanted:
    """(what has to be told, what people tell instead) by the id of a question of `learn` or the bank."""
    found: dict[str, tuple[list[str], list[str]]] = {name: ([*texts], []) for name, texts in asked_for().items()}
    path = authored.DATA / "learn" / FOLDER / INSTEAD
    for block in _blocks(path):
        told_so, instead = found.setdefault(block[0][2:], ([], []))
        for line in block[1:]:
            if line[:2] not in ("+ ", "- "):
                raise Unreadable(f"{path.name}: {line}")
            (told_so if line[0] == "+" else instead).append(line[2:])
    return {name: (tuple(told_so), tuple(instead)) for name, (told_so, instead) in found.items()}


class Asked:
    """Makes packs of which only is known what a story as a whole says of each point."""

    def __init__(
        self, folder: str, of_pairs: Sequence[Pair] | None = None, beside: Sequence[Told] | None = None
    ) -> None:
        """`of_pairs` are the pairs of a folder, `beside` stories beside questions: all unless some are given."""
        self._pairs, self._wanted = pairs(folder) if of_pairs is None else of_pairs, wanted()
        self._beside: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, str, Target]]] = {}
        for each in told(folder) if beside is None else beside:
            story = each.story.question_id, each.story.kind, tuple(said.text for said in each.story.sentences)
            judged = each.question_id, each.question, IS_ABOUT[each.is_about]
            self._beside.setdefault(story, []).append(judged)

    def epoch(self, rng: random.Random) -> list[Pack]:
        """Every story TIMES, in no order."""
        found = []
        for _ in range(TIMES):
            found += [self._judged(*story, judged, rng) for story, judged in self._beside.items()]
            found += self._told_of_pairs(rng)
        rng.shuffle(found)
        return found

    def _told_of_pairs(self, rng: random.Random) -> list[Pack]:
        return [self._of_a_pair(pair, story, rng) for pair in self._pairs for story in STORIES]

    def _judged(
        self,
        name: str,
        kind: str,
        sentences: tuple[str, ...],
        judged: Sequence[tuple[str, str, Target]],
        rng: random.Random,
    ) -> Pack:
        """A story beside what questions ask for that a reader held against it, its own among them."""
        own = [each for each in judged if each[0] == name]
        rest = [each for each in judged if each[0] != name]
        rng.shuffle(rest)
        is_own = bool(own) and (not rest or rng.random() < OWN)
        shown = (own if is_own else []) + rest[: rng.randint(1, 4)]
        asked = shown[0] if rng.random() >= 0.3 else rng.choice(shown)
        points = [(rng.choice(self._wanted[each][0]), target) for each, _, target in shown]
        if is_own and kind in TELLS and rng.random() < TOLD_INSTEAD:
            points.append((rng.choice(self._wanted[name][1]), Target.NEITHER))
        if is_own and rng.random() < TWICE:
            points.append((rng.choice(self._wanted[name][0]), own[0][2]))
        return _pack(asked[0], asked[1], points, sentences, rng)

    def _of_a_pair(self, pair: Pair, story: str, rng: random.Random) -> Pack:
        asked = rng.choice((0, 1))
        points = []
        for place in (asked,) if rng.random() < ALONE else (0, 1):
            texts = pair.told[place] if rng.random() < TWICE else [rng.choice(pair.told[place])]
            points += [(text, pair.is_about(story, place)) for text in texts]
        for _ in range(rng.choice(OTHERS)):
            other = rng.choice(self._pairs)
            if other is not pair:
                points.append((rng.choice(rng.choice(other.told)), Target.NEITHER))
        return _pack("", pair.questions[asked], points, pair.stories[story], rng)


def _pack(
    name: str, question: str, points: Sequence[tuple[str, Target]], sentences: tuple[str, ...], rng: random.Random
) -> Pack:
    shown = [*dict(points).items()]
    rng.shuffle(shown)
    nobody_knows = ((None,) * len(sentences),) * len(shown)
    texts, whole = zip(*shown, strict=True)
    return Pack(name, question, texts, sentences, nobody_knows, "asked", whole)
