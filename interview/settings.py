"""Environment variables (and .env) → Settings. docs/settings.md and .env.example document every one of them.

Below them stands the model that was chosen on the page "Model" (model_choice.py).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

from limits import parse
from pydantic import Field, SecretStr, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from interview import model_choice

DATA_DIR = Path(".data")
# What the environment says of the model leaves nothing to a page: a key goes only to the server it was given for.
_NAMES_A_MODEL = ("openai_api_key", "openai_base_url", "openai_model")


class _ChosenOnAPage(PydanticBaseSettingsSource):
    """The model chosen on the page "Model", where the environment names none and everybody is the same person."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        known = self.current_state
        if any(known.get(name) for name in ("user_header", *_NAMES_A_MODEL)):
            return {}
        return model_choice.read(Path(known.get("data_dir") or DATA_DIR)).settings()


class Settings(BaseSettings):
    """One field per environment variable of the same name. Times ending in `_s` are seconds."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    port: int = Field(8501, ge=1, le=65535)
    data_dir: Path = DATA_DIR
    database_url: str = ""
    redis_url: str = ""
    packs_dir: Path | None = None
    user_header: str = Field("", pattern=r"^[A-Za-z0-9-]*$")
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = ""
    openai_transcription_model: str = ""
    openai_speech_model: str = ""
    openai_speech_voice: str = "alloy"
    openai_audio_base_url: str = ""
    openai_audio_api_key: SecretStr = SecretStr("")
    openai_timeout_s: float = Field(60, gt=0, le=600)
    local_model_ports: str = Field("11434,1234,8080", pattern=r"^\d{1,5},\d{1,5},\d{1,5}$")
    follow_up_timeout_s: float = Field(8, gt=0, le=60)
    question_count: int = Field(5, ge=1, le=24)
    follow_up_count: int = Field(1, ge=0, le=3)
    interview_language: Literal["", "en", "zh"] = ""
    paper_size: Literal["A4", "Letter"] = "A4"
    evaluation_batch_size: int = Field(8, ge=1, le=24)
    evaluation_parallel: int = Field(4, ge=1, le=16)
    evaluation_batch_calls: int = Field(8, ge=2, le=50)
    evaluation_opinions: int = Field(1, ge=1, le=9)
    evaluation_attempts: int = Field(3, ge=1, le=10)
    evaluate_early: Literal["auto", "on", "off"] = "auto"
    lease_s: float = Field(12, ge=2, le=300)
    cache_ttl_hours: float = Field(24, gt=0)
    rate_limit_create: str = "5/minute"
    rate_limit_answer: str = "10/second"

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

    @field_validator("rate_limit_create", "rate_limit_answer")
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        parse(value)
        return value

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
    def has_model(self) -> bool:
        """A model is configured as soon as a key or a server of its own is named."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def names_a_model(self) -> bool:
        """Whether key, address or model are set, wherever."""
        return any((self.openai_api_key.get_secret_value(), self.openai_base_url, self.openai_model))

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
