"""Where a language model can be had, and how each is best asked: what is filled in for a person who chooses one.

It knows no address but the usual ones and sends nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_CLOUD = re.compile(r"[:-]cloud\b", re.IGNORECASE)


class ProviderId(StrEnum):
    OPENAI = "openai"
    OLLAMA = "ollama"
    LM_STUDIO = "lm_studio"
    LLAMA_CPP = "llama_cpp"
    OTHER = "other"


@dataclass(frozen=True)
class Provider:
    """`name` is its own ("": said in words). A model of this computer answers one request at a time, with little
    context and slowly: it is asked in small pieces, one after the other, and waited for."""

    id: ProviderId
    name: str = ""
    address: str = ""
    needs_key: bool = False
    batch_size: int | None = None
    parallel: int | None = None
    timeout_s: float | None = None
    follow_up_s: float | None = None

    @property
    def is_local(self) -> bool:
        return self.id in LOCAL


LOCAL = (ProviderId.OLLAMA, ProviderId.LM_STUDIO, ProviderId.LLAMA_CPP)
"""Those that run on one's own computer, in the order of the setting LOCAL_MODEL_PORTS."""


def _local(id: ProviderId, name: str, port: int) -> Provider:
    return Provider(id, name, address_of(id, port), batch_size=2, parallel=1, timeout_s=300, follow_up_s=15)


def address_of(id: ProviderId, port: int) -> str:
    """The address of a server on this computer."""
    assert id in LOCAL
    return f"http://127.0.0.1:{port}/v1"


PROVIDERS: dict[ProviderId, Provider] = {
    provider.id: provider
    for provider in (
        Provider(ProviderId.OPENAI, "OpenAI", "https://api.openai.com/v1", needs_key=True),
        _local(ProviderId.OLLAMA, "Ollama", 11434),
        _local(ProviderId.LM_STUDIO, "LM Studio", 1234),
        _local(ProviderId.LLAMA_CPP, "llama.cpp", 8080),
        Provider(ProviderId.OTHER),
    )
}


def runs_elsewhere(model: str) -> bool:
    """Whether a model that a program on this computer offers runs on servers of the program's maker, by its name: as
    what Ollama calls a cloud model."""
    return _CLOUD.search(model) is not None


def provider_of(base_url: str, local_ports: tuple[int, ...]) -> ProviderId:
    """Who is behind an address, as far as it shows; these ports are where LOCAL are looked for on this computer."""
    if not base_url or base_url.startswith(PROVIDERS[ProviderId.OPENAI].address):
        return ProviderId.OPENAI
    parts = urlsplit(base_url)
    if parts.hostname in ("127.0.0.1", "localhost", "::1") and parts.port in local_ports:
        return LOCAL[local_ports.index(parts.port)]
    return ProviderId.OTHER
