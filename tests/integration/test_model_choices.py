"""The model chosen on a page: kept for one account, below the environment, taken up by processes that run already."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from interview import model_choice
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.model_providers import ProviderId
from interview.errors import Code, Conflict, Invalid, Unavailable
from interview.model_choice import ModelChoice
from interview.services import Services
from interview.services import services as services_of_process
from interview.settings import Settings
from interview.storage.private_files import refuse_loose
from interview.use_cases.model_choices import ModelChoices, Source

pytestmark = pytest.mark.sqlite_first

KEY = "sk-secret-0123456789"
HERE = "http://127.0.0.1:11434/v1"
FAR = "https://models.example.org/v1"


@pytest.fixture
def choices(tmp_path: Path) -> Callable[..., ModelChoices]:
    def made(**given: Any) -> ModelChoices:
        return ModelChoices(Settings(_env_file=None, data_dir=tmp_path, **given))

    return made


def test_a_saved_choice_is_what_the_settings_say_from_then_on(choices: Callable[..., ModelChoices], tmp_path: Path):
    choices().save(ProviderId.OLLAMA, f" {HERE}/ ", "", " llama3.2 ")
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert (settings.openai_base_url, settings.model, settings.has_model) == (HERE, "llama3.2", True)
    assert (settings.evaluation_batch_size, settings.evaluation_parallel, settings.openai_timeout_s) == (2, 1, 300)
    assert settings.follow_up_timeout_s == 15
    found = choices().look()
    assert (found.source, found.may_change, found.provider, found.model) == (
        Source.PAGE,
        True,
        ProviderId.OLLAMA,
        "llama3.2",
    )


def test_the_file_with_the_key_is_for_this_account_alone(choices: Callable[..., ModelChoices], tmp_path: Path):
    choices().save(ProviderId.OPENAI, FAR, KEY, "gpt")
    file = tmp_path / model_choice.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [model_choice.FILE]
    file.chmod(0o644)
    with pytest.raises(SystemExit, match="chmod"):
        refuse_loose(Settings(_env_file=None, data_dir=tmp_path))


def test_of_the_key_nothing_is_told_but_that_there_is_one(
    choices: Callable[..., ModelChoices], tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    choices().save(ProviderId.OPENAI, FAR, KEY, "gpt")
    found = choices().look()
    assert found.has_key
    told = repr((found, model_choice.read(tmp_path), Settings(_env_file=None, data_dir=tmp_path)))
    assert KEY not in told + caplog.text


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_the_environment_wins_and_takes_nothing_from_the_file(
    choices: Callable[..., ModelChoices], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    monkeypatch.setenv(name, "http://127.0.0.1:9/v1")
    settings = Settings(_env_file=None, data_dir=tmp_path)
    given = (settings.openai_api_key.get_secret_value(), settings.openai_base_url, settings.openai_model)
    assert [value for value in given if value] == ["http://127.0.0.1:9/v1"]
    found = choices().look()
    assert (found.source, found.may_change) == (Source.ENVIRONMENT, False)
    with pytest.raises(Conflict) as refused:
        choices().save(ProviderId.OTHER, FAR, "", "another")
    assert refused.value.code is Code.MODEL_CHOICE_LOCKED
    assert model_choice.read(tmp_path).model == "gpt"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_MODEL", "gpt"),
        ("OPENAI_EXTRA_HEADERS", '{"X-Gateway-Key": "secret"}'),
        ("OPENAI_EXTRA_BODY", '{"user_key": "secret"}'),
    ],
)
def test_half_a_model_in_the_environment_is_none_and_leaves_nothing_to_choose(
    choices: Callable[..., ModelChoices], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    monkeypatch.setenv(name, value)
    assert not Settings(_env_file=None, data_dir=tmp_path).has_model
    found = choices().look()
    assert (found.source, found.may_change, found.variables) == (Source.NONE, False, (name,))
    with pytest.raises(Conflict):
        choices().save(ProviderId.OTHER, FAR, "", "another")
    assert model_choice.read(tmp_path).model == "gpt"


@pytest.mark.parametrize("name", ["OPENAI_EXTRA_HEADERS", "OPENAI_EXTRA_BODY"])
def test_headers_and_fields_of_the_environment_go_to_no_server_of_the_page(
    choices: Callable[..., ModelChoices], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setenv(name, '{"X-Gateway-Key": "secret"}')
    with pytest.raises(Conflict):
        choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    assert not (tmp_path / model_choice.FILE).exists()
    monkeypatch.setenv("OPENAI_BASE_URL", FAR)
    found = choices().look()
    assert (found.source, found.variables) == (Source.ENVIRONMENT, ("OPENAI_BASE_URL", name))


def test_other_settings_of_the_environment_win_one_by_one(
    choices: Callable[..., ModelChoices], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choices().save(ProviderId.OLLAMA, HERE, "", "llama3.2")
    monkeypatch.setenv("EVALUATION_BATCH_SIZE", "4")
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert (settings.evaluation_batch_size, settings.evaluation_parallel) == (4, 1)


def test_where_people_sign_in_nothing_is_written_and_nothing_is_read(
    choices: Callable[..., ModelChoices], tmp_path: Path
):
    choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    shared = choices(user_header="X-User")
    assert shared.look().source is Source.NONE
    for change in (shared.decline, shared.remove, shared.remove_key):
        with pytest.raises(Conflict):
            change()
    with pytest.raises(Conflict):
        shared.save(ProviderId.OTHER, FAR, "", "another")
    assert not Settings(_env_file=None, data_dir=tmp_path, user_header="X-User").has_model


def test_a_kept_key_stays_with_its_server_and_goes_to_no_other(choices: Callable[..., ModelChoices], tmp_path: Path):
    choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    choices().save(ProviderId.OTHER, FAR, "", "gpt-better")
    assert model_choice.read(tmp_path).api_key == KEY
    assert choices().key_for("https://elsewhere.example.org/v1", "") == ""
    assert choices().key_for("http://models.example.org/v1", "") == ""
    choices().save(ProviderId.OTHER, "https://elsewhere.example.org/v1", "", "gpt")
    assert model_choice.read(tmp_path).api_key == ""


def test_a_key_can_be_taken_out_and_so_can_the_model(choices: Callable[..., ModelChoices], tmp_path: Path):
    choices().save(ProviderId.OTHER, FAR, KEY, "gpt")
    choices().remove_key()
    assert KEY not in (tmp_path / model_choice.FILE).read_text()
    assert choices().look().model == "gpt"
    choices().remove()
    assert choices().look().source is Source.NONE
    assert choices().look().declined


def test_no_thanks_is_remembered_and_chooses_nothing(choices: Callable[..., ModelChoices], tmp_path: Path):
    choices().decline()
    assert choices().look().declined
    assert not Settings(_env_file=None, data_dir=tmp_path).has_model


@pytest.mark.parametrize(
    ("address", "key", "model"),
    [
        ("", "", "m"),
        ("ftp://example.org", "", "m"),
        ("http://", "", "m"),
        ("http://me:secret@example.org/v1", "", "m"),
        ("http://example.org:99999/v1", "", "m"),
        ("http://exa mple.org/v1", "", "m"),
        (FAR, "two words", "m"),
        (FAR, "schlüssel", "m"),
        (FAR, "a\nb", "m"),
        (FAR, "k" * 501, "m"),
        (FAR, "", " "),
        (FAR, "", "m" * 201),
        (FAR, "", "a\x1bb"),
    ],
)
def test_what_can_be_no_address_key_or_name_is_not_saved(
    choices: Callable[..., ModelChoices], tmp_path: Path, address: str, key: str, model: str
):
    with pytest.raises(Invalid) as refused:
        choices().save(ProviderId.OTHER, address, key, model)
    assert refused.value.code is Code.MODEL_CHOICE_INVALID
    assert not (tmp_path / model_choice.FILE).exists()


def test_a_provider_that_wants_a_key_is_not_saved_without_one(choices: Callable[..., ModelChoices]):
    with pytest.raises(Invalid):
        choices().save(ProviderId.OPENAI, "https://api.openai.com/v1", "", "gpt")


def test_a_folder_that_takes_no_file_is_an_error_with_a_next_step(tmp_path: Path):
    missing = ModelChoices(Settings(_env_file=None, data_dir=tmp_path / "none"))
    with pytest.raises(Unavailable):
        missing.save(ProviderId.OTHER, FAR, KEY, "gpt")


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '"x"',
        json.dumps({"model": 7}),
        json.dumps({"model": "m", "batch_size": 99}),
        json.dumps({"model": "m", "follow_up_s": 61}),
        json.dumps({"model": "m", "nobody": 1}),
        json.dumps({"model": "m", "timeout_s": "soon"}),
    ],
)
def test_a_broken_file_is_as_if_there_were_none(tmp_path: Path, content: str):
    (tmp_path / model_choice.FILE).write_text(content)
    assert model_choice.read(tmp_path) == ModelChoice()
    assert not Settings(_env_file=None, data_dir=tmp_path).has_model


@pytest.fixture
def process(tmp_path: Path, sqlite_url: str, redis_server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The services of this process in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA_DIR", str(tmp_path)), ("DATABASE_URL", sqlite_url), ("REDIS_URL", redis_server.url)):
        monkeypatch.setenv(name, value)
    services_of_process.cache_clear()
    yield tmp_path
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def test_a_running_process_takes_a_choice_up_and_back_without_a_restart(process: Path):
    before = services_of_process()
    assert before.interviewer.identity == PRACTICE
    assert services_of_process() is before
    before.model_choices.save(ProviderId.OLLAMA, HERE, "", "llama3.2")
    after = services_of_process()
    assert after.interviewer.identity == model_interviewer("llama3.2")
    assert after.store is before.store
    assert services_of_process() is after
    after.model_choices.remove()
    assert services_of_process().interviewer.identity == PRACTICE


def test_what_is_under_way_keeps_its_interviewer(process: Path):
    under_way: Services = services_of_process()
    under_way.model_choices.save(ProviderId.OLLAMA, HERE, "", "llama3.2")
    assert services_of_process() is not under_way
    assert under_way.interviewer.identity == PRACTICE
    assert under_way.evaluator.has_opinions is False


def test_a_choice_that_changes_nothing_makes_no_new_services(process: Path):
    before = services_of_process()
    before.model_choices.decline()
    assert services_of_process() is before


def test_settings_that_became_unreadable_leave_the_process_as_it_is(process: Path, monkeypatch: pytest.MonkeyPatch):
    before = services_of_process()
    before.model_choices.save(ProviderId.OLLAMA, HERE, "", "llama3.2")
    monkeypatch.setenv("QUESTION_COUNT", "many")
    assert services_of_process() is before
