"""Which files of a folder of packs are read, within which bounds, and what one broken pack costs the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview.i18n.translate import ENGLISH
from interview.question_bank.packs.complaint import MOST_BYTES, MOST_FILES, MOST_PACKS, MOST_QUESTIONS
from interview.question_bank.packs.reading import read_packs
from tests.packs import SHEET, write_pack
from tests.unit.test_own_packs import HEAD, OURS, complaints, good, sheet


@pytest.mark.parametrize("name", ["Reception desk.xlsx", "Reception desk.txt", "Reception desk"])
def test_a_sheet_that_was_not_saved_as_csv_is_named(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path / "one", {f"topics/{name}": b"PK"})
    assert f"topics/{name}: Only files ending in .yaml, .csv belong here." in complaints(folder)[0]


def test_what_programmes_leave_behind_is_passed_over(tmp_path: Path) -> None:
    junk = dict.fromkeys(
        (".DS_Store", "~$Reception desk.xlsx", ".~lock.a.csv#", "__MACOSX/a.csv", "Thumbs.db"), b"\xff"
    )
    folder = write_pack(
        tmp_path / "one", {"topics/a.csv": SHEET, **{f"topics/{name}": data for name, data in junk.items()}}
    )
    assert len(good(folder).topics) == 1


def test_a_folder_that_is_not_there_a_name_with_two_endings_and_a_pack_for_the_folder_of_packs_are_said_so(
    tmp_path: Path,
) -> None:
    [said] = complaints(tmp_path / "none")
    assert "There is no such folder." in said
    folder = write_pack(tmp_path / "packs" / "one", {"topics/a.csv": SHEET})
    [found] = read_packs(folder, OURS).complaints
    assert "the folder around it" in ENGLISH.message(found.message)
    (folder / "pack.yaml").rename(folder / "pack.yaml.txt")
    [said] = complaints(folder)
    assert "pack.yaml.txt has to be called pack.yaml." in said


@pytest.mark.parametrize("name", ["topics/a.csv", "topics", "pack.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    elsewhere, folder = write_pack(tmp_path / "elsewhere", {"topics/a.csv": SHEET}), tmp_path / "packs" / "one"
    write_pack(folder, {"topics/a.csv": SHEET} if name != "topics" else {"README": ""})
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(elsewhere / name)
    [said] = complaints(folder)
    assert said.startswith(f"{name}: This leads out of the folder.")


def test_a_pack_that_is_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "one").symlink_to(write_pack(tmp_path / "elsewhere"))
    found = read_packs(tmp_path / "packs", OURS)
    assert found.packs == ()
    assert "leads out" in ENGLISH.message(found.complaints[0].message)


def test_a_link_inside_the_folder_is_a_file_like_others(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one", {"..data/a.csv": SHEET})
    (folder / "topics").mkdir()
    (folder / "topics" / "Reception desk.csv").symlink_to(folder / "..data" / "a.csv")
    assert good(folder).questions == 1


def test_something_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one")
    os.mkfifo(folder / "topics" / "pipe.csv")
    assert complaints(folder) == ["topics/pipe.csv: This is no ordinary file."]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    assert "too large" in complaints(sheet(tmp_path, SHEET + "\n" * MOST_BYTES))[0]


def test_more_questions_than_an_interview_can_look_through_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"Question number {number}?;a\n" for number in range(MOST_QUESTIONS + 1))
    assert complaints(sheet(tmp_path, HEAD + rows)) == ["topics: The pack has 501 questions. At most 500 are taken."]


def test_more_packs_than_are_taken_are_named(tmp_path: Path) -> None:
    for number in range(MOST_PACKS + 1):
        write_pack(tmp_path / f"pack-{number:02}")
    found = read_packs(tmp_path, OURS)
    assert len(found.packs) == MOST_PACKS
    assert [each.file for each in found.complaints] == [f"pack-{MOST_PACKS}"]


def test_a_broken_pack_is_left_out_whole_and_the_others_are_used(tmp_path: Path) -> None:
    write_pack(tmp_path / "good")
    write_pack(tmp_path / "broken", {"topics/a.csv": SHEET, "topics/b.csv": HEAD})
    found = read_packs(tmp_path, OURS)
    assert [pack.id for pack in found.packs] == ["good"]
    assert [(each.file, each.line) for each in found.complaints] == [("broken/topics/b.csv", 1)]


def test_a_folder_that_is_not_there_stops_nothing(tmp_path: Path) -> None:
    found = read_packs(tmp_path / "nowhere", OURS)
    assert found.packs == ()
    assert ENGLISH.message(found.complaints[0].message).endswith("nowhere: There is no such folder.")


def test_names_that_only_differ_in_signs_are_the_same_folder(tmp_path: Path) -> None:
    write_pack(tmp_path / "one two")
    write_pack(tmp_path / "One-Two")
    assert "Another folder has this name" in ENGLISH.message(read_packs(tmp_path, OURS).complaints[0].message)


def test_more_files_than_are_read_are_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one", {f"topics/{number}.csv": SHEET for number in range(MOST_FILES + 1)})
    assert complaints(folder) == ["topics: There are 61 files and folders here. At most 60 are read."]
