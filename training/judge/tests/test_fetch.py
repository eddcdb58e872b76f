"""What is fetched of a model, and when nothing is; against a hub on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from training.judge.authored import ROOT
from training.judge.fetch import NAME, ORIGIN, REVISION, NotFetched, fetch, main, origin
from training.judge.model import Encoder
from training.judge.tests import stand_ins
from training.judge.tests.stand_ins import Hub

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = ["README.md", "config.json", "model.safetensors", "tokenizer.json"]


@dataclass(frozen=True)
class Place:
    """Where a test fetches from and to."""

    hub: Hub
    out: Path

    def fetch(self, name: str = NAME, revision: str = REVISION) -> None:
        fetch(name, revision, self.out, self.hub.address)

    def refused(self, name: str = NAME, revision: str = REVISION) -> str:
        """What was said when nothing was made."""
        with pytest.raises(NotFetched) as refused:
            self.fetch(name, revision)
        assert not self.out.exists()
        return str(refused.value)

    def run(self, *given: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The command, which finds the hub by its environment."""
        known = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        return subprocess.run(
            [sys.executable, str(ROOT / "training" / "judge" / "fetch.py"), str(self.out), *given],
            env={**known, "HF_ENDPOINT": self.hub.address, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with stand_ins.hub() as hub:
        yield Place(hub, tmp_path / "base")


@pytest.fixture
def model(tmp_path: Path, encoders: dict[str, Path], place: Place) -> Path:
    """The usual model at its commit, with files that nobody needs."""
    folder = stand_ins.copied(encoders["roberta"], tmp_path / "model")
    for name in ("pytorch_model.bin", "onnx/config.json", "openvino/model.safetensors"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"not needed")
    place.hub.folders[NAME, REVISION] = folder
    return folder


def test_a_fetched_base_has_what_is_needed_and_says_where_it_comes_from(place: Place, model: Path) -> None:
    done = place.run()
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in place.out.rglob("*")) == sorted([*FILES, ORIGIN])
    assert sorted(place.hub.served) == FILES
    assert all((place.out / name).read_bytes() == (model / name).read_bytes() for name in FILES)
    assert all(name in done.stdout for name in FILES)
    assert origin(place.out) == {"base": NAME, "revision": REVISION, "licence": "apache-2.0"}
    torch.testing.assert_close(Encoder(place.out).state_dict(), Encoder(model).state_dict())


@pytest.mark.parametrize("environment", [{"HF_ENDPOINT": "http://127.0.0.1:9"}, {"HF_HUB_OFFLINE": "1"}])
def test_without_a_network_the_command_says_so_and_ends_with_1(place: Place, environment: dict[str, str]) -> None:
    done = place.run(**environment)
    assert done.returncode == 1
    assert done.stderr.startswith("The hub is out of reach")
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("model")
def test_a_base_that_is_there_is_not_fetched_again(place: Place) -> None:
    place.fetch()
    place.hub.served.clear()
    place.fetch()
    assert place.hub.served == []


@pytest.mark.usefixtures("model")
def test_a_base_that_changed_since_is_not_taken(place: Place) -> None:
    place.fetch()
    (place.out / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NotFetched, match=r"tokenizer\.json .* changed"):
        place.fetch()


@pytest.mark.usefixtures("model")
def test_a_folder_with_something_else_is_left_as_it_is(place: Place) -> None:
    place.out.mkdir()
    (place.out / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(NotFetched, match="name another folder"):
        place.fetch()
    assert [path.name for path in place.out.iterdir()] == ["mine"]


@pytest.mark.parametrize("licence", ["cc-by-nc-4.0", "other", "[mit, other]", ""])
def test_nothing_but_the_card_is_fetched_under_another_licence(place: Place, model: Path, licence: str) -> None:
    (model / "README.md").write_text(stand_ins.CARD.format(licence=licence), encoding="utf-8")
    assert "taken under one of apache-2.0" in place.refused()
    assert place.hub.served == ["README.md"]


def test_a_card_without_metadata_names_no_licence(place: Place, model: Path) -> None:
    (model / "README.md").write_text("# Under Apache-2.0\n", encoding="utf-8")
    assert "names no licence" in place.refused()


@pytest.mark.parametrize("file", FILES)
def test_a_model_that_lacks_a_file_is_not_fetched(place: Place, model: Path, file: str) -> None:
    (model / file).unlink()
    assert ("*.safetensors" if file.endswith("safetensors") else file) in place.refused()
    assert place.hub.served == []


def test_a_file_that_is_listed_and_not_there_is_an_error(place: Place, model: Path) -> None:
    (model / "tokenizer.json").unlink()
    place.hub.lost.add("tokenizer.json")
    assert "is not there" in place.refused()


def test_weights_that_are_not_those_of_the_list_are_fetched_again(place: Place, model: Path) -> None:
    content = (model / "model.safetensors").read_bytes()
    place.hub.changed["model.safetensors"] = content[:-1] + bytes([content[-1] ^ 1])
    assert "not what the hub says" in place.refused()
    place.hub.changed.clear()
    place.fetch()
    assert (place.out / "model.safetensors").read_bytes() == content


def test_another_model_needs_a_commit_and_not_a_branch(place: Place, model: Path) -> None:
    place.hub.folders["other/model", COMMIT] = model
    assert "is no commit" in place.refused("other/model", "main")
    assert main([str(place.out), "--name", "other/model"]) == 1
    place.fetch("other/model", COMMIT)
    assert origin(place.out)["base"] == "other/model"


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        (NAME, f"{NAME} has no commit {COMMIT}"),
        ("no/model", "no model no/model"),
        ("no/such/name", "no name of a model"),
    ],
)
def test_what_the_hub_does_not_have_is_named(place: Place, name: str, said: str) -> None:
    assert said in place.refused(name, COMMIT)


@pytest.mark.usefixtures("model")
def test_a_page_in_place_of_the_hub_is_an_error(place: Place) -> None:
    place.hub.page = b"<html>Log in first</html>"
    assert "could not be fetched" in place.refused()
