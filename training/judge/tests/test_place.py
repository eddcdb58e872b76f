"""What is put in place for the product, and what is kept out of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from interview.scorer.judge import WEIGHTS
from interview.scorer.verdict_model import SIGNS, VerdictModel
from interview.scorer.weights_version import CARD
from training.judge import belongs, export, lines, measure, place, starts, told_apart, verdicts
from training.judge.tests import stand_ins
from training.judge.tests.stand_ins import PRAISING, SILENT

# What is measured depends on no kind of encoder.
pytestmark = pytest.mark.parametrize("base", ["roberta"], indirect=True)

Make = Callable[[tuple[float, float, float]], Path]


@pytest.fixture(scope="module")
def measured(base: Path, taught: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A measured folder of a judge that says the same of everything."""

    @cache
    def make_one(logits: tuple[float, float, float]) -> Path:
        folder = tmp_path_factory.mktemp("measured")
        export.main([str(stand_ins.fixed(taught, folder / "taught", logits)), str(base), str(folder / "made")])
        starts.main([str(folder / "made"), "--texts", "20"])
        lines.main([str(folder / "made")])
        told_apart.main([str(folder / "made")])
        belongs.main([str(folder / "made")])
        measure.main([str(folder / "made")])
        return folder / "made"

    return make_one


@pytest.fixture
def made(measured: Make, tmp_path: Path) -> Make:
    """As `measured`, a copy that a test may change."""
    return lambda logits: stand_ins.copied(measured(logits), tmp_path / f"made for {logits}")


def card(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_card_says_where_a_judge_comes_from_and_what_was_measured(base: Path, made: Make) -> None:
    found = card(made(SILENT))
    assert (found["base"], found["licence"], found["packs"]) == (base.name, "apache-2.0", 12)
    for name in ("statements", "parts"):
        model = VerdictModel(**found[name])  # type: ignore[arg-type]
        assert [len(row) for row in model.weights] == [SIGNS + 1] * 3
        assert 0 <= found["figures"][name]["unsure"] <= 1  # type: ignore[index]
    assert 0 <= found["figures"]["answers"]["AUC"] <= 1  # type: ignore[index]


def test_a_judge_that_keeps_the_bounds_replaces_the_one_in_place(made: Make, tmp_path: Path) -> None:
    folder, there = made(SILENT), tmp_path / "weights" / "judge"
    for _ in range(2):
        place.put_in_place(folder, there)
        assert contents(there) == {name: (folder / name).read_bytes() for name in place.FILES}
        assert [path.name for path in there.parent.iterdir()] == ["judge"]
        (there / "left").touch()


def test_a_judge_that_breaks_the_bounds_leaves_the_place_as_it_is(
    made: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "weights" / "judge"
    place.put_in_place(made(SILENT), there)
    before = contents(there.parent)
    other = made(PRAISING)
    said = card(other)
    said["figures"]["statements"]["praised"] = 1.0  # type: ignore[index]
    (other / CARD).write_text(json.dumps(said), encoding="utf-8")
    assert place.main([str(other), "--place", str(there)]) == 1
    assert (
        f"On statements praised is 1.000; {verdicts.BOUNDS['statements']['praised']} is allowed."
        in capsys.readouterr().err
    )
    assert contents(there.parent) == before


def test_a_judge_that_is_never_sure_is_refused(made: Make) -> None:
    folder = made(SILENT)
    said = card(folder)
    for name in ("statements", "parts"):
        said["figures"][name]["unsure"] = 1  # type: ignore[index]
    (folder / CARD).write_text(json.dumps(said), encoding="utf-8")
    assert list(place.faults(folder)) == [f"On {name} it is never sure." for name in ("statements", "parts")]


def test_a_folder_over_the_size_is_refused(made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(SILENT)
    size = sum((folder / name).stat().st_size for name in place.FILES)
    monkeypatch.setattr(place, "MOST_BYTES", size)
    assert list(place.faults(folder)) == []
    monkeypatch.setattr(place, "MOST_BYTES", size - 1)
    with pytest.raises(place.Refused, match="the product may ship"):
        place.put_in_place(folder, tmp_path / "judge")
    assert not (tmp_path / "judge").exists()


def test_a_judge_that_was_not_measured_or_has_another_licence_or_other_files_is_refused(
    made: Make, shipped: Path
) -> None:
    assert [each for each in place.faults(shipped) if "not measured" in each] != []
    folder = made(SILENT)
    said = card(folder)
    (folder / CARD).write_text(json.dumps({**said, "licence": "cc-by-nc-4.0"}), encoding="utf-8")
    assert "cc-by-nc-4.0" in "\n".join(place.faults(folder))
    (folder / CARD).write_text(json.dumps(said), encoding="utf-8")
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes() + b"\0")
    assert "no judge" in "\n".join(place.faults(folder))


def test_a_judge_comes_back_when_a_run_ended_before_the_new_one_was_in_place(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, there = made(SILENT), tmp_path / "weights" / "judge"
    place.put_in_place(folder, there)
    before, rename = contents(there), Path.rename

    def ended(path: Path, target: Path) -> Path:
        if path.name == "judge.new":
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", ended)
        with pytest.raises(KeyboardInterrupt):
            place.put_in_place(folder, there)
    (folder / CARD).unlink()
    with pytest.raises(place.Refused):
        place.put_in_place(folder, there)
    assert contents(there) == before
