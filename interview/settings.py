"""Environment variables (and .env) → Settings. docs/settings.md and .env.example document every one of them.

Below them stands the model that was chosen on the page "Interviewer" (model_choice.py).
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from interview import model_choice
from interview.rates import Rate

DATA_DIR = Path(".data")
NO_REDIS = "none"
"""The REDIS_URL that says there is none."""
# What the environment says of the model leaves nothing to a page: a key goes only to the server it was given for, and
# a header or a field may hold one as well.
_NAMES_A_MODEL = ("openai_api_key", "openai_base_url", "openai_model", "openai_extra_headers", "openai_extra_body")


class _ChosenOnAPage(PydanticBaseSettingsSource):
    """The model chosen on the page "Interviewer", where the environment names none and everybody is the same person."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        known = self.current_state
        if any(known.get(name) for name in ("user_header", "oidc_issuer", *_NAMES_A_MODEL)):
            return {}
        return model_choice.read(Path(known.get("data_dir") or DATA_DIR)).settings()


_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_TEXT = re.compile(r"[\x20-\x7e]*")


def _json_object(value: SecretStr) -> dict[str, Any]:
    """ValueError, which repeats nothing of the text, for everything but a JSON object or nothing at all."""
    try:
        found = json.loads(value.get_secret_value() or "{}")
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(found, dict):
        raise ValueError("a JSON object is needed, like {} with fields in it")
    return found


