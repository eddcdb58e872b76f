"""Model servers that nobody here wrote, on free loopback ports: LiteLLM's proxy, CopilotKit's aimock, llama.cpp.

`scripts/setup soak` installs them. Nothing here reaches an address outside this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.servers import ROOT, free_port, wait_until

PROGRAMS = ROOT / ".venv-servers" / "bin"
NODE_PROGRAMS = ROOT / "node_modules" / ".bin"
KEY = "sk-of-these-tests-0123456789abcdef0123456789abcdef"


class ServerOfOthers:
    """A server in a process of its own; what it says is in `log`."""

    def __init__(self, folder: Path, name: str, command: Sequence[object], ready: str, **environment: str) -> None:
        program = Path(str(command[0]))
        assert program.exists(), f"{program.name} is not installed; run `scripts/setup soak`"
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=os.environ | {"NO_PROXY": "*"} | environment,
            )
        wait_until(lambda: self._answers(ready), 240, f"{name} answers; its log is {self.log}")

    def _answers(self, url: str) -> bool:
        assert self._process.poll() is None, self.log.read_text()[-2000:]
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(15)


class LiteLLM(ServerOfOthers):
    """LiteLLM's proxy. `models` maps a name on offer to the provider and model that it stands for ("openai/gpt-5"); all
    of them are found at `upstream`."""

    def __init__(self, folder: Path, upstream: str, models: Mapping[str, str]) -> None:
        port = free_port()
        self.base_url = f"http://127.0.0.1:{port}/v1"
        config = folder / "litellm.yaml"
        listed = [
            {"model_name": name, "litellm_params": {"model": model, "api_base": upstream, "api_key": "upstream"}}
            for name, model in models.items()
        ]
        config.write_text(yaml.safe_dump({"model_list": listed, "litellm_settings": {"num_retries": 0}}))
        super().__init__(
            folder,
            "litellm",
            [PROGRAMS / "litellm", "--config", config, "--host", "127.0.0.1", "--port", port, "--telemetry", "False"],
            f"http://127.0.0.1:{port}/health/liveliness",
            LITELLM_MASTER_KEY=KEY,
            # Its price list is otherwise fetched at every start.
            LITELLM_LOCAL_MODEL_COST_MAP="True",
        )


class Aimock(ServerOfOthers):
    """CopilotKit's aimock, which answers by `fixtures` of its own format and streams `chunk` characters at a time."""

    def __init__(self, folder: Path, fixtures: Sequence[Mapping[str, Any]], chunk: int = 12) -> None:
        port = free_port()
        self.base_url = f"http://127.0.0.1:{port}/v1"
        file = folder / "fixtures.json"
        file.write_text(json.dumps({"fixtures": list(fixtures)}))
        command = [NODE_PROGRAMS / "llmock", "-p", port, "-h", "127.0.0.1", "-f", file, "-c", chunk, "--strict"]
        super().__init__(folder, "aimock", command, f"http://127.0.0.1:{port}/health")


class LlamaCpp(ServerOfOthers):
    """llama.cpp's own server with a model of 135 million parameters and a context of `context` tokens."""

    def __init__(self, folder: Path, context: int) -> None:
        port = free_port()
        self.base_url = f"http://127.0.0.1:{port}/v1"
        command = [PROGRAMS / "python", ROOT / "tests" / "llama_cpp_server.py", port, context]
        super().__init__(folder, "llama.cpp", command, f"http://127.0.0.1:{port}/health")
