"""Encoders, texts and a judge that are made once for all tests of the scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from training.judge import authored, belongs, export, lines, measure, starts, told_apart, train
from training.judge.tests import stand_ins

# A few steps of two or three readings each.
TEACHING = ["--packs", "12", "--tokens", "900", "--threads", "1"]


@pytest.fixture(scope="session", autouse=True)
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Few texts in place of all, for everything that reads them."""
    made = stand_ins.data(tmp_path_factory.mktemp("texts") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authored, "DATA", made)
        patch.setattr(measure, "GATHERED", 20)
        yield made


@pytest.fixture(scope="session")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each kind of encoder that a judge can begin with."""
    torch.manual_seed(5)
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("encoders")
    kinds: dict[str, Callable[[Path], Path]] = {
        "bert": stand_ins.bert,
        "mpnet": stand_ins.mpnet,
        "roberta": stand_ins.roberta,
    }
    return {name: make(folder / name) for name, make in kinds.items()}


@pytest.fixture(scope="session", params=["roberta", "mpnet"])
def base(request: pytest.FixtureRequest, encoders: dict[str, Path]) -> Path:
    return encoders[request.param]


@pytest.fixture(scope="session")
def taught(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an uncut run made."""
    out = tmp_path_factory.mktemp("taught")
    train.main([str(base), str(out), *TEACHING])
    return out


@pytest.fixture(scope="session")
def shipped(base: Path, taught: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the product would read, not measured yet."""
    out = tmp_path_factory.mktemp("shipped")
    export.main([str(taught), str(base), str(out)])
    starts.main([str(out), "--texts", "20"])
    lines.main([str(out)])
    told_apart.main([str(out)])
    belongs.main([str(out)])
    return out
