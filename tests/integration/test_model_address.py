"""Where requests go and what goes with them: queries of an address, headers and fields of the operator; and the log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from interview.model.addresses import server_name
from interview.model.client import ServerOptions, connect, split_address
from interview.model.interviewer import ModelInterviewer
from interview.settings import Settings
from tests.browser.walking import RESUME
from tests.integration.model_candidate import turn, unknown_model
from tests.openai_server import OpenAIServer
from tests.servers import ROOT, App, wait_until

KEY = "sk-heliotrope-0123456789"
IN_A_HEADER = "vermilion-token-987"


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions"])
def test_the_query_of_an_address_goes_with_every_request(server: OpenAIServer, ending: str) -> None:
    root = server.base_url.removesuffix("/v1")
    address = f"{root}/openai/deployments/grader{ending}?api-version=2024-10-21&a=b%20c"
    interviewer = ModelInterviewer(address, KEY, unknown_model())
    assert interviewer.grade([turn(0)]).judgements
    assert parse_qs(server.requests[0].query) == {"api-version": ["2024-10-21"], "a": ["b c"]}


def test_a_key_in_a_header_of_the_operator_takes_the_place_of_ours(server: OpenAIServer) -> None:
    options = ServerOptions(headers={"Api-Key": IN_A_HEADER, "X-Team": "blue"})
    interviewer = ModelInterviewer(server.base_url, KEY, unknown_model(), options=options)
    assert interviewer.grade([turn(0)]).judgements
    headers = server.requests[0].headers
    assert (headers["api-key"], headers["x-team"]) == (IN_A_HEADER, "blue")
    assert "authorization" not in headers


def test_an_authorization_of_the_operator_takes_the_place_of_ours(server: OpenAIServer) -> None:
    options = ServerOptions(headers={"Authorization": f"Basic {IN_A_HEADER}"})
    interviewer = ModelInterviewer(server.base_url, KEY, unknown_model(), options=options)
    assert interviewer.grade([turn(0)]).judgements
    assert server.requests[0].headers["authorization"] == f"Basic {IN_A_HEADER}"


def test_a_key_goes_as_a_bearers_where_nothing_else_is_said(server: OpenAIServer) -> None:
    assert ModelInterviewer(server.base_url, KEY, unknown_model()).grade([turn(0)]).judgements
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("host", ["team.openai.azure.com", "team.cognitiveservices.azure.com"])
def test_azure_gets_its_key_in_a_header_of_its_own(host: str) -> None:
    client = connect(f"https://{host}/openai/deployments/grader?api-version=2024-10-21", KEY, 1)
    assert client.default_headers["api-key"] == KEY
    assert [hook.__name__ for hook in client._client.event_hooks["request"]] == ["_without_authorization"]
    assert str(client.base_url) == f"https://{host}/openai/deployments/grader/"
    assert client.default_query == {"api-version": "2024-10-21"}


def test_no_other_host_is_taken_for_azure() -> None:
    assert "api-key" not in connect("https://openai.azure.com.example.org/v1", KEY, 1).default_headers


def test_an_address_is_kept_without_what_is_secret_in_it_and_differs_for_each() -> None:
    plain = "https://host.example:8443/v1"
    secret = f"https://somebody:{IN_A_HEADER}@host.example:8443/v1?key={KEY}"
    assert server_name(f"{plain}/") == server_name(plain) == plain
    assert server_name(secret) != server_name(f"{secret}2") != plain
    assert IN_A_HEADER not in server_name(secret)
    assert KEY not in server_name(secret)
    assert len(server_name(f"{plain}/{'x' * 500}")) <= 240
    assert split_address(f"{plain}?a=1&b=") == (plain, {"a": "1", "b": ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_EXTRA_HEADERS", f'{{"api-key": "{IN_A_HEADER}"'),
        ("OPENAI_EXTRA_HEADERS", f'["{IN_A_HEADER}"]'),
        ("OPENAI_EXTRA_HEADERS", f'{{"bad name": "{IN_A_HEADER}"}}'),
        ("OPENAI_EXTRA_HEADERS", f'{{"X-Token": "{IN_A_HEADER}\\n"}}'),
        ("OPENAI_EXTRA_BODY", f"{IN_A_HEADER}"),
    ],
)
def test_a_wrong_setting_is_named_at_the_start_and_nothing_of_it_shown(tmp_path: Path, name: str, value: str) -> None:
    started = subprocess.run(
        [sys.executable, "-m", "interview.command_line", "run"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), name: value},
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = started.stdout + started.stderr
    assert started.returncode != 0
    assert name in said
    assert "Traceback" not in said
    assert IN_A_HEADER not in said


def test_another_server_for_audio_gets_no_headers_of_the_first() -> None:
    headers = '{"X-Token": "a"}'
    one = Settings(_env_file=None, openai_extra_headers=headers)
    two = Settings(_env_file=None, openai_extra_headers=headers, openai_audio_base_url="http://127.0.0.1:9/v1")
    assert (one.audio_headers, two.audio_headers) == ({"X-Token": "a"}, {})
    assert "X-Token" not in repr(one)


def test_the_web_process_learns_the_worker_knows_and_no_key_is_in_the_log(tmp_path: Path, server: OpenAIServer) -> None:
    server.always("o_series")
    app = App(
        tmp_path,
        OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY=KEY,
        OPENAI_MODEL="test-model",
        OPENAI_EXTRA_HEADERS=f'{{"X-Token": "{IN_A_HEADER}"}}',
        OPENAI_EXTRA_BODY='{"top_k": 7}',
        OPENAI_REASONING_EFFORT="low",
    )
    try:
        wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
        path = f"/api/interview/sessions/{app.call('POST', '/api/interview/sessions', wanted)[1]['sessionId']}"
        app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": "It names the purpose in plain words."})
        wait_until(lambda: app.get(f"{path}/report")[1].get("evaluateStatus") == "COMPLETED", 60, "graded")
    finally:
        app.stop()
    by_operation = [asked.operation for asked in server.requests]
    assert by_operation == ["open", "open", "open", "details", "grade", "summarise"]
    last = server.requests[-1]
    assert (last.body["top_k"], last.body["reasoning_effort"], last.headers["x-token"]) == (7, "low", IN_A_HEADER)
    log = (tmp_path / "run.log").read_text()
    lines = [line for line in log.splitlines() if "model call" in line]
    assert [line.split("refused=")[1].split()[0] for line in lines] == ["cap", "temperature", "-", "-", "-", "-"]
    assert "left_out=temperature,cap=max_completion_tokens" in lines[-1]
    assert "model=test-model-2026-11" in lines[-1]
    assert not [secret for secret in (KEY, IN_A_HEADER) if secret in log]
