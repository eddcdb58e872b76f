"""Grades are signed with a version of the weights that changes with what judges, and with nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from interview.scorer.weights_version import CARD, WEIGHTS, weights_version

pytestmark = pytest.mark.sqlite_first


def version_of(folder: Path, card: Mapping[str, object], monkeypatch: pytest.MonkeyPatch) -> str:
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("interview.scorer.weights_version.WEIGHTS", folder)
        weights_version.cache_clear()
        found = weights_version()
    weights_version.cache_clear()
    return found


@pytest.mark.parametrize("changed", ["sha256", "statements", "parts"])
def test_other_weights_or_models_of_verdicts_have_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert version_of(tmp_path, card, monkeypatch) == weights_version()
    assert version_of(tmp_path, {**card, changed: "of others"}, monkeypatch) != weights_version()


def test_weights_keep_their_version_when_more_is_said_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert version_of(tmp_path, {**card, "taught_in": "a week"}, monkeypatch) == weights_version()
