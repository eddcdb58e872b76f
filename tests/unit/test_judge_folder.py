"""A judge is only taken from a folder that is whole and as its card says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from interview.core.key_point import statements
from interview.errors import Code, Failed
from interview.scorer.grader import Grader
from interview.scorer.judge import MODELS, TOKENIZER, WEIGHTS, Judge
from interview.scorer.weights_version import CARD
from interview.scorer.weights_version import WEIGHTS as SHIPPED

pytestmark = pytest.mark.slow


def copied(tmp_path: Path) -> Path:
    for name in (WEIGHTS, TOKENIZER, CARD):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER, CARD])
def test_a_file_that_is_missing_or_another_one_is_refused(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"a", b"b", 1)[:-3])
    with pytest.raises(Failed) as refused:
        Judge(folder)
    assert refused.value.code is Code.INTERVIEW_EVALUATION_FAILED
    (folder / name).unlink()
    with pytest.raises(Failed):
        Judge(folder)


@pytest.mark.parametrize("name", MODELS)
def test_a_judge_that_lacks_a_model_of_verdicts_is_refused(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    del card[name]
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(Failed):
        Grader(folder=folder).judge("0.0", "Why?", statements("It is so"), "", "I think that it is so.")
