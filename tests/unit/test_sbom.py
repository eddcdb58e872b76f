"""The list of what a release is made of says what the lock says."""

import re
import tomllib
from pathlib import Path

from scripts.write_sbom import LOCK, read_lock, sbom

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_every_package_of_the_lock_is_in_it_once_with_its_version_and_sums():
    lock = LOCK.read_text()
    made = sbom(lock, PROJECT)
    named = re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==([^\s;\\]+)", lock, re.MULTILINE | re.IGNORECASE)
    assert len(named) > 40
    assert [(each["name"], each["version"]) for each in made["components"]] == named
    references = [each["bom-ref"] for each in made["components"]]
    assert len(set(references)) == len(references)
    assert made["dependencies"][0]["dependsOn"] == references
    sums = [part["content"] for each in made["components"] for part in each["externalReferences"][0]["hashes"]]
    assert len(sums) == lock.count("--hash=sha256:")


def test_the_same_lock_makes_the_same_list_and_another_lock_another_one():
    lock = LOCK.read_text()
    assert sbom(lock, PROJECT) == sbom(lock, PROJECT)
    assert sbom(lock + "\n", PROJECT)["serialNumber"] != sbom(lock, PROJECT)["serialNumber"]


def test_where_a_package_is_needed_and_what_may_be_done_with_it_is_said():
    text = (
        "redis==8.1.0 \\\n    --hash=sha256:"
        + "a" * 64
        + '\ncolorama==0.4.6 ; sys_platform == "win32" \\\n    --hash=sha256:'
        + "b" * 64
    )
    redis, colorama = sbom(text, PROJECT)["components"]
    assert redis["licenses"]
    assert colorama["properties"][0]["value"] == 'sys_platform == "win32"'
    assert [each.hashes for each in read_lock(text)] == [["a" * 64], ["b" * 64]]
