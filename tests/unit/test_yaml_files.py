"""What is kept of a YAML file is what is in it, as it is now; and it is read where nothing can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from interview import yaml_files

TEXT = "name: Ada\nscore: 1.5\nyes: [1, two, null, true]\n3: three\n"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a package, which has written nothing yet."""
    monkeypatch.setattr(yaml_files, "PACKAGE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    made = tmp_path / "data.yaml"
    made.write_text(TEXT)
    return made


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was parsed since."""
    found: list[bytes] = []
    own: Callable[[bytes], object] = yaml_files._parsed

    def parse(data: bytes) -> object:
        found.append(data)
        return own(data)

    monkeypatch.setattr(yaml_files, "_parsed", parse)
    return found


def kept(file: Path) -> list[Path]:
    return [each for each in file.parent.rglob("*") if each.is_file() and each != file]


def test_what_is_kept_of_a_file_is_what_yaml_finds_in_it(file: Path, parsed: list[bytes]) -> None:
    for _ in range(3):
        assert yaml_files.read(file) == yaml.safe_load(TEXT)
    assert parsed == [TEXT.encode()]


def test_who_changes_what_was_read_changes_it_for_nobody_else(file: Path) -> None:
    for _ in range(3):
        found = yaml_files.read(file)
        assert found["name"] == "Ada"
        found["name"] = "Bob"


def test_a_file_that_was_changed_is_read_anew(file: Path) -> None:
    yaml_files.read(file)
    file.write_text("name: Bob\n")
    assert yaml_files.read(file) == {"name": "Bob"}
    times = file.stat().st_atime, file.stat().st_mtime
    file.write_text("name: Eve\n")
    os.utime(file, times)
    assert yaml_files.read(file) == {"name": "Eve"}


@pytest.mark.parametrize("damaged", [b"", b"\x00\x01", b"s\x03\x00\x00\x00two", b"i\x01\x00\x00\x00"])
def test_a_damaged_copy_is_not_believed(file: Path, damaged: bytes) -> None:
    yaml_files.read(file)
    (copy,) = kept(file)
    copy.write_bytes(damaged)
    assert yaml_files.read(file) == yaml.safe_load(TEXT)
    assert copy.read_bytes() != damaged


def test_it_is_read_where_nothing_can_be_kept(file: Path, parsed: list[bytes]) -> None:
    (file.parent / "__pycache__").write_text("no folder")
    for _ in range(2):
        assert yaml_files.read(file)["name"] == "Ada"
    assert len(parsed) == 2


def test_nothing_is_kept_where_python_keeps_no_byte_code(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert yaml_files.read(file)["name"] == "Ada"
    assert kept(file) == []


def test_nothing_is_kept_of_what_is_not_of_the_package(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_files, "PACKAGE", file.parent / "package")
    assert yaml_files.read(file)["name"] == "Ada"
    assert kept(file) == []


def test_what_cannot_be_kept_is_read_each_time(file: Path) -> None:
    file.write_text("day: 2026-11-27\n")
    for _ in range(2):
        assert str(yaml_files.read(file)["day"]) == "2026-11-27"
    assert kept(file) == []


def test_a_key_given_twice_is_an_error_each_time(file: Path) -> None:
    file.write_text("name: Ada\nname: Bob\n")
    for _ in range(2):
        with pytest.raises(yaml.YAMLError, match="twice"):
            yaml_files.read(file)


@pytest.mark.slow
def test_one_command_keeps_every_file_of_the_package(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPYCACHEPREFIX": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "interview.yaml_files"], cwd=ROOT, env=environment, check=True)
    files = [path for path in (ROOT / "interview").rglob("*.yaml") if "__pycache__" not in path.parts]
    assert len(files) == len(list(tmp_path.rglob("*.yaml-read"))) > 100
