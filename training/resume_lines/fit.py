"""Fit the model of what a line of a resume is: python training/resume_lines/fit.py [--figures]

Writes interview/resume/profile/line_weights.tsv from all that is labelled. --figures prints instead how well each
author's lines are told by a model that was fitted on the others': of all lines the share that is right, of lines taken
for work (deeds and duties together at least LEAST_WORK) the share that is work, and of work the share that is taken
for it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.resume.profile.line_features import Features, features
from interview.resume.profile.line_kinds import WEIGHTS, LineKind
from interview.resume.profile.work_lines import LEAST_WORK
from interview.text.linear_model import ALWAYS, SCALE
from training.resume_lines.labelled import Resume, files, read, units

# What hardly any line has is no rule, each line being learned about twice, and smaller weights than these hundredths
# change no kind.
FEWEST, SMALLEST = 4, 8
REGULARISATION = 3.0
# So many times each resume is learned in other places, with so much of its lines and so many of others for each.
TIMES, KEPT, STRANGE = 2, 0.5, 0.3
SEED = 1
Floats = npt.NDArray[np.float64]
WORK = (LineKind.DEED, LineKind.DUTY)
Example = tuple[Features, LineKind]


def examples(resumes: Iterable[Resume]) -> list[Example]:
    """The lines of resumes that are labelled."""
    found = []
    for resume in resumes:
        these, kinds = units(resume)
        found += [(said, kind) for said, kind in zip(features(these), kinds, strict=True) if kind is not None]
    return found


def in_other_places(resumes: Sequence[Resume], rng: random.Random) -> Iterator[Resume]:
    """The resumes with half of their lines, and some of other people's among them, so that a line is told by what it
    says more than by what stands around it."""
    lines = [line for resume in resumes for line in resume if line.kind and not line.goes_on]
    for resume in resumes:
        shorter = [line for line in resume if rng.random() < KEPT]
        for _ in range(int(STRANGE * len(shorter))):
            shorter.insert(rng.randrange(len(shorter) + 1), rng.choice(lines))
        yield tuple(shorter)


def fitted(given: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """The model of the kinds, which are classes by their place in LineKind."""
    often = Counter(name for said, _ in given for name in said)
    vectors = DictVectorizer(sort=True)
    known = vectors.fit_transform(
        [{name: much for name, much in said.items() if often[name] >= FEWEST} for said, _ in given]
    )
    order = list(LineKind)
    model = LogisticRegression(C=REGULARISATION, max_iter=400)
    model.fit(known, [order.index(kind) for _, kind in given])
    return vectors, model


def rows(vectors: DictVectorizer, model: LogisticRegression) -> list[str]:
    """The lines of the file of weights."""
    return written(vectors, model.coef_, model.intercept_)


def written(vectors: DictVectorizer, weights: Floats, constants: Floats, smallest: int = SMALLEST) -> list[str]:
    """A linear model as interview/text/linear_model.py reads it; `weights` has a row for each output. Features whose
    weights are all smaller than so many hundredths are left out."""
    told = [(ALWAYS, constants), *zip(vectors.get_feature_names_out(), weights.T, strict=True)]
    whole = [(name, np.rint(SCALE * each).astype(int)) for name, each in told]
    return ["\t".join([name, *map(str, each)]) for name, each in whole if name == ALWAYS or abs(each).max() >= smallest]


def figures() -> str:
    """The table of --figures."""
    order, told = list(LineKind), ["author   lines  right  work that is  work that is found"]
    resumes = [read(path) for path in files()]
    learned = [_learned(each) for each in resumes]
    for number, by_author in enumerate(resumes):
        held = examples(by_author)
        vectors, model = fitted([each for other, part in enumerate(learned) if other != number for each in part])
        shares = model.predict_proba(vectors.transform([said for said, _ in held]))
        kinds = np.array([order.index(kind) for _, kind in held])
        is_work = np.isin(kinds, [order.index(kind) for kind in WORK])
        taken = shares[:, [order.index(kind) for kind in WORK]].sum(1) >= LEAST_WORK
        told.append(
            f"{number:6} {len(held):7} {(shares.argmax(1) == kinds).mean():6.3f} {is_work[taken].mean():13.3f} "
            f"{taken[is_work].mean():19.3f}"
        )
    return "\n".join(told)


def _learned(resumes: Sequence[Resume]) -> list[Example]:
    rng = random.Random(SEED)
    return examples([*resumes, *(each for _ in range(TIMES) for each in in_other_places(resumes, rng))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    if parser.parse_args().figures:
        print(figures())
        return
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()
    head = f"# {' '.join(kind.name.lower() for kind in LineKind)}; fitted on texts {digest}"
    found = rows(*fitted([each for path in files() for each in _learned(read(path))]))
    WEIGHTS.write_text("\n".join([head, *found]) + "\n", encoding="utf-8")
    print(f"{len(found)} weights, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
