"""Measure a judge on authors and questions it never saw, fit its verdicts: python training/judge/measure.py FOLDER

FOLDER is one made by export.py; what the product would run is measured. Prints for held sentences and whole answers
against points and counterparts, how often what is right and wrong is found and mistaken, and the AUC of states against
contradicts. Then fits the models of verdicts (verdicts.py) on the answers for calibration; these go into the card with
their figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.key_point import statements
from interview.core.key_point import story as story_part
from interview.question_bank.bank import BankQuestion, load_bank
from interview.scorer.asked_for import asked_for
from interview.scorer.claims import MEANINGS
from interview.scorer.judge import ABOUT, ASKED_FOR, Judge
from interview.scorer.other_wordings import OtherWordings, other_wordings
from interview.scorer.relevance import About as SignsOfAbout
from interview.scorer.relevance import relevant
from interview.scorer.verdict_model import Floats, logistic
from interview.scorer.weights_version import CARD
from interview.scorer.wordings import wordings
from training.judge.asked import STORIES as STORIES_OF_A_PAIR
from training.judge.asked import Pair, pairs
from training.judge.authored import (
    DENSE,
    GOES_ON,
    IN_USE,
    MISTAKEN,
    SHORT,
    STORIES,
    TURNED,
    Answer,
    everything,
    talk_beside,
)
from training.judge.packs import PARTS, Material, Pack, Target
from training.judge.verdicts import BOUNDS, ELSEWHERE, SEED, cases, fit, fit_asked

GATHERED = 400
# Sentences of talk that are put into a story.
TALK = 3
# Questions of a pack may have so few key points; for calibration each answer is read beside some of its points, too.
FEW = 3
# So many stories are taken to be about something else: nobody knows how many are, and of the stories for calibration
# that tell something so many are.
OTHER_STORIES = 0.25
# Kinds of stories of which is known whether they are about what was asked.
TELL = ("strong", "short", "partial", ELSEWHERE)


def packs(material: Material, others: Mapping[str, Sequence[Answer]], rng: random.Random) -> dict[str, list[Pack]]:
    """Every held answer against points and counterparts, statements gathered, and the answers of `others` (held())."""
    asked = sorted({answer.question_id for answer in material.answers})
    return {
        "answers": [material.answer(answer, rng) for answer in material.answers],
        "gathered": [material.gathered(rng.choice(asked), rng) for _ in range(GATHERED)],
        **{name: [material.answer(answer, rng) for answer in answers] for name, answers in others.items()},
    }


def held() -> dict[str, list[Pack]]:
    """What a judge is measured on: packs of `held` and of the folders in it."""
    others = {name.rpartition("/")[2]: everything(name)[1] for name in (TURNED, DENSE, MISTAKEN, IN_USE)}
    return packs(Material(*everything("held")), others, random.Random(SEED))


Weighed = tuple[float, float, float]
"""A weight for each sign of relevance.py, and a constant."""


class Says(Protocol):
    """What can be asked as a judge can."""

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats: ...


def cells(judge: Says, found: Sequence[Pack]) -> tuple[np.ndarray, np.ndarray]:
    """Targets and probabilities of every point with every sentence whose target is known."""
    targets: list[int] = []
    said: list[Floats] = []
    for pack in found:
        shares = judge.says(pack.question, pack.points, pack.sentences)
        for row, part in zip(pack.targets, shares, strict=True):
            known = [place for place, target in enumerate(row) if target is not None and target is not Target.HALF]
            targets += [int(row[place] or 0) for place in known]
            said += [part[place] for place in known]
    return np.array(targets), np.array(said)


def auc(targets: np.ndarray, said: np.ndarray) -> float:
    """Of states against contradicts, where something is claimed."""
    claimed = targets < Target.NEITHER
    return float(roc_auc_score(targets[claimed] == Target.STATES, said[claimed, 0] - said[claimed, 1]))


def line(name: str, targets: np.ndarray, said: np.ndarray) -> str:
    """A row of the table."""
    found = said.argmax(1)
    claimed = targets < Target.NEITHER

    def share(of: Target, as_: Target) -> float:
        return float((found[targets == of] == as_).mean())

    states, contradicts, neither = Target.STATES, Target.CONTRADICTS, Target.NEITHER
    return (
        f"{name:10}{len(targets):8}{int(claimed.sum()):8}{float((found == targets).mean()):10.3f}"
        f"{auc(targets, said):8.3f}{share(states, states):9.3f}{share(states, contradicts):9.3f}"
        f"{share(contradicts, contradicts):9.3f}{share(contradicts, states):9.3f}"
        f"{share(neither, states):9.4f}{share(neither, contradicts):9.4f}"
    )


def whole(
    judge: Judge, answers: Sequence[Answer], others: Mapping[str, OtherWordings], to_tell: Mapping[str, Sequence[str]]
) -> Iterator[tuple[list[str], Floats, Collection[str], SignsOfAbout | None]]:
    """Names of the points of whole answers, or of all parts for stories, probabilities, the names of those that are
    asked for, and how sure it is that a story is about what was asked where `to_tell` has what that is.

    Read as the product does: with reference answer and misconceptions of the bank and other wordings, whose authors
    wrote none of these answers. A question that is not of the bank has nothing but its key points.
    """
    bank = {name: question for name, (_, question) in load_bank().by_id.items()}
    for answer in answers:
        question = bank.get(answer.question_id)
        names = [str(number) for number in range(len(answer.points))] or list(PARTS)
        shown = statements(*answer.points) or tuple(map(story_part, MEANINGS))
        told = to_tell.get(answer.question_id, ())
        reference, misconceptions = (question.reference, question.misconceptions) if question else ("", ())
        known = wordings(judge, answer.question, shown, reference, misconceptions, others, told)
        texts = [sentence.text for sentence in answer.sentences]
        asked = names if question is None or answer.points else _asked(question, answer)
        found = relevant(judge, known, texts, goes_on=answer.kind == GOES_ON)
        yield names, found.said, asked, found.about


def of_fewer_points(answer: Answer, rng: random.Random) -> Answer:
    """The same answer beside some of its key points, as a question with so few of them reads it."""
    kept = sorted(rng.sample(range(len(answer.points)), rng.randint(1, min(FEW, len(answer.points)))))
    numbers = {str(number): str(place) for place, number in enumerate(kept)}
    sentences = [
        replace(each, claims={numbers[name]: claim for name, claim in each.claims.items() if name in numbers})
        for each in answer.sentences
    ]
    return replace(answer, points=tuple(answer.points[number] for number in kept), sentences=tuple(sentences))


ReadStory = tuple[bool, str, SignsOfAbout]
"""Whether a story is about what was asked, which of a pair it is, and how sure it is that it is about that."""


def of_pairs(judge: Judge, talk: Sequence[str] = ()) -> list[ReadStory]:
    """What is read of the pairs of `calibration`; where there is `talk`, of the stories alone that are about what was
    asked, with some of it in each."""
    rng = random.Random(SEED)
    told = [
        (pair.is_about(name, place) is Target.STATES, name, pair, place, _with(talk, story, rng))
        for pair in pairs("calibration")
        for place in (0, 1)
        for name, story in pair.stories.items()
    ]
    return [
        (is_about, name, _about(judge, pair, place, story))
        for is_about, name, pair, place, story in told
        if is_about or not talk
    ]


def _with(talk: Sequence[str], story: Sequence[str], rng: random.Random) -> Sequence[str]:
    """The story with TALK of these sentences at some place, if there are any."""
    at = rng.randint(0, len(story))
    return [*story[:at], *rng.sample(list(talk), TALK), *story[at:]] if talk else story


def apart(found: Sequence[ReadStory], weighed: Weighed) -> dict[str, float]:
    """How well stories that are about what was asked are told from others, as AUC: from those to a related question and
    near to both, and from the latter alone. How much each of both signs weighs was fitted on these, too."""
    near = [each for each in found if each[0] or each[1] == STORIES_OF_A_PAIR[-1]]
    return {
        name: round(float(roc_auc_score([each[0] for each in of], [about_odds(each[2], weighed) for each in of])), 3)
        for name, of in (("AUC", found), ("AUC near both", near))
    }


def _about(judge: Judge, pair: Pair, place: int, story: Sequence[str]) -> SignsOfAbout:
    parts = tuple(map(story_part, MEANINGS))
    known = wordings(judge, pair.questions[place], parts, "", (), {}, pair.told[place])
    return relevant(judge, known, story).about or (0.0, 0.0)


def surely_about(found: Sequence[tuple[bool, SignsOfAbout]]) -> Weighed:
    """Weights and constant of how probable it is that a story is about what was asked, from (whether it is, signs)."""
    is_about, signs = (np.array(each) for each in zip(*found, strict=True))
    weights = np.where(is_about, (1 - OTHER_STORIES) / is_about.mean(), OTHER_STORIES / (1 - is_about.mean()))
    model = LogisticRegression().fit(signs, is_about, weights)
    first, second = map(float, model.coef_[0])
    return first, second, float(model.intercept_[0])


def about_odds(signs: SignsOfAbout, weighed: Weighed) -> float:
    """The log odds that a story is about what was asked."""
    first, second, constant = weighed
    return first * signs[0] + second * signs[1] + constant


def shown(name: str, found: Mapping[str, float]) -> str:
    """Rates on a line."""
    return f"{name}: " + " ".join(f"{key} {value:.3f}" for key, value in found.items())


def _asked(question: BankQuestion, answer: Answer) -> tuple[str, ...]:
    """The parts that a question or its follow-up asks for."""
    if answer.kind != GOES_ON:
        return question.key_points
    return next(each.key_points for each in question.follow_ups if _written(each.question).fullmatch(answer.question))


def _written(question: str) -> re.Pattern[str]:
    """A question of the bank with anything in the place of what stands in braces."""
    return re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(question)))


def _figures_of_stories(judge: Judge, found: Sequence[ReadStory], weighed: Weighed) -> dict[str, dict[str, float]]:
    """How well stories that are about what was asked are told from others, and those with talk in them."""
    not_about = [each for each in found if not each[0]]
    figures = {
        "asked": apart(found, weighed),
        "asked, with talk": apart([*not_about, *of_pairs(judge, talk_beside("held"))], weighed),
    }
    print(f"stories about what was asked: {figures['asked']}")
    print(f"those with talk between their sentences, and others without: {figures['asked, with talk']}")
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    judge = Judge(folder)
    heads = ("pairs", "claims", "accuracy", "AUC", "right", "accused", "wrong", "praised", "n→s", "n→c")
    print(f"{'':10}{heads[0]:>8}{heads[1]:>8}{heads[2]:>10}{heads[3]:>8}" + "".join(f"{each:>9}" for each in heads[4:]))
    figures: dict[str, Any] = {}
    for name, found in held().items():
        measured = cells(judge, found)
        figures[name] = {"AUC": round(auc(*measured), 3)}
        print(line(name, *measured))
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    answered = everything("calibration")[1]
    known = [answer for answer in answered if answer.points and not answer.question_id.startswith(SHORT)]
    short = [answer for answer in answered if answer.question_id.startswith(SHORT)]
    rng = random.Random(SEED)
    fewer = [of_fewer_points(answer, rng) for answer in known]
    stories = [answer for answer in answered if answer.kind in STORIES and not answer.points]
    read: dict[str, tuple[list[Answer], Mapping[str, OtherWordings], Mapping[str, Sequence[str]]]] = {
        # As key points of an employer's own pack are read, for which nobody wrote other wordings.
        "statements": ([*known, *fewer, *short], {}, {}),
        "written_for": (known, other_wordings(), {}),
        "parts": (stories, {}, asked_for()),
        "goes_on": ([answer for answer in answered if answer.kind == GOES_ON], {}, {}),
    }
    for name, (answers, others, to_tell) in read.items():
        started = time.monotonic()
        names, said, wanted, is_about = zip(*whole(judge, answers, others, to_tell), strict=True)
        took = 1000 * (time.monotonic() - started) / len(answers)
        if to_tell:
            stories_read = of_pairs(judge)
            told = [(each.kind != ELSEWHERE, signs) for each, signs in zip(answers, is_about, strict=True)]
            of_stories = [pair for pair, each in zip(told, answers, strict=True) if each.kind in TELL]
            card[ABOUT] = surely_about([*of_stories, *((is_one, signs) for is_one, _, signs in stories_read)])
            figures.update(_figures_of_stories(judge, stories_read, card[ABOUT]))
        odds = [about_odds(signs, card[ABOUT]) if signs else None for signs in is_about]
        found_so = list(cases(answers, names, said, wanted, odds))
        model, figures[name] = fit(found_so, BOUNDS[name])
        card[name] = asdict(model)
        print(f"{shown(name, figures[name])}; {took:.0f} ms an answer")
        if to_tell:
            asked, figures[ASKED_FOR] = fit_asked(found_so, partial(logistic, 1.0, 0.0), BOUNDS[ASKED_FOR])
            card[ASKED_FOR] = asdict(asked)
            print(shown(ASKED_FOR, figures[ASKED_FOR]))
    card["figures"] = {**card.get("figures", {}), **figures}
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
