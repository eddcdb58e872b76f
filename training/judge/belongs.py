"""Teach a judge which sentences belong to what was asked: python training/judge/belongs.py FOLDER

FOLDER is one made by export.py; it gets two outputs for this. As in told_apart.py the judge itself learns nothing:
linear models compare what four of its layers make of a sentence with what they make of the question and of its key
points, or of what has to be told, and of the next sentence (asides.py). They are taught on the stories of the pairs of
`told_apart` in `learn`, of which the judge has read none, on vague answers to the same questions, on some that the
judge has read, on a few sentences of each and on answers to questions of knowledge, with and without something in them
that people put around their answers (`asides`), and measured on those in `held`. Some twenty minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import ABOUT, ASIDES, BELONGS, WEIGHTS
from interview.scorer.verdict_model import Floats
from training.judge import asked, authored, told_apart
from training.judge.asides import DEPTHS, Chain, taught
from training.judge.lines import SEED, States
from training.judge.outputs import LinearOutput, written

FOLDER, PUT_IN, VAGUE, AROUND = "asides", "asides_*.txt", "vague_*.txt", "talk_*.txt"
BETWEEN = "between_*.txt"
# So many answers to questions of knowledge are read as they are, as many short ones, and so many other stories that
# were told to questions, and to pairs of them.
ANSWERS, STORIES = 350, 500
# An aside is put into one of so many of these; empty talk is so many lines, and a short story at most so many.
ONE_OF, LINES, SHORT = 2, 2, 3
# At most so many single lines are put before, between and behind the sentences of each of these.
SINGLE, INTERRUPTED = 3, ("story", "other story", "short story", "answer")
# What is known of these is that all of it is about the question, right or wrong.
KINDS = ("expert", "short", "half", "wrong", "mixed")


@dataclass(frozen=True)
class Beside:
    """An answer beside a question and its key points, or what has to be told in several wordings; `belongs` says of
    each sentence whether it belongs to what was asked, `kind` how the answer was made."""

    question: str
    texts: tuple[str, ...]
    sentences: tuple[str, ...]
    belongs: tuple[bool, ...]
    kind: str


Asked = tuple[str, tuple[str, ...]]
"""A question and its key points, or what has to be told."""


def blocks(folder: str, pattern: str) -> list[tuple[str, tuple[str, ...]]]:
    """(heading, sentences) of every block of these files; below a heading a line "## name" begins another one, whose
    name follows its heading. Unreadable when a line of a file stands before its headings."""
    found: list[tuple[str, list[str]]] = []
    for path in sorted((authored.DATA / folder / FOLDER).glob(pattern)):
        heading = ""
        for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
            if line.startswith("# "):
                heading = line[2:]
                found.append((heading, []))
            elif heading and line.startswith("## "):
                found.append((f"{heading} {line[3:]}", []))
            elif heading:
                found[-1][1].append(line)
            else:
                raise authored.Unreadable(f"{path.name}: {line}")
    return [(heading, tuple(lines)) for heading, lines in found if lines]


def answers(folder: str, rng: random.Random) -> Iterator[Beside]:
    """Every answer that is learned from, or measured with."""
    asides = [lines for _, lines in blocks(folder, PUT_IN)]
    found = [*_stories(folder, asides, rng), *_knowledge(folder, asides, rng)]
    yield from found
    lines = [line for _, block in blocks(folder, BETWEEN) for line in block]
    for kind in INTERRUPTED:
        if of_kind := [each for each in found if each.kind == kind]:
            yield from _interrupted(of_kind, rng.sample(lines, len(lines)), rng)


def _interrupted(whole: Sequence[Beside], lines: Sequence[str], rng: random.Random) -> Iterator[Beside]:
    """Some of these answers with all these lines, of which no two stand side by side."""
    at = 0
    while at < len(lines):
        each = rng.choice(whole)
        places = sorted(rng.sample(range(len(each.sentences) + 1), rng.randint(1, min(SINGLE, len(each.sentences)))))
        told: list[tuple[str, bool]] = []
        for place, sentence in enumerate((*each.sentences, "")):
            if place in places and at < len(lines):
                told.append((lines[at], False))
                at += 1
            if sentence:
                told.append((sentence, True))
        sentences, belongs = zip(*told, strict=True)
        yield Beside(each.question, each.texts, sentences, belongs, f"{each.kind} with lines")


def _stories(folder: str, asides: Sequence[tuple[str, ...]], rng: random.Random) -> Iterator[Beside]:
    """Every story of the pairs of a folder beside its own question, as it is, with an aside and behind a vague answer;
    every aside with a vague answer; and other stories, some of them with an aside."""
    vague = dict(blocks(folder, VAGUE))
    own = {
        f"{path.stem}/{number}/{place}": ((pair.questions[place], pair.told[place]), pair.stories[name])
        for path in told_apart.files(folder)
        for number, pair in enumerate(asked.of(path))
        for place, name in enumerate(asked.STORIES[:2])
    }
    for name, (of, story) in own.items():
        yield _whole(of, story, "story")
        yield _with(of, story, rng.choice(asides), rng, "story with aside")
        if name in vague:
            yield _whole(of, (*vague[name], *story), "vague and story")
    for aside in asides:
        name = rng.choice(sorted(vague))
        yield _with(own[name][0], vague[name], aside, rng, "vague with aside")
    # They are told in other ways. Those of `learn` the judge has read.
    told = _told(folder, rng)
    for of, story in told:
        yield _whole(of, story, "other story")
    for of, story in told[::ONE_OF]:
        yield _with(of, story, rng.choice(asides), rng, "other story with aside")
    # Who tells little has more around it.
    every = [*own.values(), *told]
    for of, story in rng.sample(every, min(STORIES, len(every))):
        yield _whole(of, _some_of(story, rng), "short story")
    for aside in asides:
        of, story = rng.choice(every)
        yield _with(of, _some_of(story, rng), aside, rng, "short story with aside")


def _some_of(story: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """At most SHORT sentences that follow on each other."""
    many = min(len(story), rng.randint(1, SHORT))
    at = rng.randint(0, len(story) - many)
    return story[at : at + many]


def _told(folder: str, rng: random.Random) -> list[tuple[Asked, tuple[str, ...]]]:
    """Stories beside what had to be told: of the questions of the bank and others, and of pairs."""
    wanted = asked.wanted()
    of_questions = [
        ((each.question, wanted[each.question_id][0]), tuple(said.text for said in each.sentences))
        for each in authored.everything(folder)[1]
        if each.kind in asked.TELLS and not authored.is_typed(each) and wanted.get(each.question_id, ((), ()))[0]
    ]
    of_pairs = [
        ((pair.questions[place], pair.told[place]), pair.stories[name])
        for pair in asked.pairs(folder)
        for place, name in enumerate(asked.STORIES[:2])
    ]
    return [each for found in (of_questions, of_pairs) for each in rng.sample(found, min(STORIES, len(found)))]


def _knowledge(folder: str, asides: Sequence[tuple[str, ...]], rng: random.Random) -> Iterator[Beside]:
    """Answers to questions of knowledge, as they are, with asides, and with talk."""
    every = _of_knowledge(folder)
    plain = _plain(every, rng)
    for of, told in plain:
        yield _whole(of, told, "answer")
    for aside in asides[::ONE_OF]:
        yield _with(*rng.choice(plain), aside, rng, "answer with aside")
    for lines in (authored.empty_talk(folder), authored.talk_beside(folder)):
        for at in range(0, len(lines), LINES):
            yield _with(*rng.choice(plain), lines[at : at + LINES], rng, "answer with empty talk")
    talk = dict(blocks(folder, AROUND))
    of_question: dict[str, list[tuple[Asked, tuple[str, ...]]]] = {}
    for each in every:
        if f"{each.question_id} talk" in talk:
            of_question.setdefault(each.question_id, []).append(_asked(each))
    for name, found in of_question.items():
        of, told = rng.choice(found)
        yield _with(of, told, talk[f"{name} talk"], rng, "answer with talk")
        yield _with(of, talk[f"{name} vague"], talk[f"{name} talk"], rng, "vague with talk")


def _of_knowledge(folder: str) -> list[authored.Answer]:
    """Who types in the product also puts things around an answer, and nobody has said which."""
    return [
        each
        for each in authored.everything(folder)[1]
        if each.points and each.kind in KINDS and not authored.is_typed(each)
    ]


def _plain(answers: Sequence[authored.Answer], rng: random.Random) -> list[tuple[Asked, tuple[str, ...]]]:
    found = []
    for is_short in (False, True):
        of_kind = [each for each in answers if each.question_id.startswith(authored.SHORT) is is_short]
        found += [_asked(each) for each in rng.sample(of_kind, min(ANSWERS, len(of_kind)))]
    return found


def _asked(answer: authored.Answer) -> tuple[Asked, tuple[str, ...]]:
    return (answer.question, answer.points), tuple(each.text for each in answer.sentences)


def _whole(of: Asked, told: tuple[str, ...], kind: str) -> Beside:
    return Beside(*of, told, (True,) * len(told), kind)


def _with(of: Asked, told: Sequence[str], aside: Sequence[str], rng: random.Random, kind: str) -> Beside:
    at = rng.choice((0, len(told), rng.randint(0, len(told))))
    whole = (*told[:at], *aside, *told[at:])
    belongs = [not at <= place < at + len(aside) for place in range(len(whole))]
    return Beside(*of, whole, tuple(belongs), kind)


def read(states: States, found: Sequence[Beside]) -> tuple[list[Floats], list[np.ndarray]]:
    """What these layers make of each sentence, shape (sentences, width of a row), and whether it belongs, shape
    (sentences,), for each answer as far as there is room for it."""
    rows = [states.of_sentences(each.question, each.texts, each.sentences) for each in found]
    return rows, [np.array(each.belongs[: len(of)]) for each, of in zip(found, rows, strict=True)]


def put_in(path: Path, model: Chain) -> None:
    """Give the judge at `path` the outputs of this model, or others in their place."""
    output = LinearOutput(path, BELONGS, DEPTHS)
    seen = []
    for state in output.states:
        sentences, (question, texts) = output.of_sentences(state), (output.of_kind(of, state) for of in (0, 1))
        seen += [*output.compared(texts, sentences), *output.compared(question, sentences), sentences]
    output.save(seen, model.own.weights, model.own.constant)
    output = LinearOutput(path, ASIDES, DEPTHS)
    pairs = [output.compared(*output.next_to(output.of_sentences(state))) for state in output.states]
    output.save([each for pair in pairs for each in pair], model.behind.weights, model.behind.constant, model.ends)


def figures(probable: Sequence[Floats], belongs: Sequence[np.ndarray]) -> dict[str, float]:
    """How well sentences that belong to what was asked are told from asides, as AUC, and how many sentences of asides
    are found where one and two of a hundred of answers without any are lost."""
    every, is_own = np.concatenate(probable), np.concatenate(belongs)
    own = np.concatenate([said for said, of in zip(probable, belongs, strict=True) if of.all()])

    def found(share: float) -> float:
        return round(float((every[~is_own] < np.quantile(own, share)).mean()), 3)

    return {"AUC": round(float(roc_auc_score(is_own, every)), 3), "at 1 %": found(0.01), "at 2 %": found(0.02)}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    states, rng = States(folder, DEPTHS), random.Random(SEED)
    rows, belongs = read(states, [*answers("learn", rng)])
    model = taught(rows, belongs)
    put_in(folder / WEIGHTS, model)
    rows, belongs = read(states, [*answers("held", rng)])
    measured = figures([model.among_neighbours(of) for of in rows], belongs)
    # All models of verdicts were fitted on what was read before; the one that is taken away lets nobody use them.
    written(folder, {ASIDES: measured}, outdated=[ABOUT])
    print(f"{ASIDES}: " + " ".join(f"{name} {value:.3f}" for name, value in measured.items()))


if __name__ == "__main__":
    main()