class Settings(BaseSettings):
    """One field per environment variable of the same name. Times ending in `_s` are seconds."""

    # What a wrong setting says of itself may be a key: only its name is shown.
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    address: str = "127.0.0.1"
    port: int = Field(8501, ge=1, le=65535)
    allowed_hosts: str = Field("", pattern=r"^[A-Za-z0-9.,: \[\]_-]*$")
    data_dir: Path = DATA_DIR
    database_url: str = ""
    redis_url: str = ""
    redis_cache_url: str = ""
    packs_dir: Path | None = None
    user_header: str = Field("", pattern=r"^[A-Za-z0-9-]*$")
    operators: str = ""
    proxy_secret: SecretStr = SecretStr("")
    trusted_proxies: str = Field("", pattern=r"^[0-9A-Fa-f.:/, ]*$")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_name: str = Field("", max_length=60)
    public_url: str = ""
    cookie_secret: SecretStr = SecretStr("")
    metrics_token: SecretStr = SecretStr("")
    metrics_port: int | None = Field(None, ge=1, le=65535)
    metrics_address: str = "127.0.0.1"
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = ""
    openai_follow_up_model: str = ""
    openai_grade_model: str = ""
    openai_reserve_base_url: str = ""
    openai_reserve_api_key: SecretStr = SecretStr("")
    openai_reserve_model: str = ""
    openai_price_per_million: str = Field("", pattern=r"^\s*(\d+(\.\d+)?\s*,\s*\d+(\.\d+)?\s*)?$")
    prices_file: Path | None = None
    model_budget_session_cents: int | None = Field(None, ge=1)
    model_budget_session_tokens: int | None = Field(None, ge=1)
    model_budget_person_day_cents: int | None = Field(None, ge=1)
    model_budget_person_day_tokens: int | None = Field(None, ge=1)
    openai_transcription_model: str = ""
    openai_speech_model: str = ""
    openai_speech_voice: str = "alloy"
    openai_audio_base_url: str = ""
    openai_audio_api_key: SecretStr = SecretStr("")
    openai_extra_headers: SecretStr = SecretStr("")
    openai_extra_body: SecretStr = SecretStr("")
    openai_reasoning_effort: str = Field("", pattern=r"^[a-z]{0,16}$")
    openai_timeout_s: float = Field(60, gt=0, le=600)
    local_model_ports: str = Field("11434,1234,8080", pattern=r"^\d{1,5},\d{1,5},\d{1,5}$")
    follow_up_timeout_s: float = Field(8, gt=0, le=60)
    follow_ups_ahead: int = Field(5, ge=0, le=10)
    question_count: int = Field(5, ge=1, le=24)
    follow_up_count: int = Field(1, ge=0, le=3)
    interview_language: Literal[
        "", "en", "zh", "de", "es", "fr", "it", "nl", "pl", "pt", "sv", "cs", "tr", "uk", "ru", "ja", "ko"
    ] = ""
    paper_size: Literal["A4", "Letter"] = "A4"
    evaluation_batch_size: int = Field(8, ge=1, le=24)
    evaluation_parallel: int = Field(4, ge=1, le=16)
    evaluation_batch_calls: int = Field(8, ge=2, le=50)
    evaluation_opinions: int = Field(1, ge=1, le=9)
    evaluation_attempts: int = Field(3, ge=1, le=10)
    evaluate_early: Literal["auto", "on", "off"] = "auto"
    lease_s: float = Field(12, ge=2, le=300)
    cache_ttl_hours: float = Field(24, gt=0)
    retention_days: int | None = Field(None, ge=1, le=36500)
    sign_out_url: str = Field("", pattern=r"^(/[^/\\].*|https?://.+)?$", max_length=500)
    rate_limit_create: Rate = "5/minute"
    rate_limit_answer: Rate = "10/second"
    rate_limit_answer_person: Rate = "2/second"
    rate_limit_costly: Rate = "30/minute"
    rate_limit_requests: Rate = "25/second"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, dotenv_settings, file_secret_settings, _ChosenOnAPage(settings_cls)

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        if value and not re.match(r"(sqlite|postgres(ql)?(\+psycopg)?)://", value):
            raise ValueError("an address is needed, like postgresql://user:password@host/name")
        return value

    @field_validator("proxy_secret", "metrics_token", "cookie_secret")
    @classmethod
    def _is_not_guessed(cls, value: SecretStr, field: ValidationInfo) -> SecretStr:
        what, least = ("a secret for cookies", 32) if field.field_name == "cookie_secret" else ("a secret", 20)
        if 0 < len(value.get_secret_value()) < least:
            raise ValueError(f"{what} needs {least} characters or more")
        return value

    @field_validator("oidc_issuer", "public_url")
    @classmethod
    def _is_safe_to_reach(cls, value: str) -> str:
        if not value:
            return value
        try:
            parts = urlsplit(value)
            is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_web = False
        if not is_web or parts.username is not None or parts.query or parts.fragment:
            raise ValueError("an address like https://sign-in.example.org is needed")
        if parts.scheme == "http" and parts.hostname not in _THIS_COMPUTER:
            raise ValueError("anywhere but on this computer, the address must begin with https://")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        if urlsplit(value).path.strip("/"):
            raise ValueError("the address must end with the name or the port, with nothing behind it")
        return value.rstrip("/")

    @field_validator("openai_extra_headers")
    @classmethod
    def _are_headers(cls, value: SecretStr) -> SecretStr:
        for name, text in _json_object(value).items():
            if not _HEADER_NAME.fullmatch(name) or not isinstance(text, str) or not _HEADER_TEXT.fullmatch(text):
                raise ValueError('a JSON object of header names and texts is needed, like {"X-Team": "blue"}')
        return value

    @field_validator("openai_extra_body")
    @classmethod
    def _is_an_object(cls, value: SecretStr) -> SecretStr:
        _json_object(value)
        return value

    @property
    def extra_headers(self) -> dict[str, str]:
        """Headers that go with every request to the model's server."""
        return _json_object(self.openai_extra_headers)

    @property
    def extra_body(self) -> dict[str, Any]:
        """Fields that every chat request has, in place of ours where we have one of that name."""
        return _json_object(self.openai_extra_body)

    @property
    def audio_headers(self) -> dict[str, str]:
        """The headers for transcription and speech: a server of its own never gets those of another one."""
        return {} if self.openai_audio_base_url else self.extra_headers

    @model_validator(mode="after")
    def _signs_in_one_way(self) -> Self:
        if not (self.oidc_issuer or self.oidc_client_id):
            return self
        if self.user_header:
            raise ValueError(
                "people can sign in through a proxy (USER_HEADER, PROXY_SECRET) or at a provider (OIDC_ISSUER …), not"
                " both: leave the settings of one of them empty"
            )
        needed = ("oidc_issuer", "oidc_client_id", "public_url", "cookie_secret")
        missing = [name.upper() for name in needed if getattr(self, name) in ("", SecretStr(""))]
        if missing:
            raise ValueError(f"to sign people in at a provider, set {', '.join(missing)} as well")
        return self

    @model_validator(mode="after")
    def _reserve_is_whole(self) -> Self:
        has_place = bool(self.openai_reserve_base_url or self.openai_reserve_api_key.get_secret_value())
        if has_place != bool(self.openai_reserve_model):
            raise ValueError(
                "a reserve needs OPENAI_RESERVE_MODEL, and OPENAI_RESERVE_BASE_URL or OPENAI_RESERVE_API_KEY"
            )
        return self

    @model_validator(mode="after")
    def _metrics_have_a_door(self) -> Self:
        is_open = self.has_people or self.metrics_address not in ("127.0.0.1", "::1", "localhost")
        if self.metrics_port is not None and is_open and not self.metrics_token.get_secret_value():
            raise ValueError(
                "METRICS_PORT needs METRICS_TOKEN where people sign in, or METRICS_ADDRESS is not this computer"
            )
        return self

    @property
    def calls_ahead(self) -> int:
        """Follow-ups asked for from the draft of one answer; none of a server that does one thing at a time, where the
        answer's own follow-up would wait behind them."""
        return self.follow_ups_ahead if self.evaluation_parallel > 1 else 0

    @property
    def models_apart(self) -> tuple[str, ...]:
        """Models with a name of their own for follow-ups and for grading."""
        return tuple(filter(None, (self.openai_follow_up_model, self.openai_grade_model)))

    @property
    def has_reserve(self) -> bool:
        """Whether another provider steps in where the first cannot; it has a model of its own."""
        return self.has_model and bool(self.openai_reserve_model)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use; a bare postgresql:// gets the psycopg 3 driver."""
        url = self.database_url
        if not url:
            return f"sqlite:///{(self.data_dir / 'interview.db').resolve()}"
        for scheme in ("postgresql://", "postgres://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which people reach the app: those of ALLOWED_HOSTS, and that of PUBLIC_URL."""
        named = tuple(host.strip() for host in self.allowed_hosts.split(",") if host.strip())
        public = urlsplit(self.public_url).hostname
        return (*named, public) if public else named

    @property
    def has_people(self) -> bool:
        """Whether people sign in, through a proxy or at a provider."""
        return bool(self.user_header or self.oidc_issuer)

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach the app by https."""
        return self.public_url.startswith("https://")

    @property
    def operator_names(self) -> tuple[str, ...]:
        """The names of OPERATORS, one by one, as the proxy sends them or the provider calls them."""
        return tuple(name.strip() for name in self.operators.split(",") if name.strip())

    @property
    def has_model(self) -> bool:
        """A model is configured as soon as a key or a server of its own is named."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def naming_a_model(self) -> tuple[str, ...]:
        """The variables that are set, wherever, of those that say which model it is and what it is sent."""
        return tuple(name.upper() for name in _NAMES_A_MODEL if getattr(self, name))

    @property
    def audio_base_url(self) -> str:
        """Where recordings and questions to be spoken go; "" is the usual address."""
        return self.openai_audio_base_url or self.openai_base_url

    @property
    def audio_api_key(self) -> str:
        """The key for that address. A server of its own never gets the key of another one."""
        own = self.openai_audio_api_key.get_secret_value()
        return own or ("" if self.openai_audio_base_url else self.openai_api_key.get_secret_value())

    @property
    def has_audio(self) -> bool:
        """Whether there is a server for recordings and for speech, once a model is named for it."""
        return bool(self.audio_base_url or self.audio_api_key)

    @property
    def grades_early(self) -> bool:
        """Whether grading begins during the interview: as said, else only with the practice interviewer."""
        return self.evaluate_early == "on" or (self.evaluate_early == "auto" and not self.has_model)

    @property
    def model(self) -> str:
        return self.openai_model or "gpt-4o-mini"

    def with_choice_of(self, other: Settings) -> Settings:
        """These settings, with what `other` says of the model that can be chosen on a page."""
        return self.model_copy(update={name: getattr(other, name) for name in model_choice.SETTINGS})

    @property
    def ports_of_local_models(self) -> tuple[int, ...]:
        """Where Ollama, LM Studio and llama.cpp are looked for on this computer; 0 is not looked at."""
        return tuple(map(int, self.local_model_ports.split(",")))

    @property
    def namespace(self) -> str:
        """A short name for this installation's keys and queue, so that several can share one Redis."""
        return "mi-" + hashlib.sha256(self.database.encode()).hexdigest()[:10]
