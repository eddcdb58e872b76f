"""Models on this computer: known by an endpoint of their own, in time, and never taken from another program."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from interview.core.model_providers import ProviderId
from interview.model.local_servers import LOOK_S, LocalModels, Lookout, look
from tests.pretend_models import PretendModel
from tests.servers import free_port

OLLAMA, LM_STUDIO, LLAMA_CPP = ProviderId.OLLAMA, ProviderId.LM_STUDIO, ProviderId.LLAMA_CPP


def test_each_is_found_at_its_port_with_the_models_that_can_talk():
    with (
        PretendModel.ollama("nomic-embed-text:latest", "gpt-oss:120b-cloud", "llama3.2:latest", "qwen2.5:7b") as ollama,
        PretendModel.lm_studio("small", "large", loaded="large") as studio,
        PretendModel.llama_cpp("model.gguf") as llama,
    ):
        found = look((ollama.port, studio.port, llama.port))
    assert [(each.provider, each.models) for each in found] == [
        (OLLAMA, ("llama3.2:latest", "qwen2.5:7b")),
        (LM_STUDIO, ("large", "small")),
        (LLAMA_CPP, ("model.gguf",)),
    ]
    assert [each.address for each in found] == [f"http://127.0.0.1:{s.port}/v1" for s in (ollama, studio, llama)]


@pytest.mark.parametrize(
    "routes",
    [
        {},
        {"/api/tags": {"models": []}},
        {"/api/tags": ["llama3.2"], "/api/v0/models": "yes", "/props": {"total_slots": 1}},
        {"/api/tags": {"models": {"name": "x"}}, "/api/v0/models": {"data": [1, 2]}, "/props": []},
    ],
)
def test_another_program_on_these_ports_is_taken_for_none(routes: dict[str, Any]):
    with PretendModel(routes=routes) as other:
        assert look((other.port, other.port, other.port)) == ()


def test_one_kind_is_not_taken_for_another():
    with PretendModel.llama_cpp("model.gguf") as llama:
        assert look((llama.port, llama.port, 0)) == ()


def test_nothing_but_questions_about_names_is_sent():
    with PretendModel.ollama("llama3.2") as ollama:
        look((ollama.port, 0, 0))
        assert (ollama.paths, ollama.requests) == (["/api/tags"], [])


def test_a_port_that_says_nothing_costs_no_more_than_the_time_of_a_look():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        before = time.monotonic()
        assert look((port, port, port)) == ()
        assert time.monotonic() - before < LOOK_S + 0.5


def test_closed_ports_are_no_models():
    assert look((free_port(), free_port(), free_port())) == ()


def test_who_asks_waits_for_no_look_and_it_is_not_repeated_at_once():
    may_end = threading.Event()
    looks: list[object] = []
    here = (LocalModels(OLLAMA, "http://127.0.0.1:1/v1", ("one",)),)

    def slow(ports: object) -> tuple[LocalModels, ...]:
        looks.append(ports)
        may_end.wait(10)
        return here

    lookout = Lookout((1, 2, 3), slow)
    assert lookout.found() == ()
    assert lookout.found(wait_s=0.01) == ()
    may_end.set()
    assert lookout.found(wait_s=10) == here
    assert lookout.found() == here
    assert looks == [(1, 2, 3)]


def test_with_all_ports_off_nothing_is_looked_for():
    def never(_ports: object) -> tuple[LocalModels, ...]:
        raise AssertionError

    assert Lookout((0, 0, 0), never).found(wait_s=1) == ()
