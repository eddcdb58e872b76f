"""The command that checks a model: what it prints and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview.i18n.translate import words
from interview.web import model_checking
from tests.integration.test_model_check import KEY, check
from tests.openai_server import OpenAIServer
from tests.pretend_models import PretendModel
from tests.servers import ROOT


def run_command(folder: Path, **environment: str) -> tuple[int, str]:
    """`make check-model` without the setup: its exit status, and what it prints."""
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "interview.command_line", "check-model"]
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def test_of_a_model_that_never_answered_nothing_is_said_but_that(tmp_path: Path, server: OpenAIServer):
    server.always("429")
    status, told = run_command(tmp_path, OPENAI_BASE_URL=server.base_url, OPENAI_MODEL="scripted")
    assert status == 1
    assert told.rstrip().endswith(
        "The model could not be checked, as it did not answer. Beside “NO” it says why, and what to do."
    )
    result = check(server.base_url, model="scripted")
    assert (result.answered, result.is_usable) == (False, False)
    said = "The model could not be checked, as it did not answer. Below it says what to do."
    assert model_checking._verdict(result, words("en")) == said
    assert model_checking._verdict(result, words("zh")) == "没能检查这个模型，因为它没有回答。下面说明该怎么做。"


@pytest.mark.long
def test_the_command_names_the_model_that_grades_where_it_is_another_one(tmp_path: Path, server: OpenAIServer):
    given = {"OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "scripted"}
    _, told = run_command(tmp_path, OPENAI_GRADE_MODEL="scripted-judge", **given)
    assert told.startswith("Checking scripted, and scripted-judge for grading, at http://127.0.0.1:")
    _, told = run_command(tmp_path, OPENAI_GRADE_MODEL="scripted", **given)
    assert told.startswith("Checking scripted at http://127.0.0.1:")


def test_the_command_says_in_plain_lines_what_works_and_ends_with_0(tmp_path: Path):
    with PretendModel(key=KEY) as server:
        status, told = run_command(
            tmp_path, OPENAI_BASE_URL=server.base_url, OPENAI_MODEL="pretend", OPENAI_API_KEY=KEY
        )
    assert status == 0, told
    assert "ok   The server answers, and the model “pretend” is on its list." in told
    assert "In an interview of 24 questions the first is there after about " in told
    assert told.rstrip().endswith("This model can be the interviewer.")
    assert KEY not in told


def test_of_a_good_model_the_command_says_nothing_but_good(tmp_path: Path, server: OpenAIServer):
    status, told = run_command(tmp_path, OPENAI_BASE_URL=server.base_url, OPENAI_MODEL="scripted")
    found = [line for line in told.splitlines() if line[:5].strip()]
    assert status == 0, told
    assert [line[:5] for line in found[1:-2]] == ["ok   "] * 8
    assert found[-2].startswith("In an interview of 24 questions the first ")
    assert found[-1] == "This model can be the interviewer."


def test_the_command_says_so_when_not_everything_could_be_looked_at_and_shows_no_secret_of_an_address(tmp_path: Path):
    with PretendModel(busy_with=frozenset({"grade"})) as server:
        address = server.base_url.replace("http://", "http://me:secret@") + "?api-key=hidden"
        status, told = run_command(tmp_path, OPENAI_BASE_URL=address, OPENAI_MODEL="pretend")
    assert status == 0, told
    assert "This model can be the interviewer." not in told
    assert told.rstrip().endswith("not everything could be looked at. Check again later.")
    assert "secret" not in told
    assert "hidden" not in told


def test_the_command_ends_with_1_for_a_model_that_falls_into_the_trap_and_for_none(tmp_path: Path):
    with PretendModel(judge="gullible") as server:
        status, told = run_command(tmp_path, OPENAI_BASE_URL=server.base_url, OPENAI_MODEL="pretend")
    assert (status, "NO   When grading, the model gave points for an answer that earns none" in told) == (1, True)
    assert run_command(tmp_path)[0] == 1
