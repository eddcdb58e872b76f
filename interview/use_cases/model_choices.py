"""Choosing the model on a page: who asks now and from where, saving another choice, taking it back.

Only where everybody is the same person, and only while the environment names no model. It gives a key to nobody: what
is told is whether there is one. A key that was kept for one server never goes to another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

from interview import model_choice
from interview.core.model_providers import PROVIDERS, ProviderId
from interview.errors import Code, Conflict, Invalid, Unavailable
from interview.messages import Message
from interview.model_choice import ModelChoice
from interview.settings import Settings

MAX_KEY_CHARS = 500
MAX_ADDRESS_CHARS = 500
MAX_MODEL_CHARS = 200


class Source(StrEnum):
    """Where the model in use was named: nowhere, on the page, or in the environment."""

    NONE = "none"
    PAGE = "page"
    ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Chosen:
    """What is in use. `may_change` says whether a page may choose another; of a key only whether there is one.

    `apart` are other models of that server for follow-ups and grading. `variables` are those that are set and that keep
    a page from choosing.
    """

    source: Source
    may_change: bool
    provider: ProviderId = ProviderId.OTHER
    base_url: str = ""
    model: str = ""
    has_key: bool = False
    declined: bool = False
    apart: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


class ModelChoices:
    """The choice of a model, as these settings have it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def is_offered(self) -> bool:
        """Whether there is a page to choose on: not where people sign in, who share one model."""
        return not self._settings.has_people

    def look(self) -> Chosen:
        """What is in use now."""
        settings = self._settings
        kept = self._kept()
        variables = settings.naming_a_model
        if not settings.has_model:
            may_change = self.is_offered and not variables
            return Chosen(Source.NONE, may_change, declined=kept.declined, variables=variables)
        is_from_page = self._is_of_page(kept)
        return Chosen(
            Source.PAGE if is_from_page else Source.ENVIRONMENT,
            is_from_page and self.is_offered,
            _known(kept.provider) if is_from_page else ProviderId.OTHER,
            settings.openai_base_url,
            settings.model,
            bool(settings.openai_api_key.get_secret_value()),
            apart=tuple(name for name in settings.models_apart if name != settings.model),
            variables=() if is_from_page else variables,
        )

    def key_for(self, base_url: str, typed: str) -> str:
        """The key to show to this server: the one that was typed, else the one that was kept for the same server."""
        kept = self._kept()
        return typed.strip() or (kept.api_key if _same_server(kept.base_url, base_url) else "")

    def save(self, provider: ProviderId, base_url: str, typed_key: str, model: str) -> None:
        """Choose a model. Without a typed key the one that was kept for this server stays.

        Conflict where nothing may be chosen, Invalid for what cannot be an address, a key or a name, Unavailable when
        the file cannot be written.
        """
        address = checked_address(base_url)
        model = model.strip()
        if not model or len(model) > MAX_MODEL_CHARS or not model.isprintable():
            raise Invalid(Code.MODEL_CHOICE_INVALID, Message.of("error.choice_model", most=MAX_MODEL_CHARS))
        key = checked_key(self.key_for(address, typed_key))
        preset = PROVIDERS[provider]
        if preset.needs_key and not key:
            raise Invalid(Code.MODEL_CHOICE_INVALID, Message.of("error.choice_needs_key", provider=preset.name))
        self._write(
            ModelChoice(
                provider,
                address,
                key,
                model,
                preset.batch_size,
                preset.parallel,
                preset.timeout_s,
                preset.follow_up_s,
            ),
        )

    def remove_key(self) -> None:
        """Forget the key and keep the rest, unless nothing works without it."""
        kept = self._kept()
        needs_key = PROVIDERS[_known(kept.provider)].needs_key
        self._write(ModelChoice() if needs_key else replace(kept, api_key=""))

    def remove(self) -> None:
        """Choose no model: the practice interviewer asks and grades again."""
        self._write(ModelChoice(declined=True))

    def decline(self) -> None:
        """Do not offer the models of this computer any more."""
        self._write(replace(self._kept(), declined=True))

    def _kept(self) -> ModelChoice:
        return model_choice.read(self._settings.data_dir)

    def _is_of_page(self, kept: ModelChoice) -> bool:
        settings = self._settings
        if settings.openai_extra_headers or settings.openai_extra_body:
            return False
        in_use = (settings.openai_base_url, settings.openai_api_key.get_secret_value(), settings.openai_model)
        return in_use == (kept.base_url, kept.api_key, kept.model)

    def _write(self, choice: ModelChoice) -> None:
        if not self.is_offered or (self._settings.naming_a_model and not self._is_of_page(self._kept())):
            raise Conflict(Code.MODEL_CHOICE_LOCKED, Message.of("error.choice_locked"))
        try:
            model_choice.write(self._settings.data_dir, choice)
        except OSError:
            raise Unavailable(Code.STORE_UNAVAILABLE, Message.of("error.choice_not_written")) from None


def checked_address(base_url: str) -> str:
    """The address of a server as it is used. Invalid for what is none, or holds a password."""
    address = base_url.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        fits = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        fits = False
    if not fits or not address.isprintable() or " " in address or len(address) > MAX_ADDRESS_CHARS:
        raise Invalid(Code.MODEL_CHOICE_INVALID, Message.of("error.choice_address"))
    return address


def checked_key(key: str) -> str:
    """A key that a request can carry. Invalid for any other."""
    if len(key) > MAX_KEY_CHARS or not key.isascii() or not key.isprintable() or " " in key:
        raise Invalid(Code.MODEL_CHOICE_INVALID, Message.of("error.choice_key"))
    return key


def _same_server(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other.strip())
    return bool(one) and (first.scheme, first.netloc) == (second.scheme, second.netloc)


def _known(provider: str) -> ProviderId:
    return ProviderId(provider) if provider in set(ProviderId) else ProviderId.OTHER
